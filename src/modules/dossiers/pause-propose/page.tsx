import type { FC } from 'hono/jsx'
import { DateField, FieldRow, RadioGroup, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { typedIn } from '../acting/page.tsx'
import { causeNames } from '../pause/history.ts'
import { type PauseCause, pauseCauses } from '../pause/hold.ts'
import { ItemRows, WantsPaper } from '../receive/page.tsx'

export type ProposeProps = {
  typed: Record<string, string | string[]>
  faults: Record<string, string>
  rows: number
  today: string
  contact: string
  /** Why this cause cannot be chosen; null: it can. */
  refusedFor: (cause: PauseCause) => string | null
  isOnline: boolean
}

/** What somebody who asks for a pause says: the cause of the closed list, its document, why; and all that is asked of the applicant. */
export const ProposeFields: FC<ProposeProps> = ({ typed, faults, rows, today, contact, refusedFor, isOnline }) => {
  const say = useSay()
  const evidence: Record<PauseCause, string> = {
    supplement: say('Văn bản: phiếu yêu cầu bổ sung (mẫu 02).', 'Document: the request to supplement (form 02).'),
    finance: say('Văn bản: thông báo nghĩa vụ thuế, phí.', 'Document: the notice of the tax or fee.'),
    'legal-hold': say('Văn bản: yêu cầu bằng văn bản của cơ quan ấy.', 'Document: the written request of that authority.'),
  }
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return (
    <>
      <RadioGroup
        name="cause"
        label={say('Căn cứ tạm dừng', 'Cause')}
        required
        hint={say(
          'Chỉ ba căn cứ này. Vắng người, chờ lãnh đạo, lỗi hệ thống, trao đổi nội bộ không phải căn cứ.',
          'Only these three. An absent officer, waiting for a leader, a fault of the system or a discussion inside the office is none.',
        )}
        value={typedIn(typed, 'cause')}
        error={faults.cause}
        options={pauseCauses.map((cause) => ({
          value: cause,
          text: capital(causeNames[say.lang][cause]),
          hint: refusedFor(cause) ?? evidence[cause],
          disabled: refusedFor(cause) !== null,
        }))}
      />
      <FieldRow>
        <TextField
          name="number"
          label={say('Số văn bản', 'Number of the document')}
          required
          value={typedIn(typed, 'number')}
          error={faults.number}
        />
        <DateField
          name="date"
          label={say('Ngày văn bản', 'Date of the document')}
          required
          value={typedIn(typed, 'date', today)}
          error={faults.date}
        />
      </FieldRow>
      <TextArea name="reason" label={say('Lý do', 'Reason')} required rows={3} value={typedIn(typed, 'reason')} error={faults.reason} />
      {refusedFor('supplement') === null && (
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{say('Nếu chờ người nộp bổ sung', 'If the applicant’s papers are waited for')}</legend>
          <p data-field="description">
            {say(
              'Ghi đủ mọi thứ cần bổ sung: khi đang giải quyết chỉ được yêu cầu một lần.',
              'List everything that is needed: papers may be asked for only once while it is processed.',
            )}
          </p>
          <div class="stack">
            <ItemRows
              typed={typed}
              faults={faults}
              rows={rows}
              add={
                <button class="ds-button" data-variant="tertiary" type="submit" name="round" value="add">
                  {say('Thêm dòng', 'Add lines')}
                </button>
              }
            />
            <TextField
              name="contact"
              label={say('Người hướng dẫn, số điện thoại', 'Contact person, telephone')}
              value={typedIn(typed, 'contact', contact)}
              error={faults.contact}
            />
            <WantsPaper typed={typed} isOnline={isOnline} error={faults.wantsPaper} />
          </div>
        </fieldset>
      )}
    </>
  )
}
