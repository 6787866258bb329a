import { deepEqual, equal, throws } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, dayText, weekday, yearOf } from '../../kernel/moment.ts'
import { officialCalendar } from './official-calendar.ts'
import { provisionalDays } from './provisional.ts'

const of = (year: number) => provisionalDays(year).map((d) => `${dayText(d.date).slice(5)} ${d.name}`)

describe('The provisional calendar (lịch tạm tính)', () => {
  it('of 2027', () =>
    deepEqual(of(2027), [
      '01-01 Tết Dương lịch',
      '02-04 Tết Nguyên đán, ngày cuối năm',
      '02-05 Tết Nguyên đán, ngày cuối năm',
      '02-06 Tết Nguyên đán, mùng 1',
      '02-07 Tết Nguyên đán, mùng 2',
      '02-08 Tết Nguyên đán, mùng 3',
      '02-09 Nghỉ bù Tết Nguyên đán, mùng 1',
      '02-10 Nghỉ bù Tết Nguyên đán, mùng 2',
      '04-16 Giỗ Tổ Hùng Vương',
      '04-30 Ngày Chiến thắng 30/4',
      '05-01 Quốc tế Lao động 1/5',
      '05-03 Nghỉ bù Quốc tế Lao động 1/5',
      '09-02 Quốc khánh',
      '09-03 Quốc khánh (ngày liền kề)',
      '11-24 Ngày Văn hóa Việt Nam',
    ]))

  for (let year = 2018; year <= 2026; year++)
    it(`gives back the announced days of ${year}, but for swaps`, () => {
      const plainDaysOff = (days: readonly { date: Day; kind: string }[]) =>
        days
          .filter((d) => yearOf(d.date) === year && (d.kind === 'holiday' || d.kind === 'in-lieu'))
          .map((d) => `${dayText(d.date)} ${d.kind}`)
      deepEqual(plainDaysOff(provisionalDays(year)), plainDaysOff(officialCalendar.days))
    })

  it('names the law of each day, and calls none verified', () => {
    equal(
      provisionalDays(2027).every((d) => !d.verified),
      true,
    )
    deepEqual([...new Set(provisionalDays(2027).map((d) => d.source))], ['blld-2019', 'nq-28-2026'])
    deepEqual([...new Set(provisionalDays(2020).map((d) => d.source))], ['blld-2012'])
  })
  it('says which holiday a day in lieu replaces', () => {
    const lieu = provisionalDays(2027).filter((d) => d.kind === 'in-lieu')
    deepEqual(
      lieu.map((d) => d.for !== null && dayText(d.for)),
      ['2027-02-06', '2027-02-07', '2027-05-01'],
    )
  })
  it('puts no day in lieu on a day off', () => {
    for (let year = 2027; year < 2060; year++) {
      const days = provisionalDays(year)
      equal(new Set(days.map((d) => d.date)).size, days.length)
      equal(
        days.every((d) => d.kind !== 'in-lieu' || weekday(d.date) < 5),
        true,
      )
      equal(days.filter((d) => d.kind === 'holiday').length, 12)
    }
  })
  it('joins National Day with the weekend', () => {
    const pair = (year: number) =>
      of(year)
        .filter((d) => d.startsWith('09-'))
        .map((d) => d.slice(0, 5))
        .join(' ')
    equal(pair(2030), '09-02 09-03') // Monday
    equal(pair(2031), '09-01 09-02') // Tuesday
    equal(pair(2026), '09-01 09-02') // Wednesday
    equal(pair(2027), '09-02 09-03') // Thursday
    equal(pair(2033), '09-01 09-02') // Friday
    equal(pair(2028), '09-01 09-02 09-04') // Saturday
    equal(pair(2029), '09-01 09-02 09-03 09-04') // Sunday
  })
  it('does not reach before the laws that we know', () => throws(() => provisionalDays(2012), RangeError))
})
