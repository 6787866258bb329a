import type { Child, FC } from 'hono/jsx'
import { useLang } from './language.ts'
import { type Lang, showCount } from './words.ts'

/** One column of a table. `sort` makes its head a link; `is` says how the list is sorted now. */
export type Column<Row> = {
  head: string
  cell: (row: Row) => Child
  sort?: { href: string; is?: 'ascending' | 'descending' | undefined } | undefined
  /** What stands in it: sets width and wrapping. `code` also carries the row's link. */
  kind?: 'code' | 'bar' | 'due' | 'number' | 'wide' | undefined
  /** The head is for screen readers only (buttons, bars). */
  quiet?: boolean | undefined
}

export type DataTableProps<Row> = {
  /** What the table lists, read aloud; not shown when the page's heading says it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  tone?: ((row: Row) => 'late' | 'near' | undefined) | undefined
  /** What stands there when nothing is found: what it means and what to do. */
  empty: Child
  compact?: boolean | undefined
}

/** A list as a table: sortable heads as links, rows that `j` and `k` walk, cards on a phone. */
export function DataTable<Row>({ caption, columns, rows, tone, empty, compact }: DataTableProps<Row>) {
  if (rows.length === 0) return <div class="sheet">{empty}</div>
  return (
    <div class="sheet table-sheet">
      <table class="ds-table rows" data-compact={compact ? '' : undefined}>
        <caption class="ds-sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, sort, kind, quiet }) => (
              <th scope="col" data-kind={kind} aria-sort={sort ? (sort.is ?? 'none') : undefined}>
                {quiet ? <span class="ds-sr-only">{head}</span> : sort ? <a href={sort.href}>{head}</a> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr data-tone={tone?.(row)}>
              {columns.map(({ head, kind, quiet, cell }) => (
                <td data-kind={kind} data-label={quiet ? undefined : head}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The link that opens a row; the keyboard walks from one to the next. */
export const RowLink: FC<{ href: string; text: Child }> = ({ href, text }) => (
  <a class="row-link" data-row-link="" href={href}>
    {text}
  </a>
)

/** A cell of two lines: what, and below it small who. */
export const TwoLines: FC<{ top: Child; sub?: Child; href?: string | undefined }> = ({ top, sub, href }) => (
  <span class="two-lines">
    <span class="line-1">{href ? <a href={href}>{top}</a> : top}</span>
    {sub && <span class="small">{sub}</span>}
  </span>
)

/** A due time or what is left of it, red or amber with its words below. `why` links to the sheet that explains it. */
export const DueCell: FC<{ text: Child; sub?: Child; tone?: 'late' | 'near' | undefined; why?: string | undefined }> = ({
  text,
  sub,
  tone,
  why,
}) => (
  <span class="two-lines due" data-tone={tone}>
    <span class="line-1">{why ? <a href={why}>{text}</a> : text}</span>
    {sub && <span class="small">{sub}</span>}
  </span>
)

/** One filter above a list (bộ lọc), with how many it would show. */
export type Chip = { text: string; href: string; count?: number | undefined; on?: boolean | undefined; tone?: 'late' | 'near' | undefined }

/** A row of filters; each is a link, so that a filtered list can be sent to a colleague. */
export const Chips: FC<{ chips: readonly Chip[]; label?: string | undefined; lang?: Lang | undefined }> = ({
  chips,
  label,
  lang = useLang(),
}) => (
  <nav class="chips" aria-label={label ?? (lang === 'en' ? 'Filter' : 'Lọc')}>
    {chips.map(({ text, href, count, on, tone }) => (
      <a class="chip" href={href} aria-current={on ? 'true' : undefined} data-tone={tone}>
        {text} {count !== undefined && <b>{showCount(count, lang)}</b>}
      </a>
    ))}
  </nav>
)

export type PagerProps = { next?: string | undefined; first?: string | undefined; shown?: string | undefined; lang?: Lang | undefined }

/** Further pages of a list (Trang sau). Cursor links: no page numbers, no counting of a million rows. */
export const Pager: FC<PagerProps> = ({ next, first, shown, lang = useLang() }) => (
  <nav class="pager" aria-label={lang === 'en' ? 'Pages' : 'Trang'}>
    {shown && <span class="small">{shown}</span>}
    {first && (
      <a class="ds-button" data-variant="tertiary" href={first}>
        {lang === 'en' ? 'First page' : 'Về đầu'}
      </a>
    )}
    {next && (
      <a class="ds-button" data-variant="secondary" href={next} rel="next">
        {lang === 'en' ? 'Next page' : 'Trang sau'}
      </a>
    )}
  </nav>
)

/** The button that packs rows closer; the browser remembers. Shown only where script runs. */
export const CompactToggle: FC<{ lang?: Lang | undefined }> = ({ lang = useLang() }) => (
  <table-compact>
    <button type="button" class="ds-button" data-variant="tertiary" aria-pressed="false" hidden>
      {lang === 'en' ? 'Compact' : 'Thu gọn dòng'}
    </button>
  </table-compact>
)

/** Above a list: filters at the left, tools at the right. */
export const ListBar: FC<{ chips?: Child; tools?: Child }> = ({ chips, tools }) => (
  <div class="list-bar">
    {chips}
    {tools && <div class="tools">{tools}</div>}
  </div>
)
