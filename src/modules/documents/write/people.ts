import { type OrgSnapshot, officerOf } from '../../org/model.ts'
import { rolesForCapacity } from '../draft/decide.ts'

/** Everybody who may sign in some capacity, leaders first. */
export function signatoriesOf(org: OrgSnapshot): { value: string; text: string }[] {
  const roles = [...new Set(Object.values(rolesForCapacity).flat())]
  const order = ['director', 'deputy-director', 'office-head', 'unit-head']
  const seen = new Set<number>()
  return org.posts
    .filter((p) => roles.includes(p.role))
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
    .flatMap((p) => {
      if (seen.has(p.officerId)) return []
      seen.add(p.officerId)
      return [{ value: String(p.officerId), text: `${officerOf(org, p.officerId)?.name ?? ''}, ${p.title}` }]
    })
}

/** The title of an officer's first post: printed above the signature. */
export const titleOf = (org: OrgSnapshot, officerId: number): string => org.posts.find((p) => p.officerId === officerId)?.title ?? ''
