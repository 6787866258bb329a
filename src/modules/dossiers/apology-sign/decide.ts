import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { openApology } from '../apology/apology.ts'
import { dueNow, isInProcess } from '../apology/forecast.ts'
import { type DraftApologyRefused, newDayFault } from '../apology-draft/decide.ts'
import type { Dossier } from '../dossier.ts'
import { mayReassign } from '../plan.ts'
import type { Acted } from '../take-step/decide.ts'

/** Why an apology is not signed. */
export type SignApologyRefused =
  | Extract<DraftApologyRefused, { kind: 'not-in-process' | 'apology-signed-already' | 'new-day-too-soon' | 'new-day-off' | 'no-calendar' }>
  | { kind: 'no-apology-draft' }
  | { kind: 'own-apology' }
  | { kind: 'not-the-signer'; unitId: number }

/**
 * The head signs (ký thư xin lỗi): the head of the unit that has the dossier, or a leader of the agency. Whoever wrote the words does not sign them, not
 * even in somebody's place; what the system drafted the head may sign as it is. A day that has gone by meanwhile is not promised.
 */
export function signApology(
  dossier: Dossier,
  facts: { at: Moment; actor: Actor; calendar: WorkingCalendar },
): Result<Acted, SignApologyRefused> {
  const { at, actor, calendar } = facts
  const apology = openApology(dossier)
  const due = dueNow(dossier, calendar, at)?.due
  if (!isInProcess(dossier) || due === undefined) return err({ kind: 'not-in-process' })
  if (!apology) return err({ kind: 'no-apology-draft' })
  if (apology.signed) return err({ kind: 'apology-signed-already', at: apology.signed.at })
  const had = [...dossier.running, { unitId: apology.unitId }]
  const allowed = had.map((r) => mayReassign(r, actor)).find((one) => one !== null)
  if (!allowed) return err({ kind: 'not-the-signer', unitId: apology.unitId })
  const { writtenBy } = apology
  if (writtenBy !== null && (writtenBy === actor.officerId || writtenBy === allowed.onBehalfOf)) return err({ kind: 'own-apology' })
  const fault = newDayFault(apology.newDueAt, Math.max(at, due) as Moment, calendar)
  if (fault) return err(fault as SignApologyRefused)
  return ok({ events: [{ type: 'apology-signed', at, officerId: actor.officerId }], onBehalfOf: allowed.onBehalfOf })
}
