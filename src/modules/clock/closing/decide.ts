import type { Day } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { OfficialCalendar, OfficialDay } from '../official-day.ts'

/** Days of an agency's own beside the official year (ngày nghỉ, đóng cửa, làm bù riêng của cơ quan), by a numbered decision. */
export type Closing = {
  /** Closed (a storm), an added holiday, or a day off that is worked. */
  kind: 'closed' | 'holiday' | 'worked'
  from: Day
  /** The last day, included. */
  until: Day
  /** For a worked day: the day taken off for it (ngày hoán đổi). */
  for: Day | null
  decision: string
  decidedOn: Day
  /** What the sheet of a due time shows on these days. */
  reason: string
}

/** Why days are not entered. */
export type ClosingRefused =
  | { kind: 'ends-before-it-begins'; from: Day; until: Day }
  | { kind: 'too-long'; days: number; daysMax: number }
  | { kind: 'outside-the-calendar'; day: Day }
  | { kind: 'decided-in-the-future'; on: Day }
  | { kind: 'off-already'; from: Day; until: Day }
  | { kind: 'worked-already'; day: Day }
  | { kind: 'swap-of-one-day-only' }
  | { kind: 'swapped-day-is-off'; day: Day }

/** Longest stretch of one decision, calendar days. Our own limit: what is longer is a new year of the calendar, or office hours. */
export const closingDaysMax = 60

/** What the rule asks of a calendar. */
type Calendar = { first: Day; last: Day; isWorkingDay(date: Day): boolean }

/**
 * Enters days of the agency's own. Days may lie in the past: a storm is often decided on afterwards, and the due times of open dossiers
 * follow. A day that is off already cannot be closed, one that is worked cannot be made a worked one: that would say nothing.
 */
export function decideClosing(closing: Closing, calendar: Calendar, today: Day): Result<Closing, ClosingRefused> {
  const { kind, from, until, decidedOn } = closing
  const days = until - from + 1
  if (days < 1) return err({ kind: 'ends-before-it-begins', from, until })
  if (days > closingDaysMax) return err({ kind: 'too-long', days, daysMax: closingDaysMax })
  if (decidedOn > today) return err({ kind: 'decided-in-the-future', on: decidedOn })
  for (const day of [from, until, ...(closing.for === null ? [] : [closing.for])])
    if (day < calendar.first || day > calendar.last) return err({ kind: 'outside-the-calendar', day })
  if (kind === 'worked') {
    if (closing.for !== null && from !== until) return err({ kind: 'swap-of-one-day-only' })
    const worked = datesOf(closing).find((day) => calendar.isWorkingDay(day))
    if (worked !== undefined) return err({ kind: 'worked-already', day: worked })
    if (closing.for !== null && !calendar.isWorkingDay(closing.for)) return err({ kind: 'swapped-day-is-off', day: closing.for })
    return ok(closing)
  }
  if (!datesOf(closing).some((day) => calendar.isWorkingDay(day))) return err({ kind: 'off-already', from, until })
  return ok({ ...closing, for: null })
}

const datesOf = ({ from, until }: Pick<Closing, 'from' | 'until'>): Day[] =>
  Array.from({ length: Math.max(0, until - from + 1) }, (_, i) => (from + i) as Day)

/** A decision as days of the calendar, with its number as their source. */
export function daysOf(closing: Closing): OfficialDay[] {
  const { kind, reason: name, decision: source } = closing
  const days = datesOf(closing).map((date): OfficialDay => ({ date, kind, name, for: closing.for, source, verified: true }))
  if (kind !== 'worked' || closing.for === null) return days
  return [...days, { date: closing.for, kind: 'swapped-off', name, for: closing.from, source, verified: true }]
}

/**
 * The official calendar with the agency's own days in it. Where both speak of a date the agency's later decision counts, except that an
 * official day off stays what it is called when the agency is closed on it as well.
 */
export function withOwnDays(official: OfficialCalendar, closings: readonly Closing[]): OfficialCalendar {
  if (closings.length === 0) return official
  const own = new Map(closings.flatMap(daysOf).map((d) => [d.date, d]))
  const kept = official.days.filter((d) => {
    const ours = own.get(d.date)
    if (ours && ours.kind !== 'worked' && d.kind !== 'worked') own.delete(d.date)
    return !own.has(d.date)
  })
  return { ...official, days: [...kept, ...own.values()].sort((a, b) => a.date - b.date) }
}
