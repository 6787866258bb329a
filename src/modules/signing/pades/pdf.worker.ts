import { parentPort } from 'node:worker_threads'
import { addEvidence, preparePdf } from './prepare.adapter.ts'
import type { Question, Reply } from './thread.adapter.ts'

parentPort?.on('message', async (question: Question) => {
  const { id } = question
  try {
    const outcome =
      question.act === 'prepare' ? await preparePdf(question.pdf, question.wish) : await addEvidence(question.pdf, question.evidence)
    parentPort?.postMessage({ id, outcome } satisfies Reply)
  } catch (cause) {
    // The message of a parser may quote the file: only its kind goes on.
    parentPort?.postMessage({ id, fault: cause instanceof Error ? `${cause.name} in ${question.act}` : 'unknown' } satisfies Reply)
  }
})
