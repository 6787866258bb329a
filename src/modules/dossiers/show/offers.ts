import { dayInVietnam, dayText, type Moment } from '../../../kernel/moment.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { accept } from '../accept/decide.ts'
import { askToComplete } from '../ask-to-complete/decide.ts'
import { decline } from '../decline/decide.ts'
import type { Dossier, RunningStep } from '../dossier.ts'
import type { Refusal } from '../explain.ts'
import { statuses } from '../model.ts'
import { openHold } from '../pause/hold.ts'
import { rulesOf } from '../pause/rules.ts'
import { annulPause } from '../pause-annul/decide.ts'
import { decidePause } from '../pause-approve/decide.ts'
import { pauseRefusal } from '../pause-propose/decide.ts'
import { resume } from '../pause-resume/decide.ts'
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
  | 'pause-propose'
  | 'pause-approve'
  | 'pause-resume'
  | 'pause-annul'
  | 'break-off'
  | 'decline'

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
  if (dossier.refusal || dossier.broken) return none
  if (dossier.returned) return { ...none, more: annulling(dossier, facts) }
  if (dossier.receivedAt === null) return facts.may.has('dossier.receive') ? atIntake(dossier, facts) : none
  if (dossier.ended) return { ...whenEnded(facts), more: annulling(dossier, facts) }
  return facts.may.has('dossier.process') ? withPauses(dossier, facts) : none
}

/** Heads may annul a pause, whatever became of the dossier. */
function annulling(dossier: Dossier, { actor, may, at, calendar }: OfferFacts): Offer[] {
  const standing = dossier.holds.filter((h) => h.annulled === null)
  const isTheirs = standing.some(({ no }) => annulPause(dossier, { at, no, reason: 'x', actor, calendar }).ok)
  return isTheirs && may.has('dossier.reassign') ? [offer('pause-annul')] : []
}

/** While a dossier is paused nothing is done on it but to record what arrived. A head who decides is shown the proposal first. */
function withPauses(dossier: Dossier, facts: OfferFacts): Offers {
  const { may, at } = facts
  const ending = may.has('dossier.receive') ? [offer('break-off')] : []
  const rare = [...annulling(dossier, facts), ...ending]
  if (openHold(dossier.holds)) {
    const going = resume(dossier, { at, arrivedAt: at })
    return { next: offer('pause-resume', null, going.ok ? null : going.error), others: [], more: rare }
  }
  const { next, others, more } = inProcess(dossier, facts)
  if (!decides(dossier, facts)) return { next, others, more: [...more, ...rare] }
  return {
    next: offer('pause-approve'),
    others: next ? [next, ...others.slice(0, 1)] : others,
    more: [...others.slice(1), ...more, ...rare],
  }
}

/** Whether the proposal that waits is this officer's to decide. */
function decides(dossier: Dossier, { actor, may, at, calendar, plan }: OfferFacts): boolean {
  if (!dossier.proposal || !may.has('dossier.reassign')) return false
  const decision = { kind: 'decline', reason: 'x' } as const
  return decidePause(dossier, { at, actor, decision, calendar, ...rulesOf(dossier, plan, at) }).ok
}

function atIntake(dossier: Dossier, { actor, plan, calendar, at }: OfferFacts): Offers {
  const tried = accept(dossier, { at, receiver: actor.officerId, plan, calendar })
  const accepting = offer('accept', null, tried.ok ? null : tried.error)
  const refusing = offer('refuse')
  const ending = offer('break-off')
  if (dossier.status === statuses['waiting-for-papers'])
    return { next: offer('complete-papers'), others: [accepting], more: [refusing, ending] }
  const asked = askToComplete(dossier, { at, items: [{ what: '', why: '' }], contact: '' })
  const asking = offer('ask-to-complete', null, asked.ok ? null : asked.error)
  const isAskNext = accepting.blocked !== null && asking.blocked === null
  return { next: isAskNext ? asking : accepting, others: [isAskNext ? accepting : asking], more: [refusing, ending] }
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
  const stopping = pausing(dossier, step, facts)
  if (step.officerId === null)
    return { next: offer('take-step', step.step), others: [offer('complete-step', step.step)], more: [...giving, ...besides, ...stopping] }
  const back = sendBack(dossier, { ...facts, step: step.step, reason: '' })
  const returning = offer('send-back', step.step, back.ok ? null : back.error)
  return {
    next: offer('complete-step', step.step),
    others: [returning],
    more: [offer('hand-over', step.step), ...giving, ...besides, ...stopping],
  }
}

/** To ask for a pause, with the reason where no cause would do now; and to refuse after all, while processing goes on. */
function pausing(dossier: Dossier, step: RunningStep, facts: OfferFacts): Offer[] {
  const { at, actor, calendar, plan, isOf } = facts
  const asked = {
    cause: 'supplement',
    document: { number: 'x', date: dayText(dayInVietnam(at)) },
    items: [{ what: 'x', why: 'x' }],
  } as const
  const refused = pauseRefusal(dossier, asked, { at, calendar, ...rulesOf(dossier, plan, at) })
  const isOfCause = refused?.kind === 'asked-enough' || refused?.kind === 'not-a-ground'
  const blocked = dossier.proposal ? ({ kind: 'already-proposed', at: dossier.proposal.at } as const) : isOfCause ? null : refused
  const outcome = { number: 'x', date: '', title: 'x', isPositive: false }
  const declined = decline(dossier, { at, step: step.step, opinion: 'x', outcome, actor, plan, calendar, isOf })
  return [offer('pause-propose', step.step, blocked), ...(declined.ok ? [offer('decline', step.step)] : [])]
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
