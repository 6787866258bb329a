import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Moment } from '../../../kernel/moment.ts'
import { sayIn } from '../../../kernel/say.ts'
import { at, calendar, plan } from '../dossier.example.ts'
import { listDossiers } from '../look-up.adapter.ts'
import { load } from '../store.ts'
import { type Office, openOffice } from './office.fixture.ts'
import { outageMet, withOutages } from './outages.adapter.ts'
import { DossierTable, rowOf } from './page.tsx'
import { boundsOf } from './route.tsx'
import { namesOf } from './words.ts'

/** Received Monday 2 March at ten with four working days: due Friday 6 March at ten. */
describe('Late, and the system was down (trùng sự cố hệ thống)', () => {
  let office: Office
  let code: string
  before(async () => {
    office = await openOffice()
    code = await office.receive()
  })
  const down = (from: string, to: string, agencyId = 1) =>
    office.owner.query(
      `insert into clock.outage (agency_id, from_at, to_at, working_seconds, was_stopped, recorded_at) values ($1, to_timestamp($2), to_timestamp($3), 600, false, to_timestamp($3))`,
      [agencyId, at(from), at(to)],
    )
  const look = async (now: Moment, clock: 'outage' | null = null) => {
    const facts = { calendar, now, names: namesOf(await office.deps.orgOf(1), sayIn('vi'), plan) }
    const filter = {
      group: null,
      clock,
      unitId: null,
      officerId: null,
      procedureId: null,
      channelIn: null,
      from: null,
      to: null,
      sort: 'received',
    } as const
    const { rows } = await office.db.inAgency(1, (tx) => listDossiers(tx, 1, filter, boundsOf(calendar, now), { after: null }))
    const seen = await withOutages(office.db, 1, facts, rows)
    const one = await office.db.inAgency(1, (tx) => load(tx, 1, code))
    const html = String(<DossierTable {...seen} rows={rows} caption="" empty="" />)
    const met = one && (await outageMet(office.db, 1, one.dossier, { calendar, now }))
    return { rows: rows.map((r) => rowOf(r, seen)), html, met }
  }

  it('marks nothing where the outage came after the due time, or was another agency’s', async () => {
    await down('06 10:00', '06 11:00')
    await down('03 09:00', '03 09:30', 2)
    const { rows, html, met } = await look(at('09 09:00'))
    deepEqual([rows[0]?.tone, rows[0]?.metOutage, met], ['late', false, null])
    doesNotMatch(html, /trùng sự cố/)
  })
  it('marks a late one that met an outage in its time, and it stays late', async () => {
    await down('03 09:00', '03 09:30')
    const { rows, html, met } = await look(at('09 09:00'))
    deepEqual([rows[0]?.tone, rows[0]?.metOutage], ['late', true])
    match(html, /trùng sự cố hệ thống/)
    deepEqual([met?.from, met?.to], [at('03 09:00'), at('03 09:30')])
  })
  it('narrows the list to those that met one', async () => {
    deepEqual(
      (await look(at('09 09:00'), 'outage')).rows.map((r) => r.code),
      [code],
    )
    deepEqual((await look(at('04 09:00'), 'outage')).rows, [])
    const other = await office.receive() // received, due and late at the same times
    await office.owner.query(`update dossiers.dossier set received_at = to_timestamp($1) where code = $2`, [at('03 09:30'), other])
    deepEqual(
      (await look(at('09 09:00'), 'outage')).rows.map((r) => r.code),
      [code],
    )
  })
  it('marks none that is still in time', async () => {
    const { rows, met } = await look(at('04 09:00'))
    equal(rows[0]?.metOutage, false)
    equal(met, null)
  })
})
