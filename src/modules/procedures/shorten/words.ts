import type { Say } from '../../../kernel/say.ts'
import type { ShorteningFault } from './shortening.ts'

/** What the officer reads when a shortened limit does not hold. A new fault without a sentence does not compile. */
export function explainShortening(fault: ShorteningFault, say: Say): string {
  switch (fault.kind) {
    case 'not-shorter':
      return say('Thời hạn đã cắt giảm phải ngắn hơn thời hạn trước đó.', 'The shortened limit has to be shorter than the one before.')
    case 'other-unit':
      return say(
        'Thời hạn trước và sau cắt giảm phải cùng đơn vị (ngày làm việc, ngày, giờ).',
        'The limit before and after has to be in the same unit (working days, days, hours).',
      )
    case 'no-decision':
      return say('Ghi số quyết định công bố cắt giảm thời hạn.', 'Enter the number of the decision that announces the shortened limit.')
  }
}
