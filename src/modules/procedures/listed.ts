import type { Day } from '../../kernel/moment.ts'
import type { InternalProcess } from './process.ts'
import type { VersionState } from './version.ts'

/** How a procedure stands on a day, for the office's list; a procedure in force may have a draft that waits. */
export type ListState = 'in-force' | 'scheduled' | 'draft' | 'faulty' | 'ended'

/** A line of the office's list. */
export type ListedProcedure = {
  procedureId: number
  key: string
  code: string | null
  name: string
  field: string
  limit: InternalProcess['limit']
  hardLimit: InternalProcess['hardLimit']
  /** the limit before it was shortened, or null */
  shortenedFrom: InternalProcess['limit'] | null
  /** in force on the day */
  inForce: { version: number; from: Day } | null
  newest: { version: number; state: VersionState; faults: number; isAssigned: boolean; from: Day | null }
  states: readonly ListState[]
}
