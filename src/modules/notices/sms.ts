/** How long a short message is (độ dài tin nhắn): what a network carries, and bills, in segments. */
export type SmsSize = {
  alphabet: 'gsm' | 'unicode'
  /** Places taken: letters of seven bits, or of sixteen. */
  units: number
  segments: number
}

/** The default alphabet of GSM (3GPP TS 23.038, 6.2.1): one place each. It has à è é ì ò ù, and no other Vietnamese letter with a mark. */
const oneplace = new Set([
  ...'@£$¥\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉÇ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñü',
  ...[0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xe0].map((letter) => String.fromCodePoint(letter)), // è é ù ì ò à
])
/** Its extension: an escape and a letter, two places that are never parted. */
const twoplace = new Set('^{}\\[~]|€\f')

/** Places in a message alone, and in each part of a longer one, whose head takes six octets (3GPP TS 23.040, 9.2.3.24). */
const places = { gsm: { alone: 160, part: 153 }, unicode: { alone: 70, part: 67 } } as const

/** Counts a short message as networks do: one letter with a mark outside the alphabet makes the whole of it sixteen bits a letter. */
export function smsSize(text: string): SmsSize {
  const letters = [...text]
  const alphabet = letters.every((letter) => oneplace.has(letter) || twoplace.has(letter)) ? 'gsm' : 'unicode'
  const widths = letters.map((letter) => (alphabet === 'unicode' ? letter.length : twoplace.has(letter) ? 2 : 1))
  const units = widths.reduce((sum, width) => sum + width, 0)
  const { alone, part } = places[alphabet]
  if (units <= alone) return { alphabet, units, segments: 1 }
  let [segments, used] = [1, 0]
  for (const width of widths) {
    if (used + width > part) [segments, used] = [segments + 1, 0]
    used += width
  }
  return { alphabet, units, segments }
}

/** What stands in our texts and in no alphabet of GSM, and what says the same there. */
const plainSigns: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
}

/** A Vietnamese text without its marks (không dấu): less than half the segments, and telephones of any age show it. */
export const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[đĐ“”‘’–—…]/g, (sign) => plainSigns[sign] ?? sign)
    .normalize('NFC')
