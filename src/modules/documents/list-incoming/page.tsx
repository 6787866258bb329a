import type { FC } from 'hono/jsx'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, type Column, DataTable, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { showCount, showDate, showMomentShort } from '../../../ui/words.ts'
import { countedMost } from '../arrivals/decide.ts'
import { incomingStatusNames } from '../explain.ts'
import { type Chosen, hrefOf } from '../filter.ts'
import { FilterForm } from '../filter-form/page.tsx'
import { kindNames, urgencyNames } from '../kinds.ts'
import { type IncomingRow, type IncomingView, incomingViews } from '../look-up.adapter.ts'
import type { DocumentNames } from '../names.ts'

export const incomingPath = '/office/documents/in'

const viewNames = inBoth(
  (say): Record<IncomingView, string> => ({
    mine: say('Chờ tôi', 'For me'),
    'to-assign': say('Chờ chỉ đạo', 'To be assigned'),
    late: say('Quá hạn', 'Late'),
    open: say('Đang xử lý', 'Open'),
    done: say('Đã xong', 'Done'),
    all: say('Tất cả', 'All'),
  }),
)

export type IncomingListProps = {
  rows: readonly IncomingRow[]
  next: string | null
  isFirst: boolean
  chosen: Chosen
  faults: Readonly<Record<string, string>>
  units: readonly { value: string; text: string }[]
  names: DocumentNames
  now: Moment
  /** Registers what comes. */
  mayKeep: boolean
  /** What other agencies sent and nobody registered; counted to a hundred. */
  arrivals: number
}

/** Văn bản đến: what waits for whom, what is late, what there is. */
export const IncomingListPage: FC<IncomingListProps> = (props) => {
  const { rows, next, isFirst, chosen, faults, units, names, now, mayKeep, arrivals } = props
  const say = useSay()
  const today = dayInVietnam(now)
  const isOver = (r: IncomingRow) => r.doneAt === null && r.deadline !== null && r.deadline < today
  const waiting = arrivals >= countedMost ? `${countedMost - 1}+` : String(arrivals)
  const columns: Column<IncomingRow>[] = [
    {
      head: say('Số đến', 'No.'),
      kind: 'code',
      cell: (r) => <RowLink href={`${incomingPath}/${r.id}`} text={`${r.number}/${r.year}`} />,
    },
    { head: say('Ngày đến', 'Came'), kind: 'due', cell: (r) => showMomentShort(r.arrivedAt, now, say.lang) },
    {
      head: say('Nơi gửi', 'From'),
      cell: (r) => (
        <TwoLines
          top={r.sender}
          sub={`${r.numberSymbol || say('không số', 'no number')}${r.datedOn === null ? '' : ` · ${showDate(r.datedOn, now, say.lang)}`}`}
        />
      ),
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
    {
      head: say('Chủ trì', 'Lead'),
      cell: (r) =>
        r.leadUnitId === null ? (
          '–'
        ) : (
          <TwoLines top={names.shortUnit(r.leadUnitId)} sub={r.holderId === null ? undefined : names.officer(r.holderId)} />
        ),
    },
    { head: say('Trạng thái', 'State'), cell: (r) => incomingStatusNames[say.lang][r.status] },
    {
      head: say('Hạn xử lý', 'Deadline'),
      kind: 'due',
      cell: (r) =>
        r.deadline === null ? (
          '–'
        ) : isOver(r) ? (
          <Tag tone="late">{showDate(r.deadline, now, say.lang)}</Tag>
        ) : (
          showDate(r.deadline, now, say.lang)
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title={say('Văn bản đến', 'Incoming documents')}
        next={mayKeep ? { text: say('Vào sổ văn bản đến', 'Register a document'), href: `${incomingPath}/new`, key: 'n' } : undefined}
        others={
          arrivals > 0 || mayKeep
            ? [{ text: say(`Chờ vào sổ (${waiting})`, `To be registered (${waiting})`), href: `${incomingPath}/arrivals` }]
            : []
        }
        more={[
          { text: say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)'), href: hrefOf(`${incomingPath}/export.csv`, chosen) },
          { text: say('Kiểm tra văn bản hằng tuần', 'Weekly check of documents'), href: '/office/documents/check' },
        ]}
      />
      <ListBar
        chips={
          <Chips
            chips={incomingViews.map((view) => ({
              text: viewNames[say.lang][view],
              href: hrefOf(incomingPath, chosen, { view }),
              on: chosen.view === view,
            }))}
          />
        }
      />
      <div class="stack">
        <FilterForm
          path={incomingPath}
          chosen={chosen}
          faults={faults}
          units={units}
          labels={{
            search: say('Tìm trong trích yếu, nơi gửi, số, nội dung tệp', 'Search subject, sender, number, text of files'),
            unit: say('Đơn vị chủ trì, phối hợp', 'Leading or supporting unit'),
            from: say('Đến từ ngày', 'Came from'),
          }}
        />
        <DataTable
          caption={viewNames[say.lang][chosen.view as IncomingView]}
          columns={columns}
          rows={rows}
          tone={(r) => (isOver(r) ? 'late' : undefined)}
          empty={
            <EmptyState title={say('Không có văn bản nào ở mục này', 'There is nothing here')}>
              {say('Chọn mục khác ở trên, hoặc bỏ bớt điều kiện lọc.', 'Choose another list above, or fewer filters.')}
            </EmptyState>
          }
        />
      </div>
      <Pager
        shown={
          rows.length > 0
            ? say(`${showCount(rows.length, 'vi')} dòng trên trang này`, `${showCount(rows.length, 'en')} on this page`)
            : undefined
        }
        first={isFirst ? undefined : hrefOf(incomingPath, chosen)}
        next={next ? hrefOf(incomingPath, chosen, { after: next }) : undefined}
      />
    </>
  )
}
