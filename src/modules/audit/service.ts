import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import { at, type Database, iso, type Statement, sqlFor, type Tx } from '../../platform/postgres/database.ts'
import { type Broken, type Entry, type Happening, hourOf } from './model.ts'

/** The seal before the first entry of a stream. */
export const noSeal: Buffer = Buffer.alloc(32)

/**
 * Seals one entry: SHA-256 over the seal before it and everything the entry says, so that a changed byte, a removed or an
 * inserted entry breaks every later seal of its stream.
 */
export function sealOf(before: Buffer, agencyId: number, stream: string, seq: number, recordedAt: Moment, entry: Happening): Buffer {
  return createHash('sha256')
    .update(before)
    .update(
      `\n${agencyId}\n${stream}\n${seq}\n${entry.kind}\n${entry.at}\n${recordedAt}\n${entry.officerId ?? ''}\n${entry.onBehalfOf ?? ''}\n${entry.body}`,
    )
    .digest()
}

/** Columns of an entry, in the order in which writers that put entries and state into one statement pass them. */
export const entryInsert = 'insert into audit.entry (agency_id, stream, seq, kind, at, recorded_at, officer_id, on_behalf_of, body, seal)'

const insertEntry: Statement = { name: 'audit-append', text: `${entryInsert} values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)` }
const newest: Statement = {
  name: 'audit-newest',
  text: 'select seq, seal from audit.entry where agency_id = $1 and stream = $2 order by seq desc limit 1',
}
const lockStream: Statement = { name: 'audit-lock', text: 'select pg_advisory_xact_lock($1, hashtext($2))' }

/** Writes to a stream of its own accord: settings, accounts, procedures. One writer at a time for each stream. */
export async function append(
  tx: Tx,
  agencyId: number,
  stream: string,
  recordedAt: Moment,
  happenings: readonly Happening[],
): Promise<void> {
  await tx.rows(lockStream, [agencyId, stream])
  const [last] = await tx.rows<{ seq: number; seal: Buffer }>(newest, [agencyId, stream])
  let seq = last?.seq ?? 0
  let seal = last?.seal ?? noSeal
  for (const entry of happenings) {
    seq += 1
    seal = sealOf(seal, agencyId, stream, seq, recordedAt, entry)
    tx.last(insertEntry, [
      agencyId,
      stream,
      seq,
      entry.kind,
      iso(entry.at),
      iso(recordedAt),
      entry.officerId,
      entry.onBehalfOf,
      entry.body,
      seal,
    ])
  }
}

const entryOf = (row: {
  stream: string
  seq: number
  kind: string
  at: Moment
  recorded_at: Moment
  officer_id: number | null
  on_behalf_of: number | null
  body: string
  seal: Buffer
}): Entry => ({
  stream: row.stream,
  seq: row.seq,
  kind: row.kind,
  at: row.at,
  recordedAt: row.recorded_at,
  officerId: row.officer_id,
  onBehalfOf: row.on_behalf_of,
  body: row.body,
  seal: row.seal,
})

/** A page of one stream in order, from `after` on. */
export async function readStream(tx: Tx, agencyId: number, stream: string, after = 0, most = 1000): Promise<Entry[]> {
  const rows = await tx.all(
    sqlFor
      .selectFrom('audit.entry')
      .selectAll()
      .where('agency_id', '=', agencyId)
      .where('stream', '=', stream)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(most),
  )
  return rows.map(entryOf)
}

const manyStreams: Statement = {
  name: 'audit-streams',
  text: 'select * from audit.entry where agency_id = $1 and stream = any ($2::text[]) order by stream, seq limit 100000',
}

/** Several streams whole, in order, by stream: for papers that are printed together. */
export async function readStreams(tx: Tx, agencyId: number, streams: readonly string[]): Promise<Map<string, Entry[]>> {
  const rows = await tx.rows<Parameters<typeof entryOf>[0]>(manyStreams, [agencyId, streams])
  return Map.groupBy(rows.map(entryOf), ({ stream }) => stream)
}

/** The newest entries of an agency, for the journal page; `before` is the last page's `recordedAt`, stream and place. */
export async function readNewest(
  tx: Tx,
  agencyId: number,
  { stream, before, most = 50 }: { stream?: string; before?: { recordedAt: Moment; stream: string; seq: number }; most?: number },
): Promise<Entry[]> {
  let query = sqlFor.selectFrom('audit.entry').selectAll().where('agency_id', '=', agencyId)
  if (stream) query = query.where('stream', '=', stream)
  if (before) {
    query = query.where(sql<boolean>`(recorded_at, stream, seq) < (${at(before.recordedAt)}, ${before.stream}, ${before.seq})`)
  }
  const rows = await tx.all(query.orderBy('recorded_at', 'desc').orderBy('stream', 'desc').orderBy('seq', 'desc').limit(most))
  return rows.map(entryOf)
}

/** Entries recorded in an hour may still be committing shortly after it; transactions live at most half a minute. */
const settleSeconds = 300

/**
 * Sets the anchors that are due: one for each past hour with entries. Each covers the seals of all entries recorded in that
 * hour, in the order of stream and place, and the anchor before it.
 *
 * @returns how many anchors were set
 */
export async function setAnchors(db: Database, agencyId: number, now: Moment): Promise<number> {
  return db.inAgency(agencyId, async (tx) => {
    const last = await tx.one(
      sqlFor.selectFrom('audit.anchor').select(['hour', 'seal']).where('agency_id', '=', agencyId).orderBy('hour', 'desc').limit(1),
    )
    const until = hourOf((now - settleSeconds) as Moment)
    let from = last ? ((last.hour + 3600) as Moment) : undefined
    let before = last?.seal ?? noSeal
    let set = 0
    for (;;) {
      let next = sqlFor
        .selectFrom('audit.entry')
        .select(({ fn }) => fn.min<Moment | null>('recorded_at').as('first'))
        .where('agency_id', '=', agencyId)
      if (from !== undefined) next = next.where('recorded_at', '>=', at(from))
      const first = (await tx.one(next))?.first
      if (first === null || first === undefined || first >= until) return set
      const hour = hourOf(first)
      const { seal, entries } = await hourSeal(tx, agencyId, hour, before)
      await tx.all(sqlFor.insertInto('audit.anchor').values({ agency_id: agencyId, hour: at(hour), entries, seal }))
      before = seal
      from = (hour + 3600) as Moment
      set += 1
    }
  })
}

/** Reads the seals of one hour in pages, so that a busy hour does not fill the memory. */
async function hourSeal(tx: Tx, agencyId: number, hour: Moment, before: Buffer): Promise<{ seal: Buffer; entries: number }> {
  const hash = createHash('sha256').update(before).update(`\n${agencyId}\n${hour}\n`)
  let entries = 0
  let last: { stream: string; seq: number } | undefined
  for (;;) {
    let page = sqlFor
      .selectFrom('audit.entry')
      .select(['stream', 'seq', 'seal'])
      .where('agency_id', '=', agencyId)
      .where('recorded_at', '>=', at(hour))
      .where('recorded_at', '<', at((hour + 3600) as Moment))
    const from = last
    if (from) page = page.where(({ eb, refTuple, tuple }) => eb(refTuple('stream', 'seq'), '>', tuple(from.stream, from.seq)))
    const rows = await tx.all(page.orderBy('stream').orderBy('seq').limit(10_000))
    for (const row of rows) hash.update(row.seal)
    entries += rows.length
    last = rows.at(-1)
    if (rows.length < 10_000) return { seal: hash.digest(), entries }
  }
}

/** Recomputes every seal and anchor of one agency. `null` broken means that not one byte has changed. */
export async function verifyAgency(db: Database, agencyId: number): Promise<{ entries: number; broken: Broken | null }> {
  let entries = 0
  let stream = ''
  let seq = 0
  let seal = noSeal
  for (;;) {
    const rows = await db.inAgency(agencyId, (tx) => {
      // Times are read in whole seconds, so a changed fraction of one would not show in the seal: it is looked for by itself.
      const isFraction = sql<boolean>`date_trunc('second', at) <> at or date_trunc('second', recorded_at) <> recorded_at`
      const page = sqlFor.selectFrom('audit.entry').selectAll().select(isFraction.as('is_fraction')).where('agency_id', '=', agencyId)
      return tx.all(
        page
          .where(({ eb, refTuple, tuple }) => eb(refTuple('stream', 'seq'), '>', tuple(stream, seq)))
          .orderBy('stream')
          .orderBy('seq')
          .limit(5_000),
      )
    })
    for (const row of rows) {
      if (row.stream !== stream) {
        stream = row.stream
        seq = 0
        seal = noSeal
      }
      if (row.seq !== seq + 1) return { entries, broken: { kind: 'missing-entry', agencyId, stream, seq: seq + 1 } }
      seq = row.seq
      seal = sealOf(seal, agencyId, stream, seq, row.recorded_at, entryOf(row))
      if (row.is_fraction || !seal.equals(row.seal)) return { entries, broken: { kind: 'entry', agencyId, stream, seq } }
      entries += 1
    }
    if (rows.length < 5_000) break
  }
  return { entries, broken: await brokenAnchor(db, agencyId) }
}

async function brokenAnchor(db: Database, agencyId: number): Promise<Broken | null> {
  const anchors = await db.inAgency(agencyId, (tx) =>
    tx.all(sqlFor.selectFrom('audit.anchor').select(['hour', 'entries', 'seal']).where('agency_id', '=', agencyId).orderBy('hour')),
  )
  let before = noSeal
  for (const anchor of anchors) {
    const found = await db.inAgency(agencyId, (tx) => hourSeal(tx, agencyId, anchor.hour, before))
    if (!found.seal.equals(anchor.seal))
      return { kind: 'anchor', agencyId, hour: anchor.hour, expected: anchor.entries, found: found.entries }
    before = anchor.seal
  }
  const last = anchors.at(-1)
  return last ? unanchored(db, agencyId, last.hour, new Set(anchors.map((a) => a.hour))) : null
}

/** An entry recorded in an hour that was passed over without an anchor was put there afterwards. */
async function unanchored(db: Database, agencyId: number, last: Moment, hours: ReadonlySet<Moment>): Promise<Broken | null> {
  const found = await db.inAgency(agencyId, (tx) =>
    tx.all(
      sqlFor
        .selectFrom('audit.entry')
        .select([sql<Moment>`date_trunc('hour', recorded_at)`.as('hour'), ({ fn }) => fn.countAll<number>().as('entries')])
        .where('agency_id', '=', agencyId)
        .where('recorded_at', '<', at((last + 3600) as Moment))
        .groupBy(sql`1`)
        .orderBy(sql`1`),
    ),
  )
  const extra = found.find(({ hour }) => !hours.has(hour))
  return extra ? { kind: 'anchor', agencyId, hour: extra.hour, expected: 0, found: extra.entries } : null
}
