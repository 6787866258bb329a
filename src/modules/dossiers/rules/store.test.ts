import { deepEqual, equal } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import type { Moment } from '../../../kernel/moment.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { readStream, verifyAgency } from '../../audit/service.ts'
import { at } from '../dossier.example.ts'
import { confirm, confirmationsOf, type RulesBy, withdraw } from './store.ts'

let base: TestDatabase
before(async () => {
  base = await testDatabase()
  for (const id of [1, 2])
    await base.owner.query(`insert into org.agency (agency_id, code, name) values (${id}, 'so-${id}', 'Sở ${id} (mẫu)')`)
})

const by = (agencyId: number, officerId = 31): RulesBy => ({
  agencyId,
  officerId,
  onBehalfOf: null,
  at: at('02 10:00'),
  recordedAt: at('02 10:00'),
})
const term = { pack: 'nd-118-2025', rule: 'supplementTerm' }
const asked = { ...term, shown: '15', note: 'Công báo số 12' }
const known = (agencyId: number) => base.db.inAgency(agencyId, (tx) => confirmationsOf(tx, agencyId))
const entries = (agencyId: number) => base.db.inAgency(agencyId, (tx) => readStream(tx, agencyId, 'rules'))
const kindOf = (done: { ok: true } | { ok: false; error: { kind: string } }) => (done.ok ? 'done' : done.error.kind)

describe('Confirmations of legal values (xác nhận giá trị pháp lý)', () => {
  it('are kept with who, when and why, and stand in the journal', async () => {
    const key = randomUUID()
    equal(kindOf(await confirm(base.db, by(1), key, asked)), 'done')
    deepEqual(await known(1), [{ ...term, value: '15', by: 31, at: at('02 10:00'), note: 'Công báo số 12' }])
    const [entry] = await entries(1)
    deepEqual(
      [entry?.kind, entry?.officerId, JSON.parse(entry?.body ?? '{}')],
      ['rule-confirmed', 31, { type: 'rule-confirmed', ...term, value: '15', note: 'Công báo số 12' }],
    )
    // The same form sent twice is one act; with other words it is refused.
    equal(kindOf(await confirm(base.db, by(1), key, asked)), 'done')
    equal((await entries(1)).length, 1)
    equal(kindOf(await confirm(base.db, by(1), key, { ...asked, note: 'khác' })), 'key-reused')
    equal(kindOf(await confirm(base.db, by(1, 32), randomUUID(), asked)), 'confirmed-already')
  })
  it('of one agency are not those of another', async () => {
    deepEqual(await known(2), [])
    equal(kindOf(await withdraw(base.db, by(2), randomUUID(), { ...term, reason: 'x' })), 'not-confirmed')
  })
  it('are taken back with a reason, and given again; a repeated form brings nothing back', async () => {
    const back = randomUUID()
    equal(kindOf(await withdraw(base.db, by(1), back, { ...term, reason: 'Nhầm điều' })), 'done')
    deepEqual(await known(1), [])
    equal(kindOf(await confirm(base.db, by(1, 32), randomUUID(), asked)), 'done')
    equal(kindOf(await withdraw(base.db, by(1), back, { ...term, reason: 'Nhầm điều' })), 'done')
    deepEqual(
      (await known(1)).map((c) => c.by),
      [32],
    )
    deepEqual(
      (await entries(1)).map(({ kind }) => kind),
      ['rule-confirmed', 'rule-withdrawn', 'rule-confirmed'],
    )
  })
  it('by two people at once are one', async () => {
    const forwarding = { pack: 'nd-118-2025', rule: 'forwardingCutOff', shown: '15:00', note: 'QĐ của tỉnh' }
    const done = await Promise.all([31, 32, 33].map((officer) => confirm(base.db, by(1, officer), randomUUID(), forwarding)))
    deepEqual(done.map(kindOf).sort(), ['confirmed-already', 'confirmed-already', 'done'])
    equal((await entries(1)).length, 4)
    equal((await verifyAgency(base.db, 1)).broken, null)
  })
  it('are renewed when the product has brought another value since', async () => {
    await base.owner.query(`update dossiers.rule_confirmation set value = '10' where agency_id = 1 and rule = 'supplementTerm'`)
    equal(kindOf(await confirm(base.db, { ...by(1, 33), at: (at('02 10:00') + 60) as Moment }, randomUUID(), asked)), 'done')
    const renewed = (await known(1)).find((c) => c.rule === 'supplementTerm')
    deepEqual([renewed?.value, renewed?.by], ['15', 33])
  })
})
