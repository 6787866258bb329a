import { assert } from '../../../kernel/assert.ts'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { type Dossier, type DossierEvent, evolve, type Outcome } from '../dossier.ts'
import { currentDue, hand } from '../hand.ts'
import { classifyEnd } from '../model.ts'
import type { PartsOpen } from '../parts/decide.ts'
import { openHold } from '../pause/hold.ts'
import type { IsOf, Plan } from '../plan.ts'
import { type Acted, type NotYours, own } from '../take-step/decide.ts'

/** Why a dossier is not refused after acceptance. */
export type DeclineRefused =
  | NotYours
  | { kind: 'processing-ended'; at: Moment }
  | { kind: 'already-paused'; since: Moment }
  | PartsOpen
  | { kind: 'not-a-refusal' }

/**
 * Refuses after acceptance (văn bản từ chối giải quyết): the written answer is the result, the steps in between fall away, and the letter goes
 * to whoever gives results out. It ends processing like any result, early, on time or late.
 */
export function decline(
  dossier: Dossier,
  facts: {
    at: Moment
    step: string
    opinion: string
    outcome: Outcome
    actor: Actor
    plan: Plan
    calendar: WorkingCalendar
    isOf: IsOf
    /** Its parts that have not ended; absent: none. */
    openParts?: readonly string[]
  },
): Result<Acted, DeclineRefused> {
  const { at, step, opinion, outcome, actor, plan, calendar, isOf } = facts
  const mine = own(dossier, step, actor)
  if (!mine.ok) return mine
  if (dossier.ended) return err({ kind: 'processing-ended', at: dossier.ended.at })
  const hold = openHold(dossier.holds)
  if (hold) return err({ kind: 'already-paused', since: hold.from })
  if (outcome.isPositive) return err({ kind: 'not-a-refusal' })
  if (facts.openParts?.length) return err({ kind: 'parts-open', codes: facts.openParts })
  const handed = hand(
    plan.steps.filter((s) => s.isReturn),
    { done: dossier.done, chosen: null, isHardArea: dossier.filing.isHardArea, from: at, calendar, isOf },
  )
  const events: DossierEvent[] = [
    { type: 'outcome-recorded', at, outcome },
    { type: 'declined', at, step, opinion, handed },
  ]
  const after = events.reduce<Dossier>(evolve, dossier)
  const pauses = dossier.stoppedAt === null ? after.pauses : [...after.pauses, { from: dossier.stoppedAt, to: at }]
  const due = currentDue({ ...after, pauses }, calendar)
  assert(due, 'an accepted dossier has a due time')
  events.push({ type: 'ended', at, class: classifyEnd(at, due.due, calendar), dueAt: due.due })
  return ok({ events, onBehalfOf: mine.value.onBehalfOf })
}
