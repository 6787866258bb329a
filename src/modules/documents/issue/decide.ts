import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import { type GateFacts, type GateRefused, mayIssue } from '../gate.ts'
import type { Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'
import { asRecordsClerk } from '../posts.ts'

/** Why a document is not issued. */
export type IssueRefused = { kind: 'not-ready'; status: OutgoingStatus } | { kind: 'not-the-records-clerk' } | GateRefused

/**
 * Issue a document (phát hành): the file is looked at once more as it lies in the store, and goes out only through the gate. A document that has not
 * come so far is told what its file lacks.
 */
export function issueDocument(
  document: Outgoing,
  found: Omit<GateFacts, 'isNumbered'>,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, IssueRefused> {
  const { status, number } = document
  const allowed = asRecordsClerk(actor)
  if (!allowed) return err({ kind: 'not-the-records-clerk' })
  const over: readonly OutgoingStatus[] = ['issued', 'dropped', 'cancelled', 'recalled']
  if (over.includes(status)) return err({ kind: 'not-ready', status })
  const passes = mayIssue({ ...found, isNumbered: number !== null })
  if (!passes.ok) return passes
  if (status !== 'sealed') return err({ kind: 'not-ready', status })
  return ok({ events: [{ type: 'issued', at, officerId: actor.officerId }], ...allowed })
}
