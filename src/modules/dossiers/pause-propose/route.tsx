import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { Typed } from '../../../platform/http/forms.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { dateValue, typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { explainRefusal } from '../explain.ts'
import { type PauseCause, pauseCauses } from '../pause/hold.ts'
import { rulesOf } from '../pause/rules.ts'
import { contactFault, hasPhone, readItems } from '../receive/form.adapter.ts'
import { own } from '../take-step/decide.ts'
import { isWhollyOnline } from '../wholly-online.ts'
import { type PauseNotAllowed, pauseRefusal } from './decide.ts'
import { ProposeFields } from './page.tsx'

const list = z.union([z.string(), z.array(z.string())]).optional()
const rowsAtFirst = 3

const schema = inBoth((say) =>
  z
    .object({
      step: z.string().max(40),
      cause: z.enum(pauseCauses, say('Chọn căn cứ tạm dừng.', 'Choose the cause.')),
      number: z
        .string()
        .trim()
        .min(1, say('Tạm dừng phải có văn bản: ghi số của văn bản.', 'A pause rests on a document: enter its number.'))
        .max(100, say('Số văn bản nhiều nhất 100 ký tự.', 'A number has at most 100 characters.')),
      date: z.iso.date(say('Ngày không có thật; ghi theo ngày/tháng/năm.', 'There is no such date; enter day/month/year.')),
      reason: z
        .string()
        .trim()
        .min(1, say('Ghi lý do tạm dừng.', 'Enter the reason.'))
        .max(2000, say('Lý do nhiều nhất 2000 ký tự.', 'A reason has at most 2000 characters.')),
      what: list,
      why: list,
      contact: z.string().trim().max(300, say('Nhiều nhất 300 ký tự.', 'At most 300 characters.')).default(''),
      wantsPaper: z.string().optional(),
    })
    .transform(({ what, why, contact, wantsPaper, number, date, ...asked }, ctx) => {
      const faults: Record<string, string> = {}
      const isAsking = asked.cause === 'supplement'
      const items = isAsking ? readItems(texts({ what, why }), faults, say) : []
      if (isAsking && items.length === 0 && Object.keys(faults).length === 0)
        faults['what-0'] = say('Ghi ít nhất một giấy tờ cần bổ sung.', 'Enter at least one paper that is needed.')
      if (isAsking && !hasPhone(contact)) faults.contact = contactFault(say)
      for (const [field, message] of Object.entries(faults)) ctx.addIssue({ code: 'custom', path: [field], message })
      const more = isAsking ? { contact } : {}
      return { ...asked, document: { number, date }, items, wantsPaper: isAsking && wantsPaper !== undefined, ...more }
    }),
)

const texts = (fields: Record<string, string | string[] | undefined>): Typed =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** What would stand against a pause of this cause, were all the fields well filled. */
function against({ open, now }: Pick<View<unknown>, 'open' | 'now'>, cause: PauseCause): PauseNotAllowed | null {
  const { dossier, calendar, procedure } = open
  const asked = { cause, document: { number: 'x', date: dateValue(calendar, now) }, items: [{ what: 'x', why: 'x' }] }
  return pauseRefusal(dossier, asked, { at: now, calendar, plan: procedure.plan, ...rulesOf(dossier, procedure.plan, now) })
}

/** A cause alone is refused; others may do. */
const isOfCause = ({ kind }: PauseNotAllowed): boolean => kind === 'asked-enough' || kind === 'not-a-ground'

/** Đề nghị tạm dừng: the clock goes on until the head has decided. */
export const proposePauseRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'pause-propose',
    needs: 'dossier.process',
    title: ({ say }) => say('Đề nghị tạm dừng', 'Propose a pause'),
    submit: ({ say }) => say('Gửi đề nghị', 'Send the proposal'),
    onStep: true,
    prepare: async () => undefined,
    schema,
    blocked: (view) => {
      const { open, by, step } = view
      if (!step) return null
      const mine = own(open.dossier, step.step, by)
      if (!mine.ok) return mine.error
      const { proposal } = open.dossier
      if (proposal) return { kind: 'already-proposed', at: proposal.at }
      const refused = pauseCauses.map((cause) => against(view, cause))
      return refused.find((r) => r !== null && !isOfCause(r)) ?? (refused.every((r) => r !== null) ? (refused[0] ?? null) : null)
    },
    run: ({ service }, { by, open }, stamp, asked) => service.proposePause(by, open.code, stamp, asked),
    next: ({ say, open, step }) => (
      <p>
        {say(
          `Người đứng đầu ${step ? open.names.unit(step.unitId) : 'đơn vị'} quyết định; người đề nghị không tự duyệt. Đồng hồ vẫn chạy cho đến khi được duyệt, và không dừng lùi về trước.`,
          `The head of ${step ? open.names.unit(step.unitId) : 'the unit'} decides; whoever proposes does not. The clock goes on until then, and is never stopped backwards.`,
        )}
      </p>
    ),
    fields: (view) => {
      const { typed, faults, open, by, now, say } = view
      const refusedFor = (cause: PauseCause) => {
        const refused = against(view, cause)
        return refused && explainRefusal(refused, say, open.names)
      }
      return (
        <ProposeFields
          typed={typed}
          faults={faults}
          rows={Math.max(rowsAtFirst, [typed.what ?? []].flat().length) + (typedIn(typed, 'round') === 'add' ? 2 : 0)}
          today={dateValue(open.calendar, now)}
          contact={`${open.names.officer(by.officerId)}, `}
          refusedFor={refusedFor}
          isOnline={isWhollyOnline(open.dossier.filing, open.procedure.plan)}
        />
      )
    },
  })
