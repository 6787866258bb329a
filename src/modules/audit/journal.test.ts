import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { type Moment, moment } from '../../kernel/moment.ts'
import { iso } from '../../platform/postgres/database.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { journal } from './cli.ts'
import { anchorAll, journalJobs, verifyAll } from './jobs.ts'
import type { Happening } from './model.ts'
import { append, readStream, sealOf } from './service.ts'

const { db, owner } = await testDatabase()
const monday = moment('2026-03-02T09:10:00+07:00')
const hours = (n: number): Moment => (monday + n * 3600) as Moment
const agencies = async () => [1, 2]

const happened = (kind: string, n: number, onBehalfOf: number | null = null): Happening => ({
  kind,
  at: (monday + n) as Moment,
  officerId: n % 2 === 0 ? 4 : null,
  onBehalfOf,
  body: JSON.stringify({ n, note: 'đã ký' }),
})
for (const agency of [1, 2])
  await db.inAgency(agency, async (tx) => {
    await append(tx, agency, 'org', monday, [happened('opened', 0), happened('renamed', 2, 7), happened('closed', 3)])
    await append(tx, agency, 'dossier/H56.12-260302-0001', hours(1), [happened('accepted', 4), happened('step-completed', 6, 9)])
    await append(tx, agency, 'org', hours(3), [happened('opened', 8)])
  })
await anchorAll(db, agencies, hours(5))
for (const table of ['entry', 'anchor']) await owner.query(`create table audit.${table}_as_written as table audit.${table}`)
after(() => owner.query('drop table if exists audit.entry_as_written, audit.anchor_as_written').catch(() => {}))

/** Everything as it was written, whatever the test before did to it. */
const restore = async () => {
  for (const table of ['entry', 'anchor'])
    await owner.query(`delete from audit.${table}; insert into audit.${table} select * from audit.${table}_as_written`)
}
const broken = async () => (await verifyAll(db, agencies)).broken
beforeEach(restore)

describe('The journal (nhật ký) as it was written', () => {
  it('holds together', async () => deepEqual(await verifyAll(db, agencies), { entries: 12, broken: null }))
  it('goes on holding as entries and anchors are added', async () => {
    await db.inAgency(1, (tx) => append(tx, 1, 'org', hours(6), [happened('closed', 10)]))
    equal(await anchorAll(db, agencies, hours(8)), 1)
    equal(await broken(), null)
  })
  it('gets one anchor for each hour with entries, when the hour has settled', async () => {
    await owner.query('delete from audit.anchor')
    equal(await anchorAll(db, agencies, moment('2026-03-02T10:04:59+07:00')), 0)
    equal(await anchorAll(db, agencies, moment('2026-03-02T10:05:00+07:00')), 2) // 09:00 in both agencies
    equal(await anchorAll(db, agencies, hours(5)), 4) // 10:00 and 12:00; nothing happened at 11
    equal(await anchorAll(db, agencies, hours(5)), 0)
    equal(await broken(), null)
  })
})

describe('A changed byte is found', () => {
  const changes: Record<string, string> = {
    agency_id: 'agency_id = 3 - agency_id, stream = stream || $$-moved$$',
    stream: 'stream = stream || $$x$$',
    seq: 'seq = seq + 100',
    kind: 'kind = kind || $$x$$',
    at: `at = at + interval '1 second'`,
    recorded_at: `recorded_at = recorded_at + interval '1 second'`,
    officer_id: 'officer_id = coalesce(officer_id + 1, 1)',
    on_behalf_of: 'on_behalf_of = coalesce(on_behalf_of + 1, 1)',
    body: `body = replace(body, 'đã', 'da')`,
    seal: 'seal = set_byte(seal, 31, get_byte(seal, 31) # 1)',
  }
  it('in any column of any entry', async () => {
    const columns = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'audit.entry'::regclass and attnum > 0 and not attisdropped order by attnum`,
    )
    deepEqual(columns.rows.map((c) => c.name).sort(), Object.keys(changes).sort(), 'every column has its change here')
    const { rows } = await owner.query<{ stream: string; seq: number }>(
      'select stream, seq from audit.entry where agency_id = 1 order by stream, seq',
    )
    equal(rows.length, 6)
    for (const { stream, seq } of rows)
      for (const [column, change] of Object.entries(changes)) {
        await restore()
        const { rowCount } = await owner.query(`update audit.entry set ${change} where agency_id = 1 and stream = $1 and seq = $2`, [
          stream,
          seq,
        ])
        equal(rowCount, 1)
        ok(await broken(), `${column} of ${stream} ${seq}`)
      }
  })
  it('anywhere in a body, whichever bit', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(5), fc.nat(10_000), fc.integer({ min: 1, max: 127 }), async (entry, place, mask) => {
        await restore()
        const { rows } = await owner.query<{ stream: string; seq: number; body: string }>(
          'select stream, seq, body from audit.entry where agency_id = 1 order by stream, seq',
        )
        const { stream, seq, body } = rows[entry]!
        const at = place % body.length
        const other = String.fromCharCode(body.charCodeAt(at) ^ mask || 1)
        if (other === body[at]) return
        await owner.query('update audit.entry set body = $3 where agency_id = 1 and stream = $1 and seq = $2', [
          stream,
          seq,
          body.slice(0, at) + other + body.slice(at + 1),
        ])
        deepEqual(await broken(), { kind: 'entry', agencyId: 1, stream, seq })
      }),
      { numRuns: 60 },
    ))
  it('when nothing became something, or something nothing', async () => {
    for (const change of [
      'officer_id = null where officer_id = 4',
      'on_behalf_of = null where on_behalf_of = 7',
      'officer_id = 0 where officer_id is null',
    ]) {
      await restore()
      await owner.query(`update audit.entry set ${change}`)
      ok(await broken(), change)
    }
  })
  it('also when the forger writes a seal that fits the entry alone', async () => {
    const [first, second] = await db.inAgency(1, (tx) => readStream(tx, 1, 'org'))
    ok(first && second)
    const forged = { ...second, body: '{"n":2,"note":"chưa ký"}' }
    const seal = sealOf(first.seal, 1, 'org', 2, forged.recordedAt, forged)
    await owner.query(`update audit.entry set body = $1, seal = $2 where agency_id = 1 and stream = 'org' and seq = 2`, [forged.body, seal])
    deepEqual(await broken(), { kind: 'entry', agencyId: 1, stream: 'org', seq: 3 })
  })
  it('and when every later seal is forged too, the anchor finds it', async () => {
    const entries = await db.inAgency(1, (tx) => readStream(tx, 1, 'org'))
    let seal: Buffer = Buffer.alloc(32)
    for (const entry of entries) {
      const body = entry.seq === 2 ? '{"n":2,"note":"chưa ký"}' : entry.body
      seal = sealOf(seal, 1, 'org', entry.seq, entry.recordedAt, { ...entry, body })
      await owner.query(`update audit.entry set body = $1, seal = $2 where agency_id = 1 and stream = 'org' and seq = $3`, [
        body,
        seal,
        entry.seq,
      ])
    }
    deepEqual(await broken(), { kind: 'anchor', agencyId: 1, hour: moment('2026-03-02T09:00:00+07:00'), expected: 3, found: 3 })
  })
  it('in an anchor too', async () => {
    for (const change of [`seal = set_byte(seal, 0, get_byte(seal, 0) # 1)`, `hour = hour - interval '1 hour'`]) {
      await restore()
      await owner.query(`update audit.anchor set ${change} where agency_id = 2 and hour = '2026-03-02T12:00:00+07:00'`)
      equal((await broken())?.kind, 'anchor', change)
    }
  })
})

describe('Removed and added entries are found', () => {
  it('removed in the middle or at the beginning: by the gap', async () => {
    for (const seq of [1, 2, 3]) {
      await restore()
      await owner.query(`delete from audit.entry where agency_id = 1 and stream = 'org' and seq = $1`, [seq])
      deepEqual(await broken(), { kind: 'missing-entry', agencyId: 1, stream: 'org', seq })
    }
  })
  it('removed at the end, or a whole stream: by the anchor', async () => {
    await owner.query(`delete from audit.entry where agency_id = 1 and stream = 'org' and seq = 4`)
    deepEqual(await broken(), { kind: 'anchor', agencyId: 1, hour: moment('2026-03-02T12:00:00+07:00'), expected: 1, found: 0 })
    await restore()
    await owner.query(`delete from audit.entry where agency_id = 2 and stream like 'dossier/%'`)
    deepEqual(await broken(), { kind: 'anchor', agencyId: 2, hour: moment('2026-03-02T10:00:00+07:00'), expected: 2, found: 0 })
  })
  it('inserted between two others, with those after it moved on: by their seals', async () => {
    await owner.query(`update audit.entry set seq = seq + 1000 where agency_id = 1 and stream = 'org' and seq >= 2`)
    await owner.query(`update audit.entry set seq = seq - 999 where agency_id = 1 and stream = 'org' and seq >= 1000`)
    const [first] = await db.inAgency(1, (tx) => readStream(tx, 1, 'org', 0, 1))
    ok(first)
    const extra = happened('opened', 1)
    const seal = sealOf(first.seal, 1, 'org', 2, monday, extra)
    await owner.query(`insert into audit.entry values (1, 'org', 2, $1, $2, $3, $4, $5, $6, $7)`, [
      extra.kind,
      iso(extra.at),
      iso(monday),
      extra.officerId,
      null,
      extra.body,
      seal,
    ])
    deepEqual(await broken(), { kind: 'entry', agencyId: 1, stream: 'org', seq: 3 })
  })
  it('added at the end with a good seal, but dated back into an anchored hour: by the anchor', async () => {
    const entries = await db.inAgency(1, (tx) => readStream(tx, 1, 'org'))
    const extra = happened('closed', 9)
    const seal = sealOf(entries.at(-1)!.seal, 1, 'org', 5, hours(1), extra)
    await owner.query(`insert into audit.entry values (1, 'org', 5, $1, $2, $3, $4, $5, $6, $7)`, [
      extra.kind,
      iso(extra.at),
      iso(hours(1)),
      extra.officerId,
      null,
      extra.body,
      seal,
    ])
    deepEqual(await broken(), { kind: 'anchor', agencyId: 1, hour: moment('2026-03-02T10:00:00+07:00'), expected: 2, found: 3 })
  })
  it('cannot be done by the application at all: it may add, and neither change nor remove', async () => {
    const { rows } = await owner.query(
      `select table_name, privilege_type from information_schema.role_table_grants where grantee = 'motcua_app' and table_schema = 'audit' order by 1, 2`,
    )
    deepEqual(
      rows.filter((r) => !r.table_name.endsWith('_as_written')).map((r) => `${r.table_name} ${r.privilege_type}`),
      ['anchor INSERT', 'anchor SELECT', 'entry INSERT', 'entry SELECT'],
    )
  })
})

describe('motcua journal verify', () => {
  const run = async (...args: string[]) => {
    const lines: string[] = []
    const warnings: string[] = []
    let isOpen = false
    const open = async () => {
      isOpen = true
      return {
        db,
        agencies,
        close: async () => {
          isOpen = false
        },
      }
    }
    const exit = await journal(args, { write: (line) => lines.push(line), warn: (line) => warnings.push(line), open })
    return { exit, lines, warnings, isOpen }
  }
  it('counts the entries and ends with 0', async () =>
    deepEqual(await run('verify'), { exit: 0, lines: ['{"entries":12,"intact":true}'], warnings: [], isOpen: false }))
  it('names the first broken entry and ends with 1', async () => {
    await owner.query(`update audit.entry set kind = 'x' where agency_id = 1 and stream = 'org' and seq = 2`)
    const { exit, lines } = await run('verify')
    equal(exit, 1)
    deepEqual(JSON.parse(lines[0] ?? ''), {
      entries: 3,
      intact: false,
      broken: { kind: 'entry', agency: 1, stream: 'org', seq: 2, message: 'Mục 2 của dòng org không khớp dấu niêm.' },
    })
    await owner.query(`delete from audit.entry where agency_id = 1 and stream = 'org' and seq >= 2`)
    match((await run('verify')).lines[0] ?? '', /"kind":"anchor","agency":1,"hour":"2026-03-02T09:00:00\+07:00","expected":3,"found":1/)
  })
  it('explains itself, opens no store for that, and knows nothing else', async () => {
    equal((await run('--help')).exit, 0)
    for (const args of [[], ['verify', 'x'], ['check']]) {
      const { exit, lines, warnings } = await run(...args)
      deepEqual([exit, lines.length, warnings.length], [2, 0, 1])
    }
  })
})

describe('Jobs of the journal', () => {
  it('set anchors by the hour, and say at night whether all is intact', async () => {
    const said: string[] = []
    const log = {
      info: (_: object, message: string) => void said.push(message),
      error: (_: object, message: string) => void said.push(message),
    }
    const jobs = journalJobs({ db, agencies, now: () => hours(5), log })
    deepEqual(
      jobs.map(({ name, when }) => [name, when]),
      [
        ['journal-anchors', '6 * * * *'],
        ['journal-verify', '30 19 * * *'],
      ],
    )
    await owner.query('delete from audit.anchor')
    for (const job of jobs) await job.run()
    equal((await owner.query('select from audit.anchor')).rowCount, 6)
    await owner.query(`update audit.entry set kind = 'x' where seq = 2`)
    await jobs[1]?.run()
    deepEqual(said, ['the journal is intact', 'the journal is broken'])
  })
})
