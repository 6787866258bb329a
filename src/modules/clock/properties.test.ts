import { ok as assertOk, deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Day, day, dayText, type Moment, moment } from '../../kernel/moment.ts'
import { type CalendarSpec, compileCalendar, type Sessions, type WorkingCalendar, weekdayNames } from './calendar.ts'
import { dueAt } from './due.ts'
import { explainDue } from './explain.ts'
import { addWorkingSeconds, workingSeconds } from './minutes.ts'
import type { LimitUnit, Pause, Segment, Span } from './terms.ts'

/** What holds for all calendars. Years with odd clocks: Samoa skips 30 December 2011, St John's changes at one minute past midnight. */
const zones = [
  'Asia/Ho_Chi_Minh',
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
]
const firstDay = day('2011-08-01')
const lastDay = day('2012-06-30')
const date = fc.integer({ min: firstDay, max: lastDay }).map((d) => dayText(d as Day))

const clockText = (quarters: number): string =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`

const sessions: fc.Arbitrary<Sessions> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
  .map((marks) => [...marks].sort((a, b) => a - b))
  .map((marks) =>
    marks.flatMap((from, i) => (i % 2 === 0 && i + 1 < marks.length ? [[clockText(from), clockText(marks[i + 1]!)] as const] : [])),
  )
  .map((list) => (list.length > 1 && list[0]![0] === '00:00' ? [[list[0]![0], list[1]![0]] as const, ...list.slice(1)] : list)) // some sessions touch

const spec: fc.Arbitrary<CalendarSpec> = fc.record({
  timezone: fc.constantFrom(...zones),
  sessions: fc
    .tuple(...weekdayNames.map(() => sessions))
    .map((week) => Object.fromEntries(weekdayNames.map((name, i) => [name, week[i]!]))),
  holidays: fc.uniqueArray(date, { maxLength: 25 }),
  working: fc.uniqueArray(date, { maxLength: 6 }),
  from: fc.constant(dayText(firstDay)),
  until: fc.constant(dayText(lastDay)),
})
/** Prints as it is written, not as it is compiled. */
const calendars = spec.map((written) => ({
  written,
  calendar: compileCalendar(written),
  [fc.toStringMethod]: () => JSON.stringify(written),
}))

const from = moment('2011-08-03T00:00:00Z')
const at = fc.integer({ min: 0, max: 200 * 96 }).map((quarters) => (from + quarters * 900) as Moment)
const anyMoment = fc.oneof(
  at,
  fc.integer({ min: from, max: from + 200 * 86_400 }).map((m) => m as Moment),
)
const pause = fc
  .tuple(anyMoment, fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 6 * 86_400 })))
  .map(([start, length]): Span => ({ from: start, to: (start + length) as Moment }))
/** Pauses that lie near a receipt. */
const pausesAfter = (received: Moment) =>
  fc.array(
    fc
      .tuple(
        fc.integer({ min: -86_400, max: 14 * 86_400 }),
        fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 4 * 86_400 })),
      )
      .map(([after, length]): Span => ({ from: (received + after) as Moment, to: (received + after + length) as Moment })),
    { maxLength: 4 },
  )
const wholeDays: fc.Arbitrary<Segment> = fc.record({
  value: fc.integer({ min: 0, max: 12 }),
  unit: fc.constantFrom('working_day', 'calendar_day'),
})
const workingTime: fc.Arbitrary<Segment> = fc.oneof(
  fc.record({ value: fc.integer({ min: 0, max: 40 }), unit: fc.constant<LimitUnit>('hour') }),
  fc.record({ value: fc.integer({ min: 0, max: 3000 }), unit: fc.constant<LimitUnit>('minute') }),
  fc.record({ value: fc.integer({ min: 0, max: 90_000 }), unit: fc.constant<LimitUnit>('second') }),
)
const fractions: fc.Arbitrary<Segment> = fc.record({
  value: fc.integer({ min: 0, max: 20 }).map((q) => q / 4),
  unit: fc.constantFrom<LimitUnit>('working_day', 'calendar_day'),
})
const segment = fc.oneof(wholeDays, workingTime, fractions)
const asked = anyMoment.chain((received) => fc.record({ received: fc.constant(received), pauses: pausesAfter(received) }))

const runs = { numRuns: 300 }

describe('The clock, whatever the calendar (tính chất)', () => {
  it('agrees with a clock that walks session by session', () =>
    fc.assert(
      fc.property(
        calendars,
        asked,
        fc.array(segment, { minLength: 1, maxLength: 3 }),
        ({ written, calendar }, { received, pauses }, limit) => {
          const fast = dueAt(calendar, received, limit, pauses)
          deepEqual(fast.ok ? fast.value.due : 'refused', slowDue(written, calendar, received, limit, pauses) ?? 'refused')
        },
      ),
      { numRuns: 1000 },
    ))

  it('is never due outside a session, nor before the start', () =>
    fc.assert(
      fc.property(calendars, asked, fc.array(segment, { minLength: 1, maxLength: 3 }), ({ calendar }, { received, pauses }, limit) => {
        const answer = dueAt(calendar, received, limit, pauses)
        if (!answer.ok) return
        const { due, starts } = answer.value
        assertOk(due >= starts && starts >= received)
        equal(calendar.settle(due), due)
        equal(calendar.opensAt(starts), starts)
      }),
      runs,
    ))

  it('adding a then b is adding a + b; and between start and due lies the term', () =>
    fc.assert(
      fc.property(
        calendars,
        anyMoment,
        fc.integer({ min: 0, max: 90_000 }),
        fc.integer({ min: 0, max: 90_000 }),
        ({ calendar }, received, a, b) => {
          const seconds = (value: number): Segment => ({ value, unit: 'second' })
          const inTwo = dueAt(calendar, received, [seconds(a), seconds(b)], [])
          const inOne = dueAt(calendar, received, [seconds(a + b)], [])
          deepEqual(inTwo, inOne)
          if (!inOne.ok) return
          equal(workingSeconds(calendar, received, inOne.value.due), a + b)
          deepEqual(addWorkingSeconds(calendar, received, a + b), { ok: true, value: inOne.value.due })
        },
      ),
      runs,
    ))

  it('a pause in closed hours moves nothing (working days, working time)', () =>
    fc.assert(
      fc.property(
        calendars,
        anyMoment,
        fc.array(
          fc.oneof(workingTime, fc.record({ value: fc.integer({ min: 0, max: 12 }), unit: fc.constant<LimitUnit>('working_day') })),
          { minLength: 1, maxLength: 3 },
        ),
        fc.array(anyMoment, { maxLength: 5 }),
        ({ calendar }, received, limit, nights) => {
          const pauses = nights.flatMap((m): Pause[] => {
            const opens = calendar.opensAt(m)
            const closed = calendar.settle(m)
            return Number.isNaN(opens) || Number.isNaN(closed) || opens === m ? [] : [{ from: closed, to: opens }]
          })
          deepEqual(dueAt(calendar, received, limit, pauses), dueAt(calendar, received, limit, []))
        },
      ),
      runs,
    ))

  it('a longer pause never gives an earlier due time (terms of one segment, any unit, also when pauses grow together)', () =>
    fc.assert(
      fc.property(
        calendars,
        asked,
        fc.oneof(wholeDays, workingTime),
        fc.nat(3),
        fc.nat(200_000),
        fc.nat(200_000),
        ({ calendar }, { received, pauses }, limit, which, earlier, later) => {
          const longer = pauses.map((p, i) => (i === which ? { from: (p.from - earlier) as Moment, to: (p.to + later) as Moment } : p))
          const one = dueAt(calendar, received, [limit], pauses)
          const other = dueAt(calendar, received, [limit], longer)
          if (one.ok && other.ok) assertOk(other.value.due >= one.value.due)
          assertOk(one.ok || !other.ok)
        },
      ),
      { numRuns: 1000 },
    ))

  it('one more pause never gives an earlier due time', () =>
    fc.assert(
      fc.property(calendars, asked, fc.oneof(wholeDays, workingTime), pause, ({ calendar }, { received, pauses }, limit, more) => {
        const one = dueAt(calendar, received, [limit], pauses)
        const other = dueAt(calendar, received, [limit], [...pauses, more])
        if (one.ok && other.ok) assertOk(other.value.due >= one.value.due)
      }),
      runs,
    ))

  it('the sheet has every date once, from the start to the due time', () =>
    fc.assert(
      fc.property(calendars, asked, fc.array(segment, { minLength: 1, maxLength: 3 }), ({ calendar }, { received, pauses }, limit) => {
        const answer = explainDue(calendar, received, limit, pauses)
        const plain = dueAt(calendar, received, limit, pauses)
        if (!answer.ok) return deepEqual(answer, plain)
        const { days, ...due } = answer.value
        deepEqual({ ok: true, value: due }, plain)
        equal(days[0]!.day, calendar.dayOf(due.starts))
        assertOk(days.at(-1)!.day >= calendar.dayOf(due.due))
        days.forEach((d, i) => {
          equal(d.day, days[0]!.day + i)
          assertOk(d.minutes >= 0)
          assertOk(d.counted || d.minutes === 0)
        })
      }),
      runs,
    ))

  it('the minutes of the sheet sum to the term (hours, minutes, seconds)', () =>
    fc.assert(
      fc.property(calendars, asked, fc.array(workingTime, { minLength: 1, maxLength: 3 }), ({ calendar }, { received, pauses }, limit) => {
        const answer = explainDue(calendar, received, limit, pauses)
        if (!answer.ok) return
        const length = { hour: 3600, minute: 60, second: 1, working_day: 0, calendar_day: 0 }
        equal(
          answer.value.days.reduce((sum, d) => sum + Math.round(d.minutes * 60), 0),
          limit.reduce((sum, { value, unit }) => sum + value * length[unit], 0),
        )
      }),
      runs,
    ))

  it('the counted days of the sheet are the days of the term (whole days)', () =>
    fc.assert(
      fc.property(calendars, asked, wholeDays, ({ calendar }, { received, pauses }, limit) => {
        const answer = explainDue(calendar, received, [limit], pauses)
        if (!answer.ok) return
        equal(answer.value.days.filter((d) => d.counted).length, limit.value)
        if (limit.unit === 'calendar_day') return
        for (const d of answer.value.days.filter((each) => each.counted)) equal(d.minutes * 60, calendar.workingSecondsOn(d.day))
      }),
      { numRuns: 600 },
    ))
})

/** A second clock, slow and plain: a list of sessions, walked. Gives undefined past the loaded days. */
function slowDue(
  written: CalendarSpec,
  calendar: WorkingCalendar,
  received: Moment,
  limit: readonly Segment[],
  pauses: readonly Span[],
): number | undefined {
  const open = slowSessions(written)
  const end = slowMoment(written.timezone, day(written.until) + 1, 0)
  const first = open.find((s) => s.close > received)
  if (!first || received < slowMoment(written.timezone, day(written.from), 0)) return undefined
  const start = Math.max(received, first.open)
  const isOpen = (d: number) => open.some((s) => s.day === d)
  const last = day(written.until)
  const settle = (m: number) => {
    const s = open.filter((each) => each.open <= m).at(-1)!
    return { at: Math.min(m, s.close), day: s.day }
  }
  const rollFrom = (d: number) => {
    let next = d
    while (next <= last && !isOpen(next)) next++
    return next <= last ? next : undefined
  }
  const work = (m: number, seconds: number) => {
    let left = seconds
    for (const s of open) {
      const begins = Math.max(s.open, m)
      if (s.close <= begins) continue
      if (s.close - begins >= left) return { at: begins + left, day: s.day }
      left -= s.close - begins
    }
    return undefined
  }
  const worked = (a: number, b: number) => open.reduce((sum, s) => sum + Math.max(0, Math.min(s.close, b) - Math.max(s.open, a)), 0)
  const landOn = (d: number, clock: number) => {
    const m = slowMoment(written.timezone, d, clock)
    const settled = settle(m)
    return settled.at >= slowMoment(written.timezone, d, 0) ? { at: settled.at, day: d } : settled
  }
  const left = mergeSlowly(pauses, start)
  const steps = limit.flatMap(({ value, unit }): { unit: LimitUnit; value: number }[] => {
    if (unit !== 'working_day' && unit !== 'calendar_day')
      return [{ unit: 'second', value: value * { hour: 3600, minute: 60, second: 1 }[unit] }]
    const rest = Math.round((value % 1) * calendar.ordinaryDaySeconds)
    return [...(value >= 1 ? [{ unit, value: Math.floor(value) }] : []), ...(rest > 0 ? [{ unit: 'second' as const, value: rest }] : [])]
  })
  let now: { at: number; day: number } | undefined = { at: start, day: first.day }
  for (const { unit, value } of steps) {
    const clock = slowClock(written.timezone, now.day, now.at)
    if (unit === 'second') now = value > 0 ? work(now.at, value) : now
    else if (unit === 'working_day') {
      let d = now.day
      for (let n = 0; n < value; )
        if (++d > last) break
        else if (isOpen(d)) n++
      now = d > last ? undefined : landOn(d, clock)
    } else {
      const d = rollFrom(now.day + value)
      now = d === undefined ? undefined : landOn(d, clock)
    }
    if (!now) return undefined
    const before = now
    const keptClock = slowClock(written.timezone, before.day, before.at)
    let elapsed = 0
    while (left[0] && left[0].from < now.at) {
      const p = left.shift()!
      if (p.to > end) return undefined
      if (unit !== 'calendar_day') {
        const seconds = worked(p.from, p.to)
        now = seconds > 0 ? work(now.at, seconds) : now
      } else {
        elapsed += p.to - p.from
        const raw = before.at + elapsed
        const rawDay = slowDay(written.timezone, raw)
        const d = rollFrom(rawDay)
        if (d === undefined) return undefined
        if (d !== rawDay) now = landOn(d, keptClock)
        else {
          const earliest = d > before.day && !isOpen(d - 1) ? slowMoment(written.timezone, d, keptClock) : 0
          const settled = settle(Math.max(raw, earliest))
          now = settled.at >= slowMoment(written.timezone, d, 0) ? { at: settled.at, day: d } : settled
        }
      }
      if (!now) return undefined
    }
  }
  return now.at
}

/** Pauses as a set of seconds, written without cleverness. */
function mergeSlowly(pauses: readonly Span[], start: number): { from: number; to: number }[] {
  const marks = [...new Set(pauses.flatMap((p) => [p.from, p.to]))].map((m) => Math.max(m, start)).sort((a, b) => a - b)
  const spans: { from: number; to: number }[] = []
  for (let i = 0; i + 1 < marks.length; i++) {
    const [a, b] = [marks[i]!, marks[i + 1]!]
    if (a === b || !pauses.some((p) => p.from <= a && p.to >= b)) continue
    const previous = spans.at(-1)
    if (previous && previous.to === a) previous.to = b
    else spans.push({ from: a, to: b })
  }
  return spans
}

function slowSessions(written: CalendarSpec): { day: number; open: number; close: number }[] {
  const list: { day: number; open: number; close: number }[] = []
  const seconds = (text: string) => Number(text.slice(0, 2)) * 3600 + Number(text.slice(3)) * 60
  for (let d: number = day(written.from); d <= day(written.until); d++) {
    const text = dayText(d as Day)
    const weekdayName = weekdayNames[(new Date(`${text}T00:00:00Z`).getUTCDay() + 6) % 7]!
    const isWorked = written.working.includes(text)
    if (!isWorked && written.holidays.includes(text)) continue
    for (const [a, b] of written.sessions[isWorked ? 'mon' : weekdayName] ?? []) {
      const session = { day: d, open: slowMoment(written.timezone, d, seconds(a)), close: slowMoment(written.timezone, d, seconds(b)) }
      if (session.close > session.open) list.push(session)
    }
  }
  return list
}

/** A clock time of a date by Temporal; a time that does not exist is the moment of the change. */
function slowMoment(timezone: string, date: number, seconds: number): number {
  const local = Temporal.PlainDateTime.from(`${dayText(date as Day)}T00:00:00`).add({ seconds })
  const zoned = local.toZonedDateTime(timezone, { disambiguation: 'compatible' })
  if (zoned.toPlainDateTime().equals(local)) return zoned.epochMilliseconds / 1000
  return local.toZonedDateTime(timezone, { disambiguation: 'earlier' }).getTimeZoneTransition('next')!.epochMilliseconds / 1000
}

/** The date a moment belongs to: between its midnight and the next. */
function slowDay(timezone: string, at: number): number {
  let d: number = day(
    Temporal.Instant.fromEpochMilliseconds(at * 1000)
      .toZonedDateTimeISO(timezone)
      .toPlainDate()
      .toString(),
  )
  while (at < slowMoment(timezone, d, 0)) d--
  while (at >= slowMoment(timezone, d + 1, 0)) d++
  return d
}

function slowClock(timezone: string, date: number, at: number): number {
  if (at === slowMoment(timezone, date + 1, 0)) return 86_400
  const zoned = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(timezone)
  return Math.max(0, at + zoned.offsetNanoseconds / 1e9 - date * 86_400)
}
