import { dayInVietnam, type Moment } from '../../kernel/moment.ts'
import { dueAt, type LimitUnit, type Segment, type WorkingCalendar, workingSeconds } from '../clock/model.ts'
import type { DoneStep, Dossier, RunningStep } from './dossier.ts'
import { isOfFormer, stepsToShow } from './former-steps.ts'
import { clockStart } from './hand.ts'
import { openHold, type PauseCause } from './pause/hold.ts'
import type { Plan, PlannedStep } from './plan.ts'
import type { Addressee } from './referrals/referral.ts'
import { awayIn, awaySpans } from './referrals/spans.ts'

/** A dossier without what was handed in: what time needs, and what lists load. */
export type Folded = Omit<Dossier, 'filing'>

/**
 * A stretch of working time already gone (đoạn đã qua): who had the dossier. `used` is ours, `away` another agency's, and in a
 * `pause` no counted step ran. `isOver` when it lies after the due time.
 */
export type Spent = {
  kind: 'used' | 'away' | 'pause'
  isOver: boolean
  from: Moment
  to: Moment
  seconds: number
  steps: readonly string[]
  unitIds: readonly number[]
  /** The partner agencies that had it, by name, where they are known. */
  partners?: readonly string[]
  /** Why it was paused; absent where an uncounted step ran. */
  cause?: PauseCause
}

/**
 * How a promise spends its working time (dòng thời gian). Nights, weekends and holidays are no part of it.
 * The seconds of `spent` add up to `elapsed`: all working time from receipt to now, or to the end of processing.
 */
export type TimeLine = {
  from: Moment
  /** Now, or the end of processing, with a result or without. */
  to: Moment
  spent: readonly Spent[]
  elapsed: number
  /** Working time from `to` to the due time, negative when late. Null when no calendar reaches the due time. */
  left: number | null
  /** Null while the clock stands still, and when no calendar reaches it. */
  due: Moment | null
  isProvisional: boolean
  /** Since when the clock has been standing still. */
  stoppedAt: Moment | null
  isEnded: boolean
}

/** The time line of a dossier; null before acceptance, when no clock runs. Pauses follow from the steps, as the clock itself does. */
export function timeLine(dossier: Folded, calendar: WorkingCalendar, now: Moment): TimeLine | null {
  const from = dossier.receivedAt
  if (from === null) return null
  const end = dossier.ended ?? dossier.broken
  const to = Math.max(from, end?.at ?? now) as Moment
  const stoppedAt = end ? null : dossier.stoppedAt
  const promised = promise(dossier, calendar)
  const stands = stoppedAt !== null && promised !== null && stoppedAt < promised.due
  const due = stands ? null : (promised?.due ?? null)
  const spent = spentBetween(dossier, calendar, from, to, due)
  return {
    from,
    to,
    spent,
    elapsed: spent.reduce((sum, s) => sum + s.seconds, 0),
    left: promised && workingSeconds(calendar, stands ? stoppedAt : to, promised.due),
    due,
    isProvisional: promised?.isProvisional ?? false,
    stoppedAt,
    isEnded: Boolean(end),
  }
}

const promise = (dossier: Folded, calendar: WorkingCalendar): { due: Moment; isProvisional: boolean } | null => {
  if (dossier.ended) return { due: dossier.ended.dueAt, isProvisional: false }
  const from = clockStart(dossier, calendar)
  if (from === null || dossier.limit.length === 0) return null
  const due = dueAt(calendar, from, dossier.limit, dossier.pauses)
  return due.ok ? { due: due.value.due, isProvisional: due.value.provisional } : null
}

type Visit = RunningStep & { until: Moment | null }

const visitsOf = (dossier: Folded): Visit[] => [...dossier.done, ...dossier.running.map((r) => ({ ...r, until: null }))]

function spentBetween(dossier: Folded, calendar: WorkingCalendar, from: Moment, to: Moment, due: Moment | null): Spent[] {
  const visits = visitsOf(dossier)
  const pauses = dossier.stoppedAt === null ? dossier.pauses : [...dossier.pauses, { from: dossier.stoppedAt, to }]
  const cuts: Moment[] = [from, to, due ?? to]
  for (const { since, until } of visits) cuts.push(since, until ?? to)
  for (const pause of pauses) cuts.push(pause.from, pause.to)
  const spans = awaySpans(dossier, to)
  for (const span of spans) cuts.push(span.from, span.to)
  cuts.sort((a, b) => a - b)
  const spent: Spent[] = []
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [begins = from, ends = to] = [cuts[i], cuts[i + 1]]
    if (begins < from || ends > to || begins === ends) continue
    const seconds = workingSeconds(calendar, begins, ends)
    if (seconds === 0) continue
    const here = visits.filter((v) => v.since <= begins && (v.until === null || v.until >= ends))
    const counted = here.filter((v) => v.counts)
    const stands = counted.length === 0 || pauses.some((p) => p.from <= begins && p.to >= ends)
    const held = stands ? here : counted
    const hold = stands && dossier.holds?.find((h) => h.annulled === null && h.from <= begins && (h.to ?? to) >= ends)
    const out = stands || spans.length === 0 ? [] : counted.map((v) => awayIn(spans, v.step, begins, ends)?.with ?? null)
    const partners = [...new Set(out.flatMap((to) => (to && 'name' in to ? [to.name] : [])))]
    const isAway = counted.every((v, i) => (out[i] ? 'partnerId' in out[i] : v.isAway && v.leg === undefined))
    const next: Spent = {
      kind: stands ? 'pause' : isAway ? 'away' : 'used',
      isOver: due !== null && begins >= due,
      from: begins,
      to: ends,
      seconds,
      steps: unique(held, (v) => v.step),
      unitIds: unitsOf(held, out),
      ...(partners.length > 0 && isAway ? { partners } : {}),
      ...(hold ? { cause: hold.cause } : {}),
    }
    const last = spent.at(-1)
    if (last && isSame(last, next)) spent[spent.length - 1] = { ...last, to: ends, seconds: last.seconds + seconds }
    else spent.push(next)
  }
  return spent
}

/** The units that had it: their own, or in place of it the one that was asked for its opinion. */
const unitsOf = (held: readonly Visit[], out: readonly (Addressee | null)[]): number[] =>
  out.length === 0
    ? unique(held, (v) => v.unitId)
    : [
        ...new Set(
          held.map((v, i) => {
            const to = out[i]
            return to && 'unitId' in to ? to.unitId : v.unitId
          }),
        ),
      ]

/** What visits name, each once; most stretches have one visit. */
const unique = <T>(visits: readonly Visit[], name: (visit: Visit) => T): T[] =>
  visits.length < 2 ? visits.map(name) : [...new Set(visits.map(name))]

const isSame = (a: Spent, b: Spent): boolean =>
  a.kind === b.kind &&
  a.cause === b.cause &&
  a.isOver === b.isOver &&
  a.steps.join() === b.steps.join() &&
  a.unitIds.join() === b.unitIds.join() &&
  a.partners?.join() === b.partners?.join()

/** One part of the bar (thanh thời gian): what was spent, what is left, what is over. */
export type BarPart = { kind: 'used' | 'away' | 'pause' | 'left' | 'over'; seconds: number; spent: Spent | null }

/** The time line as parts of the bar, each stretch by itself: for the page, where a cut shows who had it. */
export function barParts(line: TimeLine): BarPart[] {
  const parts = line.spent.map((s): BarPart => ({ kind: s.isOver ? 'over' : s.kind, seconds: s.seconds, spent: s }))
  return line.left !== null && line.left > 0 ? [...parts, { kind: 'left', seconds: line.left, spent: null }] : parts
}

/** The same with neighbours of one kind joined: for the rows of lists. */
export function rowParts(line: TimeLine): { kind: BarPart['kind']; seconds: number }[] {
  const joined: { kind: BarPart['kind']; seconds: number }[] = []
  for (const { kind, seconds } of barParts(line)) {
    const last = joined.at(-1)
    if (last?.kind === kind) last.seconds += seconds
    else joined.push({ kind, seconds })
  }
  return joined
}

/**
 * What a due time asks for: late, or near, which is due today or on the next working day. Nothing once it is on time, or while
 * the clock stands still.
 */
export function toneOf(line: TimeLine | null, calendar: WorkingCalendar, now: Moment): 'late' | 'near' | null {
  if (!line || line.left === null) return null
  if (line.left < 0 || (line.due !== null && line.due < line.to)) return 'late'
  if (line.isEnded || line.due === null) return null
  const { nextDayEnds } = nearDays(calendar, now)
  return line.due < nextDayEnds ? 'near' : null
}

/** Where today and the next working day end: the bounds of "due today" and "due tomorrow". Past every calendar, the next day. */
export function nearDays(calendar: WorkingCalendar, now: Moment): { todayEnds: Moment; nextDayEnds: Moment } {
  const today = dayInVietnam(now)
  const isLoaded = today >= calendar.first && today < calendar.last
  const next = isLoaded ? calendar.workingDayAfter(today, 1) : Number.NaN
  return { todayEnds: endOf(today), nextDayEnds: endOf(Number.isNaN(next) ? today + 1 : next) }
}

const endOf = (day: number): Moment => ((day + 1) * 86_400 - 7 * 3600) as Moment

/** A step of the plan with its time (bước, giờ định mức và giờ đã dùng). */
export type StepTime = {
  planned: PlannedStep
  state: 'done' | 'now' | 'late' | 'todo'
  /** Working seconds that the process gives it; null when it gives none. */
  plannedSeconds: number | null
  usedSeconds: number
  visits: number
  running: RunningStep | null
  last: DoneStep | null
}

/** Every step with planned and used time. Waiting rows that were passed by are left out: nobody waited there. */
export function stepTimes(dossier: Folded, facts: { plan: Plan; isHardArea: boolean; calendar: WorkingCalendar; now: Moment }): StepTime[] {
  const { plan, isHardArea, calendar, now } = facts
  const isPast = (key: string) => dossier.done.some((d) => d.step === key && !d.isReturned)
  return stepsToShow(dossier, plan).flatMap((planned): StepTime[] => {
    const running = dossier.running.find((r) => r.step === planned.key) ?? null
    const done = dossier.done.filter((d) => d.step === planned.key)
    const isUnused = planned.after !== null && !running && done.length === 0
    if (isUnused && (dossier.ended !== null || isPast(planned.after ?? ''))) return []
    const duration = (isHardArea && planned.hardDuration) || planned.duration
    const until = Math.max(now, running?.since ?? now) as Moment
    const used = [...done, ...(running ? [{ since: running.since, until }] : [])]
    // While a lawful pause lasts nobody's step turns late.
    const isLate = running?.dueAt != null && (openHold(dossier.holds)?.from ?? now) > running.dueAt
    const last = done.at(-1) ?? null
    return [
      {
        planned,
        state: running ? (isLate ? 'late' : 'now') : isOfFormer(planned) || (last && !last.isReturned) ? 'done' : 'todo',
        plannedSeconds: duration.length > 0 ? lengthOf(duration, calendar) : null,
        usedSeconds: used.reduce((sum, v) => sum + workingSeconds(calendar, v.since, v.until), 0),
        visits: used.length,
        running,
        last,
      },
    ]
  })
}

/** A duration in working time, for setting it beside what was used. A calendar day stands for one day. */
export function lengthOf(duration: readonly Segment[], calendar: Pick<WorkingCalendar, 'ordinaryDaySeconds'>): number {
  const day = calendar.ordinaryDaySeconds
  const unit: Record<LimitUnit, number> = { working_day: day, calendar_day: day, hour: 3600, minute: 60, second: 1 }
  return duration.reduce((sum, { value, unit: name }) => sum + value * unit[name], 0)
}
