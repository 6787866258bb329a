import type { Child, FC } from 'hono/jsx'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { DueSheet, Provisional, type SheetDay } from '../../../ui/due-sheet.tsx'
import { Checkbox, ErrorSummary, FieldRow, Form, RadioGroup, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, RowLink } from '../../../ui/table.tsx'
import { showCount, showDate, showMoment, showMomentLong } from '../../../ui/words.ts'
import { type Explanation, whyText } from '../../clock/model.ts'
import type { Component, InternalProcess } from '../../procedures/model.ts'
import { KeptFiles, type ShownFile, typedIn } from '../acting/page.tsx'
import type { HeldRow } from '../held-papers.adapter.ts'
import { showLimit } from '../list/words.ts'
import type { Promised } from './promise.ts'

type Typed = Record<string, string | string[]>
type Faults = Record<string, string>

/** A procedure as the counter chooses it. */
export type Choice = { procedureId: number; name: string; process: InternalProcess }

const onlineWords = inBoth((say) => ({
  full: say('Toàn trình', 'Fully online'),
  partial: say('Một phần', 'Partly online'),
  information: say('Cung cấp thông tin', 'Information online'),
}))

export const feeWords = ({ fee, feeLines }: Pick<InternalProcess, 'fee' | 'feeLines'>, say: Say): string => {
  if (fee === 0) return say('Không thu', 'None')
  if (typeof fee === 'number') return say(`${showCount(fee, 'vi')} đồng`, `${showCount(fee, 'en')} VND`)
  if (fee !== null) return fee
  if (feeLines.length === 0) return say('Không ghi', 'Not stated')
  return feeLines.map((l) => [l.item, l.amount].filter(Boolean).join(': ')).join('; ')
}

/** A procedure in the list. */
export type Listed = { procedureId: number } & Pick<InternalProcess, 'name' | 'field' | 'limit' | 'fee' | 'feeLines'>

/** First the procedure (chọn thủ tục): found without marks; Enter on the only hit goes on by itself. */
export const ChoosePage: FC<{ search: string; found: readonly Listed[] }> = ({ search, found }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Tiếp nhận hồ sơ', 'Receive a dossier')}
        under={say(
          'Chọn thủ tục: gõ vài chữ, không cần dấu, rồi Enter.',
          'Choose the procedure: type a few words, marks may be left out, then Enter.',
        )}
      />
      <Section>
        <procedure-finder>
          <Form action="/office/dossiers/new" method="get" look="line">
            <TextField name="q" label={say('Thủ tục', 'Procedure')} type="search" value={search} autofocus autocomplete="off" />
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Tìm', 'Find')}
            </button>
          </Form>
        </procedure-finder>
      </Section>
      <div id="procedures-found">
        <FoundProcedures search={search} found={found} />
      </div>
    </>
  )
}

/** Procedures in force that match. */
export const FoundProcedures: FC<{ search: string; found: readonly Listed[] }> = ({ search, found }) => {
  const say = useSay()
  return (
    <DataTable
      caption={say('Thủ tục đang có hiệu lực', 'Procedures in force')}
      rows={found}
      empty={
        <EmptyState
          title={
            search === ''
              ? say('Chưa có thủ tục nào đang có hiệu lực', 'No procedure is in force yet')
              : say(`Không có thủ tục nào khớp “${search}”`, `No procedure matches “${search}”`)
          }
        >
          {say(
            'Chỉ những thủ tục có quy trình đã công bố mới tiếp nhận được.',
            'Dossiers are received only for procedures whose process is published.',
          )}
        </EmptyState>
      }
      columns={[
        {
          head: say('Thủ tục', 'Procedure'),
          kind: 'wide',
          cell: (p) => <RowLink href={`/office/dossiers/new?procedure=${p.procedureId}`} text={p.name} />,
        },
        { head: say('Lĩnh vực', 'Field'), cell: (p) => p.field ?? '' },
        { head: say('Thời hạn', 'Limit'), cell: (p) => showLimit(p.limit, say) },
        { head: say('Phí, lệ phí', 'Fees'), cell: (p) => feeWords(p, say) },
      ]}
    />
  )
}

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
  /** What the office holds of the applicant already. */
  held: readonly HeldRow[]
  /** Rows of the request to complete to draw. */
  rows: number
  officerName: string
  now: Moment
}

/** One screen from the papers on the counter to the code on the slip (tiếp nhận tại quầy). */
export const ReceivePage: FC<ReceiveProps> = (props) => {
  const { choice, hidden, typed, faults, refusal, twins, promised, now } = props
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<a href="/office/dossiers/new">{say('Chọn thủ tục khác', 'Choose another procedure')}</a>}
        title={choice.name}
        under={<ProcedureLine {...choice} />}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <receive-form data-due={`/office/dossiers/new/due?procedure=${choice.procedureId}`} data-look-up="/office/dossiers/new/applicant">
        <Form action="/office/dossiers/new" hidden={{ ...hidden, procedure: String(choice.procedureId) }} multipart guard>
          <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
          {/* Enter in any field presses the first button, the look-up, which writes nothing. */}
          <Columns
            side={
              <>
                <Section title={say('Hẹn trả', 'Due time')} id="promise">
                  <div id="due">
                    <PromiseBox promised={promised} now={now} />
                  </div>
                  <div class="form-buttons">
                    <button class="ds-button" type="submit" name="press" value="accept" data-accept="">
                      {say('Tiếp nhận (giấy 01)', 'Accept (form 01)')}
                    </button>
                    <span class="small">Ctrl + Enter</span>
                  </div>
                </Section>
                {twins.length > 0 && <Twins twins={twins} now={now} />}
              </>
            }
          >
            <ApplicantSection {...props} />
            <Section
              title={say('Giấy tờ', 'Papers')}
              id="papers"
              aside={say(
                'Cách chọn: có, thiếu, hoặc không thuộc trường hợp phải nộp',
                'For each: there, missing, or not needed in this case',
              )}
            >
              <ComponentTable {...props} components={choice.process.components} withOther />
            </Section>
            <Section title={say('Nội dung', 'Matter')} id="matter">
              <TextField
                name="subject"
                label={say('Nội dung yêu cầu', 'What is asked for')}
                hint={say('Để trống thì lấy tên thủ tục.', 'Left empty, it is the name of the procedure.')}
                value={typedIn(typed, 'subject')}
                error={faults.subject}
              />
              <Channels typed={typed} faults={faults} isByPost={choice.process.isByPost} />
              {choice.process.hardLimit && (
                <Checkbox
                  name="isHardArea"
                  label={say(
                    `Thuộc địa bàn khó khăn: thời hạn ${showLimit(choice.process.hardLimit, say)}`,
                    `In a hard area: the limit is ${showLimit(choice.process.hardLimit, say)}`,
                  )}
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

const ProcedureLine: FC<Choice> = ({ process }) => {
  const say = useSay()
  const limit = showLimit(process.limit, say)
  const fee = feeWords(process, say)
  return (
    <>
      {say(`Thời hạn ${limit} · phí, lệ phí: ${fee}`, `Limit ${limit} · fees: ${fee}`)} ·{' '}
      {process.onlineLevel ? onlineWords[say.lang][process.onlineLevel] : say('Trực tuyến: không ghi', 'Online: not stated')}
      {process.isByPost && say(' · nhận và trả qua bưu chính', ' · in and out by post')}
    </>
  )
}

/** What will be promised if the officer accepts now, and why. */
export const PromiseBox: FC<{ promised: Promised; now: Moment }> = ({ promised: { limit, answer }, now }) => {
  const say = useSay()
  const term = showLimit(limit, say)
  if (!answer)
    return (
      <p>
        {say(
          `Chưa có lịch làm việc cho thời hạn này (${term}), nên chưa hẹn được ngày trả.`,
          `There is no calendar yet for this limit (${term}), so no due time can be promised.`,
        )}
      </p>
    )
  return (
    <>
      <p>
        <b class="promise">{showMoment(answer.due, now, say.lang)}</b> {answer.provisional && <Provisional />}
      </p>
      <p class="small">
        {say(`Nếu tiếp nhận lúc này; thời hạn ${term}.`, `If accepted now; the limit is ${term}.`)}
        {answer.provisional &&
          say(
            ' Rơi vào năm chưa có lịch nghỉ chính thức: hạn được tính lại khi có quyết định.',
            ' It falls in a year whose official calendar is not decided yet: it is worked out again once it is.',
          )}
      </p>
      {answer.days.length <= 62 && (
        <details class="fold">
          <summary>{say('Vì sao hẹn ngày này?', 'Why this day?')}</summary>
          <DueSheet
            title={say(`Hẹn trả ${showDate(dayInVietnam(answer.due), now, 'vi')}`, `Due ${showDate(dayInVietnam(answer.due), now, 'en')}`)}
            level={3}
            days={sheetDays(answer, say)}
            provisional={answer.provisional}
            today={dayInVietnam(now)}
          />
        </details>
      )}
    </>
  )
}

/** Days of an explanation as the sheet shows them. */
export function sheetDays({ days, due }: Explanation, say: Say): SheetDay[] {
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
        return { day, state: 'holiday', why: whyText(why, say), label: say('nghỉ', 'off') }
      case 'worked':
        return { day, state: 'worked', why: whyText(why, say), ...numbered }
      case 'pause':
        return { day, state: 'pause' }
      default:
        return counted ? { day, state: 'counted', ...numbered } : { day, state: 'outside' }
    }
  })
}

const Twins: FC<{ twins: readonly ShownTwin[]; now: Moment }> = ({ twins, now }) => {
  const say = useSay()
  return (
    <Notice tone="near" title={say('Có thể trùng hồ sơ', 'Perhaps a duplicate')}>
      <p>{say('Người nộp này đang có hồ sơ cùng thủ tục chưa xong:', 'This applicant has unfinished dossiers of the same procedure:')}</p>
      <ul>
        {twins.map((t) => (
          <li>
            <a href={`/office/dossiers/${t.code}`}>{t.code}</a>{' '}
            <span class="small">
              {say(`nộp ${showMoment(t.filedAt, now, 'vi')}, ${t.subject}`, `filed ${showMoment(t.filedAt, now, 'en')}, ${t.subject}`)}
            </span>
          </li>
        ))}
      </ul>
      <p class="small">{say('Vẫn tiếp nhận được nếu là việc khác.', 'It can still be received if it is another matter.')}</p>
    </Notice>
  )
}

const ApplicantSection: FC<ReceiveProps> = ({ typed, faults, lookedUp }) => {
  const say = useSay()
  const field = (name: string) => ({ name, value: typedIn(typed, name), error: faults[name] })
  const hasAgent = Object.entries(typed).some(([name, value]) => name.startsWith('agent-') && value !== '')
  return (
    <Section title={say('Người nộp', 'Applicant')} id="applicant">
      <RadioGroup
        name="kind"
        label={say('Người nộp là', 'The applicant is')}
        inline
        value={typedIn(typed, 'kind', 'person')}
        options={[
          { value: 'person', text: say('Cá nhân', 'A person') },
          { value: 'organisation', text: say('Tổ chức', 'An organisation') },
        ]}
      />
      <div class="look-up">
        <TextField
          {...field('identity')}
          label={say('Số định danh, mã số thuế', 'Identity number, tax code')}
          hint={say('Đã nộp trước đây thì các ô dưới tự điền.', 'The fields below fill themselves for someone who has filed before.')}
          inputmode="numeric"
          autocomplete="off"
          width="code"
          autofocus={typedIn(typed, 'identity') === ''}
        />
        <button class="ds-button" data-variant="secondary" type="submit" name="press" value="look-up">
          {say('Tra người nộp', 'Look up the applicant')}
        </button>
      </div>
      <p class="small" id="looked-up" role="status">
        {lookedUp}
      </p>
      <FieldRow>
        <TextField
          {...field('name')}
          label={say('Họ tên, tên tổ chức', 'Full name, name of the organisation')}
          required
          autocomplete="off"
          autofocus={lookedUp !== undefined}
        />
        <TextField {...field('phone')} label={say('Điện thoại', 'Telephone')} type="tel" autocomplete="off" />
      </FieldRow>
      <FieldRow>
        <TextField {...field('address')} label={say('Địa chỉ', 'Address')} autocomplete="off" />
        <TextField {...field('email')} label={say('Thư điện tử', 'Email')} type="email" autocomplete="off" />
      </FieldRow>
      <RadioGroup
        name="lang"
        label={say('Nhận thông báo bằng', 'Messages are written in')}
        inline
        value={typedIn(typed, 'lang', 'vi')}
        options={[
          { value: 'vi', text: 'Tiếng Việt' },
          { value: 'en', text: 'English' },
        ]}
      />
      <details class="fold" open={hasAgent || Object.keys(faults).some((f) => f.startsWith('agent-'))}>
        <summary>{say('Người được ủy quyền nộp thay', 'Agent who files for the applicant')}</summary>
        <div class="stack">
          <FieldRow>
            <TextField {...field('agent-name')} label={say('Họ tên người được ủy quyền', 'Full name of the agent')} autocomplete="off" />
            <TextField
              {...field('agent-identity')}
              label={say('Số định danh của người được ủy quyền', 'Identity number of the agent')}
              inputmode="numeric"
              autocomplete="off"
            />
          </FieldRow>
          <FieldRow>
            <TextField
              {...field('agent-paper')}
              label={say('Giấy ủy quyền (số, ngày, nơi lập)', 'Authorisation (number, date, place)')}
              autocomplete="off"
            />
            <TextField
              {...field('agent-phone')}
              label={say('Điện thoại người được ủy quyền', 'Telephone of the agent')}
              type="tel"
              autocomplete="off"
            />
          </FieldRow>
        </div>
      </details>
    </Section>
  )
}

const presenceWords = inBoth(
  (say): Record<string, string> => ({
    '': say('Chưa kiểm', 'Not checked'),
    yes: say('Có', 'There'),
    no: say('Thiếu', 'Missing'),
    'no-need': say('Không cần', 'Not needed'),
  }),
)

/** The papers asked for, each: there or not, how many originals and copies, its files. */
export const ComponentTable: FC<{
  components: readonly Component[]
  typed: Typed
  faults: Faults
  kept: readonly ShownFile[]
  accept: string
  presences: readonly string[]
  held?: readonly HeldRow[] | undefined
  withOther?: boolean | undefined
}> = ({ components, typed, faults, kept, accept, presences, held = [], withOther }) => {
  const say = useSay()
  return (
    <>
      {components.length > 1 && (
        <Checkbox
          name="all-present"
          label={say('Đủ tất cả giấy tờ bắt buộc', 'All papers that are always needed are there')}
          checked={typedIn(typed, 'all-present') !== ''}
        />
      )}
      <table class="ds-table papers">
        <thead>
          <tr>
            <th scope="col">{say('Giấy tờ', 'Paper')}</th>
            <th scope="col">{say('Đã nộp', 'Handed in')}</th>
            <th scope="col">{say('Bản chính', 'Originals')}</th>
            <th scope="col">{say('Bản sao', 'Copies')}</th>
            <th scope="col">{say('Tệp quét', 'Scans')}</th>
          </tr>
        </thead>
        <tbody>
          {components.map((component, i) => (
            <PaperRow
              {...{ component, typed, faults, kept, accept }}
              no={i + 1}
              presence={presences[i] ?? ''}
              held={held.find(({ no }) => no === i + 1)}
            />
          ))}
          {withOther && (
            <tr>
              <td data-label={say('Giấy tờ', 'Paper')}>
                <input
                  class="ds-input"
                  name="other-name"
                  aria-label={say('Giấy tờ khác nộp kèm', 'Another paper handed in')}
                  placeholder={say('Giấy tờ khác nộp kèm', 'Another paper handed in')}
                  value={typedIn(typed, 'other-name')}
                />
              </td>
              <td data-label={say('Đã nộp', 'Handed in')}>
                <span class="small">{say('ghi tên thì là có', 'there once it is named')}</span>
              </td>
              <td data-label={say('Bản chính', 'Originals')}>
                <Count
                  name="other-originals"
                  label={say('Giấy tờ khác: bản chính', 'Another paper: originals')}
                  value={typedIn(typed, 'other-originals', '1')}
                  error={faults['other-originals']}
                />
              </td>
              <td />
              <td data-label={say('Tệp quét', 'Scans')}>
                <FileCell
                  place={String(components.length + 1)}
                  label={say('Giấy tờ khác: tệp quét', 'Another paper: scans')}
                  {...{ kept, accept, faults }}
                />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  )
}

const PaperRow: FC<{
  component: Component
  no: number
  presence: string
  typed: Typed
  faults: Faults
  kept: readonly ShownFile[]
  accept: string
  held: HeldRow | undefined
}> = ({ component, no, presence, typed, faults, kept, accept, held }) => {
  const say = useSay()
  const { name, originals, copies, formCode, isConditional, onlyWhen } = component
  const choices = isConditional ? ['yes', 'no', 'no-need'] : ['', 'yes', 'no']
  return (
    <tr>
      <th scope="row">
        {no}. {name}
        <span class="small">
          {[
            formCode && (/^mẫu/i.test(formCode) ? formCode : say(`mẫu ${formCode}`, `form ${formCode}`)),
            isConditional &&
              (onlyWhen ? say(`chỉ khi: ${onlyWhen}`, `only when: ${onlyWhen}`) : say('chỉ trong một số trường hợp', 'only in some cases')),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span class="small" data-held={no}>
          {held && (
            <a href={`/office/papers/${held.paperId}`} target="_blank" rel="noopener">
              {say('Đã có trong kho, không cần nộp lại', 'Held already, need not be handed in')}
            </a>
          )}
        </span>
      </th>
      <td data-label={say('Đã nộp', 'Handed in')}>
        <select
          class="ds-input"
          name={`c${no}-present`}
          id={`c${no}-present`}
          aria-label={say(`${name}: đã nộp`, `${name}: handed in`)}
          data-presence={isConditional ? 'conditional' : ''}
        >
          {choices.map((value) => (
            <option value={value} selected={value === presence}>
              {presenceWords[say.lang][value]}
            </option>
          ))}
        </select>
      </td>
      <td data-label={say('Bản chính', 'Originals')}>
        <Count
          name={`c${no}-originals`}
          label={say(`${name}: bản chính`, `${name}: originals`)}
          value={typedIn(typed, `c${no}-originals`, held ? '0' : String(originals ?? 1))}
          error={faults[`c${no}-originals`]}
        />
      </td>
      <td data-label={say('Bản sao', 'Copies')}>
        <Count
          name={`c${no}-copies`}
          label={say(`${name}: bản sao`, `${name}: copies`)}
          value={typedIn(typed, `c${no}-copies`, held ? '0' : String(copies ?? 0))}
        />
      </td>
      <td data-label={say('Tệp quét', 'Scans')}>
        <FileCell place={String(no)} label={say(`${name}: tệp quét`, `${name}: scans`)} {...{ kept, accept, faults }} />
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

const Channels: FC<{ typed: Typed; faults: Faults; isByPost: boolean | null }> = ({ typed, isByPost }) => {
  const say = useSay()
  return (
    <FieldRow>
      <RadioGroup
        name="channelIn"
        label={say('Cách nộp', 'How it was filed')}
        inline
        value={typedIn(typed, 'channelIn', '1')}
        options={[
          { value: '1', text: say('Trực tiếp', 'In person') },
          { value: '3', text: say('Bưu chính', 'By post') },
          { value: '2', text: say('Trực tuyến', 'Online') },
        ]}
      />
      <RadioGroup
        name="channelOut"
        label={say('Cách nhận kết quả', 'How the result goes out')}
        inline
        hint={
          isByPost === false
            ? say('Thủ tục này công bố không trả qua bưu chính.', 'By its publication, this procedure gives no results by post.')
            : undefined
        }
        value={typedIn(typed, 'channelOut', '1')}
        options={[
          { value: '1', text: say('Tại quầy', 'At the counter') },
          { value: '3', text: say('Bưu chính', 'By post') },
          { value: '2', text: say('Điện tử', 'Electronically') },
        ]}
      />
    </FieldRow>
  )
}

/** Rows of a request to complete: what, why. More rows by a button that needs no script. */
export const ItemRows: FC<{ typed: Typed; faults: Faults; rows: number; add: Child }> = ({ typed, faults, rows, add }) => {
  const say = useSay()
  const [what, why] = [[typed.what ?? []].flat(), [typed.why ?? []].flat()]
  return (
    <div class="stack">
      {Array.from({ length: rows }, (_, i) => (
        <FieldRow>
          <TextField
            name="what"
            id={`what-${i}`}
            label={say(`${i + 1}. Giấy tờ, nội dung cần bổ sung`, `${i + 1}. Paper or content that is needed`)}
            value={what[i] ?? ''}
            error={faults[`what-${i}`]}
          />
          <TextField
            name="why"
            id={`why-${i}`}
            label={say('Lý do, căn cứ', 'Reason, legal basis')}
            value={why[i] ?? ''}
            error={faults[`why-${i}`]}
          />
        </FieldRow>
      ))}
      {add}
    </div>
  )
}

/** Whether the applicant is to bring paper: in what is wholly online that is refused, and written down. */
export const WantsPaper: FC<{ typed: Typed; isOnline: boolean; error?: string | undefined }> = ({ typed, isOnline, error }) => {
  const say = useSay()
  return (
    <Checkbox
      name="wantsPaper"
      label={say('Người nộp phải mang bản giấy', 'The applicant must bring paper')}
      hint={
        isOnline
          ? say(
              'Hồ sơ này làm trực tuyến toàn trình: yêu cầu bản giấy sẽ bị từ chối và ghi vào nhật ký.',
              'This dossier is wholly online: asking for paper will be refused, and written into the journal.',
            )
          : undefined
      }
      checked={typedIn(typed, 'wantsPaper') !== ''}
      error={error}
    />
  )
}

const Verdicts: FC<ReceiveProps> = ({ choice, typed, faults, rows, officerName }) => {
  const say = useSay()
  const asks =
    ['add-item', 'ask'].includes(typedIn(typed, 'press')) ||
    Object.keys(faults).some((f) => /^(wh(at|y)-|contact)/.test(f)) ||
    [typed.what ?? []].flat().some((w) => w !== '')
  const refuses = typedIn(typed, 'press') === 'refuse' || ['reason', 'basis'].some((f) => faults[f] || typedIn(typed, f) !== '')
  return (
    <Section title={say('Chưa tiếp nhận được?', 'Cannot be accepted yet?')} id="verdict">
      <details class="fold" open={asks}>
        <summary>{say('Yêu cầu bổ sung (phiếu 02)', 'Ask to complete (form 02)')}</summary>
        <p class="small">
          {say(
            'Chỉ được yêu cầu một lần: kiểm hết giấy tờ, ghi đủ mọi thứ. Để trống cả bảng thì các giấy tờ đánh dấu “Thiếu” được ghi vào phiếu.',
            'This can be done only once: check every paper and list everything. If all lines are left empty, the form lists the papers marked as “Missing”.',
          )}
        </p>
        <ItemRows
          typed={typed}
          faults={faults}
          rows={rows}
          add={
            <button class="ds-button" data-variant="tertiary" type="submit" name="press" value="add-item">
              {say('Thêm dòng', 'Add lines')}
            </button>
          }
        />
        <TextField
          name="contact"
          label={say('Người hướng dẫn, số điện thoại', 'Contact person, telephone')}
          value={typedIn(typed, 'contact', `${officerName}, `)}
          error={faults.contact}
        />
        <WantsPaper typed={typed} isOnline={choice.process.onlineLevel === 'full' && typedIn(typed, 'channelIn') === '2'} />
        <button class="ds-button" data-variant="secondary" type="submit" name="press" value="ask">
          {say('Yêu cầu bổ sung', 'Ask to complete')}
        </button>
      </details>
      <details class="fold" open={refuses}>
        <summary>{say('Từ chối tiếp nhận (phiếu 03)', 'Refuse (form 03)')}</summary>
        <TextArea
          name="reason"
          label={say('Lý do từ chối', 'Reason for the refusal')}
          rows={3}
          value={typedIn(typed, 'reason')}
          error={faults.reason}
        />
        <TextField name="basis" label={say('Căn cứ pháp lý', 'Legal basis')} value={typedIn(typed, 'basis')} error={faults.basis} />
        <button class="ds-button" data-variant="secondary" data-color="danger" type="submit" name="press" value="refuse">
          {say('Từ chối tiếp nhận', 'Refuse')}
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

const doneWords = inBoth((say) => ({
  accepted: { title: say('Đã tiếp nhận', 'Accepted'), print: say('In giấy 01', 'Print form 01'), form: 'receipt' },
  asked: { title: say('Đã yêu cầu bổ sung', 'Asked to complete'), print: say('In phiếu 02', 'Print form 02'), form: 'request' },
  refused: { title: say('Đã từ chối tiếp nhận', 'Refused'), print: say('In phiếu 03', 'Print form 03'), form: 'refusal' },
  filed: { title: say('Đã nhận giấy tờ', 'Papers taken in'), print: null, form: '' },
}))

/** After the verdict: the code large enough to read out, the paper to print, the next applicant. */
export const DonePage: FC<DoneProps> = ({ code, procedure, procedureId, applicant, outcome, due, twins, now }) => {
  const say = useSay()
  const words = doneWords[say.lang][outcome]
  return (
    <>
      <PageHeader
        over={words.title}
        title={<span class="big-code">{code}</span>}
        under={`${procedure} · ${applicant}`}
        next={{ text: say('Tiếp nhận hồ sơ tiếp theo', 'Receive the next dossier'), href: '/office/dossiers/new', key: 'n' }}
        others={words.print ? [{ text: words.print, href: `/office/dossiers/${code}/print/${words.form}`, key: 'p' }] : []}
        more={[
          { text: say('Cùng thủ tục này', 'Same procedure'), href: `/office/dossiers/new?procedure=${procedureId}` },
          { text: say('Mở hồ sơ', 'Open the dossier'), href: `/office/dossiers/${code}` },
        ]}
      />
      {twins.length > 0 && <Twins twins={twins} now={now} />}
      <Section>
        <Facts
          items={[
            ...(due
              ? ([
                  [
                    say('Hẹn trả', 'Due time'),
                    <>
                      <b>{showMomentLong(due.due, say.lang)}</b> {due.provisional && <Provisional />}
                    </>,
                  ],
                ] as const)
              : []),
            [say('Việc tiếp theo', 'Next'), nextWords[say.lang][outcome]],
          ]}
        />
        {outcome === 'accepted' && (
          <p>
            <a href={`/office/dossiers/${code}/print/receipt?sheet=1`}>
              {say('In kèm bảng giải thích hạn trả', 'Print it with the sheet that explains the due time')}
            </a>
          </p>
        )}
      </Section>
      <p class="small after">
        {say(
          <>
            Phím tắt: <Tag>n</Tag> hồ sơ tiếp theo, <Tag>p</Tag> in.
          </>,
          <>
            Keys: <Tag>n</Tag> next dossier, <Tag>p</Tag> print.
          </>,
        )}
      </p>
    </>
  )
}

const nextWords = inBoth(
  (say) =>
    ({
      accepted: say(
        'In giấy 01 cho người nộp ký và giữ; hồ sơ đã vào việc của anh/chị để chuyển đi.',
        'Print form 01 for the applicant to sign and keep; the dossier is in your work, to be passed on.',
      ),
      asked: say(
        'In phiếu 02 giao cho người nộp. Khi giấy tờ đến, mở hồ sơ và ghi nhận bổ sung; thời hạn chưa tính.',
        'Print form 02 and give it to the applicant. When the papers come, open the dossier and record them; the limit does not run yet.',
      ),
      refused: say(
        'In phiếu 03 giao cho người nộp cùng toàn bộ giấy tờ.',
        'Print form 03 and give it to the applicant with all the papers.',
      ),
      filed: say('Mở hồ sơ để tiếp nhận, yêu cầu bổ sung hoặc từ chối.', 'Open the dossier to accept it, ask to complete it or refuse it.'),
    }) satisfies Record<DoneProps['outcome'], string>,
)
