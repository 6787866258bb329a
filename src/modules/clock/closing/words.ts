import { type Day, dayText } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { Closing, ClosingRefused } from './decide.ts'

/** What an agency's own days are called. */
export const closingKindWords = inBoth(
  (say) =>
    ({
      closed: say('Đóng cửa', 'Closed'),
      holiday: say('Nghỉ lễ thêm', 'Added holiday'),
      worked: say('Làm bù', 'Worked'),
    }) satisfies Record<Closing['kind'], string>,
)

const on = (date: Day): string => dayText(date).split('-').reverse().join('/')

/** The days of a decision: "05/11/2026", "05/11/2026 – 07/11/2026", "07/11/2026 cho 05/11/2026". */
export function closingDaysText({ from, until, for: other }: Pick<Closing, 'from' | 'until' | 'for'>, say: Say): string {
  const days = from === until ? on(from) : `${on(from)} – ${on(until)}`
  return other === null ? days : say(`${days}, nghỉ ${on(other)}`, `${days}, with ${on(other)} off`)
}

/** What people read when own days are not entered. */
export function explainClosing(refusal: ClosingRefused | { kind: 'key-reused' }, say: Say): string {
  switch (refusal.kind) {
    case 'ends-before-it-begins':
      return say('Ngày cuối đứng trước ngày đầu.', 'The last day stands before the first.')
    case 'too-long':
      return say(
        `Một quyết định ghi nhiều nhất ${refusal.daysMax} ngày; ở đây là ${refusal.days} ngày.`,
        `One decision covers at most ${refusal.daysMax} days; this has ${refusal.days}.`,
      )
    case 'outside-the-calendar':
      return say(`Lịch làm việc chưa có ngày ${on(refusal.day)}.`, `The calendar does not reach ${on(refusal.day)}.`)
    case 'decided-in-the-future':
      return say(`Ngày quyết định ${on(refusal.on)} chưa đến.`, `The day of the decision, ${on(refusal.on)}, has not come yet.`)
    case 'off-already':
      return say('Những ngày này vốn đã là ngày nghỉ.', 'These days are off already.')
    case 'worked-already':
      return say(`Ngày ${on(refusal.day)} vốn đã là ngày làm việc.`, `${on(refusal.day)} is a working day already.`)
    case 'swap-of-one-day-only':
      return say('Hoán đổi ghi từng ngày một.', 'Days are swapped one by one.')
    case 'swapped-day-is-off':
      return say(
        `Ngày nghỉ thay ${on(refusal.day)} vốn đã là ngày nghỉ.`,
        `${on(refusal.day)}, to be taken off for it, is a day off already.`,
      )
    case 'key-reused':
      return say(
        'Lần gửi này đã được ghi trước đó với nội dung khác. Mời mở lại trang.',
        'This was sent before with other content. Please open the page again.',
      )
  }
}
