import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { fileMegabytesMax, kindByName, type SignatureVerdict, type SignerKind, type TimeStampVerdict } from '../model.ts'
import { oids } from '../oids.ts'
import { type ActiveContent, activeContentOf } from './active-content.ts'
import { type AgencyEntry, isAgency } from './agencies.ts'
import type { Hash } from './algorithm.ts'
import { elementAt, Unreadable } from './asn1.ts'
import { type Certificate, isSelfNamed, readCertificate } from './certificate.ts'
import { type Judged, judgeCarried, judgeChain, maySignDocuments, type Trust } from './chain.ts'
import { type Change, changesAfter } from './changes.ts'
import { type Document, isTooLarge, looksLikePdf, type NotReadable, openDocument } from './document.ts'
import type { Mathematics } from './mathematics.ts'
import { archivedEvidence, type Evidence } from './revocation.ts'
import {
  coveredParts,
  detachedSignatures,
  type Placed,
  type PlacedFault,
  pdfTime,
  placedSignatures,
  storedEvidence,
} from './signature-fields.ts'
import { checkSignedData, claimedTime, readSignedData, type SignatureBroken, type SignedData } from './signed-data.ts'
import type { StructureFault } from './structure.ts'
import { Malformed } from './syntax.ts'
import { judgeTimeStamp, type StampFound } from './time-stamp.ts'

/** Why a signature does not count (lỗi của chữ ký). */
export type SignatureFault =
  | PlacedFault
  | SignatureBroken
  | { kind: 'format-not-accepted'; format: string }
  | { kind: 'signature-unreadable' }
  | { kind: 'padding-not-empty' }
  | { kind: 'certificate-may-not-sign' }
  | { kind: 'self-signed' }
  | { kind: 'unknown-root' }
  | { kind: 'chain-broken' }
  | { kind: 'certificate-expired'; until: Moment }
  | { kind: 'certificate-not-yet-valid'; from: Moment }
  | { kind: 'certificate-revoked'; at: Moment }
  | { kind: 'certificate-altered' }
  | { kind: 'unknown-attribute' }
  | { kind: 'time-stamp-forged' }
  | { kind: 'signed-in-the-future'; at: Moment }
  | { kind: 'changed-after-signing'; changes: readonly Change[] }

/** What the reader should know though the signature counts (lưu ý). */
export type SignatureNote =
  | { kind: 'time-only-claimed' }
  | { kind: 'time-unknown' }
  | { kind: 'time-stamp-untrusted' }
  | { kind: 'revocation-unknown' }
  | { kind: 'certificates-unused'; count: number }

/** What is wrong with the file as a whole (lỗi của tệp). */
export type FileFault =
  | StructureFault
  | { kind: 'damaged'; at: number }
  | { kind: 'signature-removed'; num: number }
  | { kind: 'same-field-name'; field: string }
  | { kind: 'active-content'; content: ActiveContent }

export type VerifiedSignature = SignatureVerdict & {
  /** moment that the judgement rests on, and what it rests on */
  signedAt: Moment | null
  timeBy: 'time-stamp' | 'claim' | null
  faults: readonly SignatureFault[]
  notes: readonly SignatureNote[]
}

/** A time stamp over the whole document (dấu thời gian của tài liệu): it proves when, nobody's consent. */
export interface DocumentStamp {
  field: string
  stamp: StampFound | { state: 'invalid'; why: 'misplaced' }
  revision: number
}

export interface Verification {
  verdict: 'two-valid' | 'one-valid' | 'none' | 'invalid'
  signatures: readonly VerifiedSignature[]
  documentStamps: readonly DocumentStamp[]
  changedAfterSigning: boolean
  faults: readonly FileFault[]
  /** every signature counts, yet the agency signed before the person: the seal does not stand for what the leader signed */
  isWrongOrder: boolean
}

export interface Question {
  trust: Trust
  /** certificates that are agencies'; null when there is no list and the names decide */
  agencies: readonly AgencyEntry[] | null
  now: Moment
}

/**
 * The verdict on a file (kết quả kiểm tra chữ ký số): facts of every signature, and whether two of the right kinds stand in the right order. The bytes
 * decide, read strictly; what does not read is invalid, never repaired.
 */
export function verifyDocument(bytes: Uint8Array, question: Question, mathematics: Mathematics): Result<Verification, NotReadable> {
  if (bytes.length === 0) return err({ kind: 'empty-file' })
  if (!looksLikePdf(bytes)) return err({ kind: 'not-a-pdf' })
  if (isTooLarge(bytes)) return err({ kind: 'file-too-large', limitMegabytes: fileMegabytesMax })
  try {
    const document = openDocument(bytes, mathematics.inflate)
    if (document.revisions.some(({ trailer }) => trailer.entries.has('Encrypt'))) return err({ kind: 'encrypted-pdf' })
    return ok(judgeDocument(document, question, mathematics))
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const looksSigned = hasText(bytes, '/ByteRange')
    const faults: FileFault[] = [{ kind: 'damaged', at: error.at }]
    return ok({ verdict: 'invalid', signatures: [], documentStamps: [], changedAfterSigning: looksSigned, faults, isWrongOrder: false })
  }
}

function judgeDocument(document: Document, question: Question, mathematics: Mathematics): Verification {
  const last = document.snapshot(document.revisions.length - 1)
  const placed = placedSignatures(document)
  const stored = storedEvidence(last, document.unpack)
  const means: Means = {
    ...question,
    mathematics,
    document,
    evidence: stored,
    lastSigned: Math.max(-1, ...placed.filter(({ isTimeStamp }) => !isTimeStamp).map(({ revision }) => revision ?? -1)),
    pool: stored.certificates.flatMap((der) => quietly(() => readCertificate(der, mathematics)) ?? []),
  }
  const signatures = placed.filter(({ isTimeStamp }) => !isTimeStamp).map((each) => judgeSignature(each, means))
  const documentStamps = placed.filter(({ isTimeStamp }) => isTimeStamp).map((each) => judgeDocumentStamp(each, means))
  const names = placed.map(({ field }) => field)
  const faults: FileFault[] = [
    ...document.faults,
    ...detachedSignatures(document, placed).map((num): FileFault => ({ kind: 'signature-removed', num })),
    ...names.filter((name, i) => names.indexOf(name) !== i).map((field): FileFault => ({ kind: 'same-field-name', field })),
    ...activeContentOf(last).map((content): FileFault => ({ kind: 'active-content', content })),
  ]
  const structural = faults.some(({ kind }) => kind !== 'active-content')
  const changedAfterSigning =
    (structural && placed.length > 0) ||
    signatures.some(({ faults: found }) =>
      found.some(({ kind }) => kind === 'changed-after-signing' || kind === 'digest-mismatch' || kind === 'not-whole-revision'),
    )
  return { ...verdictOn(signatures, documentStamps, faults), signatures, documentStamps, changedAfterSigning, faults }
}

/**
 * Two signatures in the right order (hai chữ ký số): a person's first, then the agency's, which covers the whole revision that the person signed.
 * Anything in the file that does not count makes all of it invalid.
 * @law nd-30-2020 two-signatures: the signatory's, then the agency's
 */
export function verdictOn(
  signatures: readonly VerifiedSignature[],
  stamps: readonly DocumentStamp[],
  faults: readonly FileFault[],
): Pick<Verification, 'verdict' | 'isWrongOrder'> {
  const isForged = stamps.some(({ stamp }) => stamp.state === 'invalid' && stamp.why !== 'untrusted')
  if (faults.length > 0 || isForged || signatures.some(({ isValid }) => !isValid)) return { verdict: 'invalid', isWrongOrder: false }
  if (signatures.length === 0) return { verdict: 'none', isWrongOrder: false }
  const people = signatures.filter(({ kind }) => kind === 'person')
  const agencies = signatures.filter(({ kind }) => kind === 'agency')
  // A signature covers everything up to the end of its revision: a later one covers the earlier revision whole.
  const inOrder = people.some((person) => agencies.some((agency) => agency.revision > person.revision))
  return inOrder
    ? { verdict: 'two-valid', isWrongOrder: false }
    : { verdict: 'one-valid', isWrongOrder: people.length > 0 && agencies.length > 0 }
}

interface Means extends Question {
  mathematics: Mathematics
  document: Document
  evidence: Evidence
  pool: readonly Certificate[]
  /** the last revision that a person or an agency signed */
  lastSigned: number
}

/** How far ahead of ours another clock may be. */
const clockSecondsMax = 600

const formats: ReadonlySet<string> = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached'])

/** What a signature may carry unsigned. A name that nobody knows may be one that was altered, to make what it names disappear. */
const knownUnsigned: ReadonlySet<string> = new Set([
  oids.signatureTimeStamp,
  oids.revocationArchive,
  oids.counterSignature,
  oids.certificateReferences,
  oids.revocationReferences,
  oids.certificateValues,
  oids.revocationValues,
  oids.containerTimeStamp,
  oids.referencesTimeStamp,
  oids.archiveTimeStamp,
  oids.archiveTimeStampV3,
])

function judgeSignature(placed: Placed, means: Means): VerifiedSignature {
  const { document, mathematics, now } = means
  const faults: SignatureFault[] = [...placed.faults]
  const notes: SignatureNote[] = []
  if (!formats.has(placed.format)) faults.push({ kind: 'format-not-accepted', format: placed.format })
  const changes = placed.revision === null ? [] : changesAfter(document, placed.revision, placed.revision < means.lastSigned)
  if (changes.length > 0) faults.push({ kind: 'changed-after-signing', changes })
  const isLast = placed.revision === document.revisions.length - 1
  const verdict: VerifiedSignature = {
    field: placed.field,
    isIntact: false,
    signer: null,
    kind: null,
    chain: { state: 'broken' },
    revocation: 'unknown',
    claimedAt: null,
    timeStamp: { state: 'none' },
    revision: (placed.revision ?? -1) + 1,
    revisions: document.revisions.length,
    changesAfter: changes.length > 0 ? 'altered' : isLast ? 'none' : 'signed-later',
    level: 'B-B',
    isValid: false,
    signedAt: null,
    timeBy: null,
    faults,
    notes,
  }
  const container = placed.contents && containerIn(placed.contents.bytes, faults)
  const data = container && quietly(() => readSignedData(container, mathematics))
  if (!data) return { ...verdict, faults: [...faults, { kind: 'signature-unreadable' }] }

  const { signer, broken } = quietly(() => checkSignedData(data, digestOf(placed, means), mathematics)) ?? { signer: null, broken: [] }
  faults.push(...broken)
  if (data.contentType !== oids.data || data.content) faults.push({ kind: 'content-type-wrong' })
  const claimedAt = (quietly(() => claimedTime(data)) ?? pdfTime(placed.dict.entries.get('M'))) as Moment | null
  if (!signer) return { ...verdict, claimedAt, signedAt: claimedAt }

  const evidence = evidenceWith(data, means)
  const pool = [...data.certificates, ...means.pool]
  const stamp = stampOf(data, pool, evidence, means)
  const at = stamp?.state === 'valid' ? stamp.at : (claimedAt ?? now)
  const judged = judgeChain(signer, pool, means.trust, evidence, { at, isProven: stamp?.state === 'valid' }, mathematics)
  const chainFault = faultOf(judged, signer)
  if (chainFault) faults.push(chainFault)
  if (!maySignDocuments(signer)) faults.push({ kind: 'certificate-may-not-sign' })
  if (at > now + clockSecondsMax) faults.push({ kind: 'signed-in-the-future', at })
  if (stamp?.state === 'invalid') {
    if (stamp.why === 'untrusted') notes.push({ kind: 'time-stamp-untrusted' })
    else faults.push({ kind: 'time-stamp-forged' })
  }
  if (stamp?.state !== 'valid') notes.push({ kind: claimedAt === null ? 'time-unknown' : 'time-only-claimed' })
  if (judged.verdict.state === 'trusted' && judged.revocation === 'unknown' && judged.path.length > 1)
    notes.push({ kind: 'revocation-unknown' })
  const carried = judgeCarried(data.certificates, judged.path, [...pool, ...means.trust.anchors], mathematics)
  if (carried.hasAltered && judged.path.length > 0) faults.push({ kind: 'certificate-altered' })
  if ([...data.unsigned.keys()].some((type) => !knownUnsigned.has(type))) faults.push({ kind: 'unknown-attribute' })
  const unused = carried.unused + (stamp?.state === 'valid' ? stamp.unused : 0)
  if (unused > 0) notes.push({ kind: 'certificates-unused', count: unused })
  return {
    ...verdict,
    isIntact: broken.length === 0 && placed.faults.length === 0,
    signer,
    kind: kindOf(signer, means),
    chain: judged.verdict,
    revocation: judged.revocation,
    claimedAt,
    timeStamp: shown(stamp),
    level: stamp?.state !== 'valid' ? 'B-B' : judged.revocation === 'good' ? 'B-LT' : 'B-T',
    isValid: faults.length === 0,
    signedAt: stamp?.state === 'valid' ? stamp.at : claimedAt,
    timeBy: stamp?.state === 'valid' ? 'time-stamp' : claimedAt === null ? null : 'claim',
  }
}

/** The signature without the zeros that fill its place; whatever else lies there is a fault. */
function containerIn(bytes: Uint8Array, faults: SignatureFault[]): Uint8Array | null {
  const element = quietly(() => elementAt(bytes))
  if (!element) return null
  if (bytes.subarray(element.der.length).some((byte) => byte !== 0)) faults.push({ kind: 'padding-not-empty' })
  return element.der
}

const digestOf = (placed: Placed, { document, mathematics }: Means) => {
  const isWhole = placed.revision !== null
  return (hash: Hash): Uint8Array => (isWhole ? mathematics.digest(hash, ...coveredParts(document, placed)) : new Uint8Array())
}

function evidenceWith(data: SignedData, { evidence }: Means): Evidence {
  const attribute = data.attributes.get(oids.revocationArchive) ?? data.unsigned.get(oids.revocationArchive)
  const archived = attribute && quietly(() => archivedEvidence(attribute))
  return { crls: [...evidence.crls, ...data.crls, ...(archived?.crls ?? [])], ocsp: [...evidence.ocsp, ...(archived?.ocsp ?? [])] }
}

function stampOf(data: SignedData, pool: readonly Certificate[], evidence: Evidence, { trust, mathematics }: Means): StampFound | null {
  const token = data.unsigned.get(oids.signatureTimeStamp)
  return token ? judgeTimeStamp(token.der, (hash) => mathematics.digest(hash, data.signature), pool, trust, evidence, mathematics) : null
}

const shown = (stamp: StampFound | null): TimeStampVerdict =>
  stamp === null
    ? { state: 'none' }
    : stamp.state === 'valid'
      ? { state: 'valid', at: stamp.at, authority: stamp.authority }
      : { state: 'invalid', why: stamp.why }

function faultOf({ verdict }: Judged, signer: Certificate): SignatureFault | null {
  switch (verdict.state) {
    case 'trusted':
      return null
    case 'unknown-root':
      return { kind: isSelfNamed(signer) ? 'self-signed' : 'unknown-root' }
    case 'broken':
      return { kind: 'chain-broken' }
    case 'expired':
      return { kind: 'certificate-expired', until: verdict.until }
    case 'not-yet-valid':
      return { kind: 'certificate-not-yet-valid', from: verdict.from }
    case 'revoked':
      return { kind: 'certificate-revoked', at: verdict.at }
  }
}

/** By the list when there is one; else as the certificate's own name tells, and a person when it does not. */
const kindOf = (signer: Certificate, { agencies }: Means): SignerKind =>
  agencies ? (isAgency(signer, agencies) ? 'agency' : 'person') : (kindByName(signer.subject) ?? 'person')

function judgeDocumentStamp(placed: Placed, means: Means): DocumentStamp {
  const at = { field: placed.field, revision: (placed.revision ?? -1) + 1 }
  const faults: SignatureFault[] = []
  const token = placed.contents && containerIn(placed.contents.bytes, faults)
  if (!token || faults.length > 0 || placed.faults.length > 0) return { ...at, stamp: { state: 'invalid', why: 'misplaced' } }
  const { pool, trust, evidence, mathematics } = means
  return { ...at, stamp: judgeTimeStamp(token, digestOf(placed, means), pool, trust, evidence, mathematics) }
}

/** Null for what cannot be read: in a signature that is a finding, not an accident. */
function quietly<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

function hasText(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let i = 1
    while (i < text.length && bytes[at + i] === text.charCodeAt(i)) i++
    if (i === text.length) return true
  }
  return false
}
