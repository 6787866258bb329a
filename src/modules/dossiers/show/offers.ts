import { dayInVietnam, dayText, type Moment } from '../../../kernel/moment.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { accept } from '../accept/decide.ts'
import { askToComplete } from '../ask-to-complete/decide.ts'
import { breakOff, waysToBreakOff } from '../break-off/decide.ts'
import { awaited } from '../complete-step/decide.ts'
import { decline } from '../decline/decide.ts'
import type { Dossier, RunningStep } from '../dossier.ts'
import type { Refusal } from '../explain.ts'
import { statuses } from '../model.ts'
import { openHold } from '../pause/hold.ts'
import { rulesOf } from '../pause/rules.ts'
import { proposalWaits } from '../pause/waiting.ts'
import { annulPause } from '../pause-annul/decide.ts'
import { decidePause } from '../pause-approve/decide.ts'
import { pauseRefusal } from '../pause-propose/decide.ts'
import { recordArrival } from '../pause-resume/decide.ts'
import { type IsOf, mayDo, mayReassign, type Plan } from '../plan.ts'
import { type ReferralAct, referralActs } from '../referrals/offers.ts'
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
  | ReferralAct

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
  const { actor, at } = facts
  const ends = waysToBreakOff(dossier).some((kind) => breakOff(dossier, { at, kind, reason: 'x', actor }).ok)
  const ending = ends ? [offer('break-off')] : []
  const rare = [...annulling(dossier, facts), ...ending]
  if (openHold(dossier.holds)) {
    const going = recordArrival(dossier, { at, arrivedAt: at, actor })
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
  return decidePause(dossier, { at, actor, decision, calendar, plan, ...rulesOf(dossier, plan, at) }).ok
}

function atIntake(dossier: Dossier, { actor, plan, calendar, at }: OfferFacts): Offers {
  const tried = accept(dossier, { at, receiver: actor.officerId, plan, calendar })
  const accepting = offer('accept', null, tried.ok ? null : tried.error)
  const refusing = offer('refuse')
  const ending = offer('break-off')
  if (dossier.status === statuses['waiting-for-papers'])
    return { next: offer('complete-papers'), others: [accepting], more: [refusing, ending] }
  const asked = askToComplete(dossier, { at, items: [{ what: '', why: '' }], contact: '', plan })
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
  const waiting = proposalWaits(dossier, step.step)
  const giving = mayReassign(step, actor) && facts.may.has('dossier.reassign') ? [offer('reassign', step.step, waiting)] : []
  const besides = dossier.running
    .filter((r) => r !== step && mayDo(r, actor))
    .map((r) => offer(r.officerId === null ? 'take-step' : 'complete-step', r.step))
  const mine = own(dossier, step.step, actor)
  const sent = referralActs(dossier, step, facts)
  const sending = sent.rare.map((name) => offer(name, step.step))
  if (!mine.ok) {
    const completing = offer('complete-step', step.step, mine.error)
    const [first] = giving
    const more = [...sending, ...besides]
    return first ? { next: first, others: [completing], more } : { next: completing, others: [], more }
  }
  const stopping = pausing(dossier, step, facts)
  if (step.officerId === null)
    return {
      next: offer('take-step', step.step),
      others: [sent.first ? offer(sent.first, step.step) : offer('complete-step', step.step, waiting)],
      more: [...giving, ...besides, ...sending, ...stopping],
    }
  const back = sendBack(dossier, { ...facts, step: step.step, reason: '' })
  const returning = offer('send-back', step.step, back.ok ? null : back.error)
  const completing = offer('complete-step', step.step, waiting ?? awaited(dossier, step, facts.at))
  return {
    next: sent.first ? offer(sent.first, step.step) : completing,
    others: sent.first ? [completing, returning] : [returning],
    more: [offer('hand-over', step.step, waiting), ...giving, ...besides, ...sending, ...stopping],
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
  const refused = pauseRefusal(dossier, asked, { at, calendar, plan, ...rulesOf(dossier, plan, at) })
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
