import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { TextArea } from '../../../ui/form.tsx'
import { showMoment } from '../../../ui/words.ts'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { reasonField } from '../referrals/fields.adapter.ts'
import { outstanding } from '../referrals/referral.ts'
import { addresseeName } from '../referrals/words.ts'
import { waiveOpinions } from './decide.ts'

const schema = inBoth((say) => z.object({ step: z.string().max(40), reason: reasonField(say) }))

/** Không chờ ý kiến: the head's, with a reason. */
export const waiveOpinionsRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'waive-opinions',
    needs: 'dossier.reassign',
    title: ({ say }) => say('Không chờ ý kiến còn thiếu', 'Do not wait for the opinions still out'),
    submit: ({ say }) => say('Quyết định không chờ', 'Decide not to wait'),
    onStep: true,
    prepare: async () => undefined,
    schema,
    blocked: ({ open, by, now, step }) => {
      if (!step) return null
      const answer = waiveOpinions(open.dossier, { at: now, actor: by, step: step.step, reason: 'x' })
      return answer.ok ? null : answer.error
    },
    run: ({ service }, { by, open }, stamp, asked) => service.waiveOpinions(by, open.code, stamp, asked),
    next: ({ open, now, step, say }) => (
      <>
        <p>{say('Thôi chờ:', 'Not waited for any more:')}</p>
        <ul>
          {(step ? outstanding(open.dossier, step.step, now) : []).map(({ to, dueAt }) => (
            <li>
              {addresseeName(to, open.names)}
              {dueAt !== null && (
                <span class="small">
                  {say(` (thời hạn đến ${showMoment(dueAt, now, 'vi')})`, ` (term until ${showMoment(dueAt, now, 'en')})`)}
                </span>
              )}
            </li>
          ))}
        </ul>
        <p class="small">
          {say(
            'Trả lời đến sau vẫn được ghi nhận. Từ lúc này thời gian là của bước đang hỏi.',
            'An answer that comes later is still recorded. From now on the time is that of the step that asked.',
          )}
        </p>
      </>
    ),
    fields: ({ typed, faults, say }) => (
      <TextArea name="reason" label={say('Lý do', 'Reason')} required rows={3} value={typedIn(typed, 'reason')} error={faults.reason} />
    ),
  })
