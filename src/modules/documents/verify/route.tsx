import { safeName } from '../../../platform/files.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { formBytesMax } from '../../../platform/http/uploads.ts'
import { explainFileFault, explainNotReadable, explainSignatureFault, explainSignatureNote } from '../../signing/service.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { VerifyPage, type VerifyPageProps, verifyPath } from './page.tsx'

/** Kiểm tra chữ ký số của một tệp mang đến. */
export function verifyRoutes({ judge }: Pick<DocumentRoomDeps, 'judge'>): OfficeRoute[] {
  const show = (c: OfficeContext, view: Pick<VerifyPageProps, 'found' | 'fault'>) =>
    c.render(<VerifyPage csrf={c.var.who.csrf} now={c.var.now} {...view} />, {
      title: c.var.say('Kiểm tra chữ ký số', 'Check digital signatures'),
      menu: outgoingPath,
    }) as Promise<Response>
  const refuse = (c: OfficeContext, fault: string) => {
    c.status(422)
    return show(c, { found: null, fault })
  }

  return [
    { method: 'get', path: verifyPath, needs: 'document.read', handle: (c) => show(c, { found: null, fault: null }) },
    {
      method: 'post',
      path: verifyPath,
      needs: 'document.read',
      bodyMax: formBytesMax,
      async handle(c) {
        const { say, who } = c.var
        const { file } = await c.req.parseBody()
        if (!(file instanceof File) || file.name === '') return refuse(c, say('Chọn tệp PDF.', 'Choose a PDF file.'))
        const judged = await judge(who.agencyId, new Uint8Array(await file.arrayBuffer()))
        if (!judged.ok) return refuse(c, explainNotReadable(judged.error, say))
        const signatures = judged.value.signatures.map((s) => ({
          ...s,
          reasons: s.faults.map((fault) => explainSignatureFault(fault, say)),
          notes: s.notes.map((note) => explainSignatureNote(note, say)),
        }))
        const faults = judged.value.faults.map((fault) => explainFileFault(fault, say))
        return show(c, { found: { name: safeName(file.name), signatures, faults }, fault: null })
      },
    },
  ]
}
