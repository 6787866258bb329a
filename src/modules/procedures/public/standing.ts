import type { Day } from '../../../kernel/moment.ts'

/** How a procedure stands for the public: in force, not yet, or no more (đang áp dụng, sắp áp dụng, đã bãi bỏ). */
export type PublicStanding = 'in-force' | 'scheduled' | 'ended'

/** The last day counts. */
export function publicStanding(
  { effectiveFrom, effectiveTo }: { effectiveFrom: Day; effectiveTo: Day | null },
  today: Day,
): PublicStanding {
  if (effectiveFrom > today) return 'scheduled'
  return effectiveTo === null || today <= effectiveTo ? 'in-force' : 'ended'
}
