import { z } from 'zod'
import { inForce } from '../../../kernel/dated.ts'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { cleanText } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { menu, type ProcedureDeps } from '../office.adapter.ts'
import { shareOf, shortenedSharePercentMin } from '../shorten/shortening.ts'
import { countProcedures, definitionsOf, listFields, listProcedures, shortenedInForce } from '../store.ts'
import { workbookAnswer } from '../workbook.adapter.ts'
import { ListPage } from './page.tsx'

const text = z.string().transform((value) => cleanText(value).trim().slice(0, 200))
const query = z.object({
  q: text.catch(''),
  field: text.catch(''),
  state: z.enum(['in-force', 'scheduled', 'draft', 'faulty', 'ended']).optional().catch(undefined),
  after: z.string().max(2_000).optional().catch(undefined),
})

const askedIn = (c: OfficeContext) => {
  const { q, field, state, after } = query.parse(c.req.query())
  return { q, field, state, after }
}

/** Processes that one workbook may carry out: each sheet holds ten thousand rows. */
const exportMax = 1_000

/** Need `procedure.read`: the list, and the list as a workbook that the import reads back. */
export const listRoutes = ({ db }: ProcedureDeps): OfficeRoute[] => [
  {
    method: 'get',
    path: '/office/procedures',
    needs: 'procedure.read',
    async handle(c) {
      const { who, now, say } = c.var
      const today = dayInVietnam(now)
      const { q, field, state, after } = askedIn(c)
      const search = { text: q, field: field || undefined }
      const { page, counts, fields, shortened } = await db.inAgency(who.agencyId, async (tx) => ({
        page: await listProcedures(tx, who.agencyId, today, { ...search, state, after }),
        counts: await countProcedures(tx, who.agencyId, today, search),
        fields: await listFields(tx, who.agencyId),
        shortened: await shortenedInForce(tx, who.agencyId, today),
      }))
      return c.render(
        <ListPage
          rows={page.rows}
          counts={counts}
          fields={fields}
          share={shareOf(shortened.shortened, shortened.procedures, inForce(shortenedSharePercentMin, today).value)}
          asked={{ q, field, state }}
          next={page.next}
          isFirst={after === undefined}
          mayEdit={who.may.has('procedure.edit')}
        />,
        { title: say('Thủ tục, quy trình', 'Procedures'), menu },
      )
    },
  },
  {
    method: 'get',
    path: '/office/procedures/export.xlsx',
    needs: 'procedure.read',
    async handle(c) {
      const { who, now } = c.var
      const { q, field, state } = askedIn(c)
      const search = { text: q, field: field || undefined, state, most: exportMax }
      const processes = await db.inAgency(who.agencyId, async (tx) => {
        const { rows } = await listProcedures(tx, who.agencyId, dayInVietnam(now), search)
        return definitionsOf(
          tx,
          who.agencyId,
          rows.map(({ procedureId, newest }) => ({ procedureId, version: newest.version })),
        )
      })
      return workbookAnswer(c, processes, 'quy-trinh.xlsx')
    },
  },
  {
    method: 'get',
    path: '/office/procedures/template.xlsx',
    needs: 'procedure.read',
    handle: (c) => workbookAnswer(c, [], 'mau-quy-trinh.xlsx'),
  },
]
