import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day } from '../../../kernel/moment.ts'
import { asOf } from '../../org/model.ts'
import { assigned, today } from '../office.example.ts'
import { org, record } from '../office-record.example.ts'
import { version } from '../version.example.ts'
import type { Version } from '../version.ts'
import { decidePublish, type PublishCommand } from './decide.ts'

const director = 1
const command: PublishCommand = { versionNo: 1, effectiveFrom: today, decision: 'QĐ 12/QĐ-UBND', by: director }
const publish = (versions: Version[], asked: Partial<PublishCommand> = {}) => {
  const wanted = { ...command, versionNo: versions[0]?.versionNo ?? 1, ...asked }
  return decidePublish({ versions }, wanted, asOf(record, wanted.effectiveFrom), today)
}
const refusal = (versions: Version[], asked: Partial<PublishCommand> = {}) => {
  const decided = publish(versions, asked)
  return decided.ok ? 'published' : decided.error.kind
}
const inForce = (from: string, to: string | null = null, versionNo = 1): Version =>
  version({ versionNo, state: 'published', effectiveFrom: day(from), effectiveTo: to === null ? null : day(to), publishedBy: 1 })

describe('Publish a process (công bố quy trình)', () => {
  it('makes a faultless, assigned draft binding from the day on', () =>
    deepEqual(publish([version()]), { ok: true, value: { versionNo: 1, effectiveFrom: today, decision: 'QĐ 12/QĐ-UBND', ends: [] } }))
  it('ends the version in force the day before', () => {
    const decided = publish([version({ versionNo: 2 }), inForce('2025-06-01')], { effectiveFrom: day('2026-04-01') })
    deepEqual(decided.ok && decided.value.ends, [{ versionNo: 1, lastDay: day('2026-03-31') }])
  })
  it('leaves alone what has ended already', () => {
    const decided = publish([version({ versionNo: 2 }), inForce('2025-06-01', '2026-02-28')])
    deepEqual(decided.ok && decided.value.ends, [])
  })

  const rows: [string, string, Version[], Partial<PublishCommand>][] = [
    ['has faults', 'has-faults', [version({ faults: [{ kind: 'no-limit' }] })], {}],
    ['nobody has assigned', 'not-confirmed', [version({ assignments: null })], {}],
    ['who imported it', 'same-person', [version({ importedBy: director })], {}],
    ['who assigned its steps', 'same-person', [version({ importedBy: null, assignedBy: director })], {}],
    ['the day is over', 'effective-in-the-past', [version()], { effectiveFrom: (today - 1) as Day }],
    ['it is published', 'already-published', [inForce('2026-01-01')], {}],
    ['it was withdrawn', 'withdrawn', [version({ state: 'withdrawn', effectiveFrom: day('2026-05-01') })], {}],
    ['no decision is named', 'no-decision-number', [version()], { decision: ' không số ' }],
    ['a newer draft waits', 'superseded', [version({ versionNo: 2 }), version()], { versionNo: 1 }],
    ['there is none', 'no-such-version', [version()], { versionNo: 9 }],
    ['another begins the same day', 'begins-before-current', [version({ versionNo: 2 }), inForce('2026-03-02')], {}],
    ['another begins later', 'begins-before-current', [version({ versionNo: 2 }), inForce('2026-06-01')], {}],
    [
      'a unit is closed by then',
      'assignments-outdated',
      [version({ assignments: { ...assigned, '2': { unitId: 6, role: 'specialist', isAway: false } } })],
      { effectiveFrom: day('2026-03-10') },
    ],
  ]
  for (const [what, kind, versions, asked] of rows) it(`is refused when ${what}`, () => equal(refusal(versions, asked), kind))

  it('may begin today, the last day of the unit still counting', () =>
    equal(
      refusal([version({ assignments: { ...assigned, '2': { unitId: 6, role: 'specialist', isAway: false } } })], {
        effectiveFrom: day('2026-03-09'),
      }),
      'published',
    ))
  it('looks at the agency as it is then, not now', () => equal(org.day, today))
})
