import { z } from 'zod'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { TextArea } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { refuse } from './decide.ts'

/** Reason and legal basis of a refusal (phiếu 03). */
export const refusalFields = {
  reason: z.string().trim().min(1, 'Ghi lý do từ chối.').max(2000, 'Lý do nhiều nhất 2000 ký tự.'),
  basis: z.string().trim().min(1, 'Ghi căn cứ pháp lý của việc từ chối.').max(1000, 'Căn cứ nhiều nhất 1000 ký tự.'),
}

/** Từ chối tiếp nhận, for papers taken in before. */
export const refuseRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'refuse',
    needs: 'dossier.receive',
    title: 'Từ chối tiếp nhận',
    submit: 'Từ chối tiếp nhận',
    danger: true,
    prepare: async () => undefined,
    schema: z.object(refusalFields),
    blocked: ({ open, now }) => {
      const tried = refuse(open.dossier, { at: now, reason: '', basis: '' })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, asked) => service.refuse(by, open.code, stamp, asked),
    next: () => <p>Hồ sơ kết thúc ở trạng thái “Không được tiếp nhận”. In phiếu 03 giao cho người nộp cùng toàn bộ giấy tờ.</p>,
    fields: ({ typed, faults }) => (
      <>
        <TextArea name="reason" label="Lý do từ chối" required rows={4} value={typedIn(typed, 'reason')} error={faults.reason} />
        <TextArea
          name="basis"
          label="Căn cứ pháp lý"
          hint="Điều, khoản của văn bản làm căn cứ; in trên phiếu 03."
          required
          rows={2}
          value={typedIn(typed, 'basis')}
          error={faults.basis}
        />
      </>
    ),
  })
