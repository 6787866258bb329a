import { dayInVietnam } from '../../../kernel/moment.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { menu, readRecord } from '../forms/route.tsx'
import { asOf } from '../record.ts'
import { OverviewPage } from './page.tsx'

/** Needs `org.read`: everybody in the office sees who is who. */
export const overviewRoute = ({ db }: { db: Database }): OfficeRoute => ({
  method: 'get',
  path: '/office/org',
  needs: 'org.read',
  async handle(c) {
    const { who, now, say } = c.var
    const org = asOf(await readRecord(db, who), dayInVietnam(now))
    return c.render(<OverviewPage org={org} mayManage={who.may.has('org.manage')} />, { title: say('Tổ chức', 'Organisation'), menu })
  },
})
