import type { Moment } from '../../../kernel/moment.ts'
import { type WorkingCalendar, workingSeconds } from '../../clock/model.ts'
import type { HoldEnd, PauseCause } from '../pause/hold.ts'

/**
 * What makes a pause worth a second look (dấu hiệu cần kiểm tra). A sign proves nothing: it says where to look first. Which signs there are, and
 * where their bounds lie, is our own design.
 *
 * - near-due: began with less than one working day left before the due time
 * - no-number: its document has no number
 * - no-notice: the applicant was sent no notice, where the cause wants one
 * - several: another pause of the dossier came before it and stands
 * - long: took more than half of what its cause may take at most
 * - term-over: nothing arrived; it ended by its longest length
 * - recorded-late: what was waited for arrived more than one working day before anybody wrote it down
 * - annulled: it was found wrong
 */
export const startSignKinds = ['near-due', 'no-number', 'no-notice'] as const
export const courseSignKinds = ['several', 'long', 'term-over', 'recorded-late', 'annulled'] as const
export type StartSign = (typeof startSignKinds)[number]
export type CourseSign = (typeof courseSignKinds)[number]
export type Sign = StartSign | CourseSign

/**
 * Whether a pause for this cause wants a notice to the applicant: they cannot bring papers or pay what they have not been told of. What an
 * authority holds up asks nothing of them.
 */
export const wantsNotice: Readonly<Record<PauseCause, boolean>> = { supplement: true, finance: true, 'legal-hold': false }

/** What a pause may take before it is longer than is to be expected: this part of its longest length. */
const expectedPart = 1 / 2

/** Working seconds left before the due time when it began; null where there was no due time in reach. Negative: it lay behind already. */
export const leftBefore = (calendar: WorkingCalendar, from: Moment, dueAt: Moment | null): number | null =>
  dueAt === null ? null : workingSeconds(calendar, from, dueAt)

/** Signs of how a pause began. They never change: they are about what was known then. */
export function startSigns(
  hold: { cause: PauseCause; documentNumber: string; leftSeconds: number | null; isNotified: boolean | null },
  calendar: Pick<WorkingCalendar, 'ordinaryDaySeconds'>,
): StartSign[] {
  const is: Record<StartSign, boolean> = {
    'near-due': hold.leftSeconds !== null && hold.leftSeconds < calendar.ordinaryDaySeconds,
    'no-number': !/\d/.test(hold.documentNumber),
    'no-notice': wantsNotice[hold.cause] && hold.isNotified === false,
  }
  return startSignKinds.filter((sign) => is[sign])
}

/** A pause as it went on. */
export type Course = {
  from: Moment
  until: Moment
  to: Moment | null
  /** Broken off with its dossier: neither came nor ran out. */
  end: HoldEnd | null
  /** When its end was written down; null where that is not known. */
  recordedAt: Moment | null
  annulledAt: Moment | null
  /** Pauses of the dossier before it that stand. */
  standingBefore: number
}

/** Working seconds that it lasted, until it ended or was annulled; null while it lasts. */
export function secondsOf({ from, to, annulledAt }: Pick<Course, 'from' | 'to' | 'annulledAt'>, calendar: WorkingCalendar): number | null {
  const end = to ?? annulledAt
  return end === null ? null : Math.max(0, workingSeconds(calendar, from, end))
}

/** Working seconds that its cause may take at most. */
const longestOf = ({ from, until }: Pick<Course, 'from' | 'until'>, calendar: WorkingCalendar): number =>
  workingSeconds(calendar, from, until)

/** From when on it is longer than is to be expected: the first second past it. Where no calendar reaches that, its longest length. */
export function longFrom(hold: Pick<Course, 'from' | 'until'>, calendar: WorkingCalendar): Moment {
  const expected = Math.floor(longestOf(hold, calendar) * expectedPart)
  const at = calendar.momentAfterWork(calendar.workedBefore(hold.from) + expected + 1)
  return Number.isNaN(at) ? hold.until : at
}

/** Signs of how a pause went on, as of now. */
export function courseSigns(hold: Course, calendar: WorkingCalendar, now: Moment): CourseSign[] {
  const { to, end, recordedAt, annulledAt } = hold
  const isTermOver = end === 'term-over'
  const is: Record<CourseSign, boolean> = {
    several: hold.standingBefore > 0,
    long: !isTermOver && (to ?? annulledAt ?? now) >= longFrom(hold, calendar),
    'term-over': isTermOver,
    'recorded-late':
      end === 'arrived' && to !== null && recordedAt !== null && workingSeconds(calendar, to, recordedAt) > calendar.ordinaryDaySeconds,
    annulled: annulledAt !== null,
  }
  return courseSignKinds.filter((sign) => is[sign])
}

/** The pauses of a dossier as they went on, in their order. */
export const coursesOf = (
  holds: readonly {
    from: Moment
    until: Moment
    to: Moment | null
    end: HoldEnd | null
    recordedAt?: Moment
    annulled: { at: Moment } | null
  }[],
): Course[] =>
  holds.map(({ from, until, to, end, recordedAt, annulled }, i) => ({
    ...{ from, until, to, end, recordedAt: recordedAt ?? null, annulledAt: annulled?.at ?? null },
    standingBefore: holds.slice(0, i).filter((before) => before.annulled === null).length,
  }))
