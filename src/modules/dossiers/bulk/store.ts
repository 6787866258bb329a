import { createHash } from 'node:crypto'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import type { RunningStep } from '../dossier.ts'
import type { Refusal } from '../explain.ts'
import type { DossierCode } from '../model.ts'
import type { BulkAct } from './choose.ts'

/** What is asked of every dossier of a batch. */
export type BulkAsked = { act: 'take' } | { act: 'hand-over' | 'reassign'; to: number; reason: string }

/** A dossier of a batch, with the step that is meant. */
export type BatchItem = { code: DossierCode; step: string; seen: number | null }

/** A batch on record (một lần xử lý hàng loạt). */
export type Batch = {
  id: string
  officerId: number
  act: BulkAct
  asked: BulkAsked
  begunAt: Moment
  all: number
  done: number
  refused: number
}

/** A dossier that was not done, and why. */
export type RefusedItem = { place: number; code: DossierCode; step: string; refusal: Refusal }

const runningSteps: Statement = {
  name: 'batch-running',
  text: `select code, version, coalesce(state -> 'running', '[]'::json) as running from dossiers.dossier where agency_id = $1 and code = any ($2::text[])`,
}

/** The running steps of these dossiers; those that the agency does not have are left out. */
export async function runningOf(
  tx: Tx,
  agencyId: number,
  codes: readonly string[],
): Promise<Map<string, { version: number; running: readonly RunningStep[] }>> {
  const rows = await tx.rows<{ code: string; version: number; running: RunningStep[] }>(runningSteps, [agencyId, [...new Set(codes)]])
  return new Map(rows.map(({ code, ...rest }) => [code, rest]))
}

const markOf = (asked: BulkAsked, items: readonly unknown[]): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([asked, items]))
    .digest()

const insertBatch: Statement = {
  name: 'batch-insert',
  text: `with begun as (insert into dossiers.batch (agency_id, batch_id, officer_id, act, asked, question, begun_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (agency_id, batch_id) do nothing returning batch_id)
    insert into dossiers.batch_item (agency_id, batch_id, place, code, step, seen)
    select $1::int, b.batch_id, i.place, i.code, i.step, i.seen from begun b, unnest($8::int[], $9::text[], $10::text[], $11::int[]) as i (place, code, step, seen)`,
}
const questionOf: Statement = {
  name: 'batch-question',
  text: 'select question, officer_id from dossiers.batch where agency_id = $1 and batch_id = $2',
}

/**
 * Writes down a batch before its first act, so that it goes on after a break. The same again changes nothing.
 * @param chosen what the officer chose, as it was sent: a repeat is told from a reused key by it
 */
export async function insertIfNew(
  tx: Tx,
  by: { agencyId: number; officerId: number },
  batch: { id: string; asked: BulkAsked; items: readonly BatchItem[]; chosen: readonly unknown[]; now: Moment },
): Promise<Result<{ id: string }, { kind: 'key-reused' }>> {
  const { id, asked, items, now } = batch
  const mark = markOf(asked, batch.chosen)
  await tx.rows(insertBatch, [
    ...[by.agencyId, id, by.officerId, asked.act, JSON.stringify(asked), mark, iso(now)],
    ...[items.map((_, i) => i + 1), items.map((i) => i.code), items.map((i) => i.step), items.map((i) => i.seen)],
  ])
  const [row] = await tx.rows<{ question: Buffer; officer_id: number }>(questionOf, [by.agencyId, id])
  return row?.question.equals(mark) && row.officer_id === by.officerId ? ok({ id }) : err({ kind: 'key-reused' })
}

const readBatch: Statement = {
  name: 'batch-read',
  text: `select b.batch_id as id, b.officer_id as "officerId", b.act, b.asked, b.begun_at as "begunAt", count(i.place) as all,
      count(*) filter (where i.state = 'done') as done, count(*) filter (where i.state = 'refused') as refused
    from dossiers.batch b left join dossiers.batch_item i on i.agency_id = $1 and i.batch_id = b.batch_id
    where b.agency_id = $1 and b.batch_id = $2 and b.officer_id = $3 group by b.agency_id, b.batch_id`,
}

/** An officer's own batch with how far it has come. */
export const batchOf = async (tx: Tx, agencyId: number, officerId: number, id: string): Promise<Batch | undefined> =>
  (await tx.rows<Batch>(readBatch, [agencyId, id, officerId]))[0]

const waiting: Statement = {
  name: 'batch-waiting',
  text: `select i.place, i.code, i.step, i.seen, exists (select from dossiers.batch_item e where e.agency_id = $1 and e.batch_id = $2 and e.code = i.code and e.place < i.place) as again
    from dossiers.batch_item i where i.agency_id = $1 and i.batch_id = $2 and i.state = 'waiting' order by i.place limit $3`,
}

/** What is next. `again`: the same dossier stood in the batch before, so its version has moved by our own hand. */
export const waitingItems = (tx: Tx, agencyId: number, id: string, most: number) =>
  tx.rows<BatchItem & { place: number; again: boolean }>(waiting, [agencyId, id, most])

const settle: Statement = {
  name: 'batch-settle',
  text: `update dossiers.batch_item i set state = case when r.refusal is null then 'done' else 'refused' end, refusal = r.refusal::jsonb
    from unnest($3::int[], $4::text[]) as r (place, refusal) where i.agency_id = $1 and i.batch_id = $2 and i.place = r.place and i.state = 'waiting'`,
}

/** Writes down what came of some of them. */
export const settleItems = (tx: Tx, agencyId: number, id: string, outcomes: readonly { place: number; refusal: Refusal | null }[]) =>
  tx.rows(settle, [
    agencyId,
    id,
    outcomes.map((o) => o.place),
    outcomes.map((o) => (o.refusal === null ? null : JSON.stringify(o.refusal))),
  ])

const refusedPage: Statement = {
  name: 'batch-refused',
  text: `select place, code, step, refusal from dossiers.batch_item where agency_id = $1 and batch_id = $2 and state = 'refused' and place > $3 order by place limit $4`,
}

/** Those that were refused, in the order of the list. */
export const refusedItems = (tx: Tx, agencyId: number, id: string, after: number, most: number): Promise<RefusedItem[]> =>
  tx.rows(refusedPage, [agencyId, id, after, most])
