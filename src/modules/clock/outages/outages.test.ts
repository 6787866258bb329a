import { deepEqual, equal } from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Moment, moment } from '../../../kernel/moment.ts'
import { heartbeatFile } from '../../../platform/heartbeat.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { defaultOfficeHours, officeCalendar } from '../office-calendar.ts'
import { officialCalendar } from '../official-calendar.ts'
import { metOutage, outageOf } from './gap.ts'
import { pulse } from './service.ts'
import { outagesSince } from './store.ts'

const calendar = officeCalendar(officialCalendar, defaultOfficeHours)
/** Monday 2 March 2026. */
const at = (time: string): Moment => moment(`2026-03-02T${time}+07:00`)
const gap = (from: string, to: string) => outageOf({ from: at(from), to: at(to) }, calendar)

describe('Outage (sự cố hệ thống)', () => {
  it('is no silence of 4 minutes, nor of 5; one of 6 is', () =>
    deepEqual(
      [gap('09:00:00', '09:04:00'), gap('09:00:00', '09:05:00'), gap('09:00:00', '09:05:01'), gap('09:00:00', '09:06:00')],
      [null, null, 301, 360],
    ))
  it('counts office hours only: at noon and at night the system may be silent', () =>
    deepEqual(
      [gap('11:40:00', '13:20:00'), gap('00:00:00', '07:30:00'), gap('17:26:00', '20:00:00'), gap('11:27:00', '13:33:00')],
      [null, null, null, 360],
    ))
  it('is told of no time that the calendar does not reach', () =>
    equal(outageOf({ from: at('09:00:00'), to: moment('2031-03-02T09:00:00+07:00') }, calendar), null))

  const outages = [{ from: at('09:00:00'), to: at('09:30:00') }]
  const met = (receivedAt: string, dueAt: string) => metOutage({ receivedAt: at(receivedAt), dueAt: at(dueAt) }, outages) !== null
  it('marks a dossier between receipt and due time, and touches at neither end', () =>
    deepEqual(
      [
        met('08:00:00', '10:00:00'),
        met('09:10:00', '09:20:00'),
        met('09:30:00', '10:00:00'),
        met('08:00:00', '09:00:00'),
        met('09:29:59', '10:00:00'),
      ],
      [true, true, false, false, true],
    ))
})

describe('Signs of life (nhịp hoạt động)', () => {
  let base: TestDatabase
  const folder = mkdtempSync(join(tmpdir(), 'motcua-beat-'))
  after(() => rmSync(folder, { recursive: true }))
  before(async () => {
    base = await testDatabase()
    await base.owner.query(`insert into org.agency (agency_id, code, name) values (1, 'so-1', 'Sở 1 (mẫu)')`)
  })
  let clock = at('09:00:00')
  const path = join(folder, 'heartbeat')
  const file = heartbeatFile(path)
  const beat = (time: string) => {
    clock = at(time)
    return pulse({ db: base.db, file, recordedNow: () => clock, agencies: async () => [1], calendarOf: async () => calendar })
  }
  const onRecord = async () =>
    (await base.db.inAgency(1, (tx) => outagesSince(tx, 1, at('00:00:00')))).map((o) => [o.from, o.to, o.workingSeconds, o.wasStopped])

  it('record nothing at the first start, nothing after 4 minutes, and an outage after 6, once', async () => {
    deepEqual(await beat('09:00:00'), { recorded: 0 })
    deepEqual(await beat('09:04:00'), { recorded: 0 })
    deepEqual(await beat('09:10:00'), { recorded: 1 })
    deepEqual(await onRecord(), [[at('09:04:00'), at('09:10:00'), 360, false]])
    // Another process that had read the sign before writes no second one.
    await file.beat({ at: at('09:04:00'), wasStopped: false })
    deepEqual(await beat('09:11:00'), { recorded: 0 })
    equal((await onRecord()).length, 1)
  })
  it('tell a stop in order from a break', async () => {
    await file.beat({ at: at('10:00:00'), wasStopped: true })
    await beat('10:30:00')
    deepEqual((await onRecord())[0], [at('10:00:00'), at('10:30:00'), 1800, true])
    const { rows } = await base.owner.query(`select kind from audit.entry where stream = 'system' order by seq`)
    deepEqual(
      rows.map((r) => r.kind),
      ['outage-recorded', 'outage-recorded'],
    )
  })
  it('give none while the database is away, so that the silence counts until it is back', async () => {
    const away = pulse({
      db: base.db,
      file,
      recordedNow: () => at('10:40:00'),
      agencies: () => Promise.reject(new Error('away')),
      calendarOf: async () => calendar,
    })
    equal(await away.then(String, (e: Error) => e.message), 'away')
    equal((await file.last())?.at, at('10:30:00'))
  })
  it('read a file that is no sign as none', async () => {
    writeFileSync(path, 'half')
    equal(await file.last(), null)
  })
})
