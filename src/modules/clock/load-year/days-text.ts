import { type Day, day, dayText, yearOf } from '../../../kernel/moment.ts'
import type { OfficialDay, OfficialDayKind } from '../official-day.ts'

/** The kinds of official days in the office's words, as they are typed and shown. */
export const kindWords: Record<OfficialDayKind, string> = {
  holiday: 'nghỉ lễ',
  'in-lieu': 'nghỉ bù',
  'swapped-off': 'nghỉ hoán đổi',
  worked: 'làm bù',
  closed: 'đóng cửa',
}
const kindOf = new Map(Object.entries(kindWords).map(([kind, word]) => [word, kind as OfficialDayKind]))

/** A line that cannot be read, with its number from 1 on and why. */
export type LineFault = { line: number; text: string; message: string }

/** Shows days as lines `01/01/2027 | nghỉ lễ | Tết Dương lịch | ngày liên quan`, which `readDays` reads again. */
export const showDays = (days: readonly OfficialDay[]): string =>
  days.map((d) => [date(d.date), kindWords[d.kind], d.name, ...(d.for === null ? [] : [date(d.for)])].join(' | ')).join('\n')

const date = (value: Day): string => dayText(value).split('-').reverse().join('/')

/**
 * Reads the official days of one year from lines as an officer types or pastes them. Empty lines are skipped.
 * @param source the announcement they all rest on
 */
export function readDays(text: string, year: number, source: string): { days: OfficialDay[]; faults: LineFault[] } {
  const days: OfficialDay[] = []
  const faults: LineFault[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = readLine(line, year, source)
    if ('message' in read) faults.push({ line: i + 1, text: line.trim(), message: read.message })
    else if (days.some((d) => d.date === read.date && d.kind === read.kind))
      faults.push({ line: i + 1, text: line.trim(), message: 'Ngày này đã có ở dòng trên.' })
    else days.push(read)
  }
  return { days: days.sort((a, b) => a.date - b.date), faults }
}

function readLine(line: string, year: number, source: string): OfficialDay | { message: string } {
  const [dateText = '', kindText = '', name = '', forText = ''] = line.split('|').map((part) => part.trim())
  const on = readDate(dateText)
  if (on === null) return { message: 'Ngày ghi theo dạng ngày/tháng/năm, ví dụ 01/01/2027.' }
  if (yearOf(on) !== year) return { message: `Ngày không thuộc năm ${year}.` }
  const kind = kindOf.get(kindText.toLowerCase())
  if (!kind) return { message: `Loại là một trong: ${[...kindOf.keys()].join(', ')}.` }
  if (name === '') return { message: 'Thiếu tên ngày nghỉ.' }
  const other = forText === '' ? null : readDate(forText)
  if (forText !== '' && other === null) return { message: 'Ngày liên quan ghi theo dạng ngày/tháng/năm.' }
  if (kind === 'worked' && other === null) return { message: 'Ngày làm bù cần ghi ngày được nghỉ thay ở cột thứ tư.' }
  return { date: on, kind, name, for: other, source, verified: true }
}

function readDate(text: string): Day | null {
  const [, d, m, y] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  if (!d || !m || !y) return null
  try {
    return day(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
  } catch {
    return null
  }
}
