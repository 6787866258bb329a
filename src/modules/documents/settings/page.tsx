import type { FC } from 'hono/jsx'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { CheckboxGroup, ErrorSummary, FieldRow, FileField, Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { CheckList, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { showDate } from '../../../ui/words.ts'
import { documentKinds, kindNames } from '../kinds.ts'
import type { DocumentNames } from '../names.ts'

export const settingsPath = '/office/documents/settings'

/** A certificate as it is registered. */
export type CertificateLine = {
  sha256: string
  officerId: number | null
  subject: string
  issuer: string
  validFrom: Moment
  validUntil: Moment
  withdrawnAt: Moment | null
}

export type SettingsPageProps = {
  books: readonly { id: number; direction: 'in' | 'out'; name: string; kinds: readonly string[]; closed: number | null }[]
  /** Of the agency (0) and each open unit: what it has, what is proposed. */
  letters: readonly { unitId: number; name: string; letters: string | null; proposal: string }[]
  pictures: readonly { officerId: number; widthMm: number; heightMm: number }[]
  certificates: readonly CertificateLine[]
  signatories: readonly { value: string; text: string }[]
  names: DocumentNames
  now: Moment
  hidden: Readonly<Record<string, string>>
  refusal?: string | undefined
  faults: Readonly<Record<string, string>>
}

/** Thiết lập văn bản: books, letters of symbols, certificates, pictures of signatures and seal, with what is still missing. */
export const DocumentSettingsPage: FC<SettingsPageProps> = (props) => {
  const say = useSay()
  const { books, letters, pictures, certificates, signatories, names, now, hidden, refusal, faults } = props
  const isInUse = (c: CertificateLine) => c.withdrawnAt === null && c.validUntil > now
  const missing = letters.filter((l) => l.letters === null)
  const bookColumns: Column<SettingsPageProps['books'][number]>[] = [
    { head: say('Sổ', 'Book'), kind: 'wide', cell: (b) => b.name },
    { head: say('Chiều', 'Way'), cell: (b) => (b.direction === 'out' ? say('đi', 'out') : say('đến', 'in')) },
    {
      head: say('Loại văn bản', 'Kinds'),
      kind: 'wide',
      cell: (b) =>
        b.kinds.length === 0
          ? say('mọi loại còn lại', 'all the rest')
          : b.kinds.map((k) => kindNames[say.lang][k as keyof (typeof kindNames)['vi']]).join(', '),
    },
    {
      head: say('Việc', 'Act'),
      quiet: true,
      cell: (b) =>
        b.closed === null ? (
          <Form action={settingsPath} hidden={{ ...hidden, act: 'close-book', book: String(b.id) }} look="line">
            <button class="ds-button" data-variant="tertiary" type="submit">
              {say('Đóng sổ', 'Close')}
            </button>
          </Form>
        ) : (
          say('đã đóng', 'closed')
        ),
    },
  ]
  const certificateColumns: Column<CertificateLine>[] = [
    { head: say('Chủ thể', 'Subject'), kind: 'wide', cell: (c) => c.subject },
    { head: say('Của', 'Whose'), cell: (c) => (c.officerId === null ? say('cơ quan', 'the agency') : names.officer(c.officerId)) },
    {
      head: say('Hiệu lực đến', 'Valid until'),
      kind: 'due',
      cell: (c) =>
        c.withdrawnAt !== null ? (
          say('đã ngừng dùng', 'withdrawn')
        ) : c.validUntil <= now ? (
          <Tag tone="late">{say('hết hạn', 'expired')}</Tag>
        ) : c.validUntil - now < 30 * 86_400 ? (
          <Tag tone="near">{showDate(dayInVietnam(c.validUntil), now, say.lang)}</Tag>
        ) : (
          showDate(dayInVietnam(c.validUntil), now, say.lang)
        ),
    },
    {
      head: say('Việc', 'Act'),
      quiet: true,
      cell: (c) =>
        c.withdrawnAt === null && (
          <Form action={settingsPath} hidden={{ ...hidden, act: 'withdraw-certificate', sha256: c.sha256 }} look="line">
            <button class="ds-button" data-variant="tertiary" type="submit">
              {say('Ngừng dùng', 'Withdraw')}
            </button>
          </Form>
        ),
    },
  ]
  return (
    <>
      <PageHeader title={say('Thiết lập văn bản', 'Settings of documents')} />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Section title={say('Cần có trước khi ký và phát hành', 'Needed before signing and issuing')}>
        <CheckList
          items={[
            {
              title: say('Sổ văn bản đi', 'A book for outgoing documents'),
              done: books.some((b) => b.direction === 'out' && b.closed === null && b.kinds.length === 0),
              blocks: true,
            },
            {
              title: say('Sổ văn bản đến', 'A book for incoming documents'),
              done: books.some((b) => b.direction === 'in' && b.closed === null && b.kinds.length === 0),
              blocks: true,
            },
            {
              title: say('Ký hiệu của cơ quan và các đơn vị', 'Letters of the agency and its units'),
              done: missing.length === 0,
              note:
                missing.length > 0
                  ? say(`Còn thiếu: ${missing.map((l) => l.name).join(', ')}`, `Missing: ${missing.map((l) => l.name).join(', ')}`)
                  : undefined,
              blocks: true,
            },
            {
              title: say('Chứng thư số của cơ quan', 'A certificate of the agency'),
              done: certificates.some((c) => c.officerId === null && isInUse(c)),
              blocks: true,
            },
            {
              title: say('Chứng thư số của người ký', 'Certificates of signatories'),
              done: certificates.some((c) => c.officerId !== null && isInUse(c)),
              blocks: true,
            },
            { title: say('Hình con dấu', 'The picture of the seal'), done: pictures.some((p) => p.officerId === 0), blocks: true },
          ]}
        />
      </Section>
      <Section title={say('Sổ văn bản', 'Books')} id="books">
        <div class="stack">
          <DataTable
            caption={say('Sổ văn bản', 'Books')}
            columns={bookColumns}
            rows={books}
            empty={<EmptyState title={say('Chưa có sổ nào', 'No books yet')} />}
          />
          <Form action={settingsPath} hidden={{ ...hidden, act: 'open-book' }}>
            <FieldRow>
              <TextField name="name" label={say('Tên sổ', 'Name of the book')} error={faults.name} />
              <Select
                name="direction"
                label={say('Chiều', 'Way')}
                options={[
                  { value: 'out', text: say('Văn bản đi', 'Outgoing') },
                  { value: 'in', text: say('Văn bản đến', 'Incoming') },
                ]}
                value="out"
              />
            </FieldRow>
            <details class="fold">
              <summary>{say('Chỉ cho một số loại văn bản', 'For some kinds only')}</summary>
              <CheckboxGroup
                name="kinds"
                label={say('Loại', 'Kinds')}
                options={documentKinds.map((k) => ({ value: k, text: kindNames[say.lang][k] }))}
              />
            </details>
            <FormButtons submit={say('Mở sổ', 'Open the book')} />
          </Form>
        </div>
      </Section>
      <Section
        title={say('Ký hiệu', 'Letters of symbols')}
        id="letters"
        aside={say('dùng trong số, ký hiệu: 07/QĐ-STNMT', 'used in symbols: 07/TB-STNMT')}
      >
        <Form action={settingsPath} hidden={{ ...hidden, act: 'set-letters' }}>
          <FieldRow>
            {letters.map((l) => (
              <TextField
                name={`letters-${l.unitId}`}
                label={l.name}
                value={l.letters ?? l.proposal}
                error={faults[`letters-${l.unitId}`]}
                width="code"
                maxlength={20}
                hint={l.letters === null ? say('đề xuất, chưa lưu', 'proposed, not saved') : undefined}
              />
            ))}
          </FieldRow>
          <FormButtons submit={say('Lưu ký hiệu', 'Save the letters')} />
        </Form>
      </Section>
      <Section title={say('Chứng thư số', 'Certificates')} id="certificates" aside={say('chỉ phần công khai', 'public parts only')}>
        <div class="stack">
          <DataTable
            caption={say('Chứng thư số', 'Certificates')}
            columns={certificateColumns}
            rows={certificates}
            empty={<EmptyState title={say('Chưa đăng ký chứng thư nào', 'None registered yet')} />}
          />
          <Form action={settingsPath} hidden={{ ...hidden, act: 'register-certificate' }} multipart>
            <FieldRow>
              <FileField
                name="certificate"
                label={say('Tệp chứng thư (.cer, .crt, .pem)', 'Certificate file (.cer, .crt, .pem)')}
                accept=".cer,.crt,.pem,.der"
                error={faults.certificate}
              />
              <Select
                name="owner"
                label={say('Của', 'Whose')}
                options={[{ value: '', text: say('Cơ quan', 'The agency') }, ...signatories]}
                value=""
              />
            </FieldRow>
            <FormButtons submit={say('Đăng ký', 'Register')} />
          </Form>
        </div>
      </Section>
      <Section title={say('Hình chữ ký, con dấu', 'Pictures of signatures and seal')} id="pictures">
        <div class="stack">
          <ul class="stack">
            {pictures.map((p) => (
              <li>
                {p.officerId === 0 ? say('Con dấu cơ quan', 'The agency’s seal') : names.officer(p.officerId)}{' '}
                <span class="small">{`${p.widthMm} × ${p.heightMm} mm`}</span>
              </li>
            ))}
          </ul>
          <Form action={settingsPath} hidden={{ ...hidden, act: 'keep-picture' }} multipart>
            <FieldRow>
              <FileField
                name="picture"
                label={say('Ảnh PNG nền trong suốt', 'PNG with a transparent ground')}
                accept=".png"
                error={faults.picture}
              />
              <Select
                name="owner"
                id="picture-owner"
                label={say('Của', 'Whose')}
                options={[{ value: '', text: say('Cơ quan (con dấu)', 'The agency (seal)') }, ...signatories]}
                value=""
              />
              <TextField
                name="widthMm"
                label={say('Rộng (mm)', 'Width (mm)')}
                value="36"
                width="number"
                inputmode="numeric"
                error={faults.widthMm}
              />
              <TextField
                name="heightMm"
                label={say('Cao (mm)', 'Height (mm)')}
                value="36"
                width="number"
                inputmode="numeric"
                error={faults.heightMm}
              />
            </FieldRow>
            <FormButtons submit={say('Lưu hình', 'Keep the picture')} />
          </Form>
        </div>
      </Section>
    </>
  )
}
