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
type Attachment = StoredFile & { name: string }

/** One file of a dossier, or undefined. */
export async function attachmentOf(tx: Tx, agencyId: number, code: string, id: string): Promise<Attachment | undefined> {
  const row = await tx.one(
    sqlFor
      .selectFrom('dossiers.attachment')
      .select(['name', 'sha256', 'size_bytes', 'media_type'])
      .where('agency_id', '=', agencyId)
      .where('code', '=', code)
      .where('attachment_id', '=', id),
  )
  return row && { name: row.name, sha256: row.sha256, sizeBytes: row.size_bytes, mediaType: row.media_type }
}
