import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { permit } from '../office.example.ts'
import { enoughHistory, historyDossiersMin, historyOf, middleOf } from './history.ts'

const hours = (n: number) => n * 3600
const times = (n: number, seconds: number) => Array.from({ length: n }, () => seconds)

describe('Durations of the past (thời gian thực tế của từng bước)', () => {
  const now = permit()
  it('are those of the same step, in minutes, the longest last', () =>
    deepEqual(
      historyOf(now, [{ versionNo: 1, process: now }], [{ version: 1, step: '2', seconds: [hours(3), hours(1)] }]).map((h) => [
        h.no,
        ...h.minutes,
      ]),
      [['1'], ['2', 60, 180], ['3'], ['4']],
    ))
  it('come from several versions, wherever the step stood then', () => {
    const [first, ...rest] = now.steps
    if (!first) throw new Error('the example has steps')
    const before = { ...now, steps: [{ ...first, no: '0', name: 'Bước đã bỏ' }, first, ...rest] }
    const found = historyOf(
      now,
      [
        { versionNo: 1, process: before },
        { versionNo: 2, process: now },
      ],
      [
        { version: 1, step: '3', seconds: [hours(2)] }, // the second now
        { version: 1, step: '1', seconds: [hours(9)] }, // is there no more
        { version: 2, step: '2', seconds: [hours(1)] },
        { version: 3, step: '2', seconds: [hours(7)] }, // of a version that nobody knows
        { version: 2, step: 'return', seconds: [hours(7)] }, // a step that was added for giving out
      ],
    )
    deepEqual(found.map((h) => [h.no, ...h.minutes])[1], ['2', 60, 120])
    equal(found.flatMap((h) => h.minutes).length, 2)
  })
  it('of a step with another name are not its own', () => {
    const renamed = { ...now, steps: now.steps.map((s) => (s.no === '2' ? { ...s, name: 'Thẩm định tại thực địa' } : s)) }
    deepEqual(
      historyOf(renamed, [{ versionNo: 1, process: now }], [{ version: 1, step: '2', seconds: [hours(1)] }]).flatMap((h) => h.minutes),
      [],
    )
  })
  it('are used from twenty dossiers on, not from nineteen', () => {
    const of = (n: number) =>
      Object.keys(enoughHistory(historyOf(now, [{ versionNo: 1, process: now }], [{ version: 1, step: '2', seconds: times(n, 60) }])))
    deepEqual([of(historyDossiersMin - 1), of(historyDossiersMin), historyDossiersMin], [[], ['2'], 20])
  })
  it('have a middle that is one of them', () => {
    deepEqual([middleOf([]), middleOf([5]), middleOf([1, 2]), middleOf([1, 2, 9])], [0, 5, 1, 2])
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (all) => {
        const sorted = all.sort((a, b) => a - b)
        return sorted.includes(middleOf(sorted))
      }),
    )
  })
})
