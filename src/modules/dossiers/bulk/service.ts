import type { Moment } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { Refusal } from '../explain.ts'
import type { By, DossierService } from '../service.ts'
import { type Chosen, stepMeant } from './choose.ts'
import { type Batch, type BatchItem, type BulkAsked, batchOf, insertIfNew, runningOf, settleItems, waitingItems } from './store.ts'

/** So many are done in one request: about a second's work, so that the officer sees it move. */
const chunkRows = 50
/** So few at once that others find connections too. */
const atOnce = 8

type BulkDeps = {
  db: Database
  service: Pick<DossierService, 'take' | 'handOver' | 'reassign'>
}

/** Acts on many dossiers (xử lý hàng loạt): each by its own rule, with its own entry and key; what is refused is named, the rest is done. */
export function bulkService({ db, service }: BulkDeps) {
  const runOne = (by: By, batch: Batch, item: BatchItem & { place: number; again: boolean }) => {
    const stamp = { seen: item.again ? null : item.seen, key: `${batch.id}/${item.place}` }
    const { asked } = batch
    switch (asked.act) {
      case 'take':
        return service.take(by, item.code, stamp, item.step)
      case 'hand-over':
        return service.handOver(by, item.code, stamp, { step: item.step, to: asked.to, reason: asked.reason })
      case 'reassign':
        return service.reassign(by, item.code, stamp, { step: item.step, to: asked.to, reason: asked.reason })
    }
  }

  return {
    /** Writes down what is to be done, once for a key. Nothing is done yet. */
    begin: (
      by: By,
      { id, asked, chosen, now }: { id: string; asked: BulkAsked; chosen: readonly Chosen[]; now: Moment },
    ): Promise<Result<{ id: string }, { kind: 'key-reused' }>> =>
      db.inAgency(by.agencyId, async (tx) => {
        const running = await runningOf(
          tx,
          by.agencyId,
          chosen.map(({ code }) => code),
        )
        const items = chosen.map(({ code, seen, step }) => ({
          code,
          seen,
          step: step ?? stepMeant(asked.act, running.get(code)?.running ?? [], by),
        }))
        return insertIfNew(tx, by, { id, asked, items, chosen, now })
      }),

    /** Does the next ones of a batch. Broken off, it goes on where it was: what was done is answered by its key and not done again. */
    async goOn(by: By, id: string): Promise<Batch | undefined> {
      const { agencyId, officerId } = by
      const [batch, items] = await db.inAgency(agencyId, (tx) =>
        Promise.all([batchOf(tx, agencyId, officerId, id), waitingItems(tx, agencyId, id, chunkRows)]),
      )
      if (!batch || items.length === 0) return batch
      // Steps of one dossier one after another: each changes its version.
      const dossiers = [...Map.groupBy(items, ({ code }) => code).values()]
      const outcomes: { place: number; refusal: Refusal | null }[] = []
      for (let i = 0; i < dossiers.length; i += atOnce)
        await Promise.all(
          dossiers.slice(i, i + atOnce).map(async (steps) => {
            for (const item of steps) {
              const done = await runOne(by, batch, item)
              outcomes.push({ place: item.place, refusal: done.ok ? null : done.error })
            }
          }),
        )
      return db.inAgency(agencyId, async (tx) => {
        await settleItems(tx, agencyId, id, outcomes)
        return batchOf(tx, agencyId, officerId, id)
      })
    },
  }
}
