import { deepEqual, equal } from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'
import { day, dayText, weekday, yearOf } from '../../kernel/moment.ts'
import { officialCalendar, officialSources } from './official-calendar.ts'

const { days } = officialCalendar

describe('The official calendar (lịch nghỉ chính thức)', () => {
  it('covers 2018 to 2026', () => {
    equal(dayText(officialCalendar.from), '2018-01-01')
    equal(dayText(officialCalendar.until), '2026-12-31')
    equal(days.length, 131)
  })
  it('has each date once, in order', () =>
    deepEqual(
      days.map((d) => d.date),
      [...new Set(days.map((d) => d.date))].sort((a, b) => a - b),
    ))
  it('has ten holidays to 2020, eleven from 2021, twelve from 2026', () => {
    const holidays = (year: number) => days.filter((d) => yearOf(d.date) === year && d.kind === 'holiday').length
    deepEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map(holidays), [10, 10, 10, 11, 11, 11, 11, 11, 12])
  })
  it('makes up each holiday on a weekend, on a weekday, for a holiday that it has', () => {
    const holidays = days.filter((d) => d.kind === 'holiday')
    const lieu = days.filter((d) => d.kind === 'in-lieu')
    deepEqual(
      lieu.map((d) => d.for),
      holidays.filter((d) => weekday(d.date) >= 5).map((d) => d.date),
    )
    equal(
      lieu.every((d) => weekday(d.date) < 5),
      true,
    )
  })
  it('works a Saturday for each weekday taken off', () => {
    const worked = days.filter((d) => d.kind === 'worked')
    deepEqual(
      worked.map((d) => `${dayText(d.for ?? day('2000-01-01'))} ${dayText(d.date)}`),
      [
        '2018-12-31 2019-01-05',
        '2019-04-29 2019-05-04',
        '2024-04-29 2024-05-04',
        '2025-05-02 2025-04-26',
        '2026-01-02 2026-01-10',
        '2026-08-31 2026-08-22',
      ],
    )
    deepEqual(
      days
        .filter((d) => d.kind === 'swapped-off')
        .map((d) => d.for)
        .sort(),
      worked.map((d) => d.date).sort(),
    )
    equal(
      worked.every((d) => weekday(d.date) === 5),
      true,
    )
  })
  it('names the days', () => {
    const named = (date: string) => days.find((d) => d.date === day(date))?.name
    equal(named('2024-09-03'), 'Quốc khánh (ngày liền kề)')
    equal(named('2024-05-04'), 'Làm bù cho 29/4')
    equal(named('2024-02-08'), 'Tết Nguyên đán, ngày cuối năm')
    equal(named('2024-02-10'), 'Tết Nguyên đán, mùng 1')
  })
  it('says from where each day is: a page in docs/law', () => {
    for (const id of new Set(days.map((d) => d.source))) {
      equal(id in officialSources, true, id)
      equal(existsSync(new URL(`../../../docs/law/${id}.md`, import.meta.url)), true, id)
    }
    deepEqual(Object.keys(officialSources).sort(), [...new Set(days.map((d) => d.source))].sort())
  })
  it('says what nobody has compared with the text: Tết 2021', () =>
    deepEqual(
      days.filter((d) => !d.verified).map((d) => dayText(d.date)),
      ['2021-02-10', '2021-02-11', '2021-02-12', '2021-02-13', '2021-02-14', '2021-02-15', '2021-02-16'],
    ))
})
