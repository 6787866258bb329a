import { assert, assertNever } from '../../kernel/assert.ts'
import type { Day, Moment } from '../../kernel/moment.ts'
import type { SignatureStanding } from './gate.ts'
import type { Capacity, DocumentKind, Urgency } from './kinds.ts'

/** A file of a document as it lies in the store (tệp văn bản). */
export type DocumentFile = { sha256: string; name: string; sizeBytes: number; mediaType: string }

/** To whom it goes (nơi nhận): a unit or officer of ours, an agency in this system, or anybody outside. */
export type Recipient =
  | { kind: 'unit'; unitId: number }
  | { kind: 'officer'; officerId: number }
  | { kind: 'agency'; agencyId: number; name: string }
  | { kind: 'outside'; name: string; address: string }

/** A place on a page, millimetres from its upper left corner. The first page is 1. */
export type PlacedBox = { page: number; leftMm: number; topMm: number; widthMm: number; heightMm: number }

/** Where number, date and the signatory's signature go (vị trí số, ngày, chữ ký). */
export type Places = Readonly<Record<'number' | 'date' | 'signature', PlacedBox>>

/** What a template of ours was filled with: addressees and text. */
export type Content = { to: readonly string[]; paragraphs: readonly string[] }

/** What is drafted (dự thảo): all that a document is before anybody has signed. */
export type Draft = {
  kind: DocumentKind
  subject: string
  urgency: Urgency
  /** The unit that drafts (đơn vị soạn thảo). */
  unitId: number
  signatory: { officerId: number; capacity: Capacity; title: string }
  /** When it must be out (thời hạn); the day by which leaders must have the draft lies before it. */
  deadline: Day | null
  /** Page of the website on which its attachments are published. */
  attachmentUrl: string | null
  recipients: readonly Recipient[]
  /** The incoming document that it answers. */
  answers: number | null
  /** Result or apology of a dossier: its code. */
  dossier: string | null
  file: DocumentFile
  appendices: readonly DocumentFile[]
  /** The text, where a template of ours made the file; null: the file was brought as it is. */
  content: Content | null
  places: Places
  /** Carried on paper or elsewhere before it came here (soạn thảo, duyệt ngoài hệ thống): counted, not hidden. */
  isFromOutside: boolean
}

/** Where an outgoing document stands (trạng thái văn bản đi). */
export type OutgoingStatus =
  | 'drafting'
  | 'in-review'
  | 'with-leader'
  | 'approved'
  | 'signed'
  | 'numbered'
  | 'sealed'
  | 'issued'
  /** Given up before it had a number. */
  | 'dropped'
  /** Had a number, which is not used again. */
  | 'cancelled'
  | 'recalled'

/** A remark on one version of the draft (ý kiến). */
export type Remark = { at: Moment; officerId: number; version: number; verdict: 'agreed' | 'sent-back' | 'remark'; text: string }

/** The number that it got (số văn bản đi). */
export type NumberTaken = { book: number; year: number; number: number; symbol: string; date: Day }

/** Outgoing document (văn bản đi), folded from its events. */
export type Outgoing = {
  status: OutgoingStatus
  draftedAt: Moment
  draftedBy: number
  draft: Draft
  /** The file of each version of the draft, the first first; the newest is in `draft`. */
  versions: readonly { at: Moment; officerId: number; note: string; file: DocumentFile; appendices: readonly DocumentFile[] }[]
  remarks: readonly Remark[]
  /** When the draft came to the leader for the first time. */
  toLeaderAt: Moment | null
  approvedBy: number | null
  signed: { at: Moment; officerId: number; file: DocumentFile } | null
  number: NumberTaken | null
  /** Appendices in files of their own carry the agency's signature too. */
  sealed: { at: Moment; officerId: number; file: DocumentFile; appendices: readonly DocumentFile[]; standing: SignatureStanding } | null
  issued: { at: Moment; officerId: number } | null
  ended: { at: Moment; reason: string } | null
}

export type OutgoingEvent =
  | { type: 'drafted'; at: Moment; officerId: number; draft: Draft }
  | { type: 'revised'; at: Moment; officerId: number; note: string; draft: Draft }
  | { type: 'submitted'; at: Moment; officerId: number; to: 'head' | 'leader' }
  | { type: 'remarked'; at: Moment; officerId: number; text: string }
  | { type: 'reviewed'; at: Moment; officerId: number; text: string }
  | { type: 'approved'; at: Moment; officerId: number; text: string }
  | { type: 'sent-back'; at: Moment; officerId: number; text: string }
  | { type: 'signed'; at: Moment; officerId: number; file: DocumentFile; certificate: string }
  | ({ type: 'numbered'; at: Moment; officerId: number } & NumberTaken)
  | {
      type: 'sealed'
      at: Moment
      officerId: number
      file: DocumentFile
      appendices: readonly DocumentFile[]
      standing: SignatureStanding
      certificate: string
    }
  | { type: 'issued'; at: Moment; officerId: number }
  | { type: 'dropped'; at: Moment; officerId: number; reason: string }
  | { type: 'number-cancelled'; at: Moment; officerId: number; reason: string }
  | { type: 'recalled'; at: Moment; officerId: number; reason: string }

/** Replays one event. No rules here: what was recorded is true; an impossible history is a bug and throws. */
export function evolve(document: Outgoing | null, event: OutgoingEvent): Outgoing {
  if (event.type === 'drafted') {
    assert(document === null, 'a document is drafted once')
    return drafted(event.at, event.officerId, event.draft)
  }
  assert(document !== null, 'a document begins by being drafted')
  const { at, officerId } = event
  const remark = (verdict: Remark['verdict'], text: string): readonly Remark[] => [
    ...document.remarks,
    { at, officerId, version: document.versions.length, verdict, text },
  ]
  switch (event.type) {
    case 'revised':
      return {
        ...document,
        draft: event.draft,
        versions: isSameFiles(document.draft, event.draft)
          ? document.versions
          : [...document.versions, { at, officerId, note: event.note, file: event.draft.file, appendices: event.draft.appendices }],
      }
    case 'submitted':
      return {
        ...document,
        status: event.to === 'head' ? 'in-review' : 'with-leader',
        toLeaderAt: event.to === 'leader' ? (document.toLeaderAt ?? at) : document.toLeaderAt,
      }
    case 'remarked':
      return { ...document, remarks: remark('remark', event.text) }
    case 'reviewed':
      return { ...document, status: 'with-leader', toLeaderAt: document.toLeaderAt ?? at, remarks: remark('agreed', event.text) }
    case 'approved':
      return { ...document, status: 'approved', approvedBy: officerId, remarks: remark('agreed', event.text) }
    case 'sent-back':
      return { ...document, status: 'drafting', approvedBy: null, remarks: remark('sent-back', event.text) }
    case 'signed':
      return { ...document, status: 'signed', signed: { at, officerId, file: event.file } }
    case 'numbered': {
      const { book, year, number, symbol, date } = event
      return { ...document, status: 'numbered', number: { book, year, number, symbol, date } }
    }
    case 'sealed':
      return {
        ...document,
        status: 'sealed',
        sealed: { at, officerId, file: event.file, appendices: event.appendices, standing: event.standing },
      }
    case 'issued':
      return { ...document, status: 'issued', issued: { at, officerId } }
    case 'dropped':
      return { ...document, status: 'dropped', ended: { at, reason: event.reason } }
    case 'number-cancelled':
      return { ...document, status: 'cancelled', ended: { at, reason: event.reason } }
    case 'recalled':
      return { ...document, status: 'recalled', ended: { at, reason: event.reason } }
    default:
      return assertNever(event)
  }
}

const drafted = (draftedAt: Moment, draftedBy: number, draft: Draft): Outgoing => ({
  status: 'drafting',
  draftedAt,
  draftedBy,
  draft,
  versions: [{ at: draftedAt, officerId: draftedBy, note: '', file: draft.file, appendices: draft.appendices }],
  remarks: [],
  toLeaderAt: null,
  approvedBy: null,
  signed: null,
  number: null,
  sealed: null,
  issued: null,
  ended: null,
})

const isSameFiles = (a: Draft, b: Draft): boolean =>
  [a.file, ...a.appendices].map((f) => f.sha256).join() === [b.file, ...b.appendices].map((f) => f.sha256).join()

/** The file as it stands now: sealed, else signed, else the newest draft. */
export const fileNow = ({ sealed, signed, draft }: Outgoing): DocumentFile => sealed?.file ?? signed?.file ?? draft.file

/** The appendices as they stand now: with the agency's signature once sealed. */
export const appendicesNow = ({ sealed, draft }: Outgoing): readonly DocumentFile[] => sealed?.appendices ?? draft.appendices

/** Reviewed and approved inside the system (duyệt trên hệ thống): what the weekly check counts. */
export const isReviewedInside = (document: Outgoing): boolean => !document.draft.isFromOutside && document.approvedBy !== null
