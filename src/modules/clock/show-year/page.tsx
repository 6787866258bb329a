import type { FC } from 'hono/jsx'
import { type Day, day, dayText, weekday } from '../../../kernel/moment.ts'
import { Provisional } from '../../../ui/due-sheet.tsx'
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
  hours: readonly { from: string; text: string }[]
}

/** What a source is called; an agency's own announcement is its own name. */
const sourceText = (id: string): string => (Object.hasOwn(officialSources, id) ? officialSources[id as keyof typeof officialSources] : id)

const weekdays = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN']

/** The working calendar of a year (lịch làm việc): what is worked and what is not, each departure with its source. */
export const YearPage: FC<YearView> = (view) => {
  const { year, first, last, state, days, mayLoad, isNextYearMissing, hours } = view
  return (
    <>
      <PageHeader
        title={`Lịch làm việc ${year}`}
        under={
          <>
            {state.kind === 'product' && 'Theo thông báo đã công bố, có sẵn trong phần mềm'}
            {state.kind === 'loaded' && `Theo ${state.decision} · bản ${state.version}`}
            {state.kind === 'provisional' && (
              <>
                <Provisional /> Chưa có thông báo chính thức: ngày lễ theo luật, Tết và Giỗ Tổ theo âm lịch, ngày nghỉ bù; chưa có hoán đổi.
              </>
            )}
          </>
        }
        next={
          mayLoad
            ? {
                text: state.kind === 'provisional' ? `Nạp lịch ${year} chính thức` : 'Sửa bằng bản mới',
                href: `/office/calendar/${year}/load`,
              }
            : undefined
        }
        others={[
          ...(year > first ? [{ text: `‹ ${year - 1}`, href: `/office/calendar?year=${year - 1}` }] : []),
          ...(year < last ? [{ text: `${year + 1} ›`, href: `/office/calendar?year=${year + 1}` }] : []),
        ]}
      />
      {isNextYearMissing && (
        <Notice tone="late" title={`Chưa nạp lịch nghỉ chính thức của năm ${new Date(view.today * 86_400_000).getUTCFullYear() + 1}`}>
          Hạn trả rơi vào năm ấy đang là tạm tính. Nạp ngay khi có thông báo để hạn được tính lại và hẹn chắc với người dân.
        </Notice>
      )}
      <div class="months">
        {Array.from({ length: 12 }, (_, m) => (
          <Month {...view} month={m + 1} />
        ))}
      </div>
      <Section title="Ngày nghỉ, ngày làm bù">
        <DataTable
          caption={`Các ngày khác tuần thường của năm ${year}`}
          rows={days}
          empty="Năm này chưa có ngày nào."
          columns={[
            { head: 'Ngày', cell: (d) => showDay(d.date), kind: 'code' },
            { head: 'Loại', cell: (d) => kindWords[d.kind] },
            { head: 'Tên', cell: (d) => d.name, kind: 'wide' },
            { head: 'Liên quan', cell: (d) => (d.for === null ? '' : showDay(d.for)) },
            {
              head: 'Căn cứ',
              cell: (d) =>
                d.verified ? (
                  sourceText(d.source)
                ) : (
                  <>
                    {sourceText(d.source)} <Tag tone="near">chưa xác minh</Tag>
                  </>
                ),
            },
          ]}
        />
      </Section>
      <Section title="Giờ làm việc của cơ quan">
        <ul class="plain">
          {hours.map(({ from, text }) => (
            <li>
              Từ {from}: {text}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

const Month: FC<YearView & { month: number }> = ({ year, month, days, isWorking, today }) => {
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
      <caption>Tháng {month}</caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
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
