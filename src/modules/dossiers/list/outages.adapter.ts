import type { Moment } from '../../../kernel/moment.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { metOutage, type Silence, type WorkingCalendar } from '../../clock/model.ts'
import { outagesSince } from '../../clock/service.ts'
import type { Dossier } from '../dossier.ts'
import type { Listed } from '../look-up.adapter.ts'
import { timeLine, toneOf } from '../time-line.ts'
import { type RowFacts, rowOf } from './page.tsx'

/** What rows need, with the outages that late ones may have met; a list without late rows asks nothing more. */
export async function withOutages<F extends RowFacts>(db: Database, agencyId: number, facts: F, rows: readonly Listed[]): Promise<F> {
  const late = rows.filter((row) => rowOf(row, facts).tone === 'late').flatMap(({ receivedAt }) => receivedAt ?? [])
  if (late.length === 0) return facts
  const earliest = late.reduce((first, at) => (at < first ? at : first)) as Moment
  return { ...facts, outages: await db.inAgency(agencyId, (tx) => outagesSince(tx, agencyId, earliest)) }
}

/** The outage that a late dossier met before it was due. */
export async function outageMet(
  db: Database,
  agencyId: number,
  dossier: Dossier,
  { calendar, now }: { calendar: WorkingCalendar; now: Moment },
): Promise<Silence | null> {
  const { receivedAt, ended, broken } = dossier
  if (receivedAt === null || broken) return null
  const line = timeLine(dossier, calendar, now)
  if (toneOf(line, calendar, now) !== 'late') return null
  const outages = await db.inAgency(agencyId, (tx) => outagesSince(tx, agencyId, receivedAt))
  return metOutage({ receivedAt, dueAt: ended?.dueAt ?? line?.due ?? null }, outages)
}
