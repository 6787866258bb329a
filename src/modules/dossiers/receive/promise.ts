import type { Moment } from '../../../kernel/moment.ts'
import { type Explanation, explainDue, type Segment, type WorkingCalendar } from '../../clock/model.ts'
import { lastMinutesOf, limitOf } from '../accept/decide.ts'
import { startingAt } from '../hand.ts'
import type { Channel } from '../model.ts'
import type { Plan } from '../plan.ts'

/** What would be promised if the dossier were accepted now (hẹn trả), with its sheet. */
export type Promised = { limit: readonly Segment[]; answer: Explanation | null }

/** The time that would be promised now. Null answer: no calendar reaches so far, or the process has no limit. */
export function promiseNow(plan: Plan, isHardArea: boolean, calendar: WorkingCalendar, now: Moment, channelIn: Channel = 1): Promised {
  const limit = limitOf(plan, isHardArea)
  const explained = explainDue(calendar, startingAt(calendar, now, lastMinutesOf(channelIn, calendar.dayOf(now))), limit, [])
  return { limit, answer: explained.ok ? explained.value : null }
}
