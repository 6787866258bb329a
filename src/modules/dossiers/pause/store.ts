import { assert } from '../../../kernel/assert.ts'
import { dayInVietnam, dayText, type Moment } from '../../../kernel/moment.ts'
import { type Database, iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Dossier } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import type { DossierCode } from '../model.ts'
import { courseSigns, coursesOf, leftBefore, longFrom, secondsOf, startSigns } from '../pause-audit/signs.ts'
import { proposedStep } from './waiting.ts'

const writeHolds: Statement = {
  name: 'dossier-holds',
  text: `insert into dossiers.hold (agency_id, code, no, cause, document_number, document_date, reason, step, unit_id, proposed_by, approved_by, from_at, until_at, to_at, end_kind, due_at,
      annulled_at, annulled_by, annulled_reason, left_seconds, seconds, long_at, recorded_at, is_notified, start_signs, course_signs, sign_count, ended_on)
    select $1::int, $2::text, h.no, h.cause, h.document_number, h.document_date, h.reason, $3::text, $4::int, h.proposed_by, h.approved_by, h.from_at, h.until_at, h.to_at, h.end_kind, $5::timestamptz,
      h.annulled_at, h.annulled_by, h.annulled_reason, h.left_seconds, h.seconds, h.long_at, h.recorded_at, $6::bool, string_to_array(h.start_signs, ','), string_to_array(h.course_signs, ','),
      cardinality(string_to_array(h.start_signs, ',')) + cardinality(string_to_array(h.course_signs, ',')), $7::date
    from unnest($8::int[], $9::text[], $10::text[], $11::date[], $12::text[], $13::int[], $14::int[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::text[], $19::timestamptz[], $20::int[],
        $21::text[], $22::int[], $23::int[], $24::timestamptz[], $25::timestamptz[], $26::text[], $27::text[])
      as h (no, cause, document_number, document_date, reason, proposed_by, approved_by, from_at, until_at, to_at, end_kind, annulled_at, annulled_by, annulled_reason,
        left_seconds, seconds, long_at, recorded_at, start_signs, course_signs)
    on conflict (agency_id, code, no) do update set to_at = excluded.to_at, end_kind = excluded.end_kind,
      annulled_at = excluded.annulled_at, annulled_by = excluded.annulled_by, annulled_reason = excluded.annulled_reason,
      seconds = excluded.seconds, recorded_at = coalesce(excluded.recorded_at, hold.recorded_at), course_signs = excluded.course_signs,
      sign_count = coalesce(cardinality(hold.start_signs), 0) + cardinality(excluded.course_signs), ended_on = excluded.ended_on`,
}
const writeProposal: Statement = {
  name: 'dossier-proposal',
  text: `insert into dossiers.proposal (agency_id, code, step, unit_id, cause, officer_id, at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (agency_id, code) do update set step = excluded.step, unit_id = excluded.unit_id, cause = excluded.cause, officer_id = excluded.officer_id, at = excluded.at`,
}
const dropProposal: Statement = { name: 'dossier-proposal-gone', text: 'delete from dossiers.proposal where agency_id = $1 and code = $2' }

const orNull = (value: Moment | null) => (value === null ? null : iso(value))
const endOf = (dossier: Dossier): Moment | null => dossier.ended?.at ?? dossier.broken?.at ?? null

/** An act as the rows of pauses follow from it. */
export type PausingAct = {
  before: Dossier
  after: Dossier
  calendar: WorkingCalendar
  /** Whether a message to the applicant was written with it; null: nobody is ever told here. */
  isNotified: boolean | null
  at: Moment
}

/**
 * Pauses that the act began, ended or annulled, and the proposal that waits, as rows of their own. All pauses of the dossier are written then: an
 * annulled one takes a sign from those after it, and the end of the dossier stands with each. Most acts change none and send nothing.
 */
export function writePauses(tx: Tx, agencyId: number, code: DossierCode, act: PausingAct): void {
  const { before, after } = act
  const changed = after.holds.filter((hold) => !before.holds.includes(hold))
  if (changed.length > 0 || (after.holds.length > 0 && endOf(before) !== endOf(after))) holdRows(tx, agencyId, code, act)
  const { proposal } = after
  const running = proposedStep(after)
  if (proposal && running) {
    if (proposal !== before.proposal || running !== proposedStep(before))
      tx.last(writeProposal, [agencyId, code, running.step, running.unitId, proposal.cause, proposal.officerId, iso(proposal.at)])
  } else if (before.proposal) tx.last(dropProposal, [agencyId, code])
}

function holdRows(tx: Tx, agencyId: number, code: DossierCode, { before, after, calendar, isNotified, at }: PausingAct): void {
  const { holds } = after
  const newest = holds.at(-1)
  assert(newest, `${code} has no pauses to write`)
  // Where and how it began is written once: an existing row keeps its own step, unit, due time, notice and what they tell.
  const step =
    before.running.find((r) => r.step === newest.step) ??
    before.running.find((r) => r.officerId === newest.proposedBy) ??
    before.running[0] ??
    before.done.at(-1)
  assert(step, `${code} is paused while nobody carries it`)
  const dueAt = currentDue(before, calendar)?.due ?? null
  const ended = endOf(after)
  const courses = coursesOf(holds)
  const rows = holds.map((h, i) => {
    const course = courses[i]
    assert(course, 'every pause went on somehow')
    const leftSeconds = leftBefore(calendar, h.from, dueAt)
    const start = startSigns({ cause: h.cause, documentNumber: h.document.number, leftSeconds, isNotified }, calendar)
    return [
      ...[h.no, h.cause, h.document.number, h.document.date, h.reason, h.proposedBy, h.approvedBy, iso(h.from), iso(h.until), orNull(h.to)],
      h.end ?? (h.to === null ? null : 'broken-off'),
      ...[orNull(h.annulled?.at ?? null), h.annulled?.officerId ?? null, h.annulled?.reason ?? null, leftSeconds],
      ...[secondsOf(course, calendar), iso(longFrom(course, calendar)), h.end === 'arrived' ? orNull(course.recordedAt) : null],
      ...[start.join(), courseSigns(course, calendar, at).join()],
    ]
  })
  tx.last(writeHolds, [
    ...[agencyId, code, step.step, step.unitId, orNull(dueAt), isNotified, ended === null ? null : dayText(dayInVietnam(ended))],
    ...(rows[0] ?? []).map((_, i) => rows.map((row) => row[i] ?? null)),
  ])
}

const lapsedHolds: Statement = {
  name: 'dossier-holds-lapsed',
  text: `select h.code, h.no, d.procedure_id, d.procedure_version from dossiers.hold h join dossiers.dossier d on d.agency_id = $1 and d.code = h.code
    where h.agency_id = $1 and h.until_at <= $2 and h.to_at is null and h.annulled_at is null order by h.until_at, h.code limit 500`,
}

/** Pauses whose longest length is over and that nobody has ended, those over longest first. */
export const lapsedPauses = (db: Database, agencyId: number, now: Moment) =>
  db.inAgency(agencyId, (tx) =>
    tx.rows<{ code: DossierCode; no: number; procedure_id: number; procedure_version: number }>(lapsedHolds, [agencyId, iso(now)]),
  )
