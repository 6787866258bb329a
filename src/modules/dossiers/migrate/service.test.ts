import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { verifyAgency } from '../../audit/service.ts'
import { at, plan } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { showDossier } from '../look-up.adapter.ts'
import type { DossierCode } from '../model.ts'
import { type DossierService, dossierService } from '../service.ts'
import { load } from '../store.ts'
import type { MigrationOrder } from './decide.ts'
import { byName, shorter } from './plans.example.ts'
import { migrationService } from './service.ts'
import { listMigrations, migrationCandidates, refusedCodes } from './store.ts'

const order: MigrationOrder = {
  procedureId: 1,
  from: 1,
  to: 2,
  basis: { number: '45/QĐ-UBND (mẫu)', date: '2026-03-02', reason: 'Quy trình mới có hiệu lực' },
  steps: byName,
}

let office: Office
let service: DossierService
let moves: ReturnType<typeof migrationService>
before(async () => {
  office = await openOffice()
  await office.owner.query(
    `update procedures.version set state = 'published', assignments = '{}', effective_from = '2026-01-01' where agency_id = 1 and procedure_id = 1`,
  )
  await office.owner.query(
    `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, decision, faults, assignments, effective_from, imported_at)
     values (1, 1, 2, 'published', '{}', '', '45/QĐ-UBND (mẫu)', '[]', '{}', '2026-03-02', now())`,
  )
  const deps = { ...office.deps, planOf: async (_: number, __: number, version: number) => (version === 2 ? shorter : plan) }
  service = dossierService(deps)
  moves = migrationService({ ...deps, service })
})

const director = () => office.by(31)
const dossierOf = (code: string) => office.db.inAgency(1, (tx) => load(tx, 1, code))
const rowOf = async (code: string) =>
  (await office.owner.query('select * from dossiers.dossier where agency_id = 1 and code = $1', [code])).rows[0]
/** Accepted and, as asked, carried on to the examination. */
async function received(more: { examining?: boolean; paused?: boolean } = {}): Promise<DossierCode> {
  office.clock('02 10:00')
  const code = (await office.receive()) as DossierCode
  if (!more.examining && !more.paused) return code
  office.clock('02 11:00')
  await office.complete(code, '1', 11)
  office.clock('02 15:00')
  await office.complete(code, '2', 21, { next: 22 })
  return code
}
const begin = async (chosen: 'whole' | readonly string[] = 'whole', asked = order) => {
  const id = randomUUID()
  const named =
    chosen === 'whole' ? chosen : await Promise.all(chosen.map(async (code) => ({ code, seen: (await rowOf(code)).version as number })))
  const begun = await moves.begin(director(), { id, order: asked, chosen: named, now: office.now() })
  yes(begun.ok)
  return id
}

describe('A move on record (lần chuyển quy trình)', () => {
  it('is offered where dossiers run beside another version in force', async () => {
    const code = await received({ examining: true })
    office.clock('03 10:00')
    const { rows } = await office.db.inAgency(1, (tx) => migrationCandidates(tx, 1, '2026-03-03'))
    deepEqual(
      rows.map(({ procedureId, version, targets }) => [procedureId, version, targets.map((t) => t.version)]),
      [[1, 1, [2]]],
    )
    deepEqual((await office.db.inAgency(1, (tx) => migrationCandidates(tx, 1, '2026-03-01'))).rows, [])
    yes(code)
  })

  it('shows first what it would do and writes nothing', async () => {
    office.clock('03 10:00')
    const seen = await moves.preview(1, order, { now: office.now(), filter: 'all', after: '' })
    deepEqual([seen.seen, seen.moving, seen.earlier, seen.staying], [1, 1, 1, 0])
    deepEqual(
      seen.rows.map(({ steps, dueFrom, dueAt }) => [steps, dueFrom, dueAt]),
      [[[{ from: '3', to: '3' }], at('06 10:00'), at('05 10:00')]],
    )
    equal((await office.owner.query("select from audit.entry where kind = 'migrated'")).rowCount, 0)
  })

  it('moves each with one entry, and row, state and journal say the same', async () => {
    office.clock('03 10:00')
    const id = await begin()
    const run = await moves.goOn(director(), id)
    deepEqual([run?.all, run?.done, run?.refused], [1, 1, 0])
    const [{ rows }] = [await office.owner.query("select stream, body from audit.entry where kind = 'migrated'")]
    equal(rows.length, 1)
    const code = String(rows[0].stream).slice('dossier/'.length)
    const row = await rowOf(code)
    deepEqual(
      [row.procedure_version, row.filing.procedureVersion, row.due_at, row.original_due_at],
      [2, 2, new Date(at('05 10:00') * 1000), new Date(at('06 10:00') * 1000)],
    )
    const entries = (
      await office.owner.query('select body from audit.entry where agency_id = 1 and stream = $1 order by seq', [`dossier/${code}`])
    ).rows
    const replayed = entries.map((e) => JSON.parse(e.body) as DossierEvent).reduce<Dossier | null>(evolve, null)
    deepEqual(replayed, (await dossierOf(code))?.dossier)
    const held = (await office.owner.query('select step, unit_id, officer_id, due_at from dossiers.holding where code = $1', [code])).rows
    deepEqual(
      held.map((h) => [h.step, h.unit_id, h.officer_id, h.due_at]),
      [['3', 2, 22, new Date(at('05 10:00') * 1000)]],
    )
    const shown = await office.db.inAgency(1, (tx) => showDossier(tx, 1, code))
    deepEqual([shown?.procedure.version, shown?.procedure.decision], [2, '45/QĐ-UBND (mẫu)'])
    const broken = await verifyAgency(office.db, 1)
    equal(broken.broken, null)
  })

  it('does nothing more when it is asked again, and answers the same form once', async () => {
    const before = (await office.owner.query('select count(*) from audit.entry')).rows[0].count
    const { rows } = await office.db.inAgency(1, (tx) => listMigrations(tx, 1, null))
    const [run] = rows
    yes(run)
    deepEqual(await moves.goOn(director(), run.id), run)
    const again = await moves.begin(director(), { id: run.id, order, chosen: 'whole', now: office.now() })
    yes(again.ok)
    const other = await moves.begin(director(), { id: run.id, order: { ...order, to: 1, from: 2 }, chosen: 'whole', now: office.now() })
    equal(other.ok ? '' : other.error.kind, 'key-reused')
    equal((await office.owner.query('select count(*) from audit.entry')).rows[0].count, before)
  })

  it('names what stays with its reason, and moves it when it is tried again', async () => {
    const code = await received({ examining: true })
    const free = await received()
    office.clock('03 09:00')
    const proposed = await service.proposePause(office.by(22), code, office.stamp(), {
      step: '3',
      cause: 'finance',
      document: { number: '7/TB', date: '2026-03-03' },
      reason: 'Chờ thuế',
      items: [],
      contact: '',
      wantsPaper: false,
    })
    yes(proposed.ok)
    const id = await begin()
    const run = await moves.goOn(director(), id)
    deepEqual([run?.all, run?.done, run?.refused], [2, 1, 1])
    equal((await rowOf(free)).procedure_version, 2)
    const refused = () => office.db.inAgency(1, (tx) => refusedCodes(tx, 1, id, '', 10))
    deepEqual(
      (await refused()).map(({ code: which, refusal }) => [which, refusal.kind]),
      [[code, 'already-proposed']],
    )
    yes((await service.decidePause(office.by(21), code, office.stamp(), { kind: 'decline', reason: 'Không có căn cứ' })).ok)
    const again = await moves.again(director(), id)
    deepEqual([again?.done, again?.refused, await refused()], [2, 0, []])
    equal((await rowOf(code)).procedure_version, 2)
  })

  it('leaves one that somebody acted on meanwhile, by name, and moves it on the second try', async () => {
    const code = await received()
    office.clock('02 11:00')
    const id = await begin([code])
    await office.complete(code, '1', 11)
    const run = await moves.goOn(director(), id)
    deepEqual([run?.all, run?.done, run?.refused], [1, 0, 1])
    const [refused] = await office.db.inAgency(1, (tx) => refusedCodes(tx, 1, id, '', 10))
    equal(refused?.refusal.kind, 'changed-meanwhile')
    const again = await moves.again(director(), id)
    deepEqual([again?.done, again?.refused], [1, 0])
    deepEqual(
      (await dossierOf(code))?.dossier.running.map(({ step }) => step),
      ['2'],
    )
  })

  it('goes on by itself after a break, in the name of whoever began it', async () => {
    const code = await received({ examining: true })
    office.clock('03 10:00')
    const id = await begin([code])
    deepEqual(await moves.takeUp(1), { runs: 1 })
    deepEqual(await moves.takeUp(1), { runs: 0 })
    const { rows } = await office.owner.query("select officer_id from audit.entry where kind = 'migrated' and stream = $1", [
      `dossier/${code}`,
    ])
    deepEqual(rows, [{ officer_id: 31 }])
    yes(id)
  })

  it('is carried to its end by the new version, with a ledger of both', async () => {
    const code = await received({ examining: true })
    office.clock('03 10:00')
    await moves.goOn(director(), await begin([code]))
    const completes = async (step: string, officerId: number, ends = false) => {
      const done = await service.completeStep(office.by(officerId), code, office.stamp(), {
        step,
        opinion: 'Đồng ý',
        through: null,
        nextOfficerId: null,
        outcome: ends ? { number: '15/GP', date: '2026-03-04', title: 'Giấy phép', isPositive: true } : null,
      })
      if (!done.ok) throw new Error(done.error.kind)
    }
    await completes('3', 22)
    office.clock('03 15:00')
    await completes('5', 21)
    office.clock('04 10:00')
    await completes('6', 31, true)
    const { rows } = await office.owner.query(
      'select procedure_version, step, sum(seconds)::int as seconds from dossiers.ledger where code = $1 group by 1, 2 order by 1, 2',
      [code],
    )
    deepEqual(
      rows.map((r) => [r.procedure_version, r.step]),
      [
        [1, '1'],
        [1, '2'],
        [1, '3'],
        [2, '3'],
        [2, '5'],
        [2, '6'],
      ],
    )
    // Mon 10:00–17:30 without noon 5,5 h, Tue 8 h, Wed 2,5 h
    equal(
      rows.reduce((sum, r) => sum + r.seconds, 0),
      16 * 3600,
    )
    const preview = await moves.preview(1, { ...order, from: 2, to: 1 }, { now: office.now(), filter: 'staying', after: '' })
    deepEqual(preview.rows.find((r) => r.code === code)?.refusal?.kind, 'processing-ended')
  })
})
