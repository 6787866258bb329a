import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { searchQuery, searchWords, withMarks, withoutMarks } from './fold.ts'

describe('Search as people type (tìm không cần dấu)', () => {
  it('folds marks and đ away', () => equal(withoutMarks('Đất đai, thửa 777'), 'dat dai, thua 777'))
  it('reads decomposed text like composed', () => equal(withMarks('Đất'.normalize('NFD')), 'đất'))
  it('puts the older tone placement where the newer one has it', () => equal(withMarks('HOÀ BÌNH, Thuỷ, khoẻ'), 'hòa bình, thủy, khỏe'))
  it('leaves a mark that has one right place', () => equal(withMarks('hoàn, quý, quỹ'), 'hoàn, quý, quỹ'))
  it('keeps words with and without marks', () => deepEqual(searchWords('Đất đai 777').sort(), ['777', 'dai', 'dat', 'đai', 'đất'].sort()))
  it('keeps a code whole and in parts', () => {
    const words = searchWords('H56.12-260302-0001')
    for (const part of ['h56.12-260302-0001', '260302-0001', '0001']) equal(words.includes(part), true, part)
  })
  it('asks with marks first when marks were typed', () =>
    deepEqual(searchQuery('Đất đai'), { exact: "'đất' & 'đai':*", folded: "'dat' & 'dai':*", unfinished: null }))
  it('asks once when none were typed', () =>
    deepEqual(searchQuery('dat dai'), { exact: null, folded: "'dat' & 'dai':*", unfinished: null }))
  it('takes a number as meant whole, and as unfinished only when nothing else is found', () =>
    deepEqual(searchQuery('dat dai 777'), { exact: null, folded: "'dat' & 'dai' & '777'", unfinished: "'dat' & 'dai' & '777':*" }))
  it('leaves a single character as it is', () =>
    deepEqual(searchQuery('thửa 7'), { exact: "'thửa' & '7'", folded: "'thua' & '7'", unfinished: null }))
  it('asks nothing of marks alone', () => equal(searchQuery(' ?!… '), null))
  it('cannot be turned into a query of its own', () => equal(searchQuery("x' | 'y")?.folded, "'x' & 'y'"))
})
