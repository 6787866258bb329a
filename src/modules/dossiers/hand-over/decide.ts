import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import { type ProposalWaits, proposalWaits } from '../pause/waiting.ts'
import { type IsOf, mayReassign, rolesFor } from '../plan.ts'
import { type Acted, type NotYours, own } from '../take-step/decide.ts'

/** Why a step does not change hands. */
export type HandOverRefused =
  | NotYours
  | ProposalWaits
  | { kind: 'not-of-unit'; officerId: number }
  | { kind: 'already-theirs'; officerId: number }

/** Hands one's step over to a colleague of the same unit and role (chuyển người xử lý). The time goes on running. */
export function handOver(
  dossier: Dossier,
  facts: { at: Moment; step: string; to: number; reason: string; actor: Actor; isOf: IsOf },
): Result<Acted, HandOverRefused> {
  const { at, step, to, reason, actor, isOf } = facts
  const mine = own(dossier, step, actor)
  if (!mine.ok) return mine
  const { step: running, onBehalfOf } = mine.value
  const waiting = proposalWaits(dossier, step)
  if (waiting) return err(waiting)
  if (running.officerId === to) return err({ kind: 'already-theirs', officerId: to })
  if (!isOf(to, running.unitId, rolesFor(running.role))) return err({ kind: 'not-of-unit', officerId: to })
  return ok({ events: [{ type: 'handed-over', at, step, officerId: to, reason }], onBehalfOf })
}

/** Why a head does not reassign. */
export type ReassignRefused = HandOverRefused | { kind: 'not-the-head'; unitId: number }

/** The head of the unit gives a step to somebody else of it (phân công lại), whoever holds it now. */
export function reassign(
  dossier: Dossier,
  facts: { at: Moment; step: string; to: number; reason: string; actor: Actor; isOf: IsOf },
): Result<Acted, ReassignRefused> {
  const { at, step, to, reason, actor, isOf } = facts
  const running = dossier.running.find((r) => r.step === step)
  if (!running) return err({ kind: 'step-not-running', step })
  const allowed = mayReassign(running, actor)
  if (!allowed) return err({ kind: 'not-the-head', unitId: running.unitId })
  const waiting = proposalWaits(dossier, step)
  if (waiting) return err(waiting)
  if (running.officerId === to) return err({ kind: 'already-theirs', officerId: to })
  if (!isOf(to, running.unitId, rolesFor(running.role))) return err({ kind: 'not-of-unit', officerId: to })
  return ok({ events: [{ type: 'reassigned', at, step, officerId: to, reason }], onBehalfOf: allowed.onBehalfOf })
}

/** Why a leaver's step stays where it is. */
export type PassOnRefused = { kind: 'step-not-running'; step: string } | { kind: 'not-of-unit'; officerId: number }

/**
 * Gives a step of somebody who leaves to the successor (bàn giao khi thôi việc), who must hold the role in that unit. A proposal that waits
 * stays with the step: the unit is the same, and so is the head who decides.
 */
export function passOn(
  dossier: Dossier,
  facts: { at: Moment; step: string; from: number; to: number; reason: string; isOf: IsOf },
): Result<Acted, PassOnRefused> {
  const { at, step, from, to, reason, isOf } = facts
  const running = dossier.running.find((r) => r.step === step && r.officerId === from)
  if (!running) return err({ kind: 'step-not-running', step })
  if (!isOf(to, running.unitId, rolesFor(running.role))) return err({ kind: 'not-of-unit', officerId: to })
  return ok({ events: [{ type: 'reassigned', at, step, officerId: to, reason }], onBehalfOf: null })
}
