import { type Day, day } from '../../kernel/moment.ts'
import { evolve, type OrgChange } from './change.ts'
import type { OrgRecord, PostId } from './record.ts'
import type { AgencyId, OfficerId, Role, UnitId, UnitKind } from './roles.ts'

/** The day on which the example agency opened. */
export const opening = day('2025-03-01')

const bare: OrgRecord = {
  agency: {
    id: 1 as AgencyId,
    code: 'so-mau',
    opened: opening,
    closed: null,
    successor: null,
    names: [{ from: opening, name: 'Sở Mẫu', parentName: 'UBND tỉnh Mẫu', place: 'Mẫu' }],
    identifiers: [{ identifier: 'H56.12', from: opening, to: null }],
  },
  units: [],
  officers: [],
  posts: [],
  acting: [],
  hours: [],
}

const unit = (unitId: number, kind: UnitKind, name: string, shortName: string): OrgChange => ({
  type: 'unit-opened',
  unitId: unitId as UnitId,
  kind,
  name,
  shortName,
  from: opening,
})
const officer = (officerId: number, name: string): OrgChange => ({
  type: 'officer-joined',
  officerId: officerId as OfficerId,
  name,
  email: null,
  from: opening,
})
const post = (postId: number, officerId: number, unitId: number, role: Role, to: Day | null = null): OrgChange => ({
  type: 'post-given',
  postId: postId as PostId,
  officerId: officerId as OfficerId,
  unitId: unitId as UnitId,
  role,
  title: '',
  from: opening,
  to,
})

export const leadership = 1
export const land = 2
export const minerals = 3
export const counter = 4
export const director = 1
export const landHead = 2
export const landSpecialist = 3
export const mineralsHead = 4
export const counterOfficer = 5
export const administrator = 6

/** A small department of invented people: a director, two divisions with heads, one specialist, a counter, an administrator. */
export const department: OrgRecord = [
  unit(leadership, 'leadership', 'Lãnh đạo Sở', 'LĐS'),
  unit(land, 'division', 'Phòng Đất đai', 'P. ĐĐ'),
  unit(minerals, 'division', 'Phòng Khoáng sản', 'P. KS'),
  unit(counter, 'one-stop', 'Bộ phận Một cửa', 'BPMC'),
  officer(director, 'Lê Thị Giám Đốc (mẫu)'),
  officer(landHead, 'Trần Văn Đất (mẫu)'),
  officer(landSpecialist, 'Phạm Thị Thửa (mẫu)'),
  officer(mineralsHead, 'Vũ Văn Đá (mẫu)'),
  officer(counterOfficer, 'Đỗ Thị Cửa (mẫu)'),
  officer(administrator, 'Ngô Văn Máy (mẫu)'),
  post(1, director, leadership, 'director'),
  post(2, landHead, land, 'unit-head'),
  post(3, landSpecialist, land, 'specialist'),
  post(4, mineralsHead, minerals, 'unit-head'),
  post(5, counterOfficer, counter, 'counter-officer'),
  post(6, administrator, counter, 'administrator'),
].reduce(evolve, bare)
