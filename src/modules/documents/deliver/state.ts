import type { Moment } from '../../../kernel/moment.ts'
import { triedAgainAt } from '../../notices/model.ts'

/** How delivery to one recipient stands (tình trạng gửi). `failed` is tried again; `given-up` is not, unless the records clerk says so. */
export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'failed' | 'given-up'

/** One recipient of an issued document, and how delivery stands. */
export type Delivery = {
  no: number
  kind: 'unit' | 'officer' | 'agency' | 'outside'
  unitId: number | null
  officerId: number | null
  name: string
  address: string
  carries: 'document' | 'recall'
  state: DeliveryState
  tries: number
  notBefore: Moment
  lastError: string | null
  deliveredAt: Moment | null
  takenAt: Moment | null
  takenAs: string | null
  returnedReason: string | null
}

/** What becomes of a delivery after a try. */
export type AfterTry = { state: Exclude<DeliveryState, 'waiting' | 'sending'>; notBefore: Moment | null }

/**
 * After a try that failed (gửi lại): again later, by the waits that messages have too; never when it was refused for good.
 * @param tries tries so far, this one included
 */
export function afterFailure(why: 'away' | 'later' | 'refused', tries: number, at: Moment): AfterTry {
  const again = why === 'refused' ? null : triedAgainAt(tries, at)
  return again === null ? { state: 'given-up', notBefore: null } : { state: 'failed', notBefore: again }
}
