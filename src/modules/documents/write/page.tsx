import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import {
  Checkbox,
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
import { RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { secrecyNames } from '../explain.ts'
import { capacities, capacityNames, documentKinds, kindNames, urgencies, urgencyNames } from '../kinds.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'

export type Typed = Readonly<Record<string, string | readonly string[]>>

export type WritePageProps = {
  /** Of the draft that is changed; null: a new one. */
  id: number | null
  hidden: Readonly<Record<string, string>>
  typed: Typed
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
  /** Units that the officer drafts for. */
  units: readonly { value: string; text: string }[]
  /** Who may sign, with their titles. */
  signatories: readonly { value: string; text: string }[]
  recipientUnits: readonly { value: string; text: string }[]
  agencies: readonly { value: string; text: string }[]
  kept: readonly { token: string; place: string; name: string }[]
  /** Files that the draft has already. */
  present: readonly string[]
}

const secrecies = ['none', 'confidential', 'secret', 'top-secret'] as const

/** Soạn, sửa dự thảo: what it is, who signs, to whom, and the text or the file. */
export const WritePage: FC<WritePageProps> = (props) => {
  const say = useSay()
  const { id, hidden, typed, faults, refusal, units, signatories, recipientUnits, agencies, kept, present } = props
  const value = (name: string, first = ''): string => {
    const found = typed[name]
    return (typeof found === 'string' ? found : found?.[0]) ?? first
  }
  const values = (name: string): string[] => [typed[name] ?? []].flat() as string[]
  const options = <T extends string>(list: readonly T[], names: Readonly<Record<T, string>>) =>
    list.map((one) => ({ value: one, text: names[one] }))
  const back = id === null ? outgoingPath : `${outgoingPath}/${id}`
  const keptAt = (place: string): Child =>
    kept
      .filter((f) => f.place === place)
      .map((f) => (
        <p class="small">
          <input type="hidden" name="kept" value={f.token} />
          {say(`Đã tải lên: ${f.name}`, `Uploaded: ${f.name}`)}
        </p>
      ))
  return (
    <>
      <PageHeader
        over={<a href={back}>{id === null ? say('Văn bản đi', 'Outgoing documents') : say(`Dự thảo ${id}`, `Draft ${id}`)}</a>}
        title={id === null ? say('Soạn văn bản', 'Draft a document') : say('Sửa dự thảo', 'Change the draft')}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <Form action={id === null ? `${outgoingPath}/new` : `${outgoingPath}/${id}/edit`} hidden={hidden} multipart guard>
        <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
        <Section title={say('Văn bản', 'The document')}>
          <Fields>
            <FieldRow>
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
              <Select
                name="secrecy"
                label={say('Độ mật', 'Secrecy')}
                options={options(secrecies, secrecyNames[say.lang])}
                value={value('secrecy', 'none')}
              />
              <DateField
                name="deadline"
                label={say('Hạn phát hành', 'To be issued by')}
                value={value('deadline')}
                error={faults.deadline}
              />
            </FieldRow>
            <TextArea
              name="subject"
              label={say('Trích yếu', 'Subject')}
              hint={say('Công văn: phần sau “V/v”.', 'Of an official letter: what follows “V/v”.')}
              value={value('subject')}
              error={faults.subject}
              rows={2}
              maxlength={500}
              required
            />
            <FieldRow>
              <Select
                name="unit"
                label={say('Đơn vị soạn thảo', 'Drafting unit')}
                options={units}
                value={value('unit')}
                error={faults.unit}
                required
              />
              <Select
                name="signatory"
                label={say('Người ký', 'Signatory')}
                options={signatories}
                value={value('signatory')}
                error={faults.signatory}
                required
              />
              <Select
                name="capacity"
                label={say('Thẩm quyền ký', 'Capacity')}
                options={options(capacities, capacityNames[say.lang])}
                value={value('capacity', 'own')}
                error={faults.capacity}
              />
            </FieldRow>
          </Fields>
        </Section>
        <Section title={say('Nội dung', 'Content')}>
          <Fields>
            <RadioGroup
              name="source"
              label={say('Tệp văn bản', 'The file')}
              value={value('source', 'template')}
              options={[
                { value: 'template', text: say('Soạn theo mẫu thể thức (Nghị định 30/2020)', 'Set by the template of Decree 30/2020') },
                { value: 'upload', text: say('Tải lên tệp PDF đã có', 'Bring a PDF file') },
              ]}
            />
            <TextArea
              name="to"
              label={say('Kính gửi', 'To')}
              hint={say('Mỗi dòng một nơi; để trống nếu không có.', 'One a line; empty if there is none.')}
              value={value('to')}
              rows={2}
              maxlength={2000}
            />
            <TextArea
              name="text"
              label={say('Lời văn', 'Text')}
              hint={say('Một dòng trống ngăn hai đoạn.', 'An empty line parts two paragraphs.')}
              value={value('text')}
              error={faults.text}
              rows={14}
              maxlength={200_000}
            />
            <FileField name="file-main" label={say('Tệp PDF', 'PDF file')} accept=".pdf" error={faults['file-main']} />
            {keptAt('main')}
            <FileField
              name="file-appendix"
              label={say('Phụ lục (PDF, tệp riêng)', 'Appendices (PDF, files of their own)')}
              accept=".pdf"
              multiple
              error={faults['file-appendix']}
            />
            {keptAt('appendix')}
            {present.length > 0 && (
              <p class="small">
                {say(
                  `Dự thảo đang có: ${present.join(', ')}. Tải lên tệp mới thì thay tệp cũ.`,
                  `The draft has: ${present.join(', ')}. A new file takes the place of the old one.`,
                )}
              </p>
            )}
            <TextField
              name="attachmentUrl"
              label={say('Đường dẫn nơi đăng phụ lục', 'Address where appendices are published')}
              value={value('attachmentUrl')}
              error={faults.attachmentUrl}
            />
          </Fields>
        </Section>
        <Section title={say('Nơi nhận', 'Recipients')}>
          <Fields>
            <CheckboxGroup
              name="toUnit"
              label={say('Đơn vị trong cơ quan', 'Units inside')}
              options={recipientUnits}
              values={values('toUnit')}
              error={faults.toUnit}
            />
            {agencies.length > 0 && (
              <CheckboxGroup
                name="toAgency"
                label={say('Cơ quan dùng chung hệ thống', 'Agencies in this system')}
                options={agencies}
                values={values('toAgency')}
              />
            )}
            <TextArea
              name="outside"
              label={say('Nơi khác', 'Elsewhere')}
              hint={say('Mỗi dòng một nơi; sau dấu “;” ghi địa chỉ hoặc thư điện tử.', 'One a line; after “;” an address.')}
              value={value('outside')}
              error={faults.outside}
              rows={3}
              maxlength={8000}
            />
          </Fields>
        </Section>
        <Section title={say('Liên quan', 'Related')}>
          <Fields>
            <FieldRow>
              <TextField
                name="answers"
                label={say('Trả lời văn bản đến (mã trong hệ thống)', 'Answers incoming document (id)')}
                value={value('answers')}
                error={faults.answers}
                width="number"
                inputmode="numeric"
              />
              <TextField
                name="dossier"
                label={say('Kết quả, thư của hồ sơ (mã hồ sơ)', 'Result or letter of a dossier (code)')}
                value={value('dossier')}
                error={faults.dossier}
                width="code"
              />
            </FieldRow>
            <Checkbox
              name="isFromOutside"
              label={say('Đã soạn, duyệt ngoài hệ thống (được thống kê riêng)', 'Drafted and reviewed outside the system (counted apart)')}
              checked={value('isFromOutside') === 'on'}
              value="on"
            />
            {id !== null && <TextField name="note" label={say('Ghi chú thay đổi', 'What was changed')} value={value('note')} />}
          </Fields>
        </Section>
        <FormButtons
          submit={id === null ? say('Lưu dự thảo', 'Save the draft') : say('Lưu thay đổi', 'Save the change')}
          cancel={{ href: back }}
        />
      </Form>
    </>
  )
}

/** Fields of one part of the form, one below another. */
const Fields: FC<PropsWithChildren> = ({ children }) => (
  <div class="form" data-look="stack">
    {children}
  </div>
)
