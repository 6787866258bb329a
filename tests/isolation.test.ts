import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { chanceFrom } from '../db/demo/chance.ts'
import { letAct } from '../db/demo/found.ts'
import { day } from '../src/kernel/moment.ts'
import { ok as granted } from '../src/kernel/result.ts'
import { askForLink } from '../src/modules/accounts/password-link/service.ts'
import { setAnchors } from '../src/modules/audit/service.ts'
import { enterClosing } from '../src/modules/clock/closing/store.ts'
import { recordOutage } from '../src/modules/clock/outages/store.ts'
import { calendarOf, loadYear } from '../src/modules/clock/service.ts'
import { insertIfNew } from '../src/modules/dossiers/bulk/store.ts'
import { beginDueRun, settlePortion } from '../src/modules/dossiers/due-runs/store.ts'
import { type EndedLedger, keepLedger } from '../src/modules/dossiers/lateness/store.ts'
import { beginMigration } from '../src/modules/dossiers/migrate/store.ts'
import type { DossierCode } from '../src/modules/dossiers/model.ts'
import { addPartner } from '../src/modules/dossiers/partners/decide.ts'
import { changePartners, type PartnersBy } from '../src/modules/dossiers/partners/store.ts'
import { confirm } from '../src/modules/dossiers/rules/store.ts'
import { choose } from '../src/modules/notices/service.ts'
import { recordApproved } from '../src/modules/procedures/conform/store.ts'
import { keepUpload, readProcedure } from '../src/modules/procedures/store.ts'
import { type Caller, caller, pdfFile } from './stories/caller.ts'
import { agencyOf, type Department, openDepartment } from './stories/department.ts'
import { type House, openHouse } from './stories/house.ts'

/** Tables that everybody may read, and why. Nobody may write another agency's rows in them. */
const directory: Record<string, string> = {
  'org.agency': 'sign-in and the portal list the agencies before anybody is known',
  'org.agency_identifier': 'the portal finds the agency of a dossier code',
}
/** Keys that hold across agencies, and why. */
const sharedKeys: Record<string, string> = {
  'org.agency_code_key': 'two agencies may not sign in under one short name',
  'org.agency_identifier_identifier_key': 'the identifier of an agency is its own in the whole country',
}
/** Functions that run as the owner, past row-level security, and why. Each is tried below. */
const ownersFunctions: Record<string, string> = {
  'documents.find': 'reads the search index of documents; filters by the agency of the transaction',
  'dossiers.find': 'reads the search index in the order of days; filters by the agency of the transaction',
  'dossiers.wake_due_runs': 'adds one job of one name to the queue, which belongs to the owner; reads nothing, and takes no argument',
}

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname !~ '^pg_'`
type Table = { name: string; secured: boolean; owner: string; key: string[] }

let house: House
let tables: Table[]
let home: Department
let other: Department
/** A connection as the application has it: the role that owns nothing. */
let app: pg.Client

/** Leaves rows in every table of an agency, by the acts of real use. */
async function useEverything(department: Department, code: string): Promise<void> {
  const { db } = house.store
  const { agencyId, org, people } = department
  const now = house.clock.now
  const by = { agencyId, officerId: people.get('quantri') ?? 0, onBehalfOf: null, at: now }
  await department.token('motcua1', ['dossier.read'])
  const calendar = await db.inAgency(agencyId, (tx) => calendarOf(tx, agencyId, org.hours))
  const acting = [{ absent: 'truongphong', officer: 'chuyenvien1', fromDays: 1, toDays: 3, document: 'Văn bản 1 (mẫu)' }]
  await letAct(db, { ...agencyOf(1), acting }, department, calendar, now)
  await db.inAgency(agencyId, (tx) => loadYear(tx, by, { year: 2026, decision: 'TB 1 (mẫu)', days: [day2026] }, now))
  await keepUpload(db, by, chanceFrom(code).uuid(), [])
  const procedureId = department.procedures.get('thu-cap-doi') ?? 0
  const seen = (await db.inAgency(agencyId, (tx) => readProcedure(tx, agencyId, procedureId)))?.revision ?? 0
  const decided = { decision: 'QĐ 1 (mẫu)', decidedOn: day('2026-02-01'), taken: { source: 'version', versionNo: 1 } as const }
  equal((await recordApproved(db, by, procedureId, { seen, key: chanceFrom(`${code} decided`).uuid() }, decided)).ok, true)
  const officer = await caller(house.base, 'motcua1', code)
  const page = `/office/dossiers/new?procedure=${department.procedures.get('thu-cap-doi')}`
  const typed = { name: 'Trần Thị Riêng (mẫu)', phone: '0900 000 333', 'all-present': 'yes', press: 'accept', 'file-1': pdfFile(code) }
  const received = await officer.send(page, '/office/dossiers/new', typed)
  equal(received.status, 303)
  await usePauses(officer, await caller(house.base, 'giamdoc', code), /dossiers\/([^/]+)/.exec(received.to ?? '')?.[1] ?? '')
  await useApology(officer, /dossiers\/([^/]+)/.exec(received.to ?? '')?.[1] ?? '')
  await choose(db, { agencyId, officerId: people.get('motcua1') ?? 0 }, { byMail: true, unwanted: ['due-in-2'], lang: 'vi' }, now)
  await askForLink(db, { ready: async () => async () => {}, baseUrl: 'https://mot-cua.example' }, { agencyId, login: 'motcua1', now })
  await useReferrals(db, { ...by, recordedAt: now }, code)
  const legal = { pack: 'nd-118-2025', rule: 'supplementTerm', shown: '15', note: 'Công báo (mẫu)' }
  await confirm(db, { ...by, recordedAt: now }, chanceFrom(`${code} rules`).uuid(), legal)
  const storm = { ...closing, from: day('2026-03-05'), until: day('2026-03-05') }
  await db.inAgency(agencyId, (tx) => enterClosing(tx, by, storm, chanceFrom(`${code}/closing`).uuid(), now, () => granted(storm)))
  const cause = { cause: 'calendar' as const, about: 'Bão (mẫu)', at: now }
  const no = await db.inAgency(agencyId, (tx) => beginDueRun(tx, by, cause))
  const refused = [{ code: 'H00.00-260301-0001', refusal: { kind: 'fault' as const } }]
  equal(await settlePortion(db, agencyId, { no, after: '' }, { last: null, seen: 1, moved: 0, refused }, now), true)
  const outage = { from: (now - 900) as typeof now, to: now, workingSeconds: 900, wasStopped: false, recordedAt: now }
  await db.inAgency(agencyId, (tx) => recordOutage(tx, agencyId, outage))
  await db.inAgency(agencyId, (tx) =>
    insertIfNew(
      tx,
      { agencyId, officerId: by.officerId },
      {
        id: chanceFrom(`${code}/batch`).uuid(),
        asked: { act: 'take' },
        items: [{ code: 'H-260302-0001' as never, step: '1', seen: null }],
        chosen: [],
        now,
      },
    ),
  )
  const dossier = /dossiers\/([^/]+)/.exec(received.to ?? '')?.[1] as DossierCode
  await db.inAgency(agencyId, async (tx) => keepLedger(tx, agencyId, dossier, endedLedger))
  await useMigration({ agencyId, officerId: by.officerId }, procedureId, dossier, chanceFrom(`${code}/migration`).uuid())
  await useDocuments(agencyId)
  await usePapers(agencyId)
  await setAnchors(db, agencyId, (now + 7200) as typeof now)
}

/** A paper that was scanned, read, kept and used again. */
async function usePapers(agencyId: number): Promise<void> {
  const id = chanceFrom(`paper ${agencyId}`).uuid()
  const officer = '(select min(officer_id) from org.officer where agency_id = $1)'
  const rows = [
    `insert into papers.paper (agency_id, paper_id, version, status, applicant_id, component, kind, pages_counted, begun_at, begun_by, words)
       select $1, $2, 1, 'collecting', min(applicant_id), 'Riêng', 'rieng', 1, now(), ${officer}, to_tsvector('simple', 'rieng') from applicants.applicant where agency_id = $1`,
    `insert into papers.piece (agency_id, paper_id, place, sha256, name, size_bytes, media_type, pages, added_at)
       select $1, $2, 1, sha256, 'a.png', size_bytes, media_type, '[]', now() from platform.file where agency_id = $1 limit 1`,
    `insert into papers.reading (agency_id, paper_id, state, wanted_at) values ($1, $2, 'waiting', now())`,
    `insert into papers.use (agency_id, dossier, paper_id, component, used_at, used_by) select $1, 'H-260302-0001', $2, 'Riêng', now(), ${officer}`,
  ]
  for (const row of rows) await house.store.owner.query(row, [agencyId, id])
}

/** A document in and one out, with all that hangs on them: certificates and files that wait for a signature too. */
async function useDocuments(agencyId: number): Promise<void> {
  const rows = [
    `insert into signing.certificate (agency_id, sha256, kind, der, subject, issuer, valid_from, valid_until, registered_at, registered_by)
      values ($1, repeat('a', 64), 'agency', decode(repeat('00', 100), 'hex'), 'Sở (mẫu)', 'CA (mẫu)', now(), now() + interval '1 year', now(), 1)`,
    `insert into signing.prepared (agency_id, prepared_id, officer_id, about, role, source_sha256, prepared_sha256, ranges, attributes, algorithm, chain, prepared_at, expires_at)
      values ($1, gen_random_uuid(), 1, 'outgoing/1', 'signatory', repeat('b', 64), repeat('c', 64), '{0,1,2,3}', '', 'rsa-sha256', array[''::bytea], now(), now() + interval '1 hour')`,
    `insert into signing.run (agency_id, run_id, officer_id, started_at) values ($1, '00000000-0000-4000-8000-000000000001', 1, now())`,
    `insert into signing.run_file (agency_id, run_id, place, about, role, source_sha256) values ($1, '00000000-0000-4000-8000-000000000001', 1, 'outgoing/1', 'signatory', repeat('b', 64))`,
    `insert into documents.book (agency_id, book_id, direction, name) values ($1, 1, 'in', 'Văn bản đến')`,
    `insert into documents.letters (agency_id, unit_id, from_day, letters) values ($1, 0, '2026-01-01', 'STN')`,
    `insert into documents.book_year (agency_id, book_id, year, last) values ($1, 1, 2026, 1)`,
    `insert into documents.number (agency_id, book_id, year, number, document_id, taken_at) values ($1, 1, 2026, 1, 1, now())`,
    `insert into documents.outgoing (agency_id, document_id, version, seal, status, kind, subject, urgency, unit_id, drafted_by, signatory_id, drafted_at, file_sha256, draft_sha256, state, words)
       select $1, 1, 1, '', 'issued', 'letter', 'Riêng', 'ordinary', (select min(unit_id) from org.unit where agency_id = $1), o, o, now(), '', '', '{}', to_tsvector('simple', 'rieng')
       from (select min(officer_id) as o from org.officer where agency_id = $1) as someone`,
    `insert into documents.incoming (agency_id, document_id, version, seal, status, book_id, year, number, arrived_at, registered_at, sender, number_symbol, kind, subject, urgency, files_key, state, words)
       values ($1, 1, 1, '', 'registered', 1, 2026, 1, now(), now(), 'UBND (mẫu)', '1/UB', 'letter', 'Riêng', 'ordinary', '', '{}', to_tsvector('simple', 'rieng'))`,
    `insert into documents.file (agency_id, direction, document_id, sha256, name, size_bytes, media_type, part, added_at)
       select $1, 'in', 1, sha256, 'a.pdf', size_bytes, media_type, 'incoming', now() from platform.file where agency_id = $1 limit 1`,
    `insert into documents.recipient (agency_id, document_id, no, kind, name, sent_at, not_before) values ($1, 1, 1, 'outside', 'UBND (mẫu)', now(), now())`,
    `insert into documents.reading (agency_id, document_id, officer_id, read_at) values ($1, 1, 1, now())`,
    `insert into documents.arrival (agency_id, from_agency_id, from_document_id, arrived_at, sender, number_symbol, kind, subject, urgency, files) values ($1, 1, 1, now(), 'Sở (mẫu)', '1/SO', 'letter', 'Riêng', 'ordinary', '[]')`,
    `insert into documents.picture (agency_id, officer_id, sha256, width_mm, height_mm, kept_at) select $1, 0, sha256, 36, 36, now() from platform.file where agency_id = $1 limit 1`,
  ]
  for (const row of rows) await house.store.owner.query(row, [agencyId])
}

const closing = { kind: 'closed', for: null, decision: 'QĐ 7 (mẫu)', decidedOn: day('2026-03-02'), reason: 'Bão (mẫu)' } as const

/** A dossier that one unit had for an hour. */
const endedLedger: EndedLedger = {
  lines: [{ holder: 'step', unitId: 1, officerId: null, step: '1', partnerId: null, seconds: 3600, secondsOver: 0, secondsOverStep: 0 }],
  cause: null,
  endedOn: day('2026-03-02'),
  procedureId: 1,
  procedureVersion: 1,
  endClass: 'early',
  withApology: false,
}

/** A second version of a process, and a move of one dossier to it that has begun. */
async function useMigration(
  by: { agencyId: number; officerId: number },
  procedureId: number,
  code: DossierCode,
  id: string,
): Promise<void> {
  await house.store.owner.query(
    `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, faults, imported_at)
     select agency_id, procedure_id, 2, 'draft', definition, decode('02', 'hex'), faults, imported_at from procedures.version where agency_id = $1 and procedure_id = $2 and version_no = 1`,
    [by.agencyId, procedureId],
  )
  const basis = { number: '1/QĐ (mẫu)', date: '2026-03-02', reason: 'Bản mới' }
  const order = { procedureId, from: 1, to: 2, basis, steps: {} }
  const move = { id, order, chosen: [{ code, seen: 1 }], now: house.clock.now }
  equal((await house.store.db.inAgency(by.agencyId, (tx) => beginMigration(tx, by, move))).ok, true)
}

/** A partner agency, and the opinion that it was asked for on the newest dossier. */
async function useReferrals(db: House['store']['db'], by: PartnersBy, code: string): Promise<void> {
  const from = day('2026-01-01')
  const key = chanceFrom(`${code} partner`).uuid()
  const name = 'Thuế cơ sở 1 (mẫu)'
  equal((await changePartners(db, by, key, name, (all) => addPartner(all, { kind: 'tax', name, from, contact: '' }))).ok, true)
  await house.store.owner.query(
    `insert into dossiers.referral (agency_id, code, no, kind, step, unit_id, officer_id, partner_id, to_name, document_number, document_date, question, way, sent_at, starts_at, is_forwarded_late)
     select $1, d.code, 1, 'opinion', '2', 1, 1, 1, $2, '1/XYK (mẫu)', '2026-03-02', 'x', 'paper', now(), now(), false from dossiers.dossier d where d.agency_id = $1 order by d.filed_at desc limit 1`,
    [by.agencyId, name],
  )
}

/** A pause that was approved, annulled, and asked for again. */
async function usePauses(officer: Caller, director: Caller, code: string): Promise<void> {
  const at = (name: string) => `/office/dossiers/${code}/${name}`
  const asked = { cause: 'finance', number: '1/TB (mẫu)', date: '2026-03-02', reason: 'Chờ nộp phí (mẫu)' }
  for (const [who, name, fields] of [
    [officer, 'pause-propose', asked],
    [director, 'pause-approve', { decision: 'approve' }],
    [director, 'pause-annul', { no: '1', reason: 'Nhầm hồ sơ (mẫu)' }],
    [officer, 'pause-propose', asked],
  ] as const)
    equal((await who.send(at(name), at(name), fields)).status, 303, name)
}

/** An apology that nobody has signed yet. */
async function useApology(officer: Caller, code: string): Promise<void> {
  const page = `/office/dossiers/${code}/draft-apology`
  equal((await officer.send(page, page, { reason: 'Chờ đo lại (mẫu)', newDue: '2026-03-18T10:00' })).status, 303)
}

const day2026 = {
  date: day('2026-01-01'),
  kind: 'holiday',
  name: 'Tết Dương lịch',
  for: null,
  source: 'TB 1 (mẫu)',
  verified: true,
} as const satisfies Parameters<typeof loadYear>[2]['days'][number]

/** Runs under an agency (null: none) and takes everything back. Answers the rows, or the SQLSTATE of the refusal. */
async function under(agencyId: number | null, sql: string, values: unknown[] = []): Promise<pg.QueryResult | string> {
  await app.query('begin')
  try {
    if (agencyId !== null) await app.query(`set local app.agency_id = '${agencyId}'`)
    return await app.query(sql, values)
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code ?? '?'
    throw error
  } finally {
    await app.query('rollback')
  }
}
const rowsOf = (answer: pg.QueryResult | string) => (typeof answer === 'string' ? answer : answer.rowCount)

/** SQLSTATE: no right to do that, or the policy of the row says no. */
const denied = '42501'

describe('Two agencies in one store (hai cơ quan chung một kho)', () => {
  before(async () => {
    house = await openHouse({ now: '2026-03-02T08:00' })
    home = house.department
    other = await openDepartment(house.store.db, house.clock.now, 2)
    for (const [department, code] of [
      [home, 'so-thu-1'],
      [other, 'so-thu-2'],
    ] as const)
      await useEverything(department, code)
    tables = await house.rows<Table>(
      `select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) as owner,
         array(select a.attname::text from pg_index i cross join unnest(i.indkey) with ordinality k(no, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.no
               where i.indrelid = c.oid and i.indisprimary order by k.place) as key
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours} order by 1`,
    )
    app = new pg.Client({ ...house.store.ownerConfig, options: '-c role=motcua_app' })
    await app.connect()
  })
  after(async () => {
    await app?.end()
    await house?.close()
  })

  describe('The agency of a row (phạm vi cơ quan), for every table of the catalogue', () => {
    it('sees the tables of the schema, with rows of both agencies in every one', async () => {
      ok(tables.length >= 26, `${tables.length} tables`)
      for (const { name } of tables)
        for (const { agencyId } of [home, other]) {
          const found = await house.rows(`select from ${name} where agency_id = $1`, [agencyId])
          notEqual(found.length, 0, `this test leaves no row of agency ${agencyId} in ${name}: teach useEverything to`)
        }
    })

    it('begins every primary key', () =>
      deepEqual(
        tables.filter(({ key }) => key[0] !== 'agency_id').map(({ name }) => name),
        [],
      ))

    it('is part of whatever is unique', async () => {
      const keys = await house.rows<{ name: string }>(
        `select n.nspname || '.' || i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = i.relnamespace
         where x.indisunique and ${ours} and not exists (select from pg_attribute a where a.attrelid = x.indrelid and a.attname = 'agency_id' and a.attnum = any (x.indkey))`,
      )
      deepEqual(keys.map(({ name }) => name).sort(), Object.keys(sharedKeys).sort())
    })

    it('is part of whatever refers to another row', async () => {
      const found = await house.rows<{ name: string }>(
        `select conrelid::regclass || '.' || conname as name from pg_constraint k join pg_namespace n on n.oid = k.connamespace
         where contype = 'f' and ${ours} and not exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'agency_id' and a.attnum = any (k.confkey))`,
      )
      deepEqual(found, [])
    })

    it('is watched by row-level security, which the application cannot put off', async () => {
      deepEqual(
        tables.filter(({ secured }) => !secured).map(({ name }) => name),
        [],
      )
      deepEqual(
        tables.filter(({ owner }) => owner === 'motcua_app').map(({ name }) => name),
        [],
      )
      const [role] = await house.rows(
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, exists (select from pg_auth_members m where m.member = r.oid) as joins from pg_roles r where rolname = 'motcua_app'`,
      )
      deepEqual(role, {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        joins: false,
      })
      const more = await house.rows(
        `select table_schema, table_name, privilege_type from information_schema.role_table_grants where grantee in ('motcua_app', 'PUBLIC')
         and table_schema not in ('pg_catalog', 'information_schema') and (privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') or table_schema = 'public' and privilege_type <> 'SELECT')`,
      )
      deepEqual(more, [])
    })

    it('shows nothing of another agency', async () => {
      for (const { name } of tables) {
        const seen = await under(home.agencyId, `select from ${name} where agency_id = $1`, [other.agencyId])
        if (directory[name]) notEqual(rowsOf(seen), 0, name)
        else equal(rowsOf(seen), 0, name)
        notEqual(rowsOf(await under(home.agencyId, `select from ${name}`)), 0, `${name}: not even its own`)
      }
    })

    it('lets nothing of another agency be added', async () => {
      for (const { name } of tables) {
        const [row] = await house.rows<{ row: string }>(`select to_json(t)::text as row from ${name} t where agency_id = $1 limit 1`, [
          other.agencyId,
        ])
        const answer = await under(
          home.agencyId,
          `insert into ${name} overriding system value select (json_populate_record(null::${name}, $1::json)).*`,
          [row?.row],
        )
        equal(answer, denied, name)
      }
    })

    it('lets nothing of another agency be changed, and nothing of one’s own be given away', async () => {
      for (const { name } of tables) {
        const taken = await under(home.agencyId, `update ${name} set agency_id = agency_id where agency_id = $1`, [other.agencyId])
        ok(taken === denied || rowsOf(taken) === 0, `${name}: ${rowsOf(taken)}`)
        equal(
          await under(home.agencyId, `update ${name} set agency_id = $1 where agency_id = $2`, [other.agencyId, home.agencyId]),
          denied,
          name,
        )
      }
    })

    it('lets nothing of another agency be deleted, nor any table be emptied', async () => {
      for (const { name } of tables) {
        const answer = await under(home.agencyId, `delete from ${name} where agency_id = $1`, [other.agencyId])
        ok(answer === denied || rowsOf(answer) === 0, `${name}: ${rowsOf(answer)}`)
        equal(await under(home.agencyId, `truncate ${name} cascade`), denied, name)
      }
    })

    it('shows nothing at all, and takes nothing, where no agency was said', async () => {
      for (const { name } of tables) {
        const seen = rowsOf(await under(null, `select from ${name}`))
        if (directory[name]) notEqual(seen, 0, name)
        else equal(seen, 0, name)
        const [row] = await house.rows<{ row: string }>(`select to_json(t)::text as row from ${name} t limit 1`)
        const added = await under(
          null,
          `insert into ${name} overriding system value select (json_populate_record(null::${name}, $1::json)).*`,
          [row?.row],
        )
        equal(added, denied, name)
      }
    })

    it('keeps what is recorded: journal, anchors, files and loaded years can be added to, never changed', async () => {
      for (const name of ['audit.entry', 'audit.anchor', 'platform.file', 'dossiers.attachment', 'clock.loaded_year', 'clock.loaded_day']) {
        equal(await under(home.agencyId, `update ${name} set agency_id = agency_id`), denied, name)
        equal(await under(home.agencyId, `delete from ${name}`), denied, name)
      }
    })

    it('holds in functions that run as the owner, and there are no views past it', async () => {
      const found = await house.rows<{ name: string }>(
        `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${ours} order by 1`,
      )
      deepEqual(
        found.map(({ name }) => name),
        Object.keys(ownersFunctions),
      )
      const views = await house.rows(
        `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and ${ours} and not coalesce(c.reloptions @> '{security_invoker=true}', false)`,
      )
      deepEqual(views, [])
      const words = `to_tsquery('simple', 'rieng')`
      const [both] = await house.rows<{ count: string }>(`select count(*) from dossiers.dossier where words @@ ${words}`)
      equal(both?.count, '2')
      const answer = await under(home.agencyId, `select f.code from dossiers.find(${words}, 50) f`)
      const codes = typeof answer === 'string' ? answer : answer.rows.map((row: { code: string }) => row.code.slice(0, 6))
      deepEqual(codes, ['H99.71'])
      equal(rowsOf(await under(null, `select from dossiers.find(${words}, 50)`)), 0)
      for (const direction of ['in', 'out']) {
        equal(rowsOf(await under(home.agencyId, `select from documents.find('${direction}', ${words}, 50)`)), 1)
        equal(rowsOf(await under(null, `select from documents.find('${direction}', ${words}, 50)`)), 0)
      }
    })
  })

  describe('The agency of a page (phạm vi cơ quan trên mạng)', () => {
    it('answers a dossier of another agency as one that does not exist, in the office and in the API', async () => {
      const [theirs] = await house.rows<{ code: string }>('select code from dossiers.dossier where agency_id = $1', [other.agencyId])
      const officer = await caller(house.base, 'motcua1', 'so-thu-1')
      const [seen, unknown] = [
        await officer.get(`/office/dossiers/${theirs?.code}`),
        await officer.get('/office/dossiers/H99.71-260302-9999'),
      ]
      deepEqual([seen.status, unknown.status], [404, 404])
      const authorization = `Bearer ${await home.token('motcua1', ['dossier.read', 'dossier.process'])}`
      const api = async (path: string, init: RequestInit = {}) =>
        fetch(`${house.base}/api/v1${path}`, {
          ...init,
          headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        })
      equal((await api(`/dossiers/${theirs?.code}`)).status, 404)
      equal((await api(`/dossiers/${theirs?.code}/events`)).status, 404)
      equal((await api(`/dossiers/${theirs?.code}/take`, { method: 'POST', body: '{"step":"1"}' })).status, 404)
      const { rows } = (await (await api('/dossiers')).json()) as { rows: { code: string }[] }
      deepEqual(
        rows.map(({ code }) => code.slice(0, 6)),
        ['H99.71'],
      )
    })

    it('lets a session of one agency pass for nobody in the other', async () => {
      const token = await home.token('motcua1', ['dossier.read'])
      const forged = token.replace(`_${home.agencyId}_`, `_${other.agencyId}_`)
      notEqual(forged, token)
      const answer = await fetch(`${house.base}/api/v1/dossiers`, { headers: { authorization: `Bearer ${forged}` } })
      equal(answer.status, 401)
    })
  })
})
