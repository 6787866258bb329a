import type { Moment } from '../../../kernel/moment.ts'
import type { Heartbeat, HeartbeatFile } from '../../../platform/heartbeat.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../calendar.ts'
import { outageOf, silenceMaxSeconds } from './gap.ts'
import { recordOutage } from './store.ts'

type PulseDeps = {
  db: Database
  file: HeartbeatFile
  /** The real clock. */
  recordedNow(): Moment
  agencies(): Promise<readonly number[]>
  calendarOf(agencyId: number): Promise<WorkingCalendar>
}

/**
 * One sign of life: the database answers, a silence before it is recorded as an outage for each agency in whose working time it fell, and
 * only then the sign is written; what breaks in between is found again by the next one.
 */
export async function pulse({ db, file, recordedNow, agencies, calendarOf }: PulseDeps): Promise<{ recorded: number }> {
  const before: Heartbeat | null = await file.last()
  const ids = await agencies()
  const at = recordedNow()
  let recorded = 0
  if (before && at - before.at > silenceMaxSeconds)
    for (const agencyId of ids) {
      const silence = { from: before.at, to: at }
      const workingSeconds = outageOf(silence, await calendarOf(agencyId))
      if (workingSeconds === null) continue
      const outage = { ...silence, workingSeconds, wasStopped: before.wasStopped, recordedAt: at }
      if (await db.inAgency(agencyId, (tx) => recordOutage(tx, agencyId, outage))) recorded += 1
    }
  await file.beat({ at, wasStopped: false })
  return { recorded }
}
