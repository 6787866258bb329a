import { type Day, weekday } from '../../../kernel/moment.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { submitBy } from '../lead-time.ts'

/** Days that a check looks at (kỳ kiểm tra), both included. */
export type Period = { from: Day; to: Day }

/** Longest period, calendar days: a year and the days around it. */
export const periodDaysMax = 370

/** The week before this one, Monday to Sunday (tuần trước): what the weekly check looks at. */
export function lastWeek(today: Day): Period {
  const monday = (today - weekday(today)) as Day
  return { from: (monday - 7) as Day, to: (monday - 1) as Day }
}

/** What is counted of outgoing documents: signatures of what was issued and of what is under way, review, and drafts sent to leaders in time. */
export const outgoingMeasures = [
  'issued',
  'issued-two',
  'issued-one',
  'issued-none',
  'issued-invalid',
  'issued-inside',
  'issued-outside',
  'open',
  'open-two',
  'open-one',
  'open-none',
  'open-invalid',
  'lead',
  'lead-in-time',
  'lead-late',
  'lead-pending',
  'lead-urgent',
] as const
export type OutgoingMeasure = (typeof outgoingMeasures)[number]

/** What is counted of incoming documents: registered in time, given to a unit within one working day. */
export const incomingMeasures = ['in', 'in-registered-late', 'in-assigned', 'in-assigned-late', 'in-pending'] as const
export type IncomingMeasure = (typeof incomingMeasures)[number]

export type Measure = OutgoingMeasure | IncomingMeasure

/** Figures of one unit, or of all. */
export type Figures = Readonly<Record<Measure, number>>

export const noFigures = Object.fromEntries([...outgoingMeasures, ...incomingMeasures].map((m) => [m, 0])) as Record<Measure, number>

/** Figures of several units together. */
export const sumOf = (rows: readonly Figures[]): Figures =>
  rows.reduce<Record<Measure, number>>(
    (sum, row) => Object.fromEntries(Object.entries(sum).map(([m, n]) => [m, n + row[m as Measure]])) as Record<Measure, number>,
    { ...noFigures },
  )

/**
 * Deadlines whose last day for bringing the draft to the leaders falls into the period, with that day (hạn trình lãnh đạo). A draft is judged in
 * the period of that day, whether it came or not.
 */
export function deadlinesJudged(period: Period, leadDays: number, calendar: WorkingCalendar): { deadline: Day; by: Day }[] {
  const judged: { deadline: Day; by: Day }[] = []
  for (
    let deadline = Math.max(period.from + leadDays, calendar.first) as Day;
    deadline <= calendar.last;
    deadline = (deadline + 1) as Day
  ) {
    const by = submitBy(deadline, 'ordinary', leadDays, calendar)
    if (by === null || by > period.to) break
    if (by >= period.from) judged.push({ deadline, by })
  }
  return judged
}

/**
 * Each day of the period with the last day on which what came then is given to a unit in time: the next working day, our reading of "within one day".
 */
export function assignedUntil(period: Period, calendar: WorkingCalendar): { came: Day; until: Day }[] {
  const days: { came: Day; until: Day }[] = []
  for (let came = Math.max(period.from, calendar.first) as Day; came <= period.to && came < calendar.last; came = (came + 1) as Day) {
    const until = calendar.workingDayAfter(came, 1)
    if (Number.isNaN(until)) break
    days.push({ came, until })
  }
  return days
}

/** What a check is asked with: the period, today, and the days that the rules above gave. */
export type Asked = {
  period: Period
  today: Day
  deadlines: readonly { deadline: Day; by: Day }[]
  days: readonly { came: Day; until: Day }[]
}

/** A part of a whole; null when there is nothing to take part of. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
