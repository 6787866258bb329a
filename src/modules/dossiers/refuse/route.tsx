import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { TextArea } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { statuses, statusNames } from '../model.ts'
import { refuse } from './decide.ts'

/** Reason and legal basis of a refusal (phiếu 03). */
const schema = inBoth((say) =>
  z.object({
    reason: z
      .string()
      .trim()
      .min(1, say('Ghi lý do từ chối.', 'Enter the reason for the refusal.'))
      .max(2000, say('Lý do nhiều nhất 2000 ký tự.', 'A reason has at most 2000 characters.')),
    basis: z
      .string()
      .trim()
      .min(1, say('Ghi căn cứ pháp lý của việc từ chối.', 'Enter the legal basis of the refusal.'))
      .max(1000, say('Căn cứ nhiều nhất 1000 ký tự.', 'A legal basis has at most 1000 characters.')),
  }),
)

/** Từ chối tiếp nhận, for papers taken in before. */
export const refuseRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'refuse',
    needs: 'dossier.receive',
    title: ({ say }) => say('Từ chối tiếp nhận', 'Refuse the dossier'),
    submit: ({ say }) => say('Từ chối tiếp nhận', 'Refuse'),
    danger: true,
    prepare: async () => undefined,
    schema,
    blocked: ({ open, now }) => {
      const tried = refuse(open.dossier, { at: now, reason: '', basis: '' })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, asked) => service.refuse(by, open.code, stamp, asked),
    next: ({ say }) => (
      <p>
        {say(
          'Hồ sơ kết thúc ở trạng thái “Không được tiếp nhận”. In phiếu 03 giao cho người nộp cùng toàn bộ giấy tờ.',
          `The dossier ends with the status “${statusNames.en[statuses.refused]}”. Print form 03 and give it to the applicant with all the papers.`,
        )}
      </p>
    ),
    fields: ({ typed, faults, say }) => (
      <>
        <TextArea
          name="reason"
          label={say('Lý do từ chối', 'Reason for the refusal')}
          required
          rows={4}
          value={typedIn(typed, 'reason')}
          error={faults.reason}
        />
        <TextArea
          name="basis"
          label={say('Căn cứ pháp lý', 'Legal basis')}
          hint={say(
            'Điều, khoản của văn bản làm căn cứ; in trên phiếu 03.',
            'Article and clause of the law it rests on; printed on form 03.',
          )}
          required
          rows={2}
          value={typedIn(typed, 'basis')}
          error={faults.basis}
        />
      </>
    ),
  })
