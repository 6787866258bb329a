import { deepEqual, equal, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, beforeEach, describe, it } from 'node:test'
import { type Delivery, kinds } from '../../notices/model.ts'
import { choose, messagesAbout } from '../../notices/service.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import { filing } from '../dossier.example.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import type { DossierCode } from '../model.ts'
import { dossierService, type Intake, tellApplicant, type Verdict } from '../service.ts'
import { type RemindDeps, remindOfficers } from './service.ts'

let office: Office
let service: ReturnType<typeof dossierService>
before(async () => {
  office = await openOffice()
  service = dossierService({ ...office.deps, tell: tellApplicant({ publicUrl: 'https://mot-cua.example.vn' }) })
})
beforeEach(() => office.clock('02 10:00'))

const person = (more: Partial<Intake['applicant']> = {}): Intake['applicant'] => ({
  ...{ kind: 'person', name: 'Trần Thị Lan (mẫu)', identityNumber: null, address: '', phone: '0900 000 333', email: '' },
  ...more,
})
async function receive(verdict: Verdict, { applicant = person(), agent = null as Intake['agent'], key = randomUUID() as string } = {}) {
  const intake: Intake = {
    ...{ procedureId: 1, applicant, agent, channelIn: 1, channelOut: 1, subject: '', isHardArea: false },
    components: verdict.kind === 'accept' ? filing.components : filing.components.map((c) => ({ ...c, isPresent: c.no === 1 })),
  }
  return office.done(await service.receive(office.by(11), intake, verdict, { key })).code
}
const messages = (code: string): Promise<Delivery[]> => office.db.inAgency(1, (tx) => messagesAbout(tx, 1, `dossier/${code}`))
const told = async (code: string) => (await messages(code)).map(({ kind, channel, recipient }) => `${kind} ${channel} ${recipient}`)
const complete = async (code: DossierCode, step: string, officerId: number, next: number | null = null, key: string = randomUUID()) =>
  office.done(
    await service.completeStep(
      office.by(officerId),
      code,
      { seen: null, key },
      {
        step,
        opinion: 'Đồng ý',
        through: null,
        nextOfficerId: next,
        outcome: step === '5' ? { number: '15/GP', date: '2026-03-06', title: 'Giấy phép', isPositive: true } : null,
      },
    ),
  )

describe('Acts and their messages (việc và thông báo)', () => {
  it('tell the applicant of acceptance in the transaction of the act, once for a form sent twice', async () => {
    const key = randomUUID()
    const code = await receive({ kind: 'accept' }, { key })
    equal(await receive({ kind: 'accept' }, { key }), code)
    deepEqual(await told(code), ['accepted sms …333'])
  })
  it('speak the language chosen at receipt, and keep it for the next time, until another is chosen', async () => {
    const known = (more: Partial<Intake['applicant']> = {}) => person({ identityNumber: '000099000777', email: 'lan@example.vn', ...more })
    const subjects = async (code: string) => (await messages(code)).map(({ subject }) => subject)
    for (const [lang, says] of [
      ['en', 'is accepted'],
      [undefined, 'is accepted'],
      ['vi', 'đã được tiếp nhận'],
      [undefined, 'đã được tiếp nhận'],
    ] as const) {
      const code = await receive({ kind: 'accept' }, { applicant: known(lang ? { lang } : {}) })
      ok((await subjects(code))[0]?.includes(says))
    }
  })
  it('count the parts of a text message: this one has marks and two parts or more', async () => {
    const [message] = await messages(await receive({ kind: 'accept' }))
    ok((message?.segments ?? 0) >= 2)
    const [mail] = await messages(await receive({ kind: 'accept' }, { applicant: person({ email: 'lan@example.vn' }) }))
    equal(mail?.segments, null)
  })
  it('prefer mail where it was given', async () =>
    deepEqual(await told(await receive({ kind: 'accept' }, { applicant: person({ email: 'lan@example.vn' }) })), [
      'accepted mail l…@example.vn',
    ]))
  it('tell whoever filed where the owner left no address, and nobody where both left none', async () => {
    const silent = person({ phone: '' })
    const agent = { applicant: person({ name: 'Người thay (mẫu)', phone: '0900 000 444' }), paper: 'Giấy ủy quyền 1' }
    deepEqual(await told(await receive({ kind: 'accept' }, { applicant: silent, agent })), ['accepted sms …444'])
    deepEqual(await told(await receive({ kind: 'accept' }, { applicant: silent })), [])
  })
  it('tell of papers asked for, and of acceptance after them', async () => {
    const code = await receive({ kind: 'ask', items: [{ what: 'Bản vẽ khu vực', why: 'chưa nộp' }], contact: '' })
    const stamp = () => ({ seen: null, key: randomUUID() })
    office.done(await service.completePapers(office.by(11), code, stamp(), { components: filing.components }))
    office.done(await service.accept(office.by(11), code, stamp()))
    deepEqual(await told(code), ['papers-asked sms …333', 'accepted sms …333'])
  })
  it('tell of the result when processing ends, not at each step, and once for a step sent twice', async () => {
    const code = await receive({ kind: 'accept' })
    await complete(code, '1', 11)
    await complete(code, '2', 21, 22)
    await complete(code, '3', 22)
    equal((await told(code)).length, 1)
    const key = randomUUID()
    await complete(code, '5', 31, null, key)
    await complete(code, '5', 31, null, key)
    deepEqual(await told(code), ['accepted sms …333', 'result-ready sms …333'])
  })
  it('leave no message where the act is refused', async () => {
    const code = await receive({ kind: 'file-only' })
    const refused = await service.accept(office.by(11), code, { seen: 99, key: randomUUID() })
    equal(refused.ok, false)
    deepEqual(await told(code), [])
  })
})

describe('Reminding officers (nhắc việc)', () => {
  const withMail = (org: OrgSnapshot): OrgSnapshot => ({
    ...org,
    officers: org.officers.map((o) => ({ ...o, email: `${o.id}@so.example.vn` })),
  })
  const deps = (): RemindDeps => ({
    ...office.deps,
    orgOf: async (agencyId) => withMail(await office.deps.orgOf(agencyId)),
    publicUrl: 'https://mot-cua.example.vn',
  })
  const written = async () => {
    const { rows } = await office.owner.query(
      `select kind, recipient, about, subject from notices.message where agency_id = 1 and kind = any ($1) order by kind, recipient, about`,
      [kinds.filter((kind) => kind.startsWith('due-') || kind === 'overdue-digest')],
    )
    return rows as { kind: string; recipient: string; about: string; subject: string }[]
  }
  beforeEach(() => office.owner.query('truncate notices.message, notices.preference'))
  before(() => office.owner.query(`update dossiers.dossier set ended_at = now() where agency_id = 1`)) // only those below are open

  it('writes to who has it two and one working days ahead, nothing twice, and overdue ones to the head each morning', async () => {
    const held = await receive({ kind: 'accept' }) // Monday 10:00 + 4 working days: Friday 10:00
    await complete(held, '1', 11)
    await complete(held, '2', 21, 22)
    const waiting = await receive({ kind: 'accept' })
    await complete(waiting, '1', 11)

    office.clock('03 07:30')
    await remindOfficers(deps(), 1)
    deepEqual(await written(), [])

    office.clock('04 07:30')
    await remindOfficers(deps(), 1)
    await remindOfficers(deps(), 1)
    office.clock('04 10:30')
    await remindOfficers(deps(), 1)
    deepEqual(
      (await written()).map(({ kind, recipient, about }) => `${kind} ${recipient} ${about}`),
      [`due-in-2 21@so.example.vn dossier/${waiting}`, `due-in-2 22@so.example.vn dossier/${held}`],
    )

    await choose(office.db, { agencyId: 1, officerId: 22 }, { byMail: true, unwanted: ['due-in-1'], lang: 'vi' }, office.now())
    office.clock('05 07:30')
    await remindOfficers(deps(), 1)
    deepEqual(
      (await written()).map(({ kind, recipient }) => `${kind} ${recipient}`),
      ['due-in-1 21@so.example.vn', 'due-in-2 21@so.example.vn', 'due-in-2 22@so.example.vn'],
    )

    for (const morning of ['06 07:30', '06 16:30', '07 07:30', '09 07:30', '09 08:30', '10 07:30']) {
      office.clock(morning)
      await remindOfficers(deps(), 1)
    }
    // Friday 07:30 it was not late yet, Saturday nobody works: Monday and Tuesday.
    const digests = (await written()).filter(({ kind }) => kind === 'overdue-digest')
    deepEqual(digests.map(({ recipient, about, subject }) => `${recipient} ${about} ${subject}`).sort(), [
      '21@so.example.vn officer/21 2 hồ sơ quá hạn, sáng 09/03/2026',
      '21@so.example.vn officer/21 2 hồ sơ quá hạn, sáng 10/03/2026',
    ])
    const { rows } = await office.owner.query(`select body, not_before from notices.message where kind = 'overdue-digest' limit 1`)
    ok(rows[0].body.includes('chưa ai nhận') && rows[0].body.includes('Lê Thẩm Định (mẫu)'))
    equal(rows[0].not_before.toISOString(), '2026-03-09T00:30:00.000Z')
  })
  it('says nothing of what another agency has', async () => {
    office.clock('09 07:30')
    await remindOfficers(deps(), 2)
    const { rows } = await office.owner.query('select count(*)::int as count from notices.message where agency_id = 2')
    equal(rows[0].count, 0)
  })
})
