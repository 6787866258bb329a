import type { Dossier, DossierEvent } from './dossier.ts'
import type { Plan, PlannedStep } from './plan.ts'
import { formerStep, isFormer } from './step-name.ts'

/** The versions on which a dossier ran before this one (các bản quy trình đã qua), the first first. Most have none. */
export const formerVersions = ({ migrations }: Pick<Dossier, 'migrations'>): number[] => [
  ...new Set((migrations ?? []).map(({ from }) => from)),
]

/** A plan with the steps of the versions before it, under their names from then: what was done keeps its words, its unit and its time. */
export function withFormer(plan: Plan, former: ReadonlyMap<number, Plan>): Plan {
  if (former.size === 0) return plan
  const steps = [...former].flatMap(([version, { steps }]) =>
    steps.map((step): PlannedStep => ({ ...step, key: formerStep(version, step.key) })),
  )
  return { ...plan, former: steps }
}

/** The plan by which a dossier is carried, with what it ran on before (quy trình của hồ sơ). One question for each version. */
export async function carriedPlan(
  dossier: Pick<Dossier, 'migrations'>,
  version: number,
  planOf: (version: number) => Promise<Plan>,
): Promise<Plan> {
  const before = formerVersions(dossier)
  const [plan, ...plans] = await Promise.all([version, ...before].map(planOf))
  return withFormer(plan as Plan, new Map(before.map((v, i) => [v, plans[i] as Plan])))
}

/**
 * Of which version the steps are that the entries of a journal name: those before a move to another version are of the one before it. Null:
 * of the version that it runs on now.
 */
export function versionsThen(events: readonly DossierEvent[]): (number | null)[] {
  let version: number | null = null
  const backwards = events.toReversed().map((event) => {
    const then = version
    if (event.type === 'migrated') version = event.from
    return then
  })
  return backwards.reverse()
}

/** Names as an entry of that version uses them. */
export const namesThen = <N extends { step(key: string): string }>(names: N, version: number | null): N =>
  version === null ? names : { ...names, step: (key: string) => names.step(formerStep(version, key)) }

/**
 * The steps through which a dossier is shown (các bước của hồ sơ): all of its process; of one that went over to another version what was done
 * before, under the names of then, and of the present version what lies at or after the place where it came in.
 */
export function stepsToShow({ done, running }: Pick<Dossier, 'done' | 'running'>, plan: Plan): readonly PlannedStep[] {
  const { former = [], steps } = plan
  if (former.length === 0) return steps
  const visited = new Set([...done, ...running].map(({ step }) => step))
  const groupOf = (step: PlannedStep) => steps.find(({ key }) => key === (step.after ?? step.key))?.group ?? step.group
  const began = Math.min(...steps.filter(({ key }) => visited.has(key)).map(groupOf))
  const isAhead = (step: PlannedStep) => began === Number.POSITIVE_INFINITY || groupOf(step) >= began
  return [...former.filter(({ key }) => visited.has(key)), ...steps.filter((step) => visited.has(step.key) || isAhead(step))]
}

/** Whether a planned step is of a version before: nothing is entered there any more. */
export const isOfFormer = ({ key }: Pick<PlannedStep, 'key'>): boolean => isFormer(key)
