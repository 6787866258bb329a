import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import { asRecordsClerk } from '../posts.ts'

/** Why what another agency sent is neither registered nor sent back. */
export type ArrivalRefused = { kind: 'not-the-records-clerk' } | { kind: 'no-reason' } | { kind: 'arrival-over' }

/** Whether it still waits: neither registered nor sent back. */
export type ArrivalStanding = { registeredAs: number | null; refusedReason: string | null }

/** Send back what came from another agency (trả lại văn bản): the records clerk, with the reason, while it is not registered. */
export function sendBackArrival(
  arrival: ArrivalStanding,
  reason: string,
  actor: Actor,
): Result<{ onBehalfOf: number | null }, ArrivalRefused> {
  const allowed = asRecordsClerk(actor)
  if (!allowed) return err({ kind: 'not-the-records-clerk' })
  if (arrival.registeredAs !== null || arrival.refusedReason !== null) return err({ kind: 'arrival-over' })
  if (reason === '') return err({ kind: 'no-reason' })
  return ok(allowed)
}

/** Waiting arrivals are counted no further than this: a page says "99+". */
export const countedMost = 100
