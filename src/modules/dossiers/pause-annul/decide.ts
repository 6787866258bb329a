import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { classifyEnd } from '../model.ts'
import { mayReassign } from '../plan.ts'
import type { Acted } from '../take-step/decide.ts'

/** Why a pause is not annulled. */
export type AnnulRefused =
  | { kind: 'no-such-pause'; no: number }
  | { kind: 'already-annulled'; at: Moment }
  | { kind: 'not-the-head'; unitId: number }
  | { kind: 'no-reason' }
  | { kind: 'broken-off-already' }

/**
 * Annuls a wrong pause (hủy tạm dừng sai): its time counts after all, the due time comes forward, and the dossier may turn late. What was
 * recorded stays in the journal and on the page. Done by the head of the unit that had it, or a leader of the agency.
 */
export function annulPause(
  dossier: Dossier,
  facts: { at: Moment; no: number; reason: string; actor: Actor; calendar: WorkingCalendar },
): Result<Acted, AnnulRefused> {
  const { at, no, reason, actor, calendar } = facts
  const hold = dossier.holds.find((h) => h.no === no)
  if (!hold) return err({ kind: 'no-such-pause', no })
  if (hold.annulled) return err({ kind: 'already-annulled', at: hold.annulled.at })
  if (dossier.broken) return err({ kind: 'broken-off-already' })
  if (reason.trim() === '') return err({ kind: 'no-reason' })
  const had = [
    ...dossier.running.filter((r) => r.since <= hold.from),
    ...dossier.done.filter((d) => d.since <= hold.from && d.until >= hold.from),
  ]
  const allowed = had.map((v) => mayReassign(v, actor)).find((one) => one !== null)
  if (!allowed) return err({ kind: 'not-the-head', unitId: had[0]?.unitId ?? 0 })
  const events: DossierEvent[] = [{ type: 'pause-annulled', at, no, officerId: actor.officerId, reason }]
  const after = events.reduce<Dossier>(evolve, dossier)
  if (after.ended) {
    const due = currentDue(after, calendar)
    const now = due && classifyEnd(after.ended.at, due.due, calendar)
    if (due && now && (now !== after.ended.class || due.due !== after.ended.dueAt))
      events.push({ type: 'reclassified', at, class: now, dueAt: due.due })
  }
  return ok({ events, onBehalfOf: allowed.onBehalfOf })
}
