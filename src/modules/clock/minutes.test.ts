import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../kernel/moment.ts'
import { official, vn } from './examples.ts'
import { addWorkingSeconds, workingSeconds, workingTime } from './minutes.ts'

describe('Working time (thời gian làm việc)', () => {
  it('leaves out lunch, nights, weekends and holidays', () =>
    equal(workingSeconds(official, vn('2024-04-26T10:00'), vn('2024-05-02T09:00')), 7 * 3600)) // 1.5 + 4 on Friday, 1.5 on Thursday
  it('of 525 minutes', () => deepEqual(workingTime(official, vn('2026-03-02T07:30'), vn('2026-03-03T08:15')), { ok: true, value: 31_500 }))
  it('is nothing between two closed moments', () => equal(workingSeconds(official, vn('2026-03-02T11:30'), vn('2026-03-02T13:30')), 0))
  it('is negative backwards', () => equal(workingSeconds(official, vn('2026-03-02T09:00'), vn('2026-03-02T08:00')), -3600))
  it('between one moment and itself is nothing', () =>
    deepEqual(workingTime(official, vn('2026-03-02T09:00'), vn('2026-03-02T09:00')), { ok: true, value: 0 }))
  it('is refused backwards', () =>
    deepEqual(workingTime(official, vn('2026-03-02T09:00'), vn('2026-03-02T08:59')), {
      ok: false,
      error: { kind: 'to-before-from', from: vn('2026-03-02T09:00'), to: vn('2026-03-02T08:59') },
    }))
  it('is refused outside the published days', () => {
    const past = { ok: false, error: { kind: 'calendar-not-published', day: day('2027-01-01') } }
    deepEqual(workingTime(official, vn('2026-12-31T09:00'), vn('2027-01-01T00:01')), past)
    deepEqual(workingTime(official, vn('2017-12-31T09:00'), vn('2018-01-03T09:00')), {
      ok: false,
      error: { kind: 'calendar-not-published', day: day('2017-12-31') },
    })
    deepEqual(workingTime(official, vn('2026-12-31T16:30'), vn('2027-01-01T00:00')), { ok: true, value: 3600 })
  })
})

describe('So much working time later (cộng giờ làm việc)', () => {
  it('may end on the end of a session', () =>
    deepEqual(addWorkingSeconds(official, vn('2026-03-02T10:30'), 3600), { ok: true, value: vn('2026-03-02T11:30') }))
  it('goes on with the next session', () =>
    deepEqual(addWorkingSeconds(official, vn('2026-03-02T10:30'), 3660), { ok: true, value: vn('2026-03-02T13:31') }))
  it('starts with the next opening', () => {
    deepEqual(addWorkingSeconds(official, vn('2026-03-02T12:00'), 0), { ok: true, value: vn('2026-03-02T13:30') })
    deepEqual(addWorkingSeconds(official, vn('2026-03-07T12:00'), 60), { ok: true, value: vn('2026-03-09T07:31') })
  })
  it('is refused outside the published days', () => {
    const refused = (from: string, seconds: number) => addWorkingSeconds(official, vn(from), seconds)
    deepEqual(refused('2026-12-31T16:30', 3601), { ok: false, error: { kind: 'calendar-not-published', day: day('2027-01-01') } })
    deepEqual(refused('2028-12-31T16:30', 0), { ok: false, error: { kind: 'calendar-not-published', day: day('2027-01-01') } })
    deepEqual(refused('2028-12-31T16:30', 60), { ok: false, error: { kind: 'calendar-not-published', day: day('2027-01-01') } })
    deepEqual(refused('2016-02-29T16:30', 60), { ok: false, error: { kind: 'calendar-not-published', day: day('2016-02-29') } })
    deepEqual(refused('2017-12-31T16:30', 60), { ok: false, error: { kind: 'calendar-not-published', day: day('2017-12-31') } })
  })
})
