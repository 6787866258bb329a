import { createHash, createHmac, type KeyObject, randomBytes } from 'node:crypto'
import { algorithm, type Der, element, integer, nothing, octets, oid, sequence, wrapped } from '../../src/modules/signing/der.ts'
import { oids } from '../../src/modules/signing/oids.ts'

const bags = { shroudedKey: '1.2.840.113549.1.12.10.1.2', certificate: '1.2.840.113549.1.12.10.1.3', x509: '1.2.840.113549.1.9.22.1' }
const rounds = 2048

/**
 * Writes a key with its chain as a PKCS#12 file (tệp khóa .p12; RFC 7292), for the demo and the tests: the key under AES-256, the certificates
 * open, a check over both. Real keys come from their authority.
 */
export function keyFile(key: { privateKey: KeyObject; chain: readonly Uint8Array[] }, passPhrase: string): Buffer {
  const shrouded = key.privateKey.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: passPhrase })
  const contents = sequence(
    sequence(oid(bags.shroudedKey), wrapped(0, Uint8Array.from(shrouded))),
    ...key.chain.map((der) => sequence(oid(bags.certificate), wrapped(0, sequence(oid(bags.x509), wrapped(0, octets(der)))))),
  )
  const safe = sequence(data(contents))
  const salt = randomBytes(16)
  const check = createHmac('sha256', checkKey(passPhrase, salt)).update(safe).digest()
  const mac = sequence(sequence(algorithm(oids.sha256, nothing()), octets(check)), octets(salt), integer(rounds))
  return Buffer.from(sequence(integer(3), data(safe), mac))
}

const data = (content: Uint8Array): Der => sequence(oid(oids.data), wrapped(0, element(0x04, content)))

/** The derivation of PKCS#12's own for the key of the check (RFC 7292, appendix B.2, purpose 3): one block of SHA-256 is enough. */
function checkKey(passPhrase: string, salt: Uint8Array): Buffer {
  const block = 64
  const filled = (bytes: Uint8Array) =>
    Buffer.from(Array.from({ length: Math.ceil(bytes.length / block) * block }, (_, i) => bytes[i % bytes.length] ?? 0))
  const text = Buffer.from(`${passPhrase}\0`, 'utf16le').swap16()
  let digest = createHash('sha256')
    .update(Buffer.concat([Buffer.alloc(block, 3), filled(salt), filled(text)]))
    .digest()
  for (let round = 1; round < rounds; round++) digest = createHash('sha256').update(digest).digest()
  return digest
}
