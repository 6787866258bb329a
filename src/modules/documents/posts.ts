import type { Actor } from '../org/model.ts'

/** In whose place somebody acts: null is their own post. */
export type InPlaceOf = { onBehalfOf: number | null }

type Post = Actor['posts'][number]

/** The post by which an actor may do it, an own one before one held for somebody absent (làm thay); null: none. */
export function byPost(actor: Actor, fits: (post: Post) => boolean): InPlaceOf | null {
  const fitting = actor.posts.filter(fits)
  if (fitting.length === 0) return null
  return { onBehalfOf: fitting.some((p) => p.onBehalfOf === null) ? null : (fitting[0]?.onBehalfOf ?? null) }
}

/** As oneself, or in the place of this officer when holding a post for them. */
export function asOfficer(actor: Actor, officerId: number): InPlaceOf | null {
  if (actor.officerId === officerId) return { onBehalfOf: null }
  return actor.posts.some((p) => p.onBehalfOf === officerId) ? { onBehalfOf: officerId } : null
}

export const leaderRoles: readonly string[] = ['director', 'deputy-director']
const headRoles: readonly string[] = ['director', 'office-head', 'unit-head']

/** Anybody of the unit. */
export const ofUnit = (actor: Actor, unitId: number): InPlaceOf | null => byPost(actor, (p) => p.unitId === unitId)
/** Its head. */
export const asHead = (actor: Actor, unitId: number): InPlaceOf | null =>
  byPost(actor, (p) => p.unitId === unitId && headRoles.includes(p.role))
/** The records clerk of the agency (văn thư). */
export const asRecordsClerk = (actor: Actor): InPlaceOf | null => byPost(actor, (p) => p.role === 'records-clerk')
/** Leaders of the agency, and the head of its office. */
export const asLeader = (actor: Actor): InPlaceOf | null => byPost(actor, (p) => leaderRoles.includes(p.role) || p.role === 'office-head')
