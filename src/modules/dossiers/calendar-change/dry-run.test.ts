import { deepEqual, equal } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { at, plan, withHolidays } from '../dossier.example.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { dryRun } from './dry-run.ts'
import { openRows } from './open-rows.adapter.ts'

let office: Office
const codes: Record<string, string> = {}
before(async () => {
  office = await openOffice()
  codes.fresh = await office.receive() // due Friday 6 at 10:00, its first step Monday 16:00
  codes.second = await office.receive()
  await office.complete(codes.second, '1', 11) // its second step is due Tuesday 10:00
  codes.waiting = await office.receive()
  await office.complete(codes.waiting, '1', 11)
  await office.complete(codes.waiting, '2', 21, { next: 22 })
  await office.complete(codes.waiting, '3', 22, { through: '4' })
  codes.filed = await office.receive({ verdict: { kind: 'file-only' } })
  codes.ended = await office.receive()
  await office.complete(codes.ended, '1', 11)
  await office.complete(codes.ended, '2', 21, { next: 22 })
  await office.complete(codes.ended, '3', 22)
  await office.complete(codes.ended, '5', 31, { outcome: true })
  codes.foreign = await office.receive({ agencyId: 2 })
})

const run = (...holidays: string[]) =>
  office.db.inAgency(1, (tx) => dryRun(openRows(tx), { after: withHolidays(...holidays), at: at('02 12:00'), planOf: () => plan }))

describe('Dry run of a calendar’s change (chạy thử)', () => {
  it('moves nothing under the same calendar, and sees what is open', async () => deepEqual(await run(), { seen: 3, moved: [] }))

  it('lists every open dossier that a day off would move, from when to when', async () => {
    const { moved } = await run('2026-03-03')
    deepEqual(
      moved.map(({ code, from, to }) => [code, from, to]).sort(),
      [codes.fresh, codes.second, codes.waiting].map((code) => [code, at('06 10:00'), at('09 10:00')]).sort(),
    )
  })

  it('and the steps that it would move: due Tuesday, then Wednesday', async () => {
    const { moved } = await run('2026-03-03')
    deepEqual(moved.find(({ code }) => code === codes.second)?.steps, [{ step: '2', unitId: 2, from: at('03 10:00'), to: at('04 10:00') }])
    deepEqual(moved.find(({ code }) => code === codes.fresh)?.steps, [])
  })

  it('leaves alone what a later day does not reach', async () => equal((await run('2026-03-11')).moved.length, 0))

  it('writes nothing', async () => {
    await run('2026-03-03')
    const { rows } = await office.owner.query(`select count(*)::int as n from audit.entry where kind = 'due-recomputed'`)
    equal(rows[0].n, 0)
  })

  it('says what applying it writes then', async () => {
    const { moved } = await run('2026-03-03')
    const calendar = withHolidays('2026-03-03')
    const service = (await import('../service.ts')).dossierService({
      ...office.deps,
      calendarOf: async () => calendar,
      freshCalendarOf: async () => calendar,
    })
    equal((await service.recomputeDue({ agencyId: 1, officerId: null })).moved, moved.length)
    const { rows } = await office.owner.query(`select code, due_at from dossiers.dossier where agency_id = 1 and calendar_version = $1`, [
      calendar.version,
    ])
    deepEqual(rows.map((r) => [r.code, r.due_at.getTime() / 1000]).sort(), moved.map(({ code, to }) => [code, to]).sort())
  })
})
