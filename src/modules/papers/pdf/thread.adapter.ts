import { Worker } from 'node:worker_threads'
import type { Result } from '../../../kernel/result.ts'
import type { MadeForm } from '../paper.ts'
import type { PageFacts } from '../quality.ts'
import type { ScanPdfRefused, Source } from './scan-pdf.adapter.ts'

/** Reading and making PDF of scans on a thread of its own: a file of a thousand pages must not hold up the pages of others. */
export interface ScanThread {
  inspect(bytes: Uint8Array): Promise<Result<readonly PageFacts[], ScanPdfRefused>>
  picture(bytes: Uint8Array, page: number): Promise<{ mediaType: string; bytes: Uint8Array } | null>
  make(sources: readonly Source[], about: { title: string; at: number }): Promise<{ bytes: Uint8Array; pages: number; form: MadeForm }>
  close(): Promise<void>
}

/** The thread gave no outcome: the file is damaged in a way that nobody foresaw, or asks for more time or memory than a scan needs. */
export class ScanThreadFailed extends Error {}

type Asked =
  | { act: 'inspect'; bytes: Uint8Array }
  | { act: 'picture'; bytes: Uint8Array; page: number }
  | { act: 'make'; sources: readonly Source[]; about: { title: string; at: number } }
export type Question = Asked & { id: number }
export type Reply = { id: number; outcome?: unknown; fault?: string }

/** No scan takes so long; what does is thrown away with its thread, and the next one begins on a new one. */
const longestMs = 90_000
const memoryMb = 1_024

/** Starts at the first question, and does not keep the process alive while it has nothing to do. */
export function createScanThread(): ScanThread {
  const waiting = new Map<number, { resolve: (outcome: never) => void; reject: (why: Error) => void; late: NodeJS.Timeout }>()
  let worker: Worker | undefined
  let last = 0

  const lose = (why: Error): void => {
    worker = undefined
    for (const { reject, late } of waiting.values()) {
      clearTimeout(late)
      reject(why)
    }
    waiting.clear()
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./scan.worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
    started.on('message', ({ id, outcome, fault }: Reply) => {
      const asker = waiting.get(id)
      waiting.delete(id)
      clearTimeout(asker?.late)
      if (waiting.size === 0) worker?.unref()
      if (fault === undefined) asker?.resolve(outcome as never)
      else asker?.reject(new ScanThreadFailed(fault))
    })
    started.on('error', () => started === worker && lose(new ScanThreadFailed('the thread for scans failed')))
    started.on('exit', () => started === worker && lose(new ScanThreadFailed('the thread for scans ended')))
    return started
  }
  const ask = <T>(asked: Asked): Promise<T> =>
    new Promise((resolve, reject) => {
      worker ??= start()
      const id = ++last
      const late = setTimeout(() => {
        void worker?.terminate()
        lose(new ScanThreadFailed('too slow'))
      }, longestMs)
      late.unref()
      waiting.set(id, { resolve, reject, late })
      worker.ref()
      worker.postMessage({ ...asked, id })
    })
  return {
    inspect: (bytes) => ask({ act: 'inspect', bytes }),
    picture: (bytes, page) => ask({ act: 'picture', bytes, page }),
    make: (sources, about) => ask({ act: 'make', sources, about }),
    close: async () => {
      const ended = worker
      lose(new ScanThreadFailed('closed'))
      await ended?.terminate()
    },
  }
}
