import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Day, day, dayInVietnam } from '../../../kernel/moment.ts'
import { ok } from '../../../kernel/result.ts'
import { inBoth, inVietnamese, type Say } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import { readForm, type Typed } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database, Tx } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../calendar.ts'
import { dueChangesFile, type LookAhead } from '../due-changes.ts'
import { defaultOfficeHours, type OfficeHours, officeCalendar } from '../office-calendar.ts'
import { type FollowChange, published } from '../service.ts'
import { loadedYears } from '../store.ts'
import { type Closing, decideClosing } from './decide.ts'
import { ClosingsPage, NewClosingPage, type NewClosingView, WithdrawClosingPage } from './page.tsx'
import { closingsInForce, closingsOf, enterClosing, withdrawClosing } from './store.ts'
import { closingDaysText, explainClosing } from './words.ts'

export type ClosingDeps = {
  db: Database
  hoursOf(agencyId: number): Promise<OfficeHours>
  lookAhead: LookAhead
  follow: FollowChange
}

const menu = '/office/calendar'
const home = '/office/calendar/closings'

const dateField = (missing: string, say: Say) =>
  z.string(missing).transform((text, context): Day => {
    try {
      return day(text)
    } catch {
      context.addIssue({ code: 'custom', message: text === '' ? missing : say('Ngày này không có trong lịch.', 'There is no such day.') })
      return z.NEVER
    }
  })
const looking = { do: z.enum(['look', 'write', 'table']).default('look'), after: z.string().max(40).default('') }
const textOf = (missing: string, max: number, say: Say) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(max, say(`Dài nhất ${max} ký tự.`, `At most ${max} characters.`))

const newForm = inBoth((say) => {
  const optionalDate = z.literal('').or(dateField('', say)).default('')
  return z.object({
    kind: z.enum(['closed', 'holiday', 'worked'], say('Chưa chọn loại.', 'No kind is chosen.')),
    from: dateField(say('Ghi ngày đầu.', 'Enter the first day.'), say),
    until: optionalDate,
    for: optionalDate,
    decision: textOf(say('Ghi số quyết định.', 'Enter the number of the decision.'), 200, say),
    decidedOn: dateField(say('Ghi ngày quyết định.', 'Enter the day of the decision.'), say),
    reason: textOf(say('Ghi lý do.', 'Enter the reason.'), 200, say),
    key: z.uuid(),
    ...looking,
  })
})
const withdrawForm = inBoth((say) =>
  z.object({
    reason: z.string().trim().max(1000, say('Dài nhất 1000 ký tự.', 'At most 1000 characters.')).default(''),
    ...looking,
  }),
)

const plain = (typed: Typed): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** Ngày nghỉ, đóng cửa riêng của cơ quan: seen with `calendar.read`, entered and withdrawn with `calendar.manage`. */
export function closingRoutes({ db, hoursOf, lookAhead, follow }: ClosingDeps): OfficeRoute[] {
  const hoursIn = async (agencyId: number) => {
    const hours = await hoursOf(agencyId)
    return hours.length > 0 ? hours : defaultOfficeHours
  }
  /** The calendar with these own days in it. */
  const calendarWith = async (tx: Tx, agencyId: number, hours: OfficeHours, own: readonly Closing[]): Promise<WorkingCalendar> =>
    officeCalendar(published(await loadedYears(tx, agencyId), own), hours, { provisional: true })

  const newPage = (c: OfficeContext, view: Partial<NewClosingView>, key: string = randomUUID()) => {
    const { who, now, say } = c.var
    return c.render(
      <NewClosingPage typed={{}} faults={{}} refusal={null} ahead={null} {...view} now={now} hidden={{ csrf: who.csrf, key }} />,
      { title: say('Ghi ngày nghỉ, đóng cửa', 'Enter own days'), menu },
    )
  }

  const enter = async (c: OfficeContext) => {
    const { who, now, say } = c.var
    const { agencyId, officerId } = who
    const form = await readForm(c, newForm)
    if (!form.ok) {
      c.status(422)
      return newPage(c, { typed: plain(form.error.typed), faults: form.error.faults })
    }
    const { key, do: what, after, until, for: other, ...rest } = form.value
    const asked: Closing = { ...rest, until: until === '' ? rest.from : until, for: other === '' ? null : other }
    const typed = plain(await typedOf(c))
    const hours = await hoursIn(agencyId)
    const today = dayInVietnam(now)
    const refused = (sentence: string) => {
      c.status(409)
      return newPage(c, { typed, refusal: sentence }, key)
    }
    if (what === 'write') {
      const done = await db.inAgency(agencyId, async (tx) => {
        const years = await loadedYears(tx, agencyId)
        const entered = await enterClosing(tx, { agencyId, officerId }, asked, key, now, (own) =>
          decideClosing(asked, officeCalendar(published(years, own), hours, { provisional: true }), today),
        )
        return entered.ok && entered.value.isNew ? ok(await follow.announce(tx, { agencyId, officerId }, aboutOf(asked))) : entered
      })
      if (!done.ok) return refused(explainClosing(done.error, say))
      follow.forget(agencyId)
      return c.redirect(typeof done.value === 'string' ? done.value : home, 303)
    }
    const looked = await db.inAgency(agencyId, async (tx) => {
      const own = await closingsInForce(tx, agencyId)
      const decided = decideClosing(asked, await calendarWith(tx, agencyId, hours, own), today)
      return decided.ok ? { calendar: await calendarWith(tx, agencyId, hours, [...own, decided.value]) } : { error: decided.error }
    })
    if (looked.error) return refused(explainClosing(looked.error, say))
    if (what === 'table') return csvFile(dueChangesFile, lookAhead.table(agencyId, looked.calendar))
    const changes = await lookAhead.page(agencyId, looked.calendar, after)
    return newPage(c, { typed, ahead: { changes, isFirst: after === '' } }, key)
  }

  const withdrawing = (isPost: boolean) => async (c: OfficeContext) => {
    const { who, now, say } = c.var
    const { agencyId, officerId } = who
    const no = Number(c.req.param('no'))
    const hours = await hoursIn(agencyId)
    const found = await db.inAgency(agencyId, async (tx) => {
      const own = await closingsInForce(tx, agencyId)
      const closing = own.find((one) => one.no === no)
      const others = own.filter((one) => one.no !== no)
      return closing && { closing, calendar: await calendarWith(tx, agencyId, hours, others) }
    })
    if (!found) return c.notFound()
    const form = isPost ? await readForm(c, withdrawForm) : null
    const asked = form?.ok ? form.value : { reason: '', do: 'look' as const, after: '' }
    if (asked.do === 'table') return csvFile(dueChangesFile, lookAhead.table(agencyId, found.calendar))
    const faults: Record<string, string> = form && !form.ok ? form.error.faults : {}
    if (asked.do === 'write' && asked.reason === '') faults.reason = say('Ghi lý do bãi bỏ.', 'Enter why it is withdrawn.')
    if (asked.do === 'write' && Object.keys(faults).length === 0) {
      const { closing } = found
      const shown = await db.inAgency(agencyId, async (tx) => {
        const isDone = await withdrawClosing(tx, { agencyId, officerId }, { no, reason: asked.reason }, now)
        return isDone ? follow.announce(tx, { agencyId, officerId }, withdrawnOf(closing)) : home
      })
      follow.forget(agencyId)
      return c.redirect(shown, 303)
    }
    if (Object.keys(faults).length > 0) c.status(422)
    const changes = await lookAhead.page(agencyId, found.calendar, asked.after)
    return c.render(
      <WithdrawClosingPage
        closing={found.closing}
        typed={{ reason: asked.reason }}
        faults={faults}
        refusal={null}
        ahead={{ changes, isFirst: asked.after === '' }}
        now={now}
        hidden={{ csrf: who.csrf }}
      />,
      { title: say('Bãi bỏ ngày riêng', 'Withdraw own days'), menu },
    )
  }

  return [
    {
      method: 'get',
      path: home,
      needs: 'calendar.read',
      async handle(c) {
        const { who, now, say } = c.var
        const closings = await db.inAgency(who.agencyId, (tx) => closingsOf(tx, who.agencyId))
        return c.render(<ClosingsPage closings={closings} now={now} mayManage={who.may.has('calendar.manage')} />, {
          title: say('Ngày nghỉ, đóng cửa riêng của cơ quan', 'The agency’s own days'),
          menu,
        })
      },
    },
    { method: 'get', path: `${home}/new`, needs: 'calendar.manage', handle: (c) => newPage(c, { typed: { kind: 'closed' } }) },
    { method: 'post', path: `${home}/new`, needs: 'calendar.manage', handle: enter },
    { method: 'get', path: `${home}/:no{[0-9]{1,6}}/withdraw`, needs: 'calendar.manage', handle: withdrawing(false) },
    { method: 'post', path: `${home}/:no{[0-9]{1,6}}/withdraw`, needs: 'calendar.manage', handle: withdrawing(true) },
  ]
}

/** A decision as what follows from it names it; like every record, in Vietnamese. */
const aboutOf = (closing: Closing): string => `${closingDaysText(closing, inVietnamese)}, ${closing.reason} (${closing.decision})`
const withdrawnOf = (closing: Closing, say: Say = inVietnamese): string =>
  say(`Bãi bỏ: ${aboutOf(closing)}`, `Withdrawn: ${aboutOf(closing)}`)

/** What was typed, as it came; the body is remembered by the request. */
async function typedOf(c: OfficeContext): Promise<Typed> {
  const body = await c.req.parseBody()
  return Object.fromEntries(Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}
