import type { Moment } from '../../../kernel/moment.ts'
import { iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import type { DueSoon, Holder, UnitOverdue } from './remind.ts'

/** As in the index of open due times: the clock runs. */
const runs = 'd.ended_at is null and d.received_at is not null and d.stopped_at is null'

const dueSoon: Statement = {
  name: 'notify-due-soon',
  text: `select d.code, d.subject, d.due_at as "dueAt",
      (select coalesce(json_agg(json_build_object('unitId', h.unit_id, 'officerId', h.officer_id) order by h.step), '[]') from dossiers.holding h
        where h.agency_id = $1 and h.code = d.code) as holders
    from dossiers.dossier d
    where d.agency_id = $1 and ${runs} and d.due_at >= $2 and d.due_at < $3 and (d.due_at, d.code) > ($4::timestamptz, $5::text)
    order by d.due_at, d.code limit $6`,
}

/** Dossiers that fall due in a span, with who has them, after the last one of a page. */
export const dueBetween = (
  tx: Tx,
  agencyId: number,
  { from, to, after, most }: { from: Moment; to: Moment; after: Pick<DueSoon, 'dueAt' | 'code'> | null; most: number },
): Promise<(DueSoon & { holders: Holder[] })[]> =>
  tx.rows(dueSoon, [agencyId, iso(from), iso(to), after === null ? '-infinity' : iso(after.dueAt), after?.code ?? '', most])

const overdue: Statement = {
  name: 'notify-overdue',
  text: `with late as (
      select distinct on (h.unit_id, d.code) h.unit_id, h.officer_id, d.code, d.subject, d.due_at
      from dossiers.dossier d join dossiers.holding h on h.agency_id = $1 and h.code = d.code
      where d.agency_id = $1 and ${runs} and d.due_at < $2
      order by h.unit_id, d.code, h.step),
    placed as (
      select *, row_number() over (partition by unit_id order by due_at, code) as place, count(*) over (partition by unit_id) as count from late)
    select unit_id as "unitId", officer_id as "officerId", code, subject, due_at as "dueAt", count from placed where place <= $3 order by unit_id, place`,
}

/** Overdue dossiers by the unit that has them, the oldest due time first, so many of each unit. */
export async function overdueByUnit(tx: Tx, agencyId: number, { asOf, most }: { asOf: Moment; most: number }): Promise<UnitOverdue[]> {
  type Row = { unitId: number; officerId: number | null; code: string; subject: string; dueAt: Moment; count: number }
  const units = new Map<number, UnitOverdue & { dossiers: Row[] }>()
  for (const row of await tx.rows<Row>(overdue, [agencyId, iso(asOf), most])) {
    const unit = units.get(row.unitId) ?? { unitId: row.unitId, count: row.count, dossiers: [] }
    unit.dossiers.push(row)
    units.set(row.unitId, unit)
  }
  return [...units.values()]
}
