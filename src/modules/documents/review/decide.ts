import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'
import { asHead } from '../posts.ts'

/** Why a review is not taken. */
export type ReviewRefused =
  | { kind: 'not-in-review'; status: OutgoingStatus }
  | { kind: 'not-the-head'; unitId: number }
  | { kind: 'own-draft' }
  | { kind: 'no-reason' }

/** Review a draft (thẩm duyệt của trưởng đơn vị): passed to the leader, or sent back with what is to be mended. Nobody reviews what they submitted. */
export function reviewDraft(
  document: Outgoing,
  answer: { verdict: 'agreed' | 'sent-back'; text: string },
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, ReviewRefused> {
  const { status, draft, versions } = document
  if (status !== 'in-review') return err({ kind: 'not-in-review', status })
  const allowed = asHead(actor, draft.unitId)
  if (!allowed) return err({ kind: 'not-the-head', unitId: draft.unitId })
  if (answer.verdict === 'agreed' && versions.at(-1)?.officerId === actor.officerId && document.draftedBy === actor.officerId)
    return err({ kind: 'own-draft' })
  if (answer.verdict === 'sent-back' && answer.text === '') return err({ kind: 'no-reason' })
  const type = answer.verdict === 'agreed' ? 'reviewed' : 'sent-back'
  return ok({ events: [{ type, at, officerId: actor.officerId, text: answer.text }], ...allowed })
}

/** Say something on a draft without deciding (góp ý): whoever may read it. */
export function remarkOn(
  document: Outgoing,
  text: string,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, { kind: 'not-a-draft'; status: OutgoingStatus }> {
  const open: readonly OutgoingStatus[] = ['drafting', 'in-review', 'with-leader', 'approved']
  if (!open.includes(document.status)) return err({ kind: 'not-a-draft', status: document.status })
  return ok({ events: [{ type: 'remarked', at, officerId: actor.officerId, text }], onBehalfOf: null })
}
