import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Moment } from '../../../../kernel/moment.ts'
import { ruleLine } from '../lines.ts'
import { type Confirmation, confirmRule, standingOf, withdrawRule } from './decide.ts'

const line = ruleLine('nd-118-2025', 'supplementTerm')
if (!line) throw new Error('the pack has a term')
const at = 1_772_000_000 as Moment
const command = { shown: '15', note: 'Công báo số 12, điều 6', by: 31, at }
const own: Confirmation = { pack: line.pack, rule: line.rule, value: '15', by: 31, at, note: 'Công báo số 12, điều 6' }
const refusal = (decided: { ok: true } | { ok: false; error: { kind: string } }) => (decided.ok ? 'allowed' : decided.error.kind)

describe('Confirm a legal value (xác nhận giá trị pháp lý)', () => {
  it('is unverified until a person confirms it; then it says by whom, when and with what it was compared', () => {
    deepEqual(standingOf(line, []), { kind: 'unverified', was: null })
    const decided = confirmRule(line, [], command)
    deepEqual(decided, { ok: true, value: own })
    deepEqual(standingOf(line, [own]), { kind: 'confirmed', by: 31, at, note: own.note })
  })
  it('of another pack stays as it was', () => {
    const older = ruleLine('nd-61-2018', 'supplementTerm')
    deepEqual(older && standingOf(older, [own]), { kind: 'unverified', was: null })
  })
  it('is of a value: a product that brings another is unverified again', () =>
    deepEqual(standingOf({ ...line, value: '20' }, [own]), { kind: 'unverified', was: '15' }))
  it('is refused for a value that is not there, or not the one on the page', () => {
    equal(refusal(confirmRule(undefined, [], command)), 'no-such-rule')
    equal(refusal(confirmRule(line, [], { ...command, shown: '14' })), 'another-value')
  })
  it('is refused in a pack that is held open', () => {
    const held = ruleLine('nd-367-2025', 'supplementTerm')
    equal(refusal(confirmRule(held, [], command)), 'held-open')
    equal(ruleLine('nd-367-2025', 'lastMinutes')?.from, null)
  })
  it('is refused a second time, and for what the product has compared itself', () => {
    equal(refusal(confirmRule(line, [own], command)), 'confirmed-already')
    equal(refusal(confirmRule({ ...line, verified: true }, [], command)), 'verified-already')
  })
  it('is allowed again once the value is another', () =>
    equal(refusal(confirmRule({ ...line, value: '20' }, [own], { ...command, shown: '20' })), 'allowed'))
  it('is refused without the text that it was compared with', () =>
    equal(refusal(confirmRule(line, [], { ...command, note: ' ' })), 'not-compared'))
})

describe('Take a confirmation back (rút xác nhận)', () => {
  it('needs a confirmation and a reason', () => {
    equal(refusal(withdrawRule(line, [own], 'Nhầm điều')), 'allowed')
    equal(refusal(withdrawRule(line, [], 'Nhầm điều')), 'not-confirmed')
    equal(refusal(withdrawRule(line, [own], '  ')), 'no-reason')
  })
})
