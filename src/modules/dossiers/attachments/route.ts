import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { downloadHeaders } from '../../../platform/files.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Statement } from '../../../platform/postgres/database.ts'
import { append } from '../../audit/service.ts'
import type { ActDeps } from '../acting/service.ts'
import { isDossierCode } from '../model.ts'
import { attachmentOf } from './store.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** The line about a reading need not reach the disk before the file goes out; it follows within the second. */
const looseCommit: Statement = { name: 'loose-commit', text: 'set local synchronous_commit = off' }

/** Gives out a file of a dossier (tải tệp), and notes who read it (nhật ký đọc): papers of people are personal data. */
export const attachmentRoutes = ({ db, files, recordedNow }: Pick<ActDeps, 'db' | 'files' | 'recordedNow'>): OfficeRoute[] => [
  {
    method: 'get',
    path: '/office/files/:code/:attachmentId',
    needs: 'dossier.read',
    async handle(c) {
      const { agencyId, officerId, actingFor } = c.var.who
      const [code, id] = [c.req.param('code') ?? '', c.req.param('attachmentId') ?? '']
      if (!isDossierCode(code) || !uuid.test(id)) return c.notFound()
      const found = await db.inAgency(agencyId, (tx) => attachmentOf(tx, agencyId, code, id))
      const bytes = found && (await files.open(found.sha256))
      if (!found || !bytes) return c.notFound()
      const body = JSON.stringify({ code, attachment: id })
      await db.inAgency(agencyId, async (tx) => {
        tx.last(looseCommit, [])
        await append(tx, agencyId, 'reads', recordedNow(), [
          { kind: 'file-read', at: c.var.now, officerId, onBehalfOf: actingFor?.officerId ?? null, body },
        ])
      })
      const headers = downloadHeaders({ ...found, sizeBytes: bytes.sizeBytes }, { inline: c.req.query('inline') === '1' })
      return new Response(Readable.toWeb(bytes.stream) as NodeStream as ReadableStream, { headers })
    },
  },
]
