import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import type { WeekSessions } from '../clock/model.ts'
import type { OrgChange } from './change.ts'
import { decideHours, minutesOf, usualWeek } from './office-hours.ts'
import { department } from './org.example.ts'

const kindOf = (decision: Result<OrgChange[], { kind: string }>): string => (decision.ok ? 'done' : decision.error.kind)
const today = day('2026-03-02')
const set = (sessions: WeekSessions, isConfirmed = false) =>
  decideHours(department, { from: today, sessions, decision: '5/QĐ-SM', isConfirmed }, today)
const monday = (...mon: [string, string][]): WeekSessions => ({ ...usualWeek, mon })

describe('Office hours (giờ làm việc)', () => {
  it('are eight hours a day in the usual week', () => {
    equal(minutesOf(usualWeek.mon ?? []), 480) // 07:30–11:30 = 240, 13:30–17:30 = 240
    equal(kindOf(set(usualWeek)), 'done')
  })
  it('ask for confirmation when a day is a minute shorter or longer', () => {
    const short = set(monday(['07:30', '11:30'], ['13:30', '17:29']))
    deepEqual(!short.ok && short.error, { kind: 'unusual-day', days: [{ weekday: 'mon', minutes: 479 }] })
    equal(kindOf(set(monday(['07:30', '11:30'], ['13:30', '17:31']))), 'unusual-day')
    equal(kindOf(set(monday(['07:30', '11:30'], ['13:30', '17:31']), true)), 'done')
  })
  it('may touch, not overlap', () => {
    equal(kindOf(set(monday(['07:30', '11:30'], ['11:30', '15:30']))), 'done')
    equal(kindOf(set(monday(['07:30', '11:30'], ['11:29', '15:29']))), 'overlapping-sessions')
  })
  it('are refused when a session ends before it begins, or is no time at all', () => {
    equal(kindOf(set(monday(['11:30', '07:30']))), 'bad-session')
    equal(kindOf(set(monday(['07:30', '']))), 'bad-session')
    equal(kindOf(set(monday(['07:30', '24:01']))), 'bad-session')
  })
  it('need one session and a decision', () => {
    equal(kindOf(set({})), 'no-sessions')
    equal(kindOf(decideHours(department, { from: today, sessions: usualWeek, decision: '', isConfirmed: false }, today)), 'no-decision')
  })
  it('are kept in the order of the day, days off left out', () => {
    const made = set({ ...monday(['13:30', '17:30'], ['07:30', '11:30']), sat: [] })
    const [change] = made.ok ? made.value : []
    deepEqual(change?.type === 'office-hours-set' && change.sessions, usualWeek)
  })
  it('may begin in the past only the first time; afterwards from today on, and not before what is on record', () => {
    const command = { from: day('2020-01-01'), sessions: usualWeek, decision: '5/QĐ-SM', isConfirmed: false }
    equal(kindOf(decideHours(department, command, today)), 'done')
    const org = { ...department, hours: [{ from: day('2025-01-01'), sessions: usualWeek, decision: '5/QĐ-SM' }] }
    equal(kindOf(decideHours(org, { ...command, from: day('2024-12-31') }, today)), 'hours-later-exist')
    equal(kindOf(decideHours(org, { ...command, from: day('2026-03-01') }, today)), 'hours-in-the-past')
    equal(kindOf(decideHours(org, { ...command, from: today }, today)), 'done')
  })
})
