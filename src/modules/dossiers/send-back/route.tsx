import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { TextArea } from '../../../ui/form.tsx'
import { NextSteps, typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { isOfIn } from '../service.ts'
import { sendBack } from './decide.ts'

const schema = inBoth((say) =>
  z.object({
    step: z.string().max(40),
    reason: z
      .string()
      .trim()
      .min(1, say('Ghi lý do trả lại.', 'Enter the reason for sending it back.'))
      .max(2000, say('Lý do nhiều nhất 2000 ký tự.', 'A reason has at most 2000 characters.')),
  }),
)

const tried = ({ open, by, step, now }: Omit<View<undefined>, 'more'>) =>
  step &&
  sendBack(open.dossier, {
    at: now,
    step: step.step,
    reason: '',
    actor: by,
    plan: open.procedure.plan,
    calendar: open.calendar,
    isOf: isOfIn(open.org),
  })

/** Trả lại bước trước, with a reason: it goes to whoever did that step. */
export const sendBackRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'send-back',
    needs: 'dossier.process',
    title: ({ say }) => say('Trả lại bước trước', 'Send back'),
    submit: ({ say }) => say('Trả lại', 'Send back'),
    danger: true,
    onStep: true,
    prepare: async () => undefined,
    schema,
    blocked: (view) => {
      const answer = tried(view)
      return answer && !answer.ok ? answer.error : null
    },
    run: ({ service }, { by, open }, stamp, asked) => service.sendBack(by, open.code, stamp, asked),
    next: (view) => {
      const answer = tried(view)
      const returned = answer?.ok ? answer.value.events.find((e) => e.type === 'step-returned') : undefined
      return (
        <>
          <NextSteps
            handed={returned?.handed ?? []}
            names={view.open.names}
            calendar={view.open.calendar}
            now={view.now}
            nobody={view.say('Không có bước trước.', 'There is no step before this one.')}
          />
          <p class="small">
            {view.say(
              'Thời gian đã dùng vẫn tính cho người đã dùng; hạn trả không đổi.',
              'Time used stays with whoever used it; the due time of the dossier does not change.',
            )}
          </p>
        </>
      )
    },
    fields: ({ typed, faults, say }) => (
      <TextArea
        name="reason"
        label={say('Lý do trả lại', 'Reason for sending it back')}
        hint={say(
          'Người làm bước trước đọc câu này: cần sửa gì, ở đâu.',
          'Whoever did the step before reads this: what to mend, and where.',
        )}
        required
        rows={4}
        value={typedIn(typed, 'reason')}
        error={faults.reason}
      />
    ),
  })
