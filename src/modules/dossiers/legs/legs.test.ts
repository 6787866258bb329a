import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { readStream } from '../../audit/service.ts'
import { at } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import type { DossierCode } from '../model.ts'
import { addPartner, closePartner, renamePartner } from '../partners/decide.ts'
import { partnerNameOn } from '../partners/partner.ts'
import { changePartners, partnersOf } from '../partners/store.ts'
import { referralsOf } from '../referrals/referral.ts'
import { load, streamOf } from '../store.ts'
import { askedOfMine, type LegFilter, type LegView, listLegs, tallyLegs } from './look-up.adapter.ts'

let office: Office
const codes: DossierCode[] = []
const document = { number: '12/CV', date: '2026-03-02' }
const by = (agencyId = 1) => ({ agencyId, officerId: 51, onBehalfOf: null, at: office.now(), recordedAt: office.now() })
const addNamed = (name: string, { key = randomUUID(), agencyId = 1 } = {}) =>
  changePartners(office.db, by(agencyId), key, name, (all) => addPartner(all, { kind: 'tax', name, from: day('2020-01-01'), contact: '' }))
const partners = (agencyId = 1) => office.db.inAgency(agencyId, (tx) => partnersOf(tx, agencyId))
const ask = (code: DossierCode, more: object = {}, key = randomUUID()) =>
  office.service.askOpinions(
    office.by(22),
    code,
    { seen: null, key },
    {
      ...{ step: '3', partnerIds: [1], unitIds: [4], document, question: 'Có vướng không?', way: 'electronic' as const },
      ...{ term: { value: 1, unit: 'working_day' as const }, ...more },
    },
  )
const answer = (code: DossierCode, no: number, arrived: string) =>
  office.service.answerReferral(office.by(22), code, office.stamp(), {
    ...{ no, arrivedAt: at(arrived), number: '7/TL', date: '2026-03-02', stance: 'agree' as const, words: '' },
  })
const march: Omit<LegFilter, 'view'> = { kind: null, partnerId: null, askedUnitId: null, from: day('2026-03-01'), to: day('2026-03-31') }
const list = (view: LegView, more: { officer?: number; after?: string | null; most?: number; agencyId?: number } = {}) => {
  const { officer = 22, after = null, most = 50, agencyId = 1 } = more
  const facts = { now: office.now(), actor: office.by(officer, agencyId), after, most }
  return office.db.inAgency(agencyId, (tx) => listLegs(tx, agencyId, { ...march, view }, facts))
}
const places = async (view: LegView, more = {}) => (await list(view, more)).rows.map((r) => [codes.indexOf(r.code), r.no])

before(async () => {
  office = await openOffice()
  for (let i = 0; i < 2; i++) {
    office.clock('02 10:00')
    const code = await office.receive()
    codes.push(code)
    await office.complete(code, '1', 11)
    await office.complete(code, '2', 21, { next: 22 })
  }
})

describe('Partner agencies on record (cơ quan phối hợp)', () => {
  it('are written once under a key, with an entry in the journal', async () => {
    const key = randomUUID()
    const first = await addNamed('Thuế cơ sở 2 (mẫu)', { key })
    deepEqual(await addNamed('Thuế cơ sở 2 (mẫu)', { key }), first)
    const other = await addNamed('Thuế khác (mẫu)', { key })
    equal(other.ok ? '' : other.error.kind, 'key-reused')
    equal((await partners()).length, 1)
    const entries = await office.db.inAgency(1, (tx) => readStream(tx, 1, 'partners'))
    deepEqual(
      entries.map((e) => e.kind),
      ['partner-added'],
    )
  })
  it('keep the names of their days', async () => {
    await changePartners(office.db, by(), randomUUID(), 'r', (all) =>
      renamePartner(all, { id: 1, name: 'Thuế mới (mẫu)', from: day('2026-04-01') }),
    )
    const [one] = await partners()
    yes(one)
    deepEqual([partnerNameOn(one, day('2026-03-31')), partnerNameOn(one, day('2026-04-01'))], ['Thuế cơ sở 2 (mẫu)', 'Thuế mới (mẫu)'])
  })
  it('are closed by the day, and nothing goes to them after it', async () => {
    await addNamed('Thuế đóng (mẫu)')
    await changePartners(office.db, by(), randomUUID(), 'c', (all) =>
      closePartner(all, { id: 2, until: day('2026-03-01'), reason: 'sáp nhập' }),
    )
    office.clock('02 15:00')
    const refused = await ask(codes[0] as DossierCode, { partnerIds: [2] })
    equal(refused.ok ? '' : refused.error.kind, 'partner-not-open')
  })
  it('are each agency’s own', async () => deepEqual(await partners(2), []))
})

describe('Legs and opinions on record', () => {
  it('are rows of the act that asks, once however often it is sent', async () => {
    const [one, two] = codes as [DossierCode, DossierCode]
    office.clock('02 15:00')
    const key = randomUUID()
    yes((await ask(one, {}, key)).ok)
    yes((await ask(one, {}, key)).ok)
    office.clock('02 15:30')
    yes((await ask(two)).ok)
    deepEqual(await places('open'), [
      [0, 1], // Tuesday 15:00
      [0, 2],
      [1, 2], // the unit's: Tuesday 15:30
      [1, 1], // the partner's: from Tuesday morning, until Wednesday 07:30
    ])
  })
  it('come page by page', async () => {
    const first = await list('open', { most: 3 })
    yes(first.next)
    deepEqual(await places('open', { most: 3, after: first.next }), [[1, 1]])
  })
  it('are seen by the unit that is asked, and by it alone', async () => {
    const mine = (officer: number) => office.db.inAgency(1, (tx) => askedOfMine(tx, 1, { now: office.now(), actor: office.by(officer) }))
    equal((await mine(41)).count, 2)
    equal((await mine(11)).count, 0)
  })
  it('that nobody answered are recorded as silent by the job, once, each dossier with one entry', async () => {
    yes((await answer(codes[0] as DossierCode, 2, '02 15:20')).ok)
    office.clock('03 15:00')
    deepEqual(await places('late'), []) // at the due time itself nothing is late
    deepEqual(await office.service.recordUnanswered({ agencyId: 1, officerId: null }), { seen: 1, recorded: 1 })
    deepEqual(await office.service.recordUnanswered({ agencyId: 1, officerId: null }), { seen: 0, recorded: 0 })
    deepEqual(await places('unanswered'), [[0, 1]])
  })
  it('may be answered late, and leave the silent ones', async () => {
    office.clock('04 09:00')
    yes((await answer(codes[0] as DossierCode, 1, '04 08:00')).ok)
    deepEqual(await places('unanswered'), [])
    deepEqual(await places('late'), [
      [1, 2],
      [1, 1],
    ])
  })
  it('are counted by whom they went to: late out of what is decided', async () => {
    const tally = await office.db.inAgency(1, (tx) => tallyLegs(tx, 1, { ...march }, office.now()))
    deepEqual(
      tally.map((t) => [t.partnerId, t.askedUnitId, t.sent, t.decided, t.late, t.early, t.waiting]),
      [
        [1, null, 2, 2, 2, 0, 1], // one answered late, one past its due time
        [null, 4, 2, 2, 1, 1, 1],
      ],
    )
  })
  it('are another agency’s for nobody', async () => deepEqual((await list('open', { agencyId: 2 })).rows, []))
  it('follow from the journal', async () => {
    for (const code of codes) {
      const { dossier } = (await office.db.inAgency(1, (tx) => load(tx, 1, code))) ?? {}
      const entries = await office.db.inAgency(1, (tx) => readStream(tx, 1, streamOf(code)))
      const folded = entries.map((e) => JSON.parse(e.body) as DossierEvent).reduce<Dossier | null>(evolve, null)
      yes(folded && dossier)
      deepEqual(referralsOf(dossier), JSON.parse(JSON.stringify(referralsOf(folded))))
      const { rows } = await office.owner.query('select no, due_at, arrived_at from dossiers.referral where code = $1 order by no', [code])
      deepEqual(
        rows.map((r) => [r.no, r.due_at?.getTime() / 1000, r.arrived_at === null ? null : r.arrived_at.getTime() / 1000]),
        referralsOf(folded).map((r) => [r.no, r.dueAt, r.answer?.arrivedAt ?? null]),
      )
    }
  })
})

describe('The ledger of an ended dossier with opinions', () => {
  it('names the partner, adds up, and follows an answer recorded after the end', async () => {
    office.clock('02 10:00')
    const code = await office.receive()
    await office.complete(code, '1', 11)
    await office.complete(code, '2', 21, { next: 22 })
    office.clock('02 11:00')
    yes((await ask(code, { unitIds: [] })).ok)
    office.clock('03 14:00')
    await office.complete(code, '3', 22)
    office.clock('04 09:00')
    await office.complete(code, '5', 31, { outcome: true })
    const kept = async () =>
      (await office.owner.query('select holder_kind, partner_id, seconds from dossiers.ledger where code = $1 order by line_no', [code]))
        .rows
    const ofPartner = async () => (await kept()).filter((l) => l.partner_id === 1).map((l) => l.seconds / 3600)
    deepEqual(await ofPartner(), [8]) // Monday 11:00 to Tuesday 11:00, the whole term
    // It had come at 16:00 on Monday; somebody found it two days later.
    office.clock('04 10:00')
    yes((await answer(code, 1, '02 16:00')).ok)
    deepEqual(await ofPartner(), [3]) // 11:00 to 16:00 without the break
    equal(
      (await kept()).reduce((sum, l) => sum + l.seconds, 0),
      15 * 3600,
    ) // Monday 10:00 to Wednesday 09:00: 5.5 + 8 + 1.5
    deepEqual((await office.owner.query('select * from dossiers.recount_lateness(1)')).rows, [])
  })
})
