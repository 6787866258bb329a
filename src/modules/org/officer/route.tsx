import { z } from 'zod'
import { type Day, dayInVietnam } from '../../../kernel/moment.ts'
import { ok } from '../../../kernel/result.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { evolve } from '../change.ts'
import { type CounterRules, counterWarnings } from '../counter-duty.ts'
import { isAboutOfficer } from '../describe.ts'
import { officerOf } from '../find.ts'
import { dayField, formRoutes, idField, idOf, keyField, menu, optionalDay, optionalText, readRecord, textField } from '../forms/route.tsx'
import { historyOf } from '../history/route.tsx'
import { decideFieldEntry, decideOfficer, decidePost, type PeopleRefused } from '../people.ts'
import { asOf } from '../record.ts'
import { type Role, roles } from '../roles.ts'
import { correctOfficer, decideOn, endPost, givePost, recordFieldEntry } from '../service.ts'
import { CorrectOfficerPage, CounterNotice, EndPostPage, FieldEntryPage, GivePostPage, NewOfficerPage, OfficerPage } from './page.tsx'

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

const fieldEntry = (say: Say) => ({ fieldSince: optionalDay(say), fieldBasis: optionalText(say, 200) })
/** A counter post is looked at before it is given; what comes without the word is written at once. */
const looking = { do: z.enum(['look', 'write']).default('write') }

/** What the rules of a day ask of one-stop staff. Handed in by the module that keeps the packs of rules. */
export type CounterDeps = { counterRules(agencyId: number, on: Day): Promise<CounterRules> }

/** An officer's page needs `org.read`; every change needs `org.manage`. */
export function officerRoutes({ db, counterRules }: { db: Database } & CounterDeps): OfficeRoute[] {
  /** What is said before a counter post is given; null: nothing, and it is written. */
  const counterAhead = async (
    c: OfficeContext,
    value: { do: 'look' | 'write'; role: Role; from: Day; to: Day | null },
    fieldSince: Day | null,
  ) => {
    if (value.do === 'write' || value.role !== 'counter-officer') return null
    const rules = await counterRules(c.var.who.agencyId, value.from)
    const warnings = counterWarnings(value, { fieldSince }, rules, value.from)
    return warnings.length > 0 ? { page: <CounterNotice warnings={warnings} rules={rules} /> } : null
  }
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
        const rules = await counterRules(who.agencyId, org.day)
        const lasting = record.posts.filter((p) => p.officerId === officer.id && (p.to === null || p.to >= org.day))
        const counter = { rules, warnings: lasting.flatMap((p) => counterWarnings(p, officer, rules, org.day)) }
        const page = (
          <OfficerPage
            org={org}
            officer={officer}
            posts={record.posts.filter((p) => p.officerId === officer.id)}
            acting={record.acting.filter((a) => (a.officerId === officer.id || a.absentId === officer.id) && a.to > now)}
            history={history}
            mayManage={who.may.has('org.manage')}
            moved={moved}
            counter={counter}
          />
        )
        return c.render(page, { title: officer.name, menu })
      },
    },
    ...formRoutes(db, {
      path: '/office/org/officers/new',
      schema: inBoth((say) => z.object({ ...person(say), ...post(say), ...fieldEntry(say), ...looking })),
      page: (view, say) => ({ title: say('Thêm công chức', 'Add an officer'), content: <NewOfficerPage view={view} /> }),
      /** The officer and the first post come together or not at all. */
      look: (c, value) => counterAhead(c, { ...value, to: null }, value.fieldSince),
      act: (by, { key: _, name, email, unit, role, title, from, fieldSince, fieldBasis }) =>
        decideOn<PeopleRefused>(
          db,
          by,
          ['add-officer-with-post', { name, email, unit, role, title, from, fieldSince, fieldBasis }],
          (org, today) => {
            const joined = decideOfficer(org, { name, email, from })
            if (!joined.ok) return joined
            const after = joined.value.reduce(evolve, org)
            const officerId = after.officers.at(-1)?.id ?? 0
            const posted = decidePost(after, { officerId, unitId: unit, role, title, from, to: null })
            if (!posted.ok || fieldSince === null) return posted.ok ? ok([...joined.value, ...posted.value]) : posted
            const entered = decideFieldEntry(after, { officerId, since: fieldSince, basis: fieldBasis }, today)
            return entered.ok ? ok([...joined.value, ...posted.value, ...entered.value]) : entered
          },
        ),
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
          ...looking,
        }),
      ),
      look: async (c, value) =>
        value.role === 'counter-officer'
          ? counterAhead(c, value, officerOf(await readRecord(db, c.var.who), value.officer)?.fieldSince ?? null)
          : null,
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
    ...formRoutes(db, {
      path: '/office/org/officers/:id{[0-9]{1,9}}/field',
      schema: inBoth((say) => z.object({ key: keyField(say), ...fieldEntry(say) })),
      page(view, say) {
        const officer = officerOf(view.org, view.id)
        const title = say('Ghi ngày vào ngành', 'Record the day of entering the field')
        return officer && { title, content: <FieldEntryPage view={view} officer={officer} /> }
      },
      act: (by, { fieldSince, fieldBasis }, officerId) => recordFieldEntry(db, by, { officerId, since: fieldSince, basis: fieldBasis }),
      after: (_value, id) => `/office/org/officers/${id}`,
    }),
  ]
}
