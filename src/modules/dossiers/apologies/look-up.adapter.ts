import { type RawBuilder, sql } from 'kysely'
import type { Day, Moment } from '../../../kernel/moment.ts'
import { cursorOf, isText, isTime, readCursor } from '../../../platform/postgres/cursor.ts'
import { at, sqlFor, type Tx } from '../../../platform/postgres/database.ts'
import type { Actor } from '../../org/model.ts'
import type { ApologyChannel } from '../apology/apology.ts'
import { type Page, pageRows } from '../look-up.adapter.ts'
import type { DossierCode } from '../model.ts'
import { mayReassign } from '../plan.ts'

/** Which apologies: those that wait for me, drafts, signed ones not sent, sent ones, and dossiers that are late without one. */
export const apologyViews = ['mine', 'drafts', 'signed', 'sent', 'missing'] as const
export type ApologyView = (typeof apologyViews)[number]

/** The period is that of what was sent, and of what ended late. */
export type ApologyFilter = { view: ApologyView; unitId: number | null; from: Day; to: Day }

/** A row of the list: an apology, or a late dossier without one. */
export type ApologyRow = {
  code: DossierCode
  procedure: string
  applicant: string
  unitId: number | null
  dueAt: Moment
  endedAt: Moment | null
  reason: string | null
  writtenBy: number | null
  newDueAt: Moment | null
  signedAt: Moment | null
  signedBy: number | null
  sentAt: Moment | null
  channel: ApologyChannel | null
  isLateSent: boolean
}

const startOf = (day: number): Moment => (day * 86_400 - 7 * 3600) as Moment
const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })
const all = (conditions: readonly (RawBuilder<unknown> | null)[]) => {
  const given = conditions.filter((c) => c !== null)
  return given.length > 0 ? sql`and ${sql.join(given, sql` and `)}` : sql``
}

const named =
  sql.raw(`(select p.name from procedures.procedure p where p.agency_id = d.agency_id and p.procedure_id = d.procedure_id) as procedure,
  d.applicant_name as applicant`)
const letter = sql.raw(`d.due_at as "dueAt", d.ended_at as "endedAt", a.reason, a.written_by as "writtenBy", a.new_due_at as "newDueAt",
  a.signed_at as "signedAt", a.signed_by as "signedBy", a.sent_at as "sentAt", a.channel, a.is_late_sent as "isLateSent"`)

/** Units whose apologies the officer signs: null for a leader, who signs all; an empty list for who signs none. */
export function unitsSignedFor(actor: Actor): number[] | null {
  const units = actor.posts.map(({ unitId }) => unitId)
  if (mayReassign({ unitId: 0 }, actor)) return null
  return units.filter((unitId) => mayReassign({ unitId }, actor) !== null)
}

/** Whose words an officer must not sign: own ones, and those of whom they act for. */
const ownWords = (actor: Actor): number[] => [actor.officerId, ...actor.posts.flatMap((p) => (p.onBehalfOf === null ? [] : [p.onBehalfOf]))]

/**
 * Late dossiers with the unit that answers for each, as `pub_late_dossier` says it for everybody: those late now, and those that ended late in
 * the period.
 */
const lateOnes = (agencyId: number, f: Pick<ApologyFilter, 'from' | 'to'>, now: Moment) => sql`
    (select v.code, v.state, v.due_at, v.unit_id, v.apologised_at, v.is_apology_late from dossiers.pub_late_dossier v
      where v.agency_id = ${agencyId} and v.state = 'open' and v.due_at < ${at(now)}
    union all
    select v.code, v.state, v.due_at, v.unit_id, v.apologised_at, v.is_apology_late from dossiers.pub_late_dossier v
      where v.agency_id = ${agencyId} and v.state = 'ended' and v.ended_at >= ${at(startOf(f.from))} and v.ended_at < ${at(startOf(f.to + 1))})`

/** One page of the list, what is due first on top; sent ones newest first. One trip. */
export async function listApologies(
  tx: Tx,
  agencyId: number,
  filter: ApologyFilter,
  facts: { now: Moment; actor: Actor; after: string | null; most?: number },
): Promise<Page<ApologyRow>> {
  const { now, actor, after, most = pageRows } = facts
  const key = readCursor(after, [isTime, isText])
  const beyond = (column: RawBuilder<unknown>, sign: '<' | '>') =>
    key && sql`(${column}, d.code) ${sql.raw(sign)} (${String(key[0])}::timestamptz, ${String(key[1])})`
  const ofUnit = filter.unitId === null ? null : sql`a.unit_id = ${filter.unitId}`
  type Keyed = ApologyRow & { key: string }
  let query: RawBuilder<Keyed>
  if (filter.view === 'missing') {
    const later = key && sql`(m.due_at, m.code) > (${String(key[0])}::timestamptz, ${String(key[1])})`
    query = sql<Keyed>`select m.due_at::text as key, d.code, ${named}, m.unit_id as "unitId", ${letter}
      from ${lateOnes(agencyId, filter, now)} m join dossiers.dossier d on d.agency_id = ${agencyId} and d.code = m.code
      left join lateral (select * from dossiers.apology a where a.agency_id = ${agencyId} and a.code = m.code order by a.no desc limit 1) a on true
      where m.apologised_at is null ${all([later, filter.unitId === null ? null : sql`m.unit_id = ${filter.unitId}`])}
      order by m.due_at, m.code limit ${most + 1}`
  } else if (filter.view === 'sent') {
    query = sql<Keyed>`select a.sent_at::text as key, d.code, ${named}, a.unit_id as "unitId", ${letter}
      from dossiers.apology a join dossiers.dossier d on d.agency_id = ${agencyId} and d.code = a.code
      where a.agency_id = ${agencyId} and a.sent_at >= ${at(startOf(filter.from))} and a.sent_at < ${at(startOf(filter.to + 1))}
        ${all([ofUnit, beyond(sql`a.sent_at`, '<')])}
      order by a.sent_at desc, a.code desc limit ${most + 1}`
  } else {
    const units = filter.view === 'mine' ? unitsSignedFor(actor) : null
    query = sql<Keyed>`select a.due_at::text as key, d.code, ${named}, a.unit_id as "unitId", ${letter}
      from dossiers.apology a join dossiers.dossier d on d.agency_id = ${agencyId} and d.code = a.code
      where a.agency_id = ${agencyId} and a.sent_at is null and d.ended_at is null and ${filter.view === 'signed' ? sql`a.signed_at is not null` : sql`a.signed_at is null`}
        ${all([
          ofUnit,
          units === null ? null : sql`a.unit_id = any (${units}::int[])`,
          filter.view === 'mine' ? sql`(a.written_by is null or a.written_by <> all (${ownWords(actor)}::int[]))` : null,
          beyond(sql`a.due_at`, '>'),
        ])}
      order by a.due_at, a.code limit ${most + 1}`
  }
  const found = await run(tx, query)
  const last = found.length > most ? found[most - 1] : undefined
  return { rows: found.slice(0, most).map(({ key: _, ...row }) => row), next: last ? cursorOf(last.key, last.code) : null }
}

/**
 * How many of a unit's late dossiers had an apology (tỷ lệ có thư xin lỗi). `apologised` ones are among the `late`; `ended` and
 * `endedApologised` are those of them that ended in the period, the same as on the screen of late dossiers.
 */
export type Coverage = {
  unitId: number | null
  late: number
  apologised: number
  sentLate: number
  ended: number
  endedApologised: number
}

/**
 * Apology coverage by unit: late with apology / late. Late are those that ended late in the period, and those that are late now and still
 * open; what was not sent does not count, what was sent late does and is told apart.
 */
export const coverageOf = (tx: Tx, agencyId: number, f: Pick<ApologyFilter, 'from' | 'to'>, now: Moment): Promise<Coverage[]> =>
  run(
    tx,
    sql<Coverage>`select unit_id as "unitId", count(*)::int as late, count(apologised_at)::int as apologised,
        (count(*) filter (where is_apology_late))::int as "sentLate", (count(*) filter (where state = 'ended'))::int as ended,
        (count(apologised_at) filter (where state = 'ended'))::int as "endedApologised"
      from ${lateOnes(agencyId, f, now)} late group by unit_id order by count(*) - count(apologised_at) desc, unit_id limit 500`,
  )
