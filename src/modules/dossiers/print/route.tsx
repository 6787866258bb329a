import { assert } from '../../../kernel/assert.ts'
import type { Moment } from '../../../kernel/moment.ts'
import { inVietnamese, type Say } from '../../../kernel/say.ts'
import { downloadHeaders } from '../../../platform/files.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type ActDeps, openDossier, since } from '../acting/service.ts'
import type { Forms } from '../forms/forms.adapter.ts'
import { apologyData, controlSlipData, type PrintFacts, receiptData, refusalData, requestData, stopData } from './data.ts'

type Pdf = Uint8Array<ArrayBuffer>
type Paper = { path: PaperName; file: string; missing(say: Say): string; make(facts: PrintFacts, withSheet: boolean): Promise<Pdf> | null }

/** Papers of a dossier by their names in addresses. */
export const paperNames = ['receipt', 'control-slip', 'request', 'refusal', 'apology', 'stop'] as const
export type PaperName = (typeof paperNames)[number]

/** What printing one paper stands on. */
export type PrintDeps = Pick<ActDeps, 'db' | 'calendarOf' | 'orgOf' | 'procedureOf' | 'publicUrl' | 'lookUpToken'> & {
  forms: Pick<Forms, 'receiptNotice' | 'controlSlip' | 'supplementRequest' | 'refusalNotice' | 'apologyNotice' | 'stopNotice'>
}

/** Papers of a dossier (giấy tờ của hồ sơ): forms 01 to 05 and the control slip. */
function papersOf(forms: PrintDeps['forms']): readonly Paper[] {
  return [
    {
      path: 'receipt',
      file: 'giay-tiep-nhan',
      missing: (say) =>
        say(
          'Hồ sơ chưa được tiếp nhận, nên chưa có giấy tiếp nhận và hẹn trả (01).',
          'The dossier has not been accepted, so there is no receipt notice (01) yet.',
        ),
      make: (facts, withSheet) => made(receiptData(facts, withSheet), forms.receiptNotice),
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
}

/**
 * Prints one paper of a dossier (in giấy tờ), made anew from the journal. Null: the agency has no such dossier; `missing`: there is no such
 * paper in it, and why.
 */
export async function printPaper(
  deps: PrintDeps,
  agencyId: number,
  code: string,
  { name, withSheet, now }: { name: PaperName; withSheet: boolean; now: Moment },
): Promise<{ file: string; pdf: Pdf } | { missing(say: Say): string } | null> {
  const open = await openDossier(deps, agencyId, code, inVietnamese)
  if (!open) return null
  const history = await since(deps.db, agencyId, open.code, 0)
  const lookUpUrl = `${deps.publicUrl}/tra-cuu/${open.code}?k=${deps.lookUpToken(open.code)}`
  const paper = papersOf(deps.forms).find(({ path }) => path === name)
  assert(paper, `there is a paper ${name}`)
  const pdf = await paper.make({ ...open, history, lookUpUrl, now }, withSheet)
  return pdf ? { file: `${paper.file}-${open.code}.pdf`, pdf } : { missing: paper.missing }
}

/** A printed paper as it is given out. */
export const givePaper = ({ file, pdf }: { file: string; pdf: Pdf }): Response =>
  new Response(pdf, {
    headers: downloadHeaders({ name: file, mediaType: 'application/pdf', sizeBytes: pdf.length }, { inline: true }),
  })

/** In giấy tờ của hồ sơ. */
export const printRoutes = (deps: ActDeps): OfficeRoute[] =>
  paperNames.map((name) => ({
    method: 'get',
    path: `/office/dossiers/:code/print/${name}`,
    needs: 'dossier.read',
    async handle(c) {
      const { say, now } = c.var
      const code = c.req.param('code') ?? ''
      const printed = await printPaper(deps, c.var.who.agencyId, code, { name, withSheet: c.req.query('sheet') === '1', now })
      if (!printed) return c.notFound()
      if ('pdf' in printed) return givePaper(printed)
      c.status(409)
      return c.render(
        <>
          <PageHeader over={<a href={`/office/dossiers/${code}`}>{code}</a>} title={say('Chưa in được', 'Not printed')} />
          <RefusalBanner refusal={printed.missing(say)} />
        </>,
        { title: say(`In · ${code}`, `Print · ${code}`), menu: '/office/dossiers' },
      )
    },
  }))

const made = <T,>(data: T | null, print: (data: T) => Promise<Pdf>): Promise<Pdf> | null => data && print(data)
