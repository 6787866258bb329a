import type { Moment } from '../../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../../kernel/result.ts'
import type { RuleLine } from '../lines.ts'

/** A person stands for a value (xác nhận giá trị pháp lý): which one, and with what text it was compared. */
export type Confirmation = { pack: string; rule: string; value: string; by: number; at: Moment; note: string }

/** How a value stands: compared with the text by us, confirmed by a person of the agency, or neither (chưa xác minh). */
export type Standing =
  | { kind: 'verified' }
  | { kind: 'confirmed'; by: number; at: Moment; note: string }
  /** `was`: an earlier value was confirmed; the product has brought another since. */
  | { kind: 'unverified'; was: string | null }

/** How a value stands in an agency. A confirmation is of a value, not of a place: a new value is unverified again. */
export function standingOf(line: RuleLine, confirmations: readonly Confirmation[]): Standing {
  if (line.verified) return { kind: 'verified' }
  const own = confirmations.find((c) => c.pack === line.pack && c.rule === line.rule)
  if (!own) return { kind: 'unverified', was: null }
  if (own.value !== line.value) return { kind: 'unverified', was: own.value }
  return { kind: 'confirmed', by: own.by, at: own.at, note: own.note }
}

/** Why a value is not confirmed. */
export type ConfirmRefused =
  | { kind: 'no-such-rule' }
  /** The page showed another value than the product now has. */
  | { kind: 'another-value'; value: string }
  /** Its pack has no first day: no dossier follows it, and its values are those of another. */
  | { kind: 'held-open' }
  | { kind: 'verified-already' }
  | { kind: 'confirmed-already'; by: number; at: Moment }
  | { kind: 'not-compared' }

/**
 * Confirms a legal value (xác nhận). Only the value that the page showed, and only with the text it was compared with.
 * @param shown the value on the page
 */
export function confirmRule(
  line: RuleLine | undefined,
  confirmations: readonly Confirmation[],
  command: { shown: string; note: string; by: number; at: Moment },
): Result<Confirmation, ConfirmRefused> {
  if (!line) return err({ kind: 'no-such-rule' })
  const { shown, note, by, at } = command
  if (line.from === null) return err({ kind: 'held-open' })
  if (shown !== line.value) return err({ kind: 'another-value', value: line.value })
  const standing = standingOf(line, confirmations)
  if (standing.kind === 'verified') return err({ kind: 'verified-already' })
  if (standing.kind === 'confirmed') return err({ kind: 'confirmed-already', by: standing.by, at: standing.at })
  if (note.trim() === '') return err({ kind: 'not-compared' })
  return ok({ pack: line.pack, rule: line.rule, value: line.value, by, at, note: note.trim() })
}

/** Why a confirmation is not taken back. */
export type WithdrawRefused = { kind: 'not-confirmed' } | { kind: 'no-reason' }

/** Takes a confirmation back (rút xác nhận), with a reason: the value is unverified again. Also one of a value that the product no longer has. */
export function withdrawRule(
  where: { pack: string; rule: string },
  confirmations: readonly Confirmation[],
  reason: string,
): Result<Confirmation, WithdrawRefused> {
  const own = confirmations.find((c) => c.pack === where.pack && c.rule === where.rule)
  if (!own) return err({ kind: 'not-confirmed' })
  return reason.trim() === '' ? err({ kind: 'no-reason' }) : ok(own)
}
