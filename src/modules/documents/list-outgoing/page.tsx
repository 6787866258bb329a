import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, type Column, DataTable, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { showCount, showDate } from '../../../ui/words.ts'
import { outgoingStatusNames, standingNames } from '../explain.ts'
import { type Chosen, hrefOf } from '../filter.ts'
import { FilterForm } from '../filter-form/page.tsx'
import { kindNames, urgencyNames } from '../kinds.ts'
import type { OutgoingRow, OutgoingView } from '../look-up.adapter.ts'
import { outgoingViews } from '../look-up.adapter.ts'
import type { DocumentNames } from '../names.ts'

export const outgoingPath = '/office/documents/out'

const viewNames = inBoth(
  (say): Record<OutgoingView, string> => ({
    mine: say('Chờ tôi', 'For me'),
    'under-way': say('Đang xử lý', 'Under way'),
    issued: say('Đã phát hành', 'Issued'),
    'given-up': say('Bỏ, hủy, thu hồi', 'Given up'),
    all: say('Tất cả', 'All'),
  }),
)

export type OutgoingListProps = {
  rows: readonly OutgoingRow[]
  next: string | null
  isFirst: boolean
  chosen: Chosen
  faults: Readonly<Record<string, string>>
  units: readonly { value: string; text: string }[]
  names: DocumentNames
  now: Moment
  mayDraft: boolean
}

/** How the signatures of a line stand: asked from the moment somebody has signed. */
const signatures = (row: OutgoingRow, say: Say) => {
  const words = standingNames[say.lang][row.standing]
  if (row.standing === 'two-valid') return <Tag tone="good">{words}</Tag>
  if (row.standing === 'invalid') return <Tag tone="late">{words}</Tag>
  return <span class="small">{words}</span>
}

/** Văn bản đi: what waits for whom, what is under way, what went out. */
export const OutgoingListPage: FC<OutgoingListProps> = ({ rows, next, isFirst, chosen, faults, units, names, now, mayDraft }) => {
  const say = useSay()
  const today = dayInVietnam(now)
  const columns: Column<OutgoingRow>[] = [
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
          sub={`${kindNames[say.lang][r.kind]} · ${names.officer(r.signatoryId)}${r.urgency === 'ordinary' ? '' : ` · ${urgencyNames[say.lang][r.urgency]}`}`}
        />
      ),
    },
    { head: say('Đơn vị soạn', 'Unit'), cell: (r) => <TwoLines top={names.shortUnit(r.unitId)} sub={names.officer(r.draftedBy)} /> },
    { head: say('Trạng thái', 'State'), cell: (r) => outgoingStatusNames[say.lang][r.status] },
    { head: say('Chữ ký số', 'Signatures'), cell: (r) => signatures(r, say) },
    {
      head: say('Hạn', 'Deadline'),
      kind: 'due',
      cell: (r) =>
        r.deadline === null ? (
          '–'
        ) : r.issuedAt === null && r.deadline < today ? (
          <Tag tone="late">{showDate(r.deadline, now, say.lang)}</Tag>
        ) : (
          showDate(r.deadline, now, say.lang)
        ),
    },
    {
      head: say('Ngày', 'Date'),
      kind: 'due',
      cell: (r) =>
        r.datedOn === null ? (
          <TwoLines top={showDate(dayInVietnam(r.draftedAt), now, say.lang)} sub={say('soạn', 'drafted')} />
        ) : (
          showDate(r.datedOn, now, say.lang)
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title={say('Văn bản đi', 'Outgoing documents')}
        next={mayDraft ? { text: say('Soạn văn bản', 'Draft a document'), href: `${outgoingPath}/new`, key: 'n' } : undefined}
        others={[
          ...(chosen.view === 'mine' && rows.some((r) => r.status === 'approved')
            ? [{ text: say('Ký nhiều văn bản', 'Sign many'), href: `${outgoingPath}/many/sign` }]
            : []),
          ...(chosen.view === 'mine' && rows.some((r) => r.status === 'signed' || r.status === 'numbered')
            ? [{ text: say('Cấp số, đóng dấu nhiều văn bản', 'Number and seal many'), href: `${outgoingPath}/many/seal` }]
            : []),
          { text: say('Kiểm tra hai chữ ký', 'Two-signature check'), href: '/office/documents/check' },
        ]}
        more={[
          { text: say('Theo dõi quán triệt', 'Who has read what'), href: '/office/documents/readings' },
          { text: say('Kiểm tra chữ ký của một tệp', 'Check the signatures of a file'), href: '/office/documents/verify' },
          { text: say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)'), href: hrefOf(`${outgoingPath}/export.csv`, chosen) },
        ]}
      />
      <ListBar
        chips={
          <Chips
            chips={outgoingViews.map((view) => ({
              text: viewNames[say.lang][view],
              href: hrefOf(outgoingPath, chosen, { view }),
              on: chosen.view === view,
            }))}
          />
        }
      />
      <div class="stack">
        <FilterForm
          path={outgoingPath}
          chosen={chosen}
          faults={faults}
          units={units}
          labels={{
            search: say('Tìm trong trích yếu, số, nội dung', 'Search subject, number, text'),
            unit: say('Đơn vị', 'Unit'),
            from: say('Soạn từ ngày', 'Drafted from'),
          }}
        />
        <DataTable
          caption={viewNames[say.lang][chosen.view as OutgoingView]}
          columns={columns}
          rows={rows}
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
        first={isFirst ? undefined : hrefOf(outgoingPath, chosen)}
        next={next ? hrefOf(outgoingPath, chosen, { after: next }) : undefined}
      />
    </>
  )
}
