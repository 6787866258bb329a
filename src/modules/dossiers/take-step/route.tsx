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
    title: 'Nhận việc',
    submit: 'Nhận bước này',
    onStep: true,
    prepare: async () => undefined,
    schema: z.object({ step: z.string().max(40) }),
    blocked: ({ open, by, step, now }) => {
      if (!step) return null
      const tried = takeStep(open.dossier, { at: now, step: step.step, actor: by })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, { step }) => service.take(by, open.code, stamp, step),
    next: ({ open, step, by, now }) =>
      step && (
        <NextSteps
          handed={[{ ...step, officerId: by.officerId }]}
          names={open.names}
          calendar={open.calendar}
          now={now}
          nobody="Không có bước nào."
        />
      ),
    fields: ({ step, open }) =>
      step && (
        <p>
          Bước “{open.names.step(step.step)}” của {open.names.unit(step.unitId)} chưa có người nhận. Nhận rồi thì bước này vào “Việc của
          tôi”; thời gian của bước vẫn chạy như trước.
        </p>
      ),
  })
