import type { Day, Moment } from '../../../kernel/moment.ts'
import type { DossierCode } from '../model.ts'
import type { HoldEnd, PauseCause } from '../pause/hold.ts'
import type { Sign } from './signs.ts'

/** How far a pause is (tình trạng). */
export const pauseStates = ['lasting', 'ended', 'annulled'] as const
export type PauseState = (typeof pauseStates)[number]

/** In which order pauses are listed: the suspicious first, the newest, the nearest to the due time, the longest (those that last first). */
export const pauseSorts = ['signs', 'newest', 'near', 'longest'] as const
export type PauseSort = (typeof pauseSorts)[number]

/** Which pauses are asked about: begun between two days, both included, and what they are narrowed to. */
export type PauseChoice = {
  from: Day
  to: Day
  unitId: number | null
  cause: PauseCause | null
  state: PauseState | null
  suspiciousOnly: boolean
}

/** A pause as it is audited (lần tạm dừng), with how it began and what is suspicious of it. */
export type AuditedPause = {
  code: DossierCode
  no: number
  procedure: string
  applicant: string
  unitId: number
  cause: PauseCause
  documentNumber: string
  documentDate: Day
  reason: string
  proposedBy: number
  approvedBy: number
  from: Moment
  until: Moment
  to: Moment | null
  end: HoldEnd | 'broken-off' | null
  /** Due time of the dossier when it began, and working seconds left until then. */
  dueAt: Moment | null
  leftSeconds: number | null
  /** Working seconds it lasted; null while it lasts. */
  seconds: number | null
  recordedAt: Moment | null
  /** Whether a message to the applicant left with it; null: not known. */
  isNotified: boolean | null
  annulledAt: Moment | null
  annulledBy: number | null
  annulledReason: string | null
  signs: readonly Sign[]
}

/** The pauses of a unit in a period, added up. */
export type UnitPauses = {
  unitId: number
  /** Pauses begun in the period; of these: suspicious, lasting, annulled. */
  begun: number
  suspicious: number
  lasting: number
  annulled: number
  /** Working seconds paused by those that were not annulled, those that last up to now. */
  seconds: number
  /** Dossiers that ended in the period and that the unit had carried; of these: with a pause of the unit that was not annulled. */
  handled: number
  handledPaused: number
}

/** How far a pause is. */
export const stateOf = ({ to, annulledAt }: Pick<AuditedPause, 'to' | 'annulledAt'>): PauseState =>
  annulledAt !== null ? 'annulled' : to === null ? 'lasting' : 'ended'

/** Units added up to the agency's. A dossier that two units carried is in both, so the two counts of ended dossiers are not added up. */
export const wholeOf = (rows: readonly UnitPauses[]): Pick<UnitPauses, 'begun' | 'suspicious' | 'lasting' | 'annulled' | 'seconds'> => {
  const sum = (of: (row: UnitPauses) => number) => rows.reduce((all, row) => all + of(row), 0)
  return {
    begun: sum((r) => r.begun),
    suspicious: sum((r) => r.suspicious),
    lasting: sum((r) => r.lasting),
    annulled: sum((r) => r.annulled),
    seconds: sum((r) => r.seconds),
  }
}
