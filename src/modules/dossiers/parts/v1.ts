import { z } from '@hono/zod-openapi'
import { type Moment, momentText } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import { type apiPart, etagOf, guarded, refused, seenOf, storeKey, writeHeaders } from '../../../platform/http/api.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { explainRefusal } from '../explain.ts'
import { currentDue } from '../hand.ts'
import type { Listed } from '../look-up.adapter.ts'
import { isDossierCode } from '../model.ts'
import type { DossierService } from '../service.ts'
import { load } from '../store.ts'
import { familyOf } from './look-up.adapter.ts'

type PartsApiDeps = {
  db: Database
  service: Pick<DossierService, 'linkPart' | 'unlinkPart'>
  calendarOf(agencyId: number): Promise<WorkingCalendar>
}

const code = z.string().refine(isDossierCode, 'Mã hồ sơ không đúng dạng.').openapi({ example: 'H56.12-260302-0001' })
const reason = z
  .string()
  .trim()
  .min(1, 'Chưa điền mục này.')
  .max(1000, 'Nhiều nhất 1000 ký tự.')
  .transform((text) => text.normalize('NFC'))
const written = z.object({ code: z.string(), version: z.number().int() })
const partSchema = z
  .object({
    code: z.string(),
    version: z.number().int(),
    status: z.number().int(),
    procedureId: z.number().int(),
    procedure: z.string(),
    dueAt: z.string().nullable(),
    endClass: z.enum(['early', 'on-time', 'late']).nullable(),
    isLater: z.boolean().openapi({ description: 'Hạn muộn hơn hạn của hồ sơ chung' }),
  })
  .openapi('DossierPart')
const familySchema = z.object({ whole: partSchema.nullable(), parts: z.array(partSchema) })

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } })
const body = <S extends z.ZodType>(schema: S) => ({ ...json(schema), required: true as const })

const show = (at: Moment | null): string | null => (at === null ? null : momentText(at))
const partJson = (d: Listed, wholeDue: Moment | null): z.input<typeof partSchema> => ({
  code: d.code,
  version: d.version,
  status: d.status,
  procedureId: d.procedureId,
  procedure: d.procedure,
  dueAt: show(d.dueAt),
  endClass: d.endClass,
  isLater: d.endClass === null && d.dueAt !== null && wholeDue !== null && d.dueAt > wholeDue,
})

/** /dossiers/{code}/parts: the parts of a dossier (hồ sơ thành phần), listed, linked, separated. */
export function partsApi(app: ReturnType<typeof apiPart>, { db, service, calendarOf }: PartsApiDeps): void {
  const notFound = explainRefusal({ kind: 'not-found' }, inVietnamese)
  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers/{code}/parts',
      tags: ['Hồ sơ'],
      summary: 'Hồ sơ chung và các hồ sơ thành phần',
      request: { params: z.object({ code }) },
      responses: { 200: { description: 'Hồ sơ chung, hồ sơ thành phần', ...json(familySchema) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const asked = c.req.valid('param').code
      const found = await db.inAgency(agencyId, async (tx) => {
        const loaded = await load(tx, agencyId, asked)
        return loaded && { ...loaded, family: await familyOf(tx, agencyId, asked, loaded.dossier) }
      })
      if (!found) return refused(c, 404, 'not-found', notFound)
      const { family, version, dossier } = found
      const due = dossier.ended?.dueAt ?? currentDue(dossier, await calendarOf(agencyId))?.due ?? null
      c.header('etag', etagOf(version))
      return c.json({ whole: family.whole && partJson(family.whole, null), parts: family.parts.map((d) => partJson(d, due)) }, 200)
    },
  )

  const acts = [
    {
      path: '/dossiers/{code}/parts',
      summary: 'Gắn một hồ sơ của cùng người nộp làm thành phần',
      run: 'linkPart',
    },
    {
      path: '/dossiers/{code}/parts/unlink',
      summary: 'Tách một hồ sơ thành phần',
      run: 'unlinkPart',
    },
  ] as const
  for (const { path, summary, run } of acts)
    app.openapi(
      guarded('dossier.process', {
        method: 'post',
        path,
        tags: ['Hồ sơ'],
        summary,
        request: { params: z.object({ code }), headers: writeHeaders, body: body(z.object({ part: code, reason })) },
        responses: { 200: { description: 'Đã ghi vào nhật ký của cả hai hồ sơ', ...json(written) } },
      }),
      async (c) => {
        const { agencyId, officerId, posts } = c.var.who
        const headers = c.req.valid('header')
        const stamp = { seen: seenOf(headers['if-match']), key: storeKey(c.var.who, headers['idempotency-key']) }
        const done = await service[run]({ agencyId, officerId, posts }, c.req.valid('param').code, stamp, c.req.valid('json'))
        if (done.ok) {
          c.header('etag', etagOf(done.value.version))
          return c.json(done.value, 200)
        }
        const { kind } = done.error
        const isStale = kind === 'changed-meanwhile' && headers['if-match'] !== undefined
        const status = kind === 'not-found' ? 404 : kind === 'not-the-holder' ? 403 : isStale ? 412 : 409
        return refused(c, status, kind, explainRefusal(done.error, inVietnamese))
      },
    )
}
