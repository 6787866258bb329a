import type { Day, Moment } from '../../kernel/moment.ts'
import { ok, type Result } from '../../kernel/result.ts'
import type { WorkingCalendar } from './calendar.ts'
import { type Leg, walk } from './due.ts'
import type { DueRefused, ExplainedDay, Explanation, Pause, Segment, Span } from './terms.ts'

/** One date while the sheet is drawn. */
type Line = { seconds: number; isCounted: boolean; mark: 'pause' | 'rolled-forward' | null }

/** As `dueAt`, with the sheet that explains it day by day (bảng diễn giải hạn trả). */
export function explainDue(
  calendar: WorkingCalendar,
  received: Moment,
  limit: readonly Segment[],
  pauses: readonly Pause[],
): Result<Explanation, DueRefused> {
  const legs: Leg[] = []
  const answer = walk(calendar, received, limit, pauses, legs)
  if (!answer.ok) return answer
  const first = calendar.dayOf(answer.value.starts)
  const lines: Line[] = []
  // The last counted day is shown even when its sessions begin later than the kept hour and the due time moved back to a day before it.
  const last = Math.max(calendar.dayOf(answer.value.due), ...legs.map((leg) => leg.countedTo))
  for (let day: number = first; day <= last; day++) lines.push({ seconds: 0, isCounted: false, mark: null })
  for (const leg of legs) draw[leg.counts](calendar, leg, lines, first)
  return ok({ ...answer.value, days: lines.map((line, i) => shown(calendar, (first + i) as Day, line, i === 0)) })
}

function shown(calendar: WorkingCalendar, day: Day, { seconds, isCounted, mark }: Line, isFirst: boolean): ExplainedDay {
  const counted = isCounted || seconds > 0
  const why = isFirst ? { kind: 'receipt-day' as const } : !counted && mark ? { kind: mark } : calendar.reasonOf(day)
  return { day, counted, why, minutes: seconds / 60 }
}

type Draw = (calendar: WorkingCalendar, leg: Leg, lines: Line[], first: Day) => void

const draw: Record<Leg['counts'], Draw> = {
  /** The working time that the term used on each date, pauses taken out. */
  'working-time': (calendar, { fromDay, from, toDay, to, pauses }, lines, first) => {
    for (let day = fromDay; day <= toDay; day++) {
      const line = lines[day - first]!
      const used = workedOn(calendar, day, from, to)
      const paused = pausedOn(calendar, day, pauses)
      line.seconds += used - paused
      if (paused > 0) line.mark = 'pause'
    }
  },

  /** Every working day after the first, but as many left out as the pauses have added: those with most paused time. */
  'working-days': (calendar, { fromDay, toDay, countedTo, amount, pauses }, lines, first) => {
    const days: Day[] = []
    for (let day = (fromDay + 1) as Day; day <= Math.max(toDay, countedTo); day++) if (calendar.isWorkingDay(day)) days.push(day)
    const extra = days.length - amount
    const left = mostPaused(days, extra, 'earliest', (day) => pausedOn(calendar, day, pauses))
    for (const day of days) {
      const line = lines[day - first]!
      if (left.has(day)) line.mark = 'pause'
      else count(calendar, day, line)
    }
  },

  /** Every date up to the one reached, working or not; what comes after it was rolled forward. */
  'calendar-days': (calendar, { fromDay, toDay, countedTo, amount, pauses }, lines, first) => {
    const days: Day[] = []
    for (let day = (fromDay + 1) as Day; day <= countedTo; day++) days.push(day)
    const extra = days.length - amount
    const left = mostPaused(days, extra, 'latest', (day) => elapsedOn(calendar, day, pauses))
    for (const day of days) {
      if (!left.has(day)) count(calendar, day, lines[day - first]!)
      else if (calendar.isWorkingDay(day)) lines[day - first]!.mark = elapsedOn(calendar, day, pauses) > 0 ? 'pause' : 'rolled-forward'
    }
    for (let day = (countedTo + 1) as Day; day <= toDay; day++) if (calendar.isWorkingDay(day)) lines[day - first]!.mark = 'rolled-forward'
  },
}

function count(calendar: WorkingCalendar, day: Day, line: Line): void {
  line.isCounted = true
  line.seconds += calendar.workingSecondsOn(day)
}

/** So many of the days, those with most paused time first; of equal ones the earliest or the latest. */
function mostPaused(days: readonly Day[], howMany: number, next: 'earliest' | 'latest', paused: (day: Day) => number): Set<Day> {
  if (howMany <= 0) return new Set()
  const sign = next === 'earliest' ? 1 : -1
  const ranked = days.map((day) => ({ day, paused: paused(day) })).sort((a, b) => b.paused - a.paused || sign * (a.day - b.day))
  return new Set(ranked.slice(0, howMany).map(({ day }) => day))
}

/** Working seconds of a stretch that fall on a date. */
function workedOn(calendar: WorkingCalendar, day: Day, from: Moment, to: Moment): number {
  const begins = Math.max(from, calendar.midnight(day)) as Moment
  const ends = Math.min(to, calendar.midnight((day + 1) as Day)) as Moment
  return ends > begins ? calendar.workedBefore(ends) - calendar.workedBefore(begins) : 0
}

const pausedOn = (calendar: WorkingCalendar, day: Day, pauses: readonly Span[]): number =>
  pauses.reduce((sum, { from, to }) => sum + workedOn(calendar, day, from, to), 0)

const elapsedOn = (calendar: WorkingCalendar, day: Day, pauses: readonly Span[]): number =>
  pauses.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, calendar.midnight((day + 1) as Day)) - Math.max(from, calendar.midnight(day))),
    0,
  )
