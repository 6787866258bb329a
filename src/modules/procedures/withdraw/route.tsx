import { z } from 'zod'
import { type Day, dayInVietnam, dayText } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { sayDay } from '../../../kernel/say-day.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { byOf, dayField, explainNotWritten, isNotWritten, menu, numberIn, type ProcedureDeps, stampFields } from '../office.adapter.ts'
import { readProcedure, withdrawProcedure } from '../store.ts'
import type { WithdrawRefused } from './decide.ts'
import { WithdrawPage } from './page.tsx'

const form = inBoth((say) => {
  const noReason = say('Ghi lý do bãi bỏ.', 'Enter the reason for the withdrawal.')
  return z.object({
    ...stampFields(say),
    lastDay: dayField(say('Chọn ngày áp dụng cuối cùng.', 'Choose the last day in force.'), say),
    reason: z.string(noReason).trim().min(1, noReason).max(500, say('Dài quá 500 chữ.', 'Longer than 500 characters.')),
  })
})
const needs = 'procedure.publish'

type Shown = { typed?: Readonly<Record<string, string | string[]>>; faults?: Readonly<Record<string, string>>; refusal?: string }

/** Need `procedure.publish`: takes a procedure out of force. */
export function withdrawRoutes({ db, forget }: ProcedureDeps): OfficeRoute[] {
  const show = async (c: OfficeContext, { typed = {}, faults = {}, refusal }: Shown = {}): Promise<Response> => {
    const { who, now, say } = c.var
    const procedure = await db.inAgency(who.agencyId, (tx) => readProcedure(tx, who.agencyId, numberIn(c.req.param('id'))))
    if (!procedure) return c.notFound()
    const today = dayInVietnam(now)
    return c.render(
      <WithdrawPage
        procedure={procedure}
        firstDay={dayText((today - 1) as Day)}
        today={dayText(today)}
        typed={typed}
        faults={faults}
        refusal={refusal}
        hidden={{
          csrf: who.csrf,
          key: typeof typed.key === 'string' ? typed.key : crypto.randomUUID(),
          seen: String(procedure.revision),
        }}
      />,
      { title: say('Bãi bỏ thủ tục', 'Withdraw the procedure'), menu },
    )
  }

  const take = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const read = await readForm(c, form)
    if (!read.ok) {
      c.status(422)
      return show(c, read.error)
    }
    const { seen, key, lastDay, reason } = read.value
    const procedureId = numberIn(c.req.param('id'))
    const outcome = await withdrawProcedure(db, byOf(who, now, needs), procedureId, { seen, key }, { lastDay, reason })
    if (outcome.ok) {
      forget?.(who.agencyId)
      return c.redirect(`/office/procedures/${procedureId}`, 303)
    }
    const refused = outcome.error
    if (refused.kind === 'not-found') return c.notFound()
    c.status(409)
    const typed = { lastDay: dayText(lastDay), reason }
    return show(c, { typed, refusal: isNotWritten(refused) ? explainNotWritten(refused, say) : explain(refused, say) })
  }

  return [
    { method: 'get', path: '/office/procedures/:id{[0-9]+}/withdraw', needs, handle: (c) => show(c) },
    { method: 'post', path: '/office/procedures/:id{[0-9]+}/withdraw', needs, handle: take },
  ]
}

/** What the officer reads. A new refusal without a sentence does not compile. */
function explain(refusal: WithdrawRefused, say: Say): string {
  switch (refusal.kind) {
    case 'not-in-force':
      return say('Thủ tục không có phiên bản nào áp dụng sau ngày này.', 'The procedure has no version in force after this day.')
    case 'no-reason':
      return say('Ghi lý do bãi bỏ.', 'Enter the reason for the withdrawal.')
    case 'ended-in-the-past': {
      const yesterday = sayDay(refusal.yesterday, say)
      return say(`Ngày cuối cùng sớm nhất là hôm qua (${yesterday}).`, `The earliest last day is yesterday (${yesterday}).`)
    }
  }
}
