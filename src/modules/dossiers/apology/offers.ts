import type { Moment } from '../../../kernel/moment.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { draftApology } from '../apology-draft/decide.ts'
import { sendApology } from '../apology-send/decide.ts'
import { signApology } from '../apology-sign/decide.ts'
import type { Dossier } from '../dossier.ts'
import type { Plan } from '../plan.ts'
import { packOf } from '../rules/packs.ts'
import { proposedDay } from './forecast.ts'

/** What can be done with the apology, by the folder that does it. */
export type ApologyAct = 'sign-apology' | 'send-apology' | 'draft-apology'

/** What this officer may do with the apology of a dossier now: the acts' own rules are asked. */
export function apologyActs(
  dossier: Dossier,
  facts: { actor: Actor; may: ReadonlySet<string>; plan: Plan; calendar: WorkingCalendar; at: Moment },
): ApologyAct[] {
  const { actor, may, calendar, at } = facts
  const pack = packOf(dossier, at)
  const acts: ApologyAct[] = []
  if (may.has('dossier.reassign') && signApology(dossier, { at, actor, calendar }).ok) acts.push('sign-apology')
  if (!may.has('dossier.process')) return acts
  if (sendApology(dossier, { at, channel: 'portal', calendar, pack }).ok) acts.push('send-apology')
  const newDueAt = proposedDay(dossier, facts)
  if (newDueAt !== null && draftApology(dossier, { at, actor, reason: 'x', newDueAt, calendar, pack }).ok) acts.push('draft-apology')
  return acts
}
