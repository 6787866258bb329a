import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { assertNever } from '../../kernel/assert.ts'
import type { Day } from '../../kernel/moment.ts'
import { at, json, on, sqlFor, type Tx } from '../../platform/postgres/database.ts'
import type { WeekSessions } from '../clock/model.ts'
import type { OrgChange } from './change.ts'
import type { ActingId, AgencyName, OrgRecord, PostId, UnitName } from './record.ts'
import type { AgencyId, OfficerId, Role, UnitId, UnitKind } from './roles.ts'

/** Reads everything that is on record about an agency, or undefined when there is none. A few hundred rows, in one trip. */
export async function load(tx: Tx, agencyId: number): Promise<OrgRecord | undefined> {
  const [agencies, names, identifiers, units, unitNames, officers, posts, acting, hours] = await Promise.all([
    tx.all(sqlFor.selectFrom('org.agency').selectAll().where('agency_id', '=', agencyId)),
    tx.all(sqlFor.selectFrom('org.agency_name').selectAll().where('agency_id', '=', agencyId).orderBy('from_day')),
    tx.all(sqlFor.selectFrom('org.agency_identifier').selectAll().where('agency_id', '=', agencyId).orderBy('from_day')),
    tx.all(sqlFor.selectFrom('org.unit').selectAll().where('agency_id', '=', agencyId).orderBy('unit_id')),
    tx.all(sqlFor.selectFrom('org.unit_name').selectAll().where('agency_id', '=', agencyId).orderBy('from_day')),
    tx.all(sqlFor.selectFrom('org.officer').selectAll().where('agency_id', '=', agencyId).orderBy('officer_id')),
    tx.all(sqlFor.selectFrom('org.post').selectAll().where('agency_id', '=', agencyId).orderBy('post_id')),
    tx.all(sqlFor.selectFrom('org.acting').selectAll().where('agency_id', '=', agencyId).orderBy('acting_id')),
    tx.all(sqlFor.selectFrom('org.office_hours').selectAll().where('agency_id', '=', agencyId).orderBy('from_day')),
  ])
  const [agency] = agencies
  if (!agency) return undefined
  const called: AgencyName[] = names.map((n) => ({ from: n.from_day, name: n.name, parentName: n.parent_name, place: n.place }))
  const now: AgencyName = { from: agency.opened_on, name: agency.name, parentName: agency.parent_name, place: agency.place }
  const namesOf = Map.groupBy(unitNames, (n) => n.unit_id)
  return {
    agency: {
      id: agency.agency_id as AgencyId,
      code: agency.code,
      opened: agency.opened_on,
      closed: agency.closed_on,
      successor: agency.successor_id as AgencyId | null,
      names: called.length > 0 ? called : [now],
      identifiers: identifiers.map((i) => ({ identifier: i.identifier, from: i.from_day, to: i.to_day })),
    },
    units: units.map((u) => ({
      id: u.unit_id as UnitId,
      kind: u.kind as UnitKind,
      opened: u.opened_on,
      closed: u.closed_on,
      successor: u.successor_id as UnitId | null,
      names: (namesOf.get(u.unit_id) ?? []).map((n): UnitName => ({ from: n.from_day, name: n.name, shortName: n.short_name })),
    })),
    officers: officers.map((o) => ({
      id: o.officer_id as OfficerId,
      name: o.name,
      email: o.email,
      joined: o.joined_on,
      left: o.left_on,
      fieldSince: o.field_since,
      fieldBasis: o.field_basis,
    })),
    posts: posts.map((p) => ({
      id: p.post_id as PostId,
      officerId: p.officer_id as OfficerId,
      unitId: p.unit_id as UnitId,
      role: p.role as Role,
      title: p.title,
      from: p.from_day,
      to: p.to_day,
    })),
    acting: acting.map((a) => ({
      id: a.acting_id as ActingId,
      absentId: a.absent_id as OfficerId,
      officerId: a.acting_officer_id as OfficerId,
      from: a.from_at,
      to: a.to_at,
      document: a.document,
    })),
    hours: hours.map((h) => ({ from: h.from_day, sessions: h.sessions as WeekSessions, decision: h.decision })),
  }
}

/** Makes the caller the only one who changes this agency's organisation until the transaction ends. False when there is no such agency. */
export async function lock(tx: Tx, agencyId: number): Promise<boolean> {
  const row = await tx.one(sqlFor.selectFrom('org.agency').select('agency_id').where('agency_id', '=', agencyId).forNoKeyUpdate())
  return row !== undefined
}

/** Puts one change into the tables. */
export async function write(tx: Tx, agencyId: number, change: OrgChange): Promise<void> {
  const agency_id = agencyId
  switch (change.type) {
    case 'agency-opened': {
      const { code, name, parentName, place, on: opened } = change
      const called = { name, parent_name: parentName, place }
      await tx.all(sqlFor.insertInto('org.agency').values({ agency_id, code, ...called, opened_on: on(opened) }))
      await tx.all(sqlFor.insertInto('org.agency_name').values({ agency_id, from_day: on(opened), ...called }))
      return
    }
    case 'agency-renamed': {
      const called = { name: change.name, parent_name: change.parentName, place: change.place }
      await tx.all(
        sqlFor
          .insertInto('org.agency_name')
          .values({ agency_id, from_day: on(change.from), ...called })
          .onConflict((c) => c.columns(['agency_id', 'from_day']).doUpdateSet(called)),
      )
      await tx.all(sqlFor.updateTable('org.agency').set(called).where('agency_id', '=', agencyId))
      return
    }
    case 'identifier-given': {
      const { identifier, from } = change
      const open = sqlFor.updateTable('org.agency_identifier').where('agency_id', '=', agencyId).where('to_day', 'is', null)
      await tx.all(open.set({ to_day: on((from - 1) as Day) }))
      await tx.all(sqlFor.insertInto('org.agency_identifier').values({ agency_id, identifier, from_day: on(from) }))
      return
    }
    case 'unit-opened': {
      const { unitId: unit_id, kind, from, name, shortName } = change
      await tx.all(sqlFor.insertInto('org.unit').values({ agency_id, unit_id, kind, opened_on: on(from) }))
      await tx.all(sqlFor.insertInto('org.unit_name').values({ agency_id, unit_id, from_day: on(from), name, short_name: shortName }))
      return
    }
    case 'unit-renamed': {
      const called = { name: change.name, short_name: change.shortName }
      await tx.all(
        sqlFor
          .insertInto('org.unit_name')
          .values({ agency_id, unit_id: change.unitId, from_day: on(change.from), ...called })
          .onConflict((c) => c.columns(['agency_id', 'unit_id', 'from_day']).doUpdateSet(called)),
      )
      return
    }
    case 'unit-closed': {
      const unit = sqlFor.updateTable('org.unit').where('agency_id', '=', agencyId).where('unit_id', '=', change.unitId)
      await tx.all(unit.set({ closed_on: on(change.on), successor_id: change.successorId }))
      return
    }
    case 'officer-joined': {
      const { officerId: officer_id, name, email, from } = change
      await tx.all(sqlFor.insertInto('org.officer').values({ agency_id, officer_id, name, email, joined_on: on(from) }))
      return
    }
    case 'officer-corrected':
      await tx.all(officer(agencyId, change.officerId).set({ name: change.name, email: change.email }))
      return
    case 'field-entry-recorded': {
      const { since, basis } = change
      const field = { field_since: since === null ? null : on(since), field_basis: since === null ? null : basis }
      await tx.all(officer(agencyId, change.officerId).set(field))
      return
    }
    case 'officer-left':
      await tx.all(officer(agencyId, change.officerId).set({ left_on: on(change.lastDay) }))
      return
    case 'post-given': {
      const { postId: post_id, officerId: officer_id, unitId: unit_id, role, title, from, to } = change
      const period = { from_day: on(from), to_day: to === null ? null : on(to) }
      await tx.all(sqlFor.insertInto('org.post').values({ agency_id, post_id, officer_id, unit_id, role, title, ...period }))
      return
    }
    case 'post-ended': {
      const post = sqlFor.updateTable('org.post').where('agency_id', '=', agencyId).where('post_id', '=', change.postId)
      await tx.all(post.set({ to_day: on(change.lastDay) }))
      return
    }
    case 'post-withdrawn':
      await tx.all(sqlFor.deleteFrom('org.post').where('agency_id', '=', agencyId).where('post_id', '=', change.postId))
      return
    case 'acting-given': {
      const { actingId: acting_id, absentId: absent_id, officerId: acting_officer_id, from, to, document } = change
      const row = { agency_id, acting_id, absent_id, acting_officer_id, from_at: at(from), to_at: at(to), document }
      await tx.all(sqlFor.insertInto('org.acting').values(row))
      return
    }
    case 'acting-ended': {
      const acting = sqlFor.updateTable('org.acting').where('agency_id', '=', agencyId).where('acting_id', '=', change.actingId)
      await tx.all(acting.set({ to_at: at(change.to) }))
      return
    }
    case 'acting-withdrawn':
      await tx.all(sqlFor.deleteFrom('org.acting').where('agency_id', '=', agencyId).where('acting_id', '=', change.actingId))
      return
    case 'office-hours-set': {
      const hours = { sessions: json<unknown>(change.sessions), decision: change.decision }
      await tx.all(
        sqlFor
          .insertInto('org.office_hours')
          .values({ agency_id, from_day: on(change.from), ...hours })
          .onConflict((c) => c.columns(['agency_id', 'from_day']).doUpdateSet(hours)),
      )
      return
    }
    default:
      assertNever(change)
  }
}

const officer = (agencyId: number, officerId: number) =>
  sqlFor.updateTable('org.officer').where('agency_id', '=', agencyId).where('officer_id', '=', officerId)

/** The first answer to a key: the changes it made, `'other-question'` when it came with other content, undefined when it is new. */
export async function answered(
  tx: Tx,
  agencyId: number,
  key: string,
  question: Buffer,
): Promise<OrgChange[] | 'other-question' | undefined> {
  const found = await tx.one(
    sqlFor.selectFrom('platform.answer').select(['question', 'outcome']).where('agency_id', '=', agencyId).where('key', '=', key),
  )
  if (!found) return undefined
  return found.question.equals(question) ? (found.outcome as OrgChange[]) : 'other-question'
}

/** Remembers the answer to a key. */
export async function remember(tx: Tx, agencyId: number, key: string, question: Buffer, changes: readonly OrgChange[]): Promise<void> {
  await tx.all(sqlFor.insertInto('platform.answer').values({ agency_id: agencyId, key, question, outcome: json<unknown>(changes) }))
}

/** What was asked, as a short mark. */
export const markOf = (question: unknown): Buffer => createHash('sha256').update(JSON.stringify(question)).digest()

/** Agencies of the directory, oldest first; codes and identifiers are unique among all. */
export const directory = (tx: Tx) =>
  tx.all(sqlFor.selectFrom('org.agency').select(['agency_id', 'code', 'name', 'parent_name', 'place', 'closed_on']).orderBy('agency_id'))

/** The next free agency number. */
export async function nextAgencyId(tx: Tx): Promise<number> {
  const row = await tx.one(sqlFor.selectFrom('org.agency').select(sql<number>`coalesce(max(agency_id), 0) + 1`.as('next')))
  return row?.next ?? 1
}

/** How often the organisation has changed: whoever keeps a snapshot keeps it until this moves. */
export async function version(tx: Tx, agencyId: number): Promise<number> {
  const row = await tx.one(
    sqlFor
      .selectFrom('audit.entry')
      .select('seq')
      .where('agency_id', '=', agencyId)
      .where('stream', '=', 'org')
      .orderBy('seq', 'desc')
      .limit(1),
  )
  return row?.seq ?? 0
}
