import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
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
        const org = asOf(await readRecord(db, c.var.who), dayInVietnam(c.var.now))
        return c.render(<AgencyPage org={org} mayManage={c.var.who.may.has('org.manage')} />, { title: 'Cơ quan', menu })
      },
    },
    ...formRoutes(db, {
      path: '/office/org/agency/rename',
      schema: z.object({
        key: keyField,
        name: textField('Ghi tên cơ quan.', 200),
        parentName: optionalText(200),
        place: textField('Ghi địa danh.', 100),
        from: dayField('Ghi ngày bắt đầu.'),
      }),
      page: (view) => ({ title: 'Đổi tên cơ quan', content: <RenameAgencyPage view={view} /> }),
      act: (by, { key: _, ...line }) => renameAgency(db, by, line),
      after: () => '/office/org/agency',
    }),
    ...formRoutes(db, {
      path: '/office/org/agency/identifier',
      schema: z.object({ key: keyField, identifier: textField('Ghi mã định danh.', 30), from: dayField('Ghi ngày bắt đầu.') }),
      page: (view) => ({ title: 'Mã định danh mới', content: <IdentifierPage view={view} /> }),
      act: (by, { identifier, from }) => giveIdentifier(db, by, { identifier, from }),
      after: () => '/office/org/agency',
    }),
  ]
}
