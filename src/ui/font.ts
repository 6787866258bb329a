import { brotliCompressSync, constants, inflateSync } from 'node:zlib'

/** Tables of a font by their four-letter tag. */
type Tables = Map<string, Buffer>

/** The two subsets into which the package splits one cut of the font: Latin letters, and what Vietnamese adds. WOFF files. */
export type Cut = { latin: Buffer; vietnamese: Buffer }

/**
 * Makes one web font (WOFF2) that covers Vietnamese out of two subsets of the same cut, so that a first visit loads one file, not two.
 * The Vietnamese glyphs that the Latin subset lacks are added behind its own, so its kerning stays as it is. The file has
 * the feature `tnum` (figures of one width, for columns), which the package's subsets lost, instead of fractions and ligatures.
 *
 * @param strong  a second, heavier cut to carry in the same file: the feature `ss01` shows it, drawn and not smeared
 */
export function joinFonts(cut: Cut, strong?: Cut): Buffer {
  const base = readWoff(cut.latin)
  const fonts = [base, readWoff(cut.vietnamese)]
  const glyphs = readGlyphs(base)
  const chars = readChars(base)
  takeOver(fonts[1]!, glyphs, (char, id) => chars.has(char) || chars.set(char, id()))
  const columns = evenFigures(glyphs, chars)
  const heavy = new Map<number, number>()
  if (strong) {
    for (const subset of [readWoff(strong.latin), readWoff(strong.vietnamese)]) {
      takeOver(subset, glyphs, (char, id) => heavy.has(char) || heavy.set(char, id()))
      fonts.push(subset)
    }
    for (const pair of evenFigures(glyphs, heavy)) columns.set(...pair)
  }
  const weights = new Map([...chars].flatMap(([char, id]) => (heavy.has(char) ? [[id, heavy.get(char)!] as const] : [])))
  base.set('GSUB', writeFeatures([...(strong ? [{ tag: 'ss01', pairs: weights }] : []), { tag: 'tnum', pairs: columns }]))
  return writeWoff2(assemble(base, fonts, glyphs, chars))
}

/** Offers each character of `from`; asking for its id adds the glyph and its components to `glyphs`, equal ones once. */
function takeOver(from: Tables, glyphs: Glyph[], offer: (char: number, id: () => number) => void): void {
  const theirs = readGlyphs(from)
  const added = new Map<number, number>()
  const known = new Map(glyphs.map((glyph, id) => [keyOf(glyph), id]))
  const add = (id: number): number => {
    const before = added.get(id)
    if (before !== undefined) return before
    const glyph = theirs[id]!
    const data = Buffer.from(glyph.data)
    for (const at of componentsAt(data)) data.writeUInt16BE(add(data.readUInt16BE(at)), at)
    const place = known.get(keyOf({ ...glyph, data })) ?? glyphs.push({ ...glyph, data }) - 1
    added.set(id, place)
    return place
  }
  for (const [char, id] of readChars(from)) offer(char, () => add(id))
}

/** Characters a font (WOFF) can show. */
export const charsOf = (woff: Buffer): Set<number> => new Set(readChars(readWoff(woff)).keys())

type Glyph = { data: Buffer; advance: number; bearing: number }
const keyOf = ({ data, advance, bearing }: Glyph): string => `${advance} ${bearing} ${data.toString('latin1')}`

/** WOFF 1.0: a directory of deflated tables. */
function readWoff(file: Buffer): Tables {
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new TypeError('not a WOFF file')
  const tables: Tables = new Map()
  for (let i = 0; i < file.readUInt16BE(12); i++) {
    const at = 44 + i * 20
    const [offset, packed, length] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)]
    const data = file.subarray(offset, offset + packed)
    tables.set(file.toString('latin1', at, at + 4), packed < length ? inflateSync(data) : data)
  }
  return tables
}

function readGlyphs(font: Tables): Glyph[] {
  const [glyf, loca, hmtx] = [table(font, 'glyf'), table(font, 'loca'), table(font, 'hmtx')]
  const isLong = table(font, 'head').readInt16BE(50) === 1
  const offset = (i: number) => (isLong ? loca.readUInt32BE(i * 4) : loca.readUInt16BE(i * 2) * 2)
  const metrics = table(font, 'hhea').readUInt16BE(34)
  return Array.from({ length: table(font, 'maxp').readUInt16BE(4) }, (_, i) => ({
    data: glyf.subarray(offset(i), offset(i + 1)),
    advance: hmtx.readUInt16BE(Math.min(i, metrics - 1) * 4),
    bearing: i < metrics ? hmtx.readInt16BE(i * 4 + 2) : hmtx.readInt16BE(metrics * 4 + (i - metrics) * 2),
  }))
}

/** Where a composite glyph names its components; none for a simple one. */
function componentsAt(data: Buffer): number[] {
  if (data.length === 0 || data.readInt16BE(0) >= 0) return []
  const places: number[] = []
  let at = 10
  for (;;) {
    const flags = data.readUInt16BE(at)
    places.push(at + 2)
    const scale = flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0
    at += 4 + (flags & 0x1 ? 4 : 2) + scale
    if (!(flags & 0x20)) return places
  }
}

/** The Unicode map, from the format-4 subtable that every web font has. */
function readChars(font: Tables): Map<number, number> {
  const cmap = table(font, 'cmap')
  const chars = new Map<number, number>()
  const at = cmap.readUInt32BE(8)
  if (cmap.readUInt16BE(at) !== 4) throw new TypeError('expected a format 4 cmap')
  const twice = cmap.readUInt16BE(at + 6)
  for (let i = 0; i < twice; i += 2) {
    const end = cmap.readUInt16BE(at + 14 + i)
    const start = cmap.readUInt16BE(at + 16 + twice + i)
    const delta = cmap.readUInt16BE(at + 16 + twice * 2 + i)
    const rangeAt = at + 16 + twice * 3 + i
    const range = cmap.readUInt16BE(rangeAt)
    for (let char = start; char <= end && char !== 0xffff; char++) {
      const raw = range === 0 ? char : cmap.readUInt16BE(rangeAt + range + (char - start) * 2)
      const id = raw === 0 ? 0 : (raw + delta) & 0xffff
      if (id !== 0) chars.set(char, id)
    }
  }
  return chars
}

/** Adds figures 0–9 as wide as the widest, each in the middle; gives which figure each stands for. */
function evenFigures(glyphs: Glyph[], chars: Map<number, number>): Map<number, number> {
  const ids = Array.from({ length: 10 }, (_, i) => chars.get(0x30 + i)!)
  const widest = Math.max(...ids.map((id) => glyphs[id]!.advance))
  return new Map(
    ids.map((id) => {
      const { data, advance, bearing } = glyphs[id]!
      return [id, glyphs.push({ data, advance: widest, bearing: bearing + Math.round((widest - advance) / 2) }) - 1]
    }),
  )
}

/** Writes the tables that change; `name`, `OS/2`, kerning and features stay those of the base. */
function assemble(base: Tables, fonts: Tables[], glyphs: Glyph[], chars: Map<number, number>): Tables {
  const padded = glyphs.map(({ data }) => Buffer.concat([data, Buffer.alloc(-data.length & 3)]))
  const loca = Buffer.alloc((glyphs.length + 1) * 4)
  const hmtx = Buffer.alloc(glyphs.length * 4)
  let offset = 0
  glyphs.forEach((glyph, i) => {
    hmtx.writeUInt16BE(glyph.advance, i * 4)
    hmtx.writeInt16BE(glyph.bearing, i * 4 + 2)
    offset += padded[i]!.length
    loca.writeUInt32BE(offset, (i + 1) * 4)
  })
  const head = Buffer.from(table(base, 'head'))
  head.writeInt16BE(1, 50)
  const hhea = Buffer.from(table(base, 'hhea'))
  hhea.writeUInt16BE(glyphs.length, 34)
  const maxp = Buffer.from(table(base, 'maxp'))
  maxp.writeUInt16BE(glyphs.length, 4)
  for (const at of [6, 8, 10, 12, 28, 30]) maxp.writeUInt16BE(Math.max(...fonts.map((font) => table(font, 'maxp').readUInt16BE(at))), at)
  const post = Buffer.from(table(base, 'post').subarray(0, 32))
  post.writeUInt32BE(0x00030000, 0) // no glyph names
  return new Map([
    ...base,
    ['glyf', Buffer.concat(padded)],
    ['loca', loca],
    ['hmtx', hmtx],
    ['head', head],
    ['hhea', hhea],
    ['maxp', maxp],
    ['post', post],
    ['cmap', writeChars(chars)],
  ])
}

/** A cmap with one format-4 subtable: one segment for each run of neighbouring characters and glyphs. */
function writeChars(chars: Map<number, number>): Buffer {
  const runs: { start: number; end: number; delta: number }[] = []
  for (const [char, id] of [...chars].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1)
    if (last && last.end + 1 === char && last.delta === id - char) last.end = char
    else runs.push({ start: char, end: char, delta: id - char })
  }
  runs.push({ start: 0xffff, end: 0xffff, delta: 1 })
  const n = runs.length
  const log = Math.floor(Math.log2(n))
  const out = Buffer.alloc(12 + 16 + n * 8)
  const u16 = (value: number, at: number) => out.writeUInt16BE(value & 0xffff, at)
  u16(1, 2)
  u16(3, 4)
  u16(1, 6)
  out.writeUInt32BE(12, 8)
  u16(4, 12)
  u16(out.length - 12, 14)
  u16(n * 2, 18)
  u16(2 ** log * 2, 20)
  u16(log, 22)
  u16(n * 2 - 2 ** log * 2, 24)
  runs.forEach(({ start, end, delta }, i) => {
    u16(end, 26 + i * 2)
    u16(start, 28 + n * 2 + i * 2)
    u16(delta, 28 + n * 4 + i * 2)
  })
  return out
}

/** A GSUB whose features each put one glyph for another, in this order; tags in alphabetical order. */
function writeFeatures(features: { tag: string; pairs: Map<number, number> }[]): Buffer {
  const n = features.length
  const scripts = [...u16s(1), ...tagged('DFLT', 8), ...u16s(4, 0, 0, 0xffff, n), ...features.flatMap((_, i) => u16s(i))]
  const list = [
    ...u16s(n),
    ...features.flatMap(({ tag }, i) => tagged(tag, 2 + n * 6 + i * 6)),
    ...features.flatMap((_, i) => u16s(0, 1, i)),
  ]
  const tables = features.map(({ pairs }) => {
    const from = [...pairs.keys()].sort((a, b) => a - b)
    const swaps = [...u16s(2, 6 + from.length * 2, from.length), ...from.flatMap((id) => u16s(pairs.get(id)!))]
    return [...u16s(1, 0, 1, 8), ...swaps, ...u16s(1, from.length, ...from)]
  })
  const offsets = tables.map((_, i) => 2 + n * 2 + tables.slice(0, i).reduce((sum, t) => sum + t.length, 0))
  return Buffer.from([
    ...u16s(1, 0, 10, 10 + scripts.length, 10 + scripts.length + list.length),
    ...scripts,
    ...list,
    ...u16s(n, ...offsets),
    ...tables.flat(),
  ])
}
const tagged = (tag: string, offset: number): number[] => [...Buffer.from(tag, 'latin1'), ...u16s(offset)]
const u16s = (...values: number[]): number[] => values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff])

/** Tags that WOFF 2.0 numbers, in its order; others would be spelled out. */
const numbered =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB'
    .match(/.{4}(?: |$)/g)!
    .map((tag) => tag.slice(0, 4))

/** WOFF 2.0 without the glyph transform: the sfnt's tables behind one another, in one Brotli stream. */
function writeWoff2(tables: Tables): Buffer {
  const entries = [...tables].filter(([tag]) => numbered.includes(tag)).sort(([a], [b]) => (a < b ? -1 : 1))
  const head = entries.find(([tag]) => tag === 'head')![1]
  head.writeUInt32BE(0, 8)
  head.writeUInt32BE((0xb1b0afba - sfntSum(entries)) >>> 0, 8)
  const directory = Buffer.concat(
    entries.map(([tag, data]) =>
      Buffer.from([numbered.indexOf(tag) | (tag === 'glyf' || tag === 'loca' ? 0xc0 : 0), ...base128(data.length)]),
    ),
  )
  const bare = Buffer.concat(entries.map(([, data]) => data))
  const packed = brotliCompressSync(bare, {
    params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT, [constants.BROTLI_PARAM_QUALITY]: 11 },
  })
  const sfntSize = 12 + entries.reduce((sum, [, data]) => sum + 16 + data.length + (-data.length & 3), 0)
  const header = Buffer.alloc(48)
  const length = header.length + directory.length + packed.length
  const padding = Buffer.alloc(-length & 3)
  header.write('wOF2', 0, 'latin1')
  header.writeUInt32BE(0x00010000, 4)
  header.writeUInt32BE(length + padding.length, 8)
  header.writeUInt16BE(entries.length, 12)
  header.writeUInt32BE(sfntSize, 16)
  header.writeUInt32BE(packed.length, 20)
  header.writeUInt16BE(1, 24)
  return Buffer.concat([header, directory, packed, padding])
}

/** The checksum of the whole sfnt as a reader will rebuild it. */
function sfntSum(entries: [string, Buffer][]): number {
  const n = entries.length
  const log = Math.floor(Math.log2(n))
  const top = Buffer.alloc(12 + n * 16)
  top.writeUInt32BE(0x00010000, 0)
  top.writeUInt16BE(n, 4)
  top.writeUInt16BE(2 ** log * 16, 6)
  top.writeUInt16BE(log, 8)
  top.writeUInt16BE(n * 16 - 2 ** log * 16, 10)
  let offset = top.length
  let sum = 0
  entries.forEach(([tag, data], i) => {
    const own = wordSum(data)
    top.write(tag, 12 + i * 16, 'latin1')
    top.writeUInt32BE(own, 16 + i * 16)
    top.writeUInt32BE(offset, 20 + i * 16)
    top.writeUInt32BE(data.length, 24 + i * 16)
    offset += data.length + (-data.length & 3)
    sum = (sum + own) >>> 0
  })
  return (sum + wordSum(top)) >>> 0
}

function wordSum(data: Buffer): number {
  const whole = Buffer.concat([data, Buffer.alloc(-data.length & 3)])
  let sum = 0
  for (let i = 0; i < whole.length; i += 4) sum = (sum + whole.readUInt32BE(i)) >>> 0
  return sum
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80)
  return bytes
}

function table(font: Tables, tag: string): Buffer {
  const found = font.get(tag)
  if (!found) throw new TypeError(`the font has no ${tag} table`)
  return found
}
