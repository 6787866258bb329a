import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import type { Channel } from '../model.ts'

/** Why the result is not given out. */
export type ReturnRefused =
  | { kind: 'not-ended' }
  | { kind: 'already-returned'; at: Moment }
  | { kind: 'no-tracking-number' }
  | { kind: 'no-receiver' }

/**
 * Gives the result to the applicant (trả kết quả): at the counter, by public post with its tracking number, or electronically.
 * It changes nothing about being early, on time or late: that was settled when processing ended.
 *
 * @param to who received it at the counter, the tracking number, or the electronic address it went to
 */
export function returnResult(dossier: Dossier, facts: { at: Moment; channel: Channel; to: string }): Result<DossierEvent[], ReturnRefused> {
  if (dossier.returned) return err({ kind: 'already-returned', at: dossier.returned.at })
  if (dossier.ended === null || dossier.outcome === null) return err({ kind: 'not-ended' })
  if (facts.channel === 3 && facts.to === '') return err({ kind: 'no-tracking-number' })
  if (facts.channel === 1 && facts.to === '') return err({ kind: 'no-receiver' })
  return ok([{ type: 'result-returned', ...facts }])
}
