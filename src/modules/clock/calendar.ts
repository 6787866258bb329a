import { type Day, day, daySeconds, type Moment, weekday } from '../../kernel/moment.ts'
import type { Why } from './terms.ts'
import { momentOfClock, offsetAt, type Zone, zoneOver } from './zone.ts'

/** Names of the weekdays in a calendar, Monday first. */
export const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Sessions of one day (buổi làm việc): pairs of clock times, `24:00` closes a day. */
export type Sessions = readonly (readonly [string, string])[]

/** Sessions of a week (giờ làm việc trong tuần). `swap`: those of a worked day off; without it Monday's hold. */
export type WeekSessions = { readonly [name in (typeof weekdayNames)[number] | 'swap']?: Sessions | undefined }

/** A calendar as it is written down (lịch làm việc), in the form of the command line. */
export type CalendarSpec = {
  timezone: string
  sessions: WeekSessions
  /** Sessions that replace these from a day on, oldest first. */
  laterSessions?: readonly { from: string; sessions: WeekSessions }[]
  holidays: readonly (string | { date: string; name: string })[]
  /** Days off that are worked (làm bù), each for the day that was taken off. */
  working: readonly (string | { date: string; for: string })[]
  /** First and last loaded day. */
  from: string
  until: string
  /** From this day on the calendar is computed, not announced (tạm tính). */
  provisionalFrom?: string
}

const weekend: Why = { kind: 'weekend' }
const workingDay: Why = { kind: 'working-day' }
const holiday: Why = { kind: 'day-off', name: '' }

/**
 * A compiled calendar (lịch đã biên dịch): prefix sums over its sessions, so that a due time costs a few look-ups
 * however long the term. Inside, days are counted from `first`, sessions from the first session; what lies outside the
 * loaded days reads as undefined and comes out as NaN, which no comparison lets pass.
 */
export class WorkingCalendar {
  readonly timezone: string
  /** Names this very calendar: two calendars of one version count alike. */
  readonly version: string
  readonly first: Day
  readonly last: Day
  readonly provisionalFrom: Day | null
  /** The length that most weekdays have, seconds: what a fraction of a day is a fraction of. */
  readonly ordinaryDaySeconds: number
  private readonly zone: Zone
  /** Where the zone keeps one offset through the loaded days, days are plain arithmetic. */
  private readonly keepsOffset: boolean
  private readonly firstOffset: number
  private readonly midnights: Float64Array
  private readonly opens: Float64Array
  private readonly closes: Float64Array
  private readonly workedUntilOpen: Float64Array
  private readonly sessionDay: Int32Array
  private readonly sessionsBefore: Int32Array
  private readonly workingDaysBefore: Int32Array
  private readonly workingDayNumbers: Int32Array
  private readonly reasons: Why[]

  /** @param spec a calendar without faults (see `calendarFault`) */
  constructor(spec: CalendarSpec) {
    this.timezone = spec.timezone
    this.version = versionOf(spec)
    this.first = day(spec.from)
    this.last = day(spec.until)
    this.provisionalFrom = spec.provisionalFrom === undefined ? null : day(spec.provisionalFrom)
    this.zone = zoneOver(spec.timezone, this.first, this.last)
    this.keepsOffset = this.zone.changes.length === 0
    this.firstOffset = this.zone.offsets[0]!
    const weeks = [{ from: spec.from, sessions: spec.sessions }, ...(spec.laterSessions ?? [])].map(readWeek)
    this.ordinaryDaySeconds = ordinaryLength(weeks.at(-1)!.days)

    const count = this.last - this.first + 1
    const off = new Map<Day, Why>()
    for (const d of spec.holidays) off.set(day(dateOf(d)), typeof d === 'string' ? holiday : { kind: 'day-off', name: d.name })
    const worked = new Map<Day, Day | null>()
    for (const d of spec.working) worked.set(day(dateOf(d)), typeof d === 'string' ? null : day(d.for))
    const opens: number[] = []
    const closes: number[] = []
    const sums = [0]
    const sessionDay: number[] = []
    const workingDayNumbers: number[] = []
    this.reasons = []
    this.midnights = new Float64Array(count + 1)
    this.sessionsBefore = new Int32Array(count + 1)
    this.workingDaysBefore = new Int32Array(count + 1)
    let week = 0
    for (let i = 0; i < count; i++) {
      const date = (this.first + i) as Day
      while (week + 1 < weeks.length && weeks[week + 1]!.from <= date) week++
      const { days, swap } = weeks[week]!
      const swappedFor = worked.get(date)
      const own = swappedFor !== undefined ? swap : off.has(date) ? [] : days[weekday(date)]!
      for (const [from, to] of own) {
        const open = momentOfClock(this.zone, date * daySeconds + from)
        const close = momentOfClock(this.zone, date * daySeconds + to)
        if (close <= open) continue
        opens.push(open)
        closes.push(close)
        sums.push(sums.at(-1)! + close - open)
        sessionDay.push(i)
      }
      if (opens.length > this.sessionsBefore[i]!) workingDayNumbers.push(i)
      this.reasons[i] =
        swappedFor !== undefined
          ? { kind: 'worked', day: date, for: swappedFor }
          : (off.get(date) ?? (own.length > 0 ? workingDay : weekend))
      this.midnights[i] = momentOfClock(this.zone, date * daySeconds)
      this.sessionsBefore[i + 1] = opens.length
      this.workingDaysBefore[i + 1] = workingDayNumbers.length
    }
    this.midnights[count] = momentOfClock(this.zone, (this.last + 1) * daySeconds)
    this.opens = Float64Array.from(opens)
    this.closes = Float64Array.from(closes)
    this.workedUntilOpen = Float64Array.from(sums)
    this.sessionDay = Int32Array.from(sessionDay)
    this.workingDayNumbers = Int32Array.from(workingDayNumbers)
  }

  /** The first day that is not loaded any more. */
  get firstUnloaded(): Day {
    return (this.last + 1) as Day
  }

  /** Whether a moment lies in the loaded days, the last midnight included. */
  covers(at: Moment): boolean {
    return at >= this.midnights[0]! && at <= this.midnights[this.midnights.length - 1]!
  }

  /** Whether a moment lies in a year whose calendar is not decided yet (tạm tính). */
  isProvisionalAt(at: Moment): boolean {
    return this.provisionalFrom !== null && this.dayOf(at) >= this.provisionalFrom
  }

  /** The local date of a moment (ngày). */
  dayOf(at: Moment): Day {
    if (this.keepsOffset) return Math.floor((at + this.firstOffset) / daySeconds) as Day
    let i = Math.floor((at + offsetAt(this.zone, at)) / daySeconds) - this.first
    while (at < this.midnights[i]!) i--
    while (at >= this.midnights[i + 1]!) i++
    return (this.first + i) as Day
  }

  /** The moment at which a loaded date begins. */
  midnight(date: Day): Moment {
    return this.midnights[date - this.first] as Moment
  }

  /** Whether anybody works on a date (ngày làm việc). */
  isWorkingDay(date: Day): boolean {
    const i = date - this.first
    return this.sessionsBefore[i + 1]! > this.sessionsBefore[i]!
  }

  /** What a loaded date is in this calendar. */
  reasonOf(date: Day): Why {
    return this.reasons[date - this.first]!
  }

  /** Why nobody works on a date, or null on a working day. */
  reasonOff(date: Day): Why | null {
    return this.isWorkingDay(date) ? null : this.reasonOf(date)
  }

  /** Working seconds of a date. */
  workingSecondsOn(date: Day): number {
    const i = date - this.first
    return this.workedUntilOpen[this.sessionsBefore[i + 1]!]! - this.workedUntilOpen[this.sessionsBefore[i]!]!
  }

  /** Working days after one date, up to and including another. */
  workingDaysBetween(after: Day, until: Day): number {
    return this.workingDaysBefore[until + 1 - this.first]! - this.workingDaysBefore[after + 1 - this.first]!
  }

  /** The n-th working day after a date (n from 1), or NaN past the loaded days. */
  workingDayAfter(date: Day, n: number): Day {
    return (this.first + (this.workingDayNumbers[this.workingDaysBefore[date + 1 - this.first]! + n - 1] ?? Number.NaN)) as Day
  }

  /** A moment, or the next opening when nobody works then; NaN past the loaded days. Receipt on the end of a session opens with the next one. */
  opensAt(at: Moment): Moment {
    let s = this.sessionsBefore[this.dayOf(at) - this.first]!
    while (this.closes[s]! <= at) s++
    return Math.max(at, this.opens[s]!) as Moment
  }

  /** Working seconds from the first loaded day to a moment. */
  workedBefore(at: Moment): number {
    const i = Math.max(0, Math.min(this.dayOf(at) - this.first, this.reasons.length))
    let s = this.sessionsBefore[i]!
    while (this.closes[s]! <= at) s++
    return this.workedUntilOpen[s]! + (at > this.opens[s]! ? at - this.opens[s]! : 0)
  }

  /** The first moment with so many working seconds behind it (a number above 0), NaN past the loaded days. It may be the end of a session. */
  momentAfterWork(seconds: number): Moment {
    const sums = this.workedUntilOpen
    let low = 0
    for (let high = this.closes.length; low < high; ) {
      const middle = (low + high) >> 1
      if (sums[middle + 1]! < seconds) low = middle + 1
      else high = middle
    }
    return (low < this.opens.length ? this.opens[low]! + seconds - sums[low]! : Number.NaN) as Moment
  }

  /** A moment inside a session, ends included, or the end of the session before it. */
  settle(at: Moment): Moment {
    const s = this.lastSession(at, true)
    return (s < 0 ? Number.NaN : Math.min(at, this.closes[s]!)) as Moment
  }

  /** The date whose session a moment belongs to when it is reached by working: midnight on the end of a session is still the day before. */
  dayWorkedUntil(at: Moment): Day {
    return (this.first + this.sessionDay[this.lastSession(at, false)]!) as Day
  }

  /** The clock time of a moment on a date, seconds; 86 400 when the date ends with it. */
  clockOn(date: Day, at: Moment): number {
    const i = date - this.first
    if (this.keepsOffset) return at - this.midnights[i]!
    if (at === this.midnights[i + 1]) return daySeconds
    return Math.max(0, at + offsetAt(this.zone, at) - date * daySeconds)
  }

  /** The moment at which clocks show a time on a date. */
  atClock(date: Day, seconds: number): Moment {
    if (this.keepsOffset) return (this.midnights[date - this.first]! + seconds) as Moment
    return momentOfClock(this.zone, date * daySeconds + seconds)
  }

  /** The last session that opens before a moment (or at it), -1 without one. */
  private lastSession(at: Moment, orAtIt: boolean): number {
    const i = this.dayOf(at) - this.first
    let s = this.sessionsBefore[Math.min(i + 1, this.reasons.length)]! - 1
    while (orAtIt ? this.opens[s]! > at : this.opens[s]! >= at) s--
    return s
  }
}

/** Compiles a calendar. Throws a RangeError on a faulty one: what people write is checked with `calendarFault` first. */
export function compileCalendar(spec: CalendarSpec): WorkingCalendar {
  const fault = calendarFault(spec)
  if (fault) throw new RangeError(`bad calendar: ${JSON.stringify(fault)}`)
  return new WorkingCalendar(spec)
}

/** What is wrong with a written calendar. */
export type CalendarFault =
  | { kind: 'unknown-timezone'; timezone: string }
  | { kind: 'bad-date'; date: string }
  | { kind: 'bad-range'; from: string; until: string }
  | { kind: 'bad-session'; from: string; to: string }
  | { kind: 'overlapping-sessions'; from: string; to: string }

/** Longest stretch that one calendar may load, days: two centuries. */
const loadedDaysMax = 73_050

/** The first fault of a written calendar, or null. */
export function calendarFault(spec: CalendarSpec): CalendarFault | null {
  const named = [...spec.holidays.map(dateOf), ...spec.working.flatMap((d) => (typeof d === 'string' ? [d] : [d.date, d.for]))]
  for (const date of [spec.from, spec.until, spec.provisionalFrom ?? spec.from, ...(spec.laterSessions ?? []).map((l) => l.from), ...named])
    if (!isDate(date)) return { kind: 'bad-date', date }
  const days = day(spec.until) - day(spec.from) + 1
  if (days < 1 || days > loadedDaysMax) return { kind: 'bad-range', from: spec.from, until: spec.until }
  for (const week of [spec.sessions, ...(spec.laterSessions ?? []).map((l) => l.sessions)])
    for (const name of [...weekdayNames, 'swap'] as const) {
      const fault = sessionsFault(week[name] ?? [])
      if (fault) return fault
    }
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(spec.timezone)
  } catch {
    return { kind: 'unknown-timezone', timezone: spec.timezone }
  }
  return null
}

function sessionsFault(sessions: Sessions): CalendarFault | null {
  let last = 0
  for (const [from, to] of inOrder(sessions)) {
    const start = secondsOf(from)
    const end = secondsOf(to)
    if (!(start < end && end <= daySeconds)) return { kind: 'bad-session', from, to }
    if (start < last) return { kind: 'overlapping-sessions', from, to }
    last = end
  }
  return null
}

const dateOf = (date: string | { date: string }): string => (typeof date === 'string' ? date : date.date)

function isDate(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** Seconds since midnight of `HH:MM` or `HH:MM:SS`; NaN for anything else. */
function secondsOf(text: string): number {
  const [, hours, minutes, seconds = '0'] = /^(\d{2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? []
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

const inOrder = (sessions: Sessions): Sessions => [...sessions].sort(([a], [b]) => (a < b ? -1 : 1))

function readWeek({ from, sessions }: { from: string; sessions: WeekSessions }) {
  const read = (list: Sessions = []) => inOrder(list).map(([open, close]) => [secondsOf(open), secondsOf(close)] as const)
  return { from: day(from), days: weekdayNames.map((name) => read(sessions[name])), swap: read(sessions.swap ?? sessions.mon) }
}

/** The most frequent length of a weekday, seconds; of equally frequent ones that of the earliest weekday. */
function ordinaryLength(days: readonly (readonly (readonly [number, number])[])[]): number {
  const lengths = days.map((sessions) => sessions.reduce((sum, [from, to]) => sum + to - from, 0)).filter((length) => length > 0)
  const often = (length: number) => lengths.filter((other) => other === length).length
  return lengths.reduce((best, length) => (often(length) > often(best) ? length : best), lengths[0] ?? 0)
}

/** A short name of a written calendar: its days and a digest (cyrb53) of everything in it. */
function versionOf(spec: CalendarSpec): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (const letter of JSON.stringify(spec)) {
    const code = letter.codePointAt(0)!
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return `${spec.from}..${spec.until}/${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36)}`
}
