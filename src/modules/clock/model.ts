/** Door 1 of the clock (đồng hồ): calendars, limits, due times, working time. Pure: facts in, an answer out. */
export {
  type CalendarFault,
  type CalendarSpec,
  calendarFault,
  compileCalendar,
  type Sessions,
  type WeekSessions,
  type WorkingCalendar,
} from './calendar.ts'
export { dueAt } from './due.ts'
export { explainDue } from './explain.ts'
export { addWorkingSeconds, type WorkingTimeRefused, workingSeconds, workingTime } from './minutes.ts'
export { defaultOfficeHours, type OfficeHours, officeCalendar } from './office-calendar.ts'
export { officialCalendar, officialSources } from './official-calendar.ts'
export { type OfficialCalendar, type OfficialDay, type OfficialDayKind, publishedYears, shortDate } from './official-day.ts'
export { provisionalDays } from './provisional.ts'
export type { Due, DueRefused, ExplainedDay, Explanation, LimitUnit, Pause, Segment, Span, Why } from './terms.ts'
export { refusalText, whyText, whyTextEn } from './wording.ts'
