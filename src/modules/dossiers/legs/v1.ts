import { z } from '@hono/zod-openapi'
import { day, dayInVietnam, dayText, type Moment, momentText } from '../../../kernel/moment.ts'
import { type apiPart, guarded } from '../../../platform/http/api.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { isOpenOn, lastDayOfPartner, partnerKinds, partnerNameOn } from '../partners/partner.ts'
import { partnersOf } from '../partners/store.ts'
import { stances } from '../referrals/referral.ts'
import { legViews, listLegs, tallyLegs } from './look-up.adapter.ts'

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } })
const moment = z.string().openapi({ example: '2026-03-02T10:24:00+07:00' })
const show = (at: Moment | null): string | null => (at === null ? null : momentText(at))

const row = z.object({
  code: z.string(),
  no: z.number().int(),
  kind: z.enum(['leg', 'opinion']),
  procedure: z.string(),
  applicant: z.string(),
  unitId: z.number(),
  officerId: z.number(),
  partnerId: z.number().nullable(),
  askedUnitId: z.number().nullable(),
  toName: z.string(),
  documentNumber: z.string(),
  way: z.enum(['electronic', 'paper', 'internal']),
  sentAt: moment,
  startsAt: moment,
  dueAt: moment.nullable(),
  isForwardedLate: z.boolean(),
  arrivedAt: moment.nullable(),
  answerNumber: z.string().nullable(),
  stance: z.enum(stances).nullable(),
  endClass: z.enum(['early', 'on-time', 'late']).nullable(),
  unansweredAt: moment.nullable(),
  droppedAt: moment.nullable(),
})
const tally = z.object({
  partnerId: z.number().nullable(),
  askedUnitId: z.number().nullable(),
  toName: z.string(),
  sent: z.number(),
  decided: z.number().openapi({ description: 'Mẫu số: đã trả lời, hoặc đã hết hạn' }),
  early: z.number(),
  onTime: z.number(),
  late: z.number().openapi({ description: 'Tử số: trả lời muộn, không trả lời, hoặc quá hạn chưa trả lời' }),
  unanswered: z.number(),
  waiting: z.number(),
  dropped: z.number(),
})
const partner = z.object({
  id: z.number().int(),
  kind: z.enum(partnerKinds),
  name: z.string().openapi({ description: 'Tên hôm nay' }),
  from: z.string(),
  until: z.string().nullable(),
  isOpen: z.boolean(),
  contact: z.string(),
})

/** GET /legs: what is with whom, and how they answer; GET /partners: whom something may be sent to. */
export function legsApi(app: ReturnType<typeof apiPart>, { db }: { db: Database }): void {
  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/legs',
      tags: ['Liên thông, ý kiến'],
      summary: 'Liên thông và ý kiến đang chờ, quá hạn, không trả lời, đã xong; kèm tỷ lệ quá hạn theo cơ quan, có mẫu số',
      request: {
        query: z.object({
          view: z.enum(legViews).default('open'),
          kind: z.enum(['leg', 'opinion']).optional(),
          partnerId: z.coerce.number().int().positive().optional(),
          askedUnitId: z.coerce.number().int().positive().optional(),
          from: z.iso.date().openapi({ description: 'Kỳ gửi, cho phần đã xong và bảng tỷ lệ' }),
          to: z.iso.date(),
          limit: z.coerce.number().int().min(1).max(50).default(50),
          cursor: z.string().max(500).optional(),
        }),
      },
      responses: {
        200: { description: 'Danh sách', ...json(z.object({ rows: z.array(row), next: z.string().nullable(), tally: z.array(tally) })) },
      },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { view, kind = null, partnerId = null, askedUnitId = null, from, to, limit, cursor } = c.req.valid('query')
      const filter = { view, kind, partnerId, askedUnitId, from: day(from), to: day(to) }
      const facts = { now: c.var.now, actor: c.var.who, after: cursor ?? null, most: limit }
      const [found, counted] = await db.inAgency(agencyId, (tx) =>
        Promise.all([listLegs(tx, agencyId, filter, facts), tallyLegs(tx, agencyId, filter, c.var.now)]),
      )
      const rows = found.rows.map(({ sentAt, startsAt, dueAt, arrivedAt, unansweredAt, droppedAt, ...rest }) => ({
        ...rest,
        ...{ sentAt: momentText(sentAt), startsAt: momentText(startsAt), dueAt: show(dueAt) },
        ...{ arrivedAt: show(arrivedAt), unansweredAt: show(unansweredAt), droppedAt: show(droppedAt) },
      }))
      return c.json({ rows, next: found.next, tally: counted }, 200)
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/partners',
      tags: ['Liên thông, ý kiến'],
      summary: 'Cơ quan phối hợp: tên hôm nay, còn nhận hồ sơ hay không',
      responses: { 200: { description: 'Danh sách', ...json(z.object({ partners: z.array(partner) })) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const today = dayInVietnam(c.var.now)
      const all = await db.inAgency(agencyId, (tx) => partnersOf(tx, agencyId))
      const partners = all.map((p) => {
        const last = lastDayOfPartner(p)
        const span = { from: dayText(p.from), until: last === null ? null : dayText(last), isOpen: isOpenOn(p, today) }
        return { id: p.id, kind: p.kind, name: partnerNameOn(p, today), ...span, contact: p.contact }
      })
      return c.json({ partners }, 200)
    },
  )
}
