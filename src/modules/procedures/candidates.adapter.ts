import { createHash } from 'node:crypto'
import { err, ok } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import type { Candidate } from './import/plan.ts'
import type { InternalProcess } from './process.ts'
import { explainFile, readProcessFile } from './process-file.adapter.ts'

/** The records of a file, ready to be planned. A file that cannot be read is one bad record, named after the file. */
export async function candidatesIn(file: { name: string; bytes: Uint8Array }, say: Say): Promise<Candidate[]> {
  const read = await readProcessFile(file, say)
  if (!read.ok) return [unreadableFile(file.name, explainFile(read.error, say))]
  return read.value.map((record) => {
    if (record.ok) return { file: file.name, read: ok({ process: record.value, hash: contentHash(record.value) }) }
    const faults = record.error.faults.map(({ step, message }) => ({ kind: 'unreadable', step, message }))
    return { file: file.name, read: err({ id: record.error.id ?? file.name, faults }) }
  })
}

export const unreadableFile = (file: string, message: string): Candidate => ({
  file,
  read: err({ id: file, faults: [{ kind: 'unreadable', step: null, message }] }),
})

/** The content of a process as a short mark: the same whatever the file's type, its order of keys, and what it leaves empty. */
export const contentHash = (process: InternalProcess): string => createHash('sha256').update(canonical(process)).digest('hex')

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined)
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
    .join(',')}}`
}
