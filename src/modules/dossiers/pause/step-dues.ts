import type { WorkingCalendar } from '../../clock/model.ts'
import { type Dossier, type DossierEvent, evolve, type MovedSteps } from '../dossier.ts'
import { stepDue, stepStart } from '../hand.ts'
import { type Plan, plannedStep } from '../plan.ts'

/** The due times of the running steps as plan, calendar and pauses give them, where they differ from what is written. */
export const movedSteps = (dossier: Dossier, { plan, calendar }: { plan: Plan; calendar: WorkingCalendar }): MovedSteps =>
  dossier.running
    .map(({ step, since, dueAt }) => {
      const { pauses, filing } = dossier
      const from = stepStart(dossier, since, calendar)
      return {
        step,
        from: dueAt,
        dueAt: stepDue(plannedStep(plan, step), { isHardArea: filing.isHardArea, since: from, calendar, pauses }),
      }
    })
    .filter((moved) => moved.dueAt !== moved.from)

/**
 * A pause that ends moves the due time of the step that waited, one that is annulled moves it back (hạn bước): whoever held the step is
 * not made late by the applicant's time. The event that did it says so.
 */
export function sayingSteps(
  dossier: Dossier,
  events: readonly DossierEvent[],
  facts: { plan: Plan; calendar: WorkingCalendar },
): DossierEvent[] {
  const steps = movedSteps(events.reduce<Dossier>(evolve, dossier), facts)
  if (steps.length === 0) return [...events]
  return events.map((event) => (event.type === 'resumed' || event.type === 'pause-annulled' ? { ...event, steps } : event))
}
