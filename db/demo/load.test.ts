import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Moment, moment } from '../../src/kernel/moment.ts'
import { isPassword } from '../../src/modules/accounts/password.adapter.ts'
import { readStream, verifyAgency } from '../../src/modules/audit/service.ts'
import { calendarOf } from '../../src/modules/clock/service.ts'
import { type Dossier, type DossierEvent, evolve } from '../../src/modules/dossiers/dossier.ts'
import { columnsOf, stateText, streamOf } from '../../src/modules/dossiers/store.ts'
import { orgRecord } from '../../src/modules/org/service.ts'
import { type FileStore, fileStore } from '../../src/platform/files.ts'
import { iso } from '../../src/platform/postgres/database.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/postgres/testing.ts'
import { demoPassword, department } from './department.ts'
import { type DemoAccounts, loadDemo } from './load.ts'

/** A Friday afternoon late in the year; the Tuesday after it is a day off. */
const now = moment('2026-11-20T13:55:00+07:00')

let base: TestDatabase
let files: FileStore
let folder: string
let told: DemoAccounts
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-demo-'))
  files = await fileStore(folder)
  base = await testDatabase()
  told = await loadDemo({ db: base.db, files }, { now })
})
after(() => rm(folder, { recursive: true, force: true }))

type Row = Record<string, number>
const count = async (sql: string, database = base): Promise<Row> => {
  const { rows } = await database.owner.query(sql)
  return Object.fromEntries(Object.entries(rows[0] as Record<string, unknown>).map(([name, value]) => [name, Number(value)]))
}
const atLeast = (found: Row, least: Row) => {
  for (const [name, number] of Object.entries(least)) ok((found[name] ?? 0) >= number, `${name}: ${found[name]}, at least ${number} wanted`)
}

describe('The demo department (dữ liệu mẫu)', () => {
  it('has some three hundred dossiers, in every state', async () => {
    const found =
      await count(`select count(*) as all, count(*) filter (where status = 1) as filed, count(*) filter (where status = 2) as received,
      count(*) filter (where status = 3) as refused, count(*) filter (where status = 4) as processing, count(*) filter (where status = 5) as asked,
      count(*) filter (where status = 9) as done, count(*) filter (where status = 10) as returned from dossiers.dossier`)
    atLeast(found, { all: 300, filed: 8, received: 8, refused: 6, processing: 100, asked: 8, done: 12, returned: 100 })
  })

  it('lives with a year whose calendar is not published, late, near and stopped dossiers', async () => {
    const open = 'ended_at is null and received_at is not null'
    const found = await count(`select count(*) filter (where ${open} and stopped_at is null and due_at < '${iso(now)}') as overdue,
      count(*) filter (where ${open} and due_at >= '${iso(now)}' and due_at < '2026-11-21') as today,
      count(*) filter (where ${open} and due_at >= '2026-11-23' and due_at < '2026-11-24') as tomorrow,
      count(*) filter (where ${open} and stopped_at is not null) as stopped, count(*) filter (where due_is_provisional) as provisional,
      count(*) filter (where end_class = 'early') as early, count(*) filter (where end_class = 'on-time') as "onTime",
      count(*) filter (where end_class = 'late') as late from dossiers.dossier`)
    atLeast(found, { overdue: 10, today: 5, tomorrow: 4, stopped: 8, provisional: 4, early: 60, onTime: 40, late: 8 })
  })

  it('shows where two units carry what is late', async () => {
    const { rows } = await base.owner.query(`select n.name, count(distinct h.code)::int as late from dossiers.holding h
      join org.unit_name n on n.agency_id = h.agency_id and n.unit_id = h.unit_id and n.from_day = (select max(from_day) from org.unit_name l where l.agency_id = n.agency_id and l.unit_id = n.unit_id)
      where h.due_at < '${iso(now)}' group by 1 order by 2 desc, 1`)
    deepEqual(
      rows
        .slice(0, 2)
        .map((r) => r.name)
        .sort(),
      ['Chi cục Quản lý đất đai', 'Phòng Khoáng sản, Nước và Khí tượng thủy văn'],
    )
    const all = rows.reduce((sum, r) => sum + r.late, 0)
    ok(rows[0].late + rows[1].late >= 0.75 * all)
  })

  it('has a dossier at every step of every published process', async () => {
    const { rows } =
      await base.owner.query(`select p.key, s.no::int as step from procedures.procedure p join procedures.version v using (agency_id, procedure_id),
      generate_series(1, jsonb_array_length(v.definition -> 'steps')) as s (no)
      where v.state = 'published' and v.effective_to is null and p.agency_id = 1
      and not exists (select from dossiers.holding h join dossiers.dossier d using (agency_id, code)
        where d.procedure_id = p.procedure_id and d.agency_id = p.agency_id and h.step = s.no::text)`)
    deepEqual(rows, [])
  })

  it('comes and goes by every channel, taken and not taken, away, in an absent officer’s place', async () => {
    const { rows } = await base.owner.query(
      'select distinct channel_in as i, channel_out as o from dossiers.dossier where returned_at is not null',
    )
    deepEqual([...new Set(rows.map((r) => r.i))].sort(), [1, 2, 3])
    deepEqual([...new Set(rows.map((r) => r.o))].sort(), [1, 2, 3])
    atLeast(
      await count(
        'select count(*) filter (where is_away) as away, count(*) filter (where officer_id is null) as untaken, count(officer_id) as taken from dossiers.holding',
      ),
      {
        ...{ away: 6, untaken: 20, taken: 80 },
      },
    )
    const acts =
      await count(`select count(*) filter (where on_behalf_of is not null) as "onBehalf", count(*) filter (where kind = 'step-returned') as returned,
      count(*) filter (where kind = 'handed-over') as "handedOver", count(*) filter (where kind = 'reassigned') as reassigned, count(*) filter (where kind = 'completed') as completed from audit.entry`)
    atLeast(acts, { onBehalf: 8, returned: 6, handedOver: 4, reassigned: 4, completed: 6 })
  })

  it('publishes sixteen processes of the department by two people, keeps two faulty ones as drafts, shortens one', async () => {
    const { rows } =
      await base.owner.query(`select state, count(*)::int as n, bool_and(faults = '[]') as faultless, bool_and(imported_by is distinct from published_by) as two
      from procedures.version where agency_id = 1 group by 1 order by 1`)
    deepEqual(rows, [
      { state: 'draft', n: 2, faultless: false, two: true },
      { state: 'published', n: 17, faultless: true, two: true },
    ])
  })

  it('pauses for each cause: some last, some ended by arrival, one by its longest length, one annulled and late, one suspiciously near', async () => {
    const found = await count(`select count(*) filter (where to_at is null and annulled_at is null and cause = 'supplement') as papers,
      count(*) filter (where to_at is null and annulled_at is null and cause = 'finance') as payment,
      count(*) filter (where to_at is null and annulled_at is null and cause = 'legal-hold') as authority,
      count(*) filter (where end_kind = 'arrived') as arrived, count(*) filter (where end_kind = 'term-over') as lapsed,
      count(*) filter (where to_at is null and 'near-due' = any (start_signs)) as near,
      count(*) filter (where 'no-notice' = any (start_signs)) as unheard,
      count(*) filter (where annulled_at is not null) as annulled from dossiers.hold`)
    atLeast(found, { papers: 3, payment: 1, authority: 2, arrived: 3, lapsed: 1, near: 2, annulled: 1 })
    equal(found.unheard, 0)
    const late = await count(`select count(*) as n from dossiers.hold h join dossiers.dossier d using (agency_id, code)
      where h.annulled_at is not null and d.ended_at is null and d.due_at < '${iso(now)}'`)
    atLeast(late, { n: 1 })
    atLeast(await count('select count(*) as waiting from dossiers.proposal'), { waiting: 2 })
    atLeast(
      await count(
        `select count(*) filter (where kind = 'paper-asked') as paper, count(*) filter (where kind = 'pause-declined') as declined from audit.entry`,
      ),
      { paper: 1, declined: 1 },
    )
  })

  it('has apologies as drafts, signed, sent in time and late, and late dossiers without any', async () => {
    const { rows } = await base.owner.query(`select state from dossiers.dossier where agency_id = 1`)
    const all = rows.flatMap((r) => (r.state as Pick<Dossier, 'apologies'>).apologies)
    const found = {
      drafts: all.filter((a) => !a.signed).length,
      unsent: all.filter((a) => a.signed && !a.sent).length,
      inTime: all.filter((a) => a.sent && !a.sent.isLate).length,
      late: all.filter((a) => a.sent?.isLate).length,
    }
    atLeast(found, { drafts: 5, unsent: 1, inTime: 2, late: 1 })
    const missing = rows.filter(({ state }) => state.ended?.class === 'late' && state.apologies.length === 0)
    ok(missing.length >= 1)
  })

  it('has dossiers withdrawn, stopped, closed for want of papers, and refused after acceptance', async () => {
    const { rows } = await base.owner.query(
      `select state -> 'broken' ->> 'kind' as kind, count(*)::int as n from dossiers.dossier where state -> 'broken' ->> 'kind' is not null group by 1`,
    )
    const by = Object.fromEntries(rows.map((r) => [r.kind, r.n]))
    atLeast(by, { withdrawn: 2, stopped: 2, 'not-supplemented': 3 })
    atLeast(await count(`select count(*) as n from audit.entry where kind = 'declined'`), { n: 2 })
  })

  it('sends what other agencies do to them, some answers still out', async () => {
    const acts = await count(
      `select count(*) filter (where kind = 'leg-sent') as sent, count(*) filter (where kind = 'referral-answered') as answered from audit.entry`,
    )
    atLeast(acts, { sent: 50, answered: 40 })
    ok((acts.sent ?? 0) - (acts.answered ?? 0) >= 5)
  })

  it('tells people of the last days, in both languages, by mail and text message: sent, waiting, put off, given up', async () => {
    const found = await count(`select count(*) filter (where state = 'sent') as sent, count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'given-up') as "givenUp",
      count(*) filter (where channel = 'sms') as sms, count(*) filter (where lang = 'en') as english, count(distinct kind) as kinds,
      count(*) filter (where sent_at > '${iso(now)}') as future from notices.message`)
    atLeast(found, { sent: 150, waiting: 1, failed: 1, givenUp: 2, sms: 30, english: 3, kinds: 11 })
    equal(found.future, 0)
    equal((await count(`select count(*) as n from notices.message where recipient like '%@%' and recipient not like '%.example'`)).n, 0)
  })

  it('was away for an afternoon hour, and closed for a storm', async () => {
    atLeast(await count('select count(*) as outages, min(working_seconds) as seconds from clock.outage'), { outages: 2, seconds: 3600 })
    equal((await count('select count(*) as n from clock.closing')).n, 2)
  })

  it('keeps the journal whole, in both agencies', async () => {
    for (const agencyId of [1, 2]) {
      const { entries, broken } = await verifyAgency(base.db, agencyId)
      equal(broken, null)
      ok(entries > 300)
    }
  })

  it('can rebuild every dossier from its journal', async () => {
    for (const agencyId of [1, 2]) {
      const calendar = await base.db.inAgency(agencyId, async (tx) => calendarOf(tx, agencyId, (await orgRecord(tx, agencyId)).hours))
      const { rows } = await base.owner.query('select * from dossiers.dossier where agency_id = $1', [agencyId])
      for (const row of rows) {
        const entries = await base.db.inAgency(agencyId, (tx) => readStream(tx, agencyId, streamOf(row.code)))
        const dossier = entries.map((e) => JSON.parse(e.body) as DossierEvent).reduce<Dossier | null>(evolve, null)
        ok(dossier)
        equal(stateText(dossier), JSON.stringify(row.state), row.code)
        const { status, dueAt, endClass, isProvisional } = columnsOf(dossier, calendar)
        deepEqual(
          [row.status, row.due_at?.getTime() ?? null, row.end_class, row.due_is_provisional],
          [status, dueAt === null ? null : dueAt * 1000, endClass, isProvisional],
          row.code,
        )
      }
    }
  })

  it('does nothing before its time or after now, and nothing out of office hours', async () => {
    const late = await count(`select count(*) as n from audit.entry where at > '${iso(now)}' or recorded_at > '${iso(now)}'`)
    equal(late.n, 0)
    const closed =
      await count(`select count(*) as n from (select (at at time zone 'Asia/Ho_Chi_Minh') as t from audit.entry where stream like 'dossier/%') e
      where extract(isodow from t) > 5 and to_char(t, 'MM-DD') <> '08-22' or t::time < '07:00' or t::time > '17:30'`)
    equal(closed.n, 0)
  })

  it('shows an agency nothing of the other', async () => {
    const own = await base.db.inAgency(2, (tx) => tx.rows<{ code: string }>({ name: 'own', text: 'select code from dossiers.dossier' }, []))
    ok(own.length >= 30)
    ok(own.every(({ code }) => code.startsWith('H99.88-')))
    const foreign = {
      name: 'foreign',
      text: 'select name from applicants.applicant where agency_id = 1 union all select name from org.officer where agency_id = 1',
    }
    deepEqual(await base.db.inAgency(2, (tx) => tx.rows(foreign, [])), [])
  })

  it('names nobody who lives: every name says that it is an example, no number can be somebody’s', async () => {
    const found =
      await count(`select count(*) filter (where name not like '%(mẫu)') as named, count(*) filter (where kind = 'person' and identity_number not like '000%') as persons,
      count(*) filter (where kind = 'organisation' and identity_number not like '00%') as organisations, count(*) filter (where phone not like '0900 000 %') as phones,
      count(*) filter (where email <> '' and email not like '%.example') as mails from applicants.applicant`)
    deepEqual(found, { named: 0, persons: 0, organisations: 0, phones: 0, mails: 0 })
    equal((await count(`select count(*) as n from org.officer where name not like '%(mẫu)'`)).n, 0)
  })

  it('is written in one Unicode form', async () => {
    const found = await count(`select (select count(*) from audit.entry where body is not nfc normalized) as journal,
      (select count(*) from applicants.applicant where (name || address) is not nfc normalized) as applicants,
      (select count(*) from procedures.version where definition::text is not nfc normalized) as processes,
      (select count(*) from dossiers.dossier where subject is not nfc normalized) as subjects`)
    deepEqual(found, { journal: 0, applicants: 0, processes: 0, subjects: 0 })
    const said = JSON.stringify([told, department])
    equal(said, said.normalize('NFC'))
  })

  it('opens the papers that it lays to dossiers', async () => {
    const { rows } = await base.owner.query('select distinct sha256 from dossiers.attachment')
    ok(rows.length >= 5)
    for (const { sha256 } of rows) ok(await files.has(sha256))
  })

  it('tells accounts that can sign in, and dossiers that are there', async () => {
    for (const { login, agency } of told.accounts) {
      const { rows } = await base.owner.query(
        'select password_hash, must_change, totp_sealed from accounts.account join org.agency using (agency_id) where login = $1 and code = $2',
        [login, agency],
      )
      equal(rows.length, 1, login)
      deepEqual([rows[0].must_change, rows[0].totp_sealed], [false, null])
    }
    const { rows } = await base.owner.query('select password_hash from accounts.account limit 1')
    ok(await isPassword(demoPassword, rows[0].password_hash))
    for (const { see, code } of told.storyLines) {
      ok(code, see)
      equal((await count(`select count(*) as n from dossiers.dossier where code = '${code}'`)).n, 1)
    }
  })

  it('tells the same story for the same now, to the last seal; only messages are numbered as they come', async () => {
    const other = await testDatabase()
    await loadDemo({ db: other.db, files }, { now })
    const seals = async ({ owner }: TestDatabase) =>
      (
        await owner.query(
          `select agency_id, stream, seq, encode(seal, 'hex') as seal from audit.entry where stream <> 'notices' order by 1, 2, 3`,
        )
      ).rows
    deepEqual(await seals(other), await seals(base))
    const messages = async ({ owner }: TestDatabase) =>
      (await owner.query('select agency_id, dedupe_key, state, sent_at, body from notices.message order by 1, 2')).rows
    deepEqual(await messages(other), await messages(base))
    await other.close()
  })

  it('opens on a closed day too: what is near falls due on the next two working days', async () => {
    const other = await testDatabase()
    const sunday = moment('2026-11-22T09:00:00+07:00') as Moment
    await loadDemo({ db: other.db, files }, { now: sunday })
    const found = await count(
      `select count(*) filter (where due_at >= '2026-11-23' and due_at < '2026-11-24') as monday,
      count(*) filter (where due_at >= '2026-11-25' and due_at < '2026-11-26') as wednesday from dossiers.dossier where ended_at is null`,
      other,
    )
    atLeast(found, { monday: 5, wednesday: 3 })
    await other.close()
  })
})
