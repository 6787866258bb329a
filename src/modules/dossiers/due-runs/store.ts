import type { Moment } from '../../../kernel/moment.ts'
import { type Database, iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import type { DueRun, DueRunCause, DueRunRefusal, Portion } from './run.ts'

const columns = `no, cause, about, officer_id as "officerId", begun_at as "begunAt", total, seen, moved, refused, ended_at as "endedAt"`

const lock: Statement = { name: 'due-run-lock', text: `select pg_advisory_xact_lock($1, hashtext('dossiers.due_run'))` }
const insert: Statement = {
  name: 'due-run-insert',
  text: `insert into dossiers.due_run (agency_id, no, cause, about, officer_id, begun_at, total)
    select $1::int, coalesce((select max(no) from dossiers.due_run where agency_id = $1), 0) + 1, $2, $3, $4::int, $5::timestamptz,
      (select count(*) from dossiers.dossier where agency_id = $1 and status = any ('{2,4,5,6}') and received_at is not null and ended_at is null)
    returning no`,
}
const wake: Statement = { name: 'due-run-wake', text: 'select dossiers.wake_due_runs()' }

/**
 * Writes down, in the transaction of the change itself, that all open due times are to be computed anew, and wakes the worker: the change
 * and the order to follow it are kept together or not at all.
 */
export async function beginDueRun(
  tx: Tx,
  by: { agencyId: number; officerId: number | null },
  { cause, about, at }: { cause: DueRunCause; about: string; at: Moment },
): Promise<number> {
  await tx.rows(lock, [by.agencyId])
  const [row] = await tx.rows<{ no: number }>(insert, [by.agencyId, cause, about, by.officerId, iso(at)])
  await tx.rows(wake, [])
  return row?.no ?? 0
}

/** How long a worker that gives no sign keeps a run from others. */
const leaseSeconds = 30
const claim: Statement = {
  name: 'due-run-claim',
  text: `update dossiers.due_run set leased_until = clock_timestamp() + interval '${leaseSeconds} seconds'
    where agency_id = $1 and no = (select no from dossiers.due_run where agency_id = $1 and ended_at is null order by no limit 1 for update skip locked)
      and (leased_until is null or leased_until < clock_timestamp())
    returning no, after_code as after, officer_id as "officerId"`,
}

/** The oldest run that is not over, for one worker at a time. Undefined: none, or somebody is at it. */
export const claimDueRun = (db: Database, agencyId: number) =>
  db.inAgency(agencyId, async (tx) => (await tx.rows<{ no: number; after: string; officerId: number | null }>(claim, [agencyId]))[0])

const settle: Statement = {
  name: 'due-run-settle',
  text: `update dossiers.due_run set after_code = coalesce($4, after_code), seen = seen + $5::int, moved = moved + $6::int, refused = refused + $7::int,
      total = greatest(total, seen + $5::int), leased_until = clock_timestamp() + interval '${leaseSeconds} seconds', ended_at = $8::timestamptz
    where agency_id = $1 and no = $2 and after_code = $3 and ended_at is null returning no`,
}
const name: Statement = {
  name: 'due-run-refusals-insert',
  text: `insert into dossiers.due_run_refusal (agency_id, no, code, refusal) select $1::int, $2::int, r.code, r.refusal::jsonb
    from unnest($3::text[], $4::text[]) as r (code, refusal) on conflict do nothing`,
}

/** Writes down what a portion came to. False: somebody else has been there meanwhile, and this worker stops. */
export const settlePortion = (
  db: Database,
  agencyId: number,
  { no, after }: { no: number; after: string },
  { last, seen, moved, refused }: Portion,
  now: Moment,
): Promise<boolean> =>
  db.inAgency(agencyId, async (tx) => {
    const endedAt = last === null ? iso(now) : null
    const [mine] = await tx.rows<{ no: number }>(settle, [agencyId, no, after, last, seen, moved, refused.length, endedAt])
    if (!mine) return false
    if (refused.length > 0)
      tx.last(name, [agencyId, no, refused.map(({ code }) => code), refused.map(({ refusal }) => JSON.stringify(refusal))])
    return true
  })

const release: Statement = {
  name: 'due-run-release',
  text: 'update dossiers.due_run set leased_until = null where agency_id = $1 and no = $2',
}

/** Leaves the rest of a run to the next job. */
export const releaseDueRun = (db: Database, agencyId: number, no: number): Promise<void> =>
  db.inAgency(agencyId, async (tx) => {
    await tx.rows(release, [agencyId, no])
    tx.last(wake, [])
  })

const some: Statement = {
  name: 'due-runs',
  text: `select ${columns} from dossiers.due_run where agency_id = $1 and no < $2 order by no desc limit $3`,
}
const one: Statement = { name: 'due-run', text: `select ${columns} from dossiers.due_run where agency_id = $1 and no = $2` }
const refusals: Statement = {
  name: 'due-run-refusals',
  text: 'select code, refusal from dossiers.due_run_refusal where agency_id = $1 and no = $2 and code > $3 order by code limit $4',
}

/** Beyond every number. */
export const newestRun = 2_147_483_647

/** Runs, the newest first. */
export const dueRuns = (tx: Tx, agencyId: number, before: number, most: number): Promise<DueRun[]> =>
  tx.rows(some, [agencyId, before, most])

export const dueRunOf = async (tx: Tx, agencyId: number, no: number): Promise<DueRun | undefined> =>
  (await tx.rows<DueRun>(one, [agencyId, no]))[0]

/** Dossiers that a run could not compute anew, by code. */
export const refusalsOf = (
  tx: Tx,
  agencyId: number,
  no: number,
  after: string,
  most: number,
): Promise<{ code: string; refusal: DueRunRefusal }[]> => tx.rows(refusals, [agencyId, no, after, most])
