import type { Child, FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { Provisional } from '../../../ui/due-sheet.tsx'
import { DateField, Form, Select } from '../../../ui/form.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Chip, Chips, type Column, CompactToggle, DataTable, DueCell, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { TimeBar, TimeBarLegend } from '../../../ui/time-bar.tsx'
import { showCount, showDate, showDuration, showMomentShort, showRemaining } from '../../../ui/words.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Listed } from '../look-up.adapter.ts'
import { statusNames } from '../model.ts'
import { rowParts, type TimeLine, timeLine, toneOf } from '../time-line.ts'
import { channelInNames, endNames, showLimit } from './words.ts'

/** What rows need besides themselves: the calendar, now, and what units and officers are called. */
export type RowFacts = { calendar: WorkingCalendar; now: Moment; names: { officer(id: number): string; shortUnit(id: number): string } }

/** A row of a list with its time. */
export type Row<T extends Listed = Listed> = T & { line: TimeLine | null; tone: 'late' | 'near' | undefined }

export function rowOf<T extends Listed>(listed: T, { calendar, now }: RowFacts): Row<T> {
  const line = timeLine(listed.state, calendar, now)
  return { ...listed, line, tone: toneOf(line, calendar, now) ?? undefined }
}

export const hrefOf = (code: string): string => `/office/dossiers/${code}`

/** When it is due, with the promise it began with below: "hôm nay 15:30", "chưa chạy tiếp", "xong 11/3 09:15". */
export function dueWords({ line, state, originalDueAt, isProvisional }: Row, now: Moment): { text: Child; sub: Child } {
  if (state.refusal) return { text: 'không tiếp nhận', sub: `từ chối ${showMomentShort(state.refusal.at, now)}` }
  if (!line) return { text: 'chưa hẹn', sub: 'chưa tiếp nhận' }
  if (state.ended)
    return {
      text: `xong ${showMomentShort(state.ended.at, now)}`,
      sub: `${endNames[state.ended.class]}, hạn ${showMomentShort(state.ended.dueAt, now)}`,
    }
  if (line.due === null)
    return { text: 'chưa chạy tiếp', sub: line.stoppedAt === null ? 'chưa có lịch' : `chờ từ ${showMomentShort(line.stoppedAt, now)}` }
  const isMoved = originalDueAt !== null && originalDueAt !== line.due
  return {
    text: showMomentShort(line.due, now),
    sub: (
      <>
        {isProvisional && <Provisional />} {isMoved ? `hẹn lần đầu ${showDate(dayInVietnam(originalDueAt), now)}` : showLimit(state.limit)}
      </>
    ),
  }
}

/** Working time left, with how long the clock has stood below: "3 giờ 06", "−8 giờ 19". */
export function leftWords({ line, state }: Row, calendar: WorkingCalendar): { text: string; sub?: string } {
  if (!line || line.left === null || state.ended) return { text: '–' }
  const paused = line.spent.reduce((sum, s) => sum + (s.kind === 'pause' ? s.seconds : 0), 0)
  const show = (seconds: number) => showDuration(seconds, calendar.ordinaryDaySeconds)
  return {
    text: line.left === 0 && line.due !== null && line.due < line.to ? 'vừa quá hạn' : show(line.left),
    ...(paused > 0 ? { sub: `đã chờ ${show(paused)}` } : {}),
  }
}

/** Who has it now: the officer, or the unit whose people may take it. */
export function holderWords({ state, status }: Listed, names: RowFacts['names']): { top: string; sub?: string } {
  const [first, ...rest] = state.running
  if (!first) return { top: statusNames[status] }
  const top = first.officerId === null ? names.shortUnit(first.unitId) : names.officer(first.officerId)
  const sub = first.officerId === null ? 'chờ người nhận' : names.shortUnit(first.unitId)
  return { top, sub: rest.length > 0 ? `${sub} · và ${rest.length} bước song song` : sub }
}

/** What the subject says beyond the procedure's name. */
export const subjectBeyond = ({ subject, procedure }: { subject: string; procedure: string }): string =>
  (subject.startsWith(procedure) ? subject.slice(procedure.length) : subject).replace(/^[\s,;:·–-]+/, '')

export const codeColumn = <T extends Row>(): Column<T> => ({
  head: 'Mã hồ sơ',
  kind: 'code',
  cell: (r) => <RowLink href={hrefOf(r.code)} text={r.code} />,
})
export const whatColumn = <T extends Row>(): Column<T> => ({
  head: 'Thủ tục · người nộp',
  kind: 'wide',
  cell: (r) => <TwoLines top={r.procedure} sub={[r.applicant, subjectBeyond(r)].filter(Boolean).join(' · ')} />,
})
export const barColumn = <T extends Row>({ calendar }: RowFacts): Column<T> => ({
  head: 'Thời gian',
  kind: 'bar',
  cell: (r) => <TimeBar size="row" segments={r.line ? rowParts(r.line) : []} daySeconds={calendar.ordinaryDaySeconds} />,
})
export const dueColumn = <T extends Row>({ now }: RowFacts, sort?: Column<T>['sort']): Column<T> => ({
  head: 'Hạn trả',
  kind: 'due',
  cell: (r) => (
    <DueCell
      {...dueWords(r, now)}
      tone={r.state.ended ? undefined : r.tone}
      why={r.line?.due && !r.state.ended ? `${hrefOf(r.code)}#why` : undefined}
    />
  ),
  sort,
})
export const leftColumn = <T extends Row>({ calendar }: RowFacts): Column<T> => ({
  head: 'Còn lại',
  kind: 'due',
  cell: (r) => <DueCell {...leftWords(r, calendar)} tone={r.state.ended ? undefined : r.tone} />,
})
/** The due time with what is left below: where a list has many columns. */
export const dueAndLeftColumn = <T extends Row>(facts: RowFacts, sort?: Column<T>['sort']): Column<T> => ({
  ...dueColumn<T>(facts, sort),
  cell: (r) => {
    const { text, sub } = dueWords(r, facts.now)
    const tone = r.state.ended ? undefined : r.tone
    const isCounting = r.line !== null && r.line.left !== null && !r.state.ended
    const left = isCounting && r.line?.left != null ? showRemaining(r.line.left, facts.calendar.ordinaryDaySeconds) : sub
    return (
      <DueCell
        text={text}
        sub={
          <>
            {isCounting && r.isProvisional && <Provisional />} {left}
          </>
        }
        tone={tone}
        why={isCounting && r.line?.due ? `${hrefOf(r.code)}#why` : undefined}
      />
    )
  },
})

const holderColumn = ({ names }: RowFacts): Column<Row> => ({ head: 'Đang ở', cell: (r) => <TwoLines {...holderWords(r, names)} /> })
const filedColumn = ({ now }: RowFacts, sort?: Column<Row>['sort']): Column<Row> => ({
  head: 'Nhận',
  cell: (r) => <TwoLines top={showMomentShort(r.filedAt, now)} sub={channelInNames[r.channelIn]} />,
  sort,
})

/** What is chosen in the filters, as it stands in the address. */
export type Chosen = Readonly<Record<'group' | 'clock' | 'unit' | 'officer' | 'procedure' | 'channel' | 'from' | 'to' | 'sort', string>>

/** The address of the list with other choices. */
export function listHref(chosen: Partial<Chosen>, change: Partial<Chosen> & { after?: string } = {}, path = '/office/dossiers'): string {
  const query = new URLSearchParams(
    Object.entries({ ...chosen, ...change }).filter(([, value]) => value !== '' && value !== undefined) as [string, string][],
  )
  return query.size > 0 ? `${path}?${query}` : path
}

type Choice = { value: string; text: string }
export type ListPageProps = RowFacts & {
  rows: readonly Listed[]
  next: string | null
  isFirst: boolean
  chosen: Chosen
  procedures: readonly Choice[]
  units: readonly Choice[]
  officers: readonly Choice[]
  faults: Readonly<Record<string, string>>
  canReceive: boolean
}

const groups: readonly Choice[] = [
  { value: 'intake', text: 'Chưa tiếp nhận' },
  { value: 'open', text: 'Đang giải quyết' },
  { value: 'done', text: 'Xong, chưa trả' },
  { value: 'returned', text: 'Đã trả kết quả' },
  { value: 'refused', text: 'Từ chối, rút, dừng' },
]
const channels: readonly Choice[] = [
  { value: '1', text: 'Trực tiếp' },
  { value: '2', text: 'Trực tuyến' },
  { value: '3', text: 'Bưu chính' },
]
const sorts: readonly Choice[] = [
  { value: '', text: 'Mới nhận trước' },
  { value: 'due', text: 'Hạn gần nhất trước (đang giải quyết)' },
]

const chipsOf = (chosen: Chosen): Chip[] => {
  const chip = (text: string, clock: string, tone?: Chip['tone']): Chip => ({
    text,
    href: listHref(chosen, { clock }),
    on: chosen.clock === clock,
    tone,
  })
  return [
    chip('Tất cả', ''),
    chip('Quá hạn', 'late', 'late'),
    chip('Hạn hôm nay, ngày mai', 'near', 'near'),
    chip('Đang dừng', 'stopped'),
    chip('Hẹn tạm tính', 'provisional'),
  ]
}

/** All dossiers of the agency (hồ sơ): filters in the address, so that a list can be sent to a colleague. */
export const ListPage: FC<ListPageProps> = (props) => {
  const { rows, next, isFirst, chosen, procedures, units, officers, faults, canReceive } = props
  const isByDue = chosen.sort === 'due' || chosen.clock !== ''
  const isNarrowed = Object.entries(chosen).some(([name, value]) => value !== '' && name !== 'sort')
  const byFiled = { href: listHref(chosen, { sort: '', clock: '' }), is: isByDue ? undefined : ('descending' as const) }
  const byDue = { href: listHref(chosen, { sort: 'due' }), is: isByDue ? ('ascending' as const) : undefined }
  return (
    <>
      <PageHeader
        title="Hồ sơ"
        more={[
          { text: 'In danh sách', href: listHref(chosen, {}, '/office/dossiers/print') },
          { text: 'Tải bảng tính (CSV)', href: listHref(chosen, {}, '/office/dossiers/export.csv') },
        ]}
      />
      <ListBar chips={<Chips chips={chipsOf(chosen)} />} tools={<CompactToggle />} />
      <div class="stack">
        <details class="fold" open={isNarrowed && chosen.clock === ''}>
          <summary>Lọc thêm</summary>
          <Form action="/office/dossiers" method="get" look="line" hidden={chosen.clock ? { clock: chosen.clock } : {}}>
            <Select name="group" label="Trạng thái" options={groups} value={chosen.group} blank="Mọi trạng thái" />
            <Select name="procedure" label="Thủ tục" options={procedures} value={chosen.procedure} blank="Mọi thủ tục" />
            <Select name="unit" label="Đơn vị đang giữ" options={units} value={chosen.unit} blank="Mọi đơn vị" />
            <Select name="officer" label="Người đang giữ" options={officers} value={chosen.officer} blank="Mọi người" />
            <Select name="channel" label="Nộp qua" options={channels} value={chosen.channel} blank="Mọi kênh" />
            <DateField name="from" label="Nhận từ ngày" value={chosen.from} error={faults.from} />
            <DateField name="to" label="đến ngày" value={chosen.to} error={faults.to} />
            <Select name="sort" label="Thứ tự" options={sorts} value={chosen.sort} />
            <div class="form-buttons">
              <button class="ds-button" type="submit" data-variant="secondary">
                Lọc
              </button>
              {isNarrowed && (
                <a class="ds-button" data-variant="tertiary" href="/office/dossiers">
                  Bỏ lọc
                </a>
              )}
            </div>
          </Form>
        </details>
        <DossierTable
          {...props}
          caption="Hồ sơ"
          sort={{ byFiled, byDue }}
          empty={<Nothing isNarrowed={isNarrowed} canReceive={canReceive} />}
        />
      </div>
      <Pager
        shown={rows.length > 0 ? `${showCount(rows.length)} hồ sơ trên trang này` : undefined}
        first={isFirst ? undefined : listHref(chosen)}
        next={next ? listHref(chosen, { after: next }) : undefined}
      />
      {rows.length > 0 && <TimeBarLegend />}
    </>
  )
}

const Nothing: FC<{ isNarrowed: boolean; canReceive: boolean }> = ({ isNarrowed, canReceive }) =>
  isNarrowed ? (
    <EmptyState title="Không có hồ sơ nào như vậy" action={{ text: 'Bỏ lọc', href: '/office/dossiers' }}>
      Nới bớt điều kiện lọc, hoặc tìm theo mã, tên, nội dung ở ô trên cùng.
    </EmptyState>
  ) : (
    <EmptyState title="Chưa có hồ sơ" action={canReceive ? { text: 'Tiếp nhận hồ sơ', href: '/office/dossiers/new' } : undefined}>
      Hồ sơ đầu tiên được tiếp nhận sẽ hiện ở đây.
    </EmptyState>
  )

type Sorts = { byFiled: Column<Row>['sort']; byDue: Column<Row>['sort'] }

/** Dossiers as a table; lists and search show them alike. */
export const DossierTable: FC<RowFacts & { rows: readonly Listed[]; caption: string; empty: Child; sort?: Sorts | undefined }> = (
  props,
) => {
  const { rows, caption, empty, sort } = props
  const columns: Column<Row>[] = [
    codeColumn(),
    whatColumn(),
    filedColumn(props, sort?.byFiled),
    holderColumn(props),
    barColumn(props),
    dueAndLeftColumn(props, sort?.byDue),
  ]
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows.map((r) => rowOf(r, props))}
      tone={(r) => (r.state.ended ? undefined : r.tone)}
      empty={empty}
    />
  )
}

export type SearchPageProps = RowFacts & { typed: string; rows: readonly Listed[]; isMore: boolean }

/** What was found (tìm hồ sơ). */
export const SearchPage: FC<SearchPageProps> = (props) => {
  const { typed, rows, isMore } = props
  const found = isMore
    ? `Hơn ${showCount(rows.length)} hồ sơ; đang xem ${showCount(rows.length)} hồ sơ gần đây nhất. Gõ thêm chữ để thu hẹp.`
    : `${showCount(rows.length)} hồ sơ`
  return (
    <>
      <PageHeader title={typed ? `Tìm “${typed}”` : 'Tìm hồ sơ'} under={rows.length > 0 ? found : undefined} />
      <div class="stack">
        <Form action="/office/search" method="get" look="line">
          <div class="ds-field">
            <label class="ds-label" for="search-again">
              Mã hồ sơ, tên người nộp, nội dung (không cần dấu)
            </label>
            <input class="ds-input" id="search-again" type="search" name="q" value={typed} maxlength={200} />
          </div>
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              Tìm
            </button>
          </div>
        </Form>
        {typed && (
          <DossierTable
            {...props}
            caption="Hồ sơ tìm thấy"
            empty={
              <EmptyState title="Không tìm thấy hồ sơ nào" action={{ text: 'Xem danh sách hồ sơ', href: '/office/dossiers' }}>
                Tìm theo đủ các chữ đã gõ. Thử ít chữ hơn, hoặc phần cuối của mã (ví dụ 260302-0001).
              </EmptyState>
            }
          />
        )}
      </div>
      {rows.length > 0 && <TimeBarLegend />}
    </>
  )
}
