import { type Day, dayInVietnam, dayText, type Moment, secondOfDayInVietnam } from './moment.ts'
import type { Say } from './say.ts'

/** Months as English dates name them; in numbers a reader could take the day for the month. */
export const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** A day in a sentence (ngày trong câu), with its year: "02/01/2027", "2 Jan 2027". */
export function sayDay(value: Day, say: Say): string {
  const [year = '', month = '', date = ''] = dayText(value).split('-')
  return say(`${date}/${month}/${year}`, `${Number(date)} ${englishMonths[Number(month) - 1]} ${year}`)
}

/** The same where the year goes without saying: "2/1", "2 Jan". */
export function sayShortDay(value: Day, say: Say): string {
  const [, month = 0, date = 0] = dayText(value).split('-').map(Number)
  return say(`${date}/${month}`, `${date} ${englishMonths[month - 1]}`)
}

/** A moment in a sentence, Vietnamese time: "02/01/2027 09:15", "2 Jan 2027 09:15". */
export function sayMoment(value: Moment, say: Say): string {
  const minutes = Math.floor(secondOfDayInVietnam(value) / 60)
  return `${sayDay(dayInVietnam(value), say)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const two = (n: number): string => String(n).padStart(2, '0')
