import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type Day, day, dayInVietnam, type Moment, moment } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Lang, Say } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Who } from '../../../platform/http/who.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { OrgChange } from '../change.ts'
import type { OrgRecord } from '../record.ts'
import { isRole, type Permission, permissionsOf } from '../roles.ts'
import { explain } from '../sentences.ts'
import { type By, orgRecord } from '../service.ts'
import type { FormView } from './page.tsx'

/** Any refusal of the organisation. */
export type OrgRefused = Parameters<typeof explain>[0]

export const menu = '/office/org'

/** Who acts: on behalf of an absent officer only when the permission comes from that officer's post. */
export function byOf(who: Who, at: Moment, permission: Permission, key?: string): By {
  const posts = who.posts.filter(({ role }) => isRole(role) && permissionsOf[role].includes(permission))
  const onBehalfOf = posts.some((post) => post.onBehalfOf === null) ? null : (posts[0]?.onBehalfOf ?? null)
  return { agencyId: who.agencyId, officerId: who.officerId, onBehalfOf, at, key }
}

/** The number in the address; pages that have none get 0, which nothing bears. */
export const idOf = (c: OfficeContext): number => Number(c.req.param('id') ?? 0)

export const readRecord = (db: Database, who: Who): Promise<OrgRecord> => db.inAgency(who.agencyId, (tx) => orgRecord(tx, who.agencyId))

/** One form of the organisation: its address, its fields, its page, the act, and where to go afterwards. */
export type OrgForm<S extends z.ZodType<{ key: string }>> = {
  path: string
  needs?: Permission
  /** With sentences of its own, in both languages: `inBoth((say) => z.object(…))`. */
  schema: S | Readonly<Record<Lang, S>>
  /** The page, or undefined when the address means nothing here. */
  page(view: FormView, say: Say): { title: string; content: Child } | undefined
  /** What the page shows first, before anything is written; null: it is written. */
  look?(c: OfficeContext, value: z.output<S>): Promise<{ page: Child } | { file: Response } | null>
  act(by: By, value: z.output<S>, id: number): Promise<Result<OrgChange[], OrgRefused>>
  after(value: z.output<S>, id: number, changes: readonly OrgChange[], org: OrgRecord): string
}

/** A page that shows the form and an act that takes it; what was typed stays when the answer is no. */
export function formRoutes<S extends z.ZodType<{ key: string }>>(db: Database, form: OrgForm<S>): OfficeRoute[] {
  const { path, needs = 'org.manage', schema } = form
  const show = async (
    c: OfficeContext,
    given: Pick<FormView, 'typed' | 'faults' | 'refusal' | 'ahead'>,
    org?: OrgRecord,
  ): Promise<Response> => {
    const { who, now, say } = c.var
    const key = typeof given.typed.key === 'string' ? given.typed.key : crypto.randomUUID()
    const view: FormView = {
      ...given,
      org: org ?? (await readRecord(db, who)),
      today: dayInVietnam(now),
      id: idOf(c),
      hidden: { csrf: who.csrf, key },
    }
    const page = form.page(view, say)
    return page ? c.render(page.content, { title: page.title, menu }) : c.notFound()
  }
  return [
    { method: 'get', path, needs, handle: (c) => show(c, { typed: c.req.query(), faults: {}, refusal: null }) },
    {
      method: 'post',
      path,
      needs,
      async handle(c) {
        const { who, now, say } = c.var
        const read = await readForm(c, schema)
        if (!read.ok) {
          c.status(422)
          return show(c, { ...read.error, refusal: null })
        }
        const ahead = await form.look?.(c, read.value)
        if (ahead && 'file' in ahead) return ahead.file
        if (ahead) return show(c, { typed: asTyped(await c.req.parseBody({ all: true })), faults: {}, refusal: null, ahead: ahead.page })
        const id = idOf(c)
        const outcome = await form.act(byOf(who, now, needs, read.value.key), read.value, id)
        const org = await readRecord(db, who)
        if (outcome.ok) return c.redirect(form.after(read.value, id, outcome.value, org), 303)
        if (outcome.error.kind.startsWith('unknown-') && form.page(emptyView(org, id, dayInVietnam(now)), say) === undefined)
          return c.notFound()
        c.status(409)
        const typed = asTyped(await c.req.parseBody({ all: true }))
        return show(c, { typed, faults: {}, refusal: { kind: outcome.error.kind, sentence: explain(outcome.error, say, org) } }, org)
      },
    },
  ]
}

const emptyView = (org: OrgRecord, id: number, today: Day): FormView => ({
  org,
  id,
  today,
  typed: {},
  faults: {},
  refusal: null,
  hidden: {},
})

/** Texts of a body that was read already; files are left out. */
export const asTyped = (body: Record<string, unknown>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, string | string[]][] =>
      typeof value === 'string' ? [[name, value]] : Array.isArray(value) ? [[name, value.filter((v) => typeof v === 'string')]] : [],
    ),
  )

export const keyField = (say: Say) =>
  z.uuid(
    say('Trang đã mở quá lâu. Mời mở lại trang rồi gửi lại.', 'The page was open too long. Please open it again and send the form again.'),
  )
const tooLong = (max: number, say: Say) => say(`Quá dài (nhiều nhất ${max} chữ).`, `Too long (at most ${max} characters).`)
export const textField = (missing: string, say: Say, max = 300) => z.string(missing).trim().min(1, missing).max(max, tooLong(max, say))
export const optionalText = (say: Say, max = 300) => z.string().trim().max(max, tooLong(max, say)).default('')
export const idField = (missing: string) => z.coerce.number(missing).int(missing).min(1, missing)

const noSuchDay = (say: Say) => say('Ngày không có thật, hoặc quá xa.', 'There is no such day, or it is too far away.')

/** A date between the first days of today's state and two centuries on. */
export const dayField = (missing: string, say: Say) =>
  z.string(missing).transform((text, context): Day => {
    const value = dayOf(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: text === '' ? missing : noSuchDay(say) })
    return z.NEVER
  })
export const optionalDay = (say: Say) =>
  z
    .string()
    .default('')
    .transform((text, context): Day | null => {
      const value = text === '' ? null : dayOf(text)
      if (value !== undefined) return value
      context.addIssue({ code: 'custom', message: noSuchDay(say) })
      return z.NEVER
    })

function dayOf(text: string): Day | undefined {
  try {
    const value = day(text)
    return value >= day('1945-09-02') && value < day('2200-01-01') ? value : undefined
  } catch {
    return undefined
  }
}

/** A local date and time as the browser sends it: `2026-03-02T08:00`. */
export const momentField = (missing: string, say: Say) =>
  z.string(missing).transform((text, context): Moment => {
    const [date = '', time = ''] = text.split('T')
    if (dayOf(date) !== undefined && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) {
      return moment(`${date}T${time.length === 5 ? `${time}:00` : time}+07:00`)
    }
    const noSuchTime = say('Ngày, giờ không có thật, hoặc quá xa.', 'There is no such day or time, or it is too far away.')
    context.addIssue({ code: 'custom', message: text === '' ? missing : noSuchTime })
    return z.NEVER
  })
