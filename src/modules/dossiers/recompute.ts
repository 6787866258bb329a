import type { Moment } from '../../kernel/moment.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import type { Dossier, DossierEvent } from './dossier.ts'
import { currentDue } from './hand.ts'

/** What a new calendar does to a dossier's due time. */
export type Moved = { from: Moment; to: Moment; isProvisional: boolean; events: DossierEvent[] }

/**
 * Computes the due time anew when a decision about the calendar has been loaded (tính lại hạn). Null when nothing is to be said:
 * the dossier has ended, has no due time, or neither the moment nor its being provisional changes.
 */
export function recompute(
  dossier: Dossier,
  was: { dueAt: Moment; isProvisional: boolean },
  calendar: WorkingCalendar,
  at: Moment,
): Moved | null {
  if (dossier.ended !== null) return null
  const due = currentDue(dossier, calendar)
  if (!due || (due.due === was.dueAt && due.provisional === was.isProvisional)) return null
  const event: DossierEvent = {
    type: 'due-recomputed',
    at,
    calendar: calendar.version,
    from: was.dueAt,
    dueAt: due.due,
    isProvisional: due.provisional,
  }
  return { from: was.dueAt, to: due.due, isProvisional: due.provisional, events: [event] }
}
