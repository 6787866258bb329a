import { deepEqual } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day, dayText } from '../../kernel/moment.ts'
import { type CounterRules, counterWarnings } from './counter-duty.ts'
import type { Role } from './roles.ts'

const rules: CounterRules = { seniorityYears: 2, termMonthsMin: 12, termMonthsMax: 36, law: 'nd-118-2025 art-11', isVerified: false }
const kinds = ({
  since,
  from,
  to = null,
  role = 'counter-officer',
  today = from,
}: {
  since: string | null
  from: string
  to?: string | null
  role?: Role
  today?: string
}) =>
  counterWarnings(
    { role, from: day(from), to: to === null ? null : day(to) },
    { fieldSince: since === null ? null : day(since) },
    rules,
    day(today),
  ).map((w) => (w.kind === 'too-new' ? `too-new until ${dayText(w.enough as Day)}` : w.kind))

describe('One-stop staff (công chức Một cửa), a warning and no more', () => {
  it('two years in the field on the first day of the post: 1 March 2024 for 1 March 2026', () => {
    deepEqual(kinds({ since: '2024-02-29', from: '2026-03-01' }), [])
    deepEqual(kinds({ since: '2024-03-01', from: '2026-03-01' }), [])
    deepEqual(kinds({ since: '2024-03-02', from: '2026-03-01' }), ['too-new until 2026-03-02'])
  })
  it('who entered on 29 February has two years on the 28th', () =>
    deepEqual(kinds({ since: '2024-02-29', from: '2026-02-27' }), ['too-new until 2026-02-28']))
  it('says that it does not know where nothing is recorded', () =>
    deepEqual(kinds({ since: null, from: '2026-03-01' }), ['field-not-recorded']))
  it('a term of 12 to 36 months: a day less is too short, a day more too long', () => {
    const term = (to: string) => kinds({ since: '2020-01-01', from: '2026-03-01', to })
    deepEqual(term('2027-02-27'), ['term-too-short'])
    deepEqual(term('2027-02-28'), [])
    deepEqual(term('2029-02-28'), [])
    deepEqual(term('2029-03-01'), ['term-too-long'])
  })
  it('a post without end is too long once the day has come', () => {
    const on = (today: string) => kinds({ since: '2015-01-01', from: '2023-03-01', today })
    deepEqual(on('2026-02-28'), [])
    deepEqual(on('2026-03-01'), ['term-too-long'])
  })
  it('asks nothing of other roles', () => deepEqual(kinds({ since: null, from: '2026-03-01', role: 'specialist' }), []))
})
