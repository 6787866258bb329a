import { buffer } from 'node:stream/consumers'
import type { Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import type { FileStore } from '../../platform/files.ts'
import type { SignatureVerdict } from '../signing/model.ts'
import { explainSigning, type SigningService, type Trust, type Verifier } from '../signing/service.ts'
import type { DocumentFile } from './outgoing.ts'

export type InspectDeps = {
  files: FileStore
  verifier: Verifier
  /** Roots that signatures must lead to, as they stand in the folder now. */
  trust(): Promise<Trust>
  signing: Pick<SigningService, 'certificatesOf' | 'look'>
  now(): Moment
}

/** Looks at files of documents: their signatures against the trusted roots and the registered certificates (kiểm tra tệp văn bản). */
export function inspector({ files, verifier, trust, signing, now }: InspectDeps) {
  const read = async (file: DocumentFile): Promise<Buffer> => {
    const found = await files.open(file.sha256)
    if (!found) throw new Error(`file ${file.sha256} is not in the store`)
    return buffer(found.stream)
  }
  const verify = async (agencyId: number, file: DocumentFile) => {
    const [pdf, anchors, agencies] = await Promise.all([read(file), trust(), signing.certificatesOf(agencyId, null)])
    const registered = new Set(agencies.map(({ sha256 }) => sha256))
    const outcome = await verifier.verify(pdf, { trust: anchors, agencies: null, now: now() })
    if (!outcome.ok) return outcome
    // What is registered as the agency's is the agency's, whatever its name looks like.
    const signatures = outcome.value.signatures.map(
      (s): SignatureVerdict => (s.signer && registered.has(s.signer.sha256) ? { ...s, kind: 'agency' } : s),
    )
    return ok({ ...outcome.value, signatures })
  }

  return {
    /** Verdicts on the signatures of a stored file; a file that does not read has none that count. */
    async inspect(agencyId: number, file: DocumentFile): Promise<readonly SignatureVerdict[]> {
      const outcome = await verify(agencyId, file)
      return outcome.ok ? outcome.value.signatures : []
    },
    /** Whether the later file begins with every byte of the earlier one. */
    async continues(earlier: DocumentFile, later: DocumentFile): Promise<boolean> {
      const [before, after] = await Promise.all([read(earlier), read(later)])
      return after.length > before.length && after.subarray(0, before.length).equals(before)
    },
    /** A brought PDF: its pages, or why it cannot be signed here. */
    async layoutOf(file: DocumentFile): Promise<Result<{ pages: number }, { sentence(say: Say): string }>> {
      const looked = await signing.look(file.sha256)
      return looked.ok ? looked : err({ sentence: (say: Say) => explainSigning(looked.error, say) })
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
