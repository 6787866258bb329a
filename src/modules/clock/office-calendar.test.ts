import { deepEqual, equal, throws } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, dayText } from '../../kernel/moment.ts'
import { dueText, term, vn } from './examples.ts'
import { defaultOfficeHours, officeCalendar } from './office-calendar.ts'
import { officialCalendar } from './official-calendar.ts'
import { publishedYears, shortDate } from './official-day.ts'

const winter = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
] as const
const week = (sessions: typeof winter) => ({ mon: sessions, tue: sessions, wed: sessions, thu: sessions, fri: sessions })

describe('The calendar of an agency (lịch làm việc của cơ quan)', () => {
  it('has its own hours, from the day on which they changed', () => {
    const calendar = officeCalendar(officialCalendar, [...defaultOfficeHours, { from: day('2026-03-04'), sessions: week(winter) }])
    equal(dueText('2026-03-02T07:30', term(1), [], calendar), '2026-03-03T07:30')
    equal(dueText('2026-03-03T07:30', term(1), [], calendar), '2026-03-03T17:30') // 07:30 is closed on the 4th
    equal(dueText('2026-03-04T07:30', term(1), [], calendar), '2026-03-05T08:00')
  })
  it('keeps its first hours for all days before them', () => {
    const calendar = officeCalendar(officialCalendar, [{ from: day('2026-01-01'), sessions: week(winter) }])
    equal(dueText('2019-03-04T07:00', term(1), [], calendar), '2019-03-05T08:00')
  })
  it('has a local closing beside the official days', () => {
    const closing = {
      date: day('2026-03-03'),
      kind: 'closed' as const,
      name: 'Nghỉ tránh bão',
      for: null,
      source: '123/QĐ-UBND',
      verified: true,
    }
    const calendar = officeCalendar({ ...officialCalendar, days: [...officialCalendar.days, closing] }, defaultOfficeHours)
    equal(dueText('2026-03-02T10:00', term(1), [], calendar), '2026-03-04T10:00')
    deepEqual(calendar.reasonOff(day('2026-03-03')), { kind: 'day-off', name: 'Nghỉ tránh bão' })
  })
  it('counts other years when the store has others', () => {
    const calendar = officeCalendar(publishedYears([], 2030, 2031), defaultOfficeHours)
    equal(dayText(calendar.first), '2030-01-01')
    equal(dayText(calendar.last), '2031-12-31')
    equal(calendar.isWorkingDay(day('2030-01-01')), true)
  })
  it('knows a worked day without the day it is for', () => {
    const worked = { date: day('2026-03-07'), kind: 'worked' as const, name: 'Làm bù', for: null, source: 'x', verified: true }
    deepEqual(officeCalendar(publishedYears([worked], 2026, 2026), defaultOfficeHours).reasonOf(day('2026-03-07')), {
      kind: 'worked',
      day: day('2026-03-07'),
      for: null,
    })
  })
  it('gets one more year, computed, when asked', () => {
    const calendar = officeCalendar(officialCalendar, defaultOfficeHours, { provisional: true })
    equal(dayText(calendar.last), '2027-12-31')
    equal(calendar.provisionalFrom, day('2027-01-01'))
    deepEqual(calendar.reasonOff(day('2027-02-09')), { kind: 'day-off', name: 'Nghỉ bù Tết Nguyên đán, mùng 1' })
    equal(officeCalendar(officialCalendar, defaultOfficeHours).provisionalFrom, null)
    equal(officeCalendar(officialCalendar, defaultOfficeHours, { provisional: false }).opensAt(vn('2027-01-04T08:00')), Number.NaN)
  })
  it('does not open without hours', () => throws(() => officeCalendar(officialCalendar, []), /an office without hours/))
  it('writes dates short', () => equal(shortDate(day('2024-05-04')), '4/5'))
})
