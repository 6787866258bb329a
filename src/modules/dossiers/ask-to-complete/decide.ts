import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Dossier, DossierEvent, FiledComponent } from '../dossier.ts'
import { type Status, statuses } from '../model.ts'
import { packOn } from '../rules/packs.ts'

/** So many requests the rules of the day allow before acceptance (số lần yêu cầu bổ sung). */
export const requestsMaxOn = (on: Day): number => packOn(on).rules.supplementsMax.value

/** Why the applicant is not asked. */
export type AskRefused = { kind: 'not-at-intake'; status: Status } | { kind: 'already-asked'; since: Moment } | { kind: 'nothing-asked' }

/**
 * Asks the applicant to complete the papers before acceptance (phiếu 02). No clock runs. One request lists everything, and no other
 * comes while it is unanswered.
 * @law nd-118-2025 art-11: staff ask for a supplement only once, listing everything
 */
export function askToComplete(
  dossier: Dossier,
  facts: { at: Moment; items: readonly { what: string; why: string }[]; contact: string },
): Result<DossierEvent[], AskRefused> {
  const earlier = dossier.requests.at(-1)
  const isAllowed = dossier.requests.length < requestsMaxOn(dayInVietnam(facts.at)) && earlier?.completedAt !== null
  if (earlier && !isAllowed) return err({ kind: 'already-asked', since: earlier.at })
  if (dossier.status !== statuses.filed) return err({ kind: 'not-at-intake', status: dossier.status })
  if (facts.items.length === 0) return err({ kind: 'nothing-asked' })
  return ok([{ type: 'completion-requested', ...facts }])
}

/** Why papers are not taken in. */
export type CompleteRefused = { kind: 'nobody-asked' } | { kind: 'still-missing'; names: readonly string[] }

/** The applicant brings what was asked (nộp bổ sung). Acceptance is a separate act: the clock begins there, at its own time. */
export function completePapers(
  dossier: Dossier,
  facts: { at: Moment; components: readonly FiledComponent[] },
): Result<DossierEvent[], CompleteRefused> {
  const asked = dossier.requests.at(-1)
  if (!asked || asked.completedAt !== null || dossier.status !== statuses['waiting-for-papers']) return err({ kind: 'nobody-asked' })
  const missing = facts.components.filter((c) => !c.isPresent)
  if (missing.length > 0) return err({ kind: 'still-missing', names: missing.map((c) => c.name) })
  return ok([{ type: 'completed', ...facts }])
}
