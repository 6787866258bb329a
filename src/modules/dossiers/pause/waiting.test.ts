import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { completeStep } from '../complete-step/decide.ts'
import { at, calendar, colleague, director, filing, head, isOf, plan, specialist, units } from '../dossier.example.ts'
import { type Dossier, newDossier, type RunningStep } from '../dossier.ts'
import { handOver, passOn, reassign } from '../hand-over/decide.ts'
import { statuses } from '../model.ts'
import { decidePause } from '../pause-approve/decide.ts'
import { packOn } from '../rules/packs.ts'
import { sendBack } from '../send-back/decide.ts'
import type { Proposal } from './hold.ts'
import { proposalWaits, proposedStep } from './waiting.ts'

const running = (step: string, unitId: number, role: string, officerId: number): RunningStep => ({
  ...{ step, unitId, role, officerId, isAway: false, counts: true, dueAt: null, since: at('02 14:00') },
})
const examining = running('3', units.minerals, 'specialist', specialist.officerId)
const signing = running('5', units.leadership, 'leader', director.officerId)
const proposal: Proposal = {
  ...{ at: at('03 08:00'), officerId: specialist.officerId, cause: 'finance', document: { number: '9/TB', date: '2026-03-03' } },
  ...{ reason: 'Chờ nộp phí', items: [], step: '3' },
}
const carried: Dossier = {
  ...newDossier(at('02 10:00'), filing),
  ...{ status: statuses.processing, receivedAt: at('02 10:00'), limit: plan.limit, running: [examining], proposal },
}
const [when, here] = [at('03 09:00'), { calendar, plan, isOf }]
const acts = (dossier: Dossier) => ({
  on: completeStep(
    dossier,
    { step: '3', opinion: '', through: null, nextOfficerId: null, outcome: null },
    { at: when, actor: specialist, ...here },
  ),
  back: sendBack(dossier, { at: when, step: '3', reason: 'Thiếu', actor: specialist, ...here }),
  handed: handOver(dossier, { at: when, step: '3', to: colleague.officerId, reason: 'Bận', actor: specialist, isOf }),
  given: reassign(dossier, { at: when, step: '3', to: colleague.officerId, reason: 'Chia việc', actor: head, isOf }),
})
const kinds = (dossier: Dossier) => Object.values(acts(dossier)).map((a) => (a.ok ? 'allowed' : a.error.kind))

describe('While a pause is proposed on a step (đề nghị tạm dừng đang chờ)', () => {
  it('the step goes neither on nor back nor to somebody else', () => {
    deepEqual(kinds(carried), ['proposal-waits', 'proposal-waits', 'proposal-waits', 'proposal-waits'])
    deepEqual(kinds({ ...carried, proposal: null }), ['allowed', 'allowed', 'allowed', 'allowed'])
  })
  it('the refusal names who proposed it, when, and on what document', () => {
    const refused = acts(carried).on
    deepEqual(!refused.ok && refused.error, {
      kind: 'proposal-waits',
      at: at('03 08:00'),
      officerId: specialist.officerId,
      document: '9/TB',
    })
  })
  it('one decision of the head frees it', () => {
    const pack = packOn(calendar.dayOf(when))
    const declined = decidePause(carried, {
      at: when,
      actor: head,
      decision: { kind: 'decline', reason: 'Không cần' },
      pack,
      more: null,
      ...here,
    })
    equal(declined.ok, true)
  })
  it('a step beside it goes on', () => {
    const both = { ...carried, running: [signing, examining] }
    equal(proposalWaits(both, '5'), null)
    equal(proposalWaits(both, '3')?.kind, 'proposal-waits')
    equal(proposedStep(both)?.step, '3')
  })
  it('one from before proposals named their step stands on the first', () => {
    const { step: _, ...older } = proposal
    equal(proposedStep({ ...carried, proposal: older, running: [signing, examining] })?.step, '5')
  })
  it('a leaver’s step still goes to the successor: the head who decides is the same', () =>
    equal(
      passOn(carried, { at: when, step: '3', from: specialist.officerId, to: colleague.officerId, reason: 'Chuyển công tác', isOf }).ok,
      true,
    ))
})
