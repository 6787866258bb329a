import { type Day, dayInVietnam, dayText, type Moment } from '../../src/kernel/moment.ts'
import { decideClosing } from '../../src/modules/clock/closing/decide.ts'
import { enterClosing } from '../../src/modules/clock/closing/store.ts'
import type { WorkingCalendar } from '../../src/modules/clock/model.ts'
import { pulse } from '../../src/modules/clock/service.ts'
import { reminderJobs } from '../../src/modules/dossiers/jobs.ts'
import { packOn } from '../../src/modules/dossiers/rules/packs.ts'
import { dossierService } from '../../src/modules/dossiers/service.ts'
import type { Database } from '../../src/platform/postgres/database.ts'
import type { Cast } from './cast.ts'
import type { Chance } from './chance.ts'
import { demoUrl } from './mail.ts'
import { must } from './must.ts'
import type { OfficeDoors } from './perform.ts'
import type { Tale } from './tale.ts'
import type { WorkTime } from './worktime.ts'

/** A storm of the story: the office is closed for a day (đóng cửa tránh bão), so many working days ago. */
const stormDaysAgo = 41
/** An afternoon on which the system was away, so many working days ago. */
const outageDaysAgo = 14

/** Enters the day on which a storm closed the office, by its decision. */
export async function closeForStorm(
  db: Database,
  by: { agencyId: number; officerId: number },
  calendar: WorkingCalendar,
  { until, time, chance }: { until: Moment; time: WorkTime; chance: Chance },
): Promise<void> {
  const on = time.workingDay(dayInVietnam(until), -stormDaysAgo)
  const at = (calendar.midnight(on) + 6 * 3600) as Moment
  const closing = {
    ...{ kind: 'closed' as const, from: on, until: on, for: null },
    ...{ decision: `${chance.whole(40, 99)}/CĐ-UBND (mẫu)`, decidedOn: on, reason: 'Nghỉ tránh bão (mẫu)' },
  }
  const key = chance.uuid()
  const entered = await db.inAgency(by.agencyId, (tx) => enterClosing(tx, by, closing, key, at, () => decideClosing(closing, calendar, on)))
  must(entered, `closing on ${dayText(on)}`)
}

/** The system was away for an hour and a quarter of an afternoon (gián đoạn hệ thống): its first sign of life afterwards records it. */
export async function wasAway(db: Database, houses: readonly { agencyId: number; calendar: WorkingCalendar }[], day: Day): Promise<void> {
  const [first] = houses
  if (!first) return
  const from = (first.calendar.midnight(day) + 14 * 3600 + 600) as Moment
  await pulse({
    db,
    file: { last: async () => ({ at: from, wasStopped: false }), beat: async () => {} },
    recordedNow: () => (from + 75 * 60) as Moment,
    agencies: async () => houses.map(({ agencyId }) => agencyId),
    calendarOf: async (agencyId) => (houses.find((h) => h.agencyId === agencyId) ?? first).calendar,
  })
}

export const outageDay = (time: WorkTime, until: Moment): Day => time.workingDay(dayInVietnam(until), -outageDaysAgo)

type Stood = { deps: OfficeDoors; cast: Cast; agencyId: number; time: WorkTime; now: Moment; tales: readonly Tale[] }

/**
 * What the jobs of an office did in the meantime: they brought back dossiers whose longest pause was over, drafted the apologies that were
 * wanted, judged pauses, and reminded officers this morning. @returns when officers were reminded; null where it is no morning
 */
export async function runJobs({ deps, cast, agencyId, time, now, tales }: Stood): Promise<Moment | null> {
  const clock = { at: now }
  const service = dossierService({ ...deps, orgOf: async () => cast.on(clock.at), now: () => clock.at, recordedNow: () => clock.at })
  const system = { agencyId, officerId: null }
  for (const at of lapses(tales, time)) {
    clock.at = at
    await service.endLapsedPauses(system)
  }
  clock.at = now
  await service.draftApologies(system)
  await service.auditPauses(agencyId)
  const today = dayInVietnam(now)
  const morning = (time.calendar.midnight(today) + 7 * 3600 + 30 * 60) as Moment
  if (!time.calendar.isWorkingDay(today) || morning > now) return null
  for (const { run } of reminderJobs({
    ...{ db: deps.db, agencies: async () => [agencyId], now: () => morning, publicUrl: demoUrl },
    ...{ calendarOf: deps.calendarOf, orgOf: async () => cast.on(morning), log: { info: () => {}, error: mustNotFail } },
  }))
    await run()
  return morning
}

/** When the longest pauses of those were over for whom nothing came, in order. */
const lapses = (tales: readonly Tale[], time: WorkTime): Moment[] =>
  tales
    .flatMap(({ fate, acts }) => {
      const approved = acts.find(({ kind }) => kind === 'decide-pause')
      return fate.kind === 'trouble' && fate.trouble === 'papers-never-came' && approved ? [approved.at] : []
    })
    .map((at) => time.due(at, [{ value: packOn(dayInVietnam(at)).rules.supplementTerm.value, unit: 'working_day' }]))
    .sort((a, b) => a - b)

const mustNotFail = (what: object): never => {
  throw new Error(`a job of the story failed: ${JSON.stringify(what)}`, { cause: 'err' in what ? what.err : undefined })
}
