import { type Moment, momentText } from '../../kernel/moment.ts'

/**
 * What the agency's signature shows on a separate appendix (dấu trên phụ lục): number and symbol of the document, and the time; no picture.
 * @law nd-30-2020 appendix: number and symbol, time of signing to the second with the zone, at the top right of page 1
 */
export const appendixLines = (numberSymbol: string, at: Moment): string[] => [numberSymbol, momentText(at)]

/** How a copy was made (hình thức bản sao): whole, an extract, or from a copy. */
export type CopyForm = 'SY' | 'TrS' | 'SL'

const copyWords = { SY: 'SAO Y', TrS: 'TRÍCH SAO', SL: 'SAO LỤC' } as const satisfies Record<CopyForm, string>

/**
 * What the agency's signature shows on a copy (dấu trên bản sao).
 * @law nd-30-2020 copy: form of the copy, agency, time of signing. Three lines, so that they stay above the letterhead; the number beside the form is our own.
 */
export const copyLines = (form: CopyForm, agencyName: string, numberSymbol: string, at: Moment): string[] => [
  `${copyWords[form]} ${numberSymbol}`,
  agencyName,
  momentText(at),
]
