import type { Moment } from '../../../kernel/moment.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { defaultOfficeHours, type OfficeHours, officeCalendar } from '../office-calendar.ts'
import { officialCalendar } from '../official-calendar.ts'
import { OutagesPage } from './page.tsx'
import { outagesPage } from './store.ts'

type OutageDeps = {
  db: Database
  hoursOf(agencyId: number): Promise<OfficeHours>
  /** The newest sign of life; null where none is kept. */
  lastBeat?(): Promise<Moment | null>
}

const pageRows = 50

/** Sự cố hệ thống: for the administrator. */
export const outageRoutes = ({ db, hoursOf, lastBeat }: OutageDeps): OfficeRoute[] => [
  {
    method: 'get',
    path: '/office/outages',
    needs: 'calendar.manage',
    async handle(c) {
      const { who, now, say } = c.var
      const asked = c.req.query('before') ?? ''
      const before = /^\d{9,11}$/.test(asked) ? (Number(asked) as Moment) : null
      const [outages, hours, beat] = await Promise.all([
        db.inAgency(who.agencyId, (tx) => outagesPage(tx, who.agencyId, before, pageRows + 1)),
        hoursOf(who.agencyId),
        lastBeat?.() ?? null,
      ])
      const { ordinaryDaySeconds } = officeCalendar(officialCalendar, hours.length > 0 ? hours : defaultOfficeHours)
      const rows = outages.slice(0, pageRows)
      return c.render(
        <OutagesPage
          outages={rows}
          now={now}
          daySeconds={ordinaryDaySeconds}
          lastBeat={beat}
          next={outages.length > pageRows ? String(rows.at(-1)?.from) : null}
          isFirst={before === null}
        />,
        { title: say('Sự cố hệ thống', 'System outages'), menu: '/office/outages' },
      )
    },
  },
]
