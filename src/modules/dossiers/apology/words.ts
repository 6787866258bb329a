import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { ApologyChannel, ApologyEvent } from './apology.ts'
import type { ApologyAct } from './offers.ts'

/** Ways of sending in words. */
export const apologyChannelNames = inBoth(
  (say) =>
    ({
      portal: say('qua Cổng dịch vụ công', 'through the public service portal'),
      email: say('qua thư điện tử', 'by email'),
      sms: say('bằng tin nhắn', 'by text message'),
      phone: say('qua điện thoại', 'by telephone'),
      post: say('qua bưu chính', 'by post'),
      'in-person': say('trực tiếp', 'in person'),
    }) satisfies Record<ApologyChannel, string>,
)

/** Acts on the apology as buttons say them. */
export const apologyActNames = inBoth(
  (say) =>
    ({
      'draft-apology': say('Viết thư xin lỗi, hẹn lại (04)', 'Write the apology with a new day (04)'),
      'sign-apology': say('Ký thư xin lỗi', 'Sign the apology'),
      'send-apology': say('Ghi đã gửi thư xin lỗi', 'Record that the apology was sent'),
    }) satisfies Record<ApologyAct, string>,
)

/** What happened, as a sentence for the history of a dossier. */
export function apologySentence(event: ApologyEvent, names: { moment(at: Moment): string }, say: Say): string {
  const end = (text: string) => (/[.!?…]$/u.test(text) ? text : `${text}.`)
  switch (event.type) {
    case 'apology-drafted': {
      const day = names.moment(event.newDueAt)
      return event.by === null
        ? say(
            `Lập dự thảo thư xin lỗi, hẹn lại ${day}: ${end(event.reason)}`,
            `An apology was drafted with the new day ${day}: the remaining steps do not end in time.`,
          )
        : say(`Viết thư xin lỗi, hẹn lại ${day}: ${end(event.reason)}`, `Wrote the apology with the new day ${day}: ${end(event.reason)}`)
    }
    case 'apology-signed':
      return say('Ký thư xin lỗi.', 'Signed the apology.')
    case 'apology-sent': {
      const how = apologyChannelNames[say.lang][event.channel]
      return event.isLate
        ? say(`Gửi thư xin lỗi ${how}, muộn hơn quy định.`, `Apology sent ${how}, later than the rules ask.`)
        : say(`Gửi thư xin lỗi ${how}.`, `Apology sent ${how}.`)
    }
  }
}
