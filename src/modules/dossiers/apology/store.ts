import type { Moment } from '../../../kernel/moment.ts'
import { type Database, iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Dossier, Filing } from '../dossier.ts'
import type { DossierCode } from '../model.ts'
import type { Apology } from './apology.ts'
import { nearUntil } from './forecast.ts'

const write: Statement = {
  name: 'dossier-apology',
  text: `insert into dossiers.apology (agency_id, code, no, unit_id, drafted_at, written_by, reason, due_at, new_due_at, signed_at, signed_by, sent_at, channel, is_late_sent)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    on conflict (agency_id, code, no) do update set unit_id = excluded.unit_id, written_by = excluded.written_by, reason = excluded.reason, due_at = excluded.due_at,
      new_due_at = excluded.new_due_at, signed_at = excluded.signed_at, signed_by = excluded.signed_by, sent_at = excluded.sent_at,
      channel = excluded.channel, is_late_sent = excluded.is_late_sent`,
}

const orNull = (value: Moment | undefined) => (value === undefined ? null : iso(value))

/** The apology that the act drafted, signed or sent, as a row of its own. Most acts touch none and send nothing. */
export function writeApologies(tx: Tx, agencyId: number, code: string, before: readonly Apology[], after: readonly Apology[]): void {
  for (const a of after) {
    if (before.includes(a)) continue
    tx.last(write, [
      ...[agencyId, code, a.no, a.unitId, iso(a.draftedAt), a.writtenBy, a.reason, iso(a.dueAt), iso(a.newDueAt)],
      ...[orNull(a.signed?.at), a.signed?.officerId ?? null, orNull(a.sent?.at), a.sent?.channel ?? null, a.sent?.isLate ?? false],
    ])
  }
}

const candidates: Statement = {
  name: 'dossier-apology-candidates',
  text: `select d.code, d.due_at, d.filing, d.state from dossiers.dossier d
    where d.agency_id = $1 and d.ended_at is null and d.received_at is not null and d.stopped_at is null and d.due_at < $2
      and ($3::timestamptz is null or (d.due_at, d.code) > ($3::timestamptz, $4))
      and not exists (select from dossiers.apology a where a.agency_id = $1 and a.code = d.code)
    order by d.due_at, d.code limit 200`,
}

/** Running dossiers without an apology that are late or due soon, in pages by due time: those that may want a draft. */
export async function apologyCandidates(
  db: Database,
  agencyId: number,
  { now, calendar, after }: { now: Moment; calendar: WorkingCalendar; after: { dueAt: Moment | null; code: string } },
): Promise<{ code: DossierCode; dueAt: Moment; dossier: Dossier }[]> {
  const rows = await db.inAgency(agencyId, (tx) =>
    tx.rows<{ code: DossierCode; due_at: Moment; filing: Filing; state: Omit<Dossier, 'filing'> }>(candidates, [
      agencyId,
      iso(nearUntil(calendar, now)),
      after.dueAt === null ? null : iso(after.dueAt),
      after.code,
    ]),
  )
  return rows.map(({ code, due_at, filing, state }) => ({ code, dueAt: due_at, dossier: { ...state, filing } }))
}
