import { type Day, day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import { isOpenOn, lastDayOfPartner, type Partner, partnerNameOn } from '../partners/partner.ts'
import { openHold } from '../pause/hold.ts'
import { type Plan, plannedStep } from '../plan.ts'
import { paperForwardedBy, startOf, termEnd } from '../referrals/forwarding.ts'
import { openLeg, referralsOf, type Way } from '../referrals/referral.ts'
import type { RulePack } from '../rules/packs.ts'
import { type Acted, type NotYours, own } from '../take-step/decide.ts'

/** Why nothing goes to a partner agency. */
export type PartnerNotOpen =
  | { kind: 'partner-unknown'; id: number }
  | { kind: 'partner-not-open'; name: string; from: Day; until: Day | null }

/** Why a numbered document does not stand for a sending or an answer. */
export type DocumentRefused = { kind: 'document-missing' } | { kind: 'document-of-the-future'; day: Day }

export type SendLegRefused =
  | NotYours
  | PartnerNotOpen
  | DocumentRefused
  | { kind: 'not-away' }
  | { kind: 'leg-out'; name: string; since: Moment }
  | { kind: 'already-paused'; since: Moment }

/** A partner as it stands on the day of sending. */
export function partnerOn(partners: readonly Partner[], id: number, on: Day): Result<{ partnerId: number; name: string }, PartnerNotOpen> {
  const partner = partners.find((p) => p.id === id)
  if (!partner) return err({ kind: 'partner-unknown', id })
  const name = partnerNameOn(partner, on)
  if (!isOpenOn(partner, on)) return err({ kind: 'partner-not-open', name, from: partner.from, until: lastDayOfPartner(partner) })
  return ok({ partnerId: id, name })
}

export function documentFault({ number, date }: { number: string; date: string }, at: Moment): DocumentRefused | null {
  if (number.trim() === '') return { kind: 'document-missing' }
  const written = day(date)
  return written > dayInVietnam(at) ? { kind: 'document-of-the-future', day: written } : null
}

/**
 * Sends the step to the agency that does it (chuyển liên thông). It is sent now, never back-dated; the leg's own time begins by the forwarding
 * rules and lasts as long as the process gives the step. Who follows it here is the step's officer.
 */
export function sendLeg(
  dossier: Dossier,
  facts: {
    at: Moment
    actor: Actor
    plan: Plan
    calendar: WorkingCalendar
    pack: RulePack
    partners: readonly Partner[]
    step: string
    partnerId: number
    document: { number: string; date: string }
    way: Exclude<Way, 'internal'>
  },
): Result<Acted, SendLegRefused> {
  const { at, actor, plan, calendar, pack, partners, step, partnerId, document, way } = facts
  const mine = own(dossier, step, actor)
  if (!mine.ok) return mine
  const hold = openHold(dossier.holds)
  if (hold) return err({ kind: 'already-paused', since: hold.from })
  const { isAway, since, unitId, officerId } = mine.value.step
  if (!isAway) return err({ kind: 'not-away' })
  const out = openLeg(dossier, step)
  if (out) return err({ kind: 'leg-out', name: 'name' in out.to ? out.to.name : '', since: out.sentAt })
  const partner = partnerOn(partners, partnerId, calendar.dayOf(at))
  if (!partner.ok) return partner
  const fault = documentFault(document, at)
  if (fault) return err(fault)
  const planned = plannedStep(plan, step)
  const term = (dossier.filing.isHardArea && planned.hardDuration) || planned.duration
  const startsAt = startOf(partner.value, at, pack, calendar)
  const no = referralsOf(dossier).length + 1
  const sent = { no, step, unitId, officerId: actor.officerId, to: partner.value, document, way, startsAt, term }
  return ok({
    events: [
      ...(officerId === null ? [{ type: 'step-taken' as const, at, step, officerId: actor.officerId }] : []),
      {
        type: 'leg-sent',
        at,
        ...sent,
        dueAt: termEnd(calendar, startsAt, term),
        forwardBy: way === 'paper' ? paperForwardedBy(since, pack, calendar) : null,
      },
    ],
    onBehalfOf: mine.value.onBehalfOf,
  })
}
