import type { FC } from 'hono/jsx'
import { Form, Select, TextField } from '../../../ui/form.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, CompactToggle, DataTable, ListBar, Pager, RowLink } from '../../../ui/table.tsx'
import { showCount, showDate } from '../../../ui/words.ts'
import type { ListedProcedure, ListState } from '../listed.ts'
import { showTime } from '../sentences.ts'
import { Told } from '../show/page.tsx'

export type ListPageProps = {
  rows: readonly ListedProcedure[]
  counts: Readonly<Record<ListState | 'all', number>>
  fields: readonly { field: string; procedures: number }[]
  asked: { q: string; field: string; state: ListState | undefined }
  next: string | null
  isFirst: boolean
  mayEdit: boolean
}

/** How a procedure stands, as the chips call it. */
export const stateWords: Record<ListState, string> = {
  'in-force': 'Đang áp dụng',
  scheduled: 'Sắp áp dụng',
  draft: 'Bản nháp',
  faulty: 'Có lỗi',
  ended: 'Hết hiệu lực',
}
const stateOrder = Object.keys(stateWords) as ListState[]
const noRight = { reason: 'Việc này do người quản trị của cơ quan làm.' }

/** The agency's procedures (danh mục thủ tục), found by state, field and words. */
export const ListPage: FC<ListPageProps> = ({ rows, counts, fields, asked, next, isFirst, mayEdit }) => {
  const { q, field, state } = asked
  const link = (more: Record<string, string | undefined>) => {
    const query = new URLSearchParams(
      Object.entries({ q, field, state, ...more }).flatMap(([k, v]) => (v ? [[k, v] as [string, string]] : [])),
    ).toString()
    return `/office/procedures${query ? `?${query}` : ''}`
  }
  const chips = [
    { text: 'Tất cả', href: link({ state: undefined }), count: counts.all, on: state === undefined },
    ...stateOrder
      .filter((s) => counts[s] > 0 || s === state || s === 'in-force' || s === 'draft' || s === 'faulty')
      .map((s) => ({
        text: stateWords[s],
        href: link({ state: s }),
        count: counts[s],
        on: state === s,
        tone: s === 'faulty' && counts[s] > 0 ? ('late' as const) : undefined,
      })),
  ]
  return (
    <>
      <PageHeader
        title="Thủ tục, quy trình"
        under={`${showCount(counts['in-force'])} thủ tục đang áp dụng trong ${showCount(counts.all)} thủ tục tìm thấy`}
        next={{ text: 'Nhập từ tệp', href: '/office/procedures/import', blocked: mayEdit ? undefined : noRight }}
        others={[{ text: 'Tải tệp mẫu', href: '/office/procedures/template.xlsx' }]}
        more={[{ text: 'Xuất Excel danh sách này', href: link({}).replace('/procedures', '/procedures/export.xlsx') }]}
      />
      <Form action="/office/procedures" method="get" look="line" hidden={state ? { state } : {}}>
        <TextField name="q" type="search" label="Tìm tên, mã" hint="không cần dấu" value={q} />
        {fields.length > 0 && (
          <Select
            name="field"
            label="Lĩnh vực"
            blank="Mọi lĩnh vực"
            value={field}
            options={fields.map((f) => ({ value: f.field, text: `${f.field} (${showCount(f.procedures)})` }))}
          />
        )}
        <button class="ds-button" type="submit" data-variant="secondary">
          Tìm
        </button>
      </Form>
      <ListBar chips={<Chips chips={chips} label="Lọc theo tình trạng" />} tools={<CompactToggle />} />
      <DataTable
        caption="Thủ tục của cơ quan"
        rows={rows}
        empty={<Nothing isSearched={q !== '' || field !== '' || state !== undefined} mayEdit={mayEdit} />}
        columns={[
          {
            head: 'Thủ tục',
            kind: 'wide',
            cell: (row) => (
              <Told
                top={<RowLink href={`/office/procedures/${row.procedureId}`} text={row.name} />}
                sub={[row.key, row.code, row.field].filter(Boolean).join(' · ')}
              />
            ),
          },
          {
            head: 'Thời hạn',
            kind: 'number',
            cell: (row) => <Told top={showTime(row.limit)} sub={row.hardLimit && `vùng khó khăn ${showTime(row.hardLimit)}`} />,
          },
          { head: 'Đang áp dụng', cell: (row) => <InForce row={row} /> },
          { head: 'Bản mới nhất', cell: (row) => <Newest row={row} /> },
        ]}
      />
      <Pager
        next={next ? link({ after: next }) : undefined}
        first={isFirst ? undefined : link({})}
        shown={`${showCount(rows.length)} dòng`}
      />
    </>
  )
}

const InForce: FC<{ row: ListedProcedure }> = ({ row: { inForce } }) =>
  inForce ? <Told top={`Bản ${inForce.version}`} sub={`từ ${showDate(inForce.from)}`} /> : <span class="small">chưa</span>

/** What waits at the newest version, unless it is the one in force. */
const Newest: FC<{ row: ListedProcedure }> = ({ row: { newest, inForce, states } }) => {
  if (inForce?.version === newest.version) return <span class="small">bản đang áp dụng</span>
  if (states.includes('ended')) return <Tag>hết hiệu lực</Tag>
  if (states.includes('scheduled') && newest.from !== null) return <Tag tone="ours">từ {showDate(newest.from)}</Tag>
  return newest.faults > 0 ? (
    <Told top={<Tag tone="late">có lỗi</Tag>} sub={`bản ${newest.version}, ${newest.faults} lỗi`} />
  ) : (
    <Told top={<Tag>bản nháp</Tag>} sub={`bản ${newest.version}, ${newest.isAssigned ? 'chờ công bố' : 'chưa phân công bước'}`} />
  )
}

const Nothing: FC<{ isSearched: boolean; mayEdit: boolean }> = ({ isSearched, mayEdit }) =>
  isSearched ? (
    <EmptyState title="Không có thủ tục nào như vậy" action={{ text: 'Xem tất cả', href: '/office/procedures' }}>
      Thử bớt chữ, hoặc bỏ lọc lĩnh vực và tình trạng.
    </EmptyState>
  ) : (
    <EmptyState title="Chưa có thủ tục" action={mayEdit ? { text: 'Nhập từ tệp', href: '/office/procedures/import' } : undefined}>
      Nhập các quy trình nội bộ đã được phê duyệt từ tệp Excel hoặc JSON, rồi phân công và công bố từng quy trình.
    </EmptyState>
  )
