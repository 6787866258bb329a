import type { SignRefused as KeyRefused } from '../../signing/model.ts'
import type { Refusal } from '../explain.ts'
import type { DocumentKind } from '../kinds.ts'
import type { OutgoingStatus } from '../outgoing.ts'

/** What is done to many documents in one act (ký, đóng dấu hàng loạt): the signatory's signature; number, date and seal. */
export type ManyAct = 'sign' | 'seal'

/** A document as the lists of these acts show it. */
export type ManyRow = {
  id: number
  status: OutgoingStatus
  kind: DocumentKind
  subject: string
  unitId: number
  signatoryId: number
  numberText: string | null
}

/** One document of the act: what became of its file, and whether the document has it. */
export type ManyOutcome = {
  id: number
  row: ManyRow | undefined
  state: 'waiting' | 'done' | 'refused'
  /** The key refused the file, or the rules refused what it made. */
  refusal: { by: 'key'; refusal: KeyRefused } | { by: 'rule'; refusal: Refusal } | null
}
