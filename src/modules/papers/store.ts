import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { searchQuery } from '../../kernel/fold.ts'
import { type Day, dayText, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { cursorOf, isTime, readCursor } from '../../platform/postgres/cursor.ts'
import { at, type Database, iso, json, on, type Statement, sqlFor, type Tx } from '../../platform/postgres/database.ts'
import { append } from '../audit/service.ts'
import type { Reuse } from './held.ts'
import type { KeptPaper, MadeForm, Paper, PaperStatus, Piece } from './paper.ts'

/** Who acts, and for which absent officer. */
export type By = { agencyId: number; officerId: number; onBehalfOf: number | null }

/** A form as it was sent: the version it shows, its key, what it asks. */
export type Stamp = { seen: number | null; key: string; question: unknown }

/** Why nothing was written, whatever the rule says. */
export type NotWritten = { kind: 'not-found' } | { kind: 'changed-meanwhile' } | { kind: 'key-reused' }

/** What happened to a paper, as the journal keeps it: no names, no numbers of people. */
export type PaperEvent =
  | { type: 'begun'; applicantId: number; dossier: string | null; pagesCounted: number }
  | { type: 'file-added' | 'file-removed' | 'file-moved'; sha256: string; pages: number }
  | { type: 'made'; sha256: string; pages: number; form: MadeForm }
  | { type: 'signed'; sha256: string; certificate: string; level: string }
  | { type: 'kept'; reuse: Reuse['kind']; until: Day | null; read: readonly string[] }
  | { type: 'used'; dossier: string }
  | { type: 'withdrawn'; reason: string }
  | { type: 'dropped' }

/** A paper with all that its page shows (giấy tờ số hóa). */
export type FullPaper = Paper & {
  id: string
  version: number
  kind: string
  begunAt: Moment
  begunBy: number
  pages: number | null
  form: MadeForm | null
  signedAt: Moment | null
  signedBy: number | null
  signatureLevel: string | null
  name: string | null
  numberSymbol: string | null
  datedOn: Day | null
  reuse: Reuse | null
  keptAt: Moment | null
  withdrawnAt: Moment | null
  withdrawnReason: string | null
}

type Row = {
  paper_id: string
  version: number
  status: string
  applicant_id: number
  component: string
  kind: string
  dossier: string | null
  pages_counted: number
  begun_at: Moment
  begun_by: number
  pages: number | null
  form: string | null
  made_sha256: string | null
  signed_sha256: string | null
  signed_at: Moment | null
  signed_by: number | null
  signature_level: string | null
  name: string | null
  number_symbol: string | null
  dated_on: Day | null
  reuse: string | null
  valid_until: Day | null
  kept_at: Moment | null
  withdrawn_at: Moment | null
  withdrawn_reason: string | null
}

const columns = [
  ...(['paper_id', 'version', 'status', 'applicant_id', 'component', 'kind', 'dossier', 'pages_counted', 'begun_at', 'begun_by'] as const),
  ...(['pages', 'form', 'made_sha256', 'signed_sha256', 'signed_at', 'signed_by', 'signature_level', 'name', 'number_symbol'] as const),
  ...(['dated_on', 'reuse', 'valid_until', 'kept_at', 'withdrawn_at', 'withdrawn_reason'] as const),
] as const

const reuseOf = (row: Pick<Row, 'reuse' | 'valid_until'>): Reuse | null => {
  if (row.reuse === 'until' && row.valid_until !== null) return { kind: 'until', day: row.valid_until }
  return row.reuse === 'without-term' || row.reuse === 'once' ? { kind: row.reuse } : null
}

const paperOf = (row: Row, pieces: readonly Piece[]): FullPaper => ({
  id: row.paper_id,
  version: row.version,
  status: row.status as PaperStatus,
  applicantId: row.applicant_id,
  component: row.component,
  kind: row.kind,
  dossier: row.dossier,
  pagesCounted: row.pages_counted,
  pieces,
  begunAt: row.begun_at,
  begunBy: row.begun_by,
  pages: row.pages,
  form: row.form as MadeForm | null,
  madeSha256: row.made_sha256,
  signedSha256: row.signed_sha256,
  signedAt: row.signed_at,
  signedBy: row.signed_by,
  signatureLevel: row.signature_level,
  name: row.name,
  numberSymbol: row.number_symbol,
  datedOn: row.dated_on,
  reuse: reuseOf(row),
  keptAt: row.kept_at,
  withdrawnAt: row.withdrawn_at,
  withdrawnReason: row.withdrawn_reason,
})

async function piecesOf(tx: Tx, agencyId: number, id: string): Promise<Piece[]> {
  const rows = await tx.all(
    sqlFor
      .selectFrom('papers.piece')
      .select(['sha256', 'name', 'size_bytes', 'media_type', 'pages'])
      .where('agency_id', '=', agencyId)
      .where('paper_id', '=', id)
      .orderBy('place')
      .limit(1000),
  )
  return rows.map((r) => ({
    ...{ sha256: r.sha256, name: r.name, sizeBytes: r.size_bytes, mediaType: r.media_type },
    pages: r.pages as Piece['pages'],
  }))
}

const isUuid = (k: unknown) => typeof k === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(k)

/** One paper, or undefined. */
export async function readPaper(tx: Tx, agencyId: number, id: string, { lock = false } = {}): Promise<FullPaper | undefined> {
  if (!isUuid(id)) return undefined
  const query = sqlFor.selectFrom('papers.paper').select(columns).where('agency_id', '=', agencyId).where('paper_id', '=', id)
  const row = await tx.one(lock ? query.forUpdate() : query)
  return row && paperOf(row as Row, await piecesOf(tx, agencyId, id))
}

const digest = (question: unknown): Buffer => createHash('sha256').update(JSON.stringify(question)).digest()
const readAnswer: Statement = { name: 'paper-answer', text: 'select question from platform.answer where agency_id = $1 and key = $2' }
const keepAnswer: Statement = {
  name: 'paper-answer-keep',
  text: 'insert into platform.answer (agency_id, key, question, outcome) values ($1, $2, $3, $4::jsonb)',
}

/** What a decision changes. */
export type Change = { set: Readonly<Record<string, unknown>>; pieces?: readonly Piece[]; event: PaperEvent }

/**
 * Runs one decision on one paper: lock, decide, write, with its entry in the journal; one transaction. When somebody acted since the version seen,
 * nothing is written. A repeated key writes nothing and answers well.
 */
export function decideOn<E>(
  db: Database,
  by: By,
  id: string,
  { seen, key, question }: Stamp,
  times: { at: Moment; recordedAt: Moment },
  decide: (paper: FullPaper, tx: Tx) => Result<Change, E> | Promise<Result<Change, E>>,
): Promise<Result<{ version: number }, E | NotWritten>> {
  const asked = digest(question)
  return db.inAgency(by.agencyId, async (tx): Promise<Result<{ version: number }, E | NotWritten>> => {
    const paper = await readPaper(tx, by.agencyId, id, { lock: true })
    if (!paper) return err({ kind: 'not-found' })
    const [first] = await tx.rows<{ question: Buffer }>(readAnswer, [by.agencyId, key])
    if (first) return first.question.equals(asked) ? ok({ version: paper.version }) : err({ kind: 'key-reused' })
    if (seen !== null && seen !== paper.version) return err({ kind: 'changed-meanwhile' })
    const decided = await decide(paper, tx)
    if (!decided.ok) return decided
    const { set, pieces, event } = decided.value
    const version = paper.version + 1
    await tx.all(
      sqlFor
        .updateTable('papers.paper')
        .set({ ...set, version } as never)
        .where('agency_id', '=', by.agencyId)
        .where('paper_id', '=', id),
    )
    if (pieces) await writePieces(tx, by.agencyId, id, pieces, times.at)
    tx.last(keepAnswer, [by.agencyId, key, asked, JSON.stringify({ version })])
    await note(tx, by, id, event, times)
    return ok({ version })
  })
}

const note = (tx: Tx, by: By, id: string, { type, ...body }: PaperEvent, times: { at: Moment; recordedAt: Moment }): Promise<void> =>
  append(tx, by.agencyId, `paper/${id}`, times.recordedAt, [
    { kind: type, at: times.at, officerId: by.officerId, onBehalfOf: by.onBehalfOf, body: JSON.stringify({ type, ...body }) },
  ])

const clearPieces: Statement = { name: 'paper-pieces-clear', text: 'delete from papers.piece where agency_id = $1 and paper_id = $2' }

async function writePieces(tx: Tx, agencyId: number, id: string, pieces: readonly Piece[], added: Moment): Promise<void> {
  await tx.rows(clearPieces, [agencyId, id])
  if (pieces.length === 0) return
  await tx.all(
    sqlFor.insertInto('papers.piece').values(
      pieces.map((p, i) => ({
        agency_id: agencyId,
        paper_id: id,
        place: i + 1,
        sha256: p.sha256,
        name: p.name,
        size_bytes: p.sizeBytes,
        media_type: p.mediaType,
        pages: json(p.pages),
        added_at: at(added),
      })),
    ),
  )
}

const insertPaper: Statement = {
  name: 'paper-begin',
  text: `insert into papers.paper (agency_id, paper_id, version, status, applicant_id, component, kind, dossier, pages_counted, begun_at, begun_by, words)
    values ($1, $2, 1, 'collecting', $3, $4, $5, $6, $7, $8, $9, array_to_tsvector($10::text[])) on conflict do nothing returning version`,
}

/** Begins a paper. The same id again begins nothing. */
export async function beginPaper(
  tx: Tx,
  by: By,
  id: string,
  begun: Pick<Paper, 'applicantId' | 'component' | 'dossier' | 'pagesCounted'> & { kind: string; words: readonly string[] },
  times: { at: Moment; recordedAt: Moment },
): Promise<boolean> {
  const { applicantId, component, kind, dossier, pagesCounted, words } = begun
  const [row] = await tx.rows(insertPaper, [
    ...[by.agencyId, id, applicantId, component, kind, dossier, pagesCounted, iso(times.at), by.officerId, words],
  ])
  if (row) await note(tx, by, id, { type: 'begun', applicantId, dossier, pagesCounted }, times)
  return row !== undefined
}

/** Words that come to those that are there, as a column value. */
export const wordsValue = (words: readonly string[]): RawBuilder<string> => sql<string>`words || array_to_tsvector(${words}::text[])`
export const momentValue = at
export const dayValue = on

/** How a list of papers is cut (danh sách giấy tờ). */
export const paperViews = ['in-use', 'under-way', 'not-in-use', 'all'] as const
export type PaperView = (typeof paperViews)[number]

export type PaperFilter = { view: PaperView; applicantId: number | null; words: string; today: Day }

/** A line of the list. */
export type PaperLine = {
  id: string
  status: PaperStatus
  applicantId: number
  applicant: string
  component: string
  name: string | null
  numberSymbol: string | null
  dossier: string | null
  pages: number | null
  pagesCounted: number
  begunAt: Moment
  begunBy: number
  reuse: Reuse | null
  uses: number
}

const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })

/** One page of papers, the newest first. */
export async function listPapers(
  tx: Tx,
  agencyId: number,
  f: PaperFilter,
  { after, most = 50 }: { after: string | null; most?: number },
): Promise<{ rows: PaperLine[]; next: string | null }> {
  const key = readCursor(after, [isTime, isUuid])
  const asked = searchQuery(f.words)
  const today = dayText(f.today)
  const isOver = sql`(p.reuse = 'once' or (p.reuse = 'until' and p.valid_until < ${today}::date))`
  const view: Record<PaperView, RawBuilder<unknown>> = {
    'in-use': sql`p.status = 'kept' and not ${isOver}`,
    'under-way': sql`p.status in ('collecting', 'made', 'signed')`,
    'not-in-use': sql`(p.status = 'withdrawn' or (p.status = 'kept' and ${isOver}))`,
    all: sql`p.status <> 'dropped'`,
  }
  const rows = await run(
    tx,
    sql<
      Row & { key: string; applicant: string; uses: number }
    >`select p.begun_at::text as key, ${sql.raw(columns.map((c) => `p.${c}`).join(', '))}, a.name as applicant,
      (select count(*)::int from papers.use u where u.agency_id = p.agency_id and u.paper_id = p.paper_id) as uses
      from papers.paper p join applicants.applicant a on a.agency_id = p.agency_id and a.applicant_id = p.applicant_id
      where p.agency_id = ${agencyId} and p.status <> 'dropped' and ${view[f.view]}
        ${f.applicantId === null ? sql`` : sql`and p.applicant_id = ${f.applicantId}`}
        ${asked === null ? sql`` : sql`and p.words @@ ${asked.exact ?? asked.folded}::tsquery`}
        ${key === null ? sql`` : sql`and (p.begun_at, p.paper_id) < (${String(key[0])}::timestamptz, ${String(key[1])}::uuid)`}
      order by p.begun_at desc, p.paper_id desc limit ${most + 1}`,
  )
  const shown = rows.slice(0, most)
  const last = rows.length > most ? shown.at(-1) : undefined
  return { rows: shown.map(lineOf), next: last ? cursorOf(last.key, last.paper_id) : null }
}

const lineOf = (row: Row & { applicant: string; uses: number }): PaperLine => ({
  id: row.paper_id,
  status: row.status as PaperStatus,
  applicantId: row.applicant_id,
  applicant: row.applicant,
  component: row.component,
  name: row.name,
  numberSymbol: row.number_symbol,
  dossier: row.dossier,
  pages: row.pages,
  pagesCounted: row.pages_counted,
  begunAt: row.begun_at,
  begunBy: row.begun_by,
  reuse: reuseOf(row),
  uses: row.uses,
})

const heldMax = 500

/** The papers kept of an applicant that may serve on that day, the newest first (giấy tờ đang giữ). */
export async function keptOf(tx: Tx, agencyId: number, applicantId: number, today: Day): Promise<KeptPaper[]> {
  const rows = await tx.all(
    sqlFor
      .selectFrom('papers.paper')
      .select(columns)
      .where('agency_id', '=', agencyId)
      .where('applicant_id', '=', applicantId)
      .where('status', '=', 'kept')
      .where('reuse', '<>', 'once')
      .where(({ eb, or }) => or([eb('valid_until', 'is', null), eb('valid_until', '>=', on(today))]))
      .orderBy('kept_at', 'desc')
      .limit(heldMax),
  )
  return rows.map((row) => keptFrom(row as Row))
}

const keptFrom = (row: Row): KeptPaper => ({
  id: row.paper_id,
  kind: row.kind,
  name: row.name ?? row.component,
  reuse: reuseOf(row) ?? { kind: 'once' },
  keptAt: row.kept_at as Moment,
  dossier: row.dossier,
  withdrawnAt: row.withdrawn_at,
  pages: row.pages ?? 0,
  sha256: row.signed_sha256 ?? '',
  scannedBy: row.begun_by,
  numberSymbol: row.number_symbol,
})

const insertUse: Statement = {
  name: 'paper-use',
  text: `insert into papers.use (agency_id, dossier, paper_id, component, used_at, used_by)
    select p.agency_id, $3, p.paper_id, $4, $5, $6 from papers.paper p where p.agency_id = $1 and p.paper_id = $2 and p.status = 'kept'
    on conflict do nothing returning paper_id`,
}

/** Notes that a kept paper serves a dossier, in the transaction of whoever accepts it. A repeat notes nothing. */
export async function noteUse(
  tx: Tx,
  by: By,
  { id, dossier, component }: { id: string; dossier: string; component: string },
  times: { at: Moment; recordedAt: Moment },
): Promise<boolean> {
  const [row] = await tx.rows(insertUse, [by.agencyId, id, dossier, component, iso(times.at), by.officerId])
  if (row) await note(tx, by, id, { type: 'used', dossier }, times)
  return row !== undefined
}

/** A dossier that a paper served. */
export type PaperUse = { dossier: string; component: string; usedAt: Moment; usedBy: number }

const usesMax = 200

/** The dossiers that a paper served, the newest first. */
export async function usesOf(tx: Tx, agencyId: number, id: string): Promise<PaperUse[]> {
  const rows = await tx.all(
    sqlFor
      .selectFrom('papers.use')
      .select(['dossier', 'component', 'used_at', 'used_by'])
      .where('agency_id', '=', agencyId)
      .where('paper_id', '=', id)
      .orderBy('used_at', 'desc')
      .limit(usesMax),
  )
  return rows.map((r) => ({ dossier: r.dossier, component: r.component, usedAt: r.used_at, usedBy: r.used_by }))
}

/** Papers of a dossier: scanned for it, or used in it. */
export async function papersOfDossier(tx: Tx, agencyId: number, dossier: string): Promise<(PaperLine & { isReused: boolean })[]> {
  const rows = await run(
    tx,
    sql<
      Row & { applicant: string; uses: number; isReused: boolean }
    >`select ${sql.raw(columns.map((c) => `p.${c}`).join(', '))}, '' as applicant, 0 as uses, p.is_reused as "isReused" from (
        select p.*, false as is_reused from papers.paper p where p.agency_id = ${agencyId} and p.dossier = ${dossier} and p.status <> 'dropped'
        union all
        select p.*, true from papers.use u join papers.paper p on p.agency_id = u.agency_id and p.paper_id = u.paper_id
          where u.agency_id = ${agencyId} and u.dossier = ${dossier} and p.dossier is distinct from ${dossier}
      ) p order by p.begun_at limit 200`,
  )
  return rows.map((row) => ({ ...lineOf(row), isReused: row.isReused }))
}

/** How the reading of a paper's letters stands. */
export type Reading = { state: 'waiting' | 'read' | 'failed'; texts: readonly string[] }

export async function readingOf(tx: Tx, agencyId: number, id: string): Promise<Reading | null> {
  const row = await tx.one(
    sqlFor.selectFrom('papers.reading').select(['state', 'texts']).where('agency_id', '=', agencyId).where('paper_id', '=', id),
  )
  return row ? { state: row.state as Reading['state'], texts: row.texts as string[] } : null
}

const wantReading: Statement = {
  name: 'paper-reading-want',
  text: `insert into papers.reading (agency_id, paper_id, state, wanted_at) values ($1, $2, 'waiting', $3) on conflict do nothing`,
}
/** Puts a paper among those to be read. */
export const want = (tx: Tx, agencyId: number, id: string, wanted: Moment): void => tx.last(wantReading, [agencyId, id, iso(wanted)])

/** Tries of one reading; and after how long one that did not end well is tried again, seconds: it failed, or was lost with its process. */
const triesMax = 3
const againAfterSeconds = 1800

const takeReading: Statement = {
  name: 'paper-reading-take',
  text: `update papers.reading r set tries = r.tries + 1, taken_at = $2 from (
      select paper_id from papers.reading where agency_id = $1 and state = 'waiting' and (taken_at is null or taken_at < $2::timestamptz - interval '${againAfterSeconds} seconds')
      order by wanted_at limit 1 for update skip locked) next
    where r.agency_id = $1 and r.paper_id = next.paper_id returning r.paper_id, r.tries`,
}
const settleReading: Statement = {
  name: 'paper-reading-settle',
  text: `update papers.reading set state = $3, texts = $4::jsonb, read_at = $5 where agency_id = $1 and paper_id = $2 and state = 'waiting'`,
}
const addWords: Statement = {
  name: 'paper-words-add',
  text: 'update papers.paper set words = words || array_to_tsvector($3::text[]) where agency_id = $1 and paper_id = $2',
}

/** Takes the next paper to be read, for this process alone. */
export async function takeNextReading(tx: Tx, agencyId: number, now: Moment): Promise<{ id: string; tries: number } | null> {
  const [row] = await tx.rows<{ paper_id: string; tries: number }>(takeReading, [agencyId, iso(now)])
  return row ? { id: row.paper_id, tries: row.tries } : null
}

/** Writes down what was read, searchable from then on; or, after some tries, that it cannot be read. */
export async function settle(
  tx: Tx,
  agencyId: number,
  { id, tries }: { id: string; tries: number },
  texts: readonly string[] | null,
  words: readonly string[],
  now: Moment,
): Promise<void> {
  const state = texts !== null ? 'read' : tries >= triesMax ? 'failed' : 'waiting'
  await tx.rows(settleReading, [agencyId, id, state, JSON.stringify(texts ?? []), texts === null ? null : iso(now)])
  if (words.length > 0) await tx.rows(addWords, [agencyId, id, words])
}

const namesMax = 300

/** Names of papers that the office keeps already: what a reading may be recognised as. */
export async function knownNames(tx: Tx, agencyId: number): Promise<string[]> {
  const rows = await run(
    tx,
    sql<{ name: string }>`select distinct on (lower(n)) n as name from (
      select coalesce(p.name, p.component) as n from papers.paper p where p.agency_id = ${agencyId} and p.status = 'kept' order by p.begun_at desc limit 2000) x
      limit ${namesMax}`,
  )
  return rows.map((r) => r.name)
}
