import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import { explainWorkbook, isOldExcel, workbookBytesMax } from '../../platform/office-file/workbook.ts'
import type { InternalProcess } from './process.ts'
import { type BadRecord, readRecord, showPath } from './process-record.adapter.ts'
import { readProcessWorkbook, type WorkbookRefused } from './workbook.adapter.ts'

/** Why a whole file is not read, or not kept. */
export type FileRefused =
  | WorkbookRefused
  | { kind: 'empty' }
  | { kind: 'no-records' }
  | { kind: 'too-large'; bytesMax: number }
  | { kind: 'unknown-type' }
  | { kind: 'renamed'; extension: string; content: 'XLSX' | 'JSON' }
  | { kind: 'old-excel' }
  | { kind: 'not-utf8' }
  | { kind: 'malformed-json'; line: number | null; column: number | null }
  | { kind: 'too-many-records'; recordsMax: number }
  | { kind: 'not-accepted' }

/** Bytes of a file of processes, at most. */
export const fileBytesMax = workbookBytesMax
const recordsMax = 10_000

/**
 * Reads a file of processes: JSON (one record or a list) or XLSX in the layout of `writeProcessWorkbook`.
 * What it is, its bytes say; a name that says otherwise is refused. A bad record does not hide the good ones beside it; its faults are
 * told in the language of who sent the file.
 */
export async function readProcessFile(
  { name, bytes }: { name: string; bytes: Uint8Array },
  say: Say,
): Promise<Result<Result<InternalProcess, BadRecord>[], FileRefused>> {
  if (bytes.length === 0) return err({ kind: 'empty' })
  if (bytes.length > fileBytesMax) return err({ kind: 'too-large', bytesMax: fileBytesMax })
  const content = contentOf(bytes)
  if (content === 'old-excel') return err({ kind: 'old-excel' })
  if (content === 'unknown-type') return err({ kind: 'unknown-type' })
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if ((extension === 'xlsx' && content !== 'XLSX') || (extension === 'json' && content !== 'JSON'))
    return err({ kind: 'renamed', extension, content })
  const read = content === 'XLSX' ? await readProcessWorkbook(bytes, say) : readJson(bytes, say)
  return read.ok && read.value.length === 0 ? err({ kind: 'no-records' }) : read
}

function readJson(bytes: Uint8Array, say: Say): Result<Result<InternalProcess, BadRecord>[], FileRefused> {
  const parsed = parseJson(bytes)
  if (!parsed.ok) return parsed
  const records: unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value]
  if (records.length > recordsMax) return err({ kind: 'too-many-records', recordsMax })
  return ok(records.map((raw) => namingFields(raw, readRecord(raw, say))))
}

/** What the person reads whose file is refused. A new refusal without a sentence does not compile. */
export function explainFile(refusal: FileRefused, say: Say): string {
  switch (refusal.kind) {
    case 'empty':
      return say('Tệp không có nội dung.', 'The file is empty.')
    case 'no-records':
      return say('Tệp không có quy trình nào.', 'There is no process in the file.')
    case 'too-large':
      return say(`Tệp lớn hơn ${refusal.bytesMax / 1024 / 1024} MB.`, `The file is larger than ${refusal.bytesMax / 1024 / 1024} MB.`)
    case 'unknown-type':
      return say('Tệp không phải JSON hay XLSX.', 'The file is neither JSON nor XLSX.')
    case 'renamed':
      return say(
        `Tệp mang đuôi .${refusal.extension} nhưng nội dung là ${refusal.content}. Hãy đặt lại đúng đuôi tệp.`,
        `The file is named .${refusal.extension}, but its content is ${refusal.content}. Give it the right ending.`,
      )
    case 'old-excel':
      return say(
        'Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu.',
        'The file is an old Excel file (.xls) or has a password. Save it as .xlsx without a password.',
      )
    case 'not-utf8':
      return say('Tệp JSON không ở bảng mã UTF-8. Hãy lưu lại bằng UTF-8.', 'The JSON file is not in UTF-8. Save it again in UTF-8.')
    case 'malformed-json':
      return refusal.line === null
        ? say('Tệp JSON bị lỗi cú pháp.', 'The JSON file has a syntax error.')
        : say(
            `Tệp JSON bị lỗi cú pháp ở dòng ${refusal.line}, cột ${refusal.column}.`,
            `The JSON file has a syntax error at line ${refusal.line}, column ${refusal.column}.`,
          )
    case 'too-many-records':
      return say(`Tệp có hơn ${refusal.recordsMax} quy trình.`, `The file has more than ${refusal.recordsMax} processes.`)
    case 'missing-sheet':
      return say(`Sổ Excel thiếu sheet "${refusal.sheet}".`, `The workbook has no sheet "${refusal.sheet}".`)
    case 'missing-column':
      return say(`Sheet "${refusal.sheet}" thiếu cột "${refusal.heading}".`, `Sheet "${refusal.sheet}" has no column "${refusal.heading}".`)
    case 'doubled-column':
      return say(
        `Sheet "${refusal.sheet}" có hai cột "${refusal.heading}".`,
        `Sheet "${refusal.sheet}" has two columns "${refusal.heading}".`,
      )
    case 'not-accepted':
      return say(
        'Tệp có nội dung không được nhận (macro hoặc ký tự lạ).',
        'The file holds content that is not accepted (macros or strange characters).',
      )
    default:
      return explainWorkbook(refusal, say)
  }
}

function contentOf(bytes: Uint8Array): 'XLSX' | 'JSON' | 'old-excel' | 'unknown-type' {
  const startsWith = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte)
  if (startsWith(0x50, 0x4b, 0x03, 0x04)) return 'XLSX'
  if (isOldExcel(bytes)) return 'old-excel'
  const start = startsWith(0xef, 0xbb, 0xbf) ? 3 : 0
  const first = bytes.subarray(start, start + 1024).find((byte) => byte > 0x20)
  return first === 0x7b || first === 0x5b || startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff) ? 'JSON' : 'unknown-type'
}

function parseJson(bytes: Uint8Array): Result<unknown, FileRefused> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return err({ kind: 'not-utf8' })
  }
  try {
    return ok(JSON.parse(text))
  } catch (error) {
    const at = /line (\d+) column (\d+)/.exec(String(error))
    return err({ kind: 'malformed-json', line: at ? Number(at[1]) : null, column: at ? Number(at[2]) : null })
  }
}

/** Puts the path before each message, as the person who wrote the file knows it. */
function namingFields(raw: unknown, read: Result<InternalProcess, BadRecord>): Result<InternalProcess, BadRecord> {
  if (read.ok) return read
  const faults = read.error.faults.map((fault) => {
    const path = showPath(pathIn(raw, fault.path))
    return { ...fault, message: path ? `${path}: ${fault.message}` : fault.message }
  })
  return err({ ...read.error, faults })
}

/** A single time is read as a list of one: its index is not in the file, so it does not belong into the path. */
function pathIn(raw: unknown, path: readonly PropertyKey[]): PropertyKey[] {
  let at: unknown = raw
  return path.filter((part) => {
    if (typeof part === 'number' && !Array.isArray(at)) return false
    at = typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined
    return true
  })
}
