import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { clamdScanner, type FileScanner } from '../platform/clamd.ts'

/** `scanner.json` of the data folder: where clamd listens. */
const settings = z.union([
  z.object({ socket: z.string().min(1), timeoutSeconds: z.number().positive().default(30) }).strict(),
  z
    .object({ host: z.string().min(1), port: z.number().int().min(1).max(65_535), timeoutSeconds: z.number().positive().default(30) })
    .strict(),
])

/**
 * The virus scanner of this installation (quét mã độc), as `scanner.json` in the data folder says; none without that file. A wrong file stops the
 * start: who set a scanner must not go on without one.
 */
export async function openScanner(folder: string): Promise<FileScanner | null> {
  const text = await readFile(join(folder, 'scanner.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const { timeoutSeconds, ...address } = settings.parse(JSON.parse(text))
  return clamdScanner(address, { timeoutMs: timeoutSeconds * 1000 })
}
