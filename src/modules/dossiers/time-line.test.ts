import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayText, type Moment } from '../../kernel/moment.ts'
import { dueAt, workingSeconds } from '../clock/model.ts'
import { at, calendar, plan } from './dossier.example.ts'
import type { DoneStep, RunningStep } from './dossier.ts'
import { byHolder } from './lateness/by-holder.ts'
import { ledgerOf } from './lateness/ledger.ts'
import { barParts, type Folded, lengthOf, nearDays, rowParts, stepTimes, timeLine, toneOf } from './time-line.ts'

const hours = (n: number) => n * 3600
const days = (n: number) => n * 8 * 3600

const handed = (step: string, unitId: number, more: object = {}) => ({
  step,
  unitId,
  role: 'specialist',
  officerId: 22,
  isAway: false,
  counts: true,
  dueAt: null,
  ...more,
})
const done = (step: string, unitId: number, since: string, until: string, more: object = {}): DoneStep => ({
  ...handed(step, unitId, more),
  since: at(since),
  until: at(until),
  doneBy: 22,
})
const running = (step: string, unitId: number, since: string, more: object = {}): RunningStep => ({
  ...handed(step, unitId, more),
  since: at(since),
})
/** Received Monday 2 March at 10:00 with four working days: due Friday 6 March at 10:00. */
const given = (more: Partial<Folded> = {}): Folded => ({
  status: 4,
  filedAt: at('02 10:00'),
  requests: [],
  refusal: null,
  receivedAt: at('02 10:00'),
  pack: 'nd-118-2025',
  limit: plan.limit,
  running: [running('1', 1, '02 10:00')],
  done: [],
  pauses: [],
  holds: [],
  proposal: null,
  broken: null,
  apologies: [],
  stoppedAt: null,
  outcome: null,
  ended: null,
  returned: null,
  ...more,
})
const line = (dossier: Folded, now: string) => {
  const found = timeLine(dossier, calendar, at(now))
  yes(found)
  return found
}

describe('Time line (dòng thời gian)', () => {
  it('has none before acceptance', () => equal(timeLine(given({ receivedAt: null, running: [] }), calendar, at('02 11:00')), null))

  it('counts what is used and what is left', () =>
    // Mon 10:00–17:30 without lunch is 5.5 h, Tue to 09:00 another 1.5 h; four days less seven hours are left
    deepEqual(rowParts(line(given(), '03 09:00')), [
      { kind: 'used', seconds: hours(7) },
      { kind: 'left', seconds: days(4) - hours(7) },
    ]))

  it('shows who had it as a cut, and joins them in a row', () => {
    const dossier = given({ done: [done('1', 1, '02 10:00', '02 11:00')], running: [running('2', 2, '02 11:00')] })
    deepEqual(
      barParts(line(dossier, '02 14:30')).map((p) => [p.kind, p.seconds, p.spent?.unitIds]),
      [
        ['used', hours(1), [1]],
        ['used', hours(1.5), [2]],
        ['left', days(4) - hours(2.5), undefined],
      ],
    )
    equal(rowParts(line(dossier, '02 14:30')).length, 2)
  })

  it('shows a step with another agency as theirs', () =>
    deepEqual(rowParts(line(given({ running: [running('3', 2, '02 10:00', { isAway: true })] }), '02 11:30'))[0], {
      kind: 'away',
      seconds: hours(1.5),
    }))

  it('keeps what is left while the clock stands, and has no due time', () => {
    const dossier = given({
      done: [done('3', 2, '02 10:00', '03 10:00')],
      running: [running('4', 2, '03 10:00', { counts: false })],
      stoppedAt: at('03 10:00'),
    })
    const stopped = line(dossier, '05 10:00')
    deepEqual([stopped.due, stopped.left, stopped.elapsed], [null, days(3), days(3)])
    deepEqual(rowParts(stopped), [
      { kind: 'used', seconds: days(1) },
      { kind: 'pause', seconds: days(2) },
      { kind: 'left', seconds: days(3) },
    ])
    equal(toneOf(stopped, calendar, at('05 10:00')), null)
  })

  it('moves the due time by a pause that is over', () => {
    const dossier = given({
      done: [done('3', 2, '02 10:00', '03 10:00'), done('4', 2, '03 10:00', '05 10:00', { counts: false })],
      running: [running('5', 3, '05 10:00')],
      pauses: [{ from: at('03 10:00'), to: at('05 10:00') }],
    })
    const moved = line(dossier, '05 11:00')
    equal(moved.due, at('10 10:00')) // Friday 6 + two working days
    equal(moved.left, days(3) - hours(1))
  })

  it('turns red after the due time, by what is over', () => {
    const late = line(given(), '09 09:30') // Friday 10:00 to 17:30 is 5.5 h, Monday 07:30 to 09:30 is 2 h
    deepEqual(rowParts(late), [
      { kind: 'used', seconds: days(4) },
      { kind: 'over', seconds: hours(7.5) },
    ])
    equal(late.left, -hours(7.5))
    equal(toneOf(late, calendar, at('09 09:30')), 'late')
  })

  it('stays late when the clock stops after the due time', () => {
    const dossier = given({ running: [running('4', 2, '06 14:00', { counts: false })], stoppedAt: at('06 14:00') })
    const late = line(dossier, '06 15:00')
    equal(late.due, at('06 10:00'))
    equal(toneOf(late, calendar, at('06 15:00')), 'late')
  })

  it('ends with processing: collecting the result is the applicant’s time', () => {
    const dossier = given({
      running: [running('6', 1, '05 10:00', { counts: false })],
      done: [done('1', 1, '02 10:00', '05 10:00')],
      ended: { at: at('05 10:00'), class: 'early', dueAt: at('06 10:00') },
    })
    const ended = line(dossier, '20 10:00')
    deepEqual([ended.elapsed, ended.left, ended.to], [days(3), days(1), at('05 10:00')])
    equal(toneOf(ended, calendar, at('20 10:00')), null)
  })

  it('is near when due today or on the next working day, over a weekend too', () => {
    const tone = (now: string) => toneOf(line(given(), now), calendar, at(now))
    deepEqual(
      [tone('04 17:00'), tone('05 07:00'), tone('06 09:59'), tone('06 10:00'), tone('06 10:01')],
      [null, 'near', 'near', 'near', 'late'],
    )
    const overWeekend = given({ receivedAt: at('03 10:00') }) // due Monday 9 at 10:00
    equal(toneOf(line(overWeekend, '06 16:00'), calendar, at('06 16:00')), 'near')
  })

  it('knows where today and the next working day end', () => {
    const { todayEnds, nextDayEnds } = nearDays(calendar, at('06 16:00'))
    deepEqual([todayEnds, nextDayEnds], [at('07 00:00'), at('10 00:00')])
  })
})

describe('Time ledger by holder (sổ thời gian trên trang hồ sơ)', () => {
  const shares = (dossier: Folded, now: string) =>
    byHolder(ledgerOf(dossier, { plan, calendar, now: at(now) })).map((s) => [s.holder, s.unitId, s.steps, s.seconds])
  it('adds up what each unit used, and names a wait by its step', () => {
    const dossier = given({
      done: [
        done('2', 2, '02 10:00', '02 11:00'),
        done('4', 2, '02 11:00', '02 13:30', { counts: false }),
        done('3', 2, '02 13:30', '02 15:30'),
      ],
      running: [running('5', 3, '02 15:30')],
      pauses: [{ from: at('02 11:00'), to: at('02 13:30') }],
    })
    deepEqual(shares(dossier, '02 16:00'), [
      ['step', 2, ['2', '3'], hours(3)],
      ['applicant', 2, ['4'], hours(0.5)],
      ['step', 3, ['5'], hours(0.5)],
    ])
  })
  it('gives steps side by side to one of both, never to both', () =>
    deepEqual(shares(given({ running: [running('2', 2, '02 10:00'), running('3', 4, '02 10:00')] }), '02 11:00'), [
      ['step', 2, ['2'], hours(1)],
    ]))
})

describe('Steps with planned and used time', () => {
  const facts = (now: string) => ({ plan, isHardArea: false, calendar, now: at(now) })
  it('sets used beside planned, visit by visit', () => {
    const dossier = given({
      done: [
        done('1', 1, '02 10:00', '02 11:00'),
        { ...done('2', 2, '02 11:00', '02 14:30'), isReturned: true },
        done('1', 1, '02 14:30', '02 15:00'),
      ],
      running: [running('2', 2, '02 15:00')],
    })
    const steps = stepTimes(dossier, facts('02 16:00'))
    deepEqual(
      steps.slice(0, 3).map((s) => [s.planned.key, s.state, s.plannedSeconds, s.usedSeconds, s.visits]),
      [
        ['1', 'done', days(0.5), hours(1.5), 2],
        ['2', 'now', days(1), hours(2.5), 2],
        ['3', 'todo', days(2), 0, 0],
      ],
    )
  })

  it('leaves out a waiting row that nobody entered once its step is done', () => {
    const keys = (dossier: Folded) => stepTimes(dossier, facts('02 16:00')).map((s) => s.planned.key)
    equal(keys(given()).includes('4'), true)
    equal(keys(given({ done: [done('3', 2, '02 10:00', '02 11:00')], running: [running('5', 3, '02 11:00')] })).includes('4'), false)
  })

  it('says when a step is past its own time', () => {
    const dossier = given({ running: [running('1', 1, '02 10:00', { dueAt: at('02 15:00') })] })
    equal(stepTimes(dossier, facts('02 15:00'))[0]?.state, 'now')
    equal(stepTimes(dossier, facts('02 15:01'))[0]?.state, 'late')
  })

  it('measures durations in this office’s days', () =>
    equal(
      lengthOf(
        [
          { value: 1.5, unit: 'working_day' },
          { value: 2, unit: 'hour' },
        ],
        calendar,
      ),
      hours(14),
    ))
})

describe('For every history of visits', () => {
  const moment = fc.integer({ min: at('02 06:00'), max: at('27 20:00') }) as fc.Arbitrary<Moment>
  const visit = fc.record({
    step: fc.constantFrom('1', '2', '3', '4', '5'),
    unitId: fc.integer({ min: 1, max: 4 }),
    isAway: fc.boolean(),
    counts: fc.boolean(),
  })
  /** Visits one after another, cut at random moments; the clock stands while an uncounted one runs, as `evolve` would have it. */
  const history = fc
    .tuple(fc.uniqueArray(moment, { minLength: 3, maxLength: 9 }), fc.array(visit, { minLength: 8, maxLength: 8 }), fc.boolean())
    .map(([moments, visits, isEnded]) => {
      const [received, ...cuts] = [...moments].sort((a, b) => a - b) as [Moment, ...Moment[]]
      const now = cuts.pop() as Moment
      const bounds = [received, ...cuts]
      const all = bounds.map((since, i) => ({ ...handed('1', 1), ...visits[i], since, until: bounds[i + 1] ?? now }))
      const open = all.at(-1)
      yes(open)
      const pauses = all
        .slice(0, -1)
        .filter((v) => !v.counts)
        .map((v) => ({ from: v.since, to: v.until }))
      const { until: _, ...last } = open
      const dossier = given({
        receivedAt: received,
        done: (isEnded ? all : all.slice(0, -1)).map((v) => ({ ...v, doneBy: 22 })),
        running: isEnded ? [] : [last],
        pauses,
        stoppedAt: isEnded || open.counts ? null : open.since,
        ended: isEnded ? { at: now, class: 'late', dueAt: promised(received, pauses) } : null,
      })
      return { dossier, now }
    })
  const promised = (received: Moment, pauses: readonly { from: Moment; to: Moment }[]): Moment => {
    const due = dueAt(calendar, received, plan.limit, pauses)
    return due.ok ? due.value.due : received
  }
  const holds = (claim: (dossier: Folded, now: Moment) => boolean) =>
    fc.assert(
      fc.property(history, ({ dossier, now }) => claim(dossier, now)),
      { numRuns: 300 },
    )

  it('used, away, pause and over add up to the working time since receipt', () =>
    holds((dossier, now) => {
      const found = timeLine(dossier, calendar, now)
      const parts = found ? barParts(found).filter((p) => p.kind !== 'left') : []
      const sum = parts.reduce((all, p) => all + p.seconds, 0)
      return sum === workingSeconds(calendar, dossier.receivedAt as Moment, now) && sum === found?.elapsed
    }))
  it('the ledger adds up to the same, by lines and by holders: each working minute has one', () =>
    holds((dossier, now) => {
      const lines = ledgerOf(dossier, { plan, calendar, now })
      const [byLine, shared] = [lines, byHolder(lines)].map((all) => all.reduce((sum, l) => sum + l.seconds, 0))
      return byLine === timeLine(dossier, calendar, now)?.elapsed && shared === byLine
    }))
  it('what is left reaches from now to the due time, or is what was left when the clock stopped', () =>
    holds((dossier, now) => {
      const found = timeLine(dossier, calendar, now)
      if (!found || found.left === null) return false
      if (found.due !== null) return found.left === workingSeconds(calendar, now, found.due)
      const later = timeLine(dossier, calendar, (now + 86_400) as Moment)
      return found.stoppedAt !== null && later?.left === found.left && later.due === null
    }))
  it('what is over is what is missing', () =>
    holds((dossier, now) => {
      const found = timeLine(dossier, calendar, now)
      if (!found || found.left === null) return false
      const over = barParts(found)
        .filter((p) => p.kind === 'over')
        .reduce((sum, p) => sum + p.seconds, 0)
      return over === Math.max(0, -found.left)
    }))
  it('rows tell the same seconds as pages, in fewer parts', () =>
    holds((dossier, now) => {
      const found = timeLine(dossier, calendar, now)
      if (!found) return false
      const sum = (parts: readonly { seconds: number }[]) => parts.reduce((all, p) => all + p.seconds, 0)
      return sum(rowParts(found)) === sum(barParts(found)) && rowParts(found).length <= barParts(found).length
    }))
  it('names no part without time', () =>
    holds((dossier, now) => {
      const found = timeLine(dossier, calendar, now)
      return !!found && barParts(found).every((p) => p.seconds > 0)
    }))
})

it('dates in examples are what they say', () => equal(dayText(calendar.dayOf(at('02 10:00'))), '2026-03-02'))
