import { z } from 'zod'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { TextArea } from '../../../ui/form.tsx'
import { NextSteps, typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { isOfIn } from '../service.ts'
import { sendBack } from './decide.ts'

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
    title: 'Trả lại bước trước',
    submit: 'Trả lại',
    danger: true,
    onStep: true,
    prepare: async () => undefined,
    schema: z.object({
      step: z.string().max(40),
      reason: z.string().trim().min(1, 'Ghi lý do trả lại.').max(2000, 'Lý do nhiều nhất 2000 ký tự.'),
    }),
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
            nobody="Không có bước trước."
          />
          <p class="small">Thời gian đã dùng vẫn tính cho người đã dùng; hạn trả không đổi.</p>
        </>
      )
    },
    fields: ({ typed, faults }) => (
      <TextArea
        name="reason"
        label="Lý do trả lại"
        hint="Người làm bước trước đọc câu này: cần sửa gì, ở đâu."
        required
        rows={4}
        value={typedIn(typed, 'reason')}
        error={faults.reason}
      />
    ),
  })
