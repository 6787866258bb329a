import { oids } from '../oids.ts'
import { type Algorithm, algorithmOf } from './algorithm.ts'
import {
  bitsOf,
  children,
  type Element,
  hexOf,
  isTrue,
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

/** What an authority said about a certificate (tình trạng thu hồi): revoked since a moment, or good as of one. */
export type Statement = { isRevoked: true; at: number } | { isRevoked: false; from: number; until: number | null }

/** Answers and lists at hand: from the signature, from the file's own store of evidence (DSS), from the folder of trusted roots. */
export interface Evidence {
  crls: readonly Uint8Array[]
  ocsp: readonly Uint8Array[]
}

/** All trustworthy statements about a certificate. What is unreadable or signed by somebody else says nothing. */
export function statementsAbout(certificate: Certificate, issuer: Certificate, evidence: Evidence, mathematics: Mathematics): Statement[] {
  const quietly = <T>(read: () => T[]): T[] => {
    try {
      return read()
    } catch (error) {
      if (error instanceof Unreadable) return []
      throw error
    }
  }
  return [
    ...evidence.crls.flatMap((der) => quietly(() => fromList(der, certificate, issuer, mathematics))),
    ...evidence.ocsp.flatMap((der) => quietly(() => fromAnswer(der, certificate, issuer, mathematics))),
  ]
}

/** A revocation list (CRL, RFC 5280 5): signed by the issuer itself. */
function fromList(der: Uint8Array, certificate: Certificate, issuer: Certificate, mathematics: Mathematics): Statement[] {
  const outer = members(whole(der), tags.sequence)
  const body = outer.take(tags.sequence)
  const algorithm = algorithmOf(outer.take(tags.sequence))
  const signature = bitsOf(outer.take(tags.bits))
  outer.end()
  const inside = members(body)
  inside.maybe(tags.integer)
  inside.take(tags.sequence)
  const isOfIssuer = hexOf(inside.take(tags.sequence).der) === hexOf(issuer.subjectDer)
  const from = secondsOf(inside.take())
  const next = inside.maybe(tags.utcTime) ?? inside.maybe(tags.generalTime)
  const rows = inside.maybe(tags.sequence)
  const extensions = inside.maybe(0xa0)
  if (!isOfIssuer || (issuer.usages && !issuer.usages.has('revoke'))) return []
  if (!isSigned(algorithm, issuer, body.der, signature, mathematics)) return []
  const serial = hexOf(certificate.serialDer)
  for (const row of rows ? children(rows) : []) {
    const parts = members(row, tags.sequence)
    if (hexOf(parts.take(tags.integer).der) === serial) return [{ isRevoked: true, at: secondsOf(parts.take()) }]
  }
  // A list of a part only (delta, by reasons) says who is revoked, not who is good.
  const isPartial = extensions !== undefined && children(whole(extensions.content)).some(isCritical)
  return isPartial ? [] : [{ isRevoked: false, from, until: next ? secondsOf(next) : null }]
}

function isCritical(extension: Element): boolean {
  const parts = members(extension, tags.sequence)
  parts.take(tags.oid)
  const critical = parts.maybe(tags.boolean)
  return critical !== undefined && isTrue(critical)
}

/** An online answer that was kept (OCSP, RFC 6960): signed by the issuer, or by whom it named for that. */
function fromAnswer(der: Uint8Array, certificate: Certificate, issuer: Certificate, mathematics: Mathematics): Statement[] {
  const response = members(whole(der), tags.sequence)
  if (smallNumber(response.take(tags.enumerated)) !== 0) return []
  const typed = members(whole(response.take(0xa0).content), tags.sequence)
  if (oidText(typed.take()) !== oids.ocspBasic) return []
  const basic = members(whole(octetsOf(typed.take())), tags.sequence)
  const data = basic.take(tags.sequence)
  const algorithm = algorithmOf(basic.take(tags.sequence))
  const signature = bitsOf(basic.take(tags.bits))
  const carried = basic.maybe(0xa0)
  const inside = members(data)
  inside.maybe(0xa0)
  inside.take() // who answers: the signature decides
  const producedAt = secondsOf(inside.take(tags.generalTime))
  const rows = children(inside.take(tags.sequence))
  const delegates = (carried ? children(whole(carried.content)) : []).map((each) => readCertificate(each.der, mathematics))
  const answerer = [issuer, ...delegates.filter((each) => mayAnswer(each, issuer, producedAt, mathematics))].find((each) =>
    isSigned(algorithm, each, data.der, signature, mathematics),
  )
  return answerer ? rows.flatMap((row) => fromRow(members(row, tags.sequence), certificate, issuer, mathematics)) : []
}

function mayAnswer(delegate: Certificate, issuer: Certificate, at: number, mathematics: Mathematics): boolean {
  return (
    delegate.purposes?.includes(oids.ocspSigning) === true &&
    at >= delegate.validFrom &&
    at <= delegate.validUntil &&
    hexOf(delegate.issuerDer) === hexOf(issuer.subjectDer) &&
    isSigned(delegate.algorithm, issuer, delegate.signed, delegate.signature, mathematics)
  )
}

function fromRow(row: Members, certificate: Certificate, issuer: Certificate, mathematics: Mathematics): Statement[] {
  const id = members(row.take(tags.sequence))
  const hashName = oidText(members(id.take(tags.sequence)).take())
  const hash = hashName === oids.sha1 ? 'sha1' : hashName === oids.sha256 ? 'sha256' : null
  const isSame =
    hash !== null &&
    hexOf(octetsOf(id.take())) === hexOf(mathematics.digest(hash, issuer.subjectDer)) &&
    hexOf(octetsOf(id.take())) === hexOf(mathematics.digest(hash, issuer.keyBits)) &&
    hexOf(id.take(tags.integer).der) === hexOf(certificate.serialDer)
  if (!isSame) return []
  const state = row.take()
  const from = secondsOf(row.take(tags.generalTime))
  const next = row.maybe(0xa0)
  if (state.tag === 0x80) return [{ isRevoked: false, from, until: next ? secondsOf(whole(next.content)) : null }]
  return state.tag === 0xa1 ? [{ isRevoked: true, at: secondsOf(children(state)[0] ?? state) }] : []
}

const isSigned = (algorithm: Algorithm, by: Certificate, signed: Uint8Array, signature: Uint8Array, mathematics: Mathematics): boolean =>
  algorithm.kind !== 'not-accepted' && mathematics.verify(algorithm, by.publicKey, signed, signature)

/** Lists and answers that Adobe's attribute carries inside a signature. */
export function archivedEvidence(attribute: Element): Evidence {
  const crls: Uint8Array[] = []
  const ocsp: Uint8Array[] = []
  for (const part of children(attribute)) {
    if (part.tag === 0xa0) crls.push(...children(whole(part.content)).map(({ der }) => der))
    if (part.tag === 0xa1) ocsp.push(...children(whole(part.content)).map(({ der }) => der))
  }
  return { crls, ocsp }
}
