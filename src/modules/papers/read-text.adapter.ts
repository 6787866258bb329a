import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, type Worker } from 'tesseract.js'

/** Reads the letters of pictures (nhận dạng chữ). */
export type TextReader = { read(picture: Uint8Array): Promise<string>; close(): Promise<void> }

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
  return {
    async read(picture) {
      clearTimeout(idle)
      worker ??= createWorker('vie', 1, { langPath, cacheMethod: 'none', gzip: true, errorHandler: () => {} })
      try {
        const { data } = await (await worker).recognize(Buffer.from(picture))
        return data.text.normalize('NFC')
      } catch (error) {
        await rest() // a thread that failed once is not asked again
        throw error instanceof Error ? error : new Error(String(error))
      } finally {
        idle = setTimeout(() => void rest(), idleMs)
        idle.unref()
      }
    },
    close: rest,
  }
}
