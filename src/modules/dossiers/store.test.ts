import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { err, ok } from '../../kernel/result.ts'
import { iso } from '../../platform/postgres/database.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { readStream, verifyAgency } from '../audit/service.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import type { OrgSnapshot } from '../org/model.ts'
import { accept } from './accept/decide.ts'
import { completeStep } from './complete-step/decide.ts'
import {
  at,
  calendar,
  counter,
  director,
  filing,
  firstDay,
  head,
  isOf,
  outcome,
  plan,
  specialist,
  withHolidays,
} from './dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from './dossier.ts'
import { fileDossier } from './file-dossier/decide.ts'
import type { DossierCode } from './model.ts'
import { recompute } from './recompute.ts'
import { dossierService } from './service.ts'
import { begin, columnsOf, decideOn, load, nextCode, stateText, streamOf } from './store.ts'

let base: TestDatabase
const agencies = [1, 2]
before(async () => {
  base = await testDatabase()
  for (const id of agencies) {
    await base.owner.query(`insert into org.agency (agency_id, code, name) values (${id}, 'so-${id}', 'Sở ${id} (mẫu)')`)
    await base.owner.query(
      `insert into procedures.procedure (agency_id, procedure_id, key, name, words) values (${id}, 1, 'p', 'Cấp giấy phép', '{}')`,
    )
    await base.owner.query(
      `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, faults, imported_at) values (${id}, 1, 1, 'draft', '{}', '', '[]', now())`,
    )
    await base.owner.query(
      `insert into applicants.applicant (agency_id, kind, name, changed_at) overriding system value values (${id}, 'person', 'Người nộp (mẫu)', now())`,
    )
  }
})

const facts = { calendar, isFresh: true, recordedAt: at('02 10:00') }
const stampOf = (seen: number | null, question = '{}') => ({ seen, key: randomUUID(), question })
/** The next code of the day for a new act. */
async function codeFor(agencyId: number, identifier: string, stamp = stampOf(null)): Promise<DossierCode> {
  const next = await nextCode(base.db, agencyId, identifier, firstDay, stamp)
  if (!next.ok || !('code' in next.value)) throw new Error('no code')
  return next.value.code
}
const by = (officerId: number) => ({ agencyId: 1, officerId })

async function received(agencyId = 1, stamp = stampOf(null)): Promise<DossierCode> {
  const code = await codeFor(agencyId, `H56.${agencyId}`, stamp)
  const applicant = await base.owner.query(`select applicant_id from applicants.applicant where agency_id = ${agencyId}`)
  const written = await begin(
    base.db,
    { agencyId, officerId: 11 },
    code,
    stamp,
    { ...facts, heading: { applicantName: 'Người nộp (mẫu)', words: ['dat', 'đất', '777'] } },
    async () => {
      const file = fileDossier(at('02 10:00'), { ...filing, applicantId: Number(applicant.rows[0].applicant_id) }, true)
      if (!file.ok) throw new Error(file.error.kind)
      const dossier = file.value.reduce<Dossier | null>(evolve, null)
      const accepted = dossier && accept(dossier, { at: at('02 10:00'), receiver: 11, plan, calendar })
      if (!accepted?.ok) throw new Error('not accepted')
      return { events: [...file.value, ...accepted.value.events], onBehalfOf: null }
    },
  )
  yes(written?.ok)
  return code
}

const complete = (
  code: DossierCode,
  step: string,
  actor: typeof counter,
  when: string,
  { seen = null as number | null, key = randomUUID() as string, question = '{}', result = false, under = calendar, isFresh = true } = {},
) =>
  decideOn(base.db, by(actor.officerId), code, { seen, key, question }, { ...facts, calendar: under, isFresh }, (dossier) =>
    completeStep(
      dossier,
      {
        step,
        opinion: 'Đồng ý',
        through: null,
        nextOfficerId: step === '2' ? specialist.officerId : null,
        outcome: result ? outcome : null,
      },
      { at: at(when), actor, plan, calendar: under, isOf },
    ),
  )

const rowOf = async (code: string) =>
  (await base.owner.query('select * from dossiers.dossier where agency_id = 1 and code = $1', [code])).rows[0]

describe('Store of dossiers (kho hồ sơ)', () => {
  it('writes events, state, holder and seal in one act', async () => {
    const code = await received()
    yes((await complete(code, '1', counter, '02 11:00')).ok)
    const row = await rowOf(code)
    equal(row.version, 3) // filed, accepted, step completed
  })

  it('keeps a holding for each running step and none for a finished one', async () => {
    const code = await received()
    yes((await complete(code, '1', counter, '02 11:00')).ok)
    const { rows } = await base.owner.query('select step, unit_id, role, officer_id, due_at from dossiers.holding where code = $1', [code])
    deepEqual(
      rows.map((r) => [r.step, r.unit_id, r.role, r.officer_id]),
      [['2', 2, 'unit-head', null]],
    )
    equal(rows[0].due_at.toISOString(), iso(at('06 10:00')))
  })

  it('lets the due time go from the holding once processing has ended', async () => {
    const code = await received()
    await complete(code, '1', counter, '02 11:00')
    await complete(code, '2', head, '02 14:00')
    await complete(code, '3', specialist, '04 09:00')
    await complete(code, '5', director, '05 09:00', { result: true })
    const { rows } = await base.owner.query('select step, due_at from dossiers.holding where code = $1', [code])
    deepEqual(rows, [{ step: '6', due_at: null }])
  })

  it('moves the due times of lists with the calendar: the step from Tuesday to Wednesday, the dossier from Friday to Monday', async () => {
    const code = await received()
    await complete(code, '1', counter, '02 10:00')
    const moved = withHolidays('2026-03-03')
    const was = { dueAt: at('06 10:00'), isProvisional: false }
    const answer = await decideOn(
      base.db,
      { agencyId: 1, officerId: null },
      code,
      stampOf(null),
      { ...facts, calendar: moved },
      (dossier) => {
        const change = recompute(dossier, was, { plan, calendar: moved, at: at('02 12:00') })
        return change ? ok({ events: [change], onBehalfOf: null }) : err({ kind: 'unmoved' })
      },
    )
    yes(answer.ok)
    const { rows } = await base.owner.query('select step, step_due_at, due_at from dossiers.holding where code = $1', [code])
    deepEqual(
      rows.map((r) => [r.step, r.step_due_at.toISOString(), r.due_at.toISOString()]),
      [['2', iso(at('04 10:00')), iso(at('09 10:00'))]],
    )
  })

  it('lets an act that comes before that say first what the calendar moved, so that no due time changes in silence', async () => {
    const code = await received()
    await complete(code, '1', counter, '02 11:00', { under: withHolidays('2026-03-03') })
    const entries = await base.db.inAgency(1, (tx) => readStream(tx, 1, streamOf(code)))
    deepEqual(
      entries.map((e) => e.kind),
      ['filed', 'accepted', 'due-recomputed', 'step-completed'],
    )
    equal((await rowOf(code)).due_at.toISOString(), iso(at('09 10:00')))
    const { rows } = await base.owner.query('select due_at from dossiers.holding where code = $1', [code])
    equal(rows[0].due_at.toISOString(), iso(at('09 10:00')))
  })

  it('writes nothing under a remembered calendar that would move the due time: it may be the older one', async () => {
    const code = await received()
    const answer = await complete(code, '1', counter, '02 11:00', { under: withHolidays('2026-03-03'), isFresh: false })
    deepEqual(answer, { ok: false, error: { kind: 'calendar-in-doubt' } })
    equal((await rowOf(code)).version, 2)
  })

  it('gives a repeated key the first answer and writes nothing', async () => {
    const code = await received()
    const key = randomUUID()
    const first = await complete(code, '1', counter, '02 11:00', { key })
    const again = await complete(code, '1', counter, '02 11:00', { key })
    deepEqual(again, first)
    equal((await rowOf(code)).version, first.ok && first.value.version)
  })

  it('refuses the same key for another question', async () => {
    const code = await received()
    const key = randomUUID()
    await complete(code, '1', counter, '02 11:00', { key })
    deepEqual(await complete(code, '1', counter, '02 11:00', { key, question: '{"other":1}' }), {
      ok: false,
      error: { kind: 'key-reused' },
    })
  })

  it('tells the second of two officers who act on the same version', async () => {
    const code = await received()
    const answers = await Promise.all([
      complete(code, '1', counter, '02 11:00', { seen: 2 }),
      complete(code, '1', counter, '02 11:00', { seen: 2 }),
    ])
    deepEqual(answers.map((a) => (a.ok ? 'written' : a.error.kind)).sort(), ['changed-meanwhile', 'written'])
  })

  it('lets one of many win when all act at once, whatever their timing', async () => {
    const code = await received()
    const answers = await Promise.all(Array.from({ length: 12 }, () => complete(code, '1', counter, '02 11:00')))
    equal(answers.filter((a) => a.ok).length, 1)
  })

  it('gives one answer to one key sent twenty times at once', async () => {
    const code = await received()
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete(code, '1', counter, '02 11:00', { key })))
    deepEqual(
      answers,
      Array.from({ length: 20 }, () => ({ ok: true, value: { code, version: 3 } })),
    )
    equal((await rowOf(code)).version, 3)
  })

  it('numbers dossiers of a day without a double, under concurrent receipt', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, () => codeFor(1, 'H99')))
    deepEqual(
      [...codes].sort(),
      Array.from({ length: 40 }, (_, i) => `H99-260302-${String(i + 1).padStart(4, '0')}`),
    )
  })

  it('spends no number on an act that was done before', async () => {
    const stamp = stampOf(null)
    const code = await received(1, stamp)
    const number = async () =>
      (await base.owner.query(`select last from platform.counter where name = 'dossier/H56.1/260302'`)).rows[0].last
    const before = await number()
    deepEqual(await nextCode(base.db, 1, 'H56.1', firstDay, stamp), { ok: true, value: { done: { code, version: 2 } } })
    deepEqual(await nextCode(base.db, 1, 'H56.1', firstDay, { ...stamp, question: '{"other":1}' }), {
      ok: false,
      error: { kind: 'key-reused' },
    })
    equal(await number(), before)
  })

  it('grows the number past four digits', async () => {
    await base.owner.query(`insert into platform.counter values (1, 'dossier/H98/260302', 9999)`)
    equal(await codeFor(1, 'H98'), 'H98-260302-10000')
  })

  it('rebuilds every row from the journal alone', async () => {
    const code = await received()
    await complete(code, '1', counter, '02 11:00')
    await complete(code, '2', head, '02 14:00')
    await complete(code, '3', specialist, '04 09:00')
    await complete(code, '5', director, '05 09:00', { result: true })
    const entries = await base.db.inAgency(1, (tx) => readStream(tx, 1, streamOf(code)))
    const dossier = entries.map((e) => JSON.parse(e.body) as DossierEvent).reduce<Dossier | null>(evolve, null)
    yes(dossier)
    const row = await rowOf(code)
    equal(stateText(dossier), JSON.stringify(row.state))
    deepEqual(dossier.filing, row.filing)
    const columns = columnsOf(dossier, calendar)
    deepEqual(
      [row.status, row.end_class, row.due_at.toISOString()],
      [columns.status, columns.endClass, iso(columns.dueAt ?? at('01 00:00'))],
    )
    const stored = await base.db.inAgency(1, (tx) => load(tx, 1, code))
    deepEqual(stored?.dossier, dossier)
  })

  it('shows nothing to another agency, not even that the code exists', async () => {
    const code = await received()
    equal(await base.db.inAgency(2, (tx) => load(tx, 2, code)), undefined)
    equal(await base.db.inAgency(2, (tx) => load(tx, 1, code)), undefined)
    const foreign = await decideOn(base.db, { agencyId: 2, officerId: 11 }, code, stampOf(null), facts, () =>
      ok({ events: [], onBehalfOf: null }),
    )
    deepEqual(foreign, { ok: false, error: { kind: 'not-found' } })
  })

  it('seals what it writes, so that a changed byte shows', async () => {
    const code = await received()
    equal((await verifyAgency(base.db, 1)).broken, null)
    const { rows } = await base.owner.query(`select body from audit.entry where agency_id = 1 and stream = $1 and seq = 2`, [
      streamOf(code),
    ])
    await base.owner.query(
      `update audit.entry set body = replace(body, '"accepted"', '"acceptee"') where agency_id = 1 and stream = $1 and seq = 2`,
      [streamOf(code)],
    )
    const { broken } = await verifyAgency(base.db, 1)
    deepEqual(broken, { kind: 'entry', agencyId: 1, stream: streamOf(code), seq: 2 })
    await base.owner.query(`update audit.entry set body = $2 where agency_id = 1 and stream = $1 and seq = 2`, [
      streamOf(code),
      rows[0].body,
    ])
  })
})

describe('Service of dossiers: more acts at once than connections', () => {
  const [newer, org] = [
    withHolidays('2026-03-03'),
    { posts: [{ officerId: 11, unitId: 1, role: 'counter-officer' }] } as unknown as OrgSnapshot,
  ]
  /** A service that knows no plan yet, and asks the store for each. */
  const fresh = (now: WorkingCalendar) =>
    dossierService({
      db: base.db,
      now: () => at('02 11:00'),
      recordedNow: () => at('02 11:00'),
      calendarOf: async () => calendar,
      freshCalendarOf: async () => now,
      orgOf: async () => org,
      inForce: async () => null,
      planOf: async () => {
        await base.db.inAgency(1, (tx) => load(tx, 1, 'H56.1-260302-0001'))
        return plan
      },
    })
  const opinion = { step: '1', opinion: 'Đủ', through: null, nextOfficerId: null, outcome: null }
  const officer = { agencyId: 1, ...counter }

  it('carries forty dossiers at once, none waiting for a connection that it holds itself', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, () => received()))
    const service = fresh(calendar)
    const answers = await Promise.all(codes.map((code) => service.completeStep(officer, code, { seen: null, key: randomUUID() }, opinion)))
    equal(answers.filter((answer) => answer.ok).length, 40)
  })
  it('computes the due times of as many anew, each with one entry, and finds nothing to do the second time', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, () => received()))
    const { moved } = await fresh(newer).recomputeDue({ agencyId: 1, officerId: null })
    yes(moved >= 40, String(moved))
    equal((await fresh(newer).recomputeDue({ agencyId: 1, officerId: null })).moved, 0)
    for (const code of codes) equal((await rowOf(code)).version, 3)
  })
  it('tries an act again with the newest calendar when the remembered one would move the due time back', async () => {
    const code = await received()
    await fresh(newer).recomputeDue({ agencyId: 1, officerId: null })
    yes((await fresh(newer).completeStep(officer, code, { seen: null, key: randomUUID() }, opinion)).ok)
    const kinds = (await base.db.inAgency(1, (tx) => readStream(tx, 1, streamOf(code)))).map((e) => e.kind)
    deepEqual(kinds, ['filed', 'accepted', 'due-recomputed', 'step-completed'])
    equal((await rowOf(code)).due_at.toISOString(), iso(at('09 10:00')))
  })
})
