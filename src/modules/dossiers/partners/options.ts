import type { Day } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { isOpenOn, type Partner, partnerKinds, partnerNameOn } from './partner.ts'
import { partnerKindNames } from './words.ts'

/** Partner agencies that take something on a day, to be chosen from, kind by kind. */
export const partnerOptions = (partners: readonly Partner[], on: Day, say: Say): { value: string; text: string; group: string }[] =>
  partnerKinds.flatMap((kind) =>
    partners
      .filter((p) => p.kind === kind && isOpenOn(p, on))
      .map((p) => ({ value: String(p.id), text: partnerNameOn(p, on), group: partnerKindNames[say.lang][kind] }))
      .sort((a, b) => a.text.localeCompare(b.text, 'vi')),
  )
