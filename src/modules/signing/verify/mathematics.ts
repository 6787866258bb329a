import type { Algorithm, Hash } from './algorithm.ts'
import type { Inflate } from './compressed.ts'

/** The computing that the rules of verification ask for, and leave to a library (phép tính mật mã): same bytes in, same answer out. */
export interface Mathematics {
  digest(hash: Hash | 'sha1', ...parts: readonly Uint8Array[]): Uint8Array
  /** Is it this key's signature over these bytes? No for broken keys and values; the key must be of the algorithm's kind. */
  verify(algorithm: Algorithm, publicKey: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean
  inflate: Inflate
}
