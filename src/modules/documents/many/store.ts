import type { Statement, Tx } from '../../../platform/postgres/database.ts'
import type { Outgoing } from '../outgoing.ts'
import type { ManyAct, ManyRow } from './many.ts'

const columns = `document_id as id, status, kind, subject, unit_id as "unitId", signatory_id as "signatoryId", number_text as "numberText"`

const waiting: Record<ManyAct, Statement> = {
  sign: {
    name: 'documents-to-sign',
    text: `select ${columns} from documents.outgoing where agency_id = $1 and signatory_id = $2 and status = 'approved' order by drafted_at, document_id limit $3`,
  },
  seal: {
    name: 'documents-to-seal',
    text: `select ${columns} from documents.outgoing where agency_id = $1 and $2::int > 0 and status in ('signed', 'numbered') order by drafted_at, document_id limit $3`,
  },
}

/** What waits for this officer's signature, or for number and seal: the oldest first, as many as one act takes. */
export const waitingFor = (tx: Tx, agencyId: number, officerId: number, act: ManyAct, most: number): Promise<ManyRow[]> =>
  tx.rows<ManyRow>(waiting[act], [agencyId, officerId, most])

const rowsOf: Statement = {
  name: 'documents-of-act',
  text: `select ${columns} from documents.outgoing where agency_id = $1 and document_id = any ($2::int[]) limit 500`,
}

export const rowsById = async (tx: Tx, agencyId: number, ids: readonly number[]): Promise<Map<number, ManyRow>> =>
  new Map((await tx.rows<ManyRow>(rowsOf, [agencyId, ids])).map((row) => [row.id, row]))

const statesOf: Statement = {
  name: 'documents-of-act-whole',
  text: 'select document_id as id, state as document from documents.outgoing where agency_id = $1 and document_id = any ($2::int[]) limit 500',
}

/** Whole documents, in the order asked for. */
export async function documentsById(tx: Tx, agencyId: number, ids: readonly number[]): Promise<{ id: number; document: Outgoing }[]> {
  const found = new Map((await tx.rows<{ id: number; document: Outgoing }>(statesOf, [agencyId, ids])).map((row) => [row.id, row]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
