import { type Day, dayText, type Moment } from '../../kernel/moment.ts'
import type { AgencyName, Identifier, OfficeHours, Officer, OrgRecord, OrgSnapshot, Post, Unit, UnitName } from './record.ts'
import { isOpen } from './record.ts'
import { type Permission, permissionsOf, type Role, type UnitKind } from './roles.ts'

/** The newest line that has begun on a day; before the first one, the first: what came before it is not on record. */
function lineOn<T extends { from: Day }>(lines: readonly T[], day: Day): T {
  const line = lines.findLast(({ from }) => from <= day) ?? lines[0]
  if (!line) throw new Error(`broken invariant: nothing is on record for ${dayText(day)}`)
  return line
}

/** Name, body above and place of the agency on a day. */
export const agencyName = (org: OrgSnapshot, day: Day = org.day): AgencyName => lineOn(org.agency.names, day)

/** The identifier that begins the codes of dossiers received on a day (mã định danh), or none. */
export const identifierOn = (org: OrgRecord, day: Day): string | undefined =>
  org.agency.identifiers.findLast(({ from, to }: Identifier) => from <= day && (to === null || to >= day))?.identifier

export const unitOf = (org: OrgRecord, unitId: number): Unit | undefined => org.units.find(({ id }) => id === unitId)
export const officerOf = (org: OrgRecord, officerId: number): Officer | undefined => org.officers.find(({ id }) => id === officerId)

/** Name and short name of a unit on a day, whether it was open then or not. */
export const nameOn = (unit: Unit, day: Day): UnitName => lineOn(unit.names, day)

/** What a unit was called on a day (tên đơn vị). An unknown unit is a bug. */
export function unitName(org: OrgSnapshot, unitId: number, day: Day = org.day): string {
  const unit = unitOf(org, unitId)
  if (!unit) throw new Error(`broken invariant: unit ${unitId} is not on record`)
  return nameOn(unit, day).name
}

/** An officer's name. An unknown officer is a bug. */
export function officerName(org: OrgRecord, officerId: number): string {
  const officer = officerOf(org, officerId)
  if (!officer) throw new Error(`broken invariant: officer ${officerId} is not on record`)
  return officer.name
}

/** Units that exist on the snapshot's day. */
export const openUnits = (org: OrgSnapshot): Unit[] => org.units.filter((unit) => isOpen(unit, org.day))

/** Kinds of units that process dossiers by their profession (đơn vị chuyên môn). */
const professionalKinds: readonly UnitKind[] = ['division', 'sub-department', 'centre', 'branch']

/** Units that process dossiers by their profession. */
export const professionalUnits = (org: OrgSnapshot): Unit[] => openUnits(org).filter(({ kind }) => professionalKinds.includes(kind))

/** The unit that stands for another on the snapshot's day: itself while it is open, else whoever took over. */
export function currentUnit(org: OrgSnapshot, unitId: number): Unit | undefined {
  const unit = unitOf(org, unitId)
  if (!unit || isOpen(unit, org.day) || unit.successor === null) return unit
  return currentUnit(org, unit.successor)
}

/** Posts that an officer holds on the snapshot's day. */
export const postsOf = (org: OrgSnapshot, officerId: number): Post[] => org.posts.filter((post) => post.officerId === officerId)

/** Officers who hold a role in a unit, or in any unit (`null`), each once. */
export function holdersOf(org: OrgSnapshot, unitId: number | null, role: Role): Officer[] {
  const ids = new Set(org.posts.filter((p) => p.role === role && (unitId === null || p.unitId === unitId)).map((p) => p.officerId))
  return org.officers.filter(({ id }) => ids.has(id))
}

/** Roles that lead the unit they are held in. */
export const headRoles: readonly Role[] = ['director', 'office-head', 'unit-head']

/** Who leads a unit (người đứng đầu đơn vị), or nobody. */
export function headOf(org: OrgSnapshot, unitId: number): Officer | undefined {
  const post = org.posts.find((p) => p.unitId === unitId && headRoles.includes(p.role))
  return post && officerOf(org, post.officerId)
}

/** What an officer may act as at a moment: own posts, and those of whom they act for, with whose they are. */
export function postsHeld(org: OrgSnapshot, officerId: number, at: Moment): (Post & { onBehalfOf: number | null })[] {
  const absent = org.acting.filter((a) => a.officerId === officerId && a.from <= at && at < a.to)
  return [
    ...postsOf(org, officerId).map((post) => ({ ...post, onBehalfOf: null })),
    ...absent.flatMap(({ absentId }) => postsOf(org, absentId).map((post) => ({ ...post, onBehalfOf: absentId }))),
  ]
}

/** Permissions of several posts together. */
export const mayOf = (posts: readonly { role: Role }[]): Set<Permission> => new Set(posts.flatMap(({ role }) => permissionsOf[role]))

/** Office hours in force on a day, or none. */
export const hoursOn = (org: OrgRecord, day: Day): OfficeHours | undefined => org.hours.findLast(({ from }) => from <= day)
