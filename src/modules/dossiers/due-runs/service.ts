import type { Moment } from '../../../kernel/moment.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { Portion } from './run.ts'
import { claimDueRun, releaseDueRun, settlePortion } from './store.ts'

export { beginDueRun } from './store.ts'

export type DueRunDeps = {
  db: Database
  now(): Moment
  elapsedMs(): number
  service: { recomputePortion(by: { agencyId: number; officerId: number | null }, after: string, run: number): Promise<Portion> }
}

/** So long one job works on a run before it leaves the rest to the next one: an order to stop waits no longer than this. */
const sliceMs = 4_000

/**
 * Goes on with the computing anew of due times (tính lại hạn) of an agency, a portion at a time. Broken off at any moment it goes on where
 * the last portion was settled; what was written after that is known by its key, and counted once.
 * @returns whether there was something to do
 */
export async function workDueRun({ db, now, elapsedMs, service }: DueRunDeps, agencyId: number, forMs = sliceMs): Promise<boolean> {
  const run = await claimDueRun(db, agencyId)
  if (!run) return false
  const until = elapsedMs() + forMs
  let { after } = run
  for (;;) {
    const portion = await service.recomputePortion({ agencyId, officerId: run.officerId }, after, run.no)
    const isMine = await settlePortion(db, agencyId, { no: run.no, after }, portion, now())
    if (!isMine || portion.last === null) return true
    after = portion.last
    if (elapsedMs() > until) {
      await releaseDueRun(db, agencyId, run.no)
      return true
    }
  }
}
