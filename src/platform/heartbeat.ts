import { open, readFile, rename } from 'node:fs/promises'
import type { Moment } from '../kernel/moment.ts'

/** The last sign of life of the system (nhịp hoạt động), and whether it was stopped in order. */
export type Heartbeat = { at: Moment; wasStopped: boolean }

/** A sign of life is given this often, milliseconds. */
export const heartbeatEveryMs = 60_000

/**
 * Signs of life in a file of the data folder, which every process of the office shares: it outlives a crash of any of them, tells nothing
 * wrong when a backup of the database is put back, and costs the database nothing. Written beside, forced to disk, renamed.
 */
export function heartbeatFile(path: string) {
  return {
    /** The newest sign of life; null at the very first start, or when the file cannot be read as one. */
    async last(): Promise<Heartbeat | null> {
      const text = await readFile(path, 'utf8').catch(() => '')
      const [, seconds, stopped] = /^(\d{9,11})( stopped)?\n$/.exec(text) ?? []
      return seconds === undefined ? null : { at: Number(seconds) as Moment, wasStopped: stopped !== undefined }
    },
    async beat({ at, wasStopped }: Heartbeat): Promise<void> {
      const beside = `${path}.${process.pid}`
      const file = await open(beside, 'w', 0o600)
      try {
        await file.writeFile(`${at}${wasStopped ? ' stopped' : ''}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(beside, path)
    },
  }
}

export type HeartbeatFile = ReturnType<typeof heartbeatFile>
