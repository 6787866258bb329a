import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'

/** Calendar days within which everybody should have read what was issued to them: our reading of "in time" of letter 002 §2, not confirmed. */
export const readWithinDays = 5

/** The last day on which reading counts as in time (đọc trong 5 ngày); the day of sending is not counted. */
export const readUntil = (sentAt: Moment): Day => (dayInVietnam(sentAt) + readWithinDays) as Day

/** Whether somebody read it in time. */
export const isReadInTime = ({ sentAt, readAt }: { sentAt: Moment; readAt: Moment | null }): boolean =>
  readAt !== null && dayInVietnam(readAt) <= readUntil(sentAt)
