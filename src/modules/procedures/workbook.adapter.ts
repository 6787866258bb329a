import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import { downloadHeaders } from '../../platform/files.ts'
import { readWorkbook, type Sheet, type WorkbookRefusal } from '../../platform/office-file/workbook.ts'
import { readCell, writeCell } from './cells.ts'
import type { InternalProcess } from './process.ts'
import { type BadRecord, type FieldFault, readRecord, recordOf } from './process-record.adapter.ts'
import { type Column, type SheetLayout, sheets } from './workbook-layout.ts'

/** Why a workbook is not read. */
export type WorkbookRefused =
  | WorkbookRefusal
  | { kind: 'missing-sheet'; sheet: string }
  | { kind: 'missing-column'; sheet: string; heading: string }
  | { kind: 'doubled-column'; sheet: string; heading: string }

type Raw = Record<string, unknown>
type Row = { sheet: SheetLayout; number: number; id: string | null; raw: Raw; formulas: ReadonlySet<string> }

/** Reads processes from a workbook in the layout of `writeProcessWorkbook`. Nothing is computed: a formula is read as its own text. */
export async function readProcessWorkbook(
  bytes: Uint8Array,
  say: Say,
): Promise<Result<Result<InternalProcess, BadRecord>[], WorkbookRefused>> {
  const found = await readWorkbook(bytes, say)
  if (!found.ok) return err(found.error.refusal)
  const rows = readSheets(found.value.sheets)
  return rows.ok ? ok(assemble(rows.value, say)) : rows
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
function assemble(rows: readonly Row[], say: Say): Result<InternalProcess, BadRecord>[] {
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
      if (head.id !== null && earlier && earlier !== head) {
        const { number } = earlier
        return badId(head, say(`mã quy trình trùng với dòng ${number}`, `the process code is the same as in row ${number}`), say)
      }
      return readAssembled(head, head.id === null ? [] : (byProcess.get(head.id) ?? []), say)
    }),
    ...strays.map((row) =>
      badId(
        row,
        row.id === null
          ? say('thiếu mã quy trình', 'the process code is missing')
          : say(`không có quy trình ${row.id} trong sheet "Quy trình"`, `there is no process ${row.id} in sheet "Quy trình"`),
        say,
      ),
    ),
  ]
}

function readAssembled(head: Row, parts: readonly Row[], say: Say): Result<InternalProcess, BadRecord> {
  const byList = Map.groupBy(parts, (row) => row.sheet.list)
  const lists = sheets.flatMap(({ list }) => (list ? [[list, (byList.get(list) ?? []).map((row) => row.raw)] as const] : []))
  const read = readRecord({ ...head.raw, ...Object.fromEntries(lists) }, say)
  if (read.ok) return read
  const faults = read.error.faults.map((fault) => {
    const [list, index, ...rest] = fault.path
    const row = typeof index === 'number' ? parts.filter((part) => part.sheet.list === list)[index] : undefined
    return row ? placed(row, rest, fault, say) : placed(head, fault.path, fault, say)
  })
  return err({ ...read.error, faults })
}

const badId = (row: Row, message: string, say: Say): Result<InternalProcess, BadRecord> =>
  err({ id: row.id, faults: [placed(row, ['id'], { path: ['id'], step: null, message }, say)] })

/** Says where in the workbook a field stands: sheet, row, heading; and in the workbook's words what it must be. */
function placed(row: Row, path: readonly PropertyKey[], fault: FieldFault, say: Say): FieldFault {
  const keys = path.filter((part) => typeof part === 'string')
  const ofUnit = keys.at(-1) === 'unit'
  const key = ofUnit ? `${keys[0]}.unit` : row.sheet.columns.some((c) => c.key === keys.join('.')) ? keys.join('.') : keys[0]
  const column = row.sheet.columns.find((c) => c.key === key)
  const words =
    column?.kind === 'flag'
      ? say('phải là "có" hoặc "không"', 'must be "có" or "không"')
      : ofUnit
        ? say('phải là "ngày làm việc", "ngày" hoặc "giờ"', 'must be "ngày làm việc", "ngày" or "giờ"')
        : fault.message
  const isFormula = key !== undefined && row.formulas.has(key)
  const formula = isFormula ? say(' (ô có công thức, hãy dán giá trị)', ' (the cell holds a formula; paste its value)') : ''
  const line = say(`sheet "${row.sheet.name}", dòng ${row.number}`, `sheet "${row.sheet.name}", row ${row.number}`)
  const where = column ? say(`${line}, cột "${column.heading}"`, `${line}, column "${column.heading}"`) : line
  return { ...fault, message: `${where}: ${words}${formula}` }
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
