import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { Assignment, Incoming, IncomingEvent, IncomingStatus } from '../incoming.ts'
import { asHead, asLeader, asOfficer } from '../posts.ts'

/** Why an incoming document is not assigned or passed on. */
export type AssignRefused =
  | { kind: 'not-open'; status: IncomingStatus }
  | { kind: 'not-a-leader' }
  | { kind: 'lead-supports-itself'; unitId: number }
  | { kind: 'deadline-past'; deadline: Day }
  | { kind: 'not-assigned' }
  | { kind: 'not-the-head'; unitId: number }
  | { kind: 'not-of-the-unit'; unitId: number }

/** The leader's instruction (ý kiến chỉ đạo, giao xử lý): exactly one unit leads, others support, with a term. Given anew, the newest holds. */
export function assignDocument(
  document: Incoming,
  assignment: Assignment,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<IncomingEvent>, AssignRefused> {
  const { status } = document
  if (status === 'done' || status === 'struck') return err({ kind: 'not-open', status })
  const allowed = asLeader(actor)
  if (!allowed) return err({ kind: 'not-a-leader' })
  const { leadUnitId, supportUnitIds, deadline } = assignment
  if (supportUnitIds.includes(leadUnitId)) return err({ kind: 'lead-supports-itself', unitId: leadUnitId })
  if (deadline !== null && deadline < dayInVietnam(at)) return err({ kind: 'deadline-past', deadline })
  return ok({ events: [{ type: 'assigned', at, officerId: actor.officerId, ...assignment }], ...allowed })
}

/** Pass it on inside the leading unit (chuyển xử lý): its head, or who has it now, to somebody of the same unit. */
export function passOn(
  document: Incoming,
  to: { officerId: number /** Belongs to the leading unit now. */; isOfUnit: boolean; text: string },
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<IncomingEvent>, AssignRefused> {
  const { status, assignment, holderId } = document
  if (status === 'done' || status === 'struck') return err({ kind: 'not-open', status })
  if (!assignment) return err({ kind: 'not-assigned' })
  const allowed = asHead(actor, assignment.leadUnitId) ?? (holderId === null ? null : asOfficer(actor, holderId))
  if (!allowed) return err({ kind: 'not-the-head', unitId: assignment.leadUnitId })
  if (!to.isOfUnit) return err({ kind: 'not-of-the-unit', unitId: assignment.leadUnitId })
  return ok({ events: [{ type: 'passed-on', at, officerId: actor.officerId, to: to.officerId, text: to.text }], ...allowed })
}
