import type { OrgSnapshot } from '../../org/model.ts'
import { type PlannedStep, rolesFor } from '../plan.ts'

/** Officers who may do every one of these steps: they hold, in each step's unit, a role that the step admits. */
export function whoMayDo(org: OrgSnapshot, steps: readonly Pick<PlannedStep, 'unitId' | 'role'>[]): { id: number; name: string }[] {
  if (steps.length === 0) return []
  return org.officers
    .filter((officer) =>
      steps.every((step) =>
        org.posts.some((p) => p.officerId === officer.id && p.unitId === step.unitId && rolesFor(step.role).includes(p.role)),
      ),
    )
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}
