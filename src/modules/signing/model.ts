import type { Moment } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import type { CopyForm } from './marks.ts'
import type { Place } from './place.ts'

export type { CopyForm } from './marks.ts'
export type { Box, Place } from './place.ts'

/** Whose certificate signs (loại chứng thư): a person's, or the agency's, which stands for its seal. */
export type SignerKind = 'person' | 'agency'

/** What a signature is for (vai trò chữ ký): the signatory's consent, the agency's seal, or the agency's mark on an appendix or a copy. */
export type SignatureRole = 'signatory' | 'seal' | 'appendix' | 'copy'

/** Which kind of certificate each role asks for. */
export const kindForRole = {
  signatory: 'person',
  seal: 'agency',
  appendix: 'agency',
  copy: 'agency',
} as const satisfies Record<SignatureRole, SignerKind>

/** How much of the evidence a signature carries (mức PAdES): bare, with a time stamp, with chain and state of its certificates inside the file. */
export type SignatureLevel = 'B-B' | 'B-T' | 'B-LT'

/** The names of a certificate's subject or issuer that are shown or compared (chủ thể chứng thư). */
export interface CertificateName {
  commonName: string | null
  organisation: string | null
  unit: string | null
  /** the identifier that Vietnamese authorities put into UID: `CCCD:…`, `CMND:…` for persons, `MST:…` for organisations */
  uid: string | null
  /** whether a given name or a surname stands in it: only people have those */
  hasPersonName: boolean
  /** `organizationIdentifier` (2.5.4.97) of European profiles: only organisations have it */
  organisationIdentifier: string | null
}

/** One certificate as people need to read it (chứng thư số). */
export interface CertificateFacts {
  /** SHA-256 of the DER, hexadecimal: how a certificate is named in registers and verdicts */
  sha256: string
  subject: CertificateName
  issuer: CertificateName
  serialNumber: string
  validFrom: Moment
  validUntil: Moment
}

/**
 * Person or agency, as the certificate itself tells; null when it does not. A registered certificate goes by its registration instead.
 * Our own reading of names as authorities issue them; no text of law that we read says how to tell them apart.
 */
export function kindByName(name: CertificateName): SignerKind | null {
  if (name.uid !== null && /^MST\s*:/i.test(name.uid)) return 'agency'
  if (name.uid !== null && /^(CCCD|CMND|HC)\s*:/i.test(name.uid)) return 'person'
  if (name.hasPersonName) return 'person'
  if (name.organisationIdentifier !== null) return 'agency'
  return null
}

/** Why a key does not sign (từ chối ký). Each carries what its sentence needs; none carries a pass-phrase. */
export type KeyRefused =
  | { kind: 'wrong-pass-phrase' /** tries left before the token locks, when it tells */; triesLeft: number | null }
  | { kind: 'key-locked' }
  | { kind: 'key-file-unreadable' }
  | { kind: 'key-not-found'; label: string }
  | { kind: 'token-missing' }
  | { kind: 'token-removed' }
  | { kind: 'token-program-missing'; program: string }
  | { kind: 'remote-refused'; status: number; reason: string }
  | { kind: 'remote-unreachable'; host: string }
  | { kind: 'remote-not-authorised' }
  | { kind: 'key-unsuitable'; algorithm: string }
  /** the value that came back is not of the certificate that was to sign */
  | { kind: 'signature-not-of-key' }
  /** a container from the signer's machine that is none, or does not name its certificate */
  | { kind: 'container-unsuitable' }

/** How signatures of a key are made and named in CMS (thuật toán ký). */
export type KeyAlgorithm = 'rsa-sha256' | 'ecdsa-p256-sha256' | 'ecdsa-p384-sha384'

/** The hash that belongs to an algorithm. */
export const hashOf = { 'rsa-sha256': 'sha256', 'ecdsa-p256-sha256': 'sha256', 'ecdsa-p384-sha384': 'sha384' } as const satisfies Record<
  KeyAlgorithm,
  string
>

/** A key ready to sign (khóa ký): a file opened, a token logged in to, a remote credential authorised. The private part never leaves it. */
export interface SigningKey {
  algorithm: KeyAlgorithm
  /** DER: the signer's certificate first, then its issuers as far as known */
  chain: readonly Uint8Array[]
  /** Signs each message by itself; a later one may fail where an earlier one did not (token pulled out). ECDSA values are DER. */
  sign(messages: readonly Uint8Array[]): Promise<Result<Uint8Array, KeyRefused>[]>
  /** Lets go of what was opened. */
  close(): Promise<void>
}

/** Why a certificate cannot be used at a time (chứng thư không dùng được). */
export type CertificateRefused =
  | { kind: 'certificate-expired'; until: Moment }
  | { kind: 'certificate-not-yet-valid'; from: Moment }
  | { kind: 'certificate-revoked'; at: Moment }
  | { kind: 'certificate-wrong-kind'; needed: SignerKind; is: SignerKind | null }
  | { kind: 'certificate-may-not-sign' }

/** Is the certificate valid at that time? Both ends belong to the period (RFC 5280 4.1.2.5). */
export function validAt(certificate: Pick<CertificateFacts, 'validFrom' | 'validUntil'>, at: Moment): Result<null, CertificateRefused> {
  if (at < certificate.validFrom) return { ok: false, error: { kind: 'certificate-not-yet-valid', from: certificate.validFrom } }
  if (at > certificate.validUntil) return { ok: false, error: { kind: 'certificate-expired', until: certificate.validUntil } }
  return { ok: true, value: null }
}

/** What was found about the time stamp of a signature (dấu thời gian). */
export type TimeStampVerdict =
  | { state: 'valid'; at: Moment; authority: CertificateFacts }
  | { state: 'invalid'; why: string }
  | { state: 'none' }

/** What stands between a signature's certificate and a trusted root (chuỗi tin cậy). */
export type ChainVerdict =
  | { state: 'trusted'; chain: readonly CertificateFacts[] }
  | { state: 'unknown-root' }
  | { state: 'expired'; until: Moment }
  | { state: 'not-yet-valid'; from: Moment }
  | { state: 'revoked'; at: Moment }
  | { state: 'broken' }

/** Whether the authority said that the certificate is revoked, and by what means we know (tình trạng thu hồi). */
export type RevocationVerdict = 'good' | 'revoked' | 'unknown'

/** What came into the file after a signature (thay đổi sau khi ký). `signed-later` is a further signature with its own appearance, and evidence. */
export type ChangeVerdict = 'none' | 'signed-later' | 'altered'

/** The verdict on one signature of a file (kết quả kiểm tra chữ ký). */
export interface SignatureVerdict {
  /** name of the signature field */
  field: string
  /** the bytes that it covers are those that were signed, and the value fits the certificate */
  isIntact: boolean
  signer: CertificateFacts | null
  /** person or agency, by registration or by name */
  kind: SignerKind | null
  chain: ChainVerdict
  revocation: RevocationVerdict
  /** the signer's own word for the time */
  claimedAt: Moment | null
  timeStamp: TimeStampVerdict
  /** revision covered, 1 is the first; and how many the file has */
  revision: number
  revisions: number
  changesAfter: ChangeVerdict
  level: SignatureLevel
  /** all of the above taken together */
  isValid: boolean
}

/**
 * The places that the first signature leaves open (ô để trống): empty form fields for number and date, and the seal's own field. Filling them,
 * and the evidence of signatures, is all that may change after the signatory has signed (DocMDP, P = 2).
 */
export const reservedFields = { number: 'DocumentNumber', date: 'DocumentDate', signatory: 'Signatory', seal: 'Seal' } as const

/** Why a file cannot be signed (tệp không ký được). */
export type FileRefused =
  | { kind: 'not-a-pdf' }
  | { kind: 'damaged' }
  | { kind: 'too-large'; megabytesMax: number }
  | { kind: 'encrypted' }
  | { kind: 'has-script' }
  | { kind: 'dynamic-form' }
  | { kind: 'page-not-there'; page: number; pages: number }
  | { kind: 'place-off-page' }
  | { kind: 'changes-forbidden' }
  | { kind: 'not-signed-yet' }
  | { kind: 'already-signed'; field: string }
  | { kind: 'field-not-reserved'; field: string }
  | { kind: 'signature-too-large' }

/** Largest file that is signed, megabytes. One province's limit for documents sent (50 MB); ours until an agency sets another. */
export const fileMegabytesMax = 50

/** Why no time stamp was given (không lấy được dấu thời gian). `wrong`: the answer was none, or over other bytes than ours. */
export type TimeStampRefused =
  | { kind: 'time-stamp-unreachable'; host: string }
  | { kind: 'time-stamp-slow'; host: string }
  | { kind: 'time-stamp-refused'; host: string; reason: string }
  | { kind: 'time-stamp-wrong'; host: string }

/** Why a signature was not made (không ký được). */
export type SignRefused = KeyRefused | CertificateRefused | UseRefused | FileRefused | TimeStampRefused

/** A picture in its real size (hình ảnh): handwritten signature, seal. PNG with a transparent ground. */
export interface Picture {
  png: Uint8Array
  widthMm: number
  heightMm: number
}

/** Words for a place that the first signature left open: they stand on its lower edge, in letters of official papers. */
export interface OpenWords {
  text: string
  /** of the place, as it was reserved */
  size: { widthMm: number; heightMm: number }
  side?: 'left' | 'center' | 'right'
  /** 13 points when not said */
  sizePoints?: number
  isItalic?: boolean
}

/** One file and one signature that it is to get (yêu cầu ký). */
export type SignRequest = {
  /** what is signed, as a stream of the journal: 'document/…' */
  about: string
  /** the file as it is now, in the file store */
  sourceSha256: string
  reason: string | null
  location: string | null
} & (
  | {
      /** the person's signature, between title and name; leaves number, date and seal open */
      role: 'signatory'
      place: Place
      picture: Picture | null
      /** null: no such field is left open (a scan that a counter officer signs) */
      open: { number: Place | null; date: Place | null; seal: { widthMm: number; heightMm: number } } | null
    }
  | {
      /** the agency's seal, over the place that the signatory's signature left open; number and date come in with it */
      role: 'seal'
      picture: Picture
      /** only for a file that was signed elsewhere and left no place open */
      place: Place | null
      number: OpenWords | null
      date: OpenWords | null
    }
  | { role: 'appendix'; numberSymbol: string }
  | { role: 'copy'; form: CopyForm; agencyName: string; numberSymbol: string }
)

/** Why a signature that came back from the signer's machine is not taken. */
export type ReceiveRefused = SignRefused | { kind: 'prepared-unknown' } | { kind: 'prepared-expired'; at: Moment }

/** Why a certificate is not made known. */
export type RegisterRefused = CertificateRefused | { kind: 'not-a-certificate' }

/** How a certificate is known to the agency (đăng ký chứng thư). */
export interface Registration {
  sha256: string
  kind: SignerKind
  officerId: number | null
  subject: string
  issuer: string
  validFrom: Moment
  validUntil: Moment
  withdrawnAt: Moment | null
}

/** Why this officer does not sign with this certificate. */
export type UseRefused =
  | { kind: 'certificate-not-registered' }
  | { kind: 'certificate-withdrawn'; at: Moment }
  | { kind: 'certificate-of-another' }

/**
 * May the officer sign with it? A person's certificate is its holder's alone; the agency's is for whoever may seal, which the caller has
 * checked. The role must fit the kind, or leader and seal would be swapped.
 */
export function mayUse(
  registration: Registration | null,
  officerId: number,
  role: SignatureRole,
  at: Moment,
): Result<SignerKind, UseRefused | CertificateRefused> {
  if (registration === null) return { ok: false, error: { kind: 'certificate-not-registered' } }
  const { kind, withdrawnAt } = registration
  if (withdrawnAt !== null && withdrawnAt <= at) return { ok: false, error: { kind: 'certificate-withdrawn', at: withdrawnAt } }
  if (kind !== kindForRole[role]) return { ok: false, error: { kind: 'certificate-wrong-kind', needed: kindForRole[role], is: kind } }
  if (kind === 'person' && registration.officerId !== officerId) return { ok: false, error: { kind: 'certificate-of-another' } }
  return { ok: true, value: kind }
}
