import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { inEnglish, inVietnamese } from '../../../kernel/say.ts'
import { officialCalendar } from '../official-calendar.ts'
import { readDays, showDays } from './days-text.ts'

const messages = (text: string) => readDays(text, 2027, 'TB 1', inVietnamese).faults.map((f) => [f.line, f.message.slice(0, 12)])

describe('A year of the calendar as lines (lịch nghỉ từng dòng)', () => {
  it('reads a holiday', () =>
    deepEqual(readDays('1/1/2027 | nghỉ lễ | Tết Dương lịch', 2027, 'TB 1', inVietnamese).days, [
      { date: day('2027-01-01'), kind: 'holiday', name: 'Tết Dương lịch', for: null, source: 'TB 1', verified: true },
    ]))
  it('reads what it shows, for every year of the product', () => {
    for (let year = 2018; year <= 2026; year++) {
      const days = officialCalendar.days.filter((d) => new Date(d.date * 86_400_000).getUTCFullYear() === year)
      const again = readDays(showDays(days), year, 'x', inVietnamese)
      equal(again.faults.length, 0, `${year}: ${JSON.stringify(again.faults)}`)
      deepEqual(
        again.days.map((d) => [d.date, d.kind, d.name, d.for]),
        [...days].sort((a, b) => a.date - b.date).map((d) => [d.date, d.kind, d.name, d.for]),
      )
    }
  })
  it('skips empty lines and names the line of a fault', () =>
    deepEqual(
      messages('\n\n32/1/2027 | nghỉ lễ | x'),
      [[3, 'Ngày ghi theo']].map(([l, m]) => [l, String(m).slice(0, 12)]),
    ))
  it('refuses another year', () => deepEqual(messages('1/1/2028 | nghỉ lễ | x'), [[1, 'Ngày không t']]))
  it('refuses an unknown kind', () => deepEqual(messages('1/1/2027 | nghỉ phép | x'), [[1, 'Loại là một ']]))
  it('refuses a worked day without the day it is worked for', () =>
    deepEqual(messages('2/1/2027 | làm bù | Làm bù'), [[1, 'Ngày làm bù ']]))
  it('refuses a day twice', () => deepEqual(messages('1/1/2027 | nghỉ lễ | x\n01/01/2027 | nghỉ lễ | y'), [[2, 'Ngày này đã ']]))
  it('refuses a line without a name', () => deepEqual(messages('1/1/2027 | nghỉ lễ'), [[1, 'Thiếu tên ng']]))
  it('tells a reader of English in English, by the Vietnamese kinds that announcements use', () =>
    deepEqual(
      readDays('1/1/2027 | holiday | x', 2027, 'TB 1', inEnglish).faults.map((f) => f.message),
      ['The kind is one of: nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù, đóng cửa.'],
    ))
})
