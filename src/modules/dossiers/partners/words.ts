import type { Day } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { sayDay } from '../../../kernel/say-day.ts'
import type { PartnerEvent, PartnerRefused } from './decide.ts'
import type { PartnerKind } from './partner.ts'

/** Kinds of partner agencies. */
export const partnerKindNames = inBoth(
  (say) =>
    ({
      tax: say('Thuế', 'Tax'),
      commune: say('Cấp xã', 'Commune'),
      district: say('Cấp huyện (trước 01/7/2025)', 'District (before 1 July 2025)'),
      'provincial-committee': say('UBND tỉnh', 'Provincial people’s committee'),
      other: say('Cơ quan khác', 'Other'),
    }) satisfies Record<PartnerKind, string>,
)

/** What the officer reads when nothing was written. */
export function explainPartners(refusal: PartnerRefused | { kind: 'key-reused' }, say: Say): string {
  const day = (value: Day) => sayDay(value, say)
  switch (refusal.kind) {
    case 'partner-unknown':
      return say('Không có cơ quan phối hợp này.', 'There is no such partner agency.')
    case 'partner-known':
      return say(`Đã có “${refusal.name}” trong danh sách.`, `“${refusal.name}” is in the list already.`)
    case 'kind-ended':
      return say(
        `Từ sau ngày ${day(refusal.until)} không còn cơ quan loại này. Ghi ngày bắt đầu sớm hơn, hoặc chọn loại khác.`,
        `There are no agencies of this kind after ${day(refusal.until)}. Enter an earlier first day, or choose another kind.`,
      )
    case 'name-as-it-is':
      return say('Tên mới giống tên đang dùng.', 'The new name is the one in use.')
    case 'name-not-after':
      return say(
        `Tên đang dùng có từ ${day(refusal.from)}; tên mới phải từ sau ngày ấy.`,
        `The name in use holds from ${day(refusal.from)}; a new one begins after that day.`,
      )
    case 'partner-closed-already':
      return say(`Cơ quan này chỉ nhận hồ sơ đến ${day(refusal.until)}.`, `This agency takes dossiers only until ${day(refusal.until)}.`)
    case 'closed-before-it-began':
      return say(
        `Ngày cuối không thể trước ngày đầu, ${day(refusal.from)}.`,
        `The last day cannot come before the first, ${day(refusal.from)}.`,
      )
    case 'key-reused':
      return say(
        'Biểu mẫu này đã được gửi với nội dung khác. Mời mở lại trang.',
        'This form was sent before with other content. Open the page again.',
      )
  }
}

/** How the journal says what happened in its stream `partners`. */
export function partnerSentence(body: string, say: Say): string {
  const event = JSON.parse(body) as PartnerEvent
  const day = (value: Day) => sayDay(value, say)
  switch (event.type) {
    case 'partner-added': {
      const [kind, from] = [partnerKindNames[say.lang][event.kind], day(event.from)]
      return say(
        `Thêm cơ quan phối hợp “${event.name}” (${kind}) từ ${from}`,
        `Partner agency “${event.name}” (${kind}) added from ${from}`,
      )
    }
    case 'partner-renamed':
      return say(
        `Cơ quan phối hợp “${event.was}” đổi tên thành “${event.name}” từ ${day(event.from)}`,
        `Partner agency “${event.was}” is called “${event.name}” from ${day(event.from)}`,
      )
    case 'partner-contact-changed':
      return say(`Đổi nơi nhận của “${event.name}”: ${event.contact}`, `Contact of “${event.name}” changed: ${event.contact}`)
    case 'partner-closed':
      return say(
        `Thôi gửi đến “${event.name}” sau ${day(event.until)}. Lý do: ${event.reason}`,
        `Nothing goes to “${event.name}” after ${day(event.until)}. Reason: ${event.reason}`,
      )
  }
}
