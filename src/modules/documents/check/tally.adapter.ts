import { type RawBuilder, sql } from 'kysely'
import { type Day, dayText } from '../../../kernel/moment.ts'
import { isId, isTime, readCursor } from '../../../platform/postgres/cursor.ts'
import { sqlFor, type Tx } from '../../../platform/postgres/database.ts'
import { type IncomingRow, incomingColumns, type OutgoingRow, outgoingColumns, type Page, pageOf, underWay } from '../look-up.adapter.ts'
import {
  type Asked,
  type Figures,
  type IncomingMeasure,
  incomingMeasures,
  type Measure,
  noFigures,
  type OutgoingMeasure,
  outgoingMeasures,
} from './measures.ts'

const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })
const startOf = (date: Day): RawBuilder<unknown> => sql`(${dayText(date)}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')`
const dayOf = (column: string): RawBuilder<unknown> => sql`(${sql.raw(column)} at time zone 'Asia/Ho_Chi_Minh')::date`
const days = (list: readonly Day[]): RawBuilder<unknown> => sql`${list.map(dayText)}::date[]`

/** Documents of the period: issued in it; drafted by its end and still under way; or with the day for the leaders in it. Each part has its index. */
const outgoingOf = (agencyId: number, { period, deadlines }: Asked): RawBuilder<unknown> => sql`(
    select d.*, 'issued' as part, null::date as by from documents.outgoing d
      where d.agency_id = ${agencyId} and d.issued_at >= ${startOf(period.from)} and d.issued_at < ${startOf((period.to + 1) as Day)}
    union all
    select d.*, 'open', null from documents.outgoing d
      where d.agency_id = ${agencyId} and d.status = any (${[...underWay]}::text[]) and d.drafted_at < ${startOf((period.to + 1) as Day)}
    union all
    select d.*, 'lead', j.by from unnest(${days(deadlines.map((j) => j.deadline))}, ${days(deadlines.map((j) => j.by))}) as j (deadline, by)
      join documents.outgoing d on d.agency_id = ${agencyId} and d.deadline = j.deadline
      where d.status not in ('dropped', 'cancelled'))`

const standing = (part: 'issued' | 'open', which: string) => sql`d.part = ${part} and d.standing in (${sql.raw(which)})`
const isOrdinary = sql`d.part = 'lead' and d.urgency = 'ordinary'`
const broughtOn = dayOf('d.to_leader_at')

/** Which documents each measure counts. */
const outgoingWhere = (today: Day): Record<OutgoingMeasure, RawBuilder<unknown>> => ({
  issued: sql`d.part = 'issued'`,
  'issued-two': standing('issued', "'two-valid'"),
  'issued-one': standing('issued', "'person-only', 'agency-only'"),
  'issued-none': standing('issued', "'none'"),
  'issued-invalid': standing('issued', "'invalid'"),
  'issued-inside': sql`d.part = 'issued' and d.is_reviewed_inside`,
  'issued-outside': sql`d.part = 'issued' and not d.is_reviewed_inside`,
  open: sql`d.part = 'open'`,
  'open-two': standing('open', "'two-valid'"),
  'open-one': standing('open', "'person-only', 'agency-only'"),
  'open-none': standing('open', "'none'"),
  'open-invalid': standing('open', "'invalid'"),
  lead: isOrdinary,
  'lead-in-time': sql`${isOrdinary} and ${broughtOn} <= d.by`,
  'lead-late': sql`${isOrdinary} and (${broughtOn} > d.by or (d.to_leader_at is null and d.by < ${dayText(today)}::date))`,
  'lead-pending': sql`${isOrdinary} and d.to_leader_at is null and d.by >= ${dayText(today)}::date`,
  'lead-urgent': sql`d.part = 'lead' and d.urgency <> 'ordinary'`,
})

const incomingOf = (agencyId: number, { period, days: each }: Asked): RawBuilder<unknown> => sql`(
    select d.*, j.came, j.until from documents.incoming d
      join unnest(${days(each.map((j) => j.came))}, ${days(each.map((j) => j.until))}) as j (came, until) on j.came = ${dayOf('d.arrived_at')}
      where d.agency_id = ${agencyId} and d.arrived_at >= ${startOf(period.from)} and d.arrived_at < ${startOf((period.to + 1) as Day)} and d.status <> 'struck')`

const registeredOn = dayOf('d.registered_at')
const assignedOn = dayOf('d.assigned_at')
const incomingWhere = (today: Day): Record<IncomingMeasure, RawBuilder<unknown>> => ({
  in: sql`true`,
  'in-registered-late': sql`${registeredOn} > case when d.urgency = 'ordinary' then d.until else d.came end`,
  'in-assigned': sql`${assignedOn} <= d.until`,
  'in-assigned-late': sql`(${assignedOn} > d.until or (d.assigned_at is null and d.until < ${dayText(today)}::date))`,
  'in-pending': sql`d.assigned_at is null and d.until >= ${dayText(today)}::date`,
})

type Counted = { unitId: number | null; counts: number[] }
const counted = (measures: readonly Measure[], where: Record<string, RawBuilder<unknown>>) =>
  sql`array[${sql.join(measures.map((m) => sql`count(*) filter (where ${where[m] as RawBuilder<unknown>})`))}]::int[]`

/**
 * Figures of every unit (kiểm tra văn bản hằng tuần), each direction in one query. Outgoing ones belong to the unit that drafts, incoming ones to the
 * unit that leads; null: nobody leads them yet.
 */
export async function tallyOf(tx: Tx, agencyId: number, asked: Asked): Promise<Map<number | null, Figures>> {
  const [out, come] = [
    await run(
      tx,
      sql<Counted>`select d.unit_id as "unitId", ${counted(outgoingMeasures, outgoingWhere(asked.today))} as counts from ${outgoingOf(agencyId, asked)} d group by d.unit_id`,
    ),
    await run(
      tx,
      sql<Counted>`select d.lead_unit_id as "unitId", ${counted(incomingMeasures, incomingWhere(asked.today))} as counts from ${incomingOf(agencyId, asked)} d group by d.lead_unit_id`,
    ),
  ]
  const figures = new Map<number | null, Record<Measure, number>>()
  const add = (rows: readonly Counted[], measures: readonly Measure[]) => {
    for (const { unitId, counts } of rows) {
      const row = figures.get(unitId) ?? { ...noFigures }
      measures.forEach((m, i) => {
        row[m] = counts[i] ?? 0
      })
      figures.set(unitId, row)
    }
  }
  add(out, outgoingMeasures)
  add(come, incomingMeasures)
  return figures
}

const pageRows = 50

/** The outgoing documents behind a figure, the newest first. `by` is the day by which the leaders were to have the draft. */
export async function outgoingBehind(
  tx: Tx,
  agencyId: number,
  asked: Asked,
  of: { measure: OutgoingMeasure; unitId: number | null },
  { after, most = pageRows }: { after: string | null; most?: number },
): Promise<Page<OutgoingRow & { by: Day | null }>> {
  const key = readCursor(after, [isTime, isId])
  const rows = await run(
    tx,
    sql<
      OutgoingRow & { by: Day | null; key: string }
    >`select d.drafted_at::text as key, ${outgoingColumns}, d.by from ${outgoingOf(agencyId, asked)} d
      where ${outgoingWhere(asked.today)[of.measure]} ${of.unitId === null ? sql`` : sql`and d.unit_id = ${of.unitId}`}
        ${key ? sql`and (d.drafted_at, d.document_id) < (${String(key[0])}::timestamptz, ${Number(key[1])})` : sql``}
      order by d.drafted_at desc, d.document_id desc limit ${most + 1}`,
  )
  return pageOf(rows, most)
}

/** The incoming documents behind a figure, the newest first. `unitId` 0: those that nobody leads yet. */
export async function incomingBehind(
  tx: Tx,
  agencyId: number,
  asked: Asked,
  of: { measure: IncomingMeasure; unitId: number | null },
  { after, most = pageRows }: { after: string | null; most?: number },
): Promise<Page<IncomingRow>> {
  const key = readCursor(after, [isTime, isId])
  const rows = await run(
    tx,
    sql<IncomingRow & { key: string }>`select d.arrived_at::text as key, ${incomingColumns} from ${incomingOf(agencyId, asked)} d
      where ${incomingWhere(asked.today)[of.measure]}
        ${of.unitId === null ? sql`` : of.unitId === 0 ? sql`and d.lead_unit_id is null` : sql`and d.lead_unit_id = ${of.unitId}`}
        ${key ? sql`and (d.arrived_at, d.document_id) < (${String(key[0])}::timestamptz, ${Number(key[1])})` : sql``}
      order by d.arrived_at desc, d.document_id desc limit ${most + 1}`,
  )
  return pageOf(rows, most)
}
