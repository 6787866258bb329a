/**
 * Text as it may stand on paper. Composed (NFC), so that Vietnamese marks are single glyphs; invisible characters and those that
 * turn the reading direction are dropped, because what is printed must be what is read; a character that the font cannot draw
 * shows as its number, `[U+1F600]`, never as nothing.
 */
export function printable(text: string, canDraw: (codePoint: number) => boolean): string {
  const seen = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu, '')
  let shown = ''
  for (const character of seen) {
    const code = character.codePointAt(0)!
    shown += character === '\n' || canDraw(code) ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  }
  return shown
}

/** The same for every text inside a value; numbers, truth values and names of fields stay. */
export function printableDeep(value: unknown, canDraw: (codePoint: number) => boolean): unknown {
  if (typeof value === 'string') return printable(value, canDraw)
  if (Array.isArray(value)) return value.map((item) => printableDeep(item, canDraw))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, printableDeep(item, canDraw)]))
}
