import type { FC } from 'hono/jsx'
import { day } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { sayDay } from '../../../kernel/say-day.ts'
import { Checkbox, RadioGroup, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { typedIn } from '../acting/page.tsx'
import type { Outcome } from '../dossier.ts'
import type { Channel } from '../model.ts'

/** How results go out. */
const channelOutNames = inBoth(
  (say) =>
    ({
      1: say('Tại quầy', 'At the counter'),
      2: say('Điện tử', 'Electronically'),
      3: say('Bưu chính công ích', 'By public post'),
    }) satisfies Record<Channel, string>,
)

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
}> = ({ typed, faults, outcome, channelOut, applicantName, agentName, agentPaper, hasEmail }) => {
  const say = useSay()
  const ways = channelOutNames[say.lang]
  const outcomeDate = outcome && sayDay(day(outcome.date), say)
  return (
    <>
      {outcome && (
        <p>
          {outcome.isPositive ? say('Kết quả', 'Result') : say('Văn bản từ chối giải quyết', 'Letter that does not grant it')}:{' '}
          <b>{outcome.title}</b>
          {say(`, số ${outcome.number} ngày ${outcomeDate}.`, `, no. ${outcome.number} of ${outcomeDate}.`)}
        </p>
      )}
      <RadioGroup
        name="channel"
        label={say('Cách trả', 'How it is returned')}
        required
        inline
        hint={say(`Người nộp đã chọn: ${ways[channelOut]}.`, `The applicant chose: ${ways[channelOut]}.`)}
        value={typedIn(typed, 'channel', String(channelOut))}
        error={faults.channel}
        options={([1, 3, 2] as const).map((channel) => ({ value: String(channel), text: ways[channel] }))}
      />
      <fieldset class="ds-fieldset way" data-way="1">
        <legend class="ds-label">{ways[1]}</legend>
        <RadioGroup
          name="receiver"
          label={say('Người nhận', 'Receiver')}
          value={typedIn(typed, 'receiver', 'applicant')}
          error={faults.receiver}
          options={[
            { value: 'applicant', text: say(`Người nộp: ${applicantName}`, `The applicant: ${applicantName}`) },
            ...(agentName === null ? [] : [{ value: 'agent', text: say(`Người được ủy quyền: ${agentName}`, `The agent: ${agentName}`) }]),
            { value: 'other', text: say('Người khác nhận thay', 'Somebody else') },
          ]}
        />
        <div class="stack for-others">
          <TextField
            name="name"
            label={say('Họ tên người nhận thay', 'Full name of the receiver')}
            value={typedIn(typed, 'name')}
            error={faults.name}
          />
          <TextField
            name="paper"
            label={say('Giấy ủy quyền hoặc quan hệ với người nộp', 'Authorisation, or relation to the applicant')}
            value={typedIn(typed, 'paper', agentPaper ?? '')}
            error={faults.paper}
          />
        </div>
        <Checkbox
          name="isChecked"
          label={say('Đã đối chiếu giấy tờ tùy thân của người nhận', 'The receiver’s identity papers were checked')}
          checked={typedIn(typed, 'isChecked') !== ''}
          error={faults.isChecked}
        />
      </fieldset>
      <fieldset class="ds-fieldset way" data-way="3">
        <legend class="ds-label">{ways[3]}</legend>
        <TextField
          name="tracking"
          label={say('Số hiệu bưu gửi', 'Tracking number')}
          width="code"
          value={typedIn(typed, 'tracking')}
          error={faults.tracking}
        />
      </fieldset>
      <fieldset class="ds-fieldset way" data-way="2">
        <legend class="ds-label">{ways[2]}</legend>
        <RadioGroup
          name="electronic"
          label={say('Nơi gửi', 'Where it is sent')}
          value={typedIn(typed, 'electronic')}
          error={faults.electronic}
          options={[
            {
              value: 'portal',
              text: say('Tài khoản của người nộp trên Cổng dịch vụ công', 'The applicant’s account on the Public Service Portal'),
            },
            {
              value: 'email',
              text: say('Thư điện tử đã đăng ký', 'The email address on record'),
              disabled: !hasEmail,
              hint: hasEmail ? undefined : say('Hồ sơ chưa có địa chỉ thư.', 'The dossier has no email address.'),
            },
          ]}
        />
      </fieldset>
    </>
  )
}
