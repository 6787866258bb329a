import { type Day, dayText, type Moment } from '../../../kernel/moment.ts'
import { iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import { append } from '../../audit/service.ts'
import type { DocumentKind, Urgency } from '../kinds.ts'
import type { DocumentFile, Outgoing } from '../outgoing.ts'
import type { Delivery } from './state.ts'

/** The stream of the journal that says what was delivered of a document, given up, taken or sent back; never to which address. */
export const deliveryStream = (id: number): string => `delivery/${id}`
/** The stream that says what came from other agencies. */
export const arrivalsStream = 'arrivals'

const deliveryRows: Statement = {
  name: 'document-deliveries',
  text: `select no, kind, unit_id as "unitId", officer_id as "officerId", name, address, carries, state, tries, not_before as "notBefore", last_error as "lastError",
      delivered_at as "deliveredAt", taken_at as "takenAt", taken_as as "takenAs", returned_reason as "returnedReason"
    from documents.recipient where agency_id = $1 and document_id = $2 order by no limit 1000`,
}

/** To whom an issued document went, and how that stands (tình trạng gửi). */
export const deliveriesOf = (tx: Tx, agencyId: number, id: number): Promise<Delivery[]> => tx.rows<Delivery>(deliveryRows, [agencyId, id])

/** A delivery in the hands of a sender. `tries` includes the one that begins now. */
export type Claimed = {
  id: number
  no: number
  kind: 'agency' | 'outside'
  toAgencyId: number | null
  name: string
  address: string
  carries: Delivery['carries']
  tries: number
  sentAt: Moment
  document: Outgoing
}

const claim: Statement = {
  name: 'document-claim',
  text: `with due as (
      select document_id, no from documents.recipient
      where agency_id = $1 and state in ('waiting', 'sending', 'failed') and not_before <= $2
      order by not_before, document_id, no limit $3 for update skip locked)
    update documents.recipient r set state = 'sending', tries = r.tries + 1, not_before = $4
    from due, documents.outgoing d
    where r.agency_id = $1 and r.document_id = due.document_id and r.no = due.no and d.agency_id = $1 and d.document_id = due.document_id
    returning r.document_id as id, r.no, r.kind, r.to_agency_id as "toAgencyId", r.name, r.address, r.carries, r.tries, r.sent_at as "sentAt", d.state as document`,
}

/** Takes deliveries that are due, the oldest first; two senders never take the same. One whose sender is gone by `until` is taken again. */
export const claimDue = (
  tx: Tx,
  agencyId: number,
  { now, most, until }: { now: Moment; most: number; until: Moment },
): Promise<Claimed[]> => tx.rows<Claimed>(claim, [agencyId, iso(now), most, iso(until)])

/** What became of a claimed delivery. */
export type Settled = Pick<Claimed, 'id' | 'no' | 'tries' | 'carries'> & {
  state: 'delivered' | 'failed' | 'given-up'
  notBefore: Moment
  error: string | null
  via: string
}

const settle: Statement = {
  name: 'document-settle',
  text: `update documents.recipient r set state = s.state, not_before = s.not_before, last_error = s.error,
      delivered_at = case when s.state = 'delivered' then $2::timestamptz else r.delivered_at end
    from unnest($3::int[], $4::int[], $5::int[], $6::text[], $7::text[], $8::timestamptz[], $9::text[]) as s (id, no, tries, carries, state, not_before, error)
    where r.agency_id = $1 and r.document_id = s.id and r.no = s.no and r.state = 'sending' and r.tries = s.tries and r.carries = s.carries
    returning r.document_id as id, r.no`,
}

/** Writes down what became of a batch, and in the journal what is over: delivered, or given up. Of somebody else's claim nothing is touched. */
export async function settleAll(tx: Tx, agencyId: number, at: Moment, settled: readonly Settled[]): Promise<void> {
  const column = <T>(of: (s: Settled) => T) => settled.map(of)
  const ours = await tx.rows<{ id: number; no: number }>(settle, [
    agencyId,
    iso(at),
    column((s) => s.id),
    column((s) => s.no),
    column((s) => s.tries),
    column((s) => s.carries),
    column((s) => s.state),
    column((s) => iso(s.notBefore)),
    column((s) => s.error),
  ])
  for (const one of settled) {
    if (one.state === 'failed' || !ours.some(({ id, no }) => id === one.id && no === one.no)) continue
    const kind = one.state === 'given-up' ? 'given-up' : one.carries === 'recall' ? 'recall-delivered' : 'delivered'
    await noteDelivery(tx, agencyId, one.id, at, kind, { no: one.no, via: one.via, tries: one.tries })
  }
}

const noteDelivery = (
  tx: Tx,
  agencyId: number,
  id: number,
  at: Moment,
  kind: string,
  about: object,
  officerId: number | null = null,
): Promise<void> => append(tx, agencyId, deliveryStream(id), at, [{ kind, at, officerId, onBehalfOf: null, body: JSON.stringify(about) }])

/** What another agency gets of a document of ours. */
export type Sent = {
  fromAgencyId: number
  fromDocumentId: number
  sender: string
  numberSymbol: string
  date: Day
  kind: DocumentKind
  subject: string
  urgency: Urgency
  files: readonly DocumentFile[]
}

const noteFiles: Statement = {
  name: 'arrival-files',
  text: `insert into platform.file (agency_id, sha256, size_bytes, media_type)
    select $1::int, f.sha256, f.size, f.media from unnest($2::text[], $3::bigint[], $4::text[]) as f (sha256, size, media) on conflict (agency_id, sha256) do nothing`,
}
const insertArrival: Statement = {
  name: 'arrival-insert',
  text: `insert into documents.arrival (agency_id, from_agency_id, from_document_id, arrived_at, sender, number_symbol, dated_on, kind, subject, urgency, files)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::json) on conflict (agency_id, from_agency_id, from_document_id) do nothing returning arrival_id as id`,
}

/** Lays a document before another agency's records clerk, its files with it (văn bản chờ vào sổ). A second time changes nothing. Runs in THEIR transaction. */
export async function arriveAt(tx: Tx, agencyId: number, at: Moment, sent: Sent): Promise<void> {
  const { files } = sent
  await tx.rows(noteFiles, [agencyId, files.map((f) => f.sha256), files.map((f) => f.sizeBytes), files.map((f) => f.mediaType)])
  const [arrival] = await tx.rows<{ id: number }>(insertArrival, [
    ...[agencyId, sent.fromAgencyId, sent.fromDocumentId, iso(at), sent.sender, sent.numberSymbol, dayText(sent.date)],
    ...[sent.kind, sent.subject, sent.urgency, JSON.stringify(files)],
  ])
  if (!arrival) return
  const body = JSON.stringify({ arrival: arrival.id, sender: sent.sender, numberSymbol: sent.numberSymbol })
  await append(tx, agencyId, arrivalsStream, at, [{ kind: 'arrived', at, officerId: null, onBehalfOf: null, body }])
}

const recallArrival: Statement = {
  name: 'arrival-recall',
  text: `update documents.arrival set recalled_reason = $4 where agency_id = $1 and from_agency_id = $2 and from_document_id = $3 and recalled_reason is null
    returning arrival_id as id, sender, number_symbol as "numberSymbol"`,
}

/** Tells another agency that a document was taken back (thu hồi). Runs in THEIR transaction. */
export async function recallAt(
  tx: Tx,
  agencyId: number,
  at: Moment,
  from: { agencyId: number; documentId: number },
  reason: string,
): Promise<void> {
  const [row] = await tx.rows<{ id: number; sender: string; numberSymbol: string }>(recallArrival, [
    agencyId,
    from.agencyId,
    from.documentId,
    reason,
  ])
  if (!row) return
  const body = JSON.stringify({ arrival: row.id, sender: row.sender, numberSymbol: row.numberSymbol, reason })
  await append(tx, agencyId, arrivalsStream, at, [{ kind: 'recalled', at, officerId: null, onBehalfOf: null, body }])
}

const recallAll: Statement = {
  name: 'document-recall',
  text: `update documents.recipient set carries = 'recall', last_error = null,
      state = case when state = 'waiting' and tries = 0 then 'given-up' else 'waiting' end,
      not_before = case when state = 'sending' then greatest(not_before, $3::timestamptz) else $3::timestamptz end, tries = 0
    where agency_id = $1 and document_id = $2 and kind in ('agency', 'outside')`,
}

/** The recall follows every document that may have left; one that never did is not sent any more. */
export const carryRecall = (tx: Tx, agencyId: number, id: number, at: Moment): void => tx.last(recallAll, [agencyId, id, iso(at)])

const again: Statement = {
  name: 'document-send-again',
  text: `update documents.recipient r set state = 'waiting', tries = 0, not_before = $4, last_error = null from documents.outgoing d
    where r.agency_id = $1 and r.document_id = $2 and r.no = $3 and r.state = 'given-up' and d.agency_id = $1 and d.document_id = $2
      and (d.status = 'issued' or r.delivered_at is not null)
    returning r.no`,
}

/** Sends once more what was given up (gửi lại). False when there is nothing of the kind: pressed twice, or taken back meanwhile. */
export async function sendAgain(tx: Tx, agencyId: number, id: number, no: number, at: Moment, officerId: number): Promise<boolean> {
  const [row] = await tx.rows<{ no: number }>(again, [agencyId, id, no, iso(at)])
  if (row) await noteDelivery(tx, agencyId, id, at, 'sent-again', { no }, officerId)
  return row !== undefined
}

/** What was decided of an arrival, of which its sender does not know yet. */
export type Untold = { id: number; fromAgencyId: number; fromDocumentId: number; at: Moment; takenAs: string | null; reason: string | null }

const untold: Statement = {
  name: 'arrival-untold',
  text: `select arrival_id as id, from_agency_id as "fromAgencyId", from_document_id as "fromDocumentId", answered_at as at, answered_as as "takenAs", refused_reason as reason
    from documents.arrival where agency_id = $1 and answered_at is not null and told_at is null order by arrival_id limit 100`,
}
export const untoldOf = (tx: Tx, agencyId: number): Promise<Untold[]> => tx.rows<Untold>(untold, [agencyId])

const takenThere: Statement = {
  name: 'document-taken',
  text: `update documents.recipient set taken_at = $4, taken_as = $5, returned_reason = $6
    where agency_id = $1 and document_id = $2 and kind = 'agency' and to_agency_id = $3 and taken_at is null returning no`,
}

/** The other agency registered what we sent, or sent it back. Runs in the SENDER's transaction; a second time changes nothing. */
export async function noteTaken(tx: Tx, agencyId: number, by: number, told: Untold, at: Moment): Promise<void> {
  const { fromDocumentId: id, takenAs, reason } = told
  const rows = await tx.rows<{ no: number }>(takenThere, [agencyId, id, by, iso(told.at), takenAs, reason])
  for (const { no } of rows)
    await noteDelivery(tx, agencyId, id, at, reason === null ? 'taken-there' : 'sent-back-there', { no, as: takenAs, reason })
}

const told: Statement = {
  name: 'arrival-told',
  text: 'update documents.arrival set told_at = $3 where agency_id = $1 and arrival_id = $2',
}
export const noteTold = (tx: Tx, agencyId: number, id: number, at: Moment): void => tx.last(told, [agencyId, id, iso(at)])
