import type { Result } from '../../../kernel/result.ts'
import type { Say } from '../../../kernel/say.ts'
import { checkProcess, type InternalProcess } from '../process.ts'
import { explainFault, stepOf } from '../sentences.ts'

/** A fault as it is told: for a program its kind, for a person the sentence. */
export type ToldFault = { kind: string; step: string | null; message: string }

/** A record as read from a file, with the hash of its content; or what could not be read. */
export type Candidate = {
  /** the file it came from */
  file: string
  read: Result<{ process: InternalProcess; hash: string }, { id: string; faults: readonly ToldFault[] }>
}

export type RecordState = 'new' | 'changed' | 'unchanged' | 'bad'

/** What importing a record means (mới, thay đổi, không đổi, lỗi). `ok`: nothing stands in the way of publishing it. */
export type ImportLine = {
  id: string
  file: string
  state: RecordState
  ok: boolean
  faults: readonly ToldFault[]
  process: InternalProcess | null
  hash: string | null
}

export type ImportCounts = Record<RecordState, number>

/**
 * Plans an import (lập kế hoạch nhập quy trình): what each record means beside what the store holds.
 * A code that comes twice is bad unless it says the same: nobody knows which one is meant.
 *
 * @param newest hash of the newest version by the code it was imported under
 */
export function planImport(candidates: readonly Candidate[], newest: ReadonlyMap<string, string>, say: Say): ImportLine[] {
  const first = new Map<string, { hash: string; file: string }>()
  return candidates.map(({ file, read }) => {
    if (!read.ok) return { id: read.error.id, file, state: 'bad', ok: false, faults: read.error.faults, process: null, hash: null }
    const { process, hash } = read.value
    const earlier = first.get(process.id)
    const { ok, faults } = checkProcess(process)
    const told = faults.map((fault) => ({ kind: fault.kind, step: stepOf(fault), message: explainFault(fault, say) }))
    const line = { id: process.id, file, ok, faults: told, process, hash }
    if (earlier?.hash === hash) return { ...line, state: 'unchanged' }
    if (earlier) return { ...line, state: 'bad', ok: false, faults: [twice(process.id, earlier.file, say)], process: null }
    first.set(process.id, { hash, file })
    const known = newest.get(process.id)
    return { ...line, state: known === undefined ? 'new' : known === hash ? 'unchanged' : 'changed' }
  })
}

export const countLines = (lines: readonly ImportLine[]): ImportCounts => {
  const counts: ImportCounts = { new: 0, changed: 0, unchanged: 0, bad: 0 }
  for (const { state } of lines) counts[state]++
  return counts
}

const twice = (id: string, file: string, say: Say): ToldFault => ({
  kind: 'duplicate-id',
  step: null,
  message: say(
    `Mã quy trình ${id} đã có trong tệp ${file} với nội dung khác.`,
    `Process code ${id} stands in file ${file} too, with other content.`,
  ),
})
