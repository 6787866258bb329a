import { assertNever } from '../../kernel/assert.ts'
import type { Day, Moment } from '../../kernel/moment.ts'
import type { WeekSessions } from '../clock/model.ts'
import type { ActingId, OrgRecord, PostId, UnitName } from './record.ts'
import type { OfficerId, Role, UnitId, UnitKind } from './roles.ts'

/** What was decided about the organisation: written to its tables and, word for word, to the journal. */
export type OrgChange =
  | { type: 'agency-opened'; code: string; name: string; parentName: string; place: string; on: Day }
  | { type: 'agency-renamed'; from: Day; name: string; parentName: string; place: string }
  | { type: 'identifier-given'; identifier: string; from: Day }
  | { type: 'unit-opened'; unitId: UnitId; kind: UnitKind; name: string; shortName: string; from: Day }
  | { type: 'unit-renamed'; unitId: UnitId; from: Day; name: string; shortName: string }
  | { type: 'unit-closed'; unitId: UnitId; on: Day; successorId: UnitId | null }
  | { type: 'officer-joined'; officerId: OfficerId; name: string; email: string | null; from: Day }
  | { type: 'officer-corrected'; officerId: OfficerId; name: string; email: string | null }
  /** Since when an officer has worked in the field; null takes back what was recorded. */
  | { type: 'field-entry-recorded'; officerId: OfficerId; since: Day | null; basis: string }
  | { type: 'officer-left'; officerId: OfficerId; lastDay: Day }
  | { type: 'post-given'; postId: PostId; officerId: OfficerId; unitId: UnitId; role: Role; title: string; from: Day; to: Day | null }
  | { type: 'post-ended'; postId: PostId; lastDay: Day }
  | { type: 'post-withdrawn'; postId: PostId }
  | { type: 'acting-given'; actingId: ActingId; absentId: OfficerId; officerId: OfficerId; from: Moment; to: Moment; document: string }
  | { type: 'acting-ended'; actingId: ActingId; to: Moment }
  | { type: 'acting-withdrawn'; actingId: ActingId }
  | { type: 'office-hours-set'; from: Day; sessions: WeekSessions; decision: string }

/** Puts one change on record. No rules here: what was decided is true. */
export function evolve(org: OrgRecord, change: OrgChange): OrgRecord {
  switch (change.type) {
    case 'agency-opened':
      return org // the record begins with it
    case 'agency-renamed': {
      const { type: _, ...line } = change
      return { ...org, agency: { ...org.agency, names: withLine(org.agency.names, line) } }
    }
    case 'identifier-given': {
      const earlier = org.agency.identifiers.map((i) => (i.to === null ? { ...i, to: (change.from - 1) as Day } : i))
      const identifiers = [...earlier, { identifier: change.identifier, from: change.from, to: null }]
      return { ...org, agency: { ...org.agency, identifiers } }
    }
    case 'unit-opened': {
      const { unitId: id, kind, from: opened, name, shortName } = change
      return {
        ...org,
        units: [...org.units, { id, kind, opened, closed: null, successor: null, names: [{ from: opened, name, shortName }] }],
      }
    }
    case 'unit-renamed': {
      const line: UnitName = { from: change.from, name: change.name, shortName: change.shortName }
      return { ...org, units: changed(org.units, change.unitId, (unit) => ({ ...unit, names: withLine(unit.names, line) })) }
    }
    case 'unit-closed':
      return { ...org, units: changed(org.units, change.unitId, (u) => ({ ...u, closed: change.on, successor: change.successorId })) }
    case 'officer-joined': {
      const { officerId: id, name, email, from: joined } = change
      return { ...org, officers: [...org.officers, { id, name, email, joined, left: null, fieldSince: null, fieldBasis: null }] }
    }
    case 'officer-corrected':
      return { ...org, officers: changed(org.officers, change.officerId, (o) => ({ ...o, name: change.name, email: change.email })) }
    case 'field-entry-recorded': {
      const fieldBasis = change.since === null ? null : change.basis
      return { ...org, officers: changed(org.officers, change.officerId, (o) => ({ ...o, fieldSince: change.since, fieldBasis })) }
    }
    case 'officer-left':
      return { ...org, officers: changed(org.officers, change.officerId, (o) => ({ ...o, left: change.lastDay })) }
    case 'post-given': {
      const { type: _, postId: id, ...post } = change
      return { ...org, posts: [...org.posts, { id, ...post }] }
    }
    case 'post-ended':
      return { ...org, posts: changed(org.posts, change.postId, (post) => ({ ...post, to: change.lastDay })) }
    case 'post-withdrawn':
      return { ...org, posts: org.posts.filter(({ id }) => id !== change.postId) }
    case 'acting-given': {
      const { type: _, actingId: id, ...acting } = change
      return { ...org, acting: [...org.acting, { id, ...acting }] }
    }
    case 'acting-ended':
      return { ...org, acting: changed(org.acting, change.actingId, (a) => ({ ...a, to: change.to })) }
    case 'acting-withdrawn':
      return { ...org, acting: org.acting.filter(({ id }) => id !== change.actingId) }
    case 'office-hours-set': {
      const { type: _, ...hours } = change
      return { ...org, hours: withLine(org.hours, hours) }
    }
    default:
      return assertNever(change)
  }
}

/** The next free number of a list. Only what was withdrawn before it began can give its number back. */
export const nextId = <Id extends number>(things: readonly { id: Id }[]): Id =>
  (things.reduce((most, { id }) => Math.max(most, id), 0) + 1) as Id

const changed = <T extends { id: number }>(things: readonly T[], id: number, change: (thing: T) => T): T[] =>
  things.map((thing) => (thing.id === id ? change(thing) : thing))

/** Adds a dated line in its place; one of the same day is replaced. */
const withLine = <T extends { from: Day }>(lines: readonly T[], line: T): T[] =>
  [...lines.filter(({ from }) => from !== line.from), line].sort((a, b) => a.from - b.from)
