import { z } from '@hono/zod-openapi'
import { dayText as dateText, day, momentText } from '../../../kernel/moment.ts'
import { type apiPart, guarded } from '../../../platform/http/api.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { DossierService } from '../service.ts'
import { holderKinds } from './ledger.ts'
import { cuts, figures } from './tally.ts'

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } })
const moment = z.string().openapi({ example: '2026-03-02T10:24:00+07:00' })

const latenessPeriod = {
  from: z.iso.date().openapi({ description: 'Kết thúc từ ngày', example: '2026-01-01' }),
  to: z.iso.date().openapi({ description: 'đến hết ngày', example: '2026-03-31' }),
  unitId: z.coerce.number().int().positive().optional(),
  procedureId: z.coerce.number().int().positive().optional(),
}
const latenessQuery = z.object({
  ...latenessPeriod,
  by: z.enum(cuts).default('unit'),
  limit: z.coerce.number().int().min(1).max(500).default(500),
})
const lateQuery = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(50),
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d~[\w.-]{1,100}$/, 'Con trỏ không đúng dạng.')
    .refine((cursor) => z.iso.date().safeParse(cursor.slice(0, 10)).success, 'Con trỏ không đúng dạng.')
    .optional(),
  ...latenessPeriod,
  figure: z.enum(figures).default('caused').openapi({
    description:
      'Con số mà hồ sơ đứng sau: có kết quả, trước hạn, đúng hạn, quá hạn, quá giờ bước, nguyên nhân chính, có thư xin lỗi, không có kết quả',
  }),
  holder: z.enum(['step', 'away']).optional(),
  officerId: z.coerce.number().int().min(0).optional().openapi({ description: '0: chưa ai nhận việc' }),
  step: z.string().max(20).optional(),
  procedureVersion: z.coerce.number().int().positive().optional(),
  metOutage: z.enum(['true', 'false']).optional().openapi({ description: 'Chỉ hồ sơ quá hạn trùng sự cố hệ thống' }),
})
/** Numbers of a period. Seconds are working time; `ordinaryDaySeconds` makes days of them. */
const tally = {
  ended: z.number().openapi({ description: 'Có kết quả trong kỳ: mẫu số' }),
  early: z.number(),
  onTime: z.number(),
  late: z.number(),
  lateOver: z.number().openapi({ description: 'Quá hạn và bên này quá giờ bước của mình: tử số, cách hiểu rộng' }),
  lateCaused: z.number().openapi({ description: 'Quá hạn mà bên này là nguyên nhân chính: tử số' }),
  withApology: z.number().openapi({ description: 'Trong lateCaused, có gửi thư xin lỗi' }),
  broken: z.number().openapi({ description: 'Rút, dừng; không ở trong mẫu số' }),
  seconds: z.number(),
  secondsOverStep: z.number(),
  secondsLate: z.number(),
}
const latenessSchema = z.object({
  from: z.string(),
  to: z.string(),
  by: z.enum(cuts),
  ordinaryDaySeconds: z.number(),
  whole: z.object(tally).openapi({ description: 'Mỗi hồ sơ một lần' }),
  rows: z.array(
    z.object({
      holder: z.enum(['step', 'away', 'dossier']),
      unitId: z.number().nullable(),
      officerId: z.number().nullable(),
      step: z.string().nullable(),
      procedureId: z.number().nullable(),
      procedureVersion: z.number().nullable(),
      ...tally,
    }),
  ),
})
const lateSchema = z.object({
  code: z.string(),
  applicant: z.string(),
  procedureId: z.number(),
  procedureVersion: z.number(),
  procedure: z.string(),
  endedOn: z.string(),
  endedAt: moment,
  dueAt: moment,
  endClass: z.enum(['early', 'on-time', 'late']).nullable(),
  withApology: z.boolean(),
  metOutage: z.boolean().openapi({ description: 'Quá hạn, và hệ thống ngừng trong thời hạn; vẫn tính là quá hạn' }),
  lines: z.array(
    z.object({
      holder: z.enum(holderKinds),
      unitId: z.number().nullable(),
      officerId: z.number().nullable(),
      step: z.string().nullable(),
      partnerId: z.number().nullable().openapi({ description: 'Cơ quan phối hợp đã giữ, nếu biết là nơi nào' }),
      partner: z.string().nullable(),
      procedureVersion: z.number(),
      seconds: z.number(),
      secondsOver: z.number(),
      secondsOverStep: z.number(),
      isCause: z.boolean(),
    }),
  ),
})

type LatenessApiDeps = {
  service: Pick<DossierService, 'lateness' | 'lateDossiers'>
  calendarOf(agencyId: number): Promise<WorkingCalendar>
}

/** GET /lateness: whose late dossiers are, with numerator and denominator; and the dossiers behind a figure. */
export function latenessApi(app: ReturnType<typeof apiPart>, { service, calendarOf }: LatenessApiDeps): void {
  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/lateness',
      tags: ['Hồ sơ trễ'],
      summary: 'Trước hạn, đúng hạn, quá hạn trong kỳ; trễ do đơn vị, bước, công chức, thủ tục nào, có tử số và mẫu số',
      request: { query: latenessQuery },
      responses: { 200: { description: 'Số liệu', ...json(latenessSchema) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { from, to, by: cut, limit, unitId = null, procedureId = null } = c.req.valid('query')
      const [found, calendar] = await Promise.all([
        service.lateness(agencyId, { from: day(from), to: day(to), by: cut, unitId, procedureId }),
        calendarOf(agencyId),
      ])
      return c.json(
        { from, to, by: cut, ordinaryDaySeconds: calendar.ordinaryDaySeconds, whole: found.whole, rows: found.rows.slice(0, limit) },
        200,
      )
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/lateness/dossiers',
      tags: ['Hồ sơ trễ'],
      summary: 'Các hồ sơ đứng sau một con số của đơn vị, bước, công chức; hồ sơ trễ theo nguyên nhân chính; kèm sổ thời gian',
      request: { query: lateQuery },
      responses: { 200: { description: 'Hồ sơ trễ', ...json(z.object({ rows: z.array(lateSchema), next: z.string().nullable() })) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { from, to, limit, cursor, figure, ...asked } = c.req.valid('query')
      const { unitId = null, procedureId = null, holder = null, officerId = null, step: key = null, procedureVersion = null } = asked
      const of = { unitId, procedureId, holder, officerId, step: key, procedureVersion, figure, metOutage: asked.metOutage === 'true' }
      const [endedOn, after] = cursor?.split('~') ?? []
      const found = await service.lateDossiers(
        agencyId,
        { ...of, from: day(from), to: day(to) },
        { after: endedOn && after ? { endedOn: day(endedOn), code: after } : null, most: limit },
      )
      const rows = found.rows.map(({ endedOn: on, endedAt, dueAt, ...row }) => ({
        ...row,
        endedOn: dateText(on),
        endedAt: momentText(endedAt),
        dueAt: momentText(dueAt),
      }))
      return c.json({ rows, next: found.next && `${dateText(found.next.endedOn)}~${found.next.code}` }, 200)
    },
  )
}
