import { type Day, dayText, type Moment } from '../../../kernel/moment.ts'
import { createTypst, type TypstOptions } from '../../../platform/pdf/typst.ts'
import { type Capacity, capacityLetters, type DocumentKind, kindNames, type Urgency, urgencyNames } from '../kinds.ts'
import type { Places } from '../outgoing.ts'

/** An administrative document as it is written (văn bản hành chính): what a template of ours is filled with. */
export type Paper = {
  kind: DocumentKind
  parent: string
  agency: string
  symbol: string
  place: string
  /** Of the draft; the printed date is filled in with the number. */
  draftedOn: Day
  at: Moment
  subject: string
  urgency: Urgency
  /** "Kính gửi": of official letters and submissions. */
  to: readonly string[]
  paragraphs: readonly string[]
  /** "Nơi nhận", with "Lưu: VT" last. */
  recipients: readonly string[]
  signatory: { capacity: Capacity /** Whose place it is in: GIÁM ĐỐC. */; head: string; title: string; name: string }
}

export type Papers = { make(paper: Paper): { pdf: Uint8Array<ArrayBuffer>; places: Places; pages: number } }

/**
 * What stands above the name (quyền hạn, chức vụ): in one's own right the title alone; for the head KT. and the head's title, one's own below.
 * @law nd-30-2020 phu-luc-1 II.7
 */
export function signatureLines({ capacity, head, title }: Paper['signatory']): string[] {
  const letters = capacityLetters[capacity]
  if (capacity === 'own') return [title]
  if (capacity === 'acting') return [`${letters} ${title}`]
  return [`${letters} ${head}`, title]
}

/** The printer of documents from templates (in văn bản theo mẫu): PDF/A-2b, A4, letters like Times, with free places told. */
export function createPapers(options: Omit<TypstOptions, 'templateFolder'> = {}): Papers {
  const typst = createTypst({ ...options, templateFolder: import.meta.dirname })
  return {
    make(paper) {
      const isLetter = paper.kind === 'letter'
      const { parent, agency, symbol, place, subject, to, paragraphs, recipients, signatory } = paper
      const data = {
        ...{ parent, agency, symbol, place, subject, to, paragraphs, recipients },
        title: isLetter ? null : kindNames.vi[paper.kind],
        urgency: paper.urgency === 'ordinary' ? null : urgencyNames.vi[paper.urgency],
        signature: { lines: signatureLines(signatory), name: signatory.name },
      }
      const made = typst.renderPlaced({
        template: 'document',
        title: `${kindNames.vi[paper.kind]} ${subject} ${dayText(paper.draftedOn)}`,
        at: paper.at,
        data,
      })
      return { pdf: made.pdf, pages: made.pages, places: made.places as Places }
    },
  }
}
