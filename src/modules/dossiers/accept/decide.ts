import type { Day, Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type Due, dueAt, type Segment, type WorkingCalendar } from '../../clock/model.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import { hand, startingAt } from '../hand.ts'
import { type Channel, type Status, statuses } from '../model.ts'
import { groupAfter, type Plan } from '../plan.ts'
import { packOn, valueOn } from '../rules/packs.ts'

/** Why a dossier is not accepted. */
export type AcceptRefused =
  | { kind: 'not-at-intake'; status: Status }
  | { kind: 'papers-missing'; names: readonly string[] }
  | { kind: 'waiting-for-papers'; since: Moment }
  | { kind: 'no-calendar'; day: number }

/** The limit that holds for this dossier: the one for hard areas where the applicant's place is one and the process has it. */
export const limitOf = (plan: Plan, isHardArea: boolean): readonly Segment[] => (isHardArea && plan.hardLimit ? plan.hardLimit : plan.limit)

/**
 * The last minutes of a day in which what comes in by this channel counts from the next working day (nhận trực tuyến cuối giờ), by the
 * rules of the day; 0 where there is no such rule. That it holds for every procedure is our reading of a decree about a few.
 */
export const lastMinutesOf = (channelIn: Channel, received: Day): number =>
  channelIn === 2 ? (valueOn(packOn(received).rules.lastMinutes, received) ?? 0) : 0

/**
 * Accepts a complete dossier (tiếp nhận, phiếu 01): the clock starts and the due time is promised. Where the due time reaches
 * into a year without a published calendar it is provisional (tạm tính); receiving never stops for that. The dossier keeps the rules of this day.
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
  const received = calendar.dayOf(at)
  const lastMinutes = lastMinutesOf(dossier.filing.channelIn, received)
  const from = startingAt(calendar, at, lastMinutes)
  const due = dueAt(calendar, from, limit, [])
  if (!due.ok) return err({ kind: 'no-calendar', day: due.error.kind === 'calendar-not-published' ? due.error.day : 0 })
  const handed = hand(groupAfter(plan, -1), {
    done: [],
    chosen: receiver,
    isHardArea: dossier.filing.isHardArea,
    from,
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
        pack: packOn(received).id,
        ...(lastMinutes > 0 ? { lastMinutes } : {}),
      },
    ],
    due: due.value,
  })
}
