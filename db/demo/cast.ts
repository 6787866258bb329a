import { dayInVietnam, type Moment } from '../../src/kernel/moment.ts'
import { rolesFor } from '../../src/modules/dossiers/plan.ts'
import type { By } from '../../src/modules/dossiers/service.ts'
import { asOf, type OrgRecord, type OrgSnapshot, postsHeld } from '../../src/modules/org/model.ts'
import type { Chance } from './chance.ts'

/** Who is on stage at a moment of the story: posts and acting officers as they were then. */
export type Cast = ReturnType<typeof castOf>

/** @param people logins and officers' numbers */
export function castOf(org: OrgRecord, people: ReadonlyMap<string, number>) {
  const days = new Map<number, OrgSnapshot>()
  const on = (at: Moment): OrgSnapshot => {
    const day = dayInVietnam(at)
    const known = days.get(day)
    if (known) return known
    const snapshot = asOf(org, day)
    days.set(day, snapshot)
    return snapshot
  }
  const holders = (unitId: number, role: string, at: Moment): number[] =>
    on(at)
      .posts.filter((p) => p.unitId === unitId && rolesFor(role).includes(p.role))
      .map((p) => p.officerId)
  /** Whoever does the work of an officer then: the one who acts for them while they are away. */
  const present = (officerId: number, at: Moment): number =>
    on(at).acting.find((a) => a.absentId === officerId && a.from <= at && at < a.to)?.officerId ?? officerId
  return {
    on,
    holders,
    present,
    officer(login: string): number {
      const id = people.get(login)
      if (id === undefined) throw new Error(`nobody in the demo is called ${login}`)
      return id
    },
    /** Somebody who may do a step then. */
    someone: (unitId: number, role: string, at: Moment, chance: Chance): number => present(chance.pick(holders(unitId, role, at)), at),
    by(officerId: number, at: Moment): By {
      const snapshot = on(at)
      const posts = postsHeld(snapshot, officerId, at).map(({ unitId, role, onBehalfOf }) => ({ unitId, role, onBehalfOf }))
      return { agencyId: snapshot.agency.id, officerId, posts }
    },
  }
}
