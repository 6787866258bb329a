import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { inEnglish, inVietnamese } from '../../../kernel/say.ts'
import { asOf } from '../../org/model.ts'
import { assigned, permit, units } from '../office.example.ts'
import { org, record } from '../office-record.example.ts'
import { days, given, uncounted, worked } from '../process.example.ts'
import { version } from '../version.example.ts'
import { type Chosen, decideAssignments, placesOf, unheld } from './decide.ts'
import { likelyProfessional, proposeAll } from './propose.ts'

const confirm = (chosen: Record<string, Chosen>, draft = version()) => decideAssignments(draft, chosen, org, 1)
const gapsOf = (chosen: Record<string, Chosen>) => {
  const decided = confirm(chosen)
  return !decided.ok && decided.error.kind === 'incomplete' ? decided.error.gaps.map(({ key, kind }) => `${key}: ${kind}`) : []
}

describe('Assign the steps of a process (phân công các bước)', () => {
  it('takes a unit and a role for every row', () => deepEqual(confirm(assigned), { ok: true, value: assigned }))
  it('keeps nothing that belongs to no row', () => deepEqual(confirm({ ...assigned, '77': assigned['1'] }), { ok: true, value: assigned }))
  it('misses a row that nobody chose', () =>
    deepEqual(gapsOf({ ...assigned, '2': { unitId: null, role: null, isAway: false } }), ['2: no-unit']))
  it('misses the unit that follows a step done outside', () =>
    deepEqual(gapsOf({ ...assigned, '2': { unitId: null, role: 'specialist', isAway: true } }), ['2: no-following-unit']))
  it('misses a role', () => deepEqual(gapsOf({ ...assigned, '2': { unitId: units.minerals, role: null, isAway: false } }), ['2: no-role']))
  it('takes no unit of another agency', () =>
    deepEqual(gapsOf({ ...assigned, '2': { unitId: 99, role: 'specialist', isAway: false } }), ['2: unknown-unit']))
  it('takes a unit on its last day, and not on the day after', () => {
    const surveying = { ...assigned, '2': { unitId: 6, role: 'specialist', isAway: false } as const }
    const on = (text: string) => decideAssignments(version(), surveying, asOf(record, day(text)), 1).ok
    deepEqual([on('2026-03-09'), on('2026-03-10')], [true, false])
  })
  it('changes nothing that is published, withdrawn, faulty or old', () => {
    const kinds = [
      confirm(assigned, version({ state: 'published' })),
      confirm(assigned, version({ state: 'withdrawn' })),
      confirm(assigned, version({ faults: [{ kind: 'no-limit' }] })),
      decideAssignments(version(), assigned, org, 2),
    ].map((decided) => (decided.ok ? 'ok' : decided.error.kind))
    deepEqual(kinds, ['already-published', 'withdrawn', 'has-faults', 'superseded'])
  })
  it('asks for a return where the table has none', () => {
    const table = given(days(1), [{ ...worked(1), name: 'Thẩm định' }])
    deepEqual(
      placesOf(table).map(({ key }) => key),
      ['1', 'return'],
    )
    deepEqual(
      placesOf(permit()).map(({ key }) => key),
      ['1', '2', '3', '4', '5'],
    )
  })
})

describe('Nobody holds the role (chưa có ai giữ vai trò)', () => {
  it('is told for a unit without such people', () =>
    deepEqual(unheld({ '1': { unitId: 5, role: 'specialist', isAway: false } }, org), ['1']))
  it('is not told where somebody does', () => deepEqual(unheld(assigned, org), []))
  it('takes the director or a deputy for a leader', () =>
    deepEqual(unheld({ '1': { unitId: units.leadership, role: 'leader', isAway: false } }, org), []))
})

describe('Proposed assignments (đề xuất phân công)', () => {
  const placeOf = (proposals: ReturnType<typeof proposeAll>) =>
    proposals.map(({ chosen }) => `${chosen.unitId} ${chosen.role}${chosen.isAway ? ' theo dõi' : ''}`)

  it('come from the words of the table', () =>
    deepEqual(placeOf(proposeAll(permit(), org, null, null)), [
      '4 counter-officer',
      '3 specialist',
      '1 leader',
      '2 records-clerk',
      '4 counter-officer',
    ]))
  it('put the professional unit where the table names none', () => {
    const table = given(days(1), [{ ...worked(1), name: 'Phân công', actor: 'Lãnh đạo phòng' }])
    deepEqual(placeOf(proposeAll(table, org, 5, null)), ['5 unit-head', '4 counter-officer'])
  })
  it('give a step done outside to somebody who follows it', () => {
    const table = given(days(1), [worked(1), { ...uncounted, name: 'Nộp thuế', actor: 'Cơ quan thuế', afterStep: '1' }])
    equal(placeOf(proposeAll(table, org, 3, null))[1], '3 specialist theo dõi')
    equal(placeOf(proposeAll(table, org, null, null))[1], '4 counter-officer theo dõi')
  })
  it('stay as in the version before where the step is the same', () => {
    const before = { process: permit(), assignments: { ...assigned, '2': { unitId: 5, role: 'specialist', isAway: false } as const } }
    const next = permit({}, 4)
    deepEqual(placeOf(proposeAll(next, org, null, before))[1], '5 specialist')
  })
  it('say why in the language of the reader', () => {
    const table = given(days(1), [
      { ...worked(1), name: 'Thẩm định' },
      { ...uncounted, name: 'Nộp thuế', actor: 'Cơ quan thuế', afterStep: '1' },
    ])
    const before = { process: table, assignments: { '1': { unitId: 5, role: 'specialist', isAway: false } as const } }
    const proposals = proposeAll(table, org, null, before)
    deepEqual(
      [inVietnamese, inEnglish].map((say) => proposals.map(({ because }) => because(say))),
      [
        ['Như phiên bản trước', 'Cơ quan phối hợp; đơn vị ở đây theo dõi', 'Bảng không ghi bước trả kết quả: Bộ phận Một cửa trả'],
        [
          'By the earlier version',
          'Supporting agency; followed by a unit here',
          'The table leaves the return out: the one-stop unit returns the result',
        ],
      ],
    )
  })
  it('do not follow the version before into a closed unit', () => {
    const closed = { ...org, day: (org.day + 30) as typeof org.day }
    const before = { process: permit(), assignments: { ...assigned, '2': { unitId: 6, role: 'specialist', isAway: false } as const } }
    deepEqual(placeOf(proposeAll(permit(), closed, null, before))[1], '3 specialist')
  })
})

describe('The professional unit (đơn vị chuyên môn)', () => {
  it('is the one whose name the field says', () => equal(likelyProfessional(permit(), org, []), units.minerals))
  it('is the one that does the field already', () =>
    equal(likelyProfessional(permit(), org, [{ '2': { unitId: 5, role: 'specialist', isAway: false } }]), 5))
  it('is nobody when nothing says so', () => equal(likelyProfessional(permit({ field: 'Thủy lợi', name: 'Cấp phép' }), org, []), null))
})
