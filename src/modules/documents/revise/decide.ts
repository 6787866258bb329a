import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import { type DraftFacts, type DraftRefused, draftFault } from '../draft/decide.ts'
import type { Draft, Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'
import { asHead, ofUnit } from '../posts.ts'

/** Why a draft is not changed. */
export type ReviseRefused = DraftRefused | { kind: 'not-a-draft'; status: OutgoingStatus } | { kind: 'unit-is-kept' }

/**
 * Change a draft (sửa dự thảo): while it is with the unit that drafts; the head may also mend what is before them for review. Each version of the
 * file stays to be compared.
 */
export function reviseDraft(
  document: Outgoing,
  change: { draft: Draft; note: string },
  facts: DraftFacts & { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, ReviseRefused> {
  const { status, draft } = document
  const { at, actor } = facts
  if (status !== 'drafting' && status !== 'in-review') return err({ kind: 'not-a-draft', status })
  const allowed = status === 'drafting' ? ofUnit(actor, draft.unitId) : asHead(actor, draft.unitId)
  if (!allowed) return err({ kind: 'not-of-the-unit', unitId: draft.unitId })
  if (change.draft.unitId !== draft.unitId) return err({ kind: 'unit-is-kept' })
  const fault = draftFault(change.draft, facts)
  if (fault) return err(fault)
  return ok({ events: [{ type: 'revised', at, officerId: actor.officerId, note: change.note, draft: change.draft }], ...allowed })
}
