import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, type Worker } from 'tesseract.js'

/** Reads the letters of pictures (nhận dạng chữ). */
export type TextReader = { read(picture: Uint8Array): Promise<string>; isClosed(): boolean; close(): Promise<void> }

/** Data of Vietnamese lies in the package: nothing is fetched. */
const langPath = join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json')), '4.0.0')

/**
 * Reads Vietnamese (tiếng Việt) by tesseract on a thread of its own, which starts with the first picture and goes when nothing came for a while:
 * it holds some hundred megabytes.
 */
export function createTextReader({ idleMs = 120_000 }: { idleMs?: number } = {}): TextReader {
  let worker: Promise<Worker> | undefined
  let idle: NodeJS.Timeout | undefined
  const rest = async (): Promise<void> => {
    clearTimeout(idle)
    const ended = worker
    worker = undefined
    await (await ended?.catch(() => undefined))?.terminate()
  }
  /** Its thread does not keep the process alive while it has nothing to read. */
  const hold = async (isHeld: boolean): Promise<void> => {
    const { worker: thread } = ((await worker) ?? {}) as { worker?: { ref(): void; unref(): void } }
    if (isHeld) thread?.ref()
    else thread?.unref()
  }
  let reading = 0
  let isClosed = false
  // A thread that was ended answers no more: whoever waits for it is told.
  const ended = Promise.withResolvers<never>()
  ended.promise.catch(() => {})
  return {
    async read(picture) {
      if (isClosed) throw new Error('the reader was closed')
      clearTimeout(idle)
      reading += 1
      worker ??= createWorker('vie', 1, { langPath, cacheMethod: 'none', gzip: true, errorHandler: () => {} })
      try {
        const ready = await worker
        await hold(true)
        if (isClosed) throw new Error('the reader was closed')
        const { data } = await Promise.race([ready.recognize(Buffer.from(picture)), ended.promise])
        return data.text.normalize('NFC')
      } catch (error) {
        await rest() // a thread that failed once is not asked again
        throw error instanceof Error ? error : new Error(String(error))
      } finally {
        reading -= 1
        if (reading === 0) await hold(false)
        if (!isClosed) idle = setTimeout(() => void rest(), idleMs)
        idle?.unref()
      }
    },
    isClosed: () => isClosed,
    close: async () => {
      isClosed = true
      ended.reject(new Error('the reader was closed'))
      await rest()
    },
  }
}
