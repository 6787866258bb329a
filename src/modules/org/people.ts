import type { Day } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { evolve, nextId, type OrgChange } from './change.ts'
import { headRoles, officerOf, unitOf } from './find.ts'
import { holds, meets, type Officer, type OrgRecord, type Post, type PostId, startOfDay } from './record.ts'
import { type OfficerId, type Role, roleNames, type UnitId } from './roles.ts'
import { type UnitRefused, unavailable } from './units.ts'

/** Why an officer is not taken up, or a post not given or ended. */
export type PeopleRefused =
  | { kind: 'unknown-officer'; officerId: number }
  | { kind: 'officer-name-missing' }
  | { kind: 'field-entered-later'; since: Day }
  | { kind: 'email-taken'; email: string; officerId: OfficerId }
  | { kind: 'unknown-post'; postId: number }
  | { kind: 'ends-before-it-begins'; from: Day }
  | { kind: 'not-joined-yet'; officerId: OfficerId; joined: Day }
  | { kind: 'already-left'; officerId: OfficerId; left: Day }
  | { kind: 'leaves-before-joining'; joined: Day }
  | { kind: 'already-holds'; officerId: OfficerId; unitId: UnitId; role: Role; from: Day; to: Day | null }
  | { kind: 'unit-has-head'; unitId: UnitId; officerId: OfficerId; from: Day; to: Day | null }
  | { kind: 'agency-has-director'; officerId: OfficerId; from: Day; to: Day | null }
  | { kind: 'post-already-ended'; lastDay: Day }
  | { kind: 'last-administrator' }
  | Extract<UnitRefused, { kind: 'unknown-unit' | 'unit-not-open' | 'unit-closed' }>

/** Take up an officer (tiếp nhận công chức). Posts are given separately. */
export function decideOfficer(
  org: OrgRecord,
  command: { name: string; email: string | null; from: Day },
): Result<OrgChange[], PeopleRefused> {
  const refusal = badOfficer(org, command, null)
  if (refusal) return err(refusal)
  const { name, email, from } = command
  return ok([{ type: 'officer-joined', officerId: nextId(org.officers), name, email, from }])
}

/** Put an officer's name or address right (sửa thông tin công chức). */
export function decideCorrection(
  org: OrgRecord,
  command: { officerId: number; name: string; email: string | null },
): Result<OrgChange[], PeopleRefused> {
  const officer = officerOf(org, command.officerId)
  if (!officer) return err({ kind: 'unknown-officer', officerId: command.officerId })
  const refusal = badOfficer(org, command, officer.id)
  if (refusal) return err(refusal)
  if (officer.name === command.name && officer.email === command.email) return ok([])
  return ok([{ type: 'officer-corrected', officerId: officer.id, name: command.name, email: command.email }])
}

/**
 * Record since when an officer has worked in the field (ghi ngày vào ngành), and on whose word. It may lie long before they came to the agency;
 * null takes back what was recorded.
 */
export function decideFieldEntry(
  org: OrgRecord,
  { officerId, since, basis }: { officerId: number; since: Day | null; basis: string },
  today: Day,
): Result<OrgChange[], PeopleRefused> {
  const officer = officerOf(org, officerId)
  if (!officer) return err({ kind: 'unknown-officer', officerId })
  if (since !== null && since > today) return err({ kind: 'field-entered-later', since })
  const isSame = (officer.fieldSince ?? null) === since && (since === null || officer.fieldBasis === basis)
  return ok(isSame ? [] : [{ type: 'field-entry-recorded', officerId: officer.id, since, basis }])
}

function badOfficer(
  org: OrgRecord,
  { name, email }: { name: string; email: string | null },
  self: OfficerId | null,
): PeopleRefused | undefined {
  if (name === '') return { kind: 'officer-name-missing' }
  const other = email === null ? undefined : org.officers.find((o) => o.email?.toLowerCase() === email.toLowerCase() && o.id !== self)
  return other && email !== null && other.left === null ? { kind: 'email-taken', email, officerId: other.id } : undefined
}

export type GivePost = { officerId: number; unitId: number; role: Role; title: string; from: Day; to: Day | null }

/** Give an officer a post (giao vị trí). One head for each unit at a time, one director for the agency, no post twice. */
export function decidePost(org: OrgRecord, command: GivePost): Result<OrgChange[], PeopleRefused> {
  const officer = officerOf(org, command.officerId)
  const unit = unitOf(org, command.unitId)
  if (!officer) return err({ kind: 'unknown-officer', officerId: command.officerId })
  if (!unit) return err({ kind: 'unknown-unit', unitId: command.unitId })
  const { role, from, to } = command
  if (to !== null && to < from) return err({ kind: 'ends-before-it-begins', from })
  const absent = notServing(officer, from, to)
  if (absent) return err(absent)
  const closed = unavailable(unit, from) ?? unavailable(unit, to ?? farFuture)
  if (closed) return err(closed)
  const clash = clashOf(org, { officerId: officer.id, unitId: unit.id, role, from, to })
  if (clash) return err(clash)
  const title = command.title === '' ? roleNames.vi[role] : command.title
  return ok([{ type: 'post-given', postId: nextId(org.posts), officerId: officer.id, unitId: unit.id, role, title, from, to }])
}

/** Later than any day on record: a post without end reaches it. */
const farFuture = 1_000_000 as Day

function notServing(officer: Officer, from: Day, to: Day | null): PeopleRefused | undefined {
  if (from < officer.joined) return { kind: 'not-joined-yet', officerId: officer.id, joined: officer.joined }
  if (officer.left !== null && (to ?? farFuture) > officer.left) return { kind: 'already-left', officerId: officer.id, left: officer.left }
  return undefined
}

function clashOf(org: OrgRecord, wanted: Omit<Post, 'id' | 'title'>): PeopleRefused | undefined {
  for (const post of org.posts.filter((p) => meets(p, wanted))) {
    const { officerId, unitId, role, from, to } = post
    if (officerId === wanted.officerId && unitId === wanted.unitId && role === wanted.role)
      return { kind: 'already-holds', officerId, unitId, role, from, to }
    if (role === 'director' && wanted.role === 'director') return { kind: 'agency-has-director', officerId, from, to }
    if (unitId === wanted.unitId && headRoles.includes(role) && headRoles.includes(wanted.role))
      return { kind: 'unit-has-head', unitId, officerId, from, to }
  }
  return undefined
}

/**
 * End a post (thôi giữ vị trí) after its last day. One that has not begun is withdrawn instead. The last administrator's post
 * cannot end: nobody could give the next one.
 */
export function decideEndPost(org: OrgRecord, command: { postId: number; lastDay: Day }, today: Day): Result<OrgChange[], PeopleRefused> {
  const { lastDay } = command
  const post = org.posts.find(({ id }) => id === command.postId)
  if (!post) return err({ kind: 'unknown-post', postId: command.postId })
  const changes = endOf(post, lastDay, today)
  if (changes.length === 0)
    return err(
      post.to !== null && post.to <= lastDay
        ? { kind: 'post-already-ended', lastDay: post.to }
        : { kind: 'ends-before-it-begins', from: post.from },
    )
  return locksOut(org, changes, lastDay) ? err({ kind: 'last-administrator' }) : ok(changes)
}

/** What ends a post after a day; nothing when it has ended by then, or began before today and after that day. */
function endOf(post: Post, lastDay: Day, today: Day): OrgChange[] {
  if (post.to !== null && post.to <= lastDay) return []
  if (post.from > lastDay) return post.from > today ? [{ type: 'post-withdrawn', postId: post.id }] : []
  return [{ type: 'post-ended', postId: post.id, lastDay }]
}

/** Whether an administrator serves now, and after these changes none would. */
function locksOut(org: OrgRecord, changes: readonly OrgChange[], lastDay: Day): boolean {
  const administers = (record: OrgRecord) => record.posts.some((p) => p.role === 'administrator' && holds(p, (lastDay + 1) as Day))
  return administers(org) && !administers(changes.reduce(evolve, org))
}

/**
 * An officer leaves (thôi việc, chuyển công tác, nghỉ hưu) after a last day: all posts end, acting for somebody and by somebody ends.
 * Dossiers in hand and the account are other modules' business: see `afterLeaving` for what is to follow.
 */
export function decideLeave(org: OrgRecord, command: { officerId: number; lastDay: Day }, today: Day): Result<OrgChange[], PeopleRefused> {
  const { lastDay } = command
  const officer = officerOf(org, command.officerId)
  if (!officer) return err({ kind: 'unknown-officer', officerId: command.officerId })
  if (officer.left !== null) return err({ kind: 'already-left', officerId: officer.id, left: officer.left })
  if (lastDay < officer.joined) return err({ kind: 'leaves-before-joining', joined: officer.joined })
  const posts = org.posts.filter((p) => p.officerId === officer.id && (p.to === null || p.to > lastDay))
  const late = posts.find((post) => endOf(post, lastDay, today).length === 0)
  if (late) return err({ kind: 'ends-before-it-begins', from: late.from })
  const end = startOfDay((lastDay + 1) as Day)
  const acting = org.acting
    .filter((a) => (a.officerId === officer.id || a.absentId === officer.id) && a.to > end)
    .map(
      (a): OrgChange => (a.from >= end ? { type: 'acting-withdrawn', actingId: a.id } : { type: 'acting-ended', actingId: a.id, to: end }),
    )
  const changes = [...posts.flatMap((post) => endOf(post, lastDay, today)), ...acting]
  if (locksOut(org, changes, lastDay)) return err({ kind: 'last-administrator' })
  return ok([...changes, { type: 'officer-left', officerId: officer.id, lastDay }])
}

/** What somebody has to see to after an officer has left. */
export type AfterLeaving = {
  endedPosts: readonly PostId[]
  /** Units that this officer led and that now have nobody. */
  unitsWithoutHead: readonly UnitId[]
  /** One-stop units that no longer have a counter officer. */
  countersEmpty: readonly UnitId[]
}

/** Reads what follows out of the record before and after. */
export function afterLeaving(org: OrgRecord, changes: readonly OrgChange[]): AfterLeaving {
  const left = changes.find((c) => c.type === 'officer-left')
  const after = changes.reduce(evolve, org)
  const endedPosts = changes.flatMap((c) => (c.type === 'post-ended' || c.type === 'post-withdrawn' ? [c.postId] : []))
  const held = org.posts.filter((p) => endedPosts.includes(p.id))
  const isHeld = (unitId: UnitId, wanted: readonly Role[]) =>
    after.posts.some((p) => p.unitId === unitId && wanted.includes(p.role) && left !== undefined && holds(p, (left.lastDay + 1) as Day))
  const vacant = (wanted: readonly Role[]) => [
    ...new Set(held.filter((p) => wanted.includes(p.role) && !isHeld(p.unitId, wanted)).map((p) => p.unitId)),
  ]
  return { endedPosts, unitsWithoutHead: vacant(headRoles), countersEmpty: vacant(['counter-officer']) }
}
