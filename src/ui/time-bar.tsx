import { html } from 'hono/html'
import type { FC } from 'hono/jsx'
import { useLang } from './language.ts'
import { type Lang, showDuration } from './words.ts'

/** One stretch of the time bar. `seconds` is working time; for a pause, the working time inside the pause. */
export type TimeSegment = { kind: 'used' | 'away' | 'pause' | 'left' | 'over'; seconds: number; title?: string | undefined }

/** A word under the bar, at its working second from the start. `isNow` draws the needle; `wide` ones give way on a phone. */
export type TimeTick = { atSeconds: number; text: string; isNow?: boolean | undefined; wide?: boolean | undefined }

export type TimeBarProps = {
  segments: readonly TimeSegment[]
  /** Row: in lists. Page: on the dossier. Portal: on the citizen's phone. Print: on paper. */
  size: 'row' | 'page' | 'portal' | 'print'
  /** Working seconds of this office's ordinary day. */
  daySeconds: number
  ticks?: readonly TimeTick[] | undefined
  lang?: Lang | undefined
}

const heights = { row: 8, page: 22, portal: 14, print: 16 } as const
const tickRoom = 20

const words = {
  vi: { used: 'đã dùng', away: 'cơ quan khác giữ', pause: 'chờ', left: 'còn', over: 'quá hạn', none: 'chưa tính giờ' },
  en: { used: 'used', away: 'with another agency', pause: 'waiting', left: 'left', over: 'late', none: 'not counting yet' },
} as const satisfies Record<Lang, Record<TimeSegment['kind'] | 'none', string>>

/**
 * The time bar (thanh thời gian): how a promise spends its working time. Its width is working time, so nights, weekends and
 * holidays have none. Patterns tell the parts apart without colour; the whole is one picture with its words.
 * Written as text (escaped by the template): a list has fifty of them, and elements would cost several times as much.
 */
export const TimeBar: FC<TimeBarProps> = ({ segments, size, daySeconds, ticks = [], lang = useLang() }) => {
  const shown = segments.filter((s) => s.seconds > 0)
  const whole = shown.reduce((sum, s) => sum + s.seconds, 0)
  const height = heights[size]
  const share = (seconds: number) => percent(seconds, whole)
  let from = 0
  const placed = shown.map((segment) => {
    const at = from
    from += segment.seconds
    return { ...segment, at }
  })
  const parts = placed.map(({ kind, seconds, at, title }) => {
    const place = html`x="${share(at)}" width="${share(seconds)}" height="${height}"`
    return html`<rect class="tb-${kind}" ${place}>${title && html`<title>${title}</title>`}</rect>${patterned(kind) && html`<rect class="tb-pattern" ${place} fill="url(#tb-${kind})"/>`}${at > 0 && html`<rect class="tb-cut" x="${share(at)}" width="1" height="${height}"/>`}`
  })
  // One path for all days, as wide as the bar whatever its width: a long limit has dozens of them.
  const marks = dayMarks(whole, daySeconds)
    .map((at) => `M${at} 0v5`)
    .join('')
  const days =
    size !== 'row' &&
    whole > 0 &&
    html`<svg y="${height - 5}" width="100%" height="5" aria-hidden="true" viewBox="0 0 ${whole} 5" preserveAspectRatio="none"><path class="tb-day" d="${marks}"/></svg>`
  const labels = ticks.map(({ atSeconds, text, isNow, wide }) => {
    const now = isNow && html`<rect class="tb-now" x="${share(atSeconds)}" y="0" width="2" height="${height + 4}"/>`
    const label = html`<text x="${share(atSeconds)}" y="${height + 15}" text-anchor="${anchor(atSeconds / whole)}">${text}</text>`
    return html`<g class="tb-tick${wide ? ' tb-wide' : ''}">${now}${label}</g>`
  })
  const tall = ticks.length ? height + tickRoom : height
  return html`<svg class="time-bar" data-size="${size}" width="100%" height="${tall}" role="img" aria-label="${timeBarText(segments, daySeconds, lang)}"><rect class="tb-ground" width="100%" height="${height}" rx="${Math.min(height / 2, 4)}"/>${parts}${days}${labels}</svg>`
}

/** What the bar says aloud: "đã dùng 1 ngày 7 giờ, chờ 5 ngày, còn 6 ngày 7 giờ". */
export function timeBarText(segments: readonly TimeSegment[], daySeconds: number, lang: Lang): string {
  const kinds = ['used', 'away', 'pause', 'left', 'over'] as const
  const said = kinds.flatMap((kind) => {
    const seconds = segments.filter((s) => s.kind === kind).reduce((sum, s) => sum + s.seconds, 0)
    return seconds > 0 ? [`${words[lang][kind]} ${showDuration(seconds, daySeconds, lang)}`] : []
  })
  return said.join(', ') || words[lang].none
}

/** The patterns that time bars point to; once on a page, the layouts place it. */
export const TimeBarPatterns: FC = () => (
  <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      <pattern id="tb-pause" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="tb-hatch" width="3" height="6" />
      </pattern>
      <pattern id="tb-away" width="6" height="6" patternUnits="userSpaceOnUse">
        <circle class="tb-dot" cx="1.5" cy="2.5" r="1" />
        <circle class="tb-dot" cx="4.5" cy="5.5" r="1" />
      </pattern>
      <pattern id="tb-over" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect class="tb-stripe" width="1" height="4" />
      </pattern>
    </defs>
  </svg>
)

const legend = {
  vi: { used: 'đã dùng', away: 'cơ quan khác giữ', pause: 'chờ bổ sung, tạm dừng', left: 'còn lại', over: 'quá hạn' },
  en: { used: 'used', away: 'held by another agency', pause: 'waiting, paused', left: 'left', over: 'late' },
} as const satisfies Record<Lang, Record<TimeSegment['kind'], string>>

/** The key to the bar's parts (chú giải); only the kinds given, and once the sentence that explains the width. */
export const TimeBarLegend: FC<{
  kinds?: readonly TimeSegment['kind'][] | undefined
  explain?: boolean | undefined
  lang?: Lang | undefined
}> = ({ kinds = ['used', 'away', 'pause', 'left', 'over'], explain = true, lang = useLang() }) => (
  <p class="legend">
    {kinds.map((kind) => (
      <span>
        <svg width="18" height="8" aria-hidden="true" focusable="false">
          <rect class={`tb-${kind}`} width="18" height="8" rx="2" />
          {patterned(kind) && <rect width="18" height="8" rx="2" fill={`url(#tb-${kind})`} />}
        </svg>
        {legend[lang][kind]}
      </span>
    ))}
    {explain && (
      <span>
        {lang === 'en'
          ? 'Width is working time: nights and days off have none.'
          : 'Bề ngang là giờ làm việc: đêm và ngày nghỉ không có bề ngang.'}
      </span>
    )}
  </p>
)

const patterned = (kind: TimeSegment['kind']): boolean => kind === 'pause' || kind === 'away' || kind === 'over'
const percent = (part: number, whole: number): string => `${whole > 0 ? Math.round((part / whole) * 10_000) / 100 : 0}%`
const anchor = (share: number): 'start' | 'middle' | 'end' => (share < 0.08 ? 'start' : share > 0.92 ? 'end' : 'middle')

/** Ends of working days inside the bar; none when they would stand closer than a person can count. */
function dayMarks(whole: number, daySeconds: number): number[] {
  const days = Math.ceil(whole / daySeconds) - 1
  return days > 60 ? [] : Array.from({ length: Math.max(0, days) }, (_, i) => (i + 1) * daySeconds)
}
