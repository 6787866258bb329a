import { createHash, verify, X509Certificate } from 'node:crypto'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type ReadCertificate, readCertificate } from '../certificate.adapter.ts'
import { signatureContainer, signedAttributes } from '../cms.ts'
import type { Der } from '../der.ts'
import type { RevocationReader } from '../evidence.adapter.ts'
import {
  type CertificateRefused,
  hashOf,
  type KeyAlgorithm,
  kindByName,
  kindForRole,
  type SignatureLevel,
  type SignatureRole,
  type SignerKind,
  type SigningKey,
  type SignRefused,
  validAt,
} from '../model.ts'
import { stampTime, type TimeStamp, type TimeStampAuthority } from '../time-stamp.adapter.ts'
import { embedContainer, type PreparedPdf, type SignatureWish } from './prepare.adapter.ts'
import type { PdfThread } from './thread.adapter.ts'

/** One file to be signed: its bytes, for what, and how the signature stands in it. */
export interface FileToSign {
  pdf: Uint8Array
  role: SignatureRole
  wish: Omit<SignatureWish, 'at' | 'signerName' | 'containerBytesMax'>
}

/** What signing leans on: the thread for PDF, the authority's services, the level that is wanted. */
export interface SigningMeans {
  thread: PdfThread
  revocations: RevocationReader
  level: SignatureLevel
  timeStamps: TimeStampAuthority | null
  /** person or agency as registered; null when the certificate is not registered and its name decides */
  registeredKind: (sha256: string) => SignerKind | null
}

/** A signed file (tệp đã ký), and what it reached: without an authority's answer the level is lower than wanted. */
export interface SignedPdf {
  pdf: Uint8Array<ArrayBuffer>
  level: SignatureLevel
  signer: ReadCertificate
  stampedAt: Moment | null
}

/** A file whose signed attributes wait for a key (hash đã chuẩn bị): what is kept between the two calls of the browser's way. */
export interface AwaitingSignature {
  prepared: PreparedPdf
  /** the bytes that the key signs */
  attributes: Der
  algorithm: KeyAlgorithm
  chain: readonly Uint8Array[]
}

/** Is this certificate fit for this role at this time, as far as the certificate and its authority tell? */
export async function checkSigner(
  chain: readonly Uint8Array[],
  role: SignatureRole,
  at: Moment,
  means: Pick<SigningMeans, 'revocations' | 'registeredKind'>,
): Promise<Result<ReadCertificate, CertificateRefused>> {
  const [own, issuer] = chain.map(readCertificate)
  if (!own) return err({ kind: 'certificate-may-not-sign' })
  const valid = validAt(own, at)
  if (!valid.ok) return valid
  if (!own.maySign || own.isAuthority) return err({ kind: 'certificate-may-not-sign' })
  const needed = kindForRole[role]
  const is = means.registeredKind(own.sha256) ?? kindByName(own.subject)
  if (is !== needed) return err({ kind: 'certificate-wrong-kind', needed, is })
  const revocation = issuer ? await means.revocations.ask(own, issuer) : null
  return revocation && !revocation.ok ? revocation : ok(own)
}

/** First half: the file up to the bytes that the key signs. */
export async function prepareToSign(
  { pdf, wish }: FileToSign,
  signer: ReadCertificate,
  chain: readonly Uint8Array[],
  at: Moment,
  thread: PdfThread,
): Promise<Result<AwaitingSignature, SignRefused>> {
  const { algorithm } = signer
  if (algorithm === null) return err({ kind: 'key-unsuitable', algorithm: '' })
  const signerName = signer.subject.commonName ?? ''
  const containerBytesMax = roomFor(chain)
  const made = await thread.prepare(pdf, { ...wish, at, signerName, containerBytesMax })
  if (!made.ok) return made
  const hash = createHash(hashOf[algorithm])
  const [start, length, start2, length2] = made.value.ranges
  hash.update(made.value.bytes.subarray(start, start + length)).update(made.value.bytes.subarray(start2, start2 + length2))
  const certificateHash = createHash(hashOf[algorithm]).update(signer.der).digest()
  const attributes = signedAttributes({ fileHash: hash.digest(), certificateHash, keyAlgorithm: algorithm })
  return ok({ prepared: made.value, attributes, algorithm, chain })
}

/** The chain, a signature, a time stamp with its own chain: a time-stamp authority's token is rarely more than 6 kB. */
const roomFor = (chain: readonly Uint8Array[]): number => chain.reduce((sum, { length }) => sum + length, 0) + 1_200 + 10_000

/** Second half: the key's value, stamped by the authority, put in its place. A value of another key is refused, not put in. */
export async function completeSignature(
  awaiting: AwaitingSignature,
  value: Uint8Array,
  means: SigningMeans,
): Promise<Result<SignedPdf, SignRefused>> {
  const { attributes, algorithm, chain, prepared } = awaiting
  const signer = readCertificate(chain[0] ?? new Uint8Array())
  if (!signer) return err({ kind: 'certificate-may-not-sign' })
  if (!verify(hashOf[algorithm], attributes, new X509Certificate(signer.der).publicKey, value)) return err({ kind: 'signature-not-of-key' })
  const stamp = means.level === 'B-B' || !means.timeStamps ? null : await stampTime(means.timeStamps, value)
  if (stamp && !stamp.ok) return stamp
  const timeStamp = stamp?.value ?? null
  const container = signatureContainer({
    keyAlgorithm: algorithm,
    chain,
    signer,
    attributes,
    value,
    ...(timeStamp ? { timeStamp: timeStamp.token } : {}),
  })
  const signed = embedContainer(prepared, container)
  if (!signed.ok) return signed
  const stampedAt = timeStamp?.at ?? null
  if (means.level !== 'B-LT' || !timeStamp) return ok({ pdf: signed.value, level: timeStamp ? 'B-T' : 'B-B', signer, stampedAt })
  return withEvidence({ pdf: signed.value, level: 'B-T', signer, stampedAt }, chain, timeStamp, means)
}

/** Chain and state of every certificate into the file. Where the authority does not tell, the signature stays B-T and says so. */
async function withEvidence(
  signed: SignedPdf,
  chain: readonly Uint8Array[],
  timeStamp: TimeStamp,
  means: SigningMeans,
): Promise<Result<SignedPdf, SignRefused>> {
  const known = [...chain, ...timeStamp.certificates].flatMap((der) => readCertificate(der) ?? [])
  const asked = await Promise.all(
    known.map(async (certificate) => {
      const issuer = known.find(({ subjectDer }) => Buffer.compare(subjectDer, certificate.issuerDer) === 0)
      if (!issuer || certificate.isSelfSigned) return null
      return means.revocations.ask(certificate, issuer)
    }),
  )
  const answers = asked.flatMap((answer) => (answer?.ok ? [answer.value] : []))
  const isWhole = known.every((certificate, i) => certificate.isSelfSigned || (asked[i]?.ok === true && asked[i].value.state === 'good'))
  const evidence = {
    certificates: unique([...known.map(({ der }) => der), ...answers.flatMap(({ certificates }) => certificates)]),
    ocspAnswers: unique(answers.flatMap(({ ocspAnswer }) => ocspAnswer ?? [])),
    crls: unique(answers.flatMap(({ crl }) => crl ?? [])),
  }
  const added = await means.thread.addEvidence(signed.pdf, evidence)
  return added.ok ? ok({ ...signed, pdf: added.value, level: isWhole ? 'B-LT' : 'B-T' }) : added
}

const unique = (list: readonly Uint8Array[]): Uint8Array[] => [
  ...new Map(list.map((der) => [Buffer.from(der).toString('base64'), der])).values(),
]

/** Files that are prepared and signed together: a remote service is asked once for them, progress moves this often. */
const filesAtOnce = 8

/**
 * Signs many files in one act (ký hàng loạt), each with its own outcome. `done` is told after each file; what it throws ends the act. A key that is
 * gone (token pulled out, PIN refused) ends the asking: the rest get the same refusal, nothing signed before is lost.
 */
export async function signMany(
  files: readonly FileToSign[],
  key: SigningKey,
  at: () => Moment,
  means: SigningMeans,
  done: (index: number, outcome: Result<SignedPdf, SignRefused>) => Promise<void> | void,
): Promise<void> {
  for (let from = 0; from < files.length; from += filesAtOnce) {
    const some = files.slice(from, from + filesAtOnce)
    const prepared = await Promise.all(some.map((file) => prepareOne(file, key, at(), means)))
    const waiting = prepared.flatMap((one) => (one.ok ? [one.value] : []))
    const values = waiting.length > 0 ? await key.sign(waiting.map(({ attributes }) => attributes)) : []
    let next = 0
    const outcomes = await Promise.all(
      prepared.map(async (one): Promise<Result<SignedPdf, SignRefused>> => {
        if (!one.ok) return one
        const value = values[next++]!
        return value.ok ? completeSignature(one.value, value.value, means) : value
      }),
    )
    for (const [i, outcome] of outcomes.entries()) await done(from + i, outcome)
    const gone = outcomes.find((one) => !one.ok && keyIsGone(one.error))
    if (gone) {
      for (let i = from + some.length; i < files.length; i++) await done(i, gone)
      return
    }
  }
}

async function prepareOne(
  file: FileToSign,
  key: SigningKey,
  at: Moment,
  means: SigningMeans,
): Promise<Result<AwaitingSignature, SignRefused>> {
  const signer = await checkSigner(key.chain, file.role, at, means)
  return signer.ok ? prepareToSign(file, signer.value, key.chain, at, means.thread) : signer
}

/** Refusals after which asking the key again does harm or nothing: each wrong try counts towards a token's lock. */
export const keyIsGone = (refusal: SignRefused): boolean =>
  ['wrong-pass-phrase', 'key-locked', 'token-removed', 'token-missing', 'remote-not-authorised'].includes(refusal.kind)
