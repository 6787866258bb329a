import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import type { Algorithm } from './algorithm.ts'
import type { Mathematics } from './mathematics.ts'

/** Smallest RSA key that is accepted, bits. */
const rsaBitsMin = 2048

/** The computing of verification by Node's own libraries. */
export const mathematics: Mathematics = {
  digest: (hash, ...parts) => {
    const sum = createHash(hash)
    for (const part of parts) sum.update(part)
    return sum.digest()
  },
  verify: (algorithm, publicKey, signed, signature) => {
    try {
      return verifyWith(algorithm, createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' }), signed, signature)
    } catch {
      return false // no key, or no value of its kind
    }
  },
  inflate: (packed, lengthMax) => {
    try {
      return inflateSync(packed, { maxOutputLength: Math.max(lengthMax, 1) })
    } catch {
      return null
    }
  },
}

function verifyWith(algorithm: Algorithm, key: KeyObject, signed: Uint8Array, signature: Uint8Array): boolean {
  const type = key.asymmetricKeyType
  switch (algorithm.kind) {
    case 'rsa':
      return (
        algorithm.hash !== null &&
        type === 'rsa' &&
        isLong(key) &&
        verify(algorithm.hash, signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
      )
    case 'rsa-pss': {
      const { hash, saltLength } = algorithm
      return (
        (type === 'rsa' || type === 'rsa-pss') &&
        isLong(key) &&
        verify(hash, signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature)
      )
    }
    case 'ecdsa':
      return algorithm.hash !== null && type === 'ec' && verify(algorithm.hash, signed, key, signature)
    case 'ed25519':
      return type === 'ed25519' && verify(null, signed, key, signature)
    case 'not-accepted':
      return false
  }
}

const isLong = (key: KeyObject): boolean => (key.asymmetricKeyDetails?.modulusLength ?? 0) >= rsaBitsMin
