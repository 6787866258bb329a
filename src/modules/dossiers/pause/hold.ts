import type { Moment } from '../../../kernel/moment.ts'
import { type Status, statuses } from '../model.ts'

/**
 * Why the clock may stand still while the office works on a dossier (căn cứ tạm dừng): a closed list. A step that the approved process
 * does not count is no cause of this list: the process itself says so. An absent officer, a leader on a journey, a system that is down, a
 * discussion inside the office are none.
 */
export const pauseCauses = ['supplement', 'finance', 'legal-hold'] as const
export type PauseCause = (typeof pauseCauses)[number]

/** The national status while it stands still. */
export const statusWhile: Readonly<Record<PauseCause, Status>> = {
  supplement: statuses['waiting-for-papers'],
  finance: statuses['waiting-for-payment'],
  'legal-hold': statuses.processing,
}

/** The paper on which a pause rests: form 02, a notice of an obligation, a written request of an authority. */
export type PauseDocument = { number: string; date: string }

/** A pause that somebody asks for (đề nghị tạm dừng); a second person decides. */
export type Proposal = {
  at: Moment
  officerId: number
  cause: PauseCause
  document: PauseDocument
  reason: string
  /** What the applicant is asked for, all at once; empty unless papers are. */
  items: readonly { what: string; why: string }[]
  /** Whom the applicant may ask about them; printed on form 02. */
  contact?: string
  /** The step on which it was proposed, whose head decides. Absent in entries from before it was kept. */
  step?: string
}

/** How a pause ended: what was waited for came, or its longest length was over. */
export type HoldEnd = 'arrived' | 'term-over'

/** A lawful pause (tạm dừng có căn cứ), from the notice sent until what was waited for arrived. */
export type Hold = Omit<Proposal, 'at' | 'officerId'> & {
  /** 1, 2 … in the order in which they began. */
  no: number
  proposedBy: number
  approvedBy: number
  from: Moment
  /** Its longest length: then the dossier comes back by itself. */
  until: Moment
  to: Moment | null
  end: HoldEnd | null
  /** When its end was recorded. Absent while it lasts, and in entries from before it was kept. */
  recordedAt?: Moment
  /** It was wrong: its time counts after all. What was recorded stays. */
  annulled: { at: Moment; officerId: number; reason: string } | null
}

/** The pause that lasts now. */
export const openHold = (holds: readonly Hold[] | undefined): Hold | null =>
  holds?.find((h) => h.to === null && h.annulled === null) ?? null
