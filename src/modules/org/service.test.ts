import { deepEqual, equal, rejects } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { day, moment } from '../../kernel/moment.ts'
import { json, on, sqlFor } from '../../platform/postgres/database.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { readStream, verifyAgency } from '../audit/service.ts'
import { evolve, type OrgChange } from './change.ts'
import { agencyName, headOf, identifierOn, unitName } from './find.ts'
import { usualWeek } from './office-hours.ts'
import { asOf } from './record.ts'
import type { Role } from './roles.ts'
import * as org from './service.ts'

const now = moment('2026-03-02T10:00:00+07:00')
const today = day('2026-03-02')
const by = (agencyId: number, key?: string): org.By => ({ agencyId, officerId: 1, onBehalfOf: null, at: now, key })
const must = async <T>(outcome: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> => {
  const got = await outcome
  if (!got.ok) throw new Error(JSON.stringify(got.error))
  return got.value
}

let test: TestDatabase
let first: number
let second: number
const record = (agencyId: number) => test.db.inAgency(agencyId, (tx) => org.orgRecord(tx, agencyId))

/** An agency with a land division, its head and an administrator; ids 1 and 2 in every agency. */
async function open(code: string, identifier: string): Promise<number> {
  const command = { code, name: `Sở ${code}`, parentName: 'UBND tỉnh Mẫu', place: 'Mẫu', identifier, on: day('2025-03-01') }
  const { agencyId } = await must(org.createAgency(test.db, { officerId: null, onBehalfOf: null, at: now }, command))
  const from = day('2025-03-01')
  await must(org.openUnit(test.db, by(agencyId), { kind: 'division', name: 'Phòng Đất đai', shortName: 'P. ĐĐ', from }))
  await must(org.addOfficer(test.db, by(agencyId), { name: 'Trần Văn Đất (mẫu)', email: null, from }))
  await must(org.addOfficer(test.db, by(agencyId), { name: 'Ngô Văn Máy (mẫu)', email: null, from }))
  const post = (officerId: number, role: Role) => ({ officerId, unitId: 1, role, title: '', from, to: null })
  await must(org.givePost(test.db, by(agencyId), post(1, 'unit-head')))
  await must(org.givePost(test.db, by(agencyId), post(2, 'administrator')))
  return agencyId
}

describe('Organisation in the store', () => {
  before(async () => {
    test = await testDatabase()
    first = await open('so-mot', 'H56.12')
    second = await open('so-hai', 'H56.13')
  })

  it('gives agencies the next free number, and refuses a code or identifier of another', async () => {
    deepEqual([first, second], [1, 2])
    const command = { code: 'so-mot', name: 'Sở Khác', parentName: '', place: '', identifier: null, on: today }
    const sameCode = await org.createAgency(test.db, { officerId: null, onBehalfOf: null, at: now }, command)
    deepEqual(!sameCode.ok && sameCode.error, { kind: 'code-taken', code: 'so-mot' })
    const sameIdentifier = await org.giveIdentifier(test.db, by(first), { identifier: 'H56.13', from: today })
    deepEqual(!sameIdentifier.ok && sameIdentifier.error, { kind: 'identifier-taken', identifier: 'H56.13' })
    deepEqual(
      (await test.db.everywhere(org.agencies)).map((a) => a.code),
      ['so-mot', 'so-hai'],
    )
  })

  it('opens two agencies at once under different numbers', async () => {
    const command = (code: string) => ({ code, name: code, parentName: '', place: '', identifier: null, on: today })
    const opened = await Promise.all(
      ['a-1', 'a-2', 'a-3'].map((code) => must(org.createAgency(test.db, { officerId: null, onBehalfOf: null, at: now }, command(code)))),
    )
    equal(new Set(opened.map((o) => o.agencyId)).size, 3)
  })

  it('leaves nothing behind when what belongs to an opening is refused', async () => {
    const command = { code: 'nua-chung', name: 'Nửa chừng', parentName: '', place: '', identifier: 'H99.01', on: today }
    const outcome = await org.createAgency(test.db, { officerId: null, onBehalfOf: null, at: now }, command, {
      within: async () => ({ ok: false, error: { kind: 'weak-password' as const } }),
    })
    deepEqual(!outcome.ok && outcome.error, { kind: 'weak-password' })
    equal((await test.owner.query("select from org.agency where code = 'nua-chung'")).rowCount, 0)
    equal((await test.owner.query("select from org.agency_identifier where identifier = 'H99.01'")).rowCount, 0)
  })

  it('reads back exactly what the rules made of it', async () => {
    let expected = await record(first)
    const keep = async (done: Promise<{ ok: true; value: OrgChange[] } | { ok: false; error: unknown }>) => {
      for (const change of await must(done)) expected = evolve(expected, change)
    }
    const july = day('2026-07-01')
    await keep(org.renameUnit(test.db, by(first), { unitId: 1, name: 'Phòng Quản lý đất đai', shortName: 'P. QLĐĐ', from: july }))
    await keep(org.openUnit(test.db, by(first), { kind: 'division', name: 'Phòng Khoáng sản', shortName: 'P. KS', from: today }))
    await keep(org.addOfficer(test.db, by(first), { name: 'Vũ Văn Đá (mẫu)', email: 'da@mau.vn', from: today }))
    await keep(org.correctOfficer(test.db, by(first), { officerId: 3, name: 'Vũ Văn Đá (mẫu)', email: 'vuvanda@mau.vn' }))
    await keep(
      org.givePost(test.db, by(first), { officerId: 3, unitId: 2, role: 'unit-head', title: 'Trưởng phòng', from: today, to: null }),
    )
    await keep(org.givePost(test.db, by(first), { officerId: 3, unitId: 1, role: 'specialist', title: '', from: july, to: null }))
    await keep(org.endPost(test.db, by(first), { postId: 4, lastDay: today }))
    const week = { from: moment('2026-03-02T08:00:00+07:00'), to: moment('2026-03-09T08:00:00+07:00'), document: '12/GUQ' }
    await keep(org.setActing(test.db, by(first), { absentId: 1, officerId: 3, ...week }))
    await keep(org.endActing(test.db, by(first), { actingId: 1 }))
    await keep(org.setActing(test.db, by(first), { absentId: 1, officerId: 3, ...week, from: moment('2026-03-05T08:00:00+07:00') }))
    await keep(org.endActing(test.db, by(first), { actingId: 2 }))
    const hours = { from: day('2025-03-01'), sessions: usualWeek, decision: '5/QĐ-SM', isConfirmed: false }
    await keep(org.setOfficeHours(test.db, by(first), hours))
    await keep(org.recordFieldEntry(test.db, by(first), { officerId: 1, since: day('2024-02-01'), basis: '5/QĐ-TD (mẫu)' }))
    await keep(org.renameAgency(test.db, by(first), { from: today, name: 'Sở Một mới', parentName: 'UBND tỉnh Mẫu', place: 'Mẫu' }))
    await keep(org.giveIdentifier(test.db, by(first), { identifier: 'H57.01', from: july }))
    await keep(org.mergeUnit(test.db, by(first), { unitId: 2, successorId: 1, on: day('2026-09-01') }))
    await keep(org.officerLeaves(test.db, by(first), { officerId: 3, lastDay: day('2026-12-31') }))
    const found = await record(first)
    const sorted = (lines: typeof found) => ({ ...lines, posts: [...lines.posts].sort((a, b) => a.id - b.id) })
    deepEqual(sorted(found), sorted(expected))
  })

  it('keeps the old name on old days, and the merged unit readable', async () => {
    const found = await record(first)
    equal(unitName(asOf(found, day('2026-06-30')), 1), 'Phòng Đất đai')
    equal(unitName(asOf(found, day('2026-07-01')), 1), 'Phòng Quản lý đất đai')
    equal(unitName(asOf(found, day('2027-01-01')), 2), 'Phòng Khoáng sản')
    equal(agencyName(asOf(found, day('2026-03-01'))).name, 'Sở so-mot')
    equal(agencyName(asOf(found, today)).name, 'Sở Một mới')
    deepEqual([identifierOn(found, day('2026-06-30')), identifierOn(found, day('2026-07-01'))], ['H56.12', 'H57.01'])
  })

  it('writes every change to the journal, whole', async () => {
    const entries = await test.db.inAgency(first, (tx) => readStream(tx, first, 'org'))
    equal(entries[0]?.kind, 'agency-opened')
    equal(entries.at(-1)?.kind, 'officer-left')
    const start = { ...(await record(first)), units: [], officers: [], posts: [], acting: [], hours: [] }
    const replayed = entries.map((e) => JSON.parse(e.body) as OrgChange).reduce(evolve, start)
    deepEqual(replayed.units, (await record(first)).units)
    equal((await verifyAgency(test.db, first)).broken, null)
    equal(await test.db.inAgency(first, (tx) => org.orgVersion(tx, first)), entries.length)
  })

  it('has one effect for one key, and refuses the key with another question', async () => {
    const key = crypto.randomUUID()
    const unit = { kind: 'centre', name: 'Trung tâm Kỹ thuật', shortName: 'TTKT', from: today } as const
    const answers = await Promise.all([1, 2, 3].map(() => org.openUnit(test.db, by(second, key), unit)))
    deepEqual(answers[0], answers[1])
    deepEqual(answers[1], answers[2])
    equal((await record(second)).units.filter(({ kind }) => kind === 'centre').length, 1)
    const other = await org.openUnit(test.db, by(second, key), { ...unit, name: 'Trung tâm Khác' })
    deepEqual(!other.ok && other.error, { kind: 'key-reused' })
  })

  it('lets one of two heads win who are appointed at once', async () => {
    const { units, officers } = await record(second)
    const centre = units.find(({ kind }) => kind === 'centre')?.id ?? 0
    const appoint = (officerId: number) =>
      org.givePost(test.db, by(second), { officerId, unitId: centre, role: 'unit-head', title: '', from: today, to: null })
    const outcomes = await Promise.all(officers.slice(0, 2).map(({ id }) => appoint(id)))
    deepEqual(outcomes.map((o) => o.ok).sort(), [false, true])
    equal(headOf(asOf(await record(second), today), centre) !== undefined, true)
  })

  it('touches nothing of another agency, though its numbers are the same', async () => {
    const before = await record(first)
    await must(org.renameUnit(test.db, by(second), { unitId: 1, name: 'Phòng Khác', shortName: 'PK', from: today }))
    await must(org.correctOfficer(test.db, by(second), { officerId: 1, name: 'Người Khác (mẫu)', email: null }))
    await must(org.endPost(test.db, by(second), { postId: 1, lastDay: today }))
    deepEqual(await record(first), before)
    const visible = await test.db.inAgency(second, (tx) => tx.all(sqlFor.selectFrom('org.unit').select('agency_id').distinct()))
    deepEqual(visible, [{ agency_id: second }])
  })

  it('is held to its agency by the database itself, not only by the queries', async () => {
    const touched = await test.db.inAgency(second, async (tx) => ({
      units: await tx.all(sqlFor.updateTable('org.unit').set({ kind: 'office' }).where('agency_id', '=', first).returning('unit_id')),
      names: await tx.all(sqlFor.updateTable('org.agency_name').set({ name: 'X' }).where('agency_id', '=', first).returning('name')),
      agency: await tx.all(sqlFor.updateTable('org.agency').set({ name: 'X' }).where('agency_id', '=', first).returning('name')),
      posts: await tx.all(sqlFor.deleteFrom('org.post').where('agency_id', '=', first).returning('post_id')),
    }))
    deepEqual(touched, { units: [], names: [], agency: [], posts: [] })
    const hours = { agency_id: first, from_day: on(today), sessions: json<unknown>({}), decision: 'X' }
    const insert = sqlFor.insertInto('org.office_hours').values(hours)
    await rejects(
      test.db.inAgency(second, (tx) => tx.all(insert)),
      /row-level security/,
    )
  })

  it('throws on an agency that does not exist: ids come from sessions', async () => {
    await rejects(record(99), /agency 99 is not on record/)
  })
})
