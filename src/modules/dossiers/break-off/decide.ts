import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import { asHolder, atCounter, type NotAnswerable, notAnswerable } from '../answering.ts'
import type { Broken, Dossier } from '../dossier.ts'
import { statuses } from '../model.ts'
import type { Acted } from '../take-step/decide.ts'

/** Why a dossier is not broken off. */
export type BreakOffRefused =
  | NotAnswerable
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
 *
 * The applicant's wish is recorded by the counter alone: a dossier that ends so counts neither early nor late, and whoever is late must not
 * be able to make the lateness vanish. That the papers never came is found by whoever asked for them: the counter before acceptance,
 * afterwards whoever answers for the dossier. Who may is our own design.
 * @law nd-118-2025 art-21: stopped at the applicant's wish while no decision exists
 */
export function breakOff(
  dossier: Dossier,
  facts: { at: Moment; kind: Broken['kind']; reason: string; actor: Actor },
): Result<Acted, BreakOffRefused> {
  const { at, kind, reason, actor } = facts
  if (dossier.broken || dossier.refusal || dossier.returned) return err({ kind: 'already-over' })
  if (dossier.ended || dossier.outcome) return err({ kind: 'result-exists' })
  const whose = kind === 'not-supplemented' && dossier.receivedAt !== null ? 'holder' : 'counter'
  const allowed = whose === 'holder' ? asHolder(dossier, actor) : atCounter(actor)
  if (!allowed) return err(notAnswerable(dossier, whose))
  if (reason.trim() === '') return err({ kind: 'no-reason' })
  if (kind === 'not-supplemented') {
    const lapsed = dossier.holds.findLast((h) => h.cause === 'supplement' && h.annulled === null)
    const waits = dossier.status === statuses['waiting-for-papers']
    if (lapsed ? lapsed.end !== 'term-over' && at < lapsed.until : !waits)
      return err({ kind: 'supplement-term-not-over', until: lapsed?.until ?? null })
  }
  return ok({ events: [{ type: 'broken-off', at, kind, reason }], onBehalfOf: allowed.onBehalfOf })
}
