import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { Draft, OutgoingEvent } from '../outgoing.ts'
import { ofUnit } from '../posts.ts'

/** Secrecy as asked at entry (độ mật). */
export type Secrecy = 'none' | 'confidential' | 'secret' | 'top-secret'

/** Why a draft is not taken. */
export type DraftRefused =
  | { kind: 'state-secret'; secrecy: Exclude<Secrecy, 'none'> }
  | { kind: 'not-of-the-unit'; unitId: number }
  | { kind: 'no-such-signatory'; officerId: number }
  | { kind: 'capacity-not-held'; capacity: Draft['signatory']['capacity'] }
  | { kind: 'not-a-pdf'; name: string }
  | { kind: 'no-recipients' }
  | { kind: 'link-wanted' }

/** Roles by which each capacity may be signed: a head in their own right, a deputy for the head, others by order or authorisation. */
export const rolesForCapacity: Record<Draft['signatory']['capacity'], readonly string[]> = {
  own: ['director', 'unit-head'],
  collective: ['director'],
  deputy: ['deputy-director'],
  acting: ['director', 'deputy-director'],
  'by-order': ['office-head', 'unit-head'],
  authorised: ['deputy-director', 'office-head', 'unit-head'],
}

/** What a draft must be, whoever brings it: for drafting and for revising. */
export function draftFault(draft: Draft, { secrecy, roles }: DraftFacts): DraftRefused | null {
  if (secrecy !== 'none') return { kind: 'state-secret', secrecy }
  if (roles.length === 0) return { kind: 'no-such-signatory', officerId: draft.signatory.officerId }
  if (!roles.some((role) => rolesForCapacity[draft.signatory.capacity].includes(role)))
    return { kind: 'capacity-not-held', capacity: draft.signatory.capacity }
  const other = [draft.file, ...draft.appendices].find((f) => f.mediaType !== 'application/pdf')
  if (other) return { kind: 'not-a-pdf', name: other.name }
  if (draft.recipients.length === 0) return { kind: 'no-recipients' }
  if (draft.appendices.length > 0 && draft.attachmentUrl === null && draft.recipients.some((r) => r.kind === 'outside'))
    return { kind: 'link-wanted' }
  return null
}

export type DraftFacts = {
  secrecy: Secrecy
  /** Roles that the signatory holds now. */
  roles: readonly string[]
}

/**
 * Draft a document (soạn dự thảo). A state secret never comes in here; whoever drafts belongs to the unit that drafts. What goes to people outside
 * with appendices carries the address where these are published.
 * @law luat-bvbmnn-2025 cam: state secrets are kept off systems like this one (read in the press, not verified)
 */
export function draftDocument(
  draft: Draft,
  facts: DraftFacts & { at: Moment; actor: Actor },
): Result<Decided<OutgoingEvent>, DraftRefused> {
  const allowed = ofUnit(facts.actor, draft.unitId)
  if (!allowed) return err({ kind: 'not-of-the-unit', unitId: draft.unitId })
  const fault = draftFault(draft, facts)
  if (fault) return err(fault)
  return ok({ events: [{ type: 'drafted', at: facts.at, officerId: facts.actor.officerId, draft }], ...allowed })
}
