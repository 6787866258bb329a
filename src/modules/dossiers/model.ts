import type { Brand } from '../../kernel/brand.ts'
import type { Moment } from '../../kernel/moment.ts'
import { inBoth } from '../../kernel/say.ts'
import type { WorkingCalendar } from '../clock/model.ts'

/** Dossier code (mã số hồ sơ): `<agency identifier>-<YYMMDD>-<sequence of that day>`. Never re-issued, never changed. */
export type DossierCode = Brand<string, 'DossierCode'>

/** The shape of a code. The sequence has at least four digits and grows when needed. */
export const codeShape = /^([A-Z0-9.]+)-(\d{6})-(\d{4,})$/

export const isDossierCode = (text: string): text is DossierCode => codeShape.test(text)

/** National status codes (trạng thái hồ sơ). */
export const statuses = {
  filed: 1,
  received: 2,
  refused: 3,
  processing: 4,
  'waiting-for-papers': 5,
  'waiting-for-payment': 6,
  withdrawn: 7,
  stopped: 8,
  done: 9,
  returned: 10,
} as const
export type Status = (typeof statuses)[keyof typeof statuses]

/** Statuses in the words of the national interface, and their English. */
export const statusNames = inBoth(
  (say) =>
    ({
      1: say('Mới đăng ký', 'Filed'),
      2: say('Được tiếp nhận', 'Received'),
      3: say('Không được tiếp nhận', 'Not accepted'),
      4: say('Đang xử lý', 'In process'),
      5: say('Yêu cầu bổ sung giấy tờ', 'Papers asked for'),
      6: say('Chờ nghĩa vụ tài chính', 'Waiting for payment'),
      7: say('Đã rút hồ sơ', 'Withdrawn'),
      8: say('Dừng xử lý', 'Stopped'),
      9: say('Đã xử lý xong', 'Processed'),
      10: say('Đã trả kết quả', 'Result returned'),
    }) satisfies Record<Status, string>,
)

/** How papers come in and results go out (kênh): 1 direct, 2 online or electronic, 3 public postal. */
export type Channel = 1 | 2 | 3

/** How a finished dossier stands against its promise: trước hạn, đúng hạn, quá hạn. */
export type EndClass = 'early' | 'on-time' | 'late'

/**
 * How a finished dossier stands against its promise (trước hạn, đúng hạn, quá hạn).
 * Judged by the end of processing, not by the day on which the applicant collects. The three-way label compares moments for
 * late and local dates for early: our reading of two practices that differ, not yet confirmed by a law reader.
 *
 * @param endedAt end of processing (kết thúc xử lý)
 * @param dueAt due time with lawful pauses; a re-appointment does not move it
 * @law qd-766-2022 2.1: on time when the end is not after the due time
 */
export function classifyEnd(endedAt: Moment, dueAt: Moment, calendar: Pick<WorkingCalendar, 'dayOf'>): EndClass {
  if (endedAt > dueAt) return 'late'
  return calendar.dayOf(endedAt) < calendar.dayOf(dueAt) ? 'early' : 'on-time'
}
