import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { DateField, Form, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, type Column, DataTable, DueCell, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { showCount, showMomentShort } from '../../../ui/words.ts'
import { apologyChannelNames } from '../apology/words.ts'
import { latenessHref } from '../lateness/page.tsx'
import { type ApologyRow, type ApologyView, apologyViews, type Coverage } from './look-up.adapter.ts'
import { shareOf } from './share.ts'

/** What is chosen, as it stands in the address. */
export type ChosenApologies = Readonly<Record<'view' | 'unit' | 'from' | 'to', string>>

export type ApologiesPageProps = {
  rows: readonly ApologyRow[]
  next: string | null
  isFirst: boolean
  chosen: ChosenApologies
  faults: Readonly<Record<string, string>>
  coverage: readonly Coverage[]
  units: readonly { value: string; text: string }[]
  now: Moment
  names: { officer(id: number): string; shortUnit(id: number): string }
}

const path = '/office/apologies'
export const apologiesHref = (chosen: Partial<ChosenApologies>, change: Partial<ChosenApologies> & { after?: string } = {}, to = path) => {
  const query = new URLSearchParams(Object.entries({ ...chosen, ...change }).filter(([, value]) => value) as [string, string][])
  return query.size > 0 ? `${to}?${query}` : to
}

/** Names of the views. */
export const viewNames = inBoth(
  (say) =>
    ({
      mine: say('Chờ tôi ký', 'For me to sign'),
      drafts: say('Dự thảo', 'Drafts'),
      signed: say('Đã ký, chưa gửi', 'Signed, not sent'),
      sent: say('Đã gửi', 'Sent'),
      missing: say('Quá hạn, thiếu thư', 'Late without one'),
    }) satisfies Record<ApologyView, string>,
)

/** How far the letter of a row is. */
export function stateWords(row: ApologyRow, names: ApologiesPageProps['names'], now: Moment, say: Say): { top: string; sub?: string } {
  const short = (at: Moment) => showMomentShort(at, now, say.lang)
  if (row.sentAt !== null) {
    const how = row.channel ? apologyChannelNames[say.lang][row.channel] : ''
    return { top: row.isLateSent ? say('đã gửi, muộn', 'sent, late') : say('đã gửi', 'sent'), sub: `${short(row.sentAt)} ${how}` }
  }
  if (row.signedAt !== null && row.signedBy !== null)
    return { top: say('đã ký, chưa gửi', 'signed, not sent'), sub: `${names.officer(row.signedBy)}, ${short(row.signedAt)}` }
  if (row.reason === null) return { top: say('chưa có thư', 'no letter') }
  return {
    top: say('chờ ký', 'to be signed'),
    sub: row.writtenBy === null ? say('hệ thống lập', 'drafted by the system') : names.officer(row.writtenBy),
  }
}

/** Thư xin lỗi: what waits for a signature, what is missing and with whom, and how many late dossiers had one. */
export const ApologiesPage: FC<ApologiesPageProps> = (props) => {
  const say = useSay()
  const { rows, next, isFirst, chosen, faults, units, now, names } = props
  const short = (at: Moment) => showMomentShort(at, now, say.lang)
  const unit = (id: number | null) => (id === null ? say('không rõ', 'unknown') : names.shortUnit(id))
  const act = (row: ApologyRow): { href: string; text: string } | null => {
    const to = (name: string) => `/office/dossiers/${row.code}/${name}`
    if (row.endedAt !== null || row.sentAt !== null) return null
    if (row.signedAt !== null) return { href: to('send-apology'), text: say('Ghi đã gửi', 'Record sending') }
    return row.reason !== null && chosen.view === 'mine'
      ? { href: to('sign-apology'), text: say('Đọc và ký', 'Read and sign') }
      : { href: to('draft-apology'), text: row.reason === null ? say('Viết thư', 'Write it') : say('Sửa', 'Change') }
  }
  const columns: Column<ApologyRow>[] = [
    { head: say('Mã hồ sơ', 'Code'), kind: 'code', cell: (r) => <RowLink href={`/office/dossiers/${r.code}`} text={r.code} /> },
    {
      head: say('Thủ tục · người nộp', 'Procedure · applicant'),
      kind: 'wide',
      cell: (r) => <TwoLines top={r.procedure} sub={r.applicant} />,
    },
    { head: say('Đơn vị', 'Unit'), cell: (r) => unit(r.unitId) },
    {
      head: say('Hạn trả', 'Due'),
      kind: 'due',
      cell: (r) => (
        <DueCell
          text={short(r.dueAt)}
          sub={r.endedAt === null ? undefined : say(`xong ${short(r.endedAt)}`, `done ${short(r.endedAt)}`)}
          tone={r.dueAt < (r.endedAt ?? now) ? 'late' : 'near'}
        />
      ),
    },
    {
      head: say('Hẹn lại · lý do', 'New day · reason'),
      kind: 'wide',
      cell: (r) => (r.newDueAt === null ? '–' : <TwoLines top={short(r.newDueAt)} sub={r.reason} />),
    },
    { head: say('Thư', 'Letter'), cell: (r) => <TwoLines {...stateWords(r, names, now, say)} /> },
    {
      head: say('Việc', 'Act'),
      quiet: true,
      cell: (r) => {
        const next = act(r)
        return next && <a href={next.href}>{next.text}</a>
      },
    },
  ]
  const isPeriod = chosen.view === 'sent' || chosen.view === 'missing'
  return (
    <>
      <PageHeader
        title={say('Thư xin lỗi', 'Apologies')}
        more={[
          { text: say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)'), href: apologiesHref(chosen, {}, `${path}/export.csv`) },
        ]}
      />
      <ListBar
        chips={
          <Chips
            chips={apologyViews.map((view) => ({
              text: viewNames[say.lang][view],
              href: apologiesHref(chosen, { view }),
              on: chosen.view === view,
              tone: view === 'missing' ? ('late' as const) : undefined,
            }))}
          />
        }
      />
      <div class="stack">
        <Form action={path} method="get" look="line" hidden={{ view: chosen.view }}>
          <Select name="unit" label={say('Đơn vị', 'Unit')} options={units} value={chosen.unit} blank={say('Mọi đơn vị', 'Every unit')} />
          <DateField name="from" label={say('Từ ngày', 'From')} value={chosen.from} error={faults.from} />
          <DateField name="to" label={say('đến ngày', 'to')} value={chosen.to} error={faults.to} />
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Lọc', 'Filter')}
            </button>
          </div>
        </Form>
        <p class="small">
          {isPeriod
            ? chosen.view === 'sent'
              ? say('Thư gửi trong thời gian đã chọn.', 'Letters sent in the chosen period.')
              : say(
                  'Hồ sơ đang quá hạn, và hồ sơ kết thúc quá hạn trong thời gian đã chọn, mà chưa gửi thư nào.',
                  'Dossiers late now, and those that ended late in the chosen period, with no letter sent.',
                )
            : say(
                'Hồ sơ đang giải quyết; thời gian đã chọn không giới hạn danh sách này.',
                'Dossiers in process; the chosen period does not limit this list.',
              )}
        </p>
        <DataTable
          caption={viewNames[say.lang][chosen.view as ApologyView]}
          columns={columns}
          rows={rows}
          empty={
            <EmptyState title={say('Không có thư nào ở mục này', 'There is nothing here')}>
              {say('Chọn mục khác ở trên, hoặc nới thời gian.', 'Choose another list above, or a longer period.')}
            </EmptyState>
          }
        />
      </div>
      <div class="stack">
        <Pager
          shown={
            rows.length > 0
              ? say(`${showCount(rows.length, 'vi')} dòng trên trang này`, `${showCount(rows.length, 'en')} on this page`)
              : undefined
          }
          first={isFirst ? undefined : apologiesHref(chosen)}
          next={next ? apologiesHref(chosen, { after: next }) : undefined}
        />
        <CoverageTable {...props} />
      </div>
    </>
  )
}

/** Late with apology / late, by unit and in all, with what is counted in both. */
const CoverageTable: FC<ApologiesPageProps> = ({ coverage, chosen, names }) => {
  const say = useSay()
  const count = (n: number) => showCount(n, say.lang)
  const whole = coverage.reduce(
    (sum, c) => ({
      late: sum.late + c.late,
      apologised: sum.apologised + c.apologised,
      sentLate: sum.sentLate + c.sentLate,
      ended: sum.ended + c.ended,
      endedApologised: sum.endedApologised + c.endedApologised,
    }),
    { late: 0, apologised: 0, sentLate: 0, ended: 0, endedApologised: 0 },
  )
  type Line = { name: string; unitId: number | null } & typeof whole
  const lines: Line[] = [
    ...coverage.map((c) => ({ ...c, name: c.unitId === null ? say('không rõ', 'unknown') : names.shortUnit(c.unitId) })),
    { ...whole, unitId: null, name: say('Cả cơ quan', 'The whole agency') },
  ]
  const columns: Column<Line>[] = [
    { head: say('Đơn vị', 'Unit'), cell: (l) => l.name },
    {
      head: say('Đã kết thúc', 'Ended'),
      kind: 'number',
      cell: (l) =>
        l.ended === 0 ? (
          '0'
        ) : (
          <TwoLines
            top={
              <a href={latenessHref({ from: chosen.from, to: chosen.to, unit: l.unitId === null ? '' : String(l.unitId) })}>
                {count(l.ended)}
              </a>
            }
            sub={say(`${count(l.endedApologised)} có thư`, `${count(l.endedApologised)} with one`)}
          />
        ),
    },
    {
      head: say('Đang quá hạn', 'Late now'),
      kind: 'number',
      cell: (l) =>
        l.late === l.ended ? (
          '0'
        ) : (
          <TwoLines
            top={count(l.late - l.ended)}
            sub={say(`${count(l.apologised - l.endedApologised)} có thư`, `${count(l.apologised - l.endedApologised)} with one`)}
          />
        ),
    },
    { head: say('Quá hạn', 'Late'), kind: 'number', cell: (l) => count(l.late) },
    { head: say('Có thư xin lỗi', 'With an apology'), kind: 'number', cell: (l) => count(l.apologised) },
    { head: say('trong đó gửi muộn', 'of these, sent late'), kind: 'number', cell: (l) => count(l.sentLate) },
    {
      head: say('Thiếu', 'Missing'),
      kind: 'number',
      cell: (l) =>
        l.late > l.apologised ? (
          <a href={apologiesHref(chosen, { view: 'missing', unit: l.unitId === null ? '' : String(l.unitId) })}>
            {count(l.late - l.apologised)}
          </a>
        ) : (
          '0'
        ),
    },
    { head: say('Tỷ lệ có thư', 'Coverage'), kind: 'number', cell: (l) => shareOf(l.apologised, l.late, say.lang) },
  ]
  return (
    <Section
      title={say('Tỷ lệ có thư xin lỗi', 'Coverage')}
      id="coverage"
      aside={say(
        `${count(whole.apologised)} / ${count(whole.late)} hồ sơ quá hạn`,
        `${count(whole.apologised)} / ${count(whole.late)} late dossiers`,
      )}
    >
      <div class="stack">
        <p class="small">
          {say(
            'Mẫu số: hồ sơ kết thúc quá hạn trong thời gian đã chọn, và hồ sơ đang quá hạn lúc này. Tử số: trong số ấy, hồ sơ đã gửi thư xin lỗi, gửi muộn cũng tính. Đơn vị: với hồ sơ đã kết thúc là nguyên nhân chính theo sổ thời gian, như ở trang Hồ sơ trễ; với hồ sơ chưa xong là nơi đang giữ.',
            'Denominator: dossiers that ended late in the chosen period, and those late right now. Numerator: of these, those with an apology sent, late ones too. Unit: of an ended dossier the main cause by the time ledger, as on the page of late dossiers; of an open one, who has it now.',
          )}
        </p>
        {whole.late === 0 ? (
          <p>{say('Không có hồ sơ quá hạn nào, nên không có tỷ lệ.', 'There is no late dossier, so there is no share.')}</p>
        ) : (
          <DataTable caption={say('Tỷ lệ có thư xin lỗi theo đơn vị', 'Coverage by unit')} columns={columns} rows={lines} empty={null} />
        )}
      </div>
    </Section>
  )
}
