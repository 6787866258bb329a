import type { Day, Moment } from '../../../kernel/moment.ts'
import type { MigrationOrder } from './decide.ts'
import type { StepMapping } from './mapping.ts'

/** A version of a process to which dossiers may go over. */
export type Target = { version: number; decision: string; effectiveFrom: Day }

/** Dossiers that run on one version of a procedure, where there is another one in force. */
export type Candidate = { procedureId: number; name: string; version: number; decision: string; dossiers: number; targets: Target[] }

/** A move on record, with how far it has come (một lần chuyển quy trình). */
export type MigrationRun = {
  id: string
  procedureId: number
  procedure: string
  fromVersion: number
  toVersion: number
  number: string
  date: Day
  reason: string
  steps: StepMapping
  isWhole: boolean
  officerId: number
  begunAt: Moment
  all: number
  done: number
  refused: number
}

/** What a move asks of each dossier. */
export const orderOf = (run: MigrationRun, dateText: (day: Day) => string): MigrationOrder => ({
  procedureId: run.procedureId,
  from: run.fromVersion,
  to: run.toVersion,
  basis: { number: run.number, date: dateText(run.date), reason: run.reason },
  steps: run.steps,
})

/** What is to be moved: all running dossiers of the version, or named ones as they were seen. */
export type Chosen = 'whole' | readonly { code: string; seen: number }[]

/** Which rows of a preview are shown. */
export const previewFilters = ['all', 'moving', 'staying'] as const
export type PreviewFilter = (typeof previewFilters)[number]
