import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import { openLeg } from '../referrals/referral.ts'
import { type Acted, type NotYours, own } from '../take-step/decide.ts'

export type WaiveLegRefused = NotYours | { kind: 'not-away' } | { kind: 'no-leg-awaited' } | { kind: 'no-reason' }

/** Records with a reason that no answer of another agency is needed (không cần liên thông), before or after it was sent. */
export function waiveLeg(
  dossier: Dossier,
  facts: { at: Moment; actor: Actor; step: string; reason: string },
): Result<Acted, WaiveLegRefused> {
  const { at, actor, step, reason } = facts
  const mine = own(dossier, step, actor)
  if (!mine.ok) return mine
  if (!mine.value.step.isAway) return err({ kind: 'not-away' })
  if (mine.value.step.leg !== 'needed' && openLeg(dossier, step) === null) return err({ kind: 'no-leg-awaited' })
  if (reason.trim() === '') return err({ kind: 'no-reason' })
  return ok({ events: [{ type: 'leg-waived', at, step, officerId: actor.officerId, reason }], onBehalfOf: mine.value.onBehalfOf })
}
