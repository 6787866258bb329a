import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import type { DossierCode } from '../model.ts'
import { mayDo, mayReassign } from '../plan.ts'

/** So many parts has a whole at most: our own limit, more than any procedure that we have read asks for. */
export const partsMax = 50

/** Why a dossier gets no part. */
export type GetPartRefused =
  | { kind: 'not-the-holder' }
  | { kind: 'whole-not-running' }
  | { kind: 'whole-is-a-part'; whole: string }
  | { kind: 'too-many-parts'; max: number }
  | { kind: 'no-reason' }

/** Why a dossier does not become a part of another one. */
export type LinkPartRefused =
  | GetPartRefused
  | { kind: 'no-such-part'; code: string }
  | { kind: 'its-own-part' }
  | { kind: 'part-is-over'; code: string }
  | { kind: 'other-applicant'; code: string }
  | { kind: 'already-a-part'; code: string; whole: string }
  | { kind: 'has-parts-itself'; code: string }

/** Why a part is not separated. */
export type UnlinkPartRefused =
  | { kind: 'not-the-holder' }
  | { kind: 'no-parts' }
  | { kind: 'not-a-part'; code: string }
  | { kind: 'no-reason' }

/** The result of a whole is not recorded while a part of it is open. */
export type PartsOpen = { kind: 'parts-open'; codes: readonly string[] }

/** What a link writes, on both sides. */
export type Linked = { whole: DossierEvent[]; part: DossierEvent[] }

/** The counter, whoever has a step of it, and heads who answer for that: they arrange its parts (mở, gắn, tách hồ sơ thành phần). */
export const mayArrangeParts = (dossier: Pick<Dossier, 'running'>, actor: Actor): boolean =>
  actor.posts.some(({ role }) => role === 'counter-officer') ||
  dossier.running.some((step) => mayDo(step, actor) !== null || mayReassign(step, actor) !== null)

/** Whether a running dossier may get one more part: it is no part itself, and not over. */
export function mayGetPart(whole: Dossier, facts: { actor: Actor; reason: string }): Result<null, GetPartRefused> {
  if (!mayArrangeParts(whole, facts.actor)) return err({ kind: 'not-the-holder' })
  if (whole.receivedAt === null || isOver(whole)) return err({ kind: 'whole-not-running' })
  if (whole.whole) return err({ kind: 'whole-is-a-part', whole: whole.whole.code })
  if ((whole.parts ?? []).length >= partsMax) return err({ kind: 'too-many-parts', max: partsMax })
  if (facts.reason.trim() === '') return err({ kind: 'no-reason' })
  return ok(null)
}

/**
 * Links an existing dossier as a part (gắn hồ sơ thành phần): of the same applicant, not over, and neither a part nor a whole already. So
 * there are never more than two floors, and no ring. The public due time is the whole's; the part keeps its own clock beside it.
 */
export function linkPart(
  whole: Dossier,
  part: Dossier | null,
  facts: { at: Moment; codes: { whole: DossierCode; part: DossierCode }; actor: Actor; reason: string },
): Result<Linked, LinkPartRefused> {
  const { at, codes, reason } = facts
  if (codes.whole === codes.part) return err({ kind: 'its-own-part' })
  const may = mayGetPart(whole, facts)
  if (!may.ok) return may
  if (!part) return err({ kind: 'no-such-part', code: codes.part })
  if (part.whole) return err({ kind: 'already-a-part', code: codes.part, whole: part.whole.code })
  if ((part.parts ?? []).length > 0) return err({ kind: 'has-parts-itself', code: codes.part })
  if (part.filing.applicantId !== whole.filing.applicantId) return err({ kind: 'other-applicant', code: codes.part })
  if (isOver(part)) return err({ kind: 'part-is-over', code: codes.part })
  return ok(linked(codes, part.filing.procedureId, at, reason.trim()))
}

/** Both entries of a link. */
export const linked = (codes: { whole: DossierCode; part: DossierCode }, procedureId: number, at: Moment, reason: string): Linked => ({
  whole: [{ type: 'part-joined', at, part: codes.part, procedureId, reason }],
  part: [{ type: 'joined-whole', at, whole: codes.whole, reason }],
})

/** Separates a part (tách hồ sơ thành phần), with the reason; whatever became of either. */
export function unlinkPart(
  whole: Dossier,
  facts: { at: Moment; codes: { whole: DossierCode; part: DossierCode }; actor: Actor; reason: string },
): Result<Linked, UnlinkPartRefused> {
  const { at, codes, actor, reason } = facts
  if (!mayArrangeParts(whole, actor)) return err({ kind: 'not-the-holder' })
  if (!(whole.parts ?? []).some(({ code }) => code === codes.part)) return err({ kind: 'not-a-part', code: codes.part })
  if (reason.trim() === '') return err({ kind: 'no-reason' })
  return ok({
    whole: [{ type: 'part-left', at, part: codes.part, reason: reason.trim() }],
    part: [{ type: 'left-whole', at, whole: codes.whole, reason: reason.trim() }],
  })
}

/** Processing has ended, with a result or without. */
export const isOver = (dossier: Pick<Dossier, 'ended' | 'broken' | 'refusal' | 'returned'>): boolean =>
  Boolean(dossier.ended || dossier.broken || dossier.refusal || dossier.returned)
