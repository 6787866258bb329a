import { type Day, dayInVietnam, dayText, type Moment, secondOfDayInVietnam } from '../../../kernel/moment.ts'

/** Times and figures as official papers write them. */

/**
 * The date of a paper: "ngày 02 tháng 3 năm 2026". A day under 10 and the months 1 and 2 take a leading zero, so that nobody
 * writes a digit before them (Decree 30/2020).
 */
export function dateInWords(date: Day): string {
  const { year, month, dayOfMonth } = partsOf(date)
  return `ngày ${two(dayOfMonth)} tháng ${month < 3 ? two(month) : month} năm ${year}`
}

/** "09 giờ 15 phút, ngày 13 tháng 02 năm 2026", in Vietnamese time. */
export const momentInWords = (at: Moment): string => `${clockInWords(at)}, ${dateInWords(dayInVietnam(at))}`

export function clockInWords(at: Moment): string {
  const minutes = Math.floor(secondOfDayInVietnam(at) / 60)
  return `${two(Math.floor(minutes / 60))} giờ ${two(minutes % 60)} phút`
}

/** For tables: "13/02/2026". */
export function shortDate(date: Day): string {
  const { year, month, dayOfMonth } = partsOf(date)
  return `${two(dayOfMonth)}/${two(month)}/${year}`
}

/** For tables: "09:15". */
export function shortClock(at: Moment): string {
  const minutes = Math.floor(secondOfDayInVietnam(at) / 60)
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** For tables: "13/02/2026 09:15". */
export const shortMoment = (at: Moment): string => `${shortDate(dayInVietnam(at))} ${shortClock(at)}`

/** Minutes of working time: "45 phút", "4 giờ", "3 giờ 06". */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes % 60)
  if (hours === 0) return `${rest} phút`
  return rest === 0 ? `${hours} giờ` : `${hours} giờ ${two(rest)}`
}

/** A sum of money: "1.250.000 đồng". */
export const amountInWords = (vnd: number): string => `${String(vnd).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`

/** Numbers of papers, and of sets handed in, under 10 take a leading zero: "05". */
export const numberWithZero = (value: number | string): string => String(value).padStart(2, '0')

const two = (value: number): string => String(value).padStart(2, '0')

function partsOf(date: Day) {
  const [year = 0, month = 0, dayOfMonth = 0] = dayText(date).split('-').map(Number)
  return { year, month, dayOfMonth }
}
