import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { permit } from '../office.example.ts'
import { arrivalsOf, groupsOf, randomFrom, type Scenario, simulate, withMoreStaff, withStepCut } from './simulate.ts'

const step = (no: string, role: string, work: number, allowed = work) => ({ no, role, allowedMinutes: allowed, workMinutes: [work] })
const run = (scenario: Scenario, seed = 1) => simulate(scenario, randomFrom(seed))
/** One specialist; each dossier takes 60 minutes. They come at 0, 30 and 40: done at 60, 120, 180, so they take 60, 90 and 140 minutes. */
const queue: Scenario = { groups: [[step('1', 'A', 60, 90)]], limitMinutes: 90, staff: { A: 1 }, arrivals: [0, 30, 40] }

describe('Simulation (mô phỏng quy trình)', () => {
  it('queues as by hand: waits 0 + 30 + 80 minutes, and only the third is late', () => {
    const { late, steps, busy } = run(queue)
    equal(late, 1)
    deepEqual(steps, [{ no: '1', visits: 3, late: 1, waitedMinutesMean: 110 / 3 }])
    equal(busy.A, 1) // 180 minutes of work in 180
  })
  it('exactly the limit is not late, a minute less is', () => {
    equal(run({ ...queue, limitMinutes: 140 }).late, 0)
    equal(run({ ...queue, limitMinutes: 139 }).late, 1)
  })
  it('one specialist more: done at 60, 90, 120, so 60, 60 and 80 minutes', () => {
    const { late, steps, busy } = run(withMoreStaff(queue, 'A', 1))
    deepEqual([late, steps[0]?.waitedMinutesMean, busy.A], [0, 20 / 3, 180 / 240])
  })
  it('steps side by side open together, and the next waits for the longest', () => {
    const beside: Scenario = {
      groups: [[step('1', 'A', 30), step('2', 'B', 50)], [step('3', 'A', 10)]],
      limitMinutes: 59,
      staff: {},
      arrivals: [0],
    }
    equal(run(beside).late, 1) // 50 + 10 = 60
    equal(run({ ...beside, limitMinutes: 60 }).late, 0)
  })
  it('two steps of one role share its people: 60 + 60 minutes for one person', () => {
    const shared: Scenario = { groups: [[step('1', 'A', 60), step('2', 'A', 60)]], limitMinutes: 119, staff: { A: 1 }, arrivals: [0] }
    equal(run(shared).late, 1)
    equal(run(withMoreStaff(shared, 'A', 1)).late, 0)
  })
  it('what if a step is cut by a day: the work stays, so more is late', () => {
    const year = { groups: groupsOf(permit(), 0.9), limitMinutes: 5 * 480, staff: {}, arrivals: [0] }
    equal(run(year).late, 0) // 0.9 × 5 days
    equal(run(withStepCut(year, '2', 480)).late, 1) // 4.5 days of work in 4
  })
  it('takes counted steps only, with what the history says: half of it is work, half lies in hand', () => {
    const groups = groupsOf(permit(), 0.5, { '2': [100, 200] })
    deepEqual(
      groups.flat().map(({ no, workMinutes, restMinutes = [] }) => [no, ...workMinutes, ...restMinutes]),
      [
        ['1', 120],
        ['2', 50, 100, 50, 100],
        ['3', 240],
        ['4', 120],
      ],
    )
  })
  it('lets a step last as long as it did, and keeps somebody busy for the work only', () => {
    // 30 minutes of work, 30 in hand: the second begins at 30, not at 60; they end at 60 and 90
    const inHand: Scenario = {
      groups: [[{ no: '1', role: 'A', allowedMinutes: 60, workMinutes: [30], restMinutes: [30] }]],
      limitMinutes: 89,
      staff: {},
      arrivals: [0, 0],
    }
    deepEqual(run(inHand).steps, [{ no: '1', visits: 2, late: 1, waitedMinutesMean: 15 }])
    deepEqual([run(inHand).late, run({ ...inHand, limitMinutes: 90 }).late], [1, 0])
    equal(run(inHand).busy.A, 60 / 90)
  })
  it('what if a step that took three days is cut to two: what was in time is late', () => {
    const year = { groups: groupsOf(permit(), 0.5, { '2': [3 * 480] }), limitMinutes: 5 * 480, staff: {}, arrivals: [0] }
    const [before, after] = [run(year), run(withStepCut(year, '2', 480))]
    deepEqual([before.steps.find(({ no }) => no === '2')?.late, after.steps.find(({ no }) => no === '2')?.late], [0, 1])
  })
  it('is the same year for the same seed, and another for another', () => {
    const year = (seed: number) => {
      const random = randomFrom(seed)
      const arrivals = arrivalsOf(2, 250, random)
      const groups = groupsOf(permit(), 0.3, { '2': [200, 400, 900, 1500] })
      return simulate({ groups, limitMinutes: 5 * 480, staff: { 'Chuyên viên Phòng Khoáng sản': 3 }, arrivals }, random)
    }
    deepEqual(year(7), year(7))
    ok(JSON.stringify(year(7)) !== JSON.stringify(year(8)))
    ok(Math.abs(year(7).dossiers - 500) < 100) // 2 a day for 250 days
  })

  const scenario = fc.record({
    groups: fc.array(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
    arrivals: fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 30 }),
  })
  const of = ({ groups, arrivals }: { groups: number[][]; arrivals: number[] }): Scenario => ({
    groups: groups.map((group, g) => group.map((work, i) => step(`${g}.${i}`, `R${(g + i) % 3}`, work))),
    limitMinutes: 500,
    staff: {},
    arrivals: arrivals.sort((a, b) => a - b),
  })
  it('carries every dossier through every step, and nobody works more than all the time', () =>
    fc.assert(
      fc.property(scenario, (made) => {
        const { steps, busy, late, dossiers } = run(of(made))
        ok(steps.every(({ visits }) => visits === dossiers))
        ok(Object.values(busy).every((share) => share >= 0 && share <= 1 + 1e-9))
        ok(late >= 0 && late <= dossiers)
      }),
    ))
  it('with people enough nobody waits', () =>
    fc.assert(
      fc.property(scenario, (made) => {
        const { steps } = run({ ...of(made), staff: { R0: 200, R1: 200, R2: 200 } })
        ok(steps.every(({ waitedMinutesMean, late }) => waitedMinutesMean === 0 && late === 0))
      }),
    ))
})
