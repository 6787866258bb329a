import type { Dated } from '../../../kernel/dated.ts'
import { day } from '../../../kernel/moment.ts'
import { type InternalProcess, minutesOf } from '../process.ts'

/** Share of an agency's own procedures whose limit is to be shortened (tỷ lệ thủ tục công bố cắt giảm thời hạn), percent. */
export const shortenedSharePercentMin: Dated<number> = [{ from: day('2022-08-05'), value: 10, law: 'cv-1722-2022 #4', verified: false }]

/** Why a shortened limit does not hold. */
export type ShorteningFault = { kind: 'not-shorter' } | { kind: 'other-unit' } | { kind: 'no-decision' }

/**
 * What keeps a shortened limit (thời hạn cắt giảm) from counting: it must be shorter than the one before, in the same kind of days,
 * and a numbered decision must have announced it. Null when nothing does, or when nothing was shortened.
 * @law cv-1722-2022 4: the shortening is announced
 */
export function shorteningFault({ limit, shortened }: Pick<InternalProcess, 'limit' | 'shortened'>): ShorteningFault | null {
  if (!shortened) return null
  const units = (segments: InternalProcess['limit']) => [...new Set(segments.map(({ unit }) => unit))].sort().join()
  if (units(limit) !== units(shortened.from)) return { kind: 'other-unit' }
  if (minutesOf(limit) >= minutesOf(shortened.from)) return { kind: 'not-shorter' }
  return /\d/.test(shortened.decision) ? null : { kind: 'no-decision' }
}

/** By how much the limit was shortened (tỷ lệ cắt giảm), percent of the one before; null when it was not. */
export function shortenedPercent(process: Pick<InternalProcess, 'limit' | 'shortened'>): number | null {
  if (!process.shortened || shorteningFault(process) !== null) return null
  const before = minutesOf(process.shortened.from)
  return ((before - minutesOf(process.limit)) / before) * 100
}

/** How many of the procedures in force have a shortened limit, and whether that reaches what was asked. A procedure counts once, whatever its cases. */
export type ShortenedShare = { shortened: number; procedures: number; percent: number; percentMin: number; isReached: boolean }

/** Ten in a hundred is reached by exactly ten: compared as whole numbers, so that no rounding decides. */
export const shareOf = (shortened: number, procedures: number, percentMin: number): ShortenedShare => ({
  shortened,
  procedures,
  percent: procedures === 0 ? 0 : (shortened / procedures) * 100,
  percentMin,
  isReached: procedures > 0 && shortened * 100 >= percentMin * procedures,
})
