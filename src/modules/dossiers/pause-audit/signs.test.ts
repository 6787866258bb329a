import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Moment } from '../../../kernel/moment.ts'
import { at, calendar } from '../dossier.example.ts'
import type { PauseCause } from '../pause/hold.ts'
import { type Course, courseSigns, coursesOf, leftBefore, longFrom, secondsOf, startSigns } from './signs.ts'

const day = 8 * 3600
const start = (more: Partial<Parameters<typeof startSigns>[0]> = {}) =>
  startSigns({ cause: 'supplement', documentNumber: '12/PBS', leftSeconds: 3 * day, isNotified: true, ...more }, calendar)
/** Asked for on Tuesday 3 March 09:00; fifteen working days at the longest, until Tuesday 24 March 09:00. */
const lasting: Course = {
  ...{ from: at('03 09:00'), until: at('24 09:00'), to: null, end: null, recordedAt: null, annulledAt: null, standingBefore: 0 },
}
const arrived = (to: string, recorded = to): Course => ({ ...lasting, to: at(to), end: 'arrived', recordedAt: at(recorded) })
const course = (hold: Course, now = at('26 09:00')) => courseSigns(hold, calendar, now)

describe('How a pause began (dấu hiệu lúc bắt đầu)', () => {
  it('with one working day left before the due time: nothing; with a second less: near', () => {
    deepEqual(start({ leftSeconds: day + 1 }), [])
    deepEqual(start({ leftSeconds: day }), [])
    deepEqual(start({ leftSeconds: day - 1 }), ['near-due'])
    deepEqual(start({ leftSeconds: 0 }), ['near-due'])
  })
  it('is measured in working time: Friday 16:30 is two hours before Monday 08:30, and near', () => {
    const left = leftBefore(calendar, at('06 16:30'), at('09 08:30'))
    equal(left, 2 * 3600) // Friday 16:30–17:30, Monday 07:30–08:30
    deepEqual(start({ leftSeconds: left }), ['near-due'])
  })
  it('is not near where no calendar reaches the due time', () => {
    equal(leftBefore(calendar, at('06 16:30'), null), null)
    deepEqual(start({ leftSeconds: null }), [])
  })
  it('on a document without a number', () => {
    for (const documentNumber of ['không số', '-', '…/PBS']) deepEqual(start({ documentNumber }), ['no-number'], documentNumber)
    deepEqual(start({ documentNumber: '7' }), [])
  })
  it('with no notice to the applicant, where they have to bring or pay something; what is not known is no sign', () => {
    const without = (cause: PauseCause) => start({ cause, isNotified: false })
    deepEqual([without('supplement'), without('finance'), without('legal-hold')], [['no-notice'], ['no-notice'], []])
    deepEqual(start({ isNotified: null }), [])
  })
  it('with everything at once', () =>
    deepEqual(start({ leftSeconds: 1, documentNumber: 'x', isNotified: false }), ['near-due', 'no-number', 'no-notice']))
})

describe('How a pause went on (dấu hiệu trong khi dừng)', () => {
  it('half of the longest length is expected, a second more is long: 7.5 of 15 days, Thursday 12 March 15:00', () => {
    // Tuesday 09:00 + 7 days = Thursday 12 March 09:00; + 4 h = 15:00 (09:00–11:30 are 2.5 h, 13:30–15:00 are 1.5 h)
    equal(longFrom(lasting, calendar), at('12 15:00') + 1)
    deepEqual(course(lasting, at('12 15:00')), [])
    deepEqual(course(lasting, (at('12 15:00') + 1) as Moment), ['long'])
    deepEqual(course(arrived('12 15:00')), [])
    deepEqual(course({ ...arrived('12 15:00'), to: (at('12 15:00') + 1) as Moment }), ['long'])
  })
  it('one that nothing ended is told as that, and not as long too', () =>
    deepEqual(course({ ...lasting, to: lasting.until, end: 'term-over', recordedAt: at('24 09:05') }), ['term-over']))
  it('one working day between arrival and record is allowed, a minute more is late', () => {
    deepEqual(course(arrived('04 09:00', '05 09:00')), [])
    deepEqual(course(arrived('04 09:00', '05 09:01')), ['recorded-late'])
    deepEqual(course(arrived('06 20:10', '09 07:30')), []) // over a weekend no working time passes
  })
  it('what the system ended an hour after its time is nobody’s lateness', () =>
    deepEqual(course({ ...lasting, to: lasting.until, end: 'term-over', recordedAt: at('26 17:00') }), ['term-over']))
  it('one whose record is not known is not called late', () => deepEqual(course({ ...arrived('04 09:00'), recordedAt: null }), []))
  it('one that was annulled, however short', () => {
    deepEqual(course({ ...lasting, annulledAt: at('03 10:00') }), ['annulled'])
    deepEqual(course({ ...lasting, annulledAt: at('20 10:00') }), ['long', 'annulled'])
  })
  it('several on one dossier: the second is, and the first is not; an annulled one does not count', () => {
    const hold = { from: at('03 09:00'), until: at('24 09:00'), to: at('04 09:00'), end: 'arrived' as const, annulled: null }
    const wrong = { ...hold, annulled: { at: at('05 09:00') } }
    const signs = (...holds: (typeof hold | typeof wrong)[]) => coursesOf(holds).map((c) => courseSigns(c, calendar, at('26 09:00')))
    deepEqual(signs(hold, hold, hold), [[], ['several'], ['several']])
    deepEqual(signs(wrong, hold), [['annulled'], []])
  })
  it('its length ends with it, or with its annulment', () => {
    equal(secondsOf(arrived('04 09:00'), calendar), day)
    equal(secondsOf({ ...lasting, annulledAt: at('03 10:00') }, calendar), 3600)
    equal(secondsOf(lasting, calendar), null)
  })
})

describe('Whatever the pause', () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 20 })
  it('long is exactly what took more working time than half of its longest length', () =>
    fc.assert(
      fc.property(minutes, minutes, minutes, (begins, longest, lasts) => {
        const from = (at('02 07:30') + begins * 60) as Moment
        const until = (from + longest * 60) as Moment
        const to = (from + lasts * 60) as Moment
        const hold: Course = { ...lasting, from, until, to, end: 'arrived', recordedAt: to }
        const half = Math.floor((calendar.workedBefore(until) - calendar.workedBefore(from)) / 2)
        return course(hold).includes('long') === (secondsOf(hold, calendar) ?? 0) > half
      }),
    ))
})
