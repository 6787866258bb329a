import { inBoth, type Say } from '../../../kernel/say.ts'
import type { DossierEvent } from '../dossier.ts'
import type { PartAct } from './acts.ts'
import type { GetPartRefused, LinkPartRefused, PartsOpen, UnlinkPartRefused } from './decide.ts'

/** What can be done about parts, as the page of a dossier names it. */
export const partActNames = inBoth(
  (say) =>
    ({
      'part-open': say('Mở hồ sơ thành phần', 'Open a part'),
      'part-link': say('Gắn hồ sơ thành phần', 'Link a part'),
      'part-unlink': say('Tách hồ sơ thành phần', 'Separate a part'),
    }) satisfies Record<PartAct, string>,
)

type PartEvent = Extract<DossierEvent, { type: 'joined-whole' | 'left-whole' | 'part-joined' | 'part-left' }>

const ended = (text: string): string => (/[.!?…]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** A link between a whole and a part, in the history of either. */
export function partSentence(event: PartEvent, say: Say): string {
  switch (event.type) {
    case 'joined-whole':
      return say(
        `Là hồ sơ thành phần của hồ sơ ${event.whole}: ${ended(event.reason)}`,
        `Became a part of dossier ${event.whole}: ${ended(event.reason)}`,
      )
    case 'left-whole':
      return say(`Tách khỏi hồ sơ ${event.whole}: ${ended(event.reason)}`, `Separated from dossier ${event.whole}: ${ended(event.reason)}`)
    case 'part-joined':
      return say(
        `Có hồ sơ thành phần ${event.part}: ${ended(event.reason)}`,
        `Dossier ${event.part} became a part of this one: ${ended(event.reason)}`,
      )
    case 'part-left':
      return say(`Tách hồ sơ thành phần ${event.part}: ${ended(event.reason)}`, `Part ${event.part} separated: ${ended(event.reason)}`)
  }
}

/** Why parts stay as they are, in a sentence. */
export function explainParts(refusal: GetPartRefused | LinkPartRefused | UnlinkPartRefused | PartsOpen, say: Say): string {
  switch (refusal.kind) {
    case 'not-the-holder':
      return say(
        'Chỉ người đang giữ một bước của hồ sơ chung, Bộ phận Một cửa hoặc lãnh đạo mới mở, gắn, tách hồ sơ thành phần.',
        'Only whoever has a step of the whole, the one-stop unit or a head may open, link or separate its parts.',
      )
    case 'whole-not-running':
      return say(
        'Hồ sơ chung phải đang được giải quyết thì mới có thêm hồ sơ thành phần.',
        'A dossier gets parts only while it is being processed.',
      )
    case 'whole-is-a-part':
      return say(
        `Hồ sơ này đang là thành phần của hồ sơ ${refusal.whole}; thành phần không có thành phần của nó.`,
        `This dossier is a part of dossier ${refusal.whole}; a part has no parts of its own.`,
      )
    case 'too-many-parts':
      return say(`Một hồ sơ có nhiều nhất ${refusal.max} hồ sơ thành phần.`, `A dossier has at most ${refusal.max} parts.`)
    case 'no-such-part':
      return say(`Cơ quan không có hồ sơ mang mã ${refusal.code}.`, `The agency has no dossier with the code ${refusal.code}.`)
    case 'its-own-part':
      return say('Hồ sơ không là thành phần của chính nó.', 'A dossier is not a part of itself.')
    case 'part-is-over':
      return say(`Hồ sơ ${refusal.code} đã kết thúc xử lý.`, `Processing of dossier ${refusal.code} has ended.`)
    case 'other-applicant':
      return say(
        `Hồ sơ ${refusal.code} của người nộp khác; chỉ gắn hồ sơ của cùng người nộp.`,
        `Dossier ${refusal.code} was filed by somebody else; only those of the same applicant are linked.`,
      )
    case 'already-a-part':
      return say(
        `Hồ sơ ${refusal.code} đang là thành phần của hồ sơ ${refusal.whole}.`,
        `Dossier ${refusal.code} is a part of dossier ${refusal.whole} already.`,
      )
    case 'has-parts-itself':
      return say(
        `Hồ sơ ${refusal.code} có hồ sơ thành phần của nó, nên không làm thành phần được.`,
        `Dossier ${refusal.code} has parts of its own, so it cannot become one.`,
      )
    case 'no-parts':
      return say('Hồ sơ này không có hồ sơ thành phần.', 'This dossier has no parts.')
    case 'not-a-part':
      return say(`Hồ sơ ${refusal.code} không là thành phần của hồ sơ này.`, `Dossier ${refusal.code} is not a part of this one.`)
    case 'no-reason':
      return say('Chưa ghi lý do.', 'The reason has not been entered.')
    case 'parts-open': {
      const codes = refusal.codes.join(', ')
      return say(
        `Còn hồ sơ thành phần chưa xong: ${codes}. Chờ xong, hoặc tách ra kèm lý do, rồi mới ghi kết quả của hồ sơ chung.`,
        `Parts are still open: ${codes}. The result of the whole is recorded once they have ended, or were separated with a reason.`,
      )
    }
  }
}
