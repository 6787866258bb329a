import { dayInVietnam } from '../../../kernel/moment.ts'
import { inVietnamese, type Say } from '../../../kernel/say.ts'
import { downloadHeaders } from '../../../platform/files.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { menu, numberIn, type ProcedureDeps } from '../office.adapter.ts'
import type { InternalProcess } from '../process.ts'
import { showTime } from '../sentences.ts'
import { readProcedure } from '../store.ts'
import { versionOn } from '../version.ts'
import { graphOf } from './graph.ts'
import { layOut } from './layout.ts'
import { ProcessPage } from './page.tsx'
import { bpmnXml } from './xml.ts'

const needs = 'procedure.read'

/** Need `procedure.read`: the drawing of a version, and the same as a BPMN 2.0 file. */
export function processRoutes({ db }: ProcedureDeps): OfficeRoute[] {
  const asked = async (c: OfficeContext) => {
    const { who, now } = c.var
    const procedure = await db.inAgency(who.agencyId, (tx) => readProcedure(tx, who.agencyId, numberIn(c.req.param('id'))))
    const no = c.req.query('v')
    const version =
      no === undefined
        ? procedure && (versionOn(procedure.versions, dayInVietnam(now)) ?? procedure.versions[0])
        : procedure?.versions.find(({ versionNo }) => versionNo === numberIn(no))
    return procedure && version ? { procedure, version } : null
  }
  return [
    {
      method: 'get',
      path: '/office/procedures/:id{[0-9]+}/process',
      needs,
      async handle(c) {
        const found = await asked(c)
        if (!found) return c.notFound()
        const { procedure, version } = found
        const drawing = layOut(graphOf(version.process, nobody(c.var.say)))
        return c.render(<ProcessPage procedure={procedure} version={version} drawing={drawing} />, {
          title: c.var.say('Sơ đồ quy trình', 'Diagram of the process'),
          menu,
        })
      },
    },
    {
      method: 'get',
      path: '/office/procedures/:id{[0-9]+}/process.bpmn',
      needs,
      async handle(c) {
        const found = await asked(c)
        if (!found) return c.notFound()
        const { procedure, version } = found
        const bytes = new TextEncoder().encode(bpmnFile(version.process, inVietnamese)) // a paper that offices exchange
        const name = `quy-trinh-${procedure.key}-ban-${version.versionNo}.bpmn`
        return c.body(bytes, 200, downloadHeaders({ name, mediaType: 'application/xml', sizeBytes: bytes.length }))
      },
    },
  ]
}

const nobody = (say: Say): string => say('Chưa ghi người thực hiện', 'Nobody named')

/** A process as a BPMN 2.0 file. */
export function bpmnFile(process: InternalProcess, say: Say): string {
  const graph = graphOf(process, nobody(say))
  return bpmnXml(process, graph, layOut(graph), {
    nobody: nobody(say),
    told: (step) => (step.countsTime ? showTime(step.duration, say) : say('không tính ngày', 'time not counted')),
  })
}
