import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import { evolve, type OrgChange } from './change.ts'
import { currentUnit, headOf, holdersOf, professionalUnits, unitName } from './find.ts'
import { counter, department, land, landHead, landSpecialist, minerals, mineralsHead, opening } from './org.example.ts'
import { asOf, type OrgRecord } from './record.ts'
import { decideCloseUnit, decideMergeUnit, decideOpenUnit, decideRenameUnit, withoutPost } from './units.ts'

const kindOf = (decision: Result<OrgChange[], { kind: string }>): string => (decision.ok ? 'done' : decision.error.kind)
const after = (org: OrgRecord, decision: Result<OrgChange[], { kind: string }>): OrgRecord => {
  if (!decision.ok) throw new Error(decision.error.kind)
  return decision.value.reduce(evolve, org)
}
const today = day('2026-03-02')
const july = day('2026-07-01')

describe('Open a unit (lập đơn vị)', () => {
  const inspectorate = { kind: 'inspectorate', name: 'Thanh tra Sở', shortName: 'TTr', from: today } as const
  it('gives it the next number', () => {
    const decision = decideOpenUnit(department, inspectorate)
    equal(decision.ok && decision.value[0]?.type === 'unit-opened' && decision.value[0].unitId, 5)
  })
  it('is refused without a name', () => equal(kindOf(decideOpenUnit(department, { ...inspectorate, shortName: '' })), 'unit-name-missing'))
  it('is refused under a name in use, however it is written', () =>
    equal(kindOf(decideOpenUnit(department, { ...inspectorate, name: ' phòng  ĐẤT đai' })), 'unit-name-taken'))
  it('may take the name of a unit closed that day, not the day before', () => {
    const closed = department.units.map((u) => (u.id === land ? { ...u, closed: today } : u))
    const org = { ...department, units: closed }
    equal(kindOf(decideOpenUnit(org, { ...inspectorate, name: 'Phòng Đất đai' })), 'done')
    equal(kindOf(decideOpenUnit(org, { ...inspectorate, name: 'Phòng Đất đai', from: day('2026-03-01') })), 'unit-name-taken')
  })
})

describe('Rename a unit (đổi tên đơn vị)', () => {
  const rename = { unitId: land, name: 'Phòng Quản lý đất đai', shortName: 'P. QLĐĐ', from: july }
  it('keeps the old name until the day before', () => {
    const org = after(department, decideRenameUnit(department, rename, today))
    equal(unitName(asOf(org, today), land), 'Phòng Đất đai')
    equal(unitName(asOf(org, july), land, day('2026-06-30')), 'Phòng Đất đai')
    equal(unitName(asOf(org, july), land), 'Phòng Quản lý đất đai')
  })
  it('cannot slip in before a name on record', () => {
    const org = after(department, decideRenameUnit(department, rename, today))
    equal(kindOf(decideRenameUnit(org, { ...rename, name: 'Phòng Đất', from: day('2026-06-30') }, today)), 'unit-name-later-exists')
  })
  it('may put right a name entered for today, not one of yesterday', () => {
    const org = after(department, decideRenameUnit(department, { ...rename, from: today }, today))
    equal(kindOf(decideRenameUnit(org, { ...rename, name: 'Phòng Đất', from: today }, today)), 'done')
    equal(kindOf(decideRenameUnit(org, { ...rename, name: 'Phòng Đất', from: today }, day('2026-03-03'))), 'unit-name-in-use')
  })
  it('is refused when nothing changes, before the unit opened, and under a name in use', () => {
    equal(
      kindOf(decideRenameUnit(department, { unitId: land, name: 'Phòng Đất đai', shortName: 'P. ĐĐ', from: today }, today)),
      'same-unit-name',
    )
    equal(kindOf(decideRenameUnit(department, { ...rename, from: day('2025-02-28') }, today)), 'unit-not-open')
    equal(kindOf(decideRenameUnit(department, { ...rename, name: 'Phòng Khoáng sản' }, today)), 'unit-name-taken')
    equal(kindOf(decideRenameUnit(department, { ...rename, unitId: 99 }, today)), 'unknown-unit')
  })
})

describe('Close a unit (giải thể)', () => {
  it('is refused while somebody holds a post on that day', () => {
    const refused = decideCloseUnit(department, { unitId: land, on: july })
    deepEqual(!refused.ok && refused.error, { kind: 'unit-has-people', unitId: land, officerIds: [landHead, landSpecialist] })
  })
  it('goes through when the last post ends the day before, not on the day itself', () => {
    const until = (last: string): OrgRecord => ({
      ...department,
      posts: department.posts.map((p) => (p.unitId === land ? { ...p, to: day(last) } : p)),
    })
    equal(kindOf(decideCloseUnit(until('2026-06-30'), { unitId: land, on: july })), 'done')
    equal(kindOf(decideCloseUnit(until('2026-07-01'), { unitId: land, on: july })), 'unit-has-people')
  })
  it('is refused on the opening day, and twice', () => {
    equal(kindOf(decideCloseUnit(department, { unitId: land, on: opening })), 'closes-before-it-opens')
    const closed = { ...department, posts: [], units: department.units.map((u) => ({ ...u, closed: july })) }
    equal(kindOf(decideCloseUnit(closed, { unitId: land, on: day('2027-01-01') })), 'unit-closed')
  })
})

describe('Merge units (sáp nhập)', () => {
  const merge = { unitId: minerals, successorId: land, on: july }
  const merged = after(department, decideMergeUnit(department, merge))
  it('keeps the closed unit readable, and says who stands for it', () => {
    equal(unitName(asOf(merged, july), minerals), 'Phòng Khoáng sản')
    equal(currentUnit(asOf(merged, july), minerals)?.id, land)
    equal(currentUnit(asOf(merged, day('2026-06-30')), minerals)?.id, minerals)
    deepEqual(
      professionalUnits(asOf(merged, july)).map((u) => u.id),
      [land],
    )
  })
  it('moves people from that day, but not a second head', () => {
    equal(headOf(asOf(merged, july), land)?.id, landHead)
    equal(headOf(asOf(merged, day('2026-06-30')), minerals)?.id, mineralsHead)
    const decision = decideMergeUnit(department, merge)
    deepEqual(decision.ok && withoutPost(department, decision.value), [mineralsHead])
    const other = after(department, decideMergeUnit(department, { unitId: land, successorId: minerals, on: july }))
    deepEqual(
      holdersOf(asOf(other, july), minerals, 'specialist').map((o) => o.id),
      [landSpecialist],
    )
  })
  it('is refused into itself, into a closed unit, and while a post is to begin there later', () => {
    equal(kindOf(decideMergeUnit(department, { ...merge, successorId: minerals })), 'merged-into-itself')
    equal(kindOf(decideMergeUnit(merged, { unitId: counter, successorId: minerals, on: day('2026-08-01') })), 'successor-not-open')
    const later = { ...department, posts: department.posts.map((p) => (p.unitId === minerals ? { ...p, from: july } : p)) }
    equal(kindOf(decideMergeUnit(later, merge)), 'unit-has-later-posts')
  })
})
