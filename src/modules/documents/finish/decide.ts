import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { Incoming, IncomingEvent, IncomingStatus } from '../incoming.ts'
import type { Outgoing, OutgoingStatus } from '../outgoing.ts'
import { asHead, asLeader, asOfficer, asRecordsClerk } from '../posts.ts'

/** Why an incoming document is not finished, reopened or struck. */
export type FinishRefused =
  | { kind: 'not-open'; status: IncomingStatus }
  | { kind: 'not-assigned' }
  | { kind: 'not-yours'; unitId: number }
  | { kind: 'not-a-leader' }
  | { kind: 'not-the-records-clerk' }
  | { kind: 'assigned-already' }
  | { kind: 'no-reason' }
  | { kind: 'no-such-answer' }
  | { kind: 'answer-not-issued'; status: OutgoingStatus }

/**
 * Done with it (kết thúc xử lý): who has it or the head of the leading unit, with what was done, or with the issued document that answers it.
 * A draft is no answer yet.
 */
export function finishDocument(
  document: Incoming,
  done: {
    text: string
    answeredBy: number | null /** The document that answers, as it stands. */
    answer: Pick<Outgoing, 'status'> | null
  },
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<IncomingEvent>, FinishRefused> {
  const { status, assignment, holderId } = document
  if (status === 'done' || status === 'struck') return err({ kind: 'not-open', status })
  if (!assignment) return err({ kind: 'not-assigned' })
  const allowed = (holderId === null ? null : asOfficer(actor, holderId)) ?? asHead(actor, assignment.leadUnitId)
  if (!allowed) return err({ kind: 'not-yours', unitId: assignment.leadUnitId })
  const { text, answeredBy, answer } = done
  if (text === '' && answeredBy === null) return err({ kind: 'no-reason' })
  if (answeredBy !== null && !answer) return err({ kind: 'no-such-answer' })
  if (answer && answer.status !== 'issued') return err({ kind: 'answer-not-issued', status: answer.status })
  return ok({ events: [{ type: 'finished', at, officerId: actor.officerId, text, answeredBy }], ...allowed })
}

/** Take it up again (mở lại): a leader, with the reason. */
export function reopenDocument(
  document: Incoming,
  text: string,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<IncomingEvent>, FinishRefused> {
  if (document.status !== 'done') return err({ kind: 'not-open', status: document.status })
  const allowed = asLeader(actor)
  if (!allowed) return err({ kind: 'not-a-leader' })
  if (text === '') return err({ kind: 'no-reason' })
  return ok({ events: [{ type: 'reopened', at, officerId: actor.officerId, text }], ...allowed })
}

/** Registered by mistake (gạch sổ): the records clerk, before anybody was given it. The number stays used and the line stays readable. */
export function strikeDocument(
  document: Incoming,
  text: string,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<IncomingEvent>, FinishRefused> {
  const { status } = document
  if (status === 'done' || status === 'struck') return err({ kind: 'not-open', status })
  const allowed = asRecordsClerk(actor)
  if (!allowed) return err({ kind: 'not-the-records-clerk' })
  if (status !== 'registered') return err({ kind: 'assigned-already' })
  if (text === '') return err({ kind: 'no-reason' })
  return ok({ events: [{ type: 'struck', at, officerId: actor.officerId, text }], ...allowed })
}
