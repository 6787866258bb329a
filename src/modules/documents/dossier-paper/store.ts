import type { Statement, Tx } from '../../../platform/postgres/database.ts'

const dossierPaper: Statement = {
  name: 'document-of-dossier',
  text: `select document_id as id from documents.outgoing
    where agency_id = $1 and dossier = $2 and status not in ('dropped', 'cancelled') and ($3::int is null or document_id = $3)
    order by status = 'issued' desc, document_id desc limit 1`,
}

/** The document of a dossier that counts: the newest that is issued, else the newest; null when none names it. */
export const paperOfDossier = async (tx: Tx, agencyId: number, dossierCode: string, documentId: number | null): Promise<number | null> =>
  (await tx.rows<{ id: number }>(dossierPaper, [agencyId, dossierCode, documentId]))[0]?.id ?? null
