import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Seals small secrets (niêm phong) with the installation's key: AES-256-GCM, a fresh nonce each time. */
export type Sealing = {
  /** `about` binds the sealed bytes to their place: they do not open anywhere else. */
  seal(plain: Buffer, about: string): Buffer
  /** Null when the bytes were changed, belong elsewhere, or were sealed with another key. */
  open(sealed: Buffer, about: string): Buffer | null
}

const nonceBytes = 12
const tagBytes = 16

/**
 * A key of its own for each purpose, drawn from MOTCUA_KEY, so that what seals second factors seals nothing else.
 * @param key     the installation's secret, at least 32 bytes or characters
 */
export function sealing(key: Buffer | string, purpose: string): Sealing {
  const secret = typeof key === 'string' ? Buffer.from(key, 'utf8') : key
  if (secret.length < 32) throw new TypeError('MOTCUA_KEY is shorter than 32 bytes')
  const own = Buffer.from(hkdfSync('sha256', secret, '', `motcua/accounts/${purpose}`, 32))
  return {
    seal: (plain, about) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', own, nonce).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open: (sealed, about) => {
      if (sealed.length < nonceBytes + tagBytes) return null
      const decipher = createDecipheriv('aes-256-gcm', own, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
      } catch {
        return null
      }
    },
  }
}
