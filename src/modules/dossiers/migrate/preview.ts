import type { Moment } from '../../../kernel/moment.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Dossier } from '../dossier.ts'
import type { IsOf, Plan } from '../plan.ts'
import type { Folded } from '../time-line.ts'
import { type MigrateRefused, type MigrationOrder, migrate } from './decide.ts'

/** A running dossier before it moves (một dòng xem trước): where it is, where it would be, what becomes of its due time; or why it stays. */
export type PreviewRow = {
  code: string
  /** The version that was looked at. */
  seen: number
  steps: readonly { from: string; to: string | null }[]
  /** Steps that begin beside those in the new process. */
  added: readonly string[]
  dueFrom: Moment | null
  dueAt: Moment | null
  keepsLimit: boolean
  isProvisional: boolean
  refusal: MigrateRefused | null
}

/** What stands in the row: by the very rule that moves it, so what is shown is what would be written. */
export function previewOf(
  row: { code: string; version: number; procedureVersion: number; isHardArea: boolean; state: Folded },
  facts: { at: Moment; order: MigrationOrder; target: Plan; calendar: WorkingCalendar; isOf: IsOf },
): PreviewRow {
  // The rule asks of what was handed in only the version, and whether the hard areas' times hold.
  const dossier = { ...row.state, filing: { procedureVersion: row.procedureVersion, isHardArea: row.isHardArea } } as Dossier
  const steps = dossier.running.map(({ step }) => ({ from: step, to: facts.order.steps[step] ?? null }))
  const decided = migrate(dossier, facts)
  const common = { code: row.code, seen: row.version, steps }
  if (!decided.ok)
    return { ...common, added: [], dueFrom: null, dueAt: null, keepsLimit: false, isProvisional: false, refusal: decided.error }
  const { dueFrom, dueAt, keepsLimit, isProvisional, handed } = decided.value
  const added = handed.map(({ step }) => step).filter((step) => !steps.some(({ to }) => to === step))
  return { ...common, added, dueFrom, dueAt, keepsLimit, isProvisional, refusal: null }
}

/** What a move would do in all. */
export type PreviewCounts = { seen: number; moving: number; earlier: number; kept: number; staying: number }

export const noPreview: PreviewCounts = { seen: 0, moving: 0, earlier: 0, kept: 0, staying: 0 }

/** Counts with one row more. */
export function counted(counts: PreviewCounts, { refusal, dueFrom, dueAt, keepsLimit }: PreviewRow): PreviewCounts {
  const moves = refusal === null
  return {
    seen: counts.seen + 1,
    moving: counts.moving + (moves ? 1 : 0),
    staying: counts.staying + (moves ? 0 : 1),
    earlier: counts.earlier + (moves && dueFrom !== null && dueAt !== null && dueAt < dueFrom ? 1 : 0),
    kept: counts.kept + (moves && keepsLimit ? 1 : 0),
  }
}
