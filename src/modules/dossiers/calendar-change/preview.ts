import type { Moment } from '../../../kernel/moment.ts'
import type { MovedDue, WorkingCalendar } from '../../clock/model.ts'
import type { Dossier } from '../dossier.ts'
import { type Plan, plannedStep } from '../plan.ts'
import { recompute, type WrittenDue } from '../recompute.ts'

/** An open dossier as a change of the calendar meets it. */
export type OpenOne = { code: string; about: string; dossier: Dossier; was: WrittenDue }

/** What a calendar does to one dossier: rows where a moment moves, and whether only its being provisional changes. */
export type Moved = { rows: MovedDue[]; isMoved: boolean; steps: number; isOnlyFirmness: boolean }

/**
 * What a calendar would move of an open dossier (chạy thử), by the very rule that applies it. Null: nothing would be written.
 */
export function movedOf(open: OpenOne, facts: { plan: Plan; calendar: WorkingCalendar; at: Moment }): Moved | null {
  const { code, about, dossier, was } = open
  const change = recompute(dossier, was, facts)
  if (!change) return null
  const isMoved = change.dueAt !== change.from
  const steps = change.steps ?? []
  const own: MovedDue = { code, about, step: null, from: change.from, to: change.dueAt, isProvisional: change.isProvisional }
  const ofSteps = steps.map(({ step, from, dueAt }): MovedDue => {
    const { name } = plannedStep(facts.plan, step)
    return { code, about, step: name, from, to: dueAt, isProvisional: dueAt !== null && facts.calendar.isProvisionalAt(dueAt) }
  })
  return { rows: [...(isMoved ? [own] : []), ...ofSteps], isMoved, steps: steps.length, isOnlyFirmness: !isMoved && steps.length === 0 }
}
