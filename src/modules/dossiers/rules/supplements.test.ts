import { deepEqual, equal } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { testDatabase } from '../../../platform/postgres/testing.ts'
import type { InternalProcess } from '../../procedures/model.ts'
import { type Desk, openDesk } from '../acting/desk.fixture.tsx'
import { at, counter, filing, head, plan, specialist } from '../dossier.example.ts'
import type { DossierCode } from '../model.ts'
import type { Plan } from '../plan.ts'
import { planOf } from '../plan-of.ts'
import { type By, type DossierService, dossierService } from '../service.ts'

const rule = { max: 2, basis: 'Luật Khoáng sản 2010, điều 47 (mẫu)' }
const holder = { unitId: 1, role: 'specialist', isAway: false } as const
const step = {
  no: '1',
  stage: null,
  name: 'Thẩm định',
  actor: 'Chuyên viên',
  duration: null,
  hardDuration: null,
  countsTime: true,
  runsWith: null,
}

describe('The procedure’s own number of supplements (số lần bổ sung của thủ tục)', () => {
  const table = { id: 'vd-01', limit: [{ value: 1, unit: 'working_day' }], hardLimit: null, steps: [step] } as unknown as InternalProcess
  const planned = (process: InternalProcess) => planOf(process, { '1': holder }, 1).supplements
  it('goes from the table into the plan; without one the general rule holds', () => {
    deepEqual(planned({ ...table, supplements: rule }), rule)
    equal(planned(table), null)
    equal(planned({ ...table, supplements: null }), null)
  })
})

describe('Asking for papers while a dossier is carried', () => {
  let desk: Desk
  before(async () => {
    desk = await openDesk(await testDatabase())
  })
  after(() => desk.close())

  const stamp = () => ({ seen: null, key: randomUUID() })
  const by = (actor: Omit<By, 'agencyId'>): By => ({ ...actor, agencyId: 1 })
  const applicant = {
    kind: 'person' as const,
    name: 'Trần Thị Mẫu',
    identityNumber: '001199000001',
    address: '',
    phone: '',
    email: '',
  }
  const written = <T>(answer: { ok: true; value: T } | { ok: false; error: { kind: string } }): T => {
    if (!answer.ok) throw new Error(`refused: ${answer.error.kind}`)
    return answer.value
  }

  /** A dossier at the specialist, asked for papers once, and they came. */
  async function askedOnce(service: DossierService): Promise<DossierCode> {
    desk.clock.now = at('02 10:00')
    const { procedureId, channelIn, channelOut, subject, isHardArea, components } = filing
    const intake = { procedureId, applicant, agent: null, channelIn, channelOut, subject, isHardArea, components }
    const { code } = written(await service.receive(by(counter), intake, { kind: 'accept' }, stamp()))
    const completion = { opinion: '', through: null, nextOfficerId: null, outcome: null }
    written(await service.completeStep(by(counter), code, stamp(), { ...completion, step: '1' }))
    written(await service.completeStep(by(head), code, stamp(), { ...completion, step: '2', nextOfficerId: specialist.officerId }))
    written(await ask(service, code))
    desk.clock.now = at('02 13:30')
    written(await service.decidePause(by(head), code, stamp(), { kind: 'approve' }))
    desk.clock.now = at('03 08:00')
    written(await service.resume(by(counter), code, stamp(), at('03 08:00')))
    return code
  }
  const ask = (service: DossierService, code: DossierCode) =>
    service.proposePause(by(specialist), code, stamp(), {
      step: '3',
      cause: 'supplement',
      document: { number: '12/PBS', date: '2026-03-02' },
      reason: 'Thiếu bản vẽ',
      items: [{ what: 'Bản vẽ', why: 'không có tọa độ' }],
      wantsPaper: false,
    })
  const serviceOn = (carried: Plan) =>
    dossierService({ ...desk.deps, freshCalendarOf: desk.deps.calendarOf, now: () => desk.clock.now, planOf: async () => carried })

  it('is refused a second time by the general rule', async () => {
    const service = serviceOn(plan)
    const again = await ask(service, await askedOnce(service))
    equal(again.ok ? 'allowed' : again.error.kind, 'asked-enough')
  })
  it('is allowed a second time where the procedure says so, and approved; a third time is refused with its basis', async () => {
    const service = serviceOn({ ...plan, supplements: rule })
    const code = await askedOnce(service)
    written(await ask(service, code))
    written(await service.decidePause(by(head), code, stamp(), { kind: 'approve' }))
    desk.clock.now = at('03 10:00')
    written(await service.resume(by(counter), code, stamp(), at('03 10:00')))
    const third = await ask(service, code)
    equal(!third.ok && third.error.kind === 'asked-enough' && third.error.basis, rule.basis)
  })
})
