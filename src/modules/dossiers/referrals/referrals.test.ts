import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, type Moment, moment } from '../../../kernel/moment.ts'
import { accept } from '../accept/decide.ts'
import { completeStep } from '../complete-step/decide.ts'
import { at, calendar, colleague, counter, filing, head, isOf, outcome, plan, specialist, units, withHolidays } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { ledgerOf } from '../lateness/ledger.ts'
import { sendLeg } from '../leg-send/decide.ts'
import { waiveLeg } from '../leg-waive/decide.ts'
import { askOpinions } from '../opinions-ask/decide.ts'
import { waiveOpinions } from '../opinions-waive/decide.ts'
import type { Partner } from '../partners/partner.ts'
import type { Plan } from '../plan.ts'
import { recompute } from '../recompute.ts'
import { answerReferral } from '../referral-answer/decide.ts'
import { packOf } from '../rules/packs.ts'
import { sendBack } from '../send-back/decide.ts'
import { timeLine } from '../time-line.ts'
import { barOf } from './bar.ts'
import { forwardedFrom, paperForwardedBy } from './forwarding.ts'
import { isForwardedLate, lapsed, outstanding, referralsOf } from './referral.ts'

const partners: Partner[] = [
  {
    id: 1,
    kind: 'tax',
    names: [{ from: day('2020-01-01'), name: 'Thuế cơ sở 2 (mẫu)' }],
    from: day('2020-01-01'),
    until: null,
    contact: '',
  },
  {
    id: 2,
    kind: 'commune',
    names: [{ from: day('2025-07-01'), name: 'UBND xã An Bình (mẫu)' }],
    from: day('2025-07-01'),
    until: null,
    contact: '',
  },
  {
    id: 3,
    kind: 'district',
    names: [{ from: day('2015-01-01'), name: 'UBND huyện Sông Vân (mẫu)' }],
    from: day('2015-01-01'),
    until: null,
    contact: '',
  },
]
/** Step 3 is the tax office's: two working days. */
const away: Plan = { ...plan, steps: plan.steps.map((s) => (s.key === '3' ? { ...s, isAway: true } : s)) }
const then = (dossier: Dossier, ...events: DossierEvent[]): Dossier => events.reduce<Dossier>(evolve, dossier)
const value = <T>(answer: { ok: true; value: T } | { ok: false; error: { kind: string } }): T => {
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value
}
const refused = (answer: { ok: true } | { ok: false; error: { kind: string } }): string => (answer.ok ? 'allowed' : answer.error.kind)
const pack = packOf({ receivedAt: at('02 10:00') }, at('02 10:00'))

/** Received Monday 2 March at 10:00, due Friday 6 at 10:00; step 3 with officer 22 from Monday 14:00. */
function atStep3(under: Plan): Dossier {
  const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
  const received = then(filed, ...value(accept(filed, { at: at('02 10:00'), receiver: 11, plan: under, calendar })).events)
  const first = completing(received, '1', '02 11:00', counter, under)
  return completing(first, '2', '02 14:00', head, under, 22)
}
function complete(dossier: Dossier, step: string, when: string, actor: typeof head, under: Plan, nextOfficerId: number | null = null) {
  const completion = { step, opinion: '', through: null, nextOfficerId, outcome: dossier.outcome ? null : outcome }
  return completeStep(dossier, completion, { at: at(when), actor, plan: under, calendar, isOf })
}
const completing = (dossier: Dossier, step: string, when: string, actor: typeof head, under: Plan, next: number | null = null): Dossier =>
  then(dossier, ...value(complete(dossier, step, when, actor, under, next)).events)

const document = { number: '12/CV', date: '2026-03-02' }
const send = (dossier: Dossier, when: Moment, more: { partnerId?: number; way?: 'electronic' | 'paper'; actor?: typeof head } = {}) =>
  sendLeg(dossier, {
    ...{ at: when, actor: specialist, plan: away, calendar, pack, partners, step: '3', partnerId: 1, document, way: 'electronic' as const },
    ...more,
  })
const sent = (dossier: Dossier, when: Moment, more = {}): Dossier => then(dossier, ...value(send(dossier, when, more)).events)
const answer = (
  dossier: Dossier,
  no: number,
  arrived: string,
  recorded = arrived,
  more: { actor?: typeof head; stance?: 'agree' | null } = {},
) =>
  answerReferral(dossier, {
    ...{ at: at(recorded), actor: specialist, calendar, no, arrivedAt: at(arrived), number: '77/TB', date: '2026-03-02', words: '' },
    ...{ stance: null, ...more },
  })
const answered = (dossier: Dossier, no: number, arrived: string, recorded = arrived, more = {}): Dossier =>
  then(dossier, ...value(answer(dossier, no, arrived, recorded, more)).events)
const ask = (
  dossier: Dossier,
  when: string,
  more: { partnerIds?: number[]; unitIds?: number[]; days?: number; actor?: typeof head } = {},
) => {
  const { partnerIds = [1, 2], unitIds = [], days = 1, actor = specialist } = more
  const facts = { at: at(when), actor, calendar, pack, partners, units: Object.values(units), step: '3', partnerIds, unitIds, document }
  return askOpinions(dossier, {
    ...facts,
    question: 'Có vướng quy hoạch không?',
    term: { value: days, unit: 'working_day' },
    way: 'electronic',
  })
}
const asked = (dossier: Dossier, when: string, more = {}): Dossier => then(dossier, ...value(ask(dossier, when, more)).events)
const second = (text: string): Moment => moment(`2026-03-${text.replace(' ', 'T')}+07:00`)
const linesOf = (dossier: Dossier, now: string, under: Plan) =>
  ledgerOf(dossier, { plan: under, calendar, now: at(now) })
    .filter((l) => l.step === '3')
    .map((l) => [l.holder, l.unitId, l.partnerId, l.seconds / 3600, l.secondsOverStep / 3600])

describe('When it counts for whom it is sent to (giờ chuyển hồ sơ)', () => {
  const from = (text: string) => forwardedFrom(second(text), '15:00', calendar)
  it('at 15:00 sharp at once, a second later from the next working morning', () => {
    equal(from('02 14:59:59'), second('02 14:59:59'))
    equal(from('02 15:00:00'), second('02 15:00:00'))
    equal(from('02 15:00:01'), second('03 07:30:00'))
  })
  it('on Friday after 15:00 from Monday morning, and over a holiday from the day after it', () => {
    equal(from('06 15:00:01'), second('09 07:30:00'))
    equal(forwardedFrom(second('02 16:00:00'), '15:00', withHolidays('2026-03-03')), second('04 07:30:00'))
  })
  it('outside office hours from the next opening: before it, at noon, on a Saturday', () => {
    equal(from('02 05:00:00'), second('02 07:30:00'))
    equal(from('02 12:00:00'), second('02 13:30:00'))
    equal(from('07 10:00:00'), second('09 07:30:00'))
  })
  it('papers go out within one working day of when the step came', () =>
    equal(paperForwardedBy(at('02 14:00'), pack, calendar), at('03 14:00')))
})

describe('A leg at another agency (liên thông)', () => {
  const here = atStep3(away)
  it('has its own clock: sent at 15:30, from the next morning, two working days', () => {
    const leg = referralsOf(sent(here, at('02 15:30')))[0]
    deepEqual([leg?.startsAt, leg?.dueAt, leg?.sentAt], [at('03 07:30'), at('05 07:30'), at('02 15:30')])
  })
  it('moves no due time of the dossier', () => equal(currentDue(sent(here, at('02 15:30')), calendar)?.due, at('06 10:00')))
  it('on paper within a working day is no breach, a second later it is one that shows', () => {
    const late = (when: Moment) => referralsOf(sent(here, when, { way: 'paper' })).map(isForwardedLate)[0]
    equal(late(second('03 14:00:00')), false)
    equal(late(second('03 14:00:01')), true)
  })
  it('goes only from a step that another agency does, of whoever has it, by a numbered document of today or before', () => {
    equal(refused(send(atStep3(plan), at('02 15:00'))), 'not-away')
    equal(refused(send(here, at('02 15:00'), { actor: colleague })), 'not-yours')
    const facts = {
      at: at('02 15:00'),
      actor: specialist,
      plan: away,
      calendar,
      pack,
      partners,
      step: '3',
      partnerId: 1,
      way: 'paper',
    } as const
    equal(refused(sendLeg(here, { ...facts, document: { number: ' ', date: '2026-03-02' } })), 'document-missing')
    equal(refused(sendLeg(here, { ...facts, document: { number: '1', date: '2026-03-03' } })), 'document-of-the-future')
  })
  it('goes only to an agency that is open, and no district is after 30 June 2025', () => {
    equal(refused(send(here, at('02 15:00'), { partnerId: 9 })), 'partner-unknown')
    equal(refused(send(here, at('02 15:00'), { partnerId: 3 })), 'partner-not-open')
  })
  it('is out once at a time', () => equal(refused(send(sent(here, at('02 15:00')), at('02 15:10'))), 'leg-out'))
  it('lets the step be completed only with its answer, or with the reason why none is needed', () => {
    equal(refused(complete(here, '3', '02 15:00', specialist, away)), 'leg-not-sent')
    const out = sent(here, at('02 14:30'))
    equal(refused(complete(out, '3', '03 15:00', specialist, away)), 'leg-unanswered')
    equal(refused(complete(answered(out, 1, '03 15:00'), '3', '03 15:00', specialist, away)), 'allowed')
    for (const dossier of [here, out]) {
      const waived = value(waiveLeg(dossier, { at: at('03 10:00'), actor: specialist, step: '3', reason: 'Thuế đã xác nhận trước' }))
      equal(refused(complete(then(dossier, ...waived.events), '3', '03 15:00', specialist, away)), 'allowed')
    }
    equal(refused(waiveLeg(here, { at: at('03 10:00'), actor: specialist, step: '3', reason: ' ' })), 'no-reason')
  })
  it('is answered when the answer came, whoever records it later; early, on time or late by its own due time', () => {
    const out = sent(here, at('02 15:00')) // due Wednesday 4 at 15:00
    const ends = (arrived: string, recorded: string) =>
      referralsOf(answered(out, 1, arrived, recorded, { actor: counter }))[0]?.answer?.class
    equal(ends('03 16:00', '06 09:00'), 'early')
    equal(ends('04 15:00', '06 09:00'), 'on-time')
    equal(ends('04 15:01', '06 09:00'), 'late')
    equal(refused(answer(out, 1, '04 15:01', '04 15:00')), 'answer-in-the-future')
    equal(refused(answer(out, 1, '02 14:59', '04 15:00')), 'answered-before-asked')
    equal(refused(answer(answered(out, 1, '03 16:00'), 1, '04 10:00')), 'answered-already')
    equal(refused(answer(out, 2, '04 10:00')), 'no-such-referral')
  })
  it('begins anew when its step was sent back and comes again', () => {
    const done = answered(sent(here, at('02 14:30')), 1, '02 16:00')
    const actor = specialist
    const back = value(sendBack(done, { at: at('02 16:30'), step: '3', reason: 'thiếu', actor, plan: away, calendar, isOf }))
    const again = completing(then(done, ...back.events), '2', '03 08:00', head, away, 22)
    equal(refused(complete(again, '3', '03 09:00', specialist, away)), 'leg-not-sent')
  })
  it('is dropped with the step that is left, and its answer may still come', () => {
    const out = sent(here, at('02 14:30'))
    const back = value(sendBack(out, { at: at('02 16:30'), step: '3', reason: 'nhầm', actor: specialist, plan: away, calendar, isOf }))
    const after = then(out, ...back.events)
    deepEqual(referralsOf(after)[0]?.dropped, { at: at('02 16:30'), officerId: null, reason: '' })
    equal(refused(answer(after, 1, '03 10:00')), 'allowed')
  })
  it('of a step given before legs were recorded is not asked for', () => {
    const { leg: _, ...running } = here.running[0] as Dossier['running'][number]
    equal(refused(complete({ ...here, running: [running] }, '3', '03 15:00', specialist, away)), 'allowed')
  })
  it('has the time from its start to its answer; before and after it is ours', () => {
    const out = sent(here, at('02 15:30')) // the partner's from Tuesday 07:30, due Thursday 07:30
    deepEqual(linesOf(out, '02 17:30', away), [['step', units.minerals, null, 3.5, 0]])
    const late = answered(out, 1, '05 09:30', '05 10:30')
    deepEqual(linesOf(late, '05 10:30', away), [
      ['step', units.minerals, null, 4.5, 1], // Monday 14:00–17:30, Thursday 09:30–10:30; the step was due Wednesday 14:00
      ['away', units.minerals, 1, 18, 2], // two days and two hours
    ])
    deepEqual(
      timeLine(late, calendar, at('05 10:30'))
        ?.spent.filter((s) => s.steps.includes('3'))
        .map((s) => [s.kind, s.partners?.[0] ?? null, s.seconds / 3600]),
      [
        ['used', null, 3.5],
        ['away', 'Thuế cơ sở 2 (mẫu)', 18],
        ['used', null, 1],
      ],
    )
  })
  it('is counted anew when the calendar changes, and the entry says so', () => {
    const out = sent(here, at('02 15:30'))
    const holiday = withHolidays('2026-03-03')
    const moved = recompute(out, { dueAt: at('06 10:00'), isProvisional: false }, { plan: away, calendar: holiday, at: at('02 16:00') })
    deepEqual(moved?.referrals, [{ no: 1, startsAt: at('04 07:30'), dueAt: at('06 07:30') }])
    yes(moved)
    equal(referralsOf(then(out, moved))[0]?.dueAt, at('06 07:30'))
  })
})

describe('Opinions asked (lấy ý kiến)', () => {
  const here = atStep3(plan)
  it('many in one act, each with its own due time: a partner’s after 15:00 from the next morning, a unit’s at once', () => {
    const all = referralsOf(asked(here, '02 15:30', { partnerIds: [1], unitIds: [units.office] }))
    deepEqual(
      all.map((r) => [r.no, r.startsAt, r.dueAt]),
      [
        [1, at('03 07:30'), at('04 07:30')],
        [2, at('02 15:30'), at('03 15:30')],
      ],
    )
  })
  it('are refused of nobody, of oneself, of a closed unit, twice at once, without a question or a term', () => {
    equal(refused(ask(here, '02 15:00', { partnerIds: [] })), 'nobody-to-ask')
    equal(refused(ask(here, '02 15:00', { unitIds: [units.minerals] })), 'own-unit')
    equal(refused(ask(here, '02 15:00', { unitIds: [99] })), 'unit-unknown')
    equal(refused(ask(asked(here, '02 15:00'), '02 15:10')), 'asked-already')
    equal(refused(ask(here, '02 15:00', { days: 0 })), 'no-term')
    equal(refused(ask(here, '02 15:00', { actor: colleague })), 'not-yours')
  })
  it('hold the step up until they came or their term is over, to the minute', () => {
    const out = asked(here, '02 15:00') // both until Tuesday 15:00
    equal(refused(complete(out, '3', '03 14:59', specialist, plan)), 'opinions-outstanding')
    equal(refused(complete(out, '3', '03 15:00', specialist, plan)), 'allowed')
    const one = answered(out, 1, '03 09:00', '03 09:00', { stance: 'agree' })
    equal(refused(complete(one, '3', '03 14:59', specialist, plan)), 'opinions-outstanding')
    equal(refused(complete(answered(one, 2, '03 10:00', '03 10:00', { stance: 'agree' }), '3', '03 10:00', specialist, plan)), 'allowed')
  })
  it('that never came are recorded as such by completing the step, if nobody did before', () => {
    const out = asked(here, '02 15:00')
    equal(lapsed(out, at('03 14:59')).length, 0)
    deepEqual(
      lapsed(out, at('03 15:00')).map((r) => r.no),
      [1, 2],
    )
    const done = completing(out, '3', '03 15:00', specialist, plan)
    deepEqual(
      referralsOf(done).map((r) => r.unansweredAt),
      [at('03 15:00'), at('03 15:00')],
    )
  })
  it('may come late after that, and stand beside the silence as late', () => {
    const silent = then(asked(here, '02 15:00'), { type: 'opinions-unanswered', at: at('03 15:00'), nos: [1, 2] })
    const late = referralsOf(answered(silent, 2, '05 09:00', '05 09:00', { stance: 'agree' }))[1]
    deepEqual([late?.unansweredAt, late?.answer?.class, late?.answer?.stance], [at('03 15:00'), 'late', 'agree'])
  })
  it('say whether they agree', () => equal(refused(answer(asked(here, '02 15:00'), 1, '03 09:00')), 'no-stance'))
  it('of an own unit are answered by that unit, or who asked; of a partner by whoever receives it', () => {
    const out = asked(here, '02 15:00', { partnerIds: [1], unitIds: [units.office] })
    equal(refused(answer(out, 1, '03 09:00', '03 09:00', { actor: counter, stance: 'agree' })), 'allowed')
    equal(refused(answer(out, 2, '03 09:00', '03 09:00', { actor: counter, stance: 'agree' })), 'not-the-asked-unit')
    const ofOffice = { officerId: 41, posts: [{ unitId: units.office, role: 'records-clerk', onBehalfOf: null }] }
    equal(refused(answer(out, 2, '03 09:00', '03 09:00', { actor: ofOffice, stance: 'agree' })), 'allowed')
  })
  it('are not waited for when the head says why; nobody else may', () => {
    const out = asked(here, '02 15:00')
    const waive = (actor: typeof head, reason = 'Đã có ý kiến năm trước') =>
      waiveOpinions(out, { at: at('03 09:00'), actor, step: '3', reason })
    equal(refused(waive(specialist)), 'not-the-head')
    equal(refused(waive(head, ' ')), 'no-reason')
    const waived = then(out, ...value(waive(head)).events)
    equal(outstanding(waived, '3', at('03 09:00')).length, 0)
    equal(refused(complete(waived, '3', '03 09:30', specialist, plan)), 'allowed')
  })
  it('have the time within their term, the earliest asked first; then the asker has it again', () => {
    const out = asked(here, '02 15:00', { partnerIds: [1, 2], days: 1 })
    const one = answered(out, 1, '03 08:30', '03 08:30', { stance: 'agree' })
    deepEqual(linesOf(one, '03 16:00', plan), [
      ['step', units.minerals, null, 2, 0], // Monday 14:00–15:00, Tuesday 15:00–16:00
      ['away', units.minerals, 1, 3.5, 0], // Monday 15:00–17:30, Tuesday 07:30–08:30
      ['away', units.minerals, 2, 4.5, 0], // 08:30–15:00 without the break
    ])
    const own = asked(here, '02 15:00', { partnerIds: [], unitIds: [units.office] })
    deepEqual(linesOf(own, '02 16:00', plan), [
      ['step', units.minerals, null, 1, 0],
      ['step', units.office, null, 1, 0],
    ])
  })
})

describe('The bar of a leg or an opinion', () => {
  const leg = { startsAt: at('03 07:30'), dueAt: at('04 07:30'), answer: null, dropped: null }
  const hours = (now: string, more = {}) => barOf({ ...leg, ...more }, calendar, at(now)).map((p) => [p.kind, p.seconds / 3600])
  it('shows what passed and what is left; before its start all is left', () => {
    deepEqual(hours('02 16:00'), [
      ['away', 0],
      ['left', 8],
    ])
    deepEqual(hours('03 10:30'), [
      ['away', 3],
      ['left', 5],
    ])
  })
  it('shows what is over, until the answer came', () => {
    deepEqual(hours('05 07:30', { answer: { arrivedAt: at('04 09:30') } }), [
      ['away', 8],
      ['over', 2],
    ])
  })
})
