import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { diffProcesses, isSame } from './diff.ts'
import { days, given, uncounted, worked } from './process.example.ts'

const receive = { ...worked(0.5), name: 'Tiếp nhận', actor: 'Bộ phận Một cửa' }
const appraise = { ...worked(3), name: 'Thẩm định', actor: 'Chuyên viên' }
const sign = { ...worked(1), name: 'Ký duyệt', actor: 'Lãnh đạo Sở' }
const seal = { ...worked(0.5), name: 'Đóng dấu', actor: 'Văn thư' }
const before = given(days(5), [receive, appraise, sign, seal])

const kinds = (steps: Parameters<typeof given>[1]) =>
  diffProcesses(before, given(days(5), steps)).steps.map((row) =>
    row.kind === 'changed' ? `${row.after.name}: ${row.fields}` : `${row.kind} ${('after' in row ? row.after : row.before).name}`,
  )

describe('Comparing two versions (so sánh phiên bản)', () => {
  it('finds nothing where nothing changed', () =>
    equal(isSame(diffProcesses(before, given(days(5), [receive, appraise, sign, seal]))), true))
  it('sees a step put in between, and does not call those below changed', () =>
    deepEqual(kinds([receive, { ...uncounted, name: 'Bổ sung', actor: 'Người nộp' }, appraise, sign, seal]), [
      'same Tiếp nhận',
      'added Bổ sung',
      'same Thẩm định',
      'same Ký duyệt',
      'same Đóng dấu',
    ]))
  it('shows a removed step where it stood', () =>
    deepEqual(kinds([receive, sign, seal]), ['same Tiếp nhận', 'removed Thẩm định', 'same Ký duyệt', 'same Đóng dấu']))
  it('names what of a step changed', () =>
    deepEqual(kinds([receive, { ...appraise, duration: days(2), note: 'gấp' }, sign, seal])[1], 'Thẩm định: duration,note'))
  it('takes a step of the same actor at the same place for renamed', () =>
    deepEqual(kinds([receive, { ...appraise, name: 'Xem xét' }, sign, seal])[1], 'Xem xét: name'))
  it('follows a note row when the number of its step moves', () => {
    const waits = { ...uncounted, name: 'Chờ thuế', afterStep: '2' }
    const first = given(days(5), [receive, appraise, waits, sign, seal])
    const second = given(days(5), [receive, seal, appraise, { ...waits, afterStep: '3' }, sign])
    const row = diffProcesses(first, second).steps.find((r) => 'after' in r && r.after.name === 'Chờ thuế')
    equal(row?.kind, 'same')
  })
  it('names facts outside the table', () =>
    deepEqual(diffProcesses(before, given(days(6), before.steps as never, { fee: 100_000 })).facts, ['limit', 'fee']))
  it('sees a reordered table', () =>
    deepEqual(kinds([receive, sign, appraise, seal]), [
      'same Tiếp nhận',
      'removed Thẩm định',
      'same Ký duyệt',
      'added Thẩm định',
      'same Đóng dấu',
    ]))
})
