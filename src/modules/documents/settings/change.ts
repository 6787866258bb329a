import type { Day } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { sayDay } from '../../../kernel/say-day.ts'
import type { DocumentKind } from '../kinds.ts'

/** One change of how documents are kept (thiết lập văn bản). */
export type SettingChange =
  | { type: 'book-opened'; direction: 'in' | 'out'; name: string; kinds: readonly DocumentKind[] }
  | { type: 'book-closed'; bookId: number; on: Day }
  /** Unit 0 is the agency itself. */
  | { type: 'letters-set'; unitId: number; from: Day; letters: string }
  /** null: the agency's seal. */
  | { type: 'picture-kept'; officerId: number | null; sha256: string; widthMm: number; heightMm: number }

/** What the journal says of it. */
export function settingSentence(change: SettingChange, names: { officer(id: number): string; unit(id: number): string }, say: Say): string {
  switch (change.type) {
    case 'book-opened':
      return say(`Mở sổ “${change.name}”`, `Opened the book “${change.name}”`)
    case 'book-closed':
      return say(`Đóng sổ số ${change.bookId} từ ${sayDay(change.on, say)}`, `Closed book ${change.bookId} from ${sayDay(change.on, say)}`)
    case 'letters-set': {
      const whose = change.unitId === 0 ? say('cơ quan', 'the agency') : names.unit(change.unitId)
      return say(`Ký hiệu của ${whose}: ${change.letters}`, `Letters of ${whose}: ${change.letters}`)
    }
    case 'picture-kept':
      return change.officerId === null
        ? say('Thay hình con dấu', 'Changed the picture of the seal')
        : say(
            `Thay hình chữ ký của ${names.officer(change.officerId)}`,
            `Changed the picture of ${names.officer(change.officerId)}’s signature`,
          )
  }
}
