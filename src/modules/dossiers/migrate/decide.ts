import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Segment, WorkingCalendar } from '../../clock/model.ts'
import { limitOf } from '../accept/decide.ts'
import type { Dossier, DossierEvent, MigrationBasis } from '../dossier.ts'
import { currentDue, hand, stepStart } from '../hand.ts'
import { openHold } from '../pause/hold.ts'
import { type IsOf, type Plan, type PlannedStep, rolesFor } from '../plan.ts'
import type { StepMapping } from './mapping.ts'

/** What is asked of every dossier of a version: to go on by another one, on whose word, and where its steps lie there. */
export type MigrationOrder = { procedureId: number; from: number; to: number; basis: MigrationBasis; steps: StepMapping }

/** Why a dossier stays on its version. */
export type MigrateRefused =
  | { kind: 'not-of-version'; version: number }
  | { kind: 'already-over' }
  | { kind: 'processing-ended'; at: Moment }
  | { kind: 'already-paused'; since: Moment }
  | { kind: 'already-proposed'; at: Moment }
  | { kind: 'step-unmapped'; step: string }
  | { kind: 'steps-merge'; steps: readonly string[] }
  | { kind: 'steps-apart'; steps: readonly string[] }
  | { kind: 'onto-the-return'; step: string }
  | { kind: 'clock-would-stop'; step: string }

export type Migrated = Extract<DossierEvent, { type: 'migrated' }>

/**
 * Moves a running dossier to another published version of its process (chuyển hồ sơ sang bản quy trình khác). What was done stays as it was
 * done; the step in hand ends as one of the old version and begins as the one it is mapped to, with its full time there.
 *
 * The promise never gets later by it: of the old limit and the new one, the one that gives the earlier due time holds from then on. For the
 * same reason a running clock is not stopped by it, and a dossier that stands still lawfully, or waits for a decision on that, is not moved.
 *
 * That the earlier promise stays is our design (docs/decisions/0062-migrations-and-parts.md): no law that we read says it.
 * @param facts.target the plan of the new version
 */
export function migrate(
  dossier: Dossier,
  facts: { at: Moment; order: MigrationOrder; target: Plan; calendar: WorkingCalendar; isOf: IsOf },
): Result<Migrated, MigrateRefused> {
  const { at, order, target, calendar, isOf } = facts
  const { from, to, basis } = order
  if (dossier.filing.procedureVersion !== from) return err({ kind: 'not-of-version', version: dossier.filing.procedureVersion })
  if (dossier.refusal || dossier.broken || dossier.returned) return err({ kind: 'already-over' })
  if (dossier.ended) return err({ kind: 'processing-ended', at: dossier.ended.at })
  const hold = openHold(dossier.holds)
  if (hold) return err({ kind: 'already-paused', since: hold.from })
  if (dossier.proposal) return err({ kind: 'already-proposed', at: dossier.proposal.at })
  const next = nextSteps(dossier, order.steps, target)
  if (!next.ok) return next

  const isHardArea = dossier.filing.isHardArea
  const handed = hand(next.value, {
    done: dossier.done,
    chosen: null,
    isHardArea,
    from: stepStart(dossier, at, calendar),
    calendar,
    isOf,
  }).map((h) => {
    const before = holderBefore(dossier, order.steps, h)
    const stays = before !== null && isOf(before, h.unitId, rolesFor(h.role))
    return { ...h, officerId: stays ? before : h.officerId }
  })
  const isStarting = dossier.stoppedAt !== null && handed.some((h) => h.counts)
  const standing =
    isStarting && dossier.stoppedAt !== null && dossier.stoppedAt < at
      ? { ...dossier, pauses: [...dossier.pauses, { from: dossier.stoppedAt, to: at }] }
      : dossier
  const kept = keptLimit(standing, limitOf(target, isHardArea), calendar)
  // Steps done under a version before that are steps of the present one, too: the next move asks where they lie then.
  const known = [
    ...dossier.done.map(({ step, became }) => (became === undefined ? step : became)),
    ...dossier.running.map(({ step }) => step),
  ]
  const seen = new Set(known.filter((step) => step !== null && step in order.steps) as string[])
  return ok({
    type: 'migrated',
    at,
    from,
    to,
    basis,
    steps: [...seen].map((step) => ({ from: step, to: order.steps[step] ?? null })),
    handed,
    ...kept,
    calendar: calendar.version,
  })
}

/** Who has the step now that becomes this one. */
const holderBefore = ({ running }: Dossier, steps: StepMapping, { step }: { step: string }): number | null =>
  running.find((r) => steps[r.step] === step)?.officerId ?? null

/**
 * The steps that run after the move: those that the running ones are mapped to, and beside them, in the new process, what has not been done
 * before. Every way in which this would lose a step, the end of processing or the clock is refused.
 */
function nextSteps(dossier: Dossier, steps: StepMapping, target: Plan): Result<PlannedStep[], MigrateRefused> {
  const mapped: PlannedStep[] = []
  for (const { step } of dossier.running) {
    const planned = target.steps.find(({ key }) => key === steps[step])
    if (!planned) return err({ kind: 'step-unmapped', step })
    if (planned.isReturn) return err({ kind: 'onto-the-return', step })
    mapped.push(planned)
  }
  const running = dossier.running.map(({ step }) => step)
  if (new Set(mapped).size < mapped.length) return err({ kind: 'steps-merge', steps: running })
  const [first] = mapped
  if (!first) return ok([])
  const place = (step: PlannedStep) => `${step.group}/${step.after}`
  if (mapped.some((step) => place(step) !== place(first))) return err({ kind: 'steps-apart', steps: running })
  if (dossier.stoppedAt === null && !mapped.some(({ counts }) => counts)) return err({ kind: 'clock-would-stop', step: running[0] ?? '' })
  const isDone = (key: string) =>
    dossier.done.some((d) => !d.isReturned && (d.became === undefined ? steps[d.step] : d.became && steps[d.became]) === key)
  const beside =
    first.after !== null
      ? []
      : target.steps.filter((s) => s.after === null && s.group === first.group && !mapped.includes(s) && !isDone(s.key))
  return ok([...mapped, ...beside])
}

/** The limit that goes on holding: the new one, unless the old one gives the earlier due time. Before acceptance there is none. */
function keptLimit(
  dossier: Dossier,
  limit: readonly Segment[],
  calendar: WorkingCalendar,
): Pick<Migrated, 'limit' | 'keepsLimit' | 'dueFrom' | 'dueAt' | 'isProvisional'> {
  if (dossier.receivedAt === null) return { limit: [], keepsLimit: false, dueFrom: null, dueAt: null, isProvisional: false }
  const [old, fresh] = [currentDue(dossier, calendar), currentDue({ ...dossier, limit }, calendar)]
  const keepsLimit = old !== null && (fresh === null || old.due < fresh.due)
  const due = keepsLimit ? old : fresh
  return {
    limit: keepsLimit ? dossier.limit : limit,
    keepsLimit,
    dueFrom: old?.due ?? null,
    dueAt: due?.due ?? null,
    isProvisional: due?.provisional ?? false,
  }
}
