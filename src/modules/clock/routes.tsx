import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { day, dayInVietnam, type Moment, yearOf } from '../../kernel/moment.ts'
import { inBoth, inVietnamese, type Say } from '../../kernel/say.ts'
import { csvFile } from '../../platform/http/csv.ts'
import { readForm } from '../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../platform/http/routes.ts'
import type { Database } from '../../platform/postgres/database.ts'
import { showDay } from '../../ui/words.ts'
import { closingRoutes } from './closing/route.tsx'
import { closingsInForce } from './closing/store.ts'
import { dueChangesFile, type LookAhead } from './due-changes.ts'
import { readDays, showDays } from './load-year/days-text.ts'
import { type LoadView, LoadYearPage } from './load-year/page.tsx'
import { defaultOfficeHours, type OfficeHours, officeCalendar } from './office-calendar.ts'
import { officialCalendar } from './official-calendar.ts'
import type { OfficialCalendar } from './official-day.ts'
import { outageRoutes } from './outages/route.tsx'
import { provisionalDays } from './provisional.ts'
import { type FollowChange, loadedYears, loadYear, published } from './service.ts'
import { YearPage } from './show-year/page.tsx'

export { calendarSentence } from './journal-words.ts'

export type CalendarDeps = {
  db: Database
  hoursOf(agencyId: number): Promise<OfficeHours>
  /** Open dossiers whose due time is provisional. */
  countProvisional(agencyId: number): Promise<number>
  /** What a calendar would move, looked at before it is written. */
  lookAhead: LookAhead
  /** What follows a change: due times are computed anew. */
  follow: FollowChange
  /** The newest sign of life of the system. */
  lastBeat?(): Promise<Moment | null>
}

const menu = '/office/calendar'
const loadForm = inBoth((say) =>
  z.object({
    decision: z
      .string()
      .trim()
      .min(3, say('Ghi số, ngày của thông báo.', 'Give the number and day of the announcement.'))
      .max(300, say('Dài nhất 300 ký tự.', 'At most 300 characters.')),
    days: z.string().trim().min(1, say('Chưa có ngày nào.', 'No day yet.')).max(20_000, say('Quá dài.', 'That is too long.')),
    do: z.enum(['look', 'write', 'table']).default('look'),
    /** Turns the page of what would move. */
    after: z.string().max(40).default(''),
    key: z.uuid(),
  }),
)
const weekdayWords = inBoth((say) => ({
  mon: say('thứ Hai', 'Monday'),
  tue: say('thứ Ba', 'Tuesday'),
  wed: say('thứ Tư', 'Wednesday'),
  thu: say('thứ Năm', 'Thursday'),
  fri: say('thứ Sáu', 'Friday'),
  sat: say('thứ Bảy', 'Saturday'),
  sun: say('Chủ nhật', 'Sunday'),
}))

/** Sessions in words: days with the same hours together. */
function hoursText(sessions: OfficeHours[number]['sessions'], say: Say): string {
  const byHours = new Map<string, string[]>()
  for (const [name, word] of Object.entries(weekdayWords[say.lang])) {
    const own = sessions[name as keyof typeof weekdayWords.vi] ?? []
    if (own.length === 0) continue
    const text = own.map(([from, to]) => `${from}–${to}`).join(', ')
    byHours.set(text, [...(byHours.get(text) ?? []), word])
  }
  return [...byHours].map(([text, names]) => `${names.join(', ')}: ${text}`).join('; ')
}

/** A loaded year as what follows from it names it; like every record, in Vietnamese. */
const loadedOf = (year: number, decision: string, say: Say = inVietnamese): string =>
  say(`Nạp lịch nghỉ năm ${year}, ${decision}`, `Official days of ${year} loaded, ${decision}`)

/** Pages of the calendar: seen by everybody, loaded by who manages it. */
export function calendarRoutes(deps: CalendarDeps): OfficeRoute[] {
  const { db, hoursOf, countProvisional, lookAhead, follow } = deps
  const read = async (agencyId: number) => {
    const [[loaded, own], hours] = await Promise.all([
      db.inAgency(agencyId, (tx) => Promise.all([loadedYears(tx, agencyId), closingsInForce(tx, agencyId)])),
      hoursOf(agencyId),
    ])
    const official = published(loaded, own)
    return {
      loaded,
      own,
      official,
      plain: published(loaded),
      hours: hours.length > 0 ? hours : defaultOfficeHours,
      next: yearOf(official.until) + 1,
    }
  }
  const daysOf = (official: OfficialCalendar, year: number) => official.days.filter((d) => yearOf(d.date) === year)

  /** The provisional year with what the agency decided on in it. */
  const provisionalDaysOf = (official: OfficialCalendar, year: number) => {
    const own = daysOf(official, year)
    return [...own, ...provisionalDays(year).filter((d) => !own.some(({ date }) => date === d.date))].sort((a, b) => a.date - b.date)
  }

  const show = async (c: OfficeContext) => {
    const { who, now, say } = c.var
    const today = dayInVietnam(now)
    const { loaded, own: ownDays, official, hours, next } = await read(who.agencyId)
    const first = yearOf(official.from)
    const asked = Number(c.req.query('year') ?? yearOf(today))
    const year = Number.isInteger(asked) && asked >= first && asked <= next ? asked : yearOf(today)
    const own = loaded.find((y) => y.year === year)
    const calendar = officeCalendar(official, hours, { provisional: true })
    return c.render(
      <YearPage
        year={year}
        first={first}
        last={next}
        state={
          year === next
            ? { kind: 'provisional' }
            : own
              ? { kind: 'loaded', version: own.version, decision: own.decision }
              : { kind: 'product' }
        }
        days={year === next ? provisionalDaysOf(official, year) : daysOf(official, year)}
        isWorking={(date) => calendar.isWorkingDay(date)}
        today={today}
        ownDays={ownDays.length}
        isNextYearMissing={yearOf(official.until) === yearOf(today) && today >= day(`${yearOf(today)}-12-01`)}
        mayLoad={who.may.has('calendar.manage')}
        hours={hours.map((h) => ({ from: showDay(h.from, undefined, say.lang), text: hoursText(h.sessions, say) }))}
      />,
      { title: say(`Lịch làm việc ${year}`, `Calendar ${year}`), menu },
    )
  }

  const yearAsked = (c: OfficeContext, next: number): number | null => {
    const year = Number(c.req.param('year'))
    return year >= yearOf(officialCalendar.from) && year <= next ? year : null
  }

  const page = (c: OfficeContext, view: Omit<LoadView, 'hidden' | 'now'>, key: string = randomUUID()) =>
    c.render(<LoadYearPage {...view} now={c.var.now} hidden={{ csrf: c.var.who.csrf, key }} />, {
      title: c.var.say(`Nạp lịch nghỉ ${view.year}`, `Load the calendar of ${view.year}`),
      menu,
    })

  const ask = async (c: OfficeContext) => {
    const { plain, next, loaded } = await read(c.var.who.agencyId)
    const year = yearAsked(c, next)
    if (year === null) return c.notFound()
    // The agency's own days are no part of the announcement: they are decided apart, and stay.
    const days = year === next ? provisionalDays(year) : daysOf(plain, year)
    return page(c, {
      year,
      typed: { days: showDays(days), decision: loaded.find((y) => y.year === year)?.decision ?? '' },
      faults: {},
      lines: [],
      preview: null,
    })
  }

  const load = async (c: OfficeContext) => {
    const { who, now, say } = c.var
    const { plain, next, loaded, own, hours } = await read(who.agencyId)
    const year = yearAsked(c, next)
    if (year === null) return c.notFound()
    const form = await readForm(c, loadForm)
    if (!form.ok) {
      c.status(422)
      const { typed, faults } = form.error
      return page(c, {
        year,
        typed: { days: String(typed.days ?? ''), decision: String(typed.decision ?? '') },
        faults,
        lines: [],
        preview: null,
      })
    }
    const { decision, days: text, key } = form.value
    const { days, faults: lines } = readDays(text, year, decision, say)
    if (lines.length > 0) {
      c.status(422)
      return page(c, { year, typed: { days: text, decision }, faults: {}, lines, preview: null }, key)
    }
    if (form.value.do !== 'write') {
      const offered = published([...loaded.filter((y) => y.year !== year), { year, days }], own)
      const calendar = officeCalendar(offered, hours, { provisional: true })
      if (form.value.do === 'table') return csvFile(dueChangesFile, lookAhead.table(who.agencyId, calendar))
      const before = new Set(daysOf(plain, year).map((d) => d.date))
      const after = new Set(days.map((d) => d.date))
      const preview = {
        days,
        added: [...after].filter((d) => !before.has(d)).length,
        removed: [...before].filter((d) => !after.has(d)).length,
        provisionalDossiers: await countProvisional(who.agencyId),
        changes: await lookAhead.page(who.agencyId, calendar, form.value.after),
        isFirst: form.value.after === '',
      }
      return page(c, { year, typed: { days: text, decision }, faults: {}, lines: [], preview }, key)
    }
    const by = { agencyId: who.agencyId, officerId: who.officerId }
    const shown = await db.inAgency(who.agencyId, async (tx) => {
      const state = await loadYear(tx, by, { year, decision, days }, now)
      return state === 'unchanged' ? `/office/calendar?year=${year}` : follow.announce(tx, by, loadedOf(year, decision))
    })
    follow.forget(who.agencyId)
    return c.redirect(shown, 303)
  }

  return [
    { method: 'get', path: '/office/calendar', needs: 'calendar.read', handle: show },
    { method: 'get', path: '/office/calendar/:year{[0-9]{4}}/load', needs: 'calendar.manage', handle: ask },
    { method: 'post', path: '/office/calendar/:year{[0-9]{4}}/load', needs: 'calendar.manage', handle: load },
    ...closingRoutes(deps),
    ...outageRoutes(deps),
  ]
}
