import { parentPort } from 'node:worker_threads'
import { inspectPdf, makePdf, pictureOfPage } from './scan-pdf.adapter.ts'
import type { Question, Reply } from './thread.adapter.ts'

parentPort?.on('message', async (question: Question) => {
  const { id } = question
  try {
    const outcome =
      question.act === 'inspect'
        ? await inspectPdf(question.bytes)
        : question.act === 'picture'
          ? await pictureOfPage(question.bytes, question.page)
          : await makePdf(question.sources, question.about)
    parentPort?.postMessage({ id, outcome } satisfies Reply)
  } catch (cause) {
    // The message of a parser may quote the file: only its kind goes on.
    parentPort?.postMessage({ id, fault: cause instanceof Error ? cause.constructor.name : 'unknown' } satisfies Reply)
  }
})
