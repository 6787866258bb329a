import type { Child, FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { Provisional } from '../../../ui/due-sheet.tsx'
import { DateField, Form, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Chip, Chips, type Column, CompactToggle, DataTable, DueCell, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { TimeBar, TimeBarLegend } from '../../../ui/time-bar.tsx'
import { showCount, showDate, showDuration, showMomentShort, showRemaining } from '../../../ui/words.ts'
import { metOutage, type Silence, type WorkingCalendar } from '../../clock/model.ts'
import { reappointedTo } from '../apology/apology.ts'
import { BulkBar, type BulkBarProps, pickColumn } from '../bulk/page.tsx'
import type { Listed } from '../look-up.adapter.ts'
import { statusNames } from '../model.ts'
import { pausedWords } from '../pause/history.ts'
import { openHold } from '../pause/hold.ts'
import { rowParts, type TimeLine, timeLine, toneOf } from '../time-line.ts'
import { channelInNames, endNames, showLimit } from './words.ts'

/** What rows need besides themselves: the calendar, now, and what units and officers are called. */
export type RowFacts = {
  calendar: WorkingCalendar
  now: Moment
  names: { officer(id: number): string; shortUnit(id: number): string }
  /** Outages of the system that late rows may have met. */
  outages?: readonly Silence[]
}

/** A row of a list with its time. */
export type Row<T extends Listed = Listed> = T & { line: TimeLine | null; tone: 'late' | 'near' | undefined; metOutage: boolean }

export function rowOf<T extends Listed>(listed: T, { calendar, now, outages = [] }: RowFacts): Row<T> {
  const line = timeLine(listed.state, calendar, now)
  // Broken off is neither early nor late.
  const tone = listed.state.broken ? undefined : (toneOf(line, calendar, now) ?? undefined)
  const span = { receivedAt: listed.receivedAt, dueAt: listed.state.ended?.dueAt ?? line?.due ?? null }
  return { ...listed, line, tone, metOutage: tone === 'late' && metOutage(span, outages) !== null }
}

export const hrefOf = (code: string): string => `/office/dossiers/${code}`

/** When it is due, with the promise it began with below: "hôm nay 15:30", "chưa chạy tiếp", "xong 11/3 09:15". */
export function dueWords({ line, state, originalDueAt, isProvisional }: Row, now: Moment, say: Say): { text: Child; sub: Child } {
  const short = (at: Moment) => showMomentShort(at, now, say.lang)
  if (state.refusal)
    return {
      text: say('không tiếp nhận', 'not accepted'),
      sub: say(`từ chối ${short(state.refusal.at)}`, `refused ${short(state.refusal.at)}`),
    }
  if (state.broken)
    return { text: say('không có kết quả', 'no result'), sub: say(`kết thúc ${short(state.broken.at)}`, `ended ${short(state.broken.at)}`) }
  if (!line) return { text: say('chưa hẹn', 'no due time yet'), sub: say('chưa tiếp nhận', 'not accepted yet') }
  if (state.ended) {
    const [end, due] = [endNames[say.lang][state.ended.class], short(state.ended.dueAt)]
    return {
      text: say(`xong ${short(state.ended.at)}`, `done ${short(state.ended.at)}`),
      sub: say(`${end}, hạn ${due}`, `${end}, due ${due}`),
    }
  }
  const hold = openHold(state.holds)
  if (hold) {
    const since = short(hold.from)
    return { text: pausedWords[say.lang][hold.cause], sub: say(`từ ${since}`, `since ${since}`) }
  }
  if (line.due === null)
    return {
      text: say('chưa chạy tiếp', 'not running'),
      sub:
        line.stoppedAt === null
          ? say('chưa có lịch', 'no calendar yet')
          : say(`chờ từ ${short(line.stoppedAt)}`, `waiting since ${short(line.stoppedAt)}`),
    }
  const first = originalDueAt === null ? '' : showDate(dayInVietnam(originalDueAt), now, say.lang)
  const isMoved = originalDueAt !== null && originalDueAt !== line.due
  return {
    text: short(line.due),
    sub: (
      <>
        {isProvisional && <Provisional />} {isMoved ? say(`hẹn lần đầu ${first}`, `first due ${first}`) : showLimit(state.limit, say)}
        {newDayWords({ state }, now, say)}
      </>
    ),
  }
}

/** The new day that the applicant was told, beside the due time: " · hẹn lại 12/3". Empty where there is none, and once it is done. */
export function newDayWords({ state }: Pick<Listed, 'state'>, now: Moment, say: Say): string {
  const day = state.ended || state.broken ? null : reappointedTo(state)
  if (day === null) return ''
  const shown = showDate(dayInVietnam(day), now, say.lang)
  return say(` · hẹn lại ${shown}`, ` · new day ${shown}`)
}

/** A late dossier met an outage of the system before it was due: said, and excused by nobody (trùng sự cố hệ thống). */
const OutageMark: FC<{ row: Row }> = ({ row }) => {
  const say = useSay()
  return row.metOutage ? <Tag tone="near">{say('trùng sự cố hệ thống', 'met a system outage')}</Tag> : null
}

/** Working time left, with how long the clock has stood below: "3 giờ 06", "−8 giờ 19". */
export function leftWords({ line, state }: Row, calendar: WorkingCalendar, say: Say): { text: string; sub?: string } {
  if (!line || line.left === null || state.ended || state.broken) return { text: '–' }
  const paused = line.spent.reduce((sum, s) => sum + (s.kind === 'pause' ? s.seconds : 0), 0)
  const show = (seconds: number) => showDuration(seconds, calendar.ordinaryDaySeconds, say.lang)
  return {
    text: line.left === 0 && line.due !== null && line.due < line.to ? say('vừa quá hạn', 'just late') : show(line.left),
    ...(paused > 0 ? { sub: say(`đã chờ ${show(paused)}`, `waited ${show(paused)}`) } : {}),
  }
}

/** Who has it now: the officer, or the unit whose people may take it. */
export function holderWords({ state, status }: Listed, names: RowFacts['names'], say: Say): { top: string; sub?: string } {
  const [first, ...rest] = state.running
  if (!first) return { top: statusNames[say.lang][status] }
  const top = first.officerId === null ? names.shortUnit(first.unitId) : names.officer(first.officerId)
  const sub = first.officerId === null ? say('chờ người nhận', 'waiting to be taken') : names.shortUnit(first.unitId)
  const beside = rest.length === 1 ? '1 parallel step' : `${rest.length} parallel steps`
  return { top, sub: rest.length > 0 ? say(`${sub} · và ${rest.length} bước song song`, `${sub} · and ${beside}`) : sub }
}

/** What the subject says beyond the procedure's name. */
export const subjectBeyond = ({ subject, procedure }: { subject: string; procedure: string }): string =>
  (subject.startsWith(procedure) ? subject.slice(procedure.length) : subject).replace(/^[\s,;:·–-]+/, '')

export const codeColumn = <T extends Row>(say: Say): Column<T> => ({
  head: say('Mã hồ sơ', 'Code'),
  kind: 'code',
  cell: (r) => <RowLink href={hrefOf(r.code)} text={r.code} />,
})
export const whatColumn = <T extends Row>(say: Say): Column<T> => ({
  head: say('Thủ tục · người nộp', 'Procedure · applicant'),
  kind: 'wide',
  cell: (r) => <TwoLines top={r.procedure} sub={[r.applicant, subjectBeyond(r)].filter(Boolean).join(' · ')} />,
})
export const barColumn = <T extends Row>({ calendar }: RowFacts, say: Say): Column<T> => ({
  head: say('Thời gian', 'Time'),
  kind: 'bar',
  cell: (r) => <TimeBar size="row" segments={r.line ? rowParts(r.line) : []} daySeconds={calendar.ordinaryDaySeconds} />,
})
export const dueColumn = <T extends Row>({ now }: RowFacts, say: Say, sort?: Column<T>['sort']): Column<T> => ({
  head: say('Hạn trả', 'Due'),
  kind: 'due',
  cell: (r) => (
    <DueCell
      {...marked(r, dueWords(r, now, say))}
      tone={r.state.ended ? undefined : r.tone}
      why={r.line?.due && !r.state.ended ? `${hrefOf(r.code)}#why` : undefined}
    />
  ),
  sort,
})
const marked = <W extends { sub: Child }>(row: Row, words: W): W =>
  row.metOutage
    ? {
        ...words,
        sub: (
          <>
            {words.sub} <OutageMark row={row} />
          </>
        ),
      }
    : words
export const leftColumn = <T extends Row>({ calendar }: RowFacts, say: Say): Column<T> => ({
  head: say('Còn lại', 'Left'),
  kind: 'due',
  cell: (r) => <DueCell {...leftWords(r, calendar, say)} tone={r.state.ended ? undefined : r.tone} />,
})
/** The due time with what is left below: where a list has many columns. */
export const dueAndLeftColumn = <T extends Row>(facts: RowFacts, say: Say, sort?: Column<T>['sort']): Column<T> => ({
  ...dueColumn<T>(facts, say, sort),
  cell: (r) => {
    const { text, sub } = dueWords(r, facts.now, say)
    const tone = r.state.ended ? undefined : r.tone
    const isCounting = r.line !== null && r.line.left !== null && !r.state.ended && !r.state.broken
    const isRunning = isCounting && !openHold(r.state.holds)
    const left = isRunning && r.line?.left != null ? showRemaining(r.line.left, facts.calendar.ordinaryDaySeconds, say.lang) : sub
    return (
      <DueCell
        text={text}
        sub={
          <>
            {isCounting && r.isProvisional && <Provisional />} {left}
            {isCounting && newDayWords(r, facts.now, say)} <OutageMark row={r} />
          </>
        }
        tone={tone}
        why={isCounting && r.line?.due ? `${hrefOf(r.code)}#why` : undefined}
      />
    )
  },
})

const holderColumn = ({ names }: RowFacts, say: Say): Column<Row> => ({
  head: say('Đang ở', 'With'),
  cell: (r) => <TwoLines {...holderWords(r, names, say)} />,
})
const filedColumn = ({ now }: RowFacts, say: Say, sort?: Column<Row>['sort']): Column<Row> => ({
  head: say('Nhận', 'Filed'),
  cell: (r) => <TwoLines top={showMomentShort(r.filedAt, now, say.lang)} sub={channelInNames[say.lang][r.channelIn]} />,
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
  /** What may be done with many rows at once. */
  bulk: BulkBarProps
}

const choices = inBoth((say) => ({
  groups: [
    { value: 'intake', text: say('Chưa tiếp nhận', 'Not accepted yet') },
    { value: 'open', text: say('Đang giải quyết', 'In process') },
    { value: 'done', text: say('Xong, chưa trả', 'Processed, not returned') },
    { value: 'returned', text: say('Đã trả kết quả', 'Result returned') },
    { value: 'refused', text: say('Từ chối, rút, dừng', 'Refused, withdrawn, stopped') },
  ],
  channels: ([1, 2, 3] as const).map((channel) => ({ value: String(channel), text: channelInNames[say.lang][channel] })),
  sorts: [
    { value: '', text: say('Mới nhận trước', 'Newest first') },
    { value: 'due', text: say('Hạn gần nhất trước (đang giải quyết)', 'Nearest due time first (in process)') },
  ],
}))

const chipsOf = (chosen: Chosen, say: Say): Chip[] => {
  const chip = (text: string, clock: string, tone?: Chip['tone']): Chip => ({
    text,
    href: listHref(chosen, { clock }),
    on: chosen.clock === clock,
    tone,
  })
  return [
    chip(say('Tất cả', 'All'), ''),
    chip(say('Quá hạn', 'Late'), 'late', 'late'),
    chip(say('Quá hạn, trùng sự cố hệ thống', 'Late, met a system outage'), 'outage'),
    chip(say('Hạn hôm nay, ngày mai', 'Due today or tomorrow'), 'near', 'near'),
    chip(say('Đang dừng', 'Clock stopped'), 'stopped'),
    chip(say('Hẹn tạm tính', 'Provisional'), 'provisional'),
  ]
}

/** All dossiers of the agency (hồ sơ): filters in the address, so that a list can be sent to a colleague. */
export const ListPage: FC<ListPageProps> = (props) => {
  const say = useSay()
  const { groups, channels, sorts } = choices[say.lang]
  const { rows, next, isFirst, chosen, procedures, units, officers, faults, canReceive } = props
  const isByDue = chosen.sort === 'due' || chosen.clock !== ''
  const isNarrowed = Object.entries(chosen).some(([name, value]) => value !== '' && name !== 'sort')
  const byFiled = { href: listHref(chosen, { sort: '', clock: '' }), is: isByDue ? undefined : ('descending' as const) }
  const byDue = { href: listHref(chosen, { sort: 'due' }), is: isByDue ? ('ascending' as const) : undefined }
  return (
    <>
      <PageHeader
        title={say('Hồ sơ', 'Dossiers')}
        more={[
          { text: say('In danh sách', 'Print the list'), href: listHref(chosen, {}, '/office/dossiers/print') },
          {
            text: say('In sổ theo dõi hồ sơ (07)', 'Print the register (07)'),
            href: listHref({ from: chosen.from, to: chosen.to, procedure: chosen.procedure }, {}, '/office/dossiers/register'),
          },
          {
            text: say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)'),
            href: listHref(chosen, {}, '/office/dossiers/export.csv'),
          },
        ]}
      />
      <ListBar chips={<Chips chips={chipsOf(chosen, say)} />} tools={<CompactToggle />} />
      <div class="stack">
        <details class="fold" open={isNarrowed && chosen.clock === ''}>
          <summary>{say('Lọc thêm', 'More filters')}</summary>
          <Form action="/office/dossiers" method="get" look="line" hidden={chosen.clock ? { clock: chosen.clock } : {}}>
            <Select
              name="group"
              label={say('Trạng thái', 'Status')}
              options={groups}
              value={chosen.group}
              blank={say('Mọi trạng thái', 'Every status')}
            />
            <Select
              name="procedure"
              label={say('Thủ tục', 'Procedure')}
              options={procedures}
              value={chosen.procedure}
              blank={say('Mọi thủ tục', 'Every procedure')}
            />
            <Select
              name="unit"
              label={say('Đơn vị đang giữ', 'Unit that has it')}
              options={units}
              value={chosen.unit}
              blank={say('Mọi đơn vị', 'Every unit')}
            />
            <Select
              name="officer"
              label={say('Người đang giữ', 'Officer who has it')}
              options={officers}
              value={chosen.officer}
              blank={say('Mọi người', 'Everybody')}
            />
            <Select
              name="channel"
              label={say('Nộp qua', 'Filed via')}
              options={channels}
              value={chosen.channel}
              blank={say('Mọi kênh', 'Every channel')}
            />
            <DateField name="from" label={say('Nhận từ ngày', 'Filed from')} value={chosen.from} error={faults.from} />
            <DateField name="to" label={say('đến ngày', 'to')} value={chosen.to} error={faults.to} />
            <Select name="sort" label={say('Thứ tự', 'Order')} options={sorts} value={chosen.sort} />
            <div class="form-buttons">
              <button class="ds-button" type="submit" data-variant="secondary">
                {say('Lọc', 'Filter')}
              </button>
              {isNarrowed && (
                <a class="ds-button" data-variant="tertiary" href="/office/dossiers">
                  {say('Bỏ lọc', 'Clear filters')}
                </a>
              )}
            </div>
          </Form>
        </details>
        {rows.length > 0 && <BulkBar {...props.bulk} />}
        <DossierTable
          {...props}
          caption={say('Hồ sơ', 'Dossiers')}
          isPicked
          sort={{ byFiled, byDue }}
          empty={<Nothing isNarrowed={isNarrowed} canReceive={canReceive} />}
        />
      </div>
      <Pager
        shown={
          rows.length > 0 ? say(`${showCount(rows.length, 'vi')} hồ sơ trên trang này`, `${dossiers(rows.length)} on this page`) : undefined
        }
        first={isFirst ? undefined : listHref(chosen)}
        next={next ? listHref(chosen, { after: next }) : undefined}
      />
      {rows.length > 0 && <TimeBarLegend />}
    </>
  )
}

/** "1 dossier", "1,234 dossiers". */
const dossiers = (n: number): string => (n === 1 ? '1 dossier' : `${showCount(n, 'en')} dossiers`)

const Nothing: FC<{ isNarrowed: boolean; canReceive: boolean }> = ({ isNarrowed, canReceive }) => {
  const say = useSay()
  return isNarrowed ? (
    <EmptyState
      title={say('Không có hồ sơ nào như vậy', 'There is no such dossier')}
      action={{ text: say('Bỏ lọc', 'Clear filters'), href: '/office/dossiers' }}
    >
      {say(
        'Nới bớt điều kiện lọc, hoặc tìm theo mã, tên, nội dung ở ô trên cùng.',
        'Loosen the filters, or search by code, name or subject in the box at the top.',
      )}
    </EmptyState>
  ) : (
    <EmptyState
      title={say('Chưa có hồ sơ', 'No dossiers yet')}
      action={canReceive ? { text: say('Tiếp nhận hồ sơ', 'Receive a dossier'), href: '/office/dossiers/new' } : undefined}
    >
      {say('Hồ sơ đầu tiên được tiếp nhận sẽ hiện ở đây.', 'The first dossier that is received will show here.')}
    </EmptyState>
  )
}

type Sorts = { byFiled: Column<Row>['sort']; byDue: Column<Row>['sort'] }

/** Dossiers as a table; lists and search show them alike. */
export const DossierTable: FC<
  RowFacts & { rows: readonly Listed[]; caption: string; empty: Child; sort?: Sorts | undefined; isPicked?: boolean }
> = (props) => {
  const say = useSay()
  const { rows, caption, empty, sort, isPicked } = props
  const columns: Column<Row>[] = [
    ...(isPicked ? [pickColumn<Row>(say)] : []),
    codeColumn(say),
    whatColumn(say),
    filedColumn(props, say, sort?.byFiled),
    holderColumn(props, say),
    barColumn(props, say),
    dueAndLeftColumn(props, say, sort?.byDue),
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
  const say = useSay()
  const { typed, rows, isMore } = props
  const count = showCount(rows.length, say.lang)
  const found = isMore
    ? say(
        `Hơn ${count} hồ sơ; đang xem ${count} hồ sơ gần đây nhất. Gõ thêm chữ để thu hẹp.`,
        `More than ${count} dossiers; these are the ${count} latest. Type more words to narrow the search.`,
      )
    : say(`${count} hồ sơ`, dossiers(rows.length))
  return (
    <>
      <PageHeader
        title={typed ? say(`Tìm “${typed}”`, `Search for “${typed}”`) : say('Tìm hồ sơ', 'Search for dossiers')}
        under={rows.length > 0 ? found : undefined}
      />
      <div class="stack">
        <Form action="/office/search" method="get" look="line">
          <div class="ds-field">
            <label class="ds-label" for="search-again">
              {say('Mã hồ sơ, tên người nộp, nội dung (không cần dấu)', 'Code, applicant’s name or subject (marks not needed)')}
            </label>
            <input class="ds-input" id="search-again" type="search" name="q" value={typed} maxlength={200} />
          </div>
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Tìm', 'Search')}
            </button>
          </div>
        </Form>
        {typed && (
          <DossierTable
            {...props}
            caption={say('Hồ sơ tìm thấy', 'Dossiers found')}
            empty={
              <EmptyState
                title={say('Không tìm thấy hồ sơ nào', 'No dossier found')}
                action={{ text: say('Xem danh sách hồ sơ', 'See the list of dossiers'), href: '/office/dossiers' }}
              >
                {say(
                  'Tìm theo đủ các chữ đã gõ. Thử ít chữ hơn, hoặc phần cuối của mã (ví dụ 260302-0001).',
                  'The search wants every word typed. Try fewer words, or the end of the code (for example 260302-0001).',
                )}
              </EmptyState>
            }
          />
        )}
      </div>
      {rows.length > 0 && <TimeBarLegend />}
    </>
  )
}
