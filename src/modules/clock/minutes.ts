import type { Day, Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { WorkingCalendar } from './calendar.ts'

/** Why working time cannot be told. */
export type WorkingTimeRefused = { kind: 'calendar-not-published'; day: Day } | { kind: 'to-before-from'; from: Moment; to: Moment }

/**
 * Working time between two moments (thời gian làm việc), seconds; negative when `to` comes first.
 * Days that are not loaded hold no working time here: whoever may reach beyond them asks `workingTime`, or `calendar.covers` first.
 */
export function workingSeconds(calendar: WorkingCalendar, from: Moment, to: Moment): number {
  return calendar.workedBefore(to) - calendar.workedBefore(from)
}

/** Working time between two moments, seconds, refused where the calendar does not reach. */
export function workingTime(calendar: WorkingCalendar, from: Moment, to: Moment): Result<number, WorkingTimeRefused> {
  if (to < from) return err({ kind: 'to-before-from', from, to })
  if (!calendar.covers(from)) return err({ kind: 'calendar-not-published', day: calendar.dayOf(from) })
  if (!calendar.covers(to)) return err({ kind: 'calendar-not-published', day: calendar.firstUnloaded })
  return ok(workingSeconds(calendar, from, to))
}

/** The moment so much working time later (cộng giờ làm việc). Out of hours it starts with the next opening; it may end on the end of a session. */
export function addWorkingSeconds(
  calendar: WorkingCalendar,
  from: Moment,
  seconds: number,
): Result<Moment, { kind: 'calendar-not-published'; day: Day }> {
  const starts = calendar.opensAt(from)
  const end = seconds > 0 ? calendar.momentAfterWork(calendar.workedBefore(starts) + seconds) : starts
  return Number.isNaN(end) ? err(notPublished(calendar, from)) : ok(end)
}

/** The day for which a calendar is missing: one before it begins, or the first after it ends. */
export function notPublished(calendar: WorkingCalendar, from: Moment): { kind: 'calendar-not-published'; day: Day } {
  const asked = calendar.dayOf(from)
  return { kind: 'calendar-not-published', day: asked < calendar.first ? asked : calendar.firstUnloaded }
}
