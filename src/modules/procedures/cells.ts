import type { TimeSegment, TimeUnit } from './process.ts'
import type { Column } from './workbook-layout.ts'

type Cell = string | number | null
type Raw = Record<string, unknown>

/** Words of a unit, the first is the one written. "Ngày" alone is a calendar day. */
const unitWords: Record<TimeUnit, readonly [string, ...string[]]> = {
  working_day: ['ngày làm việc', 'nlv'],
  calendar_day: ['ngày', 'ngày lịch'],
  hour: ['giờ', 'giờ làm việc'],
}
const levelWords: Record<string, string> = { toan_trinh: 'toàn trình', mot_phan: 'một phần', thong_tin: 'cung cấp thông tin' }
const flagWords: Record<string, boolean> = { có: true, x: true, true: true, '1': true, không: false, false: false, '0': false }

/**
 * Reads a cell into the record under its column's key. What the column does not understand is left as it is,
 * so that the check of the record names it.
 */
export function readCell({ key, kind }: Column, cell: Cell, raw: Raw): void {
  const value = typeof cell === 'string' ? cell.normalize('NFC').trim() : cell
  if (value === null || value === '') return
  switch (kind) {
    case 'text':
      raw[key] = String(value)
      return
    case 'code': // 1.013860 typed as a number has lost its last zero
      raw[key] = typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(6) : String(value)
      return
    case 'number':
      raw[key] = numberOf(value)
      return
    case 'number-or-text':
      raw[key] = typeof value === 'number' ? value : String(value)
      return
    case 'flag':
      raw[key] = flagWords[String(value).toLowerCase()] ?? value
      return
    case 'online-level':
      raw[key] = Object.keys(levelWords).find((level) => level === value || levelWords[level] === String(value).toLowerCase()) ?? value
      return
    case 'time':
      raw[key] = timeOf(value)
      return
    case 'part-number':
      partOf(key, raw)[lastOf(key)] = numberOf(value)
      return
    case 'part-text':
      partOf(key, raw)[lastOf(key)] = String(value)
      return
    case 'unit': {
      const time = raw[key.replace(/\.unit$/, '')]
      if (isOneTime(time)) time.unit = unitOf(String(value)) ?? value
    }
  }
}

/** The cell of a column for a record or a part of it. A text stays a text, whatever it begins with. */
export function writeCell({ key, kind }: Column, record: Raw): string | number | null {
  const value = kind.startsWith('part-') ? inPart(key, record) : record[kind === 'unit' ? key.replace(/\.unit$/, '') : key]
  if (value === null || value === undefined) return null
  switch (kind) {
    case 'flag':
      return value === true ? 'có' : 'không'
    case 'online-level':
      return levelWords[String(value)] ?? null
    case 'time':
      return writeTime(value)
    case 'unit':
      return isTimes(value) && value.length === 1 && value[0] ? unitWords[value[0].unit][0] : null
    case 'number':
    case 'part-number':
    case 'number-or-text':
      return typeof value === 'number' ? value : String(value)
    default:
      return String(value)
  }
}

const lastOf = (key: string): string => key.slice(key.indexOf('.') + 1)

/** The object a of a key `a.b`, made where it is not there yet. */
function partOf(key: string, raw: Raw): Raw {
  const name = key.slice(0, key.indexOf('.'))
  const part = isPart(raw[name]) ? raw[name] : {}
  raw[name] = part
  return part
}

function inPart(key: string, record: Raw): unknown {
  const part = record[key.slice(0, key.indexOf('.'))]
  return isPart(part) ? part[lastOf(key)] : null
}

const isPart = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One time is a number with its unit in the next column; several are said in words: "15 ngày + 8 ngày làm việc". */
function writeTime(value: unknown): string | number | null {
  if (!isTimes(value)) return null
  const [first, ...more] = value
  return first && more.length === 0
    ? first.value
    : value.map((part) => `${String(part.value).replace('.', ',')} ${unitWords[part.unit][0]}`).join(' + ')
}

function timeOf(value: Exclude<Cell, null>): unknown {
  const single = numberOf(value)
  if (typeof single !== 'string') return { value: single, unit: null }
  const parts = single.split('+').map((part) => /^\s*([\d.,]+)\s+(\D+?)\s*$/.exec(part))
  const segments = parts.map((part) => ({ value: numberOf(part?.[1] ?? ''), unit: unitOf(part?.[2] ?? '') }))
  return segments.every(({ value, unit }) => typeof value === 'number' && unit !== null) ? segments : { value: single, unit: 'working_day' }
}

/** "0,5" and "0.5" are numbers; everything else stays what it is. */
function numberOf(value: Exclude<Cell, null>): unknown {
  return typeof value === 'string' && /^-?\d+([.,]\d+)?$/.test(value) ? Number(value.replace(',', '.')) : value
}

function unitOf(words: string): TimeUnit | null {
  const folded = words.toLowerCase().replace(/\s+/g, ' ').trim()
  const units: TimeUnit[] = ['working_day', 'calendar_day', 'hour']
  return units.find((unit) => unit === folded || unitWords[unit].includes(folded)) ?? null
}

const isTimes = (value: unknown): value is readonly TimeSegment[] => Array.isArray(value)
const isOneTime = (value: unknown): value is { unit: unknown } => typeof value === 'object' && value !== null && 'unit' in value
