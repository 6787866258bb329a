import type { Brand } from '../../kernel/brand.ts'
import { type Day, dayInVietnam, daySeconds, type Moment } from '../../kernel/moment.ts'
import type { WeekSessions } from '../clock/model.ts'
import type { AgencyId, OfficerId, Role, UnitId, UnitKind } from './roles.ts'

export type PostId = Brand<number, 'PostId'>
export type ActingId = Brand<number, 'ActingId'>

/** What the agency is called from a day on: its name, the body above it, the place where its papers are dated. */
export type AgencyName = { from: Day; name: string; parentName: string; place: string }

/** An electronic identifier (mã định danh) and its days; `to` is the last one. */
export type Identifier = { identifier: string; from: Day; to: Day | null }

/** Agency (cơ quan). Names and identifiers oldest first; `closed` is the first day on which it is no more. */
export type Agency = {
  id: AgencyId
  code: string
  opened: Day
  closed: Day | null
  successor: AgencyId | null
  names: readonly AgencyName[]
  identifiers: readonly Identifier[]
}

/** What a unit is called from a day on. */
export type UnitName = { from: Day; name: string; shortName: string }

/** Unit (đơn vị). `closed` is the first day on which it is no more; `successor` is the unit that then stands for it. */
export type Unit = {
  id: UnitId
  kind: UnitKind
  opened: Day
  closed: Day | null
  successor: UnitId | null
  names: readonly UnitName[]
}

/** Officer (công chức, viên chức, người lao động). `left` is the last day. */
export type Officer = {
  id: OfficerId
  name: string
  email: string | null
  joined: Day
  left: Day | null
  /** Since when they have worked in the field (vào ngành), and on whose word. Null or absent: not recorded. */
  fieldSince?: Day | null
  fieldBasis?: string | null
}

/** A post held (vị trí): which role in which unit, from when to when. `to` is the last day. */
export type Post = { id: PostId; officerId: OfficerId; unitId: UnitId; role: Role; title: string; from: Day; to: Day | null }

/** One officer does for a time what an absent one may do (làm thay), on a document's word. */
export type Acting = { id: ActingId; absentId: OfficerId; officerId: OfficerId; from: Moment; to: Moment; document: string }

/** Office hours (giờ làm việc) from a day on. */
export type OfficeHours = { from: Day; sessions: WeekSessions; decision: string }

/** Everything that is on record about an agency, all times together: what decisions are made on. */
export type OrgRecord = {
  agency: Agency
  units: readonly Unit[]
  officers: readonly Officer[]
  posts: readonly Post[]
  acting: readonly Acting[]
  /** Oldest first. */
  hours: readonly OfficeHours[]
}

/**
 * The agency as of a day: posts in force on it, acting officers of it. Units, officers and names stay whole, so that a unit
 * closed long ago still has its name on an old dossier.
 */
export type OrgSnapshot = OrgRecord & { day: Day }

/** Narrows the record to one day. */
export const asOf = (org: OrgRecord, day: Day): OrgSnapshot => ({
  ...org,
  day,
  posts: org.posts.filter((post) => holds(post, day)),
  acting: org.acting.filter(({ from, to }) => dayInVietnam(from) <= day && dayInVietnam((to - 1) as Moment) >= day),
})

/** Whether a post is in force on a day. */
export const holds = ({ from, to }: { from: Day; to: Day | null }, day: Day): boolean => from <= day && (to === null || to >= day)

/** Whether two stretches of days, ends included, share a day. */
export const meets = (a: { from: Day; to: Day | null }, b: { from: Day; to: Day | null }): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to)

/** Whether a unit exists on a day. */
export const isOpen = (unit: Unit, day: Day): boolean => unit.opened <= day && (unit.closed === null || day < unit.closed)

/** Whether an officer serves on a day. */
export const serves = (officer: Officer, day: Day): boolean => officer.joined <= day && (officer.left === null || day <= officer.left)

/** Midnight at which a day begins in Viet Nam. */
export const startOfDay = (day: Day): Moment => (day * daySeconds - 7 * 3600) as Moment
