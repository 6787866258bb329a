import type { Day, Moment } from '../../kernel/moment.ts'
import { at, on, sqlFor, type Tx } from '../../platform/postgres/database.ts'
import type { OfficialDay, OfficialDayKind } from './official-day.ts'

/** One loaded year in its newest version. */
export type LoadedYear = { year: number; version: number; decision: string; loadedAt: Moment; days: OfficialDay[]; hash: Buffer }

/** The newest version of every year that the agency has loaded, oldest year first. */
export async function loadedYears(tx: Tx, agencyId: number): Promise<LoadedYear[]> {
  const years = await tx.all(
    sqlFor
      .selectFrom('clock.loaded_year')
      .distinctOn('year')
      .select(['year', 'version', 'decision', 'loaded_at', 'content_hash'])
      .where('agency_id', '=', agencyId)
      .orderBy('year')
      .orderBy('version', 'desc'),
  )
  if (years.length === 0) return []
  const days = await tx.all(sqlFor.selectFrom('clock.loaded_day').selectAll().where('agency_id', '=', agencyId).orderBy('day'))
  return years.map(({ year, version, decision, loaded_at, content_hash }) => ({
    year,
    version,
    decision,
    loadedAt: loaded_at,
    hash: content_hash,
    days: days
      .filter((d) => d.year === year && d.version === version)
      .map((d) => ({
        date: d.day,
        kind: d.kind as OfficialDayKind,
        name: d.name,
        for: d.other_day,
        source: d.source,
        verified: d.verified,
      })),
  }))
}

/** Adds a version of a year. The caller has decided that it differs from the one before, and writes the journal. */
export async function insertYear(
  tx: Tx,
  agencyId: number,
  loaded: { year: number; version: number; decision: string; hash: Buffer; days: readonly OfficialDay[]; by: number | null; now: Moment },
): Promise<void> {
  const { year, version, decision, hash, days, by, now } = loaded
  await tx.all(
    sqlFor
      .insertInto('clock.loaded_year')
      .values({ agency_id: agencyId, year, version, decision, content_hash: hash, loaded_by: by, loaded_at: at(now) }),
  )
  if (days.length === 0) return
  await tx.all(
    sqlFor.insertInto('clock.loaded_day').values(
      days.map((d) => ({
        agency_id: agencyId,
        year,
        version,
        day: on(d.date),
        kind: d.kind,
        name: d.name,
        other_day: d.for === null ? null : on(d.for as Day),
        source: d.source,
        verified: d.verified,
      })),
    ),
  )
}
