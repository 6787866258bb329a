import { type CellValue, type Sheet as FoundSheet, readXlsx } from 'hucre/xlsx'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import { explainZip, unpackGuarded, type ZipRefused } from './zip-guard.ts'

/** A value of a sheet: a date is written out as dd/mm/yyyy, a formula as its own text ("=A1+1"), true and false as words. */
export type Cell = string | number | null

/** A sheet as read: rows from the first on, empty ones included. `formulas` names the cells ("row,column" from 0) that hold one. */
export type Sheet = { name: string; rows: Cell[][]; formulas: ReadonlySet<string> }

export type Workbook = { sheets: Sheet[] }

/** Why a workbook is not read. */
export type WorkbookRefusal =
  | ZipRefused
  | { kind: 'empty' }
  | { kind: 'too-large'; bytesMax: number }
  | { kind: 'old-excel' }
  | { kind: 'not-a-workbook' }
  | { kind: 'broken-workbook' }
  | { kind: 'too-many-rows'; rowsMax: number }

/** The refusal, and the sentence for the person who sent it, in their language. */
export type WorkbookRefused = { refusal: WorkbookRefusal; message: string }

/** Bytes of a workbook, at most. */
export const workbookBytesMax = 20 * 1024 * 1024
/** Rows of data that one sheet may hold. */
const rowsMax = 10_000
/** What is read of a sheet: the heading and the rows below, 52 columns. */
const area = `A1:AZ${rowsMax + 1}`

/**
 * Reads an Excel workbook (.xlsx) that came from outside. What it is, its bytes say; it is unpacked under guard before anything is
 * built from it; nothing is computed.
 */
export async function readWorkbook(bytes: Uint8Array, say: Say): Promise<Result<Workbook, WorkbookRefused>> {
  const refuse = (refusal: WorkbookRefusal): Result<never, WorkbookRefused> => err({ refusal, message: explainWorkbook(refusal, say) })
  if (bytes.length === 0) return refuse({ kind: 'empty' })
  if (bytes.length > workbookBytesMax) return refuse({ kind: 'too-large', bytesMax: workbookBytesMax })
  if (isOldExcel(bytes)) return refuse({ kind: 'old-excel' })
  const unpacked = await unpackGuarded(bytes)
  if (!unpacked.ok) return refuse(unpacked.error)
  if (!unpacked.value.has('[Content_Types].xml') || !unpacked.value.has('xl/workbook.xml')) return refuse({ kind: 'not-a-workbook' })
  const parts = [...unpacked.value].filter(([name]) => name.startsWith('xl/worksheets/') && name.endsWith('.xml'))
  if (parts.some(([, xml]) => lastRowOf(xml) > rowsMax + 1)) return refuse({ kind: 'too-many-rows', rowsMax })

  const found = await readXlsx(bytes, { range: area }).catch(() => null)
  return found ? ok({ sheets: found.sheets.map(readSheet) }) : refuse({ kind: 'broken-workbook' })
}

/** Excel before 2007, and also what Excel writes when a password is set. */
export const isOldExcel = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte)

/** What the person reads whose workbook is refused. A new refusal without a sentence does not compile. */
export function explainWorkbook(refusal: WorkbookRefusal, say: Say): string {
  switch (refusal.kind) {
    case 'empty':
      return say('Tệp không có nội dung.', 'The file is empty.')
    case 'too-large':
      return say(`Tệp lớn hơn ${refusal.bytesMax / 1024 / 1024} MB.`, `The file is larger than ${refusal.bytesMax / 1024 / 1024} MB.`)
    case 'old-excel':
      return say(
        'Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu.',
        'The file is an old Excel file (.xls) or has a password. Save it as .xlsx without a password.',
      )
    case 'not-a-workbook':
      return say('Tệp nén này không phải sổ Excel (.xlsx).', 'This packed file is not an Excel workbook (.xlsx).')
    case 'broken-workbook':
      return say('Sổ Excel bị hỏng, không mở được.', 'The Excel workbook is damaged and cannot be opened.')
    case 'too-many-rows':
      return say(
        `Một sheet có hơn ${refusal.rowsMax} dòng. Hãy chia thành nhiều tệp.`,
        `A sheet has more than ${refusal.rowsMax} rows. Split it into several files.`,
      )
    default:
      return explainZip(refusal, say)
  }
}

/** The number of the last row, or their count where they carry none: from the XML, before anything is built from it. */
function lastRowOf(xml: Uint8Array): number {
  let last = 0
  for (const [, number] of Buffer.from(xml.buffer, xml.byteOffset, xml.length)
    .toString('latin1')
    .matchAll(/<(?:\w+:)?row\b(?:[^>]*?\sr="(\d+)")?/g))
    last = number ? Math.max(last, Number(number)) : last + 1
  return last
}

function readSheet({ name, rows, cells }: FoundSheet): Sheet {
  const formulas = new Set<string>()
  const read = rows.map((row, i) =>
    row.map((value, j) => {
      const formula = cells?.get(`${i},${j}`)?.formula
      if (formula === undefined) return cellOf(value)
      formulas.add(`${i},${j}`)
      return `=${formula}`
    }),
  )
  return { name, rows: read, formulas }
}

function cellOf(value: CellValue): Cell {
  if (typeof value === 'boolean') return String(value)
  if (!(value instanceof Date)) return value
  if (Number.isNaN(value.getTime())) return null
  const [year, month, date] = value.toISOString().slice(0, 10).split('-')
  return `${date}/${month}/${year}`
}
