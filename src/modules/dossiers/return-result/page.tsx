import type { FC } from 'hono/jsx'
import { Checkbox, RadioGroup, TextField } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'
import type { Outcome } from '../dossier.ts'
import type { Channel } from '../model.ts'

/** How results go out. */
export const channelOutNames: Record<Channel, string> = { 1: 'Tại quầy', 2: 'Điện tử', 3: 'Bưu chính công ích' }

/** By which way, and to whom. All three ways stand there: without script nothing is hidden. */
export const ReturnFields: FC<{
  typed: Record<string, string | string[]>
  faults: Record<string, string>
  outcome: Outcome | null
  channelOut: Channel
  applicantName: string
  agentName: string | null
  agentPaper: string | null
  hasEmail: boolean
}> = ({ typed, faults, outcome, channelOut, applicantName, agentName, agentPaper, hasEmail }) => (
  <>
    {outcome && (
      <p>
        {outcome.isPositive ? 'Kết quả' : 'Văn bản từ chối giải quyết'}: <b>{outcome.title}</b>, số {outcome.number} ngày{' '}
        {outcome.date.split('-').reverse().join('/')}.
      </p>
    )}
    <RadioGroup
      name="channel"
      label="Cách trả"
      required
      inline
      hint={`Người nộp đã chọn: ${channelOutNames[channelOut]}.`}
      value={typedIn(typed, 'channel', String(channelOut))}
      error={faults.channel}
      options={([1, 3, 2] as const).map((channel) => ({ value: String(channel), text: channelOutNames[channel] }))}
    />
    <fieldset class="ds-fieldset way" data-way="1">
      <legend class="ds-label">Tại quầy</legend>
      <RadioGroup
        name="receiver"
        label="Người nhận"
        value={typedIn(typed, 'receiver', 'applicant')}
        error={faults.receiver}
        options={[
          { value: 'applicant', text: `Người nộp: ${applicantName}` },
          ...(agentName === null ? [] : [{ value: 'agent', text: `Người được ủy quyền: ${agentName}` }]),
          { value: 'other', text: 'Người khác nhận thay' },
        ]}
      />
      <div class="stack for-others">
        <TextField name="name" label="Họ tên người nhận thay" value={typedIn(typed, 'name')} error={faults.name} />
        <TextField
          name="paper"
          label="Giấy ủy quyền hoặc quan hệ với người nộp"
          value={typedIn(typed, 'paper', agentPaper ?? '')}
          error={faults.paper}
        />
      </div>
      <Checkbox
        name="isChecked"
        label="Đã đối chiếu giấy tờ tùy thân của người nhận"
        checked={typedIn(typed, 'isChecked') !== ''}
        error={faults.isChecked}
      />
    </fieldset>
    <fieldset class="ds-fieldset way" data-way="3">
      <legend class="ds-label">Bưu chính công ích</legend>
      <TextField name="tracking" label="Số hiệu bưu gửi" width="code" value={typedIn(typed, 'tracking')} error={faults.tracking} />
    </fieldset>
    <fieldset class="ds-fieldset way" data-way="2">
      <legend class="ds-label">Điện tử</legend>
      <RadioGroup
        name="electronic"
        label="Nơi gửi"
        value={typedIn(typed, 'electronic')}
        error={faults.electronic}
        options={[
          { value: 'portal', text: 'Tài khoản của người nộp trên Cổng dịch vụ công' },
          {
            value: 'email',
            text: 'Thư điện tử đã đăng ký',
            disabled: !hasEmail,
            hint: hasEmail ? undefined : 'Hồ sơ chưa có địa chỉ thư.',
          },
        ]}
      />
    </fieldset>
  </>
)
