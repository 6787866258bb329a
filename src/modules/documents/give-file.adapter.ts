import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { downloadHeaders } from '../../platform/files.ts'
import type { OfficeContext } from '../../platform/http/routes.ts'
import { append } from '../audit/service.ts'
import type { DocumentFile } from './outgoing.ts'
import type { DocumentRoomDeps } from './room.adapter.ts'

/** Gives out a file of a document, and writes down who opened it (mở tệp). `document` is what the journal calls it. */
export async function giveFile(
  { db, files, recordedNow }: Pick<DocumentRoomDeps, 'db' | 'files' | 'recordedNow'>,
  c: OfficeContext,
  document: string,
  file: DocumentFile | undefined,
): Promise<Response> {
  const { who, now } = c.var
  const bytes = file && (await files.open(file.sha256))
  if (!file || !bytes) return c.notFound()
  const entry = {
    kind: 'file-read',
    at: now,
    officerId: who.officerId,
    onBehalfOf: who.actingFor?.officerId ?? null,
    body: JSON.stringify({ document, file: file.sha256 }),
  }
  await db.inAgency(who.agencyId, (tx) => append(tx, who.agencyId, 'reads', recordedNow(), [entry]))
  const headers = downloadHeaders({ ...file, sizeBytes: bytes.sizeBytes }, { inline: c.req.query('inline') === '1' })
  return new Response(Readable.toWeb(bytes.stream) as NodeStream as ReadableStream, { headers })
}
