import type { Day, Moment } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import type { DocumentKind, Urgency } from '../kinds.ts'

/** What goes to somebody outside (văn bản gửi ra ngoài). `id` is the same at every try: whoever takes it twice may know. */
export type Parcel = {
  id: string
  sentAt: Moment
  sender: string
  to: { name: string; address: string }
  numberSymbol: string
  date: Day
  kind: DocumentKind
  subject: string
  urgency: Urgency
  /** The sealed file first, then its appendices; none when it is a recall. */
  files: readonly { name: string; sha256: string; sizeBytes: number; bytes(): Promise<AsyncIterable<Uint8Array>> }[]
  /** Why an issued document is taken back; null: this is the document itself. */
  recalledFor: string | null
}

/**
 * A way to recipients outside (cách gửi ra ngoài): a folder that somebody empties, the national document exchange. `away`: nobody is there now;
 * `later`: this one not now; `refused`: this one never. What is told holds no address.
 */
export type Carrier = {
  via: string
  carry(parcel: Parcel): Promise<Result<true, { kind: 'away' | 'later' | 'refused'; reply: string }>>
}
