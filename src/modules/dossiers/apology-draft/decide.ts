import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { apologiesOf } from '../apology/apology.ts'
import { draftWanted, dueNow, isInProcess } from '../apology/forecast.ts'
import type { Dossier, RunningStep } from '../dossier.ts'
import { unfinishedReason } from '../forms/recorded.ts'
import { mayDo, mayReassign, type Plan, plannedStep } from '../plan.ts'
import type { RulePack } from '../rules/packs.ts'
import type { Acted, NotYours } from '../take-step/decide.ts'

/** Why an apology is not written. */
export type DraftApologyRefused =
  | NotYours
  | { kind: 'not-in-process' }
  | { kind: 'reappointed-enough'; limit: number; basis: string | null }
  | { kind: 'apology-signed-already'; at: Moment }
  | { kind: 'no-reason' }
  | { kind: 'new-day-too-soon'; after: Moment }
  | { kind: 'new-day-off'; day: Day }
  | { kind: 'no-calendar'; day: Day }

/** Why a new day cannot be promised: not after the due time and now, on a day off, or past every calendar. */
export function newDayFault(newDueAt: Moment, after: Moment, calendar: WorkingCalendar): DraftApologyRefused | null {
  if (newDueAt <= after) return { kind: 'new-day-too-soon', after }
  if (!calendar.covers(newDueAt)) return { kind: 'no-calendar', day: dayInVietnam(newDueAt) }
  const day = calendar.dayOf(newDueAt)
  return calendar.isWorkingDay(day) ? null : { kind: 'new-day-off', day }
}

/** The step whose unit answers for the delay: a counted one that runs, else whatever runs. */
export const delayedStep = ({ running }: Pick<Dossier, 'running'>): RunningStep | undefined => running.find((r) => r.counts) ?? running[0]

/**
 * An officer writes the apology, or other words for a draft that nobody signed yet (lập, sửa thư xin lỗi): whoever has a step of the dossier, the
 * head of the unit, a leader. One new day at most is promised.
 * @law nd-118-2025 apology: one re-appointment at most
 */
export function draftApology(
  dossier: Dossier,
  facts: { at: Moment; actor: Actor; reason: string; newDueAt: Moment; calendar: WorkingCalendar; pack: RulePack },
): Result<Acted, DraftApologyRefused> {
  const { at, actor, reason, newDueAt, calendar, pack } = facts
  const step = delayedStep(dossier)
  const due = dueNow(dossier, calendar, at)?.due
  if (!isInProcess(dossier) || !step || due === undefined) return err({ kind: 'not-in-process' })
  const last = apologiesOf(dossier).at(-1)
  const { value: limit, law: basis } = pack.rules.reappointmentsMax
  if (last?.signed && last.sent === null) return err({ kind: 'apology-signed-already', at: last.signed.at })
  if (last?.sent && apologiesOf(dossier).length >= limit) return err({ kind: 'reappointed-enough', limit, basis })
  const allowed = dossier.running.map((r) => mayDo(r, actor) ?? mayReassign(r, actor)).find((one) => one !== null)
  if (!allowed) return err({ kind: 'not-yours', holder: step.officerId, unitId: step.unitId, role: step.role })
  if (reason.trim() === '') return err({ kind: 'no-reason' })
  const fault = newDayFault(newDueAt, Math.max(at, due) as Moment, calendar)
  if (fault) return err(fault)
  return ok({
    events: [{ type: 'apology-drafted', at, by: actor.officerId, unitId: step.unitId, reason: reason.trim(), dueAt: due, newDueAt }],
    onBehalfOf: allowed.onBehalfOf,
  })
}

/** The system drafts the apology when one is wanted; else `not-wanted` (hệ thống lập dự thảo). */
export function draftBySystem(
  dossier: Dossier,
  facts: { at: Moment; plan: Plan; calendar: WorkingCalendar; pack: RulePack },
): Result<Acted, { kind: 'not-wanted' }> {
  const wanted = draftWanted(dossier, facts)
  const step = delayedStep(dossier)
  if (!wanted || !step) return err({ kind: 'not-wanted' })
  const { dueAt, newDueAt } = wanted
  const reason = unfinishedReason(plannedStep(facts.plan, step.step).name)
  return ok({
    events: [{ type: 'apology-drafted', at: facts.at, by: null, unitId: step.unitId, reason, dueAt, newDueAt }],
    onBehalfOf: null,
  })
}
