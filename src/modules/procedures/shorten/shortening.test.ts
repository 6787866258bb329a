import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarDays, days } from '../process.example.ts'
import type { TimeSegment } from '../process.ts'
import { shareOf, shortenedPercent, shorteningFault } from './shortening.ts'

const cut = (limit: TimeSegment[], from: TimeSegment[], decision = 'QĐ 99/QĐ-UBND') => ({ limit, shortened: { from, decision } })

describe('Shortened limit (cắt giảm thời hạn)', () => {
  it('says by how much: 20 days made 15 are 25 percent', () => equal(shortenedPercent(cut(days(15), days(20))), 25))
  it('is none when nothing was shortened', () =>
    deepEqual([shorteningFault({ limit: days(5) }), shortenedPercent({ limit: days(5) })], [null, null]))
  it('must be shorter: one day less is, the same is not, one day more is not', () =>
    deepEqual(
      [19, 20, 21].map((n) => shorteningFault(cut(days(n), days(20)))?.kind ?? 'holds'),
      ['holds', 'not-shorter', 'not-shorter'],
    ))
  it('compares like with like: working days are not calendar days', () =>
    equal(shorteningFault(cut(days(15), calendarDays(20)))?.kind, 'other-unit'))
  it('needs a numbered decision', () => equal(shorteningFault(cut(days(15), days(20), 'không số'))?.kind, 'no-decision'))
})

describe('Share of procedures shortened (tỷ lệ thủ tục cắt giảm)', () => {
  it('is reached at ten in a hundred, not below', () =>
    deepEqual(
      [9, 10, 11].map((n) => shareOf(n, 100, 10).isReached),
      [false, true, true],
    ))
  it('is not reached by an agency without procedures', () =>
    deepEqual(shareOf(0, 0, 10), { shortened: 0, procedures: 0, percent: 0, percentMin: 10, isReached: false }))
})
