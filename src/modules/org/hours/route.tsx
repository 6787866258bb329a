import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { dayField, formRoutes, keyField, menu, optionalText, readRecord, textField } from '../forms/route.tsx'
import { readSessions, weekdays } from '../office-hours.ts'
import { asOf } from '../record.ts'
import { setOfficeHours } from '../service.ts'
import { HoursPage, SetHoursPage } from './page.tsx'

const line = optionalText(120)
const schema = z.object({
  key: keyField,
  from: dayField('Ghi ngày bắt đầu.'),
  decision: textField('Ghi số, ngày của văn bản.', 200),
  mon: line,
  tue: line,
  wed: line,
  thu: line,
  fri: line,
  sat: line,
  sun: line,
  confirmed: z.string().optional(),
})

/** Reading needs `calendar.read`, changing `calendar.manage`. */
export function hoursRoutes({ db }: { db: Database }): OfficeRoute[] {
  return [
    {
      method: 'get',
      path: '/office/org/hours',
      needs: 'calendar.read',
      async handle(c) {
        const org = asOf(await readRecord(db, c.var.who), dayInVietnam(c.var.now))
        return c.render(<HoursPage org={org} mayManage={c.var.who.may.has('calendar.manage')} />, { title: 'Giờ làm việc', menu })
      },
    },
    ...formRoutes(db, {
      path: '/office/org/hours/new',
      needs: 'calendar.manage',
      schema,
      page: (view) => ({ title: 'Đổi giờ làm việc', content: <SetHoursPage view={view} /> }),
      act(by, value) {
        const sessions = Object.fromEntries(weekdays.map((weekday) => [weekday, readSessions(value[weekday])]))
        return setOfficeHours(db, by, { from: value.from, decision: value.decision, sessions, isConfirmed: value.confirmed === 'yes' })
      },
      after: () => '/office/org/hours',
    }),
  ]
}
