import type { FC } from 'hono/jsx'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { EmptyState, Notice } from '../../../ui/notices.tsx'
import { ActionButton, PageHeader } from '../../../ui/page-header.tsx'
import { type Chip, Chips, type Column, CompactToggle, DataTable, ListBar, Pager, TwoLines } from '../../../ui/table.tsx'
import { TimeBarLegend } from '../../../ui/time-bar.tsx'
import { showMomentShort } from '../../../ui/words.ts'
import { BulkBar, type BulkBarProps, pickColumn } from '../bulk/page.tsx'
import type { LegRow } from '../legs/look-up.adapter.ts'
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
import { openHold } from '../pause/hold.ts'

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
  /** Opinions asked of my units that wait for an answer, what is due first, and how many there are. */
  asked?: { rows: readonly LegRow[]; count: number }
  /** What may be done with many rows at once. */
  bulk: BulkBarProps
}

type WorkRow = Row<Work & { stepName: string }>

const filterWords = inBoth((say): readonly (readonly [WorkFilter, string, Chip['tone']?])[] => [
  ['all', say('Tất cả', 'All')],
  ['to-approve', say('Chờ tôi duyệt tạm dừng', 'A pause to decide on')],
  ['late', say('Quá hạn', 'Late'), 'late'],
  ['today', say('Hạn hôm nay', 'Due today'), 'near'],
  ['next', say('Hạn ngày làm việc tới', 'Due next working day'), 'near'],
  ['to-take', say('Chờ nhận', 'To take')],
  ['stopped', say('Đang dừng', 'Clock stopped')],
  ['away', say('Cơ quan khác giữ', 'With another agency')],
  ['to-return', say('Chờ trả kết quả', 'Result to return')],
])

export const workHref = (filter: WorkFilter, after?: string | null): string => {
  const query = new URLSearchParams({ ...(filter === 'all' ? {} : { f: filter }), ...(after ? { after } : {}) })
  return query.size > 0 ? `/office/work?${query}` : '/office/work'
}

/** Filters with nothing behind them give way, except the first and the one chosen. */
const chipsOf = (counts: WorkCounts, filter: WorkFilter, say: Say): Chip[] =>
  filterWords[say.lang]
    .filter(([name]) => name === 'all' || name === filter || counts[name] > 0)
    .map(([name, text, tone]) => ({
      text: counts.isMore && name === 'all' ? say(`${text}, hơn`, `${text}, more than`) : text,
      href: workHref(name),
      count: counts[name],
      on: name === filter,
      tone: counts[name] > 0 ? tone : undefined,
    }))

/** Beneath a step: whose it is, when not simply mine. */
function stepSub(row: WorkRow, { officerId, names, now, calendar }: WorkPageProps, say: Say): string {
  if (row.isToApprove) {
    const who = names.officer(row.state.proposal?.officerId ?? 0)
    return say(`${who} đề nghị tạm dừng, chờ duyệt`, `${who} proposed a pause, to decide on`)
  }
  if (row.officerId === null) {
    const unit = names.shortUnit(row.unitId)
    return say(`${unit} · chờ người nhận`, `${unit} · waiting to be taken`)
  }
  if (row.officerId !== officerId) return say(`làm thay ${names.officer(row.officerId)}`, `acting for ${names.officer(row.officerId)}`)
  if (row.isAway) return say('cơ quan khác đang xử lý, tôi theo dõi', 'another agency is doing it, I follow it')
  const isStepLate = row.stepDueAt !== null && row.stepDueAt < (openHold(row.state.holds)?.from ?? now) && !row.state.ended
  const [due, since] = [showMomentShort(row.stepDueAt ?? now, now, say.lang), showMomentShort(row.since, now, say.lang)]
  if (!isStepLate) return say(`từ ${since}`, `since ${since}`)
  return calendar.isProvisionalAt(row.stepDueAt ?? now)
    ? say(`quá hạn bước ${due} (tạm tính)`, `step was due ${due} (provisional)`)
    : say(`quá hạn bước ${due}`, `step was due ${due}`)
}

const noBreak = '\u00a0'
const act = (row: WorkRow, { csrf, keyOf }: WorkPageProps, say: Say) => {
  if (row.isToApprove)
    return <ActionButton text={say(`Duyệt${noBreak}tạm${noBreak}dừng`, 'Decide')} href={`${hrefOf(row.code)}/pause-approve`} />
  if (row.officerId !== null) return null
  const hidden = { csrf, key: keyOf(row), seen: String(row.version), step: row.step }
  return <ActionButton text={say(`Nhận${noBreak}việc`, 'Take')} href={`${hrefOf(row.code)}/take-step`} post hidden={hidden} />
}

/** My work (việc của tôi): what is due first on top; what stands still and what only waits to be given out below. */
export const WorkPage: FC<WorkPageProps> = (props) => {
  const say = useSay()
  const { rows, counts, filter, next, isFirst, canReceive } = props
  const columns: Column<WorkRow>[] = [
    pickColumn<WorkRow>(say),
    codeColumn(say),
    whatColumn(say),
    {
      head: say('Bước của tôi', 'My step'),
      cell: (r) => (
        <TwoLines top={<a href={`${hrefOf(r.code)}?step=${encodeURIComponent(r.step)}`}>{r.stepName}</a>} sub={stepSub(r, props, say)} />
      ),
    },
    barColumn(props, say),
    ...(rows.some((r) => r.officerId === null || r.isToApprove)
      ? [dueAndLeftColumn<WorkRow>(props, say), { head: say('Việc', 'Act'), quiet: true, cell: (r: WorkRow) => act(r, props, say) }]
      : [dueColumn<WorkRow>(props, say), leftColumn<WorkRow>(props, say)]),
  ]
  return (
    <>
      <PageHeader title={say('Việc của tôi', 'My work')} />
      <Asked {...props} />
      <ListBar chips={<Chips chips={chipsOf(counts, filter, say)} />} tools={<CompactToggle />} />
      {rows.length > 0 && <BulkBar {...props.bulk} />}
      <DataTable
        caption={say('Việc của tôi, hạn gần nhất ở trên', 'My work, nearest due time on top')}
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

/** Opinions that others ask of my units (ý kiến chờ đơn vị trả lời). */
const Asked: FC<WorkPageProps> = ({ asked, now, names }) => {
  const say = useSay()
  if (!asked || asked.count === 0) return null
  const due = (r: LegRow) => (r.dueAt === null ? '' : showMomentShort(r.dueAt, now, say.lang))
  return (
    <Notice
      tone={asked.rows.some((r) => r.dueAt !== null && r.dueAt < now) ? 'late' : 'ours'}
      title={say(
        `Đơn vị được lấy ý kiến: ${asked.count} lượt chờ trả lời`,
        `Your unit is asked for its opinion: ${asked.count} waiting for an answer`,
      )}
    >
      <ul>
        {asked.rows.map((r) => (
          <li>
            <a href={`${hrefOf(r.code)}/answer-referral?no=${r.no}`}>{r.code}</a> · {r.procedure} ·{' '}
            {say(
              `${names.shortUnit(r.unitId)} hỏi (số ${r.documentNumber}), hạn ${due(r)}`,
              `asked by ${names.shortUnit(r.unitId)} (no. ${r.documentNumber}), due ${due(r)}`,
            )}
          </li>
        ))}
      </ul>
      {asked.count > asked.rows.length && <a href="/office/legs?view=mine">{say('Xem tất cả', 'See all')}</a>}
    </Notice>
  )
}

const Nothing: FC<{ filter: WorkFilter; canReceive: boolean }> = ({ filter, canReceive }) => {
  const say = useSay()
  return filter === 'all' ? (
    <EmptyState
      title={say('Hiện không có việc chờ anh/chị', 'Nothing waits for you now')}
      action={
        canReceive
          ? { text: say('Tiếp nhận hồ sơ', 'Receive a dossier'), href: '/office/dossiers/new' }
          : { text: say('Xem hồ sơ của cơ quan', 'See the agency’s dossiers'), href: '/office/dossiers' }
      }
    >
      {say(
        'Hồ sơ chuyển đến anh/chị, hoặc chờ đơn vị nhận, sẽ hiện ở đây.',
        'Dossiers that come to you, or wait for your unit to take them, will show here.',
      )}
    </EmptyState>
  ) : (
    <EmptyState
      title={say('Không có việc nào trong mục này', 'Nothing of this kind')}
      action={{ text: say('Xem tất cả việc của tôi', 'See all my work'), href: '/office/work' }}
    />
  )
}
