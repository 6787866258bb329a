import { z } from 'zod'
import { type Moment, moment, momentText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'

/** Fields that sending, asking and answering have in common, as schemas in the reader's language. */
export const documentFields = (say: Say) => ({
  number: z
    .string()
    .trim()
    .min(1, say('Ghi số văn bản.', 'Enter the number of the document.'))
    .max(100, say('Số văn bản nhiều nhất 100 ký tự.', 'A number has at most 100 characters.')),
  date: z.iso.date(say('Ngày không có thật; ghi theo ngày/tháng/năm.', 'There is no such date; enter day/month/year.')),
})

export const reasonField = (say: Say) =>
  z
    .string()
    .trim()
    .min(1, say('Ghi lý do.', 'Enter the reason.'))
    .max(2000, say('Lý do nhiều nhất 2000 ký tự.', 'A reason has at most 2000 characters.'))

export const arrivalField = (say: Say) =>
  z
    .union([
      z.literal(''),
      z.iso.datetime({ local: true, precision: -1, error: say('Ghi ngày và giờ nhận.', 'Enter the day and the time of arrival.') }),
    ])
    .default('')

export const minuteOf = (at: Moment): string => momentText(at).slice(0, 16)

/** What was typed, in whole minutes. The minute in which it is sent is now, and that in which it was asked is the asking. */
export function arrivalOf(typed: string, now: Moment, askedAt: Moment | null): Moment | 'now' {
  if (typed === '' || typed === minuteOf(now)) return 'now'
  return askedAt !== null && typed === minuteOf(askedAt) ? askedAt : moment(`${typed}:00+07:00`)
}
