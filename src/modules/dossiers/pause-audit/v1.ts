import { z } from '@hono/zod-openapi'
import { dayText as dateText, day, type Moment, momentText } from '../../../kernel/moment.ts'
import { type apiPart, guarded } from '../../../platform/http/api.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { pauseCauses } from '../pause/hold.ts'
import { type PauseChoice, pauseSorts, pauseStates } from './choice.ts'
import { listPauses, pausesByUnit } from './look-up.adapter.ts'
import { courseSignKinds, startSignKinds } from './signs.ts'

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } })
const moment = z.string().openapi({ example: '2026-03-02T10:24:00+07:00' })

const narrowed = {
  from: z.iso.date().openapi({ description: 'Bắt đầu tạm dừng từ ngày', example: '2026-03-02' }),
  to: z.iso.date().openapi({ description: 'đến hết ngày', example: '2026-03-08' }),
  unitId: z.coerce.number().int().positive().optional(),
  cause: z.enum(pauseCauses).optional(),
}
const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(50),
  cursor: z.string().max(500).optional(),
  ...narrowed,
  state: z.enum(pauseStates).optional().openapi({ description: 'lasting: đang dừng · ended: đã kết thúc · annulled: đã hủy' }),
  suspicious: z.stringbool().default(false).openapi({ type: 'boolean', description: 'Chỉ lần có dấu hiệu cần kiểm tra' }),
  sort: z.enum(pauseSorts).default('signs').openapi({
    description: 'signs: nhiều dấu hiệu trước · newest: mới trước · near: sát hạn trước · longest: dài trước',
  }),
})
const pauseSchema = z.object({
  code: z.string(),
  no: z.number(),
  procedure: z.string(),
  unitId: z.number(),
  cause: z.enum(pauseCauses),
  documentNumber: z.string(),
  documentDate: z.string(),
  reason: z.string(),
  proposedBy: z.number(),
  approvedBy: z.number(),
  from: moment,
  until: moment,
  to: moment.nullable(),
  end: z.enum(['arrived', 'term-over', 'broken-off']).nullable(),
  dueAt: moment.nullable().openapi({ description: 'Hạn trả lúc bắt đầu tạm dừng' }),
  leftSeconds: z.number().nullable().openapi({ description: 'Giờ làm việc còn đến hạn lúc bắt đầu, giây' }),
  seconds: z.number().nullable().openapi({ description: 'Giờ làm việc đã dừng, giây; null khi đang dừng' }),
  recordedAt: moment.nullable(),
  isNotified: z.boolean().nullable().openapi({ description: 'Có gửi thông báo cho người nộp; null: không rõ' }),
  annulledAt: moment.nullable(),
  annulledBy: z.number().nullable(),
  annulledReason: z.string().nullable(),
  signs: z.array(z.enum([...startSignKinds, ...courseSignKinds])).openapi({ description: 'Dấu hiệu cần kiểm tra' }),
})
const unitSchema = z.object({
  unitId: z.number(),
  begun: z.number().openapi({ description: 'Lần tạm dừng bắt đầu trong kỳ: mẫu số của suspicious' }),
  suspicious: z.number(),
  lasting: z.number(),
  annulled: z.number(),
  seconds: z.number().openapi({ description: 'Giờ làm việc đã dừng, giây; không kể lần đã hủy' }),
  handled: z.number().openapi({ description: 'Hồ sơ kết thúc trong kỳ mà đơn vị đã xử lý: mẫu số của handledPaused' }),
  handledPaused: z.number(),
})

type PausesApiDeps = { db: Database; calendarOf(agencyId: number): Promise<WorkingCalendar> }

const choiceOf = (q: { from: string; to: string; unitId?: number | undefined; cause?: PauseChoice['cause'] | undefined }) => ({
  from: day(q.from),
  to: day(q.to),
  unitId: q.unitId ?? null,
  cause: q.cause ?? null,
})
const show = (at: Moment | null): string | null => (at === null ? null : momentText(at))

/** GET /pauses: every lawful pause with the signs of misuse, the suspicious ones first; and what each unit's add up to. */
export function pausesApi(app: ReturnType<typeof apiPart>, { db, calendarOf }: PausesApiDeps): void {
  app.openapi(
    guarded('pause.audit', {
      method: 'get',
      path: '/pauses',
      tags: ['Tạm dừng'],
      summary: 'Các lần tạm dừng trong kỳ, có dấu hiệu cần kiểm tra trước',
      request: { query: listQuery },
      responses: {
        200: { description: 'Các lần tạm dừng', ...json(z.object({ rows: z.array(pauseSchema), next: z.string().nullable() })) },
      },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { limit, cursor, state = null, suspicious, sort, ...q } = c.req.valid('query')
      const choice = { ...choiceOf(q), state, suspiciousOnly: suspicious, sort }
      const found = await db.inAgency(agencyId, (tx) => listPauses(tx, agencyId, choice, { after: cursor ?? null, most: limit }))
      const rows = found.rows.map(({ applicant: _, ...r }) => ({
        ...r,
        ...{ documentDate: dateText(r.documentDate), from: momentText(r.from), until: momentText(r.until), to: show(r.to) },
        ...{ dueAt: show(r.dueAt), recordedAt: show(r.recordedAt), annulledAt: show(r.annulledAt), signs: [...r.signs] },
      }))
      return c.json({ rows, next: found.next }, 200)
    },
  )

  app.openapi(
    guarded('pause.audit', {
      method: 'get',
      path: '/pauses/by-unit',
      tags: ['Tạm dừng'],
      summary: 'Tạm dừng theo đơn vị trong kỳ, có tử số và mẫu số',
      request: { query: z.object({ ...narrowed, limit: z.coerce.number().int().min(1).max(500).default(500) }) },
      responses: { 200: { description: 'Số liệu', ...json(z.object({ ordinaryDaySeconds: z.number(), rows: z.array(unitSchema) })) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const calendar = await calendarOf(agencyId)
      const { limit, ...q } = c.req.valid('query')
      const choice = { ...choiceOf(q), state: null, suspiciousOnly: false }
      const rows = await db.inAgency(agencyId, (tx) => pausesByUnit(tx, agencyId, choice, { calendar, now: c.var.now }))
      return c.json({ ordinaryDaySeconds: calendar.ordinaryDaySeconds, rows: rows.slice(0, limit) }, 200)
    },
  )
}
