import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import { type Status, statuses } from '../model.ts'

/** Why a refusal is not possible. */
export type RefuseRefused = { kind: 'already-accepted'; status: Status } | { kind: 'already-refused'; since: Moment }

/**
 * Refuses to receive (từ chối tiếp nhận, phiếu 03), with a reason and its legal basis. Only before acceptance: what is refused
 * later ends with a written result instead.
 * @law nd-61-2018 refusal: in writing, with the reason
 */
export function refuse(dossier: Dossier, facts: { at: Moment; reason: string; basis: string }): Result<DossierEvent[], RefuseRefused> {
  if (dossier.refusal) return err({ kind: 'already-refused', since: dossier.refusal.at })
  if (dossier.status !== statuses.filed && !(dossier.status === statuses['waiting-for-papers'] && dossier.receivedAt === null)) {
    return err({ kind: 'already-accepted', status: dossier.status })
  }
  return ok([{ type: 'refused', ...facts }])
}
