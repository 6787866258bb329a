import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type Due, dueAt, type Segment, type WorkingCalendar } from '../../clock/model.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import { hand } from '../hand.ts'
import { type Status, statuses } from '../model.ts'
import { groupAfter, type Plan } from '../plan.ts'

/** Why a dossier is not accepted. */
export type AcceptRefused =
  | { kind: 'not-at-intake'; status: Status }
  | { kind: 'papers-missing'; names: readonly string[] }
  | { kind: 'waiting-for-papers'; since: Moment }
  | { kind: 'no-calendar'; day: number }

/** The limit that holds for this dossier: the one for hard areas where the applicant's place is one and the process has it. */
export const limitOf = (plan: Plan, isHardArea: boolean): readonly Segment[] => (isHardArea && plan.hardLimit ? plan.hardLimit : plan.limit)

/**
 * Accepts a complete dossier (tiếp nhận, phiếu 01): the clock starts and the due time is promised. Where the due time reaches
 * into a year without a published calendar it is provisional (tạm tính); receiving never stops for that.
 *
 * @param receiver the counter officer, who holds the first step
 * @law nd-61-2018 receipt: a complete dossier gets its receipt with the return time
 */
export function accept(
  dossier: Dossier,
  facts: { at: Moment; receiver: number; plan: Plan; calendar: WorkingCalendar },
): Result<{ events: DossierEvent[]; due: Due }, AcceptRefused> {
  const { at, receiver, plan, calendar } = facts
  if (dossier.status === statuses['waiting-for-papers'] && dossier.receivedAt === null)
    return err({ kind: 'waiting-for-papers', since: dossier.requests.at(-1)?.at ?? dossier.filedAt })
  if (dossier.status !== statuses.filed) return err({ kind: 'not-at-intake', status: dossier.status })
  const missing = dossier.filing.components.filter((c) => !c.isPresent)
  if (missing.length > 0) return err({ kind: 'papers-missing', names: missing.map((c) => c.name) })
  const limit = limitOf(plan, dossier.filing.isHardArea)
  const due = dueAt(calendar, at, limit, [])
  if (!due.ok) return err({ kind: 'no-calendar', day: due.error.kind === 'calendar-not-published' ? due.error.day : 0 })
  const handed = hand(groupAfter(plan, -1), {
    done: [],
    chosen: receiver,
    isHardArea: dossier.filing.isHardArea,
    at,
    calendar,
    isOf: () => false,
  })
  return ok({
    events: [
      {
        type: 'accepted',
        at,
        startsAt: due.value.starts,
        limit,
        dueAt: due.value.due,
        isProvisional: due.value.provisional,
        calendar: calendar.version,
        handed,
      },
    ],
    due: due.value,
  })
}
