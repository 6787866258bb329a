/** What a PDF is written in (cú pháp PDF): values, read strictly. Nothing is guessed and nothing is repaired: what a reader would have to guess, two readers guess differently. */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfDict | PdfStream | PdfValue[]
export type PdfName = { type: 'name'; name: string }
/** `start` and `end` are the places of its delimiters in the bytes that it was read from. */
export type PdfString = { type: 'string'; bytes: Uint8Array; isHex: boolean; start: number; end: number }
export type PdfRef = { type: 'ref'; num: number; gen: number }
export type PdfDict = { type: 'dict'; entries: Map<string, PdfValue> }
/** `raw` is what lies between `stream` and `endstream`, still encoded. */
export type PdfStream = { type: 'stream'; dict: PdfDict; raw: Uint8Array }

/** The bytes are not what the syntax asks for, at this place. Caught where the file is opened; it never leaves this folder. */
export class Malformed extends Error {
  readonly at: number
  constructor(what: string, at: number) {
    super(`${what} at byte ${at}`)
    this.at = at
  }
}

/** Deeper nesting serves no document, only those who want to exhaust the reader. */
const nestingMax = 100

/** Reads values one after another from bytes. */
export interface Reader {
  at: number
  readonly bytes: Uint8Array
  skipSpace(): void
  /** Steps over exactly this word, or says no and stays. */
  word(word: string): boolean
  /** A whole number without sign, or null; stays where it was when null. */
  natural(): number | null
  value(): PdfValue
}

export function readerOf(bytes: Uint8Array, from = 0, end = bytes.length): Reader {
  let depth = 0
  const reader: Reader = { at: from, bytes, skipSpace, word, natural, value }
  return reader

  function skipSpace(): void {
    while (reader.at < end) {
      const byte = bytes[reader.at]!
      if (byte === percent) {
        while (reader.at < end && bytes[reader.at] !== lf && bytes[reader.at] !== cr) reader.at++
      } else if (isSpace(byte)) reader.at++
      else return
    }
  }

  function word(text: string): boolean {
    const { at } = reader
    if (at + text.length > end) return false
    for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
    reader.at = at + text.length
    return true
  }

  function natural(): number | null {
    let at = reader.at
    let sum = 0
    while (at < end && isDigit(bytes[at]!)) {
      sum = sum * 10 + bytes[at]! - zero
      at++
      if (at - reader.at > 15) throw new Malformed('a number that is too long', reader.at)
    }
    if (at === reader.at) return null
    reader.at = at
    return sum
  }

  function value(): PdfValue {
    skipSpace()
    const byte = bytes[reader.at]
    if (reader.at >= end || byte === undefined) throw new Malformed('the end where a value should be', reader.at)
    if (byte === slash) return name()
    if (byte === openParenthesis) return literalString()
    if (byte === less) return bytes[reader.at + 1] === less ? dictionary() : hexString()
    if (byte === openBracket) return array()
    if (isDigit(byte) || byte === plus || byte === minus || byte === dot) return numberOrRef()
    if (word('true')) return closed(true)
    if (word('false')) return closed(false)
    if (word('null')) return closed(null)
    throw new Malformed('no value', reader.at)
  }

  /** A keyword ends where a space or a delimiter comes: `trueish` is no word. */
  function closed<T>(found: T): T {
    const next = bytes[reader.at]
    if (reader.at < end && next !== undefined && !isSpace(next) && !isDelimiter(next))
      throw new Malformed('a word that does not end', reader.at)
    return found
  }

  function nested<T>(read: () => T): T {
    if (++depth > nestingMax) throw new Malformed('too deep nesting', reader.at)
    const result = read()
    depth--
    return result
  }

  function name(): PdfName {
    let text = ''
    let at = reader.at + 1
    for (; at < end; at++) {
      const byte = bytes[at]!
      if (isSpace(byte) || isDelimiter(byte)) break
      if (byte === hash) {
        const high = hexDigit(bytes[at + 1])
        const low = hexDigit(bytes[at + 2])
        if (high < 0 || low < 0 || at + 2 >= end) throw new Malformed('a broken name', at)
        text += String.fromCharCode(high * 16 + low)
        at += 2
      } else text += String.fromCharCode(byte)
    }
    reader.at = at
    return { type: 'name', name: text }
  }

  function literalString(): PdfString {
    const start = reader.at
    const found: number[] = []
    let open = 1
    let at = start + 1
    for (; at < end; at++) {
      const byte = bytes[at]!
      if (byte === backslash) {
        const next = bytes[++at]
        if (next === undefined || at >= end) break
        const plain = escapes.get(next)
        if (plain !== undefined) found.push(plain)
        else if (next >= zero && next <= zero + 7) {
          let code = next - zero
          for (let more = 0; more < 2 && isOctal(bytes[at + 1]); more++) code = code * 8 + bytes[++at]! - zero
          found.push(code & 0xff)
        } else if (next === cr) {
          if (bytes[at + 1] === lf) at++
        } else if (next !== lf) found.push(next)
        continue
      }
      if (byte === openParenthesis) open++
      if (byte === closeParenthesis && --open === 0) {
        reader.at = at + 1
        return { type: 'string', bytes: Uint8Array.from(found), isHex: false, start, end: at + 1 }
      }
      found.push(byte)
    }
    throw new Malformed('a string without end', start)
  }

  function hexString(): PdfString {
    const start = reader.at
    let stop = start + 1
    while (stop < end && bytes[stop] !== greater) stop++
    if (stop >= end) throw new Malformed('a string without end', start)
    const found = new Uint8Array(Math.ceil((stop - start - 1) / 2))
    let count = 0
    for (let at = start + 1; at < stop; at++) {
      const digit = hexDigit(bytes[at])
      if (digit >= 0) {
        found[count >> 1]! |= count % 2 === 0 ? digit << 4 : digit
        count++
      } else if (!isSpace(bytes[at]!)) throw new Malformed('no hexadecimal digit', at)
    }
    reader.at = stop + 1
    return { type: 'string', bytes: found.subarray(0, (count + 1) >> 1), isHex: true, start, end: stop + 1 }
  }

  function array(): PdfValue[] {
    return nested(() => {
      const items: PdfValue[] = []
      reader.at++
      for (;;) {
        skipSpace()
        if (word(']')) return items
        items.push(value())
      }
    })
  }

  function dictionary(): PdfDict {
    return nested(() => {
      const entries = new Map<string, PdfValue>()
      reader.at += 2
      for (;;) {
        skipSpace()
        if (word('>>')) return { type: 'dict', entries }
        if (bytes[reader.at] !== slash || reader.at >= end) throw new Malformed('no key', reader.at)
        const at = reader.at
        const key = name().name
        // Of two entries with one key one reader takes the first and another the last.
        if (entries.has(key)) throw new Malformed(`the key ${key} twice`, at)
        entries.set(key, value())
      }
    })
  }

  function numberOrRef(): PdfValue {
    const start = reader.at
    const num = natural()
    if (num !== null && bytes[reader.at] !== dot) {
      const after = reader.at
      const ref = reference(num)
      if (ref) return ref
      reader.at = after
      return closed(num)
    }
    reader.at = start
    let at = start
    while (at < end && !isSpace(bytes[at]!) && !isDelimiter(bytes[at]!)) at++
    const text = String.fromCharCode(...bytes.subarray(start, Math.min(at, start + 64)))
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new Malformed('a broken number', start)
    reader.at = at
    return Number(text)
  }

  function reference(num: number): PdfRef | null {
    if (!isSpace(bytes[reader.at] ?? 0x52)) return null
    skipSpace()
    const gen = natural()
    if (gen === null || !isSpace(bytes[reader.at] ?? 0x52)) return null
    skipSpace()
    if (!word('R')) return null
    const next = bytes[reader.at]
    if (reader.at < end && next !== undefined && !isSpace(next) && !isDelimiter(next)) return null
    return { type: 'ref', num, gen }
  }
}

const [lf, cr, percent, slash, less, greater] = [0x0a, 0x0d, 0x25, 0x2f, 0x3c, 0x3e]
const [openParenthesis, closeParenthesis, openBracket, closeBracket] = [0x28, 0x29, 0x5b, 0x5d]
const [openBrace, closeBrace, backslash, hash, zero, plus, minus, dot] = [0x7b, 0x7d, 0x5c, 0x23, 0x30, 0x2b, 0x2d, 0x2e]
const escapes = new Map([
  [0x6e, lf],
  [0x72, cr],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
])

export const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === lf || byte === cr || byte === 0x09 || byte === 0x0c || byte === 0x00
const isDigit = (byte: number): boolean => byte >= zero && byte <= zero + 9
const isOctal = (byte: number | undefined): boolean => byte !== undefined && byte >= zero && byte <= zero + 7
const delimiters = new Set([
  percent,
  slash,
  less,
  greater,
  openParenthesis,
  closeParenthesis,
  openBracket,
  closeBracket,
  openBrace,
  closeBrace,
])
const isDelimiter = (byte: number): boolean => delimiters.has(byte)

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1
}

export const isName = (value: PdfValue | undefined, name?: string): value is PdfName =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'name' && (name === undefined || value.name === name)
export const isRef = (value: PdfValue | undefined): value is PdfRef =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'ref'
export const isDict = (value: PdfValue | undefined): value is PdfDict =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'dict'
export const isStream = (value: PdfValue | undefined): value is PdfStream =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'stream'
export const isString = (value: PdfValue | undefined): value is PdfString =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'string'

/** The same value, written in whatever way: streams by dictionary and encoded bytes. */
export function isSame(a: PdfValue, b: PdfValue): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]!))
  if (Array.isArray(b) || a.type !== b.type) return false
  if (a.type === 'name') return b.type === 'name' && a.name === b.name
  if (a.type === 'ref') return b.type === 'ref' && a.num === b.num && a.gen === b.gen
  if (a.type === 'string') return b.type === 'string' && isSameBytes(a.bytes, b.bytes)
  if (a.type === 'stream') return b.type === 'stream' && isSame(a.dict, b.dict) && isSameBytes(a.raw, b.raw)
  if (b.type !== 'dict' || a.entries.size !== b.entries.size) return false
  for (const [key, value] of a.entries) {
    const other = b.entries.get(key)
    if (other === undefined || !isSame(value, other)) return false
  }
  return true
}

export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
