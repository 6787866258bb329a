import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { permit } from '../office.example.ts'
import { days, given, hours, uncounted, worked } from '../process.example.ts'
import { checkProcess, type InternalProcess, type ProcessStep } from '../process.ts'
import { compareWithDecision } from './compare.ts'

const approved = permit()
const with_ = (steps: ProcessStep[]): InternalProcess => given([...approved.limit], steps, { field: approved.field })
const rows = (draft: InternalProcess, table = approved) =>
  compareWithDecision(table, draft).rows.map((row) => {
    const name = row.kind === 'missing' ? row.approved.name : row.draft.name
    return row.kind === 'same' ? 'same' : `${row.kind} ${name}${'fields' in row ? ` ${row.fields.join(',')}`.trimEnd() : ''}`
  })
const [one, two, three, four, five] = approved.steps as [ProcessStep, ProcessStep, ProcessStep, ProcessStep, ProcessStep]

describe('Conformance with the decision (đối chiếu quyết định)', () => {
  it('is the same when the table is', () => {
    const { isSame, approvedMinutes, draftMinutes } = compareWithDecision(approved, permit())
    deepEqual([isSame, approvedMinutes, draftMinutes], [true, 5 * 480, 5 * 480]) // 0.5 + 3 + 1 + 0.5 = 5 days
  })
  it('does not mind case, spaces and where a tone stands', () =>
    equal(compareWithDecision(approved, with_([{ ...one, name: 'TIẾP  NHẬN hồ sơ' }, two, three, four, five])).isSame, true))
  it('minds a mark: “ký” is not “kỳ”', () =>
    deepEqual(rows(with_([one, two, { ...three, name: 'Kỳ duyệt' }, four, five])), [
      'same',
      'same',
      'changed Kỳ duyệt name',
      'same',
      'same',
    ]))
  it('names each field that changed', () => {
    const other = { ...two, actor: 'Trưởng phòng', duration: hours(8), countsTime: false, stage: 'Giai đoạn 1' }
    deepEqual(rows(with_([one, other, three, four, five]))[1], 'changed Thẩm định actor,duration,countsTime,stage')
  })
  it('finds a missing step where the decision has it, and the sum that is short by it', () => {
    const { rows: found, draftMinutes, approvedMinutes } = compareWithDecision(approved, with_([one, two, four, five]))
    deepEqual(
      found.map(({ kind }) => kind),
      ['same', 'same', 'missing', 'same', 'same'],
    )
    equal(approvedMinutes - draftMinutes, 480) // the day of the signature
  })
  it('finds an added step, counted or not', () => {
    const wait = { ...uncounted, no: '2a', name: 'Bổ sung hồ sơ', afterStep: '2' }
    const { isSame, rows: found, draftMinutes } = compareWithDecision(approved, with_([one, two, wait, three, four, five]))
    deepEqual([isSame, found[2]?.kind, draftMinutes], [false, 'added', 5 * 480]) // it counts nothing, and still it is not approved
  })
  it('tells a step that moved from one that went and another that came', () =>
    deepEqual(rows(with_([one, three, two, four, five])).filter((row) => row !== 'same').length, 1))
  it('does not call a step moved because numbers below an inserted one shift', () => {
    const shifted = [one, { ...worked(1), name: 'Họp', no: '2' }, ...[two, three, four, five].map((s, i) => ({ ...s, no: String(i + 3) }))]
    deepEqual(rows(with_(shifted)), ['same', 'added Họp', 'same', 'same', 'same', 'same'])
  })
  it('follows the step that another one names, whatever its number', () => {
    const wait = (after: string): ProcessStep => ({ ...uncounted, no: 'x', name: 'Chờ', afterStep: after })
    const table = with_([one, two, wait('2'), three])
    equal(compareWithDecision(table, with_([one, { ...two, no: '7' }, wait('7'), three])).isSame, true)
    deepEqual(rows(with_([one, two, wait('1'), three]), table), ['same', 'same', 'changed Chờ afterStep', 'same'])
  })
  it('compares the limit, for hard areas and for each stage', () => {
    const draft = permit({ limit: days(6), hardLimit: days(9), stages: [{ name: 'Giai đoạn 1', value: 2, hard: null }] })
    deepEqual(compareWithDecision(approved, draft).limits, [
      { kind: 'limit' },
      { kind: 'hard-limit' },
      { kind: 'stage', name: 'Giai đoạn 1' },
    ])
  })

  const step = fc.record({ name: fc.constantFrom('A', 'B', 'C', 'D'), actor: fc.constantFrom('X', 'Y'), days: fc.constantFrom(1, 2) })
  const table = fc.array(step, { maxLength: 8 }).map((all) =>
    given(
      days(1),
      all.map(({ name, actor, days: n }) => ({ ...worked(n), name, actor })),
    ),
  )
  it('of a table with itself is the same, always', () =>
    fc.assert(fc.property(table, (process) => compareWithDecision(process, process).isSame)))
  it('loses and doubles no row, and its sums are those of the check', () =>
    fc.assert(
      fc.property(table, table, (left, right) => {
        const { rows: all, approvedMinutes, draftMinutes } = compareWithDecision(left, right)
        equal(all.filter(({ kind }) => kind !== 'missing').length, right.steps.length)
        equal(all.filter(({ kind }) => kind !== 'added').length, left.steps.length)
        deepEqual([approvedMinutes, draftMinutes], [checkProcess(left).countedMinutes, checkProcess(right).countedMinutes])
      }),
    ))
  it('is the same only when nothing differs that the decision fixes', () =>
    fc.assert(
      fc.property(table, table, (left, right) => {
        const fixed = ({ steps }: InternalProcess) => JSON.stringify(steps.map(({ name, actor, duration }) => [name, actor, duration]))
        equal(compareWithDecision(left, right).isSame, fixed(left) === fixed(right))
      }),
    ))
})
