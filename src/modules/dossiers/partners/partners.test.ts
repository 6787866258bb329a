import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { addPartner, changeContact, closePartner, renamePartner } from './decide.ts'
import { isOpenOn, lastDayOfPartner, type Partner, partnerNameOn } from './partner.ts'

const tax: Partner = {
  id: 1,
  kind: 'tax',
  names: [
    { from: day('2020-01-01'), name: 'Chi cục Thuế huyện Sông Vân (mẫu)' },
    { from: day('2025-07-01'), name: 'Thuế cơ sở 2 (mẫu)' },
  ],
  from: day('2020-01-01'),
  until: null,
  contact: '',
}
const district: Partner = { ...tax, id: 2, kind: 'district', names: [{ from: day('2015-01-01'), name: 'UBND huyện Sông Vân (mẫu)' }] }
const kindOf = (answer: { ok: true } | { ok: false; error: { kind: string } }): string => (answer.ok ? 'allowed' : answer.error.kind)

describe('Partner agency (cơ quan phối hợp)', () => {
  it('bears the name of its day', () =>
    deepEqual(
      ['2019-01-01', '2025-06-30', '2025-07-01'].map((text) => partnerNameOn(tax, day(text))),
      ['Chi cục Thuế huyện Sông Vân (mẫu)', 'Chi cục Thuế huyện Sông Vân (mẫu)', 'Thuế cơ sở 2 (mẫu)'],
    ))
  it('of the district level is open on 30 June 2025 and not on 1 July', () => {
    deepEqual([isOpenOn(district, day('2025-06-30')), isOpenOn(district, day('2025-07-01'))], [true, false])
    equal(lastDayOfPartner({ kind: 'district', until: day('2024-12-31') }), day('2024-12-31'))
  })
  it('is open from its first to its last day, both included', () => {
    const closed = { ...tax, until: day('2026-03-31') }
    deepEqual(
      ['2019-12-31', '2020-01-01', '2026-03-31', '2026-04-01'].map((text) => isOpenOn(closed, day(text))),
      [false, true, true, false],
    )
  })
})

describe('Keeping partner agencies', () => {
  const from = day('2026-03-02')
  it('adds one under the next number, none twice, no district after its end', () => {
    const added = addPartner([tax, district], { kind: 'commune', name: 'UBND xã An Bình (mẫu)', from, contact: '' })
    equal(added.ok && added.value.id, 3)
    equal(kindOf(addPartner([tax], { kind: 'tax', name: ' thuế cơ sở 2 (MẪU) ', from, contact: '' })), 'partner-known')
    equal(kindOf(addPartner([], { kind: 'district', name: 'UBND huyện', from: day('2025-06-30'), contact: '' })), 'allowed')
    equal(kindOf(addPartner([], { kind: 'district', name: 'UBND huyện', from: day('2025-07-01'), contact: '' })), 'kind-ended')
  })
  it('renames from a day after the name in use began, to another name', () => {
    equal(kindOf(renamePartner([tax], { id: 1, name: 'Thuế cơ sở 3 (mẫu)', from })), 'allowed')
    equal(kindOf(renamePartner([tax], { id: 1, name: 'Thuế cơ sở 2 (mẫu)', from })), 'name-as-it-is')
    equal(kindOf(renamePartner([tax], { id: 1, name: 'Thuế cơ sở 3 (mẫu)', from: day('2025-07-01') })), 'name-not-after')
    equal(kindOf(renamePartner([district], { id: 2, name: 'UBND huyện khác (mẫu)', from })), 'partner-closed-already')
    equal(kindOf(renamePartner([tax], { id: 9, name: 'x', from })), 'partner-unknown')
  })
  it('closes once, not before it began', () => {
    equal(kindOf(closePartner([tax], { id: 1, until: from, reason: 'sáp nhập' })), 'allowed')
    equal(kindOf(closePartner([{ ...tax, until: from }], { id: 1, until: from, reason: 'x' })), 'partner-closed-already')
    equal(kindOf(closePartner([tax], { id: 1, until: day('2019-12-31'), reason: 'x' })), 'closed-before-it-began')
  })
  it('changes the contact of one that is there', () => {
    equal(kindOf(changeContact([tax], { id: 1, contact: 'Số 2, xã An Bình' })), 'allowed')
    equal(kindOf(changeContact([tax], { id: 9, contact: '' })), 'partner-unknown')
  })
})
