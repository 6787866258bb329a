import type { Brand } from './brand.ts'

/** A point in time (thời điểm): whole seconds since 1970-01-01T00:00Z. Compares and adds as an integer. */
export type Moment = Brand<number, 'Moment'>

/** A local date (ngày): days since 1970-01-01. It has no zone; a calendar or office gives it one. */
export type Day = Brand<number, 'Day'>

/** Seconds in a day without a zone change. */
export const daySeconds = 86_400

/** Reads `YYYY-MM-DD`. Throws on anything else: text of unknown origin is checked at the edge first. */
export function day(text: string): Day {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(date))
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) throw new RangeError(`not a date: ${text}`)
  return (ms / 86_400_000) as Day
}

/** Shows a day as `YYYY-MM-DD`. */
export const dayText = (value: Day): string => new Date(value * 86_400_000).toISOString().slice(0, 10)

/** Weekday of a date: 0 Monday … 6 Sunday. */
export const weekday = (value: Day): number => (((value + 3) % 7) + 7) % 7

/** The year of a date. */
export const yearOf = (value: Day): number => new Date(value * 86_400_000).getUTCFullYear()

/** Reads an RFC 3339 text with an offset, dropping fractions of a second. Throws on anything else. */
export function moment(text: string): Moment {
  return Math.floor(Temporal.Instant.from(text).epochMilliseconds / 1000) as Moment
}

/** Shows a moment as RFC 3339 in a zone, offset written out: `2026-03-02T10:24:00+07:00`. */
export function momentText(value: Moment, timezone = 'Asia/Ho_Chi_Minh'): string {
  return Temporal.Instant.fromEpochMilliseconds(value * 1000)
    .toZonedDateTimeISO(timezone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** The local date of a moment in Viet Nam, which has kept UTC+7 without summer time since 1975. */
export const dayInVietnam = (value: Moment): Day => Math.floor((value + 7 * 3600) / daySeconds) as Day

/** Local seconds since midnight in Viet Nam. */
export const secondOfDayInVietnam = (value: Moment): number => (value + 7 * 3600) % daySeconds
