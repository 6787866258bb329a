import { type RawBuilder, sql } from 'kysely'
import { type Day, day, dayInVietnam, dayText } from '../../../kernel/moment.ts'
import { type Database, on, type Statement, sqlFor, type Tx } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { apologiesOf } from '../apology/apology.ts'
import type { Dossier, DossierEvent, Filing } from '../dossier.ts'
import type { DossierCode, EndClass } from '../model.ts'
import type { Plan } from '../plan.ts'
import { readStep } from '../step-name.ts'
import type { Folded } from '../time-line.ts'
import { causeOf, type HeldLine, ledgerOf } from './ledger.ts'
import type { Behind, Cut, EndedDossier, Figure, LatenessRow, Period, Tally } from './tally.ts'

/** The ledger of an ended dossier as it is kept: its lines, the one that made it late, and what they all say alike. */
export type EndedLedger = {
  lines: readonly HeldLine[]
  /** Place of the line that made it late; null when it is not late. */
  cause: number | null
  endedOn: Day
  procedureId: number
  /** On which it ran at the end: of this the lines' steps are steps, unless they say another. */
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
const changing: readonly DossierEvent['type'][] = [
  'ended',
  'reclassified',
  'broken-off',
  'pause-annulled',
  'apology-sent',
  'referral-answered',
]

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

/** What a party of a dossier adds to the roll-ups, as columns: `p` is the party, `w` its whole dossier, `l.late` whether that ended late. */
const moves = `sum(p.sign * (w.end_class is not null)::int) as ended, sum(p.sign * coalesce(w.end_class = 'early', false)::int) as early,
        sum(p.sign * coalesce(w.end_class = 'on-time', false)::int) as on_time, sum(p.sign * l.late::int) as late, sum(p.sign * (l.late and p.is_over)::int) as late_over,
        sum(p.sign * (l.late and p.is_cause)::int) as late_caused, sum(p.sign * (l.late and p.is_cause and w.with_apology)::int) as with_apology,
        sum(p.sign * (w.end_class is null)::int) as broken, sum(p.sign * p.seconds) as seconds, sum(p.sign * p.seconds_over_step) as seconds_over_step,
        sum(case when l.late and p.is_cause then p.sign * w.seconds_over else 0 end) as seconds_late`
const lateness = `cross join lateral (select coalesce(w.end_class = 'late', false) as late) l`
/** Of the lines of one party: whether it was beyond its own time, whether it is the main cause, what it had. */
const taken =
  'sum(seconds_over_step) > 0 as is_over, bool_or(is_cause) as is_cause, sum(seconds) as seconds, sum(seconds_over_step) as seconds_over_step'
const partKey = 'cut, grain, holder, since, unit_id, procedure_id, procedure_version, step, officer_id'

/**
 * The rows of all tables follow from `$7`…`$14`, the lines; `old` is what was kept before. The roll-ups get the difference, in the order of
 * their key, so that two acts at once wait for one another and never in a ring.
 */
const write: Statement = {
  name: 'dossier-ledger',
  text: `with old as materialized (
      select holder_kind, unit_id, officer_id, step, seconds, seconds_over, seconds_over_step, is_cause, ended_on, procedure_id, procedure_version, end_class, with_apology
      from dossiers.ledger where agency_id = $1 and code = $2
    ), fresh as materialized (
      select l.*, $3::date as ended_on, $4::int as procedure_id, $5::text as end_class, $6::bool as with_apology
      from unnest($7::text[], $8::int[], $9::int[], $10::text[], $11::int[], $12::int[], $13::int[], $14::bool[], $15::int[], $16::int[]) with ordinality
        as l (holder_kind, unit_id, officer_id, step, seconds, seconds_over, seconds_over_step, is_cause, procedure_version, partner_id, line_no)
    ), kept as (
      insert into dossiers.ledger (agency_id, code, line_no, holder_kind, unit_id, officer_id, step, seconds, seconds_over, seconds_over_step, is_cause, ended_on, procedure_id, procedure_version, end_class, with_apology, partner_id)
      select $1::int, $2::text, line_no, holder_kind, unit_id, officer_id, step, seconds, seconds_over, seconds_over_step, is_cause, ended_on, procedure_id, procedure_version, end_class, with_apology, partner_id from fresh
      on conflict (agency_id, code, line_no) do update set holder_kind = excluded.holder_kind, unit_id = excluded.unit_id, officer_id = excluded.officer_id, step = excluded.step,
        seconds = excluded.seconds, seconds_over = excluded.seconds_over, seconds_over_step = excluded.seconds_over_step, is_cause = excluded.is_cause,
        ended_on = excluded.ended_on, procedure_id = excluded.procedure_id, procedure_version = excluded.procedure_version, end_class = excluded.end_class, with_apology = excluded.with_apology,
        partner_id = excluded.partner_id
    ), gone as (
      delete from dossiers.ledger where agency_id = $1 and code = $2 and line_no > cardinality($7::text[])
    ), line as (
      select 1 as sign, holder_kind, unit_id, officer_id, step, seconds, seconds_over, seconds_over_step, is_cause, ended_on, procedure_id, procedure_version, end_class, with_apology from fresh
      union all select -1, * from old
    ), whole as (
      select sign, ended_on, procedure_id, end_class, with_apology, sum(seconds) as seconds, sum(seconds_over) as seconds_over, sum(seconds_over_step) as seconds_over_step
      from line group by sign, ended_on, procedure_id, end_class, with_apology
    ), party as (
      select sign, 'dossier' as holder, 0 as unit_id, true as is_over, true as is_cause, seconds, seconds_over_step from whole
      union all
      select sign, holder_kind, unit_id, ${taken} from line where holder_kind in ('step', 'away') and unit_id is not null group by sign, holder_kind, unit_id
    ), moved as (
      select p.holder, w.ended_on, p.unit_id, w.procedure_id, ${moves}
      from party p join whole w on w.sign = p.sign ${lateness}
      group by p.holder, w.ended_on, p.unit_id, w.procedure_id
    ), monthly as (
      insert into dossiers.lateness_month as t (agency_id, holder, month, unit_id, procedure_id, ${counted})
      select $1::int, holder, date_trunc('month', ended_on)::date, unit_id, procedure_id, ${counted} from moved where ${isMoved} order by holder, ended_on, unit_id, procedure_id
      on conflict (agency_id, holder, month, unit_id, procedure_id) do update set ${added}
    ), piece as (
      select sign, 'step' as cut, holder_kind as holder, unit_id, procedure_version, step, 0 as officer_id, ${taken}
      from line where holder_kind in ('step', 'away') and unit_id is not null and step is not null group by sign, holder_kind, unit_id, procedure_version, step
      union all
      select sign, 'officer', holder_kind, unit_id, 0, '', coalesce(officer_id, 0), ${taken}
      from line where holder_kind in ('step', 'away') and unit_id is not null group by sign, holder_kind, unit_id, coalesce(officer_id, 0)
    ), pieces as (
      select p.cut, g.grain, p.holder, g.since, p.unit_id, w.procedure_id, p.procedure_version, p.step, p.officer_id, ${moves}
      from piece p join whole w on w.sign = p.sign ${lateness}
      cross join lateral (select x.grain, date_trunc(x.grain, w.ended_on)::date from (values ('day'), ('month'), ('year')) as x (grain)) as g (grain, since)
      group by p.cut, g.grain, p.holder, g.since, p.unit_id, w.procedure_id, p.procedure_version, p.step, p.officer_id
    ), by_part as (
      insert into dossiers.lateness_part as t (agency_id, ${partKey}, ${counted})
      select $1::int, ${partKey}, ${counted} from pieces where ${isMoved} order by ${partKey}
      on conflict (agency_id, ${partKey}) do update set ${added}
    )
    insert into dossiers.lateness_day as t (agency_id, holder, ended_on, unit_id, procedure_id, ${counted})
    select $1::int, holder, ended_on, unit_id, procedure_id, ${counted} from moved where ${isMoved} order by holder, ended_on, unit_id, procedure_id
    on conflict (agency_id, holder, ended_on, unit_id, procedure_id) do update set ${added}`,
}

/** Keeps the ledger of a dossier and moves the roll-ups by the difference to what was kept before. Written twice it changes nothing. */
export function keepLedger(tx: Tx, agencyId: number, code: DossierCode, ledger: EndedLedger): void {
  const column = <K extends keyof HeldLine>(name: K) => ledger.lines.map((line) => line[name])
  // A step of a version before is kept under its own key and version.
  const steps = ledger.lines.map(({ step }) => (step === null ? null : readStep(step)))
  tx.last(write, [
    ...[agencyId, code, dayText(ledger.endedOn), ledger.procedureId, ledger.endClass, ledger.withApology],
    ...[column('holder'), column('unitId'), column('officerId'), steps.map((s) => s && s.key)],
    ...[column('seconds'), column('secondsOver'), column('secondsOverStep'), ledger.lines.map((_, i) => i === ledger.cause)],
    steps.map((s) => s?.version ?? ledger.procedureVersion),
    column('partnerId'),
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

/**
 * The same stretches with the whole years of the months by themselves: days, months, years, months, days. Steps and officers are many, and this
 * keeps a period of any length to two months of days, two years of months, and its years.
 */
export function partStretchesOf(from: Day, to: Day): readonly (readonly [Day, Day])[] {
  const [before, [first, last], after] = stretchesOf(from, to) as [[Day, Day], [Day, Day], [Day, Day]]
  const yearOf = (date: Day) => Number(dayText(date).slice(0, 4))
  const begins = first === day(`${yearOf(first)}-01-01`) ? first : day(`${yearOf(first) + 1}-01-01`)
  const ends = day(`${yearOf((last + 1) as Day)}-01-01`)
  if (first > last || begins >= ends) return [before, [first, last], noDays, noDays, after]
  return [before, [first, (begins - 1) as Day], [begins, (ends - 1) as Day], [ends, last], after]
}

/** Steps or officers of a period, from their own roll-ups, cut into those stretches, `$4`…`$13`; most late dossiers first. */
const fromParts = (cut: 'step' | 'officer', keys: Record<string, string>): Statement => ({
  name: `lateness-by-${cut}`,
  text: `select ${Object.entries(keys)
    .map(([name, key]) => `${key} as "${name}"`)
    .join(', ')}, ${sums} from (${['day', 'month', 'year', 'month', 'day']
    .map(
      (
        grain,
        i,
      ) => `select ${partKey}, ${counted} from dossiers.lateness_part where agency_id = $1 and cut = '${cut}' and grain = '${grain}' and holder in ('step', 'away')
        and since between $${4 + 2 * i} and $${5 + 2 * i} and ($2::int is null or unit_id = $2) and ($3::int is null or procedure_id = $3)`,
    )
    .join(' union all ')}) r
    group by ${Object.values(keys).join(', ')} order by "lateCaused" desc, "lateOver" desc, seconds desc limit 500`,
})
const byStep = fromParts('step', {
  holder: 'holder',
  unitId: 'unit_id',
  procedureId: 'procedure_id',
  procedureVersion: 'procedure_version',
  step: 'step',
})
const byOfficer = fromParts('officer', { holder: 'holder', unitId: 'unit_id', officerId: 'nullif(officer_id, 0)' })

type Raw = Tally & Partial<LatenessRow>

/**
 * How dossiers ended between two days, cut by unit, step, officer or procedure (tình hình trễ hạn), all from the roll-ups. `whole` counts each
 * dossier once, of the agency or of those that the unit handled.
 */
export async function readLateness(
  tx: Tx,
  agencyId: number,
  { from, to, unitId = null, procedureId = null }: Period,
  by: Cut,
): Promise<{ whole: Tally; rows: LatenessRow[] }> {
  const rolled = [agencyId, ...stretchesOf(from, to).flat().map(dayText), unitId, procedureId]
  const isOfParts = by === 'step' || by === 'officer'
  const asked = isOfParts ? [agencyId, unitId, procedureId, ...partStretchesOf(from, to).flat().map(dayText)] : rolled
  const statement = { unit: byUnit, step: byStep, officer: byOfficer, procedure: byProcedure }[by]
  const [[all], rows] = await Promise.all([tx.rows<Tally>(whole, rolled), tx.rows<Raw>(statement, asked)])
  return {
    whole: numbers(all ?? {}),
    rows: rows.map((row) => ({
      ...numbers(row),
      holder: row.holder ?? 'dossier',
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

/** Every condition that is given. */
const all = (conditions: readonly (RawBuilder<unknown> | null)[]) =>
  sql.join(
    conditions.filter((condition) => condition !== null),
    sql` and `,
  )

/** Lines of the ledger that count for a figure. */
const linesOf: Record<Exclude<Figure, 'caused' | 'apology'>, RawBuilder<unknown>> = {
  ended: sql`l.end_class is not null`,
  early: sql`l.end_class = 'early'`,
  'on-time': sql`l.end_class = 'on-time'`,
  late: sql`l.end_class = 'late'`,
  over: sql`l.end_class = 'late' and l.seconds_over_step > 0`,
  broken: sql`l.end_class is null`,
}

/**
 * Codes of one page behind a figure, the earliest end first. Whose the late ones are is what `pub_late_dossier` says; the others are read from
 * the lines of the unit, or from the first line of each dossier where nobody is named.
 */
function codesBehind(agencyId: number, of: Behind, after: { endedOn: Day; code: string } | null, most: number): RawBuilder<object> {
  const { from, to, unitId, procedureId, procedureVersion, officerId, step, holder, figure = 'caused', metOutage } = of
  const equal = (column: string, value: number | string | null | undefined) => (value == null ? null : sql`${sql.ref(column)} = ${value}`)
  const named = (table: 'l' | 'v') => [
    sql`${sql.ref(`${table}.ended_on`)} between ${on(from)} and ${on(to)}`,
    equal(`${table}.unit_id`, unitId),
    equal(`${table}.procedure_id`, procedureId),
    equal(`${table}.procedure_version`, procedureVersion),
    officerId === 0 ? sql`${sql.ref(`${table}.officer_id`)} is null` : equal(`${table}.officer_id`, officerId),
    equal(`${table}.step`, step),
    after && sql`(${sql.ref(`${table}.ended_on`)}, ${sql.ref(`${table}.code`)}) > (${on(after.endedOn)}, ${after.code})`,
  ]
  if (figure === 'caused' || figure === 'apology')
    return sql`select v.ended_on, v.code from dossiers.pub_late_dossier v where v.agency_id = ${agencyId} and v.state = 'ended'
      and ${all([...named('v'), equal('v.holder', holder), figure === 'apology' ? sql`v.apologised_at is not null` : null, metOutage ? sql`v.met_outage` : null])}
      order by v.ended_on, v.code limit ${most}`
  const isNamed = unitId != null || officerId != null || step != null || holder != null || figure === 'over'
  const met = sql`exists (select from dossiers.pub_late_dossier v where v.agency_id = ${agencyId} and v.code = l.code and v.state = 'ended' and v.met_outage)`
  return sql`select distinct l.ended_on, l.code from dossiers.ledger l where l.agency_id = ${agencyId}
    and ${isNamed ? sql`l.holder_kind in ('step', 'away')` : sql`l.line_no = 1`}
    and ${all([linesOf[figure], ...named('l'), equal('l.holder_kind', holder), metOutage ? met : null])}
    order by l.ended_on, l.code limit ${most}`
}

/** The dossiers behind a figure of a period (các hồ sơ đứng sau một con số), in pages, the earliest end first; the late ones by their main cause unless told otherwise. */
export async function dossiersBehind(
  tx: Tx,
  agencyId: number,
  of: Behind,
  { after, most = 50 }: { after: { endedOn: Day; code: string } | null; most?: number },
): Promise<{ rows: EndedDossier[]; next: { endedOn: Day; code: string } | null }> {
  const query = sql<EndedDossier>`with k as materialized (${codesBehind(agencyId, of, after, most + 1)})
    select k.code, d.applicant_name as applicant, d.procedure_id as "procedureId", d.procedure_version as "procedureVersion", p.name as procedure, k.ended_on as "endedOn", d.ended_at as "endedAt", d.due_at as "dueAt",
      d.end_class as "endClass", g."withApology", g.lines,
      coalesce((select v.met_outage from dossiers.pub_late_dossier v where v.agency_id = ${agencyId} and v.code = k.code and v.state = 'ended'), false) as "metOutage"
    from k join dossiers.dossier d on d.agency_id = ${agencyId} and d.code = k.code join procedures.procedure p on p.agency_id = ${agencyId} and p.procedure_id = d.procedure_id
    cross join lateral (select bool_or(l.with_apology) as "withApology", json_agg(json_build_object('holder', l.holder_kind, 'unitId', l.unit_id, 'officerId', l.officer_id, 'step', l.step,
        'partnerId', l.partner_id, 'partner', (select n.name from dossiers.partner_name n where n.agency_id = ${agencyId} and n.partner_id = l.partner_id and n.from_day <= l.ended_on order by n.from_day desc limit 1), 'seconds', l.seconds, 'secondsOver', l.seconds_over, 'secondsOverStep', l.seconds_over_step, 'isCause', l.is_cause,
        'procedureVersion', l.procedure_version) order by l.line_no) as lines
      from dossiers.ledger l where l.agency_id = ${agencyId} and l.code = k.code) g
    order by k.ended_on, k.code`
  const found = await tx.all({ compile: () => query.compile(sqlFor) })
  const last = found.length > most ? found[most - 1] : undefined
  return { rows: found.slice(0, most), next: last ? { endedOn: last.endedOn, code: last.code } : null }
}

/** So many dossiers of a procedure are looked at for how long its steps take: the last ones that had a result. */
const durationDossiersMax = 300

const stepDurations: Statement = {
  name: 'ledger-step-durations',
  text: `with last as materialized (
      select code, ended_on from dossiers.ledger where agency_id = $1 and procedure_id = $2 and line_no = 1 and end_class is not null order by ended_on desc, code limit ${durationDossiersMax}
    ), held as (
      select l.procedure_version, l.step, l.code, sum(l.seconds)::int as seconds from last join dossiers.ledger l on l.agency_id = $1 and l.code = last.code
      where l.step is not null and (l.holder_kind = 'away' or (l.holder_kind = 'step' and l.officer_id is not null)) group by l.procedure_version, l.step, l.code
    )
    select procedure_version as version, step, array_agg(seconds order by code) as seconds from held group by procedure_version, step order by procedure_version, step limit 1000`,
}

/**
 * How long the steps of a procedure were in hand (thời gian thực tế của từng bước), seconds of working time once for each of the last dossiers with
 * a result: from the ledger, without the time in which nobody of the unit had taken the step, and without lawful pauses.
 */
export const readStepDurations = (
  tx: Tx,
  agencyId: number,
  procedureId: number,
): Promise<{ version: number; step: string; seconds: number[] }[]> => tx.rows(stepDurations, [agencyId, procedureId])
