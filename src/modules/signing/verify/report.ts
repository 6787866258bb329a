import { type Moment, momentText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { explainFileFault, explainSignatureFault, explainSignatureNote, explainVerdict } from './sentences.ts'
import type { Verification, VerifiedSignature } from './verify.ts'

/** The verdict as other programs read it (kết quả dạng JSON): the names of the contract first, then why. */
export function reportOf(verification: Verification, say: Say): Record<string, unknown> {
  const { verdict, signatures, documentStamps, changedAfterSigning, faults } = verification
  return {
    verdict,
    signatures: signatures.map((signature) => signatureReport(signature, say)),
    changedAfterSigning,
    message: explainVerdict(verification, say),
    faults: faults.map((fault) => ({ kind: fault.kind, message: explainFileFault(fault, say) })),
    documentStamps: documentStamps.map(({ field, stamp, revision }) => ({
      field,
      valid: stamp.state === 'valid',
      at: stamp.state === 'valid' ? momentText(stamp.at) : null,
      coversRevision: revision,
    })),
  }
}

function signatureReport(signature: VerifiedSignature, say: Say): Record<string, unknown> {
  const { field, signer, kind, isValid, revision, revisions, signedAt, timeBy, level, faults, notes } = signature
  return {
    signer: signer ? (signer.subject.commonName ?? signer.subject.organisation) : null,
    role: kind ?? 'person',
    valid: isValid,
    coversRevision: revision,
    signedAt: text(signedAt),
    timeBy,
    timeStamp: signature.timeStamp.state,
    revocation: signature.revocation,
    level,
    changedAfter: signature.changesAfter,
    revisions,
    field,
    serial: signer?.serialNumber ?? null,
    issuer: signer?.issuer.commonName ?? null,
    faults: faults.map((fault) => ({ kind: fault.kind, message: explainSignatureFault(fault, say) })),
    notes: notes.map((note) => ({ kind: note.kind, message: explainSignatureNote(note, say) })),
  }
}

const text = (at: Moment | null): string | null => (at === null ? null : momentText(at))
