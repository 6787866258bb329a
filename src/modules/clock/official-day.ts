import { type Day, day, dayText } from '../../kernel/moment.ts'

/** What an announcement makes of a date: a holiday (nghỉ lễ, tết), a day in lieu (nghỉ bù), a day taken off by swap (nghỉ hoán đổi), the day worked for it (làm bù), a local closing (ngừng làm việc). */
export type OfficialDayKind = 'holiday' | 'in-lieu' | 'swapped-off' | 'worked' | 'closed'

/** A date on which the official calendar departs from the plain week. */
export type OfficialDay = {
  date: Day
  kind: OfficialDayKind
  name: string
  /** The holiday that a day in lieu replaces, or the other day of a swap. */
  for: Day | null
  /** Id of the announcement or law: a page in docs/law, or the number of a local decision. */
  source: string
  /** Whether somebody has compared it with the text itself. */
  verified: boolean
}

/** Official days of a stretch of published years (lịch nghỉ chính thức). */
export type OfficialCalendar = { from: Day; until: Day; days: readonly OfficialDay[] }

export const holidayNames = {
  newYear: 'Tết Dương lịch',
  tet: 'Tết Nguyên đán',
  hungKings: 'Giỗ Tổ Hùng Vương',
  victory: 'Ngày Chiến thắng 30/4',
  labour: 'Quốc tế Lao động 1/5',
  nationalDay: 'Quốc khánh',
  culture: 'Ngày Văn hóa Việt Nam',
} as const

export const holiday = (date: Day, name: string, source: string): OfficialDay => ({
  date,
  kind: 'holiday',
  name,
  for: null,
  source,
  verified: true,
})

/** The five days of Tết: so many before the lunar new year, the rest from it on. */
export const tetDays = (newYear: Day, before: 1 | 2, source: string): OfficialDay[] =>
  [0, 1, 2, 3, 4].map((i) => {
    const name = i < before ? `${holidayNames.tet}, ngày cuối năm` : `${holidayNames.tet}, mùng ${i - before + 1}`
    return holiday((newYear - before + i) as Day, name, source)
  })

export const inLieu = (date: Day, replaced: Day, name: string, source: string): OfficialDay => ({
  date,
  kind: 'in-lieu',
  name: `Nghỉ bù ${name}`,
  for: replaced,
  source,
  verified: true,
})

/** A weekday taken off for a Saturday that is worked. It binds state bodies with a weekend of two days. */
export function swap(off: Day, worked: Day, source: string): OfficialDay[] {
  return [
    { date: off, kind: 'swapped-off', name: `Nghỉ hoán đổi, làm bù ${shortDate(worked)}`, for: worked, source, verified: true },
    { date: worked, kind: 'worked', name: `Làm bù cho ${shortDate(off)}`, for: off, source, verified: true },
  ]
}

/** Day and month as people write them: 29/4. */
export function shortDate(date: Day): string {
  const [, month, dayOfMonth] = dayText(date).split('-')
  return `${Number(dayOfMonth)}/${Number(month)}`
}

/** The first and last day of published years, from the days that were announced for them. */
export function publishedYears(days: readonly OfficialDay[], from: number, until: number): OfficialCalendar {
  return { from: day(`${from}-01-01`), until: day(`${until}-12-31`), days }
}
