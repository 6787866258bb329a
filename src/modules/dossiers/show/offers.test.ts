import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayOf, type Role } from '../../org/model.ts'
import { accept } from '../accept/decide.ts'
import { type Completion, completeStep } from '../complete-step/decide.ts'
import { at, calendar, clerk, colleague, counter, director, filing, head, isOf, outcome, plan, specialist } from '../dossier.example.ts'
import { type Dossier, evolve, newDossier } from '../dossier.ts'
import { type Offers, offers } from './offers.ts'

const now = at('03 10:00')
const filed = newDossier(at('02 10:00'), filing)
const by = (dossier: Dossier, actor: typeof counter, wanted: string | null = null): Offers =>
  offers(dossier, { actor, may: mayOf(actor.posts as readonly { role: Role }[]), plan, calendar, at: now, isOf, wanted })
const brief = ({ next, others, more }: Offers) =>
  [next, ...others, ...more].map((o) => o && `${o.act}${o.blocked ? ` (${o.blocked.kind})` : ''}`)

const accepted = (() => {
  const answer = accept(filed, { at: at('02 10:00'), receiver: counter.officerId, plan, calendar })
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value.events.reduce<Dossier>(evolve, filed)
})()
const complete = (dossier: Dossier, step: string, actor: typeof counter, more: Partial<Completion> = {}): Dossier => {
  const completion = { step, opinion: '', through: null, nextOfficerId: null, outcome: null, ...more }
  const answer = completeStep(dossier, completion, { at: now, actor, plan, calendar, isOf })
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value.events.reduce<Dossier>(evolve, dossier)
}
const assigned = complete(accepted, '1', counter)
const examined = complete(assigned, '2', head, { nextOfficerId: specialist.officerId })
const ended = complete(complete(examined, '3', specialist), '5', director, { outcome })

describe('What can be done now (việc làm được)', () => {
  it('accepts at the counter, with asking and refusing beside it', () =>
    deepEqual(brief(by(filed, counter)), ['accept', 'ask-to-complete', 'refuse', 'break-off']))
  it('puts asking first while papers are missing', () => {
    const lacking = { ...filed, filing: { ...filing, components: filing.components.map((c) => ({ ...c, isPresent: false })) } }
    deepEqual(brief(by(lacking, counter)), ['ask-to-complete', 'accept (papers-missing)', 'refuse', 'break-off'])
  })
  it('waits for the papers that were asked for', () => {
    const asked = evolve(filed, { type: 'completion-requested', at: now, items: [], contact: '' })
    deepEqual(brief(by(asked, counter)), ['complete-papers', 'accept (waiting-for-papers)', 'refuse', 'break-off'])
  })
  it('leaves intake to the counter', () => deepEqual(brief(by(filed, specialist)), [null]))
  it('lets somebody of the unit take a waiting step', () =>
    deepEqual(brief(by(assigned, head)), ['take-step', 'complete-step', 'reassign', 'ask-opinions', 'pause-propose', 'decline']))
  it('lets the holder complete, return or hand over, ask for a pause, or refuse after all', () =>
    deepEqual(brief(by(examined, specialist)), ['complete-step', 'send-back', 'hand-over', 'ask-opinions', 'pause-propose', 'decline']))
  it('says why the first step cannot go back', () =>
    deepEqual(brief(by(accepted, counter)), [
      'complete-step',
      'send-back (first-step)',
      'hand-over',
      'ask-opinions',
      'pause-propose',
      'decline',
      'break-off',
    ]))
  it('tells others who has it', () => {
    deepEqual(brief(by(examined, colleague)), ['complete-step (not-yours)'])
    deepEqual(brief(by(examined, clerk)), ['complete-step (not-yours)'])
  })
  it('lets the head give it to somebody else', () => deepEqual(brief(by(examined, head)), ['reassign', 'complete-step (not-yours)']))
  it('gives the result out at the counter only', () => {
    deepEqual(brief(by(ended, counter)), ['return-result'])
    deepEqual(brief(by(ended, director)), ['return-result (one-stop-returns)'])
  })
  it('offers nothing once it is over', () => {
    const returned = evolve(ended, { type: 'result-returned', at: now, channel: 1, to: 'A' })
    const refused = evolve(filed, { type: 'refused', at: now, reason: '', basis: '' })
    deepEqual([brief(by(returned, counter)), brief(by(refused, counter))], [[null], [null]])
  })
  it('means the step that the officer came for', () => {
    const beside = { ...examined, running: [...examined.running, ...assigned.running] }
    equal(by(beside, head).next?.act, 'take-step')
    equal(by(beside, head, '3').next?.act, 'reassign')
  })
})

describe('What can be done about a pause (việc về tạm dừng)', () => {
  const document = { number: '12/PBS', date: '2026-03-03' }
  const items = [{ what: 'Bản vẽ', why: 'không có tọa độ' }]
  const asked = { cause: 'supplement', document, reason: 'Thiếu', items } as const
  const proposed = evolve(examined, { type: 'pause-proposed', at: now, officerId: specialist.officerId, ...asked })
  const paused = evolve(proposed, {
    ...{ type: 'paused', at: now, proposedBy: specialist.officerId, approvedBy: head.officerId, until: at('24 10:00') },
    ...asked,
  })
  const resumed = evolve(paused, { type: 'resumed', at: at('03 11:00'), no: 1, arrivedAt: at('03 11:00'), end: 'arrived' })

  it('puts the decision first for the head and the leaders, and shows the holder that it was asked for already', () => {
    deepEqual(brief(by(proposed, head)), ['pause-approve', 'reassign (proposal-waits)', 'complete-step (not-yours)'])
    equal(by(proposed, director).next?.act, 'pause-approve')
    deepEqual(
      brief(by(proposed, specialist)).filter((offered) => offered?.includes('(')),
      [
        ...['complete-step (proposal-waits)', 'send-back (proposal-waits)', 'hand-over (proposal-waits)'],
        'pause-propose (already-proposed)',
      ],
    )
  })
  it('never lets whoever proposed decide, head or not', () => {
    const own = evolve(examined, { type: 'pause-proposed', at: now, officerId: head.officerId, ...asked })
    equal(by(own, head).next?.act, 'reassign')
  })
  it('has one next step while paused: to record what arrived; heads may annul it, the counter may end the dossier', () => {
    deepEqual(brief(by(paused, specialist)), ['pause-resume'])
    deepEqual(brief(by(paused, colleague)), ['pause-resume (not-answerable)'])
    deepEqual(brief(by(paused, counter)), ['pause-resume', 'break-off'])
    deepEqual(brief(by(paused, head)), ['pause-resume', 'pause-annul'])
  })
  it('lets heads annul it later too, when the result has been given out', () => {
    yes(brief(by(resumed, head)).includes('pause-annul'))
    const over = evolve(
      { ...ended, holds: resumed.holds, pauses: resumed.pauses },
      { type: 'result-returned', at: now, channel: 1, to: 'A' },
    )
    deepEqual(brief(by(over, head)), [null, 'pause-annul'])
    deepEqual(brief(by(over, specialist)), [null])
    const annulled = evolve(resumed, { type: 'pause-annulled', at: now, no: 1, officerId: head.officerId, reason: 'Sai' })
    equal(brief(by(annulled, head)).includes('pause-annul'), false)
  })
  it('gives the reason where none can be asked for: overdue, or the clock stands in an uncounted step', () => {
    const late = offers(examined, {
      actor: specialist,
      may: mayOf(specialist.posts as never),
      plan,
      calendar,
      at: at('06 10:01'),
      isOf,
      wanted: null,
    })
    yes(brief(late).includes('pause-propose (overdue)'))
    const waiting = complete(examined, '3', specialist, { through: '4' })
    yes(brief(by(waiting, specialist)).includes('pause-propose (clock-stands)'))
  })
  it('offers nothing once the dossier was broken off', () => {
    const stopped = evolve(examined, { type: 'broken-off', at: now, kind: 'stopped', reason: 'Đơn' })
    deepEqual(brief(by(stopped, counter)), [null])
  })
})

describe('What can be done about what is sent out (liên thông, lấy ý kiến)', () => {
  const running = examined.running.map((r) => ({ ...r, isAway: true, leg: 'needed' as const }))
  const toSend: Dossier = { ...examined, running }
  const document = { number: '1/CV', date: '2026-03-02' }
  const sent = evolve(toSend, {
    ...{
      type: 'leg-sent',
      at: now,
      no: 1,
      step: '3',
      unitId: 2,
      officerId: 22,
      to: { partnerId: 1, name: 'Thuế (mẫu)' },
      document,
    },
    ...{ way: 'electronic', startsAt: now, term: [], dueAt: at('04 15:00'), forwardBy: null },
  })
  const of = (dossier: Dossier, actor: typeof head) => brief(by(dossier, actor))
  it('puts the sending first, and says why the step is not complete', () =>
    deepEqual(of(toSend, specialist).slice(0, 2), ['send-leg', 'complete-step (leg-not-sent)']))
  it('then the answer; whoever receives it may record it too', () => {
    deepEqual(of(sent, specialist).slice(0, 2), ['answer-referral', 'complete-step (leg-unanswered)'])
    yes(of(sent, counter).includes('answer-referral'))
  })
  it('lets the head decide not to wait for opinions', () => {
    const asked = evolve(examined, {
      ...{ type: 'opinions-asked', at: now, step: '3', unitId: 2, officerId: 22, document, question: 'x', term: [] },
      asked: [{ no: 1, to: { partnerId: 1, name: 'Thuế (mẫu)' }, way: 'electronic', startsAt: now, dueAt: at('31 15:00') }],
    })
    yes(brief(by(asked, head)).includes('waive-opinions'))
    yes(!brief(by(asked, specialist)).includes('waive-opinions'))
    yes(brief(by(asked, specialist)).includes('complete-step (opinions-outstanding)'))
  })
})
