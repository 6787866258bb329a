import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Who } from '../../../platform/http/who.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { officerOf } from '../find.ts'
import type { FormView } from '../forms/page.tsx'
import { asTyped, byOf, dayField, idField, idOf, keyField, menu, readRecord, textField } from '../forms/route.tsx'
import { decideLeave } from '../people.ts'
import { type OrgRecord, serves } from '../record.ts'
import { explain } from '../sentences.ts'
import { officerLeaves } from '../service.ts'
import { LeavePage, type NotMoved } from './page.tsx'

/** Hands over all work that an officer holds; the module of the dossiers gives it. Asked again it moves what is left. */
export type HandOverWork = (
  who: Who,
  fromOfficerId: number,
  toOfficerId: number,
  reason: string,
  say: Say,
) => Promise<{ moved: number; refused: readonly { code: string; reason: string }[] }>

const schema = inBoth((say) =>
  z.object({
    key: keyField(say),
    lastDay: dayField(say('Ghi ngày làm việc cuối.', 'Enter the last working day.'), say),
    successor: idField(say('Chọn người nhận việc.', 'Choose the successor.')),
    reason: textField(say('Ghi lý do bàn giao.', 'Enter the reason for handing over.'), say, 500),
    anyway: z.string().optional(),
  }),
)
const path = '/office/org/officers/:id{[0-9]{1,9}}/leave'
const needs = 'org.manage'

/** Needs `org.manage`. First asks the rules, then moves the work, then ends the posts: a retry after any break goes on from there. */
export function leaveRoutes({ db, handOverWork }: { db: Database; handOverWork: HandOverWork }): OfficeRoute[] {
  const show = (
    c: OfficeContext,
    org: OrgRecord,
    given: Pick<FormView, 'typed' | 'faults' | 'refusal'>,
    { moved, notMoved }: { moved: number; notMoved: NotMoved } = { moved: 0, notMoved: [] },
  ): Response | Promise<Response> => {
    const officer = officerOf(org, idOf(c))
    if (!officer) return c.notFound()
    const key = typeof given.typed.key === 'string' ? given.typed.key : crypto.randomUUID()
    const { who, now, say } = c.var
    const view: FormView = { ...given, org, today: dayInVietnam(now), id: officer.id, hidden: { csrf: who.csrf, key } }
    const title = say('Thôi việc, bàn giao', 'Leave and hand over')
    return c.render(<LeavePage view={view} officer={officer} moved={moved} notMoved={notMoved} />, { title, menu })
  }

  const leave = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const org = await readRecord(db, who)
    const read = await readForm(c, schema)
    if (!read.ok) {
      c.status(422)
      return show(c, org, { ...read.error, refusal: null })
    }
    const { key, lastDay, successor, reason, anyway } = read.value
    const typed = asTyped(await c.req.parseBody({ all: true }))
    const officerId = idOf(c)
    const refuse = (kind: string, sentence: string) => {
      c.status(409)
      return show(c, org, { typed, faults: {}, refusal: { kind, sentence } })
    }
    const officer = officerOf(org, officerId)
    if (!officer) return c.notFound()
    const by = byOf(who, now, needs, key)
    if (officer.left === null) {
      const decision = decideLeave(org, { officerId, lastDay }, dayInVietnam(now))
      if (!decision.ok) return refuse(decision.error.kind, explain(decision.error, say, org))
    }
    const taker = officerOf(org, successor)
    if (!taker || taker.id === officerId || !serves(taker, dayInVietnam(now)) || taker.left !== null)
      return refuse(
        'bad-successor',
        say(
          'Người nhận việc phải là người khác đang làm việc tại cơ quan và chưa có ngày thôi việc.',
          'The successor must be another officer who serves in the agency and has no last day set.',
        ),
      )
    const { moved, refused } =
      officer.left === null ? await handOverWork(who, officerId, successor, reason, say) : { moved: 0, refused: [] }
    if (refused.length > 0 && anyway !== 'yes') {
      c.status(409)
      return show(c, org, { typed, faults: {}, refusal: null }, { moved, notMoved: refused })
    }
    const outcome = await officerLeaves(db, by, { officerId, lastDay })
    if (!outcome.ok) return refuse(outcome.error.kind, explain(outcome.error, say, org))
    return c.redirect(`/office/org/officers/${officerId}?moved=${moved}`, 303)
  }

  return [
    { method: 'get', path, needs, handle: async (c) => show(c, await readRecord(db, c.var.who), { typed: {}, faults: {}, refusal: null }) },
    { method: 'post', path, needs, handle: leave },
  ]
}
