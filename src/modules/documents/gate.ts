import { err, ok, type Result } from '../../kernel/result.ts'
import type { SignatureVerdict } from '../signing/model.ts'

/**
 * What the signatures of a document's file amount to (tình trạng hai chữ ký): none, the signatory's alone, the agency's alone, both as they must
 * be, or something that must not be.
 */
export type SignatureStanding = 'none' | 'person-only' | 'agency-only' | 'two-valid' | 'invalid'

/** Why a document does not go out. Each names what is missing or wrong. */
export type GateRefused =
  | { kind: 'no-signatures' }
  | { kind: 'signatory-missing' }
  | { kind: 'seal-missing' }
  | { kind: 'signature-invalid'; field: string; signer: string | null }
  /** The agency signed first, or its signature does not cover the signatory's. */
  | { kind: 'wrong-order' }
  | { kind: 'wrong-signatory'; signer: string | null }
  | { kind: 'wrong-agency'; signer: string | null }
  /** Something came into the file after it was sealed. */
  | { kind: 'altered-after-signing'; field: string }
  | { kind: 'not-numbered' }

/** What the gate looks at besides the file: who was to sign, under which registered certificates, and whether it has number and date. */
export type GateFacts = {
  signatures: readonly SignatureVerdict[]
  /** SHA-256 of the certificates that are the signatory's */
  signatoryCertificates: readonly string[]
  /** SHA-256 of the agency's certificates. */
  agencyCertificates: readonly string[]
  isNumbered: boolean
}

/** Counts what is there, whoever it is of. */
export function standingOf(signatures: readonly SignatureVerdict[]): SignatureStanding {
  if (signatures.length === 0) return 'none'
  if (signatures.some((s) => !s.isValid)) return 'invalid'
  const person = signatures.find((s) => s.kind === 'person')
  const agency = signatures.findLast((s) => s.kind === 'agency')
  if (!person) return 'agency-only'
  if (!agency) return 'person-only'
  return agency.revision > person.revision ? 'two-valid' : 'invalid'
}

/**
 * The gate (cổng phát hành): a document goes out only with two valid signatures of the right kinds, the signatory's first, then, after number and
 * date, the agency's, which covers everything before it.
 * @law nd-30-2020 18, 12: signatory, then number and date, then the agency's signature
 */
export function mayIssue({ signatures, signatoryCertificates, agencyCertificates, isNumbered }: GateFacts): Result<null, GateRefused> {
  if (signatures.length === 0) return err({ kind: 'no-signatures' })
  const altered = signatures.find((s) => s.changesAfter === 'altered')
  if (altered) return err({ kind: 'altered-after-signing', field: altered.field })
  const bad = signatures.find((s) => !s.isValid)
  if (bad) return err({ kind: 'signature-invalid', field: bad.field, signer: nameOf(bad) })
  const person = signatures.find((s) => s.kind === 'person')
  const agency = signatures.findLast((s) => s.kind === 'agency')
  if (!person) return err({ kind: 'signatory-missing' })
  if (!agency) return err({ kind: 'seal-missing' })
  if (!isNumbered) return err({ kind: 'not-numbered' })
  if (agency.revision <= person.revision) return err({ kind: 'wrong-order' })
  const known = (list: readonly string[], s: SignatureVerdict) => s.signer !== null && list.includes(s.signer.sha256)
  if (!known(signatoryCertificates, person)) return err({ kind: 'wrong-signatory', signer: nameOf(person) })
  if (!known(agencyCertificates, agency)) return err({ kind: 'wrong-agency', signer: nameOf(agency) })
  return ok(null)
}

const nameOf = ({ signer }: SignatureVerdict): string | null => signer?.subject.commonName ?? null
