import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { TextArea } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { reasonField } from '../referrals/fields.adapter.ts'
import { waiveLeg } from './decide.ts'

const schema = inBoth((say) => z.object({ step: z.string().max(40), reason: reasonField(say) }))

/** Không cần liên thông: why no answer of another agency is waited for. */
export const waiveLegRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'waive-leg',
    needs: 'dossier.process',
    title: ({ say }) => say('Không cần trả lời liên thông', 'No answer of another agency is needed'),
    submit: ({ say }) => say('Ghi không cần', 'Record that it is not needed'),
    onStep: true,
    prepare: async () => undefined,
    schema,
    blocked: ({ open, by, now, step }) => {
      if (!step) return null
      const answer = waiveLeg(open.dossier, { at: now, actor: by, step: step.step, reason: 'x' })
      return answer.ok ? null : answer.error
    },
    run: ({ service }, { by, open }, stamp, asked) => service.waiveLeg(by, open.code, stamp, asked),
    next: ({ say }) => (
      <p>
        {say(
          'Bước hoàn thành được mà không có trả lời của cơ quan khác; từ lúc này thời gian là của đơn vị mình. Lý do còn trong nhật ký.',
          'The step can be completed without an answer of the other agency; from now on the time is our unit’s. The reason stays in the journal.',
        )}
      </p>
    ),
    fields: ({ typed, faults, say }) => (
      <TextArea
        name="reason"
        label={say('Lý do', 'Reason')}
        hint={say('Vì sao không cần cơ quan khác trả lời.', 'Why no answer of the other agency is needed.')}
        required
        rows={3}
        value={typedIn(typed, 'reason')}
        error={faults.reason}
      />
    ),
  })
