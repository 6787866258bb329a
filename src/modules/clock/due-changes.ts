import type { Moment } from '../../kernel/moment.ts'
import type { WorkingCalendar } from './calendar.ts'

/** One due time that a calendar would move: a dossier's, or that of a step now running. */
export type MovedDue = {
  code: string
  /** The procedure. No applicant: whoever manages the calendar need not see dossiers. */
  about: string
  /** Null: the dossier's own due time. */
  step: string | null
  /** Null: no calendar reached it, or will. */
  from: Moment | null
  to: Moment | null
  isProvisional: boolean
}

/** What a calendar would do to the due times of open dossiers (chạy thử trước khi đổi lịch). Nothing is written. */
export type DueChanges = {
  /** Open dossiers looked at. */
  seen: number
  /** Dossiers whose own due time moves. */
  moved: number
  /** Running steps whose due time moves. */
  steps: number
  /** Dossiers whose due time stays, and only becomes firm or provisional. */
  firmness: number
  /** One page of them, by code. */
  rows: readonly MovedDue[]
  next: string | null
}

/** Looks ahead at what a calendar would move. Handed in by the modules that have due times. */
export type LookAhead = {
  /** One page, and the counts of all. */
  page(agencyId: number, calendar: WorkingCalendar, after: string): Promise<DueChanges>
  /** Every row, as CSV. */
  table(agencyId: number, calendar: WorkingCalendar): AsyncIterable<string>
}

/** What the file of due times that would move is called. */
export const dueChangesFile = 'han-tra-se-doi'
