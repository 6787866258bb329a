import type { Actor } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import { mayArrangeParts, mayGetPart } from './decide.ts'

/** What can be done about parts of a dossier, by the folder that does it. */
export type PartAct = 'part-open' | 'part-link' | 'part-unlink'

/** What this officer may do about its parts now (mở, gắn, tách): the acts' own rules are asked. */
export function partActs(dossier: Dossier, actor: Actor): PartAct[] {
  const gets = mayGetPart(dossier, { actor, reason: 'x' }).ok
  const loses = (dossier.parts ?? []).length > 0 && mayArrangeParts(dossier, actor)
  return [...(gets ? (['part-open', 'part-link'] as const) : []), ...(loses ? (['part-unlink'] as const) : [])]
}
