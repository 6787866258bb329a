import { type Day, day } from '../../../kernel/moment.ts'

/** Kinds of agencies that we work with (loại cơ quan phối hợp). */
export const partnerKinds = ['tax', 'commune', 'district', 'provincial-committee', 'other'] as const
export type PartnerKind = (typeof partnerKinds)[number]

/** Partner agency (cơ quan phối hợp): whom a dossier is sent to, or whose opinion is asked. Its names are dated. */
export type Partner = {
  id: number
  kind: PartnerKind
  /** The oldest first; each holds until the next begins. */
  names: readonly { from: Day; name: string }[]
  /** First and last day on which something may be sent to it. */
  from: Day
  until: Day | null
  /** Where papers and files for it go: address, e-mail, the axis of electronic documents. */
  contact: string
}

/**
 * The last day of a kind that the law has ended: the district level is gone from 1 July 2025. Old dossiers keep it, new ones go elsewhere.
 * @law chinh-quyen-hai-cap-2025: no district level from 1 July 2025
 */
export const kindEnds: Readonly<Partial<Record<PartnerKind, { until: Day; law: string; verified: boolean }>>> = {
  district: { until: day('2025-06-30'), law: 'chinh-quyen-hai-cap-2025', verified: false },
}

/** The last day on which something may be sent to a partner: its own, or its kind's where that is earlier. */
export function lastDayOfPartner({ kind, until }: Pick<Partner, 'kind' | 'until'>): Day | null {
  const ends = kindEnds[kind]?.until ?? null
  if (ends === null || until === null) return ends ?? until
  return until < ends ? until : ends
}

export function isOpenOn(partner: Partner, on: Day): boolean {
  const last = lastDayOfPartner(partner)
  return partner.from <= on && (last === null || on <= last)
}

/** What it was called on a day; before its first name, that one. */
export const partnerNameOn = ({ names }: Pick<Partner, 'names'>, on: Day): string =>
  (names.findLast(({ from }) => from <= on) ?? names[0])?.name ?? ''
