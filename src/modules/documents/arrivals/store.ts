import type { Day, Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { cursorOf, isId, isTime, readCursor } from '../../../platform/postgres/cursor.ts'
import { type Database, iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import { append } from '../../audit/service.ts'
import type { Actor } from '../../org/model.ts'
import { arrivalsStream } from '../deliver/store.ts'
import type { DocumentKind, Urgency } from '../kinds.ts'
import type { DocumentFile } from '../outgoing.ts'
import { type ArrivalRefused, type ArrivalStanding, countedMost, sendBackArrival } from './decide.ts'

/** What another agency in this system sent (văn bản chờ vào sổ). */
export type Arrival = ArrivalStanding & {
  id: number
  fromAgencyId: number
  fromDocumentId: number
  arrivedAt: Moment
  sender: string
  numberSymbol: string
  date: Day | null
  kind: DocumentKind
  subject: string
  urgency: Urgency
  files: readonly DocumentFile[]
  recalledReason: string | null
}

const columns = `arrival_id as id, from_agency_id as "fromAgencyId", from_document_id as "fromDocumentId", arrived_at as "arrivedAt", sender, number_symbol as "numberSymbol",
  dated_on as date, kind, subject, urgency, files, registered_as as "registeredAs", refused_reason as "refusedReason", recalled_reason as "recalledReason"`

const one: Statement = { name: 'arrival-one', text: `select ${columns} from documents.arrival where agency_id = $1 and arrival_id = $2` }
const held: Statement = { name: 'arrival-held', text: `${one.text} for update` }
const waiting: Statement = {
  name: 'arrival-waiting',
  text: `select ${columns}, arrived_at::text as key from documents.arrival
    where agency_id = $1 and registered_as is null and refused_reason is null and ($2::timestamptz is null or (arrived_at, arrival_id) > ($2::timestamptz, $3::bigint))
    order by arrived_at, arrival_id limit $4`,
}
const waitingCount: Statement = {
  name: 'arrival-count',
  text: `select count(*) as n from (select 1 from documents.arrival where agency_id = $1 and registered_as is null and refused_reason is null limit $2) as waiting`,
}
const recalled: Statement = {
  name: 'arrival-recalled',
  text: 'select recalled_reason as reason from documents.arrival where agency_id = $1 and from_agency_id = $2 and from_document_id = $3',
}

export const arrivalOf = async (tx: Tx, agencyId: number, id: number): Promise<Arrival | undefined> =>
  (await tx.rows<Arrival>(one, [agencyId, id]))[0]

/** Arrivals that nobody has registered, the oldest first. */
export async function waitingArrivals(
  tx: Tx,
  agencyId: number,
  { after, most = 50 }: { after: string | null; most?: number },
): Promise<{ rows: Arrival[]; next: string | null }> {
  const key = readCursor(after, [isTime, isId])
  const found = await tx.rows<Arrival & { key: string }>(waiting, [agencyId, key?.[0] ?? null, key?.[1] ?? null, most + 1])
  const last = found.length > most ? found[most - 1] : undefined
  return { rows: found.slice(0, most), next: last ? cursorOf(last.key, last.id) : null }
}

export const countArrivals = async (tx: Tx, agencyId: number): Promise<number> =>
  (await tx.rows<{ n: number }>(waitingCount, [agencyId, countedMost]))[0]?.n ?? 0

/** Why its sender took a document back, or null. */
export const recallOf = async (tx: Tx, agencyId: number, from: { agencyId: number; documentId: number }): Promise<string | null> =>
  (await tx.rows<{ reason: string | null }>(recalled, [agencyId, from.agencyId, from.documentId]))[0]?.reason ?? null

const take: Statement = {
  name: 'arrival-take',
  text: `update documents.arrival set registered_as = $3, answered_at = $4, answered_as = $5
    where agency_id = $1 and arrival_id = $2 and registered_as is null and refused_reason is null returning arrival_id as id`,
}

/** Lays an arrival to the document that it is registered as. False when it was registered or sent back before. */
export const takeArrival = async (
  tx: Tx,
  agencyId: number,
  id: number,
  as: { documentId: number; number: string; at: Moment },
): Promise<boolean> => (await tx.rows(take, [agencyId, id, as.documentId, iso(as.at), as.number])).length > 0

const sendBack: Statement = {
  name: 'arrival-send-back',
  text: 'update documents.arrival set refused_reason = $3, answered_at = $4 where agency_id = $1 and arrival_id = $2',
}

/** Sends an arrival back. The same again, with the same reason, is answered as the first time. */
export const sendBackOn = (
  db: Database,
  by: Actor & { agencyId: number },
  id: number,
  reason: string,
  { at, recordedAt }: { at: Moment; recordedAt: Moment },
): Promise<Result<null, ArrivalRefused | { kind: 'not-found' }>> =>
  db.inAgency(by.agencyId, async (tx): Promise<Result<null, ArrivalRefused | { kind: 'not-found' }>> => {
    const [arrival] = await tx.rows<Arrival>(held, [by.agencyId, id])
    if (!arrival) return err({ kind: 'not-found' })
    if (reason !== '' && arrival.refusedReason === reason) return ok(null)
    const allowed = sendBackArrival(arrival, reason, by)
    if (!allowed.ok) return allowed
    tx.last(sendBack, [by.agencyId, id, reason, iso(at)])
    const body = JSON.stringify({ arrival: id, sender: arrival.sender, numberSymbol: arrival.numberSymbol, reason })
    const entry = { kind: 'sent-back', at, officerId: by.officerId, ...allowed.value, body }
    await append(tx, by.agencyId, arrivalsStream, recordedAt, [entry])
    return ok(null)
  })
