import type { Moment } from '../../../kernel/moment.ts'
import type { MovedDue, WorkingCalendar } from '../../clock/model.ts'
import { type Plan, plannedStep } from '../plan.ts'
import { changeOf, type OpenRow } from './dry-run.ts'

/** What a calendar does to one dossier: rows where a moment moves, and whether only its being provisional changes. */
export type Moved = { rows: MovedDue[]; isMoved: boolean; steps: number; isOnlyFirmness: boolean }

/**
 * What a calendar would move of an open dossier (chạy thử), by the very rule that applies it. Null: nothing would be written.
 * @param about the procedure, for the table
 */
export function movedOf(row: OpenRow, facts: { plan: Plan; about: string; calendar: WorkingCalendar; at: Moment }): Moved | null {
  const { code } = row
  const { plan, about, calendar, at } = facts
  const change = changeOf(row, { plan, after: calendar, at })
  if (!change) return null
  const isMoved = change.dueAt !== change.from
  const steps = change.steps ?? []
  const own: MovedDue = { code, about, step: null, from: change.from, to: change.dueAt, isProvisional: change.isProvisional }
  const ofSteps = steps.map(({ step, from, dueAt }): MovedDue => {
    const { name } = plannedStep(plan, step)
    return { code, about, step: name, from, to: dueAt, isProvisional: dueAt !== null && calendar.isProvisionalAt(dueAt) }
  })
  return { rows: [...(isMoved ? [own] : []), ...ofSteps], isMoved, steps: steps.length, isOnlyFirmness: !isMoved && steps.length === 0 }
}
