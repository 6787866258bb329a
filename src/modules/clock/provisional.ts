import { type Dated, inForce } from '../../kernel/dated.ts'
import { type Day, day, weekday } from '../../kernel/moment.ts'
import { lunarDay, lunarNewYear } from './lunar.ts'
import { holiday, holidayNames, inLieu, type OfficialDay, tetDays } from './official-day.ts'

/** Days off for National Day (nghỉ Quốc khánh). */
const nationalDays: Dated<1 | 2> = [
  { from: day('2013-05-01'), value: 1, law: 'blld-2012', verified: true },
  { from: day('2021-01-01'), value: 2, law: 'blld-2019', verified: true },
]

/** Whether 24 November is a holiday (Ngày Văn hóa Việt Nam). Known through digests of the resolution, not the gazette. */
const cultureDay: Dated<boolean> = [
  { from: day('2013-05-01'), value: false, law: 'blld-2012', verified: true },
  { from: day('2026-07-01'), value: true, law: 'nq-28-2026', verified: true },
]

/**
 * The provisional calendar of a year that is not announced yet (lịch tạm tính): the days fixed by law, Tết and Giỗ Tổ by the lunar
 * computation, days in lieu. No swaps: those only a decision makes.
 *
 * Two choices belong to the yearly announcement. Our readings, which give back every announced year from 2018 to 2026:
 * Tết takes the last two days of the old year and three of the new one, but one and four when it begins on a Tuesday and so fills the week;
 * National Day takes 1 September along, but 3 September when 2 September is a Monday or a Thursday and so joins the weekend.
 *
 * @law blld-2019 111: a holiday on a weekly day off is made up on the next working day
 * @law blld-2019 112: the holidays
 * @law nq-28-2026: 24 November from 2026
 */
export function provisionalDays(year: number): OfficialDay[] {
  const law = inForce(nationalDays, day(`${year}-09-02`)).law
  const on = (date: string, name: string) => holiday(day(`${year}-${date}`), name, law)
  const newYear = lunarNewYear(year)
  const holidays = [
    on('01-01', holidayNames.newYear),
    ...tetDays(newYear, weekday(newYear) === tuesday ? 1 : 2, law),
    holiday(lunarDay(year, 3, 10), holidayNames.hungKings, law),
    on('04-30', holidayNames.victory),
    on('05-01', holidayNames.labour),
    ...nationalDayPair(year).map((date, i) =>
      holiday(date, i === 0 ? holidayNames.nationalDay : `${holidayNames.nationalDay} (ngày liền kề)`, law),
    ),
    ...cultureDays(year),
  ].sort((a, b) => a.date - b.date)
  return [...holidays, ...daysInLieu(holidays)].sort((a, b) => a.date - b.date).map((d) => ({ ...d, verified: false }))
}

const [monday, tuesday, thursday, saturday] = [0, 1, 3, 5] as const

function nationalDayPair(year: number): Day[] {
  const second = day(`${year}-09-02`)
  if (inForce(nationalDays, second).value === 1) return [second]
  const joinsNext = weekday(second) === monday || weekday(second) === thursday
  return [second, (second + (joinsNext ? 1 : -1)) as Day]
}

function cultureDays(year: number): OfficialDay[] {
  const date = day(`${year}-11-24`)
  const { value, law } = inForce(cultureDay, date)
  return value ? [holiday(date, holidayNames.culture, law)] : []
}

/** For each holiday on a Saturday or Sunday the next weekday that is not off already. */
function daysInLieu(holidays: readonly OfficialDay[]): OfficialDay[] {
  const off = new Set(holidays.map(({ date }) => date))
  return holidays
    .filter(({ date }) => weekday(date) >= saturday)
    .map(({ date, name, source }) => {
      let next = (date + 1) as Day
      while (weekday(next) >= saturday || off.has(next)) next++
      off.add(next)
      return inLieu(next, date, name, source)
    })
}
