import { createHash } from 'node:crypto'
import { raw } from 'hono/html'

const drawn = new Map<string, string>()
const drawnMax = 5_000

/**
 * Draws a part once for all pages that show the same (the rows of a process, the days of a promise): drawing costs more than the query
 * behind the page. The oldest goes when there are too many.
 * @param key everything that the part shows; two parts with one key are the same
 */
export function drawnOnce(key: string, draw: () => { toString(): string }) {
  const before = drawn.get(key)
  if (before !== undefined) return raw(before)
  const html = String(draw())
  if (drawn.size >= drawnMax) drawn.delete(drawn.keys().next().value ?? '')
  drawn.set(key, html)
  return raw(html)
}

const apartMax = 500
let young = new Map<string, Buffer>()
let old = new Map<string, Buffer>()

/**
 * As `drawnOnce`, for large parts: kept as bytes, and copied into the answer instead of being turned from text to bytes each time. Only in
 * pages that `bytesOf` puts together. What was drawn stays for at least five hundred other parts.
 */
export function drawnApart(key: string, draw: () => { toString(): string }) {
  // The mark in the page is the hash, never the key: a key holds texts that nothing has escaped.
  const id = createHash('sha256').update(key).digest('hex')
  if (!young.has(id)) {
    if (young.size >= apartMax) {
      old = young
      young = new Map()
    }
    young.set(id, old.get(id) ?? Buffer.from(String(draw())))
  }
  return raw(`\u0002${id}\u0002`)
}

/** The place of a part that is kept as bytes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the mark is a character that no text shows
const place = /\u0002([0-9a-f]{64})\u0002/

/** Puts a page together as bytes, in one pass: texts are written, parts that are kept as bytes are copied. */
export function bytesOf(pieces: readonly (string | Buffer)[]): Uint8Array<ArrayBuffer> {
  const parts = pieces.flatMap((piece): readonly (string | Buffer)[] =>
    typeof piece === 'string'
      ? piece.split(place).map((text, i) => (i % 2 === 1 ? (young.get(text) ?? old.get(text) ?? '') : text))
      : [piece],
  )
  // No character takes more than three bytes of UTF-8 for each unit of its text.
  const bytes = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length * 3 : part.length), 0))
  let at = 0
  for (const part of parts) at += typeof part === 'string' ? bytes.write(part, at) : part.copy(bytes, at)
  return bytes.subarray(0, at)
}
