import { equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day, moment } from '../kernel/moment.ts'
import {
  maskId,
  showCount,
  showDate,
  showDay,
  showDuration,
  showMoment,
  showMomentLong,
  showMomentShort,
  showNow,
  showRemaining,
} from './words.ts'

const now = moment('2026-03-02T10:24:00+07:00') // a Monday
const eight = 8 * 3600

describe('Moments as people say them', () => {
  it('calls today, tomorrow and yesterday by name', () => {
    equal(showMoment(moment('2026-03-02T15:30:00+07:00'), now, 'vi'), 'hôm nay 15:30')
    equal(showMoment(moment('2026-03-03T08:00:00+07:00'), now, 'vi'), 'ngày mai 08:00')
    equal(showMoment(moment('2026-03-01T23:59:00+07:00'), now, 'vi'), 'hôm qua 23:59')
    equal(showMoment(moment('2026-03-02T15:30:00+07:00'), now, 'en'), 'today 15:30')
  })
  it('counts days in Viet Nam, not in UTC', () => {
    equal(showMoment(moment('2026-03-02T00:00:00+07:00'), now, 'vi'), 'hôm nay 00:00')
    equal(showMoment(moment('2026-03-03T06:59:00+07:00'), now, 'vi'), 'ngày mai 06:59')
  })
  it('gives weekday and date otherwise, and the year when it is another one', () => {
    equal(showMoment(moment('2026-03-11T09:15:00+07:00'), now, 'vi'), 'Thứ Tư 11/3 09:15')
    equal(showMoment(moment('2027-01-04T09:15:00+07:00'), now, 'vi'), 'Thứ Hai 04/01/2027 09:15')
    equal(showMoment(moment('2026-03-11T09:15:00+07:00'), now, 'en'), 'Wed 11 Mar 09:15')
    equal(showMomentShort(moment('2026-02-27T10:05:00+07:00'), now, 'vi'), '27/02 10:05')
  })
  it('writes dates as official papers do: a zero before dates under 10 and before months 1 and 2', () => {
    equal(showDate(day('2026-03-04'), now, 'vi'), '04/3')
    equal(showDate(day('2026-02-04'), undefined, 'vi'), '04/02/2026')
    equal(showDate(day('2026-12-24'), undefined, 'vi'), '24/12/2026')
    equal(showDay(day('2026-03-01'), undefined, 'vi'), 'Chủ Nhật 01/3/2026')
    equal(showDay(day('2026-03-01'), now, 'en'), 'Sun 1 Mar')
  })
  it('writes them out for a citizen', () => {
    equal(showMomentLong(moment('2026-03-11T09:15:00+07:00'), 'vi'), 'Thứ Tư 11/3/2026, 9 giờ 15')
    equal(showMomentLong(moment('2026-03-11T14:00:00+07:00'), 'vi'), 'Thứ Tư 11/3/2026, 14 giờ')
    equal(showMomentLong(moment('2026-03-11T09:15:00+07:00'), 'en'), 'Wed 11 Mar 2026, 09:15')
    equal(showNow(now, 'vi'), 'Thứ Hai 02/3/2026 · 10:24')
  })
})

describe('Working time in words', () => {
  it('says days and hours, hours and minutes, or minutes', () => {
    equal(showDuration(6 * eight + 7 * 3600, eight, 'vi'), '6 ngày 7 giờ')
    equal(showDuration(3 * 3600 + 6 * 60, eight, 'vi'), '3 giờ 06')
    equal(showDuration(45 * 60, eight, 'vi'), '45 phút')
    equal(showDuration(2 * 3600, eight, 'vi'), '2 giờ')
    equal(showDuration(5 * eight, eight, 'vi'), '5 ngày')
    equal(showDuration(-(8 * 3600 + 19 * 60), 9 * 3600, 'vi'), '−8 giờ 19')
  })
  it('stands at the boundaries', () => {
    equal(showDuration(0, eight, 'vi'), '0 phút')
    equal(showDuration(59, eight, 'vi'), 'dưới 1 phút')
    equal(showDuration(60, eight, 'vi'), '1 phút')
    equal(showDuration(3600, eight, 'vi'), '1 giờ')
    equal(showDuration(eight - 60, eight, 'vi'), '7 giờ 59')
    equal(showDuration(eight, eight, 'vi'), '1 ngày')
    equal(showDuration(eight + 59 * 60, eight, 'vi'), '1 ngày') // minutes are cut from a day on
  })
  it('takes the day of the office, not 24 hours', () => equal(showDuration(14 * 3600, 7 * 3600, 'vi'), '2 ngày'))
  it('speaks English too', () => {
    equal(showDuration(eight + 3600, eight, 'en'), '1 day 1 hour')
    equal(showDuration(3 * 3600 + 360, eight, 'en'), '3 h 06')
  })
  it('says how much is left or late', () => {
    equal(showRemaining(3 * 3600 + 360, eight, 'vi'), 'còn 3 giờ 06')
    equal(showRemaining(-(3 * 3600), eight, 'vi'), 'quá hạn 3 giờ')
    equal(showRemaining(0, eight, 'vi'), 'vừa hết hạn')
    equal(showRemaining(-60, eight, 'en'), '1 min late')
  })
  it('never shows an hour as long as the day, nor a minute over 59', () =>
    fc.assert(
      fc.property(fc.integer({ min: -40 * eight, max: 40 * eight }), fc.constantFrom(7 * 3600, eight), (seconds, length) => {
        const text = showDuration(seconds, length, 'vi')
        const [, hours = '0', minutes = '0'] = /(\d+) giờ(?: (\d\d))?$/.exec(text) ?? []
        return Number(hours) * 3600 < length && Number(minutes) < 60
      }),
    ))
})

describe('What is hidden and what is counted', () => {
  it('shows the last four of a personal number', () => {
    equal(maskId('079 304 004 821'), '…4821')
    equal(maskId('4821'), '…')
  })
  it('groups thousands as the language does', () => {
    match(showCount(12345, 'vi'), /^12\.345$/)
    equal(showCount(12345, 'en'), '12,345')
  })
})
