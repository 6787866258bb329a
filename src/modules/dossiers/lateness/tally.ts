import type { Day, Moment } from '../../../kernel/moment.ts'
import type { DossierCode, EndClass } from '../model.ts'
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

/**
 * The figures that stand on dossiers (con số nào): all with a result, the early, on-time and late ones, those in which a party was beyond its
 * own time, those of which it is the main cause, those of these with an apology, and those that ended without a result.
 */
export const figures = ['ended', 'early', 'on-time', 'late', 'over', 'caused', 'apology', 'broken'] as const
export type Figure = (typeof figures)[number]

/** Which dossiers stand behind a figure: of a unit, step or officer where one is named. */
export type Behind = Period & {
  figure?: Figure
  holder?: 'step' | 'away' | null
  /** 0: nobody of the unit had taken it. */
  officerId?: number | null
  step?: string | null
  /** Of which `step` is a step. */
  procedureVersion?: number | null
  /** Only late ones that met an outage of the system. */
  metOutage?: boolean
}

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

/** An ended dossier with its holders: what the list behind a figure shows. */
export type EndedDossier = {
  code: DossierCode
  applicant: string
  procedureId: number
  procedureVersion: number
  procedure: string
  endedOn: Day
  endedAt: Moment
  dueAt: Moment
  /** Null: ended without a result. */
  endClass: EndClass | null
  withApology: boolean
  /** It is late, and the system was down in its time. */
  metOutage: boolean
  /** Each of a step of its own version: what was done before a move to another one stays there. */
  lines: (HeldLine & {
    isCause: boolean
    procedureVersion: number
    /** The partner agency that had it, as it was called then. */
    partner: string | null
  })[]
}
