import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../kernel/result.ts'

/** Why a part is not taken: it begins elsewhere than what is there ends, it would grow past the size announced, or the disk is full. */
export type PartRefused = { kind: 'wrong-offset'; receivedBytes: number } | { kind: 'too-large' } | { kind: 'disk-full' }

/** Files on their way (tệp đang tải lên): each grows by its parts; one that was cut off goes on from where it is. */
export type PartialFiles = {
  receivedBytes(id: string): Promise<number>
  /** Adds a part; of one that is cut off in the middle, what came is kept. Answers how much is there now. */
  append(id: string, part: { offset: number; totalBytes: number; bytes: AsyncIterable<Uint8Array> }): Promise<Result<number, PartRefused>>
  /** The bytes so far. */
  read(id: string): AsyncIterable<Uint8Array>
  drop(id: string): Promise<void>
}

/** Uploads that nobody went on with for so long are forgotten, seconds. */
const forgottenAfter = 24 * 3600

const idShape = /^[0-9a-f]{64}$/

/** Keeps files on their way in `<folder>/partial`. The file's own length is the offset: there is nothing else to go out of step with it. */
export async function partialFiles(filesFolder: string): Promise<PartialFiles> {
  const folder = join(filesFolder, 'partial')
  await mkdir(folder, { recursive: true })
  const sweep = async (): Promise<void> => {
    const oldest = Date.now() - forgottenAfter * 1000
    for (const name of await readdir(folder)) {
      const found = await stat(join(folder, name)).catch(() => null)
      if (found && found.mtimeMs < oldest) await rm(join(folder, name), { force: true })
    }
  }
  await sweep()
  const placeOf = (id: string): string => {
    if (!idShape.test(id)) throw new TypeError('an upload is named by 64 hexadecimal digits')
    return join(folder, id)
  }
  const receivedBytes = async (id: string): Promise<number> => (await stat(placeOf(id)).catch(() => null))?.size ?? 0

  return {
    receivedBytes,
    async append(id, { offset, totalBytes, bytes }) {
      const place = placeOf(id)
      if ((await receivedBytes(id)) === 0) await sweep()
      const file = await open(place, 'a', 0o640)
      try {
        const there = (await file.stat()).size
        if (there !== offset) return err({ kind: 'wrong-offset', receivedBytes: there })
        return await write(file, there, totalBytes, bytes)
      } catch (error) {
        if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '')) return err({ kind: 'disk-full' })
        throw error
      } finally {
        await file.close()
      }
    },
    read: (id) => createReadStream(placeOf(id)),
    drop: (id) => rm(placeOf(id), { force: true }),
  }
}

async function write(
  file: FileHandle,
  from: number,
  totalBytes: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<number, PartRefused>> {
  let at = from
  for await (const chunk of bytes) {
    if (at + chunk.byteLength > totalBytes) return err({ kind: 'too-large' })
    for (let begin = 0; begin < chunk.byteLength; ) begin += (await file.write(chunk, begin)).bytesWritten
    at += chunk.byteLength
  }
  return ok(at)
}
