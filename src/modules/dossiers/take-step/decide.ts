import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier, DossierEvent, RunningStep } from '../dossier.ts'
import { mayDo } from '../plan.ts'

/** Why a step is not the officer's to act on. Shared by every act on a running step. */
export type NotYours =
  | { kind: 'step-not-running'; step: string }
  | { kind: 'not-yours'; holder: number | null; unitId: number; role: string }

/** An act done in somebody's place names both. */
export type Acted = { events: DossierEvent[]; onBehalfOf: number | null }

/** The running step, when this officer may act on it. */
export function own(dossier: Dossier, step: string, actor: Actor): Result<{ step: RunningStep; onBehalfOf: number | null }, NotYours> {
  const running = dossier.running.find((r) => r.step === step)
  if (!running) return err({ kind: 'step-not-running', step })
  const allowed = mayDo(running, actor)
  if (!allowed) return err({ kind: 'not-yours', holder: running.officerId, unitId: running.unitId, role: running.role })
  return ok({ step: running, onBehalfOf: allowed.onBehalfOf })
}

export type TakeRefused = NotYours | { kind: 'already-taken'; holder: number }

/** Takes a step that waits for somebody of the unit (nhận việc). */
export function takeStep(dossier: Dossier, facts: { at: Moment; step: string; actor: Actor }): Result<Acted, TakeRefused> {
  const mine = own(dossier, facts.step, facts.actor)
  if (!mine.ok) return mine
  if (mine.value.step.officerId !== null) return err({ kind: 'already-taken', holder: mine.value.step.officerId })
  return ok({
    events: [{ type: 'step-taken', at: facts.at, step: facts.step, officerId: facts.actor.officerId }],
    onBehalfOf: mine.value.onBehalfOf,
  })
}
