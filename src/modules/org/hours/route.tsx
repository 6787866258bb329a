import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth, inVietnamese, type Say } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database, Tx } from '../../../platform/postgres/database.ts'
import { DueChanges, type DueChangesProps } from '../../../ui/due-changes.tsx'
import { dueChangesFile, type OfficeHours } from '../../clock/model.ts'
import { dayField, formRoutes, keyField, menu, optionalText, readRecord, textField } from '../forms/route.tsx'
import { decideHours, readSessions, type SetHours, weekdays } from '../office-hours.ts'
import { asOf } from '../record.ts'
import { showDay } from '../sentences.ts'
import { orgVersion, setOfficeHoursIn } from '../service.ts'
import { HoursPage, SetHoursPage } from './page.tsx'

const schema = inBoth((say) => {
  const line = optionalText(say, 120)
  return z.object({
    key: keyField(say),
    from: dayField(say('Ghi ngày bắt đầu.', 'Enter the first day.'), say),
    decision: textField(say('Ghi số, ngày của văn bản.', 'Enter the number and date of the document.'), say, 200),
    mon: line,
    tue: line,
    wed: line,
    thu: line,
    fri: line,
    sat: line,
    sun: line,
    confirmed: z.string().optional(),
    do: z.enum(['look', 'write', 'table']).default('write'),
    /** Turns the page of what would move. */
    after: z.string().max(40).default(''),
  })
})

/** What other hours would do to the due times of open dossiers, looked at before they are set. */
export type LookAheadHours = {
  page(agencyId: number, hours: OfficeHours, after: string): Promise<DueChangesProps['changes']>
  table(agencyId: number, hours: OfficeHours): AsyncIterable<string>
}

const hoursAsked = (value: z.output<(typeof schema)['vi']>): SetHours => ({
  from: value.from,
  decision: value.decision,
  sessions: Object.fromEntries(weekdays.map((weekday) => [weekday, readSessions(value[weekday])])),
  isConfirmed: value.confirmed === 'yes',
})

/** New hours as what follows from them names them; like every record, in Vietnamese. */
const hoursOf = ({ from, decision }: z.output<(typeof schema)['vi']>, say: Say = inVietnamese): string =>
  say(`Từ ${showDay(from, say)}, ${decision}`, `From ${showDay(from, say)}, ${decision}`)

/** Inside the transaction in which other hours are set: writes down that due times are to be computed anew. */
export type AnnounceHours = (tx: Tx, by: { agencyId: number; officerId: number | null }, about: string) => Promise<unknown>

/** Where it is seen how far the due times have come. */
const followed = '/office/due-runs'

type HoursDeps = { db: Database; lookAhead: LookAheadHours; announceHours: AnnounceHours }

/** Reading needs `calendar.read`, changing `calendar.manage`. */
export function hoursRoutes({ db, lookAhead, announceHours }: HoursDeps): OfficeRoute[] {
  return [
    {
      method: 'get',
      path: '/office/org/hours',
      needs: 'calendar.read',
      async handle(c) {
        const { who, now, say } = c.var
        const org = asOf(await readRecord(db, who), dayInVietnam(now))
        const title = say('Giờ làm việc', 'Office hours')
        return c.render(<HoursPage org={org} mayManage={who.may.has('calendar.manage')} />, { title, menu })
      },
    },
    ...formRoutes(db, {
      path: '/office/org/hours/new',
      needs: 'calendar.manage',
      schema,
      page: (view, say) => ({ title: say('Đổi giờ làm việc', 'Change office hours'), content: <SetHoursPage view={view} /> }),
      async look(c, value) {
        if (value.do === 'write' && value.after === '') return null
        const { who, now } = c.var
        const org = await readRecord(db, who)
        // What is refused is refused in the act itself, with its sentence.
        const decided = decideHours(org, hoursAsked(value), dayInVietnam(now))
        if (!decided.ok) return null
        const set = decided.value.flatMap((change) => (change.type === 'office-hours-set' ? [change] : []))
        const hours = [...org.hours.filter((h) => !set.some(({ from }) => from === h.from)), ...set].sort((a, b) => a.from - b.from)
        if (value.do === 'table') return { file: csvFile(dueChangesFile, lookAhead.table(who.agencyId, hours)) }
        const changes = await lookAhead.page(who.agencyId, hours, value.after)
        return { page: <DueChanges changes={changes} now={now} isFirst={value.after === ''} /> }
      },
      act: (by, value) =>
        db.inAgency(by.agencyId, async (tx) => {
          const before = await orgVersion(tx, by.agencyId)
          const answer = await setOfficeHoursIn(tx, by, hoursAsked(value))
          // The same form sent twice changes nothing the second time, and orders nothing.
          if (answer.ok && (await orgVersion(tx, by.agencyId)) !== before) await announceHours(tx, by, hoursOf(value))
          return answer
        }),
      after: () => followed,
    }),
  ]
}
