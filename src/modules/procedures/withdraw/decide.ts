import type { Day } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Procedure } from '../version.ts'

/** What ends: versions in force after `lastDay`, and those that would have begun later. */
export type Withdrawn = { lastDay: Day; ends: readonly number[]; dropped: readonly number[] }

/** Why a procedure is not withdrawn. */
export type WithdrawRefused = { kind: 'not-in-force' } | { kind: 'no-reason' } | { kind: 'ended-in-the-past'; yesterday: Day }

/**
 * Withdraw a procedure (bãi bỏ): no dossier is received on it after `lastDay`; those received go on to their end.
 *
 * @param lastDay the last day on which it holds; yesterday stops it at once
 */
export function decideWithdrawal(
  { versions }: Pick<Procedure, 'versions'>,
  { lastDay, reason }: { lastDay: Day; reason: string },
  today: Day,
): Result<Withdrawn, WithdrawRefused> {
  const holding = versions.filter((v) => v.state === 'published' && (v.effectiveTo === null || v.effectiveTo > lastDay))
  if (holding.length === 0) return err({ kind: 'not-in-force' })
  if (reason.trim() === '') return err({ kind: 'no-reason' })
  const yesterday = (today - 1) as Day
  if (lastDay < yesterday) return err({ kind: 'ended-in-the-past', yesterday })
  const numbers = (isBegun: boolean) =>
    holding.filter((v) => v.effectiveFrom !== null && v.effectiveFrom <= lastDay === isBegun).map((v) => v.versionNo)
  return ok({ lastDay, ends: numbers(true), dropped: numbers(false) })
}
