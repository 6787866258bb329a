/** Reads ASN.1 (X.690): what signatures and certificates are written in. Lengths must fit exactly; nothing may lie between or behind elements. */
export interface Element {
  tag: number
  /** the whole element with its head */
  der: Uint8Array
  content: Uint8Array
}

/** The bytes are not the structure that they should be. Caught where a signature is judged; it never leaves this folder. */
export class Unreadable extends Error {}

const depthMax = 40

/** The element at the beginning, however many bytes follow. Long forms without length (BER) are read too: some programs write signatures so. */
export function elementAt(bytes: Uint8Array, at = 0, depth = 0): Element {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > depthMax) throw new Unreadable('no element')
  if (first === 0x80) return endless(bytes, at, tag, depth)
  let length = first
  let head = 2
  if (first > 0x80) {
    const count = first & 0x7f
    if (count > 4 || at + 2 + count > bytes.length) throw new Unreadable('a length that is too long')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + bytes[at + 2 + i]!
    if (length < 0x80 || (count > 1 && bytes[at + 2] === 0)) throw new Unreadable('a length that is longer than needed')
    head = 2 + count
  }
  const end = at + head + length
  if (end > bytes.length) throw new Unreadable('an element longer than its place')
  return { tag, der: bytes.subarray(at, end), content: bytes.subarray(at + head, end) }
}

/** An element that ends with two zero bytes in place of a length. */
function endless(bytes: Uint8Array, at: number, tag: number, depth: number): Element {
  if ((tag & 0x20) === 0) throw new Unreadable('no length')
  let next = at + 2
  while (bytes[next] !== 0 || bytes[next + 1] !== 0) next += elementAt(bytes, next, depth + 1).der.length
  return { tag, der: bytes.subarray(at, next + 2), content: bytes.subarray(at + 2, next) }
}

/** Exactly one element. */
export function whole(bytes: Uint8Array): Element {
  const element = elementAt(bytes)
  if (element.der.length !== bytes.length) throw new Unreadable('bytes behind the element')
  return element
}

export function children({ tag, content }: Element): Element[] {
  if ((tag & 0x20) === 0) throw new Unreadable('no structure')
  const found: Element[] = []
  for (let at = 0; at < content.length; ) {
    const child = elementAt(content, at)
    found.push(child)
    at += child.der.length
  }
  return found
}

/** Walks the members of a structure in the order of its definition. */
export interface Members {
  /** the next one, which must be there and have this tag */
  take(tag?: number): Element
  /** the next one if it has this tag */
  maybe(tag: number): Element | undefined
  isAtEnd(): boolean
  end(): void
}

export function members(element: Element, tag?: number): Members {
  if (tag !== undefined && element.tag !== tag) throw new Unreadable(`tag ${element.tag} where ${tag} should be`)
  const all = children(element)
  let next = 0
  const reader: Members = {
    take: (wanted) => {
      const found = all[next++]
      if (!found || (wanted !== undefined && found.tag !== wanted)) throw new Unreadable('a member is missing')
      return found
    },
    maybe: (wanted) => (all[next]?.tag === wanted ? all[next++] : undefined),
    isAtEnd: () => next >= all.length,
    end: () => {
      if (next < all.length) throw new Unreadable('a member too many')
    },
  }
  return reader
}

export const tags = {
  boolean: 1,
  integer: 2,
  bits: 3,
  octets: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utcTime: 0x17,
  generalTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

export function oidText({ tag, content }: Element): string {
  if (tag !== tags.oid || content.length === 0) throw new Unreadable('no object identifier')
  const numbers: number[] = []
  let sum = 0
  for (const [i, octet] of content.entries()) {
    if (sum === 0 && octet === 0x80) throw new Unreadable('an identifier longer than needed')
    sum = sum * 128 + (octet & 0x7f)
    if (sum > Number.MAX_SAFE_INTEGER / 128) throw new Unreadable('an identifier that is too long')
    if (octet < 0x80) {
      numbers.push(sum)
      sum = 0
    } else if (i === content.length - 1) throw new Unreadable('an identifier without end')
  }
  const [first = 0, ...rest] = numbers
  const root = Math.min(2, Math.floor(first / 40))
  return [root, first - root * 40, ...rest].join('.')
}

/** An octet string, also one in pieces. */
export function octetsOf(element: Element): Uint8Array {
  if (element.tag === tags.octets) return element.content
  if (element.tag !== 0x24) throw new Unreadable('no octets')
  const parts = children(element).map(octetsOf)
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** A bit string of whole octets. */
export function bitsOf({ tag, content }: Element): Uint8Array {
  if (tag !== tags.bits || content[0] !== 0) throw new Unreadable('no bits')
  return content.subarray(1)
}

/** A small whole number. */
export function smallNumber({ tag, content }: Element): number {
  if ((tag !== tags.integer && tag !== tags.enumerated) || content.length === 0 || content.length > 4 || content[0]! >= 0x80)
    throw new Unreadable('no small number')
  return content.reduce((sum, octet) => sum * 256 + octet, 0)
}

export function isTrue({ tag, content }: Element): boolean {
  if (tag !== tags.boolean || content.length !== 1) throw new Unreadable('no truth value')
  return content[0] !== 0
}

/** Seconds since 1970; only times in UTC with seconds (RFC 5280 4.1.2.5), fractions are cut off. */
export function secondsOf({ tag, content }: Element): number {
  const text = String.fromCharCode(...content.subarray(0, 40))
  const match =
    tag === tags.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(text)
  if (!match || (tag !== tags.utcTime && tag !== tags.generalTime)) throw new Unreadable('no time')
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [number, number, number, number, number, number]
  const fullYear = tag === tags.generalTime ? year : year >= 50 ? 1900 + year : 2000 + year
  const millis = Date.UTC(fullYear, month - 1, day, hour, minute, second)
  const back = new Date(millis)
  if (Number.isNaN(millis) || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    throw new Unreadable('no time')
  return millis / 1000
}

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16)
  return text
}

/** Text of any of the string types of names; what cannot be read as text is shown in hexadecimal. */
export function textOf({ tag, content }: Element): string {
  if (tag === 0x0c || tag === 0x13 || tag === 0x14 || tag === 0x16 || tag === 0x1a || tag === 0x12) return new TextDecoder().decode(content)
  if (tag === 0x1e) return new TextDecoder('utf-16be').decode(content)
  return hexOf(content)
}
