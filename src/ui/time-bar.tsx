import type { Child, FC } from 'hono/jsx'
import { useLang } from './language.ts'
import { markup } from './markup.ts'
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
  let whole = 0
  for (const { seconds } of segments) if (seconds > 0) whole += seconds
  const height = heights[size]
  const share = (seconds: number) => percent(seconds, whole)
  const drawn: Child[] = []
  let at = 0
  for (const { kind, seconds, title } of segments) {
    if (seconds <= 0) continue
    const [x, width] = [share(at), share(seconds)]
    drawn.push(
      markup`<rect class="tb-${kind}" x="${x}" width="${width}" height="${height}">${title && markup`<title>${title}</title>`}</rect>`,
      patterned(kind) && markup`<rect class="tb-pattern" x="${x}" width="${width}" height="${height}" fill="url(#tb-${kind})"/>`,
      at > 0 && markup`<rect class="tb-cut" x="${x}" width="1" height="${height}"/>`,
    )
    at += seconds
  }
  // One path for all days, as wide as the bar whatever its width: a long limit has dozens of them.
  const days =
    size !== 'row' &&
    whole > 0 &&
    markup`<svg y="${height - 5}" width="100%" height="5" aria-hidden="true" viewBox="0 0 ${whole} 5" preserveAspectRatio="none"><path class="tb-day" d="${dayMarks(whole, daySeconds)}"/></svg>`
  const labels = ticks.map(({ atSeconds, text, isNow, wide }) => {
    const now = isNow && markup`<rect class="tb-now" x="${share(atSeconds)}" y="0" width="2" height="${height + 4}"/>`
    return markup`<g class="tb-tick${wide && ' tb-wide'}">${now}<text x="${share(atSeconds)}" y="${height + 15}" text-anchor="${anchor(atSeconds / whole)}">${text}</text></g>`
  })
  const tall = ticks.length ? height + tickRoom : height
  return markup`<svg class="time-bar" data-size="${size}" width="100%" height="${tall}" role="img" aria-label="${timeBarText(segments, daySeconds, lang)}"><rect class="tb-ground" width="100%" height="${height}" rx="${Math.min(height / 2, 4)}"/>${drawn}${days}${labels}</svg>`
}

const spoken = ['used', 'away', 'pause', 'left', 'over'] as const

/** What the bar says aloud: "đã dùng 1 ngày 7 giờ, chờ 5 ngày, còn 6 ngày 7 giờ". */
export function timeBarText(segments: readonly TimeSegment[], daySeconds: number, lang: Lang): string {
  let said = ''
  for (const kind of spoken) {
    let sum = 0
    for (const { kind: own, seconds } of segments) if (own === kind) sum += seconds
    if (sum > 0) said += `${said && ', '}${words[lang][kind]} ${showDuration(sum, daySeconds, lang)}`
  }
  return said || words[lang].none
}

/** Whether a bar of these needs the patterns. */
export const needsPatterns = (segments: readonly Pick<TimeSegment, 'kind'>[]): boolean => segments.some(({ kind }) => patterned(kind))

/** The patterns that time bars point to, once on a page: the office's layout places it, the portal where a bar needs it. */
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

/** Ends of working days inside the bar, as a path; none when they would stand closer than a person can count. */
function dayMarks(whole: number, daySeconds: number): string {
  if (Math.ceil(whole / daySeconds) > 61) return ''
  let path = ''
  for (let at = daySeconds; at < whole; at += daySeconds) path += `M${at} 0v5`
  return path
}
