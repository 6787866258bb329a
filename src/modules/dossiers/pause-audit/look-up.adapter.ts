import { type RawBuilder, sql } from 'kysely'
import { dayText, type Moment } from '../../../kernel/moment.ts'
import { cursorOf, isText, readCursor } from '../../../platform/postgres/cursor.ts'
import { sqlFor, type Tx } from '../../../platform/postgres/database.ts'
import { type WorkingCalendar, workingSeconds } from '../../clock/model.ts'
import { readLateness } from '../lateness/store.ts'
import { type Page, pageRows } from '../look-up.adapter.ts'
import type { AuditedPause, PauseChoice, PauseSort, UnitPauses } from './choice.ts'

const run = <O>(tx: Tx, query: RawBuilder<O>): Promise<O[]> => tx.all({ compile: () => query.compile(sqlFor) })
const zone = sql.raw(`at time zone 'Asia/Ho_Chi_Minh'`)

/** Pauses begun in the period. Planned with the values themselves: a week and ten years want other ways through the table. */
const chosen = (agencyId: number, c: PauseChoice): RawBuilder<unknown> =>
  sql`h.agency_id = ${agencyId} and h.from_at >= (${dayText(c.from)}::date::timestamp ${zone}) and h.from_at < ((${dayText(c.to)}::date + 1)::timestamp ${zone})${sql.join(
    [
      c.unitId === null ? sql`` : sql` and h.unit_id = ${c.unitId}`,
      c.cause === null ? sql`` : sql` and h.cause = ${c.cause}`,
      c.suspiciousOnly ? sql` and h.sign_count > 0` : sql``,
      ...(c.state === null ? [] : [states[c.state]]),
    ],
    sql``,
  )}`
const states = {
  lasting: sql` and h.to_at is null and h.annulled_at is null`,
  ended: sql` and h.to_at is not null and h.annulled_at is null`,
  annulled: sql` and h.annulled_at is not null`,
}

/** Each order as its key before the row's own: the same expression as in its index. */
const keys: Record<PauseSort, { of: RawBuilder<unknown>; down: boolean }> = {
  signs: { of: sql`h.sign_count`, down: true },
  newest: { of: sql`0`, down: true },
  near: { of: sql`coalesce(h.left_seconds, 2147483647)`, down: false },
  longest: { of: sql`coalesce(h.seconds, 2147483647)`, down: true },
}

const isCount = (k: unknown) => Number.isSafeInteger(k)

type Row = Omit<AuditedPause, 'signs'> & { key: number; startSigns: AuditedPause['signs'] | null; courseSigns: AuditedPause['signs'] }

/** Pauses of the agency in pages (các lần tạm dừng), in the order chosen. One statement, whatever the page. */
export async function listPauses(
  tx: Tx,
  agencyId: number,
  choice: PauseChoice & { sort: PauseSort },
  { after, most = pageRows }: { after: string | null; most?: number },
): Promise<Page<AuditedPause>> {
  const { of, down } = keys[choice.sort]
  const direction = sql.raw(down ? 'desc' : 'asc')
  const than = sql.raw(down ? '<' : '>')
  const isNewest = choice.sort === 'newest'
  const last = readCursor(after, [isCount, isCount, isText, isCount])
  const [key = 0, from = 0, code = '', no = 0] = last ?? []
  const beyond =
    last === null
      ? sql``
      : isNewest
        ? sql` and (h.from_at, h.code, h.no) ${than} (to_timestamp(${from}::float8), ${code}::text, ${no}::int)`
        : sql` and (${of}, h.from_at, h.code, h.no) ${than} (${key}::int, to_timestamp(${from}::float8), ${code}::text, ${no}::int)`
  const order = isNewest
    ? sql`h.from_at ${direction}, h.code ${direction}, h.no ${direction}`
    : sql`${of} ${direction}, h.from_at ${direction}, h.code ${direction}, h.no ${direction}`
  const rows = await run(
    tx,
    sql<Row>`select h.code, h.no, p.name as procedure, d.applicant_name as applicant, h.unit_id as "unitId", h.cause, h.document_number as "documentNumber", h.document_date as "documentDate",
        h.reason, h.proposed_by as "proposedBy", h.approved_by as "approvedBy", h.from_at as "from", h.until_at as "until", h.to_at as "to", h.end_kind as "end", h.due_at as "dueAt",
        h.left_seconds as "leftSeconds", h.seconds, h.recorded_at as "recordedAt", h.is_notified as "isNotified", h.annulled_at as "annulledAt", h.annulled_by as "annulledBy",
        h.annulled_reason as "annulledReason", h.start_signs as "startSigns", h.course_signs as "courseSigns", ${of}::int as key
      from (select * from dossiers.hold h where ${chosen(agencyId, choice)}${beyond} order by ${order} limit ${most + 1}) h
      join dossiers.dossier d on d.agency_id = ${agencyId} and d.code = h.code
      join procedures.procedure p on p.agency_id = ${agencyId} and p.procedure_id = d.procedure_id
      order by ${order}`,
  )
  const end = rows.length > most ? rows[most - 1] : undefined
  return {
    rows: rows
      .slice(0, most)
      .map(({ key: _, startSigns, courseSigns, ...row }) => ({ ...row, signs: [...(startSigns ?? []), ...courseSigns] })),
    next: end ? cursorOf(end.key, end.from, end.code, end.no) : null,
  }
}

type Begun = Omit<UnitPauses, 'seconds' | 'handled'> & { endedSeconds: number; lastingFrom: number[] | null }

/**
 * The pauses of each unit added up (theo đơn vị), those with the most suspicious ones first. What its dossiers are a share of comes from the same
 * roll-ups as on the page of late dossiers.
 */
export async function pausesByUnit(
  tx: Tx,
  agencyId: number,
  choice: PauseChoice,
  { calendar, now }: { calendar: WorkingCalendar; now: Moment },
): Promise<UnitPauses[]> {
  const { from, to, unitId, cause } = choice
  const narrowed = sql.join(
    [unitId === null ? sql`` : sql` and h.unit_id = ${unitId}`, cause === null ? sql`` : sql` and h.cause = ${cause}`],
    sql``,
  )
  const [begun, { rows: handled }] = await Promise.all([
    run(
      tx,
      sql<Begun>`with begun as (
          select h.unit_id, count(*) as begun, count(*) filter (where h.sign_count > 0) as suspicious, count(*) filter (where h.to_at is null and h.annulled_at is null) as lasting,
            count(*) filter (where h.annulled_at is not null) as annulled, coalesce(sum(h.seconds) filter (where h.annulled_at is null), 0) as "endedSeconds",
            array_agg(extract(epoch from h.from_at)::float8) filter (where h.to_at is null and h.annulled_at is null) as "lastingFrom"
          from dossiers.hold h where ${chosen(agencyId, choice)} group by h.unit_id
        ), ended as (
          select h.unit_id, count(distinct h.code) as paused from dossiers.hold h
          where h.agency_id = ${agencyId} and h.ended_on between ${dayText(from)}::date and ${dayText(to)}::date and h.annulled_at is null${narrowed} group by h.unit_id
        )
        select coalesce(b.unit_id, e.unit_id) as "unitId", coalesce(b.begun, 0)::int as begun, coalesce(b.suspicious, 0)::int as suspicious, coalesce(b.lasting, 0)::int as lasting,
          coalesce(b.annulled, 0)::int as annulled, coalesce(b."endedSeconds", 0)::bigint as "endedSeconds", b."lastingFrom", coalesce(e.paused, 0)::int as "handledPaused"
        from begun b full join ended e on e.unit_id = b.unit_id order by 3 desc, 2 desc, 1 limit 1000`,
    ),
    readLateness(tx, agencyId, { from, to, unitId }, 'unit'),
  ])
  return begun.map(({ endedSeconds, lastingFrom, ...row }) => {
    const own = handled.find((h) => h.holder === 'step' && h.unitId === row.unitId)
    const lasted = (lastingFrom ?? []).reduce((sum, since) => sum + Math.max(0, workingSeconds(calendar, since as Moment, now)), 0)
    return { ...row, seconds: endedSeconds + lasted, handled: own ? own.ended + own.broken : 0 }
  })
}
