import { type Decoder, readXrefStream } from './compressed.ts'
import { type Entry, isSameEntry } from './entry.ts'
import { isDict, isRef, isSpace, isStream, Malformed, type PdfDict, type PdfValue, type Reader, readerOf } from './syntax.ts'

/** One cross-reference section with its trailer (bảng tham chiếu chéo). */
export type Section = { offset: number; end: number; entries: Map<number, Entry>; trailer: PdfDict; ownNumber: number | null }

/** What one act of saving put into the file (phiên bản): the first, or an appended one. `end` lies behind its `%%EOF` and line end. */
export type Revision = { start: number; end: number; eof: number; sections: Section[]; trailer: PdfDict; objects: Map<number, Located> }

/** An object as it stands in the file's bytes. */
export type Located = { num: number; gen: number; offset: number; value: PdfValue }

/** What is wrong with the file's own order (lỗi cấu trúc). Honest programs write none of these; attacks on signatures need them. */
export type StructureFault =
  | { kind: 'trailing-bytes'; at: number }
  | { kind: 'object-twice'; num: number }
  | { kind: 'unlisted-object'; num: number }
  | { kind: 'object-outside-revision'; num: number }
  | { kind: 'conflicting-tables'; num: number }

export type Structure = { revisions: Revision[]; faults: StructureFault[] }

/** More revisions than any chain of offices appends. */
const revisionsMax = 100

/**
 * Reads the file's own order (cấu trúc tệp): every revision from its table, and every byte of every revision as what it is. Follows the tables
 * only, never searches for objects; then walks through all bytes and compares. Throws `Malformed` where the two do not agree enough to go on.
 */
export function readStructure(bytes: Uint8Array, decoder: Decoder): Structure {
  const faults: StructureFault[] = []
  const last = lastEnd(bytes)
  if (last.end < bytes.length) faults.push({ kind: 'trailing-bytes', at: last.end })
  const sections = sectionsFrom(bytes, last.startxref, decoder, faults)
  const revisions = group(bytes, sections)
  if (revisions.at(-1)!.end !== last.end) throw new Malformed('a last table that is not the last', last.end)
  const before = new Map<number, Entry>()
  for (const [index, revision] of revisions.entries()) {
    walk(bytes, revision, sections, numberReader(bytes, before, revision))
    compare(revision, index === 0, before, sections, faults)
    for (const section of revision.sections) for (const [num, entry] of section.entries) before.set(num, entry)
  }
  return { revisions, faults }
}

/** The last `startxref … %%EOF`, and where its line ends. */
function lastEnd(bytes: Uint8Array): { startxref: number; end: number } {
  for (let at = bytes.length - 5; at >= 0; at--) {
    if (bytes[at] !== 0x25 || !readerOf(bytes, at).word('%%EOF')) continue
    let back = at
    while (back > 0 && isSpace(bytes[back - 1]!)) back--
    while (back > 0 && bytes[back - 1]! >= 0x30 && bytes[back - 1]! <= 0x39) back--
    const offset = readerOf(bytes, back).natural()
    while (back > 0 && isSpace(bytes[back - 1]!)) back--
    if (offset === null || !readerOf(bytes, back - 9).word('startxref')) throw new Malformed('an end without startxref', at)
    return { startxref: offset, end: lineEnd(bytes, at + 5) }
  }
  throw new Malformed('no %%EOF', bytes.length)
}

function lineEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1
  return bytes[at] === 0x0a ? at + 1 : at
}

/** The sections, oldest first, by following `Prev`. */
function sectionsFrom(bytes: Uint8Array, newest: number, decoder: Decoder, faults: StructureFault[]): Section[] {
  const found: Section[] = []
  const seen = new Set<number>()
  for (let offset: number | null = newest; offset !== null; ) {
    if (seen.has(offset) || offset >= bytes.length) throw new Malformed('tables in a circle', offset)
    if (seen.size >= revisionsMax) throw new Malformed('too many revisions', offset)
    seen.add(offset)
    const section = readSection(bytes, offset, decoder, faults)
    found.unshift(section)
    const previous: PdfValue | undefined = section.trailer.entries.get('Prev')
    if (previous !== undefined && typeof previous !== 'number') throw new Malformed('no number for Prev', offset)
    offset = previous ?? null
  }
  return found
}

function readSection(bytes: Uint8Array, offset: number, decoder: Decoder, faults: StructureFault[]): Section {
  const reader = readerOf(bytes, offset)
  reader.skipSpace()
  const at = reader.at
  if (!reader.word('xref')) {
    const { num, value, end } = readIndirect(reader, () => {
      throw new Malformed('a table whose length lies elsewhere', at)
    })
    if (!isStream(value)) throw new Malformed('no table', at)
    return { offset: at, end, entries: settle(bytes, readXrefStream(value, decoder)), trailer: value.dict, ownNumber: num }
  }
  const entries = readTable(reader)
  const trailer = reader.value()
  if (!isDict(trailer)) throw new Malformed('no trailer', reader.at)
  const end = reader.at
  const hidden = trailer.entries.get('XRefStm')
  if (hidden !== undefined) {
    // A hybrid file: old readers see the table, new ones also the stream. Where both place one object, the two see different documents.
    if (typeof hidden !== 'number') throw new Malformed('no number for XRefStm', at)
    for (const [num, entry] of readSection(bytes, hidden, decoder, faults).entries) {
      const shown = entries.get(num)
      if (shown && shown.type !== 'free' && !isSameEntry(shown, entry)) faults.push({ kind: 'conflicting-tables', num })
      else entries.set(num, entry)
    }
  }
  return { offset: at, end, entries: settle(bytes, entries), trailer, ownNumber: null }
}

function readTable(reader: Reader): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  for (;;) {
    reader.skipSpace()
    if (reader.word('trailer')) return entries
    const first = reader.natural()
    reader.skipSpace()
    const count = reader.natural()
    if (first === null || count === null) throw new Malformed('a broken table', reader.at)
    for (let i = 0; i < count; i++) {
      reader.skipSpace()
      const offset = reader.natural()
      reader.skipSpace()
      const gen = reader.natural()
      reader.skipSpace()
      if (offset === null || gen === null || entries.has(first + i)) throw new Malformed('a broken table', reader.at)
      if (reader.word('n')) entries.set(first + i, { type: 'at', offset, gen })
      else if (reader.word('f')) entries.set(first + i, { type: 'free' })
      else throw new Malformed('a broken table', reader.at)
    }
  }
}

/** Some programs point at the line end before the object. */
function settle(bytes: Uint8Array, entries: Map<number, Entry>): Map<number, Entry> {
  for (const entry of entries.values())
    if (entry.type === 'at') while (entry.offset < bytes.length && isSpace(bytes[entry.offset]!)) entry.offset++
  return entries
}

/** One revision a section; but a file made for the web (linearized) has its first revision in two, the later one in front. */
function group(bytes: Uint8Array, sections: Section[]): Revision[] {
  const forWeb = sections.length > 1 && sections[0]!.offset > sections[1]!.offset
  const groups = forWeb ? [sections.slice(0, 2), ...sections.slice(2).map((s) => [s])] : sections.map((s) => [s])
  let start = 0
  return groups.map((members) => {
    const closing = members[0]!
    const reader = readerOf(bytes, closing.end)
    reader.skipSpace()
    const names = reader.word('startxref')
    reader.skipSpace()
    if (!names || reader.natural() !== pointed(bytes, members.at(-1)!, reader.at))
      throw new Malformed('a table that nothing points at', closing.offset)
    while (reader.at < bytes.length && isSpace(bytes[reader.at]!)) reader.at++
    if (!reader.word('%%EOF')) throw new Malformed('a revision without end', reader.at)
    const eof = reader.at
    const end = lineEnd(bytes, eof)
    if (closing.offset < start) throw new Malformed('tables out of order', closing.offset)
    const revision: Revision = { start, end, eof, sections: members, trailer: members.at(-1)!.trailer, objects: new Map() }
    start = end
    return revision
  })
}

/** What `startxref` may say for this section: its place, or that of the line end before it. */
function pointed(bytes: Uint8Array, section: Section, at: number): number {
  const said = readerOf(bytes, at).natural() ?? -1
  let before = said
  while (before >= 0 && before < section.offset && isSpace(bytes[before]!)) before++
  return before === section.offset ? said : section.offset
}

/** `7 0 obj … endobj`. A stream's length is taken as said, and must be true. */
export function readIndirect(reader: Reader, lengthAt: (num: number) => number): Located & { end: number } {
  const offset = reader.at
  const num = reader.natural()
  reader.skipSpace()
  const gen = reader.natural()
  reader.skipSpace()
  if (num === null || gen === null || !reader.word('obj')) throw new Malformed('no object', offset)
  let value = reader.value()
  reader.skipSpace()
  if (isDict(value) && reader.word('stream')) {
    if (reader.bytes[reader.at] === 0x0d) reader.at++
    if (reader.bytes[reader.at] !== 0x0a) throw new Malformed('a stream without line', reader.at)
    const start = reader.at + 1
    const said = value.entries.get('Length')
    const length = isRef(said) ? lengthAt(said.num) : said
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || start + length > reader.bytes.length)
      throw new Malformed('a stream of unknown length', offset)
    reader.at = start + length
    if (reader.bytes[reader.at] === 0x0d) reader.at++
    if (reader.bytes[reader.at] === 0x0a) reader.at++
    if (!reader.word('endstream')) throw new Malformed('a stream that does not end where it says', start + length)
    reader.skipSpace()
    value = { type: 'stream', dict: value, raw: reader.bytes.subarray(start, start + length) }
  }
  if (!reader.word('endobj')) throw new Malformed('an object without end', reader.at)
  return { num, gen, offset, value, end: reader.at }
}

/** Lengths that lie in an object of their own: a bare number of this revision, or of one before. */
function numberReader(bytes: Uint8Array, before: ReadonlyMap<number, Entry>, revision: Revision): (num: number) => number {
  return (num) => {
    const own = revision.sections.map((section) => section.entries.get(num)).find((entry) => entry?.type === 'at')
    const entry = own ?? before.get(num)
    if (entry?.type !== 'at') throw new Malformed('a length that is not there', revision.start)
    const { value } = readIndirect(readerOf(bytes, entry.offset), () => {
      throw new Malformed('a length that is a stream', entry.offset)
    })
    if (typeof value !== 'number') throw new Malformed('a length that is no number', entry.offset)
    return value
  }
}

/** Every byte of the revision is an object, a table, or space between. */
function walk(bytes: Uint8Array, revision: Revision, sections: readonly Section[], lengthAt: (num: number) => number): void {
  const tables = new Map(sections.map((section) => [section.offset, section]))
  const reader = readerOf(bytes, revision.start, revision.end)
  for (;;) {
    reader.skipSpace()
    if (reader.at >= revision.end) return
    const at = reader.at
    if (reader.word('xref')) {
      const table = tables.get(at)
      if (!table) throw new Malformed('a table that nothing points at', at)
      reader.at = table.end
    } else if (reader.word('startxref')) {
      reader.skipSpace()
      reader.natural()
    } else {
      const { end, ...located } = readIndirect(reader, lengthAt)
      revision.objects.set(at, located)
      reader.at = end
    }
  }
}

/** The tables against the bytes: each object that a table names begins there, in the same revision, and no number is used twice. */
function compare(
  revision: Revision,
  isFirst: boolean,
  before: ReadonlyMap<number, Entry>,
  all: readonly Section[],
  faults: StructureFault[],
): void {
  const numbers = new Set<number>()
  for (const { num, offset } of revision.objects.values()) {
    if (numbers.has(num)) faults.push({ kind: 'object-twice', num })
    numbers.add(num)
    const isListed = revision.sections.some((s) => s.ownNumber === num || isAt(s.entries.get(num), offset))
    // A first revision may carry left-overs that nobody names; in an appended one they wait for a reader that repairs.
    const isHarmless = isFirst && !all.some((s) => (s.entries.get(num)?.type ?? 'free') !== 'free')
    const isTable = isFirst && all.some((s) => s.offset === offset)
    if (!isListed && !isHarmless && !isTable) faults.push({ kind: 'unlisted-object', num })
  }
  for (const section of revision.sections)
    for (const [num, entry] of section.entries) {
      if (entry.type !== 'at' || isSameEntry(before.get(num), entry)) continue
      const there = revision.objects.get(entry.offset)
      if (entry.offset < revision.start || entry.offset >= revision.end) faults.push({ kind: 'object-outside-revision', num })
      else if (there?.num !== num || there.gen !== entry.gen) throw new Malformed(`no object ${num} where the table says`, entry.offset)
    }
}

const isAt = (entry: Entry | undefined, offset: number): boolean => entry?.type === 'at' && entry.offset === offset
