import { Worker } from 'node:worker_threads'
import type { Result } from '../../../kernel/result.ts'
import type { FileRefused } from '../model.ts'
import type { Evidence, PreparedPdf, SignatureWish } from './prepare.adapter.ts'

/** Reading and writing PDF on a thread of its own: a file of a thousand pages must not hold up the pages of others. */
export interface PdfThread {
  prepare(pdf: Uint8Array, wish: SignatureWish): Promise<Result<PreparedPdf, FileRefused>>
  addEvidence(pdf: Uint8Array, evidence: Evidence): Promise<Result<Uint8Array<ArrayBuffer>, FileRefused>>
  close(): Promise<void>
}

export type Question =
  | { id: number; act: 'prepare'; pdf: Uint8Array; wish: SignatureWish }
  | { id: number; act: 'addEvidence'; pdf: Uint8Array; evidence: Evidence }
export type Reply = { id: number; outcome?: unknown; fault?: string }

type Asked = Omit<Extract<Question, { act: 'prepare' }>, 'id'> | Omit<Extract<Question, { act: 'addEvidence' }>, 'id'>

/** Starts at the first question, and does not keep the process alive while it has nothing to do. */
export function createPdfThread(): PdfThread {
  const waiting = new Map<number, { resolve: (outcome: never) => void; reject: (why: Error) => void }>()
  let worker: Worker | undefined
  let last = 0

  const lose = (why: Error): void => {
    worker = undefined
    for (const { reject } of waiting.values()) reject(why)
    waiting.clear()
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./pdf.worker.ts', import.meta.url))
    started.on('message', ({ id, outcome, fault }: Reply) => {
      const asker = waiting.get(id)
      waiting.delete(id)
      if (waiting.size === 0) worker?.unref()
      if (fault === undefined) asker?.resolve(outcome as never)
      else asker?.reject(new Error(fault))
    })
    started.on('error', (cause) => started === worker && lose(new Error('the thread for PDF failed', { cause })))
    started.on('exit', () => started === worker && lose(new Error('the thread for PDF ended')))
    return started
  }
  const ask = <T>(question: Asked): Promise<T> =>
    new Promise((resolve, reject) => {
      worker ??= start()
      waiting.set(++last, { resolve, reject })
      worker.ref()
      worker.postMessage({ ...question, id: last })
    })
  return {
    prepare: (pdf, wish) => ask({ act: 'prepare', pdf, wish }),
    addEvidence: (pdf, evidence) => ask({ act: 'addEvidence', pdf, evidence }),
    close: async () => {
      const ended = worker
      lose(new Error('signing was closed'))
      await ended?.terminate()
    },
  }
}
