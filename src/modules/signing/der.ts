/** Writes ASN.1 in its one canonical form (DER, X.690): what is hashed and signed must have exactly one encoding. */
export type Der = Uint8Array<ArrayBuffer>

/** One element: tag, length, content. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Der {
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const head = [tag, ...lengthOctets(size)]
  const bytes = new Uint8Array(head.length + size)
  bytes.set(head)
  let at = head.length
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function lengthOctets(size: number): number[] {
  if (size < 0x80) return [size]
  const octets: number[] = []
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

export const sequence = (...parts: readonly Uint8Array[]): Der => element(0x30, ...parts)

/** SET OF: DER orders the elements by their encoding. Signed attributes that are not so ordered verify in one program and fail in the next. */
export const setOf = (...parts: readonly Uint8Array[]): Der => element(0x31, ...parts.toSorted(compareBytes))

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

/** An object identifier from its dotted text. */
export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

function base128(value: number): number[] {
  const octets = [value & 0x7f]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift((rest & 0x7f) | 0x80)
  return octets
}

/** A whole number that is not negative; bytes are read as big-endian. */
export function integer(value: number | Uint8Array): Der {
  const bytes = typeof value === 'number' ? numberBytes(value) : value
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  const short = bytes.subarray(start)
  return (short[0] ?? 0) >= 0x80 ? element(0x02, Uint8Array.of(0), short) : element(0x02, short)
}

function numberBytes(value: number): Uint8Array {
  const octets = [value % 256]
  for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.from(octets)
}

export const octets = (bytes: Uint8Array): Der => element(0x04, bytes)
export const bits = (bytes: Uint8Array, unusedBits = 0): Der => element(0x03, Uint8Array.of(unusedBits), bytes)
export const nothing = (): Der => element(0x05)
export const truth = (value: boolean): Der => element(0x01, Uint8Array.of(value ? 0xff : 0))
export const utf8 = (text: string): Der => element(0x0c, new TextEncoder().encode(text))
export const ascii = (text: string, tag = 0x13): Der => element(tag, new TextEncoder().encode(text))

/** A tag of the structure's own around a whole element (EXPLICIT). */
export const wrapped = (number: number, ...parts: readonly Uint8Array[]): Der => element(0xa0 | number, ...parts)
/** The element with the structure's own tag in place of its type's (IMPLICIT); `isPrimitive` for strings and numbers. */
export function retagged(number: number, der: Uint8Array, isPrimitive = false): Der {
  const copy = Uint8Array.from(der)
  copy[0] = (isPrimitive ? 0x80 : 0xa0) | number
  return copy
}

/** A time: UTCTime until 2049, GeneralizedTime after, as RFC 5280 and CMS ask; GeneralizedTime always when `isGeneral`. Whole seconds since 1970. */
export function time(seconds: number, isGeneral = false): Der {
  const text = new Date(seconds * 1000).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  const inUtcTime = !isGeneral && text >= '1950' && text < '2050'
  return inUtcTime ? ascii(`${text.slice(2)}Z`, 0x17) : ascii(`${text}Z`, 0x18)
}

export const algorithm = (dotted: string, parameters?: Uint8Array): Der => sequence(oid(dotted), ...(parameters ? [parameters] : []))
