import { inVietnamese, type Say } from '../../../kernel/say.ts'
import { downloadHeaders } from '../../../platform/files.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type ActDeps, openDossier, since } from '../acting/service.ts'
import { apologyData, controlSlipData, type PrintFacts, receiptData, refusalData, requestData, stopData } from './data.ts'

type Pdf = Uint8Array<ArrayBuffer>
type Paper = { path: string; file: string; missing(say: Say): string; make(facts: PrintFacts, c: OfficeContext): Promise<Pdf> | null }

/** In giấy tờ của hồ sơ: forms 01, 02, 03 and the control slip, made anew from the journal each time. */
export function printRoutes(deps: ActDeps): OfficeRoute[] {
  const { forms } = deps
  const papers: Paper[] = [
    {
      path: 'receipt',
      file: 'giay-tiep-nhan',
      missing: (say) =>
        say(
          'Hồ sơ chưa được tiếp nhận, nên chưa có giấy tiếp nhận và hẹn trả (01).',
          'The dossier has not been accepted, so there is no receipt notice (01) yet.',
        ),
      make: (facts, c) => made(receiptData(facts, c.req.query('sheet') === '1'), forms.receiptNotice),
    },
    {
      path: 'control-slip',
      file: 'phieu-kiem-soat',
      missing: (say) =>
        say(
          'Hồ sơ chưa được tiếp nhận, nên chưa có phiếu kiểm soát.',
          'The dossier has not been accepted, so there is no control slip yet.',
        ),
      make: (facts) => made(controlSlipData(facts), forms.controlSlip),
    },
    {
      path: 'request',
      file: 'phieu-yeu-cau-bo-sung',
      missing: (say) => say('Hồ sơ này không có yêu cầu bổ sung (02).', 'No papers were asked for with form 02 in this dossier.'),
      make: (facts) => made(requestData(facts), forms.supplementRequest),
    },
    {
      path: 'refusal',
      file: 'phieu-tu-choi',
      missing: (say) => say('Hồ sơ này không bị từ chối tiếp nhận (03).', 'This dossier was not refused (03).'),
      make: (facts) => made(refusalData(facts), forms.refusalNotice),
    },
    {
      path: 'apology',
      file: 'thu-xin-loi',
      missing: (say) => say('Hồ sơ này chưa có thư xin lỗi (04).', 'There is no apology (04) in this dossier.'),
      make: (facts) => made(apologyData(facts), forms.apologyNotice),
    },
    {
      path: 'stop',
      file: 'thong-bao-dung-giai-quyet',
      missing: (say) =>
        say(
          'Hồ sơ này không dừng theo yêu cầu của người nộp, hoặc bộ mẫu của ngày ấy (2018) chưa có thông báo dừng giải quyết (05).',
          'This dossier was not stopped at the applicant’s wish, or the set of forms of that day (2018) has no notice of the stop (05).',
        ),
      make: (facts) => made(stopData(facts), forms.stopNotice),
    },
  ]
  return papers.map(({ path, file, missing, make }) => ({
    method: 'get',
    path: `/office/dossiers/:code/print/${path}`,
    needs: 'dossier.read',
    async handle(c) {
      const { say } = c.var
      const { agencyId } = c.var.who
      const open = await openDossier(deps, agencyId, c.req.param('code') ?? '', inVietnamese)
      if (!open) return c.notFound()
      const history = await since(deps.db, agencyId, open.code, 0)
      const lookUpUrl = `${deps.publicUrl}/tra-cuu/${open.code}?k=${deps.lookUpToken(open.code)}`
      const pdf = await make({ ...open, history, lookUpUrl, now: c.var.now }, c)
      if (pdf) {
        const headers = downloadHeaders(
          { name: `${file}-${open.code}.pdf`, mediaType: 'application/pdf', sizeBytes: pdf.length },
          { inline: true },
        )
        return new Response(pdf, { headers })
      }
      c.status(409)
      return c.render(
        <>
          <PageHeader over={<a href={`/office/dossiers/${open.code}`}>{open.code}</a>} title={say('Chưa in được', 'Not printed')} />
          <RefusalBanner refusal={missing(say)} />
        </>,
        { title: say(`In · ${open.code}`, `Print · ${open.code}`), menu: '/office/dossiers' },
      )
    },
  }))
}

const made = <T,>(data: T | null, print: (data: T) => Promise<Pdf>): Promise<Pdf> | null => data && print(data)
