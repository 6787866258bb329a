import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Broken, Dossier, DossierEvent } from '../dossier.ts'
import { statuses } from '../model.ts'

/** Why a dossier is not broken off. */
export type BreakOffRefused =
  | { kind: 'already-over' }
  | { kind: 'result-exists' }
  | { kind: 'no-reason' }
  | { kind: 'supplement-term-not-over'; until: Moment | null }

/** In which ways this dossier may end without a result: before acceptance it is withdrawn, afterwards stopped. */
export const waysToBreakOff = ({ receivedAt }: Pick<Dossier, 'receivedAt'>): [Broken['kind'], Broken['kind']] => [
  receivedAt === null ? 'withdrawn' : 'stopped',
  'not-supplemented',
]

/**
 * Ends a dossier without a result: the applicant withdraws it before acceptance (rút hồ sơ) or asks to stop it afterwards (dừng giải quyết,
 * mẫu 05), or what was asked for never came. Only while there is no result yet.
 * @law nd-118-2025 art-21: stopped at the applicant's wish while no decision exists
 */
export function breakOff(
  dossier: Dossier,
  facts: { at: Moment; kind: Broken['kind']; reason: string },
): Result<DossierEvent[], BreakOffRefused> {
  const { at, kind, reason } = facts
  if (dossier.broken || dossier.refusal || dossier.returned) return err({ kind: 'already-over' })
  if (dossier.ended || dossier.outcome) return err({ kind: 'result-exists' })
  if (reason.trim() === '') return err({ kind: 'no-reason' })
  if (kind === 'not-supplemented') {
    const lapsed = dossier.holds.findLast((h) => h.cause === 'supplement' && h.annulled === null)
    const waits = dossier.status === statuses['waiting-for-papers']
    if (lapsed ? lapsed.end !== 'term-over' && at < lapsed.until : !waits)
      return err({ kind: 'supplement-term-not-over', until: lapsed?.until ?? null })
  }
  return ok([{ type: 'broken-off', at, kind, reason }])
}
