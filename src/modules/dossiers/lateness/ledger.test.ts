import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day, type Moment } from '../../../kernel/moment.ts'
import { workingSeconds } from '../../clock/model.ts'
import { accept } from '../accept/decide.ts'
import { completeStep } from '../complete-step/decide.ts'
import {
  at,
  calendar,
  clerk,
  colleague,
  counter,
  director,
  filing,
  head,
  isOf,
  outcome,
  plan,
  specialist,
  units,
} from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { sendLeg } from '../leg-send/decide.ts'
import { waiveLeg } from '../leg-waive/decide.ts'
import { askOpinions } from '../opinions-ask/decide.ts'
import { waiveOpinions } from '../opinions-waive/decide.ts'
import type { Partner } from '../partners/partner.ts'
import { openHold, type PauseCause } from '../pause/hold.ts'
import { type Plan, waitsForApplicant } from '../plan.ts'
import { answerReferral } from '../referral-answer/decide.ts'
import { lapsed, referralsOf } from '../referrals/referral.ts'
import { packOf } from '../rules/packs.ts'
import { sendBack } from '../send-back/decide.ts'
import { causeOf, type HeldLine, ledgerOf } from './ledger.ts'

const hours = (n: number) => n * 3600
const days = (n: number) => n * 8 * 3600

const actors = [counter, head, specialist, colleague, director, clerk]
const play = (...events: DossierEvent[]): Dossier =>
  events.reduce<Dossier | null>(evolve, evolve(null, { type: 'filed', at: at('02 10:00'), filing })) as Dossier
/** Received Monday 2 March at 10:00 with four working days: due Friday 6 at 10:00. */
const received = (under: Plan = plan) => {
  const accepted = accept(play(), { at: at('02 10:00'), receiver: 11, plan: under, calendar })
  yes(accepted.ok)
  return play(...accepted.value.events)
}
const then = (dossier: Dossier, ...events: DossierEvent[]): Dossier => events.reduce<Dossier>(evolve, dossier)
const completed = (dossier: Dossier, step: string, when: string, under: Plan = plan, through: string | null = null): Dossier => {
  const officerId = dossier.running.find((r) => r.step === step)?.officerId
  const role = dossier.running.find((r) => r.step === step)?.role ?? ''
  const actor =
    actors.find((a) => a.officerId === officerId) ??
    actors.find((a) => a.posts.some((p) => p.role === role || (role === 'leader' && p.role === 'director')))
  yes(actor, `nobody for step ${step}`)
  const done = completeStep(
    dossier,
    { step, opinion: '', through, nextOfficerId: null, outcome: dossier.outcome ? null : outcome },
    { at: at(when), actor, plan: under, calendar, isOf },
  )
  if (!done.ok) throw new Error(done.error.kind)
  return then(dossier, ...done.value.events)
}
const paused = (when: string, cause: PauseCause = 'finance'): DossierEvent => ({
  type: 'paused',
  at: at(when),
  proposedBy: 22,
  approvedBy: 21,
  cause,
  document: { number: '1/TB', date: '2026-03-02' },
  reason: 'chờ',
  items: [],
  until: at('31 10:00'),
})
const resumed = (when: string): DossierEvent => ({ type: 'resumed', at: at(when), no: 1, arrivedAt: at(when), end: 'arrived' })
const annulled = (when: string): DossierEvent => ({ type: 'pause-annulled', at: at(when), no: 1, officerId: 21, reason: 'sai' })
const linesOf = (dossier: Dossier, now: string, under: Plan | null = plan) => ledgerOf(dossier, { plan: under, calendar, now: at(now) })
const short = (lines: readonly HeldLine[]) =>
  lines.map((l) => [l.holder, l.unitId, l.officerId, l.step, l.seconds, l.secondsOver, l.secondsOverStep])

describe('Time ledger: every second has one holder (sổ thời gian)', () => {
  it('is empty before acceptance', () => deepEqual(linesOf(play(), '02 12:00'), []))

  it('gives a step its time, and what is beyond its own duration', () =>
    // half a day is due Monday 15:00… received 10:00: 1.5 h before lunch, 2.5 h after it makes 16:00; by 17:00 one hour over
    deepEqual(short(linesOf(received(), '02 17:00')), [['step', 1, 11, '1', hours(5), 0, hours(1)]]))

  it('at the own due time nothing is over, one minute later a minute', () => {
    equal(linesOf(received(), '02 16:00')[0]?.secondsOverStep, 0)
    equal(linesOf(received(), '02 16:01')[0]?.secondsOverStep, 60)
  })

  it('tells what lies after the due time of the dossier', () =>
    deepEqual(short(linesOf(received(), '06 11:00')), [['step', 1, 11, '1', days(4) + hours(1), hours(1), days(3.5) + hours(1)]]))

  it('gives each officer the time in which the step was theirs', () => {
    const inPool = completed(received(), '1', '02 11:00')
    const taken = then(inPool, { type: 'step-taken', at: at('02 13:30'), step: '2', officerId: 21 })
    const over = then(taken, { type: 'reassigned', at: at('02 14:30'), step: '2', officerId: 23, reason: 'nghỉ' })
    deepEqual(short(linesOf(over, '02 15:00')).slice(1), [
      ['step', 2, null, '2', hours(0.5), 0, 0],
      ['step', 2, 21, '2', hours(1), 0, 0],
      ['step', 2, 23, '2', hours(0.5), 0, 0],
    ])
  })

  it('lets whoever takes a step by completing it have had it all along', () =>
    deepEqual(short(linesOf(completed(completed(received(), '1', '02 11:00'), '2', '02 15:30'), '02 15:30')), [
      ['step', 1, 11, '1', hours(1), 0, 0],
      ['step', 2, 21, '2', hours(2.5), 0, 0],
    ]))

  it('gives a supplement to the applicant and another pause to its cause', () => {
    for (const [cause, holder] of [
      ['supplement', 'applicant'],
      ['finance', 'finance'],
      ['legal-hold', 'legal-hold'],
    ] as const) {
      const dossier = then(received(), paused('02 11:00', cause), resumed('03 11:00'))
      deepEqual(short(linesOf(dossier, '03 11:30')), [
        ['step', 1, 11, '1', hours(1.5), 0, 0],
        [holder, 1, 11, '1', days(1), 0, 0],
      ])
    }
  })

  it('lets a step’s own due time wait for the pause inside it', () => {
    const dossier = then(received(), paused('02 11:00'), resumed('03 11:00')) // 16:00 on Monday becomes 16:00 on Tuesday
    equal(linesOf(dossier, '03 16:00')[0]?.secondsOverStep, 0)
    equal(linesOf(dossier, '03 17:00')[0]?.secondsOverStep, hours(1))
  })

  it('gives an annulled pause back to the step', () => {
    const dossier = then(received(), paused('02 11:00'), resumed('03 11:00'), annulled('03 11:00'))
    deepEqual(short(linesOf(dossier, '03 11:30')), [['step', 1, 11, '1', days(1) + hours(1.5), 0, hours(5.5)]])
  })

  it('calls a waiting step the applicant’s only when the process says so', () => {
    const dossier = completed(completed(completed(received(), '1', '02 11:00'), '2', '02 13:30'), '3', '02 14:30', plan, '4')
    const last = (under: Plan | null) => linesOf(dossier, '03 14:30', under).at(-1)?.holder
    equal(last(plan), 'applicant')
    equal(last({ ...plan, steps: plan.steps.map((s) => (s.key === '4' ? { ...s, name: 'Niêm yết công khai' } : s)) }), 'uncounted')
    equal(last(null), 'uncounted')
  })

  it('reads names, and no counted step, and no return', () => {
    const named = (name: string, more = {}) => waitsForApplicant({ name, counts: false, isReturn: false, ...more })
    deepEqual(
      [named('Chờ bổ sung bản vẽ'), named('Niêm yết'), named('Bổ sung', { counts: true }), named('Trả cho người nộp', { isReturn: true })],
      [true, false, false, false],
    )
  })

  it('gives a step of before legs were recorded to the other agency from end to end, with the unit that follows it', () => {
    const away: Plan = { ...plan, steps: plan.steps.map((s) => (s.key === '2' ? { ...s, isAway: true } : s)) }
    const dossier = completed(received(away), '1', '02 11:00', away)
    const older = { ...dossier, running: dossier.running.map(({ leg: _, ...running }) => running) }
    deepEqual(short(linesOf(older, '02 14:00', away))[1], ['away', 2, null, '2', hours(1), 0, 0])
    // With a leg it is ours until somebody sends it.
    deepEqual(short(linesOf(dossier, '02 14:00', away))[1], ['step', 2, null, '2', hours(1), 0, 0])
  })

  describe('of steps side by side', () => {
    const both: Plan = { ...plan, steps: plan.steps.map((s) => (s.key === '5' ? { ...s, group: 3 } : s)) } // examine two days, sign half a day
    const dossier = completed(completed(received(both), '1', '02 11:00', both), '2', '02 13:30', both)
    it('the first in the table has the time while none is over its own', () =>
      deepEqual(short(linesOf(dossier, '02 17:30', both)).slice(2), [['step', units.minerals, null, '3', hours(4), 0, 0]]))
    it('then the one whose own due time has passed first: half a day from 13:30 is 17:30', () =>
      deepEqual(short(linesOf(dossier, '03 08:30', both)).slice(2), [
        ['step', units.minerals, null, '3', hours(4), 0, 0],
        ['step', units.leadership, null, '5', hours(1), 0, hours(1)],
      ]))
  })

  it('names a step that was done in no working time', () => {
    const dossier = completed(completed(received(), '1', '02 10:00'), '2', '02 11:00')
    deepEqual(short(linesOf(dossier, '02 11:00'))[1], ['step', 1, 11, '1', 0, 0, 0])
  })

  it('ends with processing, and with breaking off', () => {
    const ended = completed(completed(completed(completed(received(), '1', '02 11:00'), '2', '02 13:30'), '3', '02 14:30'), '5', '02 15:30')
    deepEqual(linesOf(ended, '20 10:00'), linesOf(ended, '02 15:30'))
    const broken = then(received(), { type: 'broken-off', at: at('02 11:00'), kind: 'stopped', reason: 'theo đơn' })
    deepEqual(short(linesOf(broken, '20 10:00')), [['step', 1, 11, '1', hours(1), 0, 0]])
  })

  it('reads a dossier from before there were pauses', () => {
    const { holds: _, broken: __, apologies: ___, ...old } = received()
    equal(ledgerOf(old as unknown as Dossier, { plan, calendar, now: at('02 11:00') })[0]?.seconds, hours(1))
  })
})

describe('What made it late (nguyên nhân chính)', () => {
  const line = (unitId: number, secondsOverStep: number, secondsOver = 0, more: Partial<HeldLine> = {}): HeldLine => ({
    holder: 'step',
    unitId,
    officerId: null,
    step: '1',
    partnerId: null,
    seconds: 100,
    secondsOver,
    secondsOverStep,
    ...more,
  })
  it('is whoever is most beyond their own time, the whole unit together', () => equal(causeOf([line(1, 50), line(2, 30), line(2, 40)]), 2))
  it('the first of two alike', () => equal(causeOf([line(1, 50), line(2, 50)]), 0))
  it('nobody beyond: who had it most after the due time', () => equal(causeOf([line(1, 0, 0), line(2, 0, 10)]), 1))
  it('late at night: who had it last', () => equal(causeOf([line(1, 0), line(2, 0), line(3, 0, 0, { holder: 'applicant' })]), 1))
  it('another agency too, a pause never', () =>
    equal(causeOf([line(1, 5), line(1, 9, 0, { holder: 'away' }), line(1, 0, 99, { holder: 'finance' })]), 1))
  it('nobody of nobody', () => equal(causeOf([]), null))
})

/** Two steps side by side, a wait, a leg at another agency: everything that a ledger meets. */
const mixed: Plan = {
  ...plan,
  steps: plan.steps.flatMap((s) =>
    s.key === '3'
      ? [
          s,
          {
            ...s,
            key: '3b',
            no: '3b',
            name: 'Lấy ý kiến',
            unitId: units.minerals,
            isAway: true,
            duration: [{ value: 1, unit: 'working_day' as const }],
          },
        ]
      : [s],
  ),
}

describe('For every life of a dossier', () => {
  type Choice = {
    kind:
      | 'complete'
      | 'wait'
      | 'back'
      | 'reassign'
      | 'take'
      | 'pause'
      | 'resume'
      | 'annul'
      | 'break'
      | 'send'
      | 'waive'
      | 'ask'
      | 'answer'
      | 'lapse'
      | 'stop-waiting'
    pick: number
    later: number
  }
  const choice: fc.Arbitrary<Choice> = fc.record({
    kind: fc.constantFrom(
      'complete',
      'complete',
      'complete',
      'complete',
      'wait',
      'back',
      'reassign',
      'take',
      'pause',
      'resume',
      'annul',
      'break',
      'send',
      'send',
      'waive',
      'ask',
      'answer',
      'answer',
      'lapse',
      'stop-waiting',
    ),
    pick: fc.nat(5),
    later: fc.integer({ min: 0, max: 3 * 86_400 }),
  })

  const pack = packOf({ receivedAt: at('02 10:00') }, at('02 10:00'))
  const partners: Partner[] = [1, 2].map((id) => ({
    ...{
      id,
      kind: 'tax',
      names: [{ from: day('2020-01-01'), name: `Thuế ${id} (mẫu)` }],
      from: day('2020-01-01'),
      until: null,
      contact: '',
    },
  }))
  const document = { number: '1/CV', date: '2026-03-02' }
  const ofOffice = { unitId: units.office, role: 'records-clerk', onBehalfOf: null }

  /** One act of the real rules at a later moment; what they refuse does not happen. */
  function act(dossier: Dossier, now: Moment, { kind, pick }: Choice): Dossier {
    const step = dossier.running[pick % Math.max(1, dossier.running.length)]
    const hold = openHold(dossier.holds)
    if (!step || dossier.broken) return dossier
    const actor = actors.find((a) => a.officerId === step.officerId) ?? {
      officerId: actors.find((a) => a.posts.some((p) => p.unitId === step.unitId))?.officerId ?? 22,
      posts: [{ unitId: step.unitId, role: step.role === 'leader' ? 'director' : step.role, onBehalfOf: null }],
    }
    const facts = { at: now, actor, plan: mixed, calendar, isOf }
    switch (kind) {
      case 'complete':
      case 'wait': {
        const through = kind === 'wait' && step.step === '3' ? '4' : null
        const done = completeStep(dossier, { step: step.step, opinion: '', through, nextOfficerId: null, outcome }, facts)
        return done.ok ? then(dossier, ...done.value.events) : dossier
      }
      case 'back': {
        const done = sendBack(dossier, { ...facts, step: step.step, reason: 'sai' })
        return done.ok ? then(dossier, ...done.value.events) : dossier
      }
      case 'reassign':
        return then(dossier, { type: 'reassigned', at: now, step: step.step, officerId: 20 + pick, reason: 'nghỉ' })
      case 'take':
        return step.officerId === null ? then(dossier, { type: 'step-taken', at: now, step: step.step, officerId: 20 + pick }) : dossier
      case 'pause': {
        if (hold || dossier.stoppedAt !== null || dossier.ended) return dossier
        const cause = (['supplement', 'finance', 'legal-hold'] as const)[pick % 3] as PauseCause
        return then(dossier, { ...(paused('02 10:00', cause) as Extract<DossierEvent, { type: 'paused' }>), at: now })
      }
      case 'resume':
        return hold
          ? then(dossier, { type: 'resumed', at: now, no: hold.no, arrivedAt: (now - ((now - hold.from) >> 1)) as Moment, end: 'arrived' })
          : dossier
      case 'annul': {
        const wrong = dossier.holds.filter((h) => h.annulled === null)[pick % 2]
        if (!wrong) return dossier
        const after = then(dossier, { type: 'pause-annulled', at: now, no: wrong.no, officerId: 21, reason: 'sai' })
        const due = after.ended && currentDue(after, calendar)
        return after.ended && due
          ? then(after, { type: 'reclassified', at: now, class: after.ended.at > due.due ? 'late' : 'on-time', dueAt: due.due })
          : after
      }
      case 'break':
        return pick === 0 && !dossier.ended && !dossier.outcome
          ? then(dossier, { type: 'broken-off', at: now, kind: 'stopped', reason: 'x' })
          : dossier
      case 'send': {
        const way = pick % 2 === 0 ? 'electronic' : 'paper'
        const done = sendLeg(dossier, { ...facts, pack, partners, step: step.step, partnerId: 1 + (pick % 2), document, way })
        return done.ok ? then(dossier, ...done.value.events) : dossier
      }
      case 'waive': {
        const done = waiveLeg(dossier, { ...facts, step: step.step, reason: 'x' })
        return done.ok ? then(dossier, ...done.value.events) : dossier
      }
      case 'ask': {
        const whom = { partnerIds: pick % 3 === 0 ? [] : [1, 2].slice(0, pick % 3), unitIds: pick % 2 === 0 ? [units.office] : [] }
        const term = { value: 1 + (pick % 3), unit: (['working_day', 'hour', 'calendar_day'] as const)[pick % 3] ?? 'hour' }
        const asked = { ...whom, step: step.step, document, question: 'x', term, way: 'electronic' as const }
        const done = askOpinions(dossier, { ...facts, ...asked, pack, partners, units: Object.values(units) })
        return done.ok ? then(dossier, ...done.value.events) : dossier
      }
      case 'answer': {
        const open = referralsOf(dossier).filter((r) => r.answer === null)
        const one = open[pick % Math.max(1, open.length)]
        if (!one) return dossier
        // Recorded at once, or long after it came.
        const arrivedAt = (now - (pick % 2) * ((now - one.sentAt) >> 1)) as Moment
        const asked = { no: one.no, arrivedAt, number: '1', date: '2026-03-02', stance: 'agree' as const, words: '' }
        const done = answerReferral(dossier, { ...facts, ...asked, actor: { ...actor, posts: [...actor.posts, ofOffice] } })
        return done.ok ? then(dossier, ...done.value.events) : dossier
      }
      case 'lapse': {
        const nos = lapsed(dossier, now).map((r) => r.no)
        return nos.length > 0 ? then(dossier, { type: 'opinions-unanswered', at: now, nos }) : dossier
      }
      case 'stop-waiting': {
        const done = waiveOpinions(dossier, { at: now, actor: director, step: step.step, reason: 'x' })
        return done.ok ? then(dossier, ...done.value.events) : dossier
      }
    }
  }
  const life = fc
    .tuple(fc.array(choice, { minLength: 1, maxLength: 25 }), fc.integer({ min: 0, max: 5 * 86_400 }))
    .map(([choices, more]) => {
      let now = at('02 10:00')
      let dossier = received(mixed)
      for (const one of choices) {
        now = (now + one.later) as Moment
        dossier = act(dossier, now, one)
      }
      return { dossier, now: (now + more) as Moment }
    })
  const holds = (claim: (dossier: Dossier, now: Moment, lines: HeldLine[]) => boolean) =>
    fc.assert(
      fc.property(life, ({ dossier, now }) => claim(dossier, now, ledgerOf(dossier, { plan: mixed, calendar, now }))),
      { numRuns: 500 },
    )
  const sum = (lines: readonly HeldLine[], of: (line: HeldLine) => number) => lines.reduce((all, line) => all + of(line), 0)
  const end = (dossier: Dossier, now: Moment) => dossier.ended?.at ?? dossier.broken?.at ?? now

  it('the lines add up to the working time that has passed', () =>
    holds((dossier, now, lines) => sum(lines, (l) => l.seconds) === workingSeconds(calendar, at('02 10:00'), end(dossier, now))))
  it('what is over adds up to how late it ended', () =>
    holds(
      (dossier, _, lines) =>
        !dossier.ended || sum(lines, (l) => l.secondsOver) === Math.max(0, workingSeconds(calendar, dossier.ended.dueAt, dossier.ended.at)),
    ))
  it('nobody is over by more than they had, and no time is nobody’s', () =>
    holds((_, __, lines) => lines.every((l) => l.secondsOver <= l.seconds && l.secondsOverStep <= l.seconds && l.holder !== 'nobody')))
  it('holder, unit, officer and step stand in one line only', () =>
    holds(
      (_, __, lines) => new Set(lines.map((l) => `${l.holder}/${l.unitId}/${l.officerId}/${l.step}/${l.partnerId}`)).size === lines.length,
    ))
  it('nothing is a partner’s but between the sending and the answer, and no opinion’s after its term', () =>
    holds((dossier, now, lines) => {
      const to = end(dossier, now)
      for (const { id } of partners) {
        const most = referralsOf(dossier)
          .filter((r) => 'partnerId' in r.to && r.to.partnerId === id)
          .reduce((sum, r) => {
            const until = Math.min(to, r.answer?.arrivedAt ?? to, r.kind === 'opinion' ? (r.dueAt ?? to) : to) as Moment
            return sum + Math.max(0, workingSeconds(calendar, r.startsAt, until))
          }, 0)
        if (
          sum(
            lines.filter((l) => l.partnerId === id),
            (l) => l.seconds,
          ) > most
        )
          return false
      }
      return true
    }))
  it('without lawful pauses nothing is the applicant’s but a wait', () =>
    holds(
      (dossier, _, lines) =>
        dossier.holds.some((h) => !h.annulled) ||
        lines.every((l) => l.holder !== 'finance' && (l.holder !== 'applicant' || l.step === '4')),
    ))
  it('a late dossier has a cause, a line of ours or of another agency', () =>
    holds((dossier, _, lines) => {
      const cause = causeOf(lines)
      return dossier.ended?.class !== 'late' || (cause !== null && ['step', 'away'].includes(lines[cause]?.holder ?? ''))
    }))
})
