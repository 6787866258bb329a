import { createHash } from 'node:crypto'
import { day, type Moment, yearOf } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import { append } from '../audit/service.ts'
import type { WorkingCalendar } from './calendar.ts'
import { type Closing, withOwnDays } from './closing/decide.ts'
import { closingsInForce } from './closing/store.ts'
import { defaultOfficeHours, type OfficeHours, officeCalendar } from './office-calendar.ts'
import { officialCalendar } from './official-calendar.ts'
import type { OfficialCalendar, OfficialDay } from './official-day.ts'
import { insertYear, type LoadedYear, loadedYears } from './store.ts'

export { pulse } from './outages/service.ts'
export { outagesSince } from './outages/store.ts'
export { type LoadedYear, loadedYears } from './store.ts'

/** What a change of the calendar brings with it. Handed in by the modules that have due times. */
export type FollowChange = {
  /**
   * Inside the transaction of the change: writes down that due times are to be computed anew (tính lại hạn), so that the one is never kept
   * without the other. Answers the page that shows how far that has come.
   */
  announce(tx: Tx, by: { agencyId: number; officerId: number }, about: string): Promise<string>
  /** After it: what was remembered of the calendar is dropped. */
  forget(agencyId: number): void
}

/**
 * The published calendar of an agency: the years of the product, each replaced by the agency's own loading of it, and the years
 * loaded after them. A year that is missing in between ends the calendar there: nothing is computed across a hole. Into it go the
 * agency's own days.
 */
export function published(loaded: readonly Pick<LoadedYear, 'year' | 'days'>[], own: readonly Closing[] = []): OfficialCalendar {
  const years = new Map(loaded.map((y) => [y.year, y.days]))
  const [first, last] = [yearOf(officialCalendar.from), yearOf(officialCalendar.until)]
  const days: OfficialDay[] = []
  let until = last
  for (let year = first; year <= last; year++)
    days.push(...(years.get(year) ?? officialCalendar.days.filter((d) => yearOf(d.date) === year)))
  for (let year = last + 1; years.has(year); year++) {
    days.push(...(years.get(year) ?? []))
    until = year
  }
  return withOwnDays({ from: officialCalendar.from, until: day(`${until}-12-31`), days }, own)
}

/**
 * The calendar by which an agency counts now: published years, then one provisional year (tạm tính), in its office hours.
 * @param hours the agency's own; empty takes the ordinary ones
 */
export async function calendarOf(tx: Tx, agencyId: number, hours: OfficeHours): Promise<WorkingCalendar> {
  const [loaded, own] = await Promise.all([loadedYears(tx, agencyId), closingsInForce(tx, agencyId)])
  return officeCalendar(published(loaded, own), hours.length > 0 ? hours : defaultOfficeHours, { provisional: true })
}

/** How a year that was offered stands against what is loaded. */
export type YearState = 'new' | 'changed' | 'unchanged'

const hashOf = (decision: string, days: readonly OfficialDay[]): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([decision, days]))
    .digest()

/** Loads a year of the official calendar (nạp lịch nghỉ). The same year again changes nothing; another one becomes its next version. */
export async function loadYear(
  tx: Tx,
  by: { agencyId: number; officerId: number | null },
  offered: { year: number; decision: string; days: readonly OfficialDay[] },
  now: Moment,
  isDryRun = false,
): Promise<YearState> {
  const before = (await loadedYears(tx, by.agencyId)).find((y) => y.year === offered.year)
  const hash = hashOf(offered.decision, offered.days)
  if (before?.hash.equals(hash)) return 'unchanged'
  const state = before ? 'changed' : 'new'
  if (isDryRun) return state
  const version = (before?.version ?? 0) + 1
  await insertYear(tx, by.agencyId, { ...offered, version, hash, by: by.officerId, now })
  const body = JSON.stringify({ type: 'year-loaded', year: offered.year, version, decision: offered.decision, days: offered.days.length })
  await append(tx, by.agencyId, 'calendar', now, [{ kind: 'year-loaded', at: now, officerId: by.officerId, onBehalfOf: null, body }])
  return state
}
