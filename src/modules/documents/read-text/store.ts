import type { Statement, Tx } from '../../../platform/postgres/database.ts'
import type { Incoming } from '../incoming.ts'
import type { Outgoing } from '../outgoing.ts'
import type { Direction } from '../store.ts'

/** A document whose files nobody has read for the search (chưa đọc chữ). `of` names the files as they stand. */
export type Unread = { id: number; of: string } & ({ direction: 'out'; document: Outgoing } | { direction: 'in'; document: Incoming })

const unread: Record<Direction, Statement> = {
  out: {
    name: 'outgoing-unread',
    text: `select document_id as id, draft_sha256 as of, 'out' as direction, state as document from documents.outgoing
      where agency_id = $1 and content_of is distinct from draft_sha256 order by document_id limit $2`,
  },
  in: {
    name: 'incoming-unread',
    text: `select document_id as id, files_key as of, 'in' as direction, state as document from documents.incoming
      where agency_id = $1 and content_of is distinct from files_key order by document_id limit $2`,
  },
}

export const unreadOf = (tx: Tx, agencyId: number, direction: Direction, most: number): Promise<Unread[]> =>
  tx.rows<Unread>(unread[direction], [agencyId, most])

const keep: Record<Direction, Statement> = {
  out: {
    name: 'outgoing-content',
    text: `update documents.outgoing set content = array_to_tsvector($4::text[]), content_of = $3 where agency_id = $1 and document_id = $2 and draft_sha256 = $3`,
  },
  in: {
    name: 'incoming-content',
    text: `update documents.incoming set content = array_to_tsvector($4::text[]), content_of = $3 where agency_id = $1 and document_id = $2 and files_key = $3`,
  },
}

/** Keeps the words of a document's files for the search, unless it got other files meanwhile. They follow from the files and are no entry of the journal. */
export const keepWords = (
  tx: Tx,
  agencyId: number,
  { direction, id, of }: Pick<Unread, 'direction' | 'id' | 'of'>,
  words: readonly string[],
): void => tx.last(keep[direction], [agencyId, id, of, words])
