import type { Day, Moment } from '../../../kernel/moment.ts'
import type { DossierCode } from '../model.ts'
import type { HeldLine } from './ledger.ts'

/** How dossiers ended, added up over a period. */
export type Tally = {
  ended: number
  early: number
  onTime: number
  late: number
  lateOver: number
  lateCaused: number
  withApology: number
  broken: number
  seconds: number
  secondsOverStep: number
  secondsLate: number
}

/** What the period is cut by. */
export const cuts = ['unit', 'step', 'officer', 'procedure'] as const
export type Cut = (typeof cuts)[number]

/** Days of the ends asked about, both included, and what they are narrowed to. */
export type Period = { from: Day; to: Day; unitId?: number | null; procedureId?: number | null }

/** Narrows the late dossiers to those of which somebody was the main cause. */
export type LateOf = Period & { officerId?: number | null; step?: string | null }

/** A line of the answer: whose, and how dossiers ended that they had. */
export type LatenessRow = Tally & {
  holder: 'step' | 'away' | 'dossier'
  unitId: number | null
  officerId: number | null
  step: string | null
  procedureId: number | null
  /** The version whose step it is; null but in the cut by steps. */
  procedureVersion: number | null
}

/** A late dossier with its holders: what the list behind a figure shows. */
export type LateDossier = {
  code: DossierCode
  applicant: string
  procedureId: number
  procedureVersion: number
  procedure: string
  endedOn: Day
  endedAt: Moment
  dueAt: Moment
  withApology: boolean
  lines: (HeldLine & { isCause: boolean })[]
}
