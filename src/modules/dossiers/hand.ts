import type { Moment } from '../../kernel/moment.ts'
import { type Due, dueAt, type WorkingCalendar } from '../clock/model.ts'
import type { DoneStep, Dossier, Handed } from './dossier.ts'
import { type IsOf, likelyOfficer, type PlannedStep, rolesFor } from './plan.ts'

/**
 * Gives planned steps to their holders, each with its own due time. A step without a time, or one whose time runs past every
 * calendar, has none: work never stops for want of a calendar.
 */
export function hand(
  steps: readonly PlannedStep[],
  facts: { done: readonly DoneStep[]; chosen: number | null; isHardArea: boolean; at: Moment; calendar: WorkingCalendar; isOf: IsOf },
): Handed[] {
  const { done, chosen, isHardArea, at, calendar, isOf } = facts
  return steps.map((step) => {
    const before = likelyOfficer(done, step)
    const stillThere = before !== null && isOf(before, step.unitId, rolesFor(step.role)) ? before : null
    return {
      step: step.key,
      unitId: step.unitId,
      role: step.role,
      officerId: chosen ?? stillThere,
      isAway: step.isAway,
      counts: step.counts,
      dueAt: stepDue(step, { isHardArea, since: at, calendar }),
    }
  })
}

/** When a step should be done (hạn bước): its time from when it was given. None without a time, or past every calendar. */
export function stepDue(step: PlannedStep, facts: { isHardArea: boolean; since: Moment; calendar: WorkingCalendar }): Moment | null {
  const duration = (facts.isHardArea && step.hardDuration) || step.duration
  const due = duration.length > 0 ? dueAt(facts.calendar, facts.since, duration, []) : null
  return due?.ok ? due.value.due : null
}

/** The due time of a dossier by its events so far. Null before acceptance, and while the clock stands still. */
export function currentDue(dossier: Dossier, calendar: WorkingCalendar): Due | null {
  if (dossier.receivedAt === null || dossier.limit.length === 0) return null
  const due = dueAt(calendar, dossier.receivedAt, dossier.limit, dossier.pauses)
  return due.ok ? due.value : null
}

/** The first promise: the due time without any pause. Kept beside the current one, never overwritten. */
export function originalDue(dossier: Dossier, calendar: WorkingCalendar): Due | null {
  if (dossier.receivedAt === null || dossier.limit.length === 0) return null
  const due = dueAt(calendar, dossier.receivedAt, dossier.limit, [])
  return due.ok ? due.value : null
}
