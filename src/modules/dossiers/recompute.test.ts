import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileCalendar } from '../clock/model.ts'
import { accept } from './accept/decide.ts'
import { at, calendar, filing, plan } from './dossier.example.ts'
import { type Dossier, evolve } from './dossier.ts'
import { currentDue } from './hand.ts'
import { recompute } from './recompute.ts'

const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
const answer = accept(filed, { at: at('02 10:00'), receiver: 11, plan, calendar })
yes(answer.ok)
const accepted = answer.value.events.reduce<Dossier>(evolve, filed)
const promised = { dueAt: currentDue(accepted, calendar)?.due ?? at('01 00:00'), isProvisional: false }
const fullDay = [
  ['07:30', '11:30'],
  ['13:30', '17:30'],
] as const
const withHoliday = compileCalendar({
  timezone: 'Asia/Ho_Chi_Minh',
  sessions: { mon: fullDay, tue: fullDay, wed: fullDay, thu: fullDay, fri: fullDay },
  holidays: ['2026-03-04'],
  working: [],
  from: '2026-01-01',
  until: '2026-12-31',
})

describe('A new calendar (tính lại hạn)', () => {
  it('says nothing when nothing moves', () => equal(recompute(accepted, promised, calendar, at('03 08:00')), null))
  it('moves the due time by the new holiday, and says from where to where: Friday 10:00 → Monday 10:00', () => {
    const moved = recompute(accepted, promised, withHoliday, at('03 08:00'))
    deepEqual([moved?.from, moved?.to], [at('06 10:00'), at('09 10:00')])
  })
  it('says when a provisional promise became firm, though the moment stays', () =>
    equal(recompute(accepted, { ...promised, isProvisional: true }, calendar, at('03 08:00'))?.isProvisional, false))
  it('leaves a finished dossier alone', () => {
    const ended: Dossier = { ...accepted, ended: { at: at('05 10:00'), class: 'early', dueAt: promised.dueAt } }
    equal(recompute(ended, promised, withHoliday, at('05 11:00')), null)
  })
  it('leaves one without a due time alone', () => equal(recompute(filed, promised, withHoliday, at('03 08:00')), null))
})
