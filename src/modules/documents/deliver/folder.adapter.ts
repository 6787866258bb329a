import { createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dayText, momentText } from '../../../kernel/moment.ts'
import { err, ok } from '../../../kernel/result.ts'
import { safeName } from '../../../platform/files.ts'
import type { Carrier, Parcel } from './carrier.ts'

/**
 * A folder that stands for a way not yet connected (thư mục văn bản gửi đi): for each parcel a folder with its files and `document.json` beside
 * them, for whoever sends it on. It appears whole or not at all; a parcel carried again after a fall changes nothing.
 */
export const folderCarrier = (folder: string): Carrier => ({
  via: 'folder',
  async carry(parcel) {
    const name = `${parcel.id.replaceAll(/[^A-Za-z0-9.-]/g, '')}${parcel.recalledFor === null ? '' : '-thu-hoi'}`
    const [whole, half] = [join(folder, name), join(folder, `.${name}`)]
    try {
      if (await isThere(whole)) return ok(true)
      await rm(half, { recursive: true, force: true })
      await mkdir(half, { recursive: true, mode: 0o700 })
      for (const [i, file] of parcel.files.entries())
        await pipeline(Readable.from(await file.bytes()), createWriteStream(join(half, nameIn(i, file.name)), { mode: 0o600, flush: true }))
      const about = await open(join(half, 'document.json'), 'w', 0o600)
      await about.writeFile(`${JSON.stringify(told(parcel), null, 2)}\n`)
      await about.sync()
      await about.close()
      await rename(half, whole)
      return ok(true)
    } catch (error) {
      await rm(half, { recursive: true, force: true }).catch(() => {})
      return err({ kind: 'away', reply: (error as NodeJS.ErrnoException).code ?? 'not written' })
    }
  },
})

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Two appendices may have one name. */
const nameIn = (i: number, name: string): string => `${i + 1}-${safeName(name)}`

const told = ({ id, sentAt, sender, to, numberSymbol, date, kind, subject, urgency, files, recalledFor }: Parcel) => ({
  id,
  sentAt: momentText(sentAt),
  sender,
  to,
  numberSymbol,
  date: dayText(date),
  kind,
  subject,
  urgency,
  recalledFor,
  files: files.map(({ name, sha256, sizeBytes }, i) => ({ file: nameIn(i, name), name, sha256, sizeBytes })),
})
