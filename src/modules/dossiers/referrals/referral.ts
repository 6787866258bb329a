import { assert, assertNever } from '../../../kernel/assert.ts'
import type { Moment } from '../../../kernel/moment.ts'
import type { Segment } from '../../clock/model.ts'
import type { EndClass } from '../model.ts'

/** To whom something was sent: a partner agency under the name it had then, or a unit of ours. */
export type Addressee = { partnerId: number; name: string } | { unitId: number }

/** How it went: as a file, on paper, or within the office (điện tử, bản giấy, nội bộ). */
export const ways = ['electronic', 'paper'] as const
export type Way = (typeof ways)[number] | 'internal'

/** What an opinion says (nội dung ý kiến): nhất trí, nhất trí có góp ý, không nhất trí. */
export const stances = ['agree', 'agree-with-remarks', 'disagree'] as const
export type Stance = (typeof stances)[number]

/** An answer as it arrived, however much later somebody recorded it. */
export type Answer = {
  arrivedAt: Moment
  at: Moment
  number: string
  date: string
  /** Of an opinion; null for a leg. */
  stance: Stance | null
  words: string
  /** By its own due time; null where it had none. */
  class: EndClass | null
}

/**
 * What left the holder's hands (gửi đi): a leg at another agency (liên thông), or an opinion that was asked (lấy ý kiến). It has a clock of its
 * own; the due time of the dossier stays that of the whole.
 */
export type Referral = {
  /** 1, 2 … within the dossier. */
  no: number
  kind: 'leg' | 'opinion'
  step: string
  /** What its step was called in versions of the process before, where the dossier went over to another while it was out. */
  was?: readonly string[]
  /** The unit that follows it, and who sent it. */
  unitId: number
  officerId: number
  to: Addressee
  document: { number: string; date: string }
  /** What is asked; empty for a leg. */
  question: string
  way: Way
  sentAt: Moment
  /** From when its own time counts, by the forwarding rules. */
  startsAt: Moment
  term: readonly Segment[]
  dueAt: Moment | null
  /** Papers go out at the latest then; null where that rule does not hold. Sent later it is a breach, and shows. */
  forwardBy: Moment | null
  answer: Answer | null
  /** The term was over without an answer, and that was recorded. */
  unansweredAt: Moment | null
  /** Waited for no more: a reason, or the step was left without it (officerId null). */
  dropped: { at: Moment; officerId: number | null; reason: string } | null
}

type Sent = Omit<Referral, 'kind' | 'was' | 'sentAt' | 'answer' | 'unansweredAt' | 'dropped'>

export type ReferralEvent =
  | ({ type: 'leg-sent'; at: Moment } & Omit<Sent, 'question'>)
  /** No answer of another agency is needed after all, or nothing was ever to be sent. */
  | { type: 'leg-waived'; at: Moment; step: string; officerId: number; reason: string }
  | ({ type: 'opinions-asked'; at: Moment } & Pick<Sent, 'step' | 'unitId' | 'officerId' | 'document' | 'question' | 'term'> & {
        asked: readonly Pick<Sent, 'no' | 'to' | 'way' | 'startsAt' | 'dueAt'>[]
      })
  | ({ type: 'referral-answered'; no: number } & Answer)
  | { type: 'opinions-unanswered'; at: Moment; nos: readonly number[] }
  | { type: 'opinions-waived'; at: Moment; nos: readonly number[]; officerId: number; reason: string }

type Referrals = readonly Referral[]

/** Those of a dossier; one folded before there were any has none. */
export const referralsOf = (dossier: { referrals?: Referrals | undefined }): Referrals => dossier.referrals ?? []

const open = { answer: null, unansweredAt: null, dropped: null } as const

/** Referrals after one more event. No rules here: what was recorded is true. */
export function withReferral(referrals: Referrals, event: ReferralEvent): Referrals {
  const changed = (nos: readonly number[], change: (referral: Referral) => Partial<Referral>) => {
    for (const no of nos) assert(referrals[no - 1]?.no === no, `nothing was sent under ${no}`)
    return referrals.map((r) => (nos.includes(r.no) ? { ...r, ...change(r) } : r))
  }
  switch (event.type) {
    case 'leg-sent': {
      const { type: _, at, ...sent } = event
      return [...referrals, { kind: 'leg', question: '', ...sent, sentAt: at, ...open }]
    }
    case 'leg-waived': {
      const nos = referrals.filter((r) => r.kind === 'leg' && r.step === event.step && isOpen(r)).map((r) => r.no)
      return changed(nos, () => ({ dropped: { at: event.at, officerId: event.officerId, reason: event.reason } }))
    }
    case 'opinions-asked': {
      const { type: _, at, asked, ...rest } = event
      return [...referrals, ...asked.map((one): Referral => ({ kind: 'opinion', ...rest, ...one, sentAt: at, forwardBy: null, ...open }))]
    }
    case 'referral-answered': {
      const { type: _, no, ...answer } = event
      return changed([no], () => ({ answer }))
    }
    case 'opinions-unanswered':
      return changed(event.nos, () => ({ unansweredAt: event.at }))
    case 'opinions-waived':
      return changed(event.nos, () => ({ dropped: { at: event.at, officerId: event.officerId, reason: event.reason } }))
    default:
      return assertNever(event)
  }
}

/** Nothing came yet, and it is still waited for. Of an opinion whose term is over that is so until it is recorded. */
export const isOpen = (r: Pick<Referral, 'answer' | 'dropped' | 'unansweredAt'>): boolean =>
  r.answer === null && r.dropped === null && r.unansweredAt === null

/** Whoever leaves a step waits for its answers no more; what comes later is still recorded. */
export const afterLeaving = (referrals: Referrals, step: string | null, at: Moment): Referrals =>
  referrals.some((r) => (step === null || r.step === step) && isOpen(r))
    ? referrals.map((r) => ((step === null || r.step === step) && isOpen(r) ? { ...r, dropped: { at, officerId: null, reason: '' } } : r))
    : referrals

/** After a move to another version of the process: each goes on under the step that its own became, and keeps the earlier name beside it. */
export const underNewSteps = (
  referrals: Referrals,
  becomes: (step: string) => string | null,
  former: (step: string) => string,
): Referrals => referrals.map((r) => ({ ...r, step: becomes(r.step) ?? former(r.step), was: [...(r.was ?? []), former(r.step)] }))

/** The newest leg of the step's present visit; null: none went out in it. */
export const legOf = (dossier: { referrals?: Referrals | undefined }, step: { step: string; since: Moment }): Referral | null =>
  referralsOf(dossier).findLast(
    (r) => r.kind === 'leg' && r.step === step.step && (r.sentAt >= step.since || r.was !== undefined) && r.dropped?.officerId !== null,
  ) ?? null

/** The leg of a step that is out now. */
export const openLeg = (dossier: { referrals?: Referrals | undefined }, step: string): Referral | null =>
  referralsOf(dossier).find((r) => r.kind === 'leg' && r.step === step && isOpen(r)) ?? null

/** Opinions of a step that are waited for: unanswered, and within their term. */
export const outstanding = (dossier: { referrals?: Referrals | undefined }, step: string, at: Moment): Referral[] =>
  referralsOf(dossier).filter((r) => r.kind === 'opinion' && r.step === step && isOpen(r) && (r.dueAt === null || at < r.dueAt))

/** Opinions whose term is over with none, and nobody has said so yet. */
export const lapsed = (dossier: { referrals?: Referrals | undefined }, at: Moment): Referral[] =>
  referralsOf(dossier).filter((r) => r.kind === 'opinion' && isOpen(r) && r.dueAt !== null && at >= r.dueAt)

/** Sent on paper later than the rules ask (chuyển bản giấy muộn). */
export const isForwardedLate = ({ forwardBy, sentAt }: Pick<Referral, 'forwardBy' | 'sentAt'>): boolean =>
  forwardBy !== null && sentAt > forwardBy
