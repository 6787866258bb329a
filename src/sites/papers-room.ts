import { createHmac } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Logger } from 'pino'
import type { Moment } from '../kernel/moment.ts'
import { createScanThread, createTextReader } from '../modules/papers/routes.ts'
import { type PapersService, papersService } from '../modules/papers/service.ts'
import type { FileStore } from '../platform/files.ts'
import { partialFiles } from '../platform/partial-files.ts'
import type { Database } from '../platform/postgres/database.ts'
import type { SigningRoom } from './signing-room.ts'

/** What papers stand on in this installation (phòng số hóa): the thread that takes scans apart, the one that reads letters, the files on their way. */
export type PapersRoom = {
  service: PapersService
  /** The letters of a stored file, picture by picture; nothing of a kind that has no pictures. */
  textOf(file: { sha256: string; mediaType: string }): Promise<string>
  close(): Promise<void>
}

/** Pages of one file that are read for the search; a longer one is found by its beginning. */
const readPagesMax = 30

/** Opens papers over the folder of files; both threads start when they are first needed. */
export async function openPapers(given: {
  db: Database
  files: FileStore
  /** where the file store keeps its files */
  filesFolder: string
  signing: SigningRoom
  key: string
  now(): Moment
  recordedNow(): Moment
  log: Logger
}): Promise<PapersRoom> {
  const { db, files, filesFolder, signing, key, now, recordedNow, log } = given
  const scans = createScanThread()
  const reader = createTextReader()
  const underWay = new Set<Promise<unknown>>()
  const service: PapersService = papersService({
    ...{ db, files, scans, reader, now, recordedNow },
    partial: await partialFiles(filesFolder),
    signing: signing.service,
    keyFor: (purpose) => createHmac('sha256', key).update(`motcua/${purpose}`).digest(),
    readSoon: (agencyId) => {
      const reading = service
        .readWaiting(agencyId)
        .catch((error: unknown) => log.warn({ err: error, agencyId }, 'a scan was not read; the job comes back to it'))
        .finally(() => underWay.delete(reading))
      underWay.add(reading)
    },
  })
  return {
    service,
    async textOf({ sha256, mediaType }) {
      const found = await files.open(sha256)
      if (!found) return ''
      const bytes = await buffer(found.stream)
      if (/^image\/(png|jpeg)$/.test(mediaType)) return reader.read(bytes)
      if (mediaType !== 'application/pdf') return ''
      const pages = await scans.inspect(bytes)
      if (!pages.ok) return ''
      const texts: string[] = []
      for (let page = 1; page <= Math.min(pages.value.length, readPagesMax); page++) {
        const picture = await scans.picture(bytes, page)
        if (picture) texts.push(await reader.read(picture.bytes))
      }
      return texts.join('\n')
    },
    close: async () => {
      await Promise.all([scans.close(), reader.close()])
      await Promise.all(underWay)
    },
  }
}
