import { parentPort, workerData } from 'node:worker_threads'
import { type Answer, type Asked, createTypst, type TypstOptions } from './typst.ts'

const typst = createTypst(workerData as TypstOptions)

parentPort?.on('message', ({ id, print }: Asked) => {
  try {
    const pdf = typst.render(print)
    parentPort?.postMessage({ id, pdf } satisfies Answer, [pdf.buffer])
  } catch (cause) {
    parentPort?.postMessage({ id, fault: cause instanceof Error ? cause.message : String(cause) } satisfies Answer)
  }
})
