import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'
import { asHead, asLeader, asOfficer, asRecordsClerk, ofUnit } from '../posts.ts'

/** Why a document is neither dropped, cancelled nor recalled. */
export type WithdrawRefused = { kind: 'over-already'; status: OutgoingStatus } | { kind: 'not-yours-to-withdraw' } | { kind: 'no-reason' }

/**
 * Give a document up (bỏ dự thảo, hủy số, thu hồi): a draft by its unit; a number by the records clerk, and its trace stays; what was issued by its
 * signatory or a leader. Always with a reason.
 * @law nd-30-2020 15: a number is not used twice
 */
export function withdrawDocument(
  document: Outgoing,
  reason: string,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, WithdrawRefused> {
  const { status, draft } = document
  if (reason === '') return err({ kind: 'no-reason' })
  const officerId = actor.officerId
  switch (status) {
    case 'drafting':
    case 'in-review':
    case 'with-leader':
    case 'approved':
    case 'signed': {
      const allowed = status === 'drafting' ? ofUnit(actor, draft.unitId) : (asHead(actor, draft.unitId) ?? asLeader(actor))
      return allowed ? ok({ events: [{ type: 'dropped', at, officerId, reason }], ...allowed }) : err({ kind: 'not-yours-to-withdraw' })
    }
    case 'numbered':
    case 'sealed': {
      const allowed = asRecordsClerk(actor)
      return allowed
        ? ok({ events: [{ type: 'number-cancelled', at, officerId, reason }], ...allowed })
        : err({ kind: 'not-yours-to-withdraw' })
    }
    case 'issued': {
      const allowed = asOfficer(actor, draft.signatory.officerId) ?? asLeader(actor)
      return allowed ? ok({ events: [{ type: 'recalled', at, officerId, reason }], ...allowed }) : err({ kind: 'not-yours-to-withdraw' })
    }
    default:
      return err({ kind: 'over-already', status })
  }
}
