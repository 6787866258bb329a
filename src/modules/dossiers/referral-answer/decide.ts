import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import { type DocumentRefused, documentFault } from '../leg-send/decide.ts'
import { classifyEnd } from '../model.ts'
import { mayDo, mayReassign } from '../plan.ts'
import { type Referral, referralsOf, type Stance } from '../referrals/referral.ts'
import type { Acted } from '../take-step/decide.ts'

export type AnswerRefused =
  | DocumentRefused
  | { kind: 'no-such-referral'; no: number }
  | { kind: 'answered-already'; at: Moment }
  | { kind: 'answer-in-the-future'; at: Moment }
  | { kind: 'answered-before-asked'; sentAt: Moment }
  | { kind: 'no-stance' }
  | { kind: 'not-the-asked-unit'; unitId: number }

/**
 * Whether this officer records the answer: that of another agency whoever receives it, that of our own unit somebody of the unit, or who has
 * the asking step, or its head.
 */
export function mayAnswer(dossier: Dossier, { to, step }: Pick<Referral, 'to' | 'step'>, actor: Actor): boolean {
  if ('partnerId' in to || actor.posts.some(({ unitId }) => unitId === to.unitId)) return true
  const running = dossier.running.find((r) => r.step === step)
  return running !== undefined && (mayDo(running, actor) ?? mayReassign(running, actor)) !== null
}

/**
 * Records an answer (ghi nhận trả lời) from when it arrived, whoever records it however much later: early, on time or late by its own due time. One
 * that comes after "no answer" was recorded stands beside that, as late.
 */
export function answerReferral(
  dossier: Dossier,
  facts: {
    at: Moment
    actor: Actor
    calendar: WorkingCalendar
    no: number
    arrivedAt: Moment
    number: string
    date: string
    stance: Stance | null
    words: string
  },
): Result<Acted, AnswerRefused> {
  const { at, actor, calendar, no, arrivedAt, number, date, stance, words } = facts
  const asked = referralsOf(dossier).find((r) => r.no === no)
  if (!asked) return err({ kind: 'no-such-referral', no })
  if (asked.answer) return err({ kind: 'answered-already', at: asked.answer.arrivedAt })
  if ('unitId' in asked.to && !mayAnswer(dossier, asked, actor)) return err({ kind: 'not-the-asked-unit', unitId: asked.to.unitId })
  if (arrivedAt > at) return err({ kind: 'answer-in-the-future', at })
  if (arrivedAt < asked.sentAt) return err({ kind: 'answered-before-asked', sentAt: asked.sentAt })
  const fault = documentFault({ number, date }, at)
  if (fault) return err(fault)
  if (asked.kind === 'opinion' && stance === null) return err({ kind: 'no-stance' })
  const answer = { arrivedAt, at, number, date, stance: asked.kind === 'opinion' ? stance : null, words }
  const ended = asked.dueAt === null ? null : classifyEnd(arrivedAt, asked.dueAt, calendar)
  return ok({ events: [{ type: 'referral-answered', no, ...answer, class: ended }], onBehalfOf: null })
}

/** What still has no answer, and this officer may record one to: silent and dropped ones too. */
export const answerableBy = (dossier: Dossier, actor: Actor): number[] =>
  referralsOf(dossier).flatMap((r) => (r.answer === null && mayAnswer(dossier, r, actor) ? [r.no] : []))
