import { type Day, dayInVietnam, type Moment } from '../../src/kernel/moment.ts'
import { addWorkingSeconds, dueAt, type Segment, type WorkingCalendar, workingSeconds } from '../../src/modules/clock/model.ts'
import { segmentSeconds } from './tables.ts'

/** Working time to walk along, forwards and backwards. */
export type WorkTime = ReturnType<typeof workTime>

export function workTime(calendar: WorkingCalendar) {
  const after = (at: Moment, seconds: number): Moment => {
    const found = addWorkingSeconds(calendar, at, Math.max(0, Math.round(seconds)))
    if (!found.ok) throw new Error('the story runs past the calendar')
    return found.value
  }
  /** The working moment with so much working time from it to another; that one itself, or the close before it, for nothing. */
  const before = (at: Moment, seconds: number): Moment =>
    calendar.momentAfterWork(Math.max(1, calendar.workedBefore(at) - Math.max(0, Math.round(seconds))))
  const due = (received: Moment, limit: readonly Segment[]): Moment => {
    const found = dueAt(calendar, received, limit, [])
    if (!found.ok) throw new Error(`no due time: ${found.error.kind}`)
    return found.value.due
  }
  return {
    calendar,
    after,
    before,
    due,
    between: (from: Moment, to: Moment): number => workingSeconds(calendar, from, to),
    /** The working day so many working days after a date, or before it (negative). */
    workingDay(from: Day, days: number): Day {
      let day = from
      for (let left = Math.abs(days); left > 0; ) {
        day = (day + Math.sign(days)) as Day
        if (calendar.isWorkingDay(day)) left -= 1
      }
      return day
    },
    /** A receipt whose due time is this very moment, or null where no receipt gives it. */
    receivedFor(target: Moment, limit: readonly Segment[]): Moment | null {
      const byHours = limit.every((s) => s.unit === 'hour')
      if (byHours) return before(target, segmentSeconds(limit))
      const clock = target - calendar.midnight(dayInVietnam(target))
      for (let day = dayInVietnam(target); day > dayInVietnam(target) - 120; day = (day - 1) as Day) {
        if (!calendar.isWorkingDay(day)) continue
        const received = (calendar.midnight(day) + clock) as Moment
        if (calendar.opensAt(received) === received && due(received, limit) === target) return received
      }
      return null
    },
  }
}
