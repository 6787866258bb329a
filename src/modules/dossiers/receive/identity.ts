import { err, ok, type Result } from '../../../kernel/result.ts'

/** Why a number, phone or address is not taken as typed. */
export type IdentityFault = 'person-digits' | 'organisation-digits'

/**
 * An identity number as it is kept: digits only. A person has a personal identification number of 12 digits, or the old card's 9;
 * an organisation a tax code of 10 digits, or 13 for a branch (0100109106-001). Nothing typed is null.
 * Not law but the shape of the numbers in use; verified: false.
 */
export function readIdentity(kind: 'person' | 'organisation', typed: string): Result<string | null, IdentityFault> {
  const digits = typed.replace(/[\s.-]/g, '')
  if (digits === '') return ok(null)
  const fits = kind === 'person' ? /^(\d{9}|\d{12})$/ : /^(\d{10}|\d{13})$/
  return fits.test(digits) ? ok(digits) : err(kind === 'person' ? 'person-digits' : 'organisation-digits')
}

/** A phone number as it is kept: ten or eleven digits from 0 on; null when it is none. Nothing typed is ''. */
export function readPhone(typed: string): string | null {
  const digits = typed.replace(/[\s.()-]/g, '').replace(/^(\+84|0084)/, '0')
  return digits === '' || /^0\d{9,10}$/.test(digits) ? digits : null
}

/** A mail address as it is kept; null when it is none. Nothing typed is ''. */
export function readEmail(typed: string): string | null {
  const address = typed.trim()
  return address === '' || (address.length <= 200 && /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]{2,}$/.test(address))
    ? address
    : null
}

/** A name in one line, single spaces; null when there is no letter in it. */
export function readName(typed: string): string | null {
  const name = typed.replace(/\s+/g, ' ').trim()
  return /\p{L}/u.test(name) ? name : null
}
