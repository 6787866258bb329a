import type { Segment } from '../../src/modules/clock/model.ts'
import { groupAfter, type Plan, type PlannedStep, waitsAfter } from '../../src/modules/dossiers/plan.ts'

/** About how much working time a time of the table is, seconds: five of seven calendar days are worked. */
export const segmentSeconds = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { value, unit }) => sum + value * secondsPer[unit], 0)

const daySeconds = 8 * 3600
const secondsPer = { working_day: daySeconds, calendar_day: (daySeconds * 5) / 7, hour: 3600, minute: 60, second: 1 } as const

/** One stretch of a dossier's way: the steps that run side by side, a wait, or the return. */
export type Leg = { kind: 'work' | 'wait' | 'return'; steps: readonly PlannedStep[] }

/** The way of a dossier through a table, with the note rows that it passes. */
export function legsOf(plan: Plan, waits: ReadonlySet<string>): Leg[] {
  const legs: Leg[] = []
  let steps = groupAfter(plan, -1)
  while (steps[0]) {
    legs.push({ kind: steps.some((s) => s.isReturn) ? 'return' : 'work', steps })
    const wait = steps.flatMap((s) => waitsAfter(plan, s.key)).find((s) => waits.has(s.key))
    if (wait) legs.push({ kind: 'wait', steps: [wait] })
    steps = groupAfter(plan, steps[0].group)
  }
  return legs
}

/** Planned working time of a step, seconds. What is not counted has none. */
export const plannedSeconds = (step: PlannedStep, isHardArea: boolean): number =>
  segmentSeconds((isHardArea && step.hardDuration) || step.duration)

export const counts = (leg: Leg): boolean => leg.kind === 'work' && leg.steps.some((s) => s.counts)
