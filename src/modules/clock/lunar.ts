import { type Day, day, daySeconds } from '../../kernel/moment.ts'
import { newMoon, sunLongitude } from './sky.ts'

/**
 * Vietnamese lunar calendar (âm lịch), computed at UTC+7: a month begins on the day of the new moon; the month with the winter solstice
 * is the eleventh; where thirteen months lie between two of these, the first without a major solar term is the leap month.
 * Holds for 1968 to 2050: before, months were counted at UTC+8; after, some new moons come too near midnight for the seconds below.
 */
const zoneDays = 7 / 24

/** Terrestrial time runs ahead of universal time by about 70 seconds; 42 in 1968, 93 in 2050. */
const aheadDays = 70 / daySeconds

/** Julian day number of 1970-01-01T00:00 UTC. */
const epoch = 2_440_587.5

/** The first day of the lunar year (mùng 1 Tết) that begins in a solar year. */
export const lunarNewYear = (year: number): Day => lunarDay(year, 1, 1)

/** A date of the lunar year that begins in a solar year, as a solar date. Never in the leap month. */
export function lunarDay(year: number, month: number, date: number): Day {
  const eleventh = eleventhMonth(year - 1)
  const leap = leapMonth(eleventh, eleventhMonth(year))
  const after = month + 1 // months after the eleventh: 1 the twelfth, 2 the first …
  return (monthStart(eleventh + after + (leap !== null && leap <= after ? 1 : 0)) + date - 1) as Day
}

/** Number of the month (lunations since January 2000) in which a solar year's winter solstice falls. */
function eleventhMonth(year: number): number {
  const lastDay = day(`${year}-12-31`)
  let month = Math.ceil((lastDay + epoch - newMoon(0)) / 29.53)
  while (monthStart(month) > lastDay) month--
  return solarTerm(monthStart(month)) >= 9 ? month - 1 : month
}

/** How many months after one eleventh month the leap month comes, or null in a year of twelve. */
function leapMonth(eleventh: number, next: number): number | null {
  if (next - eleventh < 13) return null
  let after = 1
  while (solarTerm(monthStart(eleventh + after)) !== solarTerm(monthStart(eleventh + after + 1))) after++
  return after
}

/** The local date of a new moon. */
const monthStart = (month: number): Day => Math.floor(newMoon(month) - aheadDays + zoneDays - epoch) as Day

/** Which of the twelve parts of 30° the sun is in when a date begins: 9 is Capricorn, entered at the winter solstice. */
const solarTerm = (date: Day): number => Math.floor(sunLongitude(date + epoch - zoneDays + aheadDays) / 30)
