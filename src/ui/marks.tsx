import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { useLang } from './language.ts'
import { type Lang, showCount } from './words.ts'

/** What a colour means; without one it is ink on paper. Late red, near amber, away violet, pause grey hatched, good green, ours teal. */
export type Tone = 'late' | 'near' | 'away' | 'pause' | 'good' | 'ours'

/** A short word on a wash (nhãn): "không tính ngày", "tạm tính". */
export const Tag: FC<PropsWithChildren<{ tone?: Tone | undefined; title?: string | undefined }>> = ({ tone, title, children }) => (
  <span class="tag" data-tone={tone} title={title}>
    {children}
  </span>
)

/** A figure that is a link to what it counts (ô số liệu), with what it is measured against in `note`. */
export const StatTile: FC<{
  label: string
  value: number | string
  href?: string | undefined
  note?: Child
  tone?: Tone | undefined
  lang?: Lang | undefined
}> = ({ label, value, href, note, tone, lang = useLang() }) => {
  const figure = typeof value === 'number' ? showCount(value, lang) : value
  return (
    <div class="tile" data-tone={tone}>
      <span class="tile-label">{label}</span>
      {href ? (
        <a class="tile-value" href={href} aria-label={`${label}: ${figure}`}>
          {figure}
        </a>
      ) : (
        <span class="tile-value">{figure}</span>
      )}
      {note && <span class="small">{note}</span>}
    </div>
  )
}

/** A row of tiles. */
export const Tiles: FC<PropsWithChildren> = ({ children }) => <div class="tiles">{children}</div>

/** How far a long work has come (tiến độ): an import, a bulk act. Without `max` it only says that it runs. */
export const ProgressBar: FC<{
  label: string
  value?: number | undefined
  max?: number | undefined
  note?: Child
  id?: string | undefined
  lang?: Lang | undefined
}> = ({ label, value, max, note, id, lang = useLang() }) => (
  <div class="progress" id={id}>
    <span class="progress-head">
      <span>{label}</span>
      {value !== undefined && max !== undefined && (
        <span>
          {showCount(value, lang)} / {showCount(max, lang)}
        </span>
      )}
    </span>
    <progress aria-label={label} value={value} max={max} />
    {note && <span class="small">{note}</span>}
  </div>
)
