import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { SignatureVerdict } from '../../signing/model.ts'
import type { Decided } from '../decided.ts'
import type { DocumentFile, Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'

/** Why a signature is not taken. */
export type SignRefused =
  | { kind: 'not-approved'; status: OutgoingStatus }
  | { kind: 'not-the-signatory'; officerId: number }
  /** The file that came back is not the approved one with one signature more. */
  | { kind: 'another-file' }
  | { kind: 'signature-not-valid'; field: string }
  | { kind: 'signature-not-a-persons' }
  | { kind: 'certificate-not-registered'; sha256: string }

/**
 * The signatory signs (ký số của người có thẩm quyền): the named one in person, for a key is nobody else's; after approval, before number and date.
 * What was signed is looked at, not believed: one valid signature by a certificate that is registered as this officer's.
 * @law nd-30-2020 13, 12
 */
export function signDocument(
  document: Outgoing,
  made: { file: DocumentFile; signatures: readonly SignatureVerdict[]; continues: boolean },
  { at, actor, certificates }: { at: Moment; actor: Actor; certificates: readonly string[] },
): Result<Decided<OutgoingEvent>, SignRefused> {
  const { status, draft } = document
  if (status !== 'approved') return err({ kind: 'not-approved', status })
  if (actor.officerId !== draft.signatory.officerId) return err({ kind: 'not-the-signatory', officerId: draft.signatory.officerId })
  const [signature, more] = made.signatures
  if (!signature || more || !made.continues) return err({ kind: 'another-file' })
  if (!signature.isValid || signature.changesAfter !== 'none') return err({ kind: 'signature-not-valid', field: signature.field })
  if (signature.kind !== 'person') return err({ kind: 'signature-not-a-persons' })
  const certificate = signature.signer?.sha256 ?? ''
  if (!certificates.includes(certificate)) return err({ kind: 'certificate-not-registered', sha256: certificate })
  return ok({ events: [{ type: 'signed', at, officerId: actor.officerId, file: made.file, certificate }], onBehalfOf: null })
}
