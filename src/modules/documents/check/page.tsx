import type { Child, FC } from 'hono/jsx'
import type { Day, Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { DateField, Form, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { StatTile, Tag, Tiles } from '../../../ui/marks.tsx'
import { EmptyState, Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, type Column, DataTable, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { showCount, showDate, showMomentShort } from '../../../ui/words.ts'
import { incomingStatusNames, outgoingStatusNames, standingNames } from '../explain.ts'
import { kindNames, urgencyNames } from '../kinds.ts'
import { incomingPath } from '../list-incoming/page.tsx'
import { outgoingPath } from '../list-outgoing/page.tsx'
import type { IncomingRow, OutgoingRow } from '../look-up.adapter.ts'
import type { DocumentNames } from '../names.ts'
import { type Figures, type Measure, shareOf } from './measures.ts'
import { measureNames, readings } from './words.ts'

export const checkPath = '/office/documents/check'

/** What is chosen, as it stands in the address. */
export type ChosenCheck = Readonly<Record<'from' | 'to' | 'unit' | 'show', string>>

/** The address of the check, of a list behind a figure, or of their tables. */
export function checkHref(chosen: Partial<ChosenCheck>, change: Partial<ChosenCheck> & { after?: string } = {}, path = checkPath): string {
  const query = new URLSearchParams(Object.entries({ ...chosen, ...change }).filter(([, value]) => value) as [string, string][])
  return query.size > 0 ? `${path}?${query}` : path
}
const behindPath = `${checkPath}/documents`

/** Figures of a unit; 0: incoming documents that nobody leads yet. */
export type CheckRow = { unitId: number; name: string; figures: Figures }

export type CheckPageProps = {
  whole: Figures
  rows: readonly CheckRow[]
  chosen: ChosenCheck
  faults: Readonly<Record<string, string>>
  periods: readonly { text: string; from: string; to: string }[]
  units: readonly { value: string; text: string }[]
}

/** A share with its counts: "66,7 %". */
export const percent = (part: number, whole: number, say: Say): string => {
  const share = shareOf(part, whole)
  return share === null ? '–' : `${(100 * share).toLocaleString(say('vi-VN', 'en-GB'), { maximumFractionDigits: 1 })} %`
}

/** Kiểm tra văn bản hằng tuần: signatures, review inside the system, drafts with the leaders in time, incoming ones assigned in time. */
export const CheckPage: FC<CheckPageProps> = ({ whole, rows, chosen, faults, periods, units }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<a href={outgoingPath}>{say('Văn bản đi', 'Outgoing documents')}</a>}
        title={say('Kiểm tra văn bản hằng tuần', 'Weekly check of documents')}
        more={[{ text: say('Tải bảng này (CSV)', 'Download this table (CSV)'), href: checkHref(chosen, {}, `${checkPath}/export.csv`) }]}
      />
      <ListBar
        chips={
          <Chips
            label={say('Kỳ', 'Period')}
            chips={periods.map(({ text, from, to }) => ({
              text,
              href: checkHref(chosen, { from, to }),
              on: chosen.from === from && chosen.to === to,
            }))}
          />
        }
      />
      <div class="stack">
        <Form action={checkPath} method="get" look="line">
          <DateField name="from" label={say('Từ ngày', 'From')} value={chosen.from} error={faults.from} />
          <DateField name="to" label={say('đến ngày', 'to')} value={chosen.to} error={faults.to} />
          <Select name="unit" label={say('Đơn vị', 'Unit')} options={units} value={chosen.unit} blank={say('Mọi đơn vị', 'Every unit')} />
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Xem', 'Show')}
            </button>
          </div>
        </Form>
        <Totals whole={whole} chosen={chosen} />
        <Section title={say('Chữ ký số và duyệt trên hệ thống', 'Signatures, and review in the system')} id="signatures" bare>
          <DataTable
            caption={say('Chữ ký số theo đơn vị soạn', 'Signatures by drafting unit')}
            columns={signatureColumns(chosen, say)}
            rows={rows.filter(({ figures }) => figures.issued + figures.open > 0)}
            tone={({ figures }) => (figures['issued-two'] < figures.issued ? 'late' : undefined)}
            empty={<Nothing />}
          />
        </Section>
        <Section title={say('Trình lãnh đạo trước hạn', 'With the leaders before the deadline')} id="lead" bare>
          <DataTable
            caption={say('Trình lãnh đạo theo đơn vị soạn', 'With the leaders, by drafting unit')}
            columns={leadColumns(chosen, say)}
            rows={rows.filter(({ figures }) => figures.lead + figures['lead-urgent'] > 0)}
            tone={({ figures }) => (figures['lead-late'] > 0 ? 'late' : undefined)}
            empty={<Nothing />}
          />
        </Section>
        <Section title={say('Văn bản đến: vào sổ, giao xử lý', 'Incoming: registered, assigned')} id="incoming" bare>
          <DataTable
            caption={say('Văn bản đến theo đơn vị chủ trì', 'Incoming documents by leading unit')}
            columns={incomingColumns(chosen, say)}
            rows={rows.filter(({ figures }) => figures.in > 0)}
            tone={({ figures }) => (figures['in-assigned-late'] > 0 ? 'late' : undefined)}
            empty={<Nothing />}
          />
        </Section>
        <Notice title={say('Cách tính', 'How it is counted')}>
          {readings[say.lang].map((reading) => (
            <p>{reading}</p>
          ))}
        </Notice>
      </div>
    </>
  )
}

const Nothing: FC = () => {
  const say = useSay()
  return (
    <EmptyState title={say('Trong kỳ không có văn bản nào', 'There is none in this period')}>
      {say('Chọn kỳ khác ở trên.', 'Choose another period above.')}
    </EmptyState>
  )
}

const Totals: FC<{ whole: Figures; chosen: ChosenCheck }> = ({ whole, chosen }) => {
  const say = useSay()
  const to = (show: Measure) => checkHref(chosen, { show }, behindPath)
  const tile = (label: string, part: Measure, of: Measure, missing: Measure) => (
    <StatTile
      label={label}
      value={percent(whole[part], whole[of], say)}
      href={whole[of] === 0 ? undefined : to(whole[missing] > 0 ? missing : of)}
      note={say(
        `${showCount(whole[part], 'vi')}/${showCount(whole[of], 'vi')}`,
        `${showCount(whole[part], 'en')} of ${showCount(whole[of], 'en')}`,
      )}
      tone={whole[of] === 0 ? undefined : whole[missing] > 0 ? 'late' : 'good'}
    />
  )
  const lacking: Measure = (['issued-invalid', 'issued-none', 'issued-one'] as const).find((m) => whole[m] > 0) ?? 'issued-none'
  return (
    <Tiles>
      {tile(say('Phát hành đủ hai chữ ký', 'Issued with two signatures'), 'issued-two', 'issued', lacking)}
      {tile(say('Duyệt trên hệ thống', 'Reviewed in the system'), 'issued-inside', 'issued', 'issued-outside')}
      {tile(say('Trình lãnh đạo đúng hẹn', 'With the leaders in time'), 'lead-in-time', 'lead', 'lead-late')}
      {tile(say('Giao văn bản đến trong 1 ngày', 'Incoming assigned within a day'), 'in-assigned', 'in', 'in-assigned-late')}
    </Tiles>
  )
}

/** A figure that opens what it counts. */
const figure = (row: CheckRow, show: Measure, chosen: ChosenCheck, say: Say, tone?: 'late'): Child => {
  const n = row.figures[show]
  if (n === 0) return '0'
  const link = <a href={checkHref(chosen, { unit: String(row.unitId), show }, behindPath)}>{showCount(n, say.lang)}</a>
  return tone ? <Tag tone={tone}>{link}</Tag> : link
}
const share = (row: CheckRow, part: Measure, of: Measure, chosen: ChosenCheck, say: Say): Child => (
  <TwoLines
    top={<b>{percent(row.figures[part], row.figures[of], say)}</b>}
    sub={
      <>
        {figure(row, part, chosen, say)}/{figure(row, of, chosen, say)}
      </>
    }
  />
)
const unitColumn = (say: Say): Column<CheckRow> => ({ head: say('Đơn vị', 'Unit'), kind: 'wide', cell: (r) => r.name })

const signatureColumns = (chosen: ChosenCheck, say: Say): Column<CheckRow>[] => [
  unitColumn(say),
  { head: say('Phát hành', 'Issued'), kind: 'number', cell: (r) => figure(r, 'issued', chosen, say) },
  { head: say('2 chữ ký', '2 signatures'), kind: 'number', cell: (r) => figure(r, 'issued-two', chosen, say) },
  { head: say('1 chữ ký', '1 signature'), kind: 'number', cell: (r) => figure(r, 'issued-one', chosen, say, 'late') },
  { head: say('0 chữ ký', 'No signature'), kind: 'number', cell: (r) => figure(r, 'issued-none', chosen, say, 'late') },
  { head: say('Không hợp lệ', 'Not valid'), kind: 'number', cell: (r) => figure(r, 'issued-invalid', chosen, say, 'late') },
  { head: say('Tỷ lệ đủ 2', 'Share with 2'), kind: 'number', cell: (r) => share(r, 'issued-two', 'issued', chosen, say) },
  { head: say('Duyệt trên hệ thống', 'Reviewed inside'), kind: 'number', cell: (r) => share(r, 'issued-inside', 'issued', chosen, say) },
  {
    head: say('Đang xử lý (0 · 1 · 2 chữ ký)', 'Under way (0 · 1 · 2 signatures)'),
    kind: 'number',
    cell: (r) => (
      <TwoLines
        top={figure(r, 'open', chosen, say)}
        sub={
          <>
            {figure(r, 'open-none', chosen, say)} · {figure(r, 'open-one', chosen, say)} · {figure(r, 'open-two', chosen, say)}
            {r.figures['open-invalid'] > 0 && (
              <>
                {' · '}
                {figure(r, 'open-invalid', chosen, say, 'late')} {say('không hợp lệ', 'not valid')}
              </>
            )}
          </>
        }
      />
    ),
  },
]

const leadColumns = (chosen: ChosenCheck, say: Say): Column<CheckRow>[] => [
  unitColumn(say),
  { head: say('Đúng hẹn', 'In time'), kind: 'number', cell: (r) => share(r, 'lead-in-time', 'lead', chosen, say) },
  { head: say('Muộn', 'Late'), kind: 'number', cell: (r) => figure(r, 'lead-late', chosen, say, 'late') },
  {
    head: say('Chưa trình, còn thời gian', 'Not yet, in time so far'),
    kind: 'number',
    cell: (r) => figure(r, 'lead-pending', chosen, say),
  },
  { head: say('Khẩn, không xét', 'Urgent, left out'), kind: 'number', cell: (r) => figure(r, 'lead-urgent', chosen, say) },
]

const incomingColumns = (chosen: ChosenCheck, say: Say): Column<CheckRow>[] => [
  unitColumn(say),
  { head: say('Giao trong 1 ngày', 'Assigned within a day'), kind: 'number', cell: (r) => share(r, 'in-assigned', 'in', chosen, say) },
  { head: say('Giao muộn', 'Assigned late'), kind: 'number', cell: (r) => figure(r, 'in-assigned-late', chosen, say, 'late') },
  { head: say('Chưa giao, còn thời gian', 'Not yet, in time so far'), kind: 'number', cell: (r) => figure(r, 'in-pending', chosen, say) },
  { head: say('Vào sổ muộn', 'Registered late'), kind: 'number', cell: (r) => figure(r, 'in-registered-late', chosen, say, 'late') },
]

export type BehindPageProps = {
  measure: Measure
  chosen: ChosenCheck
  /** Period and unit, in words. */
  narrowedTo: string
  out: readonly (OutgoingRow & { by: Day | null })[] | null
  come: readonly IncomingRow[] | null
  next: string | null
  isFirst: boolean
  names: DocumentNames
  now: Moment
}

/** The documents behind a figure of the check. */
export const BehindPage: FC<BehindPageProps> = ({ measure, chosen, narrowedTo, out, come, next, isFirst, names, now }) => {
  const say = useSay()
  const title = measureNames[say.lang][measure]
  const empty = <Nothing />
  return (
    <>
      <PageHeader
        over={<a href={checkHref(chosen, { show: '', unit: '' })}>{say('Kiểm tra văn bản hằng tuần', 'Weekly check of documents')}</a>}
        title={title}
        under={narrowedTo}
        more={[{ text: say('Tải danh sách (CSV)', 'Download the list (CSV)'), href: checkHref(chosen, {}, `${behindPath}.csv`) }]}
      />
      {out && <DataTable caption={title} columns={outgoingLines(names, now, say)} rows={out} empty={empty} />}
      {come && <DataTable caption={title} columns={incomingLines(names, now, say)} rows={come} empty={empty} />}
      <Pager
        first={isFirst ? undefined : checkHref(chosen, {}, behindPath)}
        next={next ? checkHref(chosen, { after: next }, behindPath) : undefined}
      />
    </>
  )
}

const outgoingLines = (names: DocumentNames, now: Moment, say: Say): Column<OutgoingRow & { by: Day | null }>[] => [
  {
    head: say('Số, ký hiệu', 'Number'),
    kind: 'code',
    cell: (r) => <RowLink href={`${outgoingPath}/${r.id}`} text={r.numberText ?? say(`Dự thảo ${r.id}`, `Draft ${r.id}`)} />,
  },
  {
    head: say('Trích yếu', 'Subject'),
    kind: 'wide',
    cell: (r) => (
      <TwoLines
        top={r.subject}
        sub={
          <>
            {kindNames[say.lang][r.kind]}
            {r.urgency !== 'ordinary' && (
              <>
                {' '}
                <Tag tone="late">{urgencyNames[say.lang][r.urgency]}</Tag>
              </>
            )}
          </>
        }
      />
    ),
  },
  { head: say('Đơn vị soạn', 'Unit'), cell: (r) => <TwoLines top={names.shortUnit(r.unitId)} sub={names.officer(r.draftedBy)} /> },
  { head: say('Trạng thái', 'State'), cell: (r) => outgoingStatusNames[say.lang][r.status] },
  { head: say('Chữ ký số', 'Signatures'), cell: (r) => standingNames[say.lang][r.standing] },
  {
    head: say('Hạn phát hành', 'Deadline'),
    kind: 'due',
    cell: (r) =>
      r.deadline === null ? (
        '–'
      ) : (
        <TwoLines
          top={showDate(r.deadline, now, say.lang)}
          sub={r.by === null ? undefined : say(`trình trước ${showDate(r.by, now, 'vi')}`, `with leaders by ${showDate(r.by, now, 'en')}`)}
        />
      ),
  },
  {
    head: say('Đến lãnh đạo', 'With the leaders'),
    kind: 'due',
    cell: (r) => (r.toLeaderAt === null ? '–' : showMomentShort(r.toLeaderAt, now, say.lang)),
  },
]

const incomingLines = (names: DocumentNames, now: Moment, say: Say): Column<IncomingRow>[] => [
  {
    head: say('Số đến', 'No.'),
    kind: 'code',
    cell: (r) => <RowLink href={`${incomingPath}/${r.id}`} text={`${r.number}/${r.year}`} />,
  },
  { head: say('Nơi gửi', 'From'), cell: (r) => <TwoLines top={r.sender} sub={r.numberSymbol} /> },
  { head: say('Trích yếu', 'Subject'), kind: 'wide', cell: (r) => <TwoLines top={r.subject} sub={kindNames[say.lang][r.kind]} /> },
  { head: say('Trạng thái', 'State'), cell: (r) => incomingStatusNames[say.lang][r.status] },
  { head: say('Chủ trì', 'Lead'), cell: (r) => (r.leadUnitId === null ? '–' : names.shortUnit(r.leadUnitId)) },
  { head: say('Đến', 'Came'), kind: 'due', cell: (r) => showMomentShort(r.arrivedAt, now, say.lang) },
  { head: say('Vào sổ', 'Registered'), kind: 'due', cell: (r) => showMomentShort(r.registeredAt, now, say.lang) },
  {
    head: say('Giao', 'Assigned'),
    kind: 'due',
    cell: (r) => (r.assignedAt === null ? say('chưa giao', 'not yet') : showMomentShort(r.assignedAt, now, say.lang)),
  },
]
