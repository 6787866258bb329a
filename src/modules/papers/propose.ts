import { withoutMarks } from '../../kernel/fold.ts'

/** What a reading proposes for one field, and where it stands (đề xuất từ chữ đọc được). Pages count from 1; `around` shows the place. */
export type Proposal = { value: string; page: number; around: string }

export type Proposals = { name: readonly Proposal[]; numberSymbol: readonly Proposal[]; datedOn: readonly Proposal[] }

/** So many of each are shown: more would be no help. */
const most = 4
/** Letters shown on each side of what was found. */
const aroundLetters = 28

/** "Số: 123/GCN-UBND", "12/2024/QĐ-UBND", "Số vào sổ: CH 01234". */
const numbers = [
  /(?:số|so)\s*[:.]?\s*(\d{1,6}\s*\/\s*(?:\d{4}\s*\/\s*)?[\p{Lu}Đ][\p{Lu}\p{N}Đ]*(?:\s*-\s*[\p{Lu}Đ][\p{Lu}\p{N}Đ]*)*)/giu,
  /(?<![\p{L}\p{N}/])(\d{1,6}\/(?:\d{4}\/)?[\p{Lu}Đ]{2,}(?:-[\p{Lu}\p{N}Đ&]{2,})*)/gu,
  /số\s+vào\s+sổ[^:.]{0,40}[:.]\s*([\p{Lu}]{1,3}\s?\d{3,8})/giu,
]
/** "ngày 05 tháng 3 năm 2024"; "05/03/2024". */
const dates = [
  /ng[àa]y\s+(\d{1,2})\s+th[áa]ng\s+(\d{1,2})\s+n[ăâa]m\s+(\d{4})/giu,
  /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})(?!\d)/gu,
]

/**
 * Proposes fields of a paper from what was read of its pages: number and symbol, date, its name by the kinds of papers the office knows. Only
 * proposals: an officer looks at each beside the picture, and takes or leaves it.
 * @param names names of papers as procedures call them
 */
export function propose(texts: readonly string[], names: readonly string[]): Proposals {
  return {
    name: distinct(namesIn(texts, names)),
    numberSymbol: distinct(each(texts, numbers, ([, value = '']) => value.replace(/\s*([/-])\s*/g, '$1').trim())),
    datedOn: distinct(each(texts, dates, ([, d = '', m = '', y = '']) => dateText(Number(d), Number(m), Number(y)))),
  }
}

/** The date as `YYYY-MM-DD`; empty when the calendar has no such day. */
function dateText(date: number, month: number, year: number): string {
  const at = new Date(Date.UTC(year, month - 1, date))
  const isDay = at.getUTCMonth() === month - 1 && at.getUTCDate() === date && year >= 1945 && year <= 2100
  return isDay ? at.toISOString().slice(0, 10) : ''
}

function each(texts: readonly string[], patterns: readonly RegExp[], said: (match: RegExpMatchArray) => string): Proposal[] {
  return patterns.flatMap((pattern) =>
    texts.flatMap((text, i) =>
      [...text.normalize('NFC').matchAll(pattern)].flatMap((match): Proposal[] => {
        const value = said(match)
        return value === '' ? [] : [{ value, page: i + 1, around: around(text.normalize('NFC'), match.index, match[0].length) }]
      }),
    ),
  )
}

/** Names whose words stand in the text in their order, marks and line ends left out of account: a reader of pictures often misses a mark. */
function namesIn(texts: readonly string[], names: readonly string[]): Proposal[] {
  return texts.flatMap((text, i) => {
    const { folded, places } = foldedWithPlaces(text.normalize('NFC'))
    return names.flatMap((name): Proposal[] => {
      const wanted = (withoutMarks(name).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
      const at = wanted.length < 6 ? -1 : ` ${folded} `.indexOf(` ${wanted} `)
      if (at < 0) return []
      const [from, last] = [places[at] ?? 0, places[at + wanted.length - 1] ?? 0]
      return [{ value: name, page: i + 1, around: around(text.normalize('NFC'), from, last - from + 1) }]
    })
  })
}

/** The words of a text without marks, one space apart, and for each letter where it stands in the text. */
function foldedWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = ''
  const places: number[] = []
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (folded !== '') {
      folded += ' '
      places.push(index)
    }
    for (let i = 0; i < word.length; i++) {
      const letters = withoutMarks(word[i] ?? '')
      folded += letters
      for (const _ of letters) places.push(index + i)
    }
  }
  return { folded, places }
}

function around(text: string, from: number, length: number): string {
  const [start, end] = [Math.max(0, from - aroundLetters), Math.min(text.length, from + length + aroundLetters)]
  return `${start > 0 ? '…' : ''}${text.slice(start, end).replace(/\s+/g, ' ').trim()}${end < text.length ? '…' : ''}`
}

const distinct = (found: readonly Proposal[]): Proposal[] =>
  [...new Map(found.toReversed().map((one) => [one.value.toLowerCase(), one])).values()].toReversed().slice(0, most)
