import type { Day, Moment } from '../../kernel/moment.ts'
import type { ConfirmedAssignments } from './mapping.ts'
import type { Fault, InternalProcess } from './process.ts'

/** A draft binds nobody; a published version holds in its days; a withdrawn one was taken back before its first day. */
export type VersionState = 'draft' | 'published' | 'withdrawn'

/** Version of an internal process (phiên bản quy trình). Once published it is never rewritten: dossiers stay on the one they began with. */
export type Version = {
  versionNo: number
  state: VersionState
  process: InternalProcess
  decision: string
  faults: readonly Fault[]
  assignments: ConfirmedAssignments | null
  assignedBy: number | null
  assignedAt: Moment | null
  effectiveFrom: Day | null
  /** the last day */
  effectiveTo: Day | null
  importedBy: number | null
  importedAt: Moment
  publishedBy: number | null
  publishedAt: Moment | null
}

/** A procedure with its versions, the newest first. */
export type Procedure = {
  procedureId: number
  key: string
  code: string | null
  name: string
  field: string
  withdrawnAt: Moment | null
  /** acts so far: what a page has seen, so that two people do not decide past each other */
  revision: number
  versions: readonly Version[]
}

/** The version that dossiers received on a day run on, or none. */
export const versionOn = (versions: readonly Version[], day: Day): Version | undefined =>
  versions.find(
    ({ state, effectiveFrom, effectiveTo }) =>
      state === 'published' && effectiveFrom !== null && effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo),
  )

/** The version that still can be changed and published: the newest, while it is a draft. */
export const openDraft = ({ versions: [newest] }: Pick<Procedure, 'versions'>): Version | undefined =>
  newest?.state === 'draft' ? newest : undefined
