import { dayText, moment, momentText } from '../../kernel/moment.ts'
import { inEnglish } from '../../kernel/say.ts'
import { type CalendarSpec, compileCalendar, type WorkingCalendar } from './calendar.ts'
import { dueAt } from './due.ts'
import { explainDue } from './explain.ts'
import { defaultOfficeHours, officeCalendar } from './office-calendar.ts'
import { officialCalendar } from './official-calendar.ts'
import type { LimitUnit, Pause, Segment } from './terms.ts'
import { whyText } from './wording.ts'

/** How the tests of the clock write times down: `2026-03-02T10:00` is Vietnamese time. */
export const vn = (text: string) => moment(`${text}:00+07:00`)
export const pause = (from: string, to: string): Pause => ({ from: vn(from), to: vn(to) })
export const term = (value: number, unit: LimitUnit = 'working_day'): Segment[] => [{ value, unit }]

/** The product's own calendar, published to 2026. */
export const official = officeCalendar(officialCalendar, defaultOfficeHours)
export const provisional = officeCalendar(officialCalendar, defaultOfficeHours, { provisional: true })

const plainDay = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
] as const

/** Monday to Friday, eight hours, March and April 2026, and whatever a test adds. 2 March 2026 is a Monday. */
export const plainSpec: CalendarSpec = {
  timezone: 'Asia/Ho_Chi_Minh',
  sessions: { mon: plainDay, tue: plainDay, wed: plainDay, thu: plainDay, fri: plainDay },
  holidays: [],
  working: [],
  from: '2026-03-01',
  until: '2026-04-30',
}
export const calendarWith = (more: Partial<CalendarSpec>): WorkingCalendar => compileCalendar({ ...plainSpec, ...more })
export const plain = calendarWith({})

/** The due time in Vietnamese time without its offset, or the kind of the refusal. */
export function dueText(received: string, limit: readonly Segment[], pauses: readonly Pause[] = [], calendar = official): string {
  const answer = dueAt(calendar, vn(received), limit, pauses)
  return answer.ok ? momentText(answer.value.due).slice(0, 16) : answer.error.kind
}

/** The sheet, a line a date: `+ 03-03 working day 480`. */
export function sheet(received: string, limit: readonly Segment[], pauses: readonly Pause[] = [], calendar = official): string[] {
  const answer = explainDue(calendar, vn(received), limit, pauses)
  if (!answer.ok) return [answer.error.kind]
  return answer.value.days.map((d) => `${d.counted ? '+' : '-'} ${dayText(d.day).slice(5)} ${whyText(d.why, inEnglish)} ${d.minutes}`)
}
