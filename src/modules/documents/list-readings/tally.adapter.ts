import { type RawBuilder, sql } from 'kysely'
import { type Day, dayText, type Moment } from '../../../kernel/moment.ts'
import { isId, isTime, readCursor } from '../../../platform/postgres/cursor.ts'
import { sqlFor, type Tx } from '../../../platform/postgres/database.ts'
import type { DocumentKind } from '../kinds.ts'
import { type Page, pageOf } from '../look-up.adapter.ts'
import { readWithinDays } from '../readers/in-time.ts'

/** An issued document that went to people inside, and how many of them have read it (quán triệt). */
export type ReadingRow = {
  id: number
  kind: DocumentKind
  subject: string
  unitId: number
  numberText: string | null
  issuedAt: Moment
  people: number
  read: number
  readInTime: number
}

const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })
const startOf = (date: Day): RawBuilder<unknown> => sql`(${dayText(date)}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')`

/**
 * One page of issued documents that went to people inside, the newest first. A unit's people are those of the day it was sent; who got it twice
 * counts once. With a unit: documents sent to it, and its people only.
 */
export async function listReadings(
  tx: Tx,
  agencyId: number,
  f: { unitId: number | null; from: Day | null; to: Day | null },
  { after, most = 50 }: { after: string | null; most?: number },
): Promise<Page<ReadingRow>> {
  const key = readCursor(after, [isTime, isId])
  const rows = await run(
    tx,
    sql<ReadingRow & { key: string }>`with page as (
        select d.document_id, d.kind, d.subject, d.unit_id, d.number_text, d.issued_at from documents.outgoing d
        where d.agency_id = ${agencyId} and d.issued_at is not null and d.status = 'issued'
          ${f.from === null ? sql`` : sql`and d.issued_at >= ${startOf(f.from)}`} ${f.to === null ? sql`` : sql`and d.issued_at < ${startOf((f.to + 1) as Day)}`}
          ${key ? sql`and (d.issued_at, d.document_id) < (${String(key[0])}::timestamptz, ${Number(key[1])})` : sql``}
          and exists (select from documents.recipient r where r.agency_id = ${agencyId} and r.document_id = d.document_id
            ${f.unitId === null ? sql`and r.kind in ('unit', 'officer')` : sql`and r.unit_id = ${f.unitId}`})
        order by d.issued_at desc, d.document_id desc limit ${most + 1}),
      people as (
        select p.document_id, o.officer_id, min(r.sent_at) as sent_at from page p
        join documents.recipient r on r.agency_id = ${agencyId} and r.document_id = p.document_id ${f.unitId === null ? sql`` : sql`and r.unit_id = ${f.unitId}`}
        join lateral (
          select r.officer_id where r.officer_id is not null
          union select t.officer_id from org.post t where t.agency_id = ${agencyId} and t.unit_id = r.unit_id
            and t.from_day <= (r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date and (t.to_day is null or t.to_day >= (r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date)
        ) o on true
        group by p.document_id, o.officer_id)
      select p.issued_at::text as key, p.document_id as id, p.kind, p.subject, p.unit_id as "unitId", p.number_text as "numberText", p.issued_at as "issuedAt",
        count(e.officer_id) as people, count(g.read_at) as read,
        count(*) filter (where (g.read_at at time zone 'Asia/Ho_Chi_Minh')::date <= (e.sent_at at time zone 'Asia/Ho_Chi_Minh')::date + ${readWithinDays}::int) as "readInTime"
      from page p left join people e on e.document_id = p.document_id
        left join documents.reading g on g.agency_id = ${agencyId} and g.document_id = e.document_id and g.officer_id = e.officer_id
      group by p.document_id, p.kind, p.subject, p.unit_id, p.number_text, p.issued_at order by p.issued_at desc, p.document_id desc`,
  )
  return pageOf(rows, most)
}
