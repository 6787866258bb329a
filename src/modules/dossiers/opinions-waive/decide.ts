import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import { type Dossier, runningStep } from '../dossier.ts'
import { mayReassign } from '../plan.ts'
import { outstanding } from '../referrals/referral.ts'
import type { Acted, NotYours } from '../take-step/decide.ts'

export type WaiveOpinionsRefused =
  | Extract<NotYours, { kind: 'step-not-running' }>
  | { kind: 'not-the-head'; unitId: number }
  | { kind: 'nothing-awaited' }
  | { kind: 'no-reason' }

/** The head decides, with a reason, not to wait for the opinions that are still out (không chờ ý kiến): the step may be completed. */
export function waiveOpinions(
  dossier: Dossier,
  facts: { at: Moment; actor: Actor; step: string; reason: string },
): Result<Acted, WaiveOpinionsRefused> {
  const { at, actor, step, reason } = facts
  if (!dossier.running.some((r) => r.step === step)) return err({ kind: 'step-not-running', step })
  const { unitId } = runningStep(dossier, step)
  const allowed = mayReassign({ unitId }, actor)
  if (!allowed) return err({ kind: 'not-the-head', unitId })
  const nos = outstanding(dossier, step, at).map((r) => r.no)
  if (nos.length === 0) return err({ kind: 'nothing-awaited' })
  if (reason.trim() === '') return err({ kind: 'no-reason' })
  return ok({ events: [{ type: 'opinions-waived', at, nos, officerId: actor.officerId, reason }], onBehalfOf: allowed.onBehalfOf })
}
