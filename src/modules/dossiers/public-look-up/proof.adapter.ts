import { createHmac, timingSafeEqual } from 'node:crypto'

const tokenLength = 16

/**
 * The proof inside a QR code (mã trong QR): whoever holds the paper may see the dossier without typing digits. The first 16
 * characters of base64url HMAC-SHA256(key, code): 96 bits, not to be guessed, and none stored.
 */
export const proofToken = (key: string, code: string): string =>
  createHmac('sha256', key).update(code).digest('base64url').slice(0, tokenLength)

/** Whether a token proves this code, in a time that does not tell how much of it was right. */
export const isProof = (key: string, code: string, token: string): boolean => sameText(proofToken(key, code), token)

/** Whether the digits are those of the applicant. Without any on record nothing matches, at the same cost. */
export const sameDigits = (onRecord: string | null, typed: string): boolean => sameText(onRecord ?? '----', typed)

function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
