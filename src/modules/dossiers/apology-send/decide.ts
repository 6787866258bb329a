import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { type ApologyChannel, openApology } from '../apology/apology.ts'
import { dueNow, isInProcess, isSentInTime } from '../apology/forecast.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import type { RulePack } from '../rules/packs.ts'

/** Why the sending of an apology is not recorded. */
export type SendApologyRefused = { kind: 'not-in-process' } | { kind: 'no-signed-apology' }

/**
 * The apology goes to the applicant (gửi thư xin lỗi). In time until the working day before the due day is over; afterwards it still goes out, and
 * says that it was late.
 * @law nd-118-2025 apology: at the latest one day before the due day
 */
export function sendApology(
  dossier: Dossier,
  facts: { at: Moment; channel: ApologyChannel; calendar: WorkingCalendar; pack: RulePack },
): Result<DossierEvent[], SendApologyRefused> {
  const { at, channel, calendar, pack } = facts
  const due = dueNow(dossier, calendar, at)?.due
  if (!isInProcess(dossier) || due === undefined) return err({ kind: 'not-in-process' })
  if (!openApology(dossier)?.signed) return err({ kind: 'no-signed-apology' })
  return ok([{ type: 'apology-sent', at, channel, isLate: !isSentInTime(calendar, at, due, pack) }])
}
