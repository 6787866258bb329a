import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Say } from '../../../kernel/say.ts'
import { safeName } from '../../../platform/files.ts'
import { cleanText } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { candidatesIn, unreadableFile } from '../candidates.adapter.ts'
import { byOf, menu, type ProcedureDeps } from '../office.adapter.ts'
import { explainFile, fileBytesMax, readProcessFile } from '../process-file.adapter.ts'
import { importProcesses, importUpload, keepUpload, readUpload, type Upload } from '../store.ts'
import { PreviewPage, UploadPage } from './page.tsx'
import type { Candidate } from './plan.ts'

/** All files of one upload together. */
const uploadBytesMax = 64 * 1024 * 1024
const filesMax = 1_000
const needs = 'procedure.edit'

const uploadId = z.uuid()

/**
 * Need `procedure.edit`: choose files, see what each record would do, say yes. Between the two the files lie in the file store and
 * the upload in the agency's own table; what is imported is read from the same bytes and decided anew.
 */
export function importRoutes({ db, files, forget }: ProcedureDeps): OfficeRoute[] {
  const upload = (c: OfficeContext, { refusal, error }: { refusal?: string; error?: string } = {}) =>
    c.render(
      <UploadPage hidden={{ csrf: c.var.who.csrf, key: crypto.randomUUID() }} refusal={refusal} error={error} bytesMax={fileBytesMax} />,
      { title: c.var.say('Nhập quy trình', 'Import processes'), menu },
    )

  const preview = async (c: OfficeContext, found: Upload, refusal?: string): Promise<Response> => {
    const { who, now, say } = c.var
    const { lines, counts } = await importProcesses(db, byOf(who, now, needs), await candidatesOf(found, say), say, { dryRun: true })
    return c.render(
      <PreviewPage
        lines={lines}
        counts={counts}
        files={found.files.map(({ name }) => name)}
        done={found.outcome}
        action={`/office/procedures/import/${found.uploadId}`}
        hidden={{ csrf: who.csrf }}
        refusal={refusal}
      />,
      { title: found.outcome ? say('Đã nhập', 'Imported') : say('Xem trước khi nhập', 'Preview of the import'), menu },
    )
  }

  const candidatesOf = async ({ files: kept }: Upload, say: Say): Promise<Candidate[]> => {
    const candidates: Candidate[] = []
    for (const { name, sha256, refused } of kept) {
      const bytes = sha256 === null ? null : await files.open(sha256)
      candidates.push(
        ...(bytes ? await candidatesIn({ name, bytes: await all(bytes.stream) }, say) : [unreadableFile(name, whyRefused(refused, say))]),
      )
    }
    return candidates
  }

  const take = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const body = await c.req.parseBody({ all: true })
    const key = uploadId.safeParse(body.key)
    const sent = [body.files].flat().filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''))
    c.status(422)
    if (!key.success)
      return upload(c, {
        refusal: say(
          'Trang đã mở quá lâu. Mời chọn lại tệp rồi gửi.',
          'The page has been open too long. Choose the files again, then send them.',
        ),
      })
    if (sent.length === 0) return upload(c, { error: say('Chọn tệp quy trình cần nhập.', 'Choose the files of processes to import.') })
    if (sent.length > filesMax)
      return upload(c, { error: say(`Nhiều nhất ${filesMax} tệp mỗi lần.`, `At most ${filesMax} files at a time.`) })
    const kept: Upload['files'][number][] = []
    for (const file of sent) {
      const stored = await keep(file, say)
      if (stored === 'disk-full') {
        c.status(503)
        return upload(c, {
          refusal: say(
            'Máy chủ hết chỗ lưu tệp. Chưa có gì được ghi; mời báo người vận hành.',
            'The server has no room left for files. Nothing was written; tell whoever runs the server.',
          ),
        })
      }
      kept.push(stored)
    }
    await keepUpload(db, byOf(who, now, needs), key.data, kept)
    return c.redirect(`/office/procedures/import/${key.data}`, 303)
  }

  /** Keeps a file that can be read; of one that cannot, only why. */
  const keep = async (file: File, say: Say): Promise<Upload['files'][number] | 'disk-full'> => {
    const name = safeName(cleanText(file.name))
    if (file.size > fileBytesMax) return { name, sha256: null, refused: { kind: 'too-large', bytesMax: fileBytesMax } }
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = await readProcessFile({ name, bytes }, say)
    if (!read.ok) return { name, sha256: null, refused: read.error }
    // a JSON file is text to the store: it keeps no JSON type
    const stored = await files.put(bytes, { name: bytes[0] === 0x50 ? 'quy-trinh.xlsx' : 'quy-trinh.txt', maxBytes: fileBytesMax })
    if (stored.ok) return { name, sha256: stored.value.sha256, refused: null }
    return stored.error.kind === 'disk-full' ? 'disk-full' : { name, sha256: null, refused: { kind: 'not-accepted' } }
  }

  const confirm = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const found = await uploadOf(c)
    if (!found) return c.notFound()
    const { skipBad } = await c.req.parseBody()
    const candidates = await candidatesOf(found, say)
    const outcome = await importUpload(db, byOf(who, now, needs), found.uploadId, candidates, { skipBad: skipBad === 'yes' })
    if (outcome.ok) {
      forget?.(who.agencyId)
      return c.redirect(`/office/procedures/import/${found.uploadId}`, 303)
    }
    c.status(409)
    if (outcome.error.kind === 'not-found') return c.notFound()
    const { bad } = outcome.error
    const refusal = say(
      `${bad} bản ghi không đọc được nên chưa nhập gì. Sửa tệp rồi gửi lại, hoặc đánh dấu bỏ qua.`,
      `${bad} ${bad === 1 ? 'record cannot' : 'records cannot'} be read, so nothing was imported. Correct the file and send it again, or choose to leave ${bad === 1 ? 'it' : 'them'} out.`,
    )
    return preview(c, found, refusal)
  }

  const uploadOf = async (c: OfficeContext): Promise<Upload | undefined> => {
    const id = uploadId.safeParse(c.req.param('upload'))
    return id.success ? db.inAgency(c.var.who.agencyId, (tx) => readUpload(tx, c.var.who.agencyId, id.data)) : undefined
  }

  return [
    { method: 'get', path: '/office/procedures/import', needs, handle: (c) => upload(c) },
    { method: 'post', path: '/office/procedures/import', needs, bodyMax: uploadBytesMax, handle: take },
    {
      method: 'get',
      path: '/office/procedures/import/:upload',
      needs,
      async handle(c) {
        const found = await uploadOf(c)
        return found ? preview(c, found) : c.notFound()
      },
    },
    { method: 'post', path: '/office/procedures/import/:upload', needs, handle: confirm },
  ]
}

const whyRefused = (refused: Upload['files'][number]['refused'], say: Say): string =>
  typeof refused === 'string'
    ? refused
    : refused
      ? explainFile(refused, say)
      : say('Tệp không còn trong kho.', 'The file is no longer in the store.')

async function all(stream: Readable): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
