import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { readYears } from './year-file.adapter.ts'

const newYear = { date: '2027-01-01', name_vi: 'Tết Dương lịch', kind: 'holiday', source: 'TB 1', verified: true }
const faultsOf = (year: unknown) => {
  const read = readYears(JSON.stringify({ 2027: year }))
  const first = read.ok ? read.value[0] : undefined
  return first && !first.ok ? first.faults.map((f) => f.field) : 'good'
}

describe('A file of calendar years (tệp lịch nghỉ)', () => {
  it('reads a holiday', () => {
    const read = readYears(JSON.stringify({ _meta: {}, 2027: [newYear] }))
    deepEqual(read, {
      ok: true,
      value: [
        {
          year: 2027,
          ok: true,
          value: {
            year: 2027,
            decision: 'TB 1',
            days: [{ date: day('2027-01-01'), kind: 'holiday', name: 'Tết Dương lịch', for: null, source: 'TB 1', verified: true }],
          },
        },
      ],
    })
  })
  it('tells a day in lieu from a day taken off by swap', () => {
    const off = (more: object) => [{ ...newYear, date: '2027-01-04', kind: 'substitute_off', ...more }]
    const kind = (year: unknown) => {
      const read = readYears(JSON.stringify({ 2027: year }))
      const first = read.ok ? read.value[0] : undefined
      return first?.ok && first.value.days[0]?.kind
    }
    equal(kind(off({ replaces: '2027-01-02' })), 'in-lieu')
    equal(kind(off({ swapped_with: '2027-01-09' })), 'swapped-off')
  })
  it('refuses a day of another year', () => deepEqual(faultsOf([{ ...newYear, date: '2028-01-01' }]), ['0.date']))
  it('refuses a day that does not exist', () => deepEqual(faultsOf([{ ...newYear, date: '2027-02-30' }]), ['0.date']))
  it('refuses a day twice', () => deepEqual(faultsOf([newYear, newYear]), ['1.date']))
  it('refuses a worked day without the day it is worked for', () =>
    deepEqual(faultsOf([{ ...newYear, kind: 'working_swap' }]), ['0.swapped_with']))
  it('refuses an empty year', () => deepEqual(faultsOf([]), ['']))
  it('names every field that is wrong', () =>
    deepEqual(faultsOf([{ date: 'x', kind: 'y' }]), ['0.date', '0.name_vi', '0.kind', '0.source']))
  it('refuses what is no JSON, and a file without years', () => {
    equal(readYears('{').ok, false)
    equal(readYears('{"a":1}').ok, false)
    equal(readYears('[]').ok, false)
  })
})
