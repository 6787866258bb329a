import { type Day, day, dayText, yearOf } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { OfficialDay, OfficialDayKind } from '../official-day.ts'

/** The kinds of official days in words. Lines are typed with the Vietnamese ones, as announcements are written. */
export const kindWords = inBoth(
  (say) =>
    ({
      holiday: say('nghỉ lễ', 'holiday'),
      'in-lieu': say('nghỉ bù', 'in lieu'),
      'swapped-off': say('nghỉ hoán đổi', 'swapped off'),
      worked: say('làm bù', 'worked'),
      closed: say('đóng cửa', 'closed'),
    }) satisfies Record<OfficialDayKind, string>,
)
const kindOf = new Map(Object.entries(kindWords.vi).map(([kind, word]) => [word, kind as OfficialDayKind]))

/** A line that cannot be read, with its number from 1 on and why. */
export type LineFault = { line: number; text: string; message: string }

/** Shows days as lines `01/01/2027 | nghỉ lễ | Tết Dương lịch | ngày liên quan`, which `readDays` reads again. */
export const showDays = (days: readonly OfficialDay[]): string =>
  days.map((d) => [date(d.date), kindWords.vi[d.kind], d.name, ...(d.for === null ? [] : [date(d.for)])].join(' | ')).join('\n')

const date = (value: Day): string => dayText(value).split('-').reverse().join('/')

/**
 * Reads the official days of one year from lines as an officer types or pastes them. Empty lines are skipped.
 * @param source the announcement they all rest on
 */
export function readDays(text: string, year: number, source: string, say: Say): { days: OfficialDay[]; faults: LineFault[] } {
  const days: OfficialDay[] = []
  const faults: LineFault[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = readLine(line, year, source, say)
    if ('message' in read) faults.push({ line: i + 1, text: line.trim(), message: read.message })
    else if (days.some((d) => d.date === read.date && d.kind === read.kind))
      faults.push({ line: i + 1, text: line.trim(), message: say('Ngày này đã có ở dòng trên.', 'This day stands in a line above.') })
    else days.push(read)
  }
  return { days: days.sort((a, b) => a.date - b.date), faults }
}

function readLine(line: string, year: number, source: string, say: Say): OfficialDay | { message: string } {
  const [dateText = '', kindText = '', name = '', forText = ''] = line.split('|').map((part) => part.trim())
  const on = readDate(dateText)
  if (on === null)
    return { message: say('Ngày ghi theo dạng ngày/tháng/năm, ví dụ 01/01/2027.', 'Write the day as day/month/year, like 01/01/2027.') }
  if (yearOf(on) !== year) return { message: say(`Ngày không thuộc năm ${year}.`, `The day is not in ${year}.`) }
  const kind = kindOf.get(kindText.toLowerCase())
  const kinds = [...kindOf.keys()].join(', ')
  if (!kind) return { message: say(`Loại là một trong: ${kinds}.`, `The kind is one of: ${kinds}.`) }
  if (name === '') return { message: say('Thiếu tên ngày nghỉ.', 'The name of the day is missing.') }
  const other = forText === '' ? null : readDate(forText)
  if (forText !== '' && other === null)
    return { message: say('Ngày liên quan ghi theo dạng ngày/tháng/năm.', 'Write the other day as day/month/year.') }
  if (kind === 'worked' && other === null)
    return {
      message: say(
        'Ngày làm bù cần ghi ngày được nghỉ thay ở cột thứ tư.',
        'A worked day needs, in the fourth column, the day taken off for it.',
      ),
    }
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
