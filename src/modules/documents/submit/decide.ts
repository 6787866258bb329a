import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'
import { asHead, ofUnit } from '../posts.ts'

/** Why a draft is not submitted. */
export type SubmitRefused = { kind: 'not-a-draft'; status: OutgoingStatus } | { kind: 'not-of-the-unit'; unitId: number }

/**
 * Submit a draft (trình dự thảo): to the head of the unit, who reviews it; what the head submits goes to the leader at once, for nobody reviews
 * their own words.
 */
export function submitDraft(
  document: Outgoing,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, SubmitRefused> {
  const { status, draft } = document
  if (status !== 'drafting') return err({ kind: 'not-a-draft', status })
  const head = asHead(actor, draft.unitId)
  const allowed = head ?? ofUnit(actor, draft.unitId)
  if (!allowed) return err({ kind: 'not-of-the-unit', unitId: draft.unitId })
  return ok({ events: [{ type: 'submitted', at, officerId: actor.officerId, to: head ? 'leader' : 'head' }], ...allowed })
}
