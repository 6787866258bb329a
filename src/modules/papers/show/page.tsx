import type { Child, FC } from 'hono/jsx'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { DateField, ErrorSummary, Form, FormButtons, RadioGroup, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable, TwoLines } from '../../../ui/table.tsx'
import { showDate, showMoment } from '../../../ui/words.ts'
import { servesOn } from '../held.ts'
import { papersPath, reuseWords } from '../list/page.tsx'
import { type Piece, pagesOf } from '../paper.ts'
import type { Proposal, Proposals } from '../propose.ts'
import { dpiMin, dpiOf } from '../quality.ts'
import { statusName } from '../sentences.ts'
import type { ShownPaper } from './shown.ts'

export type ShowProps = {
  paper: ShownPaper
  applicant: string
  uses: readonly { dossier: string; component: string; usedAt: Moment; usedBy: number }[]
  reading: 'none' | 'waiting' | 'read' | 'failed'
  proposals: Proposals
  keyFields: Child
  names: { officer(id: number): string }
  typed: Readonly<Record<string, string>>
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
  hidden: Readonly<Record<string, string>>
  mayScan: boolean
  now: Moment
  accept: string
}

/** Một giấy tờ: from its scan to its use. What is to be done now stands first. */
export const ShowPaperPage: FC<ShowProps> = (props) => {
  const { paper, applicant, refusal, faults, hidden, mayScan, now } = props
  const say = useSay()
  const path = `${papersPath}/${paper.id}`
  const scanned = pagesOf(paper.pieces)
  const isOpen = paper.status === 'collecting' || paper.status === 'made' || paper.status === 'signed'
  const next =
    paper.status === 'collecting'
      ? {
          text: say('Ghép thành PDF', 'Put together as PDF'),
          href: `${path}/make`,
          post: true,
          hidden,
          ...(scanned === paper.pagesCounted
            ? {}
            : {
                blocked: {
                  reason: say(
                    `Giấy tờ có ${paper.pagesCounted} trang, mới quét ${scanned}: số ảnh phải bằng số trang.`,
                    `The paper has ${paper.pagesCounted} pages, ${scanned} are scanned: there must be as many pictures as pages.`,
                  ),
                },
              }),
        }
      : paper.status === 'made'
        ? { text: say('Ký số', 'Sign'), href: '#sign' }
        : paper.status === 'signed'
          ? { text: say('Đưa vào kho', 'Keep it'), href: '#keep' }
          : undefined
  return (
    <>
      <PageHeader
        over={<a href={`${papersPath}?applicant=${paper.applicantId}`}>{say(`Giấy tờ của ${applicant}`, `Papers of ${applicant}`)}</a>}
        title={paper.name ?? paper.component}
        under={
          <>
            {statusName(paper.status, say)} ·{' '}
            {say(`${paper.pages ?? paper.pagesCounted} trang`, `${paper.pages ?? paper.pagesCounted} pages`)}
            {paper.dossier && (
              <>
                {' · '}
                <a href={`/office/dossiers/${paper.dossier}`}>{paper.dossier}</a>
              </>
            )}
          </>
        }
        next={mayScan ? next : undefined}
        others={paper.madeSha256 ? [{ text: say('Mở PDF', 'Open the PDF'), href: `${path}/file` }] : []}
        more={
          mayScan && isOpen
            ? [{ text: say('Bỏ bản quét này', 'Give up this scan'), href: `${path}/drop`, post: true, hidden, danger: true }]
            : []
        }
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      {paper.status === 'withdrawn' && (
        <Notice tone="late" title={say('Đã thu hồi khỏi kho, không dùng lại.', 'Withdrawn: not used again.')}>
          <p>{paper.withdrawnReason}</p>
        </Notice>
      )}
      {paper.status === 'collecting' && mayScan ? (
        <Collecting {...props} path={path} />
      ) : (
        <Columns side={<Side {...props} path={path} />}>
          <Pictures {...props} path={path} />
        </Columns>
      )}
      {(paper.status === 'kept' || paper.status === 'withdrawn') && (
        <Section title={say('Đã dùng lại cho', 'Used again by')} id="uses">
          <DataTable
            caption={say('Hồ sơ đã dùng lại giấy này', 'Dossiers that used this paper again')}
            rows={props.uses}
            empty={<EmptyState title={say('Chưa hồ sơ nào dùng lại', 'No dossier has used it again yet')} />}
            columns={[
              { head: say('Hồ sơ', 'Dossier'), kind: 'code', cell: (u) => <a href={`/office/dossiers/${u.dossier}`}>{u.dossier}</a> },
              { head: say('Thành phần', 'Component'), kind: 'wide', cell: (u) => u.component },
              { head: say('Lúc', 'When'), cell: (u) => showMoment(u.usedAt, now, say.lang) },
              { head: say('Người dùng', 'By'), cell: (u) => props.names.officer(u.usedBy) },
            ]}
          />
        </Section>
      )}
    </>
  )
}

type Part = FC<ShowProps & { path: string }>

const Collecting: Part = ({ paper, faults, hidden, path, accept }) => {
  const say = useSay()
  const act = (piece: Piece, how: 'up' | 'down' | 'out', text: string) => (
    <button
      class="ds-button"
      data-variant="tertiary"
      type="submit"
      name="how"
      value={`${how} ${piece.sha256}`}
      aria-label={`${text}: ${piece.name}`}
    >
      {text}
    </button>
  )
  const columns: Column<Piece & { no: number; first: number }>[] = [
    {
      head: say('Ảnh', 'Picture'),
      quiet: true,
      cell: (p) => (
        <img class="scan-thumb" src={`${path}/pages/${p.first}`} alt={say(`Trang ${p.first}`, `Page ${p.first}`)} loading="lazy" />
      ),
    },
    {
      head: say('Tệp', 'File'),
      kind: 'wide',
      cell: (p) => <TwoLines top={`${p.no}. ${p.name}`} sub={say(`${p.pages.length} trang`, `${p.pages.length} pages`)} />,
    },
    {
      head: say('Độ phân giải', 'Resolution'),
      cell: (p) => {
        const dpi = Math.min(...p.pages.map((page) => dpiOf(page).dpi))
        const [page] = p.pages
        return (
          <TwoLines
            top={<Tag tone="good">{say(`${dpi} dpi, màu`, `${dpi} dpi, colour`)}</Tag>}
            sub={page && `${page.widthPx} × ${page.heightPx}`}
          />
        )
      },
    },
    {
      head: say('Thứ tự', 'Order'),
      quiet: true,
      cell: (p) => (
        <span class="scan-acts">
          {act(p, 'up', say('Lên', 'Up'))}
          {act(p, 'down', say('Xuống', 'Down'))}
          {act(p, 'out', say('Bỏ', 'Take out'))}
        </span>
      ),
    },
  ]
  let first = 1
  const rows = paper.pieces.map((piece, i) => {
    const row = { ...piece, no: i + 1, first }
    first += piece.pages.length
    return row
  })
  const scanned = pagesOf(paper.pieces)
  return (
    <>
      <Section
        title={say('Tải bản quét lên', 'Upload the scans')}
        id="upload"
        aside={say(`JPEG, PNG hoặc PDF · màu, từ ${dpiMin} dpi`, `JPEG, PNG or PDF · colour, ${dpiMin} dpi or more`)}
      >
        <Form action={`${path}/files`} hidden={hidden} multipart>
          <scan-upload data-path={path}>
            <div class="ds-field">
              <label class="ds-label" for="scans">
                {say('Chọn các tệp quét, theo thứ tự trang', 'Choose the scans, in the order of the pages')}
              </label>
              <input
                class="ds-input"
                type="file"
                id="scans"
                name="scans"
                multiple
                accept={accept}
                aria-invalid={faults.scans ? 'true' : undefined}
                aria-describedby={faults.scans ? 'scans-error' : undefined}
              />
              {faults.scans && (
                <p class="ds-validation-message" data-field="validation" id="scans-error">
                  {faults.scans}
                </p>
              )}
            </div>
            <ul class="scan-progress" aria-live="polite"></ul>
            <div class="form-buttons">
              <button class="ds-button" data-variant="secondary" type="submit">
                {say('Tải lên', 'Upload')}
              </button>
            </div>
          </scan-upload>
        </Form>
      </Section>
      <Section
        title={say('Các trang', 'Pages')}
        id="pages"
        aside={say(`đã quét ${scanned} trên ${paper.pagesCounted} trang`, `${scanned} of ${paper.pagesCounted} scanned`)}
      >
        {/* Enter in this form moves nothing: the buttons carry what to do. */}
        <Form action={`${path}/arrange`} hidden={hidden}>
          <DataTable
            caption={say('Các tệp quét theo thứ tự', 'The scans in their order')}
            rows={rows}
            columns={columns}
            empty={
              <EmptyState title={say('Chưa có trang nào', 'No pages yet')}>
                {say('Quét bản giấy rồi tải lên ở trên.', 'Scan the paper, then upload it above.')}
              </EmptyState>
            }
          />
        </Form>
        <details class="fold">
          <summary>{say('Sửa số trang của bản giấy', 'Correct the number of pages')}</summary>
          <Form action={`${path}/recount`} hidden={hidden} look="line">
            <TextField
              name="pagesCounted"
              label={say('Số trang', 'Pages')}
              value={String(paper.pagesCounted)}
              error={faults.pagesCounted}
              inputmode="numeric"
              width="number"
            />
            <div class="form-buttons">
              <button class="ds-button" data-variant="secondary" type="submit">
                {say('Sửa', 'Correct')}
              </button>
            </div>
          </Form>
        </details>
      </Section>
    </>
  )
}

const Pictures: Part = ({ paper, path }) => {
  const say = useSay()
  const count = pagesOf(paper.pieces)
  const shown = Math.min(count, picturesMax)
  return (
    <Section title={say('Bản quét', 'The scan')} id="scan" aside={say(`${count} trang`, `${count} pages`)}>
      {Array.from({ length: shown }, (_, i) => (
        <figure class="scan-page">
          <img src={`${path}/pages/${i + 1}`} alt={say(`Trang ${i + 1} của bản quét`, `Page ${i + 1} of the scan`)} loading="lazy" />
          <figcaption class="small">{say(`Trang ${i + 1}`, `Page ${i + 1}`)}</figcaption>
        </figure>
      ))}
      {count > shown && (
        <p class="small">{say(`Còn ${count - shown} trang, xem trong PDF.`, `${count - shown} more pages are in the PDF.`)}</p>
      )}
    </Section>
  )
}
/** Pictures on one page; the rest is in the PDF. */
const picturesMax = 20

const Side: Part = (props) => {
  const { paper, mayScan } = props
  return (
    <>
      {paper.status === 'made' && mayScan && <Sign {...props} />}
      {paper.status === 'signed' && mayScan && <Keep {...props} />}
      <About {...props} />
      {paper.status === 'kept' && mayScan && <Withdraw {...props} />}
    </>
  )
}

const Sign: Part = ({ hidden, path, keyFields }) => {
  const say = useSay()
  return (
    <Section title={say('Ký số bản quét', 'Sign the scan')} id="sign">
      <p class="small">
        {say(
          'Người số hóa ký bằng chứng thư số cá nhân: bản quét đúng và đủ so với bản giấy.',
          'Whoever digitised signs with their own certificate: the scan is true to the paper, and complete.',
        )}
      </p>
      <Form action={`${path}/sign`} hidden={hidden} multipart>
        {keyFields}
        <FormButtons submit={say('Ký số', 'Sign')} />
      </Form>
    </Section>
  )
}

/** One field: what was read, each with its place, or another text, or nothing. Nothing is chosen beforehand. */
const Choice: FC<{
  field: string
  label: string
  proposals: readonly Proposal[]
  leave: string
  typed: Readonly<Record<string, string>>
  faults: Readonly<Record<string, string>>
  isDate?: boolean
}> = ({ field, label, proposals, leave, typed, faults, isDate }) => {
  const say = useSay()
  const shown = (value: string) => (isDate ? value.split('-').reverse().join('/') : value)
  return (
    <div class="stack">
      <RadioGroup
        name={field}
        label={label}
        required
        value={typed[field]}
        error={faults[field]}
        options={[
          ...proposals.map((p, i) => ({
            value: `p${i}`,
            text: shown(p.value),
            hint: say(`đọc ở trang ${p.page}: “${p.around}”`, `read on page ${p.page}: “${p.around}”`),
          })),
          { value: 'other', text: say('Ghi khác, ở ô dưới', 'Another, in the field below') },
          { value: 'leave', text: leave },
        ]}
      />
      {isDate ? (
        <DateField
          name={`${field}Other`}
          label={say('Ngày khác', 'Another date')}
          value={typed[`${field}Other`]}
          error={faults[`${field}Other`]}
        />
      ) : (
        <TextField
          name={`${field}Other`}
          label={say(`${label} khác`, `Another ${label.toLowerCase()}`)}
          value={typed[`${field}Other`]}
          error={faults[`${field}Other`]}
          maxlength={300}
        />
      )}
    </div>
  )
}

const Keep: Part = ({ paper, hidden, path, proposals, reading, typed, faults }) => {
  const say = useSay()
  return (
    <Section title={say('Đưa vào kho', 'Keep it')} id="keep">
      {reading === 'waiting' && (
        <p class="small" role="status">
          {say(
            'Đang đọc chữ trên ảnh; tải lại trang sau giây lát để có đề xuất. Không cần chờ cũng ghi được.',
            'The letters are being read; reload in a moment for proposals. There is no need to wait.',
          )}
        </p>
      )}
      {reading === 'failed' && (
        <p class="small">
          {say('Không đọc được chữ trên ảnh. Tự ghi các mục.', 'The letters could not be read. Fill the fields in yourself.')}
        </p>
      )}
      {reading === 'read' && (
        <p class="small">
          {say(
            'Máy đọc có thể sai dấu, sai số: đối chiếu từng đề xuất với ảnh bên cạnh.',
            'What was read may be wrong: hold each proposal against the picture beside it.',
          )}
        </p>
      )}
      <Form action={`${path}/keep`} hidden={hidden} guard>
        <Choice
          field="name"
          label={say('Tên giấy tờ', 'Name of the paper')}
          proposals={proposals.name}
          leave={say(`Giữ tên thành phần: ${paper.component}`, `As the component: ${paper.component}`)}
          typed={typed}
          faults={faults}
        />
        <Choice
          field="numberSymbol"
          label={say('Số, ký hiệu', 'Number')}
          proposals={proposals.numberSymbol}
          leave={say('Để trống', 'Leave it empty')}
          typed={typed}
          faults={faults}
        />
        <Choice
          field="datedOn"
          label={say('Ngày ký, ngày cấp', 'Date')}
          proposals={proposals.datedOn}
          leave={say('Để trống', 'Leave it empty')}
          typed={typed}
          faults={faults}
          isDate
        />
        <RadioGroup
          name="reuse"
          label={say('Dùng lại cho hồ sơ sau', 'Use in later dossiers')}
          required
          value={typed.reuse}
          error={faults.reuse}
          options={[
            { value: 'without-term', text: say('Không thời hạn', 'Without term') },
            { value: 'until', text: say('Đến hết ngày, ở ô dưới', 'Until the day below') },
            {
              value: 'once',
              text: say('Chỉ cho hồ sơ này', 'For this dossier only'),
              hint: say('đơn, tờ khai và giấy chỉ có giá trị một lần', 'applications, declarations, papers good for once'),
            },
          ]}
        />
        <DateField
          name="validUntil"
          label={say('Dùng lại đến hết ngày', 'Of use until')}
          value={typed.validUntil}
          error={faults.validUntil}
        />
        <FormButtons submit={say('Đưa vào kho', 'Keep it')} />
      </Form>
    </Section>
  )
}

const formWords = (form: 'pdf-a-2b' | 'pdf' | null, say: ReturnType<typeof useSay>): string =>
  form === 'pdf-a-2b'
    ? say('PDF/A-2b (dựng theo chuẩn, chưa qua máy kiểm định)', 'PDF/A-2b (made after the standard, not confirmed by a validator)')
    : form === 'pdf'
      ? say('PDF thường, như máy quét đưa ra', 'ordinary PDF, as the scanner made it')
      : '–'

const About: Part = ({ paper, names, now }) => {
  const say = useSay()
  const isOfUse = paper.status === 'kept' && paper.reuse && servesOn({ reuse: paper.reuse, withdrawnAt: null }, dayInVietnam(now))
  return (
    <Section title={say('Về giấy này', 'About this paper')} id="about">
      <Facts
        items={[
          [say('Thành phần', 'Component'), paper.component],
          [say('Số, ký hiệu', 'Number'), paper.numberSymbol],
          [say('Ngày', 'Date'), paper.datedOn === null ? null : showDate(paper.datedOn, undefined, say.lang)],
          [
            say('Dùng lại', 'Reuse'),
            paper.reuse && (
              <>
                {reuseWords(paper.reuse, now, say)} {isOfUse ? <Tag tone="good">{say('dùng được', 'of use')}</Tag> : null}
              </>
            ),
          ],
          [say('Người quét', 'Scanned by'), `${names.officer(paper.begunBy)}, ${showMoment(paper.begunAt, now, say.lang)}`],
          [
            say('Người ký số', 'Signed by'),
            paper.signedBy !== null &&
              paper.signedAt !== null &&
              `${names.officer(paper.signedBy)}, ${showMoment(paper.signedAt, now, say.lang)} (${paper.signatureLevel})`,
          ],
          [say('Dạng tệp', 'Kind of file'), formWords(paper.form, say)],
          [say('Hồ sơ nguồn', 'Source dossier'), paper.dossier && <a href={`/office/dossiers/${paper.dossier}`}>{paper.dossier}</a>],
        ]}
      />
    </Section>
  )
}

const Withdraw: Part = ({ hidden, path, typed, faults }) => {
  const say = useSay()
  return (
    <Section id="withdraw">
      <details class="fold" open={faults.reason !== undefined}>
        <summary>{say('Bản này sai: thu hồi khỏi kho', 'This one is wrong: withdraw it')}</summary>
        <Form action={`${path}/withdraw`} hidden={hidden}>
          <TextArea
            name="reason"
            label={say('Lý do', 'Reason')}
            hint={say(
              'Sau khi thu hồi, hồ sơ mới được yêu cầu nộp lại giấy này. Không ghi họ tên, số giấy tờ: lý do vào nhật ký.',
              'Once withdrawn, dossiers may ask for it again. No names or numbers of people: the reason goes into the journal.',
            )}
            value={typed.reason}
            error={faults.reason}
            required
            maxlength={500}
          />
          <FormButtons submit={say('Thu hồi', 'Withdraw')} danger />
        </Form>
      </details>
    </Section>
  )
}
