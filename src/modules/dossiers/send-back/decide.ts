import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import { hand, stepStart } from '../hand.ts'
import { type ProposalWaits, proposalWaits } from '../pause/waiting.ts'
import { groupBefore, type IsOf, type Plan, plannedStep } from '../plan.ts'
import { type Acted, type NotYours, own } from '../take-step/decide.ts'

/** Why a dossier does not go back. */
export type SendBackRefused =
  | NotYours
  | ProposalWaits
  | { kind: 'first-step' }
  | { kind: 'others-running' }
  | { kind: 'processing-ended'; at: Moment }

/**
 * Returns the dossier to the step before, with a reason (trả lại bước trước). It goes to whoever did that step. The time used
 * stays with whoever used it, and the clock goes on.
 */
export function sendBack(
  dossier: Dossier,
  facts: { at: Moment; step: string; reason: string; actor: Actor; plan: Plan; calendar: WorkingCalendar; isOf: IsOf },
): Result<Acted, SendBackRefused> {
  const { at, step, reason, actor, plan, calendar, isOf } = facts
  const mine = own(dossier, step, actor)
  if (!mine.ok) return mine
  if (dossier.ended) return err({ kind: 'processing-ended', at: dossier.ended.at })
  if (dossier.running.length > 1) return err({ kind: 'others-running' })
  const waiting = proposalWaits(dossier, step)
  if (waiting) return err(waiting)
  const planned = plannedStep(plan, step)
  const back = planned.after === null ? groupBefore(plan, planned.group) : [plannedStep(plan, planned.after)]
  if (back.length === 0) return err({ kind: 'first-step' })
  const from = stepStart(dossier, at, calendar)
  return ok({
    events: [
      {
        type: 'step-returned',
        at,
        step,
        reason,
        handed: hand(back, { done: dossier.done, chosen: null, isHardArea: dossier.filing.isHardArea, from, calendar, isOf }),
      },
    ],
    onBehalfOf: mine.value.onBehalfOf,
  })
}
