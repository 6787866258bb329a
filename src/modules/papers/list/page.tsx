import type { FC } from 'hono/jsx'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { Form, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, type Column, DataTable, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { showCount, showDate, showMomentShort } from '../../../ui/words.ts'
import { type Reuse, servesOn } from '../held.ts'
import type { PaperStatus } from '../paper.ts'
import { statusName } from '../sentences.ts'

export const papersPath = '/office/papers'

export type View = 'in-use' | 'under-way' | 'not-in-use' | 'all'
export const viewNames = inBoth(
  (say): Record<View, string> => ({
    'in-use': say('Dùng lại được', 'Of use again'),
    'under-way': say('Đang số hóa', 'Being digitised'),
    'not-in-use': say('Hết hạn, thu hồi, một lần', 'Over, withdrawn, once'),
    all: say('Tất cả', 'All'),
  }),
)

/** Until when a paper serves, in words. */
export const reuseWords = (reuse: Reuse | null, now: Moment, say: Say): string => {
  if (reuse === null) return '–'
  if (reuse.kind === 'once') return say('chỉ cho hồ sơ này', 'for its dossier only')
  return reuse.kind === 'without-term'
    ? say('không thời hạn', 'without term')
    : say(`đến hết ${showDate(reuse.day, now, 'vi')}`, `until ${showDate(reuse.day, now, 'en')}`)
}

export type Line = {
  id: string
  status: PaperStatus
  applicantId: number
  applicant: string
  component: string
  name: string | null
  numberSymbol: string | null
  dossier: string | null
  pages: number | null
  pagesCounted: number
  begunAt: Moment
  begunBy: number
  reuse: Reuse | null
  uses: number
}

export type Chosen = { view: View; q: string; applicant: string }
export const hrefOf = (path: string, chosen: Chosen, change: Partial<Chosen> & { after?: string } = {}): string => {
  const query = new URLSearchParams(Object.entries({ ...chosen, ...change }).filter(([, value]) => value) as [string, string][])
  return query.size > 0 ? `${path}?${query}` : path
}

export type ListProps = {
  rows: readonly Line[]
  next: string | null
  isFirst: boolean
  chosen: Chosen
  /** The one whose papers are shown; null: everybody's. */
  applicant: { id: number; name: string } | null
  /** What was typed to find somebody, with its fault. */
  lookUp: { kind: string; identity: string; fault: string | undefined }
  names: { officer(id: number): string }
  now: Moment
  mayScan: boolean
}

/** Kho giấy tờ: what the office keeps of applicants, and what is being scanned. */
export const PapersPage: FC<ListProps> = ({ rows, next, isFirst, chosen, applicant, lookUp, names, now, mayScan }) => {
  const say = useSay()
  const today = dayInVietnam(now)
  const columns: Column<Line>[] = [
    {
      head: say('Giấy tờ', 'Paper'),
      kind: 'wide',
      cell: (r) => (
        <TwoLines
          top={<RowLink href={`${papersPath}/${r.id}`} text={r.name ?? r.component} />}
          sub={[
            r.numberSymbol,
            r.pages === null
              ? say(`${r.pagesCounted} trang, chưa ghép`, `${r.pagesCounted} pages, not put together`)
              : say(`${r.pages} trang`, `${r.pages} pages`),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    ...(applicant
      ? []
      : [
          {
            head: say('Của', 'Whose'),
            cell: (r: Line) => <a href={hrefOf(papersPath, chosen, { applicant: String(r.applicantId) })}>{r.applicant}</a>,
          },
        ]),
    {
      head: say('Trạng thái', 'State'),
      cell: (r) =>
        r.status === 'kept' && r.reuse && servesOn({ reuse: r.reuse, withdrawnAt: null }, today) ? (
          <Tag tone="good">{statusName(r.status, say)}</Tag>
        ) : r.status === 'withdrawn' ? (
          <Tag tone="late">{statusName(r.status, say)}</Tag>
        ) : (
          statusName(r.status, say)
        ),
    },
    {
      head: say('Dùng lại', 'Reuse'),
      cell: (r) => (
        <TwoLines
          top={reuseWords(r.reuse, now, say)}
          sub={r.uses > 0 ? say(`đã dùng lại ${r.uses} lần`, `used again ${r.uses} times`) : undefined}
        />
      ),
    },
    {
      head: say('Nguồn', 'Source'),
      cell: (r) => (r.dossier ? <a href={`/office/dossiers/${r.dossier}`}>{r.dossier}</a> : say('quét riêng', 'scanned by itself')),
    },
    {
      head: say('Người quét', 'Scanned by'),
      cell: (r) => <TwoLines top={names.officer(r.begunBy)} sub={showMomentShort(r.begunAt, now, say.lang)} />,
    },
  ]
  const scanHref = `${papersPath}/new?applicant=${applicant?.id ?? ''}`
  return (
    <>
      <PageHeader
        over={applicant ? <a href={papersPath}>{say('Kho giấy tờ', 'Papers kept')}</a> : undefined}
        title={applicant ? say(`Giấy tờ của ${applicant.name}`, `Papers of ${applicant.name}`) : say('Kho giấy tờ', 'Papers kept')}
        under={say(
          'Số hóa một lần, dùng lại cho hồ sơ sau: giấy đã có thì không yêu cầu nộp lại.',
          'Digitised once, used again by later dossiers: what is held is not asked for again.',
        )}
        next={
          mayScan
            ? {
                text: say('Số hóa giấy tờ', 'Digitise a paper'),
                href: scanHref,
                key: 'n',
                ...(applicant
                  ? {}
                  : {
                      blocked: {
                        reason: say('Tra người có giấy tờ trước, ở ô bên dưới.', 'Look up whose paper it is first, in the field below.'),
                      },
                    }),
              }
            : undefined
        }
        more={[{ text: say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)'), href: hrefOf(`${papersPath}/export.csv`, chosen) }]}
      />
      <ListBar
        chips={
          <Chips
            chips={(Object.keys(viewNames.vi) as View[]).map((view) => ({
              text: viewNames[say.lang][view],
              href: hrefOf(papersPath, chosen, { view }),
              on: chosen.view === view,
            }))}
          />
        }
      />
      <div class="stack">
        {lookUp.fault && <Notice tone="near">{lookUp.fault}</Notice>}
        {!applicant && (
          <Form action={papersPath} method="get" look="line">
            <Select
              name="kind"
              label={say('Người nộp là', 'The applicant is')}
              options={[
                { value: 'person', text: say('Cá nhân', 'A person') },
                { value: 'organisation', text: say('Tổ chức', 'An organisation') },
              ]}
              value={lookUp.kind}
            />
            <TextField
              name="identity"
              label={say('Số định danh, mã số thuế', 'Identity number, tax code')}
              value={lookUp.identity}
              inputmode="numeric"
              autocomplete="off"
              width="code"
            />
            <div class="form-buttons">
              <button class="ds-button" type="submit" data-variant="secondary">
                {say('Tra người nộp', 'Look up the applicant')}
              </button>
            </div>
          </Form>
        )}
        <Form
          action={papersPath}
          method="get"
          look="line"
          hidden={{ view: chosen.view, ...(chosen.applicant ? { applicant: chosen.applicant } : {}) }}
        >
          <TextField
            name="q"
            label={say('Tìm trong tên, số và chữ trên giấy', 'Search name, number and the words on it')}
            type="search"
            value={chosen.q}
          />
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Tìm', 'Find')}
            </button>
          </div>
        </Form>
        <DataTable
          caption={viewNames[say.lang][chosen.view]}
          columns={columns}
          rows={rows}
          empty={
            <EmptyState
              title={say('Không có giấy tờ nào ở mục này', 'There is nothing here')}
              action={mayScan && applicant ? { text: say('Số hóa giấy tờ', 'Digitise a paper'), href: scanHref } : undefined}
            >
              {say('Chọn mục khác ở trên, hoặc bỏ bớt điều kiện tìm.', 'Choose another list above, or search for less.')}
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
        first={isFirst ? undefined : hrefOf(papersPath, chosen)}
        next={next ? hrefOf(papersPath, chosen, { after: next }) : undefined}
      />
    </>
  )
}
