import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { err, ok, type Result } from '../../kernel/result.ts'
import { downloadHeaders } from '../../platform/files.ts'
import { readWorkbook, type Sheet, type WorkbookRefused as UnreadableWorkbook } from '../../platform/office-file/workbook.ts'
import { readCell, writeCell } from './cells.ts'
import type { InternalProcess } from './process.ts'
import { type BadRecord, type FieldFault, readRecord, recordOf } from './process-record.adapter.ts'
import { type Column, type SheetLayout, sheets } from './workbook-layout.ts'

/** Why a workbook is not read. */
export type WorkbookRefused =
  | UnreadableWorkbook
  | { kind: 'missing-sheet'; sheet: string }
  | { kind: 'missing-column'; sheet: string; heading: string }
  | { kind: 'doubled-column'; sheet: string; heading: string }

type Raw = Record<string, unknown>
type Row = { sheet: SheetLayout; number: number; id: string | null; raw: Raw; formulas: ReadonlySet<string> }

/** Reads processes from a workbook in the layout of `writeProcessWorkbook`. Nothing is computed: a formula is read as its own text. */
export async function readProcessWorkbook(bytes: Uint8Array): Promise<Result<Result<InternalProcess, BadRecord>[], WorkbookRefused>> {
  const found = await readWorkbook(bytes)
  if (!found.ok) return found
  const rows = readSheets(found.value.sheets)
  return rows.ok ? ok(assemble(rows.value)) : rows
}

/** The workbook of these processes; of none, it is the template to fill in. */
export async function writeProcessWorkbook(processes: readonly InternalProcess[]): Promise<Uint8Array> {
  const records: Raw[] = processes.map(recordOf)
  return writeXlsx({ sheets: sheets.map((sheet) => writeSheet(sheet, records)), stringMode: 'shared' })
}

/** The workbook as a download. */
export async function workbookAnswer(
  c: { body(data: Uint8Array<ArrayBuffer>, status: 200, headers: Record<string, string>): Response },
  processes: readonly InternalProcess[],
  name: string,
): Promise<Response> {
  const bytes = await writeProcessWorkbook(processes)
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return c.body(new Uint8Array(bytes), 200, downloadHeaders({ name, mediaType, sizeBytes: bytes.length }))
}

function writeSheet(sheet: SheetLayout, records: readonly Raw[]): WriteSheet {
  const items = records.flatMap((record) => {
    const list = sheet.list ? record[sheet.list] : [record]
    return Array.isArray(list) ? list.map((item: Raw) => ({ ...item, id: record.id })) : []
  })
  const cells = items.map((item) => sheet.columns.map((column) => writeCell(column, item)))
  return {
    name: sheet.name,
    columns: sheet.columns.map(({ width, kind }) => ({
      width: width ?? 12,
      ...(kind === 'text' || kind === 'code' ? { numFmt: '@' } : {}),
    })),
    rows: [sheet.columns.map(({ heading }) => heading), ...cells],
    cells: new Map(sheet.columns.map(({ heading }, i) => [`0,${i}`, { value: heading, style: { font: { bold: true } } }])),
    freezePane: { rows: 1 },
  }
}

function readSheets(found: readonly Sheet[]): Result<Row[], WorkbookRefused> {
  const rows: Row[] = []
  for (const layout of sheets) {
    const sheet = found.find(({ name }) => fold(name) === fold(layout.name))
    if (!sheet && (layout.list === null || layout.list === 'steps')) return err({ kind: 'missing-sheet', sheet: layout.name })
    if (!sheet) continue
    const columns = placeColumns(sheet, layout)
    if (!columns.ok) return columns
    for (const [i, cells] of sheet.rows.entries()) {
      if (i === 0 || cells.every((value) => value === null || value === '')) continue
      rows.push(readRow(sheet, layout, columns.value, i))
    }
  }
  return ok(rows)
}

type Placed = { column: Column; at: number }

function placeColumns(sheet: Sheet, layout: SheetLayout): Result<Placed[], WorkbookRefused> {
  const headings = (sheet.rows[0] ?? []).map((value) => fold(String(value ?? '')))
  const placed: Placed[] = []
  for (const column of layout.columns) {
    const heading = fold(column.heading)
    const at = headings.indexOf(heading)
    if (at < 0 && column.isNeeded) return err({ kind: 'missing-column', sheet: layout.name, heading: column.heading })
    if (at !== headings.lastIndexOf(heading)) return err({ kind: 'doubled-column', sheet: layout.name, heading: column.heading })
    if (at >= 0) placed.push({ column, at })
  }
  return ok(placed)
}

function readRow(sheet: Sheet, layout: SheetLayout, columns: readonly Placed[], i: number): Row {
  const raw: Raw = {}
  const formulas = new Set<string>()
  for (const { column, at } of columns) {
    if (sheet.formulas.has(`${i},${at}`)) formulas.add(column.key)
    readCell(column, sheet.rows[i]?.[at] ?? null, raw)
  }
  return { sheet: layout, number: i + 1, id: typeof raw.id === 'string' ? raw.id.normalize('NFC').trim() || null : null, raw, formulas }
}

/** Puts the rows of all sheets together by process; rows that belong to none are bad records of their own. */
function assemble(rows: readonly Row[]): Result<InternalProcess, BadRecord>[] {
  const heads = rows.filter((row) => row.sheet.list === null)
  const first = new Map(heads.toReversed().map((row) => [row.id, row]))
  const byProcess = Map.groupBy(
    rows.filter((row) => row.sheet.list !== null),
    (row) => row.id,
  )
  const strays = rows.filter((row) => row.sheet.list !== null && !(row.id !== null && first.has(row.id)))
  return [
    ...heads.map((head) => {
      const earlier = first.get(head.id)
      if (head.id !== null && earlier && earlier !== head) return bad(head, 'id', `mã quy trình trùng với dòng ${earlier.number}`)
      return readAssembled(head, head.id === null ? [] : (byProcess.get(head.id) ?? []))
    }),
    ...strays.map((row) => bad(row, 'id', row.id === null ? 'thiếu mã quy trình' : `không có quy trình ${row.id} trong sheet "Quy trình"`)),
  ]
}

function readAssembled(head: Row, parts: readonly Row[]): Result<InternalProcess, BadRecord> {
  const byList = Map.groupBy(parts, (row) => row.sheet.list)
  const lists = sheets.flatMap(({ list }) => (list ? [[list, (byList.get(list) ?? []).map((row) => row.raw)] as const] : []))
  const read = readRecord({ ...head.raw, ...Object.fromEntries(lists) })
  if (read.ok) return read
  const faults = read.error.faults.map((fault) => {
    const [list, index, ...rest] = fault.path
    const row = typeof index === 'number' ? parts.filter((part) => part.sheet.list === list)[index] : undefined
    return row ? placed(row, rest, fault) : placed(head, fault.path, fault)
  })
  return err({ ...read.error, faults })
}

const bad = (row: Row, key: string, message: string): Result<InternalProcess, BadRecord> =>
  err({ id: row.id, faults: [placed(row, [key], { path: [key], step: null, message })] })

/** Says where in the workbook a field stands: sheet, row, heading; and in the workbook's words what it must be. */
function placed(row: Row, path: readonly PropertyKey[], fault: FieldFault): FieldFault {
  const keys = path.filter((part) => typeof part === 'string')
  const ofUnit = keys.at(-1) === 'unit'
  const key = ofUnit ? `${keys[0]}.unit` : keys[0]
  const column = row.sheet.columns.find((c) => c.key === key)
  const words =
    column?.kind === 'flag' ? 'phải là "có" hoặc "không"' : ofUnit ? 'phải là "ngày làm việc", "ngày" hoặc "giờ"' : fault.message
  const formula = key !== undefined && row.formulas.has(key) ? ' (ô có công thức, hãy dán giá trị)' : ''
  const where = [`sheet "${row.sheet.name}"`, `dòng ${row.number}`, ...(column ? [`cột "${column.heading}"`] : [])].join(', ')
  return { ...fault, message: `${where}: ${words}${formula}` }
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
