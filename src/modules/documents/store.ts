import { createHash } from 'node:crypto'
import { assert } from '../../kernel/assert.ts'
import { searchWords } from '../../kernel/fold.ts'
import { type Day, dayText, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { type Database, iso, type Statement, type Tx, violatedConstraint } from '../../platform/postgres/database.ts'
import { entryInsert, noSeal, sealOf } from '../audit/service.ts'
import type { Decided } from './decided.ts'
import { evolve as evolveIncoming, type Incoming, type IncomingEvent } from './incoming.ts'
import {
  type DocumentFile,
  evolve as evolveOutgoing,
  fileNow,
  isReviewedInside,
  type Outgoing,
  type OutgoingEvent,
  type Recipient,
} from './outgoing.ts'
import type { NotWritten } from './refusals.ts'
import { numberText } from './symbol.ts'

/** What a writer must know: the version on the officer's screen, the key of this act, and what was asked under it. */
export type Stamp = { seen: number | null; key: string; question: string }

/** Who writes: an officer, or nobody (the system). */
export type Writer = { agencyId: number; officerId: number | null }

/** What was done: the same again for a repeated key. */
export type Written = { id: number; version: number }

export type Direction = 'out' | 'in'

export const streamOf = (direction: Direction, id: number): string => `${direction === 'out' ? 'outgoing' : 'incoming'}/${id}`

const digest = (question: string): Buffer => createHash('sha256').update(question).digest()
const orNull = (value: Moment | null) => (value === null ? null : iso(value))
const dayOrNull = (value: Day | null) => (value === null ? null : dayText(value))

type Loaded = { version: number; seal: Buffer; state: unknown; question: Buffer | null; outcome: Written | null }

const loadText = (table: string) => `select d.version, d.seal, d.state, a.question, a.outcome
    from documents.${table} d left join platform.answer a on a.agency_id = $1 and a.key = $3
    where d.agency_id = $1 and d.document_id = $2`
const loadOne: Record<Direction, Statement> = {
  out: { name: 'outgoing-load', text: loadText('outgoing') },
  in: { name: 'incoming-load', text: loadText('incoming') },
}

type Kinds = { out: { state: Outgoing; event: OutgoingEvent }; in: { state: Incoming; event: IncomingEvent } }

const evolves: { [D in Direction]: (state: Kinds[D]['state'] | null, event: Kinds[D]['event']) => Kinds[D]['state'] } = {
  out: evolveOutgoing,
  in: evolveIncoming,
}

/** A document as it stands, folded, with its version. Undefined when the agency has none of this id. */
export async function load<D extends Direction>(
  tx: Tx,
  direction: D,
  agencyId: number,
  id: number,
): Promise<{ document: Kinds[D]['state']; version: number } | undefined> {
  const [row] = await tx.rows<Loaded>(loadOne[direction], [agencyId, id, ''])
  return row && { document: row.state as Kinds[D]['state'], version: row.version }
}

/**
 * Runs one decision on one document: load, decide, write; one transaction. When somebody else wrote meanwhile nothing is written
 * (`changed-meanwhile`). A repeated key gets the first answer and writes nothing.
 * @param decide may ask the store for what belongs to the same act (the next number); what it throws or refuses takes everything back
 */
export async function decideOn<D extends Direction, E>(
  db: Database,
  direction: D,
  by: Writer,
  id: number,
  { seen, key, question }: Stamp,
  recordedAt: Moment,
  decide: (document: Kinds[D]['state'], tx: Tx) => Result<Decided<Kinds[D]['event']>, E> | Promise<Result<Decided<Kinds[D]['event']>, E>>,
  also?: (tx: Tx, after: Kinds[D]['state']) => void,
): Promise<Result<Written, E | NotWritten>> {
  const asked = digest(question)
  try {
    return await db.inAgency(by.agencyId, async (tx): Promise<Result<Written, E | NotWritten>> => {
      const [found] = await tx.rows<Loaded>(loadOne[direction], [by.agencyId, id, key])
      if (!found) return err({ kind: 'not-found' })
      if (found.question && found.outcome) return found.question.equals(asked) ? ok(found.outcome) : err({ kind: 'key-reused' })
      if (seen !== null && found.version !== seen) return err({ kind: 'changed-meanwhile' })
      const before = found.state as Kinds[D]['state']
      const decided = await decide(before, tx)
      if (!decided.ok) throw new Refused(decided.error)
      const after = decided.value.events.reduce<Kinds[D]['state']>((state, event) => evolves[direction](state, event), before)
      const written = { id, version: found.version + decided.value.events.length }
      write(tx, direction, by, { id, after, from: found, decided: decided.value, written, key, asked, recordedAt })
      also?.(tx, after)
      return ok(written)
    })
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal as E)
    return lost(db, by, error, key, asked)
  }
}

/** Takes a transaction back with a rule's refusal: a number that was taken for it is not used up. */
class Refused extends Error {
  readonly refusal: unknown
  constructor(refusal: unknown) {
    super('refused')
    this.refusal = refusal
  }
}

const takeId: Statement = {
  name: 'document-id',
  text: `insert into platform.counter as c (agency_id, name, last) values ($1, $2, 1) on conflict (agency_id, name) do update set last = c.last + 1 returning last`,
}

/** Begins a document: the same as `decideOn` for what is not there yet. */
export async function begin<D extends Direction, E>(
  db: Database,
  direction: D,
  by: Writer,
  { key, question }: Omit<Stamp, 'seen'>,
  recordedAt: Moment,
  decide: (tx: Tx, id: number) => Promise<Result<Decided<Kinds[D]['event']>, E>>,
  also?: (tx: Tx, after: Kinds[D]['state'], id: number) => void,
): Promise<Result<Written, E | { kind: 'key-reused' } | { kind: 'changed-meanwhile' }>> {
  const asked = digest(question)
  try {
    return await db.inAgency(by.agencyId, async (tx): Promise<Result<Written, E | { kind: 'key-reused' }>> => {
      const [first] = await tx.rows<{ question: Buffer; outcome: Written }>(readAnswer, [by.agencyId, key])
      if (first) return first.question.equals(asked) ? ok(first.outcome) : err({ kind: 'key-reused' })
      const [taken] = await tx.rows<{ last: number }>(takeId, [by.agencyId, direction === 'out' ? 'outgoing' : 'incoming'])
      assert(taken, 'a counter counts')
      const id = taken.last
      const decided = await decide(tx, id)
      if (!decided.ok) throw new Refused(decided.error)
      const after = decided.value.events.reduce<Kinds[D]['state'] | null>((state, event) => evolves[direction](state, event), null)
      assert(after, 'a document begins with an event')
      const written = { id, version: decided.value.events.length }
      write(tx, direction, by, { id, after, from: null, decided: decided.value, written, key, asked, recordedAt })
      also?.(tx, after, id)
      return ok(written)
    })
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal as E)
    const answer = await lost(db, by, error, key, asked)
    return answer as Result<Written, { kind: 'key-reused' } | { kind: 'changed-meanwhile' }>
  }
}

const readAnswer: Statement = {
  name: 'document-answer',
  text: 'select question, outcome from platform.answer where agency_id = $1 and key = $2',
}

/** Two acts at once: one took the place. If it was this very act, sent twice, its answer is ours too. */
async function lost(db: Database, by: Writer, error: unknown, key: string, asked: Buffer): Promise<Result<Written, NotWritten>> {
  const constraint = violatedConstraint(error)
  if (constraint !== 'entry_pkey' && constraint !== 'answer_pkey') throw error
  const [row] = await db.inAgency(by.agencyId, (tx) => tx.rows<{ question: Buffer; outcome: Written }>(readAnswer, [by.agencyId, key]))
  if (!row) return err({ kind: 'changed-meanwhile' })
  return row.question.equals(asked) ? ok(row.outcome) : err({ kind: 'key-reused' })
}

const entriesCte = `entries as (${entryInsert}
    select $1::int, $3::text, e.seq, e.kind, e.at, $4::timestamptz, $5::int, $6::int, e.body, e.seal from unnest($7::int[], $8::text[], $9::timestamptz[], $10::text[], $11::bytea[]) as e (seq, kind, at, body, seal)),
    answered as (insert into platform.answer (agency_id, key, question, outcome) values ($1::int, $12::text, $13::bytea, $14::jsonb))`

/** Columns kept beside the events for lists: all follow from the folded document. */
const outgoingColumns: readonly [name: string, type: string, of: (d: Outgoing) => unknown][] = [
  ['status', 'text', (d) => d.status],
  ['kind', 'text', (d) => d.draft.kind],
  ['subject', 'text', (d) => d.draft.subject],
  ['urgency', 'text', (d) => d.draft.urgency],
  ['unit_id', 'int', (d) => d.draft.unitId],
  ['drafted_by', 'int', (d) => d.draftedBy],
  ['signatory_id', 'int', (d) => d.draft.signatory.officerId],
  ['drafted_at', 'timestamptz', (d) => iso(d.draftedAt)],
  ['deadline', 'date', (d) => dayOrNull(d.draft.deadline)],
  ['to_leader_at', 'timestamptz', (d) => orNull(d.toLeaderAt)],
  ['is_reviewed_inside', 'bool', isReviewedInside],
  ['number_text', 'text', (d) => d.number && numberText(d.number.number, d.number.symbol)],
  ['dated_on', 'date', (d) => dayOrNull(d.number?.date ?? null)],
  ['standing', 'text', (d) => d.sealed?.standing ?? (d.signed ? 'person-only' : 'none')],
  ['issued_at', 'timestamptz', (d) => orNull(d.issued?.at ?? null)],
  ['answers', 'int', (d) => d.draft.answers],
  ['dossier', 'text', (d) => d.draft.dossier],
  ['file_sha256', 'text', (d) => fileNow(d).sha256],
  ['draft_sha256', 'text', (d) => d.draft.file.sha256],
]

const incomingColumns: readonly [name: string, type: string, of: (d: Incoming) => unknown][] = [
  ['status', 'text', (d) => d.status],
  ['book_id', 'int', (d) => d.registered.book],
  ['year', 'int', (d) => d.registered.year],
  ['number', 'int', (d) => d.registered.number],
  ['arrived_at', 'timestamptz', (d) => iso(d.registered.arrivedAt)],
  ['registered_at', 'timestamptz', (d) => iso(d.registeredAt)],
  ['assigned_at', 'timestamptz', (d) => orNull(d.firstAssignedAt ?? null)],
  ['sender', 'text', (d) => d.registered.sender],
  ['number_symbol', 'text', (d) => d.registered.numberSymbol],
  ['dated_on', 'date', (d) => dayOrNull(d.registered.date)],
  ['kind', 'text', (d) => d.registered.kind],
  ['subject', 'text', (d) => d.registered.subject],
  ['urgency', 'text', (d) => d.registered.urgency],
  ['deadline', 'date', (d) => dayOrNull(d.assignment?.deadline ?? d.registered.deadline)],
  ['lead_unit_id', 'int', (d) => d.assignment?.leadUnitId ?? null],
  ['support_unit_ids', 'int[]', (d) => d.assignment?.supportUnitIds ?? []],
  ['holder_id', 'int', (d) => d.holderId],
  ['done_at', 'timestamptz', (d) => orNull(d.finished?.at ?? null)],
  ['files_key', 'text', (d) => d.registered.files.map((f) => f.sha256).join()],
]

/** Entries, answer and row in one statement. */
function writeText(table: string, columns: readonly (readonly [string, string, unknown])[]): { insert: string; update: string } {
  const first = 15
  const places = columns.map(([, type], i) => `$${first + i}::${type}`)
  const [version, seal, state, words] = [0, 1, 2, 3].map((i) => `$${first + columns.length + i}`)
  const names = columns.map(([name]) => name)
  return {
    insert: `with ${entriesCte} insert into documents.${table} (agency_id, document_id, ${names.join(', ')}, version, seal, state, words)
      values ($1, $2::int, ${places.join(', ')}, ${version}::int, ${seal}::bytea, ${state}::json, array_to_tsvector(${words}::text[]))`,
    update: `with ${entriesCte} update documents.${table} set ${names.map((name, i) => `${name} = ${places[i]}`).join(', ')}, version = ${version}::int, seal = ${seal}::bytea, state = ${state}::json,
      words = array_to_tsvector(${words}::text[])
      where agency_id = $1 and document_id = $2::int`,
  }
}

const texts = { out: writeText('outgoing', outgoingColumns), in: writeText('incoming', incomingColumns) }
const inserts: Record<Direction, Statement> = {
  out: { name: 'outgoing-insert', text: texts.out.insert },
  in: { name: 'incoming-insert', text: texts.in.insert },
}
const updates: Record<Direction, Statement> = {
  out: { name: 'outgoing-write', text: texts.out.update },
  in: { name: 'incoming-write', text: texts.in.update },
}

const outgoingWords = (d: Outgoing): string[] =>
  searchWords(d.draft.subject, d.number ? numberText(d.number.number, d.number.symbol) : '', d.draft.dossier ?? '')
const incomingWords = ({ registered: r }: Incoming): string[] => searchWords(r.subject, r.sender, r.numberSymbol)

function write<D extends Direction>(
  tx: Tx,
  direction: D,
  by: Writer,
  w: {
    id: number
    after: Kinds[D]['state']
    from: { version: number; seal: Buffer } | null
    decided: Decided<Kinds[D]['event']>
    written: Written
    key: string
    asked: Buffer
    recordedAt: Moment
  },
): void {
  const stream = streamOf(direction, w.id)
  const seqs: number[] = []
  const bodies: string[] = []
  const seals: Buffer[] = []
  let last = w.from?.seal ?? noSeal
  for (const event of w.decided.events) {
    const seq = (w.from?.version ?? 0) + seqs.length + 1
    const body = JSON.stringify(event)
    const entry = { kind: event.type, at: event.at, officerId: by.officerId, onBehalfOf: w.decided.onBehalfOf, body }
    last = sealOf(last, by.agencyId, stream, seq, w.recordedAt, entry)
    seqs.push(seq)
    bodies.push(body)
    seals.push(last)
  }
  const { events } = w.decided
  const columns =
    direction === 'out'
      ? outgoingColumns.map(([, , of]) => of(w.after as Outgoing))
      : incomingColumns.map(([, , of]) => of(w.after as Incoming))
  const words = direction === 'out' ? outgoingWords(w.after as Outgoing) : incomingWords(w.after as Incoming)
  tx.last(w.from ? updates[direction] : inserts[direction], [
    ...[by.agencyId, w.id, stream, iso(w.recordedAt), by.officerId, w.decided.onBehalfOf],
    ...[seqs, events.map((e) => e.type), events.map((e) => iso(e.at)), bodies, seals],
    ...[w.key, w.asked, JSON.stringify(w.written)],
    ...columns,
    ...[w.written.version, last, JSON.stringify(w.after), words],
  ])
  keepFiles(
    tx,
    by.agencyId,
    direction,
    w.id,
    w.recordedAt,
    direction === 'out' ? filesOfOutgoing(w.after as Outgoing) : filesOfIncoming(w.after as Incoming),
  )
}

type Kept = DocumentFile & { part: 'draft' | 'appendix' | 'signed' | 'sealed' | 'incoming' }

const filesOfOutgoing = (d: Outgoing): Kept[] => {
  const version = d.versions.at(-1)
  return [
    ...(version
      ? [{ ...version.file, part: 'draft' as const }, ...version.appendices.map((f) => ({ ...f, part: 'appendix' as const }))]
      : []),
    ...(d.signed ? [{ ...d.signed.file, part: 'signed' as const }] : []),
    ...(d.sealed
      ? [{ ...d.sealed.file, part: 'sealed' as const }, ...d.sealed.appendices.map((f) => ({ ...f, part: 'appendix' as const }))]
      : []),
  ]
}
const filesOfIncoming = (d: Incoming): Kept[] => d.registered.files.map((f) => ({ ...f, part: 'incoming' as const }))

const insertFiles: Statement = {
  name: 'document-files',
  text: `insert into documents.file (agency_id, direction, document_id, sha256, name, size_bytes, media_type, part, added_at)
    select $1::int, $2::text, $3::int, f.sha256, f.name, f.size, f.media, f.part, $4::timestamptz
    from unnest($5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[]) as f (sha256, name, size, media, part)
    on conflict do nothing`,
}

function keepFiles(tx: Tx, agencyId: number, direction: Direction, id: number, at: Moment, files: readonly Kept[]): void {
  if (files.length === 0) return
  const column = <K extends keyof Kept>(name: K) => files.map((f) => f[name])
  tx.last(insertFiles, [
    ...[agencyId, direction, id, iso(at)],
    ...[column('sha256'), column('name'), column('sizeBytes'), column('mediaType'), column('part')],
  ])
}

const nextOfBook: Statement = {
  name: 'document-number',
  text: `insert into documents.book_year as b (agency_id, book_id, year, last) values ($1, $2, $3, 1)
    on conflict (agency_id, book_id, year) do update set last = b.last + 1 returning last`,
}
const noteNumber: Statement = {
  name: 'document-number-note',
  text: 'insert into documents.number (agency_id, book_id, year, number, document_id, taken_at) values ($1, $2, $3, $4, $5, $6)',
}
const cancelNumber: Statement = {
  name: 'document-number-cancel',
  text: 'update documents.number set cancelled_at = $5, cancelled_reason = $6 where agency_id = $1 and book_id = $2 and year = $3 and number = $4',
}

/**
 * Takes the next number of a book and year (cấp số), in the transaction that uses it: whoever asks next waits for it, and a number that is not used after
 * all is the next one's. So the numbers have no gap.
 */
export async function takeNumber(
  tx: Tx,
  agencyId: number,
  book: { id: number; year: number },
  documentId: number,
  at: Moment,
): Promise<number> {
  const [row] = await tx.rows<{ last: number }>(nextOfBook, [agencyId, book.id, book.year])
  assert(row, 'a book counts')
  tx.last(noteNumber, [agencyId, book.id, book.year, row.last, documentId, iso(at)])
  return row.last
}

/** Leaves the trace of a cancelled number (hủy số). */
export const noteCancelled = (
  tx: Tx,
  agencyId: number,
  n: { book: number; year: number; number: number },
  at: Moment,
  reason: string,
): void => tx.last(cancelNumber, [agencyId, n.book, n.year, n.number, iso(at), reason])

const addRecipients: Statement = {
  name: 'document-recipients',
  text: `insert into documents.recipient (agency_id, document_id, no, kind, unit_id, officer_id, to_agency_id, name, address, sent_at, state, not_before, delivered_at)
    select $1::int, $2::int, r.no, r.kind, r.unit_id, r.officer_id, r.to_agency_id, r.name, r.address, $3::timestamptz,
      case when r.kind in ('unit', 'officer') then 'delivered' else 'waiting' end, $3::timestamptz, case when r.kind in ('unit', 'officer') then $3::timestamptz end
    from unnest($4::int[], $5::text[], $6::int[], $7::int[], $8::int[], $9::text[], $10::text[]) as r (no, kind, unit_id, officer_id, to_agency_id, name, address)`,
}

/** Writes to whom an issued document goes (nơi nhận). Our own people have it with that; the rest is carried by a job. */
export function sendTo(tx: Tx, agencyId: number, id: number, at: Moment, recipients: readonly Recipient[]): void {
  const column = <T>(of: (r: Recipient) => T) => recipients.map(of)
  tx.last(addRecipients, [
    ...[agencyId, id, iso(at), recipients.map((_, i) => i + 1)],
    column((r) => r.kind),
    column((r) => (r.kind === 'unit' ? r.unitId : null)),
    column((r) => (r.kind === 'officer' ? r.officerId : null)),
    column((r) => (r.kind === 'agency' ? r.agencyId : null)),
    column((r) => ('name' in r ? r.name : '')),
    column((r) => (r.kind === 'outside' ? r.address : '')),
  ])
}

const bookRows: Statement = {
  name: 'document-books',
  text: 'select book_id as id, direction, name, kinds, closed_on as closed from documents.book where agency_id = $1 order by book_id limit 200',
}
const lettersRows: Statement = {
  name: 'document-letters',
  text: `select distinct on (unit_id) unit_id as "unitId", letters from documents.letters where agency_id = $1 and from_day <= $2 order by unit_id, from_day desc limit 500`,
}
/** A book of numbers (sổ văn bản). */
export type Book = { id: number; direction: Direction; name: string; kinds: readonly string[]; closed: Day | null }

export const booksOf = (tx: Tx, agencyId: number): Promise<Book[]> => tx.rows<Book>(bookRows, [agencyId])

/** Letters of agency (unit 0) and units in symbols on a day. */
export const lettersOn = async (tx: Tx, agencyId: number, on: Day): Promise<Map<number, string>> =>
  new Map((await tx.rows<{ unitId: number; letters: string }>(lettersRows, [agencyId, dayText(on)])).map((r) => [r.unitId, r.letters]))

/** What a key was answered with first, or null: asked before long work (signing) is begun again. */
export async function answered(
  db: Database,
  agencyId: number,
  key: string,
  question: string,
): Promise<Result<Written, { kind: 'key-reused' }> | null> {
  const [row] = await db.inAgency(agencyId, (tx) => tx.rows<{ question: Buffer; outcome: Written }>(readAnswer, [agencyId, key]))
  if (!row) return null
  return row.question.equals(digest(question)) ? ok(row.outcome) : err({ kind: 'key-reused' })
}

const oneFile: Statement = {
  name: 'document-file',
  text: `select sha256, name, size_bytes as "sizeBytes", media_type as "mediaType" from documents.file
    where agency_id = $1 and direction = $2 and document_id = $3 and sha256 = $4 limit 1`,
}

/** One file of a document, any version of it, or undefined. */
export const fileOf = async (
  tx: Tx,
  agencyId: number,
  direction: Direction,
  id: number,
  sha256: string,
): Promise<DocumentFile | undefined> => (await tx.rows<DocumentFile>(oneFile, [agencyId, direction, id, sha256]))[0]

const firstReading: Statement = {
  name: 'document-reading',
  text: 'insert into documents.reading (agency_id, document_id, officer_id, read_at) values ($1, $2, $3, $4) on conflict do nothing',
}

/** An officer opened an issued document (đã đọc); the first time stays. */
export async function noteReading(tx: Tx, agencyId: number, id: number, officerId: number, at: Moment): Promise<void> {
  tx.last(firstReading, [agencyId, id, officerId, iso(at)])
}

/** Somebody inside to whom a document went: the unit by which, and when it was read. */
export type Reader = { officerId: number; unitId: number | null; sentAt: Moment; readAt: Moment | null }

const readerRows: Statement = {
  name: 'document-readers',
  text: `select distinct on (p.officer_id) p.officer_id as "officerId", r.unit_id as "unitId", r.sent_at as "sentAt", g.read_at as "readAt"
    from documents.recipient r
    join lateral (
      select r.officer_id where r.officer_id is not null
      union select o.officer_id from org.post o where o.agency_id = $1 and o.unit_id = r.unit_id and o.from_day <= (r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date
        and (o.to_day is null or o.to_day >= (r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date)
    ) p on true
    left join documents.reading g on g.agency_id = $1 and g.document_id = r.document_id and g.officer_id = p.officer_id
    where r.agency_id = $1 and r.document_id = $2 order by p.officer_id, r.no limit 2000`,
}

/** Everybody inside to whom a document went, whether they have read it (theo dõi quán triệt): people of a unit are those of the day it was sent. */
export const readersOf = (tx: Tx, agencyId: number, id: number): Promise<Reader[]> => tx.rows<Reader>(readerRows, [agencyId, id])

/** A picture that a signature shows, in real size, millimetres (hình chữ ký, hình dấu). */
export type KeptPicture = { sha256: string; widthMm: number; heightMm: number }

const pictureRow: Statement = {
  name: 'document-picture',
  text: 'select sha256, width_mm as "widthMm", height_mm as "heightMm" from documents.picture where agency_id = $1 and officer_id = $2',
}

/** An officer's handwritten signature, or (null) the agency's seal; undefined when none is kept. */
export const pictureOf = async (tx: Tx, agencyId: number, officerId: number | null): Promise<KeptPicture | undefined> =>
  (await tx.rows<KeptPicture>(pictureRow, [agencyId, officerId ?? 0]))[0]
