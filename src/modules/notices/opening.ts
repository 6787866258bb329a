import type { Moment } from '../../kernel/moment.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import type { Kind } from './message.ts'

/** Kinds for which somebody waits at the screen. */
const atOnce: readonly Kind[] = ['password']

/**
 * When a message may leave (chỉ gửi trong giờ làm việc): now while the office is open, else at its next opening. What comes at the very
 * end of a session waits for the next one. Beyond the calendar nothing is known about opening, and nothing is held back.
 */
export function leavesAt(calendar: WorkingCalendar, kind: Kind, at: Moment): Moment {
  if (atOnce.includes(kind) || !calendar.covers(at)) return at
  const opening = calendar.opensAt(at)
  return Number.isNaN(opening) ? at : opening
}
