import { dayInVietnam, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { nextId, type OrgChange } from './change.ts'
import { officerOf } from './find.ts'
import { type Acting, meets, type Officer, type OrgRecord, serves } from './record.ts'
import type { OfficerId } from './roles.ts'

/** Why nobody is set to act for another. */
export type ActingRefused =
  | { kind: 'unknown-officer'; officerId: number }
  | { kind: 'acts-for-himself' }
  | { kind: 'no-document' }
  | { kind: 'acting-ends-before-it-begins' }
  | { kind: 'acting-over-already'; to: Moment }
  | { kind: 'not-serving'; officerId: OfficerId }
  | { kind: 'nothing-to-act-for'; officerId: OfficerId }
  | { kind: 'already-acted-for'; officerId: OfficerId; from: Moment; to: Moment }
  | { kind: 'chain-absent-acts'; officerId: OfficerId; absentId: OfficerId; from: Moment; to: Moment }
  | { kind: 'chain-acting-absent'; officerId: OfficerId; from: Moment; to: Moment }
  | { kind: 'unknown-acting'; actingId: number }

export type SetActing = { absentId: number; officerId: number; from: Moment; to: Moment; document: string }

/**
 * Let one officer act for an absent one (giao làm thay) for a time. Not for oneself, not in a chain (who acts for another is
 * present, and nobody acts for one who acts), and one at a time for each absent officer.
 */
export function decideActing(org: OrgRecord, command: SetActing, now: Moment): Result<OrgChange[], ActingRefused> {
  const { from, to, document } = command
  const absent = officerOf(org, command.absentId)
  const officer = officerOf(org, command.officerId)
  if (!absent) return err({ kind: 'unknown-officer', officerId: command.absentId })
  if (!officer) return err({ kind: 'unknown-officer', officerId: command.officerId })
  if (absent.id === officer.id) return err({ kind: 'acts-for-himself' })
  if (document === '') return err({ kind: 'no-document' })
  if (to <= from) return err({ kind: 'acting-ends-before-it-begins' })
  if (to <= now) return err({ kind: 'acting-over-already', to })
  const away = [absent, officer].find((o) => !servesThrough(o, from, to))
  if (away) return err({ kind: 'not-serving', officerId: away.id })
  const days = { from: dayInVietnam(from), to: dayInVietnam((to - 1) as Moment) }
  if (!org.posts.some((post) => post.officerId === absent.id && meets(post, days)))
    return err({ kind: 'nothing-to-act-for', officerId: absent.id })
  const clash = clashOf(org, absent.id, officer.id, from, to)
  if (clash) return err(clash)
  return ok([{ type: 'acting-given', actingId: nextId(org.acting), absentId: absent.id, officerId: officer.id, from, to, document }])
}

const servesThrough = (officer: Officer, from: Moment, to: Moment): boolean =>
  serves(officer, dayInVietnam(from)) && serves(officer, dayInVietnam((to - 1) as Moment))

function clashOf(org: OrgRecord, absentId: OfficerId, officerId: OfficerId, from: Moment, to: Moment): ActingRefused | undefined {
  for (const other of org.acting.filter((a) => a.from < to && from < a.to)) {
    const period = { from: other.from, to: other.to }
    if (other.absentId === absentId) return { kind: 'already-acted-for', officerId: other.officerId, ...period }
    if (other.officerId === absentId) return { kind: 'chain-absent-acts', officerId: absentId, absentId: other.absentId, ...period }
    if (other.absentId === officerId) return { kind: 'chain-acting-absent', officerId, ...period }
  }
  return undefined
}

/** End acting for another now (thôi làm thay); before it begins it is withdrawn. */
export function decideEndActing(org: OrgRecord, command: { actingId: number }, now: Moment): Result<OrgChange[], ActingRefused> {
  const acting = org.acting.find(({ id }) => id === command.actingId)
  if (!acting) return err({ kind: 'unknown-acting', actingId: command.actingId })
  if (acting.to <= now) return err({ kind: 'acting-over-already', to: acting.to })
  return ok([endOf(acting, now)])
}

const endOf = (acting: Acting, now: Moment): OrgChange =>
  acting.from >= now ? { type: 'acting-withdrawn', actingId: acting.id } : { type: 'acting-ended', actingId: acting.id, to: now }
