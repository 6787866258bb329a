import type { Moment } from '../../../kernel/moment.ts'
import { type Database, iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import type { DossierCode } from '../model.ts'
import { isForwardedLate, type Referral } from './referral.ts'

const write: Statement = {
  name: 'dossier-referrals',
  text: `insert into dossiers.referral (agency_id, code, no, kind, step, unit_id, officer_id, partner_id, asked_unit_id, to_name, document_number, document_date, question, way, sent_at,
      starts_at, due_at, is_forwarded_late, arrived_at, recorded_at, answer_number, answer_date, stance, answer_words, end_class, unanswered_at, dropped_at)
    select $1::int, $2::text, r.* from unnest($3::int[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[], $11::text[], $12::date[], $13::text[], $14::text[], $15::timestamptz[],
      $16::timestamptz[], $17::timestamptz[], $18::bool[], $19::timestamptz[], $20::timestamptz[], $21::text[], $22::date[], $23::text[], $24::text[], $25::text[], $26::timestamptz[], $27::timestamptz[]) as r
    on conflict (agency_id, code, no) do update set step = excluded.step, starts_at = excluded.starts_at, due_at = excluded.due_at, arrived_at = excluded.arrived_at,
      recorded_at = excluded.recorded_at, answer_number = excluded.answer_number, answer_date = excluded.answer_date, stance = excluded.stance,
      answer_words = excluded.answer_words, end_class = excluded.end_class, unanswered_at = excluded.unanswered_at, dropped_at = excluded.dropped_at`,
}

const orNull = (value: Moment | null | undefined) => (value == null ? null : iso(value))

/** What the act sent, or what became of it, as rows of their own. Most acts touch none and send nothing. */
export function writeReferrals(tx: Tx, agencyId: number, code: string, before: readonly Referral[], after: readonly Referral[]): void {
  const changed = after.filter((r) => !before.includes(r))
  if (changed.length === 0) return
  const column = <T>(of: (r: Referral) => T) => changed.map(of)
  tx.last(write, [
    ...[agencyId, code, column((r) => r.no), column((r) => r.kind), column((r) => r.step), column((r) => r.unitId)],
    ...[column((r) => r.officerId), column((r) => ('partnerId' in r.to ? r.to.partnerId : null))],
    ...[column((r) => ('unitId' in r.to ? r.to.unitId : null)), column((r) => ('name' in r.to ? r.to.name : ''))],
    ...[column((r) => r.document.number), column((r) => r.document.date), column((r) => r.question), column((r) => r.way)],
    ...[column((r) => iso(r.sentAt)), column((r) => iso(r.startsAt)), column((r) => orNull(r.dueAt)), column(isForwardedLate)],
    ...[column((r) => orNull(r.answer?.arrivedAt)), column((r) => orNull(r.answer?.at)), column((r) => r.answer?.number ?? null)],
    ...[column((r) => r.answer?.date ?? null), column((r) => r.answer?.stance ?? null), column((r) => r.answer?.words ?? null)],
    ...[column((r) => r.answer?.class ?? null), column((r) => orNull(r.unansweredAt)), column((r) => orNull(r.dropped?.at))],
  ])
}

const lapsedOnes: Statement = {
  name: 'dossier-opinions-lapsed',
  text: `select distinct r.code from dossiers.referral r
    where r.agency_id = $1 and r.due_at <= $2 and r.kind = 'opinion' and r.arrived_at is null and r.unanswered_at is null and r.dropped_at is null
      and r.code > $3 order by r.code limit 200`,
}

/** Dossiers with opinions whose term is over with none, and nobody has said so, in pages by code. */
export const lapsedOpinions = (db: Database, agencyId: number, now: Moment, after: string) =>
  db.inAgency(agencyId, (tx) => tx.rows<{ code: DossierCode }>(lapsedOnes, [agencyId, iso(now), after]))
