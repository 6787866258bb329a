import { deepEqual, equal, match } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { at } from '../dossier.example.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import type { DossierCode } from '../model.ts'
import { type ApologyView, coverageOf, listApologies, unitsSignedFor } from './look-up.adapter.ts'
import { shareOf } from './share.ts'

let office: Office
const codes: Record<string, DossierCode> = {}
const march = { unitId: null, from: day('2026-03-01'), to: day('2026-03-31') }
const list = async (view: ApologyView, officerId = 21, more: { unitId?: number; after?: string | null; most?: number } = {}) =>
  office.db.inAgency(1, (tx) =>
    listApologies(
      tx,
      1,
      { ...march, view, unitId: more.unitId ?? null },
      { now: office.now(), actor: office.by(officerId), after: null, ...more },
    ),
  )
const codesOf = async (view: ApologyView, officerId = 21) => (await list(view, officerId)).rows.map((r) => r.code)
const coverage = () => office.db.inAgency(1, (tx) => coverageOf(tx, 1, march, office.now()))
const drafts = () => office.service.draftApologies({ agencyId: 1, officerId: null })
const rowOf = async (code: string | undefined) =>
  (await office.owner.query('select * from dossiers.apology where code = $1', [code])).rows[0]

/** Received Monday 10:00, due Friday 10:00. `slow` reaches its specialist on Wednesday 10:00, `quick` on Monday; `held` stands still. */
before(async () => {
  office = await openOffice()
  for (const name of ['slow', 'quick', 'forgotten', 'held']) {
    codes[name] = await office.receive({ name: `Người nộp ${name}` })
    await office.complete(codes[name], '1', 11)
  }
  for (const name of ['quick', 'held'] as const) await office.complete(codes[name] ?? '', '2', 21, { next: 22 })
  office.clock('03 10:00')
  await office.complete(codes.held ?? '', '3', 22, { through: '4' })
  office.clock('04 10:00')
  for (const name of ['slow', 'forgotten']) await office.complete(codes[name] ?? '', '2', 21, { next: 22 })
})
after(() => office.close())

describe('The hourly draft (lập dự thảo thư xin lỗi)', () => {
  it('drafts for what cannot end in time, once, and for nothing else', async () => {
    equal((await drafts()).drafted, 2)
    equal((await drafts()).drafted, 0)
    deepEqual((await codesOf('drafts')).sort(), [codes.slow, codes.forgotten].sort())
    const { unit_id, written_by, reason, due_at, new_due_at, signed_at } = await rowOf(codes.slow)
    deepEqual([unit_id, written_by, signed_at], [2, null, null])
    deepEqual([due_at.toISOString(), new_due_at.toISOString()], ['2026-03-06T03:00:00.000Z', '2026-03-09T03:00:00.000Z'])
    match(reason, /Bước “Thẩm định” chưa xong/)
  })
  it('leaves one entry of nobody in the journal', async () => {
    const { rows } = await office.owner.query(`select officer_id, kind from audit.entry where stream = $1 and kind like 'apology%'`, [
      `dossier/${codes.slow}`,
    ])
    deepEqual(rows, [{ officer_id: null, kind: 'apology-drafted' }])
  })
})

describe('The list (thư xin lỗi)', () => {
  it('shows drafts to whoever signs them: the head of the unit and the leaders, not the specialist', async () => {
    deepEqual([(await codesOf('mine', 21)).length, (await codesOf('mine', 31)).length], [2, 2])
    deepEqual([await codesOf('mine', 22), await codesOf('mine', 41)], [[], []])
    deepEqual([unitsSignedFor(office.by(31)), unitsSignedFor(office.by(21)), unitsSignedFor(office.by(22))], [null, [2], []])
  })
  it('does not ask the writer to sign', async () => {
    const asked = { reason: 'Chờ đo lại thực địa', newDueAt: at('10 10:00') }
    office.done(await office.service.draftApology(office.by(21), codes.slow as DossierCode, office.stamp(), asked))
    deepEqual(await codesOf('mine', 21), [codes.forgotten])
    deepEqual((await codesOf('mine', 31)).sort(), [codes.slow, codes.forgotten].sort())
    const refused = await office.service.signApology(office.by(21), codes.slow as DossierCode, office.stamp())
    equal(refused.ok ? 'signed' : refused.error.kind, 'own-apology')
  })
  it('moves on when it is signed and sent', async () => {
    const stamp = { seen: null, key: randomUUID() }
    const first = office.done(await office.service.signApology(office.by(31), codes.slow as DossierCode, stamp))
    deepEqual(office.done(await office.service.signApology(office.by(31), codes.slow as DossierCode, stamp)), first)
    deepEqual(await codesOf('signed'), [codes.slow])
    office.done(await office.service.sendApology(office.by(11), codes.slow as DossierCode, office.stamp(), { channel: 'sms' }))
    deepEqual([await codesOf('signed'), await codesOf('sent')], [[], [codes.slow]])
    const { sent_at, channel, is_late_sent, signed_by } = await rowOf(codes.slow)
    deepEqual([sent_at.toISOString(), channel, is_late_sent, signed_by], ['2026-03-04T03:00:00.000Z', 'sms', false, 31])
  })
  it('goes on from page to page', async () => {
    const first = await list('drafts', 21, { most: 1 })
    equal(first.next, null)
    office.clock('05 16:01')
    equal((await drafts()).drafted, 1)
    const one = await list('drafts', 21, { most: 1 })
    const two = await list('drafts', 21, { most: 1, after: one.next })
    deepEqual([...one.rows, ...two.rows].map((r) => r.code).sort(), [codes.quick, codes.forgotten].sort())
    equal(two.next, null)
  })
})

describe('Missing apologies and coverage (tỷ lệ có thư xin lỗi)', () => {
  it('counts nothing while nothing is late', async () => deepEqual(await coverage(), []))
  it('counts what is late now: slow had its letter, quick and forgotten have drafts that nobody sent, held stands still', async () => {
    office.clock('06 10:01')
    deepEqual(await coverage(), [{ unitId: 2, late: 3, apologised: 1, sentLate: 0, ended: 0, endedApologised: 0 }])
    deepEqual((await codesOf('missing')).sort(), [codes.quick, codes.forgotten].sort())
    deepEqual((await list('missing', 21, { unitId: 3 })).rows, [])
  })
  it('keeps what ended late, with the unit that had it; a letter sent late counts, and is told apart', async () => {
    await office.complete(codes.forgotten ?? '', '3', 22)
    await office.complete(codes.forgotten ?? '', '5', 31, { outcome: true })
    office.done(await office.service.signApology(office.by(21), codes.quick as DossierCode, office.stamp()))
    office.done(await office.service.sendApology(office.by(11), codes.quick as DossierCode, office.stamp(), { channel: 'phone' }))
    deepEqual(await coverage(), [{ unitId: 2, late: 3, apologised: 2, sentLate: 1, ended: 1, endedApologised: 0 }])
    deepEqual(await codesOf('missing'), [codes.forgotten])
    deepEqual(await codesOf('drafts'), [])
    equal(shareOf(2, 3, 'vi'), '66,67 %')
    equal(shareOf(0, 0, 'vi'), '–')
  })
  it('asks the unit that the ledger names, wherever the letter was drafted', async () => {
    // The specialist has two days and takes four; the letter is drafted while the director has the dossier to sign.
    office.clock('09 10:00')
    const code = await office.receive({ name: 'Người nộp khác' }) // due Friday 13 March at ten
    await office.complete(code, '1', 11)
    await office.complete(code, '2', 21, { next: 22 })
    office.clock('13 10:30')
    await office.complete(code, '3', 22)
    const asked = { reason: 'Trình ký chậm', newDueAt: at('16 10:00') }
    office.done(await office.service.draftApology(office.by(31), code, office.stamp(), asked))
    equal((await rowOf(code)).unit_id, 3)
    office.clock('13 15:00')
    await office.complete(code, '5', 31, { outcome: true })
    const { rows } = await office.service.lateness(1, { from: march.from, to: march.to, by: 'unit' })
    const unit = (id: number) => rows.find((r) => r.unitId === id)
    deepEqual([unit(2)?.lateCaused, unit(3)?.lateCaused], [2, 0])
    deepEqual(await coverage(), [{ unitId: 2, late: 4, apologised: 2, sentLate: 1, ended: 2, endedApologised: 0 }])
    deepEqual((await list('missing', 21, { unitId: 3 })).rows, [])
    deepEqual((await list('missing', 21, { unitId: 2 })).rows.map((r) => r.code).sort(), [codes.forgotten, code].sort())
  })
  it('says of every unit what the screen of late dossiers says', async () => {
    const { rows } = await office.service.lateness(1, { from: march.from, to: march.to, by: 'unit' })
    for (const { unitId, ended, endedApologised } of await coverage()) {
      const own = rows.filter((r) => r.unitId === unitId)
      deepEqual([own.reduce((sum, r) => sum + r.lateCaused, 0), own.reduce((sum, r) => sum + r.withApology, 0)], [ended, endedApologised])
    }
  })
  it('did not move the due time, nor the class of what ended', async () => {
    const { rows } = await office.owner.query('select code, due_at, end_class from dossiers.dossier where code = any ($1)', [
      [codes.slow, codes.forgotten],
    ])
    deepEqual(
      rows.map((r) => r.due_at.toISOString()),
      ['2026-03-06T03:00:00.000Z', '2026-03-06T03:00:00.000Z'],
    )
    equal(rows.find((r) => r.code === codes.forgotten).end_class, 'late')
  })
  it('shows one agency nothing of another', async () => {
    const found = await office.db.inAgency(2, (tx) =>
      listApologies(tx, 2, { ...march, view: 'sent' }, { now: office.now(), actor: office.by(31), after: null }),
    )
    deepEqual(found.rows, [])
  })
})

describe('The rows beside the journal', () => {
  it('are what the folded dossier says', async () => {
    const { rows } = await office.owner.query('select code, state from dossiers.dossier where agency_id = 1')
    for (const { code, state } of rows) {
      const kept = (await office.owner.query('select * from dossiers.apology where code = $1 order by no', [code])).rows
      deepEqual(
        kept.map((k) => [k.no, k.reason, k.written_by, k.new_due_at.getTime() / 1000, k.signed_by, k.channel, k.is_late_sent]),
        state.apologies.map((a: never) => {
          const { no, reason, writtenBy, newDueAt, signed, sent } = a as Record<string, never> & {
            signed: { officerId: number } | null
            sent: { channel: string; isLate: boolean } | null
          }
          return [no, reason, writtenBy, newDueAt, signed?.officerId ?? null, sent?.channel ?? null, sent?.isLate ?? false]
        }),
      )
    }
  })
})
