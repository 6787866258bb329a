import type { FC } from 'hono/jsx'
import {
  CheckboxGroup,
  DateField,
  ErrorSummary,
  FieldRow,
  FileField,
  Form,
  FormButtons,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ArrivalFiles, arrivalsPath } from '../arrivals/page.tsx'
import { promptnessNames, secrecyNames } from '../explain.ts'
import { documentKinds, kindNames, urgencies, urgencyNames } from '../kinds.ts'
import { incomingPath } from '../list-incoming/page.tsx'
import type { Promptness } from './decide.ts'

export type RegisterPageProps = {
  /** Of the document that is corrected; null: a new one. */
  id: number | null
  /** What another agency sent and this registers. */
  arrival: { id: number; recalledReason: string | null } | null
  hidden: Readonly<Record<string, string>>
  typed: Readonly<Record<string, string | readonly string[]>>
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
  /** How registering stands now: shown for what is not registered yet. */
  promptness: Promptness | null
  /** Files that it has already. */
  present: readonly { sha256: string; name: string }[]
  kept: readonly { token: string; name: string }[]
  accept: string
  /** Senders registered lately, offered while typing. */
  senders: readonly string[]
}

const secrecies = ['none', 'confidential', 'secret', 'top-secret'] as const

/** Vào sổ văn bản đến, sửa đăng ký: what the register asks for, and the files. */
export const RegisterPage: FC<RegisterPageProps> = (props) => {
  const say = useSay()
  const { id, arrival, hidden, typed, faults, refusal, promptness, present, kept, accept, senders } = props
  const value = (name: string, first = ''): string => {
    const found = typed[name]
    return (typeof found === 'string' ? found : found?.[0]) ?? first
  }
  const options = <T extends string>(list: readonly T[], names: Readonly<Record<T, string>>) =>
    list.map((one) => ({ value: one, text: names[one] }))
  const back = id !== null ? `${incomingPath}/${id}` : arrival ? arrivalsPath : incomingPath
  return (
    <>
      <PageHeader
        over={
          <a href={back}>
            {id !== null
              ? say('Văn bản đến', 'The document')
              : arrival
                ? say('Chờ vào sổ', 'To be registered')
                : say('Văn bản đến', 'Incoming documents')}
          </a>
        }
        title={id === null ? say('Vào sổ văn bản đến', 'Register a document') : say('Sửa đăng ký', 'Correct the registration')}
        under={
          id === null
            ? say(
                'Vào sổ trong ngày đến, chậm nhất ngày làm việc sau; văn bản khẩn vào sổ ngay. Số đến do sổ cấp khi lưu.',
                'To be registered on the day it comes, at the latest on the next working day; urgent ones at once. The book gives the number.',
              )
            : say('Sổ và số đến không đổi.', 'Book and number are kept.')
        }
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {arrival?.recalledReason != null && (
        <Notice tone="late">
          {say(`Nơi gửi đã thu hồi văn bản này: ${arrival.recalledReason}`, `Its sender took it back: ${arrival.recalledReason}`)}
        </Notice>
      )}
      {promptness !== null && promptness !== 'same-day' && (
        <Notice tone={promptness === 'late' ? 'late' : 'near'}>
          {say(`Nếu lưu bây giờ: ${promptnessNames.vi[promptness]}.`, `If saved now: ${promptnessNames.en[promptness]}.`)}
        </Notice>
      )}
      <Form action={id === null ? `${incomingPath}/new` : `${incomingPath}/${id}/correct`} hidden={hidden} multipart guard>
        <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
        <Section title={say('Độ mật', 'Secrecy')}>
          <RadioGroup
            name="secrecy"
            label={say('Văn bản có đóng dấu chỉ độ mật không?', 'Does it bear a mark of secrecy?')}
            hint={say(
              'Bí mật nhà nước không được đưa vào hệ thống này: chọn trước khi tải tệp lên.',
              'State secrets must not come into this system: choose before you bring files.',
            )}
            options={options(secrecies, secrecyNames[say.lang])}
            value={value('secrecy')}
            error={faults.secrecy}
            required
            inline
          />
        </Section>
        <Section title={say('Nơi gửi và văn bản', 'Sender and document')}>
          <div class="stack">
            <FieldRow>
              <DateField
                name="arrived"
                label={say('Ngày, giờ đến', 'Came on, at')}
                value={value('arrived')}
                error={faults.arrived}
                withTime
                width="full"
                required
              />
              <RadioGroup
                name="channel"
                label={say('Hình thức', 'How it came')}
                options={[
                  { value: 'paper', text: say('Giấy', 'On paper') },
                  { value: 'electronic', text: say('Điện tử', 'Electronically') },
                ]}
                value={value('channel', 'paper')}
                inline
              />
            </FieldRow>
            <TextField
              name="sender"
              label={say('Cơ quan, tổ chức, cá nhân gửi', 'Sender')}
              value={value('sender')}
              error={faults.sender}
              maxlength={300}
              list={senders.length > 0 ? 'senders' : undefined}
              required
            />
            {senders.length > 0 && (
              <datalist id="senders">
                {senders.map((sender) => (
                  <option value={sender} />
                ))}
              </datalist>
            )}
            <FieldRow>
              <TextField
                name="symbol"
                label={say('Số, ký hiệu', 'Number and symbol')}
                hint={say('Ví dụ 1722/UBND-TH; để trống nếu không có.', 'As 1722/UBND-TH; empty if there is none.')}
                value={value('symbol')}
                error={faults.symbol}
                maxlength={80}
                width="code"
              />
              <DateField name="date" label={say('Ngày văn bản', 'Its date')} value={value('date')} error={faults.date} />
              <Select
                name="kind"
                label={say('Loại', 'Kind')}
                options={options(documentKinds, kindNames[say.lang])}
                value={value('kind', 'letter')}
                error={faults.kind}
                required
              />
              <Select
                name="urgency"
                label={say('Độ khẩn', 'Urgency')}
                options={options(urgencies, urgencyNames[say.lang])}
                value={value('urgency', 'ordinary')}
              />
            </FieldRow>
            <TextArea
              name="subject"
              label={say('Trích yếu', 'Subject')}
              value={value('subject')}
              error={faults.subject}
              rows={2}
              maxlength={500}
              required
            />
            <DateField
              name="deadline"
              label={say('Hạn ghi trong văn bản', 'Term that it sets')}
              hint={say('Để trống nếu không ghi hạn.', 'Empty if it sets none.')}
              value={value('deadline')}
              error={faults.deadline}
            />
          </div>
        </Section>
        <Section title={say('Tệp', 'Files')}>
          <div class="stack">
            {present.length > 0 &&
              (arrival ? (
                <ArrivalFiles id={arrival.id} files={present} />
              ) : (
                <CheckboxGroup
                  name="keepFile"
                  label={say('Tệp đang có (bỏ chọn để bỏ ra)', 'Files it has (untick to take one out)')}
                  options={present.map((f) => ({ value: f.sha256, text: f.name }))}
                  values={'keepFile' in typed ? ([typed.keepFile ?? []].flat() as string[]) : present.map((f) => f.sha256)}
                />
              ))}
            <FileField
              name="file-incoming"
              label={present.length > 0 ? say('Thêm tệp', 'More files') : say('Tệp văn bản, bản quét', 'Files, scans')}
              hint={say('Chữ trong bản quét được đọc để tìm toàn văn.', 'The letters of scans are read for the search.')}
              accept={accept}
              multiple
              error={faults['file-incoming']}
            />
            {kept.map((f) => (
              <p class="small">
                <input type="hidden" name="kept" value={f.token} />
                {say(`Đã tải lên: ${f.name}`, `Uploaded: ${f.name}`)}
              </p>
            ))}
          </div>
        </Section>
        {id !== null && (
          <Section title={say('Lý do sửa', 'Why')}>
            <TextField
              name="reason"
              label={say('Sửa gì, vì sao', 'What is corrected, and why')}
              value={value('reason')}
              error={faults.reason}
              maxlength={500}
              required
            />
          </Section>
        )}
        <FormButtons submit={id === null ? say('Vào sổ', 'Register') : say('Lưu sửa đổi', 'Save the correction')} cancel={{ href: back }} />
      </Form>
    </>
  )
}
