import { type RawBuilder, sql } from 'kysely'
import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { at, sqlFor, type Tx } from '../../../platform/postgres/database.ts'
import type { Channel, DossierCode, Status } from '../model.ts'

/** Which dossiers the register holds: accepted ones, filed in a period, of one field or procedure or all (sổ theo lĩnh vực). */
export type RegisterFilter = { from: Day; to: Day; field: string | null; procedureId: number | null }

/** A row of the register as it is on record. */
export type Registered = {
  code: DossierCode
  procedure: string
  applicant: string
  address: string
  phone: string
  status: Status
  receivedAt: Moment
  dueAt: Moment | null
  returnedAt: Moment | null
  channelOut: Channel
}

const startOf = (day: number): Moment => (day * 86_400 - 7 * 3600) as Moment
const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })

/** Where a part of the register begins: the dossier before it. Null: at the beginning. */
export type After = { filedAt: Moment; code: string } | null

const among = (agencyId: number, f: RegisterFilter) => sql`d.agency_id = ${agencyId}
        and d.filed_at >= ${at(startOf(f.from))} and d.filed_at < ${at(startOf(f.to + 1))} and d.received_at is not null
        ${f.field === null ? sql`` : sql`and exists (select from procedures.procedure p where p.agency_id = ${agencyId} and p.procedure_id = d.procedure_id and p.field = ${f.field})`}
        ${f.procedureId === null ? sql`` : sql`and d.procedure_id = ${f.procedureId}`}`

/** A part of a register: its first and last day of filing, and the dossier before it. */
export type Part = { no: number; rows: number; from: Day; to: Day; after: After }

/** Into which parts a register falls, so many dossiers each, and how many there are in all. One walk along the index of filing times. */
export async function registerParts(
  tx: Tx,
  agencyId: number,
  f: RegisterFilter,
  rowsAPart: number,
): Promise<{ total: number; parts: Part[] }> {
  const ends = await run(
    tx,
    sql<{ n: number; filedAt: Moment; code: string; total: number }>`select n, filed_at as "filedAt", code, total from (
        select d.filed_at, d.code, row_number() over (order by d.filed_at, d.code) as n, count(*) over () as total
        from dossiers.dossier d where ${among(agencyId, f)}) counted
      where n % ${rowsAPart}::int in (0, 1) or n = total order by n limit ${2 * partsMax}`,
  )
  const total = ends.at(-1)?.total ?? 0
  const parts = Array.from({ length: Math.ceil(total / rowsAPart) }, (_, i): Part => {
    const [first, last] = [i * rowsAPart + 1, Math.min((i + 1) * rowsAPart, total)]
    const of = (n: number) => ends.find((end) => end.n === n)
    const before = i === 0 ? undefined : of(i * rowsAPart)
    return {
      no: i + 1,
      rows: last - first + 1,
      from: dayInVietnam(of(first)?.filedAt ?? startOf(f.from)),
      to: dayInVietnam(of(last)?.filedAt ?? startOf(f.to)),
      after: before ? { filedAt: before.filedAt, code: before.code } : null,
    }
  })
  return { total, parts: parts.slice(0, partsMax) }
}

/** More parts than a register is ever cut into: a million dossiers and more. */
const partsMax = 2_000

/** Dossiers of the register in the order in which they came, at most so many after one. */
export const registered = (
  tx: Tx,
  agencyId: number,
  f: RegisterFilter,
  after: After,
  most: number,
): Promise<(Registered & { filedAt: Moment })[]> =>
  run(
    tx,
    sql<
      Registered & { filedAt: Moment }
    >`select d.code, d.filed_at as "filedAt", p.name as procedure, d.applicant_name as applicant, a.address, a.phone, d.status,
        d.received_at as "receivedAt", d.original_due_at as "dueAt", d.returned_at as "returnedAt", d.channel_out as "channelOut"
      from dossiers.dossier d
      join procedures.procedure p on p.agency_id = ${agencyId} and p.procedure_id = d.procedure_id
      join applicants.applicant a on a.agency_id = ${agencyId} and a.applicant_id = d.applicant_id
      where ${among(agencyId, f)} ${after === null ? sql`` : sql`and (d.filed_at, d.code) > (${at(after.filedAt)}, ${after.code})`}
      order by d.filed_at, d.code limit ${most}`,
  )

/** Fields of the agency's procedures (lĩnh vực). */
export const fieldsOf = async (tx: Tx, agencyId: number): Promise<string[]> =>
  (
    await run(
      tx,
      sql<{
        field: string
      }>`select distinct field from procedures.procedure where agency_id = ${agencyId} and field <> '' order by field limit 500`,
    )
  ).map(({ field }) => field)
