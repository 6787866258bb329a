import { type Day, day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import type { SupplementRule as ProcedureRule } from '../../procedures/model.ts'
import type { Dossier } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { openHold, type PauseCause, type Proposal } from '../pause/hold.ts'
import type { Plan } from '../plan.ts'
import type { RulePack } from '../rules/packs.ts'
import { type Acted, type NotYours, own } from '../take-step/decide.ts'
import { isWhollyOnline, type PaperRefused } from '../wholly-online.ts'

/** Why the clock does not stand still. */
export type PauseNotAllowed =
  | { kind: 'not-running' }
  | { kind: 'already-paused'; since: Moment }
  | { kind: 'clock-stands' }
  | { kind: 'overdue'; dueAt: Moment }
  | { kind: 'document-missing' }
  | { kind: 'document-of-the-future'; day: Day }
  | { kind: 'nothing-asked' }
  | { kind: 'asked-enough'; limit: number; basis: string }
  | PaperRefused
  | { kind: 'not-a-ground' }

export type ProposePauseRefused = NotYours | PauseNotAllowed | { kind: 'already-proposed'; at: Moment }

/** What a procedure says of supplements, where it says more than the rule. */
export type SupplementRule = ProcedureRule | null

/**
 * What stands against a pause now, whoever asks. A pause is never back-dated and never comes once the dossier is overdue: it would hide
 * what it should prevent.
 * @law nd-118-2025 art-11: staff ask for a supplement only once
 */
export function pauseRefusal(
  dossier: Dossier,
  asked: Pick<Proposal, 'cause' | 'document' | 'items'> & { wantsPaper?: boolean },
  facts: { at: Moment; calendar: WorkingCalendar; pack: RulePack; more: SupplementRule; plan: Pick<Plan, 'onlineLevel'> },
): PauseNotAllowed | null {
  const { at, calendar, pack, more, plan } = facts
  if (dossier.receivedAt === null || dossier.ended !== null || dossier.broken !== null) return { kind: 'not-running' }
  const open = openHold(dossier.holds)
  if (open) return { kind: 'already-paused', since: open.from }
  if (dossier.stoppedAt !== null) return { kind: 'clock-stands' }
  const due = currentDue(dossier, calendar)
  if (due && at > due.due) return { kind: 'overdue', dueAt: due.due }
  if (asked.document.number.trim() === '') return { kind: 'document-missing' }
  const written = day(asked.document.date)
  if (written > dayInVietnam(at)) return { kind: 'document-of-the-future', day: written }
  if (!pack.rules.pauseCauses.value.includes(asked.cause)) return { kind: 'not-a-ground' }
  if (asked.cause !== 'supplement') return null
  if (asked.items.length === 0) return { kind: 'nothing-asked' }
  if (asked.wantsPaper && isWhollyOnline(dossier.filing, plan)) return { kind: 'papers-of-an-online-dossier' }
  const limit = more?.max ?? pack.rules.supplementsMax.value
  const before = dossier.holds.filter((h) => h.cause === 'supplement' && h.annulled === null).length
  return before >= limit ? { kind: 'asked-enough', limit, basis: more?.basis ?? pack.rules.supplementsMax.law ?? '' } : null
}

/** The handling officer asks for a pause (đề nghị tạm dừng). The clock goes on until a second person has decided and the notice is sent. */
export function proposePause(
  dossier: Dossier,
  facts: {
    at: Moment
    step: string
    actor: Actor
    cause: PauseCause
    document: Proposal['document']
    reason: string
    items: Proposal['items']
    contact?: string
    wantsPaper: boolean
    calendar: WorkingCalendar
    pack: RulePack
    more: SupplementRule
    plan: Pick<Plan, 'onlineLevel'>
  },
): Result<Acted, ProposePauseRefused> {
  const { at, step, actor, cause, document, reason, items, contact } = facts
  const mine = own(dossier, step, actor)
  if (!mine.ok) return mine
  if (dossier.proposal) return err({ kind: 'already-proposed', at: dossier.proposal.at })
  const refused = pauseRefusal(dossier, facts, facts)
  if (refused) return err(refused)
  return ok({
    events: [
      { type: 'pause-proposed', at, step, officerId: actor.officerId, cause, document, reason, items, ...(contact ? { contact } : {}) },
    ],
    onBehalfOf: mine.value.onBehalfOf,
  })
}
