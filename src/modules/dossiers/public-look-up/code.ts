import { type DossierCode, isDossierCode } from '../model.ts'

/** What people paste beside a code: spaces of every kind, invisible marks, and dashes that a phone made longer. */
const spaces = /[\s\u200b-\u200d\u2060\ufeff]/gu
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/gu

/** Longer than any code that was ever issued, characters. */
const codeLengthMax = 60

/** Reads a dossier code as people type it: any case, spaces, long dashes, composed or not. Null: it cannot be one. */
export function readCode(typed: string): DossierCode | null {
  const code = typed.normalize('NFKC').replace(spaces, '').replace(dashes, '-').toUpperCase()
  return code.length <= codeLengthMax && isDossierCode(code) ? code : null
}

/** Reads the four proving digits. Null: not four digits. */
export function readDigits(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(spaces, '')
  return /^\d{4}$/.test(digits) ? digits : null
}

/** The identifier of the agency, which begins a code. */
export const identifierOf = (code: DossierCode): string => code.slice(0, code.indexOf('-'))
