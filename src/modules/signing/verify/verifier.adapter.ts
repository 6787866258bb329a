import { Worker } from 'node:worker_threads'
import { err, type Result } from '../../../kernel/result.ts'
import { fileMegabytesMax } from '../model.ts'
import { isTooLarge, type NotReadable } from './document.ts'
import type { Question, Verification } from './verify.ts'

/** Checks files on a thread of its own (kiểm tra ở luồng riêng): one that is built to exhaust the reader costs that thread and nothing else. */
export interface Verifier {
  verify(pdf: Uint8Array, question: Question): Promise<Result<Verification, NotReadable>>
  close(): Promise<void>
}

export type Asked = { id: number; pdf: Uint8Array; question: Question }
export type Answer = { id: number; outcome?: Result<Verification, NotReadable>; fault?: string }

/** How long one file may take, and how much memory its reading, unless somebody sets it otherwise. */
const limits = { secondsMax: 20, memoryMegabytesMax: 1024 }

type Waiting = { asked: Asked; resolve: (outcome: Result<Verification, NotReadable>) => void; reject: (why: Error) => void }

/** The thread starts at the first file, takes one after another, and does not keep the process alive while it has nothing to do. */
export function createVerifier({ secondsMax, memoryMegabytesMax } = limits): Verifier {
  const waiting: Waiting[] = []
  let worker: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  let last = 0

  const next = (): void => {
    clearTimeout(timer)
    const [first] = waiting
    if (!first) return void worker?.unref()
    worker ??= start()
    worker.ref()
    timer = setTimeout(() => giveUp(), secondsMax * 1000)
    worker.postMessage(first.asked)
  }
  const settle = (act: (first: Waiting) => void): void => {
    const first = waiting.shift()
    if (first) act(first)
    next()
  }
  /** Too long, or out of memory: the thread goes, the file gets its answer, the next one a new thread. */
  const giveUp = (): void => {
    const stuck = worker
    worker = undefined
    void stuck?.terminate()
    settle(({ resolve }) => resolve(err({ kind: 'took-too-long', limitSeconds: secondsMax })))
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./verify.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytesMax },
    })
    started.on('message', ({ outcome, fault }: Answer) => {
      if (started !== worker) return
      settle(({ resolve, reject }) => (outcome ? resolve(outcome) : reject(new Error(fault))))
    })
    started.on('error', (cause: Error & { code?: string }) => {
      if (started !== worker) return
      if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY') return giveUp()
      worker = undefined
      settle(({ reject }) => reject(new Error('the thread for verification failed', { cause })))
    })
    return started
  }
  return {
    verify: (pdf, question) => {
      if (isTooLarge(pdf)) return Promise.resolve(err({ kind: 'file-too-large', limitMegabytes: fileMegabytesMax }))
      return new Promise((resolve, reject) => {
        waiting.push({ asked: { id: ++last, pdf, question }, resolve, reject })
        if (waiting.length === 1) next()
      })
    },
    close: async () => {
      clearTimeout(timer)
      const ended = worker
      worker = undefined
      for (const { reject } of waiting.splice(0)) reject(new Error('verification was closed'))
      await ended?.terminate()
    },
  }
}
