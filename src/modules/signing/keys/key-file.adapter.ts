import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  pbkdf2Sync,
  sign,
  timingSafeEqual,
  X509Certificate,
} from 'node:crypto'
import { promisify } from 'node:util'
import { type Set as Asn1Set, type BaseBlock, fromBER, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { readCertificate } from '../certificate.adapter.ts'
import { hashOf, type KeyRefused, type SigningKey } from '../model.ts'
import { orderChain } from './chain.ts'

/**
 * Opens a PKCS#12 file (tệp khóa .p12, .pfx; RFC 7292). The private key lives in this process's memory until `close`; the pass-phrase is used
 * here and kept nowhere.
 */
export function openPkcs12(file: Uint8Array, passPhrase: string): Result<SigningKey, KeyRefused> {
  try {
    const { authSafe, mac } = readPfx(file)
    const spelling = spellings(passPhrase).find((one) => mac.holds(authSafe, one))
    if (spelling === undefined) return err({ kind: 'wrong-pass-phrase', triesLeft: null })
    return fromBags(bagsOf(authSafe, spelling))
  } catch {
    return err({ kind: 'key-file-unreadable' })
  }
}

/** Vietnamese typed on another machine may be composed otherwise. */
const spellings = (passPhrase: string): string[] => [...new Set([passPhrase, passPhrase.normalize('NFC'), passPhrase.normalize('NFD')])]

function fromBags({ key, certificates }: { key: KeyObject | null; certificates: Uint8Array[] }): Result<SigningKey, KeyRefused> {
  if (!key) return err({ kind: 'key-not-found', label: '' })
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const own = certificates.find((der) => new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' }).equals(publicKey))
  const read = own && readCertificate(own)
  if (!read) return err({ kind: 'key-file-unreadable' })
  if (read.algorithm === null) return err({ kind: 'key-unsuitable', algorithm: key.asymmetricKeyType ?? '' })
  return ok(
    keyInMemory(
      key,
      read.algorithm,
      orderChain(
        read,
        certificates.flatMap((der) => readCertificate(der) ?? []),
      ).map(({ der }) => der),
    ),
  )
}

const signAsync = promisify(sign) as (hash: string, message: Uint8Array, key: KeyObject) => Promise<Buffer>

function keyInMemory(opened: KeyObject, algorithm: SigningKey['algorithm'], chain: readonly Uint8Array[]): SigningKey {
  let key: KeyObject | null = opened
  return {
    algorithm,
    chain,
    sign: (messages) =>
      Promise.all(
        messages.map(async (message) =>
          key ? ok(new Uint8Array(await signAsync(hashOf[algorithm], message, key))) : err({ kind: 'token-removed' as const }),
        ),
      ),
    close: async () => {
      key = null
    },
  }
}

const names = {
  data: '1.2.840.113549.1.7.1',
  encrypted: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  oldTripleDes: '1.2.840.113549.1.12.1.3',
} as const
const hashNames: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const macNames: Record<string, string> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}
const cipherNames: Record<string, [cipher: string, keyBytes: number]> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
}

/** Rounds beyond this are not a key file but a way to keep a processor busy. */
const roundsMax = 10_000_000

function readPfx(file: Uint8Array) {
  const [, safe, macData] = parts(parse(file))
  const [kind, content] = parts(safe)
  if (oidOf(kind) !== names.data) throw new Error('signed by a certificate, not by a pass-phrase')
  const authSafe = bytesOf(parts(content)[0])
  const [digestInfo, salt, rounds] = parts(macData)
  const [algorithm, digest] = parts(digestInfo)
  const hash = known(hashNames[oidOf(parts(algorithm)[0])])
  const count = rounds instanceof Integer ? numberOf(rounds) : 1
  return {
    authSafe,
    mac: {
      holds: (bytes: Uint8Array, passPhrase: string): boolean => {
        const expected = bytesOf(digest)
        const key = deriveOld(hash, passPhrase, bytesOf(salt), count, 3, expected.length)
        return timingSafeEqual(createHmac(hash, key).update(bytes).digest(), expected)
      },
    },
  }
}

function bagsOf(authSafe: Uint8Array, passPhrase: string): { key: KeyObject | null; certificates: Uint8Array[] } {
  let key: KeyObject | null = null
  const certificates: Uint8Array[] = []
  for (const info of parts(parse(authSafe))) {
    const [kind, content] = parts(info)
    const isEncrypted = oidOf(kind) === names.encrypted
    const plain = isEncrypted ? openEncrypted(parts(content)[0], passPhrase) : bytesOf(parts(content)[0])
    for (const bag of parts(parse(plain))) {
      const [type, value] = parts(bag)
      const inner = parts(value)[0]
      if (oidOf(type) === names.certificateBag) certificates.push(bytesOf(parts(parts(inner)[1])[0]))
      else if (oidOf(type) === names.keyBag) key ??= createPrivateKey({ key: derOf(inner), format: 'der', type: 'pkcs8' })
      else if (oidOf(type) === names.shroudedKeyBag) {
        const [scheme, encrypted] = parts(inner)
        key ??= createPrivateKey({ key: Buffer.from(decrypt(scheme, bytesOf(encrypted), passPhrase)), format: 'der', type: 'pkcs8' })
      }
    }
  }
  return { key, certificates }
}

function openEncrypted(data: BaseBlock | undefined, passPhrase: string): Uint8Array {
  const [, scheme, encrypted] = parts(parts(data)[1])
  return decrypt(scheme, implicitBytes(encrypted), passPhrase)
}

function decrypt(scheme: BaseBlock | undefined, encrypted: Uint8Array, passPhrase: string): Uint8Array {
  const [id, parameters] = parts(scheme)
  if (oidOf(id) === names.oldTripleDes) {
    const [salt, rounds] = parts(parameters)
    const count = numberOf(rounds)
    const key = deriveOld('sha1', passPhrase, bytesOf(salt), count, 1, 24)
    return undo('des-ede3-cbc', key, deriveOld('sha1', passPhrase, bytesOf(salt), count, 2, 8), encrypted)
  }
  if (oidOf(id) !== names.pbes2) throw new Error('a cipher of the last century')
  const [derivation, cipher] = parts(parameters)
  const [cipherId, iv] = parts(cipher)
  const [cipherName, keyBytes] = known(cipherNames[oidOf(cipherId)])
  const [derivationId, settings] = parts(derivation)
  if (oidOf(derivationId) !== names.pbkdf2) throw new Error('a derivation that we do not know')
  const [salt, rounds, ...rest] = parts(settings)
  const mac = rest.find((part) => part instanceof Sequence)
  const hash = mac ? known(macNames[oidOf(parts(mac)[0])]) : 'sha1'
  return undo(cipherName, pbkdf2Sync(passPhrase, bytesOf(salt), numberOf(rounds), keyBytes, hash), bytesOf(iv), encrypted)
}

function undo(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(cipher, key, iv)
  return Buffer.concat([decipher.update(encrypted), decipher.final()])
}

/** The derivation of PKCS#12's own (RFC 7292, appendix B.2): purpose 1 is a key, 2 a start vector, 3 a key for the check. */
function deriveOld(hash: string, passPhrase: string, salt: Uint8Array, rounds: number, purpose: number, size: number): Buffer {
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64
  const text = Buffer.from(`${passPhrase}\0`, 'utf16le').swap16()
  const filled = (bytes: Uint8Array) =>
    Buffer.from(Array.from({ length: Math.ceil(bytes.length / block) * block }, (_, i) => bytes[i % bytes.length]!))
  const start = Buffer.concat([filled(salt), filled(text)])
  const diversifier = Buffer.alloc(block, purpose)
  let out = Buffer.alloc(0)
  for (;;) {
    let digest = createHash(hash).update(diversifier).update(start).digest()
    for (let round = 1; round < rounds; round++) digest = createHash(hash).update(digest).digest()
    out = Buffer.concat([out, digest])
    if (out.length >= size) return out.subarray(0, size)
    const added = BigInt(`0x${Buffer.from(Array.from({ length: block }, (_, i) => digest[i % digest.length]!)).toString('hex')}`) + 1n
    for (let at = 0; at < start.length; at += block) {
      const sum = (BigInt(`0x${start.subarray(at, at + block).toString('hex')}`) + added) % (1n << BigInt(block * 8))
      start.write(sum.toString(16).padStart(block * 2, '0'), at, 'hex')
    }
  }
}

function parse(bytes: Uint8Array): BaseBlock {
  const { result, offset } = fromBER(Uint8Array.from(bytes))
  if (offset === -1) throw new Error('not ASN.1')
  return result
}
const parts = (block: BaseBlock | undefined): BaseBlock[] => {
  const value = (block as Sequence | Asn1Set | undefined)?.valueBlock.value
  if (!Array.isArray(value)) throw new Error('not a structure')
  return value as BaseBlock[]
}
const oidOf = (block: BaseBlock | undefined): string => {
  if (!(block instanceof ObjectIdentifier)) throw new Error('not a name')
  return block.getValue()
}
const bytesOf = (block: BaseBlock | undefined): Uint8Array => {
  if (!(block instanceof OctetString)) throw new Error('not bytes')
  return new Uint8Array(block.getValue())
}
/** [0] IMPLICIT OCTET STRING, whole or in pieces. */
const implicitBytes = (block: BaseBlock | undefined): Uint8Array => {
  const held = block as (BaseBlock & { valueBlock: { value?: BaseBlock[]; valueHexView?: Uint8Array } }) | undefined
  if (held?.valueBlock.value?.length) return Buffer.concat(held.valueBlock.value.map(bytesOf))
  return Uint8Array.from(held?.valueBlock.valueHexView ?? [])
}
const numberOf = (block: BaseBlock | undefined): number => {
  if (!(block instanceof Integer)) throw new Error('not a number')
  const value = Number(block.toBigInt())
  if (value < 1 || value > roundsMax) throw new Error('not a sensible number of rounds')
  return value
}
const derOf = (block: BaseBlock | undefined): Buffer => Buffer.from(block?.toBER() ?? new ArrayBuffer(0))
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an algorithm that we do not know')
  return value
}
