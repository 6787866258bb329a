import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Moment, moment, momentText } from '../../kernel/moment.ts'
import { compileCalendar } from '../clock/model.ts'
import { triedAgainAt, triesMax } from './back-off.ts'
import { hintOf, kinds, reachOf } from './message.ts'
import { leavesAt } from './opening.ts'
import { officerKinds, sameChoice, unchosen, wants } from './preference.ts'

const fullDay = [
  ['07:30', '11:30'],
  ['13:30', '17:30'],
] as const
const calendar = compileCalendar({
  timezone: 'Asia/Ho_Chi_Minh',
  sessions: { mon: fullDay, tue: fullDay, wed: fullDay, thu: fullDay, fri: fullDay },
  holidays: ['2026-03-09'],
  working: [],
  from: '2026-01-01',
  until: '2026-12-31',
})
/** `at('02 10:00')`: March 2026, whose 2nd is a Monday. */
const at = (text: string): Moment => moment(`2026-03-${text.replace(' ', 'T')}:00+07:00`)
const leaves = (text: string, kind: (typeof kinds)[number] = 'accepted') => momentText(leavesAt(calendar, kind, at(text))).slice(8, 16)

describe('When a message may leave (chỉ gửi trong giờ làm việc)', () => {
  it('is now while the office is open, its first second included', () => {
    equal(leaves('02 07:30'), '02T07:30')
    equal(leaves('02 10:00'), '02T10:00')
    equal(leaves('02 17:29'), '02T17:29')
  })
  it('is the opening when it comes before it', () => equal(leaves('02 07:29'), '02T07:30'))
  it('is the afternoon when it comes in the break, the end of the morning included', () => {
    equal(leaves('02 11:30'), '02T13:30')
    equal(leaves('02 12:15'), '02T13:30')
  })
  it('is the next morning when it comes at closing time or after it', () => {
    equal(leaves('02 17:30'), '03T07:30')
    equal(leaves('02 23:59'), '03T07:30')
  })
  it('passes over the weekend and a holiday: Friday evening, holiday on Monday → Tuesday', () => equal(leaves('06 18:00'), '10T07:30'))
  it('is at once for a password: somebody waits at the screen', () => equal(leaves('07 23:00', 'password'), '07T23:00'))
  it('holds nothing back where no calendar says when the office opens', () => {
    for (const far of ['2027-03-01T03:00:00+07:00', '2025-01-01T03:00:00+07:00', '2026-12-31T18:00:00+07:00'])
      equal(leavesAt(calendar, 'accepted', moment(far)), moment(far))
  })
  it('is never before the message, and always in working time', () =>
    fc.assert(
      fc.property(fc.integer({ min: at('01 00:00'), max: at('28 00:00') }), fc.constantFrom(...kinds), (when, kind) => {
        const leaving = leavesAt(calendar, kind, when as Moment)
        ok(leaving >= when)
        if (kind !== 'password') equal(calendar.opensAt(leaving), leaving)
      }),
    ))
})

describe('Trying again (gửi lại)', () => {
  const waits = (tries: number) => {
    const next = triedAgainAt(tries, at('02 10:00'))
    return next === null ? null : (next - at('02 10:00')) / 60
  }
  it('waits 1, 5, 15, 60 minutes, then every hour', () => deepEqual([1, 2, 3, 4, 5, 6].map(waits), [1, 5, 15, 60, 60, 60]))
  it('gives up after two days of hours: 1 + 4 + 48 tries', () => {
    equal(triesMax, 53)
    equal(waits(52), 60)
    equal(waits(53), null)
  })
})

describe('Where an applicant is reached (địa chỉ nhận thông báo)', () => {
  const reach = (email: string, phone: string) => {
    const found = reachOf({ email, phone })
    return found && `${found.channel} ${found.recipient}`
  }
  it('is the mail where one was given', () => equal(reach(' lan@example.vn ', '0900 000 333'), 'mail lan@example.vn'))
  it('is the telephone where none was, or what was given is no address', () => {
    equal(reach('', '0900 000 333'), 'sms 0900000333')
    equal(reach('không có', '+84 900.000.333'), 'sms +84900000333')
    equal(reach('a@b.vn\r\nBcc: x@y.vn', '(024) 3-1234567'), 'sms 02431234567')
  })
  it('is nowhere where neither is there', () => {
    equal(reach('', ''), null)
    equal(reach('lan', '0900'), null)
  })
  it('is only hinted at where others read', () => {
    equal(hintOf('lan@example.vn'), 'l…@example.vn')
    equal(hintOf('0900000333'), '…333')
  })
})

describe('What an officer wants to be told (tùy chọn nhận thông báo)', () => {
  it('is everything until they choose', () => ok(officerKinds.every((kind) => wants(unchosen, kind))))
  it('is nothing without mail', () => ok(!officerKinds.some((kind) => wants({ ...unchosen, byMail: false }, kind))))
  it('leaves out what they declined, and only that', () => {
    const chosen = { ...unchosen, unwanted: ['due-in-2'] as const }
    deepEqual(
      officerKinds.filter((kind) => wants(chosen, kind)),
      ['due-in-1', 'overdue-digest'],
    )
  })
  it('is the same in whatever order it was ticked', () => {
    const chosen = { ...unchosen, unwanted: ['due-in-1', 'due-in-2'] as const }
    ok(sameChoice(chosen, { ...chosen, unwanted: ['due-in-2', 'due-in-1'] }))
    ok(!sameChoice(chosen, unchosen))
    ok(!sameChoice(unchosen, { ...unchosen, lang: 'en' }))
  })
})
