import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Dossier, DossierEvent, FiledComponent } from '../dossier.ts'
import { type Status, statuses } from '../model.ts'
import type { Plan } from '../plan.ts'
import { packOn } from '../rules/packs.ts'
import { isWhollyOnline, type PaperRefused } from '../wholly-online.ts'

/** So many requests the rules of the day allow before acceptance (số lần yêu cầu bổ sung). */
export const requestsMaxOn = (on: Day): number => packOn(on).rules.supplementsMax.value

/** Why the applicant is not asked. */
export type AskRefused =
  | { kind: 'not-at-intake'; status: Status }
  | { kind: 'already-asked'; since: Moment }
  | { kind: 'nothing-asked' }
  | PaperRefused

/**
 * Asks the applicant to complete the papers before acceptance (phiếu 02). No clock runs. One request lists everything, and no other
 * comes while it is unanswered. What is carried wholly online is asked for no paper.
 * @param wantsPaper  the applicant is to bring paper (nộp bản giấy)
 * @law nd-118-2025 art-11: staff ask for a supplement only once, listing everything
 */
export function askToComplete(
  dossier: Dossier,
  facts: {
    at: Moment
    items: readonly { what: string; why: string }[]
    contact: string
    wantsPaper?: boolean
    plan: Pick<Plan, 'onlineLevel'>
  },
): Result<DossierEvent[], AskRefused> {
  const { at, items, contact, wantsPaper = false, plan } = facts
  const earlier = dossier.requests.at(-1)
  const isAllowed = dossier.requests.length < requestsMaxOn(dayInVietnam(at)) && earlier?.completedAt !== null
  if (earlier && !isAllowed) return err({ kind: 'already-asked', since: earlier.at })
  if (dossier.status !== statuses.filed) return err({ kind: 'not-at-intake', status: dossier.status })
  if (items.length === 0) return err({ kind: 'nothing-asked' })
  if (wantsPaper && isWhollyOnline(dossier.filing, plan)) return err({ kind: 'papers-of-an-online-dossier' })
  return ok([{ type: 'completion-requested', at, items, contact }])
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
