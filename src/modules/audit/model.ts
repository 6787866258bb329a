import type { Moment } from '../../kernel/moment.ts'

/** One thing that happened, as it goes into the journal (nhật ký). */
export type Happening = {
  kind: string
  at: Moment
  officerId: number | null
  /** The absent officer in whose place it was done (làm thay). */
  onBehalfOf: number | null
  /** The event as written: JSON text, kept byte for byte. */
  body: string
}

/** An entry with its place and seal. */
export type Entry = Happening & { stream: string; seq: number; recordedAt: Moment; seal: Buffer }

/** What is wrong with the journal: the first entry or anchor that does not fit. */
export type Broken =
  | { kind: 'entry'; agencyId: number; stream: string; seq: number }
  | { kind: 'missing-entry'; agencyId: number; stream: string; seq: number }
  | { kind: 'anchor'; agencyId: number; hour: Moment; expected: number; found: number }

/** The hour that a moment lies in. */
export const hourOf = (at: Moment): Moment => (at - (((at % 3600) + 3600) % 3600)) as Moment
