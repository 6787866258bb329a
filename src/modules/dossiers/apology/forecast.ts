import { type Day, daySeconds, type Moment } from '../../../kernel/moment.ts'
import { type Due, dueAt, type Segment, type WorkingCalendar, workingSeconds } from '../../clock/model.ts'
import type { Dossier } from '../dossier.ts'
import { currentDue, stepStart } from '../hand.ts'
import { groupAfter, type Plan, type PlannedStep, plannedStep } from '../plan.ts'
import { type RulePack, rulePacks } from '../rules/packs.ts'
import { apologiesOf } from './apology.ts'

type Facts = { at: Moment; plan: Plan; calendar: WorkingCalendar }

/**
 * When processing would end if every remaining step took just its own time (dự kiến xong): a running step until its time is over, or until
 * now when it is over already; then one group of steps after another, of steps side by side the longest. Waiting steps and the return do not
 * count. Null where no calendar reaches.
 */
export function forecastEnd(dossier: Dossier, { at, plan, calendar }: Facts): Moment | null {
  const lasts = (step: PlannedStep): readonly Segment[] => (dossier.filing.isHardArea && step.hardDuration) || step.duration
  const endOf = (step: PlannedStep, from: Moment, pauses: Dossier['pauses']): Moment | null => {
    const duration = lasts(step)
    if (!step.counts || step.isReturn || duration.length === 0) return from
    const end = dueAt(calendar, from, duration, pauses)
    return end.ok ? end.value.due : null
  }
  let end: Moment | null = at
  let group = -1
  for (const running of dossier.running) {
    const step = plannedStep(plan, running.step)
    group = Math.max(group, step.after === null ? step.group : plannedStep(plan, step.after).group)
    end = later(end, endOf(step, stepStart(dossier, running.since, calendar), dossier.pauses))
  }
  for (let next = groupAfter(plan, group); next.length > 0; next = groupAfter(plan, group)) {
    const from: Moment | null = end
    if (from === null) return null
    for (const step of next) end = later(end, endOf(step, from, []))
    group = next[0]?.group ?? group
  }
  return end
}

const later = (a: Moment | null, b: Moment | null): Moment | null => (a === null || b === null ? null : (Math.max(a, b) as Moment))

/** The due time as of now: a pause that lasts still moves it. Null before acceptance. */
export const dueNow = (dossier: Dossier, calendar: WorkingCalendar, at: Moment): Due | null =>
  currentDue(
    dossier.stoppedAt === null ? dossier : { ...dossier, pauses: [...dossier.pauses, { from: dossier.stoppedAt, to: at }] },
    calendar,
  )

/** Whole working days from one moment's day to another's: 2 on Wednesday for Friday. Below 0 afterwards. */
export const workingDaysTo = (calendar: WorkingCalendar, from: Moment, to: Moment): number =>
  calendar.workingDaysBetween(calendar.dayOf(from), calendar.dayOf(to))

/** Whether an apology sent now is in time: a whole working day, or what the rules ask, before the due day. */
export const isSentInTime = (calendar: WorkingCalendar, at: Moment, due: Moment, { rules }: RulePack): boolean =>
  workingDaysTo(calendar, at, due) >= rules.apologyLead.value

/** Whether the dossier is being worked on: accepted, not ended, not broken off. */
export const isInProcess = ({ receivedAt, ended, broken }: Pick<Dossier, 'receivedAt' | 'ended' | 'broken'>): boolean =>
  receivedAt !== null && ended === null && (broken ?? null) === null

/** Why a draft is wanted now: the dossier is late already, or what remains cannot end in time. */
export type DraftWanted = { why: 'late' | 'cannot-end'; dueAt: Moment; newDueAt: Moment }

/**
 * Whether a draft of the apology is due (đến lúc lập thư xin lỗi): at once when the dossier is late without one; from two working days before the
 * due day when the remaining steps cannot end in time by their own durations. The lead is of our own design, the rest is the law's.
 * @law nd-118-2025 apology: before the due day, with the reason and a new day, once
 */
export function draftWanted(dossier: Dossier, facts: Facts & { pack: RulePack }): DraftWanted | null {
  const { at, calendar, pack } = facts
  if (!isInProcess(dossier) || apologiesOf(dossier).length >= pack.rules.reappointmentsMax.value) return null
  const due = dueNow(dossier, calendar, at)?.due
  if (due === undefined) return null
  const isLate = (dossier.stoppedAt ?? at) > due
  if (!isLate) {
    const isNear = workingDaysTo(calendar, at, due) <= pack.rules.apologyDraftLead.value
    const end = dossier.stoppedAt === null && isNear ? forecastEnd(dossier, facts) : null
    // Compared by working time: half past five and half past seven next morning are the same.
    if (end === null || workingSeconds(calendar, due, end) <= 0) return null
  }
  const newDueAt = proposedDay(dossier, facts)
  return newDueAt === null ? null : { why: isLate ? 'late' : 'cannot-end', dueAt: due, newDueAt }
}

/** The new day to propose (ngày hẹn lại dự kiến): when the remaining steps would end, at the least a working day from the due time and from now. */
export function proposedDay(dossier: Dossier, facts: Facts): Moment | null {
  const { at, calendar } = facts
  const due = dueNow(dossier, calendar, at)?.due ?? at
  const next = dueAt(calendar, Math.max(at, due) as Moment, [{ value: 1, unit: 'working_day' }], [])
  if (!next.ok) return null
  return Math.max(next.value.due, forecastEnd(dossier, facts) ?? 0) as Moment
}

/** Until when a dossier must be due for a draft to be wanted at all: the end of the day that lies the longest lead after today, in any pack. */
export function nearUntil(calendar: WorkingCalendar, at: Moment): Moment {
  const lead = Math.max(...rulePacks.map(({ rules }) => rules.apologyDraftLead.value))
  const last = calendar.workingDayAfter(calendar.dayOf(at), lead)
  return Number.isNaN(last) ? ((at + 14 * daySeconds) as Moment) : calendar.midnight((last + 1) as Day)
}
