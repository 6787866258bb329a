import { oids } from '../oids.ts'
import { type Algorithm, algorithmOf, type Hash, hashOf } from './algorithm.ts'
import {
  children,
  type Element,
  hexOf,
  type Members,
  members,
  octetsOf,
  oidText,
  secondsOf,
  smallNumber,
  tags,
  Unreadable,
  whole,
} from './asn1.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import type { Mathematics } from './mathematics.ts'

/** A signature with all that it carries (CMS SignedData with its one signer, RFC 5652). */
export interface SignedData {
  contentType: string
  content: Uint8Array | null
  certificates: readonly Certificate[]
  crls: readonly Uint8Array[]
  /** who signed: issuer and serial number, or key identifier */
  isSigner(certificate: Certificate): boolean
  hash: Hash | null
  attributes: ReadonlyMap<string, Element>
  /** the signed attributes as the signature covers them */
  signed: Uint8Array
  algorithm: Algorithm
  signature: Uint8Array
  unsigned: ReadonlyMap<string, Element>
}

/** Reads a signature. Throws `Unreadable`; versions and repeated names must be as the standard has them, since no signature covers them. */
export function readSignedData(der: Uint8Array, mathematics: Mathematics): SignedData {
  const info = members(whole(der), tags.sequence)
  if (oidText(info.take()) !== oids.signedData) throw new Unreadable('no signed data')
  const body = members(whole(info.take(0xa0).content), tags.sequence)
  info.end()
  const version = smallNumber(body.take(tags.integer))
  const hashes = children(body.take(tags.set)).map(hashOf)
  const encapsulated = members(body.take(tags.sequence))
  const contentType = oidText(encapsulated.take())
  const inside = encapsulated.maybe(0xa0)
  encapsulated.end()
  const certificates = body.maybe(0xa0)
  const crls = body.maybe(0xa1)
  const signers = children(body.take(tags.set))
  body.end()
  const [signer, another] = signers
  if (!signer || another) throw new Unreadable('not one signer')
  const read = readSigner(members(signer, tags.sequence))
  if (version !== (contentType === oids.data && read.version === 1 ? 1 : 3)) throw new Unreadable('a version that does not fit')
  if (!hashes.includes(read.hash) || hashes.length !== 1) throw new Unreadable('hashes that do not fit')
  return {
    contentType,
    content: inside ? octetsOf(whole(inside.content)) : null,
    certificates: (certificates ? children(certificates) : []).map((each) => readCertificate(each.der, mathematics)),
    crls: (crls ? children(crls) : []).filter(({ tag }) => tag === tags.sequence).map((each) => each.der),
    ...read,
  }
}

function readSigner(parts: Members): Omit<SignedData, 'contentType' | 'content' | 'certificates' | 'crls'> & { version: number } {
  const version = smallNumber(parts.take(tags.integer))
  const byKey = parts.maybe(0x80)
  const byName = byKey ? undefined : members(parts.take(tags.sequence))
  if (version !== (byKey ? 3 : 1)) throw new Unreadable('a version that does not fit')
  const issuer = byName?.take(tags.sequence)
  const serial = byName?.take(tags.integer)
  byName?.end()
  const hash = hashOf(parts.take(tags.sequence))
  const attributes = parts.take(0xa0)
  const algorithm = algorithmOf(parts.take(tags.sequence))
  const signature = octetsOf(parts.take())
  const unsigned = parts.maybe(0xa1)
  parts.end()
  // Signed as a SET of its own, though it stands here under another tag (RFC 5652 5.4).
  const signed = Uint8Array.from(attributes.der)
  signed[0] = tags.set
  const key = byKey && hexOf(byKey.content)
  return {
    version,
    isSigner: (certificate) =>
      key !== undefined
        ? certificate.keyIdentifier === key
        : hexOf(certificate.issuerDer) === hexOf(issuer!.der) && hexOf(certificate.serialDer) === hexOf(serial!.der),
    hash,
    attributes: attributesOf(attributes),
    signed,
    algorithm,
    signature,
    unsigned: unsigned ? attributesOf(unsigned) : new Map(),
  }
}

/** Each by its name; one value each, and no name twice. */
function attributesOf(element: Element): Map<string, Element> {
  const found = new Map<string, Element>()
  for (const attribute of children(element)) {
    const parts = members(attribute, tags.sequence)
    const type = oidText(parts.take())
    const values = children(parts.take(tags.set))
    parts.end()
    if (values.length !== 1 || found.has(type)) throw new Unreadable('an attribute twice')
    found.set(type, values[0]!)
  }
  return found
}

/** What is wrong with a signature in itself, apart from who may be trusted. */
export type SignatureBroken =
  | { kind: 'algorithm-not-accepted' }
  | { kind: 'content-type-wrong' }
  | { kind: 'digest-mismatch' }
  | { kind: 'signer-certificate-missing' }
  | { kind: 'certificate-not-bound' }
  | { kind: 'value-wrong' }

/**
 * Is it a signature over this content (chữ ký khớp nội dung)? Hash, attributes, the certificate named in them, and the value.
 * @param digest hash of the content, by the algorithm that the signature names
 */
export function checkSignedData(
  data: SignedData,
  digest: (hash: Hash) => Uint8Array,
  mathematics: Mathematics,
): { signer: Certificate | null; broken: SignatureBroken[] } {
  const signer = data.certificates.find(data.isSigner) ?? null
  const broken: SignatureBroken[] = []
  const type = data.attributes.get(oids.contentType)
  const stated = data.attributes.get(oids.messageDigest)
  if (!type || oidText(type) !== data.contentType) broken.push({ kind: 'content-type-wrong' })
  if (!data.hash || data.algorithm.kind === 'not-accepted' || (data.algorithm.hash !== null && data.algorithm.hash !== data.hash))
    broken.push({ kind: 'algorithm-not-accepted' })
  else if (!stated || hexOf(octetsOf(stated)) !== hexOf(digest(data.hash))) broken.push({ kind: 'digest-mismatch' })
  if (!signer) return { signer, broken: [...broken, { kind: 'signer-certificate-missing' }] }
  if (!isBound(data, signer, mathematics)) broken.push({ kind: 'certificate-not-bound' })
  const algorithm =
    data.algorithm.kind === 'rsa' || data.algorithm.kind === 'ecdsa' ? { ...data.algorithm, hash: data.hash } : data.algorithm
  if (!mathematics.verify(algorithm, signer.publicKey, data.signed, data.signature)) broken.push({ kind: 'value-wrong' })
  return { signer, broken }
}

/** The signed attributes name the signer's certificate by its hash (RFC 5035): no other certificate of the same key can take its place. */
function isBound(data: SignedData, signer: Certificate, mathematics: Mathematics): boolean {
  const second = data.attributes.get(oids.signingCertificateV2)
  const first = data.attributes.get(oids.signingCertificate)
  const idOf = (attribute: Element): Members =>
    members(children(members(attribute, tags.sequence).take(tags.sequence))[0] ?? attribute, tags.sequence)
  if (second) {
    const id = idOf(second)
    const named = id.maybe(tags.sequence)
    const hash = named ? hashOf(named) : 'sha256'
    if (!hash || hexOf(octetsOf(id.take())) !== hexOf(mathematics.digest(hash, signer.der))) return false
  }
  if (first && hexOf(octetsOf(idOf(first).take())) !== hexOf(mathematics.digest('sha1', signer.der))) return false
  return Boolean(second ?? first)
}

/** The signer's own word for the time, in the signature (seconds since 1970). */
export function claimedTime(data: SignedData): number | null {
  const attribute = data.attributes.get(oids.signingTime)
  return attribute ? secondsOf(attribute) : null
}
