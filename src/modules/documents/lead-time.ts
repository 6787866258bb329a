import type { Dated } from '../../kernel/dated.ts'
import { type Day, day, dayInVietnam, type Moment } from '../../kernel/moment.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import type { Urgency } from './kinds.ts'

/** How many calendar days before its deadline a draft must be with the leaders (trình lãnh đạo trước hạn). The letter is dated July 2020 without a day. */
export const leadTimeCalendarDays: Dated<number> = [{ from: day('2020-07-01'), value: 3, law: 'ls-stnmt-2020-07 2b', verified: false }]

/**
 * The day by which leaders must have the draft: so many days before the deadline, moved earlier off a day off. Null for urgent documents, which the
 * letter leaves out.
 */
export function submitBy(deadline: Day, urgency: Urgency, leadDays: number, calendar: WorkingCalendar): Day | null {
  if (urgency !== 'ordinary') return null
  let latest = (deadline - leadDays) as Day
  while (latest > calendar.first && !calendar.isWorkingDay(latest)) latest = (latest - 1) as Day
  return latest
}

/** Whether the draft came to the leaders in time; null while it has not come and the day is not over, and where no day is asked. */
export function cameInTime(by: Day | null, toLeaderAt: Moment | null, now: Moment): boolean | null {
  if (by === null) return null
  if (toLeaderAt !== null) return dayInVietnam(toLeaderAt) <= by
  return dayInVietnam(now) > by ? false : null
}
