import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { Moment } from '../../../kernel/moment.ts'
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

type Deps = Pick<ActDeps, 'db' | 'files' | 'recordedNow'>
type Reader = { agencyId: number; officerId: number; actingFor: { officerId: number } | null }

/** A file of a dossier as an answer, with a line about who read it (nhật ký đọc): papers of people are personal data. Null: there is none. */
export async function giveOut(
  { db, files, recordedNow }: Deps,
  { agencyId, officerId, actingFor }: Reader,
  asked: { code: string; id: string; now: Moment; inline: boolean },
): Promise<Response | null> {
  const { code, id, now, inline } = asked
  if (!isDossierCode(code) || !uuid.test(id)) return null
  const found = await db.inAgency(agencyId, (tx) => attachmentOf(tx, agencyId, code, id))
  const bytes = found && (await files.open(found.sha256))
  if (!found || !bytes) return null
  const body = JSON.stringify({ code, attachment: id })
  await db.inAgency(agencyId, async (tx) => {
    tx.last(looseCommit, [])
    await append(tx, agencyId, 'reads', recordedNow(), [
      { kind: 'file-read', at: now, officerId, onBehalfOf: actingFor?.officerId ?? null, body },
    ])
  })
  const headers = downloadHeaders({ ...found, sizeBytes: bytes.sizeBytes }, { inline })
  return new Response(Readable.toWeb(bytes.stream) as NodeStream as ReadableStream, { headers })
}

/** Gives out a file of a dossier (tải tệp). */
export const attachmentRoutes = (deps: Deps): OfficeRoute[] => [
  {
    method: 'get',
    path: '/office/files/:code/:attachmentId',
    needs: 'dossier.read',
    async handle(c) {
      const asked = {
        code: c.req.param('code') ?? '',
        id: c.req.param('attachmentId') ?? '',
        now: c.var.now,
        inline: c.req.query('inline') === '1',
      }
      return (await giveOut(deps, c.var.who, asked)) ?? c.notFound()
    },
  },
]
