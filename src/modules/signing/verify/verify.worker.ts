import { parentPort } from 'node:worker_threads'
import { mathematics } from './mathematics.adapter.ts'
import type { Answer, Asked } from './verifier.adapter.ts'
import { verifyDocument } from './verify.ts'

parentPort?.on('message', ({ id, pdf, question }: Asked) => {
  try {
    parentPort?.postMessage({ id, outcome: verifyDocument(pdf, question, mathematics) } satisfies Answer)
  } catch (cause) {
    // The message of a parser may quote the file: only its kind goes on.
    parentPort?.postMessage({ id, fault: cause instanceof Error ? cause.name : 'unknown' } satisfies Answer)
  }
})
