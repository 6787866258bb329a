import type { Say } from '../../../kernel/say.ts'
import { explainRefusal, type Names, outgoingStatusNames } from '../explain.ts'
import type { PaperMissing } from './standing.ts'

/** Why a dossier cannot be ended with its paper yet, as whoever handles it reads it. */
export function explainPaperMissing(missing: PaperMissing, say: Say, names: Names): string {
  switch (missing.kind) {
    case 'no-document':
      return say(
        'Chưa có văn bản nào của hồ sơ này. Soạn kết quả ở mục Văn bản đi, ghi mã hồ sơ.',
        'No document names this dossier. Draft its result under outgoing documents, with the dossier’s code.',
      )
    case 'not-issued':
      return say(
        `Văn bản của hồ sơ chưa phát hành (${outgoingStatusNames.vi[missing.status]}).`,
        `The dossier’s document is not issued (${outgoingStatusNames.en[missing.status]}).`,
      )
    case 'does-not-pass':
      return explainRefusal(missing.refusal, say, names)
  }
}
