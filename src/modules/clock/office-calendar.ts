import { type Day, day, dayText, yearOf } from '../../kernel/moment.ts'
import { type CalendarSpec, compileCalendar, type WeekSessions, type WorkingCalendar } from './calendar.ts'
import { officialCalendar } from './official-calendar.ts'
import type { OfficialCalendar } from './official-day.ts'
import { provisionalDays } from './provisional.ts'

/** Office hours of an agency (giờ làm việc), oldest first; each line holds from its day until the next, the first one for all days before it too. */
export type OfficeHours = readonly { from: Day; sessions: WeekSessions }[]

const fullDay = [
  ['07:30', '11:30'],
  ['13:30', '17:30'],
] as const

/** The hours that hold until an agency enters its own: Monday to Friday, 07:30–11:30 and 13:30–17:30. */
export const defaultOfficeHours: OfficeHours = [
  { from: officialCalendar.from, sessions: { mon: fullDay, tue: fullDay, wed: fullDay, thu: fullDay, fri: fullDay } },
]

/**
 * The calendar of an agency: the official days and its own hours.
 *
 * @param official announced days: ours, or those of the store
 * @param hours at least one line
 * @param options `provisional` adds the year after the last announced one, computed (tạm tính)
 */
export function officeCalendar(official: OfficialCalendar, hours: OfficeHours, options: { provisional?: boolean } = {}): WorkingCalendar {
  return compileCalendar(officeSpec(official, hours, options.provisional ?? false))
}

function officeSpec({ from, until, days: announced }: OfficialCalendar, hours: OfficeHours, isProvisional: boolean): CalendarSpec {
  const next = yearOf(until) + 1
  // An agency may have decided on days of the provisional year already: they stand in the place of the computed ones.
  const decided = new Set(announced.map(({ date }) => date))
  const days = isProvisional ? [...announced, ...provisionalDays(next).filter(({ date }) => !decided.has(date))] : announced
  const [first, ...later] = hours.map((line) => ({ from: dayText(line.from), sessions: line.sessions }))
  if (!first) throw new RangeError('an office without hours')
  return {
    timezone: 'Asia/Ho_Chi_Minh',
    sessions: first.sessions,
    laterSessions: later,
    holidays: days.filter(({ kind }) => kind !== 'worked').map(({ date, name }) => ({ date: dayText(date), name })),
    working: days
      .filter(({ kind }) => kind === 'worked')
      .map((d) => (d.for === null ? dayText(d.date) : { date: dayText(d.date), for: dayText(d.for) })),
    from: dayText(from),
    until: dayText(isProvisional ? day(`${next}-12-31`) : until),
    ...(isProvisional ? { provisionalFrom: `${next}-01-01` } : {}),
  }
}
