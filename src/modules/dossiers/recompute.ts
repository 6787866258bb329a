import type { Moment } from '../../kernel/moment.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import type { Dossier, DossierEvent, MovedReferrals } from './dossier.ts'
import { currentDue } from './hand.ts'
import { movedSteps } from './pause/step-dues.ts'
import type { Plan } from './plan.ts'
import { movedReferrals } from './referrals/forwarding.ts'
import { packOf } from './rules/packs.ts'

/** A due time as it was last written: null before acceptance, and where no calendar reached it. */
export type WrittenDue = { dueAt: Moment | null; isProvisional: boolean }

/** A due time that moved, and what the journal says of it. */
type Recomputed = Extract<DossierEvent, { type: 'due-recomputed' }>

/**
 * Computes the due times of a dossier and of its running steps anew when a decision about the calendar has been loaded (tính lại hạn).
 * Null when nothing is to be said: the dossier has ended, has no due time, or no moment changes, nor its being provisional.
 */
export function recompute(
  dossier: Dossier,
  was: WrittenDue,
  facts: { plan: Plan; calendar: WorkingCalendar; at: Moment },
): Recomputed | null {
  const { plan, calendar, at } = facts
  const steps = movedSteps(dossier, { plan, calendar })
  return movedBy(dossier, was, { calendar, at, steps, referrals: movedReferrals(dossier, packOf(dossier, at), calendar) })
}

/**
 * What a calendar changed of a due time that was written under an earlier one. An act that comes before the due times of all dossiers
 * were computed anew says this first: no due time changes in silence.
 */
export function movedBy(
  dossier: Dossier,
  was: WrittenDue,
  facts: { calendar: WorkingCalendar; at: Moment; steps?: NonNullable<Recomputed['steps']>; referrals?: MovedReferrals },
): Recomputed | null {
  const { calendar, at, steps = [], referrals = [] } = facts
  if (dossier.ended !== null) return null
  const due = currentDue(dossier, calendar)
  if (!due || (due.due === was.dueAt && due.provisional === was.isProvisional && steps.length + referrals.length === 0)) return null
  return {
    type: 'due-recomputed',
    at,
    calendar: calendar.version,
    from: was.dueAt,
    dueAt: due.due,
    isProvisional: due.provisional,
    steps,
    ...(referrals.length > 0 ? { referrals } : {}),
  }
}
