import { type RawBuilder, sql } from 'kysely'
import { searchQuery } from '../../kernel/fold.ts'
import type { Day, Moment } from '../../kernel/moment.ts'
import type { Lang } from '../../kernel/say.ts'
import { cursorOf, isText, isTime, readCursor } from '../../platform/postgres/cursor.ts'
import { at, iso, type Statement, sqlFor, type Tx } from '../../platform/postgres/database.ts'
import type { Entry } from '../audit/model.ts'
import { readStream } from '../audit/service.ts'
import type { Actor } from '../org/model.ts'
import type { Dossier, DossierEvent, Filing } from './dossier.ts'
import type { Channel, DossierCode, EndClass, Status } from './model.ts'
import { rolesFor } from './plan.ts'
import { foldedOf, streamOf } from './store.ts'
import type { Folded } from './time-line.ts'

/** What lists show of a dossier. The folded state comes along, for its time bar and its holders. */
export type Listed = {
  code: DossierCode
  version: number
  status: Status
  procedureId: number
  procedureVersion: number
  procedure: string
  applicant: string
  subject: string
  channelIn: Channel
  channelOut: Channel
  filedAt: Moment
  receivedAt: Moment | null
  originalDueAt: Moment | null
  dueAt: Moment | null
  isProvisional: boolean
  endClass: EndClass | null
  state: Folded
}

/** A page of a list. `next` goes on from here; null on the last page. */
export type Page<T> = { rows: T[]; next: string | null }

export const listed = `d.code, d.version, d.status, d.procedure_id as "procedureId", d.procedure_version as "procedureVersion",
  (select p.name from procedures.procedure p where p.agency_id = d.agency_id and p.procedure_id = d.procedure_id) as procedure,
  d.applicant_name as applicant, d.subject, d.channel_in as "channelIn", d.channel_out as "channelOut", d.filed_at as "filedAt",
  d.received_at as "receivedAt", d.original_due_at as "originalDueAt", d.due_at as "dueAt", d.due_is_provisional as "isProvisional",
  d.end_class as "endClass", d.state`

const isRank = (k: unknown) => k === 0 || k === 1 || k === 2

// ── My work ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const workFilters = ['all', 'to-approve', 'late', 'today', 'next', 'stopped', 'to-take', 'away', 'to-return'] as const
export type WorkFilter = (typeof workFilters)[number]

/** A running step that the officer has, or may take. */
export type Work = Listed & {
  step: string
  unitId: number
  officerId: number | null
  isAway: boolean
  since: Moment
  stepDueAt: Moment | null
  /** A pause is proposed on it, which this officer decides. */
  isToApprove: boolean
}

/** How much waits for the officer, by what it asks for. `isMore`: there is more than was counted. */
export type WorkCounts = Record<WorkFilter, number> & { isMore: boolean }

/** Times between which work is due: now, the end of today, the end of the next working day. */
export type Bounds = { now: Moment; todayEnds: Moment; nextDayEnds: Moment }

/** So much is looked at for each officer and each post: what is due first. Nobody works through more in a day. */
const workMax = 200
export const pageRows = 50

/**
 * What the officer has and those for whom they act, what waits in their units to be taken, and where a pause waits for them as head or leader
 * to decide; the rest follows from it.
 * Ranks: 0 the clock runs, 1 it stands still, 2 processing is over and the result waits to be given out.
 */
const work = `
  with to_approve as materialized (
    select p.code, p.step from dossiers.proposal p
    where p.agency_id = $1 and ($9::bool or p.unit_id = any ($8::int[])) and p.officer_id <> $10 order by p.at, p.code limit ${workMax}
  ),
  held as (
    select h.* from unnest($2::int[]) as o (id) cross join lateral (
      select code, step, unit_id, officer_id, is_away, since, step_due_at, due_at from dossiers.holding
      where agency_id = $1 and officer_id = o.id order by due_at, code limit ${workMax}) h
    union all
    select h.* from unnest($3::int[], $4::text[]) as p (unit_id, role) cross join lateral (
      select code, step, unit_id, officer_id, is_away, since, step_due_at, due_at from dossiers.holding
      where agency_id = $1 and unit_id = p.unit_id and role = p.role and officer_id is null order by due_at, code limit ${workMax}) h
    union all
    select h.code, h.step, h.unit_id, h.officer_id, h.is_away, h.since, h.step_due_at, h.due_at
    from to_approve a join dossiers.holding h on h.agency_id = $1 and h.code = a.code and h.step = a.step
    where case when h.officer_id is null then (h.unit_id, h.role) not in (select * from unnest($3::int[], $4::text[])) else h.officer_id <> all ($2::int[]) end
  ),
  mine as materialized (
    select h.*, (h.code, h.step) in (select a.code, a.step from to_approve a) as is_to_approve, case when h.due_at is not null then 0
      when (select d.ended_at from dossiers.dossier d where d.agency_id = $1 and d.code = h.code) is not null then 2 else 1 end as rank
    from held h
  ),
  counted as (
    select count(*) as all_of_it, count(*) filter (where rank = 0 and due_at < $5) as late,
      count(*) filter (where rank = 0 and due_at >= $5 and due_at < $6) as today,
      count(*) filter (where rank = 0 and due_at >= $6 and due_at < $7) as next,
      count(*) filter (where rank = 1) as stopped, count(*) filter (where rank = 2) as to_return,
      count(*) filter (where officer_id is null) as to_take, count(*) filter (where is_away) as away,
      count(*) filter (where is_to_approve) as to_approve
    from mine
  )`

const workPage: Statement = {
  name: 'look-up-work',
  text: `${work},
  page as (
    select *, case when rank = 0 then due_at else 'infinity' end as due from mine
    where case $11::text when 'late' then rank = 0 and due_at < $5 when 'today' then rank = 0 and due_at >= $5 and due_at < $6
        when 'next' then rank = 0 and due_at >= $6 and due_at < $7 when 'stopped' then rank = 1 when 'to-return' then rank = 2
        when 'to-take' then officer_id is null when 'away' then is_away when 'to-approve' then is_to_approve else true end
      and ($12::int is null or (rank, case when rank = 0 then due_at else 'infinity' end, code, step) > ($12::int, $13::timestamptz, $14::text, $15::text))
    order by rank, due, code, step limit $16
  )
  select row_to_json(counted) as counted, h.step, h.unit_id as "unitId", h.officer_id as "officerId", h.is_away as "isAway", h.since, h.step_due_at as "stepDueAt", h.is_to_approve as "isToApprove",
    h.rank, h.due::text as due, ${listed}
  from counted left join page h on true left join dossiers.dossier d on d.agency_id = $1 and d.code = h.code
  order by h.rank, h.due, h.code, h.step`,
}

const workCount: Statement = { name: 'look-up-work-count', text: `${work} select row_to_json(counted) as counted from counted` }

/** Names of roles that steps are given to; more than officers have (see `rolesFor`). */
const stepRoles = [
  'counter-officer',
  'unit-head',
  'specialist',
  'records-clerk',
  'leader',
  'office-head',
  'director',
  'deputy-director',
  'outside',
]

/** Whose steps the officer may do, and from which units' roles they may take one. */
function reach(actor: Actor): { officers: number[]; units: number[]; roles: string[]; headed: number[]; isLeader: boolean } {
  const officers = new Set([actor.officerId, ...actor.posts.flatMap((p) => (p.onBehalfOf === null ? [] : [p.onBehalfOf]))])
  const pools = new Map<string, [number, string]>()
  for (const { unitId, role } of actor.posts)
    for (const stepRole of stepRoles) if (rolesFor(stepRole).includes(role)) pools.set(`${unitId} ${stepRole}`, [unitId, stepRole])
  return {
    officers: [...officers],
    units: [...pools.values()].map(([u]) => u),
    roles: [...pools.values()].map(([, r]) => r),
    ...answersFor(actor),
  }
}

/** Whose pauses the officer decides: units that they head, or, for a leader of the agency, all. As `mayReassign` has it. */
const answersFor = ({ posts }: Actor): { headed: number[]; isLeader: boolean } => ({
  headed: posts.filter((p) => p.role === 'unit-head').map((p) => p.unitId),
  isLeader: posts.some((p) => ['director', 'deputy-director', 'office-head'].includes(p.role)),
})

type Counted = {
  all_of_it: number
  late: number
  today: number
  next: number
  stopped: number
  to_return: number
  to_take: number
  away: number
  to_approve: number
}
const countsOf = (c: Counted): WorkCounts => ({
  all: c.all_of_it,
  late: c.late,
  today: c.today,
  next: c.next,
  stopped: c.stopped,
  'to-take': c.to_take,
  away: c.away,
  'to-return': c.to_return,
  'to-approve': c.to_approve,
  isMore: c.all_of_it >= workMax,
})

const workValues = (agencyId: number, actor: Actor, { now, todayEnds, nextDayEnds }: Bounds) => {
  const { officers, units, roles, headed, isLeader } = reach(actor)
  return [agencyId, officers, units, roles, iso(now), iso(todayEnds), iso(nextDayEnds), headed, isLeader, actor.officerId]
}

/** My work (việc của tôi): running steps of the officer and of those for whom they act, and those to take; what is due first on top. One trip. */
export async function myWork(
  tx: Tx,
  agencyId: number,
  actor: Actor,
  bounds: Bounds,
  { filter, after, most = pageRows }: { filter: WorkFilter; after: string | null; most?: number },
): Promise<Page<Work> & { counts: WorkCounts }> {
  const key = readCursor(after, [isRank, isTime, isText, isText]) ?? [null, null, null, null]
  type Row = Work & { counted: Counted; rank: number; due: string; code: DossierCode | null }
  const found = await tx.rows<Row>(workPage, [...workValues(agencyId, actor, bounds), filter, ...key, most + 1])
  const rows = found.filter((r) => r.code !== null)
  const last = rows.length > most ? rows[most - 1] : undefined
  return {
    rows: rows.slice(0, most).map(({ counted: _, rank: __, due: ___, ...row }) => row),
    next: last ? cursorOf(last.rank, last.due, last.code, last.step) : null,
    counts: countsOf((found[0] as Row).counted),
  }
}

/** How much waits for the officer: for the menu. */
export async function countWork(tx: Tx, agencyId: number, actor: Actor, bounds: Bounds): Promise<WorkCounts> {
  const [row] = await tx.rows<{ counted: Counted }>(workCount, workValues(agencyId, actor, bounds))
  return countsOf((row as { counted: Counted }).counted)
}

// ── All dossiers ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Groups of statuses, as the office asks for them. */
export const statusGroups = {
  intake: [1, 5],
  open: [2, 4, 6],
  done: [9],
  returned: [10],
  refused: [3, 7, 8],
} as const satisfies Record<string, readonly Status[]>
export type StatusGroup = keyof typeof statusGroups

/** What the clock says: late, late and met an outage of the system, due by the end of the next working day, standing still, or promised on a calendar to come. */
export const clockFilters = ['late', 'outage', 'near', 'stopped', 'provisional'] as const
export type ClockFilter = (typeof clockFilters)[number]

/** Which dossiers, in which order. Those that a clock filter or the order by due time asks for are being processed now. */
export type ListFilter = {
  group: StatusGroup | null
  clock: ClockFilter | null
  unitId: number | null
  officerId: number | null
  procedureId: number | null
  channelIn: Channel | null
  /** Filed on these days, both included. */
  from: Day | null
  to: Day | null
  sort: 'received' | 'due'
}

const startOf = (day: number): Moment => (day * 86_400 - 7 * 3600) as Moment

const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })
const and = (conditions: readonly (RawBuilder<unknown> | null)[]) => {
  const given = conditions.filter((c) => c !== null)
  return given.length > 0 ? sql`and ${sql.join(given, sql` and `)}` : sql``
}

/** Conditions that every way of reading the list has in common. */
function wanted(agencyId: number, f: ListFilter): (RawBuilder<unknown> | null)[] {
  const isHeld = f.unitId !== null || f.officerId !== null
  return [
    f.channelIn === null ? null : sql`d.channel_in = ${f.channelIn}`,
    f.from === null ? null : sql`d.filed_at >= ${at(startOf(f.from))}`,
    f.to === null ? null : sql`d.filed_at < ${at(startOf(f.to + 1))}`,
    isHeld ? sql`exists (select from dossiers.holding h where h.agency_id = ${agencyId} and h.code = d.code ${holder(f)})` : null,
  ]
}
const holder = (f: ListFilter) =>
  and([f.unitId === null ? null : sql`h.unit_id = ${f.unitId}`, f.officerId === null ? null : sql`h.officer_id = ${f.officerId}`])

/** Codes of one page with the key they are ordered by, each way along an index of its own. */
type Keyed = { code: string; key: string }

/** The system was down between its receipt and its due time; as `metOutage` of the clock has it. */
const metOutage = sql`exists (select from clock.pub_outage o where o.agency_id = d.agency_id and o.to_at > d.received_at and o.from_at < d.due_at)`

/** By due time, or by how long the clock has been standing: along the indexes of open dossiers. */
function openCodes(agencyId: number, f: ListFilter, bounds: Bounds, after: (string | number)[] | null, most: number): RawBuilder<Keyed> {
  const runs = sql`d.ended_at is null and d.received_at is not null and d.stopped_at is null`
  const ways = {
    late: [sql`d.due_at`, sql`${runs} and d.due_at < ${at(bounds.now)}`],
    outage: [sql`d.due_at`, sql`${runs} and d.due_at < ${at(bounds.now)} and ${metOutage}`],
    near: [sql`d.due_at`, sql`${runs} and d.due_at >= ${at(bounds.now)} and d.due_at < ${at(bounds.nextDayEnds)}`],
    stopped: [sql`d.stopped_at`, sql`d.ended_at is null and d.stopped_at is not null`],
    provisional: [sql`d.due_at`, sql`d.due_is_provisional and d.ended_at is null and d.due_at is not null`],
    due: [sql`d.due_at`, sql`${runs} and d.due_at is not null`],
  } as const
  const [key, open] = ways[f.clock ?? 'due']
  const statuses = f.group === null ? null : sql`d.status = any (${[...statusGroups[f.group]]}::smallint[])`
  const procedure = f.procedureId === null ? null : sql`d.procedure_id = ${f.procedureId}`
  const later = after && sql`(${key}, d.code) > (${String(after[0])}::timestamptz, ${String(after[1])})`
  return sql<Keyed>`select d.code, ${key}::text as key from dossiers.dossier d
    where d.agency_id = ${agencyId} and ${open} ${and([statuses, procedure, later, ...wanted(agencyId, f)])}
    order by ${key}, d.code limit ${most}`
}

/** Newest first. With a status or a procedure, one short walk along the index for each status, put together. */
function newestCodes(agencyId: number, f: ListFilter, after: (string | number)[] | null, most: number): RawBuilder<Keyed> {
  const earlier = after && sql`(d.filed_at, d.code) < (${String(after[0])}::timestamptz, ${String(after[1])})`
  const rest = and([earlier, ...wanted(agencyId, f)])
  if (f.unitId !== null || f.officerId !== null) {
    const statuses = f.group === null ? null : sql`d.status = any (${[...statusGroups[f.group]]}::smallint[])`
    const procedure = f.procedureId === null ? null : sql`d.procedure_id = ${f.procedureId}`
    return sql<Keyed>`select d.code, d.filed_at::text as key
      from (select distinct h.code from dossiers.holding h where h.agency_id = ${agencyId} ${holder(f)}) held
      join dossiers.dossier d on d.agency_id = ${agencyId} and d.code = held.code
      where true ${and([statuses, procedure, earlier, ...wanted(agencyId, { ...f, unitId: null, officerId: null })])}
      order by d.filed_at desc, d.code desc limit ${most}`
  }
  if (f.group === null && f.procedureId === null)
    return sql<Keyed>`select d.code, d.filed_at::text as key from dossiers.dossier d where d.agency_id = ${agencyId} ${rest}
      order by d.filed_at desc, d.code desc limit ${most}`
  const statuses: readonly Status[] = f.group === null ? Object.values(statusGroups).flat() : statusGroups[f.group]
  const procedure = f.procedureId === null ? sql`` : sql`and d.procedure_id = ${f.procedureId}`
  return sql<Keyed>`select n.code, n.filed_at::text as key from unnest(${[...statuses]}::smallint[]) as s (status) cross join lateral (
      select d.code, d.filed_at from dossiers.dossier d where d.agency_id = ${agencyId} and d.status = s.status ${procedure} ${rest}
      order by d.filed_at desc, d.code desc limit ${most}) n
    order by n.filed_at desc, n.code desc limit ${most}`
}

/** Whether a list is read along the due times of open dossiers. */
const isOpenList = (f: ListFilter) => f.clock !== null || f.sort === 'due'

/** Dossiers of the agency by filter (danh sách hồ sơ): newest first, or what is due first. One trip; no list without an end. */
export async function listDossiers(
  tx: Tx,
  agencyId: number,
  filter: ListFilter,
  bounds: Bounds,
  { after, most = pageRows }: { after: string | null; most?: number },
): Promise<Page<Listed>> {
  const key = readCursor(after, [isTime, isText])
  const codes = isOpenList(filter) ? openCodes(agencyId, filter, bounds, key, most + 1) : newestCodes(agencyId, filter, key, most + 1)
  const order = isOpenList(filter) ? sql`k.key::timestamptz, k.code` : sql`k.key::timestamptz desc, k.code desc`
  const found = await run(
    tx,
    sql<Listed & { key: string }>`with k as materialized (${codes})
      select k.key, ${sql.raw(listed)} from k join dossiers.dossier d on d.agency_id = ${agencyId} and d.code = k.code order by ${order}`,
  )
  const last = found.length > most ? found[most - 1] : undefined
  return { rows: found.slice(0, most).map(({ key: _, ...row }) => row), next: last ? cursorOf(last.key, last.code) : null }
}

/** Procedures that dossiers may be of, for the filter. */
export const procedureNames = (tx: Tx, agencyId: number): Promise<{ procedureId: number; name: string }[]> =>
  tx.all(
    sqlFor
      .selectFrom('procedures.procedure')
      .select(['procedure_id as procedureId', 'name'])
      .where('agency_id', '=', agencyId)
      .orderBy('name')
      .orderBy('procedure_id')
      .limit(2000),
  )

// ── Search ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const searchMax = 50

const searchPage: Statement = {
  name: 'look-up-search',
  text: `with marked as materialized (select f.*, 1 as rank from dossiers.find($2::text::tsquery, $4) f where $2::text is not null),
    folded as materialized (select f.*, 2 as rank from dossiers.find($3::text::tsquery, $4) f where (select count(*) from marked) < $4),
    k as (select code, min(rank) as rank, max(filed_at) as filed_at from (select * from marked union all select * from folded) f
      group by code order by min(rank), max(filed_at) desc, code limit $4)
    select k.rank, ${listed} from k join dossiers.dossier d on d.agency_id = $1 and d.code = k.code order by k.rank, k.filed_at desc, k.code`,
}

/** What was found: at most fifty, newest first; those with the marks as typed before those without. */
export type Found = { rows: Listed[]; isMore: boolean }

/** Finds dossiers by words of code, applicant and subject, as people type them (tìm không cần dấu). One trip; a second one when a number found nothing as it stands. */
export async function searchDossiers(tx: Tx, agencyId: number, typed: string): Promise<Found> {
  const asked = searchQuery(typed)
  if (!asked) return { rows: [], isMore: false }
  const ask = (exact: string | null, folded: string) =>
    tx.rows<Listed & { rank: number }>(searchPage, [agencyId, exact, folded, searchMax + 1])
  let found = await ask(asked.exact, asked.folded)
  if (found.length === 0 && asked.unfinished) found = await ask(null, asked.unfinished)
  return { rows: found.slice(0, searchMax).map(({ rank: _, ...row }) => row), isMore: found.length > searchMax }
}

const exists: Statement = { name: 'look-up-exists', text: 'select 1 as one from dossiers.dossier where agency_id = $1 and code = $2' }

/** Whether the agency has a dossier of this code. */
export const hasDossier = async (tx: Tx, agencyId: number, code: string): Promise<boolean> =>
  (await tx.rows(exists, [agencyId, code])).length > 0

// ── One dossier ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A file laid to a dossier. `place`: number of the component, or the step. */
export type Attachment = {
  id: string
  kind: 'component' | 'step' | 'result'
  place: string
  name: string
  sizeBytes: number
  mediaType: string
  addedAt: Moment
}

/** A person or organisation as the page of a dossier shows them. */
export type Party = {
  kind: 'person' | 'organisation'
  name: string
  identityNumber: string | null
  phone: string
  address: string
  lang: Lang
}

/** An entry of the journal with its event read. */
export type HistoryEntry = Pick<Entry, 'seq' | 'at' | 'recordedAt' | 'officerId' | 'onBehalfOf' | 'seal'> & { event: DossierEvent }

/** Everything about one dossier. */
export type Shown = {
  code: DossierCode
  version: number
  dossier: Dossier
  procedure: { id: number; version: number; name: string; code: string | null; decision: string }
  applicant: Party
  agent: string | null
  originalDueAt: Moment | null
  calendarVersion: string
  attachments: Attachment[]
  history: HistoryEntry[]
}

const one: Statement = {
  name: 'look-up-one',
  // The agent's number is read out of the JSON first: row-level security keeps an expression like that from using an index.
  text: `with d as materialized (select *, (filing -> 'agent' ->> 'applicantId')::bigint as agent_id from dossiers.dossier where agency_id = $1 and code = $2)
    select d.code, d.version, d.filing, d.state, d.original_due_at as "originalDueAt", d.calendar_version as "calendarVersion",
      p.name as procedure, p.code as "procedureCode", v.decision, a.kind, a.name as applicant, a.identity_number as "identityNumber", a.phone, a.address, a.lang,
      g.name as agent
    from d
    join procedures.procedure p on p.agency_id = $1 and p.procedure_id = d.procedure_id
    join procedures.version v on v.agency_id = $1 and v.procedure_id = d.procedure_id and v.version_no = d.procedure_version
    join applicants.applicant a on a.agency_id = $1 and a.applicant_id = d.applicant_id
    left join applicants.applicant g on g.agency_id = $1 and g.applicant_id = d.agent_id`,
}
const files: Statement = {
  name: 'look-up-files',
  text: `select attachment_id as id, kind, place, name, size_bytes as "sizeBytes", media_type as "mediaType", added_at as "addedAt"
    from dossiers.attachment where agency_id = $1 and code = $2 order by added_at, name limit 1000`,
}

type OneRow = {
  code: DossierCode
  version: number
  filing: Filing
  state: Folded
  originalDueAt: Moment | null
  calendarVersion: string
  procedure: string
  procedureCode: string | null
  decision: string
  kind: 'person' | 'organisation'
  applicant: string
  identityNumber: string | null
  phone: string
  lang: Lang
  address: string
  agent: string | null
}

/** One dossier with names, files and history: three statements that travel together. Undefined when the agency has none of this code. */
export async function showDossier(tx: Tx, agencyId: number, code: string): Promise<Shown | undefined> {
  const [[row], attachments, entries] = await Promise.all([
    tx.rows<OneRow>(one, [agencyId, code]),
    tx.rows<Attachment>(files, [agencyId, code]),
    readStream(tx, agencyId, streamOf(code)),
  ])
  if (!row) return undefined
  const { filing, state, procedure, procedureCode, decision, kind, applicant, identityNumber, phone, address, lang, ...rest } = row
  return {
    ...rest,
    dossier: foldedOf({ state, filing }),
    procedure: { id: filing.procedureId, version: filing.procedureVersion, name: procedure, code: procedureCode, decision },
    applicant: { kind, name: applicant, identityNumber, phone, address, lang },
    attachments,
    history: entries.map(({ body, seq, at: happened, recordedAt, officerId, onBehalfOf, seal }) => ({
      seq,
      at: happened,
      recordedAt,
      officerId,
      onBehalfOf,
      seal,
      event: JSON.parse(body) as DossierEvent,
    })),
  }
}
