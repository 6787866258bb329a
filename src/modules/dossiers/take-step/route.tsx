import { z } from 'zod'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { NextSteps } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { takeStep } from './decide.ts'

/** Nhận việc: a step that waits for somebody of the unit becomes one's own. */
export const takeStepRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'take-step',
    needs: 'dossier.process',
    title: ({ say }) => say('Nhận việc', 'Take the step'),
    submit: ({ say }) => say('Nhận bước này', 'Take this step'),
    onStep: true,
    prepare: async () => undefined,
    schema: z.object({ step: z.string().max(40) }),
    blocked: ({ open, by, step, now }) => {
      if (!step) return null
      const tried = takeStep(open.dossier, { at: now, step: step.step, actor: by })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, { step }) => service.take(by, open.code, stamp, step),
    next: ({ open, step, by, now, say }) =>
      step && (
        <NextSteps
          handed={[{ ...step, officerId: by.officerId }]}
          names={open.names}
          calendar={open.calendar}
          now={now}
          nobody={say('Không có bước nào.', 'There is no step.')}
        />
      ),
    fields({ step, open, say }) {
      if (!step) return null
      const name = open.names.step(step.step)
      const unit = open.names.unit(step.unitId)
      return (
        <p>
          {say(
            `Bước “${name}” của ${unit} chưa có người nhận. Nhận rồi thì bước này vào “Việc của tôi”; thời gian của bước vẫn chạy như trước.`,
            `Nobody of ${unit} has taken the step “${name}” yet. Once taken, it stands in “My work”; its time runs on as before.`,
          )}
        </p>
      )
    },
  })
