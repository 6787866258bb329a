import type { Actor } from '../../org/model.ts'
import type { Outgoing } from '../outgoing.ts'
import { asHead, asLeader, asOfficer, asRecordsClerk, ofUnit } from '../posts.ts'

/** What can be done with an outgoing document (việc trên văn bản đi). */
export type OutgoingAct = 'edit' | 'submit' | 'review' | 'approve' | 'sign' | 'number' | 'seal' | 'issue' | 'withdraw' | 'remark'

/**
 * What this actor may do now, the one next step first. The rules say the last word; here is what a page offers.
 */
export function actsFor(document: Outgoing, actor: Actor): { next: OutgoingAct | null; more: readonly OutgoingAct[] } {
  const { status, draft } = document
  const isUnit = ofUnit(actor, draft.unitId) !== null
  const isHead = asHead(actor, draft.unitId) !== null
  const isLeader = asLeader(actor) !== null || asOfficer(actor, draft.signatory.officerId) !== null
  const isClerk = asRecordsClerk(actor) !== null
  const when = (allowed: boolean, act: OutgoingAct): OutgoingAct[] => (allowed ? [act] : [])
  switch (status) {
    case 'drafting':
      return { next: isUnit ? 'submit' : null, more: [...when(isUnit, 'edit'), 'remark', ...when(isUnit, 'withdraw')] }
    case 'in-review':
      return { next: isHead ? 'review' : null, more: [...when(isHead, 'edit'), 'remark', ...when(isHead || isLeader, 'withdraw')] }
    case 'with-leader':
      return { next: isLeader ? 'approve' : null, more: ['remark', ...when(isHead || isLeader, 'withdraw')] }
    case 'approved':
      return {
        next: actor.officerId === draft.signatory.officerId ? 'sign' : null,
        more: ['remark', ...when(isHead || isLeader, 'withdraw')],
      }
    case 'signed':
      return { next: isClerk ? 'number' : null, more: when(isHead || isLeader, 'withdraw') }
    case 'numbered':
      return { next: isClerk ? 'seal' : null, more: when(isClerk, 'withdraw') }
    case 'sealed':
      return { next: isClerk ? 'issue' : null, more: when(isClerk, 'withdraw') }
    case 'issued':
      return { next: null, more: when(isLeader, 'withdraw') }
    case 'dropped':
    case 'cancelled':
    case 'recalled':
      return { next: null, more: [] }
  }
}
