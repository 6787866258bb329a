import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
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

const named = (say: Say) => ({
  key: keyField(say),
  name: textField(say('Ghi tên đơn vị.', 'Enter the name of the unit.'), say, 200),
  shortName: textField(say('Ghi tên viết tắt.', 'Enter the short name.'), say, 60),
  from: dayField(say('Ghi ngày bắt đầu.', 'Enter the first day.'), say),
})

/** A unit's page needs `org.read`; every change needs `org.manage`. */
export function unitRoutes({ db }: { db: Database }): OfficeRoute[] {
  const onUnit = (view: FormView) => unitOf(view.org, view.id)
  return [
    {
      method: 'get',
      path: '/office/org/units/:id{[0-9]{1,9}}',
      needs: 'org.read',
      async handle(c) {
        const { who, now, say } = c.var
        const record = await readRecord(db, who)
        const org = asOf(record, dayInVietnam(now))
        const unit = unitOf(org, idOf(c))
        if (!unit) return c.notFound()
        const posts = record.posts.filter((post) => post.unitId === unit.id)
        const history = await db.inAgency(who.agencyId, (tx) =>
          historyOf(tx, record, now, (change) => isAboutUnit(change, record, unit.id), say),
        )
        const page = <UnitPage org={org} unit={unit} posts={posts} history={history} mayManage={who.may.has('org.manage')} />
        return c.render(page, { title: nameOn(unit, org.day).name, menu })
      },
    },
    ...formRoutes(db, {
      path: '/office/org/units/new',
      schema: inBoth((say) => z.object({ ...named(say), kind: z.enum(unitKinds, say('Chọn loại đơn vị.', 'Choose the kind of unit.')) })),
      page: (view, say) => ({ title: say('Thêm đơn vị', 'Add a unit'), content: <NewUnitPage view={view} /> }),
      act: (by, { key: _, ...command }) => openUnit(db, by, command),
      after: (_value, _id, changes) => {
        const opened = changes.find(({ type }) => type === 'unit-opened')
        return opened?.type === 'unit-opened' ? `/office/org/units/${opened.unitId}` : '/office/org'
      },
    }),
    ...formRoutes(db, {
      path: '/office/org/units/:id{[0-9]{1,9}}/rename',
      schema: inBoth((say) => z.object(named(say))),
      page(view, say) {
        const unit = onUnit(view)
        return unit && { title: say('Đổi tên đơn vị', 'Rename a unit'), content: <RenameUnitPage view={view} unit={unit} /> }
      },
      act: (by, { key: _, ...line }, unitId) => renameUnit(db, by, { unitId, ...line }),
      after: (_value, id) => `/office/org/units/${id}`,
    }),
    ...formRoutes(db, {
      path: '/office/org/units/:id{[0-9]{1,9}}/close',
      schema: inBoth((say) =>
        z.object({ key: keyField(say), on: dayField(say('Ghi ngày kết thúc.', 'Enter the day from which it is closed.'), say) }),
      ),
      page(view, say) {
        const unit = onUnit(view)
        return unit && { title: say('Giải thể đơn vị', 'Close a unit'), content: <CloseUnitPage view={view} unit={unit} /> }
      },
      act: (by, { on }, unitId) => closeUnit(db, by, { unitId, on }),
      after: (_value, id) => `/office/org/units/${id}`,
    }),
    ...formRoutes(db, {
      path: '/office/org/units/:id{[0-9]{1,9}}/merge',
      schema: inBoth((say) =>
        z.object({
          key: keyField(say),
          successor: idField(say('Chọn đơn vị nhận.', 'Choose the receiving unit.')),
          on: dayField(say('Ghi ngày sáp nhập.', 'Enter the day of the merger.'), say),
        }),
      ),
      page(view, say) {
        const unit = onUnit(view)
        return unit && { title: say('Sáp nhập đơn vị', 'Merge a unit'), content: <MergeUnitPage view={view} unit={unit} /> }
      },
      act: (by, { successor, on }, unitId) => mergeUnit(db, by, { unitId, successorId: successor, on }),
      after(_value, id, changes, org) {
        const [headless] = withoutPost(org, changes)
        return headless === undefined ? `/office/org/units/${id}` : `/office/org/officers/${headless}`
      },
    }),
  ]
}
