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
