import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Result } from '../../kernel/result.ts'
import { checkProcess, type InternalProcess } from './process.ts'
import { explainFile, fileBytesMax, readProcessFile } from './process-file.adapter.ts'
import type { BadRecord } from './process-record.adapter.ts'
import { explainFault, stepOf } from './sentences.ts'

const usage = `procedures check FILE…

Kiểm tra quy trình nội bộ: các bước có tính thời gian cộng lại phải bằng thời hạn, mỗi bước có người thực hiện và thời gian.
FILE là JSON (một quy trình hoặc một danh sách) hoặc XLSX. Mỗi quy trình cho một dòng JSON:
  {"id":"…","ok":true,"countedMinutes":5760,"limitMinutes":5760,"hard":null,"faults":[]}
"ok" chỉ đúng khi không có lỗi nào; chỉ quy trình như vậy mới được công bố.

Checks internal processes (JSON or XLSX), one JSON line a process.
Exit: 0 checked, 1 nothing could be read, 2 wrong usage.`

type Io = { write(line: string): void; warn(line: string): void }

/** A line of the answer, in the form that contract and scripts rely on. */
type Line = {
  id: string
  ok: boolean
  countedMinutes: number | null
  limitMinutes: number | null
  hard: { countedMinutes: number; limitMinutes: number } | null
  faults: { kind: string; step: number | string | null; message: string }[]
}

/** `motcua procedures check FILE…`: one line a process, in the order of the files. Touches no database. */
export async function procedures(args: string[], io: Io): Promise<0 | 1 | 2> {
  const [command, ...files] = args
  if (args.includes('--help') || args.includes('-h')) {
    io.write(usage)
    return 0
  }
  const unknown = files.find((file) => file.startsWith('-'))
  if (command !== 'check' || files.length === 0 || unknown !== undefined) {
    io.warn(unknown === undefined ? usage : `${unknown}: không có tùy chọn này\n\n${usage}`)
    return 2
  }
  let isAnyRead = false
  for (const file of files) {
    for (const line of await checkFile(file)) {
      isAnyRead ||= line.faults.every(({ kind }) => kind !== 'unreadable')
      io.write(JSON.stringify(line))
    }
  }
  return isAnyRead ? 0 : 1
}

async function checkFile(path: string): Promise<Line[]> {
  const name = basename(path)
  const bytes = await load(path)
  if (typeof bytes === 'string') return [unreadable(name, [{ step: null, message: bytes }])]
  const read = await readProcessFile({ name, bytes })
  return read.ok ? read.value.map((record) => lineOf(record, name)) : [unreadable(name, [{ step: null, message: explainFile(read.error) }])]
}

/** The bytes of a file, or a sentence why not. Its size is asked first: a file far too large is not loaded. */
async function load(path: string): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(path)
    return size > fileBytesMax ? explainFile({ kind: 'too-large', bytesMax: fileBytesMax }) : await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') return `Không tìm thấy tệp ${path}.`
    return code === 'EISDIR' ? `${path} là thư mục, không phải tệp.` : `Không mở được tệp ${path}.`
  }
}

function lineOf(read: Result<InternalProcess, BadRecord>, file: string): Line {
  if (!read.ok) return unreadable(read.error.id ?? file, read.error.faults)
  const { ok, countedMinutes, limitMinutes, hard, faults } = checkProcess(read.value)
  const told = faults.map((fault) => ({ kind: fault.kind, step: showNo(stepOf(fault)), message: explainFault(fault) }))
  return { id: read.value.id, ok, countedMinutes, limitMinutes, hard, faults: told }
}

function unreadable(id: string, faults: readonly { step: string | null; message: string }[]): Line {
  const told = faults.map(({ step, message }) => ({ kind: 'unreadable', step: showNo(step), message }))
  return { id, ok: false, countedMinutes: null, limitMinutes: null, hard: null, faults: told }
}

/** Step numbers that are numbers go out as numbers; "5a" stays a text. */
const showNo = (no: string | null): number | string | null => (no !== null && /^\d{1,9}$/.test(no) ? Number(no) : no)
