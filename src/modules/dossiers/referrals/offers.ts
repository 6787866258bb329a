import type { Moment } from '../../../kernel/moment.ts'
import type { Actor } from '../../org/model.ts'
import { awaited } from '../complete-step/decide.ts'
import type { Dossier, RunningStep } from '../dossier.ts'
import { openHold } from '../pause/hold.ts'
import { mayDo, mayReassign } from '../plan.ts'
import { mayAnswer } from '../referral-answer/decide.ts'
import { outstanding, type Referral, referralsOf } from './referral.ts'

/** Acts on what is sent out, by the address that does them. */
export type ReferralAct = 'send-leg' | 'waive-leg' | 'ask-opinions' | 'answer-referral' | 'waive-opinions'

/**
 * What this officer may do about what a step sends out (liên thông, lấy ý kiến): `first` is the next thing where the step cannot go on without
 * it, `rare` the rest.
 */
export function referralActs(
  dossier: Dossier,
  step: RunningStep,
  { actor, may, at }: { actor: Actor; may: ReadonlySet<string>; at: Moment },
): { first: ReferralAct | null; rare: ReferralAct[] } {
  if (!may.has('dossier.process') || openHold(dossier.holds)) return { first: null, rare: [] }
  const waits = awaited(dossier, step, at)
  const isMine = mayDo(step, actor) !== null
  const answering: ReferralAct[] = referralsOf(dossier).some((r) => isWaitedFor(r) && mayAnswer(dossier, r, actor))
    ? ['answer-referral']
    : []
  const waiving: ReferralAct[] =
    may.has('dossier.reassign') && mayReassign(step, actor) !== null && outstanding(dossier, step.step, at).length > 0
      ? ['waive-opinions']
      : []
  if (!isMine) return { first: null, rare: [...answering, ...waiving] }
  const asking: ReferralAct[] = ['ask-opinions']
  switch (waits?.kind) {
    case 'leg-not-sent':
      return { first: 'send-leg', rare: ['waive-leg', ...asking, ...answering, ...waiving] }
    case 'leg-unanswered':
      return { first: 'answer-referral', rare: ['waive-leg', ...asking, ...waiving] }
    case 'opinions-outstanding':
      return { first: answering[0] ?? null, rare: [...asking, ...waiving] }
    default:
      return { first: null, rare: [...(step.isAway ? (['send-leg'] as const) : []), ...asking, ...answering] }
  }
}

const isWaitedFor = (r: Referral): boolean => r.answer === null && r.dropped === null
