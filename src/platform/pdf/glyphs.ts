/**
 * Which characters a TrueType font can draw, read from its `cmap` table (Windows Unicode subtables, formats 4 and 12).
 * An archival PDF refuses a character without a glyph, so the text is checked before it reaches the typesetter.
 */
export function drawableIn(font: Buffer): (codePoint: number) => boolean {
  const cmap = tableAt(font, 'cmap')
  const ranges = subtables(font, cmap).flatMap((at) => rangesOf(font, at))
  const drawn = new Set<number>()
  for (const [from, to] of ranges) for (let code = from; code <= to; code++) drawn.add(code)
  return (codePoint) => drawn.has(codePoint)
}

type Range = readonly [from: number, to: number]

function tableAt(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4)
  for (let i = 0; i < tables; i++) {
    const record = 12 + i * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no ${tag} table`)
}

function subtables(font: Buffer, cmap: number): number[] {
  const windows = 3
  return Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + 4 + i * 8)
    .filter((record) => font.readUInt16BE(record) === windows)
    .map((record) => cmap + font.readUInt32BE(record + 4))
}

function rangesOf(font: Buffer, at: number): Range[] {
  switch (font.readUInt16BE(at)) {
    case 4:
      return segments(font, at)
    case 12:
      return groups(font, at)
    default:
      return []
  }
}

/** Format 4: parallel arrays of segment ends and starts. The last segment (0xFFFF) only closes the list. */
function segments(font: Buffer, at: number): Range[] {
  const doubled = font.readUInt16BE(at + 6)
  const ends = at + 14
  const starts = ends + doubled + 2
  return Array.from(
    { length: doubled / 2 },
    (_, i) => [font.readUInt16BE(starts + i * 2), font.readUInt16BE(ends + i * 2)] as const,
  ).filter(([from]) => from !== 0xffff)
}

/** Format 12: groups of (first, last, first glyph), for characters beyond the basic plane too. */
function groups(font: Buffer, at: number): Range[] {
  return Array.from({ length: font.readUInt32BE(at + 12) }, (_, i) => {
    const group = at + 16 + i * 12
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const
  })
}
