import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayText } from '../../kernel/moment.ts'
import { lunarDay, lunarNewYear } from './lunar.ts'

describe('Tết by computation (mùng 1 Tết)', () => {
  const newYears = `1968-01-29 1985-01-21 1987-01-29 2007-02-17 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10
    2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02`.split(/\s+/)
  for (const date of newYears) it(`of ${date}`, () => equal(dayText(lunarNewYear(Number(date.slice(0, 4)))), date))
})

describe('Giỗ Tổ Hùng Vương (10/3 âm lịch)', () => {
  for (const date of '2018-04-25 2019-04-14 2020-04-02 2021-04-21 2022-04-10 2023-04-29 2024-04-18 2025-04-07 2026-04-26 2027-04-16'.split(
    ' ',
  ))
    it(`of ${date}`, () => equal(dayText(lunarDay(Number(date.slice(0, 4)), 3, 10)), date))
})

describe('Months (tháng âm lịch)', () => {
  const mid = (year: number) => dayText(lunarDay(year, 8, 15))
  it('come after the leap month where there is one before them', () => {
    equal(mid(2020), '2020-10-01') // leap 4
    equal(mid(2023), '2023-09-29') // leap 2
    equal(mid(2025), '2025-10-06') // leap 6
    equal(mid(2024), '2024-09-17')
    equal(mid(2026), '2026-09-25')
  })
  it('come before the leap month where it is later', () => equal(mid(2033), '2033-09-08')) // leap 11
  it('the twelfth month of a year lies in the next', () => equal(dayText(lunarDay(2025, 12, 23)), '2026-02-10'))
  it('the leap month takes the number of the month before it', () => {
    equal(dayText(lunarDay(2023, 2, 1)), '2023-02-20')
    equal(dayText(lunarDay(2023, 3, 1)), '2023-04-20')
  })
})
