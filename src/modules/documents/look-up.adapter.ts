import { type RawBuilder, sql } from 'kysely'
import { searchQuery } from '../../kernel/fold.ts'
import { type Day, dayText, type Moment } from '../../kernel/moment.ts'
import { cursorOf, isId, isTime, readCursor } from '../../platform/postgres/cursor.ts'
import { sqlFor, type Tx } from '../../platform/postgres/database.ts'
import type { Actor } from '../org/model.ts'
import type { DocumentFilter } from './filter.ts'
import type { SignatureStanding } from './gate.ts'
import type { IncomingStatus } from './incoming.ts'
import type { DocumentKind, Urgency } from './kinds.ts'
import type { OutgoingStatus } from './outgoing.ts'
import { leaderRoles } from './posts.ts'

/** A page of a list. `next` goes on from here; null on the last page. */
export type Page<T> = { rows: T[]; next: string | null }

const pageRows = 50
const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })
const and = (conditions: readonly (RawBuilder<unknown> | null)[]): RawBuilder<unknown> => {
  const given = conditions.filter((c) => c !== null)
  return given.length > 0 ? sql`and ${sql.join(given, sql` and `)}` : sql``
}
const startOf = (date: Day): RawBuilder<unknown> => sql`(${dayText(date)}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')`

/** What waits for whom, and what there is (danh sách văn bản đi). */
export const outgoingViews = ['mine', 'under-way', 'issued', 'given-up', 'all'] as const
export type OutgoingView = (typeof outgoingViews)[number]

/** A line of the list of outgoing documents. */
export type OutgoingRow = {
  id: number
  status: OutgoingStatus
  kind: DocumentKind
  subject: string
  urgency: Urgency
  unitId: number
  draftedBy: number
  signatoryId: number
  draftedAt: Moment
  deadline: Day | null
  toLeaderAt: Moment | null
  numberText: string | null
  datedOn: Day | null
  standing: SignatureStanding
  issuedAt: Moment | null
}

/** Neither issued nor given up. */
export const underWay: readonly OutgoingStatus[] = ['drafting', 'in-review', 'with-leader', 'approved', 'signed', 'numbered', 'sealed']
const statusesOf: Record<Exclude<OutgoingView, 'mine' | 'all'>, readonly OutgoingStatus[]> = {
  'under-way': underWay,
  issued: ['issued'],
  'given-up': ['dropped', 'cancelled', 'recalled'],
}

/** What of the documents under way is this officer's to do: by the posts held now. */
function isMine(actor: Actor): RawBuilder<unknown> {
  const units = (roles: readonly string[]) => actor.posts.filter((p) => roles.includes(p.role)).map((p) => p.unitId)
  const heads = units(['director', 'office-head', 'unit-head'])
  const officers = [actor.officerId, ...actor.posts.flatMap((p) => p.onBehalfOf ?? [])]
  const isLeader = actor.posts.some((p) => leaderRoles.includes(p.role))
  const isClerk = actor.posts.some((p) => p.role === 'records-clerk')
  return sql`(${sql.join(
    [
      sql`d.status = 'drafting' and d.drafted_by = any (${officers}::int[])`,
      sql`d.status = 'in-review' and d.unit_id = any (${heads}::int[])`,
      sql`d.status = 'with-leader' and (d.signatory_id = any (${officers}::int[])${isLeader ? sql` or true` : sql``})`,
      sql`d.status = 'approved' and d.signatory_id = ${actor.officerId}`,
      ...(isClerk ? [sql`d.status in ('signed', 'numbered', 'sealed')`] : []),
    ],
    sql` or `,
  )})`
}

/** What a line is read from; the table is `d`. */
export const outgoingColumns =
  sql.raw(`d.document_id as id, d.status, d.kind, d.subject, d.urgency, d.unit_id as "unitId", d.drafted_by as "draftedBy", d.signatory_id as "signatoryId",
  d.drafted_at as "draftedAt", d.deadline, d.to_leader_at as "toLeaderAt", d.number_text as "numberText", d.dated_on as "datedOn", d.standing, d.issued_at as "issuedAt"`)

/** One page of outgoing documents, the newest first. */
export async function listOutgoing(
  tx: Tx,
  agencyId: number,
  f: DocumentFilter<OutgoingView>,
  { actor, after, most = pageRows }: { actor: Actor; after: string | null; most?: number },
): Promise<Page<OutgoingRow>> {
  const key = readCursor(after, [isTime, isId])
  const asked = searchQuery(f.words)
  const statuses = f.view === 'mine' ? underWay : f.view === 'all' ? null : statusesOf[f.view]
  const rows = await run(
    tx,
    sql<OutgoingRow & { key: string }>`select d.drafted_at::text as key, ${outgoingColumns} from documents.outgoing d
      where d.agency_id = ${agencyId} ${and([
        statuses && sql`d.status = any (${statuses}::text[])`,
        f.view === 'mine' ? isMine(actor) : null,
        f.unitId === null ? null : sql`d.unit_id = ${f.unitId}`,
        f.kind && sql`d.kind = ${f.kind}`,
        f.from === null ? null : sql`d.drafted_at >= ${startOf(f.from)}`,
        f.to === null ? null : sql`d.drafted_at < ${startOf((f.to + 1) as Day)}`,
        asked && sql`d.document_id in (select x.document_id from documents.find('out', ${asked.exact ?? asked.folded}::tsquery, 1000) x)`,
        key && sql`(d.drafted_at, d.document_id) < (${String(key[0])}::timestamptz, ${Number(key[1])})`,
      ])}
      order by d.drafted_at desc, d.document_id desc limit ${most + 1}`,
  )
  return pageOf(rows, most)
}

/** What waits for whom, and what there is (danh sách văn bản đến). */
export const incomingViews = ['mine', 'to-assign', 'late', 'open', 'done', 'all'] as const
export type IncomingView = (typeof incomingViews)[number]

/** A line of the list of incoming documents. */
export type IncomingRow = {
  id: number
  status: IncomingStatus
  bookId: number
  year: number
  number: number
  arrivedAt: Moment
  registeredAt: Moment
  assignedAt: Moment | null
  sender: string
  numberSymbol: string
  datedOn: Day | null
  kind: DocumentKind
  subject: string
  urgency: Urgency
  deadline: Day | null
  leadUnitId: number | null
  holderId: number | null
  doneAt: Moment | null
}

export const incomingColumns =
  sql.raw(`d.document_id as id, d.status, d.book_id as "bookId", d.year, d.number, d.arrived_at as "arrivedAt", d.registered_at as "registeredAt", d.assigned_at as "assignedAt", d.sender,
  d.number_symbol as "numberSymbol", d.dated_on as "datedOn", d.kind, d.subject, d.urgency, d.deadline, d.lead_unit_id as "leadUnitId", d.holder_id as "holderId", d.done_at as "doneAt"`)

function incomingWanted(view: IncomingView, actor: Actor, today: Day): RawBuilder<unknown> | null {
  const open = sql`d.status in ('registered', 'assigned', 'in-hand')`
  switch (view) {
    case 'all':
      return null
    case 'done':
      return sql`d.status in ('done', 'struck')`
    case 'open':
      return open
    case 'to-assign':
      return sql`d.status = 'registered'`
    case 'late':
      return sql`${open} and d.deadline < ${dayText(today)}::date`
    case 'mine': {
      const units = actor.posts.filter((p) => ['unit-head', 'office-head'].includes(p.role)).map((p) => p.unitId)
      const officers = [actor.officerId, ...actor.posts.flatMap((p) => p.onBehalfOf ?? [])]
      const isLeader = actor.posts.some((p) => leaderRoles.includes(p.role) || p.role === 'office-head')
      return sql`(${sql.join(
        [
          sql`d.status = 'in-hand' and d.holder_id = any (${officers}::int[])`,
          sql`d.status = 'assigned' and d.lead_unit_id = any (${units}::int[])`,
          ...(isLeader ? [sql`d.status = 'registered'`] : []),
        ],
        sql` or `,
      )})`
    }
  }
}

/** One page of incoming documents, the newest first. A unit's are those that it leads or supports. */
export async function listIncoming(
  tx: Tx,
  agencyId: number,
  f: DocumentFilter<IncomingView>,
  { actor, after, today, most = pageRows }: { actor: Actor; after: string | null; today: Day; most?: number },
): Promise<Page<IncomingRow>> {
  const key = readCursor(after, [isTime, isId])
  const asked = searchQuery(f.words)
  const rows = await run(
    tx,
    sql<IncomingRow & { key: string }>`select d.arrived_at::text as key, ${incomingColumns} from documents.incoming d
      where d.agency_id = ${agencyId} ${and([
        incomingWanted(f.view, actor, today),
        f.unitId === null ? null : sql`(d.lead_unit_id = ${f.unitId} or d.support_unit_ids @> array[${f.unitId}]::int[])`,
        f.kind && sql`d.kind = ${f.kind}`,
        f.from === null ? null : sql`d.arrived_at >= ${startOf(f.from)}`,
        f.to === null ? null : sql`d.arrived_at < ${startOf((f.to + 1) as Day)}`,
        asked && sql`d.document_id in (select x.document_id from documents.find('in', ${asked.exact ?? asked.folded}::tsquery, 1000) x)`,
        key && sql`(d.arrived_at, d.document_id) < (${String(key[0])}::timestamptz, ${Number(key[1])})`,
      ])}
      order by d.arrived_at desc, d.document_id desc limit ${most + 1}`,
  )
  return pageOf(rows, most)
}

/** Cuts what was read to a page, with the place where the next one begins. */
export function pageOf<Row extends { id: number; key: string }>(found: Row[], most: number): Page<Omit<Row, 'key'>> {
  const last = found.length > most ? found[most - 1] : undefined
  return { rows: found.slice(0, most).map(({ key: _, ...row }) => row), next: last ? cursorOf(last.key, last.id) : null }
}

/** An outgoing document as another page names it. */
export type OutgoingBrief = Pick<OutgoingRow, 'id' | 'status' | 'kind' | 'subject' | 'numberText' | 'datedOn'>

/** Outgoing documents that answer an incoming one (văn bản trả lời), the newest first. */
export const answersTo = (tx: Tx, agencyId: number, incomingId: number): Promise<OutgoingBrief[]> =>
  run(
    tx,
    sql<OutgoingBrief>`select d.document_id as id, d.status, d.kind, d.subject, d.number_text as "numberText", d.dated_on as "datedOn" from documents.outgoing d
      where d.agency_id = ${agencyId} and d.answers = ${incomingId} order by d.document_id desc limit 50`,
  )

/** Who sent something among the newest registered ones: offered while a sender is typed. */
export const latestSenders = async (tx: Tx, agencyId: number): Promise<string[]> =>
  (
    await run(
      tx,
      sql<{
        sender: string
      }>`select distinct sender from (select sender from documents.incoming where agency_id = ${agencyId} order by arrived_at desc, document_id desc limit 300) as newest
        order by sender limit 60`,
    )
  ).map(({ sender }) => sender)
