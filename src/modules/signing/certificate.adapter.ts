import { createHash } from 'node:crypto'
import type { BitString } from 'asn1js'
import { Certificate, type CRLDistributionPoints, type GeneralName, type InfoAccess, type RelativeDistinguishedNames } from 'pkijs'
import type { Moment } from '../../kernel/moment.ts'
import type { Der } from './der.ts'
import type { CertificateFacts, CertificateName, KeyAlgorithm } from './model.ts'
import { oids } from './oids.ts'

/** A certificate as read (chứng thư số): what people are shown, and what signing and its evidence need of it. */
export interface ReadCertificate extends CertificateFacts {
  der: Der
  /** DER of the issuer's name and of the serial number: how CMS and OCSP name a certificate */
  issuerDer: Der
  subjectDer: Der
  serialDer: Der
  /** bits of the subject's public key, hashed by OCSP to name the issuer */
  keyBits: Der
  /** how its key signs; null for keys that we do not use */
  algorithm: KeyAlgorithm | null
  /** key usage allows signatures of documents (digital signature or non-repudiation); true when no usage is stated */
  maySign: boolean
  isAuthority: boolean
  isSelfSigned: boolean
  ocspUrls: readonly string[]
  crlUrls: readonly string[]
  issuerUrls: readonly string[]
}

/** Read before: the same few certificates are in every file. */
const remembered = new Map<string, ReadCertificate | null>()
const certificatesRemembered = 500

/** Reads a certificate; null when the bytes are none. */
export function readCertificate(bytes: Uint8Array): ReadCertificate | null {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const known = remembered.get(sha256)
  if (known !== undefined) return known
  if (remembered.size >= certificatesRemembered) remembered.clear()
  const read = readAnew(Uint8Array.from(bytes), sha256)
  remembered.set(sha256, read)
  return read
}

function readAnew(der: Der, sha256: string): ReadCertificate | null {
  try {
    return facts(Certificate.fromBER(der), der, sha256)
  } catch {
    return null
  }
}

function facts(certificate: Certificate, der: Der, sha256: string): ReadCertificate {
  const extension = (id: string) => certificate.extensions?.find(({ extnID }) => extnID === id)?.parsedValue
  const access = (extension(oids.authorityInfoAccess) as InfoAccess | undefined)?.accessDescriptions ?? []
  const usage = extension(oids.keyUsage) as BitString | undefined
  const subjectDer = derOf(certificate.subject)
  const issuerDer = derOf(certificate.issuer)
  return {
    sha256,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    serialNumber: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
    validFrom: seconds(certificate.notBefore.value),
    validUntil: seconds(certificate.notAfter.value),
    der,
    issuerDer,
    subjectDer,
    serialDer: new Uint8Array(certificate.serialNumber.toBER()),
    keyBits: Uint8Array.from(certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
    algorithm: algorithmOf(certificate),
    maySign: usage === undefined || ((usage.valueBlock.valueHexView[0] ?? 0) & 0xc0) !== 0,
    isAuthority: (extension(oids.basicConstraints) as { cA?: boolean } | undefined)?.cA === true,
    isSelfSigned: Buffer.compare(subjectDer, issuerDer) === 0,
    ocspUrls: access.filter(({ accessMethod }) => accessMethod === oids.ocsp).flatMap(({ accessLocation }) => addressOf(accessLocation)),
    issuerUrls: access
      .filter(({ accessMethod }) => accessMethod === oids.caIssuers)
      .flatMap(({ accessLocation }) => addressOf(accessLocation)),
    crlUrls: ((extension(oids.crlDistributionPoints) as CRLDistributionPoints | undefined)?.distributionPoints ?? []).flatMap(
      ({ distributionPoint }) => (Array.isArray(distributionPoint) ? distributionPoint.flatMap(addressOf) : []),
    ),
  }
}

const seconds = (date: Date): Moment => Math.floor(date.getTime() / 1000) as Moment
const derOf = (part: { toSchema(): { toBER(): ArrayBuffer } }): Der => new Uint8Array(part.toSchema().toBER())

/** Addresses that we can ask: authorities also name directories (ldap), which nothing here speaks. */
const addressOf = ({ type, value }: GeneralName): string[] => (type === 6 && /^https?:/.test(value) ? [value] : [])

function nameOf(name: RelativeDistinguishedNames): CertificateName {
  const value = (id: string): string | null => name.typesAndValues.find(({ type }) => type === id)?.value.valueBlock.value ?? null
  return {
    commonName: value(oids.commonName),
    organisation: value(oids.organisation),
    unit: value(oids.unit),
    uid: value(oids.uid),
    hasPersonName: value(oids.givenName) !== null || value(oids.surname) !== null,
    organisationIdentifier: value(oids.organisationIdentifier),
  }
}

function algorithmOf({ subjectPublicKeyInfo }: Certificate): KeyAlgorithm | null {
  const { algorithmId, algorithmParams } = subjectPublicKeyInfo.algorithm
  if (algorithmId === oids.rsa) return 'rsa-sha256'
  if (algorithmId !== oids.ecKey) return null
  const curve = (algorithmParams as { getValue?: () => string } | undefined)?.getValue?.()
  if (curve === oids.p256) return 'ecdsa-p256-sha256'
  return curve === oids.p384 ? 'ecdsa-p384-sha384' : null
}
