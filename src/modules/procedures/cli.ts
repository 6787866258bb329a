import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Moment } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import { inVietnamese } from '../../kernel/say.ts'
import type { Database } from '../../platform/postgres/database.ts'
import { candidatesIn, unreadableFile } from './candidates.adapter.ts'
import type { Candidate } from './import/plan.ts'
import { checkProcess, type InternalProcess } from './process.ts'
import { explainFile, fileBytesMax, readProcessFile } from './process-file.adapter.ts'
import type { BadRecord } from './process-record.adapter.ts'
import { explainFault, stepOf } from './sentences.ts'
import { importProcesses } from './store.ts'

const usage = `procedures check FILE…
procedures import FILE… [--agency MÃ] [--dry-run] [--skip-bad]

check   Kiểm tra quy trình nội bộ: các bước có tính thời gian cộng lại phải bằng thời hạn, mỗi bước có người thực hiện và thời gian.
        Mỗi quy trình cho một dòng JSON:
          {"id":"…","ok":true,"countedMinutes":5760,"limitMinutes":5760,"hard":null,"faults":[]}
        "ok" chỉ đúng khi không có lỗi nào; chỉ quy trình như vậy mới được công bố.
import  Nhập vào kho thành bản nháp; quy trình có lỗi vẫn là bản nháp và ghi rõ lỗi. Công bố là việc của hai người trong cơ quan.
        Mỗi quy trình cho một dòng {"id":"…","state":"new|changed|unchanged|bad","ok":true,"faults":[]}, sau cùng là {"summary":{…}}.
        Có bản ghi không đọc được thì không nhập gì, trừ khi có --skip-bad. --dry-run chỉ xem, không ghi. --agency khi kho có nhiều cơ quan.

FILE là JSON (một quy trình hoặc một danh sách) hoặc XLSX.

Checks internal processes (JSON or XLSX), or imports them as drafts; one JSON line a process.
Exit: 0 done, 1 nothing could be read, or bad records stopped the import, 2 wrong usage.`

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

/** The store into which a command writes: which agency, as whom, at what time. */
export type ProcedureStore = { db: Database; agencyId: number; officerId: null; now: Moment }

/** Opens the store when a command needs one. `agency` is the code asked for, null for the only one. Who opens it closes it. */
export type OpenStore = (asked: { agency: string | null }) => Promise<Result<ProcedureStore, { kind: string; message: string }>>

/** `motcua procedures check | import`: one line a process, in the order of the files. Only `import` opens the store. */
export async function procedures(args: string[], io: Io, open?: OpenStore): Promise<0 | 1 | 2> {
  const [command, ...rest] = args
  if (args.includes('--help') || args.includes('-h')) {
    io.write(usage)
    return 0
  }
  const asked = readOptions(rest, command === 'import')
  const isKnown = command === 'check' || (command === 'import' && open !== undefined)
  if (!isKnown || 'unknown' in asked || asked.files.length === 0) {
    io.warn('unknown' in asked && isKnown ? `${asked.unknown}: không có tùy chọn này\n\n${usage}` : usage)
    return 2
  }
  return command === 'import' && open ? importFiles(asked, io, open) : checkFiles(asked.files, io)
}

type Options = { files: string[]; agency: string | null; dryRun: boolean; skipBad: boolean }

function readOptions(rest: readonly string[], withStore: boolean): Options | { unknown: string } {
  const options: Options = { files: [], agency: null, dryRun: false, skipBad: false }
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? ''
    if (!word.startsWith('-')) options.files.push(word)
    else if (withStore && word === '--dry-run') options.dryRun = true
    else if (withStore && word === '--skip-bad') options.skipBad = true
    else if (withStore && word === '--agency' && rest[i + 1] !== undefined) options.agency = rest[++i] ?? null
    else return { unknown: word }
  }
  return options
}

async function checkFiles(files: readonly string[], io: Io): Promise<0 | 1> {
  let isAnyRead = false
  for (const file of files) {
    for (const line of await checkFile(file)) {
      isAnyRead ||= line.faults.every(({ kind }) => kind !== 'unreadable')
      io.write(JSON.stringify(line))
    }
  }
  return isAnyRead ? 0 : 1
}

/** All files are one import: written together, or nothing. */
async function importFiles({ files, agency, dryRun, skipBad }: Options, io: Io, open: OpenStore): Promise<0 | 1> {
  const candidates: Candidate[] = []
  for (const path of files) {
    const bytes = await load(path)
    const name = basename(path)
    candidates.push(...(typeof bytes === 'string' ? [unreadableFile(name, bytes)] : await candidatesIn({ name, bytes }, inVietnamese)))
  }
  const store = await open({ agency })
  if (!store.ok) {
    io.write(JSON.stringify({ refused: store.error }))
    return 1
  }
  const { db, agencyId, officerId, now } = store.value
  const by = { agencyId, officerId, onBehalfOf: null, at: now }
  const outcome = await importProcesses(db, by, candidates, inVietnamese, { dryRun, skipBad })
  for (const { id, state, ok, faults } of outcome.lines) {
    io.write(JSON.stringify({ id, state, ok, faults: faults.map((fault) => ({ ...fault, step: showNo(fault.step) })) }))
  }
  const { bad, unchanged } = outcome.counts
  const isStopped = bad > 0 && !skipBad
  if (isStopped) {
    const message = `${bad} bản ghi không đọc được, chưa nhập gì. Sửa tệp rồi nhập lại, hoặc thêm --skip-bad để bỏ qua các bản ghi này.`
    io.write(JSON.stringify({ refused: { kind: 'bad-records', message } }))
  }
  io.write(JSON.stringify({ summary: isStopped ? { new: 0, changed: 0, unchanged, bad } : outcome.counts }))
  return isStopped ? 1 : 0
}

async function checkFile(path: string): Promise<Line[]> {
  const name = basename(path)
  const bytes = await load(path)
  if (typeof bytes === 'string') return [unreadable(name, [{ step: null, message: bytes }])]
  const read = await readProcessFile({ name, bytes }, inVietnamese)
  if (!read.ok) return [unreadable(name, [{ step: null, message: explainFile(read.error, inVietnamese) }])]
  return read.value.map((record) => lineOf(record, name))
}

/** The bytes of a file, or a sentence why not. Its size is asked first: a file far too large is not loaded. */
async function load(path: string): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(path)
    return size > fileBytesMax ? explainFile({ kind: 'too-large', bytesMax: fileBytesMax }, inVietnamese) : await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') return `Không tìm thấy tệp ${path}.`
    return code === 'EISDIR' ? `${path} là thư mục, không phải tệp.` : `Không mở được tệp ${path}.`
  }
}

function lineOf(read: Result<InternalProcess, BadRecord>, file: string): Line {
  if (!read.ok) return unreadable(read.error.id ?? file, read.error.faults)
  const { ok, countedMinutes, limitMinutes, hard, faults } = checkProcess(read.value)
  const told = faults.map((fault) => ({ kind: fault.kind, step: showNo(stepOf(fault)), message: explainFault(fault, inVietnamese) }))
  return { id: read.value.id, ok, countedMinutes, limitMinutes, hard, faults: told }
}

function unreadable(id: string, faults: readonly { step: string | null; message: string }[]): Line {
  const told = faults.map(({ step, message }) => ({ kind: 'unreadable', step: showNo(step), message }))
  return { id, ok: false, countedMinutes: null, limitMinutes: null, hard: null, faults: told }
}

/** Step numbers that are numbers go out as numbers; "5a" stays a text. */
const showNo = (no: string | null): number | string | null => (no !== null && /^\d{1,9}$/.test(no) ? Number(no) : no)
