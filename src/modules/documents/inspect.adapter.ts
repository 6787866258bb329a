import { buffer } from 'node:stream/consumers'
import type { Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import type { FileStore } from '../../platform/files.ts'
import type { SignatureVerdict } from '../signing/model.ts'
import {
  explainFileFault,
  explainNotReadable,
  explainSignatureFault,
  explainSigning,
  type SigningService,
  type Trust,
  type Verification,
  type VerifiedSignature,
  type Verifier,
} from '../signing/service.ts'
import type { DocumentFile } from './outgoing.ts'

export type InspectDeps = {
  files: FileStore
  verifier: Verifier
  /** Roots that signatures must lead to, as they stand in the folder now. */
  trust(): Promise<Trust>
  signing: Pick<SigningService, 'certificatesOf' | 'look'>
  now(): Moment
}

/** What a file's signatures amount to, or why it cannot be read. */
export type Judged = Awaited<ReturnType<Verifier['verify']>>

/** Looks at files of documents: their signatures against the trusted roots and the registered certificates (kiểm tra tệp văn bản). */
export function inspector({ files, verifier, trust, signing, now }: InspectDeps) {
  const read = async (file: Pick<DocumentFile, 'sha256'>): Promise<Buffer> => {
    const found = await files.open(file.sha256)
    if (!found) throw new Error(`file ${file.sha256} is not in the store`)
    return buffer(found.stream)
  }
  /** Verdicts on a file that is not kept (kiểm tra một tệp mang đến). */
  const judge = async (agencyId: number, pdf: Uint8Array): Promise<Judged> => {
    const [anchors, agencies] = await Promise.all([trust(), signing.certificatesOf(agencyId, null)])
    const registered = new Set(agencies.map(({ sha256 }) => sha256))
    const outcome = await verifier.verify(pdf, { trust: anchors, agencies: null, now: now() })
    if (!outcome.ok) return outcome
    // What is registered as the agency's is the agency's, whatever its name looks like.
    const signatures = outcome.value.signatures.map(
      (s): VerifiedSignature => (s.signer && registered.has(s.signer.sha256) ? { ...s, kind: 'agency' } : s),
    )
    return ok({ ...outcome.value, signatures } satisfies Verification)
  }

  return {
    judge,
    /** Verdicts on the signatures of a stored file; a file that does not read has none that count, and in a file with faults none is valid. */
    async inspect(agencyId: number, file: DocumentFile): Promise<readonly SignatureVerdict[]> {
      const outcome = await judge(agencyId, await read(file))
      if (!outcome.ok) return []
      const { signatures, verdict, isWrongOrder } = outcome.value
      const isWhole = verdict !== 'invalid' || isWrongOrder
      return isWhole ? signatures : signatures.map((s) => (signatures.every(({ isValid }) => isValid) ? { ...s, isValid: false } : s))
    },
    /** Whether the later file begins with every byte of the earlier one. */
    async continues(earlier: DocumentFile, later: DocumentFile): Promise<boolean> {
      const [before, after] = await Promise.all([read(earlier), read(later)])
      return after.length > before.length && after.subarray(0, before.length).equals(before)
    },
    /** A brought PDF: its pages, or why it cannot be signed here. One that carries signatures is told apart by whether they hold. */
    async layoutOf(agencyId: number, file: DocumentFile): Promise<Result<{ pages: number }, { sentence(say: Say): string }>> {
      const looked = await signing.look(file.sha256)
      if (!looked.ok) return err({ sentence: (say: Say) => explainSigning(looked.error, say) })
      const outcome = await judge(agencyId, await read(file))
      if (!outcome.ok) return err({ sentence: (say: Say) => explainNotReadable(outcome.error, say) })
      const { signatures, faults } = outcome.value
      if (signatures.length > 0) return err({ sentence: (say: Say) => signedAlready(outcome.value, say) })
      // Signed as it is, every check would find the fault afterwards.
      const [fault] = faults
      return fault
        ? err({ sentence: (say: Say) => `${explainFileFault(fault, say)} ${say('Xuất lại tệp PDF.', 'Export the PDF again.')}` })
        : looked
    },
    /** SHA-256 of the certificates in use of an officer, or (null) of the agency. */
    async certificatesOf(agencyId: number, officerId: number | null): Promise<readonly string[]> {
      const at = now()
      return (await signing.certificatesOf(agencyId, officerId)).flatMap((c) =>
        c.withdrawnAt === null || c.withdrawnAt > at ? [c.sha256] : [],
      )
    },
  }
}

/** Why a file with signatures is no draft: it was signed before anybody here reviewed it, or tampered with since. */
function signedAlready({ signatures, faults: ofFile }: Verification, say: Say): string {
  const bad = signatures.find((s) => !s.isValid)
  const signer = (bad ?? signatures[0])?.signer?.subject.commonName ?? '?'
  if (!bad && ofFile.length === 0)
    return say(
      `Tệp đã có chữ ký số (${signer}). Dự thảo là bản chưa ký; bản đã ký thì đăng ký ở văn bản đến.`,
      `The file is signed already (${signer}). A draft carries no signature; a signed document is registered as incoming.`,
    )
  const why = [...(bad?.faults ?? []).map((f) => explainSignatureFault(f, say)), ...ofFile.map((f) => explainFileFault(f, say))].join(' ')
  return say(
    `Tệp có chữ ký số không hợp lệ (${signer}): ${why} Dự thảo là bản chưa ký.`,
    `The file has a signature that is not valid (${signer}): ${why} A draft carries no signature.`,
  )
}
