import type { Moment } from '../../../kernel/moment.ts'
import { dueAt, type WorkingCalendar, workingSeconds } from '../../clock/model.ts'
import type { DoneStep, RunningStep } from '../dossier.ts'
import { clockStart } from '../hand.ts'
import type { Hold } from '../pause/hold.ts'
import { type Plan, type PlannedStep, waitsForApplicant } from '../plan.ts'
import { type AwaySpan, awayIn, awaySpans } from '../referrals/spans.ts'
import type { Folded } from '../time-line.ts'

/**
 * Who may have the time of a dossier (người giữ thời gian): a step of ours, a leg at another agency, the applicant, a step that the process
 * does not count, a lawful pause by its cause. `nobody` is a stretch for which the journal names no step at all; by the rules there is none.
 */
export const holderKinds = ['step', 'away', 'applicant', 'uncounted', 'finance', 'legal-hold', 'nobody'] as const
export type HolderKind = (typeof holderKinds)[number]

/** The holders whose lateness it can be: our units, and other agencies. */
export const answers = (holder: HolderKind): holder is 'step' | 'away' => holder === 'step' || holder === 'away'

/** One line of the time ledger (một dòng sổ thời gian): how much working time a holder had in one step. */
export type HeldLine = {
  holder: HolderKind
  /** The step's unit and officer; in a pause or a wait those of the step that stood still. No officer: nobody of the unit had taken it. */
  unitId: number | null
  officerId: number | null
  step: string | null
  /** The partner agency, where one had the time and it is known which. */
  partnerId: number | null
  seconds: number
  /** Of these, after the due time of the dossier. */
  secondsOver: number
  /** Of these, after the step's own due time: what it took beyond the time that the process gives it. */
  secondsOverStep: number
}

/** What the ledger is made with. Without a plan the table's order is that in which the steps were given, and no wait is known to be the applicant's. */
export type LedgerFacts = { plan: Plan | null; calendar: WorkingCalendar; now: Moment }

/**
 * The time ledger of a dossier (sổ thời gian): every working second from receipt to the end of processing, or to now, belongs to exactly one
 * holder. The seconds of the lines add up to the working time that has passed; those after the due time add up to how late it is.
 *
 * Who has a stretch of time, in this order:
 * 1. a lawful pause that was not annulled: the applicant when papers were asked for, else the pause's cause. An annulled pause is none, so its
 *    time is the step's again;
 * 2. the counted step that runs. Of several side by side the one whose own due time has passed, the earliest first; while none is over, the
 *    first in the table;
 * 3. a waiting step that the process does not count: the applicant's when its name says that it waits for them, else nobody's.
 * In a step, counted or not, the time is the partner agency's while its leg runs; while opinions are outstanding within their term it is that of
 * whoever was asked first. Before a leg starts, after its answer and after the term the step's own holder has it. Steps given before legs were
 * recorded are the other agency's from end to end.
 *
 * A step's own due time moves by the lawful pauses inside it. Inside a step the time belongs to the officer who had it then.
 */
export function ledgerOf(dossier: Folded, { plan, calendar, now }: LedgerFacts): HeldLine[] {
  const from = dossier.receivedAt
  if (from === null) return []
  const to = Math.max(from, dossier.ended?.at ?? dossier.broken?.at ?? now) as Moment
  const holds = (dossier.holds ?? []).filter((h) => h.annulled === null)
  const visits = visitsOf(dossier, plan, { holds, calendar, to })
  const due = dueOf(dossier, calendar) ?? to
  const spans = awaySpans(dossier, to)
  const cuts: number[] = [from, to, due]
  for (const span of spans) cuts.push(span.from, span.to, span.dueAt ?? to)
  for (const { since, until, ownDue, hands } of visits) {
    cuts.push(since, until, ownDue)
    for (const hand of hands ?? []) cuts.push(hand.until)
  }
  for (const hold of holds) cuts.push(hold.from, hold.to ?? to)
  cuts.sort((a, b) => a - b)
  const lines = new Map<string, HeldLine>()
  const lineOf = (who: Who): HeldLine => {
    const key = `${who.holder}/${who.unitId}/${who.officerId}/${who.step}/${who.partnerId}`
    const known = lines.get(key)
    if (known) return known
    const made = { ...who, seconds: 0, secondsOver: 0, secondsOverStep: 0 }
    lines.set(key, made)
    return made
  }
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [begins, ends] = [cuts[i] as Moment, cuts[i + 1] as Moment]
    if (!(begins >= from && ends <= to && begins < ends)) continue
    const seconds = workingSeconds(calendar, begins, ends)
    if (seconds === 0) continue
    const { who, ownDue } = holderAt(begins, ends, visits, { holds, spans, to })
    const line = lineOf(who)
    line.seconds += seconds
    if (begins >= due) line.secondsOver += seconds
    if (begins >= ownDue) line.secondsOverStep += seconds
  }
  // A step done within no working time, or at night, was handled all the same.
  for (const visit of visits) if (visit.isHandled) lineOf({ holder: kindOf(visit), ...placeOf(visit, endless) })
  return [...lines.values()]
}

/** After all hand-overs. */
const endless = Number.POSITIVE_INFINITY as Moment

type Who = Pick<HeldLine, 'holder' | 'unitId' | 'officerId' | 'step' | 'partnerId'>

/** One visit of a step, with its place in the table and its own due time. `until` is the end of the ledger while it runs. */
type Visit = Omit<RunningStep, 'dueAt'> & {
  until: Moment
  planned: PlannedStep | undefined
  place: number
  ownDue: number
  isHandled: boolean
}

function visitsOf(dossier: Folded, plan: Plan | null, facts: { holds: readonly Hold[]; calendar: WorkingCalendar; to: Moment }): Visit[] {
  const { holds, calendar, to } = facts
  // Steps of versions before come first: they were passed before those of the present one.
  const known = plan ? [...(plan.former ?? []), ...plan.steps] : []
  const places = new Map(known.map((step, place) => [step.key, place]))
  const visits: Visit[] = []
  const add = (step: RunningStep | DoneStep, until: Moment, isHandled: boolean) => {
    const place = places.get(step.step)
    visits.push({
      ...step,
      until,
      planned: place === undefined ? undefined : known[place],
      place: place ?? places.size + visits.length,
      ownDue: ownDue(step, holds, calendar, to),
      isHandled,
    })
  }
  for (const done of dossier.done) {
    if (done.since > to) continue
    add(done, done.until < to ? done.until : to, done.until <= to && (done.since < to || done.counts))
  }
  for (const running of dossier.running) if (running.since <= to) add(running, to, false)
  return visits
}

/** When the step itself should have been done: its due time as it was given, moved by the lawful pauses inside it. Never, when it had none. */
function ownDue(step: RunningStep | DoneStep, holds: readonly Hold[], calendar: WorkingCalendar, to: Moment): number {
  if (step.dueAt === null) return Number.POSITIVE_INFINITY
  let due = step.dueAt
  for (const hold of holds) {
    const begins = Math.max(hold.from, step.since) as Moment
    const ends = hold.to ?? to
    if (begins >= due || ends <= begins) continue
    const moved = calendar.momentAfterWork(calendar.workedBefore(due) + workingSeconds(calendar, begins, ends))
    if (Number.isNaN(moved)) return Number.POSITIVE_INFINITY
    due = moved
  }
  return due
}

/** Who has the stretch, and the own due time beyond which it is theirs; none in a pause or a wait. */
function holderAt(
  begins: Moment,
  ends: Moment,
  visits: readonly Visit[],
  { holds, spans, to }: { holds: readonly Hold[]; spans: readonly AwaySpan[]; to: Moment },
): { who: Who; ownDue: number } {
  let owner: Visit | null = null
  for (const visit of visits)
    if (visit.since <= begins && visit.until >= ends && (owner === null || comesBefore(visit, owner, begins))) owner = visit
  const place = owner ? placeOf(owner, ends) : { unitId: null, officerId: null, step: null, partnerId: null }
  for (const hold of holds)
    if (hold.from <= begins && (hold.to ?? to) >= ends)
      return { who: { holder: hold.cause === 'supplement' ? 'applicant' : hold.cause, ...place }, ownDue: endless }
  if (!owner) return { who: { holder: 'nobody', ...place }, ownDue: endless }
  const away = awayIn(spans, owner.step, begins, ends)
  if (away) return { who: whoAway(away, place), ownDue: away.dueAt ?? endless }
  const holder = kindOf(owner)
  return { who: { holder, ...place }, ownDue: answers(holder) ? owner.ownDue : endless }
}

/** Whoever the step was sent to, or whose opinion was asked: a partner agency, followed by our unit, or another unit of ours. */
const whoAway = (away: AwaySpan, place: Omit<Who, 'holder'>): Who =>
  'partnerId' in away.with
    ? { ...place, holder: 'away', partnerId: away.with.partnerId }
    : { ...place, holder: 'step', unitId: away.with.unitId, officerId: null }

/** Of two steps side by side, whose the time is: counted before uncounted, what is over its own time, then the earlier in the table. */
function comesBefore(a: Visit, b: Visit, at: Moment): boolean {
  if (a.counts !== b.counts) return a.counts
  const [overA, overB] = [at >= a.ownDue, at >= b.ownDue]
  if (overA !== overB) return overA
  if (overA && a.ownDue !== b.ownDue) return a.ownDue < b.ownDue
  return a.place < b.place
}

const kindOf = (visit: Visit): HolderKind => {
  if (visit.isAway && visit.leg === undefined && !(visit.planned && waitsForApplicant(visit.planned))) return 'away'
  if (visit.counts) return 'step'
  return visit.planned && waitsForApplicant(visit.planned) ? 'applicant' : 'uncounted'
}

/** Where the time of a stretch that ends then lies: the step, and who had it, which is the last officer's once all hand-overs are past. */
const placeOf = (visit: Visit, ends: Moment): Omit<Who, 'holder'> => {
  const before = visit.hands?.find((hand) => hand.until >= ends)
  return { unitId: visit.unitId, officerId: before ? before.officerId : visit.officerId, step: visit.step, partnerId: null }
}

/** The due time against which time is over: as it was at the end; none while the clock stands still before it. */
function dueOf(dossier: Folded, calendar: WorkingCalendar): Moment | null {
  if (dossier.ended) return dossier.ended.dueAt
  const from = clockStart(dossier, calendar)
  if (from === null || dossier.limit.length === 0) return null
  const due = dueAt(calendar, from, dossier.limit, dossier.pauses)
  if (!due.ok) return null
  return dossier.stoppedAt !== null && dossier.stoppedAt < due.value.due ? null : due.value.due
}

/**
 * The line that made a late dossier late (nguyên nhân chính), by its place: in the unit, or at the other agency, with the most time beyond what
 * the process gives its own steps; there, the step and officer with the most of it. Nobody beyond their own time: who had it most after the
 * due time; late by an hour at night, who had it last. Null when no step of anybody is on record.
 */
export function causeOf(lines: readonly HeldLine[]): number | null {
  const party = ({ holder, unitId, partnerId }: HeldLine) => `${holder}/${unitId}/${partnerId}`
  const sums = (measure: (line: HeldLine) => number) => {
    const byParty = new Map<string, number>()
    for (const line of lines) if (answers(line.holder)) byParty.set(party(line), (byParty.get(party(line)) ?? 0) + measure(line))
    return byParty
  }
  for (const measure of [(line: HeldLine) => line.secondsOverStep, (line: HeldLine) => line.secondsOver]) {
    const byParty = sums(measure)
    const most = Math.max(0, ...byParty.values())
    if (most === 0) continue
    const [main] = [...byParty].find(([, seconds]) => seconds === most) ?? []
    let found: number | null = null
    for (const [i, line] of lines.entries()) {
      const before = found === null ? undefined : lines[found]
      if (answers(line.holder) && party(line) === main && (!before || measure(line) > measure(before))) found = i
    }
    return found
  }
  const last = lines.findLastIndex((line) => answers(line.holder))
  return last < 0 ? null : last
}
