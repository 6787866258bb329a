import type { StoredFile } from '../../../platform/files.ts'
import { sqlFor, type Tx } from '../../../platform/postgres/database.ts'

/** Notes that the agency may read these bytes. The same bytes may come many times. */
export async function noteFile(tx: Tx, agencyId: number, { sha256, sizeBytes, mediaType }: StoredFile): Promise<void> {
  await tx.all(
    sqlFor
      .insertInto('platform.file')
      .values({ agency_id: agencyId, sha256, size_bytes: sizeBytes, media_type: mediaType })
      .onConflict((c) => c.columns(['agency_id', 'sha256']).doNothing()),
  )
}

/** A file of a dossier (tệp đính kèm). */
export type Attachment = { id: string; kind: string; place: string; name: string } & StoredFile

const columns = ['attachment_id', 'kind', 'place', 'name', 'sha256', 'size_bytes', 'media_type'] as const
const ofDossier = (agencyId: number, code: string) =>
  sqlFor.selectFrom('dossiers.attachment').select(columns).where('agency_id', '=', agencyId).where('code', '=', code)

type Row = { attachment_id: string; kind: string; place: string; name: string; sha256: string; size_bytes: number; media_type: string }
const fromRow = (r: Row): Attachment => ({
  id: r.attachment_id,
  kind: r.kind,
  place: r.place,
  name: r.name,
  sha256: r.sha256,
  sizeBytes: r.size_bytes,
  mediaType: r.media_type,
})

/** One file of a dossier, or undefined. */
export async function attachmentOf(tx: Tx, agencyId: number, code: string, id: string): Promise<Attachment | undefined> {
  const row = await tx.one(ofDossier(agencyId, code).where('attachment_id', '=', id))
  return row && fromRow(row)
}

/** The files of a dossier in the order in which they came. */
export async function attachmentsOf(tx: Tx, agencyId: number, code: string): Promise<Attachment[]> {
  return (await tx.all(ofDossier(agencyId, code).orderBy('added_at').orderBy('attachment_id').limit(500))).map(fromRow)
}
