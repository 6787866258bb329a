import { assert } from '../../../kernel/assert.ts'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier, DossierEvent, Outcome, RunningStep } from '../dossier.ts'
import { currentDue, hand, stepStart } from '../hand.ts'
import { classifyEnd } from '../model.ts'
import type { PartsOpen } from '../parts/decide.ts'
import { openHold } from '../pause/hold.ts'
import { type ProposalWaits, proposalWaits } from '../pause/waiting.ts'
import { endsProcessing, following, type IsOf, type Plan, rolesFor, waitsAfter } from '../plan.ts'
import { type Addressee, isOpen, lapsed, legOf, outstanding } from '../referrals/referral.ts'
import { type Acted, type NotYours, own } from '../take-step/decide.ts'

/** Why a step is not completed. */
export type CompleteStepRefused =
  | NotYours
  | { kind: 'result-missing' }
  | { kind: 'no-such-wait'; step: string }
  | { kind: 'wait-used-already'; step: string; since: Moment }
  | { kind: 'next-not-of-unit'; officerId: number }
  | { kind: 'return-is-its-own-act' }
  | { kind: 'already-paused'; since: Moment }
  | PartsOpen
  | LegAwaited
  | { kind: 'opinions-outstanding'; of: readonly { who: Addressee; until: Moment | null }[] }
  | ProposalWaits

/** Why a step at another agency is not complete: nothing was sent, or its answer has not come. */
export type LegAwaited = { kind: 'leg-not-sent' } | { kind: 'leg-unanswered'; name: string; dueAt: Moment | null }

/** What stands against completing a step that was sent out or asked others; null: nothing does. */
export function awaited(
  dossier: Dossier,
  running: RunningStep,
  at: Moment,
): LegAwaited | Extract<CompleteStepRefused, { kind: 'opinions-outstanding' }> | null {
  const leg = legOf(dossier, running)
  if (leg && isOpen(leg)) return { kind: 'leg-unanswered', name: 'name' in leg.to ? leg.to.name : '', dueAt: leg.dueAt }
  if (running.leg === 'needed' && !leg?.answer) return { kind: 'leg-not-sent' }
  const waited = outstanding(dossier, running.step, at)
  return waited.length === 0 ? null : { kind: 'opinions-outstanding', of: waited.map(({ to, dueAt }) => ({ who: to, until: dueAt })) }
}

/** What the officer decided on completing a step. */
export type Completion = {
  step: string
  opinion: string
  /** A waiting step to go through before the next one (không tính ngày). */
  through: string | null
  /** Who does the next step; null leaves it to whoever did such a step before, or to the unit. */
  nextOfficerId: number | null
  /** The outcome, where it comes into being with this step. */
  outcome: Outcome | null
}

/**
 * Completes a step (hoàn thành bước): the dossier goes on to whoever is next by the process. The last counted step ends
 * processing, and then the result must be there. A step at another agency needs its answer; opinions are waited for until their term is over,
 * and one that never came is recorded as such.
 *
 * @param isOf whether an officer holds one of these roles in a unit now
 */
export function completeStep(
  dossier: Dossier,
  completion: Completion,
  facts: {
    at: Moment
    actor: Actor
    plan: Plan
    calendar: WorkingCalendar
    isOf: IsOf
    /** Its parts that have not ended; absent: none. */
    openParts?: readonly string[]
  },
): Result<Acted, CompleteStepRefused> {
  const { at, actor, plan, calendar, isOf } = facts
  const { step, opinion, through, nextOfficerId } = completion
  const mine = own(dossier, step, actor)
  if (!mine.ok) return mine
  const hold = openHold(dossier.holds)
  if (hold) return err({ kind: 'already-paused', since: hold.from })
  const waiting = proposalWaits(dossier, step)
  if (waiting) return err(waiting)
  const waits = awaited(dossier, mine.value.step, at)
  if (waits) return err(waits)
  const planned = plan.steps.find((s) => s.key === step)
  if (planned?.isReturn) return err({ kind: 'return-is-its-own-act' })
  if (through !== null && !waitsAfter(plan, step).some((s) => s.key === through)) return err({ kind: 'no-such-wait', step: through })
  const used = through === null ? undefined : usedWait(dossier, through)
  if (used) return err({ kind: 'wait-used-already', step: used.step, since: used.since })
  const next = following(plan, dossier, step, through)
  const foreign = nextOfficerId !== null && next.some((s) => !isOf(nextOfficerId, s.unitId, rolesFor(s.role)))
  if (foreign) return err({ kind: 'next-not-of-unit', officerId: nextOfficerId })

  const ends = dossier.ended === null && endsProcessing(plan, dossier, step, next)
  const outcome = completion.outcome ?? dossier.outcome
  if ((ends || completion.outcome) && facts.openParts?.length) return err({ kind: 'parts-open', codes: facts.openParts })
  if (ends && outcome === null) return err({ kind: 'result-missing' })
  const visits = [...dossier.done, { ...mine.value.step, until: at, doneBy: mine.value.step.officerId ?? actor.officerId }]
  const from = stepStart(dossier, at, calendar)
  const events: DossierEvent[] = []
  const silent = lapsed(dossier, at).filter((r) => r.step === step)
  if (silent.length > 0) events.push({ type: 'opinions-unanswered', at, nos: silent.map((r) => r.no) })
  if (mine.value.step.officerId === null) events.push({ type: 'step-taken', at, step, officerId: actor.officerId })
  if (completion.outcome) events.push({ type: 'outcome-recorded', at, outcome: completion.outcome })
  events.push({
    type: 'step-completed',
    at,
    step,
    opinion,
    handed: hand(next, { done: visits, chosen: nextOfficerId, isHardArea: dossier.filing.isHardArea, from, calendar, isOf }),
  })
  if (ends) {
    const due = currentDue(
      dossier.stoppedAt === null ? dossier : { ...dossier, pauses: [...dossier.pauses, { from: dossier.stoppedAt, to: at }] },
      calendar,
    )
    assert(due, 'an accepted dossier has a due time')
    events.push({ type: 'ended', at, class: classifyEnd(at, due.due, calendar), dueAt: due.due })
  }
  return ok({ events, onBehalfOf: mine.value.onBehalfOf })
}

/**
 * The earlier visit of a waiting step, if there was one (bước không tính ngày chỉ dùng một lần). A waiting step stops the clock, so it is
 * entered once for each dossier, also when the step before it was sent back and done again. Our reading of "one request, complete".
 * @law nd-118-2025 11: a supplement is asked for once
 */
export const usedWait = ({ done, running }: Pick<Dossier, 'done' | 'running'>, wait: string) =>
  [...done.filter((visit) => !visit.isMoved), ...running].find(
    (visit) => visit.step === wait || ('became' in visit && visit.became === wait),
  )
