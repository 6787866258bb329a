import { z } from 'zod'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { checkedPapers, receivers } from '../forms/recorded.ts'
import { type Channel, statuses, statusNames } from '../model.ts'
import { returnResult } from './decide.ts'
import { ReturnFields } from './page.tsx'

const text = (max: number, say: Say) =>
  z
    .string()
    .trim()
    .max(max, say(`Nhiều nhất ${max} ký tự.`, `At most ${max} characters.`))
    .default('')
const schema = inBoth((say) =>
  z
    .object({
      channel: z.enum(['1', '2', '3'], say('Chọn cách trả.', 'Choose how it is returned.')),
      receiver: z.enum(['applicant', 'agent', 'other']).optional(),
      name: text(200, say),
      paper: text(300, say),
      isChecked: z.string().optional(),
      tracking: text(60, say),
      electronic: z.enum(['email', 'portal']).optional(),
    })
    .superRefine((asked, ctx) => {
      const fault = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
      if (asked.channel === '3' && !/^[A-Za-z0-9][A-Za-z0-9 .-]{4,}$/.test(asked.tracking))
        fault(
          'tracking',
          say(
            'Ghi số hiệu bưu gửi (chữ và số, ít nhất 5 ký tự).',
            'Enter the tracking number (letters and digits, at least 5 characters).',
          ),
        )
      if (asked.channel === '2' && !asked.electronic)
        fault('electronic', say('Chọn nơi gửi kết quả điện tử.', 'Choose where the electronic result is sent.'))
      if (asked.channel !== '1') return
      if (!asked.receiver) fault('receiver', say('Chọn người nhận.', 'Choose the receiver.'))
      if (asked.receiver === 'other' && asked.name === '')
        fault('name', say('Ghi họ tên người nhận thay.', 'Enter the full name of the receiver.'))
      if (asked.receiver !== 'applicant' && asked.receiver !== undefined && asked.paper === '')
        fault('paper', say('Ghi giấy ủy quyền hoặc quan hệ với người nộp.', 'Enter the authorisation, or the relation to the applicant.'))
      if (!asked.isChecked)
        fault(
          'isChecked',
          say('Đối chiếu giấy tờ tùy thân của người nhận rồi đánh dấu.', 'Check the receiver’s identity papers, then tick this.'),
        )
    }),
)

/**
 * Who received the result, for the journal: nobody's number, no electronic address, and a name only where it stands nowhere else.
 * The applicant's and the agent's own data stay with their records.
 */
function receivedBy(asked: z.output<typeof schema.vi>): string {
  if (asked.channel === '3') return asked.tracking.toUpperCase()
  if (asked.channel === '2') return receivers[asked.electronic ?? 'portal'].vi
  if (asked.receiver === 'applicant') return `${receivers.applicant.vi}, ${checkedPapers.vi}`
  const who = asked.receiver === 'agent' ? receivers.agent.vi : `${receivers.other.vi} ${asked.name}`
  return `${who} (${asked.paper}), ${checkedPapers.vi}`
}

/** Trả kết quả: at the counter, by post, or electronically. */
export const returnResultRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'return-result',
    needs: 'dossier.receive',
    title: ({ say }) => say('Trả kết quả', 'Return the result'),
    submit: ({ say }) => say('Đã trả kết quả', 'The result is returned'),
    prepare: async () => undefined,
    schema,
    blocked: ({ open, now }) => {
      const tried = returnResult(open.dossier, { at: now, channel: 1, to: 'x', waiting: null })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, asked) =>
      service.returnResult(by, open.code, stamp, { channel: Number(asked.channel) as Channel, to: receivedBy(asked) }),
    next: ({ say }) => (
      <p>
        {say(
          'Hồ sơ sang trạng thái “Đã trả kết quả”. Trước hạn hay quá hạn đã định từ lúc kết thúc xử lý, không đổi theo ngày đến nhận.',
          `The dossier gets the status “${statusNames.en[statuses.returned]}”. Early or late was decided when processing ended; the day of collection does not change it.`,
        )}
      </p>
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
