import { type RawBuilder, sql } from 'kysely'
import type { Day, Moment } from '../../../kernel/moment.ts'
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

/** Dossiers of the register in the order in which they came, at most so many. One walk along the index of filing times. */
export const registered = (tx: Tx, agencyId: number, f: RegisterFilter, most: number): Promise<Registered[]> =>
  run(
    tx,
    sql<Registered>`select d.code, p.name as procedure, d.applicant_name as applicant, a.address, a.phone, d.status,
        d.received_at as "receivedAt", d.original_due_at as "dueAt", d.returned_at as "returnedAt", d.channel_out as "channelOut"
      from dossiers.dossier d
      join procedures.procedure p on p.agency_id = ${agencyId} and p.procedure_id = d.procedure_id
      join applicants.applicant a on a.agency_id = ${agencyId} and a.applicant_id = d.applicant_id
      where d.agency_id = ${agencyId} and d.filed_at >= ${at(startOf(f.from))} and d.filed_at < ${at(startOf(f.to + 1))} and d.received_at is not null
        ${f.field === null ? sql`` : sql`and p.field = ${f.field}`} ${f.procedureId === null ? sql`` : sql`and d.procedure_id = ${f.procedureId}`}
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
