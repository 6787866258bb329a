import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import qrcode from 'qrcode'
import type { Moment } from '../../kernel/moment.ts'

/** Seconds that one code lasts (RFC 6238), and how many steps a telephone's clock may be off either way. */
const stepSeconds = 30
const stepsOff = 1

/** A new secret: 160 bits, as RFC 4226 asks. */
export const newTotpSecret = (): Buffer => randomBytes(20)

const totp = (secret: Buffer, label = 'Một Cửa', issuer = 'Một Cửa'): TOTP =>
  new TOTP({ issuer, label, algorithm: 'SHA1', digits: 6, period: stepSeconds, secret: Secret.fromHex(secret.toString('hex')) })

/**
 * Checks a code (mã xác thực) and gives the step it stands for, or null. A step not after `lastStep` is refused: a code counts once,
 * even to somebody who looked over a shoulder.
 */
export function acceptedStep(secret: Buffer, code: string, now: Moment, lastStep: number | null): number | null {
  const digits = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const off = totp(secret).validate({ token: digits, timestamp: now * 1000, window: stepsOff })
  if (off === null) return null
  const step = Math.floor(now / stepSeconds) + off
  return lastStep !== null && step <= lastStep ? null : step
}

/** What an authenticator app needs: the address, the secret to type by hand, and the address as a QR code (path of an SVG, one unit a module). */
export type TotpSetUp = { uri: string; typed: string; qr: { size: number; path: string } }

export function totpSetUp(secret: Buffer, login: string, agencyName: string): TotpSetUp {
  const one = totp(secret, login, `Một Cửa · ${agencyName}`)
  const uri = one.toString()
  const { size, data } = qrcode.create(uri, { errorCorrectionLevel: 'M' }).modules
  const dark = Array.from(data, (bit, at) => (bit ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : ''))
  return { uri, typed: one.secret.base32.replaceAll(/(.{4})(?=.)/g, '$1 '), qr: { size, path: dark.join('') } }
}
