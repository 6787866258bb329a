import type { FC } from 'hono/jsx'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { Form, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, CompactToggle, DataTable, ListBar, Pager, RowLink } from '../../../ui/table.tsx'
import { showCount, showDate } from '../../../ui/words.ts'
import type { ListedProcedure, ListState } from '../listed.ts'
import { showTime } from '../sentences.ts'
import type { ShortenedShare } from '../shorten/shortening.ts'
import { Told } from '../show/page.tsx'

export type ListPageProps = {
  rows: readonly ListedProcedure[]
  counts: Readonly<Record<ListState | 'all', number>>
  fields: readonly { field: string; procedures: number }[]
  /** procedures in force whose limit is shortened, and the share that is asked for */
  share: ShortenedShare
  asked: { q: string; field: string; state: ListState | undefined }
  next: string | null
  isFirst: boolean
  mayEdit: boolean
}

/** How a procedure stands, as the chips call it. */
const stateWords = inBoth(
  (say) =>
    ({
      'in-force': say('Đang áp dụng', 'In force'),
      scheduled: say('Sắp áp dụng', 'Coming into force'),
      draft: say('Bản nháp', 'Draft'),
      faulty: say('Có lỗi', 'Faulty'),
      ended: say('Hết hiệu lực', 'Ended'),
    }) satisfies Record<ListState, string>,
)
const stateOrder = Object.keys(stateWords.vi) as ListState[]
const noRight = (say: Say) => ({
  reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.'),
})

/** The agency's procedures (danh mục thủ tục), found by state, field and words. */
export const ListPage: FC<ListPageProps> = ({ rows, counts, fields, share, asked, next, isFirst, mayEdit }) => {
  const say = useSay()
  const { q, field, state } = asked
  const link = (more: Record<string, string | undefined>) => {
    const query = new URLSearchParams(
      Object.entries({ q, field, state, ...more }).flatMap(([k, v]) => (v ? [[k, v] as [string, string]] : [])),
    ).toString()
    return `/office/procedures${query ? `?${query}` : ''}`
  }
  const chips = [
    { text: say('Tất cả', 'All'), href: link({ state: undefined }), count: counts.all, on: state === undefined },
    ...stateOrder
      .filter((s) => counts[s] > 0 || s === state || s === 'in-force' || s === 'draft' || s === 'faulty')
      .map((s) => ({
        text: stateWords[say.lang][s],
        href: link({ state: s }),
        count: counts[s],
        on: state === s,
        tone: s === 'faulty' && counts[s] > 0 ? ('late' as const) : undefined,
      })),
  ]
  return (
    <>
      <PageHeader
        title={say('Thủ tục, quy trình', 'Procedures')}
        under={say(
          `${showCount(counts['in-force'], 'vi')} thủ tục đang áp dụng trong ${showCount(counts.all, 'vi')} thủ tục tìm thấy`,
          `${showCount(counts['in-force'], 'en')} in force, of ${showCount(counts.all, 'en')} ${counts.all === 1 ? 'procedure' : 'procedures'} found`,
        )}
        next={{
          text: say('Nhập từ tệp', 'Import from a file'),
          href: '/office/procedures/import',
          blocked: mayEdit ? undefined : noRight(say),
        }}
        others={[{ text: say('Tải tệp mẫu', 'Download the template'), href: '/office/procedures/template.xlsx' }]}
        more={[
          {
            text: say('Xuất Excel danh sách này', 'Export this list to Excel'),
            href: link({}).replace('/procedures', '/procedures/export.xlsx'),
          },
        ]}
      />
      <Form action="/office/procedures" method="get" look="line" hidden={state ? { state } : {}}>
        <TextField
          name="q"
          type="search"
          label={say('Tìm tên, mã', 'Find a name or code')}
          hint={say('không cần dấu', 'marks may be left out')}
          value={q}
        />
        {fields.length > 0 && (
          <Select
            name="field"
            label={say('Lĩnh vực', 'Field')}
            blank={say('Mọi lĩnh vực', 'All fields')}
            value={field}
            options={fields.map((f) => ({ value: f.field, text: `${f.field} (${showCount(f.procedures, say.lang)})` }))}
          />
        )}
        <button class="ds-button" type="submit" data-variant="secondary">
          {say('Tìm', 'Search')}
        </button>
      </Form>
      {share.procedures > 0 && <Shortened share={share} />}
      <ListBar chips={<Chips chips={chips} label={say('Lọc theo tình trạng', 'Filter by standing')} />} tools={<CompactToggle />} />
      <DataTable
        caption={say('Thủ tục của cơ quan', 'Procedures of the agency')}
        rows={rows}
        empty={<Nothing isSearched={q !== '' || field !== '' || state !== undefined} mayEdit={mayEdit} />}
        columns={[
          {
            head: say('Thủ tục', 'Procedure'),
            kind: 'wide',
            cell: (row) => (
              <Told
                top={<RowLink href={`/office/procedures/${row.procedureId}`} text={row.name} />}
                sub={[row.key, row.code, row.field].filter(Boolean).join(' · ')}
              />
            ),
          },
          {
            head: say('Thời hạn', 'Limit'),
            kind: 'number',
            cell: ({ limit, hardLimit, shortenedFrom }) => {
              const hard = hardLimit && showTime(hardLimit, say)
              const before = shortenedFrom && showTime(shortenedFrom, say)
              const sub = [
                hard && say(`vùng khó khăn ${hard}`, `hard areas ${hard}`),
                before && say(`rút ngắn từ ${before}`, `shortened from ${before}`),
              ]
              return <Told top={showTime(limit, say)} sub={sub.filter(Boolean).join('; ') || undefined} />
            },
          },
          { head: say('Đang áp dụng', 'In force'), cell: (row) => <InForce row={row} /> },
          { head: say('Bản mới nhất', 'Newest version'), cell: (row) => <Newest row={row} /> },
        ]}
      />
      <Pager
        next={next ? link({ after: next }) : undefined}
        first={isFirst ? undefined : link({})}
        shown={say(`${showCount(rows.length, 'vi')} dòng`, `${showCount(rows.length, 'en')} ${rows.length === 1 ? 'row' : 'rows'}`)}
      />
    </>
  )
}

/** The share of procedures with a shortened limit (tỷ lệ cắt giảm thời hạn), with both counts, against what is asked. */
const Shortened: FC<{ share: ShortenedShare }> = ({ share: { shortened, procedures, percent, percentMin, isReached } }) => {
  const say = useSay()
  const share = (lang: 'vi-VN' | 'en-GB') => percent.toLocaleString(lang, { maximumFractionDigits: 1 })
  return (
    <p class="small">
      {say(
        `Đã rút ngắn thời hạn: ${shortened} trong ${procedures} thủ tục đang áp dụng, ${share('vi-VN')} %; yêu cầu từ ${percentMin} %.`,
        `Limit shortened: ${shortened} of ${procedures} procedures in force, ${share('en-GB')} %; at least ${percentMin} % is asked for.`,
      )}{' '}
      <Tag tone={isReached ? 'good' : 'near'}>{isReached ? say('đạt', 'reached') : say('chưa đạt', 'not reached')}</Tag>{' '}
      <Tag>{say('mức yêu cầu chưa xác minh', 'what is asked: not verified')}</Tag>
    </p>
  )
}

const InForce: FC<{ row: ListedProcedure }> = ({ row: { inForce } }) => {
  const say = useSay()
  if (!inForce) return <span class="small">{say('chưa', 'not yet')}</span>
  const from = showDate(inForce.from, undefined, say.lang)
  return <Told top={say(`Bản ${inForce.version}`, `Version ${inForce.version}`)} sub={say(`từ ${from}`, `from ${from}`)} />
}

/** What waits at the newest version, unless it is the one in force. */
const Newest: FC<{ row: ListedProcedure }> = ({ row: { newest, inForce, states } }) => {
  const say = useSay()
  const { version, faults } = newest
  if (inForce?.version === version) return <span class="small">{say('bản đang áp dụng', 'the version in force')}</span>
  if (states.includes('ended')) return <Tag>{say('hết hiệu lực', 'ended')}</Tag>
  if (states.includes('scheduled') && newest.from !== null) {
    const from = showDate(newest.from, undefined, say.lang)
    return <Tag tone="ours">{say(`từ ${from}`, `from ${from}`)}</Tag>
  }
  if (faults > 0)
    return (
      <Told
        top={<Tag tone="late">{say('có lỗi', 'faulty')}</Tag>}
        sub={say(`bản ${version}, ${faults} lỗi`, `version ${version}, ${faults} ${faults === 1 ? 'fault' : 'faults'}`)}
      />
    )
  return (
    <Told
      top={<Tag>{say('bản nháp', 'draft')}</Tag>}
      sub={
        newest.isAssigned
          ? say(`bản ${version}, chờ công bố`, `version ${version}, to be published`)
          : say(`bản ${version}, chưa phân công bước`, `version ${version}, steps not assigned`)
      }
    />
  )
}

const Nothing: FC<{ isSearched: boolean; mayEdit: boolean }> = ({ isSearched, mayEdit }) => {
  const say = useSay()
  return isSearched ? (
    <EmptyState
      title={say('Không có thủ tục nào như vậy', 'There is no such procedure')}
      action={{ text: say('Xem tất cả', 'View all'), href: '/office/procedures' }}
    >
      {say('Thử bớt chữ, hoặc bỏ lọc lĩnh vực và tình trạng.', 'Try fewer words, or leave out the field and the standing.')}
    </EmptyState>
  ) : (
    <EmptyState
      title={say('Chưa có thủ tục', 'No procedures yet')}
      action={mayEdit ? { text: say('Nhập từ tệp', 'Import from a file'), href: '/office/procedures/import' } : undefined}
    >
      {say(
        'Nhập các quy trình nội bộ đã được phê duyệt từ tệp Excel hoặc JSON, rồi phân công và công bố từng quy trình.',
        'Import the approved internal processes from an Excel or JSON file, then assign the steps of each and publish it.',
      )}
    </EmptyState>
  )
}
