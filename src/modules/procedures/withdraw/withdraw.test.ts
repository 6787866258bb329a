import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day } from '../../../kernel/moment.ts'
import { today } from '../office.example.ts'
import { version } from '../version.example.ts'
import type { Version } from '../version.ts'
import { decideWithdrawal } from './decide.ts'

const published = (versionNo: number, from: string, to: string | null = null): Version =>
  version({ versionNo, state: 'published', effectiveFrom: day(from), effectiveTo: to === null ? null : day(to) })
const withdraw = (versions: Version[], lastDay: Day = today, reason = 'QĐ 99 bãi bỏ') =>
  decideWithdrawal({ versions }, { lastDay, reason }, today)

describe('Withdraw a procedure (bãi bỏ thủ tục)', () => {
  it('ends what is in force and drops what would begin later', () =>
    deepEqual(withdraw([published(2, '2026-04-01'), published(1, '2025-01-01', '2026-03-31')]), {
      ok: true,
      value: { lastDay: today, ends: [1], dropped: [2] },
    }))
  it('may stop at once: yesterday was the last day', () => equal(withdraw([published(1, '2025-01-01')], (today - 1) as Day).ok, true))
  it('drops a version that began today when yesterday was the last day', () => {
    const decided = withdraw([published(1, '2026-03-02')], (today - 1) as Day)
    deepEqual(decided.ok && decided.value.dropped, [1])
  })
  it('does not rewrite the past', () =>
    deepEqual(withdraw([published(1, '2025-01-01')], (today - 2) as Day), {
      ok: false,
      error: { kind: 'ended-in-the-past', yesterday: today - 1 },
    }))
  it('needs a reason', () => deepEqual(withdraw([published(1, '2025-01-01')], today, ' '), { ok: false, error: { kind: 'no-reason' } }))
  it('has nothing to do for a draft', () => deepEqual(withdraw([version()]), { ok: false, error: { kind: 'not-in-force' } }))
  it('has nothing to do for what ends by then', () =>
    deepEqual(withdraw([published(1, '2025-01-01', '2026-03-02')]), { ok: false, error: { kind: 'not-in-force' } }))
})
