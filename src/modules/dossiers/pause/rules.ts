import type { Moment } from '../../../kernel/moment.ts'
import type { Dossier } from '../dossier.ts'
import type { SupplementRule } from '../pause-propose/decide.ts'
import type { Plan } from '../plan.ts'
import { packOf, type RulePack } from '../rules/packs.ts'

/** The rules that a pause of this dossier stands under: those of its receipt, and what its procedure's version says of supplements. */
export const rulesOf = (
  dossier: Pick<Dossier, 'pack' | 'receivedAt'>,
  plan: Pick<Plan, 'supplements'>,
  at: Moment,
): { pack: RulePack; more: SupplementRule } => ({
  pack: packOf(dossier, at),
  more: plan.supplements ?? null,
})
