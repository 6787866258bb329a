import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { dayField, formRoutes, keyField, menu, optionalText, readRecord, textField } from '../forms/route.tsx'
import { asOf } from '../record.ts'
import { giveIdentifier, renameAgency } from '../service.ts'
import { AgencyPage, IdentifierPage, RenameAgencyPage } from './page.tsx'

/** The agency's page needs `org.read`, changes `org.manage`. */
export function agencyRoutes({ db }: { db: Database }): OfficeRoute[] {
  return [
    {
      method: 'get',
      path: '/office/org/agency',
      needs: 'org.read',
      async handle(c) {
        const { who, now, say } = c.var
        const org = asOf(await readRecord(db, who), dayInVietnam(now))
        return c.render(<AgencyPage org={org} mayManage={who.may.has('org.manage')} />, { title: say('Cơ quan', 'Agency'), menu })
      },
    },
    ...formRoutes(db, {
      path: '/office/org/agency/rename',
      schema: inBoth((say) =>
        z.object({
          key: keyField(say),
          name: textField(say('Ghi tên cơ quan.', 'Enter the name of the agency.'), say, 200),
          parentName: optionalText(say, 200),
          place: textField(say('Ghi địa danh.', 'Enter the place.'), say, 100),
          from: dayField(say('Ghi ngày bắt đầu.', 'Enter the first day.'), say),
        }),
      ),
      page: (view, say) => ({ title: say('Đổi tên cơ quan', 'Rename the agency'), content: <RenameAgencyPage view={view} /> }),
      act: (by, { key: _, ...line }) => renameAgency(db, by, line),
      after: () => '/office/org/agency',
    }),
    ...formRoutes(db, {
      path: '/office/org/agency/identifier',
      schema: inBoth((say) =>
        z.object({
          key: keyField(say),
          identifier: textField(say('Ghi mã định danh.', 'Enter the identifier.'), say, 30),
          from: dayField(say('Ghi ngày bắt đầu.', 'Enter the first day.'), say),
        }),
      ),
      page: (view, say) => ({ title: say('Mã định danh mới', 'New identifier'), content: <IdentifierPage view={view} /> }),
      act: (by, { identifier, from }) => giveIdentifier(db, by, { identifier, from }),
      after: () => '/office/org/agency',
    }),
  ]
}
