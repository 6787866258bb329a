import type { Moment } from '../../../kernel/moment.ts'
import { type Database, iso, type Statement } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { HoldEnd, PauseCause } from '../pause/hold.ts'
import { type Course, courseSigns, leftBefore, longFrom, secondsOf, startSigns } from './signs.ts'

const turnedLong: Statement = {
  name: 'holds-turned-long',
  text: `update dossiers.hold set course_signs = course_signs || '{long}', sign_count = sign_count + 1
    where agency_id = $1 and long_at <= $2 and to_at is null and annulled_at is null and not ('long' = any (course_signs)) returning no`,
}

/** Marks pauses that have become longer than is to be expected while they last: time alone writes nothing. */
export const markLong = (db: Database, agencyId: number, now: Moment): Promise<number> =>
  db.inAgency(agencyId, async (tx) => (await tx.rows(turnedLong, [agencyId, iso(now)])).length)

type Unjudged = {
  code: string
  no: number
  cause: PauseCause
  documentNumber: string
  from: Moment
  until: Moment
  to: Moment | null
  endKind: HoldEnd | 'broken-off' | null
  dueAt: Moment | null
  isNotified: boolean | null
  recordedAt: Moment | null
  annulledAt: Moment | null
  standingBefore: number
}
const unjudged: Statement = {
  name: 'holds-unjudged',
  text: `select h.code, h.no, h.cause, h.document_number as "documentNumber", h.from_at as "from", h.until_at as "until", h.to_at as "to", h.end_kind as "endKind", h.due_at as "dueAt",
      h.is_notified as "isNotified", h.recorded_at as "recordedAt", h.annulled_at as "annulledAt",
      (select count(*) from dossiers.hold e where e.agency_id = $1 and e.code = h.code and e.no < h.no and e.annulled_at is null)::int as "standingBefore"
    from dossiers.hold h where h.agency_id = $1 and h.start_signs is null order by h.code, h.no limit 500 for update of h`,
}
const judge: Statement = {
  name: 'holds-judge',
  text: `update dossiers.hold h set left_seconds = j.left_seconds, seconds = j.seconds, long_at = j.long_at, start_signs = string_to_array(j.start_signs, ','), course_signs = string_to_array(j.course_signs, ','),
      sign_count = cardinality(string_to_array(j.start_signs, ',')) + cardinality(string_to_array(j.course_signs, ','))
    from unnest($2::text[], $3::int[], $4::int[], $5::int[], $6::timestamptz[], $7::text[], $8::text[]) as j (code, no, left_seconds, seconds, long_at, start_signs, course_signs)
    where h.agency_id = $1 and h.code = j.code and h.no = j.no`,
}

/** Judges a page of pauses from before there was an audit, by what their rows say. Zero: none is left. */
export const judgePage = (db: Database, agencyId: number, calendar: WorkingCalendar, now: Moment): Promise<number> =>
  db.inAgency(agencyId, async (tx) => {
    const rows = await tx.rows<Unjudged>(unjudged, [agencyId])
    const judged = rows.map((row) => {
      const course: Course = { ...row, end: row.endKind === 'broken-off' ? null : row.endKind }
      const leftSeconds = leftBefore(calendar, row.from, row.dueAt)
      return {
        ...{ code: row.code, no: row.no, leftSeconds, seconds: secondsOf(course, calendar), longAt: iso(longFrom(course, calendar)) },
        start: startSigns({ ...row, leftSeconds }, calendar).join(),
        course: courseSigns(course, calendar, now).join(),
      }
    })
    if (judged.length > 0)
      tx.last(judge, [
        ...[agencyId, judged.map((j) => j.code), judged.map((j) => j.no), judged.map((j) => j.leftSeconds), judged.map((j) => j.seconds)],
        ...[judged.map((j) => j.longAt), judged.map((j) => j.start), judged.map((j) => j.course)],
      ])
    return judged.length
  })
