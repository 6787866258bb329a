import type { Entry } from './entry.ts'
import { isDict, isName, Malformed, type PdfDict, type PdfStream, type PdfValue, readerOf } from './syntax.ts'

/** Unpacks zlib data; null when it is broken or longer than allowed. Handed in: the rule itself touches no library. */
export type Inflate = (packed: Uint8Array, lengthMax: number) => Uint8Array | null

/** Unpacks streams and counts what came out, so that a small file does not become an endless one. */
export type Decoder = (stream: PdfStream) => Uint8Array

/** Bytes that all tables and object streams of one file may unpack to, together. */
const unpackedMax = 128 << 20

export function decoderOf(inflate: Inflate): Decoder {
  let left = unpackedMax
  return (stream) => {
    const { entries } = stream.dict
    const filter = only(entries.get('Filter'))
    const parameters = only(entries.get('DecodeParms'))
    if (filter === undefined) return stream.raw
    if (!isName(filter, 'FlateDecode')) throw new Malformed('a table packed in an unusual way', 0)
    const unpacked = inflate(stream.raw, left)
    if (unpacked === null) throw new Malformed('a stream that does not unpack', 0)
    left -= unpacked.length
    return isDict(parameters) ? unpredict(unpacked, parameters) : unpacked
  }
}

/** A single filter may stand alone or in an array of one. */
function only(value: PdfValue | undefined): PdfValue | undefined {
  if (!Array.isArray(value)) return value ?? undefined
  if (value.length > 1) throw new Malformed('a table packed more than once', 0)
  return value[0] ?? undefined
}

/** Undoes the PNG predictors that tables are written with. */
function unpredict(bytes: Uint8Array, parameters: PdfDict): Uint8Array {
  const number = (key: string, otherwise: number): number => {
    const value = parameters.entries.get(key) ?? otherwise
    return typeof value === 'number' ? value : Number.NaN
  }
  const predictor = number('Predictor', 1)
  if (predictor === 1) return bytes
  const columns = number('Columns', 1)
  if (
    !(predictor >= 10 && predictor <= 15) ||
    number('Colors', 1) !== 1 ||
    number('BitsPerComponent', 8) !== 8 ||
    !(columns > 0 && columns < 4096)
  )
    throw new Malformed('a table packed in an unusual way', 0)
  const rows = Math.floor(bytes.length / (columns + 1))
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (columns + 1)]!
    for (let i = 0; i < columns; i++) {
      const raw = bytes[row * (columns + 1) + 1 + i]!
      const left = i > 0 ? out[row * columns + i - 1]! : 0
      const up = row > 0 ? out[(row - 1) * columns + i]! : 0
      const corner = i > 0 && row > 0 ? out[(row - 1) * columns + i - 1]! : 0
      out[row * columns + i] = raw + predicted(kind, left, up, corner)
    }
  }
  return out
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 0) return 0
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  if (kind !== 4) throw new Malformed('a table packed in an unusual way', 0)
  const [byLeft, byUp, byCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner
}

/** The rows of a cross-reference stream (ISO 32000-1 7.5.8). */
export function readXrefStream(stream: PdfStream, decoder: Decoder): Map<number, Entry> {
  const { entries } = stream.dict
  const widths = naturals(entries.get('W'))
  const size = entries.get('Size')
  if (!isName(entries.get('Type'), 'XRef') || widths.length !== 3 || typeof size !== 'number' || widths.some((w) => w > 7))
    throw new Malformed('no table', 0)
  const index = entries.has('Index') ? naturals(entries.get('Index')) : [0, size]
  const [kindWidth, secondWidth, thirdWidth] = widths as [number, number, number]
  const rows = decoder(stream)
  const found = new Map<number, Entry>()
  let at = 0
  const field = (width: number): number => {
    let sum = 0
    for (let i = 0; i < width; i++) sum = sum * 256 + rows[at++]!
    return sum
  }
  for (let pair = 0; pair + 1 < index.length; pair += 2)
    for (let i = 0; i < index[pair + 1]!; i++) {
      if (at + kindWidth + secondWidth + thirdWidth > rows.length || kindWidth + secondWidth + thirdWidth === 0)
        throw new Malformed('a table that is too short', 0)
      const num = index[pair]! + i
      const kind = kindWidth === 0 ? 1 : field(kindWidth)
      const second = field(secondWidth)
      const third = field(thirdWidth)
      if (found.has(num)) throw new Malformed(`object ${num} twice in a table`, 0)
      if (kind === 0) found.set(num, { type: 'free' })
      else if (kind === 1) found.set(num, { type: 'at', offset: second, gen: third })
      else if (kind === 2) found.set(num, { type: 'in', stream: second, index: third })
    }
  return found
}

function naturals(value: PdfValue | undefined): number[] {
  if (!Array.isArray(value)) throw new Malformed('no table', 0)
  return value.map((item) => {
    if (typeof item !== 'number' || !Number.isInteger(item) || item < 0) throw new Malformed('no table', 0)
    return item
  })
}

/** The objects inside an object stream, in its order (ISO 32000-1 7.5.7). */
export function readObjectStream(stream: PdfStream, decoder: Decoder): { num: number; value: PdfValue }[] {
  const { entries } = stream.dict
  const [count, first] = naturals([entries.get('N') ?? null, entries.get('First') ?? null]) as [number, number]
  if (!isName(entries.get('Type'), 'ObjStm')) throw new Malformed('no object stream', 0)
  const bytes = decoder(stream)
  if (count > bytes.length) throw new Malformed('an object stream that is too short', 0)
  const head = readerOf(bytes, 0, Math.min(first, bytes.length))
  return Array.from({ length: count }, () => {
    head.skipSpace()
    const num = head.natural()
    head.skipSpace()
    const offset = head.natural()
    if (num === null || offset === null || first + offset >= bytes.length) throw new Malformed('a broken object stream', head.at)
    return { num, value: readerOf(bytes, first + offset).value() }
  })
}
