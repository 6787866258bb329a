import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { DossierEvent, Filing } from '../dossier.ts'

/** Why papers cannot be taken in. */
export type FileRefused = { kind: 'no-published-process' }

/**
 * Takes the papers in (nộp hồ sơ). No clock runs yet: that begins with acceptance.
 * @param inForce whether the procedure has a published process that holds on the day of filing
 */
export function fileDossier(at: Moment, filing: Filing, inForce: boolean): Result<DossierEvent[], FileRefused> {
  if (!inForce) return err({ kind: 'no-published-process' })
  return ok([{ type: 'filed', at, filing }])
}
