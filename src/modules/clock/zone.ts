import { type Day, daySeconds, type Moment } from '../../kernel/moment.ts'

/**
 * A time zone over a stretch of years (múi giờ), as numbers: no Temporal after this point.
 * Clock times map to moments without ever going back: a time that a zone skips is the moment of the change,
 * a time that it shows twice is the first of the two.
 */
export type Zone = {
  /** Offset in seconds before the first change, and after each. One entry: the zone never changes. */
  offsets: Float64Array
  changes: Float64Array
}

/** Reads a zone from `from` to `until`. Throws a RangeError when nobody knows its name. */
export function zoneOver(timezone: string, from: Day, until: Day): Zone {
  const end = (until + 2) * daySeconds * 1000
  let at = Temporal.Instant.fromEpochMilliseconds((from - 1) * daySeconds * 1000).toZonedDateTimeISO(timezone)
  const offsets = [at.offsetNanoseconds / 1e9]
  const changes: number[] = []
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds >= end) break
    at = next
    changes.push(next.epochMilliseconds / 1000)
    offsets.push(next.offsetNanoseconds / 1e9)
  }
  return { offsets: Float64Array.from(offsets), changes: Float64Array.from(changes) }
}

/** Offset in force at a moment, seconds. */
export function offsetAt(zone: Zone, at: Moment): number {
  let low = 0
  for (let high = zone.changes.length; low < high; ) {
    const middle = (low + high) >> 1
    if (zone.changes[middle]! <= at) low = middle + 1
    else high = middle
  }
  return zone.offsets[low]!
}

/** The moment at which clocks show a local time, given as seconds since 1970 on that clock. */
export function momentOfClock(zone: Zone, clock: number): Moment {
  let low = 0
  for (let high = zone.changes.length; low < high; ) {
    const middle = (low + high) >> 1
    if (zone.changes[middle]! + Math.max(zone.offsets[middle]!, zone.offsets[middle + 1]!) <= clock) low = middle + 1
    else high = middle
  }
  const moment = clock - zone.offsets[low]!
  return (low < zone.changes.length ? Math.min(moment, zone.changes[low]!) : moment) as Moment
}
