import type { Moment } from '../../../kernel/moment.ts'
import type { WorkingCalendar } from '../calendar.ts'
import { workingSeconds } from '../minutes.ts'

/** Silence of the system longer than this, in working time of an agency, is an outage (sự cố hệ thống), seconds. Our own reading. */
export const silenceMaxSeconds = 5 * 60

/** A span in which the system gave no sign of life. */
export type Silence = { from: Moment; to: Moment }

/**
 * How much working time a silence took from an agency, seconds; null when it is no outage: it lay outside office hours, or was short.
 */
export function outageOf({ from, to }: Silence, calendar: WorkingCalendar): number | null {
  if (to - from <= silenceMaxSeconds || !calendar.covers(from) || !calendar.covers(to)) return null
  const seconds = workingSeconds(calendar, from, to)
  return seconds > silenceMaxSeconds ? seconds : null
}

/**
 * The outage that a late dossier met between its receipt and its due time, when it could still have been on time. It marks the dossier
 * and excuses nothing: the class stays late. An outage after the due time explains nothing and does not mark.
 */
export function metOutage<T extends Silence>(
  { receivedAt, dueAt }: { receivedAt: Moment | null; dueAt: Moment | null },
  outages: readonly T[],
): T | null {
  if (receivedAt === null || dueAt === null) return null
  return outages.find(({ from, to }) => from < dueAt && to > receivedAt) ?? null
}
