import { type RawBuilder, sql } from 'kysely'
import type { Day, Moment } from '../../../kernel/moment.ts'
import { cursorOf, isText, isTime, readCursor } from '../../../platform/postgres/cursor.ts'
import { at, iso, type Statement, sqlFor, type Tx } from '../../../platform/postgres/database.ts'
import type { Actor } from '../../org/model.ts'
import { type Page, pageRows } from '../look-up.adapter.ts'
import type { DossierCode, EndClass } from '../model.ts'
import type { Stance, Way } from '../referrals/referral.ts'

/** Which legs and opinions: waited for, those of them that are late, silent ones, ended ones, and those asked of the officer's own units. */
export const legViews = ['open', 'late', 'mine', 'unanswered', 'ended'] as const
export type LegView = (typeof legViews)[number]

/** The period is that of sending; it narrows what is not open any more. */
export type LegFilter = {
  view: LegView
  kind: 'leg' | 'opinion' | null
  partnerId: number | null
  askedUnitId: number | null
  from: Day
  to: Day
}

/** A row of the list: a leg or an opinion of a dossier. */
export type LegRow = {
  code: DossierCode
  no: number
  kind: 'leg' | 'opinion'
  procedure: string
  applicant: string
  unitId: number
  officerId: number
  partnerId: number | null
  askedUnitId: number | null
  toName: string
  documentNumber: string
  way: Way
  sentAt: Moment
  startsAt: Moment
  dueAt: Moment | null
  isForwardedLate: boolean
  arrivedAt: Moment | null
  answerNumber: string | null
  stance: Stance | null
  endClass: EndClass | null
  unansweredAt: Moment | null
  droppedAt: Moment | null
}

const startOf = (day: number): Moment => (day * 86_400 - 7 * 3600) as Moment
const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })
const all = (conditions: readonly (RawBuilder<unknown> | null)[]) => {
  const given = conditions.filter((c) => c !== null)
  return given.length > 0 ? sql`and ${sql.join(given, sql` and `)}` : sql``
}

const columns =
  sql.raw(`r.code, r.no, r.kind, (select p.name from procedures.procedure p where p.agency_id = d.agency_id and p.procedure_id = d.procedure_id) as procedure,
  d.applicant_name as applicant, r.unit_id as "unitId", r.officer_id as "officerId", r.partner_id as "partnerId", r.asked_unit_id as "askedUnitId", r.to_name as "toName",
  r.document_number as "documentNumber", r.way, r.sent_at as "sentAt", r.starts_at as "startsAt", r.due_at as "dueAt", r.is_forwarded_late as "isForwardedLate",
  r.arrived_at as "arrivedAt", r.answer_number as "answerNumber", r.stance, r.end_class as "endClass", r.unanswered_at as "unansweredAt", r.dropped_at as "droppedAt"`)

const waiting = sql.raw('r.arrived_at is null and r.unanswered_at is null and r.dropped_at is null')

/** One page of the list. What is waited for comes by its due time, so the late ones are on top; the rest the newest first. One trip. */
export async function listLegs(
  tx: Tx,
  agencyId: number,
  f: LegFilter,
  facts: { now: Moment; actor: Actor; after: string | null; most?: number },
): Promise<Page<LegRow>> {
  const { now, actor, after, most = pageRows } = facts
  const isOpen = f.view === 'open' || f.view === 'late' || f.view === 'mine'
  const key = readCursor(after, [isTime, isText, (k) => Number.isInteger(k)])
  const due = sql`coalesce(r.due_at, 'infinity')`
  const units = actor.posts.map(({ unitId }) => unitId)
  const beyond =
    key &&
    (isOpen
      ? sql`(${due}, r.code, r.no) > (${String(key[0])}::timestamptz, ${String(key[1])}, ${Number(key[2])})`
      : sql`(r.sent_at, r.code, r.no) < (${String(key[0])}::timestamptz, ${String(key[1])}, ${Number(key[2])})`)
  const ofView = {
    open: waiting,
    late: sql`${waiting} and r.due_at < ${at(now)}`,
    mine: sql`r.asked_unit_id = any (${units}::int[]) and r.arrived_at is null and r.dropped_at is null`,
    unanswered: sql`r.unanswered_at is not null and r.arrived_at is null`,
    ended: sql`(r.arrived_at is not null or r.unanswered_at is not null or r.dropped_at is not null)`,
  }[f.view]
  const query = sql<LegRow & { key: string }>`select ${columns}, ${isOpen ? sql`${due}::text` : sql`r.sent_at::text`} as key
    from dossiers.referral r join dossiers.dossier d on d.agency_id = ${agencyId} and d.code = r.code
    where r.agency_id = ${agencyId} and ${ofView} ${all([
      f.kind === null ? null : sql`r.kind = ${f.kind}`,
      f.partnerId === null ? null : sql`r.partner_id = ${f.partnerId}`,
      f.askedUnitId === null ? null : sql`r.asked_unit_id = ${f.askedUnitId}`,
      isOpen ? null : sql`r.sent_at >= ${at(startOf(f.from))} and r.sent_at < ${at(startOf(f.to + 1))}`,
      beyond,
    ])}
    order by ${isOpen ? sql`${due}, r.code, r.no` : sql`r.sent_at desc, r.code desc, r.no desc`} limit ${most + 1}`
  const found = await run(tx, query)
  const last = found.length > most ? found[most - 1] : undefined
  return { rows: found.slice(0, most).map(({ key: _, ...row }) => row), next: last ? cursorOf(last.key, last.code, last.no) : null }
}

/** How much there is behind each view that waits, up to so many. */
export async function countLegs(tx: Tx, agencyId: number, facts: { now: Moment; actor: Actor }): Promise<{ late: number; mine: number }> {
  const units = facts.actor.posts.map(({ unitId }) => unitId)
  const [row] = await run(
    tx,
    sql<{ late: number; mine: number }>`select
      (select count(*)::int from (select from dossiers.referral r where r.agency_id = ${agencyId} and ${waiting} and r.due_at < ${at(facts.now)} limit 1000) l) as late,
      (select count(*)::int from (select from dossiers.referral r where r.agency_id = ${agencyId} and r.asked_unit_id = any (${units}::int[]) and r.arrived_at is null and r.dropped_at is null limit 1000) m) as mine`,
  )
  return row ?? { late: 0, mine: 0 }
}

/** How a partner agency or an asked unit answered what was sent to it in a period. */
export type LegTally = {
  partnerId: number | null
  askedUnitId: number | null
  toName: string
  sent: number
  /** Decided by now: answered, silent, or past its due time. Of these `late` ones. */
  decided: number
  early: number
  onTime: number
  late: number
  unanswered: number
  waiting: number
  dropped: number
}

const tally: Statement = {
  name: 'legs-tally',
  text: `select r.partner_id as "partnerId", r.asked_unit_id as "askedUnitId", (array_agg(r.to_name order by r.sent_at desc))[1] as "toName", count(*)::int as sent,
      count(*) filter (where l.is_decided)::int as decided, count(*) filter (where r.end_class = 'early')::int as early, count(*) filter (where r.end_class = 'on-time')::int as "onTime",
      count(*) filter (where l.is_late)::int as late, count(*) filter (where r.unanswered_at is not null and r.arrived_at is null)::int as unanswered,
      count(*) filter (where r.arrived_at is null and r.unanswered_at is null and r.dropped_at is null)::int as waiting,
      count(*) filter (where r.arrived_at is null and r.dropped_at is not null)::int as dropped
    from dossiers.referral r
    cross join lateral (select r.end_class = 'late' or (r.arrived_at is null and r.dropped_at is null and (r.unanswered_at is not null or r.due_at < $4)) as is_over) o
    cross join lateral (select coalesce(o.is_over, false) as is_late, coalesce(o.is_over, false) or r.end_class is not null as is_decided) l
    where r.agency_id = $1 and r.sent_at >= $2 and r.sent_at < $3 and ($5::text is null or r.kind = $5)
    group by r.partner_id, r.asked_unit_id order by late desc, sent desc, r.partner_id, r.asked_unit_id limit 500`,
}

/** By partner agency and asked unit: how many, and how many late out of those decided (tỷ lệ trả lời muộn). */
export const tallyLegs = (tx: Tx, agencyId: number, f: Pick<LegFilter, 'from' | 'to' | 'kind'>, now: Moment): Promise<LegTally[]> =>
  tx.rows<LegTally>(tally, [agencyId, iso(startOf(f.from)), iso(startOf(f.to + 1)), iso(now), f.kind])

/** So many are shown on the page of an officer's work; the rest has a page of its own. */
const askedShown = 5

/** Opinions that the officer's units are asked for, what is due first. */
export async function askedOfMine(
  tx: Tx,
  agencyId: number,
  facts: { now: Moment; actor: Actor },
): Promise<{ rows: LegRow[]; count: number }> {
  const everything: LegFilter = { view: 'mine', kind: 'opinion', partnerId: null, askedUnitId: null, from: 0 as Day, to: 0 as Day }
  const [{ rows }, { mine }] = await Promise.all([
    listLegs(tx, agencyId, everything, { ...facts, after: null, most: askedShown }),
    countLegs(tx, agencyId, facts),
  ])
  return { rows, count: mine }
}
