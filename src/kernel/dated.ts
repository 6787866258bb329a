import { type Day, dayText } from './moment.ts'

/** A legal number over time (tham số pháp lý): each line holds from its day until the next one begins. */
export type Dated<T> = readonly { from: Day; value: T; law: string; verified: boolean }[]

/** The line in force on a day. Throws when the day lies before the first: a rule asked for a time it does not know. */
export function inForce<T>(lines: Dated<T>, on: Day): Dated<T>[number] {
  const line = lines.findLast(({ from }) => from <= on)
  if (!line) throw new RangeError(`no legal value on ${dayText(on)}`)
  return line
}
