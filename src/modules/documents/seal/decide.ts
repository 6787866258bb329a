import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { SignatureVerdict } from '../../signing/model.ts'
import type { Decided } from '../decided.ts'
import { type GateFacts, type GateRefused, mayIssue, standingOf } from '../gate.ts'
import type { DocumentFile, Outgoing, OutgoingEvent, OutgoingStatus } from '../outgoing.ts'
import { asRecordsClerk } from '../posts.ts'

/** Why the agency's signature is not taken. */
export type SealRefused =
  | { kind: 'not-numbered-yet'; status: OutgoingStatus }
  | { kind: 'not-the-records-clerk' }
  | { kind: 'another-file' }
  /** An appendix did not come back as it was with one valid signature of the agency more. */
  | { kind: 'appendix-not-signed'; name: string }
  | GateRefused

/** A signed appendix as it was looked at. */
export type SealedAppendix = { file: DocumentFile; continues: boolean; signatures: readonly SignatureVerdict[] }

/**
 * The agency signs (ký số của cơ quan, đóng dấu): the records clerk with the agency's key, over number and date. What came back must pass the gate
 * already: a file with a wrong seal is not kept as sealed. Appendices in files of their own get the agency's signature alone, in the same act.
 * @law nd-30-2020 18
 */
export function sealDocument(
  document: Outgoing,
  made: { file: DocumentFile; continues: boolean; appendices: readonly SealedAppendix[] } & Omit<GateFacts, 'isNumbered'>,
  { at, actor }: { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, SealRefused> {
  const { status, number } = document
  if (status !== 'numbered') return err({ kind: 'not-numbered-yet', status })
  const allowed = asRecordsClerk(actor)
  if (!allowed) return err({ kind: 'not-the-records-clerk' })
  if (!made.continues) return err({ kind: 'another-file' })
  const passes = mayIssue({ ...made, isNumbered: number !== null })
  if (!passes.ok) return passes
  const unsigned = document.draft.appendices.find((_, i) => !isSigned(made.appendices[i], made.agencyCertificates))
  if (unsigned) return err({ kind: 'appendix-not-signed', name: unsigned.name })
  const certificate = made.signatures.findLast((s) => s.kind === 'agency')?.signer?.sha256 ?? ''
  const sealed = {
    file: made.file,
    appendices: made.appendices.map(({ file }) => file),
    standing: standingOf(made.signatures),
    certificate,
  }
  return ok({ events: [{ type: 'sealed', at, officerId: actor.officerId, ...sealed }], ...allowed })
}

function isSigned(appendix: SealedAppendix | undefined, agencyCertificates: readonly string[]): boolean {
  const signature = appendix?.signatures.at(-1)
  const own = signature?.signer?.sha256
  return appendix?.continues === true && signature?.isValid === true && own !== undefined && agencyCertificates.includes(own)
}
