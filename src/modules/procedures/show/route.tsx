import { dayInVietnam } from '../../../kernel/moment.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Who } from '../../../platform/http/who.ts'
import { qrRows } from '../../../platform/pdf/qr.ts'
import type { Action } from '../../../ui/page-header.tsx'
import { type OrgSnapshot, officerOf } from '../../org/model.ts'
import { orgAsOf } from '../../org/service.ts'
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
      const { who, now } = c.var
      const today = dayInVietnam(now)
      const { procedure, org } = await db.inAgency(who.agencyId, async (tx) => ({
        procedure: await readProcedure(tx, who.agencyId, numberIn(c.req.param('id'))),
        org: await orgAsOf(tx, who.agencyId, today),
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
          {...actionsOn(procedure, version, who, inForce !== undefined)}
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

const noRight = (who: string) => ({ reason: `Việc này do ${who} làm.` })

/** What can be done with a version now: one next step, the rest folded. What cannot is there with its reason. */
function actionsOn(procedure: Procedure, version: Version, who: Who, isInForce: boolean) {
  const home = `/office/procedures/${procedure.procedureId}`
  const draft = openDraft(procedure)
  const mayEdit = who.may.has('procedure.edit')
  const mayPublish = who.may.has('procedure.publish')
  const toDraft: Action[] =
    draft && draft !== version ? [{ text: `Xem bản nháp ${draft.versionNo}`, href: `${home}?v=${draft.versionNo}` }] : []
  const refusal = refusalOf(version, procedure.versions, who.officerId)
  const assign: Action = {
    text: version.assignments ? 'Phân công lại' : 'Phân công các bước',
    href: `${home}/assign`,
    blocked: !mayEdit
      ? noRight('người quản trị của cơ quan')
      : version.faults.length > 0
        ? { reason: 'Quy trình còn lỗi; sửa xong mới phân công.' }
        : undefined,
  }
  const publish: Action = {
    text: 'Công bố',
    href: `${home}/publish`,
    blocked: !mayPublish ? noRight('lãnh đạo cơ quan') : refusal ? { reason: explainPublish(refusal) } : undefined,
  }
  const isOpen = version === draft
  const next = !isOpen ? toDraft[0] : version.assignments ? publish : assign
  const others = isOpen ? (version.assignments ? [assign] : [publish]) : []
  const more: Action[] = [
    { text: 'Xuất Excel', href: `${home}/export.xlsx?v=${version.versionNo}` },
    { text: 'Bãi bỏ thủ tục', href: `${home}/withdraw`, danger: true, blocked: withdrawBlocked(mayPublish, isInForce, procedure) },
  ]
  return { next, others, more }
}

function withdrawBlocked(mayPublish: boolean, isInForce: boolean, { versions }: Procedure) {
  if (!mayPublish) return noRight('lãnh đạo cơ quan')
  const isComing = versions.some(({ state, effectiveTo }) => state === 'published' && effectiveTo === null)
  return isInForce || isComing ? undefined : { reason: 'Thủ tục không có phiên bản nào đang hoặc sắp áp dụng.' }
}
