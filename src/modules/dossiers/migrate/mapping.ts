import type { Plan, PlannedStep } from '../plan.ts'

/** Where each step of the old version lies in the new one (bảng đối chiếu bước), by key; null: nowhere. */
export type StepMapping = Readonly<Record<string, string | null>>

/** How sure a proposal is: the same name in one place, a guess to look at, or nothing found. */
export type Certainty = 'same' | 'guess' | 'none'

/** A proposal for one step. */
export type ProposedStep = { from: string; to: string | null; certainty: Certainty }

/** Compared without case, marks of composition and double spaces. */
const folded = (name: string): string => name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()

/** A return is only ever a return, a waiting row only a waiting row: the clock must not change its meaning by a guess. */
const isOneKind = (a: PlannedStep, b: PlannedStep): boolean => a.isReturn === b.isReturn && (a.after === null) === (b.after === null)

/** Name before number before who does it. */
const likeness = (a: PlannedStep, b: PlannedStep): number =>
  (folded(a.name) === folded(b.name) ? 4 : 0) +
  (a.unitId === b.unitId && a.role === b.role ? 2 : 0) +
  (a.no === b.no && a.stage === b.stage ? 1 : 0)

/**
 * Proposes where the steps of one version lie in another (đề xuất đối chiếu): by name, then by who does it, then by number. A person looks at
 * it and changes it. Sure is only a name that stands once in each; everything else is a guess and marked so.
 */
export function proposeMapping(from: Plan, to: Plan): ProposedStep[] {
  return from.steps.map((step): ProposedStep => {
    const ranked = to.steps
      .filter((other) => isOneKind(step, other))
      .map((other) => ({ other, points: likeness(step, other) }))
      .filter(({ points }) => points >= 2 || (points > 0 && step.isReturn))
      .sort((a, b) => b.points - a.points)
    const [best, second] = ranked
    if (!best) return { from: step.key, to: null, certainty: 'none' }
    const isNamed = best.points >= 4
    const isAlone = from.steps.filter((other) => folded(other.name) === folded(step.name)).length === 1 && (second?.points ?? 0) < 4
    if (!isNamed && second?.points === best.points) return { from: step.key, to: null, certainty: 'none' }
    return { from: step.key, to: best.other.key, certainty: isNamed && (isAlone || (second?.points ?? 0) < best.points) ? 'same' : 'guess' }
  })
}

/** A mapping as a record, for steps that both versions have; anything else was changed by hand and falls away. */
export const mappingOf = (from: Plan, to: Plan, given: (step: string) => string | null): StepMapping =>
  Object.fromEntries(
    from.steps.map(({ key }) => {
      const wanted = given(key)
      return [key, to.steps.some((step) => step.key === wanted) ? wanted : null]
    }),
  )
