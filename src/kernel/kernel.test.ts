import { equal, throws } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Dated, inForce } from './dated.ts'
import { day, dayInVietnam, dayText, moment, momentText, secondOfDayInVietnam, weekday, yearOf } from './moment.ts'

describe('Day (ngày)', () => {
  it('reads and shows a date', () => equal(dayText(day('2024-02-29')), '2024-02-29'))
  it('refuses a date that does not exist', () => throws(() => day('2023-02-29'), RangeError))
  it('refuses text around the date', () => throws(() => day('2023-02-28T00:00'), RangeError))
  it('knows the weekday, Monday first', () => equal(weekday(day('2026-03-02')), 0))
  it('knows the weekday before 1970', () => equal(weekday(day('1969-12-28')), 6)) // a Sunday
  it('knows the year', () => equal(yearOf(day('2026-12-31')), 2026))
})

describe('Moment (thời điểm)', () => {
  it('keeps the offset written out', () => equal(momentText(moment('2026-03-02T10:24:00+07:00')), '2026-03-02T10:24:00+07:00'))
  it('drops fractions of a second', () => equal(moment('2026-03-02T10:24:00.999+07:00'), moment('2026-03-02T03:24:00Z')))
  it('refuses a text without an offset', () => throws(() => moment('2026-03-02T10:24:00'), RangeError))
  it('belongs to the Vietnamese date: 17:30Z is already the next day', () =>
    equal(dayText(dayInVietnam(moment('2026-03-02T17:30:00Z'))), '2026-03-03'))
  it('has a Vietnamese second of the day', () => equal(secondOfDayInVietnam(moment('2026-03-02T10:00:00+07:00')), 36_000))
})

describe('Dated value (tham số theo thời gian)', () => {
  const lines: Dated<number> = [
    { from: day('2021-01-01'), value: 11, law: 'a', verified: true },
    { from: day('2026-07-01'), value: 12, law: 'b', verified: true },
  ]
  it('holds until the day before the next line', () => equal(inForce(lines, day('2026-06-30')).value, 11))
  it('changes on the day itself', () => equal(inForce(lines, day('2026-07-01')).value, 12))
  it('refuses a day before the first line', () => throws(() => inForce(lines, day('2020-12-31')), RangeError))
})
