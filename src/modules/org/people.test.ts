import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import { evolve, type OrgChange } from './change.ts'
import { headRoles, postsOf } from './find.ts'
import { administrator, counterOfficer, department, director, land, landHead, landSpecialist, minerals, opening } from './org.example.ts'
import { afterLeaving, decideCorrection, decideEndPost, decideLeave, decideOfficer, decidePost } from './people.ts'
import { asOf, meets, type OrgRecord } from './record.ts'
import { type Role, roles } from './roles.ts'

const kindOf = (decision: Result<OrgChange[], { kind: string }>): string => (decision.ok ? 'done' : decision.error.kind)
const after = (org: OrgRecord, decision: Result<OrgChange[], { kind: string }>): OrgRecord => {
  if (!decision.ok) throw new Error(decision.error.kind)
  return decision.value.reduce(evolve, org)
}
const today = day('2026-03-02')

describe('Take up an officer (tiếp nhận công chức)', () => {
  const officer = { name: 'Bùi Văn Mới (mẫu)', email: 'moi@mau.vn', from: today }
  it('is refused without a name', () => equal(kindOf(decideOfficer(department, { ...officer, name: '' })), 'officer-name-missing'))
  it('is refused with an address that somebody else has', () => {
    const org = after(department, decideOfficer(department, officer))
    equal(kindOf(decideOfficer(org, { ...officer, email: 'MOI@mau.vn' })), 'email-taken')
    equal(kindOf(decideOfficer(org, { ...officer, email: null })), 'done') // namesakes exist
  })
  it('may be put right; the same again changes nothing', () => {
    const same = decideCorrection(department, { officerId: landHead, name: 'Trần Văn Đất (mẫu)', email: null })
    deepEqual(same.ok && same.value, [])
  })
})

describe('Give a post (giao vị trí)', () => {
  const post = { officerId: landSpecialist, unitId: minerals, role: 'specialist' as Role, title: '', from: today, to: null }
  it('names the role when no title is given', () => {
    const decision = decidePost(department, post)
    equal(decision.ok && decision.value[0]?.type === 'post-given' && decision.value[0].title, 'Chuyên viên')
  })
  it('is refused while the same post is held: on its last day, no longer the day after', () => {
    const org = { ...department, posts: department.posts.map((p) => (p.id === 3 ? { ...p, to: today } : p)) }
    equal(kindOf(decidePost(org, { ...post, unitId: land })), 'already-holds')
    equal(kindOf(decidePost(org, { ...post, unitId: land, from: day('2026-03-03') })), 'done')
  })
  it('is refused for a second head of a unit, of whatever name', () => {
    equal(kindOf(decidePost(department, { ...post, role: 'unit-head' })), 'unit-has-head')
    equal(kindOf(decidePost(department, { ...post, role: 'office-head' })), 'unit-has-head')
  })
  it('is refused for a second director anywhere', () =>
    equal(kindOf(decidePost(department, { ...post, role: 'director' })), 'agency-has-director'))
  it('is refused in a unit from its closing day on, or when it would outlast it', () => {
    const org = { ...department, units: department.units.map((u) => (u.id === minerals ? { ...u, closed: day('2026-07-01') } : u)) }
    equal(kindOf(decidePost(org, { ...post, from: day('2026-07-01') })), 'unit-closed')
    equal(kindOf(decidePost(org, post)), 'unit-closed')
    equal(kindOf(decidePost(org, { ...post, to: day('2026-07-01') })), 'unit-closed')
    equal(kindOf(decidePost(org, { ...post, to: day('2026-06-30') })), 'done')
  })
  it('is refused before the officer joined, after leaving, and with an end before its beginning', () => {
    equal(kindOf(decidePost(department, { ...post, from: day('2025-02-28') })), 'not-joined-yet')
    equal(kindOf(decidePost(department, { ...post, from: opening })), 'done')
    const org = { ...department, officers: department.officers.map((o) => ({ ...o, left: today })) }
    equal(kindOf(decidePost(org, post)), 'already-left')
    equal(kindOf(decidePost(org, { ...post, to: today })), 'done')
    equal(kindOf(decidePost(department, { ...post, to: day('2026-03-01') })), 'ends-before-it-begins')
  })
  it('never leaves a unit with two heads, or one post held twice, whatever is asked', () => {
    const days = fc.integer({ min: opening, max: opening + 900 })
    const asked = fc.record({
      officerId: fc.integer({ min: 1, max: 6 }),
      unitId: fc.integer({ min: 1, max: 4 }),
      role: fc.constantFrom(...roles),
      from: days,
      to: fc.option(days),
    })
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 12 }), (wishes) => {
        let org = department
        for (const wish of wishes) {
          const decision = decidePost(org, { ...wish, title: '', from: wish.from as typeof today, to: wish.to as typeof today | null })
          if (decision.ok) org = decision.value.reduce(evolve, org)
        }
        for (const a of org.posts)
          for (const b of org.posts)
            if (a.id < b.id && a.unitId === b.unitId && meets(a, b)) {
              equal(headRoles.includes(a.role) && headRoles.includes(b.role), false)
              equal(a.officerId === b.officerId && a.role === b.role, false)
            }
      }),
      { numRuns: 60 },
    )
  })
})

describe('End a post (thôi giữ vị trí)', () => {
  it('holds on the last day and no longer on the next', () => {
    const org = after(department, decideEndPost(department, { postId: 3, lastDay: today }, today))
    equal(postsOf(asOf(org, today), landSpecialist).length, 1)
    equal(postsOf(asOf(org, day('2026-03-03')), landSpecialist).length, 0)
  })
  it('is refused a second time, unless it ends earlier', () => {
    const org = after(department, decideEndPost(department, { postId: 3, lastDay: today }, today))
    equal(kindOf(decideEndPost(org, { postId: 3, lastDay: today }, today)), 'post-already-ended')
    equal(kindOf(decideEndPost(org, { postId: 3, lastDay: day('2026-03-01') }, today)), 'done')
  })
  it('is refused before it began, but one that is yet to begin is withdrawn', () => {
    equal(kindOf(decideEndPost(department, { postId: 3, lastDay: day('2025-02-28') }, today)), 'ends-before-it-begins')
    const next = { officerId: landSpecialist, unitId: minerals, role: 'specialist' as Role, title: '', from: day('2026-03-03'), to: null }
    const org = after(department, decidePost(department, next))
    const withdrawn = decideEndPost(org, { postId: 7, lastDay: today }, today)
    deepEqual(withdrawn.ok && withdrawn.value, [{ type: 'post-withdrawn', postId: 7 }])
  })
  it('is refused for the last administrator', () => {
    equal(kindOf(decideEndPost(department, { postId: 6, lastDay: today }, today)), 'last-administrator')
    const second = { officerId: landSpecialist, unitId: land, role: 'administrator' as Role, title: '', from: today, to: null }
    equal(kindOf(decideEndPost(after(department, decidePost(department, second)), { postId: 6, lastDay: today }, today)), 'done')
  })
})

describe('An officer leaves (thôi việc)', () => {
  it('ends every post and says what follows', () => {
    const decision = decideLeave(department, { officerId: landHead, lastDay: today }, today)
    const org = after(department, decision)
    equal(postsOf(asOf(org, day('2026-03-03')), landHead).length, 0)
    deepEqual(decision.ok && afterLeaving(department, decision.value), { endedPosts: [2], unitsWithoutHead: [land], countersEmpty: [] })
    const gone = decideLeave(department, { officerId: counterOfficer, lastDay: today }, today)
    deepEqual(gone.ok && afterLeaving(department, gone.value).countersEmpty, [4])
  })
  it('is refused twice, before joining, and for the last administrator', () => {
    const org = after(department, decideLeave(department, { officerId: director, lastDay: today }, today))
    equal(kindOf(decideLeave(org, { officerId: director, lastDay: today }, today)), 'already-left')
    equal(kindOf(decideLeave(department, { officerId: director, lastDay: day('2025-02-28') }, today)), 'leaves-before-joining')
    equal(kindOf(decideLeave(department, { officerId: administrator, lastDay: today }, today)), 'last-administrator')
  })
})
