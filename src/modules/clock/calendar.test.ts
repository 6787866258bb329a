import { deepEqual, equal, notEqual, throws } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day, dayText, type Moment, momentText } from '../../kernel/moment.ts'
import { type CalendarSpec, calendarFault, compileCalendar, type Sessions } from './calendar.ts'
import { calendarWith, official, plain, plainSpec, vn } from './examples.ts'

const text = (m: Moment, timezone?: string) => (Number.isNaN(m) ? 'never' : momentText(m, timezone).slice(0, 16))

describe('Working days of a calendar (ngày làm việc)', () => {
  it('are the weekdays with sessions', () => {
    equal(plain.isWorkingDay(day('2026-03-06')), true)
    equal(plain.isWorkingDay(day('2026-03-07')), false)
  })
  it('are not the holidays', () => {
    const calendar = calendarWith({ holidays: ['2026-03-04', { date: '2026-03-05', name: 'Ngày hội' }] })
    equal(calendar.isWorkingDay(day('2026-03-04')), false)
    deepEqual(calendar.reasonOff(day('2026-03-04')), { kind: 'day-off', name: '' })
    deepEqual(calendar.reasonOff(day('2026-03-05')), { kind: 'day-off', name: 'Ngày hội' })
    deepEqual(calendar.reasonOff(day('2026-03-07')), { kind: 'weekend' })
    equal(calendar.reasonOff(day('2026-03-06')), null)
    deepEqual(calendar.reasonOf(day('2026-03-06')), { kind: 'working-day' })
  })
  it('name a holiday on a weekend by its name', () =>
    deepEqual(calendarWith({ holidays: [{ date: '2026-03-07', name: 'Hội' }] }).reasonOff(day('2026-03-07')), {
      kind: 'day-off',
      name: 'Hội',
    }))
  it('include days worked for others, with the sessions of Monday', () => {
    const calendar = calendarWith({ working: ['2026-03-07', { date: '2026-03-08', for: '2026-03-04' }], holidays: ['2026-03-08'] })
    deepEqual(calendar.reasonOf(day('2026-03-07')), { kind: 'worked', day: day('2026-03-07'), for: null })
    deepEqual(calendar.reasonOf(day('2026-03-08')), { kind: 'worked', day: day('2026-03-08'), for: day('2026-03-04') })
    equal(calendar.workingSecondsOn(day('2026-03-07')), 8 * 3600)
    equal(calendar.isWorkingDay(day('2026-03-08')), true) // worked wins over holiday
  })
  it('or with the sessions written for swaps', () => {
    const calendar = calendarWith({
      sessions: { ...plainSpec.sessions, swap: [['07:00', '10:00']] },
      working: ['2026-03-07', '2026-03-04'],
    })
    equal(calendar.workingSecondsOn(day('2026-03-07')), 3 * 3600)
    equal(calendar.workingSecondsOn(day('2026-03-04')), 3 * 3600) // a weekday too
    equal(calendar.workingSecondsOn(day('2026-03-05')), 8 * 3600)
  })
  it('are found by number', () => {
    equal(dayText(plain.workingDayAfter(day('2026-03-06'), 1)), '2026-03-09')
    equal(dayText(plain.workingDayAfter(day('2026-03-07'), 2)), '2026-03-10')
    equal(plain.workingDayAfter(day('2026-04-30'), 1), Number.NaN)
    equal(plain.workingDaysBetween(day('2026-03-06'), day('2026-03-10')), 2)
  })
  it('begin and end with the loaded days', () => {
    equal(dayText(plain.first), '2026-03-01')
    equal(dayText(plain.last), '2026-04-30')
    equal(dayText(plain.firstUnloaded), '2026-05-01')
    equal(plain.covers(vn('2026-03-01T00:00')), true)
    equal(plain.covers((vn('2026-03-01T00:00') - 1) as Moment), false)
    equal(plain.covers(vn('2026-05-01T00:00')), true)
    equal(plain.covers((vn('2026-05-01T00:00') + 1) as Moment), false)
    equal(plain.provisionalFrom, null)
    equal(calendarWith({ provisionalFrom: '2026-04-01' }).provisionalFrom, day('2026-04-01'))
  })
  it('are provisional from the first midnight of the year not decided yet, and firm until then', () => {
    const calendar = calendarWith({ provisionalFrom: '2026-04-01' })
    equal(calendar.isProvisionalAt(vn('2026-03-31T23:59')), false)
    equal(calendar.isProvisionalAt(vn('2026-04-01T00:00')), true)
    equal(plain.isProvisionalAt(vn('2026-04-30T10:00')), false)
  })
})

describe('Sessions (buổi làm việc)', () => {
  it('open with the next one, also from the very end of one', () => {
    equal(text(plain.opensAt(vn('2026-03-02T08:00'))), '2026-03-02T08:00')
    equal(text(plain.opensAt(vn('2026-03-02T12:00'))), '2026-03-02T13:00')
    equal(text(plain.opensAt(vn('2026-03-06T17:00'))), '2026-03-09T08:00')
    equal(text(plain.opensAt(vn('2026-03-01T00:00'))), '2026-03-02T08:00')
    equal(text(plain.opensAt(vn('2026-02-28T23:59'))), 'never')
    equal(text(plain.opensAt(vn('2026-04-30T17:00'))), 'never')
    equal(text(plain.opensAt(vn('2026-05-04T10:00'))), 'never')
  })
  it('settle on their end', () => {
    equal(text(plain.settle(vn('2026-03-02T12:30'))), '2026-03-02T12:00')
    equal(text(plain.settle(vn('2026-03-02T13:00'))), '2026-03-02T13:00')
    equal(text(plain.settle(vn('2026-03-08T13:00'))), '2026-03-06T17:00')
    equal(text(plain.settle(vn('2026-03-02T07:59'))), 'never')
  })
  it('sum up', () => {
    equal(plain.workedBefore(vn('2026-03-02T10:00')), 2 * 3600)
    equal(plain.workedBefore(vn('2026-03-02T12:30')), 4 * 3600)
    equal(plain.workedBefore(vn('2026-03-03T08:00')), 8 * 3600)
    equal(plain.workedBefore(vn('2026-02-01T08:00')), 0)
    equal(plain.workedBefore(vn('2026-05-01T00:00')), 44 * 8 * 3600)
    equal(plain.workedBefore(vn('2027-05-01T00:00')), 44 * 8 * 3600)
    equal(text(plain.momentAfterWork(4 * 3600)), '2026-03-02T12:00')
    equal(text(plain.momentAfterWork(4 * 3600 + 60)), '2026-03-02T13:01')
    equal(text(plain.momentAfterWork(44 * 8 * 3600)), '2026-04-30T17:00')
    equal(text(plain.momentAfterWork(44 * 8 * 3600 + 1)), 'never')
  })
  it('may be written in any order, to the second, and touch', () => {
    const calendar = calendarWith({
      sessions: {
        mon: [
          ['13:00', '17:00:30'],
          ['09:00', '13:00'],
          ['08:15', '09:00'],
        ],
      },
    })
    equal(calendar.workingSecondsOn(day('2026-03-02')), 8.75 * 3600 + 30)
    equal(text(calendar.opensAt(vn('2026-03-02T08:00'))), '2026-03-02T08:15')
  })
  it('change on the day from which others hold', () => {
    const summer = { mon: [['07:00', '11:00']], tue: [['07:00', '11:00']] } as const
    const calendar = calendarWith({
      laterSessions: [
        { from: '2026-03-09', sessions: summer },
        { from: '2026-03-16', sessions: plainSpec.sessions },
      ],
    })
    equal(text(calendar.opensAt(vn('2026-03-03T00:00'))), '2026-03-03T08:00')
    equal(text(calendar.opensAt(vn('2026-03-09T00:00'))), '2026-03-09T07:00')
    equal(text(calendar.opensAt(vn('2026-03-11T00:00'))), '2026-03-16T08:00')
    equal(calendar.ordinaryDaySeconds, 8 * 3600)
  })
  it('give an ordinary length: the most frequent, of equally frequent ones the earliest weekday', () => {
    const of = (hours: number): Sessions => [['08:00', `${String(8 + hours).padStart(2, '0')}:00`]]
    equal(calendarWith({ sessions: { mon: of(4), tue: of(8), wed: of(8) } }).ordinaryDaySeconds, 8 * 3600)
    equal(calendarWith({ sessions: { mon: of(8), tue: of(4), wed: of(8), thu: of(4), sun: [] } }).ordinaryDaySeconds, 8 * 3600)
    equal(calendarWith({ sessions: { tue: of(4), wed: of(8) } }).ordinaryDaySeconds, 4 * 3600)
    equal(calendarWith({ sessions: {} }).ordinaryDaySeconds, 0)
  })
})

describe('Dates and clock times (ngày, giờ)', () => {
  it('belong to the zone', () => {
    equal(dayText(plain.dayOf(vn('2026-03-02T23:59'))), '2026-03-02')
    equal(text(plain.midnight(day('2026-03-02'))), '2026-03-02T00:00')
    equal(plain.clockOn(day('2026-03-02'), vn('2026-03-02T10:00')), 36_000)
    equal(text(plain.atClock(day('2026-03-02'), 36_000)), '2026-03-02T10:00')
  })
  it('follow summer time', () => {
    const berlin = compileCalendar({
      ...plainSpec,
      timezone: 'Europe/Berlin',
      sessions: { sun: [['00:00', '24:00']], mon: [['08:00', '12:00']] },
    })
    const changes = day('2026-03-29')
    equal(berlin.workingSecondsOn(changes), 23 * 3600)
    equal(text(berlin.atClock(changes, 36_000), 'Europe/Berlin'), '2026-03-29T10:00')
    equal(berlin.clockOn(changes, berlin.atClock(changes, 36_000)), 36_000)
    equal(berlin.clockOn(changes, berlin.midnight((changes + 1) as Day)), 86_400)
    equal(text(berlin.atClock(changes, 2.5 * 3600), 'Europe/Berlin'), '2026-03-29T03:00') // 02:30 does not exist
    equal(dayText(berlin.dayOf(berlin.midnight(changes))), '2026-03-29')
    equal(dayText(berlin.dayOf((berlin.midnight(changes) - 1) as Day & Moment)), '2026-03-28')
    equal(text(berlin.opensAt(vn('2026-03-30T08:00')), 'Europe/Berlin'), '2026-03-30T08:00')
  })
  it('show an hour twice, and mean the first', () => {
    const berlin = compileCalendar({
      ...plainSpec,
      timezone: 'Europe/Berlin',
      from: '2026-10-24',
      until: '2026-10-31',
      sessions: {
        sun: [
          ['02:00', '02:30'],
          ['03:00', '04:00'],
        ],
      },
    })
    const changes = day('2026-10-25')
    equal(berlin.workingSecondsOn(changes), 1.5 * 3600)
    equal(berlin.opensAt(berlin.midnight(changes)) - berlin.midnight(changes), 2 * 3600)
    equal(berlin.atClock(changes, 3 * 3600) - berlin.midnight(changes), 4 * 3600)
    equal(berlin.clockOn(changes, (berlin.midnight(changes) + 2.5 * 3600) as Moment), 2.5 * 3600)
    equal(berlin.clockOn(changes, (berlin.midnight(changes) + 3 * 3600) as Moment), 2 * 3600)
  })
  it('know changes in the first and the last days', () => {
    const edge = (from: string, until: string) =>
      compileCalendar({ ...plainSpec, timezone: 'Europe/Berlin', from, until, sessions: { sun: [['00:00', '24:00']] } })
    equal(edge('2026-03-29', '2026-04-30').workingSecondsOn(day('2026-03-29')), 23 * 3600)
    equal(edge('2026-03-01', '2026-03-29').workingSecondsOn(day('2026-03-29')), 23 * 3600)
  })
  it('know dates outside the loaded days', () => {
    const berlin = compileCalendar({ ...plainSpec, timezone: 'Europe/Berlin' })
    equal(dayText(berlin.dayOf(vn('2026-02-10T12:00'))), '2026-02-10')
    equal(dayText(berlin.dayOf(vn('2026-06-10T12:00'))), '2026-06-10')
    equal(text(berlin.opensAt(vn('2026-02-10T12:00'))), 'never')
  })
  it('never go back where a zone changes at one minute past midnight', () => {
    const john = compileCalendar({ ...plainSpec, timezone: 'America/St_Johns', from: '2010-11-01', until: '2010-11-30' })
    const change = day('2010-11-07') // 00:01 → 23:01 of 6 November
    const first = john.midnight(change)
    equal(dayText(john.dayOf((first + 90) as Moment)), '2010-11-07')
    equal(john.clockOn(change, (first + 90) as Moment), 0)
    equal(dayText(john.dayOf((first - 1) as Moment)), '2010-11-06')
    equal(dayText(john.dayOf(first)), '2010-11-07')
    equal(dayText(john.dayOf((first + 59) as Moment)), '2010-11-07')
    equal(dayText(john.dayOf((first + 3660) as Moment)), '2010-11-07') // midnight a second time
    equal(dayText(john.dayOf(john.midnight(day('2010-11-08')))), '2010-11-08')
  })
  it('hold nobody at work on a day that a zone skips', () => {
    const samoa = compileCalendar({ ...plainSpec, timezone: 'Pacific/Apia', from: '2011-12-01', until: '2012-01-31' })
    equal(samoa.isWorkingDay(day('2011-12-30')), false) // a Friday that never was
    equal(samoa.isWorkingDay(day('2011-12-29')), true)
  })
})

describe('A version (phiên bản lịch)', () => {
  it('is the same for the same calendar', () => equal(calendarWith({}).version, plain.version))
  it('changes with anything in it', () => {
    const others = [
      calendarWith({ holidays: ['2026-03-04'] }),
      calendarWith({ holidays: ['2026-03-05'] }),
      calendarWith({ timezone: 'UTC' }),
      official,
    ]
    equal(new Set([plain, ...others].map((c) => c.version)).size, 5)
  })
  it('begins with its days', () => notEqual(/^2026-03-01\.\.2026-04-30\/[0-9a-z]{8,12}$/.exec(plain.version), null))
})

describe('A faulty calendar (lịch sai)', () => {
  const fault = (more: Partial<CalendarSpec>) => calendarFault({ ...plainSpec, ...more })
  const monday = (...sessions: [string, string][]) => fault({ sessions: { mon: sessions } })
  it('is none of ours', () => equal(calendarFault(plainSpec), null))
  it('has a date that does not exist', () => {
    for (const date of ['2026-02-29', '2026-2-1', 'mai', '2026-13-01', '2026-03-01T00:00', ' 2026-03-01', '+002026-03-01']) {
      deepEqual(fault({ from: date }), { kind: 'bad-date', date })
      deepEqual(fault({ until: date }), { kind: 'bad-date', date })
      deepEqual(fault({ holidays: ['2026-03-04', date] }), { kind: 'bad-date', date })
      deepEqual(fault({ holidays: [{ date, name: 'x' }] }), { kind: 'bad-date', date })
      deepEqual(fault({ working: [date] }), { kind: 'bad-date', date })
      deepEqual(fault({ working: [{ date: '2026-03-07', for: date }] }), { kind: 'bad-date', date })
      deepEqual(fault({ working: [{ date, for: '2026-03-07' }] }), { kind: 'bad-date', date })
      deepEqual(fault({ provisionalFrom: date }), { kind: 'bad-date', date })
      deepEqual(fault({ laterSessions: [{ from: date, sessions: {} }] }), { kind: 'bad-date', date })
    }
  })
  it('ends before it begins, or is longer than two centuries', () => {
    deepEqual(fault({ until: '2026-02-28' }), { kind: 'bad-range', from: '2026-03-01', until: '2026-02-28' })
    equal(fault({ until: '2026-03-01' }), null)
    equal(fault({ from: '1826-03-01', until: '2026-03-01' })?.kind, undefined)
    equal(fault({ from: '1826-03-01', until: '2026-03-03' })?.kind, 'bad-range')
  })
  it('has a session that is none', () => {
    for (const [from, to] of [
      ['12:00', '12:00'],
      ['12:00', '08:00'],
      ['8:00', '12:00'],
      ['08:00', '12:60'],
      ['08:00', '24:01'],
      ['24:00', '24:00'],
      ['08:00', 'noon'],
      ['08:00', '12:00:61'],
      ['x08:00', '12:00'],
    ] as const)
      deepEqual(monday([from, to]), { kind: 'bad-session', from, to })
    deepEqual(fault({ sessions: { swap: [['9', '10']] } }), { kind: 'bad-session', from: '9', to: '10' })
    deepEqual(fault({ laterSessions: [{ from: '2026-03-02', sessions: { sun: [['9', '10']] } }] }), {
      kind: 'bad-session',
      from: '9',
      to: '10',
    })
    equal(monday(['00:00', '24:00']), null)
  })
  it('has sessions that overlap', () => {
    deepEqual(monday(['08:00', '12:00'], ['11:59', '17:00']), { kind: 'overlapping-sessions', from: '11:59', to: '17:00' })
    deepEqual(monday(['11:00', '17:00'], ['08:00', '12:00']), { kind: 'overlapping-sessions', from: '11:00', to: '17:00' })
    equal(monday(['08:00', '12:00'], ['12:00', '17:00']), null)
  })
  it('lies in a zone that nobody knows', () =>
    deepEqual(fault({ timezone: 'Asia/Nowhere' }), { kind: 'unknown-timezone', timezone: 'Asia/Nowhere' }))
  it('does not compile', () => throws(() => calendarWith({ timezone: 'Asia/Nowhere' }), /RangeError: bad calendar: .*Asia\/Nowhere/))
})
