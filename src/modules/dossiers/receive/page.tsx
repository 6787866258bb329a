import type { Child, FC } from 'hono/jsx'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { DueSheet, Provisional, type SheetDay } from '../../../ui/due-sheet.tsx'
import { Checkbox, ErrorSummary, FieldRow, Form, RadioGroup, TextArea, TextField } from '../../../ui/form.tsx'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, RowLink } from '../../../ui/table.tsx'
import { showDate, showMoment, showMomentLong } from '../../../ui/words.ts'
import { type Explanation, whyText } from '../../clock/model.ts'
import type { Component, InternalProcess } from '../../procedures/model.ts'
import { KeptFiles, type ShownFile, typedIn } from '../acting/page.tsx'
import { showLimit } from '../list/words.ts'
import type { Promised } from './promise.ts'

type Typed = Record<string, string | string[]>
type Faults = Record<string, string>

/** A procedure as the counter chooses it. */
export type Choice = { procedureId: number; name: string; process: InternalProcess }

const onlineWords = { full: 'Toàn trình', partial: 'Một phần', information: 'Cung cấp thông tin' } as const

export const feeWords = ({ fee, feeLines }: Pick<InternalProcess, 'fee' | 'feeLines'>): string => {
  if (fee === 0) return 'Không thu'
  if (typeof fee === 'number') return `${fee.toLocaleString('vi-VN')} đồng`
  if (fee !== null) return fee
  return feeLines.length > 0 ? feeLines.map((l) => [l.item, l.amount].filter(Boolean).join(': ')).join('; ') : 'Không ghi'
}

/** A procedure in the list. */
export type Listed = { procedureId: number } & Pick<InternalProcess, 'name' | 'field' | 'limit' | 'fee' | 'feeLines'>

/** First the procedure (chọn thủ tục): found without marks; Enter on the only hit goes on by itself. */
export const ChoosePage: FC<{ search: string; found: readonly Listed[] }> = ({ search, found }) => (
  <>
    <PageHeader title="Tiếp nhận hồ sơ" under="Chọn thủ tục: gõ vài chữ, không cần dấu, rồi Enter." />
    <Section>
      <procedure-finder>
        <Form action="/office/dossiers/new" method="get" look="line">
          <TextField name="q" label="Thủ tục" type="search" value={search} autofocus autocomplete="off" />
          <button class="ds-button" type="submit" data-variant="secondary">
            Tìm
          </button>
        </Form>
      </procedure-finder>
    </Section>
    <div id="procedures-found">
      <FoundProcedures search={search} found={found} />
    </div>
  </>
)

/** Procedures in force that match. */
export const FoundProcedures: FC<{ search: string; found: readonly Listed[] }> = ({ search, found }) => (
  <DataTable
    caption="Thủ tục đang có hiệu lực"
    rows={found}
    empty={
      <EmptyState title={search === '' ? 'Chưa có thủ tục nào đang có hiệu lực' : `Không có thủ tục nào khớp “${search}”`}>
        Chỉ những thủ tục có quy trình đã công bố mới tiếp nhận được.
      </EmptyState>
    }
    columns={[
      {
        head: 'Thủ tục',
        kind: 'wide',
        cell: (p) => <RowLink href={`/office/dossiers/new?procedure=${p.procedureId}`} text={p.name} />,
      },
      { head: 'Lĩnh vực', cell: (p) => p.field ?? '' },
      { head: 'Thời hạn', cell: (p) => showLimit(p.limit) },
      { head: 'Phí, lệ phí', cell: (p) => feeWords(p) },
    ]}
  />
)

/** A dossier that may be the same matter. */
export type ShownTwin = { code: string; filedAt: Moment; subject: string }

export type ReceiveProps = {
  choice: Choice
  hidden: Readonly<Record<string, string>>
  typed: Typed
  faults: Faults
  refusal?: string | undefined
  /** What a look-up found, in a sentence. */
  lookedUp?: string | undefined
  twins: readonly ShownTwin[]
  promised: Promised
  kept: readonly ShownFile[]
  accept: string
  presences: readonly string[]
  /** Rows of the request to complete to draw. */
  rows: number
  officerName: string
  now: Moment
}

/** One screen from the papers on the counter to the code on the slip (tiếp nhận tại quầy). */
export const ReceivePage: FC<ReceiveProps> = (props) => {
  const { choice, hidden, typed, faults, refusal, twins, promised, now } = props
  return (
    <>
      <PageHeader over={<a href="/office/dossiers/new">Chọn thủ tục khác</a>} title={choice.name} under={<ProcedureLine {...choice} />} />
      {refusal && <RefusalBanner refusal={refusal} />}
      <receive-form data-due={`/office/dossiers/new/due?procedure=${choice.procedureId}`} data-look-up="/office/dossiers/new/applicant">
        <Form action="/office/dossiers/new" hidden={{ ...hidden, procedure: String(choice.procedureId) }} multipart guard>
          <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
          {/* Enter in any field presses the first button, the look-up, which writes nothing. */}
          <Columns
            side={
              <>
                <Section title="Hẹn trả" id="promise">
                  <div id="due">
                    <PromiseBox promised={promised} now={now} />
                  </div>
                  <div class="form-buttons">
                    <button class="ds-button" type="submit" name="press" value="accept" data-accept="">
                      Tiếp nhận (giấy 01)
                    </button>
                    <span class="small">Ctrl + Enter</span>
                  </div>
                </Section>
                {twins.length > 0 && <Twins twins={twins} now={now} />}
              </>
            }
          >
            <ApplicantSection {...props} />
            <Section title="Giấy tờ" id="papers" aside="Cách chọn: có, thiếu, hoặc không thuộc trường hợp phải nộp">
              <ComponentTable {...props} components={choice.process.components} withOther />
            </Section>
            <Section title="Nội dung" id="matter">
              <TextField
                name="subject"
                label="Nội dung yêu cầu"
                hint="Để trống thì lấy tên thủ tục."
                value={typedIn(typed, 'subject')}
                error={faults.subject}
              />
              <Channels typed={typed} faults={faults} isByPost={choice.process.isByPost} />
              {choice.process.hardLimit && (
                <Checkbox
                  name="isHardArea"
                  label={`Thuộc địa bàn khó khăn: thời hạn ${showLimit(choice.process.hardLimit)}`}
                  checked={typedIn(typed, 'isHardArea') !== ''}
                />
              )}
            </Section>
            <Verdicts {...props} />
          </Columns>
        </Form>
      </receive-form>
    </>
  )
}

const ProcedureLine: FC<Choice> = ({ process }) => (
  <>
    Thời hạn {showLimit(process.limit)} · phí, lệ phí: {feeWords(process)} ·{' '}
    {process.onlineLevel ? onlineWords[process.onlineLevel] : 'Trực tuyến: không ghi'}
    {process.isByPost && ' · nhận và trả qua bưu chính'}
  </>
)

/** What will be promised if the officer accepts now, and why. */
export const PromiseBox: FC<{ promised: Promised; now: Moment }> = ({ promised: { limit, answer }, now }) => {
  if (!answer) return <p>Chưa có lịch làm việc cho thời hạn này ({showLimit(limit)}), nên chưa hẹn được ngày trả.</p>
  return (
    <>
      <p>
        <b class="promise">{showMoment(answer.due, now)}</b> {answer.provisional && <Provisional />}
      </p>
      <p class="small">
        Nếu tiếp nhận lúc này; thời hạn {showLimit(limit)}.
        {answer.provisional && ' Rơi vào năm chưa có lịch nghỉ chính thức: hạn được tính lại khi có quyết định.'}
      </p>
      {answer.days.length <= 62 && (
        <details class="fold">
          <summary>Vì sao hẹn ngày này?</summary>
          <DueSheet
            title={`Hẹn trả ${showDate(dayInVietnam(answer.due), now)}`}
            level={3}
            days={sheetDays(answer)}
            provisional={answer.provisional}
            today={dayInVietnam(now)}
          />
        </details>
      )}
    </>
  )
}

/** Days of an explanation as the sheet shows them. */
export function sheetDays({ days, due }: Explanation): SheetDay[] {
  let number = 0
  return days.map(({ day, counted, why }): SheetDay => {
    const numbered = counted ? { number: ++number } : {}
    if (day === dayInVietnam(due)) return { day, state: 'due', ...numbered }
    switch (why.kind) {
      case 'receipt-day':
        return { day, state: 'receipt' }
      case 'weekend':
        return { day, state: 'weekend' }
      case 'day-off':
        return { day, state: 'holiday', why: whyText(why), label: 'nghỉ' }
      case 'worked':
        return { day, state: 'worked', why: whyText(why), ...numbered }
      case 'pause':
        return { day, state: 'pause' }
      default:
        return counted ? { day, state: 'counted', ...numbered } : { day, state: 'outside' }
    }
  })
}

const Twins: FC<{ twins: readonly ShownTwin[]; now: Moment }> = ({ twins, now }) => (
  <Notice tone="near" title="Có thể trùng hồ sơ">
    <p>Người nộp này đang có hồ sơ cùng thủ tục chưa xong:</p>
    <ul>
      {twins.map((t) => (
        <li>
          <a href={`/office/dossiers/${t.code}`}>{t.code}</a>{' '}
          <span class="small">
            nộp {showMoment(t.filedAt, now)}, {t.subject}
          </span>
        </li>
      ))}
    </ul>
    <p class="small">Vẫn tiếp nhận được nếu là việc khác.</p>
  </Notice>
)

const ApplicantSection: FC<ReceiveProps> = ({ typed, faults, lookedUp }) => {
  const field = (name: string) => ({ name, value: typedIn(typed, name), error: faults[name] })
  const hasAgent = Object.entries(typed).some(([name, value]) => name.startsWith('agent-') && value !== '')
  return (
    <Section title="Người nộp" id="applicant">
      <RadioGroup
        name="kind"
        label="Người nộp là"
        inline
        value={typedIn(typed, 'kind', 'person')}
        options={[
          { value: 'person', text: 'Cá nhân' },
          { value: 'organisation', text: 'Tổ chức' },
        ]}
      />
      <div class="look-up">
        <TextField
          {...field('identity')}
          label="Số định danh, mã số thuế"
          hint="Đã nộp trước đây thì các ô dưới tự điền."
          inputmode="numeric"
          autocomplete="off"
          width="code"
          autofocus={typedIn(typed, 'identity') === ''}
        />
        <button class="ds-button" data-variant="secondary" type="submit" name="press" value="look-up">
          Tra người nộp
        </button>
      </div>
      <p class="small" id="looked-up" role="status">
        {lookedUp}
      </p>
      <FieldRow>
        <TextField {...field('name')} label="Họ tên, tên tổ chức" required autocomplete="off" autofocus={lookedUp !== undefined} />
        <TextField {...field('phone')} label="Điện thoại" type="tel" autocomplete="off" />
      </FieldRow>
      <FieldRow>
        <TextField {...field('address')} label="Địa chỉ" autocomplete="off" />
        <TextField {...field('email')} label="Thư điện tử" type="email" autocomplete="off" />
      </FieldRow>
      <details class="fold" open={hasAgent || Object.keys(faults).some((f) => f.startsWith('agent-'))}>
        <summary>Người được ủy quyền nộp thay</summary>
        <div class="stack">
          <FieldRow>
            <TextField {...field('agent-name')} label="Họ tên người được ủy quyền" autocomplete="off" />
            <TextField {...field('agent-identity')} label="Số định danh của người được ủy quyền" inputmode="numeric" autocomplete="off" />
          </FieldRow>
          <FieldRow>
            <TextField {...field('agent-paper')} label="Giấy ủy quyền (số, ngày, nơi lập)" autocomplete="off" />
            <TextField {...field('agent-phone')} label="Điện thoại người được ủy quyền" type="tel" autocomplete="off" />
          </FieldRow>
        </div>
      </details>
    </Section>
  )
}

const presenceWords: Record<string, string> = { '': 'Chưa kiểm', yes: 'Có', no: 'Thiếu', 'no-need': 'Không cần' }

/** The papers asked for, each: there or not, how many originals and copies, its files. */
export const ComponentTable: FC<{
  components: readonly Component[]
  typed: Typed
  faults: Faults
  kept: readonly ShownFile[]
  accept: string
  presences: readonly string[]
  withOther?: boolean | undefined
}> = ({ components, typed, faults, kept, accept, presences, withOther }) => (
  <>
    {components.length > 1 && (
      <Checkbox name="all-present" label="Đủ tất cả giấy tờ bắt buộc" checked={typedIn(typed, 'all-present') !== ''} />
    )}
    <table class="ds-table papers">
      <thead>
        <tr>
          <th scope="col">Giấy tờ</th>
          <th scope="col">Đã nộp</th>
          <th scope="col">Bản chính</th>
          <th scope="col">Bản sao</th>
          <th scope="col">Tệp quét</th>
        </tr>
      </thead>
      <tbody>
        {components.map((component, i) => (
          <PaperRow {...{ component, typed, faults, kept, accept }} no={i + 1} presence={presences[i] ?? ''} />
        ))}
        {withOther && (
          <tr>
            <td data-label="Giấy tờ">
              <input
                class="ds-input"
                name="other-name"
                aria-label="Giấy tờ khác nộp kèm"
                placeholder="Giấy tờ khác nộp kèm"
                value={typedIn(typed, 'other-name')}
              />
            </td>
            <td data-label="Đã nộp">
              <span class="small">ghi tên thì là có</span>
            </td>
            <td data-label="Bản chính">
              <Count
                name="other-originals"
                label="Giấy tờ khác: bản chính"
                value={typedIn(typed, 'other-originals', '1')}
                error={faults['other-originals']}
              />
            </td>
            <td />
            <td data-label="Tệp quét">
              <FileCell place={String(components.length + 1)} label="Giấy tờ khác: tệp quét" {...{ kept, accept, faults }} />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  </>
)

const PaperRow: FC<{
  component: Component
  no: number
  presence: string
  typed: Typed
  faults: Faults
  kept: readonly ShownFile[]
  accept: string
}> = ({ component, no, presence, typed, faults, kept, accept }) => {
  const { name, originals, copies, formCode, isConditional, onlyWhen } = component
  const choices = isConditional ? ['yes', 'no', 'no-need'] : ['', 'yes', 'no']
  return (
    <tr>
      <th scope="row">
        {no}. {name}
        <span class="small">
          {[
            formCode && (/^mẫu/i.test(formCode) ? formCode : `mẫu ${formCode}`),
            isConditional && (onlyWhen ? `chỉ khi: ${onlyWhen}` : 'chỉ trong một số trường hợp'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </th>
      <td data-label="Đã nộp">
        <select
          class="ds-input"
          name={`c${no}-present`}
          id={`c${no}-present`}
          aria-label={`${name}: đã nộp`}
          data-presence={isConditional ? 'conditional' : ''}
        >
          {choices.map((value) => (
            <option value={value} selected={value === presence}>
              {presenceWords[value]}
            </option>
          ))}
        </select>
      </td>
      <td data-label="Bản chính">
        <Count
          name={`c${no}-originals`}
          label={`${name}: bản chính`}
          value={typedIn(typed, `c${no}-originals`, String(originals ?? 1))}
          error={faults[`c${no}-originals`]}
        />
      </td>
      <td data-label="Bản sao">
        <Count name={`c${no}-copies`} label={`${name}: bản sao`} value={typedIn(typed, `c${no}-copies`, String(copies ?? 0))} />
      </td>
      <td data-label="Tệp quét">
        <FileCell place={String(no)} label={`${name}: tệp quét`} {...{ kept, accept, faults }} />
      </td>
    </tr>
  )
}

const Count: FC<{ name: string; label: string; value: string; error?: string | undefined }> = ({ name, label, value, error }) => (
  <input
    class="ds-input count"
    id={name}
    name={name}
    aria-label={label}
    inputmode="numeric"
    value={value}
    maxlength={4}
    aria-invalid={error ? 'true' : undefined}
  />
)

const FileCell: FC<{ place: string; label: string; kept: readonly ShownFile[]; accept: string; faults: Faults }> = ({
  place,
  label,
  kept,
  accept,
  faults,
}) => {
  const name = `file-${place}`
  const error = faults[name]
  return (
    <>
      <input
        class="ds-input"
        type="file"
        id={name}
        name={name}
        aria-label={label}
        multiple
        accept={accept}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
      />
      {error && (
        <p class="ds-validation-message" id={`${name}-error`}>
          {error}
        </p>
      )}
      <KeptFiles place={place} kept={kept} />
    </>
  )
}

const Channels: FC<{ typed: Typed; faults: Faults; isByPost: boolean | null }> = ({ typed, isByPost }) => (
  <FieldRow>
    <RadioGroup
      name="channelIn"
      label="Cách nộp"
      inline
      value={typedIn(typed, 'channelIn', '1')}
      options={[
        { value: '1', text: 'Trực tiếp' },
        { value: '3', text: 'Bưu chính' },
        { value: '2', text: 'Trực tuyến' },
      ]}
    />
    <RadioGroup
      name="channelOut"
      label="Cách nhận kết quả"
      inline
      hint={isByPost === false ? 'Thủ tục này công bố không trả qua bưu chính.' : undefined}
      value={typedIn(typed, 'channelOut', '1')}
      options={[
        { value: '1', text: 'Tại quầy' },
        { value: '3', text: 'Bưu chính' },
        { value: '2', text: 'Điện tử' },
      ]}
    />
  </FieldRow>
)

/** Rows of a request to complete: what, why. More rows by a button that needs no script. */
export const ItemRows: FC<{ typed: Typed; faults: Faults; rows: number; add: Child }> = ({ typed, faults, rows, add }) => {
  const [what, why] = [[typed.what ?? []].flat(), [typed.why ?? []].flat()]
  return (
    <div class="stack">
      {Array.from({ length: rows }, (_, i) => (
        <FieldRow>
          <TextField
            name="what"
            id={`what-${i}`}
            label={`${i + 1}. Giấy tờ, nội dung cần bổ sung`}
            value={what[i] ?? ''}
            error={faults[`what-${i}`]}
          />
          <TextField name="why" id={`why-${i}`} label="Lý do, căn cứ" value={why[i] ?? ''} error={faults[`why-${i}`]} />
        </FieldRow>
      ))}
      {add}
    </div>
  )
}

const Verdicts: FC<ReceiveProps> = ({ typed, faults, rows, officerName }) => {
  const asks =
    ['add-item', 'ask'].includes(typedIn(typed, 'press')) ||
    Object.keys(faults).some((f) => /^(wh(at|y)-|contact)/.test(f)) ||
    [typed.what ?? []].flat().some((w) => w !== '')
  const refuses = typedIn(typed, 'press') === 'refuse' || ['reason', 'basis'].some((f) => faults[f] || typedIn(typed, f) !== '')
  return (
    <Section title="Chưa tiếp nhận được?" id="verdict">
      <details class="fold" open={asks}>
        <summary>Yêu cầu bổ sung (phiếu 02)</summary>
        <p class="small">
          Chỉ được yêu cầu một lần: kiểm hết giấy tờ, ghi đủ mọi thứ. Để trống cả bảng thì các giấy tờ đánh dấu “Thiếu” được ghi vào phiếu.
        </p>
        <ItemRows
          typed={typed}
          faults={faults}
          rows={rows}
          add={
            <button class="ds-button" data-variant="tertiary" type="submit" name="press" value="add-item">
              Thêm dòng
            </button>
          }
        />
        <TextField
          name="contact"
          label="Người hướng dẫn, số điện thoại"
          value={typedIn(typed, 'contact', `${officerName}, `)}
          error={faults.contact}
        />
        <button class="ds-button" data-variant="secondary" type="submit" name="press" value="ask">
          Yêu cầu bổ sung
        </button>
      </details>
      <details class="fold" open={refuses}>
        <summary>Từ chối tiếp nhận (phiếu 03)</summary>
        <TextArea name="reason" label="Lý do từ chối" rows={3} value={typedIn(typed, 'reason')} error={faults.reason} />
        <TextField name="basis" label="Căn cứ pháp lý" value={typedIn(typed, 'basis')} error={faults.basis} />
        <button class="ds-button" data-variant="secondary" data-color="danger" type="submit" name="press" value="refuse">
          Từ chối tiếp nhận
        </button>
      </details>
    </Section>
  )
}

export type DoneProps = {
  code: string
  procedure: string
  procedureId: number
  applicant: string
  outcome: 'accepted' | 'asked' | 'refused' | 'filed'
  due: { due: Moment; provisional: boolean } | null
  twins: readonly ShownTwin[]
  now: Moment
}

const doneWords = {
  accepted: { title: 'Đã tiếp nhận', print: 'In giấy 01', form: 'receipt' },
  asked: { title: 'Đã yêu cầu bổ sung', print: 'In phiếu 02', form: 'request' },
  refused: { title: 'Đã từ chối tiếp nhận', print: 'In phiếu 03', form: 'refusal' },
  filed: { title: 'Đã nhận giấy tờ', print: null, form: '' },
} as const

/** After the verdict: the code large enough to read out, the paper to print, the next applicant. */
export const DonePage: FC<DoneProps> = ({ code, procedure, procedureId, applicant, outcome, due, twins, now }) => {
  const words = doneWords[outcome]
  return (
    <>
      <PageHeader
        over={words.title}
        title={<span class="big-code">{code}</span>}
        under={`${procedure} · ${applicant}`}
        next={{ text: 'Tiếp nhận hồ sơ tiếp theo', href: '/office/dossiers/new', key: 'n' }}
        others={words.print ? [{ text: words.print, href: `/office/dossiers/${code}/print/${words.form}`, key: 'p' }] : []}
        more={[
          { text: 'Cùng thủ tục này', href: `/office/dossiers/new?procedure=${procedureId}` },
          { text: 'Mở hồ sơ', href: `/office/dossiers/${code}` },
        ]}
      />
      {twins.length > 0 && <Twins twins={twins} now={now} />}
      <Section>
        <Facts
          items={[
            ...(due
              ? ([
                  [
                    'Hẹn trả',
                    <>
                      <b>{showMomentLong(due.due)}</b> {due.provisional && <Provisional />}
                    </>,
                  ],
                ] as const)
              : []),
            ['Việc tiếp theo', nextWords[outcome]],
          ]}
        />
        {outcome === 'accepted' && (
          <p>
            <a href={`/office/dossiers/${code}/print/receipt?sheet=1`}>In kèm bảng giải thích hạn trả</a>
          </p>
        )}
      </Section>
      <p class="small after">
        Phím tắt: <Tag>n</Tag> hồ sơ tiếp theo, <Tag>p</Tag> in.
      </p>
    </>
  )
}

const nextWords: Record<DoneProps['outcome'], string> = {
  accepted: 'In giấy 01 cho người nộp ký và giữ; hồ sơ đã vào việc của anh/chị để chuyển đi.',
  asked: 'In phiếu 02 giao cho người nộp. Khi giấy tờ đến, mở hồ sơ và ghi nhận bổ sung; thời hạn chưa tính.',
  refused: 'In phiếu 03 giao cho người nộp cùng toàn bộ giấy tờ.',
  filed: 'Mở hồ sơ để tiếp nhận, yêu cầu bổ sung hoặc từ chối.',
}
