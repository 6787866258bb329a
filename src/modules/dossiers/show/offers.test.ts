import { deepEqual, equal } from 'node:assert/strict'
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
    deepEqual(brief(by(filed, counter)), ['accept', 'ask-to-complete', 'refuse']))
  it('puts asking first while papers are missing', () => {
    const lacking = { ...filed, filing: { ...filing, components: filing.components.map((c) => ({ ...c, isPresent: false })) } }
    deepEqual(brief(by(lacking, counter)), ['ask-to-complete', 'accept (papers-missing)', 'refuse'])
  })
  it('waits for the papers that were asked for', () => {
    const asked = evolve(filed, { type: 'completion-requested', at: now, items: [], contact: '' })
    deepEqual(brief(by(asked, counter)), ['complete-papers', 'accept (waiting-for-papers)', 'refuse'])
  })
  it('leaves intake to the counter', () => deepEqual(brief(by(filed, specialist)), [null]))
  it('lets somebody of the unit take a waiting step', () =>
    deepEqual(brief(by(assigned, head)), ['take-step', 'complete-step', 'reassign']))
  it('lets the holder complete, return or hand over', () =>
    deepEqual(brief(by(examined, specialist)), ['complete-step', 'send-back', 'hand-over']))
  it('says why the first step cannot go back', () =>
    deepEqual(brief(by(accepted, counter)), ['complete-step', 'send-back (first-step)', 'hand-over']))
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
