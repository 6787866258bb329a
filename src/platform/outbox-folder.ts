import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../kernel/result.ts'

/**
 * A folder that stands for a way not yet connected (hộp thư đi dạng tệp): each message is one JSON file, read and sent by whatever the office
 * has. A message written again replaces its file, so that nothing lies there twice. Only the owner of the folder may read: it holds addresses.
 */
export const outboxFolder =
  (folder: string) =>
  async (id: string, message: object): Promise<Result<true, { kind: 'away'; reply: string }>> => {
    const whole = join(folder, `.${randomUUID()}`)
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(whole, `${JSON.stringify(message, null, 2)}\n`, { mode: 0o600, flush: true })
      await rename(whole, join(folder, `${id.replaceAll(/[^A-Za-z0-9.-]/g, '')}.json`))
      return ok(true)
    } catch (error) {
      await rm(whole, { force: true }).catch(() => {})
      return err({ kind: 'away', reply: (error as NodeJS.ErrnoException).code ?? 'not written' })
    }
  }
