import type { Moment } from '../../../kernel/moment.ts'
import type { ChainVerdict, RevocationVerdict } from '../model.ts'
import { oids } from '../oids.ts'
import { hexOf } from './asn1.ts'
import { type Certificate, isSelfNamed } from './certificate.ts'
import type { Mathematics } from './mathematics.ts'
import { type Evidence, statementsAbout } from './revocation.ts'

/** Whom the office trusts (kho chứng thư gốc), and the revocation lists that it keeps beside. */
export interface Trust {
  anchors: readonly Certificate[]
  crls: readonly Uint8Array[]
}

export interface Judged {
  verdict: ChainVerdict
  revocation: RevocationVerdict
  /** leaf first, anchor last; empty when there is none */
  path: readonly Certificate[]
}

/** When to judge: a moment that a time stamp proves, or one that the signer only claims. */
export interface JudgedAt {
  at: Moment
  isProven: boolean
}

const pathLengthMax = 8
const attemptsMax = 200

/**
 * Does a chain of certificates lead to a trusted root, valid at that moment (chuỗi tin cậy, RFC 5280 6.1 as far as documents need it)? Names and
 * signatures decide who issued whom; issuers must be authorities. Revocation goes by what is at hand; nothing is fetched.
 */
export function judgeChain(
  leaf: Certificate,
  pool: readonly Certificate[],
  trust: Trust,
  evidence: Evidence,
  when: JudgedAt,
  mathematics: Mathematics,
): Judged {
  const known = { crls: [...evidence.crls, ...trust.crls], ocsp: evidence.ocsp }
  let best: Judged | null = null
  for (const path of pathsFrom(leaf, pool, trust, mathematics)) {
    const judged = judgePath(path, known, when, mathematics)
    if (judged.verdict.state === 'trusted') return judged
    best ??= judged
  }
  return best ?? { verdict: { state: 'unknown-root' }, revocation: 'unknown', path: [] }
}

/** Every way from the certificate to a trusted one, shortest search first, within bounds. */
function* pathsFrom(leaf: Certificate, pool: readonly Certificate[], trust: Trust, mathematics: Mathematics): Generator<Certificate[]> {
  const isAnchor = (certificate: Certificate) => trust.anchors.some(({ sha256 }) => sha256 === certificate.sha256)
  const candidates = [...trust.anchors, ...pool]
  let attempts = 0
  function* walk(path: Certificate[]): Generator<Certificate[]> {
    const last = path.at(-1)!
    if (isAnchor(last)) return void (yield path)
    if (path.length >= pathLengthMax) return
    for (const issuer of candidates) {
      if (path.some(({ sha256 }) => sha256 === issuer.sha256) || hexOf(issuer.subjectDer) !== hexOf(last.issuerDer)) continue
      if (!mayIssue(issuer, path.length - 1, isAnchor(issuer)) || ++attempts > attemptsMax) continue
      if (last.algorithm.kind === 'not-accepted' || !mathematics.verify(last.algorithm, issuer.publicKey, last.signed, last.signature))
        continue
      yield* walk([...path, issuer])
    }
  }
  yield* walk([leaf])
}

/** @param below authorities between this one and the leaf */
function mayIssue(issuer: Certificate, below: number, isAnchor: boolean): boolean {
  const isAuthority = issuer.isAuthority ?? (isAnchor && isSelfNamed(issuer))
  return isAuthority && (issuer.usages?.has('certify') ?? true) && (issuer.pathLengthMax === null || below <= issuer.pathLengthMax)
}

function judgePath(path: Certificate[], evidence: Evidence, { at, isProven }: JudgedAt, mathematics: Mathematics): Judged {
  const unknown = (verdict: ChainVerdict): Judged => ({ verdict, revocation: 'unknown', path })
  for (const certificate of path) {
    if (at < certificate.validFrom) return unknown({ state: 'not-yet-valid', from: certificate.validFrom })
    if (at > certificate.validUntil) return unknown({ state: 'expired', until: certificate.validUntil })
    if (certificate.unknownCritical.length > 0) return unknown({ state: 'broken' })
  }
  let isLeafGood = false
  for (const [i, certificate] of path.slice(0, -1).entries()) {
    for (const statement of statementsAbout(certificate, path[i + 1]!, evidence, mathematics)) {
      // A revocation after a proven time of signing changes nothing. Without proof anybody who holds the key may claim an early time.
      if (statement.isRevoked && (!isProven || statement.at <= at))
        return { verdict: { state: 'revoked', at: statement.at as Moment }, revocation: 'revoked', path }
      if (i === 0 && (statement.isRevoked || statement.until === null || statement.until >= at)) isLeafGood = true
    }
  }
  return { verdict: { state: 'trusted', chain: path }, revocation: isLeafGood ? 'good' : 'unknown', path }
}

/** What certificates that came along are worth: those that vouch for nobody are counted, those that were tampered with are named. */
export interface Carried {
  unused: number
  hasAltered: boolean
}

/**
 * Looks at the certificates that a signature carries beside its chain. One whose issuer is known must bear that issuer's signature, one that names
 * itself its own; of an unknown issuer there may only be one more certificate of an authority in the chain (cross-certification). No signature
 * covers this bag: without the rule its bytes could be altered unseen.
 */
export function judgeCarried(
  carried: readonly Certificate[],
  path: readonly Certificate[],
  known: readonly Certificate[],
  mathematics: Mathematics,
): Carried {
  const others = carried.filter(({ sha256 }) => !path.some((used) => used.sha256 === sha256))
  return { unused: others.length, hasAltered: others.some((certificate) => !isGenuine(certificate, path, known, mathematics)) }
}

function isGenuine(
  certificate: Certificate,
  path: readonly Certificate[],
  known: readonly Certificate[],
  mathematics: Mathematics,
): boolean {
  const { issuerKeyIdentifier, keyIdentifier, algorithm } = certificate
  const issuers = known.filter(
    (issuer) =>
      hexOf(issuer.subjectDer) === hexOf(certificate.issuerDer) ||
      (issuerKeyIdentifier !== null && issuer.keyIdentifier === issuerKeyIdentifier),
  )
  if (issuers.length > 0)
    return (
      algorithm.kind !== 'not-accepted' &&
      issuers.some(({ publicKey }) => mathematics.verify(algorithm, publicKey, certificate.signed, certificate.signature))
    )
  const isCross = issuerKeyIdentifier !== null && issuerKeyIdentifier !== keyIdentifier
  return (
    isCross &&
    path.some(
      ({ subjectDer, keyBits }) => hexOf(subjectDer) === hexOf(certificate.subjectDer) && hexOf(keyBits) === hexOf(certificate.keyBits),
    )
  )
}

/** May this certificate sign documents? Stated usages and purposes must allow it; where none are stated, it may. */
export function maySignDocuments({ usages, purposes }: Certificate): boolean {
  if (usages && !usages.has('sign') && !usages.has('commit')) return false
  return purposes === null || purposes.some((purpose) => documentPurposes.has(purpose))
}

const documentPurposes: ReadonlySet<string> = new Set([
  oids.anyPurpose,
  oids.emailProtection,
  oids.clientAuthentication,
  oids.documentSigning,
  oids.documentSigningOfMicrosoft,
  oids.documentSigningOfAdobe,
])

/** May it stamp times? Exactly that purpose, and marked as binding (RFC 3161 2.3). */
export const mayStampTimes = ({ purposes, purposesAreCritical }: Certificate): boolean =>
  purposesAreCritical && purposes?.length === 1 && purposes[0] === oids.timeStamping
