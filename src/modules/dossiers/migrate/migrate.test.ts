import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inVietnamese } from '../../../kernel/say.ts'
import { accept } from '../accept/decide.ts'
import { completeStep, usedWait } from '../complete-step/decide.ts'
import { at, calendar, counter, director, filing, head, isOf, outcome, plan, specialist } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve, newDossier } from '../dossier.ts'
import { namesThen, stepsToShow, versionsThen, withFormer } from '../former-steps.ts'
import { currentDue, originalDue } from '../hand.ts'
import { ledgerOf } from '../lateness/ledger.ts'
import type { Plan } from '../plan.ts'
import { stepTimes } from '../time-line.ts'
import { type MigrateRefused, type MigrationOrder, migrate } from './decide.ts'
import { proposeMapping } from './mapping.ts'
import { byName, longer, shorter } from './plans.example.ts'
import { migratedSentence } from './words.ts'

const basis = { number: '45/QĐ-UBND (mẫu)', date: '2026-03-02', reason: 'Quy trình mới có hiệu lực' }
const order: MigrationOrder = { procedureId: 1, from: 1, to: 2, basis, steps: byName }

const after = (dossier: Dossier, events: readonly DossierEvent[]): Dossier => events.reduce<Dossier>(evolve, dossier)
const accepted = (isHardArea = false): Dossier => {
  const filed = newDossier(at('02 10:00'), { ...filing, isHardArea })
  const answer = accept(filed, { at: at('02 10:00'), receiver: counter.officerId, plan, calendar })
  if (!answer.ok) throw new Error(answer.error.kind)
  return after(filed, answer.value.events)
}
const done = (
  dossier: Dossier,
  step: string,
  actor: typeof counter,
  when: string,
  more: { through?: string; under?: Plan; ends?: boolean } = {},
) => {
  const completion = { step, opinion: 'Đồng ý', through: more.through ?? null, nextOfficerId: null, outcome: more.ends ? outcome : null }
  const answer = completeStep(dossier, completion, { at: at(when), actor, plan: more.under ?? plan, calendar, isOf })
  if (!answer.ok) throw new Error(answer.error.kind)
  return after(dossier, answer.value.events)
}
/** Examined by the specialist since Tuesday noon. */
const examining = (isHardArea = false): Dossier => {
  const assigned = done(done(accepted(isHardArea), '1', counter, '02 11:00'), '2', head, '02 15:00')
  return after(assigned, [{ type: 'step-taken', at: at('02 16:00'), step: '3', officerId: specialist.officerId }])
}
const move = (dossier: Dossier, target: Plan, when = '03 10:00', more: Partial<MigrationOrder> = {}) =>
  migrate(dossier, { at: at(when), order: { ...order, ...more }, target, calendar, isOf })
const moved = (dossier: Dossier, target: Plan, when = '03 10:00', more: Partial<MigrationOrder> = {}): Dossier => {
  const answer = move(dossier, target, when, more)
  if (!answer.ok) throw new Error(answer.error.kind)
  return evolve(dossier, answer.value)
}
const dueOf = (dossier: Dossier) => currentDue(dossier, calendar)?.due
const refusedAs = (kind: MigrateRefused['kind'], answer: ReturnType<typeof move>) => equal(answer.ok ? 'moved' : answer.error.kind, kind)

describe('Proposing where steps lie in the new version (đề xuất đối chiếu bước)', () => {
  it('finds each step by its name, the wait among waits and the return among returns', () =>
    deepEqual(Object.fromEntries(proposeMapping(plan, shorter).map(({ from, to }) => [from, to])), byName))
  it('is sure where the name stands once in both', () =>
    deepEqual(
      proposeMapping(plan, shorter).map(({ certainty }) => certainty),
      ['same', 'same', 'same', 'same', 'same', 'same'],
    ))
  it('guesses by unit and role where the name is another, and says that it guesses', () => {
    const renamed = { ...shorter, steps: shorter.steps.map((s) => (s.key === '6' ? { ...s, name: 'Phê duyệt kết quả' } : s)) }
    deepEqual(
      proposeMapping(plan, renamed).find(({ from }) => from === '5'),
      { from: '5', to: '6', certainty: 'guess' },
    )
  })
  it('is not sure of a name that stands twice', () => {
    const twice = { ...shorter, steps: shorter.steps.map((s) => (s.key === '5' ? { ...s, name: 'THẨM  ĐỊNH' } : s)) }
    equal(proposeMapping(plan, twice).find(({ from }) => from === '3')?.certainty, 'same') // the number and the role tell them apart
    const alike = { ...twice, steps: twice.steps.map((s) => (s.key === '5' || s.key === '3' ? { ...s, no: 'x', role: 'leader' } : s)) }
    equal(proposeMapping(plan, alike).find(({ from }) => from === '3')?.certainty, 'guess')
  })
  it('proposes nothing where nothing is alike', () => {
    const strange = { ...shorter, steps: shorter.steps.filter((s) => s.key !== '2' && s.key !== '5') }
    deepEqual(
      proposeMapping(plan, strange).find(({ from }) => from === '2'),
      { from: '2', to: null, certainty: 'none' },
    )
  })
})

describe('Moving a running dossier to another version (chuyển quy trình)', () => {
  it('lets the step in hand go on as the one it becomes, with whoever has it', () => {
    const dossier = moved(examining(), shorter)
    deepEqual(
      dossier.running.map(({ step, unitId, officerId, since }) => [step, unitId, officerId, since]),
      [['3', 2, specialist.officerId, at('03 10:00')]],
    )
    // Tue 10:00 + 1 working day
    equal(dossier.running[0]?.dueAt, at('04 10:00'))
    equal(dossier.filing.procedureVersion, 2)
  })
  it('keeps what was done as it was done, under the old version’s name', () => {
    const dossier = moved(examining(), shorter)
    deepEqual(
      dossier.done.map(({ step, became, isMoved }) => [step, became, isMoved === true]),
      [
        ['v1/1', '1', false],
        ['v1/2', '2', false],
        ['v1/3', '3', true],
      ],
    )
  })
  it('gives the step to the unit where its holder has no such role there', () => {
    const dossier = moved(examining(), shorter, '03 10:00', { steps: { ...byName, '3': '6' } })
    deepEqual(
      dossier.running.map(({ step, officerId }) => [step, officerId]),
      [['6', null]],
    )
  })
  it('takes the shorter limit: Mon 10:00 + 3 days instead of 4', () => {
    const before = examining()
    equal(dueOf(before), at('06 10:00'))
    equal(dueOf(moved(before, shorter)), at('05 10:00'))
  })
  it('keeps the first promise beside it', () => equal(originalDue(moved(examining(), shorter), calendar)?.due, at('06 10:00')))
  it('keeps the old limit where the new one would be later: the promise does not move back', () => {
    const dossier = moved(examining(), longer)
    equal(dueOf(dossier), at('06 10:00'))
    deepEqual(
      dossier.migrations?.map(({ keepsLimit, dueFrom, dueAt }) => [keepsLimit, dueFrom, dueAt]),
      [[true, at('06 10:00'), at('06 10:00')]],
    )
  })
  it('moves neither way where both are the same', () => {
    const same = { ...shorter, limit: plan.limit }
    const answer = move(examining(), same)
    yes(answer.ok && !answer.value.keepsLimit && answer.value.dueFrom === answer.value.dueAt)
  })
  it('asks the hard area’s limits where those hold: 6 days become 5', () => {
    equal(dueOf(examining(true)), at('10 10:00'))
    equal(dueOf(moved(examining(true), shorter)), at('09 10:00'))
  })
  it('moves one that is not accepted yet without a due time or a step', () => {
    const dossier = moved(newDossier(at('02 10:00'), filing), shorter)
    deepEqual([dossier.filing.procedureVersion, dossier.limit, dossier.running, dossier.stoppedAt], [2, [], [], null])
  })
  it('begins what runs beside the step in the new process, unless it was done before', () => {
    const beside = { ...shorter, steps: shorter.steps.map((s) => (s.key === '5' ? { ...s, group: 3 } : s)) }
    deepEqual(
      moved(examining(), beside).running.map(({ step }) => step),
      ['3', '5'],
    )
    const signing = { ...shorter, steps: shorter.steps.map((s) => (s.key === '2' ? { ...s, group: 3 } : s)) }
    deepEqual(
      moved(examining(), signing).running.map(({ step }) => step),
      ['3'],
    )
  })
  it('counts a waiting step of before as used', () => {
    const waited = done(done(examining(), '3', specialist, '03 11:00', { through: '4' }), '4', specialist, '04 11:00')
    const dossier = moved(waited, shorter, '04 14:00')
    equal(usedWait(dossier, '4')?.step, 'v1/4')
  })
  it('goes on to the end by the new version', () => {
    const plan2 = withFormer(shorter, new Map([[1, plan]]))
    const examined = done(moved(examining(), shorter), '3', specialist, '03 14:00', { under: plan2 })
    const checked = done(examined, '5', head, '03 15:00', { under: plan2 })
    const ended = done(checked, '6', director, '03 16:00', { under: plan2, ends: true })
    deepEqual([ended.ended?.class, ended.ended?.dueAt], ['early', at('05 10:00')])
  })
  it('starts the clock where a step that is not counted becomes one that is', () => {
    const waiting = done(examining(), '3', specialist, '03 11:00', { through: '4' })
    const dossier = moved(waiting, shorter, '04 11:00', { steps: { ...byName, '4': '3' } })
    deepEqual([dossier.stoppedAt, dossier.pauses], [null, [{ from: at('03 11:00'), to: at('04 11:00') }]])
    // Mon 10:00 + 3 days, and the day in between that stood still
    equal(dueOf(dossier), at('06 10:00'))
  })
})

describe('Dossiers that stay (hồ sơ không chuyển)', () => {
  it('of another version', () => refusedAs('not-of-version', move(moved(examining(), shorter), shorter, '03 11:00')))
  it('whose step has no place in the new version', () =>
    refusedAs('step-unmapped', move(examining(), shorter, '03 10:00', { steps: { ...byName, '3': null } })))
  it('that would skip their result', () =>
    refusedAs('onto-the-return', move(examining(), shorter, '03 10:00', { steps: { ...byName, '3': '7' } })))
  it('whose clock would stop', () =>
    refusedAs('clock-would-stop', move(examining(), shorter, '03 10:00', { steps: { ...byName, '3': '4' } })))
  it('that are paused', () => {
    const paused = evolve(examining(), {
      type: 'paused',
      at: at('03 09:00'),
      proposedBy: specialist.officerId,
      approvedBy: head.officerId,
      cause: 'supplement',
      document: { number: '7/PYC', date: '2026-03-03' },
      reason: 'Thiếu bản vẽ',
      items: [],
      until: at('20 09:00'),
    })
    refusedAs('already-paused', move(paused, shorter))
  })
  it('on which a pause waits for its decision', () => {
    const proposed = evolve(examining(), {
      type: 'pause-proposed',
      at: at('03 09:00'),
      officerId: specialist.officerId,
      cause: 'finance',
      document: { number: '7/TB', date: '2026-03-03' },
      reason: 'Chờ thuế',
      items: [],
    })
    refusedAs('already-proposed', move(proposed, shorter))
  })
  it('that have ended', () => {
    const ended = done(done(examining(), '3', specialist, '03 09:00'), '5', director, '03 09:30', { ends: true })
    refusedAs('processing-ended', move(ended, shorter))
  })
  it('whose steps side by side would become one, or lie apart', () => {
    const both: Plan = { ...plan, steps: plan.steps.map((s) => (s.key === '5' ? { ...s, group: 3 } : s)) }
    const begun = done(done(accepted(), '1', counter, '02 11:00'), '2', head, '02 15:00', { under: both })
    deepEqual(
      begun.running.map(({ step }) => step),
      ['3', '5'],
    )
    refusedAs('steps-merge', move(begun, shorter, '03 10:00', { steps: { ...byName, '5': '3' } }))
    refusedAs('steps-apart', move(begun, shorter, '03 10:00'))
  })
})

describe('The promise (lời hẹn)', () => {
  const limits = fc.record({
    value: fc.integer({ min: 1, max: 20 }),
    unit: fc.constantFrom('working_day' as const, 'calendar_day' as const, 'hour' as const),
  })
  it('never gets later by a move, whatever the limits are', () =>
    fc.assert(
      fc.property(limits, limits, fc.integer({ min: 0, max: 200 }), (old, fresh, hours) => {
        const before = { ...examining(), limit: [old] }
        const answer = migrate(before, {
          at: (at('02 16:00') + hours * 3600) as never,
          order,
          target: { ...shorter, limit: [fresh] },
          calendar,
          isOf,
        })
        if (!answer.ok) throw new Error(answer.error.kind)
        const dossier = evolve(before, answer.value)
        const [was, is, byNew] = [dueOf(before), dueOf(dossier), dueOf({ ...before, limit: [fresh] })]
        return was !== undefined && is !== undefined && byNew !== undefined && is === Math.min(was, byNew) && is === answer.value.dueAt
      }),
    ))
})

describe('Reading what was before the move (đọc lịch sử)', () => {
  const plan2 = withFormer(shorter, new Map([[1, plan]]))
  const dossier = moved(examining(), shorter)
  it('shows the steps done under the old version, then those of the new one from where it came in', () =>
    deepEqual(
      stepsToShow(dossier, plan2).map(({ key }) => key),
      ['v1/1', 'v1/2', 'v1/3', '3', '4', '5', '6', '7'],
    ))
  it('measures both: two hours of the old step, then the new one', () => {
    const times = stepTimes(dossier, { plan: plan2, isHardArea: false, calendar, now: at('03 11:00') })
    const of = (key: string) => times.find(({ planned }) => planned.key === key)
    // Mon 15:00 to 17:30, Tue 07:30 to 10:00
    deepEqual([of('v1/3')?.usedSeconds, of('v1/3')?.state, of('3')?.usedSeconds, of('3')?.state], [5 * 3600, 'done', 3600, 'now'])
  })
  it('names the steps of entries by the version of then', () => {
    const names = { step: (key: string) => plan2.former?.find((s) => s.key === key)?.name ?? `mới ${key}` }
    const events = [
      { type: 'step-taken', at: at('02 16:00'), step: '3', officerId: 22 },
      { type: 'migrated', from: 1 },
      { type: 'step-taken', at: at('03 16:00'), step: '3', officerId: 22 },
    ] as DossierEvent[]
    const versions = versionsThen(events)
    deepEqual(versions, [1, null, null])
    deepEqual(
      versions.map((v) => namesThen(names, v).step('3')),
      ['Thẩm định', 'mới 3', 'mới 3'],
    )
  })
  it('keeps the ledger whole: its lines still add up', () => {
    const lines = ledgerOf(dossier, { plan: plan2, calendar, now: at('03 17:30') })
    // Mon 10:00–17:30 without the break 5,5 h, Tue 8 h
    equal(
      lines.reduce((sum, line) => sum + line.seconds, 0),
      13.5 * 3600,
    )
    deepEqual([...new Set(lines.map(({ step }) => step))], ['v1/1', 'v1/2', 'v1/3', '3'])
  })
  it('says it in one sentence, with the paper, the step and the promise', () => {
    const answer = move(examining(), shorter)
    if (!answer.ok) throw new Error(answer.error.kind)
    const names = { step: (key: string) => key, moment: () => '10:00 05/3', day: () => '02/3/2026' }
    equal(
      migratedSentence(answer.value, names, inVietnamese),
      'Chuyển từ quy trình bản 1 sang bản 2, theo văn bản số 45/QĐ-UBND (mẫu) ngày 02/3/2026: Quy trình mới có hiệu lực. Bước đang làm: “v1/3” → “3”. Hạn trả từ 10:00 05/3 thành 10:00 05/3, sớm hơn.',
    )
  })
  it('goes over twice: the first version stays the first', () => {
    const again = moved(dossier, plan, '04 10:00', {
      from: 2,
      to: 3,
      steps: { '1': '1', '2': '2', '3': '3', '4': '4', '5': null, '6': '5', '7': '6' },
    })
    deepEqual(
      again.done.map(({ step, became }) => [step, became]),
      [
        ['v1/1', '1'],
        ['v1/2', '2'],
        ['v1/3', '3'],
        ['v2/3', '3'],
      ],
    )
    equal(dueOf(again), at('05 10:00'))
  })
})
