import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { readRecord } from '../forms/route.tsx'
import { asOf } from '../record.ts'
import { checkSetup, type SetupFacts } from '../setup.ts'
import { SetupPage } from './page.tsx'

export type SetupDeps = {
  db: Database
  /** What accounts, calendar and procedures have of an agency. */
  setupFacts(agencyId: number, now: Moment): Promise<SetupFacts>
}

/** Needs `org.manage`: the administrator sees what is missing. */
export const setupRoute = ({ db, setupFacts }: SetupDeps): OfficeRoute => ({
  method: 'get',
  path: '/office/setup',
  needs: 'org.manage',
  async handle(c) {
    const { who, now, say } = c.var
    const [org, facts] = await Promise.all([readRecord(db, who), setupFacts(who.agencyId, now)])
    const items = checkSetup(asOf(org, dayInVietnam(now)), facts)
    return c.render(<SetupPage items={items} stepsWithoutRole={facts.stepsWithoutRole} />, {
      title: say('Thiết lập', 'Set-up'),
      menu: '/office/setup',
    })
  },
})
