import type { Moment } from '../../../kernel/moment.ts'
import { type WorkingCalendar, workingSeconds } from '../../clock/model.ts'

/** One stretch of the bar of a leg or an opinion. */
export type ReferralPart = { kind: 'away' | 'left' | 'over'; seconds: number }

/**
 * How a leg or an opinion spends its own term (thanh thời gian của lượt gửi): what passed, what is left, what is over; in working time, from its own
 * start to its answer, to the end of waiting, or to now. Without a term only what passed.
 */
export function barOf(
  r: { startsAt: Moment; dueAt: Moment | null; answer: { arrivedAt: Moment } | null; dropped: { at: Moment } | null },
  calendar: WorkingCalendar,
  now: Moment,
): ReferralPart[] {
  const end = Math.max(r.startsAt, Math.min(r.answer?.arrivedAt ?? now, r.dropped?.at ?? now)) as Moment
  const due = r.dueAt ?? end
  const isOver = end > due
  const passed = workingSeconds(calendar, r.startsAt, isOver ? due : end)
  const isOpen = r.answer === null && r.dropped === null
  return [
    { kind: 'away', seconds: passed },
    ...(isOver ? [{ kind: 'over' as const, seconds: workingSeconds(calendar, due, end) }] : []),
    ...(!isOver && isOpen ? [{ kind: 'left' as const, seconds: workingSeconds(calendar, end, due) }] : []),
  ]
}
