import { assert, assertNever } from '../../../kernel/assert.ts'
import type { Moment } from '../../../kernel/moment.ts'

/** By which way an apology went to the applicant (cách gửi thư xin lỗi). */
export const apologyChannels = ['portal', 'email', 'sms', 'phone', 'post', 'in-person'] as const
export type ApologyChannel = (typeof apologyChannels)[number]

/**
 * An apology with a new day (văn bản xin lỗi, hẹn lại; mẫu 04). The new day is a promise beside the first one: it never moves the due time, and
 * late stays late.
 */
export type Apology = {
  /** 1, 2 … in the order in which they began; more than one only where the rules allow it. */
  no: number
  draftedAt: Moment
  /** Who wrote the words as they stand; null: the system. */
  writtenBy: number | null
  /** The unit that had the dossier: its head answers for the apology. */
  unitId: number
  reason: string
  /** The due time for which it apologises. */
  dueAt: Moment
  newDueAt: Moment
  signed: { at: Moment; officerId: number } | null
  /** `isLate`: it went out later than the rules ask. */
  sent: { at: Moment; channel: ApologyChannel; isLate: boolean } | null
}

/** What happens to an apology. Drafted again before it is signed, it has new words. */
export type ApologyEvent =
  | { type: 'apology-drafted'; at: Moment; by: number | null; unitId: number; reason: string; dueAt: Moment; newDueAt: Moment }
  | { type: 'apology-signed'; at: Moment; officerId: number }
  | { type: 'apology-sent'; at: Moment; channel: ApologyChannel; isLate: boolean }

type Apologies = readonly Apology[]

/** Apologies after one more event. No rules here: what was recorded is true. */
export function withApology(apologies: Apologies, event: ApologyEvent): Apologies {
  const last = apologies.at(-1)
  switch (event.type) {
    case 'apology-drafted': {
      const { at, by, unitId, reason, dueAt, newDueAt } = event
      const words = { writtenBy: by, unitId, reason, dueAt, newDueAt }
      if (last && last.signed === null) return [...apologies.slice(0, -1), { ...last, ...words }]
      return [...apologies, { no: apologies.length + 1, draftedAt: at, ...words, signed: null, sent: null }]
    }
    case 'apology-signed':
      assert(last && last.signed === null, 'an apology is signed once, and after it was written')
      return [...apologies.slice(0, -1), { ...last, signed: { at: event.at, officerId: event.officerId } }]
    case 'apology-sent':
      assert(last?.signed && last.sent === null, 'an apology is sent once, and after it was signed')
      return [...apologies.slice(0, -1), { ...last, sent: { at: event.at, channel: event.channel, isLate: event.isLate } }]
    default:
      return assertNever(event)
  }
}

/** Apologies of a dossier; one folded before there were apologies has none. */
export const apologiesOf = (dossier: { apologies?: Apologies | undefined }): Apologies => dossier.apologies ?? []

/** The apology that waits to be signed or sent. */
export const openApology = (dossier: { apologies?: Apologies | undefined }): Apology | null => {
  const last = apologiesOf(dossier).at(-1)
  return last && last.sent === null ? last : null
}

/** The day that the applicant has been told since (ngày hẹn lại); null before an apology went out. */
export const reappointedTo = (dossier: { apologies?: Apologies | undefined }): Moment | null =>
  apologiesOf(dossier).findLast((a) => a.sent !== null)?.newDueAt ?? null
