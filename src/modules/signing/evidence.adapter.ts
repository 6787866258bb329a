import { createHash } from 'node:crypto'
import { BasicOCSPResponse, Certificate, CertificateRevocationList, OCSPResponse } from 'pkijs'
import type { Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { ReadCertificate } from './certificate.adapter.ts'
import { algorithm, type Der, nothing, octets, sequence } from './der.ts'
import type { CertificateRefused } from './model.ts'
import { oids } from './oids.ts'

/** What the authority said about a certificate's revocation, and the bytes that prove it (tình trạng thu hồi). */
export interface RevocationAnswer {
  state: 'good' | 'unknown'
  ocspAnswer: Der | null
  crl: Der | null
  /** certificates that came with the answer: the responder's */
  certificates: readonly Der[]
}

/** Reads the answers of authorities over HTTP, each at most once within a run: 200 files of one signer ask one question. */
export interface RevocationReader {
  ask(certificate: ReadCertificate, issuer: ReadCertificate): Promise<Result<RevocationAnswer, CertificateRefused>>
}

export function createRevocationReader(answerSecondsMax = 10): RevocationReader {
  const kept = new Map<string, Promise<Result<RevocationAnswer, CertificateRefused>>>()
  return {
    ask: (certificate, issuer) => {
      const known = kept.get(certificate.sha256) ?? askAuthority(certificate, issuer, answerSecondsMax)
      kept.set(certificate.sha256, known)
      return known
    },
  }
}

/** OCSP first, CRL when that does not answer; `unknown` when neither does: an authority that is down does not stop the office. */
async function askAuthority(
  certificate: ReadCertificate,
  issuer: ReadCertificate,
  seconds: number,
): Promise<Result<RevocationAnswer, CertificateRefused>> {
  for (const url of certificate.ocspUrls) {
    const answer = await fetchBytes(url, seconds, ocspQuestion(certificate, issuer))
    const said = answer && (await readOcsp(answer, certificate, issuer))
    if (said) return said
  }
  for (const url of certificate.crlUrls) {
    const answer = await fetchBytes(url, seconds)
    const said = answer && (await readCrl(answer, certificate, issuer))
    if (said) return said
  }
  return ok({ state: 'unknown', ocspAnswer: null, crl: null, certificates: [] })
}

/** Largest answer that is read, bytes: lists of large authorities are megabytes. */
const answerBytesMax = 50_000_000

async function fetchBytes(url: string, seconds: number, body?: Der): Promise<Der | null> {
  try {
    const response = await fetch(url, {
      ...(body ? { method: 'POST', body, headers: { 'content-type': 'application/ocsp-request' } } : {}),
      signal: AbortSignal.timeout(seconds * 1000),
    })
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > answerBytesMax) return null
    return new Uint8Array(await response.arrayBuffer())
  } catch {
    return null
  }
}

const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest()

/** Without a number of ours: the answer goes into the file, where the time of it counts, not who asked. */
const ocspQuestion = (certificate: ReadCertificate, issuer: ReadCertificate): Der =>
  sequence(
    sequence(
      sequence(
        sequence(
          sequence(algorithm(oids.sha1, nothing()), octets(sha1(issuer.subjectDer)), octets(sha1(issuer.keyBits)), certificate.serialDer),
        ),
      ),
    ),
  )

async function readOcsp(
  bytes: Der,
  certificate: ReadCertificate,
  issuer: ReadCertificate,
): Promise<Result<RevocationAnswer, CertificateRefused> | null> {
  try {
    const response = OCSPResponse.fromBER(bytes)
    const held = response.responseBytes?.response.getValue()
    if (response.responseStatus.valueBlock.valueDec !== 0 || !held) return null
    const basic = BasicOCSPResponse.fromBER(held)
    const trusted = [Certificate.fromBER(issuer.der)]
    if (!(await basic.verify({ trustedCerts: trusted }).catch(() => false))) return null
    const about = basic.tbsResponseData.responses.find(
      ({ certID }) => Buffer.compare(new Uint8Array(certID.serialNumber.toBER()), certificate.serialDer) === 0,
    )
    if (!about) return null
    const state = about.certStatus as { idBlock: { tagNumber: number }; valueBlock: { value?: { toDate?: () => Date }[] } }
    if (state.idBlock.tagNumber === 1) {
      const at = state.valueBlock.value?.[0]?.toDate?.()
      return err({ kind: 'certificate-revoked', at: Math.floor((at?.getTime() ?? 0) / 1000) as Moment })
    }
    if (state.idBlock.tagNumber !== 0) return null
    return ok({
      state: 'good',
      ocspAnswer: bytes,
      crl: null,
      certificates: (basic.certs ?? []).map((one) => new Uint8Array(one.toSchema(true).toBER())),
    })
  } catch {
    return null
  }
}

async function readCrl(
  bytes: Der,
  certificate: ReadCertificate,
  issuer: ReadCertificate,
): Promise<Result<RevocationAnswer, CertificateRefused> | null> {
  try {
    const list = CertificateRevocationList.fromBER(bytes)
    if (!(await list.verify({ issuerCertificate: Certificate.fromBER(issuer.der) }))) return null
    const entry = list.revokedCertificates?.find(
      ({ userCertificate }) => Buffer.compare(new Uint8Array(userCertificate.toBER()), certificate.serialDer) === 0,
    )
    if (entry) return err({ kind: 'certificate-revoked', at: Math.floor(entry.revocationDate.value.getTime() / 1000) as Moment })
    return ok({ state: 'good', ocspAnswer: null, crl: bytes, certificates: [] })
  } catch {
    return null
  }
}
