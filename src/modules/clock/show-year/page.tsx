import type { FC } from 'hono/jsx'
import { type Day, day, dayText, weekday, yearOf } from '../../../kernel/moment.ts'
import { Provisional } from '../../../ui/due-sheet.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { showDay } from '../../../ui/words.ts'
import { kindWords } from '../load-year/days-text.ts'
import { officialSources } from '../official-calendar.ts'
import type { OfficialDay } from '../official-day.ts'

export type YearView = {
  year: number
  first: number
  last: number
  /** Where the year's days come from. */
  state: { kind: 'product' } | { kind: 'loaded'; version: number; decision: string } | { kind: 'provisional' }
  days: readonly OfficialDay[]
  isWorking: (date: Day) => boolean
  today: Day
  /** The following year is not published and it is December already. */
  isNextYearMissing: boolean
  mayLoad: boolean
  /** Decisions of the agency on days of its own, in force. */
  ownDays: number
  hours: readonly { from: string; text: string }[]
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const showMonth = (month: number): string => months[month - 1] ?? ''

/** What a source is called; an agency's own announcement is its own name. */
const sourceText = (id: string): string => (Object.hasOwn(officialSources, id) ? officialSources[id as keyof typeof officialSources] : id)

const weekdays = { vi: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'], en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] }

/** The working calendar of a year (lịch làm việc): what is worked and what is not, each departure with its source. */
export const YearPage: FC<YearView> = (view) => {
  const { year, first, last, state, days, mayLoad, isNextYearMissing, hours } = view
  const say = useSay()
  const nextYear = yearOf(view.today) + 1
  return (
    <>
      <PageHeader
        title={say(`Lịch làm việc ${year}`, `Calendar ${year}`)}
        under={
          <>
            {state.kind === 'product' &&
              say('Theo thông báo đã công bố, có sẵn trong phần mềm', 'By the published announcement, part of the product')}
            {state.kind === 'loaded' &&
              say(`Theo ${state.decision} · bản ${state.version}`, `By ${state.decision} · version ${state.version}`)}
            {state.kind === 'provisional' && (
              <>
                <Provisional />{' '}
                {say(
                  'Chưa có thông báo chính thức: ngày lễ theo luật, Tết và Giỗ Tổ theo âm lịch, ngày nghỉ bù; chưa có hoán đổi.',
                  'No official announcement yet: holidays by law, Tết and the Hùng Kings by the moon, days in lieu; no swapped days.',
                )}
              </>
            )}
          </>
        }
        next={
          mayLoad
            ? {
                text:
                  state.kind === 'provisional'
                    ? say(`Nạp lịch ${year} chính thức`, `Load the official calendar of ${year}`)
                    : say('Sửa bằng bản mới', 'Correct by a new version'),
                href: `/office/calendar/${year}/load`,
              }
            : undefined
        }
        more={[
          {
            text:
              view.ownDays > 0
                ? say(`Ngày nghỉ, đóng cửa riêng của cơ quan (${view.ownDays})`, `The agency’s own days (${view.ownDays})`)
                : say('Ngày nghỉ, đóng cửa riêng của cơ quan', 'The agency’s own days'),
            href: '/office/calendar/closings',
          },
          { text: say('Các lượt tính lại hạn', 'Due times computed anew'), href: '/office/due-runs' },
        ]}
        others={[
          ...(year > first ? [{ text: `‹ ${year - 1}`, href: `/office/calendar?year=${year - 1}` }] : []),
          ...(year < last ? [{ text: `${year + 1} ›`, href: `/office/calendar?year=${year + 1}` }] : []),
        ]}
      />
      {isNextYearMissing && (
        <Notice
          tone="late"
          title={say(`Chưa nạp lịch nghỉ chính thức của năm ${nextYear}`, `The official calendar of ${nextYear} is not loaded`)}
        >
          {say(
            'Hạn trả rơi vào năm ấy đang là tạm tính. Nạp ngay khi có thông báo để hạn được tính lại và hẹn chắc với người dân.',
            'Due times in that year are provisional. Load it as soon as it is announced: they are computed anew, and people get a firm day.',
          )}
        </Notice>
      )}
      <div class="months">
        {Array.from({ length: 12 }, (_, m) => (
          <Month {...view} month={m + 1} />
        ))}
      </div>
      <Section title={say('Ngày nghỉ, ngày làm bù', 'Days off, days worked in lieu')}>
        <DataTable
          caption={say(`Các ngày khác tuần thường của năm ${year}`, `Days of ${year} that differ from the plain week`)}
          rows={days}
          empty={say('Năm này chưa có ngày nào.', 'No such day in this year yet.')}
          columns={[
            { head: say('Ngày', 'Day'), cell: (d) => showDay(d.date, undefined, say.lang), kind: 'code' },
            { head: say('Loại', 'Kind'), cell: (d) => kindWords[say.lang][d.kind] },
            { head: say('Tên', 'Name'), cell: (d) => d.name, kind: 'wide' },
            { head: say('Liên quan', 'Other day'), cell: (d) => (d.for === null ? '' : showDay(d.for, undefined, say.lang)) },
            {
              head: say('Căn cứ', 'Source'),
              cell: (d) =>
                d.verified ? (
                  sourceText(d.source)
                ) : (
                  <>
                    {sourceText(d.source)} <Tag tone="near">{say('chưa xác minh', 'not verified')}</Tag>
                  </>
                ),
            },
          ]}
        />
      </Section>
      <Section title={say('Giờ làm việc của cơ quan', 'Office hours of the agency')}>
        <ul class="plain">
          {hours.map(({ from, text }) => (
            <li>{say(`Từ ${from}: ${text}`, `From ${from}: ${text}`)}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

const Month: FC<YearView & { month: number }> = ({ year, month, days, isWorking, today }) => {
  const say = useSay()
  const firstDay = day(`${year}-${String(month).padStart(2, '0')}-01`)
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells = Array.from({ length }, (_, i) => (firstDay + i) as Day)
  const weeks: (Day | null)[][] = []
  for (const date of [...Array<null>(weekday(firstDay)).fill(null), ...cells]) {
    if (weeks.length === 0 || weeks.at(-1)?.length === 7) weeks.push([])
    weeks.at(-1)?.push(date)
  }
  return (
    <table class="month">
      <caption>{say(`Tháng ${month}`, showMonth(month))}</caption>
      <thead>
        <tr>
          {weekdays[say.lang].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr>
            {week.map((date) => {
              if (date === null) return <td />
              const special = days.find((d) => d.date === date)
              const worked = isWorking(date)
              return (
                <td
                  data-day={worked ? (special ? 'worked' : 'open') : special ? 'holiday' : 'closed'}
                  aria-current={date === today ? 'date' : undefined}
                  title={special?.name}
                >
                  {Number(dayText(date).slice(8))}
                  {special && <span class="ds-sr-only">: {special.name}</span>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
