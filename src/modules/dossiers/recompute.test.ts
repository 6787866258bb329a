import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accept } from './accept/decide.ts'
import { at, calendar, filing, isOf, plan, withHolidays } from './dossier.example.ts'
import { type Dossier, evolve } from './dossier.ts'
import { currentDue, hand } from './hand.ts'
import { plannedStep } from './plan.ts'
import { recompute } from './recompute.ts'

const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
const answer = accept(filed, { at: at('02 10:00'), receiver: 11, plan, calendar })
yes(answer.ok)
const accepted = answer.value.events.reduce<Dossier>(evolve, filed)
const promised = { dueAt: currentDue(accepted, calendar)?.due ?? at('01 00:00'), isProvisional: false }

describe('A new calendar (tính lại hạn)', () => {
  it('says nothing when nothing moves', () => equal(recompute(accepted, promised, { plan, calendar, at: at('03 08:00') }), null))
  it('moves the due time by the new holiday, and says from where to where: Friday 10:00 → Monday 10:00', () => {
    const moved = recompute(accepted, promised, { plan, calendar: withHolidays('2026-03-04'), at: at('03 08:00') })
    deepEqual([moved?.from, moved?.dueAt], [at('06 10:00'), at('09 10:00')])
  })
  it('says when a provisional promise became firm, though the moment stays', () =>
    equal(recompute(accepted, { ...promised, isProvisional: true }, { plan, calendar, at: at('03 08:00') })?.isProvisional, false))
  it('leaves a finished dossier alone', () => {
    const ended: Dossier = { ...accepted, ended: { at: at('05 10:00'), class: 'early', dueAt: promised.dueAt } }
    equal(recompute(ended, promised, { plan, calendar: withHolidays('2026-03-04'), at: at('05 11:00') }), null)
  })
  it('leaves one without a due time alone', () =>
    equal(recompute(filed, promised, { plan, calendar: withHolidays('2026-03-04'), at: at('03 08:00') }), null))
  const facts = { done: [], chosen: null, isHardArea: false, from: at('02 10:00'), calendar, isOf }
  const assigned = evolve(accepted, {
    type: 'step-completed',
    at: at('02 10:00'),
    step: '1',
    opinion: '',
    handed: hand([plannedStep(plan, '2')], facts),
  })
  it('moves a running step whose day became a holiday: Tuesday 10:00 → Wednesday 10:00, and the event brings it into the state', () => {
    const event = recompute(assigned, promised, { plan, calendar: withHolidays('2026-03-03'), at: at('02 11:00') })
    yes(event)
    deepEqual(event.steps, [{ step: '2', from: at('03 10:00'), dueAt: at('04 10:00') }])
    deepEqual(
      evolve(assigned, event).running.map((r) => r.dueAt),
      [at('04 10:00')],
    )
  })
  it('says so though only a step moves: the step back to its first day, the dossier where it was', () => {
    const moved = evolve(assigned, {
      type: 'due-recomputed',
      at: at('02 11:00'),
      calendar: 'x',
      from: promised.dueAt,
      dueAt: promised.dueAt,
      isProvisional: false,
      steps: [{ step: '2', from: at('03 10:00'), dueAt: at('04 10:00') }],
    })
    const back = recompute(moved, promised, { plan, calendar, at: at('03 08:00') })
    deepEqual([back?.from, back?.dueAt], [promised.dueAt, promised.dueAt])
    deepEqual(back?.steps, [{ step: '2', from: at('04 10:00'), dueAt: at('03 10:00') }])
  })
})
