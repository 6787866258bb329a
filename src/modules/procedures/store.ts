import { createHash } from 'node:crypto'
import { assert } from '../../kernel/assert.ts'
import { searchQuery, searchWords, withoutMarks } from '../../kernel/fold.ts'
import { type Day, dayInVietnam, dayText, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { inVietnamese, type Say } from '../../kernel/say.ts'
import { type Database, iso, type Statement, type Tx } from '../../platform/postgres/database.ts'
import { append } from '../audit/service.ts'
import type { OrgSnapshot } from '../org/model.ts'
import { orgAsOf } from '../org/service.ts'
import { type AssignRefused, type Chosen, decideAssignments } from './assign/decide.ts'
import { approvedOf } from './conform/approved.adapter.ts'
import { type Candidate, countLines, type ImportCounts, type ImportLine, planImport } from './import/plan.ts'
import type { ListedProcedure, ListState } from './listed.ts'
import type { ConfirmedAssignments } from './mapping.ts'
import { checkProcess, type Fault, type InternalProcess } from './process.ts'
import type { FileRefused } from './process-file.adapter.ts'
import { decidePublish, type Published, type PublishRefused } from './publish/decide.ts'
import type { Procedure, Version, VersionState } from './version.ts'
import { decideWithdrawal, type Withdrawn, type WithdrawRefused } from './withdraw/decide.ts'

/** Who acts, and when. `officerId` is null for the command line. */
export type By = { agencyId: number; officerId: number | null; onBehalfOf: number | null; at: Moment }

/** An act on one procedure: what the page had seen, and the key of the form. */
export type Stamp = { seen: number; key: string }

/** Why nothing was written, apart from the rule's own refusal. */
export type NotWritten = { kind: 'not-found' } | { kind: 'changed-meanwhile' } | { kind: 'key-reused' }

const streamOf = (key: string): string => `procedures/${key}`

const statement = (name: string, text: string): Statement => ({ name: `procedures-${name}`, text })

// ── import ──

const lockImports = statement('lock', `select pg_advisory_xact_lock($1, hashtext('procedures'))`)
const newestByKey = statement(
  'newest-by-key',
  `select p.key, p.procedure_id, n.version_no, n.content_hash
   from procedures.procedure p
   cross join lateral (
     select version_no, content_hash from procedures.version v
     where v.agency_id = $1 and v.procedure_id = p.procedure_id order by version_no desc limit 1) n
   where p.agency_id = $1 and p.key = any($2::text[])`,
)
const lastId = statement('last-id', 'select coalesce(max(procedure_id), 0) as last from procedures.procedure where agency_id = $1')
const insertProcedures = statement(
  'insert',
  `insert into procedures.procedure (agency_id, procedure_id, key, code, name, sort_name, field, words)
   select $1, r.id, r.key, r.code, r.name, r.sort_name, r.field, r.words
   from jsonb_to_recordset($2::jsonb) as r(id int, key text, code text, name text, sort_name text, field text, words text[])`,
)
/** Until something is published the newest draft names the procedure; afterwards what is published does. Both can be searched. */
const updateProcedures = statement(
  'update',
  `update procedures.procedure p set revision = p.revision + 1,
     name = case when pub.is_out then p.name else r.name end,
     sort_name = case when pub.is_out then p.sort_name else r.sort_name end,
     code = case when pub.is_out then p.code else r.code end,
     field = case when pub.is_out then p.field else r.field end,
     words = array(select distinct unnest(p.words || r.words))
   from jsonb_to_recordset($2::jsonb) as r(id int, code text, name text, sort_name text, field text, words text[]),
     lateral (select exists (select from procedures.version v
       where v.agency_id = $1 and v.procedure_id = r.id and v.state = 'published') as is_out) pub
   where p.agency_id = $1 and p.procedure_id = r.id`,
)
const insertVersions = statement(
  'insert-versions',
  `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, decision, faults, imported_by, imported_at)
   select $1, r.id, r.no, 'draft', r.definition, decode(r.hash, 'hex'), r.decision, r.faults, $3, $4
   from jsonb_to_recordset($2::jsonb) as r(id int, no int, definition jsonb, hash text, decision text, faults jsonb)`,
)

/** What an import did, or would do: a line a record, in the order of the files; `isWritten` false when bad records stopped it. */
export type ImportOutcome = { lines: readonly ImportLine[]; counts: ImportCounts; isWritten: boolean }

/**
 * Imports processes (nhập quy trình): all records in one transaction, or none when one is bad and `skipBad` does not say otherwise.
 * A new or changed content becomes a draft of its own; what is published stays as it is.
 */
export const importProcesses = (
  db: Database,
  by: By,
  candidates: readonly Candidate[],
  say: Say,
  { dryRun = false, skipBad = false }: { dryRun?: boolean; skipBad?: boolean } = {},
): Promise<ImportOutcome> => db.inAgency(by.agencyId, (tx) => importIn(tx, by, candidates, { dryRun, skipBad }, say))

/** As `importProcesses`, inside a transaction of the caller's. */
export async function importIn(
  tx: Tx,
  by: By,
  candidates: readonly Candidate[],
  { dryRun, skipBad }: { dryRun: boolean; skipBad: boolean },
  say: Say,
): Promise<ImportOutcome> {
  const { agencyId } = by
  if (!dryRun) await tx.rows(lockImports, [agencyId])
  const keys = candidates.flatMap(({ read }) => (read.ok ? [read.value.process.id] : []))
  const known = await tx.rows<{ key: string; procedure_id: number; version_no: number; content_hash: Buffer }>(newestByKey, [
    agencyId,
    keys,
  ])
  const lines = planImport(candidates, new Map(known.map((k) => [k.key, k.content_hash.toString('hex')])), say)
  const counts = countLines(lines)
  const isRefused = counts.bad > 0 && !skipBad
  if (!dryRun && !isRefused) await writeDrafts(tx, by, lines, new Map(known.map((k) => [k.key, k])))
  return { lines, counts, isWritten: !dryRun && !isRefused }
}

type Known = { procedure_id: number; version_no: number }

async function writeDrafts(tx: Tx, by: By, lines: readonly ImportLine[], known: ReadonlyMap<string, Known>): Promise<void> {
  const fresh = lines.flatMap(({ state, process, hash, file }) =>
    process && hash && (state === 'new' || state === 'changed') ? [{ process, hash, file }] : [],
  )
  if (fresh.length === 0) return
  const { agencyId, officerId, onBehalfOf, at } = by
  const [found] = await tx.rows<{ last: number }>(lastId, [agencyId])
  let last = found?.last ?? 0
  const drafts = fresh.map(({ process, hash, file }) => {
    const before = known.get(process.id)
    const { code, name, field, decision } = process
    const heading = { key: process.id, code, name, sort_name: withoutMarks(name), field: field ?? '', words: wordsOf(process) }
    const { faults } = checkProcess(process)
    const id = before?.procedure_id ?? ++last
    return {
      id,
      no: (before?.version_no ?? 0) + 1,
      isNew: !before,
      ...heading,
      definition: process,
      hash,
      decision: decision ?? '',
      faults,
      file,
    }
  })
  const added = drafts.filter(({ isNew }) => isNew)
  const changed = drafts.filter(({ isNew }) => !isNew)
  if (added.length > 0) await tx.rows(insertProcedures, [agencyId, JSON.stringify(added)])
  if (changed.length > 0) await tx.rows(updateProcedures, [agencyId, JSON.stringify(changed)])
  await tx.rows(insertVersions, [agencyId, JSON.stringify(drafts), officerId, iso(at)])
  await Promise.all(
    drafts.map(({ key, no, hash, file, faults }) => {
      const body = JSON.stringify({ version: no, contentHash: hash, file, faults: faults.map((f) => f.kind) })
      return append(tx, agencyId, streamOf(key), at, [{ kind: 'draft-imported', at, officerId, onBehalfOf, body }])
    }),
  )
}

const wordsOf = ({ id, code, name, field }: InternalProcess): string[] => searchWords(id, code ?? '', name, field ?? '')

// ── one procedure ──

type VersionRow = {
  version_no: number
  state: VersionState
  definition: InternalProcess
  decision: string
  faults: Fault[]
  assignments: ConfirmedAssignments | null
  assigned_by: number | null
  assigned_at: Moment | null
  effective_from: Day | null
  effective_to: Day | null
  imported_by: number | null
  imported_at: Moment
  published_by: number | null
  published_at: Moment | null
}
const versionColumns = `version_no, state, definition, decision, faults, assignments, assigned_by, assigned_at,
  effective_from, effective_to, imported_by, imported_at, published_by, published_at`

const procedureColumns = 'procedure_id, key, code, name, field, withdrawn_at, revision'
const readProcedureRow = statement(
  'read',
  `select ${procedureColumns} from procedures.procedure where agency_id = $1 and procedure_id = $2`,
)
/** Readers with a foreign key to it go on; a second decision waits. */
const lockProcedureRow = statement(
  'lock-one',
  `select ${procedureColumns} from procedures.procedure where agency_id = $1 and procedure_id = $2 for no key update`,
)
const readVersions = statement(
  'versions',
  `select ${versionColumns} from procedures.version v where agency_id = $1 and procedure_id = $2
     and (state <> 'draft' or version_no > (select max(version_no) - 50 from procedures.version w where w.agency_id = $1 and w.procedure_id = $2))
   order by version_no desc limit 500`,
)

/** A procedure with its versions, or undefined: every one that was published, and the drafts among the newest fifty. */
export const readProcedure = (tx: Tx, agencyId: number, procedureId: number): Promise<Procedure | undefined> =>
  read(tx, readProcedureRow, agencyId, procedureId)

async function read(tx: Tx, row: Statement, agencyId: number, procedureId: number): Promise<Procedure | undefined> {
  type Row = {
    procedure_id: number
    key: string
    code: string | null
    name: string
    field: string
    withdrawn_at: Moment | null
    revision: number
  }
  const [found] = await tx.rows<Row>(row, [agencyId, procedureId])
  if (!found) return undefined
  const versions = await tx.rows<VersionRow>(readVersions, [agencyId, procedureId])
  const { key, code, name, field, withdrawn_at: withdrawnAt, revision } = found
  return { procedureId, key, code, name, field, withdrawnAt, revision, versions: versions.map(versionOf) }
}

const versionOf = (row: VersionRow): Version => ({
  versionNo: row.version_no,
  state: row.state,
  process: row.definition,
  decision: row.decision,
  faults: row.faults,
  assignments: row.assignments,
  assignedBy: row.assigned_by,
  assignedAt: row.assigned_at,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
  importedBy: row.imported_by,
  importedAt: row.imported_at,
  publishedBy: row.published_by,
  publishedAt: row.published_at,
})

// ── acts ──

const answered = statement('answered', 'select question, outcome from platform.answer where agency_id = $1 and key = $2')
const remember = statement('remember', 'insert into platform.answer (agency_id, key, question, outcome) values ($1, $2, $3, $4)')
const assign = statement(
  'assign',
  `update procedures.version set assignments = $4, assigned_by = $5, assigned_at = $6
   where agency_id = $1 and procedure_id = $2 and version_no = $3 and state = 'draft'`,
)
const publish = statement(
  'publish',
  `update procedures.version set state = 'published', effective_from = $4, decision = $5, published_by = $6, published_at = $7
   where agency_id = $1 and procedure_id = $2 and version_no = $3 and state = 'draft'`,
)
const endVersions = statement(
  'end',
  `update procedures.version set effective_to = $4
   where agency_id = $1 and procedure_id = $2 and version_no = any($3::int[]) and state = 'published'`,
)
const dropVersions = statement(
  'drop',
  `update procedures.version set state = 'withdrawn'
   where agency_id = $1 and procedure_id = $2 and version_no = any($3::int[]) and state = 'published'`,
)
export const touch = statement(
  'touch',
  'update procedures.procedure set revision = revision + 1 where agency_id = $1 and procedure_id = $2',
)
const rename = statement(
  'rename',
  `update procedures.procedure set revision = revision + 1, withdrawn_at = null, code = $3, name = $4, sort_name = $5, field = $6, words = $7
   where agency_id = $1 and procedure_id = $2`,
)
const withdraw = statement(
  'withdraw',
  'update procedures.procedure set revision = revision + 1, withdrawn_at = $3 where agency_id = $1 and procedure_id = $2',
)

export type Act<T, E> = {
  /** what was asked, for telling a repeat from a reused key */
  question: unknown
  decide(tx: Tx, procedure: Procedure): Promise<Result<T, E>>
  /** what goes into the journal */
  happening(made: T): { kind: string; body: unknown }
  write(tx: Tx, procedure: Procedure, made: T): Promise<unknown>
}

/**
 * Runs one decision on one procedure: lock, load, decide, write, journal; one transaction. A repeated key gets the first answer
 * again and writes nothing; what somebody else changed since the page was read is refused.
 */
export const actOn = <T, E>(
  db: Database,
  by: By,
  procedureId: number,
  { seen, key }: Stamp,
  act: Act<T, E>,
): Promise<Result<T, E | NotWritten>> =>
  db.inAgency(by.agencyId, async (tx) => {
    const { agencyId, officerId, onBehalfOf, at } = by
    const procedure = await read(tx, lockProcedureRow, agencyId, procedureId)
    if (!procedure) return err({ kind: 'not-found' })
    const question = createHash('sha256')
      .update(JSON.stringify([procedureId, act.question]))
      .digest()
    const [before] = await tx.rows<{ question: Buffer; outcome: T }>(answered, [agencyId, key])
    if (before) return before.question.equals(question) ? ok(before.outcome) : err({ kind: 'key-reused' })
    if (procedure.revision !== seen) return err({ kind: 'changed-meanwhile' })
    const decided = await act.decide(tx, procedure)
    if (!decided.ok) return decided
    await act.write(tx, procedure, decided.value)
    const { kind, body } = act.happening(decided.value)
    await append(tx, agencyId, streamOf(procedure.key), at, [{ kind, at, officerId, onBehalfOf, body: JSON.stringify(body) }])
    tx.last(remember, [agencyId, key, question, JSON.stringify(decided.value)])
    return decided
  })

/** Confirms who carries each step of a draft (xác nhận phân công). */
export const confirmAssignments = (
  db: Database,
  by: By,
  procedureId: number,
  stamp: Stamp,
  { versionNo, chosen }: { versionNo: number; chosen: Readonly<Record<string, Chosen>> },
): Promise<Result<ConfirmedAssignments, AssignRefused | { kind: 'no-such-version' } | NotWritten>> =>
  actOn<ConfirmedAssignments, AssignRefused | { kind: 'no-such-version' }>(db, by, procedureId, stamp, {
    question: ['assign', versionNo, chosen],
    async decide(tx, { versions }) {
      const version = versions.find((v) => v.versionNo === versionNo)
      if (!version) return err({ kind: 'no-such-version' })
      return decideAssignments(version, chosen, await orgOn(tx, by, dayInVietnam(by.at)), versions[0]?.versionNo ?? versionNo)
    },
    happening: (assignments) => ({ kind: 'assignments-confirmed', body: { version: versionNo, assignments } }),
    async write(tx, _, assignments) {
      await tx.rows(assign, [by.agencyId, procedureId, versionNo, JSON.stringify(assignments), by.officerId, iso(by.at)])
      await tx.rows(touch, [by.agencyId, procedureId])
    },
  })

/** Publishes a version from a day on (công bố). The one in force before ends the day before. */
export const publishVersion = (
  db: Database,
  by: By & { officerId: number },
  procedureId: number,
  stamp: Stamp,
  command: { versionNo: number; effectiveFrom: Day; decision: string },
): Promise<Result<Published, PublishRefused | NotWritten>> =>
  actOn<Published, PublishRefused>(db, by, procedureId, stamp, {
    question: ['publish', command],
    async decide(tx, procedure) {
      const approved = await approvedOf(tx, by.agencyId, procedureId)
      const org = await orgOn(tx, by, command.effectiveFrom)
      return decidePublish(procedure, { ...command, by: by.officerId }, org, dayInVietnam(by.at), approved)
    },
    happening: ({ versionNo, effectiveFrom, decision, ends }) => ({
      kind: 'version-published',
      body: { version: versionNo, effectiveFrom: dayText(effectiveFrom), decision, ends: ends.map((e) => e.versionNo) },
    }),
    async write(tx, { versions }, { versionNo, effectiveFrom, decision, ends }) {
      const process = versions.find((v) => v.versionNo === versionNo)?.process
      assert(process, `version ${versionNo} of procedure ${procedureId} vanished under its lock`)
      const place = [by.agencyId, procedureId]
      for (const { versionNo: before, lastDay } of ends) await tx.rows(endVersions, [...place, [before], dayText(lastDay)])
      await tx.rows(publish, [...place, versionNo, dayText(effectiveFrom), decision, by.officerId, iso(by.at)])
      await tx.rows(rename, [...place, process.code, process.name, withoutMarks(process.name), process.field ?? '', wordsOf(process)])
    },
  })

/** Withdraws a procedure (bãi bỏ): nothing is received on it after the last day. */
export const withdrawProcedure = (
  db: Database,
  by: By,
  procedureId: number,
  stamp: Stamp,
  command: { lastDay: Day; reason: string },
): Promise<Result<Withdrawn, WithdrawRefused | NotWritten>> =>
  actOn<Withdrawn, WithdrawRefused>(db, by, procedureId, stamp, {
    question: ['withdraw', command],
    decide: async (_, procedure) => decideWithdrawal(procedure, command, dayInVietnam(by.at)),
    happening: ({ lastDay, ends, dropped }) => ({
      kind: 'procedure-withdrawn',
      body: { lastDay: dayText(lastDay), reason: command.reason, ends, dropped },
    }),
    async write(tx, _, { lastDay, ends, dropped }) {
      const place = [by.agencyId, procedureId]
      if (ends.length > 0) await tx.rows(endVersions, [...place, ends, dayText(lastDay)])
      if (dropped.length > 0) await tx.rows(dropVersions, [...place, dropped])
      await tx.rows(withdraw, [...place, iso(by.at)])
    },
  })

const orgOn = (tx: Tx, { agencyId }: By, day: Day): Promise<OrgSnapshot> => orgAsOf(tx, agencyId, day)

// ── in force ──

/** A version as dossiers run on it. */
export type RunningVersion = {
  procedureId: number
  version: number
  name: string
  process: InternalProcess
  assignments: ConfirmedAssignments
}

const inForceOn = statement(
  'in-force',
  `select version_no from procedures.version
   where agency_id = $1 and procedure_id = $2 and state = 'published' and effective_from <= $3 and coalesce(effective_to >= $3, true)
   order by effective_from desc limit 1`,
)
const publishedVersion = statement(
  'published',
  `select version_no, definition, assignments from procedures.version
   where agency_id = $1 and procedure_id = $2 and version_no = $3 and state <> 'draft'`,
)

/** The number of the version in force on a day, or undefined. */
export async function numberInForce(tx: Tx, agencyId: number, procedureId: number, day: Day): Promise<number | undefined> {
  const [found] = await tx.rows<{ version_no: number }>(inForceOn, [agencyId, procedureId, dayText(day)])
  return found?.version_no
}

const assignmentsInForceOn = statement(
  'assignments-in-force',
  `select assignments from procedures.version
   where agency_id = $1 and state = 'published' and effective_from <= $2 and coalesce(effective_to >= $2, true)`,
)

/** Who carries the steps of every process in force on a day. */
export const assignmentsInForce = async (tx: Tx, agencyId: number, day: Day): Promise<ConfirmedAssignments[]> =>
  (await tx.rows<{ assignments: ConfirmedAssignments }>(assignmentsInForceOn, [agencyId, dayText(day)])).map((r) => r.assignments)

/** A version that was published once, or undefined: a draft carries no dossier. */
export async function publishedOf(tx: Tx, agencyId: number, procedureId: number, version: number): Promise<RunningVersion | undefined> {
  type Row = { definition: InternalProcess; assignments: ConfirmedAssignments }
  const [found] = await tx.rows<Row>(publishedVersion, [agencyId, procedureId, version])
  return found && { procedureId, version, name: found.definition.name, process: found.definition, assignments: found.assignments }
}

// ── lists ──

/** A procedure in force, as the counter's choice and the public pages show it: everything but how it is done inside. */
export type PublicProcedure = Omit<InternalProcess, 'steps' | 'stages' | 'id'> & {
  procedureId: number
  key: string
  version: number
  effectiveFrom: Day
}

/** What is looked for among the procedures in force. */
export type PublicSearch = {
  text?: string | undefined
  field?: string | undefined
  code?: string | undefined
  procedureId?: number | undefined
  after?: string | undefined
  most?: number | undefined
}

/** A page of a list, and where the next one begins. */
export type Page<T> = { rows: readonly T[]; next: string | null }

const rankOf = (exact: number, folded: number) =>
  `case when $${folded}::text is null then 0
        when $${exact}::text is not null and array_to_tsvector(p.words) @@ $${exact}::tsquery then 0 else 1 end`
const found = (exact: number, folded: number) =>
  `($${folded}::text is null or array_to_tsvector(p.words) @@ $${folded}::tsquery or array_to_tsvector(p.words) @@ $${exact}::tsquery)`

const listPublic = statement(
  'list-in-force',
  `select p.procedure_id, p.key, v.version_no, v.effective_from, p.sort_name, v.definition - 'steps' - 'stages' - 'id' as facts, ${rankOf(3, 4)} as rank
   from procedures.procedure p
   join procedures.version v on v.agency_id = $1 and v.procedure_id = p.procedure_id and v.state = 'published'
     and v.effective_from <= $2 and coalesce(v.effective_to >= $2, true)
   where p.agency_id = $1 and ${found(3, 4)}
     and ($5::text is null or p.field = $5) and ($6::text is null or p.code = $6 or p.key = $6) and ($7::int is null or p.procedure_id = $7)
     and ($8::int is null or (${rankOf(3, 4)}, p.sort_name, p.procedure_id) > ($8, $9, $10))
   order by rank, p.sort_name, p.procedure_id limit $11`,
)

/** Procedures in force on a day (thủ tục đang áp dụng), the ones spelt as typed first. One query. */
export async function listInForce(tx: Tx, agencyId: number, day: Day, search: PublicSearch = {}): Promise<Page<PublicProcedure>> {
  const { text = '', field, code, procedureId, after, most = 50 } = search
  const query = searchQuery(text)
  type Row = Place & { key: string; version_no: number; effective_from: Day; facts: Omit<InternalProcess, 'steps' | 'stages' | 'id'> }
  const asked = [agencyId, dayText(day), query?.exact ?? null, query?.folded ?? null, field ?? null, code ?? null, procedureId ?? null]
  const rows = await tx.rows<Row>(listPublic, [...asked, ...placeIn(after), most + 1])
  return pageOf(rows, most, ({ procedure_id, key, version_no, effective_from, facts }) => ({
    ...facts,
    procedureId: procedure_id,
    key,
    version: version_no,
    effectiveFrom: effective_from,
  }))
}

export type ListSearch = {
  text?: string | undefined
  field?: string | undefined
  state?: ListState | undefined
  after?: string | undefined
  most?: number | undefined
}

const standing = `
  select case when f.version_no is null then n.shortened_from else f.shortened_from end as shortened_from, p.procedure_id, p.key, p.code, p.name, p.sort_name, p.field, p.words, f.version_no as force_no, f.effective_from as force_from,
    n.version_no as newest_no, n.state as newest_state, n.effective_from as newest_from, n.faults, n.is_assigned,
    coalesce(f.legal_limit, n.legal_limit) as legal_limit, coalesce(f.hard_limit, n.hard_limit) as hard_limit,
    array_remove(array[
      case when f.version_no is not null then 'in-force' end,
      case when n.state = 'published' and n.effective_from > $2 then 'scheduled' end,
      case when n.state = 'draft' and n.faults = 0 then 'draft' end,
      case when n.state = 'draft' and n.faults > 0 then 'faulty' end,
      case when f.version_no is null and n.state <> 'draft' and not (n.state = 'published' and n.effective_from > $2) then 'ended' end
    ], null) as states
  from procedures.procedure p
  cross join lateral (
    select version_no, state, effective_from, jsonb_array_length(faults) as faults, assignments is not null as is_assigned,
      definition->'limit' as legal_limit, definition->'hardLimit' as hard_limit, definition->'shortened'->'from' as shortened_from
    from procedures.version v where v.agency_id = $1 and v.procedure_id = p.procedure_id order by version_no desc limit 1) n
  left join lateral (
    select version_no, effective_from, definition->'limit' as legal_limit, definition->'hardLimit' as hard_limit,
      definition->'shortened'->'from' as shortened_from
    from procedures.version v where v.agency_id = $1 and v.procedure_id = p.procedure_id and v.state = 'published'
      and v.effective_from <= $2 and coalesce(v.effective_to >= $2, true) limit 1) f on true
  where p.agency_id = $1 and ${found(3, 4)} and ($5::text is null or p.field = $5)`

const listAll = statement(
  'list',
  `select p.*, ${rankOf(3, 4)} as rank from (${standing}) p
   where ($6::text is null or $6 = any(p.states)) and ($7::int is null or (${rankOf(3, 4)}, p.sort_name, p.procedure_id) > ($7, $8, $9))
   order by rank, p.sort_name, p.procedure_id limit $10`,
)
const countAll = statement(
  'count',
  `select state, count(*) as procedures from (
     select unnest(p.states || 'all'::text) as state from (${standing}) p) s group by state`,
)
const fieldsOf = statement(
  'fields',
  `select field, count(*) as procedures from procedures.procedure where agency_id = $1 and field <> '' group by field order by field limit 500`,
)

type ListRow = Place & {
  key: string
  name: string
  code: string | null
  field: string
  force_no: number | null
  force_from: Day | null
  newest_no: number
  newest_state: VersionState
  newest_from: Day | null
  faults: number
  is_assigned: boolean
  legal_limit: InternalProcess['limit']
  hard_limit: InternalProcess['hardLimit']
  shortened_from: InternalProcess['limit'] | null
  states: ListState[]
}

/** A page of the agency's procedures (danh mục thủ tục), whatever their state. */
export async function listProcedures(tx: Tx, agencyId: number, day: Day, search: ListSearch = {}): Promise<Page<ListedProcedure>> {
  const { text = '', field, state, after, most = 50 } = search
  const query = searchQuery(text)
  const asked = [agencyId, dayText(day), query?.exact ?? null, query?.folded ?? null, field ?? null, state ?? null]
  const rows = await tx.rows<ListRow>(listAll, [...asked, ...placeIn(after), most + 1])
  return pageOf(rows, most, (r) => ({
    procedureId: r.procedure_id,
    key: r.key,
    code: r.code,
    name: r.name,
    field: r.field,
    limit: r.legal_limit,
    hardLimit: r.hard_limit,
    shortenedFrom: r.shortened_from,
    inForce: r.force_no !== null && r.force_from !== null ? { version: r.force_no, from: r.force_from } : null,
    newest: { version: r.newest_no, state: r.newest_state, faults: r.faults, isAssigned: r.is_assigned, from: r.newest_from },
    states: r.states,
  }))
}

/** How many procedures stand in each state, under the same search. */
export async function countProcedures(
  tx: Tx,
  agencyId: number,
  day: Day,
  { text = '', field }: Pick<ListSearch, 'text' | 'field'>,
): Promise<Record<ListState | 'all', number>> {
  const query = searchQuery(text)
  const asked = [agencyId, dayText(day), query?.exact ?? null, query?.folded ?? null, field ?? null]
  const rows = await tx.rows<{ state: ListState | 'all'; procedures: number }>(countAll, asked)
  const counts = { all: 0, 'in-force': 0, scheduled: 0, draft: 0, faulty: 0, ended: 0 }
  for (const { state, procedures } of rows) counts[state] = procedures
  return counts
}

const countShortened = statement(
  'count-shortened',
  `select count(distinct coalesce(p.code, p.key)) as procedures,
     count(distinct coalesce(p.code, p.key)) filter (where v.definition ? 'shortened') as shortened
   from procedures.version v join procedures.procedure p on p.agency_id = $1 and p.procedure_id = v.procedure_id
   where v.agency_id = $1 and v.state = 'published' and v.effective_from <= $2 and coalesce(v.effective_to >= $2, true)`,
)

/**
 * Procedures in force on a day, and those of them whose limit is shortened (thủ tục đã cắt giảm thời hạn). One with several cases counts
 * once; what is not published does not count.
 */
export async function shortenedInForce(tx: Tx, agencyId: number, day: Day): Promise<{ procedures: number; shortened: number }> {
  const [found] = await tx.rows<{ procedures: number; shortened: number }>(countShortened, [agencyId, dayText(day)])
  return found ?? { procedures: 0, shortened: 0 }
}

/** Fields of the agency's procedures (lĩnh vực), with how many procedures each has. */
export const listFields = (tx: Tx, agencyId: number): Promise<{ field: string; procedures: number }[]> => tx.rows(fieldsOf, [agencyId])

const readDefinitions = statement(
  'definitions',
  `select v.definition from unnest($2::int[], $3::int[]) with ordinality as r(procedure_id, version_no, place)
   join procedures.version v on v.agency_id = $1 and v.procedure_id = r.procedure_id and v.version_no = r.version_no order by r.place`,
)

/** Definitions of these versions, in their order. */
export const definitionsOf = async (
  tx: Tx,
  agencyId: number,
  versions: readonly { procedureId: number; version: number }[],
): Promise<InternalProcess[]> =>
  (
    await tx.rows<{ definition: InternalProcess }>(readDefinitions, [
      agencyId,
      versions.map((v) => v.procedureId),
      versions.map((v) => v.version),
    ])
  ).map((r) => r.definition)

const nextToAssign = statement(
  'next-to-assign',
  `select p.procedure_id, p.name from procedures.procedure p
   cross join lateral (
     select state, faults, assignments from procedures.version v
     where v.agency_id = $1 and v.procedure_id = p.procedure_id order by version_no desc limit 1) n
   where p.agency_id = $1 and n.state = 'draft' and n.faults = '[]'::jsonb and n.assignments is null and p.procedure_id <> $2
   order by (p.procedure_id > $2) desc, p.procedure_id limit 1`,
)

/** The next faultless draft whose steps nobody has assigned yet: so that a person goes from one to the next. */
export async function nextUnassigned(tx: Tx, agencyId: number, after: number): Promise<{ procedureId: number; name: string } | undefined> {
  const [found] = await tx.rows<{ procedure_id: number; name: string }>(nextToAssign, [agencyId, after])
  return found && { procedureId: found.procedure_id, name: found.name }
}

const assignedInField = statement(
  'assigned-in-field',
  `select v.assignments from procedures.version v join procedures.procedure p on p.agency_id = $1 and p.procedure_id = v.procedure_id
   where v.agency_id = $1 and p.field = $2 and p.field <> '' and p.procedure_id <> $3 and v.assignments is not null order by v.assigned_at desc limit 5`,
)

/** The last confirmed assignments of other procedures of the field: where its professional work has been done so far. */
export const assignedBefore = async (tx: Tx, agencyId: number, field: string, except: number): Promise<ConfirmedAssignments[]> =>
  (await tx.rows<{ assignments: ConfirmedAssignments }>(assignedInField, [agencyId, field, except])).map((r) => r.assignments)

type Place = { rank: number; sort_name: string; procedure_id: number }

/** A place in a list as a text for the link to the next page; what is no such text begins at the start. */
function placeIn(after: string | undefined): [number | null, string | null, number | null] {
  try {
    const place: unknown = JSON.parse(Buffer.from(after ?? '', 'base64url').toString())
    if (!Array.isArray(place)) return [null, null, null]
    const [rank, name, id]: unknown[] = place
    return Number.isInteger(rank) && typeof name === 'string' && Number.isInteger(id)
      ? [Number(rank), name, Number(id)]
      : [null, null, null]
  } catch {
    return [null, null, null]
  }
}

function pageOf<R extends Place, T>(rows: readonly R[], most: number, show: (row: R) => T): Page<T> {
  const last = rows.length > most ? rows[most - 1] : undefined
  const next = last ? Buffer.from(JSON.stringify([last.rank, last.sort_name, last.procedure_id])).toString('base64url') : null
  return { rows: rows.slice(0, most).map(show), next }
}

// ── uploads ──

/** Files between preview and confirmation. */
export type Upload = {
  uploadId: string
  /** `refused` tells why a file was not kept, to be said to whoever reads it; a text is an older one's, in Vietnamese */
  files: readonly { name: string; sha256: string | null; refused: FileRefused | string | null }[]
  uploadedBy: number
  uploadedAt: Moment
  outcome: ImportCounts | null
}

const insertUpload = statement(
  'upload',
  'insert into procedures.upload (agency_id, upload_id, files, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
)
const uploadColumns =
  'select upload_id, files, uploaded_by, uploaded_at, outcome from procedures.upload where agency_id = $1 and upload_id = $2'
const readUploadRow = statement('read-upload', uploadColumns)
const lockUploadRow = statement('lock-upload', `${uploadColumns} for update`)
const confirmUpload = statement(
  'confirm-upload',
  'update procedures.upload set outcome = $3, confirmed_by = $4, confirmed_at = $5 where agency_id = $1 and upload_id = $2',
)

/** Keeps which files were sent for a preview. A repeated id changes nothing. */
export const keepUpload = (db: Database, by: By, uploadId: string, files: Upload['files']): Promise<unknown> =>
  db.inAgency(by.agencyId, (tx) => tx.rows(insertUpload, [by.agencyId, uploadId, JSON.stringify(files), by.officerId, iso(by.at)]))

export const readUpload = (tx: Tx, agencyId: number, uploadId: string): Promise<Upload | undefined> =>
  uploadBy(tx, readUploadRow, agencyId, uploadId)

async function uploadBy(tx: Tx, row: Statement, agencyId: number, uploadId: string): Promise<Upload | undefined> {
  type Row = { upload_id: string; files: Upload['files']; uploaded_by: number; uploaded_at: Moment; outcome: ImportCounts | null }
  const [found] = await tx.rows<Row>(row, [agencyId, uploadId])
  if (!found) return undefined
  const { files, uploaded_by: uploadedBy, uploaded_at: uploadedAt, outcome } = found
  return { uploadId, files, uploadedBy, uploadedAt, outcome }
}

/** Imports what was previewed, once: a repeated confirmation gets the counts of the first. */
export const importUpload = (
  db: Database,
  by: By,
  uploadId: string,
  candidates: readonly Candidate[],
  { skipBad }: { skipBad: boolean },
): Promise<Result<ImportCounts, { kind: 'not-found' } | { kind: 'bad-records'; bad: number }>> =>
  db.inAgency(by.agencyId, async (tx) => {
    const upload = await uploadBy(tx, lockUploadRow, by.agencyId, uploadId)
    if (!upload) return err({ kind: 'not-found' })
    if (upload.outcome) return ok(upload.outcome)
    const { counts, isWritten } = await importIn(tx, by, candidates, { dryRun: false, skipBad }, inVietnamese) // of its lines none is read
    if (!isWritten) return err({ kind: 'bad-records', bad: counts.bad })
    await tx.rows(confirmUpload, [by.agencyId, uploadId, JSON.stringify(counts), by.officerId, iso(by.at)])
    return ok(counts)
  })
