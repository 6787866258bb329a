import { randomUUID } from 'node:crypto'
import { raw } from 'hono/html'

const apartMax = 500
type Apart = { mark: string; bytes: Buffer }
let young = new Map<string, Apart>()
let old = new Map<string, Apart>()
const byMark = new Map<string, Buffer>()

/** Frames the marks of parts in a page. Marks cannot be guessed, so no text that people write can stand for a part. */
const edge = '\u0002'
const series = randomUUID()
let count = 0

/**
 * Draws a large part once for all pages that show the same (the days of a promise): drawing costs more than the query behind the page. It is
 * kept as bytes, and copied into the answer instead of being turned from text to bytes each time; only in pages that `bytesOf` puts
 * together. What was drawn stays for at least five hundred other parts.
 * @param key everything that the part shows; two parts with one key are the same
 */
export function drawnApart(key: string, draw: () => { toString(): string }) {
  const known = young.get(key)
  if (known) return raw(known.mark)
  if (young.size >= apartMax) {
    for (const [gone, { mark }] of old) if (!young.has(gone)) byMark.delete(mark)
    old = young
    young = new Map()
  }
  const part = old.get(key) ?? { mark: `${edge}${series}${++count}${edge}`, bytes: Buffer.from(String(draw())) }
  young.set(key, part)
  byMark.set(part.mark, part.bytes)
  return raw(part.mark)
}

/** Puts a page together as bytes: texts are written, parts that are kept as bytes are copied. */
export function bytesOf(pieces: readonly (string | Buffer)[]): Buffer<ArrayBuffer> {
  const parts = pieces.flatMap((piece) => (typeof piece === 'string' ? partsOf(piece) : piece))
  // No character takes more than three bytes of UTF-8 for each unit of its text. Most pages fit into Node's pool, where memory is at hand.
  const bytes = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length * 3 : part.length), 0))
  let at = 0
  for (const part of parts) at += typeof part === 'string' ? bytes.write(part, at) : part.copy(bytes, at)
  return bytes.subarray(0, at)
}

/** A text with its marks replaced by what they stand for. */
function partsOf(text: string): (string | Buffer)[] {
  const parts: (string | Buffer)[] = []
  let from = 0
  for (;;) {
    const begins = text.indexOf(edge, from)
    const ends = begins < 0 ? -1 : text.indexOf(edge, begins + 1)
    if (ends < 0) break
    const kept = byMark.get(text.slice(begins, ends + 1))
    parts.push(text.slice(from, kept ? begins : begins + 1))
    if (kept) parts.push(kept)
    from = kept ? ends + 1 : begins + 1
  }
  return [...parts, from === 0 ? text : text.slice(from)]
}
