/** The place in a list where the next page begins (con trỏ trang), as it stands in an address. */
export const cursorOf = (...key: (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

export const isTime = (k: unknown) =>
  k === 'infinity' || (typeof k === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(k) && !Number.isNaN(Date.parse(k.slice(0, 10))))
export const isText = (k: unknown) => typeof k === 'string' && /^[\w.-]{1,100}$/.test(k)
export const isId = (k: unknown) => Number.isSafeInteger(k) && (k as number) > 0

/** Reads a cursor; null for none, and for one that was tampered with: the list then begins anew. */
export function readCursor(cursor: string | null, parts: readonly ((k: unknown) => boolean)[]): (string | number)[] | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString())
    const isKey = Array.isArray(key) && key.length === parts.length && parts.every((isPart, i) => isPart(key[i]))
    return isKey ? (key as (string | number)[]) : null
  } catch {
    return null
  }
}
