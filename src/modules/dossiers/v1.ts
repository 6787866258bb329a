import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { dayText as dateText, day, type Moment, moment as momentOf, momentText } from '../../kernel/moment.ts'
import { err, type Result } from '../../kernel/result.ts'
import { inVietnamese } from '../../kernel/say.ts'
import { type ApiEnv, apiPart, etagOf, guarded, refused, seenOf, storeKey, writeHeaders } from '../../platform/http/api.ts'
import { explainFile, filesBehind, takeStream, type UploadDeps } from '../../platform/http/uploads.ts'
import { readStream } from '../audit/service.ts'
import { explainDue, type WorkingCalendar, whyText } from '../clock/model.ts'
import { type Delivery, kinds as noticeKinds } from '../notices/model.ts'
import { messagesAbout } from '../notices/service.ts'
import { apologyViews, coverageOf, listApologies } from './apologies/look-up.adapter.ts'
import { apologyChannels, reappointedTo } from './apology/apology.ts'
import { giveOut } from './attachments/route.ts'
import { attachmentsOf } from './attachments/store.ts'
import { attachmentsFrom } from './attachments/upload.adapter.ts'
import { bulkApi } from './bulk/v1.ts'
import type { Dossier } from './dossier.ts'
import { explainRefusal, type Refusal } from './explain.ts'
import { clockStart, currentDue, originalDue } from './hand.ts'
import { latenessApi } from './lateness/v1.ts'
import { legsApi } from './legs/v1.ts'
import {
  type Bounds,
  clockFilters,
  hasDossier,
  type Listed,
  type ListFilter,
  listDossiers,
  myWork,
  searchDossiers,
  workFilters,
} from './look-up.adapter.ts'
import { type Channel, type DossierCode, isDossierCode, statusNames } from './model.ts'
import { partsApi } from './parts/v1.ts'
import { type Proposal, pauseCauses } from './pause/hold.ts'
import { pausesApi } from './pause-audit/v1.ts'
import { givePaper, type PrintDeps, paperNames, printPaper } from './print/route.tsx'
import { isForwardedLate, referralsOf, stances } from './referrals/referral.ts'
import type { RulePack } from './rules/packs.ts'
import type { ShownRule } from './rules/page.tsx'
import { shownRulesOf } from './rules/route.tsx'
import type { By, DossierService } from './service.ts'
import { load, streamOf, type Written } from './store.ts'
import { nearDays } from './time-line.ts'

export type DossierApiDeps = UploadDeps &
  PrintDeps & {
    service: DossierService
    recordedNow(): Moment
    calendarOf(agencyId: number): Promise<WorkingCalendar>
  }

const code = z.string().refine(isDossierCode, 'Mã hồ sơ không đúng dạng.').openapi({ example: 'H56.12-260302-0001' })
const moment = z.string().openapi({ example: '2026-03-02T10:24:00+07:00' })
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'Chưa điền mục này.')
    .max(max, `Nhiều nhất ${max} ký tự.`)
    .transform((t) => t.normalize('NFC'))
const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Nhiều nhất ${max} ký tự.`)
    .transform((t) => t.normalize('NFC'))
    .default('')
const channel = z
  .union([z.literal(1), z.literal(2), z.literal(3)])
  .openapi({ description: '1 trực tiếp · 2 trực tuyến, điện tử · 3 bưu chính công ích' })
const reason = text(2000)

const applicant = z
  .object({
    kind: z.enum(['person', 'organisation']),
    name: text(300),
    identityNumber: z
      .string()
      .regex(/^\d{9,14}(-\d{3})?$/, 'Số định danh gồm 9 đến 14 chữ số.')
      .nullable()
      .default(null),
    address: optional(500),
    phone: optional(30),
    email: optional(200),
    lang: z.enum(['vi', 'en']).optional().openapi({ description: 'Ngôn ngữ nhận thông báo; vắng: như đã chọn trước, lần đầu là vi' }),
  })
  .openapi('Applicant')

const component = z
  .object({
    no: z.number().int().min(1),
    name: text(500),
    originals: z.number().int().min(0).max(9999),
    copies: z.number().int().min(0).max(9999),
    isPresent: z.boolean(),
  })
  .openapi('Component')

const item = z.object({ what: text(1000), why: text(1000) })
const wantsPaper = z
  .boolean()
  .default(false)
  .openapi({ description: 'Phải mang bản giấy; hồ sơ trực tuyến toàn trình thì bị từ chối và ghi lại' })
const verdict = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('accept') }),
    z.object({ kind: z.literal('refuse'), reason, basis: text(1000) }),
    z.object({ kind: z.literal('ask'), items: z.array(item).min(1).max(50), contact: optional(300), wantsPaper }),
    z.object({ kind: z.literal('file-only') }),
  ])
  .openapi('Verdict')

/** What `POST /files` gave back, for the files that belong to an act. */
const fileTokens = z.array(z.string().max(2000)).max(60).default([]).openapi({ description: 'Mã tệp nhận được từ POST /files' })

const intake = z
  .object({
    procedureId: z.number().int().positive(),
    applicant,
    agent: z
      .object({ applicant, paper: text(500) })
      .nullable()
      .default(null),
    channelIn: channel,
    channelOut: channel,
    subject: optional(1000),
    isHardArea: z.boolean().default(false),
    components: z.array(component).max(100).default([]),
    files: fileTokens,
    verdict,
  })
  .openapi('Intake')

const written = z.object({ code: z.string(), version: z.number().int() }).openapi('Written')
const outcome = z.object({ number: text(100), date: z.iso.date(), title: text(500), isPositive: z.boolean() }).openapi('Outcome')

const running = z.object({
  step: z.string(),
  unitId: z.number(),
  role: z.string(),
  officerId: z.number().nullable(),
  isAway: z.boolean(),
  counts: z.boolean(),
  since: moment,
  dueAt: moment.nullable(),
})
const pauseAsked = z.object({
  cause: z.enum(pauseCauses),
  document: z.object({ number: z.string(), date: z.string() }),
  reason: z.string(),
  items: z.array(z.object({ what: z.string(), why: z.string() })),
})
const hold = pauseAsked
  .extend({
    no: z.number().int(),
    proposedBy: z.number(),
    approvedBy: z.number(),
    from: moment,
    until: moment,
    to: moment.nullable(),
    end: z.enum(['arrived', 'term-over']).nullable(),
    annulled: z.object({ at: moment, officerId: z.number(), reason: z.string() }).nullable(),
  })
  .openapi('Hold')
const rulesSchema = z.object({
  pack: z.string().openapi({ example: 'nd-118-2025' }),
  law: z.string(),
  values: z.array(
    z.object({
      rule: z.string(),
      value: z.string(),
      unit: z.string(),
      law: z.string().nullable(),
      standing: z.enum(['verified', 'confirmed', 'unverified']).openapi({ description: 'unverified: chưa xác minh' }),
    }),
  ),
})
const referral = z
  .object({
    no: z.number().int(),
    kind: z.enum(['leg', 'opinion']),
    step: z.string(),
    partnerId: z.number().int().nullable(),
    unitId: z.number().int().nullable().openapi({ description: 'Đơn vị được hỏi, khi hỏi trong cơ quan' }),
    name: z.string().nullable(),
    document: z.object({ number: z.string(), date: z.string() }),
    question: z.string(),
    way: z.enum(['electronic', 'paper', 'internal']),
    sentAt: moment,
    startsAt: moment,
    dueAt: moment.nullable(),
    isForwardedLate: z.boolean(),
    arrivedAt: moment.nullable(),
    answerNumber: z.string().nullable(),
    stance: z.enum(stances).nullable(),
    class: z.enum(['early', 'on-time', 'late']).nullable(),
    unansweredAt: moment.nullable(),
    droppedAt: moment.nullable(),
  })
  .openapi('Referral')
const dossierSchema = z
  .object({
    code: z.string(),
    version: z.number().int(),
    status: z.number().int(),
    statusName: z.string(),
    procedureId: z.number().int(),
    procedureVersion: z.number().int(),
    subject: z.string(),
    channelIn: channel,
    channelOut: channel,
    filedAt: moment,
    receivedAt: moment.nullable(),
    originalDueAt: moment.nullable(),
    dueAt: moment.nullable(),
    reappointedTo: moment.nullable().openapi({ description: 'Ngày hẹn lại theo thư xin lỗi đã gửi; không đổi hạn trả' }),
    isProvisional: z.boolean(),
    stoppedAt: moment.nullable(),
    proposal: pauseAsked.extend({ at: moment, officerId: z.number() }).nullable(),
    holds: z.array(hold),
    referrals: z.array(referral).openapi({ description: 'Liên thông và ý kiến, theo thứ tự gửi' }),
    broken: z.object({ kind: z.enum(['withdrawn', 'stopped', 'not-supplemented']), at: moment, reason: z.string() }).nullable(),
    running: z.array(running),
    outcome: outcome.nullable(),
    endedAt: moment.nullable(),
    endClass: z.enum(['early', 'on-time', 'late']).nullable(),
    returnedAt: moment.nullable(),
    rules: rulesSchema.nullable().openapi({ description: 'Bộ quy tắc của ngày tiếp nhận; null khi chưa tiếp nhận' }),
  })
  .openapi('Dossier')

const rulesJson = ({ pack, rules }: { pack: RulePack; rules: readonly ShownRule[] }): z.input<typeof rulesSchema> => ({
  pack: pack.id,
  law: pack.law,
  values: rules.map(({ line: { rule, value, unit, law }, standing }) => ({ rule, value, unit, law, standing: standing.kind })),
})

const show = (at: Moment | null): string | null => (at === null ? null : momentText(at))

const askedJson = ({ cause, document, reason, items }: Pick<Proposal, 'cause' | 'document' | 'reason' | 'items'>) => ({
  cause,
  document,
  reason,
  items: [...items],
})

const asJson = (
  dossierCode: string,
  version: number,
  dossier: Dossier,
  calendar: WorkingCalendar,
): Omit<z.input<typeof dossierSchema>, 'rules'> => {
  const due = currentDue(dossier, calendar)
  return {
    code: dossierCode,
    version,
    status: dossier.status,
    statusName: statusNames.vi[dossier.status],
    procedureId: dossier.filing.procedureId,
    procedureVersion: dossier.filing.procedureVersion,
    subject: dossier.filing.subject,
    channelIn: dossier.filing.channelIn,
    channelOut: dossier.filing.channelOut,
    filedAt: momentText(dossier.filedAt),
    receivedAt: show(dossier.receivedAt),
    originalDueAt: show(originalDue(dossier, calendar)?.due ?? null),
    dueAt: show(dossier.ended?.dueAt ?? due?.due ?? null),
    reappointedTo: show(reappointedTo(dossier)),
    isProvisional: due?.provisional ?? false,
    stoppedAt: show(dossier.stoppedAt),
    proposal: dossier.proposal && {
      ...askedJson(dossier.proposal),
      at: momentText(dossier.proposal.at),
      officerId: dossier.proposal.officerId,
    },
    holds: dossier.holds.map((h) => ({
      ...askedJson(h),
      ...{ no: h.no, proposedBy: h.proposedBy, approvedBy: h.approvedBy, end: h.end },
      ...{ from: momentText(h.from), until: momentText(h.until), to: show(h.to) },
      annulled: h.annulled && { ...h.annulled, at: momentText(h.annulled.at) },
    })),
    referrals: referralsOf(dossier).map((r) => ({
      ...{ no: r.no, kind: r.kind, step: r.step, document: r.document, question: r.question, way: r.way },
      ...{ partnerId: 'partnerId' in r.to ? r.to.partnerId : null, unitId: 'unitId' in r.to ? r.to.unitId : null },
      ...{ name: 'name' in r.to ? r.to.name : null, isForwardedLate: isForwardedLate(r), class: r.answer?.class ?? null },
      ...{ sentAt: momentText(r.sentAt), startsAt: momentText(r.startsAt), dueAt: show(r.dueAt) },
      ...{ arrivedAt: show(r.answer?.arrivedAt ?? null), answerNumber: r.answer?.number ?? null, stance: r.answer?.stance ?? null },
      ...{ unansweredAt: show(r.unansweredAt), droppedAt: show(r.dropped?.at ?? null) },
    })),
    broken: dossier.broken && { ...dossier.broken, at: momentText(dossier.broken.at) },
    running: dossier.running.map(({ since, dueAt, ...rest }) => ({ ...rest, since: momentText(since), dueAt: show(dueAt) })),
    outcome: dossier.outcome,
    endedAt: show(dossier.ended?.at ?? null),
    endClass: dossier.ended?.class ?? null,
    returnedAt: show(dossier.returned?.at ?? null),
  }
}

const json = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } } })
const body = <S extends z.ZodType>(schema: S) => ({ ...json(schema), required: true as const })
const params = z.object({ code })

const listedSchema = z
  .object({
    code: z.string(),
    version: z.number().int(),
    status: z.number().int(),
    procedureId: z.number().int(),
    procedure: z.string(),
    applicant: z.string(),
    subject: z.string(),
    filedAt: moment,
    receivedAt: moment.nullable(),
    originalDueAt: moment.nullable(),
    dueAt: moment.nullable(),
    isProvisional: z.boolean(),
    endClass: z.enum(['early', 'on-time', 'late']).nullable(),
  })
  .openapi('ListedDossier')
const workSchema = listedSchema
  .extend({
    step: z.string(),
    unitId: z.number(),
    officerId: z.number().nullable(),
    since: moment,
    stepDueAt: moment.nullable(),
    isToApprove: z.boolean(),
  })
  .openapi('Work')

const messageSchema = z
  .object({
    id: z.number().int(),
    kind: z.enum(noticeKinds),
    channel: z.enum(['mail', 'sms', 'zalo', 'file']),
    recipient: z.string().openapi({ example: '…333' }),
    subject: z.string(),
    state: z.enum(['waiting', 'sending', 'sent', 'failed', 'given-up']),
    tries: z.number().int(),
    lastError: z.string().nullable(),
    via: z.string().nullable(),
    notBefore: moment,
    createdAt: moment,
    sentAt: moment.nullable(),
    segments: z.number().int().nullable().openapi({ description: 'Số phần của tin nhắn SMS' }),
  })
  .openapi('Message')
const messageJson = ({ notBefore, createdAt, sentAt, ...rest }: Delivery): z.input<typeof messageSchema> => ({
  ...rest,
  notBefore: momentText(notBefore),
  createdAt: momentText(createdAt),
  sentAt: show(sentAt),
})

const listedJson = (d: Listed): z.input<typeof listedSchema> => ({
  code: d.code,
  version: d.version,
  status: d.status,
  procedureId: d.procedureId,
  procedure: d.procedure,
  applicant: d.applicant,
  subject: d.subject,
  filedAt: momentText(d.filedAt),
  receivedAt: show(d.receivedAt),
  originalDueAt: show(d.originalDueAt),
  dueAt: show(d.dueAt),
  isProvisional: d.isProvisional,
  endClass: d.endClass,
})

const apologyList = z.object({
  rows: z.array(
    z.object({
      code: z.string(),
      procedure: z.string(),
      applicant: z.string(),
      unitId: z.number().nullable(),
      dueAt: moment,
      endedAt: moment.nullable(),
      reason: z.string().nullable(),
      writtenBy: z.number().nullable(),
      newDueAt: moment.nullable(),
      signedAt: moment.nullable(),
      signedBy: z.number().nullable(),
      sentAt: moment.nullable(),
      channel: z.enum(apologyChannels).nullable(),
      isLateSent: z.boolean(),
    }),
  ),
  next: z.string().nullable(),
  /** Late with an apology out of the late, by unit. */
  coverage: z.array(
    z.object({
      unitId: z.number().nullable().openapi({ description: 'Nguyên nhân chính; hồ sơ chưa xong: nơi đang giữ' }),
      late: z.number(),
      apologised: z.number(),
      sentLate: z.number(),
      ended: z.number().openapi({ description: 'Trong late: kết thúc quá hạn trong kỳ, như GET /lateness' }),
      endedApologised: z.number(),
    }),
  ),
})

const page = { limit: z.coerce.number().int().min(1).max(50).default(50), cursor: z.string().max(500).optional() }
const listQuery = z.object({
  ...page,
  group: z.enum(['intake', 'open', 'done', 'returned', 'refused']).optional(),
  clock: z.enum(clockFilters).optional(),
  unitId: z.coerce.number().int().positive().optional(),
  officerId: z.coerce.number().int().positive().optional(),
  procedureId: z.coerce.number().int().positive().optional(),
  channelIn: z.coerce.number().int().min(1).max(3).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: z.enum(['received', 'due']).default('received'),
})

/** Kinds of refusals that are the caller's to correct rather than the dossier's state. */
const statusOf = (refusal: { kind: string }, hasIfMatch: boolean) => {
  if (refusal.kind === 'not-found') return 404
  if (refusal.kind === 'not-yours' || refusal.kind === 'not-the-head' || refusal.kind === 'not-answerable') return 403
  return refusal.kind === 'changed-meanwhile' && hasIfMatch ? 412 : 409
}

/** The API of dossiers (hồ sơ): the same acts as in the office, each with its refusals. */
export function dossierApi(deps: DossierApiDeps) {
  const { db, service, calendarOf } = deps
  const app = apiPart()
  const notYours = (c: Context<ApiEnv>): never =>
    refused(c, 422, 'unknown-file', 'Có mã tệp không đúng, hoặc là tệp của người khác tải lên.')
  const by = (c: Context<ApiEnv>): By => ({ agencyId: c.var.who.agencyId, officerId: c.var.who.officerId, posts: c.var.who.posts })
  const stamp = (c: Context<ApiEnv>, headers: z.output<typeof writeHeaders>) => ({
    seen: seenOf(headers['if-match']),
    key: storeKey(c.var.who, headers['idempotency-key']),
  })
  /** Typed as the good answer alone: refusals are described once for every route, by `guarded`. */
  const answer = (c: Context<ApiEnv>, result: Result<Written, Refusal | { kind: 'unknown-file' }>, status: 200 | 201 = 200): never => {
    if (!result.ok && result.error.kind === 'unknown-file') return notYours(c)
    if (!result.ok)
      return refused(
        c,
        statusOf(result.error, c.req.header('if-match') !== undefined),
        result.error.kind,
        explainRefusal(result.error as Refusal, inVietnamese),
      )
    c.header('etag', etagOf(result.value.version))
    return c.json(result.value, status) as never
  }

  app.openapi(
    guarded('dossier.receive', {
      method: 'post',
      path: '/dossiers',
      tags: ['Hồ sơ'],
      summary: 'Tiếp nhận: chấp nhận (01), yêu cầu bổ sung (02), từ chối (03) hoặc chỉ ghi nhận',
      request: { headers: writeHeaders, body: body(intake) },
      responses: { 201: { description: 'Đã ghi', ...json(written) } },
    }),
    async (c) => {
      const { verdict: decided, files: tokens, ...asked } = c.req.valid('json')
      const { key } = stamp(c, c.req.valid('header'))
      const files = filesBehind(deps, c.var.who, tokens)
      if (!files) return notYours(c)
      return answer(c, await service.receive(by(c), asked, decided, { key, attachments: attachmentsFrom(files, () => 'component') }), 201)
    },
  )

  const boundsOf = async (c: Context<ApiEnv>): Promise<Bounds> => {
    const calendar = await calendarOf(c.var.who.agencyId)
    return { now: c.var.now, ...nearDays(calendar, c.var.now) }
  }

  app.openapi(
    guarded('dossier.process', {
      method: 'get',
      path: '/work',
      tags: ['Hồ sơ'],
      summary: 'Việc của người dùng mã này, hạn gần nhất trước',
      request: { query: z.object({ ...page, filter: z.enum(workFilters).default('all') }) },
      responses: {
        200: {
          description: 'Việc',
          ...json(
            z.object({
              rows: z.array(workSchema),
              next: z.string().nullable(),
              counts: z.record(z.string(), z.union([z.number(), z.boolean()])),
            }),
          ),
        },
      },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { limit, cursor, filter } = c.req.valid('query')
      const bounds = await boundsOf(c)
      const work = await db.inAgency(agencyId, (tx) => myWork(tx, agencyId, by(c), bounds, { filter, after: cursor ?? null, most: limit }))
      const rows = work.rows.map((w) => ({
        ...listedJson(w),
        step: w.step,
        unitId: w.unitId,
        officerId: w.officerId,
        since: momentText(w.since),
        stepDueAt: show(w.stepDueAt),
        isToApprove: w.isToApprove,
      }))
      return c.json({ rows, next: work.next, counts: work.counts }, 200)
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers',
      tags: ['Hồ sơ'],
      summary: 'Danh sách hồ sơ theo bộ lọc: quá hạn, gần hạn, đang dừng, theo đơn vị, thủ tục, kênh, ngày nộp',
      request: { query: listQuery },
      responses: { 200: { description: 'Danh sách', ...json(z.object({ rows: z.array(listedSchema), next: z.string().nullable() })) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const q = c.req.valid('query')
      const bounds = await boundsOf(c)
      const filter: ListFilter = {
        group: q.group ?? null,
        clock: q.clock ?? null,
        unitId: q.unitId ?? null,
        officerId: q.officerId ?? null,
        procedureId: q.procedureId ?? null,
        channelIn: (q.channelIn as Channel | undefined) ?? null,
        from: q.from === undefined ? null : day(q.from),
        to: q.to === undefined ? null : day(q.to),
        sort: q.sort,
      }
      const found = await db.inAgency(agencyId, (tx) =>
        listDossiers(tx, agencyId, filter, bounds, { after: q.cursor ?? null, most: q.limit }),
      )
      return c.json({ rows: found.rows.map(listedJson), next: found.next }, 200)
    },
  )

  latenessApi(app, deps)
  legsApi(app, deps)
  pausesApi(app, deps)

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/search',
      tags: ['Hồ sơ'],
      summary: 'Tìm theo mã, tên, nội dung, không cần dấu; có dấu thì đúng dấu đứng trước. Nhiều nhất 50.',
      request: { query: z.object({ q: z.string().trim().min(1, 'Chưa nhập gì để tìm.').max(200) }) },
      responses: { 200: { description: 'Tìm thấy', ...json(z.object({ rows: z.array(listedSchema), isMore: z.boolean() })) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const found = await db.inAgency(agencyId, (tx) => searchDossiers(tx, agencyId, c.req.valid('query').q))
      return c.json({ rows: found.rows.map(listedJson), isMore: found.isMore }, 200)
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers/{code}',
      tags: ['Hồ sơ'],
      summary: 'Một hồ sơ: đang ở đâu, ai giữ, hạn trả',
      request: { params },
      responses: { 200: { description: 'Hồ sơ', ...json(dossierSchema) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const asked = c.req.valid('param').code
      const [calendar, found] = await Promise.all([calendarOf(agencyId), db.inAgency(agencyId, (tx) => load(tx, agencyId, asked))])
      if (!found) return refused(c, 404, 'not-found', explainRefusal({ kind: 'not-found' }, inVietnamese))
      c.header('etag', etagOf(found.version))
      const rules = await shownRulesOf(db, agencyId, found.dossier)
      return c.json({ ...asJson(asked, found.version, found.dossier, calendar), rules: rules && rulesJson(rules) }, 200)
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers/{code}/events',
      tags: ['Hồ sơ'],
      summary: 'Những gì đã xảy ra, theo thứ tự, kèm dấu niêm phong',
      request: {
        params,
        query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(100) }),
      },
      responses: {
        200: {
          description: 'Sự kiện',
          ...json(
            z.object({
              events: z.array(
                z.object({
                  seq: z.number(),
                  kind: z.string(),
                  at: moment,
                  officerId: z.number().nullable(),
                  onBehalfOf: z.number().nullable(),
                  body: z.unknown(),
                  seal: z.string(),
                }),
              ),
              next: z.number().nullable(),
            }),
          ),
        },
      },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { after, limit } = c.req.valid('query')
      const asked = c.req.valid('param').code
      const entries = await db.inAgency(agencyId, (tx) => readStream(tx, agencyId, streamOf(asked), after, limit))
      if (entries.length === 0 && after === 0) return refused(c, 404, 'not-found', explainRefusal({ kind: 'not-found' }, inVietnamese))
      const events = entries.map((e) => ({
        seq: e.seq,
        kind: e.kind,
        at: momentText(e.at),
        officerId: e.officerId,
        onBehalfOf: e.onBehalfOf,
        body: JSON.parse(e.body) as unknown,
        seal: e.seal.toString('hex'),
      }))
      return c.json({ events, next: entries.length === limit ? (entries.at(-1)?.seq ?? null) : null }, 200)
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers/{code}/due-sheet',
      tags: ['Hồ sơ'],
      summary: 'Vì sao hẹn trả ngày ấy: từng ngày được tính hay không',
      request: { params },
      responses: {
        200: {
          description: 'Từng ngày',
          ...json(
            z.object({
              due: moment,
              starts: moment,
              isProvisional: z.boolean(),
              calendar: z.string(),
              days: z.array(z.object({ date: z.string(), counted: z.boolean(), why: z.string(), minutes: z.number() })),
            }),
          ),
        },
      },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const [calendar, found] = await Promise.all([
        calendarOf(agencyId),
        db.inAgency(agencyId, (tx) => load(tx, agencyId, c.req.valid('param').code)),
      ])
      if (!found) return refused(c, 404, 'not-found', explainRefusal({ kind: 'not-found' }, inVietnamese))
      const { limit, pauses } = found.dossier
      const from = clockStart(found.dossier, calendar)
      const sheet = from === null ? null : explainDue(calendar, from, limit, pauses)
      if (!sheet?.ok) return refused(c, 409, 'no-due-time', 'Hồ sơ chưa có hạn trả.')
      const { due, starts, provisional, days } = sheet.value
      return c.json(
        {
          due: momentText(due),
          starts: momentText(starts),
          isProvisional: provisional,
          calendar: calendar.version,
          days: days.map((d) => ({ date: dateText(d.day), counted: d.counted, why: whyText(d.why, inVietnamese), minutes: d.minutes })),
        },
        200,
      )
    },
  )

  app.openapi(
    guarded('dossier.process', {
      method: 'post',
      path: '/files',
      tags: ['Tệp'],
      summary: 'Tải một tệp lên (thân của yêu cầu là tệp); mã trả về dùng cho việc tiếp theo',
      request: {
        query: z.object({ name: z.string().min(1, 'Thiếu tên tệp.').max(300), place: z.string().max(60).default('') }),
        body: { content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } }, required: true },
      },
      responses: {
        201: {
          description: 'Đã giữ',
          ...json(z.object({ token: z.string(), sha256: z.string(), sizeBytes: z.number(), mediaType: z.string() })),
        },
      },
    }),
    async (c) => {
      const { body } = c.req.raw
      if (!body) return refused(c, 422, 'empty-file', 'Chưa có tệp trong thân của yêu cầu.')
      const taken = await takeStream(deps, c.var.who, body, c.req.valid('query'))
      if (!taken.ok)
        return refused(
          c,
          taken.error.kind === 'too-large' ? 413 : taken.error.kind === 'disk-full' ? 507 : taken.error.kind === 'unscanned' ? 503 : 422,
          taken.error.kind,
          `Tệp ${explainFile(taken.error, inVietnamese)}`,
        )
      const { token, sha256, sizeBytes, mediaType } = taken.value
      return c.json({ token, sha256, sizeBytes, mediaType }, 201)
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers/{code}/messages',
      tags: ['Hồ sơ'],
      summary: 'Thông báo đã gửi về hồ sơ này, và tình trạng từng thông báo; người nhận chỉ hiện một phần',
      request: {
        params,
        query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(100) }),
      },
      responses: {
        200: { description: 'Thông báo', ...json(z.object({ messages: z.array(messageSchema), next: z.number().nullable() })) },
      },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { after, limit } = c.req.valid('query')
      const asked = c.req.valid('param').code
      const [isThere, messages] = await db.inAgency(agencyId, (tx) =>
        Promise.all([hasDossier(tx, agencyId, asked), messagesAbout(tx, agencyId, streamOf(asked), { after, most: limit })]),
      )
      if (!isThere) return refused(c, 404, 'not-found', explainRefusal({ kind: 'not-found' }, inVietnamese))
      return c.json({ messages: messages.map(messageJson), next: messages.length === limit ? (messages.at(-1)?.id ?? null) : null }, 200)
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers/{code}/files',
      tags: ['Tệp'],
      summary: 'Các tệp của một hồ sơ',
      request: { params },
      responses: {
        200: {
          description: 'Tệp',
          ...json(
            z.object({
              files: z.array(
                z.object({
                  id: z.string(),
                  kind: z.string(),
                  place: z.string(),
                  name: z.string(),
                  sizeBytes: z.number(),
                  mediaType: z.string(),
                  addedAt: moment,
                }),
              ),
            }),
          ),
        },
      },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const files = await db.inAgency(agencyId, (tx) => attachmentsOf(tx, agencyId, c.req.valid('param').code))
      return c.json({ files: files.map((f) => ({ ...f, addedAt: momentText(f.addedAt) })) }, 200)
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers/{code}/files/{id}',
      tags: ['Tệp'],
      summary: 'Tải một tệp về; ai tải được ghi vào nhật ký',
      request: { params: params.extend({ id: z.uuid() }) },
      responses: {
        200: { description: 'Tệp', content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
      },
    }),
    async (c) => {
      const { code: asked, id } = c.req.valid('param')
      return ((await giveOut(deps, c.var.who, { code: asked, id, now: c.var.now, inline: false })) ??
        refused(c, 404, 'not-found', explainRefusal({ kind: 'not-found' }, inVietnamese))) as never
    },
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/dossiers/{code}/papers/{paper}',
      tags: ['Hồ sơ'],
      summary:
        'Giấy tờ của hồ sơ (PDF): giấy tiếp nhận 01, yêu cầu bổ sung 02, từ chối 03, xin lỗi 04, dừng giải quyết 05, phiếu kiểm soát 06',
      request: {
        params: params.extend({ paper: z.enum(paperNames) }),
        query: z.object({ sheet: z.enum(['0', '1']).default('0').openapi({ description: '1: kèm bảng giải thích hạn trả (01)' }) }),
      },
      responses: {
        200: { description: 'PDF', content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } } },
      },
    }),
    async (c) => {
      const { code: asked, paper } = c.req.valid('param')
      const withSheet = c.req.valid('query').sheet === '1'
      const printed = await printPaper(deps, c.var.who.agencyId, asked, { name: paper, withSheet, now: c.var.now })
      if (!printed) return refused(c, 404, 'not-found', explainRefusal({ kind: 'not-found' }, inVietnamese)) as never
      if ('missing' in printed) return refused(c, 409, 'no-such-paper', printed.missing(inVietnamese)) as never
      return givePaper(printed) as never
    },
  )

  bulkApi(app, deps)
  partsApi(app, { db, service, calendarOf })

  /** Registers one act on a dossier. */
  const act = <S extends z.ZodType>(
    needs: string,
    name: string,
    summary: string,
    schema: S,
    run: (
      c: Context<ApiEnv>,
      code: DossierCode,
      stamp: { seen: number | null; key: string },
      asked: z.output<S>,
    ) => Promise<Result<Written, Refusal | { kind: 'unknown-file' }>>,
  ) =>
    app.openapi(
      guarded(needs, {
        method: 'post',
        path: `/dossiers/{code}/${name}`,
        tags: ['Việc trên hồ sơ'],
        summary,
        request: { params, headers: writeHeaders, body: body(schema) },
        responses: { 200: { description: 'Đã ghi', ...json(written) } },
      }),
      async (c): Promise<never> => {
        const asked = c.req.valid('json' as never) as z.output<S>
        const { code: target } = c.req.valid('param' as never) as { code: DossierCode }
        return answer(c, await run(c, target, stamp(c, c.req.valid('header' as never) as z.output<typeof writeHeaders>), asked))
      },
    )

  const step = z.string().min(1).max(20)
  const nothing = z.object({}).default({})
  act('dossier.receive', 'accept', 'Tiếp nhận sau khi đủ giấy tờ', nothing, (c, target, s) => service.accept(by(c), target, s))
  act('dossier.receive', 'refuse', 'Từ chối tiếp nhận (03)', z.object({ reason, basis: text(1000) }), (c, target, s, asked) =>
    service.refuse(by(c), target, s, asked),
  )
  act(
    'dossier.receive',
    'ask-to-complete',
    'Yêu cầu bổ sung trước khi tiếp nhận (02)',
    z.object({ items: z.array(item).min(1).max(50), contact: optional(300), wantsPaper }),
    (c, target, s, asked) => service.askToComplete(by(c), target, s, asked),
  )
  act(
    'dossier.receive',
    'complete-papers',
    'Nhận giấy tờ bổ sung',
    z.object({ components: z.array(component).max(100) }),
    (c, target, s, asked) => service.completePapers(by(c), target, s, asked),
  )
  act('dossier.process', 'take', 'Nhận việc', z.object({ step }), (c, target, s, asked) => service.take(by(c), target, s, asked.step))
  act(
    'dossier.process',
    'complete-step',
    'Hoàn thành bước',
    z.object({
      step,
      opinion: optional(4000),
      through: step.nullable().default(null),
      nextOfficerId: z.number().int().positive().nullable().default(null),
      outcome: outcome.nullable().default(null),
      files: fileTokens,
    }),
    (c, target, s, { files: tokens, ...asked }) => {
      const files = filesBehind(deps, c.var.who, tokens)
      if (!files) return Promise.resolve(err({ kind: 'unknown-file' as const }))
      const attachments = attachmentsFrom(files, (place) => (place === 'result' ? 'result' : 'step')).map((f) => ({
        ...f,
        place: asked.step,
      }))
      return service.completeStep(by(c), target, s, asked, attachments)
    },
  )
  act(
    'dossier.process',
    'hand-over',
    'Chuyển người xử lý',
    z.object({ step, to: z.number().int().positive(), reason }),
    (c, target, s, asked) => service.handOver(by(c), target, s, asked),
  )
  act('dossier.reassign', 'reassign', 'Phân công lại', z.object({ step, to: z.number().int().positive(), reason }), (c, target, s, asked) =>
    service.reassign(by(c), target, s, asked),
  )
  act('dossier.process', 'send-back', 'Trả lại bước trước', z.object({ step, reason }), (c, target, s, asked) =>
    service.sendBack(by(c), target, s, asked),
  )
  const documentOf = z.object({ number: text(100), date: z.iso.date('Ngày không có thật.') }).openapi({ description: 'Văn bản làm căn cứ' })
  act(
    'dossier.process',
    'pause-propose',
    'Đề nghị tạm dừng: căn cứ trong danh mục, có văn bản; đồng hồ vẫn chạy đến khi được duyệt',
    z.object({
      step,
      cause: z.enum(pauseCauses).openapi({
        description: 'supplement: chờ bổ sung giấy tờ · finance: chờ nghĩa vụ tài chính · legal-hold: cơ quan có thẩm quyền yêu cầu',
      }),
      document: documentOf,
      reason,
      items: z.array(item).max(50).default([]).openapi({ description: 'Giấy tờ cần bổ sung, đủ trong một lần; chỉ khi chờ bổ sung' }),
      contact: optional(300).openapi({ description: 'Người hướng dẫn, số điện thoại; in trên phiếu 02' }),
      wantsPaper,
    }),
    (c, target, s, { contact, ...asked }) =>
      service.proposePause(by(c), target, s, {
        ...asked,
        items: asked.cause === 'supplement' ? asked.items : [],
        ...(contact && asked.cause === 'supplement' ? { contact } : {}),
      }),
  )
  act(
    'dossier.reassign',
    'pause-approve',
    'Duyệt hoặc không duyệt tạm dừng; người đề nghị không tự duyệt',
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('approve') }), z.object({ kind: z.literal('decline'), reason })]),
    (c, target, s, asked) => service.decidePause(by(c), target, s, asked),
  )
  act(
    'dossier.process',
    'pause-resume',
    'Ghi nhận đã đến (giấy tờ, tiền nộp, văn bản bỏ yêu cầu); đồng hồ chạy tiếp từ thời điểm nhận',
    z.object({
      arrivedAt: z.iso
        .datetime({ offset: true, error: 'Thời điểm theo ISO 8601, có múi giờ.' })
        .nullable()
        .default(null)
        .openapi({ description: 'Thời điểm nhận; để trống là lúc này', example: '2026-03-04T09:00:00+07:00' }),
      files: fileTokens,
    }),
    async (c, target, s, asked) => {
      const files = filesBehind(deps, c.var.who, asked.files)
      if (!files) return err({ kind: 'unknown-file' as const })
      const attachments = attachmentsFrom(files, () => 'component')
      return service.resume(by(c), target, s, asked.arrivedAt === null ? 'now' : momentOf(asked.arrivedAt), attachments)
    },
  )
  act(
    'dossier.reassign',
    'pause-annul',
    'Hủy một lần tạm dừng sai: hạn trả tính lại, hồ sơ có thể thành quá hạn, cả hai vẫn còn trong nhật ký',
    z.object({ no: z.number().int().positive().openapi({ description: 'Lần tạm dừng thứ mấy' }), reason }),
    (c, target, s, asked) => service.annulPause(by(c), target, s, asked),
  )
  act(
    'dossier.process',
    'break-off',
    'Kết thúc không có kết quả: rút, dừng theo yêu cầu của người nộp (một cửa ghi), hoặc không bổ sung trong thời hạn (người đang giữ hồ sơ, trưởng đơn vị)',
    z.object({
      kind: z.enum(['withdrawn', 'stopped', 'not-supplemented']).openapi({
        description: 'withdrawn: rút trước khi tiếp nhận · stopped: dừng khi đang giải quyết · not-supplemented: hết thời hạn bổ sung',
      }),
      reason,
    }),
    (c, target, s, asked) => service.breakOff(by(c), target, s, asked),
  )
  act(
    'dossier.process',
    'decline',
    'Từ chối giải quyết sau khi tiếp nhận, bằng văn bản',
    z.object({ step, opinion: text(4000), outcome: outcome.omit({ isPositive: true }), files: fileTokens }),
    async (c, target, s, { files: tokens, ...asked }) => {
      const files = filesBehind(deps, c.var.who, tokens)
      if (!files) return err({ kind: 'unknown-file' as const })
      const attachments = attachmentsFrom(files, () => 'result').map((f) => ({ ...f, place: asked.step }))
      return service.decline(by(c), target, s, { ...asked, outcome: { ...asked.outcome, isPositive: false } }, attachments)
    },
  )
  const partnerWays = z.enum(['electronic', 'paper']).openapi({ description: 'electronic: điện tử · paper: bản giấy' })
  const stepFiles = (c: Context<ApiEnv>, tokens: readonly string[], place: string) => {
    const files = filesBehind(deps, c.var.who, tokens)
    return files && attachmentsFrom(files, () => 'step').map((f) => ({ ...f, place }))
  }
  act(
    'dossier.process',
    'send-leg',
    'Chuyển liên thông: đến cơ quan nào, theo văn bản nào; ghi đúng lúc gửi, không lùi',
    z.object({ step, partnerId: z.number().int().positive(), document: documentOf, way: partnerWays, files: fileTokens }),
    async (c, target, s, { files: tokens, ...asked }) => {
      const files = stepFiles(c, tokens, asked.step)
      return files ? service.sendLeg(by(c), target, s, asked, files) : err({ kind: 'unknown-file' as const })
    },
  )
  act('dossier.process', 'waive-leg', 'Không cần trả lời liên thông, kèm lý do', z.object({ step, reason }), (c, target, s, asked) =>
    service.waiveLeg(by(c), target, s, asked),
  )
  act(
    'dossier.process',
    'ask-opinions',
    'Lấy ý kiến một hay nhiều nơi trong một lần; mỗi nơi có hạn riêng',
    z.object({
      step,
      partnerIds: z.array(z.number().int().positive()).max(100).default([]),
      unitIds: z.array(z.number().int().positive()).max(100).default([]),
      document: documentOf,
      question: text(1000),
      term: z.object({ value: z.number().positive().max(365), unit: z.enum(['working_day', 'hour', 'calendar_day']) }),
      way: partnerWays.default('electronic'),
      files: fileTokens,
    }),
    async (c, target, s, { files: tokens, ...asked }) => {
      const files = stepFiles(c, tokens, asked.step)
      return files ? service.askOpinions(by(c), target, s, asked, files) : err({ kind: 'unknown-file' as const })
    },
  )
  act(
    'dossier.process',
    'answer-referral',
    'Ghi nhận trả lời liên thông hoặc ý kiến, từ lúc trả lời đến',
    z.object({
      no: z.number().int().positive().openapi({ description: 'Lượt gửi thứ mấy của hồ sơ' }),
      arrivedAt: z.iso
        .datetime({ offset: true, error: 'Thời điểm theo ISO 8601, có múi giờ.' })
        .nullable()
        .default(null)
        .openapi({ description: 'Thời điểm đến; để trống là lúc này' }),
      number: text(100),
      date: z.iso.date('Ngày không có thật.'),
      stance: z.enum(stances).nullable().default(null).openapi({ description: 'Bắt buộc với ý kiến' }),
      words: optional(2000),
      files: fileTokens,
    }),
    async (c, target, s, { files: tokens, arrivedAt, ...asked }) => {
      const files = stepFiles(c, tokens, '')
      if (!files) return err({ kind: 'unknown-file' as const })
      return service.answerReferral(by(c), target, s, { ...asked, arrivedAt: arrivedAt === null ? 'now' : momentOf(arrivedAt) }, files)
    },
  )
  act(
    'dossier.reassign',
    'waive-opinions',
    'Người đứng đầu quyết định không chờ ý kiến còn thiếu, kèm lý do',
    z.object({ step, reason }),
    (c, target, s, asked) => service.waiveOpinions(by(c), target, s, asked),
  )
  act('dossier.receive', 'return-result', 'Trả kết quả', z.object({ channel, to: optional(300) }), (c, target, s, asked) =>
    service.returnResult(by(c), target, s, asked),
  )
  act(
    'dossier.process',
    'draft-apology',
    'Viết thư xin lỗi, hẹn lại ngày trả (04); sửa khi chưa ký',
    z.object({ reason, newDueAt: z.iso.datetime({ offset: true }) }),
    (c, target, s, asked) => service.draftApology(by(c), target, s, { reason: asked.reason, newDueAt: momentOf(asked.newDueAt) }),
  )
  act('dossier.reassign', 'sign-apology', 'Ký thư xin lỗi', nothing, (c, target, s) => service.signApology(by(c), target, s))
  act('dossier.process', 'send-apology', 'Ghi đã gửi thư xin lỗi', z.object({ channel: z.enum(apologyChannels) }), (c, target, s, asked) =>
    service.sendApology(by(c), target, s, asked),
  )

  app.openapi(
    guarded('dossier.read', {
      method: 'get',
      path: '/apologies',
      tags: ['Thư xin lỗi'],
      summary: 'Thư chờ ký, dự thảo, đã ký, đã gửi, hồ sơ quá hạn chưa có thư; kèm tỷ lệ có thư theo đơn vị',
      request: {
        query: z.object({
          ...page,
          view: z.enum(apologyViews).default('missing'),
          unitId: z.coerce.number().int().positive().optional(),
          from: z.iso.date().openapi({ description: 'Kỳ: gửi, hoặc kết thúc quá hạn, từ ngày' }),
          to: z.iso.date(),
        }),
      },
      responses: { 200: { description: 'Danh sách', ...json(apologyList) } },
    }),
    async (c) => {
      const { agencyId } = c.var.who
      const { view, unitId, from, to, cursor, limit } = c.req.valid('query')
      const filter = { view, unitId: unitId ?? null, from: day(from), to: day(to) }
      const { now } = c.var
      const [found, coverage] = await db.inAgency(agencyId, (tx) =>
        Promise.all([
          listApologies(tx, agencyId, filter, { now, actor: by(c), after: cursor ?? null, most: limit }),
          coverageOf(tx, agencyId, filter, now),
        ]),
      )
      const rows = found.rows.map(({ dueAt, endedAt, newDueAt, signedAt, sentAt, ...row }) => ({
        ...row,
        dueAt: momentText(dueAt),
        endedAt: show(endedAt),
        newDueAt: show(newDueAt),
        signedAt: show(signedAt),
        sentAt: show(sentAt),
      }))
      return c.json({ rows, next: found.next, coverage }, 200)
    },
  )
  return app
}
