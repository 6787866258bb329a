import type { Day, Moment } from '../../../kernel/moment.ts'
import type { Reuse } from '../held.ts'
import type { MadeForm, Paper } from '../paper.ts'

/** A paper as its page shows it. */
export type ShownPaper = Paper & {
  id: string
  begunAt: Moment
  begunBy: number
  pages: number | null
  form: MadeForm | null
  signedAt: Moment | null
  signedBy: number | null
  signatureLevel: string | null
  name: string | null
  numberSymbol: string | null
  datedOn: Day | null
  reuse: Reuse | null
  withdrawnReason: string | null
}
