import type { Child, FC } from 'hono/jsx'
import { type Day, daySeconds, type Moment, weekday } from '../kernel/moment.ts'
import { useLang } from './language.ts'
import { type Lang, showDate, showDay, showWeekday } from './words.ts'

/** What a day did for the term: counted (with its number), or why not. */
export type SheetDayState = 'receipt' | 'counted' | 'weekend' | 'holiday' | 'worked' | 'pause' | 'due' | 'outside'

/**
 * One day of the sheet. `label` is the short word in the square ("Tết", "chờ"); `why` the whole reason for the list
 * ("nghỉ Tết Nguyên đán"); `number` counts the working days of the term.
 */
export type SheetDay = { day: Day; state: SheetDayState; label?: string | undefined; why?: string | undefined; number?: number | undefined }

export type DueSheetProps = {
  days: readonly SheetDay[]
  /** The question as heading: "Vì sao hẹn trả 11/3?". */
  title: string
  /** One or two sentences: the term, what does not count, the source. */
  intro?: Child
  /** The due time lies in a year whose calendar is not decided yet (tạm tính). */
  provisional?: boolean | undefined
  today?: Day | undefined
  lang?: Lang | undefined
  /** `h2` in a section of its own, `h3` inside one. */
  level?: 2 | 3 | undefined
  /** The heading's id, for links from due dates. */
  id?: string | undefined
  /** Every day tells its reason under a mouse too; a phone has the list. */
  tips?: boolean | undefined
}

const stateWords = {
  vi: {
    receipt: 'ngày nhận, không tính',
    counted: 'tính',
    weekend: 'cuối tuần',
    holiday: 'nghỉ lễ',
    worked: 'làm bù, tính',
    pause: 'chờ, không tính',
    due: 'hạn trả',
    outside: '',
  },
  en: {
    receipt: 'receipt, not counted',
    counted: 'counted',
    weekend: 'weekend',
    holiday: 'holiday',
    worked: 'worked in lieu, counted',
    pause: 'waiting, not counted',
    due: 'due',
    outside: '',
  },
} as const satisfies Record<Lang, Record<SheetDayState, string>>
const shortWords = {
  vi: { receipt: 'nhận', counted: '', weekend: '', holiday: 'lễ', worked: 'bù', pause: 'chờ', due: 'hạn', outside: '' },
  en: { receipt: 'in', counted: '', weekend: '', holiday: 'hol.', worked: 'work', pause: 'wait', due: 'due', outside: '' },
} as const satisfies Record<Lang, Record<SheetDayState, string>>
const heads = { vi: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'], en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] } as const

/**
 * The sheet that answers why a due date is what it is (vì sao hẹn trả): every day counted or not, with its reason, Monday first;
 * and the same as a list, which reads better on a phone and aloud.
 */
export const DueSheet: FC<DueSheetProps> = ({ days, title, intro, provisional, today, lang = useLang(), level = 2, id, tips = true }) => {
  const start = ((days[0]?.day ?? 0) * daySeconds) as Moment // dates of its year stand without the year
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div class="due-sheet">
      <Heading id={id}>
        {title} {provisional && <Provisional lang={lang} />}
      </Heading>
      {intro && <p class="small">{intro}</p>}
      <table class="cal">
        <caption class="ds-sr-only">{title}</caption>
        <thead>
          <tr>
            {heads[lang].map((head, i) => (
              <th scope="col" abbr={showWeekday((i + 4) as Day, lang)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks(days).map((week) => (
            <tr>
              {week.map((cell, i) =>
                cell ? <SheetCell {...cell} today={today} lang={lang} monthShown={i === 0} tips={tips} /> : <td class="cal-none" />,
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <details class="fold">
        <summary>{lang === 'en' ? 'Day by day, as a list' : 'Xem từng ngày'}</summary>
        <ol class="day-list">
          {runs(days).map(({ from, to, first }) => (
            <li data-state={first.state}>
              <span>{from === to ? showDay(from, start, lang) : `${showDate(from, start, lang)} – ${showDate(to, start, lang)}`}</span>
              <span>{reason(first, lang)}</span>
            </li>
          ))}
        </ol>
      </details>
    </div>
  )
}

/** The mark of a due time on a calendar not yet decided: "tạm tính". */
export const Provisional: FC<{ lang?: Lang | undefined }> = ({ lang = useLang() }) => (
  <span
    class="tag"
    data-tone="near"
    title={lang === 'en' ? 'The calendar of that year is not decided yet.' : 'Lịch nghỉ của năm đó chưa được quyết định.'}
  >
    {lang === 'en' ? 'provisional' : 'tạm tính'}
  </span>
)

const SheetCell: FC<SheetDay & { today?: Day | undefined; lang: Lang; monthShown: boolean; tips: boolean }> = (cell) => {
  const { day, state, label, number, today, lang, monthShown, tips } = cell
  const date = new Date(day * 86_400_000).getUTCDate()
  const small = label ?? (number !== undefined && state !== 'due' ? String(number) : shortWords[lang][state])
  return (
    <td
      data-state={state}
      data-today={day === today ? '' : undefined}
      title={tips ? `${showDay(day, undefined, lang)}${state === 'outside' ? '' : `: ${reason(cell, lang)}`}` : undefined}
    >
      <span class="cal-date">{date === 1 || (monthShown && date < 8) ? shortDate(day, lang) : date}</span>
      <small>{small}</small>
      {state !== 'outside' && <span class="ds-sr-only">{`, ${reason(cell, lang)}`}</span>}
    </td>
  )
}

const shortDate = (day: Day, lang: Lang): string => {
  const at = new Date(day * 86_400_000)
  return lang === 'en' ? showDate(day, undefined, lang).slice(0, -5) : `${at.getUTCDate()}/${at.getUTCMonth() + 1}`
}

function reason({ state, why, label, number }: SheetDay, lang: Lang): string {
  const word = why ?? (state === 'holiday' && label ? label : stateWords[lang][state])
  if (number === undefined) return word
  return lang === 'en' ? `${word}, day ${number}` : `${word}, ngày thứ ${number}`
}

/** Whole weeks, Monday first; days before the first and after the last are empty. */
function weeks(days: readonly SheetDay[]): (SheetDay | undefined)[][] {
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return []
  const byDay = new Map(days.map((d) => [d.day as number, d]))
  const monday = first.day - weekday(first.day)
  const count = Math.floor((last.day - monday) / 7) + 1
  return Array.from({ length: count }, (_, w) => Array.from({ length: 7 }, (_, d) => byDay.get(monday + w * 7 + d)))
}

/** Neighbouring days with the same reason and no number of their own read as one line. */
function runs(days: readonly SheetDay[]): { from: Day; to: Day; first: SheetDay }[] {
  const lines: { from: Day; to: Day; first: SheetDay }[] = []
  for (const next of days) {
    if (next.state === 'outside') continue
    const last = lines.at(-1)
    const goesOn = last && next.number === undefined && last.first.number === undefined && last.to + 1 === next.day
    if (goesOn && last.first.state === next.state && last.first.why === next.why && last.first.label === next.label) last.to = next.day
    else lines.push({ from: next.day, to: next.day, first: next })
  }
  return lines
}
