import { dayInVietnam } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Who } from '../../../platform/http/who.ts'
import { qrRows } from '../../../platform/pdf/qr.ts'
import type { Action } from '../../../ui/page-header.tsx'
import { type OrgSnapshot, officerOf } from '../../org/model.ts'
import { orgAsOf } from '../../org/service.ts'
import { type ApprovedTable, approvedOf } from '../conform/approved.adapter.ts'
import { menu, numberIn, type ProcedureDeps } from '../office.adapter.ts'
import { refusalOf } from '../publish/decide.ts'
import { explainPublish } from '../publish/words.ts'
import { readProcedure } from '../store.ts'
import { openDraft, type Procedure, type Version, versionOn } from '../version.ts'
import { workbookAnswer } from '../workbook.adapter.ts'
import { ShowPage } from './page.tsx'

/** Need `procedure.read`: one procedure in one of its versions, and that version as a workbook. */
export const showRoutes = ({ db, publicUrl }: ProcedureDeps): OfficeRoute[] => [
  {
    method: 'get',
    path: '/office/procedures/:id{[0-9]+}',
    needs: 'procedure.read',
    async handle(c) {
      const { who, now, say } = c.var
      const today = dayInVietnam(now)
      const { procedure, org, approved } = await db.inAgency(who.agencyId, async (tx) => ({
        procedure: await readProcedure(tx, who.agencyId, numberIn(c.req.param('id'))),
        org: await orgAsOf(tx, who.agencyId, today),
        approved: await approvedOf(tx, who.agencyId, numberIn(c.req.param('id'))),
      }))
      if (!procedure) return c.notFound()
      const inForce = versionOn(procedure.versions, today)
      const version = chosenVersion(procedure, c.req.query('v'), inForce)
      if (!version) return c.notFound()
      const address = publicUrl({ agencyId: who.agencyId, ...procedure })
      return c.render(
        <ShowPage
          procedure={procedure}
          version={version}
          inForce={inForce?.versionNo ?? null}
          org={org}
          nameOf={namesIn(org)}
          {...actionsOn(procedure, version, who, inForce !== undefined, approved, say)}
          publicUrl={address}
          qr={qrRows(address)}
        />,
        { title: version.process.name, menu },
      )
    },
  },
  {
    method: 'get',
    path: '/office/procedures/:id{[0-9]+}/export.xlsx',
    needs: 'procedure.read',
    async handle(c) {
      const { who, now } = c.var
      const procedure = await db.inAgency(who.agencyId, (tx) => readProcedure(tx, who.agencyId, numberIn(c.req.param('id'))))
      const version = procedure && chosenVersion(procedure, c.req.query('v'), versionOn(procedure.versions, dayInVietnam(now)))
      if (!procedure || !version) return c.notFound()
      return workbookAnswer(c, [version.process], `quy-trinh-${procedure.key}-ban-${version.versionNo}.xlsx`)
    },
  },
]

/** The version asked for, else the one in force, else the newest. */
function chosenVersion(procedure: Procedure, asked: string | undefined, inForce: Version | undefined): Version | undefined {
  if (asked !== undefined) return procedure.versions.find(({ versionNo }) => versionNo === numberIn(asked))
  return inForce ?? procedure.versions[0]
}

export const namesIn =
  (org: OrgSnapshot) =>
  (officerId: number | null): string =>
    officerId === null ? '–' : (officerOf(org, officerId)?.name ?? '–')

const forAdministrators = (say: Say) => ({
  reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.'),
})
const forLeaders = (say: Say) => ({ reason: say('Việc này do lãnh đạo cơ quan làm.', 'The leaders of the agency do this.') })

/** What can be done with a version now: one next step, the rest folded. What cannot is there with its reason. */
function actionsOn(procedure: Procedure, version: Version, who: Who, isInForce: boolean, approved: ApprovedTable | null, say: Say) {
  const home = `/office/procedures/${procedure.procedureId}`
  const draft = openDraft(procedure)
  const mayEdit = who.may.has('procedure.edit')
  const mayPublish = who.may.has('procedure.publish')
  const toDraft: Action[] =
    draft && draft !== version
      ? [{ text: say(`Xem bản nháp ${draft.versionNo}`, `View draft ${draft.versionNo}`), href: `${home}?v=${draft.versionNo}` }]
      : []
  const refusal = refusalOf(version, procedure.versions, who.officerId, approved)
  const assign: Action = {
    text: version.assignments ? say('Phân công lại', 'Assign the steps again') : say('Phân công các bước', 'Assign the steps'),
    href: `${home}/assign`,
    blocked: !mayEdit
      ? forAdministrators(say)
      : version.faults.length > 0
        ? {
            reason: say(
              'Quy trình còn lỗi; sửa xong mới phân công.',
              'The process still has faults; its steps are assigned once they are corrected.',
            ),
          }
        : undefined,
  }
  const publish: Action = {
    text: say('Công bố', 'Publish'),
    href: `${home}/publish`,
    blocked: !mayPublish ? forLeaders(say) : refusal ? { reason: explainPublish(refusal, say) } : undefined,
  }
  const isOpen = version === draft
  const next = !isOpen ? toDraft[0] : version.assignments ? publish : assign
  const others = isOpen ? (version.assignments ? [assign] : [publish]) : []
  const more: Action[] = [
    {
      text: say('Soạn bảng các bước', 'Edit the table of steps'),
      href: `${home}/edit`,
      blocked: mayEdit ? undefined : forAdministrators(say),
    },
    { text: say('Đối chiếu với quyết định', 'Compare with the decision'), href: `${home}/conform?v=${version.versionNo}` },
    { text: say('Mô phỏng một năm', 'Simulate a year'), href: `${home}/simulate?v=${version.versionNo}` },
    { text: say('Sơ đồ quy trình', 'Diagram of the process'), href: `${home}/process?v=${version.versionNo}` },
    { text: say('Xuất Excel', 'Export to Excel'), href: `${home}/export.xlsx?v=${version.versionNo}` },
    {
      text: say('Bãi bỏ thủ tục', 'Withdraw the procedure'),
      href: `${home}/withdraw`,
      danger: true,
      blocked: withdrawBlocked(mayPublish, isInForce, procedure, say),
    },
  ]
  return { next, others, more }
}

function withdrawBlocked(mayPublish: boolean, isInForce: boolean, { versions }: Procedure, say: Say) {
  if (!mayPublish) return forLeaders(say)
  const isComing = versions.some(({ state, effectiveTo }) => state === 'published' && effectiveTo === null)
  if (isInForce || isComing) return undefined
  return { reason: say('Thủ tục không có phiên bản nào đang hoặc sắp áp dụng.', 'The procedure has no version in force or to come.') }
}
