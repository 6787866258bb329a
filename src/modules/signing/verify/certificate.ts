import type { Moment } from '../../../kernel/moment.ts'
import type { CertificateFacts, CertificateName } from '../model.ts'
import { oids } from '../oids.ts'
import { type Algorithm, algorithmOf } from './algorithm.ts'
import {
  bitsOf,
  children,
  elementAt,
  hexOf,
  isTrue,
  members,
  octetsOf,
  oidText,
  secondsOf,
  smallNumber,
  tags,
  textOf,
  Unreadable,
  whole,
} from './asn1.ts'
import type { Mathematics } from './mathematics.ts'

/** A certificate with what its judgement needs (chứng thư số). */
export interface Certificate extends CertificateFacts {
  der: Uint8Array
  /** type and value of each part of the subject, in order; compared with lists of agencies */
  subjectParts: readonly NamePart[]
  issuerParts: readonly NamePart[]
  subjectDer: Uint8Array
  issuerDer: Uint8Array
  serialDer: Uint8Array
  /** subject's public key with its algorithm (SPKI), and its bits alone */
  publicKey: Uint8Array
  keyBits: Uint8Array
  /** what the issuer signed, how, and its signature */
  signed: Uint8Array
  algorithm: Algorithm
  signature: Uint8Array
  keyIdentifier: string | null
  /** identifier of the issuer's key, when it is stated */
  issuerKeyIdentifier: string | null
  /** null when no basic constraints are stated, as in certificates of the first version */
  isAuthority: boolean | null
  pathLengthMax: number | null
  /** null when any usage is allowed */
  usages: ReadonlySet<KeyUsage> | null
  purposes: readonly string[] | null
  purposesAreCritical: boolean
  /** critical extensions that we do not understand: whoever relies on the certificate must refuse it (RFC 5280 4.2) */
  unknownCritical: readonly string[]
}

export type NamePart = { type: string; value: string }
type KeyUsage = 'sign' | 'commit' | 'certify' | 'revoke' | 'other'

const understood: ReadonlySet<string> = new Set([
  oids.basicConstraints,
  oids.keyUsage,
  oids.extendedKeyUsage,
  oids.subjectKeyIdentifier,
  oids.authorityKeyIdentifier,
  oids.crlDistributionPoints,
  oids.authorityInfoAccess,
  oids.certificatePolicies,
  oids.policyMappings,
  oids.policyConstraints,
  oids.inhibitAnyPolicy,
  oids.subjectAlternativeName,
  oids.issuerAlternativeName,
])

/** Reads a certificate (RFC 5280 4.1). Throws `Unreadable`. */
export function readCertificate(der: Uint8Array, mathematics: Mathematics): Certificate {
  const outer = members(whole(der), tags.sequence)
  const body = outer.take(tags.sequence)
  const algorithm = outer.take(tags.sequence)
  const signature = bitsOf(outer.take(tags.bits))
  outer.end()
  const inside = members(body)
  inside.maybe(0xa0)
  const serial = inside.take(tags.integer)
  const inner = inside.take(tags.sequence)
  const issuer = inside.take(tags.sequence)
  const validity = members(inside.take(tags.sequence))
  const validFrom = secondsOf(validity.take()) as Moment
  const validUntil = secondsOf(validity.take()) as Moment
  const subject = inside.take(tags.sequence)
  const publicKey = inside.take(tags.sequence)
  inside.maybe(0x81)
  inside.maybe(0x82)
  const extensions = inside.maybe(0xa3)
  inside.end()
  // The algorithm is named twice, once inside what is signed: they must be the same (RFC 5280 4.1.1.2).
  if (hexOf(inner.der) !== hexOf(algorithm.der)) throw new Unreadable('two algorithms in one certificate')
  const subjectParts = namePartsOf(subject.der)
  const issuerParts = namePartsOf(issuer.der)
  return {
    der,
    sha256: hexOf(mathematics.digest('sha256', der)),
    subject: nameOf(subjectParts),
    issuer: nameOf(issuerParts),
    subjectParts,
    issuerParts,
    serialNumber: hexOf(serial.content),
    validFrom,
    validUntil,
    subjectDer: subject.der,
    issuerDer: issuer.der,
    serialDer: serial.der,
    publicKey: publicKey.der,
    keyBits: bitsOf(children(publicKey)[1] ?? publicKey),
    signed: body.der,
    algorithm: algorithmOf(algorithm),
    signature,
    ...extensionsOf(extensions?.content),
  }
}

type Extensions = Pick<
  Certificate,
  | 'keyIdentifier'
  | 'issuerKeyIdentifier'
  | 'isAuthority'
  | 'pathLengthMax'
  | 'usages'
  | 'purposes'
  | 'purposesAreCritical'
  | 'unknownCritical'
>

function extensionsOf(content: Uint8Array | undefined): Extensions {
  const found: { -readonly [K in keyof Extensions]: Extensions[K] } = {
    keyIdentifier: null,
    issuerKeyIdentifier: null,
    isAuthority: null,
    pathLengthMax: null,
    usages: null,
    purposes: null,
    purposesAreCritical: false,
    unknownCritical: [],
  }
  if (!content) return found
  const seen = new Set<string>()
  for (const extension of children(whole(content))) {
    const parts = members(extension, tags.sequence)
    const id = oidText(parts.take())
    const critical = parts.maybe(tags.boolean)
    const value = octetsOf(parts.take(tags.octets))
    parts.end()
    if (seen.has(id)) throw new Unreadable('an extension twice')
    seen.add(id)
    const isCritical = critical !== undefined && isTrue(critical)
    if (id === oids.basicConstraints) {
      const basic = members(whole(value), tags.sequence)
      const authority = basic.maybe(tags.boolean)
      found.isAuthority = authority !== undefined && isTrue(authority)
      const length = basic.maybe(tags.integer)
      found.pathLengthMax = length ? smallNumber(length) : null
    } else if (id === oids.keyUsage) found.usages = usagesOf(whole(value).content)
    else if (id === oids.extendedKeyUsage) {
      found.purposes = children(whole(value)).map(oidText)
      found.purposesAreCritical = isCritical
    } else if (id === oids.subjectKeyIdentifier) found.keyIdentifier = hexOf(whole(value).content)
    else if (id === oids.authorityKeyIdentifier) {
      const key = children(whole(value)).find(({ tag }) => tag === 0x80)
      found.issuerKeyIdentifier = key ? hexOf(key.content) : null
    } else if (isCritical && !understood.has(id)) found.unknownCritical = [...found.unknownCritical, id]
  }
  return found
}

const usageBits: readonly (readonly [number, KeyUsage])[] = [
  [0x80, 'sign'],
  [0x40, 'commit'],
  [0x04, 'certify'],
  [0x02, 'revoke'],
]

function usagesOf(content: Uint8Array): Set<KeyUsage> {
  const bits = content[1] ?? 0
  return new Set<KeyUsage>(['other', ...usageBits.filter(([bit]) => (bits & bit) !== 0).map(([, usage]) => usage)])
}

export function namePartsOf(der: Uint8Array): NamePart[] {
  return children(elementAt(der)).flatMap((set) =>
    children(set).map((pair) => {
      const parts = members(pair, tags.sequence)
      return { type: oidText(parts.take()), value: textOf(parts.take()) }
    }),
  )
}

function nameOf(parts: readonly NamePart[]): CertificateName {
  const value = (type: string): string | null => parts.findLast((part) => part.type === type)?.value ?? null
  return {
    commonName: value(oids.commonName),
    organisation: value(oids.organisation),
    unit: value(oids.unit),
    uid: value(oids.uid),
    hasPersonName: value(oids.givenName) !== null || value(oids.surname) !== null,
    organisationIdentifier: value(oids.organisationIdentifier),
  }
}

export const isSelfNamed = ({ subjectDer, issuerDer }: Certificate): boolean => hexOf(subjectDer) === hexOf(issuerDer)
