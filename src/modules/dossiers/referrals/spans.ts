import type { Moment } from '../../../kernel/moment.ts'
import { type Addressee, type Referral, referralsOf } from './referral.ts'

/** A stretch in which the time of a step was somebody else's (ở nơi khác). */
export type AwaySpan = { steps: readonly string[]; from: Moment; to: Moment; with: Addressee; isLeg: boolean; dueAt: Moment | null }

/**
 * When a dossier was out of its holder's hands, in the order in which the time is given: legs, then opinions, the earliest asked first. A leg
 * lasts from its start to its answer, however late; an opinion at most to the end of its term: after it the asker has the time again.
 */
export function awaySpans(dossier: { referrals?: readonly Referral[] | undefined }, end: Moment): AwaySpan[] {
  const all = referralsOf(dossier)
  if (all.length === 0) return []
  const spans = all.flatMap(({ kind, step, was = [], startsAt, dueAt, answer, dropped, to }): AwaySpan[] => {
    const isLeg = kind === 'leg'
    const until = Math.min(end, answer?.arrivedAt ?? end, dropped?.at ?? end, isLeg ? end : (dueAt ?? end)) as Moment
    return until > startsAt ? [{ steps: [step, ...was], from: startsAt, to: until, with: to, isLeg, dueAt }] : []
  })
  return [...spans.filter((s) => s.isLeg), ...spans.filter((s) => !s.isLeg)]
}

/** Who has the time of a step in a stretch that no span cuts; null: the step's own holder. */
export const awayIn = (spans: readonly AwaySpan[], step: string, begins: Moment, ends: Moment): AwaySpan | null =>
  spans.find((s) => s.steps.includes(step) && s.from <= begins && s.to >= ends) ?? null
