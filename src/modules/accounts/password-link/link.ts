import type { Moment } from '../../../kernel/moment.ts'

/**
 * How long a link that sets a password holds (đường dẫn đặt mật khẩu). Asked for at the sign-in page: somebody waits for it. Sent by an
 * administrator: the officer may see it only in the morning. Not law, our choice.
 */
export const askedSeconds = 3600
export const sentSeconds = 24 * 3600

/** So soon after a link no other is sent to the same officer: nobody fills a colleague's mailbox by asking on. Not law, our choice. */
export const againSecondsMin = 5 * 60

/** May another link be sent (gửi lại được chưa)? @param madeAt when the last one was made; null: there is none */
export const maySendAgain = (madeAt: Moment | null, now: Moment): boolean => madeAt === null || now - madeAt >= againSecondsMin
