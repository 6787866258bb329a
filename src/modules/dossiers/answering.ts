import type { Actor } from '../org/model.ts'
import type { Dossier } from './dossier.ts'
import { mayDo } from './plan.ts'

/** Why an act on the whole dossier is not this officer's, and whose it is. `holder` and `unitId` are of the step that runs; null before acceptance. */
export type NotAnswerable = { kind: 'not-answerable'; whose: 'counter' | 'holder' | 'either'; holder: number | null; unitId: number | null }

/** In whose place somebody acts: their own (null), or an absent officer's. */
type Allowed = { onBehalfOf: number | null }

/**
 * Who answers for the dossier now (đang giữ hồ sơ): whoever has a running step, the unit's role while nobody has taken it, and the head of that
 * unit. Neither a colleague nor a leader of the agency: they have other ways, which leave their name as what it is (to reassign, to annul).
 */
export function asHolder({ running }: Pick<Dossier, 'running'>, actor: Actor): Allowed | null {
  for (const step of running) {
    const own = mayDo(step, actor)
    if (own) return own
    const headed = actor.posts.find((p) => p.role === 'unit-head' && p.unitId === step.unitId)
    if (headed) return { onBehalfOf: headed.onBehalfOf }
  }
  return null
}

/** The agency's one-stop counter (bộ phận một cửa), where applicants come to. */
export function atCounter({ posts }: Actor): Allowed | null {
  const held = posts.filter(({ role }) => role === 'counter-officer')
  if (held.length === 0) return null
  return { onBehalfOf: held.some(({ onBehalfOf }) => onBehalfOf === null) ? null : (held[0]?.onBehalfOf ?? null) }
}

/** The refusal, with who it is that may. */
export const notAnswerable = ({ running }: Pick<Dossier, 'running'>, whose: NotAnswerable['whose']): NotAnswerable => ({
  kind: 'not-answerable',
  whose,
  holder: running[0]?.officerId ?? null,
  unitId: running[0]?.unitId ?? null,
})
