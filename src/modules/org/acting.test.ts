import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayInVietnam, moment } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import { decideActing, decideEndActing } from './acting.ts'
import { evolve, type OrgChange } from './change.ts'
import { postsHeld } from './find.ts'
import { counterOfficer, department, landHead, landSpecialist, mineralsHead } from './org.example.ts'
import { asOf } from './record.ts'

const kindOf = (decision: Result<OrgChange[], { kind: string }>): string => (decision.ok ? 'done' : decision.error.kind)
const now = moment('2026-03-02T10:00:00+07:00')
const week = { from: moment('2026-03-02T08:00:00+07:00'), to: moment('2026-03-09T08:00:00+07:00'), document: '12/GUQ-SM' }
const forHead = { absentId: landHead, officerId: landSpecialist, ...week }
const given = decideActing(department, forHead, now)
const org = given.ok ? given.value.reduce(evolve, department) : department

describe('Act for somebody (giao làm thay)', () => {
  it('lends the absent officer’s posts from the first second to the last', () => {
    const held = (at: string) =>
      postsHeld(asOf(org, dayInVietnam(moment(at))), landSpecialist, moment(at)).map((p) => [p.role, p.onBehalfOf])
    deepEqual(held('2026-03-02T07:59:59+07:00'), [['specialist', null]])
    deepEqual(held('2026-03-02T08:00:00+07:00'), [
      ['specialist', null],
      ['unit-head', landHead],
    ])
    deepEqual(held('2026-03-09T07:59:59+07:00'), [
      ['specialist', null],
      ['unit-head', landHead],
    ])
    deepEqual(held('2026-03-09T08:00:00+07:00'), [['specialist', null]])
  })
  it('is refused for oneself, without a document, and for a time that is none or over', () => {
    equal(kindOf(decideActing(department, { ...forHead, officerId: landHead }, now)), 'acts-for-himself')
    equal(kindOf(decideActing(department, { ...forHead, document: '' }, now)), 'no-document')
    equal(kindOf(decideActing(department, { ...forHead, to: week.from }, now)), 'acting-ends-before-it-begins')
    equal(kindOf(decideActing(department, forHead, week.to)), 'acting-over-already')
  })
  it('is refused in a chain, in either direction', () => {
    equal(kindOf(decideActing(org, { ...week, absentId: landSpecialist, officerId: mineralsHead }, now)), 'chain-absent-acts')
    equal(kindOf(decideActing(org, { ...week, absentId: mineralsHead, officerId: landHead }, now)), 'chain-acting-absent')
  })
  it('is refused a second time for the same absent officer while it lasts, not from its last moment on', () => {
    const second = { ...forHead, officerId: mineralsHead, to: moment('2026-03-20T08:00:00+07:00') }
    equal(kindOf(decideActing(org, { ...second, from: moment('2026-03-09T07:59:59+07:00') }, now)), 'already-acted-for')
    equal(kindOf(decideActing(org, { ...second, from: week.to }, now)), 'done')
  })
  it('is refused when either does not serve throughout, or the absent one holds no post then', () => {
    const left = {
      ...department,
      officers: department.officers.map((o) => (o.id === landSpecialist ? { ...o, left: dayInVietnam(now) } : o)),
    }
    equal(kindOf(decideActing(left, forHead, now)), 'not-serving')
    const idle = { ...department, posts: department.posts.filter((p) => p.officerId !== landHead) }
    equal(kindOf(decideActing(idle, forHead, now)), 'nothing-to-act-for')
  })
  it('may be taken over by one who acts for nobody yet', () =>
    equal(kindOf(decideActing(org, { ...week, absentId: mineralsHead, officerId: counterOfficer }, now)), 'done'))
})

describe('End acting (thôi làm thay)', () => {
  it('ends it now, or withdraws what has not begun', () => {
    const early = moment('2026-03-01T10:00:00+07:00')
    const ended = decideEndActing(org, { actingId: 1 }, now)
    const withdrawn = decideEndActing(org, { actingId: 1 }, early)
    deepEqual(ended.ok && ended.value, [{ type: 'acting-ended', actingId: 1, to: now }])
    deepEqual(withdrawn.ok && withdrawn.value, [{ type: 'acting-withdrawn', actingId: 1 }])
    equal(kindOf(decideEndActing(org, { actingId: 1 }, week.to)), 'acting-over-already')
  })
})
