import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { dayField, formRoutes, keyField, menu, optionalText, readRecord, textField } from '../forms/route.tsx'
import { readSessions, weekdays } from '../office-hours.ts'
import { asOf } from '../record.ts'
import { setOfficeHours } from '../service.ts'
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
  })
})

/** Reading needs `calendar.read`, changing `calendar.manage`. */
export function hoursRoutes({ db }: { db: Database }): OfficeRoute[] {
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
      act(by, value) {
        const sessions = Object.fromEntries(weekdays.map((weekday) => [weekday, readSessions(value[weekday])]))
        return setOfficeHours(db, by, { from: value.from, decision: value.decision, sessions, isConfirmed: value.confirmed === 'yes' })
      },
      after: () => '/office/org/hours',
    }),
  ]
}
