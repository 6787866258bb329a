import { type Day, day, dayInVietnam, dayText } from '../../../kernel/moment.ts'
import type { Database, Statement, Tx } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { apologiesOf } from '../apology/apology.ts'
import type { Dossier, DossierEvent, Filing } from '../dossier.ts'
import type { DossierCode, EndClass } from '../model.ts'
import type { Plan } from '../plan.ts'
import type { Folded } from '../time-line.ts'
import { causeOf, type HeldLine, ledgerOf } from './ledger.ts'
import type { Cut, LateDossier, LatenessRow, LateOf, Period, Tally } from './tally.ts'

/** The ledger of an ended dossier as it is kept: its lines, the one that made it late, and what they all say alike. */
export type EndedLedger = {
  lines: readonly HeldLine[]
  /** Place of the line that made it late; null when it is not late. */
  cause: number | null
  endedOn: Day
  procedureId: number
  /** Of which the lines' steps are steps. */
  procedureVersion: number
  endClass: EndClass | null
  withApology: boolean
}

/** The ledger of a dossier that has ended, or was broken off after its receipt; null while its clock runs, or never ran. */
export function endedLedgerOf(
  dossier: Folded & { filing: Pick<Filing, 'procedureId' | 'procedureVersion'> },
  facts: { plan: Plan | null; calendar: WorkingCalendar },
): EndedLedger | null {
  const endedAt = dossier.ended?.at ?? dossier.broken?.at
  if (endedAt === undefined || dossier.receivedAt === null) return null
  const lines = ledgerOf(dossier, { ...facts, now: endedAt })
  const endClass = dossier.ended?.class ?? null
  return {
    lines,
    cause: endClass === 'late' ? causeOf(lines) : null,
    endedOn: dayInVietnam(endedAt),
    procedureId: dossier.filing.procedureId,
    procedureVersion: dossier.filing.procedureVersion,
    endClass,
    withApology: apologiesOf(dossier).some(({ sent }) => sent !== null),
  }
}

/** Events after which what is kept of an ended dossier is another. */
const changing: readonly DossierEvent['type'][] = ['ended', 'reclassified', 'broken-off', 'pause-annulled', 'apology-sent']

const columns = [
  'ended',
  'early',
  'on_time',
  'late',
  'late_over',
  'late_caused',
  'with_apology',
  'broken',
  'seconds',
  'seconds_over_step',
  'seconds_late',
]
const counted = columns.join(', ')
const isMoved = `(${counted}) is distinct from (${columns.map(() => '0').join(', ')})`
const added = columns.map((column) => `${column} = t.${column} + excluded.${column}`).join(', ')

/**
 * The rows of all tables follow from `$7`…`$14`, the lines; `old` is what was kept before. The roll-ups get the difference, in the order of
 * their key, so that two acts at once wait for one another and never in a ring.
 */
const write: Statement = {
  name: 'dossier-ledger',
  text: `with old as materialized (
      select holder_kind, unit_id, seconds, seconds_over, seconds_over_step, is_cause, ended_on, procedure_id, end_class, with_apology from dossiers.ledger where agency_id = $1 and code = $2
    ), fresh as materialized (
      select l.*, $3::date as ended_on, $4::int as procedure_id, $5::text as end_class, $6::bool as with_apology
      from unnest($7::text[], $8::int[], $9::int[], $10::text[], $11::int[], $12::int[], $13::int[], $14::bool[]) with ordinality
        as l (holder_kind, unit_id, officer_id, step, seconds, seconds_over, seconds_over_step, is_cause, line_no)
    ), kept as (
      insert into dossiers.ledger (agency_id, code, line_no, holder_kind, unit_id, officer_id, step, seconds, seconds_over, seconds_over_step, is_cause, ended_on, procedure_id, procedure_version, end_class, with_apology)
      select $1::int, $2::text, line_no, holder_kind, unit_id, officer_id, step, seconds, seconds_over, seconds_over_step, is_cause, ended_on, procedure_id, $15::int, end_class, with_apology from fresh
      on conflict (agency_id, code, line_no) do update set holder_kind = excluded.holder_kind, unit_id = excluded.unit_id, officer_id = excluded.officer_id, step = excluded.step,
        seconds = excluded.seconds, seconds_over = excluded.seconds_over, seconds_over_step = excluded.seconds_over_step, is_cause = excluded.is_cause,
        ended_on = excluded.ended_on, procedure_id = excluded.procedure_id, procedure_version = excluded.procedure_version, end_class = excluded.end_class, with_apology = excluded.with_apology
    ), gone as (
      delete from dossiers.ledger where agency_id = $1 and code = $2 and line_no > cardinality($7::text[])
    ), line as (
      select 1 as sign, holder_kind, unit_id, seconds, seconds_over, seconds_over_step, is_cause, ended_on, procedure_id, end_class, with_apology from fresh
      union all select -1, * from old
    ), whole as (
      select sign, ended_on, procedure_id, end_class, with_apology, sum(seconds) as seconds, sum(seconds_over) as seconds_over, sum(seconds_over_step) as seconds_over_step
      from line group by sign, ended_on, procedure_id, end_class, with_apology
    ), part as (
      select sign, 'dossier' as holder, 0 as unit_id, true as is_over, true as is_cause, seconds, seconds_over_step from whole
      union all
      select sign, holder_kind, unit_id, sum(seconds_over_step) > 0, bool_or(is_cause), sum(seconds), sum(seconds_over_step)
      from line where holder_kind in ('step', 'away') and unit_id is not null group by sign, holder_kind, unit_id
    ), moved as (
      select p.holder, w.ended_on, p.unit_id, w.procedure_id, sum(p.sign * (w.end_class is not null)::int) as ended, sum(p.sign * coalesce(w.end_class = 'early', false)::int) as early,
        sum(p.sign * coalesce(w.end_class = 'on-time', false)::int) as on_time, sum(p.sign * l.late::int) as late, sum(p.sign * (l.late and p.is_over)::int) as late_over,
        sum(p.sign * (l.late and p.is_cause)::int) as late_caused, sum(p.sign * (l.late and p.is_cause and w.with_apology)::int) as with_apology,
        sum(p.sign * (w.end_class is null)::int) as broken, sum(p.sign * p.seconds) as seconds, sum(p.sign * p.seconds_over_step) as seconds_over_step,
        sum(case when l.late and p.is_cause then p.sign * w.seconds_over else 0 end) as seconds_late
      from part p join whole w on w.sign = p.sign cross join lateral (select coalesce(w.end_class = 'late', false) as late) l
      group by p.holder, w.ended_on, p.unit_id, w.procedure_id
    ), monthly as (
      insert into dossiers.lateness_month as t (agency_id, holder, month, unit_id, procedure_id, ${counted})
      select $1::int, holder, date_trunc('month', ended_on)::date, unit_id, procedure_id, ${counted} from moved where ${isMoved} order by holder, ended_on, unit_id, procedure_id
      on conflict (agency_id, holder, month, unit_id, procedure_id) do update set ${added}
    )
    insert into dossiers.lateness_day as t (agency_id, holder, ended_on, unit_id, procedure_id, ${counted})
    select $1::int, holder, ended_on, unit_id, procedure_id, ${counted} from moved where ${isMoved} order by holder, ended_on, unit_id, procedure_id
    on conflict (agency_id, holder, ended_on, unit_id, procedure_id) do update set ${added}`,
}

/** Keeps the ledger of a dossier and moves the roll-ups by the difference to what was kept before. Written twice it changes nothing. */
export function keepLedger(tx: Tx, agencyId: number, code: DossierCode, ledger: EndedLedger): void {
  const column = <K extends keyof HeldLine>(name: K) => ledger.lines.map((line) => line[name])
  tx.last(write, [
    ...[agencyId, code, dayText(ledger.endedOn), ledger.procedureId, ledger.endClass, ledger.withApology],
    ...[column('holder'), column('unitId'), column('officerId'), column('step')],
    ...[column('seconds'), column('secondsOver'), column('secondsOverStep'), ledger.lines.map((_, i) => i === ledger.cause)],
    ledger.procedureVersion,
  ])
}

/** After an act: keeps the ledger when the act ended the dossier, or made another of its end. */
export function keepLedgerAfter(
  tx: Tx,
  agencyId: number,
  code: DossierCode,
  act: { after: Dossier; events: readonly DossierEvent[]; plan: Plan | null; calendar: WorkingCalendar },
): void {
  if (!act.events.some((event) => changing.includes(event.type))) return
  const ledger = endedLedgerOf(act.after, act)
  if (ledger) keepLedger(tx, agencyId, code, ledger)
}

const missing = (name: string, lock: string): Statement => ({
  name,
  text: `select d.code, d.filing, d.state from dossiers.dossier d
    where d.agency_id = $1 and d.ended_at is not null and d.received_at is not null and d.code > $2
      and not exists (select from dossiers.ledger l where l.agency_id = $1 and l.code = d.code) order by d.code limit 200 ${lock}`,
})
const withoutLedger = missing('ledger-missing', '')
const withoutLedgerHeld = missing('ledger-missing-held', 'for update of d')

type Ended = { code: DossierCode; filing: Filing; state: Folded }

/** Ended dossiers without a ledger, in pages by code: those that ended before there was one. */
export const withoutLedgers = (db: Database, agencyId: number, after: string): Promise<Ended[]> =>
  db.inAgency(agencyId, (tx) => tx.rows<Ended>(withoutLedger, [agencyId, after]))

/** Makes the ledgers of such a page, while no act can come between. A dossier whose plan is not at hand waits for the next time. */
export const fillPage = (
  db: Database,
  agencyId: number,
  after: string,
  facts: { planOf: (filing: Filing) => Plan | undefined; calendar: WorkingCalendar },
): Promise<number> =>
  db.inAgency(agencyId, async (tx) => {
    let filled = 0
    for (const { code, filing, state } of await tx.rows<Ended>(withoutLedgerHeld, [agencyId, after])) {
      const plan = facts.planOf(filing)
      const ledger = plan && endedLedgerOf({ ...state, filing }, { plan, calendar: facts.calendar })
      if (!ledger) continue
      keepLedger(tx, agencyId, code, ledger)
      filled += 1
    }
    return filled
  })

const sums = `sum(ended)::int as ended, sum(early)::int as early, sum(on_time)::int as "onTime", sum(late)::int as late, sum(late_over)::int as "lateOver", sum(late_caused)::int as "lateCaused",
  sum(with_apology)::int as "withApology", sum(broken)::int as broken, sum(seconds)::bigint as seconds, sum(seconds_over_step)::bigint as "secondsOverStep", sum(seconds_late)::bigint as "secondsLate"`

/** A period out of the roll-ups: the days before its whole months, the months, the days after them. `$2`…`$7` are the three stretches. */
const rolledUp = (holders: string) =>
  ['ended_on between $2 and $3', 'month between $4 and $5', 'ended_on between $6 and $7']
    .map((stretch) => {
      const table = stretch.startsWith('month') ? 'lateness_month' : 'lateness_day'
      const narrowed = `${stretch} and ($8::int is null or unit_id = $8) and ($9::int is null or procedure_id = $9)`
      return `select holder, unit_id, procedure_id, ${counted} from dossiers.${table} where agency_id = $1 and holder ${holders} and ${narrowed}`
    })
    .join(' union all ')
/** Each dossier once: of the agency, or of those that a unit handled. */
const ofWhole = `= case when $8::int is null then 'dossier' else 'step' end`

const byUnit: Statement = {
  name: 'lateness-by-unit',
  text: `select holder, unit_id as "unitId", ${sums} from (${rolledUp(`in ('step', 'away')`)}) r group by holder, unit_id order by holder desc, unit_id limit 1000`,
}
const byProcedure: Statement = {
  name: 'lateness-by-procedure',
  text: `select l.*, p.name from (select procedure_id as "procedureId", ${sums} from (${rolledUp(ofWhole)}) r group by procedure_id limit 2000) l
    join procedures.procedure p on p.agency_id = $1 and p.procedure_id = l."procedureId" order by l.late desc, p.name`,
}
const whole: Statement = { name: 'lateness-whole', text: `select ${sums} from (${rolledUp(ofWhole)}) r` }

const noDays: readonly [Day, Day] = [1 as Day, 0 as Day]

/** The three stretches of a period: its first days, its whole months (by their first days), its last days. One that is empty ends before it begins. */
export function stretchesOf(from: Day, to: Day): readonly (readonly [Day, Day])[] {
  const begins = day(`${dayText(from).slice(0, 8)}01`)
  const firstMonth = begins === from ? from : nextMonth(begins)
  const after = day(`${dayText((to + 1) as Day).slice(0, 8)}01`) // the month in which the day after the period lies: the ones before it are whole
  if (firstMonth >= after) return [[from, to], noDays, noDays]
  return [
    [from, (firstMonth - 1) as Day],
    [firstMonth, (after - 1) as Day],
    [after, to],
  ]
}

const nextMonth = (first: Day): Day => day(`${dayText((first + 31) as Day).slice(0, 8)}01`)

/** Steps and officers have no roll-ups: their lines are read themselves, those of the unit or of the period. A dossier counts once for each. */
const fromLines = (name: string, keys: string): Statement => ({
  name,
  text: `with part as (
      select ${keys}, code, min(end_class) as end_class, bool_or(with_apology) as with_apology, sum(seconds) as seconds, sum(seconds_over_step) as over, bool_or(is_cause) as is_cause,
        sum(seconds_over) as seconds_over
      from dossiers.ledger
      where agency_id = $1 and holder_kind in ('step', 'away') and ended_on between $2 and $3 and ($4::int is null or unit_id = $4) and ($5::int is null or procedure_id = $5)
      group by ${keys}, code
    )
    select ${keys
      .split(', ')
      .map((key) => `${key} as "${key.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())}"`)
      .join(', ')},
      count(end_class)::int as ended, (count(*) filter (where end_class = 'early'))::int as early, (count(*) filter (where end_class = 'on-time'))::int as "onTime",
      (count(*) filter (where end_class = 'late'))::int as late, (count(*) filter (where end_class = 'late' and over > 0))::int as "lateOver",
      (count(*) filter (where end_class = 'late' and is_cause))::int as "lateCaused", (count(*) filter (where end_class = 'late' and is_cause and with_apology))::int as "withApology",
      (count(*) filter (where end_class is null))::int as broken, sum(seconds)::bigint as seconds, sum(over)::bigint as "secondsOverStep",
      coalesce(sum(seconds_over) filter (where end_class = 'late' and is_cause), 0)::bigint as "secondsLate"
    from part group by ${keys} order by "lateCaused" desc, "lateOver" desc, seconds desc limit 500`,
})
const byStep = fromLines('lateness-by-step', 'holder_kind, unit_id, procedure_id, procedure_version, step')
const byOfficer = fromLines('lateness-by-officer', 'holder_kind, unit_id, officer_id')

type Raw = Tally & Partial<LatenessRow> & { holderKind?: 'step' | 'away' }

/**
 * How dossiers ended between two days, cut by unit, step, officer or procedure (tình hình trễ hạn). Units and procedures are read from the
 * roll-ups; `whole` counts each dossier once, of the agency or of those that the unit handled.
 */
export async function readLateness(
  tx: Tx,
  agencyId: number,
  { from, to, unitId = null, procedureId = null }: Period,
  by: Cut,
): Promise<{ whole: Tally; rows: LatenessRow[] }> {
  const stretches = stretchesOf(from, to).flat().map(dayText)
  const rolled = [agencyId, ...stretches, unitId, procedureId]
  const asked = by === 'unit' || by === 'procedure' ? rolled : [agencyId, dayText(from), dayText(to), unitId, procedureId]
  const statement = { unit: byUnit, step: byStep, officer: byOfficer, procedure: byProcedure }[by]
  const [[all], rows] = await Promise.all([tx.rows<Tally>(whole, rolled), tx.rows<Raw>(statement, asked)])
  return {
    whole: numbers(all ?? {}),
    rows: rows.map((row) => ({
      ...numbers(row),
      holder: row.holder ?? row.holderKind ?? 'dossier',
      unitId: row.unitId ?? (by === 'procedure' ? unitId : null),
      officerId: row.officerId ?? null,
      step: row.step ?? null,
      procedureId: row.procedureId ?? null,
      procedureVersion: row.procedureVersion ?? null,
    })),
  }
}

/** Sums over nothing are null. */
const numbers = (row: Partial<Tally>): Tally => ({
  ended: row.ended ?? 0,
  early: row.early ?? 0,
  onTime: row.onTime ?? 0,
  late: row.late ?? 0,
  lateOver: row.lateOver ?? 0,
  lateCaused: row.lateCaused ?? 0,
  withApology: row.withApology ?? 0,
  broken: row.broken ?? 0,
  seconds: row.seconds ?? 0,
  secondsOverStep: row.secondsOverStep ?? 0,
  secondsLate: row.secondsLate ?? 0,
})

const lateOnes: Statement = {
  name: 'lateness-dossiers',
  text: `with k as materialized (
      select l.ended_on, l.code from dossiers.ledger l
      where l.agency_id = $1 and l.end_class = 'late' and l.ended_on between $2 and $3 and l.is_cause
        and ($4::int is null or l.unit_id = $4) and ($5::int is null or l.procedure_id = $5) and ($6::int is null or l.officer_id = $6) and ($7::text is null or l.step = $7)
        and (l.ended_on, l.code) > ($8::date, $9::text)
      order by l.ended_on, l.code limit $10)
    select k.code, d.applicant_name as applicant, d.procedure_id as "procedureId", d.procedure_version as "procedureVersion", p.name as procedure, k.ended_on as "endedOn", d.ended_at as "endedAt", d.due_at as "dueAt", g."withApology", g.lines
    from k join dossiers.dossier d on d.agency_id = $1 and d.code = k.code join procedures.procedure p on p.agency_id = $1 and p.procedure_id = d.procedure_id
    cross join lateral (select bool_or(l.with_apology) as "withApology", json_agg(json_build_object('holder', l.holder_kind, 'unitId', l.unit_id, 'officerId', l.officer_id, 'step', l.step,
        'seconds', l.seconds, 'secondsOver', l.seconds_over, 'secondsOverStep', l.seconds_over_step, 'isCause', l.is_cause) order by l.line_no) as lines
      from dossiers.ledger l where l.agency_id = $1 and l.code = k.code) g
    order by k.ended_on, k.code`,
}

/** Late dossiers of a period by their main cause, in pages, the earliest end first. */
export async function lateDossiers(
  tx: Tx,
  agencyId: number,
  { from, to, unitId = null, procedureId = null, officerId = null, step = null }: LateOf,
  { after, most = 50 }: { after: { endedOn: Day; code: string } | null; most?: number },
): Promise<{ rows: LateDossier[]; next: { endedOn: Day; code: string } | null }> {
  const found = await tx.rows<LateDossier>(lateOnes, [
    ...[agencyId, dayText(from), dayText(to), unitId, procedureId, officerId, step],
    ...[dayText(after?.endedOn ?? ((from - 1) as Day)), after?.code ?? '', most + 1],
  ])
  const last = found.length > most ? found[most - 1] : undefined
  return { rows: found.slice(0, most), next: last ? { endedOn: last.endedOn, code: last.code } : null }
}
