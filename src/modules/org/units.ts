import type { Day } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { evolve, nextId, type OrgChange } from './change.ts'
import { headRoles, nameOn, unitOf } from './find.ts'
import { isOpen, meets, type OrgRecord, type Post, type Unit } from './record.ts'
import type { OfficerId, UnitId, UnitKind } from './roles.ts'

/** Why a unit is not opened, renamed, closed or merged. */
export type UnitRefused =
  | { kind: 'unknown-unit'; unitId: number }
  | { kind: 'unit-name-missing' }
  | { kind: 'unit-name-taken'; name: string; unitId: UnitId }
  | { kind: 'same-unit-name'; name: string }
  | { kind: 'unit-not-open'; unitId: UnitId; opened: Day }
  | { kind: 'unit-closed'; unitId: UnitId; closed: Day }
  | { kind: 'unit-name-later-exists'; from: Day }
  | { kind: 'unit-name-in-use'; from: Day }
  | { kind: 'closes-before-it-opens'; opened: Day }
  | { kind: 'unit-has-people'; unitId: UnitId; officerIds: readonly OfficerId[] }
  | { kind: 'unit-has-later-posts'; officerIds: readonly OfficerId[] }
  | { kind: 'merged-into-itself' }
  | { kind: 'successor-not-open'; unitId: UnitId }

export type OpenUnit = { kind: UnitKind; name: string; shortName: string; from: Day }

/** Open a unit (lập đơn vị). */
export function decideOpenUnit(org: OrgRecord, command: OpenUnit): Result<OrgChange[], UnitRefused> {
  const { kind, name, shortName, from } = command
  if (name === '' || shortName === '') return err({ kind: 'unit-name-missing' })
  const taken = bearerOf(org, name, from)
  if (taken) return err({ kind: 'unit-name-taken', name, unitId: taken.id })
  return ok([{ type: 'unit-opened', unitId: nextId(org.units), kind, name, shortName, from }])
}

export type RenameUnit = { unitId: number; name: string; shortName: string; from: Day }

/**
 * Rename a unit from a day on (đổi tên đơn vị): days before keep the name they had. A name that has been in use stays;
 * one entered for today or later may be put right.
 */
export function decideRenameUnit(org: OrgRecord, command: RenameUnit, today: Day): Result<OrgChange[], UnitRefused> {
  const { name, shortName, from } = command
  const unit = unitOf(org, command.unitId)
  if (!unit) return err({ kind: 'unknown-unit', unitId: command.unitId })
  if (name === '' || shortName === '') return err({ kind: 'unit-name-missing' })
  const closed = unavailable(unit, from)
  if (closed) return err(closed)
  const last = unit.names.at(-1)
  if (last && from < last.from) return err({ kind: 'unit-name-later-exists', from: last.from })
  if (last && from === last.from && from < today) return err({ kind: 'unit-name-in-use', from })
  if (last && last.name === name && last.shortName === shortName) return err({ kind: 'same-unit-name', name })
  const taken = bearerOf(org, name, from)
  if (taken && taken.id !== unit.id) return err({ kind: 'unit-name-taken', name, unitId: taken.id })
  return ok([{ type: 'unit-renamed', unitId: unit.id, from, name, shortName }])
}

/** Close a unit (giải thể đơn vị): `on` is the first day on which it is no more. Its people must have gone before. */
export function decideCloseUnit(org: OrgRecord, command: { unitId: number; on: Day }): Result<OrgChange[], UnitRefused> {
  const unit = unitOf(org, command.unitId)
  if (!unit) return err({ kind: 'unknown-unit', unitId: command.unitId })
  const refusal = cannotClose(unit, command.on)
  if (refusal) return err(refusal)
  const left = postsFrom(org, unit, command.on)
  if (left.length > 0) return err({ kind: 'unit-has-people', unitId: unit.id, officerIds: [...new Set(left.map((p) => p.officerId))] })
  return ok([{ type: 'unit-closed', unitId: unit.id, on: command.on, successorId: null }])
}

export type MergeUnit = { unitId: number; successorId: number; on: Day }

/**
 * Merge a unit into another (sáp nhập): it closes, its people go on in the other unit with the same roles from that day.
 * Its head keeps a head's post only where the other unit has none; otherwise the post ends (see `withoutPost`).
 */
export function decideMergeUnit(org: OrgRecord, command: MergeUnit): Result<OrgChange[], UnitRefused> {
  const { on } = command
  const unit = unitOf(org, command.unitId)
  const successor = unitOf(org, command.successorId)
  if (!unit) return err({ kind: 'unknown-unit', unitId: command.unitId })
  if (!successor) return err({ kind: 'unknown-unit', unitId: command.successorId })
  if (unit.id === successor.id) return err({ kind: 'merged-into-itself' })
  const refusal = cannotClose(unit, on)
  if (refusal) return err(refusal)
  if (!isOpen(successor, on) || successor.closed !== null) return err({ kind: 'successor-not-open', unitId: successor.id })
  const moving = postsFrom(org, unit, on)
  const later = moving.filter(({ from }) => from >= on)
  if (later.length > 0) return err({ kind: 'unit-has-later-posts', officerIds: [...new Set(later.map((p) => p.officerId))] })

  const changes: OrgChange[] = []
  let after = org
  const add = (change: OrgChange) => {
    changes.push(change)
    after = evolve(after, change)
  }
  for (const post of moving) {
    add({ type: 'post-ended', postId: post.id, lastDay: (on - 1) as Day })
    const { officerId, role, title, to } = post
    const moved = { officerId, unitId: successor.id, role, title, from: on, to }
    if (!clashes(after, moved)) add({ type: 'post-given', postId: nextId(after.posts), ...moved })
  }
  add({ type: 'unit-closed', unitId: unit.id, on, successorId: successor.id })
  return ok(changes)
}

/**
 * Officers whose post ended in these changes and who hold none afterwards: somebody has to give them one.
 * @param org the record before or after the changes
 */
export function withoutPost(org: OrgRecord, changes: readonly OrgChange[]): OfficerId[] {
  const after = changes.reduce(evolve, org)
  const ended = changes.flatMap((c) => (c.type === 'post-ended' ? [{ postId: c.postId, next: (c.lastDay + 1) as Day }] : []))
  const officers = ended.flatMap(({ postId, next }) => {
    const post = org.posts.find(({ id }) => id === postId)
    return post && !after.posts.some((p) => p.officerId === post.officerId && meets(p, { from: next, to: null })) ? [post.officerId] : []
  })
  return [...new Set(officers)]
}

/** The same role held twice, or two heads. */
const clashes = (org: OrgRecord, moved: Omit<Post, 'id'>): boolean =>
  org.posts.some(
    (p) =>
      p.unitId === moved.unitId &&
      meets(p, moved) &&
      ((p.officerId === moved.officerId && p.role === moved.role) || (headRoles.includes(p.role) && headRoles.includes(moved.role))),
  )

/** Posts in a unit that reach to a day or beyond. */
const postsFrom = (org: OrgRecord, unit: Unit, day: Day): Post[] =>
  org.posts.filter((post) => post.unitId === unit.id && meets(post, { from: day, to: null }))

/** Why a unit cannot be dealt with on a day: it is closed by then, or not open yet. */
export function unavailable(unit: Unit, day: Day): (UnitRefused & { kind: 'unit-not-open' | 'unit-closed' }) | undefined {
  if (day < unit.opened) return { kind: 'unit-not-open', unitId: unit.id, opened: unit.opened }
  if (unit.closed !== null && day >= unit.closed) return { kind: 'unit-closed', unitId: unit.id, closed: unit.closed }
  return undefined
}

function cannotClose(unit: Unit, on: Day): UnitRefused | undefined {
  if (unit.closed !== null) return { kind: 'unit-closed', unitId: unit.id, closed: unit.closed }
  if (on <= unit.opened) return { kind: 'closes-before-it-opens', opened: unit.opened }
  const last = unit.names.at(-1)
  return last && on <= last.from ? { kind: 'unit-name-later-exists', from: last.from } : undefined
}

/** Two names are one when they differ only in spaces and capitals. */
export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b)
const nameKey = (name: string): string => name.normalize('NFC').toLocaleLowerCase('vi').replaceAll(/\s+/g, ' ').trim()

/** The unit that bears a name on a day or will later. */
const bearerOf = (org: OrgRecord, name: string, day: Day): Unit | undefined =>
  org.units.find(
    (unit) =>
      (unit.closed === null || day < unit.closed) &&
      (sameName(nameOn(unit, day).name, name) || unit.names.some((line) => line.from > day && sameName(line.name, name))),
  )
