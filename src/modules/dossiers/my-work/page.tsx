import type { FC } from 'hono/jsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { ActionButton, PageHeader } from '../../../ui/page-header.tsx'
import { type Chip, Chips, type Column, CompactToggle, DataTable, ListBar, Pager, TwoLines } from '../../../ui/table.tsx'
import { TimeBarLegend } from '../../../ui/time-bar.tsx'
import { showMomentShort } from '../../../ui/words.ts'
import {
  barColumn,
  codeColumn,
  dueAndLeftColumn,
  dueColumn,
  hrefOf,
  leftColumn,
  type Row,
  type RowFacts,
  rowOf,
  whatColumn,
} from '../list/page.tsx'
import type { Work, WorkCounts, WorkFilter } from '../look-up.adapter.ts'

export type WorkPageProps = RowFacts & {
  rows: readonly (Work & { stepName: string })[]
  counts: WorkCounts
  filter: WorkFilter
  next: string | null
  isFirst: boolean
  officerId: number
  /** For the button that takes a step: CSRF token, and a key for each row. */
  csrf: string
  keyOf: (row: Work) => string
  canReceive: boolean
}

type WorkRow = Row<Work & { stepName: string }>

const filterWords: readonly (readonly [WorkFilter, string, Chip['tone']?])[] = [
  ['all', 'Tất cả'],
  ['late', 'Quá hạn', 'late'],
  ['today', 'Hạn hôm nay', 'near'],
  ['next', 'Hạn ngày làm việc tới', 'near'],
  ['to-take', 'Chờ nhận'],
  ['stopped', 'Đang dừng'],
  ['away', 'Cơ quan khác giữ'],
  ['to-return', 'Chờ trả kết quả'],
]

const workHref = (filter: WorkFilter, after?: string | null): string => {
  const query = new URLSearchParams({ ...(filter === 'all' ? {} : { f: filter }), ...(after ? { after } : {}) })
  return query.size > 0 ? `/office/work?${query}` : '/office/work'
}

/** Filters with nothing behind them give way, except the first and the one chosen. */
const chipsOf = (counts: WorkCounts, filter: WorkFilter): Chip[] =>
  filterWords
    .filter(([name]) => name === 'all' || name === filter || counts[name] > 0)
    .map(([name, text, tone]) => ({
      text: counts.isMore && name === 'all' ? `${text}, hơn` : text,
      href: workHref(name),
      count: counts[name],
      on: name === filter,
      tone: counts[name] > 0 ? tone : undefined,
    }))

/** Beneath a step: whose it is, when not simply mine. */
function stepSub(row: WorkRow, { officerId, names, now }: WorkPageProps): string {
  if (row.officerId === null) return `${names.shortUnit(row.unitId)} · chờ người nhận`
  if (row.officerId !== officerId) return `làm thay ${names.officer(row.officerId)}`
  if (row.isAway) return 'cơ quan khác đang xử lý, tôi theo dõi'
  const isStepLate = row.stepDueAt !== null && row.stepDueAt < now && !row.state.ended
  return isStepLate ? `quá hạn bước ${showMomentShort(row.stepDueAt ?? now, now)}` : `từ ${showMomentShort(row.since, now)}`
}

const noBreak = '\u00a0'
const act = (row: WorkRow, { csrf, keyOf }: WorkPageProps) => {
  if (row.officerId !== null) return null
  const hidden = { csrf, key: keyOf(row), seen: String(row.version), step: row.step }
  return <ActionButton text={`Nhận${noBreak}việc`} href={`${hrefOf(row.code)}/take-step`} post hidden={hidden} />
}

/** My work (việc của tôi): what is due first on top; what stands still and what only waits to be given out below. */
export const WorkPage: FC<WorkPageProps> = (props) => {
  const { rows, counts, filter, next, isFirst, canReceive } = props
  const columns: Column<WorkRow>[] = [
    codeColumn(),
    whatColumn(),
    {
      head: 'Bước của tôi',
      cell: (r) => (
        <TwoLines top={<a href={`${hrefOf(r.code)}?step=${encodeURIComponent(r.step)}`}>{r.stepName}</a>} sub={stepSub(r, props)} />
      ),
    },
    barColumn(props),
    ...(rows.some((r) => r.officerId === null)
      ? [dueAndLeftColumn<WorkRow>(props), { head: 'Việc', quiet: true, cell: (r: WorkRow) => act(r, props) }]
      : [dueColumn<WorkRow>(props), leftColumn<WorkRow>(props)]),
  ]
  return (
    <>
      <PageHeader title="Việc của tôi" />
      <ListBar chips={<Chips chips={chipsOf(counts, filter)} />} tools={<CompactToggle />} />
      <DataTable
        caption="Việc của tôi, hạn gần nhất ở trên"
        columns={columns}
        rows={rows.map((r) => rowOf(r, props))}
        tone={(r) => (r.state.ended ? undefined : r.tone)}
        empty={<Nothing filter={filter} canReceive={canReceive} />}
      />
      <Pager first={isFirst ? undefined : workHref(filter)} next={next ? workHref(filter, next) : undefined} shown={undefined} />
      {rows.length > 0 && <TimeBarLegend />}
    </>
  )
}

const Nothing: FC<{ filter: WorkFilter; canReceive: boolean }> = ({ filter, canReceive }) =>
  filter === 'all' ? (
    <EmptyState
      title="Hiện không có việc chờ anh/chị"
      action={
        canReceive ? { text: 'Tiếp nhận hồ sơ', href: '/office/dossiers/new' } : { text: 'Xem hồ sơ của cơ quan', href: '/office/dossiers' }
      }
    >
      Hồ sơ chuyển đến anh/chị, hoặc chờ đơn vị nhận, sẽ hiện ở đây.
    </EmptyState>
  ) : (
    <EmptyState title="Không có việc nào trong mục này" action={{ text: 'Xem tất cả việc của tôi', href: '/office/work' }} />
  )
