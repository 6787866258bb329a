import type { Day, Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { WorkingCalendar } from './calendar.ts'
import { notPublished } from './minutes.ts'
import type { Due, DueRefused, LimitUnit, Pause, Segment, Span } from './terms.ts'

/**
 * One stretch of a term, as it was walked: whole working or calendar days, or working time (a fraction of a day is working time too).
 * The sheet of explanation is drawn from these.
 */
export type Leg = {
  counts: 'working-days' | 'calendar-days' | 'working-time'
  /** Whole days, or seconds of working time. */
  amount: number
  from: Moment
  fromDay: Day
  to: Moment
  toDay: Day
  /** The date that the count itself reached: not yet rolled forward, nor moved back to the end of an earlier session. */
  countedTo: Day
  pauses: Span[]
}

/**
 * When the answer is due (hạn trả kết quả). The receipt day is not counted, the hour is kept, pauses move the due time.
 *
 * @law blds-2015 147: the first day is not counted
 * @law blds-2015 148: a term in calendar days that ends on a day off ends on the next working day
 */
export function dueAt(
  calendar: WorkingCalendar,
  received: Moment,
  limit: readonly Segment[],
  pauses: readonly Pause[],
): Result<Due, DueRefused> {
  return walk(calendar, received, limit, pauses, null)
}

/** As `dueAt`, and writes down every leg on the way when `legs` is given. */
export function walk(
  calendar: WorkingCalendar,
  received: Moment,
  limit: readonly Segment[],
  pauses: readonly Pause[],
  legs: Leg[] | null,
): Result<Due, DueRefused> {
  if (limit.length === 0) return err({ kind: 'no-limit' })
  const starts = calendar.opensAt(received)
  if (Number.isNaN(starts)) return err(notPublished(calendar, received))
  const closed = closedPauses(pauses, starts)
  if (!closed.ok) return closed
  const clock = new Clock(calendar, starts, closed.value, legs)
  for (const { value, unit } of limit) {
    if (!isAmount(value, unit)) return err({ kind: 'bad-limit', value, unit })
    clock.add(value, unit)
    if (Number.isNaN(clock.at)) return err(notPublished(calendar, starts))
  }
  const provisional = calendar.provisionalFrom !== null && clock.day >= calendar.provisionalFrom
  return ok({ due: clock.at as Moment, starts, provisional })
}

/** Longest value of one segment, whatever its unit: far beyond any calendar, and exact in seconds. */
const amountMax = 1e9

const secondsOf = { hour: 3600, minute: 60, second: 1 } as const

function isAmount(value: number, unit: LimitUnit): boolean {
  return value >= 0 && value <= amountMax && (unit === 'working_day' || unit === 'calendar_day' || Object.hasOwn(secondsOf, unit))
}

/** Where a term has got to. It becomes NaN past the loaded days, and stays so. */
class Clock {
  at: number
  /** The date it belongs to: midnight at the end of a session is still the day before. */
  day: Day
  private readonly calendar: WorkingCalendar
  private readonly pauses: readonly Span[]
  private nextPause = 0
  private readonly legs: Leg[] | null
  private leg: Leg | null = null

  constructor(calendar: WorkingCalendar, starts: Moment, pauses: readonly Span[], legs: Leg[] | null) {
    this.calendar = calendar
    this.at = starts
    this.day = calendar.dayOf(starts)
    this.pauses = pauses
    this.legs = legs
  }

  add(value: number, unit: LimitUnit): void {
    if (unit === 'working_day' || unit === 'calendar_day') this.addDays(value, unit)
    else this.addTime(Math.round(value * secondsOf[unit]))
  }

  private addDays(value: number, unit: 'working_day' | 'calendar_day'): void {
    const whole = Math.floor(value)
    if (unit === 'working_day') this.addWorkingDays(whole)
    else this.addCalendarDays(whole)
    this.addTime(Math.round((value - whole) * this.calendar.ordinaryDaySeconds))
  }

  private addTime(seconds: number): void {
    this.open('working-time', seconds)
    this.work(seconds)
    this.rest()
    this.close(this.day)
  }

  private addWorkingDays(days: number): void {
    this.open('working-days', days)
    const target = this.calendar.workingDayAfter(this.day, days)
    this.settleOn(target, this.clock())
    this.rest()
    this.close(target)
  }

  private addCalendarDays(days: number): void {
    this.open('calendar-days', days)
    const target = (this.day + days) as Day
    this.settleOn(this.rolled(target), this.clock())
    const raw = this.restByCalendar()
    this.close(raw === undefined ? target : (Math.max(target, Math.min(raw, this.day)) as Day))
  }

  private clock(): number {
    return this.calendar.clockOn(this.day, this.at as Moment)
  }

  /** Goes to a clock time of a date; out of its sessions to the end of the session before. */
  private settleOn(target: Day, clock: number): void {
    this.settle(this.calendar.atClock(target, clock), target)
  }

  private settle(moment: Moment, date: Day): void {
    this.at = this.calendar.settle(moment)
    this.day = this.at >= this.calendar.midnight(date) ? date : this.calendar.dayWorkedUntil(this.at as Moment)
  }

  private work(seconds: number): void {
    if (seconds === 0) return
    this.at = this.calendar.momentAfterWork(this.calendar.workedBefore(this.at as Moment) + seconds)
    this.day = this.calendar.dayWorkedUntil(this.at as Moment)
  }

  /** The pause that begins before the moment reached so far, if one is left. */
  private pause(): Span | undefined {
    const pause = this.pauses[this.nextPause]
    if (!pause || !(pause.from < this.at)) return undefined
    this.nextPause++
    this.leg?.pauses.push(pause)
    return pause
  }

  /** Pauses move the moment by the working time inside them. */
  private rest(): void {
    for (let pause = this.pause(); pause; pause = this.pause())
      this.work(this.calendar.workedBefore(pause.to) - this.calendar.workedBefore(pause.from))
  }

  /**
   * Pauses move the moment by their elapsed time, and the sum is rolled forward once: so a longer pause never gives an earlier due time,
   * even one that grows into the next. Rolled forward, it is due at the clock time it had before the pauses.
   * Gives the date before rolling, or undefined without a pause.
   */
  private restByCalendar(): Day | undefined {
    const { at: before, day: dayBefore } = this
    let elapsed = 0
    let rawDay: Day | undefined
    for (let pause = this.pause(); pause; pause = this.pause()) {
      elapsed += pause.to - pause.from
      const raw = (before + elapsed) as Moment
      rawDay = this.calendar.dayOf(raw)
      const clock = this.calendar.clockOn(dayBefore, before as Moment)
      if (this.rolled(rawDay) !== rawDay) this.settleOn(this.rolled(rawDay), clock)
      else this.settle(this.afterDaysOff(rawDay, raw, clock), rawDay)
    }
    return rawDay
  }

  /** On a working day that follows days off, the clock time at which a pause shorter by those days off would be due is the earliest. */
  private afterDaysOff(date: Day, raw: Moment, clock: number): Moment {
    if (this.calendar.isWorkingDay((date - 1) as Day)) return raw
    return Math.max(raw, this.calendar.atClock(date, clock)) as Moment
  }

  /** A date, or the next working day after days off; NaN past the loaded days. */
  private rolled(date: Day): Day {
    return this.calendar.workingDayAfter((date - 1) as Day, 1)
  }

  private open(counts: Leg['counts'], amount: number): void {
    if (!this.legs) return
    const [from, day] = [this.at as Moment, this.day]
    this.leg = { counts, amount, from, fromDay: day, to: from, toDay: day, countedTo: day, pauses: [] }
    this.legs.push(this.leg)
  }

  private close(countedTo: Day): void {
    if (this.leg) Object.assign(this.leg, { to: this.at, toDay: this.day, countedTo })
  }
}

/** The pauses that take time from `starts` on, in order, those that meet as one. */
function closedPauses(pauses: readonly Pause[], starts: Moment): Result<readonly Span[], DueRefused> {
  const spans: Span[] = []
  for (const { from, to } of pauses) {
    if (to === null) return err({ kind: 'open-pause', from })
    if (!(from <= to)) return err({ kind: 'bad-pause', from, to })
    // What is over when the clock starts, or takes no time, is no pause: it must not even roll a day forward.
    if (to > starts && to > from) spans.push({ from: Math.max(from, starts) as Moment, to })
  }
  return ok(spans.length > 1 ? merged(spans) : spans)
}

function merged(pauses: Span[]): Span[] {
  const spans: Span[] = []
  for (const pause of pauses.sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to) as Moment
    else spans.push(pause)
  }
  return spans
}
