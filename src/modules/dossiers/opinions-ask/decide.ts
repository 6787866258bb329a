import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Segment, WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import { type DocumentRefused, documentFault, type PartnerNotOpen, partnerOn } from '../leg-send/decide.ts'
import type { Partner } from '../partners/partner.ts'
import { openHold } from '../pause/hold.ts'
import { startOf, termEnd } from '../referrals/forwarding.ts'
import { type Addressee, outstanding, referralsOf, type Way } from '../referrals/referral.ts'
import type { RulePack } from '../rules/packs.ts'
import { type Acted, type NotYours, own } from '../take-step/decide.ts'

export type AskOpinionsRefused =
  | NotYours
  | PartnerNotOpen
  | DocumentRefused
  | { kind: 'nobody-to-ask' }
  | { kind: 'unit-unknown'; unitId: number }
  | { kind: 'own-unit'; unitId: number }
  | { kind: 'asked-already'; who: Addressee }
  | { kind: 'no-question' }
  | { kind: 'no-term' }
  | { kind: 'already-paused'; since: Moment }

/**
 * Asks others for their opinion (lấy ý kiến), one or many in one act: partner agencies and units of ours, each with its own due time from the
 * same term. A partner's time begins by the forwarding rules, a unit's with the next opening. The clock of the dossier goes on.
 *
 * @param units units of the agency that are open
 */
export function askOpinions(
  dossier: Dossier,
  facts: {
    at: Moment
    actor: Actor
    calendar: WorkingCalendar
    pack: RulePack
    partners: readonly Partner[]
    units: readonly number[]
    step: string
    partnerIds: readonly number[]
    unitIds: readonly number[]
    document: { number: string; date: string }
    question: string
    term: Segment
    way: Exclude<Way, 'internal'>
  },
): Result<Acted, AskOpinionsRefused> {
  const { at, actor, calendar, pack, partners, units, step, partnerIds, unitIds, document, question, term, way } = facts
  const mine = own(dossier, step, actor)
  if (!mine.ok) return mine
  const hold = openHold(dossier.holds)
  if (hold) return err({ kind: 'already-paused', since: hold.from })
  const { unitId, officerId } = mine.value.step
  const who: Addressee[] = []
  for (const id of new Set(partnerIds)) {
    const partner = partnerOn(partners, id, calendar.dayOf(at))
    if (!partner.ok) return partner
    who.push(partner.value)
  }
  for (const id of new Set(unitIds)) {
    if (!units.includes(id)) return err({ kind: 'unit-unknown', unitId: id })
    if (id === unitId) return err({ kind: 'own-unit', unitId: id })
    who.push({ unitId: id })
  }
  if (who.length === 0) return err({ kind: 'nobody-to-ask' })
  const waited = outstanding(dossier, step, at)
  const twice = who.find((one) => waited.some(({ to }) => isSame(to, one)))
  if (twice) return err({ kind: 'asked-already', who: twice })
  const fault = documentFault(document, at)
  if (fault) return err(fault)
  if (question.trim() === '') return err({ kind: 'no-question' })
  if (!(term.value > 0)) return err({ kind: 'no-term' })
  const first = referralsOf(dossier).length + 1
  const asked = who.map((to, i) => {
    const startsAt = startOf(to, at, pack, calendar)
    const how: Way = 'partnerId' in to ? way : 'internal'
    return { no: first + i, to, way: how, startsAt, dueAt: termEnd(calendar, startsAt, [term]) }
  })
  return ok({
    events: [
      ...(officerId === null ? [{ type: 'step-taken' as const, at, step, officerId: actor.officerId }] : []),
      { type: 'opinions-asked', at, step, unitId, officerId: actor.officerId, document, question, term: [term], asked },
    ],
    onBehalfOf: mine.value.onBehalfOf,
  })
}

const isSame = (a: Addressee, b: Addressee): boolean =>
  'partnerId' in a ? 'partnerId' in b && a.partnerId === b.partnerId : 'unitId' in b && a.unitId === b.unitId
