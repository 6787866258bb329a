import { deepEqual } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarWith, official, pause, plain, sheet, term } from './examples.ts'

describe('The sheet of a term in working days (bảng diễn giải, ngày làm việc)', () => {
  it('says why each date counts or not', () =>
    deepEqual(sheet('2024-04-26T10:00', term(5)), [
      '- 04-26 receipt day 0',
      '- 04-27 weekend 0',
      '- 04-28 weekend 0',
      '- 04-29 Nghỉ hoán đổi, làm bù 4/5 0',
      '- 04-30 Ngày Chiến thắng 30/4 0',
      '- 05-01 Quốc tế Lao động 1/5 0',
      '+ 05-02 working day 480',
      '+ 05-03 working day 480',
      '+ 05-04 worked Saturday for 29 Apr 480',
      '- 05-05 weekend 0',
      '+ 05-06 working day 480',
      '+ 05-07 working day 480',
    ]))
  it('begins where the term starts', () =>
    deepEqual(sheet('2026-03-07T10:00', term(1)), ['- 03-09 receipt day 0', '+ 03-10 working day 480']))
  it('shows the paused day, not counted', () =>
    deepEqual(sheet('2026-03-02T10:00', term(2), [pause('2026-03-03T09:00', '2026-03-04T10:00')], plain), [
      '- 03-02 receipt day 0',
      '- 03-03 pause 0', // seven hours, on Wednesday only two
      '+ 03-04 working day 480',
      '+ 03-05 working day 480',
    ]))
  it('leaves out the day with most paused time, of equal ones the earliest', () => {
    const paused = [pause('2026-03-03T15:00', '2026-03-03T17:00'), pause('2026-03-04T08:00', '2026-03-04T14:00')]
    deepEqual(sheet('2026-03-02T10:00', term(2), paused, plain), [
      '- 03-02 receipt day 0',
      '+ 03-03 working day 480',
      '- 03-04 pause 0',
      '+ 03-05 working day 480',
    ])
    deepEqual(
      sheet(
        '2026-03-02T10:00',
        term(2),
        [pause('2026-03-03T13:00', '2026-03-03T17:00'), pause('2026-03-04T08:00', '2026-03-04T12:00')],
        plain,
      ),
      ['- 03-02 receipt day 0', '- 03-03 pause 0', '+ 03-04 working day 480', '+ 03-05 working day 480'],
    )
  })
  it('counts the day after a receipt day that was paused', () =>
    deepEqual(
      sheet('2026-03-02T10:00', term(1), [pause('2026-03-02T10:00', '2026-03-02T17:00')], plain),
      ['- 03-02 receipt day 0', '+ 03-03 working day 480'], // 6 h paused: Tue 10:00 → 17:00, and no day is added
    ))
  it('counts as many days as the term has when a pause adds one', () =>
    deepEqual(
      sheet(
        '2026-03-02T11:00',
        term(1),
        [pause('2026-03-02T11:00', '2026-03-02T17:00'), pause('2026-03-03T16:30', '2026-03-03T17:00')],
        plain,
      ),
      [
        '- 03-02 receipt day 0',
        '- 03-03 pause 0', // 5 h paused: Tue 11:00 → 17:00; and the half hour: Wed 08:30
        '+ 03-04 working day 480',
      ],
    ))
  it('shows the last counted day when the due time moved back from it', () => {
    const late = calendarWith({ sessions: { mon: [['08:00', '12:00']], tue: [['13:00', '17:00']] } })
    deepEqual(sheet('2026-03-02T10:00', term(1), [], late), ['- 03-02 receipt day 0', '+ 03-03 working day 240'])
    deepEqual(sheet('2026-03-02T10:00', term(1, 'calendar_day'), [], late), ['- 03-02 receipt day 0', '+ 03-03 working day 240'])
  })
  it('adds the fraction of a day to the date that it was used on', () =>
    deepEqual(sheet('2026-03-02T16:00', term(1.5), [], plain), [
      '- 03-02 receipt day 0',
      '+ 03-03 working day 540',
      '+ 03-04 working day 180',
    ]))
})

describe('The sheet of a term in hours (bảng diễn giải, giờ làm việc)', () => {
  it('sums to the term, the receipt day included', () =>
    deepEqual(sheet('2026-03-05T15:30', term(12, 'hour')), [
      '+ 03-05 receipt day 120',
      '+ 03-06 working day 480',
      '- 03-07 weekend 0',
      '- 03-08 weekend 0',
      '+ 03-09 working day 120',
    ]))
  it('leaves paused minutes out, and a day that was paused whole', () =>
    deepEqual(sheet('2026-03-02T10:00', term(8, 'hour'), [pause('2026-03-02T16:00', '2026-03-04T09:00')], plain), [
      '+ 03-02 receipt day 300',
      '- 03-03 pause 0',
      '+ 03-04 working day 180',
    ]))
  it('shows seconds as parts of minutes', () => deepEqual(sheet('2026-03-02T10:00', term(90, 'second')), ['+ 03-02 receipt day 1.5']))
  it('shows a date that only ends the term', () => {
    const late = calendarWith({ sessions: { mon: [['20:00', '24:00']], wed: [['20:00', '24:00']] } })
    deepEqual(sheet('2026-03-02T10:00', term(4, 'hour'), [], late), ['+ 03-02 receipt day 240', '- 03-03 weekend 0'])
  })
})

describe('The sheet of a term in calendar days (bảng diễn giải, ngày theo lịch)', () => {
  it('counts days off, and shows the day it was rolled forward to', () =>
    deepEqual(sheet('2026-03-05T10:00', term(2, 'calendar_day')), [
      '- 03-05 receipt day 0',
      '+ 03-06 working day 480',
      '+ 03-07 weekend 0',
      '- 03-08 weekend 0',
      '- 03-09 rolled forward 0',
    ]))
  it('shows the paused day', () =>
    deepEqual(sheet('2026-03-02T10:00', term(2, 'calendar_day'), [pause('2026-03-03T08:00', '2026-03-04T08:00')], plain), [
      '- 03-02 receipt day 0',
      '- 03-03 pause 0', // sixteen hours of it
      '+ 03-04 working day 480',
      '+ 03-05 working day 480',
    ]))
  it('shows what a pause rolled forward', () =>
    deepEqual(sheet('2026-03-05T10:00', term(1, 'calendar_day'), [pause('2026-03-05T11:00', '2026-03-06T11:00')], plain), [
      '- 03-05 receipt day 0',
      '- 03-06 pause 0',
      '+ 03-07 weekend 0',
      '- 03-08 weekend 0',
      '- 03-09 rolled forward 0',
    ]))
  it('keeps what was rolled before the pause rolled', () =>
    deepEqual(sheet('2026-03-06T10:00', term(1, 'calendar_day'), [pause('2026-03-06T15:00', '2026-03-06T16:00')], plain), [
      '- 03-06 receipt day 0',
      '+ 03-07 weekend 0',
      '- 03-08 weekend 0',
      '- 03-09 rolled forward 0',
    ]))
})

describe('The sheet of mixed segments (bảng diễn giải, thời hạn nhiều đoạn)', () => {
  it('adds up what each used', () =>
    deepEqual(sheet('2026-03-02T10:00', [...term(2, 'hour'), ...term(1), ...term(4, 'hour')], [], plain), [
      '+ 03-02 receipt day 120',
      '+ 03-03 working day 720', // the day itself, and four hours from 12:00 on
    ]))
  it('is refused as the due time is', () => deepEqual(sheet('2026-12-31T10:00', term(1), [], official), ['calendar-not-published']))
})
