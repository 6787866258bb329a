import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, type Moment } from '../../kernel/moment.ts'
import { compileCalendar } from './calendar.ts'
import { dueAt } from './due.ts'
import { calendarWith, dueText, official, pause, plain, provisional, term, vn } from './examples.ts'
import type { LimitUnit } from './terms.ts'

const plainDue = (received: string, limit: Parameters<typeof dueText>[1], pauses: Parameters<typeof dueText>[2] = []) =>
  dueText(received, limit, pauses, plain)

describe('Due time (hạn trả kết quả)', () => {
  it('leaves the receipt day out and keeps the hour', () => equal(dueText('2026-03-02T10:00', term(1)), '2026-03-03T10:00'))
  it('skips weekends and Tết', () => equal(dueText('2026-02-13T10:00', term(3)), '2026-02-25T10:00')) // Fri 13 → 23, 24, 25
  it('counts a Saturday worked for a day taken off', () => equal(dueText('2024-04-26T10:00', term(5)), '2024-05-07T10:00')) // 2, 3, Sat 4, 6, 7
  it('does not count the day taken off', () => equal(dueText('2018-12-28T10:00', term(3)), '2019-01-04T10:00')) // 2, 3, 4 January
  it('a term of no days is due when it starts', () => equal(dueText('2026-03-02T10:00', term(0)), '2026-03-02T10:00'))
  it('a day of working time is eight hours', () => equal(dueText('2026-03-02T10:00', term(8, 'hour')), '2026-03-03T10:00'))
  it('counts minutes and seconds', () => {
    equal(dueText('2026-03-02T11:00', term(90, 'minute')), '2026-03-02T14:30')
    equal(dueText('2026-03-02T11:00', term(5400, 'second')), '2026-03-02T14:30')
  })
})

describe('Receipt outside sessions (nhận ngoài giờ)', () => {
  it('before opening: at the opening', () => equal(dueText('2026-03-02T06:00', term(1)), '2026-03-03T07:30'))
  it('at the opening: at the opening', () => equal(dueText('2026-03-02T07:30', term(1)), '2026-03-03T07:30'))
  it('in the lunch break, from its first minute: in the afternoon', () => {
    equal(dueText('2026-03-02T11:29', term(1)), '2026-03-03T11:29')
    equal(dueText('2026-03-02T11:30', term(1)), '2026-03-03T13:30')
    equal(dueText('2026-03-02T13:29', term(1)), '2026-03-03T13:30')
  })
  it('at closing time: the next opening, so a day later', () => {
    equal(dueText('2026-03-02T17:29', term(1)), '2026-03-03T17:29')
    equal(dueText('2026-03-02T17:30', term(1)), '2026-03-04T07:30')
  })
  it('on a day off: the next opening', () => equal(dueText('2026-03-07T10:00', term(1)), '2026-03-10T07:30'))
})

describe('Whole days and fractions (ngày và phần của ngày)', () => {
  it('half a day is four hours', () => equal(dueText('2026-03-02T10:00', term(0.5)), '2026-03-02T16:00'))
  it('five and a half days: five days at the same hour, then four hours', () =>
    equal(dueText('2026-03-02T10:00', term(5.5)), '2026-03-09T16:00'))
  it('the fraction may run into the next day', () => equal(dueText('2026-03-02T16:00', term(1.5)), '2026-03-04T10:00')) // 1.5 h Tuesday, 2.5 h Wednesday
  it('a quarter and a half, as two steps, chain', () =>
    equal(dueText('2026-03-02T10:00', [...term(0.25), ...term(0.5)]), dueText('2026-03-02T10:00', term(0.75))))
  it('a fraction is a fraction of the most frequent day', () => {
    const short = calendarWith({ sessions: { mon: [['08:00', '12:00']], tue: [['08:00', '14:00']], wed: [['08:00', '14:00']] } })
    equal(dueText('2026-03-03T08:00', term(0.5), [], short), '2026-03-03T11:00')
  })
  it('a due moment on the end of a session stays there', () => equal(dueText('2026-03-02T07:30', term(4, 'hour')), '2026-03-02T11:30'))
  it('and the next segment goes on from there', () =>
    equal(dueText('2026-03-02T07:30', [...term(4, 'hour'), ...term(1)]), '2026-03-03T11:30'))
  it('a kept hour out of the sessions of its day moves back to the end of the session before', () => {
    const saturday = calendarWith({ sessions: { fri: [['08:00', '17:00']], sat: [['08:00', '12:00']], mon: [['13:00', '17:00']] } })
    equal(dueText('2026-03-06T15:00', term(1), [], saturday), '2026-03-07T12:00')
    equal(dueText('2026-03-06T10:00', term(2), [], saturday), '2026-03-07T12:00') // Monday opens at 13:00 only
    equal(dueText('2026-03-06T10:00', [...term(2), ...term(1)], [], saturday), '2026-03-07T12:00') // from Saturday on, Monday again
    equal(dueText('2026-03-06T10:00', [...term(2), ...term(2)], [], saturday), '2026-03-13T12:00')
  })
  it('a day that closes at 24:00 ends with its last moment', () => {
    const late = calendarWith({ sessions: { mon: [['16:00', '24:00']], tue: [['16:00', '24:00']], thu: [['00:00', '08:00']] } })
    equal(dueText('2026-03-02T16:00', term(8, 'hour'), [], late), '2026-03-03T00:00')
    equal(dueText('2026-03-02T16:00', [...term(8, 'hour'), ...term(1)], [], late), '2026-03-04T00:00')
    equal(dueText('2026-03-02T16:00', [...term(8, 'hour'), ...term(1), ...term(1)], [], late), '2026-03-05T08:00')
  })
  it('midnight kept as the opening of a day belongs to that day', () => {
    const around = [['00:00', '24:00']] as const
    const clock = calendarWith({ sessions: { mon: around, tue: around, wed: around, fri: around } })
    equal(dueText('2026-03-02T00:00', [...term(1), ...term(1), ...term(1)], [], clock), '2026-03-06T00:00')
    equal(dueText('2026-03-02T00:00', [...term(24, 'hour'), ...term(1), ...term(1)], [], clock), '2026-03-05T00:00') // worked to: the day that ends
  })
})

describe('Calendar days (ngày theo lịch)', () => {
  it('count weekends', () => equal(dueText('2026-03-02T10:00', term(10, 'calendar_day')), '2026-03-12T10:00'))
  it('roll forward from a day off to the next working day', () =>
    equal(dueText('2026-03-02T10:00', term(5, 'calendar_day')), '2026-03-09T10:00'))
  it('roll over a long holiday', () => equal(dueText('2026-02-10T10:00', term(4, 'calendar_day')), '2026-02-23T10:00'))
  it('a fraction is working time after the whole days', () =>
    equal(dueText('2026-03-02T10:00', term(1.5, 'calendar_day')), '2026-03-03T16:00'))
  it('mix with working days', () => equal(dueText('2026-03-02T10:00', [...term(15, 'calendar_day'), ...term(8)]), '2026-03-27T10:00')) // Tue 17, then eight
})

describe('Pause (tạm dừng)', () => {
  it('moves the due time by the working time inside it', () =>
    equal(plainDue('2026-03-02T10:00', term(1), [pause('2026-03-02T15:00', '2026-03-02T17:00')]), '2026-03-03T12:00'))
  it('in closed hours moves nothing', () =>
    equal(dueText('2026-03-02T08:00', term(2), [pause('2026-03-02T19:00', '2026-03-03T06:00')]), '2026-03-04T08:00'))
  it('before the start counts from the start on', () =>
    equal(plainDue('2026-03-02T10:00', term(1), [pause('2026-02-20T10:00', '2026-03-02T11:00')]), '2026-03-03T11:00'))
  it('that ended before the start moves nothing', () => {
    equal(plainDue('2026-03-02T10:00', term(1), [pause('2026-02-20T10:00', '2026-03-02T10:00')]), '2026-03-03T10:00')
    equal(plainDue('2026-03-02T10:00', term(2, 'calendar_day'), [pause('2026-03-01T10:00', '2026-03-02T09:00')]), '2026-03-04T10:00')
  })
  it('that begins at the due moment or later moves nothing', () => {
    equal(plainDue('2026-03-02T10:00', term(1), [pause('2026-03-03T10:00', '2026-03-03T11:00')]), '2026-03-03T10:00')
    equal(plainDue('2026-03-02T10:00', term(1), [pause('2026-03-03T09:59', '2026-03-03T11:00')]), '2026-03-03T11:01')
  })
  it('that takes no time, or is over when the clock starts, does not even roll a day forward', () => {
    // Wednesday 00:15–00:30 and the whole Saturday: one calendar day after Saturday 11/02 00:00 rolls to Wednesday 15/02, back to the end of Saturday.
    const odd = compileCalendar({
      timezone: 'Asia/Ho_Chi_Minh',
      sessions: { wed: [['00:15', '00:30']], sat: [['00:00', '24:00']] },
      holidays: [],
      working: [],
      from: '2011-08-01',
      until: '2012-06-30',
    })
    for (const pauses of [[], [pause('2012-02-08T13:45', '2012-02-08T13:45')], [pause('2012-02-08T13:45', '2012-02-09T13:45')]])
      equal(dueText('2012-02-08T13:45', term(1, 'calendar_day'), pauses, odd), '2012-02-12T00:00')
  })
  it('that begins before the due moment only because of an earlier pause counts', () =>
    equal(
      plainDue('2026-03-02T10:00', term(1), [pause('2026-03-02T15:00', '2026-03-02T17:00'), pause('2026-03-03T11:00', '2026-03-03T12:00')]),
      '2026-03-03T14:00',
    ))
  it('may come in any order, overlap, touch, repeat: what is paused is paused once', () => {
    const once = plainDue('2026-03-02T10:00', term(1), [pause('2026-03-02T13:00', '2026-03-02T16:00')])
    equal(once, '2026-03-03T14:00')
    const parts = [
      pause('2026-03-02T15:00', '2026-03-02T16:00'),
      pause('2026-03-02T13:00', '2026-03-02T14:30'),
      pause('2026-03-02T14:00', '2026-03-02T15:00'),
    ]
    equal(plainDue('2026-03-02T10:00', term(1), parts), once)
    equal(plainDue('2026-03-02T10:00', term(1), [...parts, ...parts]), once)
    equal(
      plainDue('2026-03-02T10:00', term(1), [pause('2026-03-02T13:00', '2026-03-02T16:00'), pause('2026-03-02T14:00', '2026-03-02T15:00')]),
      once,
    )
  })
  it('is one with the pause that it touches, also where the due time is an opening', () =>
    equal(
      plainDue('2026-03-02T13:00', term(1), [pause('2026-03-03T12:00', '2026-03-03T13:10'), pause('2026-03-03T13:10', '2026-03-03T14:00')]),
      '2026-03-03T14:00',
    ))
  it('belongs to the first segment that reaches beyond its beginning', () => {
    const chain = [...term(1), ...term(2, 'calendar_day')] // Mon 10:00 → Tue 10:00 → Thu 10:00
    equal(plainDue('2026-03-02T10:00', chain, [pause('2026-03-03T09:00', '2026-03-03T14:00')]), '2026-03-05T15:00') // 4 working hours on Tuesday
    equal(plainDue('2026-03-02T10:00', chain, [pause('2026-03-04T09:00', '2026-03-04T14:00')]), '2026-03-05T15:00') // 5 elapsed hours
  })
  it('pauses a fraction of a day too', () =>
    equal(plainDue('2026-03-02T08:00', term(1.5), [pause('2026-03-03T09:00', '2026-03-03T10:00')]), '2026-03-03T14:00'))
  it('of a closed hour before the end of a session leaves the end where it is', () =>
    equal(plainDue('2026-03-02T08:00', term(4, 'hour'), [pause('2026-03-01T09:00', '2026-03-02T08:00')]), '2026-03-02T12:00'))
})

describe('Pause in calendar days (tạm dừng trong thời hạn theo lịch)', () => {
  const term4 = term(4, 'calendar_day') // Mon 2 10:00 → Fri 6 10:00
  const paused = (to: string) => plainDue('2026-03-02T10:00', term4, [pause('2026-03-03T10:00', to)])
  it('moves the due time by its elapsed time', () =>
    equal(plainDue('2026-03-02T10:00', term(2, 'calendar_day'), [pause('2026-03-03T10:00', '2026-03-04T10:00')]), '2026-03-05T10:00'))
  it('rolls forward to a working day, at the hour before the pause', () => equal(paused('2026-03-04T16:00'), '2026-03-09T10:00')) // Sat 16:00 → Mon 10:00
  it('never gives an earlier due time for a longer pause', () => {
    equal(paused('2026-03-06T08:00'), '2026-03-09T10:00') // Mon 08:00, and Monday 10:00 was due with less
    equal(paused('2026-03-06T11:00'), '2026-03-09T11:00')
    equal(paused('2026-03-07T08:00'), '2026-03-10T08:00')
  })
  it('stays on its day within a session, or goes back to its end', () => {
    equal(paused('2026-03-03T11:00'), '2026-03-06T11:00')
    equal(paused('2026-03-03T12:30'), '2026-03-06T12:00')
    equal(paused('2026-03-03T20:00'), '2026-03-06T17:00')
    equal(plainDue('2026-03-02T10:00', term(3, 'calendar_day'), [pause('2026-03-03T10:00', '2026-03-04T05:00')]), '2026-03-05T17:00') // Fri 05:00
  })
  it('rolls the sum of several pauses once', () =>
    equal(
      plainDue('2026-03-02T10:00', term4, [pause('2026-03-03T10:00', '2026-03-04T10:00'), pause('2026-03-05T10:00', '2026-03-06T10:00')]),
      '2026-03-09T10:00', // Friday and two days
    ))
  it('starts from the due time already rolled forward', () =>
    equal(plainDue('2026-03-02T10:00', term(5, 'calendar_day'), [pause('2026-03-03T10:00', '2026-03-04T10:00')]), '2026-03-10T10:00'))
  it('on a Monday reached without days off in between keeps the raw hour', () =>
    equal(plainDue('2026-03-02T08:00', term(7, 'calendar_day'), [pause('2026-03-03T10:00', '2026-03-03T11:00')]), '2026-03-09T09:00'))
})

describe('Refusals (từ chối)', () => {
  const refused = (
    received: string,
    limit: Parameters<typeof dueText>[1],
    pauses: Parameters<typeof dueText>[2] = [],
    calendar = official,
  ) => {
    const answer = dueAt(calendar, vn(received), limit, pauses)
    return answer.ok ? answer.value : answer.error
  }
  const past = { kind: 'calendar-not-published', day: day('2027-01-01') }
  it('past the last published day, whatever the unit', () => {
    deepEqual(refused('2026-12-30T10:00', term(2)), past)
    deepEqual(refused('2026-12-30T10:00', term(2, 'calendar_day')), past)
    deepEqual(refused('2026-12-30T10:00', term(1_000_000, 'calendar_day')), past)
    deepEqual(refused('2026-12-30T10:00', term(20, 'hour')), past)
    deepEqual(refused('2026-12-30T10:00', term(1.9)), past)
    deepEqual(refused('2026-12-30T10:00', [...term(3), ...term(1, 'hour'), ...term(1, 'calendar_day')]), past)
    deepEqual(refused('2027-06-01T10:00', term(1)), past)
    deepEqual(refused('2026-12-31T17:30', term(1)), past)
  })
  it('the last published moment is still published', () => equal(dueText('2026-12-30T17:00', term(8.5, 'hour')), '2026-12-31T17:30'))
  it('in calendar days, when only days off are left', () => {
    const ending = calendarWith({ until: '2026-03-08' })
    deepEqual(refused('2026-03-06T10:00', term(1, 'calendar_day'), [], ending), { kind: 'calendar-not-published', day: day('2026-03-09') })
  })
  it('before the first published day', () => {
    deepEqual(refused('2017-12-31T23:00', term(1)), { kind: 'calendar-not-published', day: day('2017-12-31') })
    equal(dueText('2018-01-01T00:00', term(1)), '2018-01-03T07:30')
  })
  it('for a pause that reaches past the published days', () => {
    deepEqual(refused('2026-12-28T10:00', term(1), [pause('2026-12-28T14:00', '2027-01-02T10:00')]), past)
    deepEqual(refused('2026-12-28T10:00', term(1, 'calendar_day'), [pause('2026-12-28T14:00', '2027-01-02T10:00')]), past)
    equal(dueText('2026-12-28T10:00', term(1), [pause('2026-12-30T14:00', '2027-01-02T10:00')]), '2026-12-29T10:00') // begins after the due time
  })
  it('an open pause', () =>
    deepEqual(refused('2026-03-02T10:00', term(1), [{ from: vn('2026-03-02T11:00'), to: null }]), {
      kind: 'open-pause',
      from: vn('2026-03-02T11:00'),
    }))
  it('a pause that ends before it begins', () =>
    deepEqual(refused('2026-03-02T10:00', term(1), [pause('2026-03-02T11:00', '2026-03-02T10:59')]), {
      kind: 'bad-pause',
      from: vn('2026-03-02T11:00'),
      to: vn('2026-03-02T10:59'),
    }))
  it('not one that is empty', () =>
    equal(dueText('2026-03-02T10:00', term(1), [pause('2026-03-02T11:00', '2026-03-02T11:00')]), '2026-03-03T10:00'))
  it('a pause at no time at all', () => {
    for (const [from, to] of [
      [Number.NaN, 0],
      [0, Number.NaN],
    ])
      equal(dueText('2026-03-02T10:00', term(1), [{ from: from as Moment, to: to as Moment }]), 'bad-pause')
    equal(dueText('2026-03-02T10:00', term(1), [{ from: 0 as Moment, to: Number.POSITIVE_INFINITY as Moment }]), 'calendar-not-published')
    equal(
      dueText('2026-03-02T10:00', term(1), [{ from: Number.NEGATIVE_INFINITY as Moment, to: vn('2026-03-02T10:30') }]),
      '2026-03-03T10:30',
    )
  })
  it('a limit that is no amount', () => {
    deepEqual(refused('2026-03-02T10:00', term(-1)), { kind: 'bad-limit', value: -1, unit: 'working_day' })
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e9 + 1])
      equal(dueText('2026-03-02T10:00', term(value, 'hour')), 'bad-limit')
    equal(dueText('2026-03-02T10:00', term(1e9, 'hour')), 'calendar-not-published')
    equal(dueText('2026-03-02T10:00', term(1, 'toString' as LimitUnit)), 'bad-limit')
  })
  it('no limit', () => equal(dueText('2026-03-02T10:00', []), 'no-limit'))
})

describe('Provisional year (năm tạm tính)', () => {
  const due = (received: string, n: number) => {
    const answer = dueAt(provisional, vn(received), term(n), [])
    return answer.ok && { provisional: answer.value.provisional, due: answer.value.due }
  }
  it('marks a due time that lies in it', () => deepEqual(due('2026-12-30T10:00', 2), { provisional: true, due: vn('2027-01-04T10:00') }))
  it('leaves one that lies before it unmarked', () =>
    deepEqual(due('2026-12-30T10:00', 1), { provisional: false, due: vn('2026-12-31T10:00') }))
  it('begins on its first day', () => {
    const calendar = calendarWith({ provisionalFrom: '2026-03-04' })
    const isProvisional = (n: number) => {
      const answer = dueAt(calendar, vn('2026-03-02T10:00'), term(n), [])
      return answer.ok && answer.value.provisional
    }
    deepEqual([1, 2, 3].map(isProvisional), [false, true, true])
  })
  it('is none in a calendar that was announced', () => {
    const answer = dueAt(official, vn('2026-03-02T10:00'), term(1), [])
    equal(answer.ok && answer.value.provisional, false)
  })
  it('reaches one year, not two', () => equal(dueText('2027-12-30T10:00', term(2), [], provisional), 'calendar-not-published'))
})
