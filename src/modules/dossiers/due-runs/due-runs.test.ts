import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Database } from '../../../platform/postgres/database.ts'
import { at, plan, withHolidays } from '../dossier.example.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { dossierService } from '../service.ts'
import { beginDueRun, type DueRunDeps, workDueRun } from './service.ts'
import { claimDueRun, dueRunOf, dueRuns, newestRun, refusalsOf, settlePortion } from './store.ts'

const storm = withHolidays('2026-03-03')
let office: Office
const codes: string[] = []

/** The worker under the changed calendar. */
const worker = (db: Database = office.db, more: Partial<Parameters<typeof dossierService>[0]> = {}): DueRunDeps => ({
  db,
  now: office.now,
  elapsedMs: () => performance.now(),
  service: dossierService({ ...office.deps, db, calendarOf: async () => storm, freshCalendarOf: async () => storm, ...more }),
})
const begin = (about: string, agencyId = 1) =>
  office.db.inAgency(agencyId, (tx) => beginDueRun(tx, { agencyId, officerId: 51 }, { cause: 'calendar', about, at: office.now() }))
const runOf = (no: number) => office.db.inAgency(1, (tx) => dueRunOf(tx, 1, no))
const entries = async () =>
  (
    await office.owner.query<{ stream: string }>(
      `select stream from audit.entry where agency_id = 1 and kind = 'due-recomputed' order by 1`,
    )
  ).rows.map(({ stream }) => stream.slice('dossier/'.length))
/** What a worker that died leaves behind: its time is over. */
const leaseOver = () => office.owner.query(`update dossiers.due_run set leased_until = now() - interval '1 second' where ended_at is null`)

before(async () => {
  office = await openOffice()
  for (let i = 0; i < 30; i++) codes.push(await office.receive({ name: `Người nộp ${i} (mẫu)` }))
  await office.receive({ verdict: { kind: 'file-only' } }) // not accepted: it has no due time
})

describe('Computing due times anew in the background (lượt tính lại hạn)', () => {
  it('is written down with the change: a change that comes to nothing orders nothing', async () => {
    await rejects(
      office.db.inAgency(1, async (tx) => {
        await beginDueRun(tx, { agencyId: 1, officerId: 51 }, { cause: 'calendar', about: 'Bão', at: office.now() })
        throw new Error('the change was refused')
      }),
    )
    deepEqual(await office.db.inAgency(1, (tx) => dueRuns(tx, 1, newestRun, 10)), [])
    equal(await workDueRun(worker(), 1), false)
  })

  it('killed in the middle of a portion it goes on, writes nothing twice, and counts each dossier once', async () => {
    equal(await begin('Nghỉ tránh bão (77/QĐ-UBND)'), 1)
    let left = 14
    const dying: Database = {
      ...office.db,
      inAgency: (agencyId, work) => {
        left -= 1
        return left > 0 ? office.db.inAgency(agencyId, work) : Promise.reject(new Died())
      },
    }
    const first = worker(dying)
    await rejects(
      workDueRun({ ...first, service: { recomputePortion: (by, after, run) => first.service.recomputePortion(by, after, run) } }, 1),
    )
    const written = await entries()
    ok(written.length > 0 && written.length < 30, `${written.length} of 30 were written before it died`)
    deepEqual([(await runOf(1))?.seen, (await runOf(1))?.endedAt], [0, null])

    equal(await workDueRun(worker(), 1), false) // somebody may still be at it
    await leaseOver()
    equal(await workDueRun(worker(), 1), true)
    deepEqual(await entries(), [...codes].sort())
    const run = await runOf(1)
    deepEqual([run?.total, run?.seen, run?.moved, run?.refused, run?.endedAt], [30, 30, 30, 0, office.now()])
  })

  it('says of a second run that nothing moved', async () => {
    const no = await begin('Nạp lại')
    await workDueRun(worker(), 1)
    const run = await runOf(no)
    deepEqual([run?.seen, run?.moved, run?.refused], [30, 0, 0])
    equal((await entries()).length, 30)
  })

  it('leaves the rest to the next job when its time is over, and never two at once', async () => {
    const no = await begin('Từng phần')
    const claimed = await claimDueRun(office.db, 1)
    deepEqual([claimed?.no, claimed?.after], [no, ''])
    equal(await claimDueRun(office.db, 1), undefined)
    await leaseOver()
    await workDueRun(worker(), 1, -1) // a portion of all thirty, then the time is over
    deepEqual([(await runOf(no))?.seen, (await runOf(no))?.endedAt], [30, null])
    await workDueRun(worker(), 1)
    deepEqual([(await runOf(no))?.seen, (await runOf(no))?.endedAt], [30, office.now()])
  })

  it('a worker that was thought dead and comes back settles nothing', async () => {
    const no = await begin('Trở lại')
    await claimDueRun(office.db, 1)
    await leaseOver()
    await workDueRun(worker(), 1)
    const portion = { last: null, seen: 30, moved: 30, refused: [] }
    equal(await settlePortion(office.db, 1, { no, after: '' }, portion, office.now()), false)
    equal((await runOf(no))?.moved, 0)
  })

  it('names what it could not compute, and does the others', async () => {
    const broken = await office.receive({ procedureId: 2 })
    const no = await begin('Quy trình hỏng')
    const planOf = async (_: number, procedureId: number) => {
      if (procedureId === 2) throw new Error('this version cannot be read')
      return plan
    }
    await workDueRun(worker(office.db, { planOf }), 1)
    const run = await runOf(no)
    deepEqual([run?.seen, run?.moved, run?.refused], [31, 0, 1])
    deepEqual(await office.db.inAgency(1, (tx) => refusalsOf(tx, 1, no, '', 10)), [{ code: broken, refusal: { kind: 'fault' } }])
  })

  it('keeps agencies apart', async () => {
    const no = await begin('Cơ quan khác', 2)
    equal(await claimDueRun(office.db, 1), undefined)
    equal(await office.db.inAgency(1, (tx) => dueRunOf(tx, 2, no)), undefined)
    equal(await workDueRun(worker(), 2), true)
  })

  it('due times are what a dry run said: Friday 10:00 with Tuesday off is Monday 10:00', async () => {
    const { rows } = await office.owner.query('select distinct due_at from dossiers.dossier where code = any ($1)', [codes])
    deepEqual(
      rows.map(({ due_at }) => due_at.getTime() / 1000),
      [at('09 10:00')],
    )
  })
})

/** The process was killed: whatever it asked, no answer came. */
class Died extends Error {}
