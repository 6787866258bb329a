import type { Day, Moment } from '../../kernel/moment.ts'
import { type Due, dueAt, type Segment, type Span, type WorkingCalendar } from '../clock/model.ts'
import type { DoneStep, Dossier, Handed } from './dossier.ts'
import { type IsOf, likelyOfficer, needsLeg, type PlannedStep, rolesFor } from './plan.ts'

/**
 * Gives planned steps to their holders, each with its own due time. A step without a time, or one whose time runs past every
 * calendar, has none: work never stops for want of a calendar.
 * @param facts.from  from when their time counts (see `stepStart`)
 */
export function hand(
  steps: readonly PlannedStep[],
  facts: { done: readonly DoneStep[]; chosen: number | null; isHardArea: boolean; from: Moment; calendar: WorkingCalendar; isOf: IsOf },
): Handed[] {
  const { done, chosen, isHardArea, from, calendar, isOf } = facts
  return steps.map((step) => {
    const before = likelyOfficer(done, step)
    const stillThere = before !== null && isOf(before, step.unitId, rolesFor(step.role)) ? before : null
    return {
      step: step.key,
      unitId: step.unitId,
      role: step.role,
      officerId: chosen ?? stillThere,
      isAway: step.isAway,
      counts: step.counts,
      ...(needsLeg(step) ? { leg: 'needed' as const } : {}),
      dueAt: stepDue(step, { isHardArea, since: from, calendar }),
    }
  })
}

/** When a step should be done (hạn bước): its time from when it was given, without pauses meanwhile. None without a time, or past every calendar. */
export function stepDue(
  step: PlannedStep,
  facts: { isHardArea: boolean; since: Moment; calendar: WorkingCalendar; pauses?: readonly Span[] },
): Moment | null {
  const duration = (facts.isHardArea && step.hardDuration) || step.duration
  // What stood still before the step began is none of its time.
  const pauses = (facts.pauses ?? []).flatMap(({ from, to }) =>
    to > facts.since ? [{ from: Math.max(from, facts.since) as Moment, to }] : [],
  )
  const due = duration.length > 0 ? dueAt(facts.calendar, facts.since, duration, pauses) : null
  return due?.ok ? due.value.due : null
}

/**
 * From when the clock of a dossier counts (bắt đầu tính): its receipt, or for an online one received within the last minutes of a day, or
 * after its end, the next opening. Follows from the calendar, as the due time does. Null before acceptance.
 */
export const clockStart = (
  { receivedAt, lastMinutes }: Pick<Dossier, 'receivedAt' | 'lastMinutes'>,
  calendar: WorkingCalendar,
): Moment | null => receivedAt && startingAt(calendar, receivedAt, lastMinutes ?? 0)

/**
 * When the clock begins for what comes in at a moment. In hours that is the moment itself (`dueAt` waits for the next opening after
 * hours); within so many minutes of the day's closing, the bound included, it is the opening of the next working day.
 * @law nd-297-2025 art-6: received within one hour of the end of office hours, counted from the next working day
 */
export function startingAt(calendar: WorkingCalendar, at: Moment, lastMinutes: number): Moment {
  if (lastMinutes === 0) return at
  const opens = calendar.opensAt(at)
  if (Number.isNaN(opens)) return at
  const nightfall = calendar.midnight((calendar.dayOf(opens) + 1) as Day)
  const closes = calendar.momentAfterWork(calendar.workedBefore(nightfall))
  if (closes - opens > lastMinutes * 60) return at
  const next = calendar.opensAt(nightfall)
  return Number.isNaN(next) ? nightfall : next
}

/**
 * From when a step's own time counts (bắt đầu tính hạn bước): from when it was given, though never before the clock of its dossier begins.
 * Who takes in an online dossier in the last hour of a day is not late in the morning for an evening that counts for nobody.
 */
export function stepStart(dossier: Pick<Dossier, 'receivedAt' | 'lastMinutes'>, since: Moment, calendar: WorkingCalendar): Moment {
  const from = clockStart(dossier, calendar)
  return from !== null && from > since ? from : since
}

/** The due time of a dossier by its events so far. Null before acceptance, and while the clock stands still. */
export function currentDue(dossier: Dossier, calendar: WorkingCalendar): Due | null {
  const from = clockStart(dossier, calendar)
  if (from === null || dossier.limit.length === 0) return null
  const due = dueAt(calendar, from, dossier.limit, dossier.pauses)
  return due.ok ? due.value : null
}

/** The limit of the first promise: that of its acceptance, whatever version it went over to since. */
export const originalLimit = ({ limit, firstLimit }: Pick<Dossier, 'limit' | 'firstLimit'>): readonly Segment[] => firstLimit ?? limit

/** The first promise: the due time without any pause. Kept beside the current one, never overwritten. */
export function originalDue(dossier: Dossier, calendar: WorkingCalendar): Due | null {
  const from = clockStart(dossier, calendar)
  const limit = originalLimit(dossier)
  if (from === null || limit.length === 0) return null
  const due = dueAt(calendar, from, limit, [])
  return due.ok ? due.value : null
}
