import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day } from '../../kernel/moment.ts'
import { evolve } from './change.ts'
import { usualWeek } from './office-hours.ts'
import { counter, counterOfficer, department, land, landHead } from './org.example.ts'
import { asOf, type OrgRecord } from './record.ts'
import { checkSetup, isReady, missingYear, type SetupFacts } from './setup.ts'

const today = day('2026-03-02')
const facts: SetupFacts = { administratorAccounts: 1, calendarYears: [2025, 2026], publishedProcedures: 1, stepsWithoutRole: 0 }
const ready: OrgRecord = {
  ...department,
  hours: [{ from: day('2025-03-01'), sessions: usualWeek, decision: '5/QĐ-SM' }],
  posts: [...department.posts, { ...department.posts[4]!, id: 90 as never, role: 'records-clerk' }],
}
const states = (org: OrgRecord, told: SetupFacts = facts, on: Day = today) =>
  checkSetup(asOf(org, on), told)
    .filter(({ state }) => state !== 'done')
    .map(({ key, state }) => `${key}: ${state}`)

describe('First set-up (chuẩn bị mở cửa)', () => {
  it('is ready when all needed things are there; the following year’s calendar may still be missing', () => {
    deepEqual(states(ready), ['next-calendar: missing'])
    equal(isReady(checkSetup(asOf(ready, today), facts)), true)
  })
  it('points to the first needed thing that is missing, in order', () =>
    deepEqual(states(department), ['records-clerk: next', 'hours: missing', 'next-calendar: missing']))
  it('names the units without a head', () => {
    const headless = { ...ready, posts: ready.posts.filter((p) => p.officerId !== landHead) }
    const item = checkSetup(asOf(headless, today), facts).find(({ key }) => key === 'heads')
    deepEqual([item?.state, item?.missing], ['next', ['Phòng Đất đai']])
  })
  it('does not count a counter officer outside the one-stop unit', () => {
    const moved = {
      ...ready,
      posts: ready.posts.map((p) => (p.officerId === counterOfficer && p.unitId === counter ? { ...p, unitId: land as never } : p)),
    }
    deepEqual(states(moved)[0], 'counter: next')
  })
  it('counts steps without a role only once something is published', () => {
    deepEqual(states(ready, { ...facts, publishedProcedures: 0 }), ['next-calendar: missing', 'procedure: next', 'mapping: missing'])
    deepEqual(states(ready, { ...facts, stepsWithoutRole: 1 }), ['next-calendar: missing', 'mapping: next'])
  })
  it('makes a missing following year a red line from 1 December on', () => {
    const red = (text: string, years: number[]) =>
      missingYear(checkSetup(asOf(ready, day(text)), { ...facts, calendarYears: years }), day(text))
    equal(red('2026-11-30', [2026]), null)
    equal(red('2026-12-01', [2026]), 2027)
    equal(red('2026-12-01', [2026, 2027]), null)
  })
  it('is far from ready in an empty agency', () => {
    const empty = { ...department, units: [], posts: [], officers: [], agency: { ...department.agency, identifiers: [] } }
    const org = [{ type: 'identifier-given', identifier: 'H56.12', from: today } as const].reduce(evolve, empty)
    equal(checkSetup(asOf(empty, today), { ...facts, administratorAccounts: 0 })[0]?.state, 'next')
    equal(states(org)[0], 'units: next')
  })
})
