import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { isAboutUnit } from '../describe.ts'
import { nameOn, unitOf } from '../find.ts'
import type { FormView } from '../forms/page.tsx'
import { dayField, formRoutes, idField, idOf, keyField, menu, readRecord, textField } from '../forms/route.tsx'
import { historyOf } from '../history/route.tsx'
import { asOf } from '../record.ts'
import { unitKinds } from '../roles.ts'
import { closeUnit, mergeUnit, openUnit, renameUnit } from '../service.ts'
import { withoutPost } from '../units.ts'
import { CloseUnitPage, MergeUnitPage, NewUnitPage, RenameUnitPage, UnitPage } from './page.tsx'

const named = {
  key: keyField,
  name: textField('Ghi tên đơn vị.', 200),
  shortName: textField('Ghi tên viết tắt.', 60),
  from: dayField('Ghi ngày bắt đầu.'),
}

/** A unit's page needs `org.read`; every change needs `org.manage`. */
export function unitRoutes({ db }: { db: Database }): OfficeRoute[] {
  const onUnit = (view: FormView) => unitOf(view.org, view.id)
  return [
    {
      method: 'get',
      path: '/office/org/units/:id{[0-9]{1,9}}',
      needs: 'org.read',
      async handle(c) {
        const { who, now } = c.var
        const record = await readRecord(db, who)
        const org = asOf(record, dayInVietnam(now))
        const unit = unitOf(org, idOf(c))
        if (!unit) return c.notFound()
        const posts = record.posts.filter((post) => post.unitId === unit.id)
        const history = await db.inAgency(who.agencyId, (tx) =>
          historyOf(tx, record, now, (change) => isAboutUnit(change, record, unit.id)),
        )
        const page = <UnitPage org={org} unit={unit} posts={posts} history={history} mayManage={who.may.has('org.manage')} />
        return c.render(page, { title: nameOn(unit, org.day).name, menu })
      },
    },
    ...formRoutes(db, {
      path: '/office/org/units/new',
      schema: z.object({ ...named, kind: z.enum(unitKinds, 'Chọn loại đơn vị.') }),
      page: (view) => ({ title: 'Thêm đơn vị', content: <NewUnitPage view={view} /> }),
      act: (by, { key: _, ...command }) => openUnit(db, by, command),
      after: (_value, _id, changes) => {
        const opened = changes.find(({ type }) => type === 'unit-opened')
        return opened?.type === 'unit-opened' ? `/office/org/units/${opened.unitId}` : '/office/org'
      },
    }),
    ...formRoutes(db, {
      path: '/office/org/units/:id{[0-9]{1,9}}/rename',
      schema: z.object(named),
      page(view) {
        const unit = onUnit(view)
        return unit && { title: 'Đổi tên đơn vị', content: <RenameUnitPage view={view} unit={unit} /> }
      },
      act: (by, { key: _, ...line }, unitId) => renameUnit(db, by, { unitId, ...line }),
      after: (_value, id) => `/office/org/units/${id}`,
    }),
    ...formRoutes(db, {
      path: '/office/org/units/:id{[0-9]{1,9}}/close',
      schema: z.object({ key: keyField, on: dayField('Ghi ngày kết thúc.') }),
      page(view) {
        const unit = onUnit(view)
        return unit && { title: 'Giải thể đơn vị', content: <CloseUnitPage view={view} unit={unit} /> }
      },
      act: (by, { on }, unitId) => closeUnit(db, by, { unitId, on }),
      after: (_value, id) => `/office/org/units/${id}`,
    }),
    ...formRoutes(db, {
      path: '/office/org/units/:id{[0-9]{1,9}}/merge',
      schema: z.object({ key: keyField, successor: idField('Chọn đơn vị nhận.'), on: dayField('Ghi ngày sáp nhập.') }),
      page(view) {
        const unit = onUnit(view)
        return unit && { title: 'Sáp nhập đơn vị', content: <MergeUnitPage view={view} unit={unit} /> }
      },
      act: (by, { successor, on }, unitId) => mergeUnit(db, by, { unitId, successorId: successor, on }),
      after(_value, id, changes, org) {
        const [headless] = withoutPost(org, changes)
        return headless === undefined ? `/office/org/units/${id}` : `/office/org/officers/${headless}`
      },
    }),
  ]
}
