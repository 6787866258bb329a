import type { Say } from '../../../kernel/say.ts'
import { explainRefusal } from '../explain.ts'
import type { DueRunCause, DueRunRefusal } from './run.ts'

export const causeWord = (cause: DueRunCause, say: Say): string =>
  cause === 'hours' ? say('Đổi giờ làm việc', 'Other office hours') : say('Đổi lịch', 'Change of the calendar')

/** Why a due time stayed as it was. */
export const refusalWord = (refusal: DueRunRefusal, say: Say): string =>
  refusal.kind === 'fault'
    ? say(
        'Gặp lỗi khi tính lại hồ sơ này. Hạn giữ nguyên; hệ thống thử lại mỗi đêm.',
        'A fault was met on this dossier. Its due time stays; it is tried again every night.',
      )
    : explainRefusal(refusal, say)
