import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { NumberTaken, Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'
import { asRecordsClerk } from '../posts.ts'

/** Why no number is given. */
export type NumberRefused = { kind: 'not-signed'; status: OutgoingStatus } | { kind: 'not-the-records-clerk' }

/** Whether a number may be given now: asked before one is taken, so that none is lost. */
export function mayNumber(document: Outgoing, actor: Actor): Result<{ onBehalfOf: number | null }, NumberRefused> {
  if (document.status !== 'signed') return err({ kind: 'not-signed', status: document.status })
  const allowed = asRecordsClerk(actor)
  return allowed ? ok(allowed) : err({ kind: 'not-the-records-clerk' })
}

/**
 * Give number and date (cấp số, ngày tháng): the records clerk, after the signatory has signed and before the seal. Numbers run without a gap in each
 * book and year.
 * @law nd-30-2020 15
 */
export function numberDocument(
  document: Outgoing,
  taken: NumberTaken,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, NumberRefused> {
  const allowed = mayNumber(document, actor)
  if (!allowed.ok) return allowed
  return ok({ events: [{ type: 'numbered', at, officerId: actor.officerId, ...taken }], ...allowed.value })
}
