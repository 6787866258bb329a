import { z } from '@hono/zod-openapi'
import { inVietnamese } from '../../../kernel/say.ts'
import { type apiPart, guarded, refused, storeKey, writeHeaders } from '../../../platform/http/api.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { explainRefusal } from '../explain.ts'
import { type DossierCode, isDossierCode } from '../model.ts'
import type { By, DossierService } from '../service.ts'
import { bulkMax, bulkNeeds } from './choose.ts'
import { bulkService } from './service.ts'
import { refusedItems } from './store.ts'

const code = z.string().refine(isDossierCode, 'Mã hồ sơ không đúng dạng.').openapi({ example: 'H56.12-260302-0001' })
const item = z
  .object({
    code,
    step: z.string().min(1).max(40).nullable().default(null).openapi({ description: 'Bỏ trống: bước mà người dùng mã này làm được' }),
    version: z.number().int().positive().nullable().default(null).openapi({ description: 'Phiên bản đã thấy; bỏ trống thì không so' }),
  })
  .openapi('BulkItem')
const dossiers = z.array(item).min(1, 'Chưa có hồ sơ nào.').max(bulkMax, `Mỗi lần nhiều nhất ${bulkMax} hồ sơ.`)
const to = z.number().int().positive()
const reason = z
  .string()
  .trim()
  .min(1, 'Chưa ghi lý do.')
  .max(1000)
  .transform((t) => t.normalize('NFC'))
const question = z
  .discriminatedUnion('act', [
    z.object({ act: z.literal('take'), dossiers }),
    z.object({ act: z.literal('hand-over'), dossiers, to, reason }),
    z.object({ act: z.literal('reassign'), dossiers, to, reason }),
  ])
  .openapi('Bulk')
const answer = z
  .object({
    all: z.number().int(),
    done: z.number().int(),
    refused: z.array(z.object({ code: z.string(), step: z.string(), type: z.string(), detail: z.string() })),
  })
  .openapi('BulkResult')

/** POST /dossiers/bulk: one act on many dossiers, each with its own entry; what is refused is named, the rest is done. */
export function bulkApi(app: ReturnType<typeof apiPart>, deps: { db: Database; service: DossierService }): void {
  const bulk = bulkService(deps)
  app.openapi(
    guarded('dossier.process', {
      method: 'post',
      path: '/dossiers/bulk',
      tags: ['Việc trên hồ sơ'],
      summary: `Nhận việc, chuyển người, phân công lại cho nhiều hồ sơ (nhiều nhất ${bulkMax}); gửi lại cùng Idempotency-Key thì làm tiếp phần còn lại`,
      request: {
        headers: writeHeaders.omit({ 'if-match': true }),
        body: { content: { 'application/json': { schema: question } }, required: true },
      },
      responses: { 200: { description: 'Từng hồ sơ: đã làm, hoặc vì sao không', content: { 'application/json': { schema: answer } } } },
    }),
    async (c) => {
      const { who, now } = c.var
      const { dossiers: chosen, ...asked } = c.req.valid('json')
      if (!who.may.has(bulkNeeds[asked.act])) return refused(c, 403, 'not-allowed', `Mã truy cập không có quyền "${bulkNeeds[asked.act]}".`)
      const by: By = { agencyId: who.agencyId, officerId: who.officerId, posts: who.posts }
      const id = storeKey(who, c.req.valid('header')['idempotency-key'])
      const begun = await bulk.begin(by, {
        id,
        asked,
        chosen: chosen.map(({ version, ...one }) => ({ ...one, code: one.code as DossierCode, seen: version })),
        now,
      })
      if (!begun.ok) return refused(c, 409, begun.error.kind, explainRefusal(begun.error, inVietnamese))
      let batch = await bulk.goOn(by, id)
      while (batch && batch.done + batch.refused < batch.all) batch = await bulk.goOn(by, id)
      const items = await deps.db.inAgency(who.agencyId, (tx) => refusedItems(tx, who.agencyId, id, 0, bulkMax))
      return c.json(
        {
          all: batch?.all ?? 0,
          done: batch?.done ?? 0,
          refused: items.map(({ code: of, step, refusal }) => ({
            code: of,
            step,
            type: refusal.kind,
            detail: explainRefusal(refusal, inVietnamese),
          })),
        },
        200,
      )
    },
  )
}
