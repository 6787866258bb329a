import { assert } from '../../kernel/assert.ts'
import type { Say } from '../../kernel/say.ts'
import type { Segment } from '../clock/model.ts'
import type { Actor } from '../org/model.ts'
import type { InternalProcess, SupplementRule } from '../procedures/model.ts'
import type { DoneStep, Dossier, RunningStep } from './dossier.ts'

/** One step of a published process, with who does it here. */
export type PlannedStep = {
  /** Place in the table, as text; names the step in events. */
  key: string
  /** Number as printed in the decision. */
  no: string
  name: string
  /** In English, where the name is ours and not the table's. */
  nameEn?: string
  stage: string | null
  /** Steps of one group run side by side; the next group waits for all of them. */
  group: number
  /** On a note row (chờ, không tính ngày): the step after which it may be entered. Others are entered in order. */
  after: string | null
  counts: boolean
  isReturn: boolean
  duration: readonly Segment[]
  /** The time in hard areas; null when the ordinary one holds. */
  hardDuration: readonly Segment[] | null
  unitId: number
  role: string
  /** Done by another agency; an officer of `unitId` follows it. */
  isAway: boolean
}

/** A published process as dossiers are carried by it (quy trình). */
export type Plan = {
  limit: readonly Segment[]
  hardLimit: readonly Segment[] | null
  /** What the procedure says of supplements, where it says more than the rule (số lần bổ sung). Absent or null: the rule holds. */
  supplements?: SupplementRule | null
  /** How far the procedure is offered online (mức độ dịch vụ công trực tuyến). Absent or null: the version does not say. */
  onlineLevel?: InternalProcess['onlineLevel']
  steps: readonly PlannedStep[]
  /** Steps of versions on which this dossier ran before, under the names they have from then (see former-steps.ts). Nothing is entered there any more. */
  former?: readonly PlannedStep[]
}

export function plannedStep(plan: Plan, key: string): PlannedStep {
  const found = plan.steps.find((s) => s.key === key)
  assert(found, `step ${key} is not in the process`)
  return found
}

/** What a step is called: as its table has it, and only a name of ours is translated. */
export const stepName = ({ name, nameEn }: Pick<PlannedStep, 'name' | 'nameEn'>, say: Say): string => say(name, nameEn ?? name)

/** The steps of the next group in order after `group`; empty at the end. Note rows are entered by choice, never in order. */
export function groupAfter(plan: Plan, group: number): PlannedStep[] {
  const ordinary = plan.steps.filter((s) => s.after === null && s.group > group)
  const next = Math.min(...ordinary.map((s) => s.group))
  return ordinary.filter((s) => s.group === next)
}

/** The group before `group`; empty at the beginning. */
export function groupBefore(plan: Plan, group: number): PlannedStep[] {
  const ordinary = plan.steps.filter((s) => s.after === null && s.group < group)
  const previous = Math.max(...ordinary.map((s) => s.group))
  return ordinary.filter((s) => s.group === previous)
}

/** What the words of an approved process say of a step in which the applicant acts. Words of decisions that we have read; ours, not a law's. */
const applicantActs = /bổ sung|hoàn thiện hồ sơ|người nộp|công dân|tổ chức, cá nhân|cá nhân, tổ chức/iu

/** A waiting step whose name says that it waits for the applicant (chờ người nộp). */
export const waitsForApplicant = ({ counts, isReturn, name }: Pick<PlannedStep, 'counts' | 'isReturn' | 'name'>): boolean =>
  !counts && !isReturn && applicantActs.test(name.normalize('NFC'))

/** A step that another agency does, whose answer is waited for (bước liên thông). */
export const needsLeg = (step: PlannedStep): boolean => step.isAway && !step.isReturn && !waitsForApplicant(step)

/** Waiting steps that may be entered after this one (dòng không tính ngày). */
export const waitsAfter = (plan: Plan, key: string): PlannedStep[] => plan.steps.filter((s) => s.after === key)

/**
 * What follows when a running step is completed: nothing while a step beside it still runs, the chosen waiting step, or the
 * next group. A waiting step is followed by the group after the step that it belongs to.
 */
export function following(plan: Plan, dossier: Dossier, key: string, through: string | null): PlannedStep[] {
  const step = plannedStep(plan, key)
  const beside = dossier.running.some(
    (r) => r.step !== key && plannedStep(plan, r.step).group === step.group && plannedStep(plan, r.step).after === null,
  )
  if (step.after === null && beside) return []
  if (through !== null) return [plannedStep(plan, through)]
  return groupAfter(plan, step.after === null ? step.group : plannedStep(plan, step.after).group)
}

/**
 * Processing ends (kết thúc xử lý) with the last counted step before the return of the result: collecting is the applicant's time.
 * @law qd-766-2022 2.1: the end of processing decides, not the return
 */
export const endsProcessing = (plan: Plan, dossier: Dossier, key: string, next: readonly PlannedStep[]): boolean => {
  const stillCounts = (s: PlannedStep | undefined) => (s?.counts ?? false) && !s?.isReturn
  if (dossier.running.some((r) => r.step !== key && stillCounts(plannedStep(plan, r.step)))) return false
  if (next.some(stillCounts) || next.some((s) => s.after !== null)) return false
  const from = next[0]?.group ?? plannedStep(plan, key).group
  return !plan.steps.some((s) => s.after === null && s.group > from && stillCounts(s))
}

/** A role in a step's words admits these roles of officers: a step of the leadership is signed by the director or a deputy. */
const admits: Record<string, readonly string[]> = {
  leader: ['director', 'deputy-director'],
  outside: ['records-clerk', 'counter-officer', 'specialist'],
}

/** Whether an officer holds one of these roles in a unit now. */
export type IsOf = (officerId: number, unitId: number, roles: readonly string[]) => boolean

/** Roles of officers that a step's role admits. */
export const rolesFor = (stepRole: string): readonly string[] => admits[stepRole] ?? [stepRole]

/** Whether the officer may do this running step now, and for whom: their own post, or an absent officer's (làm thay). Null: may not. */
export function mayDo(step: Pick<RunningStep, 'unitId' | 'role' | 'officerId'>, actor: Actor): { onBehalfOf: number | null } | null {
  if (step.officerId !== null && step.officerId !== actor.officerId) {
    return actor.posts.some((p) => p.onBehalfOf === step.officerId) ? { onBehalfOf: step.officerId } : null
  }
  const fitting = actor.posts.filter((p) => p.unitId === step.unitId && rolesFor(step.role).includes(p.role))
  // Who holds a step keeps it when the post has gone; held by an absent officer's post, it stays an act in their place.
  if (fitting.length === 0) return step.officerId === actor.officerId ? { onBehalfOf: null } : null
  return { onBehalfOf: fitting.some((p) => p.onBehalfOf === null) ? null : (fitting[0]?.onBehalfOf ?? null) }
}

/** Heads answer for the steps of their unit; leaders of the agency for all. Null: neither. */
export function mayReassign(step: Pick<RunningStep, 'unitId'>, actor: Actor): { onBehalfOf: number | null } | null {
  const fitting = actor.posts.find(
    (p) => (p.role === 'unit-head' && p.unitId === step.unitId) || ['director', 'deputy-director', 'office-head'].includes(p.role),
  )
  return fitting ? { onBehalfOf: fitting.onBehalfOf } : null
}

/** Who did a step of the same unit and role before goes on with the dossier; else whoever of the unit takes it. */
export function likelyOfficer(done: readonly DoneStep[], next: Pick<PlannedStep, 'unitId' | 'role'>): number | null {
  return done.findLast((d) => d.unitId === next.unitId && d.role === next.role && d.officerId !== null)?.officerId ?? null
}
