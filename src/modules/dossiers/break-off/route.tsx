import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { RadioGroup, TextArea } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import type { Broken } from '../dossier.ts'
import { explainRefusal } from '../explain.ts'
import { statuses, statusNames } from '../model.ts'
import { brokenNames } from '../pause/history.ts'
import { breakOff, waysToBreakOff } from './decide.ts'

const schema = inBoth((say) =>
  z.object({
    kind: z.enum(['withdrawn', 'stopped', 'not-supplemented'], say('Chọn vì sao hồ sơ kết thúc.', 'Choose why the dossier ends.')),
    reason: z
      .string()
      .trim()
      .min(1, say('Ghi lý do.', 'Enter the reason.'))
      .max(2000, say('Lý do nhiều nhất 2000 ký tự.', 'A reason has at most 2000 characters.')),
  }),
)

const tried = ({ open, by, now }: Pick<View<unknown>, 'open' | 'by' | 'now'>, kind: Broken['kind']) =>
  breakOff(open.dossier, { at: now, kind, reason: 'x', actor: by })

/** Rút, dừng, đóng hồ sơ: an end without a result, on the applicant's word or because what was asked for never came. */
export const breakOffRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'break-off',
    needs: 'dossier.process',
    title: ({ say }) => say('Rút, dừng, đóng hồ sơ', 'Withdraw, stop or close'),
    submit: ({ say }) => say('Kết thúc hồ sơ', 'End the dossier'),
    danger: true,
    prepare: async () => undefined,
    schema,
    blocked: (view) => {
      const [first, second] = waysToBreakOff(view.open.dossier).map((kind) => tried(view, kind))
      if (first?.ok || second?.ok) return null
      // What is theirs to do, but not yet, says more than what is not theirs at all.
      const refused = [first, second].flatMap((answer) => (answer && !answer.ok ? [answer.error] : []))
      return refused.find(({ kind }) => kind !== 'not-answerable') ?? refused[0] ?? null
    },
    run: ({ service }, { by, open }, stamp, asked) => service.breakOff(by, open.code, stamp, asked),
    next: ({ say }) => (
      <>
        <p>
          {say(
            'Hồ sơ kết thúc mà không có kết quả: các bước đang làm dừng ở đây, không tính trước hạn hay quá hạn.',
            'The dossier ends without a result: steps being done stop here, and it counts neither as early nor as late.',
          )}
        </p>
        <p class="small">
          {say(
            `Trạng thái “${statusNames.vi[statuses.withdrawn]}” khi rút, “${statusNames.vi[statuses.stopped]}” khi dừng hoặc đóng.`,
            `The status is “${statusNames.en[statuses.withdrawn]}” when withdrawn, “${statusNames.en[statuses.stopped]}” when stopped or closed.`,
          )}
        </p>
      </>
    ),
    fields: (view) => {
      const { typed, faults, open, say } = view
      return (
        <>
          <RadioGroup
            name="kind"
            label={say('Vì sao kết thúc', 'Why it ends')}
            required
            value={typedIn(typed, 'kind')}
            error={faults.kind}
            options={waysToBreakOff(open.dossier).map((kind) => {
              const answer = tried(view, kind)
              return {
                value: kind,
                text: brokenNames[say.lang][kind],
                disabled: !answer.ok,
                hint: answer.ok ? undefined : explainRefusal(answer.error, say, open.names),
              }
            })}
          />
          <TextArea
            name="reason"
            label={say('Lý do', 'Reason')}
            hint={say(
              'Đơn của người nộp (ngày nào), hoặc đã yêu cầu gì mà không đến.',
              'The applicant’s letter and its day, or what was asked for and did not come.',
            )}
            required
            rows={3}
            value={typedIn(typed, 'reason')}
            error={faults.reason}
          />
        </>
      )
    },
  })
