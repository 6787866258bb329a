import type { Moment } from '../../kernel/moment.ts'

/** Waits after the first tries that fail, minutes. Our own design. */
const firstWaitsMinutes = [1, 5, 15, 60]
/** After those, once an hour, so often: two days of hours. Each try falls into office hours, so that a weekend uses none of them up. */
const hourlyTries = 48

/** So many tries in all: one, those after the first waits, then one an hour. */
export const triesMax = 1 + firstWaitsMinutes.length + hourlyTries

/**
 * When a message is tried again (gửi lại), before office hours are looked at; null: no more.
 * @param tries tries so far, the failed one included
 */
export function triedAgainAt(tries: number, failedAt: Moment): Moment | null {
  if (tries >= triesMax) return null
  const waitMinutes = firstWaitsMinutes[tries - 1] ?? 60
  return (failedAt + waitMinutes * 60) as Moment
}
