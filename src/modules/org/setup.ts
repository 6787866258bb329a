import type { Day } from '../../kernel/moment.ts'
import { dayText, yearOf } from '../../kernel/moment.ts'
import { headOf, holdersOf, hoursOn, identifierOn, nameOn, openUnits, professionalUnits } from './find.ts'
import type { OrgSnapshot } from './record.ts'

/** What the other modules tell about an agency's readiness. */
export type SetupFacts = {
  /** Officers with the administrator's role whose accounts can sign in. */
  administratorAccounts: number
  /** Years whose official calendar is loaded. */
  calendarYears: readonly number[]
  publishedProcedures: number
  /** Steps of published processes that no role or unit of the agency answers for. */
  stepsWithoutRole: number
}

/** One thing that an office needs before it can open (việc cần chuẩn bị). */
export type SetupItem = {
  key:
    | 'administrator'
    | 'agency'
    | 'identifier'
    | 'units'
    | 'officers'
    | 'counter'
    | 'heads'
    | 'records-clerk'
    | 'leader'
    | 'hours'
    | 'calendar'
    | 'next-calendar'
    | 'procedure'
    | 'mapping'
  state: 'done' | 'next' | 'missing'
  /** Without it no dossier can be received. */
  isNeeded: boolean
  /** What exactly is missing, by name. */
  missing: readonly string[]
}

/** From this day of the year on, a missing calendar of the following year is a red line. */
const nextCalendarNeededFrom = '-12-01'

/** The checklist of an agency, in the order in which it is done; `next` is the first needed thing that is missing. */
export function checkSetup(org: OrgSnapshot, facts: SetupFacts): SetupItem[] {
  const units = openUnits(org)
  const year = yearOf(org.day)
  const counters = units.filter(({ kind }) => kind === 'one-stop')
  const withCounterOfficer = counters.filter(({ id }) => holdersOf(org, id, 'counter-officer').length > 0)
  const headless = professionalUnits(org).filter(({ id }) => !headOf(org, id))
  const isLate = dayText(org.day) >= `${year}${nextCalendarNeededFrom}`
  const hasCalendar = (wanted: number) => facts.calendarYears.includes(wanted)
  const posted = new Set(org.posts.filter(({ role }) => role !== 'administrator').map(({ officerId }) => officerId))

  const items: (Omit<SetupItem, 'state' | 'missing'> & { isDone: boolean; missing?: string[] })[] = [
    { key: 'administrator', isDone: facts.administratorAccounts > 0, isNeeded: true },
    { key: 'agency', isDone: org.agency.names.length > 0 && org.agency.names.at(-1)?.place !== '', isNeeded: true },
    { key: 'identifier', isDone: identifierOn(org, org.day) !== undefined, isNeeded: true },
    { key: 'units', isDone: professionalUnits(org).length > 0 && counters.length > 0, isNeeded: true },
    { key: 'officers', isDone: posted.size > 0, isNeeded: true },
    { key: 'counter', isDone: withCounterOfficer.length > 0, isNeeded: true },
    {
      key: 'heads',
      isDone: professionalUnits(org).length > 0 && headless.length === 0,
      isNeeded: true,
      missing: headless.map((unit) => nameOn(unit, org.day).name),
    },
    { key: 'records-clerk', isDone: holdersOf(org, null, 'records-clerk').length > 0, isNeeded: true },
    { key: 'leader', isDone: holdersOf(org, null, 'director').length + holdersOf(org, null, 'deputy-director').length > 0, isNeeded: true },
    { key: 'hours', isDone: hoursOn(org, org.day) !== undefined, isNeeded: true },
    { key: 'calendar', isDone: hasCalendar(year), isNeeded: true, missing: [String(year)] },
    { key: 'next-calendar', isDone: hasCalendar(year + 1), isNeeded: isLate, missing: [String(year + 1)] },
    { key: 'procedure', isDone: facts.publishedProcedures > 0, isNeeded: true },
    { key: 'mapping', isDone: facts.publishedProcedures > 0 && facts.stepsWithoutRole === 0, isNeeded: true },
  ]
  const next = items.find(({ isDone, isNeeded }) => !isDone && isNeeded)
  return items.map(({ isDone, missing = [], ...item }) => ({
    ...item,
    state: isDone ? 'done' : item.key === next?.key ? 'next' : 'missing',
    missing: isDone ? [] : missing,
  }))
}

/** Whether the office can receive its first dossier. */
export const isReady = (items: readonly SetupItem[]): boolean => items.every(({ state, isNeeded }) => state === 'done' || !isNeeded)

/** The red line about the following year's calendar, or null: shown to administrators wherever they are. */
export const missingYear = (items: readonly SetupItem[], day: Day): number | null =>
  items.some(({ key, state, isNeeded }) => key === 'next-calendar' && isNeeded && state !== 'done') ? yearOf(day) + 1 : null
