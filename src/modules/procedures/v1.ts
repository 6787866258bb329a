import { z } from '@hono/zod-openapi'
import { dayInVietnam, dayText } from '../../kernel/moment.ts'
import { apiPart, guarded, refused } from '../../platform/http/api.ts'
import type { Database } from '../../platform/postgres/database.ts'
import { listInForce, type PublicProcedure } from './store.ts'

const segment = z.object({ value: z.number(), unit: z.enum(['working_day', 'calendar_day', 'hour']) })
const procedure = z
  .object({
    procedureId: z.number().int(),
    version: z.number().int(),
    key: z.string(),
    code: z.string().nullable(),
    name: z.string(),
    field: z.string().nullable(),
    limit: z.array(segment),
    hardLimit: z.array(segment).nullable(),
    onlineLevel: z.enum(['full', 'partial', 'information']).nullable(),
    isByPost: z.boolean().nullable(),
    result: z.string().nullable(),
    decision: z.string().nullable(),
    effectiveFrom: z.string(),
    components: z.array(z.object({ name: z.string() })),
  })
  .openapi('Procedure')

const asJson = (p: PublicProcedure): z.input<typeof procedure> => ({
  procedureId: p.procedureId,
  version: p.version,
  key: p.key,
  code: p.code,
  name: p.name,
  field: p.field,
  limit: [...p.limit],
  hardLimit: p.hardLimit && [...p.hardLimit],
  onlineLevel: p.onlineLevel,
  isByPost: p.isByPost,
  result: p.result,
  decision: p.decision,
  effectiveFrom: dayText(p.effectiveFrom),
  components: p.components.map(({ name }) => ({ name })),
})

/** The API of procedures (thủ tục): those in force today, as the counter and the portal offer them. */
export function procedureApi({ db }: { db: Database }) {
  const app = apiPart()
  app.openapi(
    guarded('procedure.read', {
      method: 'get',
      path: '/procedures',
      tags: ['Thủ tục'],
      summary: 'Thủ tục đang áp dụng',
      request: {
        query: z.object({
          q: z.string().max(200).default(''),
          field: z.string().max(200).optional(),
          limit: z.coerce.number().int().min(1).max(50).default(50),
          cursor: z.string().max(500).optional(),
        }),
      },
      responses: {
        200: {
          description: 'Danh sách',
          content: { 'application/json': { schema: z.object({ rows: z.array(procedure), next: z.string().nullable() }) } },
        },
      },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { q, field, limit, cursor } = c.req.valid('query')
      const found = await db.inAgency(agencyId, (tx) =>
        listInForce(tx, agencyId, dayInVietnam(c.var.now), { text: q, field, after: cursor, most: limit }),
      )
      return c.json({ rows: found.rows.map(asJson), next: found.next ?? null }, 200)
    },
  )
  app.openapi(
    guarded('procedure.read', {
      method: 'get',
      path: '/procedures/{id}',
      tags: ['Thủ tục'],
      summary: 'Một thủ tục đang áp dụng',
      request: { params: z.object({ id: z.coerce.number().int().positive() }) },
      responses: { 200: { description: 'Thủ tục', content: { 'application/json': { schema: procedure } } } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const found = await db.inAgency(agencyId, (tx) =>
        listInForce(tx, agencyId, dayInVietnam(c.var.now), { procedureId: c.req.valid('param').id, most: 1 }),
      )
      const [only] = found.rows
      return only ? c.json(asJson(only), 200) : refused(c, 404, 'not-found', 'Không có thủ tục này đang áp dụng.')
    },
  )
  return app
}
