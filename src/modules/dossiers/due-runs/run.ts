import type { Moment } from '../../../kernel/moment.ts'

/** Why a due time was not computed anew: somebody else came before, or a fault was met on this dossier alone. */
export type DueRunRefusal = { kind: 'not-found' } | { kind: 'changed-meanwhile' } | { kind: 'key-reused' } | { kind: 'fault' }

/** What changed: the calendar, or the office hours. */
export type DueRunCause = 'calendar' | 'hours'

/** One computing anew of all open due times (lượt tính lại hạn), and how far it has come. */
export type DueRun = {
  no: number
  cause: DueRunCause
  about: string
  /** Who changed it. Null: the system. */
  officerId: number | null
  begunAt: Moment
  /** Open dossiers when it was written down; some more may be met on the way. */
  total: number
  seen: number
  moved: number
  refused: number
  endedAt: Moment | null
}

/** What one portion came to. `last` null: there was nothing left. */
export type Portion = { last: string | null; seen: number; moved: number; refused: readonly { code: string; refusal: DueRunRefusal }[] }
