import type { Moment } from '../../../kernel/moment.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { accept } from '../accept/decide.ts'
import { askToComplete } from '../ask-to-complete/decide.ts'
import type { Dossier, RunningStep } from '../dossier.ts'
import type { Refusal } from '../explain.ts'
import { statuses } from '../model.ts'
import { type IsOf, mayDo, mayReassign, type Plan } from '../plan.ts'
import { sendBack } from '../send-back/decide.ts'
import { own } from '../take-step/decide.ts'

/** What can be done with a dossier, by the folder that does it. */
export type ActName =
  | 'accept'
  | 'refuse'
  | 'ask-to-complete'
  | 'complete-papers'
  | 'take-step'
  | 'complete-step'
  | 'hand-over'
  | 'reassign'
  | 'send-back'
  | 'return-result'

/** An act as the page offers it; `blocked` says why it cannot be done now. */
export type Offer = { act: ActName; step: string | null; blocked: Refusal | { kind: 'one-stop-returns' } | null }

/** The one obvious next step, at most two beside it, and the rest. */
export type Offers = { next: Offer | null; others: Offer[]; more: Offer[] }

export type OfferFacts = {
  actor: Actor
  may: ReadonlySet<string>
  plan: Plan
  calendar: WorkingCalendar
  at: Moment
  isOf: IsOf
  /** The step that the officer came for; null: the one most likely meant. */
  wanted: string | null
}

const none: Offers = { next: null, others: [], more: [] }
const offer = (act: ActName, step: string | null = null, blocked: Offer['blocked'] = null): Offer => ({ act, step, blocked })

/**
 * What this officer may do with the dossier now (việc làm được với hồ sơ). The acts' own rules are asked, so that what is offered
 * is what would be done, and what is not has the reason that it would be refused with.
 */
export function offers(dossier: Dossier, facts: OfferFacts): Offers {
  if (dossier.refusal || dossier.returned) return none
  if (dossier.receivedAt === null) return facts.may.has('dossier.receive') ? atIntake(dossier, facts) : none
  if (dossier.ended) return whenEnded(facts)
  return facts.may.has('dossier.process') ? inProcess(dossier, facts) : none
}

function atIntake(dossier: Dossier, { actor, plan, calendar, at }: OfferFacts): Offers {
  const tried = accept(dossier, { at, receiver: actor.officerId, plan, calendar })
  const accepting = offer('accept', null, tried.ok ? null : tried.error)
  const refusing = offer('refuse')
  if (dossier.status === statuses['waiting-for-papers']) return { next: offer('complete-papers'), others: [accepting], more: [refusing] }
  const asked = askToComplete(dossier, { at, items: [{ what: '', why: '' }], contact: '' })
  const asking = offer('ask-to-complete', null, asked.ok ? null : asked.error)
  const isAskNext = accepting.blocked !== null && asking.blocked === null
  return { next: isAskNext ? asking : accepting, others: [isAskNext ? accepting : asking], more: [refusing] }
}

const whenEnded = ({ may }: OfferFacts): Offers => ({
  ...none,
  next: offer('return-result', null, may.has('dossier.receive') ? null : { kind: 'one-stop-returns' }),
})

function inProcess(dossier: Dossier, facts: OfferFacts): Offers {
  const { actor } = facts
  const step = stepMeant(dossier, facts)
  if (!step) return none
  const giving = mayReassign(step, actor) && facts.may.has('dossier.reassign') ? [offer('reassign', step.step)] : []
  const besides = dossier.running
    .filter((r) => r !== step && mayDo(r, actor))
    .map((r) => offer(r.officerId === null ? 'take-step' : 'complete-step', r.step))
  const mine = own(dossier, step.step, actor)
  if (!mine.ok) {
    const completing = offer('complete-step', step.step, mine.error)
    const [first] = giving
    return first ? { next: first, others: [completing], more: besides } : { next: completing, others: [], more: besides }
  }
  if (step.officerId === null)
    return { next: offer('take-step', step.step), others: [offer('complete-step', step.step)], more: [...giving, ...besides] }
  const back = sendBack(dossier, { ...facts, step: step.step, reason: '' })
  const returning = offer('send-back', step.step, back.ok ? null : back.error)
  return { next: offer('complete-step', step.step), others: [returning], more: [offer('hand-over', step.step), ...giving, ...besides] }
}

/** The step that is meant: the one asked for, else one held by the officer, else one to take, else whatever runs. */
function stepMeant(dossier: Dossier, { actor, wanted }: OfferFacts): RunningStep | undefined {
  const { running } = dossier
  return (
    running.find((r) => r.step === wanted) ??
    running.find((r) => r.officerId === actor.officerId) ??
    running.find((r) => r.officerId !== null && mayDo(r, actor)) ??
    running.find((r) => mayDo(r, actor)) ??
    running[0]
  )
}
