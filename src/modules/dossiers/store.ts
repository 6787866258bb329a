import { createHash } from 'node:crypto'
import { assert } from '../../kernel/assert.ts'
import { type Day, dayText, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { type Database, iso, type Statement, type Tx, violatedConstraint } from '../../platform/postgres/database.ts'
import { append, entryInsert, noSeal, sealOf } from '../audit/service.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import { writeApologies } from './apology/store.ts'
import { type Dossier, type DossierEvent, evolve, type Filing, type RunningStep } from './dossier.ts'
import { currentDue, originalDue } from './hand.ts'
import { keepLedgerAfter } from './lateness/store.ts'
import { renameHoldsAfter } from './migrate/holds.adapter.ts'
import type { DossierCode } from './model.ts'
import { writePauses } from './pause/store.ts'
import type { Plan } from './plan.ts'
import { movedBy, type WrittenDue } from './recompute.ts'
import { referralsOf } from './referrals/referral.ts'
import { writeReferrals } from './referrals/store.ts'

/** What a writer must know: the version on the officer's screen, the key of this act, and what was asked under it. */
export type Stamp = { seen: number | null; key: string; question: string }

/** Who writes: an officer, or nobody (the applicant, the system). */
export type Writer = { agencyId: number; officerId: number | null }

/** Why nothing was written, apart from the rule's own refusal. */
export type NotWritten =
  | { kind: 'not-found' }
  /** Somebody acted since the page was read. */
  | { kind: 'changed-meanwhile' }
  /** The key was used for another question. */
  | { kind: 'key-reused' }

/** A remembered calendar would move the due time: it may be older than the one it was computed by. The act is tried again with the newest. */
export type CalendarInDoubt = { kind: 'calendar-in-doubt' }

/** What was done: the same again for a repeated key. */
export type Written = { code: DossierCode; version: number }

/** A file laid to the dossier by the same act. */
export type NewAttachment = {
  id: string
  kind: 'component' | 'step' | 'result'
  place: string
  name: string
  sha256: string
  sizeBytes: number
  mediaType: string
}

/** What a decision gives to the store. */
export type Decided = {
  events: readonly DossierEvent[]
  onBehalfOf: number | null
  attachments?: readonly NewAttachment[]
  /** What the act writes on the other dossier, where it is on two. */
  besideEvents?: readonly DossierEvent[]
  /** The plan by which it was decided: the time ledger knows by it which wait is the applicant's. */
  plan?: Plan
  /** Tells people of the act, in its transaction, before it is written (thông báo); answers whether there was anybody to tell, null where nobody ever is. */
  tell?: (tx: Tx, after: Dossier, events: readonly DossierEvent[]) => Promise<boolean | null>
}

export const streamOf = (code: string): string => `dossier/${code}`

const digest = (question: string): Buffer => createHash('sha256').update(question).digest()

const takeNumber: Statement = {
  name: 'dossier-number',
  text: `with first as (select question, outcome from platform.answer where agency_id = $1 and key = $3),
    taken as (insert into platform.counter as c (agency_id, name, last) select $1, $2, 1 where not exists (select from first)
      on conflict (agency_id, name) do update set last = c.last + 1 returning last)
    select (select last from taken) as last, (select question from first) as question, (select outcome from first) as outcome`,
}
const looseCommit: Statement = { name: 'loose-commit', text: 'set local synchronous_commit = off' }

/**
 * Takes the next code of the day (mã hồ sơ) for a new act, or finds that the act was done before under this key. The number is taken in a
 * transaction of its own, sent in one go, so that receipts wait for one another no longer than the database needs, and not for the disk.
 * The number need not reach the disk by itself: the receipt that uses it is written later to the same log, and is acknowledged only when
 * everything before it is safe too.
 */
export async function nextCode(
  db: Database,
  agencyId: number,
  identifier: string,
  day: Day,
  stamp: { key: string; question: string },
): Promise<Result<{ code: DossierCode } | { done: Written }, { kind: 'key-reused' }>> {
  const date = dayText(day).slice(2).replaceAll('-', '')
  const { rows } = await db.inAgency(agencyId, async (tx) => {
    tx.last(looseCommit, [])
    return tx.lastRows<{ last: number | null; question: Buffer | null; outcome: Written | null }>(takeNumber, [
      agencyId,
      `dossier/${identifier}/${date}`,
      stamp.key,
    ])
  })
  const [row] = await rows
  if (row?.question && row.outcome)
    return row.question.equals(digest(stamp.question)) ? ok({ done: row.outcome }) : err({ kind: 'key-reused' })
  assert(row?.last, 'a counter counts')
  return ok({ code: `${identifier}-${date}-${String(row.last).padStart(4, '0')}` as DossierCode })
}

const answerOnce: Statement = {
  name: 'answer-once',
  text: `insert into platform.answer (agency_id, key, question, outcome) values ($1, $2, $3, '{}') on conflict do nothing returning key`,
}

/** The stream of what happened at intake to what never became a dossier (nhật ký khâu tiếp nhận). */
export const intakeStream = 'intake'

/**
 * Writes down that paper was asked for in what came in wholly online, and so was not taken in: there is no dossier yet whose journal could
 * hold it. Once under its key.
 */
export const recordPaperAskedAtIntake = (
  db: Database,
  { agencyId, officerId }: Writer & { officerId: number },
  {
    key,
    question,
    recordedAt,
    event,
  }: { key: string; question: string; recordedAt: Moment; event: Extract<DossierEvent, { type: 'paper-asked' }> },
): Promise<void> =>
  db.inAgency(agencyId, async (tx) => {
    const [isNew] = await tx.rows<{ key: string }>(answerOnce, [agencyId, key, digest(question)])
    if (!isNew) return
    const entry = { kind: event.type, at: event.at, officerId, onBehalfOf: null, body: JSON.stringify(event) }
    await append(tx, agencyId, intakeStream, recordedAt, [entry])
  })

type Loaded = {
  version: number
  seal: Buffer
  filing: Filing
  state: Omit<Dossier, 'filing'>
  question: Buffer | null
  outcome: Written | null
  due_at: Moment | null
  due_is_provisional: boolean
  /** Its parts that have not ended. */
  open_parts: string[]
}

const loadOne: Statement = {
  name: 'dossier-load',
  text: `select d.version, d.seal, d.filing, d.state, a.question, a.outcome, d.due_at, d.due_is_provisional,
      array(select p.code from dossiers.dossier p where p.agency_id = $1 and p.parent = $2 and p.ended_at is null order by p.code) as open_parts
    from dossiers.dossier d left join platform.answer a on a.agency_id = $1 and a.key = $3
    where d.agency_id = $1 and d.code = $2`,
}

/** A row's dossier. What was written before there were lawful pauses has none. */
export const foldedOf = (row: Pick<Loaded, 'state' | 'filing'>): Dossier => ({ ...row.state, ...lacking(row.state), filing: row.filing })
const unpaused: Partial<Dossier> = { holds: [], proposal: null, broken: null, pack: null, apologies: [] }
/** What the state does not name. In place of it, so that folding writes a known state as it was. */
const lacking = (state: Loaded['state']): Partial<Dossier> =>
  Object.fromEntries(Object.entries(unpaused).filter(([name]) => !(name in state)))

/** The dossier as it stands, folded. Undefined when the agency has none of this code. */
export async function load(tx: Tx, agencyId: number, code: string): Promise<{ dossier: Dossier; version: number } | undefined> {
  const [row] = await tx.rows<Loaded>(loadOne, [agencyId, code, ''])
  return row && { dossier: foldedOf(row), version: row.version }
}

/**
 * Runs one decision on one dossier: load, decide, write; one transaction, two round trips.
 * When somebody else wrote meanwhile nothing is written (`changed-meanwhile`). A repeated key gets the first answer and writes nothing.
 * The rule answers at once: waiting for another question while a connection is held would use up the pool.
 * @param isFresh the calendar was read for this act; a remembered one that moves the due time is in doubt, and nothing is written
 * @param beside another dossier on which the same act writes too (a part and its whole): all or nothing
 */
export async function decideOn<E>(
  db: Database,
  by: Writer,
  code: DossierCode,
  { seen, key, question }: Stamp,
  { calendar, isFresh, recordedAt, beside = null }: ActFacts & { beside?: DossierCode | null },
  decide: (dossier: Dossier, was: WrittenDue, kin: Kin) => Result<Decided, E>,
): Promise<Result<Written, E | NotWritten | CalendarInDoubt>> {
  const asked = digest(question)
  try {
    return await db.inAgency(by.agencyId, async (tx): Promise<Result<Written, E | NotWritten | CalendarInDoubt>> => {
      const [[found], [other]] = await Promise.all([
        tx.rows<Loaded>(loadOne, [by.agencyId, code, key]),
        beside === null || beside === code ? [] : tx.rows<Loaded>(loadOne, [by.agencyId, beside, '']),
      ])
      if (!found) return err({ kind: 'not-found' })
      if (found.question && found.outcome) return found.question.equals(asked) ? ok(found.outcome) : err({ kind: 'key-reused' })
      if (seen !== null && found.version !== seen) return err({ kind: 'changed-meanwhile' })
      const before = foldedOf(found)
      const was = { dueAt: found.due_at, isProvisional: found.due_is_provisional }
      const answer = decide(before, was, { openParts: found.open_parts, beside: other ? foldedOf(other) : null })
      if (!answer.ok) return answer
      const events = sayingWhatMoved(before, was, answer.value.events, calendar)
      if (events !== answer.value.events && !isFresh) return err({ kind: 'calendar-in-doubt' })
      const decided = ok({ ...answer.value, events })
      const after = decided.value.events.reduce<Dossier>(evolve, before)
      const written = { code, version: found.version + decided.value.events.length }
      const isNotified = (await answer.value.tell?.(tx, after, events)) ?? null
      const { besideEvents = [], onBehalfOf } = answer.value
      const second = beside !== null && other && besideEvents.length > 0 ? besideOf(other, besideEvents, calendar) : null
      if (second?.isMoved && !isFresh) return err({ kind: 'calendar-in-doubt' })
      const here = () =>
        writeNext(tx, by, code, { before, after, found, decided: decided.value, written, key, asked, calendar, recordedAt, isNotified })
      const there = () =>
        beside !== null && other && second && writeBeside(tx, by, beside, other, second.events, { onBehalfOf, calendar, recordedAt })
      // In the order of their codes, so that two acts at once wait for one another and never in a ring.
      for (const write of beside !== null && beside < code ? [there, here] : [here, there]) write()
      return ok(written)
    })
  } catch (error) {
    const constraint = violatedConstraint(error)
    // Two acts at once on one dossier: one took the place. If it was this very act, sent twice, its answer is ours too.
    if (constraint === 'entry_pkey' || constraint === 'answer_pkey')
      return (await firstAnswer(db, by.agencyId, key, asked)) ?? err({ kind: 'changed-meanwhile' })
    throw error
  }
}

/** With what an act is written: the calendar, whether it was read for this act, and the real clock. */
type ActFacts = { calendar: WorkingCalendar; isFresh: boolean; recordedAt: Moment }

/** What a rule may ask about a dossier's family: its parts that have not ended, and the other dossier of the act. */
export type Kin = { openParts: readonly string[]; beside: Dossier | null }

/** What is written on the other dossier of an act; `isMoved` when its calendar had to be said first. */
function besideOf(found: Loaded, said: readonly DossierEvent[], calendar: WorkingCalendar) {
  const was = { dueAt: found.due_at, isProvisional: found.due_is_provisional }
  const events = sayingWhatMoved(foldedOf(found), was, said, calendar)
  return { events, isMoved: events !== said }
}

/** The other side of an act on two dossiers, in the same transaction; its answer is the first one's. */
function writeBeside(
  tx: Tx,
  by: Writer,
  code: DossierCode,
  found: Loaded,
  events: readonly DossierEvent[],
  { onBehalfOf, ...facts }: { onBehalfOf: number | null; calendar: WorkingCalendar; recordedAt: Moment },
): void {
  const before = foldedOf(found)
  const after = events.reduce<Dossier>(evolve, before)
  const written = { code, version: found.version + events.length }
  const rest = { written, key: null, asked: digest(''), isNotified: null, ...facts }
  writeNext(tx, by, code, { before, after, found, decided: { events, onBehalfOf }, ...rest })
}

/** A dossier as it stands in the transaction in which another one begins, and how that is written on it. Undefined when there is none. */
export async function besideNew(
  tx: Tx,
  by: Writer,
  code: DossierCode,
): Promise<
  | {
      dossier: Dossier
      version: number
      write(events: readonly DossierEvent[], facts: { onBehalfOf: number | null; calendar: WorkingCalendar; recordedAt: Moment }): void
    }
  | undefined
> {
  const [found] = await tx.rows<Loaded>(loadOne, [by.agencyId, code, ''])
  return (
    found && {
      dossier: foldedOf(found),
      version: found.version,
      write: (events, facts) => writeBeside(tx, by, code, found, besideOf(found, events, facts.calendar).events, facts),
    }
  )
}

/** An act under a calendar that its dossier has not seen yet tells first what that calendar moved. */
function sayingWhatMoved(
  before: Dossier,
  was: WrittenDue,
  events: readonly DossierEvent[],
  calendar: WorkingCalendar,
): readonly DossierEvent[] {
  const [first] = events
  if (!first || first.type === 'due-recomputed') return events
  const moved = movedBy(before, was, { calendar, at: first.at })
  return moved ? [moved, ...events] : events
}

const readAnswer: Statement = {
  name: 'answer-read',
  text: 'select question, outcome from platform.answer where agency_id = $1 and key = $2',
}

/** The first answer to a key, or null when the key is new. */
export async function firstAnswer(
  db: Database,
  agencyId: number,
  key: string,
  asked: Buffer,
): Promise<Result<Written, { kind: 'key-reused' }> | null> {
  const [row] = await db.inAgency(agencyId, (tx) => tx.rows<{ question: Buffer; outcome: Written }>(readAnswer, [agencyId, key]))
  if (!row) return null
  return row.question.equals(asked) ? ok(row.outcome) : err({ kind: 'key-reused' })
}

/** As `firstAnswer`, for acts that begin a dossier and therefore have none to load. */
export const answerTo = (db: Database, agencyId: number, key: string, question: string) => firstAnswer(db, agencyId, key, digest(question))

/** Columns kept beside the events for lists: all follow from the folded dossier and the calendar. */
export function columnsOf(dossier: Dossier, calendar: WorkingCalendar) {
  const original = originalDue(dossier, calendar)
  const current = currentDue(dossier, calendar)
  return {
    status: dossier.status,
    receivedAt: dossier.receivedAt,
    originalDueAt: original?.due ?? null,
    dueAt: dossier.ended?.dueAt ?? current?.due ?? null,
    isProvisional: dossier.ended === null && (current?.provisional ?? false),
    calendarVersion: dossier.receivedAt === null ? '' : calendar.version,
    stoppedAt: dossier.stoppedAt,
    endedAt: dossier.ended?.at ?? dossier.refusal?.at ?? dossier.broken?.at ?? null,
    endClass: dossier.ended?.class ?? null,
    returnedAt: dossier.returned?.at ?? null,
  }
}

const orNull = (value: Moment | null) => (value === null ? null : iso(value))

/** The folded dossier without what was handed in: rewritten with every step, so kept small. */
export const stateText = ({ filing: _, ...state }: Dossier): string => JSON.stringify(state)

type Sealed = { seqs: number[]; kinds: string[]; ats: string[]; bodies: string[]; seals: Buffer[]; last: Buffer }

/** Seals a run of events after the one whose seal and place are given. */
export function sealEvents(
  agencyId: number,
  code: string,
  after: { seal: Buffer; version: number },
  recordedAt: Moment,
  by: { officerId: number | null; onBehalfOf: number | null },
  events: readonly DossierEvent[],
): Sealed {
  const sealed: Sealed = { seqs: [], kinds: [], ats: [], bodies: [], seals: [], last: after.seal }
  for (const event of events) {
    const seq = after.version + sealed.seqs.length + 1
    const body = JSON.stringify(event)
    sealed.last = sealOf(sealed.last, agencyId, streamOf(code), seq, recordedAt, {
      kind: event.type,
      at: event.at,
      officerId: by.officerId,
      onBehalfOf: by.onBehalfOf,
      body,
    })
    sealed.seqs.push(seq)
    sealed.kinds.push(event.type)
    sealed.ats.push(iso(event.at))
    sealed.bodies.push(body)
    sealed.seals.push(sealed.last)
  }
  return sealed
}

const entriesCte = `entries as (${entryInsert}
    select $1::int, $3::text, e.seq, e.kind, e.at, $4::timestamptz, $5::int, $6::int, e.body, e.seal from unnest($7::int[], $8::text[], $9::timestamptz[], $10::text[], $11::bytea[]) as e (seq, kind, at, body, seal))`
const answerCte = `answered as (insert into platform.answer (agency_id, key, question, outcome) select $1::int, $12::text, $13::bytea, $14::jsonb where $12::text is not null)`
/** A running step carries the dossier's due time while the clock runs; not while it stands still, not after the end. */
const heldCte = (
  endedAt: string,
) => `held as (insert into dossiers.holding as h (agency_id, code, step, unit_id, role, officer_id, is_away, since, step_due_at, due_at)
    select $1::int, $2::text, s.step, s.unit_id, s.role, s.officer_id, s.is_away, s.since, s.step_due_at, case when $15::timestamptz is null and ${endedAt}::timestamptz is null then $16::timestamptz end
    from unnest($17::text[], $18::int[], $19::text[], $20::int[], $21::bool[], $22::timestamptz[], $23::timestamptz[]) as s (step, unit_id, role, officer_id, is_away, since, step_due_at)
    on conflict (agency_id, code, step) do update set unit_id = excluded.unit_id, role = excluded.role, officer_id = excluded.officer_id, is_away = excluded.is_away, since = excluded.since,
      step_due_at = excluded.step_due_at, due_at = excluded.due_at)`

const writeOn: Statement = {
  name: 'dossier-write',
  text: `with ${entriesCte}, ${answerCte}, ${heldCte('$32')},
    gone as (delete from dossiers.holding where agency_id = $1 and code = $2 and step = any ($24::text[]))
    update dossiers.dossier set version = $25, seal = $26, status = $27, received_at = $28, original_due_at = $29, due_at = $16, due_is_provisional = $30,
      calendar_version = $31, stopped_at = $15, ended_at = $32, end_class = $33, returned_at = $34, filing = coalesce($35::json, filing), state = $36, procedure_version = $37, parent = $38
    where agency_id = $1 and code = $2`,
}

const insertNew: Statement = {
  name: 'dossier-insert',
  text: `with ${entriesCte}, ${answerCte}, ${heldCte('$31')}
    insert into dossiers.dossier (agency_id, code, version, seal, status, received_at, original_due_at, due_at, due_is_provisional, calendar_version, stopped_at, ended_at, end_class, returned_at,
      filing, state, procedure_id, procedure_version, applicant_id, applicant_name, subject, channel_in, channel_out, filed_at, words, parent)
    values ($1, $2, $24, $25, $26, $27, $28, $16, $29, $30, $15, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, array_to_tsvector($44::text[]), $45)`,
}

const attach: Statement = {
  name: 'dossier-attach',
  text: `insert into dossiers.attachment (agency_id, code, attachment_id, kind, place, name, sha256, size_bytes, media_type, added_at, added_by)
    select $1::int, $2::text, a.id, a.kind, a.place, a.name, a.sha256, a.size, a.media, $3::timestamptz, $4::int
    from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::text[]) as a (id, kind, place, name, sha256, size, media)`,
}

function writeAttachments(tx: Tx, by: Writer, code: string, recordedAt: Moment, files: readonly NewAttachment[] | undefined): void {
  if (!files || files.length === 0) return
  const column = <K extends keyof NewAttachment>(name: K) => files.map((f) => f[name])
  tx.last(attach, [
    by.agencyId,
    code,
    iso(recordedAt),
    by.officerId,
    column('id'),
    column('kind'),
    column('place'),
    column('name'),
    column('sha256'),
    column('sizeBytes'),
    column('mediaType'),
  ])
}

/** Running steps as columns, in the order of the statement. */
const heldColumns = (steps: readonly RunningStep[]) => [
  steps.map((s) => s.step),
  steps.map((s) => s.unitId),
  steps.map((s) => s.role),
  steps.map((s) => s.officerId),
  steps.map((s) => s.isAway),
  steps.map((s) => iso(s.since)),
  steps.map((s) => orNull(s.dueAt)),
]

function writeNext(
  tx: Tx,
  by: Writer,
  code: DossierCode,
  w: {
    before: Dossier
    after: Dossier
    found: Loaded
    decided: Decided
    written: Written
    /** Null on the other dossier of an act: its answer is the first one's. */
    key: string | null
    asked: Buffer
    calendar: WorkingCalendar
    recordedAt: Moment
    isNotified: boolean | null
  },
): void {
  const { before, after, decided } = w
  const sealed = sealEvents(
    by.agencyId,
    code,
    w.found,
    w.recordedAt,
    { officerId: by.officerId, onBehalfOf: decided.onBehalfOf },
    decided.events,
  )
  const columns = columnsOf(after, w.calendar)
  const recomputed = decided.events.some((event) => event.type === 'due-recomputed')
  const dueMoved = recomputed || JSON.stringify(before.pauses) !== JSON.stringify(after.pauses) || before.stoppedAt !== after.stoppedAt
  const was = new Set(before.running)
  const changed = after.running.filter((r) => dueMoved || !was.has(r))
  const gone = before.running.filter((r) => !after.running.some((now) => now.step === r.step)).map((r) => r.step)
  tx.last(writeOn, [
    ...[by.agencyId, code, streamOf(code), iso(w.recordedAt), by.officerId, decided.onBehalfOf],
    ...[sealed.seqs, sealed.kinds, sealed.ats, sealed.bodies, sealed.seals],
    ...[w.key, w.asked, JSON.stringify(w.written)],
    ...[orNull(columns.stoppedAt), orNull(columns.dueAt)],
    ...heldColumns(changed),
    gone,
    ...[w.written.version, sealed.last, columns.status, orNull(columns.receivedAt), orNull(columns.originalDueAt), columns.isProvisional],
    ...[columns.calendarVersion, orNull(columns.endedAt), columns.endClass, orNull(columns.returnedAt)],
    after.filing === before.filing ? null : JSON.stringify(after.filing),
    stateText(after),
    after.filing.procedureVersion,
    after.whole?.code ?? null,
  ])
  const at = decided.events[0]?.at ?? w.recordedAt
  writePauses(tx, by.agencyId, code, { before, after, calendar: w.calendar, isNotified: w.isNotified, at })
  for (const event of decided.events)
    if (event.type === 'migrated' && after.holds.length > 0) renameHoldsAfter(tx, by.agencyId, code, event.from)
  keepLedgerAfter(tx, by.agencyId, code, { after, events: decided.events, plan: decided.plan ?? null, calendar: w.calendar })
  writeApologies(tx, by.agencyId, code, before.apologies, after.apologies)
  writeReferrals(tx, by.agencyId, code, referralsOf(before), referralsOf(after))
  writeAttachments(tx, by, code, w.recordedAt, decided.attachments)
}

/** What lists show of a dossier that never changes after filing. */
export type Heading = { applicantName: string; words: readonly string[] }

/**
 * Writes a new dossier with its first events. The applicant is saved by `applicant` in the same transaction, which gives the id.
 * Null: a dossier has this code already, as one that came by an import may; nothing was written.
 */
export async function begin(
  db: Database,
  by: Writer,
  code: DossierCode,
  stamp: { key: string; question: string },
  facts: { calendar: WorkingCalendar; recordedAt: Moment; heading: Heading },
  decide: (tx: Tx) => Promise<Decided>,
): Promise<Result<Written, NotWritten> | null> {
  const asked = digest(stamp.question)
  try {
    return await db.inAgency(by.agencyId, async (tx) => {
      const decided = await decide(tx)
      const dossier = decided.events.reduce<Dossier | null>(evolve, null)
      assert(dossier, 'a dossier begins with an event')
      const written = { code, version: decided.events.length }
      const sealed = sealEvents(
        by.agencyId,
        code,
        { seal: noSeal, version: 0 },
        facts.recordedAt,
        { officerId: by.officerId, onBehalfOf: decided.onBehalfOf },
        decided.events,
      )
      const columns = columnsOf(dossier, facts.calendar)
      const { filing } = dossier
      tx.last(insertNew, [
        ...[by.agencyId, code, streamOf(code), iso(facts.recordedAt), by.officerId, decided.onBehalfOf],
        ...[sealed.seqs, sealed.kinds, sealed.ats, sealed.bodies, sealed.seals],
        ...[stamp.key, asked, JSON.stringify(written)],
        ...[orNull(columns.stoppedAt), orNull(columns.dueAt)],
        ...heldColumns(dossier.running),
        ...[written.version, sealed.last, columns.status, orNull(columns.receivedAt), orNull(columns.originalDueAt), columns.isProvisional],
        ...[columns.calendarVersion, orNull(columns.endedAt), columns.endClass, orNull(columns.returnedAt)],
        ...[JSON.stringify(filing), stateText(dossier)],
        ...[
          filing.procedureId,
          filing.procedureVersion,
          filing.applicantId,
          facts.heading.applicantName,
          filing.subject,
          filing.channelIn,
          filing.channelOut,
        ],
        ...[iso(dossier.filedAt), facts.heading.words],
        dossier.whole?.code ?? null,
      ])
      writeAttachments(tx, by, code, facts.recordedAt, decided.attachments)
      return ok(written)
    })
  } catch (error) {
    const violated = violatedConstraint(error)
    if (violated === 'dossier_pkey') return null
    const first = violated === 'answer_pkey' ? await firstAnswer(db, by.agencyId, stamp.key, asked) : null
    if (first) return first
    throw error
  }
}

const heldBy: Statement = {
  name: 'dossier-held-by',
  text: 'select code, step from dossiers.holding where agency_id = $1 and officer_id = $2 and (code, step) > ($3, $4) order by code, step limit 500',
}

/** Steps that an officer holds, in pages by code and step. */
export const heldSteps = (db: Database, agencyId: number, officerId: number, after: { code: string; step: string }) =>
  db.inAgency(agencyId, (tx) => tx.rows<{ code: DossierCode; step: string }>(heldBy, [agencyId, officerId, after.code, after.step]))

const answeredKeys: Statement = {
  name: 'answered-keys',
  text: 'select key from platform.answer where agency_id = $1 and key = any ($2::text[])',
}

/** Which of these acts were done before, by their keys. */
export const answeredAmong = async (db: Database, agencyId: number, keys: readonly string[]): Promise<Set<string>> =>
  keys.length === 0
    ? new Set()
    : new Set((await db.inAgency(agencyId, (tx) => tx.rows<{ key: string }>(answeredKeys, [agencyId, keys]))).map(({ key }) => key))

const provisionalCount: Statement = {
  name: 'dossier-provisional-count',
  text: 'select count(*) as n from dossiers.dossier where agency_id = $1 and due_is_provisional and ended_at is null',
}

/** How many open dossiers have a provisional due time. */
export const countProvisional = (db: Database, agencyId: number): Promise<number> =>
  db.inAgency(agencyId, async (tx) => (await tx.rows<{ n: number }>(provisionalCount, [agencyId]))[0]?.n ?? 0)
