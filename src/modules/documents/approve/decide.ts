import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'
import { asLeader, asOfficer } from '../posts.ts'

/** Why an approval is not taken. */
export type ApproveRefused =
  | { kind: 'not-with-leader'; status: OutgoingStatus }
  | { kind: 'not-the-leader'; officerId: number }
  | { kind: 'no-reason' }

/** Approve a draft (duyệt của lãnh đạo), or send it back: its signatory, who answers for it, or a leader above a signatory by order. */
export function approveDraft(
  document: Outgoing,
  answer: { verdict: 'agreed' | 'sent-back'; text: string },
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, ApproveRefused> {
  const { status, draft } = document
  if (status !== 'with-leader') return err({ kind: 'not-with-leader', status })
  const allowed = asOfficer(actor, draft.signatory.officerId) ?? asLeader(actor)
  if (!allowed) return err({ kind: 'not-the-leader', officerId: draft.signatory.officerId })
  if (answer.verdict === 'sent-back' && answer.text === '') return err({ kind: 'no-reason' })
  const type = answer.verdict === 'agreed' ? 'approved' : 'sent-back'
  return ok({ events: [{ type, at, officerId: actor.officerId, text: answer.text }], ...allowed })
}
