import { deepEqual, equal } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { WorkingCalendar } from '../../clock/model.ts'
import { accept } from '../accept/decide.ts'
import { at, calendar, filing, plan, withHolidays } from '../dossier.example.ts'
import { type Dossier, evolve } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { recompute } from '../recompute.ts'
import { dossierService } from '../service.ts'
import { lookAhead } from './preview.adapter.ts'
import { movedOf } from './preview.ts'

const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
const answer = accept(filed, { at: at('02 10:00'), receiver: 11, plan, calendar })
const accepted = answer.ok ? answer.value.events.reduce<Dossier>(evolve, filed) : filed
const was = { dueAt: currentDue(accepted, calendar)?.due ?? null, isProvisional: false }
const look = (under: WorkingCalendar) =>
  movedOf(
    { ...was, code: 'H', procedureId: 1, procedureVersion: 1, isHardArea: false, state: accepted },
    { plan, about: '', calendar: under, at: at('02 11:00') },
  )

describe('Looking ahead at a change of the calendar (chạy thử)', () => {
  it('finds nothing where nothing moves', () => equal(look(calendar), null))
  it('tells the due time from and to: Friday 10:00 → Monday 10:00', () =>
    deepEqual(
      look(withHolidays('2026-03-04'))?.rows.map(({ step, from, to }) => [step, from, to]),
      [[null, at('06 10:00'), at('09 10:00')]],
    ))
  it('says for every set of holidays just what would be written', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 2, max: 20 }), { maxLength: 8 }), (days) => {
        const under = withHolidays(...days.map((d) => `2026-03-${String(d).padStart(2, '0')}`))
        const [looked, written] = [look(under), recompute(accepted, was, { plan, calendar: under, at: at('02 11:00') })]
        equal(looked === null, written === null)
        const own = looked?.rows.find(({ step }) => step === null)
        if (written && written.dueAt !== written.from) deepEqual([own?.from, own?.to], [written.from, written.dueAt])
        equal(looked?.steps ?? 0, written?.steps?.length ?? 0)
      }),
    ))
})

describe('What is looked at is what is then applied', () => {
  let office: Office
  before(async () => {
    office = await openOffice()
    for (let i = 0; i < 60; i++) {
      office.clock('02 10:00')
      const code = await office.receive({ name: `Người nộp ${i} (mẫu)` })
      if (i % 3 === 0) await office.complete(code, '1', 11)
    }
    await office.receive({ verdict: { kind: 'file-only' } }) // not accepted: it has no due time
  })

  it('row for row, from and to, dossiers and steps; and looking writes nothing', async () => {
    office.clock('02 11:00')
    const storm = withHolidays('2026-03-03')
    const ahead = lookAhead({ db: office.db, now: office.now, planOf: async () => plan })
    const rows: (string | number | null)[][] = []
    let after: string | null = ''
    let pages = 0
    let counts = { seen: 0, moved: 0, steps: 0 }
    while (after !== null) {
      const page = await ahead.page(1, storm, after)
      rows.push(...page.rows.map((r) => [r.code, r.step === null ? null : '·', r.from, r.to]))
      counts = { seen: page.seen, moved: page.moved, steps: page.steps }
      after = page.next
      pages += 1
    }
    deepEqual(counts, { seen: 60, moved: 60, steps: rows.length - 60 })
    equal(pages, Math.ceil(rows.length / 50))
    const entries = `select stream, body from audit.entry where agency_id = 1 and kind = 'due-recomputed' order by stream`
    equal((await office.owner.query(entries)).rowCount, 0)

    let lines = 0
    for await (const text of ahead.table(1, storm)) lines += text.split('\r\n').length - 1
    equal(lines, rows.length + 1)

    const under = dossierService({ ...office.deps, calendarOf: async () => storm, freshCalendarOf: async () => storm })
    deepEqual(await under.recomputeDue({ agencyId: 1, officerId: 51 }), { seen: 60, moved: 60 })
    const written = (await office.owner.query<{ stream: string; body: string }>(entries)).rows.flatMap(({ stream, body }) => {
      const event = JSON.parse(body) as { from: number; dueAt: number; steps: { from: number; dueAt: number }[] }
      const code = stream.slice('dossier/'.length)
      return [[code, null, event.from, event.dueAt], ...event.steps.map((s) => [code, '·', s.from, s.dueAt])]
    })
    deepEqual(rows, written)
    deepEqual((await ahead.page(1, storm, '')).rows, []) // applied: there is nothing left to move
  })
  it('shows one agency nothing of another', async () =>
    equal((await lookAhead({ db: office.db, now: office.now, planOf: async () => plan }).page(2, calendar, '')).seen, 0))
})
