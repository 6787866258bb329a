import { kindLetters } from './kind-letters.ts'
import type { DocumentKind } from './kinds.ts'

/**
 * The symbol of a document (ký hiệu): letters of its kind and of the agency, `QĐ-STNMT`; an official letter has the agency and the unit that
 * drafted it, `STNMT-VP`.
 * @law nd-30-2020 phu-luc-1 II.3
 */
export function symbolOf(kind: DocumentKind, letters: { agency: string; unit: string }): string {
  const ofKind = kindLetters[kind]
  return ofKind === '' ? `${letters.agency}-${letters.unit}` : `${ofKind}-${letters.agency}`
}

/**
 * Number and symbol as printed (số, ký hiệu): `07/QĐ-STNMT`, `1722/UBND-TH`. A number below ten has a nought before it.
 * @law nd-30-2020 phu-luc-1 II.3
 */
export const numberText = (number: number, symbol: string): string => `${String(number).padStart(2, '0')}/${symbol}`

/** Letters that may stand for a unit or agency in a symbol: Vietnamese capitals, digits, `&` and a dash inside. */
export const symbolShape = /^[\p{Lu}][\p{Lu}\p{L}\p{N}&-]{0,19}$/u

/**
 * A proposal for the letters of a name: the first letters of its words without those that only join, "Phòng Tài nguyên nước" → "TNN".
 * The records clerk has the last word.
 */
export function lettersOf(name: string): string {
  const joining = new Set(['và', 'của', 'về', 'các', 'cho', 'tại', 'sở', 'bộ', 'phận'])
  const words = name.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  // The kind of unit says nothing where it begins the name: Phòng Đất đai. In "Văn phòng" it belongs to it.
  const said = words.filter((word, i) => !joining.has(word.toLowerCase()) && !(i === 0 && word.toLowerCase() === 'phòng'))
  return (said.length > 0 ? said : words).map((word) => word[0]?.toUpperCase() ?? '').join('')
}
