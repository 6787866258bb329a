import type { Say } from '../../../kernel/say.ts'
import { sayDay } from '../../../kernel/say-day.ts'
import { explainDifferences } from '../conform/words.ts'
import { explainShortening } from '../shorten/words.ts'
import type { PublishRefused } from './decide.ts'

/** Differences told in one sentence; the page of the comparison has them all. */
const differencesShown = 8

/** What the officer reads when a version is not published. A new refusal without a sentence does not compile. */
export function explainPublish(refusal: PublishRefused, say: Say): string {
  switch (refusal.kind) {
    case 'no-such-version':
      return say('Không có phiên bản này.', 'There is no such version.')
    case 'already-published':
      return say('Phiên bản này đã công bố.', 'This version is published already.')
    case 'withdrawn':
      return say('Phiên bản này đã bãi bỏ.', 'This version was withdrawn.')
    case 'superseded':
      return say(
        `Đã có bản mới hơn (bản ${refusal.newest}). Chỉ bản mới nhất được công bố.`,
        `There is a newer version (version ${refusal.newest}). Only the newest one may be published.`,
      )
    case 'has-faults': {
      const n = refusal.faults
      return say(
        `Quy trình còn ${n} lỗi. Sửa bảng, hoặc sửa tệp rồi nhập lại, trước khi công bố.`,
        `The process still has ${n} ${n === 1 ? 'fault' : 'faults'}. Correct the table, or the file and import it again, before publishing.`,
      )
    }
    case 'differs-from-decision': {
      const all = explainDifferences(refusal.conformance, say)
      const more = all.length - differencesShown
      const shown = all.slice(0, differencesShown).join(' ')
      const rest = more > 0 ? say(` Còn ${more} chỗ khác nữa.`, ` And ${more} more.`) : ''
      return say(
        `Quy trình khác bảng đã phê duyệt theo ${refusal.decision}, ${all.length} chỗ: ${shown}${rest}`,
        `The process differs from the table approved by ${refusal.decision} in ${all.length} ${all.length === 1 ? 'place' : 'places'}: ${shown}${rest}`,
      )
    }
    case 'shortening-unsound':
      return explainShortening(refusal.fault, say)
    case 'not-confirmed':
      return say('Các bước chưa được phân công và xác nhận.', 'The steps have not been assigned and confirmed.')
    case 'assignments-outdated': {
      const n = refusal.gaps.length
      return say(
        `Vào ngày áp dụng có ${n} bước thuộc đơn vị không còn hoạt động. Mời phân công lại.`,
        n === 1
          ? 'On the first day, 1 step belongs to a unit that is closed by then. Please assign the steps again.'
          : `On the first day, ${n} steps belong to units that are closed by then. Please assign the steps again.`,
      )
    }
    case 'same-person':
      return refusal.did === 'imported'
        ? say('Anh/chị đã nhập quy trình này; người khác phải công bố.', 'You imported this process; somebody else has to publish it.')
        : say(
            'Anh/chị đã phân công các bước của quy trình này; người khác phải công bố.',
            'You assigned the steps of this process; somebody else has to publish it.',
          )
    case 'no-decision-number':
      return say(
        'Ghi số và ngày của quyết định phê duyệt quy trình.',
        'Enter the number and the date of the decision that approves the process.',
      )
    case 'effective-in-the-past':
      return say(
        `Ngày áp dụng phải từ hôm nay (${sayDay(refusal.today, say)}) trở đi.`,
        `The first day has to be today (${sayDay(refusal.today, say)}) or later.`,
      )
    case 'begins-before-current':
      return say(
        `Đã có phiên bản áp dụng từ ${sayDay(refusal.from, say)}. Chọn ngày sau đó.`,
        `There is a version in force from ${sayDay(refusal.from, say)} already. Choose a later day.`,
      )
  }
}
