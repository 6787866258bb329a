import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { ok } from '../../../kernel/result.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { evolve } from '../change.ts'
import { isAboutOfficer } from '../describe.ts'
import { officerOf } from '../find.ts'
import { dayField, formRoutes, idField, idOf, keyField, menu, optionalDay, optionalText, readRecord, textField } from '../forms/route.tsx'
import { historyOf } from '../history/route.tsx'
import { decideOfficer, decidePost, type PeopleRefused } from '../people.ts'
import { asOf } from '../record.ts'
import { roles } from '../roles.ts'
import { correctOfficer, decideOn, endPost, givePost } from '../service.ts'
import { CorrectOfficerPage, EndPostPage, GivePostPage, NewOfficerPage, OfficerPage } from './page.tsx'

const person = (say: Say) => {
  const badEmail = say('Địa chỉ thư điện tử không đúng.', 'This email address is not right.')
  return {
    key: keyField(say),
    name: textField(say('Ghi họ và tên.', 'Enter the full name.'), say, 120),
    email: z
      .union([z.literal(''), z.email(badEmail).max(200)], badEmail)
      .default('')
      .transform((text) => (text === '' ? null : text.toLowerCase())),
  }
}
const post = (say: Say) => ({
  unit: idField(say('Chọn đơn vị.', 'Choose a unit.')),
  role: z.enum(roles, say('Chọn vai trò.', 'Choose a role.')),
  title: optionalText(say, 120),
  from: dayField(say('Ghi ngày bắt đầu.', 'Enter the first day.'), say),
})

/** An officer's page needs `org.read`; every change needs `org.manage`. */
export function officerRoutes({ db }: { db: Database }): OfficeRoute[] {
  return [
    {
      method: 'get',
      path: '/office/org/officers/:id{[0-9]{1,9}}',
      needs: 'org.read',
      async handle(c) {
        const { who, now, say } = c.var
        const record = await readRecord(db, who)
        const org = asOf(record, dayInVietnam(now))
        const officer = officerOf(org, idOf(c))
        if (!officer) return c.notFound()
        const history = await db.inAgency(who.agencyId, (tx) =>
          historyOf(tx, record, now, (change) => isAboutOfficer(change, record, officer.id), say),
        )
        const moved = /^\d{1,6}$/.test(c.req.query('moved') ?? '') ? Number(c.req.query('moved')) : null
        const page = (
          <OfficerPage
            org={org}
            officer={officer}
            posts={record.posts.filter((p) => p.officerId === officer.id)}
            acting={record.acting.filter((a) => (a.officerId === officer.id || a.absentId === officer.id) && a.to > now)}
            history={history}
            mayManage={who.may.has('org.manage')}
            moved={moved}
          />
        )
        return c.render(page, { title: officer.name, menu })
      },
    },
    ...formRoutes(db, {
      path: '/office/org/officers/new',
      schema: inBoth((say) => z.object({ ...person(say), ...post(say) })),
      page: (view, say) => ({ title: say('Thêm công chức', 'Add an officer'), content: <NewOfficerPage view={view} /> }),
      /** The officer and the first post come together or not at all. */
      act: (by, { key: _, name, email, unit, role, title, from }) =>
        decideOn<PeopleRefused>(db, by, ['add-officer-with-post', { name, email, unit, role, title, from }], (org) => {
          const joined = decideOfficer(org, { name, email, from })
          if (!joined.ok) return joined
          const after = joined.value.reduce(evolve, org)
          const officerId = after.officers.at(-1)?.id ?? 0
          const posted = decidePost(after, { officerId, unitId: unit, role, title, from, to: null })
          return posted.ok ? ok([...joined.value, ...posted.value]) : posted
        }),
      after: (_value, _id, changes) => {
        const joined = changes.find(({ type }) => type === 'officer-joined')
        return joined?.type === 'officer-joined' ? `/office/org/officers/${joined.officerId}` : '/office/org'
      },
    }),
    ...formRoutes(db, {
      path: '/office/org/posts/new',
      schema: inBoth((say) =>
        z.object({
          key: keyField(say),
          officer: idField(say('Chọn công chức.', 'Choose an officer.')),
          ...post(say),
          to: optionalDay(say),
        }),
      ),
      page: (view, say) => ({ title: say('Giao vị trí', 'Give a post'), content: <GivePostPage view={view} /> }),
      act: (by, { officer, unit, role, title, from, to }) => givePost(db, by, { officerId: officer, unitId: unit, role, title, from, to }),
      after: ({ officer }) => `/office/org/officers/${officer}`,
    }),
    ...formRoutes(db, {
      path: '/office/org/posts/:id{[0-9]{1,9}}/end',
      schema: inBoth((say) => z.object({ key: keyField(say), lastDay: dayField(say('Ghi ngày cuối.', 'Enter the last day.'), say) })),
      page(view, say) {
        const found = view.org.posts.find(({ id }) => id === view.id)
        return found && { title: say('Thôi giữ vị trí', 'End a post'), content: <EndPostPage view={view} post={found} /> }
      },
      act: (by, { lastDay }, postId) => endPost(db, by, { postId, lastDay }),
      after(_value, id, _changes, org) {
        const found = org.posts.find((p) => p.id === id)
        return found ? `/office/org/officers/${found.officerId}` : '/office/org'
      },
    }),
    ...formRoutes(db, {
      path: '/office/org/officers/:id{[0-9]{1,9}}/correct',
      schema: inBoth((say) => z.object(person(say))),
      page(view, say) {
        const officer = officerOf(view.org, view.id)
        const title = say('Sửa thông tin công chức', 'Correct the details of an officer')
        return officer && { title, content: <CorrectOfficerPage view={view} officer={officer} /> }
      },
      act: (by, { name, email }, officerId) => correctOfficer(db, by, { officerId, name, email }),
      after: (_value, id) => `/office/org/officers/${id}`,
    }),
  ]
}
