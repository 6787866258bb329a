import type { Actor } from '../../org/model.ts'
import type { Incoming } from '../incoming.ts'
import { asHead, asLeader, asOfficer, asRecordsClerk } from '../posts.ts'

/** What can be done with an incoming document (việc trên văn bản đến). `answer` and `correct` are pages of their own. */
export type IncomingAct = 'assign' | 'pass-on' | 'answer' | 'finish' | 'reopen' | 'strike' | 'correct'

/**
 * What this actor may do now, the one next step first. The rules say the last word; here is what a page offers.
 * @param isAnswered a document that answers it has been issued
 */
export function actsFor(document: Incoming, actor: Actor, isAnswered: boolean): { next: IncomingAct | null; more: readonly IncomingAct[] } {
  const { status, assignment, holderId } = document
  const isLeader = asLeader(actor) !== null
  const isClerk = asRecordsClerk(actor) !== null
  const isHead = assignment !== null && asHead(actor, assignment.leadUnitId) !== null
  const isHolder = holderId !== null && asOfficer(actor, holderId) !== null
  const when = (allowed: boolean, act: IncomingAct): IncomingAct[] => (allowed ? [act] : [])
  switch (status) {
    case 'registered':
      return { next: isLeader ? 'assign' : null, more: [...when(isClerk, 'correct'), ...when(isClerk, 'strike')] }
    case 'assigned':
      return {
        next: isHead ? 'pass-on' : null,
        more: [...when(isHead, 'answer'), ...when(isHead, 'finish'), ...when(isLeader, 'assign'), ...when(isClerk, 'correct')],
      }
    case 'in-hand': {
      const mine = isHolder || isHead
      const next = isHolder ? (isAnswered ? 'finish' : 'answer') : null
      const others: IncomingAct[] = [
        ...when(mine, 'answer'),
        ...when(mine, 'finish'),
        ...when(mine, 'pass-on'),
        ...when(isLeader, 'assign'),
        ...when(isClerk, 'correct'),
      ]
      return { next, more: others.filter((act) => act !== next) }
    }
    case 'done':
      return { next: null, more: when(isLeader, 'reopen') }
    case 'struck':
      return { next: null, more: [] }
  }
}
