import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { dueAt, type WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import type { PauseCause } from '../pause/hold.ts'
import { proposedStep } from '../pause/waiting.ts'
import { type PauseNotAllowed, pauseRefusal, type SupplementRule } from '../pause-propose/decide.ts'
import { mayReassign, type Plan } from '../plan.ts'
import type { RuleName, RulePack } from '../rules/packs.ts'
import type { Acted } from '../take-step/decide.ts'

/** Why a pause is not decided. */
export type ApprovePauseRefused =
  | PauseNotAllowed
  | { kind: 'nothing-proposed' }
  | { kind: 'own-proposal' }
  | { kind: 'not-the-head'; unitId: number }
  | { kind: 'no-calendar-for-pause' }

/** Which rule says how long a pause of this cause may last. */
export const longestRule = {
  supplement: 'supplementTerm',
  finance: 'financePauseMax',
  'legal-hold': 'legalHoldMax',
} as const satisfies Record<PauseCause, RuleName>

/**
 * The head decides on a proposed pause (duyệt tạm dừng). The clock stands still from the moment the notice is sent, which is this one: a
 * time is never typed. Whoever proposed does not approve, not even in somebody's place.
 */
export function decidePause(
  dossier: Dossier,
  facts: {
    at: Moment
    actor: Actor
    decision: { kind: 'approve' } | { kind: 'decline'; reason: string }
    calendar: WorkingCalendar
    pack: RulePack
    more: SupplementRule
    plan: Pick<Plan, 'onlineLevel'>
  },
): Result<Acted, ApprovePauseRefused> {
  const { at, actor, decision, calendar, pack } = facts
  const { proposal } = dossier
  if (!proposal) return err({ kind: 'nothing-proposed' })
  if (proposal.officerId === actor.officerId || actor.posts.every((p) => p.onBehalfOf === proposal.officerId))
    return err({ kind: 'own-proposal' })
  const running = proposedStep(dossier)
  const allowed = running && mayReassign(running, actor)
  if (!allowed) return err({ kind: 'not-the-head', unitId: running?.unitId ?? 0 })
  if (decision.kind === 'decline')
    return ok({ events: [{ type: 'pause-declined', at, reason: decision.reason }], onBehalfOf: allowed.onBehalfOf })
  const refused = pauseRefusal(dossier, proposal, facts)
  if (refused) return err(refused)
  const until = dueAt(calendar, at, [{ value: pack.rules[longestRule[proposal.cause]].value, unit: 'working_day' }], [])
  if (!until.ok) return err({ kind: 'no-calendar-for-pause' })
  const { officerId: proposedBy, at: _, ...rest } = proposal
  return ok({
    events: [{ type: 'paused', at, proposedBy, approvedBy: actor.officerId, ...rest, until: until.value.due }],
    onBehalfOf: allowed.onBehalfOf,
  })
}
