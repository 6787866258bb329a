import { createHash } from 'node:crypto'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { cursorOf, isTime, readCursor } from '../../../platform/postgres/cursor.ts'
import { iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import type { Refusal } from '../explain.ts'
import type { Page } from '../look-up.adapter.ts'
import type { DossierCode } from '../model.ts'
import type { Folded } from '../time-line.ts'
import type { MigrationOrder } from './decide.ts'
import type { Candidate, Chosen, MigrationRun } from './run.ts'

/** Statuses of dossiers that are looked at: all that are not over. One whose processing has ended is shown, and stays. */
const running = 'status in (1, 2, 4, 5, 6, 9)'

const candidates: Statement = {
  name: 'migration-candidates',
  text: `with running as (
      select procedure_id, procedure_version, count(*)::int as dossiers from dossiers.dossier where agency_id = $1 and ${running}
        and ($3::int is null or procedure_id = $3) group by procedure_id, procedure_version
    )
    select r.procedure_id as "procedureId", p.name, r.procedure_version as version, v.decision, r.dossiers, t.targets
    from running r join procedures.procedure p on p.agency_id = $1 and p.procedure_id = r.procedure_id
    join procedures.version v on v.agency_id = $1 and v.procedure_id = r.procedure_id and v.version_no = r.procedure_version
    cross join lateral (select json_agg(json_build_object('version', o.version_no, 'decision', o.decision, 'effectiveFrom', o.effective_from - '1970-01-01'::date) order by o.version_no desc) as targets
      from procedures.version o where o.agency_id = $1 and o.procedure_id = r.procedure_id and o.state = 'published' and o.version_no <> r.procedure_version and o.effective_from <= $2 and coalesce(o.effective_to >= $2, true)) t
    where t.targets is not null and (p.sort_name, r.procedure_id, r.procedure_version) > ($4, $5, $6)
    order by p.sort_name, r.procedure_id, r.procedure_version limit $7`,
}

/** Which procedures have running dossiers on a version beside which another one is in force; at most a page of them. */
export async function migrationCandidates(
  tx: Tx,
  agencyId: number,
  today: string,
  { procedureId = null, most = 50 }: { procedureId?: number | null; most?: number } = {},
): Promise<{ rows: Candidate[]; isMore: boolean }> {
  const found = await tx.rows<Candidate>(candidates, [agencyId, today, procedureId, '', 0, 0, most + 1])
  return { rows: found.slice(0, most), isMore: found.length > most }
}

/** A running dossier as the preview reads it. */
export type RunningRow = { code: DossierCode; version: number; procedureVersion: number; isHardArea: boolean; state: Folded }

const runningPage: Statement = {
  name: 'migration-running',
  text: `select code, version, procedure_version as "procedureVersion", coalesce((filing ->> 'isHardArea')::bool, false) as "isHardArea", state
    from dossiers.dossier where agency_id = $1 and procedure_id = $2 and procedure_version = $3 and ${running} and code > $4 order by code limit 1000`,
}

/** Running dossiers of a version, a thousand at a time, by code. */
export const runningOfVersion = (
  tx: Tx,
  agencyId: number,
  { procedureId, from }: { procedureId: number; from: number },
  after: string,
): Promise<RunningRow[]> => tx.rows(runningPage, [agencyId, procedureId, from, after])

const insertMigration = `insert into dossiers.migration (agency_id, migration_id, procedure_id, from_version, to_version, basis_number, basis_date, reason, steps, is_whole, question, officer_id, begun_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (agency_id, migration_id) do nothing returning migration_id`
const insertWhole: Statement = {
  name: 'migration-insert-whole',
  text: `with begun as (${insertMigration})
    insert into dossiers.migration_item (agency_id, migration_id, code, seen)
    select $1::int, b.migration_id, d.code, d.version from begun b, dossiers.dossier d
    where d.agency_id = $1 and d.procedure_id = $3 and d.procedure_version = $4 and d.status in (1, 2, 4, 5, 6)`,
}
const insertNamed: Statement = {
  name: 'migration-insert-named',
  text: `with begun as (${insertMigration})
    insert into dossiers.migration_item (agency_id, migration_id, code, seen)
    select $1::int, b.migration_id, d.code, c.seen from begun b, unnest($14::text[], $15::int[]) as c (code, seen)
    join dossiers.dossier d on d.agency_id = $1 and d.code = c.code and d.procedure_id = $3`,
}
const questionOf: Statement = {
  name: 'migration-question',
  text: 'select question, officer_id from dossiers.migration where agency_id = $1 and migration_id = $2',
}

/** Writes a move down before its first dossier, so that it goes on after a break. The same again changes nothing. */
export async function beginMigration(
  tx: Tx,
  by: { agencyId: number; officerId: number },
  move: { id: string; order: MigrationOrder; chosen: Chosen; now: Moment },
): Promise<Result<{ id: string }, { kind: 'key-reused' }>> {
  const { id, order, chosen, now } = move
  const mark = createHash('sha256')
    .update(JSON.stringify([order, chosen]))
    .digest()
  const values = [
    ...[by.agencyId, id, order.procedureId, order.from, order.to, order.basis.number, order.basis.date, order.basis.reason],
    ...[JSON.stringify(order.steps), chosen === 'whole', mark, by.officerId, iso(now)],
  ]
  if (chosen === 'whole') await tx.rows(insertWhole, values)
  else await tx.rows(insertNamed, [...values, chosen.map((c) => c.code), chosen.map((c) => c.seen)])
  const [row] = await tx.rows<{ question: Buffer; officer_id: number }>(questionOf, [by.agencyId, id])
  return row?.question.equals(mark) && row.officer_id === by.officerId ? ok({ id }) : err({ kind: 'key-reused' })
}

const runColumns = `m.migration_id as id, m.procedure_id as "procedureId", p.name as procedure, m.from_version as "fromVersion", m.to_version as "toVersion", m.basis_number as number,
  m.basis_date as date, m.reason, m.steps, m.is_whole as "isWhole", m.officer_id as "officerId", m.begun_at as "begunAt", c.all, c.done, c.refused`
const runCounts = `join procedures.procedure p on p.agency_id = $1 and p.procedure_id = m.procedure_id
  cross join lateral (select count(*)::int as all, (count(*) filter (where i.state = 'done'))::int as done, (count(*) filter (where i.state = 'refused'))::int as refused
    from dossiers.migration_item i where i.agency_id = $1 and i.migration_id = m.migration_id) c`
const readRun: Statement = {
  name: 'migration-read',
  text: `select ${runColumns} from dossiers.migration m ${runCounts} where m.agency_id = $1 and m.migration_id = $2`,
}

/** A move with its counts. */
export const migrationRun = async (tx: Tx, agencyId: number, id: string): Promise<MigrationRun | undefined> =>
  (await tx.rows<MigrationRun>(readRun, [agencyId, id]))[0]

/** Moves on one page. */
const runsPage = 20
const newestRuns: Statement = {
  name: 'migration-newest',
  text: `select ${runColumns}, m.begun_at::text as key from (
      select * from dossiers.migration where agency_id = $1 and ($2::timestamptz is null or (begun_at, migration_id) < ($2::timestamptz, $3::text)) order by begun_at desc, migration_id desc limit ${runsPage + 1}
    ) m ${runCounts} order by m.begun_at desc, m.migration_id desc`,
}

/** Moves of the agency, the newest first, in pages. */
export async function listMigrations(tx: Tx, agencyId: number, after: string | null): Promise<Page<MigrationRun>> {
  const key = readCursor(after, [isTime, (k) => typeof k === 'string' && /^[\w-]{8,70}$/.test(k)])
  const found = await tx.rows<MigrationRun & { key: string }>(newestRuns, [agencyId, ...(key ?? [null, null])])
  const last = found.length > runsPage ? found[runsPage - 1] : undefined
  return { rows: found.slice(0, runsPage).map(({ key: _, ...run }) => run), next: last ? cursorOf(last.key, last.id) : null }
}

const waiting: Statement = {
  name: 'migration-waiting',
  text: `select code, seen from dossiers.migration_item where agency_id = $1 and migration_id = $2 and state = 'waiting' order by code limit $3`,
}
export const waitingCodes = (tx: Tx, agencyId: number, id: string, most: number): Promise<{ code: DossierCode; seen: number }[]> =>
  tx.rows(waiting, [agencyId, id, most])

const settle: Statement = {
  name: 'migration-settle',
  text: `update dossiers.migration_item i set state = case when r.refusal is null then 'done' else 'refused' end, refusal = r.refusal::jsonb
    from unnest($3::text[], $4::text[]) as r (code, refusal) where i.agency_id = $1 and i.migration_id = $2 and i.code = r.code and i.state = 'waiting'`,
}

/** Writes down what came of some of them. */
export const settleCodes = (tx: Tx, agencyId: number, id: string, outcomes: readonly { code: string; refusal: Refusal | null }[]) =>
  tx.rows(settle, [agencyId, id, outcomes.map((o) => o.code), outcomes.map((o) => (o.refusal === null ? null : JSON.stringify(o.refusal)))])

const again: Statement = {
  name: 'migration-again',
  text: `update dossiers.migration_item i set state = 'waiting', refusal = null, seen = d.version from dossiers.dossier d
    where i.agency_id = $1 and i.migration_id = $2 and i.state = 'refused' and d.agency_id = $1 and d.code = i.code`,
}

/** Those that were refused wait once more, as they stand now. */
export const tryAgain = (tx: Tx, agencyId: number, id: string) => tx.rows(again, [agencyId, id])

const refusedPage: Statement = {
  name: 'migration-refused',
  text: `select code, refusal from dossiers.migration_item where agency_id = $1 and migration_id = $2 and state = 'refused' and code > $3 order by code limit $4`,
}

/** Those that were not moved, and why. */
export const refusedCodes = (
  tx: Tx,
  agencyId: number,
  id: string,
  after: string,
  most: number,
): Promise<{ code: DossierCode; refusal: Refusal }[]> => tx.rows(refusedPage, [agencyId, id, after, most])

const unfinished: Statement = {
  name: 'migration-unfinished',
  text: `select m.migration_id as id, m.officer_id as "officerId" from dossiers.migration m where m.agency_id = $1
      and exists (select from dossiers.migration_item i where i.agency_id = $1 and i.migration_id = m.migration_id and i.state = 'waiting')
    order by m.begun_at limit 20`,
}

/** Moves that were broken off. */
export const unfinishedMigrations = (tx: Tx, agencyId: number): Promise<{ id: string; officerId: number }[]> =>
  tx.rows(unfinished, [agencyId])
