import { z } from 'zod'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import type { Channel } from '../model.ts'
import { returnResult } from './decide.ts'
import { ReturnFields } from './page.tsx'

const text = (max: number) => z.string().trim().max(max, `Nhiều nhất ${max} ký tự.`).default('')
const schema = z
  .object({
    channel: z.enum(['1', '2', '3'], 'Chọn cách trả.'),
    receiver: z.enum(['applicant', 'agent', 'other']).optional(),
    name: text(200),
    paper: text(300),
    isChecked: z.string().optional(),
    tracking: text(60),
    electronic: z.enum(['email', 'portal']).optional(),
  })
  .superRefine((asked, ctx) => {
    const fault = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (asked.channel === '3' && !/^[A-Za-z0-9][A-Za-z0-9 .-]{4,}$/.test(asked.tracking))
      fault('tracking', 'Ghi số hiệu bưu gửi (chữ và số, ít nhất 5 ký tự).')
    if (asked.channel === '2' && !asked.electronic) fault('electronic', 'Chọn nơi gửi kết quả điện tử.')
    if (asked.channel !== '1') return
    if (!asked.receiver) fault('receiver', 'Chọn người nhận.')
    if (asked.receiver === 'other' && asked.name === '') fault('name', 'Ghi họ tên người nhận thay.')
    if (asked.receiver !== 'applicant' && asked.receiver !== undefined && asked.paper === '')
      fault('paper', 'Ghi giấy ủy quyền hoặc quan hệ với người nộp.')
    if (!asked.isChecked) fault('isChecked', 'Đối chiếu giấy tờ tùy thân của người nhận rồi đánh dấu.')
  })

/**
 * Who received the result, for the journal: nobody's number, no electronic address, and a name only where it stands nowhere else.
 * The applicant's and the agent's own data stay with their records.
 */
function receivedBy(asked: z.output<typeof schema>): string {
  if (asked.channel === '3') return asked.tracking.toUpperCase()
  if (asked.channel === '2') return asked.electronic === 'email' ? 'thư điện tử đã đăng ký' : 'tài khoản trên Cổng dịch vụ công'
  const who =
    asked.receiver === 'applicant' ? 'người nộp' : asked.receiver === 'agent' ? 'người được ủy quyền' : `người nhận thay ${asked.name}`
  return `${who}${asked.receiver === 'applicant' ? '' : ` (${asked.paper})`}, đã đối chiếu giấy tờ`
}

/** Trả kết quả: at the counter, by post, or electronically. */
export const returnResultRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'return-result',
    needs: 'dossier.receive',
    title: 'Trả kết quả',
    submit: 'Đã trả kết quả',
    prepare: async () => undefined,
    schema,
    blocked: ({ open, now }) => {
      const tried = returnResult(open.dossier, { at: now, channel: 1, to: 'x' })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, asked) =>
      service.returnResult(by, open.code, stamp, { channel: Number(asked.channel) as Channel, to: receivedBy(asked) }),
    next: () => (
      <p>Hồ sơ sang trạng thái “Đã trả kết quả”. Trước hạn hay quá hạn đã định từ lúc kết thúc xử lý, không đổi theo ngày đến nhận.</p>
    ),
    fields: ({ open, typed, faults }) => (
      <ReturnFields
        typed={typed}
        faults={faults}
        outcome={open.dossier.outcome}
        channelOut={open.dossier.filing.channelOut}
        agentPaper={open.dossier.filing.agent?.paper ?? null}
        agentName={open.agent?.name ?? null}
        applicantName={open.applicant.name}
        hasEmail={open.applicant.email !== ''}
      />
    ),
  })
