import { type Day, day } from '../../kernel/moment.ts'

/**
 * Vietnamese lunar calendar (âm lịch), computed at UTC+7: a month begins on the day of the new moon; the month with the winter solstice
 * is the eleventh; where thirteen months lie between two of these, the first without a major solar term is the leap month.
 * New moons and the sun's longitude after Meeus, Astronomical Algorithms, chapters 49 and 25: right to a minute and to 0.01°, 1900–2100.
 * Our reading for years before 1968, when offices counted at UTC+8, is not made: the calendar is asked about later years only.
 */
const zoneDays = 7 / 24

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
  let month = Math.floor((lastDay + epoch - 2_451_550.1) / 29.530588861) + 1
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
const monthStart = (month: number): Day => Math.floor(newMoon(month) + zoneDays - epoch) as Day

/** Which of the twelve parts of 30° the sun is in when a date begins: 9 is Capricorn, entered at the winter solstice. */
const solarTerm = (date: Day): number => Math.floor(sunLongitude(date + epoch - zoneDays) / 30)

const sin = (degrees: number): number => Math.sin((degrees * Math.PI) / 180)

/** Terrestrial time is ahead of universal time by about this, days. Straight lines between 1900 (0 s), 1950 (29 s), 2000 (64 s), 2050 (93 s). */
function terrestrialAhead(year: number): number {
  const seconds = year < 1950 ? 29 + (year - 1950) * 0.58 : year < 2000 ? 64 + (year - 2000) * 0.7 : 64 + (year - 2000) * 0.58
  return seconds / 86_400
}

/** Julian day (universal time) of a new moon, counted from that of 6 January 2000. */
function newMoon(k: number): number {
  const t = k / 1236.85
  const e = 1 - 0.002516 * t - 0.0000074 * t * t
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t
  const node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t
  const rising = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t
  const moonAndSun =
    -0.4072 * sin(moon) +
    0.17241 * e * sin(sun) +
    0.01608 * sin(2 * moon) +
    0.01039 * sin(2 * node) +
    0.00739 * e * sin(moon - sun) -
    0.00514 * e * sin(moon + sun) +
    0.00208 * e * e * sin(2 * sun) -
    0.00111 * sin(moon - 2 * node) -
    0.00057 * sin(moon + 2 * node) +
    0.00056 * e * sin(2 * moon + sun) -
    0.00042 * sin(3 * moon) +
    0.00042 * e * sin(sun + 2 * node) +
    0.00038 * e * sin(sun - 2 * node) -
    0.00024 * e * sin(2 * moon - sun) -
    0.00017 * sin(rising)
  const planets = 0.000325 * sin(299.77 + 0.107408 * k) + 0.000165 * sin(251.88 + 0.016321 * k) + 0.000164 * sin(251.83 + 26.651886 * k)
  return mean + moonAndSun + planets - terrestrialAhead(2000 + t * 100)
}

/** The sun's apparent longitude at a Julian day (universal time), degrees from 0 to 360. */
function sunLongitude(julian: number): number {
  const t = (julian + terrestrialAhead(2000 + (julian - 2_451_545) / 365.25) - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t
  const centre = (1.914602 - 0.004817 * t) * sin(anomaly) + (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
  const longitude = mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t)
  return ((longitude % 360) + 360) % 360
}
