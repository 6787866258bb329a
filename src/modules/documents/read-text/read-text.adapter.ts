import { searchWords } from '../../../kernel/fold.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { DocumentFile } from '../outgoing.ts'
import { keepWords, type Unread, unreadOf } from './store.ts'

export type ReadTextDeps = {
  db: Database
  /** The text of a stored file, read from its pictures where it is a scan (nhận dạng chữ). */
  textOf(file: DocumentFile): Promise<string>
  log: { warn(what: object, message: string): void }
}

/** So many documents in one go: reading a page takes a second or two. */
const atOnce = 5
/** So many words of one document are searched; more would not fit into an index entry. */
const wordsMax = 20_000

/**
 * Reads files of documents for the search in full text (tìm toàn văn): what was written here is known, what was scanned is read by its pictures.
 * A file that cannot be read is left without words and not asked again.
 */
export async function readWaiting({ db, textOf, log }: ReadTextDeps, agencyId: number): Promise<number> {
  let read = 0
  for (const direction of ['in', 'out'] as const) {
    const waiting = await db.inAgency(agencyId, (tx) => unreadOf(tx, agencyId, direction, atOnce))
    for (const one of waiting) {
      const texts: string[] = []
      for (const source of sourcesOf(one)) {
        if (typeof source === 'string') texts.push(source)
        else
          texts.push(
            await textOf(source).catch((error: unknown) => {
              log.warn({ agencyId, document: `${one.direction}/${one.id}`, err: error }, 'a file of a document could not be read')
              return ''
            }),
          )
      }
      const words = searchWords(...texts).slice(0, wordsMax)
      await db.inAgency(agencyId, async (tx) => keepWords(tx, agencyId, one, words))
      read++
    }
  }
  return read
}

/** The text where it is known, else the files that hold it. */
function sourcesOf(one: Unread): readonly (string | DocumentFile)[] {
  if (one.direction === 'in') return one.document.registered.files
  const { content, file, appendices } = one.document.draft
  return content ? [...content.to, ...content.paragraphs, ...appendices] : [file, ...appendices]
}
