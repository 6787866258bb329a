import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type GateFacts, type GateRefused, mayIssue } from '../gate.ts'
import { type DocumentFile, fileNow, type NumberTaken, type Outgoing, type OutgoingStatus } from '../outgoing.ts'

/** A paper of a dossier that went out with two valid signatures (kết quả, thư của hồ sơ đã phát hành). */
export type IssuedPaper = { documentId: number; number: NumberTaken; issuedAt: Moment; file: DocumentFile }

/** Why a dossier has no such paper. */
export type PaperMissing =
  /** No document names the dossier. */
  | { kind: 'no-document' }
  | { kind: 'not-issued'; documentId: number; status: OutgoingStatus }
  /** It was issued, but its file does not pass the gate any more. */
  | { kind: 'does-not-pass'; documentId: number; refusal: GateRefused }

/**
 * Results of dossiers and apology letters pass the same gate as every document: issued, and the file as it lies in the store still has the two
 * signatures. That both are needed for them is our own design.
 */
export function paperStanding(
  documentId: number,
  document: Outgoing,
  facts: Omit<GateFacts, 'isNumbered'>,
): Result<IssuedPaper, PaperMissing> {
  const { status, issued, number } = document
  if (status !== 'issued' || issued === null || number === null) return err({ kind: 'not-issued', documentId, status })
  const passes = mayIssue({ ...facts, isNumbered: true })
  if (!passes.ok) return err({ kind: 'does-not-pass', documentId, refusal: passes.error })
  return ok({ documentId, number, issuedAt: issued.at, file: fileNow(document) })
}
