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
  /** A document of ours was drafted for it, and has not gone through the gate of two signatures. */
  | { kind: 'result-not-issued'; documentId: number }

/**
 * Gives the result to the applicant (trả kết quả): at the counter, by public post with its tracking number, or electronically.
 * It changes nothing about being early, on time or late: that was settled when processing ended.
 *
 * What was drafted for it among our documents goes out first, with both signatures: our own design (NĐ 30/2020 asks them of every document).
 *
 * @param to who received it at the counter, the tracking number, or the electronic address it went to
 * @param waiting the document drafted for it that is not issued with two valid signatures; null: there is none
 */
export function returnResult(
  dossier: Dossier,
  { waiting, ...facts }: { at: Moment; channel: Channel; to: string; waiting: number | null },
): Result<DossierEvent[], ReturnRefused> {
  if (dossier.returned) return err({ kind: 'already-returned', at: dossier.returned.at })
  if (dossier.ended === null || dossier.outcome === null) return err({ kind: 'not-ended' })
  if (facts.channel === 3 && facts.to === '') return err({ kind: 'no-tracking-number' })
  if (facts.channel === 1 && facts.to === '') return err({ kind: 'no-receiver' })
  if (waiting !== null) return err({ kind: 'result-not-issued', documentId: waiting })
  return ok([{ type: 'result-returned', ...facts }])
}
