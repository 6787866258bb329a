import { type Day, day, dayInVietnam, daySeconds, type Moment } from '../../src/kernel/moment.ts'
import { makeAccount } from '../../src/modules/accounts/service.ts'
import type { WorkingCalendar } from '../../src/modules/clock/model.ts'
import type { OrgRecord } from '../../src/modules/org/model.ts'
import {
  addOfficer,
  type By,
  createAgency,
  givePost,
  mergeUnit,
  officerLeaves,
  openUnit,
  orgRecord,
  renameAgency,
  renameUnit,
  setActing,
  setOfficeHours,
} from '../../src/modules/org/service.ts'
import type { Database } from '../../src/platform/postgres/database.ts'
import type { DemoAgency } from './department.ts'
import { must } from './must.ts'
import { workTime } from './worktime.ts'

/** Days on which the demo's organisation changed: set up, taken up agriculture, merged two units. */
export type Milestones = { opened: Day; joined: Day; merged: Day }

/** The real reform's dates, or earlier ones when the story is told in an earlier year. */
export function milestones(storyBegins: Moment): Milestones {
  const merged = Math.min(day('2025-07-01'), dayInVietnam(storyBegins) - 45) as Day
  return { opened: (merged - 900) as Day, joined: (merged - 122) as Day, merged }
}

/** An agency of the demo as it stands now: its number, units and people by their words in this folder. */
export type Founded = { agencyId: number; org: OrgRecord; units: ReadonlyMap<string, number>; people: ReadonlyMap<string, number> }

const morning = (on: Day): Moment => (on * daySeconds + 3600) as Moment // 08:00 in Viet Nam

/** Founds an agency by the commands of the office (lập cơ quan): units and people, a merger, office hours. */
export async function found(db: Database, agency: DemoAgency, { opened, joined, merged }: Milestones): Promise<Founded> {
  const { code, identifier, parentName, place } = agency
  const on = agency.nameBefore ? opened : merged
  const at = morning(on)
  const created = await createAgency(
    db,
    { officerId: null, onBehalfOf: null, at },
    { code, name: agency.nameBefore ?? agency.name, parentName, place, identifier, on },
  )
  const { agencyId } = must(created, code)
  const by = (when: Moment, officerId: number | null): By => ({ agencyId, officerId, onBehalfOf: null, at: when })

  const units = new Map<string, number>()
  const openAll = async (which: DemoAgency['units'], from: Day, officerId: number | null) => {
    for (const { key, kind, name, shortName, before } of which) {
      const changes = must(await openUnit(db, by(morning(from), officerId), { kind, ...(before ?? { name, shortName }), from }), key)
      for (const change of changes) if (change.type === 'unit-opened') units.set(key, change.unitId)
    }
  }
  const people = new Map<string, number>()
  const takeUp = async ({ login, name, posts }: DemoAgency['officers'][number], from: Day, officerId: number | null) => {
    const changes = must(await addOfficer(db, by(morning(from), officerId), { name, email: `${login}@${code}.example`, from }), login)
    for (const change of changes) if (change.type === 'officer-joined') people.set(login, change.officerId)
    for (const { unit, role, title } of posts) {
      const post = { officerId: idIn(people, login), unitId: idIn(units, unit), role, title, from, to: null }
      must(await givePost(db, by(morning(from), officerId), post), login)
    }
  }
  const isNew = (key: string) => agency.units.some((u) => u.key === key && u.isNew)
  const [first, ...others] = [...agency.officers].sort(
    (a, b) => Number(b.login === agency.administrator) - Number(a.login === agency.administrator),
  )
  await openAll(
    agency.units.filter((u) => !u.isNew),
    on,
    null,
  )
  if (first) await takeUp(first, on, null)
  const admin = idIn(people, agency.administrator)
  const { morning: before, afternoon, decision } = agency.hours
  const weekday = [before, afternoon]
  const sessions = { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday }
  must(await setOfficeHours(db, by(at, admin), { from: on, sessions, decision, isConfirmed: false }), 'hours')
  for (const officer of others) if (!officer.posts.some((p) => isNew(p.unit))) await takeUp(officer, on, admin)

  if (agency.nameBefore) {
    must(await renameAgency(db, by(morning(joined), admin), { from: joined, name: agency.name, parentName, place }), 'name')
    await openAll(
      agency.units.filter((u) => u.isNew),
      joined,
      admin,
    )
    for (const officer of others) if (officer.posts.some((p) => isNew(p.unit))) await takeUp(officer, joined, admin)
  }
  const eve = (merged - 1) as Day
  for (const { login, hasLeft } of agency.officers)
    if (hasLeft) must(await officerLeaves(db, by(morning(eve), admin), { officerId: idIn(people, login), lastDay: eve }), login)
  for (const { key, mergedInto } of agency.units)
    if (mergedInto) {
      const command = { unitId: idIn(units, key), successorId: idIn(units, mergedInto), on: merged }
      must(await mergeUnit(db, by(morning(merged), admin), command), key)
    }
  for (const { key, name, shortName, before: former } of agency.units)
    if (former) must(await renameUnit(db, by(morning(merged), admin), { unitId: idIn(units, key), name, shortName, from: merged }), key)
  return { agencyId, org: await db.inAgency(agencyId, (tx) => orgRecord(tx, agencyId)), units, people }
}

/** Somebody is away these days, and somebody else acts for them (làm thay). */
export async function letAct(db: Database, agency: DemoAgency, founded: Founded, calendar: WorkingCalendar, now: Moment): Promise<Founded> {
  const time = workTime(calendar)
  const { agencyId, people } = founded
  const today = dayInVietnam(now)
  for (const { absent, officer, fromDays, toDays, document } of agency.acting) {
    const from = calendar.midnight(time.workingDay(today, fromDays))
    const to = calendar.midnight((time.workingDay(today, toDays) + 1) as Day)
    const by = { agencyId, officerId: idIn(people, agency.administrator), onBehalfOf: null, at: time.before(from, 3 * 3600) }
    must(await setActing(db, by, { absentId: idIn(people, absent), officerId: idIn(people, officer), from, to, document }), absent)
  }
  return { ...founded, org: await db.inAgency(agencyId, (tx) => orgRecord(tx, agencyId)) }
}

/** Accounts for everybody who serves, all with the password of the demo. */
export const openAccounts = (
  db: Database,
  agency: DemoAgency,
  { agencyId, people }: Founded,
  passwordHash: string,
  at: Moment,
): Promise<void> =>
  db.inAgency(agencyId, async (tx) => {
    const by = { agencyId, officerId: idIn(people, agency.administrator), onBehalfOf: null }
    for (const { login, hasLeft } of agency.officers)
      if (!hasLeft) await makeAccount(tx, by, { officerId: idIn(people, login), login, passwordHash, mustChange: false }, at)
  })

export function idIn(ids: ReadonlyMap<string, number>, word: string): number {
  const id = ids.get(word)
  if (id === undefined) throw new Error(`the demo knows no ${word}`)
  return id
}
