import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import { asHolder, atCounter, type NotAnswerable, notAnswerable } from '../answering.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import { openHold } from '../pause/hold.ts'
import type { Acted } from '../take-step/decide.ts'

/** Why a pause does not end. */
export type ResumeRefused =
  | { kind: 'not-paused' }
  | { kind: 'arrived-in-the-future'; at: Moment }
  | { kind: 'arrived-before-the-pause'; from: Moment }
  | { kind: 'term-not-over'; until: Moment }

/** Why an arrival is not recorded by this officer. */
export type RecordArrivalRefused = ResumeRefused | NotAnswerable

/**
 * Records that what was waited for arrived (ghi nhận đã đến): by the counter, where it comes to, or by whoever answers for the dossier now. The
 * rest of the agency has no part in when a clock goes on again. Our own design.
 */
export function recordArrival(
  dossier: Dossier,
  facts: { at: Moment; arrivedAt: Moment; actor: Actor },
): Result<Acted, RecordArrivalRefused> {
  const going = resume(dossier, facts)
  if (!going.ok) return going
  const allowed = asHolder(dossier, facts.actor) ?? atCounter(facts.actor)
  return allowed ? ok({ events: going.value, onBehalfOf: allowed.onBehalfOf }) : err(notAnswerable(dossier, 'either'))
}

/**
 * Ends a pause (tiếp tục giải quyết) from the moment at which what was waited for arrived: recording it late gains nobody any time.
 *
 * @param arrivedAt when it came, at the counter, by post or over the portal; null: the longest length is over, and the dossier comes back
 *   at that moment
 */
export function resume(dossier: Dossier, facts: { at: Moment; arrivedAt: Moment | null }): Result<DossierEvent[], ResumeRefused> {
  const { at, arrivedAt } = facts
  const hold = openHold(dossier.holds)
  if (!hold) return err({ kind: 'not-paused' })
  if (arrivedAt === null) {
    if (at < hold.until) return err({ kind: 'term-not-over', until: hold.until })
    return ok([{ type: 'resumed', at, no: hold.no, arrivedAt: hold.until, end: 'term-over' }])
  }
  if (arrivedAt > at) return err({ kind: 'arrived-in-the-future', at })
  if (arrivedAt < hold.from) return err({ kind: 'arrived-before-the-pause', from: hold.from })
  // What came after the term was over came to a dossier that had come back already.
  const came = Math.min(arrivedAt, hold.until) as Moment
  return ok([{ type: 'resumed', at, no: hold.no, arrivedAt: came, end: 'arrived' }])
}
