import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { useLang, useSay } from './language.ts'
import { markup } from './markup.ts'
import type { Lang } from './words.ts'

/** One step of a process as shown (bước). `free` steps do not count time. */
export type StepItem = {
  /** Its number in the table; free steps have none. */
  number?: number | string | undefined
  title: Child
  /** Who, since when. */
  sub?: Child
  state: 'done' | 'now' | 'todo' | 'late'
  free?: boolean | undefined
  /** "dùng 2 giờ / 4 giờ". */
  time?: Child
  /** "xong 13/02 11:15", "hạn bước 04/3 15:15". */
  when?: Child
}

const stateWord = {
  vi: { done: 'xong', now: 'đang làm', todo: 'chưa đến', late: 'đang làm, quá hạn bước' },
  en: { done: 'done', now: 'in progress', todo: 'to come', late: 'in progress, late' },
} as const satisfies Record<Lang, Record<StepItem['state'], string>>

/**
 * The steps of a dossier (các bước), with planned and used time. Like all that stands on the portal's look-up page written as text
 * (escaped by the template), which costs a fifth of elements.
 */
export const StepList: FC<{ steps: readonly StepItem[]; lang?: Lang | undefined; size?: 'page' | 'portal' | undefined }> = ({
  steps,
  lang = useLang(),
  size = 'page',
}) => markup`<ol class="steps" data-size="${size}">${steps.map((step) => stepRow(step, lang))}</ol>`

function stepRow({ number, title, sub, state, free, time, when }: StepItem, lang: Lang) {
  const isHere = state === 'now' || state === 'late'
  const tag = free && markup`<span class="tag">${lang === 'en' ? 'time not counted' : 'không tính ngày'}</span>`
  const what = markup`<span class="step-title">${title} ${tag}</span><span class="ds-sr-only"> (${stateWord[lang][state]})</span>`
  return markup`<li data-state="${state}"${free && markup` data-free=""`}${isHere && markup` aria-current="step"`}><span class="step-mark" aria-hidden="true">${number}</span><span class="step-what">${what}${sub && markup`<span class="small">${sub}</span>`}</span>${time && markup`<span class="small step-time">${time}</span>`}${when && markup`<span class="small step-when">${when}</span>`}</li>`
}

/** One line of a history (nhật ký): when, what, by whom. `dateTime` is RFC 3339 for machines. */
export type LogItem = { at: string; dateTime?: string | undefined; text: Child; by?: Child }

/** A history, newest first. */
export const LogList: FC<{ items: readonly LogItem[]; empty?: string | undefined }> = ({
  items,
  empty = useSay()('Chưa có gì.', 'Nothing yet.'),
}) =>
  items.length === 0 ? (
    <p class="small">{empty}</p>
  ) : (
    <ol class="log">
      {items.map(({ at, dateTime, text, by }) => (
        <li>
          <time datetime={dateTime}>{at}</time>
          <span>
            {text}
            {by && <span class="small"> · {by}</span>}
          </span>
        </li>
      ))}
    </ol>
  )

/** Facts as name and value (thông tin). Empty values say so with a dash. */
export const Facts: FC<{ items: readonly (readonly [name: string, value: Child])[] }> = ({ items }) => (
  <dl class="facts">
    {items.map(([name, value]) => (
      <div>
        <dt>{name}</dt>
        <dd>{value === undefined || value === null || value === '' ? '–' : value}</dd>
      </div>
    ))}
  </dl>
)

/** What must be there before work can start (việc cần chuẩn bị): each with its state and a link to do it. */
export type CheckItem = {
  title: Child
  done: boolean
  note?: Child
  href?: string | undefined
  action?: string | undefined
  blocks?: boolean | undefined
}

/** A checklist of what is missing; `blocks` marks what stops the office from opening. */
export const CheckList: FC<{ items: readonly CheckItem[]; lang?: Lang | undefined }> = ({ items, lang = useLang() }) => (
  <ol class="checks">
    {items.map(({ title, done, note, href, action, blocks }) => (
      <li data-done={done ? '' : undefined} data-blocks={!done && blocks ? '' : undefined}>
        <span class="check-state">
          {done ? (lang === 'en' ? 'done' : 'xong') : blocks ? (lang === 'en' ? 'needed' : 'bắt buộc') : lang === 'en' ? 'to do' : 'nên có'}
        </span>
        <span class="check-what">
          <span>{title}</span>
          {note && <span class="small">{note}</span>}
        </span>
        {href && (
          <a class="ds-button" data-variant={done ? 'tertiary' : 'secondary'} href={href}>
            {action ?? (done ? (lang === 'en' ? 'View' : 'Xem') : lang === 'en' ? 'Set up' : 'Thiết lập')}
          </a>
        )}
      </li>
    ))}
  </ol>
)

/** A part of a page with its heading (mục): a sheet of paper with hairlines, never a box in a box. */
export const Section: FC<PropsWithChildren<{ title?: Child; aside?: Child; id?: string | undefined; bare?: boolean | undefined }>> = ({
  title,
  aside,
  id,
  bare,
  children,
}) => {
  const heading = title && markup`<h2${id && markup` id="${id}-title"`}>${title}</h2>`
  const head = (title || aside) && markup`<div class="part-head">${heading}${aside && markup`<span class="small">${aside}</span>`}</div>`
  return markup`<section class="${bare ? 'part' : 'part sheet'}"${title && id && markup` aria-labelledby="${id}-title"`}${id && markup` id="${id}"`}>${head}${children}</section>`
}

/** Two columns on a wide screen, the main one first; one below another on a phone. */
export const Columns: FC<PropsWithChildren<{ side: Child }>> = ({ side, children }) => (
  <div class="cols">
    <div class="stack">{children}</div>
    <div class="stack">{side}</div>
  </div>
)
