/** Door 1 of the clock (đồng hồ): calendars, limits, due times, working time. Pure: facts in, an answer out. */
export {
  calendarFault,
  compileCalendar,
  type Sessions,
  type WeekSessions,
  type WorkingCalendar,
} from './calendar.ts'
export { dueAt } from './due.ts'
export { type DueChanges, dueChangesFile, type LookAhead, type MovedDue } from './due-changes.ts'
export { explainDue } from './explain.ts'
export { addWorkingSeconds, workingSeconds } from './minutes.ts'
export { defaultOfficeHours, type OfficeHours, officeCalendar } from './office-calendar.ts'
export { officialCalendar } from './official-calendar.ts'
export { metOutage, type Silence } from './outages/gap.ts'
export type { Due, ExplainedDay, Explanation, LimitUnit, Pause, Segment, Span } from './terms.ts'
export { whyText } from './wording.ts'
