import type { StoredFile } from '../../../platform/files.ts'
import { sqlFor, type Tx } from '../../../platform/postgres/database.ts'

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

/** All files of a dossier, oldest first. An act lays at most sixty, so a dossier has some hundreds at the very most. */
export async function attachmentsOf(tx: Tx, agencyId: number, code: string) {
  const rows = await tx.all(
    sqlFor
      .selectFrom('dossiers.attachment')
      .select(['attachment_id', 'kind', 'place', 'name', 'size_bytes', 'media_type', 'added_at'])
      .where('agency_id', '=', agencyId)
      .where('code', '=', code)
      .orderBy('added_at')
      .orderBy('attachment_id')
      .limit(1000),
  )
  return rows.map((r) => ({
    id: r.attachment_id,
    kind: r.kind,
    place: r.place,
    name: r.name,
    sizeBytes: r.size_bytes,
    mediaType: r.media_type,
    addedAt: r.added_at,
  }))
}
