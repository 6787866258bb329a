import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { verifyAgency } from '../../audit/service.ts'
import { at, calendar, clerk, counter, director, filing, head, plan, specialist } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve, newDossier } from '../dossier.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import type { DossierCode } from '../model.ts'
import { lookUp, stateOf, wholeOf } from '../public-look-up/look-up.adapter.ts'
import { publicView } from '../public-look-up/view.ts'
import { load } from '../store.ts'
import { type GetPartRefused, type LinkPartRefused, linkPart, mayGetPart, partsMax, unlinkPart } from './decide.ts'
import { couldBeParts, familyOf } from './look-up.adapter.ts'

const codeOf = (text: string) => text as DossierCode
const codes = { whole: codeOf('H56.12-260302-0001'), part: codeOf('H56.12-260302-0002') }
const running = (more: Partial<Dossier> = {}): Dossier => ({
  ...newDossier(at('02 10:00'), filing),
  status: 4,
  receivedAt: at('02 10:00'),
  limit: plan.limit,
  running: [
    {
      step: '3',
      unitId: 2,
      role: 'specialist',
      officerId: specialist.officerId,
      isAway: false,
      counts: true,
      dueAt: null,
      since: at('02 10:00'),
    },
  ],
  ...more,
})
const link = (whole: Dossier, part: Dossier | null, more: { actor?: typeof counter; reason?: string; codes?: typeof codes } = {}) =>
  linkPart(whole, part, { at: at('03 09:00'), codes, actor: counter, reason: 'Cùng một công trình', ...more })
const refusedAs = (kind: LinkPartRefused['kind'] | GetPartRefused['kind'], answer: { ok: boolean; error?: { kind: string } }) =>
  equal(answer.ok ? 'linked' : answer.error?.kind, kind)

describe('Linking a part (gắn hồ sơ thành phần)', () => {
  it('writes it on both sides', () => {
    const answer = link(running(), running())
    yes(answer.ok)
    const whole = answer.value.whole.reduce<Dossier>(evolve, running())
    const part = answer.value.part.reduce<Dossier>(evolve, running())
    deepEqual(whole.parts, [{ code: codes.part, procedureId: 1, since: at('03 09:00') }])
    deepEqual(part.whole, { code: codes.whole, since: at('03 09:00') })
  })
  it('is for the counter, whoever has a step of it, and heads', () => {
    for (const actor of [counter, specialist, head, director]) yes(link(running(), running(), { actor }).ok)
    refusedAs('not-the-holder', link(running(), running(), { actor: clerk }))
  })
  it('asks for a reason', () => refusedAs('no-reason', link(running(), running(), { reason: ' ' })))
  it('is refused with itself', () => refusedAs('its-own-part', link(running(), running(), { codes: { ...codes, part: codes.whole } })))
  it('is refused with a dossier of somebody else', () =>
    refusedAs('other-applicant', link(running(), running({ filing: { ...filing, applicantId: 2 } }))))
  it('is refused with a part of another one', () =>
    refusedAs('already-a-part', link(running(), running({ whole: { code: 'H56.12-260302-0009', since: at('02 11:00') } }))))
  it('has two floors and no ring: neither does a part get parts, nor a whole become one', () => {
    refusedAs('whole-is-a-part', link(running({ whole: { code: codes.part, since: at('02 11:00') } }), running()))
    refusedAs('has-parts-itself', link(running(), running({ parts: [{ code: codes.whole, procedureId: 1, since: at('02 11:00') }] })))
  })
  it('is refused once either is over', () => {
    const ended = running({ ended: { at: at('03 08:00'), class: 'early', dueAt: at('06 10:00') } })
    refusedAs('part-is-over', link(running(), ended))
    refusedAs('whole-not-running', link(ended, running()))
    refusedAs('whole-not-running', link(newDossier(at('02 10:00'), filing), running()))
  })
  it(`has ${partsMax} parts at most`, () => {
    const parts = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ code: `H56.12-260302-1${i}`, procedureId: 1, since: at('02 11:00') }))
    yes(mayGetPart(running({ parts: parts(partsMax - 1) }), { actor: counter, reason: 'x' }).ok)
    refusedAs('too-many-parts', mayGetPart(running({ parts: parts(partsMax) }), { actor: counter, reason: 'x' }))
  })
  it('ends with a reason, on both sides', () => {
    const whole = running({ parts: [{ code: codes.part, procedureId: 1, since: at('02 11:00') }] })
    const answer = unlinkPart(whole, { at: at('03 10:00'), codes, actor: counter, reason: 'Gắn nhầm' })
    yes(answer.ok)
    deepEqual(answer.value.whole.reduce<Dossier>(evolve, whole).parts, [])
    const other = unlinkPart(running(), { at: at('03 10:00'), codes, actor: counter, reason: 'x' })
    equal(other.ok ? '' : other.error.kind, 'not-a-part')
  })
})

describe('Parts in the store (hồ sơ thành phần trong kho)', () => {
  let office: Office
  before(async () => {
    office = await openOffice()
  })
  const stamp = () => ({ seen: null, key: randomUUID() })
  const rowOf = async (code: string) =>
    (await office.owner.query('select * from dossiers.dossier where agency_id = 1 and code = $1', [code])).rows[0]
  const dossierOf = async (code: string) => (await office.db.inAgency(1, (tx) => load(tx, 1, code)))?.dossier as Dossier
  /** Received by one applicant: identity number given, so that the same person is found again. */
  const pair = async (): Promise<[DossierCode, DossierCode]> => {
    office.clock('02 10:00')
    const [whole, part] = [codeOf(await office.receive()), codeOf(await office.receive({ procedureId: 2 }))]
    await office.owner.query(
      `update dossiers.dossier d set applicant_id = w.applicant_id, filing = (d.filing::jsonb || jsonb_build_object('applicantId', w.applicant_id))::json
       from dossiers.dossier w where d.code = $1 and w.code = $2`,
      [part, whole],
    )
    return [whole, part]
  }
  const replayed = async (code: string) =>
    (await office.owner.query('select body from audit.entry where agency_id = 1 and stream = $1 order by seq', [`dossier/${code}`])).rows
      .map((e) => JSON.parse(e.body) as DossierEvent)
      .reduce<Dossier | null>(evolve, null)

  it('links in one act: both journals, both rows, once for a key', async () => {
    const [whole, part] = await pair()
    const once = stamp()
    const asked = { part, reason: 'Cùng một công trình' }
    const first = await office.service.linkPart(office.by(11), whole, once, asked)
    yes(first.ok)
    deepEqual(await office.service.linkPart(office.by(11), whole, once, asked), first)
    deepEqual([(await rowOf(part)).parent, (await rowOf(whole)).parent], [whole, null])
    deepEqual(
      [(await dossierOf(whole)).parts?.map((p) => p.code), (await dossierOf(part)).whole?.code, (await rowOf(part)).version],
      [[part], whole, 3],
    )
    deepEqual(await replayed(whole), await dossierOf(whole))
    equal((await verifyAgency(office.db, 1)).broken, null)
    const family = await office.db.inAgency(1, async (tx) => familyOf(tx, 1, whole, await dossierOf(whole)))
    deepEqual(
      family.parts.map((p) => p.code),
      [part],
    )
  })

  it('writes neither side when one refuses, nor under an old version', async () => {
    const [whole, part] = await pair()
    const stale = await office.service.linkPart(office.by(11), whole, { seen: 1, key: randomUUID() }, { part, reason: 'x' })
    equal(stale.ok ? '' : stale.error.kind, 'changed-meanwhile')
    const unknown = await office.service.linkPart(office.by(11), whole, stamp(), { part: codeOf('H02.12-260302-9999'), reason: 'x' })
    equal(unknown.ok ? '' : unknown.error.kind, 'no-such-part')
    deepEqual([(await rowOf(whole)).version, (await rowOf(part)).version], [2, 2])
  })

  it('lets only one of two links at once that would make a ring', async () => {
    const [one, two] = await pair()
    const answers = await Promise.all([
      office.service.linkPart(office.by(11), one, stamp(), { part: two, reason: 'x' }),
      office.service.linkPart(office.by(11), two, stamp(), { part: one, reason: 'x' }),
    ])
    equal(answers.filter(({ ok }) => ok).length, 1)
    const parents = [(await rowOf(one)).parent, (await rowOf(two)).parent]
    equal(parents.filter((p) => p !== null).length, 1)
  })

  it('keeps the result of the whole back while a part is open, and names it', async () => {
    const [whole, part] = await pair()
    yes((await office.service.linkPart(office.by(11), whole, stamp(), { part, reason: 'x' })).ok)
    office.clock('02 11:00')
    await office.complete(whole, '1', 11)
    await office.complete(whole, '2', 21, { next: 22 })
    await office.complete(whole, '3', 22)
    const sign = () =>
      office.service.completeStep(office.by(31), whole, stamp(), {
        step: '5',
        opinion: 'Đồng ý',
        through: null,
        nextOfficerId: null,
        outcome: { number: '15/GP', date: '2026-03-02', title: 'Giấy phép', isPositive: true },
      })
    const refused = await sign()
    deepEqual(refused, { ok: false, error: { kind: 'parts-open', codes: [part] } })
    yes((await office.service.breakOff(office.by(11), part, stamp(), { kind: 'stopped', reason: 'Người nộp xin dừng' })).ok)
    yes((await sign()).ok)
    equal((await rowOf(whole)).end_class, 'early')
  })

  it('separates with a reason, and both go on by themselves', async () => {
    const [whole, part] = await pair()
    yes((await office.service.linkPart(office.by(11), whole, stamp(), { part, reason: 'x' })).ok)
    yes((await office.service.unlinkPart(office.by(11), whole, stamp(), { part, reason: 'Gắn nhầm' })).ok)
    deepEqual([(await rowOf(part)).parent, (await dossierOf(whole)).parts, (await dossierOf(part)).whole], [null, [], null])
    const free = await office.db.inAgency(1, async (tx) => couldBeParts(tx, 1, (await rowOf(whole)).applicant_id, whole))
    deepEqual(
      free.map((d) => d.code),
      [part],
    )
  })

  it('opens one with a code and a clock of its own, of the same applicant; the counter accepts it at once', async () => {
    office.clock('02 10:00')
    const whole = codeOf(await office.receive())
    office.clock('03 09:00')
    const once = stamp()
    const asked = { procedureId: 2, subject: '', components: [], reason: 'Cần trích lục' }
    const opened = await office.service.openPart(office.by(11), whole, once, asked)
    yes(opened.ok)
    deepEqual(await office.service.openPart(office.by(11), whole, once, asked), opened)
    const part = await rowOf(opened.value.code)
    deepEqual([part.parent, part.procedure_id, part.applicant_id, part.status], [whole, 2, (await rowOf(whole)).applicant_id, 2])
    deepEqual(part.due_at, new Date(at('09 09:00') * 1000)) // Tue 09:00 + 4 working days
    deepEqual(
      (await dossierOf(whole)).parts?.map((p) => p.code),
      [opened.value.code],
    )
    deepEqual(await replayed(opened.value.code), await dossierOf(opened.value.code))
    const again = await office.service.openPart(office.by(11), codeOf(opened.value.code), stamp(), asked)
    equal(again.ok ? '' : again.error.kind, 'whole-is-a-part')
  })

  it('opened by the holder waits at the counter', async () => {
    office.clock('02 10:00')
    const whole = codeOf(await office.receive())
    await office.complete(whole, '1', 11)
    await office.complete(whole, '2', 21, { next: 22 })
    const opened = await office.service.openPart(office.by(22), whole, stamp(), {
      procedureId: 2,
      subject: 'Trích lục bản đồ',
      components: [],
      reason: 'Cần trích lục',
    })
    yes(opened.ok)
    deepEqual([(await rowOf(opened.value.code)).status, (await rowOf(opened.value.code)).received_at], [1, null])
    const stranger = await office.service.openPart(office.by(41), whole, stamp(), {
      procedureId: 2,
      subject: '',
      components: [],
      reason: 'x',
    })
    equal(stranger.ok ? '' : stranger.error.kind, 'not-the-holder')
  })

  it('tells the public one promise: the whole’s', async () => {
    office.clock('02 10:00')
    const whole = codeOf(await office.receive())
    office.clock('03 09:00')
    const opened = await office.service.openPart(office.by(11), whole, stamp(), {
      procedureId: 2,
      subject: '',
      components: [],
      reason: 'Cần trích lục',
    })
    yes(opened.ok)
    const facts = { procedure: '', channelOut: 1 as const, plan, org: await office.deps.orgOf(1), calendar, now: at('03 10:00') }
    const viewOf = async (code: DossierCode) => {
      const found = await lookUp(office.db, 1, code)
      yes(found)
      return publicView(stateOf(found), { ...facts, code, whole: wholeOf(found), parts: found.parts })
    }
    const part = await viewOf(codeOf(opened.value.code))
    deepEqual([part.isPart, part.line?.due, part.sheet?.due], [true, at('06 10:00'), at('06 10:00')])
    const outside = await viewOf(whole)
    deepEqual(
      [outside.isPart, outside.line?.due, outside.parts],
      [false, at('06 10:00'), [{ procedure: 'Khai thác dữ liệu đất đai', status: 2 }]],
    )
    for (const name of ['Công ty Đá Xanh', '0900001234', 'Thôn Mẫu', filing.subject])
      yes(!JSON.stringify([part, outside]).includes(name), `${name} is no business of the public`)
  })
})
