import type { Day, Moment } from '../../kernel/moment.ts'

/** How a limit counts (đơn vị của thời hạn). The last three are working time (giờ, phút, giây làm việc). */
export type LimitUnit = 'working_day' | 'calendar_day' | 'hour' | 'minute' | 'second'

/** One part of a limit (một đoạn thời hạn); each part runs from where the one before ended. */
export type Segment = { value: number; unit: LimitUnit }

/** A stretch of time that has both ends (khoảng thời gian). */
export type Span = { from: Moment; to: Moment }

/** A pause of the clock (tạm dừng). Until it is closed, no due time can be told. */
export type Pause = { from: Moment; to: Moment | null }

/** Why a due time is refused. Each case carries what its message needs. */
export type DueRefused =
  | { kind: 'calendar-not-published'; day: Day }
  | { kind: 'open-pause'; from: Moment }
  | { kind: 'bad-pause'; from: Moment; to: Moment }
  | { kind: 'bad-limit'; value: number; unit: string }
  | { kind: 'no-limit' }

/** A due time (hạn trả kết quả). */
export type Due = {
  due: Moment
  /** The receipt, moved to the next working moment. */
  starts: Moment
  /** It lies in a year whose official calendar is not published yet (tạm tính). */
  provisional: boolean
}

/** What a date is, and so why it counts or not (vì sao tính hay không tính). */
export type Why =
  | { kind: 'receipt-day' }
  | { kind: 'working-day' }
  | { kind: 'weekend' }
  | { kind: 'day-off'; name: string }
  | { kind: 'worked'; day: Day; for: Day | null }
  | { kind: 'pause' }
  | { kind: 'rolled-forward' }

/** One date of the sheet that explains a due time (một dòng của bảng diễn giải). `minutes`: working minutes of the term used on it. */
export type ExplainedDay = { day: Day; counted: boolean; why: Why; minutes: number }

/** A due time with its sheet. */
export type Explanation = Due & { days: ExplainedDay[] }
