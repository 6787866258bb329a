import { createHmac } from 'node:crypto'
import { relative } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Logger } from 'pino'
import { day, dayInVietnam, type Moment, yearOf } from '../kernel/moment.ts'
import { remember } from '../kernel/remember.ts'
import { inBoth, type Lang, type Say, sayIn } from '../kernel/say.ts'
import {
  accountRoutes,
  accountSentence,
  type LinkPost,
  type ProvinceSettings,
  sessionCookie,
  signInApp,
} from '../modules/accounts/routes.ts'
import { createFirstAccount, enabledAdministrators, tokenDoor, whoOf } from '../modules/accounts/service.ts'
import { journalRoutes } from '../modules/audit/routes.tsx'
import type { OfficeHours } from '../modules/clock/model.ts'
import { calendarRoutes, calendarSentence } from '../modules/clock/routes.tsx'
import { calendarOf, loadedYears, published } from '../modules/clock/service.ts'
import {
  arrivalSentence,
  createPapers,
  deliverySentence,
  documentRoutes,
  documentSigner,
  incomingSentence,
  inspector,
  keyRing,
  outgoingSentence,
  settingSentence,
} from '../modules/documents/routes.ts'
import { documentService } from '../modules/documents/service.ts'
import {
  boundsOf,
  counterRulesOn,
  countProvisional,
  countWork,
  dossierRoutes,
  dossierSentence,
  explainRefusal,
  type Forms,
  lookAhead,
  numberedStep,
  partnerSentence,
  proofToken,
  publicDossierRoutes,
  rulesSentence,
} from '../modules/dossiers/routes.ts'
import { type By, beginDueRun, dossierService, filingOf, tellApplicant } from '../modules/dossiers/service.ts'
import { dossierApi } from '../modules/dossiers/v1.ts'
import { passwordLinkText } from '../modules/notices/model.ts'
import { noticeRoutes, noticeSentence } from '../modules/notices/routes.ts'
import { enqueue, preferenceOf } from '../modules/notices/service.ts'
import { agencyName, nameOn, type OrgSnapshot, officerOf, unitOf } from '../modules/org/model.ts'
import { firstRun, type OrgChange, orgRoutes, orgSentence } from '../modules/org/routes.ts'
import { agencies } from '../modules/org/service.ts'
import { paperRoutes, paperSentence } from '../modules/papers/routes.ts'
import { procedureRoutes, publicProcedureRoutes } from '../modules/procedures/routes.ts'
import { listInForce, readiness } from '../modules/procedures/service.ts'
import { procedureApi } from '../modules/procedures/v1.ts'
import { signingSentence } from '../modules/signing/service.ts'
import type { FileStore } from '../platform/files.ts'
import type { OfficeRoute } from '../platform/http/routes.ts'
import { addressOf, rateLimit, safeHeaderRecord, safeHeaders } from '../platform/http/security.ts'
import type { Who } from '../platform/http/who.ts'
import type { Metrics } from '../platform/metrics.ts'
import { readWorkbook } from '../platform/office-file/workbook.ts'
import type { Database, Tx } from '../platform/postgres/database.ts'
import type { AssetUrl } from '../ui/assets.ts'
import { showDate, showMoment } from '../ui/words.ts'
import { apiSite } from './api/site.ts'
import { signInFrame } from './office/sign-in-frame.tsx'
import { officeSite } from './office/site.tsx'
import type { PapersRoom } from './papers-room.ts'
import { portalSite } from './portal/site.tsx'
import { rooms } from './rooms.ts'
import type { SigningRoom } from './signing-room.ts'

/** Everything that the sites stand on; made by main, or by a test. */
export type Premises = {
  db: Database
  files: FileStore
  forms: Forms
  log: Logger
  metrics: Metrics
  asset: AssetUrl
  /** dist/assets */
  assetsFolder: string
  /** MOTCUA_KEY. */
  key: string
  /** MOTCUA_URL, without a slash at the end. */
  baseUrl: string
  proxies: readonly string[]
  province: ProvinceSettings | null
  /** The office's clock: fixed in a demo when asked for. */
  now(): Moment
  recordedNow(): Moment
  elapsedMs(): number
  strip: Readonly<Record<Lang, Child>> | null
  /** SHA-256 of the one-time set-up token; null when there is none. */
  setupTokenHash: Buffer | null
  signing: SigningRoom
  papers: PapersRoom
  /** How old the oldest waiting job is. */
  oldestJobSeconds(): Promise<number>
  /** Text messages with Vietnamese marks; absent: with. */
  hasSmsMarks?: boolean
  /** Mail leaves by a server, so that links that set a password may go by it. */
  mailsLinks?: boolean
  /** The newest sign of life of the system; absent in tests. */
  lastBeat?(): Promise<Moment | null>
}

/** A link that sets a password goes out as a message like any other, at once and in the officer's language. */
const sendLinkBy =
  (room: Pick<ReturnType<typeof rooms>, 'orgOf' | 'calendarOf'>): LinkPost['ready'] =>
  async (ofAgency) => {
    const [org, calendar] = await Promise.all([room.orgOf(ofAgency), room.calendarOf(ofAgency)])
    return async (tx, { agencyId, officerId, name, email, now: at, ...letter }) => {
      const { lang } = await preferenceOf(tx, agencyId, officerId)
      const { subject, body } = passwordLinkText({ ...letter, agency: agencyName(org).name, officer: name }, sayIn(lang))
      const kind = 'password'
      const [about, dedupeKey] = [`officer/${officerId}`, `${kind}/${officerId}/${at}`]
      enqueue(tx, agencyId, [{ kind, channel: 'mail', recipient: email, subject, body, lang, about, dedupeKey }], { at, calendar })
    }
  }

/** A job waiting longer than this means that the worker is stuck. */
const oldestJobSecondsMax = 15 * 60

const streamWords = inBoth((say) => ({
  dossier: say('Hồ sơ', 'Dossier'),
  outgoing: say('Văn bản đi', 'Outgoing document'),
  incoming: say('Văn bản đến', 'Incoming document'),
  delivery: say('Gửi văn bản', 'Delivery of a document'),
  arrivals: say('Văn bản chờ vào sổ', 'Documents to be registered'),
  paper: say('Giấy tờ số hóa', 'Paper digitised'),
  documents: say('Thiết lập văn bản', 'Settings of documents'),
  intake: say('Khâu tiếp nhận', 'Intake'),
  org: say('Tổ chức', 'Organisation'),
  accounts: say('Tài khoản', 'Accounts'),
  'sign-ins': say('Đăng nhập', 'Sign-ins'),
  procedures: say('Quy trình', 'Process'),
  calendar: say('Lịch', 'Calendar'),
  rules: say('Quy tắc', 'Rules'),
  partners: say('Cơ quan phối hợp', 'Partner agencies'),
  system: say('Hệ thống', 'System'),
  notices: say('Thông báo', 'Notices'),
  reads: say('Mở tệp', 'Files opened'),
}))

/** Puts the house together: portal, office, API, and what operators watch. */
export function compose(p: Premises): { fetch(request: Request, env?: object): Promise<Response> } {
  const { db, log, now, recordedNow, elapsedMs, key, baseUrl, asset } = p
  const room = rooms(db, now, elapsedMs)
  const linkPost: LinkPost | null = p.mailsLinks ? { baseUrl, ready: sendLinkBy(room) } : null
  const files = inspector({ files: p.files, verifier: p.signing.verifier, trust: p.signing.trust, signing: p.signing.service, now })
  const documentDeps = { ...room, ...files, db, now, recordedNow }
  const documents = documentService(documentDeps)
  const service = dossierService({
    db,
    now,
    recordedNow,
    ...room,
    tell: tellApplicant({ publicUrl: baseUrl, hasMarks: p.hasSmsMarks ?? true }),
    papers: p.papers.service,
    waitingDocument: async (agencyId, code) => {
      const standing = await documents.standingOfDossierPaper(agencyId, code)
      return standing.ok || standing.error.kind === 'no-document' ? null : standing.error.documentId
    },
  })
  const ahead = lookAhead({ db, now, planOf: room.planOf })
  /** The calendar as it would be in other office hours. */
  const calendarUnder = (agencyId: number, hours: OfficeHours) => db.inAgency(agencyId, (tx) => calendarOf(tx, agencyId, hours))
  const tokens = tokenDoor(db, elapsedMs)
  const directory = remember(() => db.everywhere(agencies), { forMs: 60_000, elapsedMs })
  const seenOrgs = new Map<number, OrgSnapshot>()
  const names = async (agencyId: number) => {
    const org = await room.orgOf(agencyId)
    seenOrgs.set(agencyId, org)
    return new Map<number, string>(org.officers.map((o) => [o.id, o.name]))
  }
  const keyFor = (purpose: string): Buffer => createHmac('sha256', key).update(`motcua/${purpose}`).digest()
  const lookUpKey = keyFor('look-up').toString('base64url')
  const lookUpToken = (code: string) => proofToken(lookUpKey, code)
  const procedureOf = async (agencyId: number, procedureId: number, version: number) => {
    const [definition, plan] = await Promise.all([
      room.procedures.definitionOf(agencyId, procedureId, version),
      room.planOf(agencyId, procedureId, version),
    ])
    return { procedureId, version, name: definition.name, plan, process: definition.process }
  }
  const byOf = ({ agencyId, officerId, posts }: Who): By => ({ agencyId, officerId, posts })

  /** Due times follow a change of calendar or hours: written down in its transaction, worked off in the background. */
  const announce = (cause: 'calendar' | 'hours') => async (tx: Tx, by: { agencyId: number; officerId: number | null }, about: string) =>
    `/office/due-runs/${await beginDueRun(tx, by, { cause, about, at: now() })}`

  /** What the organisation changed is known at once. */
  const afterChange = (routes: readonly OfficeRoute[]): OfficeRoute[] =>
    routes.map((route) => {
      if (route.method !== 'post') return route
      return {
        ...route,
        handle: async (c) => {
          const answer = await route.handle(c)
          const { agencyId } = c.var.who
          room.forget(agencyId)
          tokens.forget(agencyId)
          return answer
        },
      }
    })

  const office = officeSite(
    {
      now,
      asset,
      log,
      strip: p.strip,
      warning: async (who, say) => {
        if (!who.may.has('calendar.manage')) return null
        const today = dayInVietnam(now())
        const next = yearOf(today) + 1
        const { provisionalFrom } = await room.calendarOf(who.agencyId)
        const isMissing = provisionalFrom !== null && yearOf(provisionalFrom) <= next && today >= day(`${next - 1}-12-01`)
        return isMissing
          ? {
              text: say(
                `Chưa nạp lịch nghỉ chính thức năm ${next}: hạn trả rơi vào năm ấy đang là tạm tính.`,
                `The official calendar of ${next} is not loaded: due times in that year are provisional.`,
              ),
              action: say('Nạp lịch', 'Load it'),
              href: `/office/calendar/${next}/load`,
            }
          : null
      },
      identify: (c) => whoOf(db, sessionCookie.read(c, baseUrl), now()),
      counts: async (who) => {
        if (!who.may.has('dossier.process')) return { work: 0, late: 0 }
        const bounds = boundsOf(await room.calendarOf(who.agencyId), now())
        const counted = await db.inAgency(who.agencyId, (tx) => countWork(tx, who.agencyId, byOf(who), bounds))
        return { work: counted.all, late: counted.late }
      },
    },
    [
      ...dossierRoutes({
        ...room,
        papers: p.papers.service,
        db,
        service,
        files: p.files,
        forms: p.forms,
        recordedNow,
        keyFor,
        publicUrl: baseUrl,
        lookUpToken,
        inForce: async (agencyId, procedureId, day) => {
          const [definition, known] = await Promise.all([
            room.procedures.definitionInForce(agencyId, procedureId, day),
            room.inForce(agencyId, procedureId, day),
          ])
          return definition && known && { ...known, process: definition.process }
        },
        listInForce: async (agencyId, day, text) =>
          (await db.inAgency(agencyId, (tx) => listInForce(tx, agencyId, day, { text, most: 20 }))).rows,
        procedureOf,
      }),
      ...documentRoutes({
        ...documentDeps,
        signing: p.signing.service,
        service: documents,
        files: p.files,
        papers: createPapers(),
        signer: documentSigner({ db, files: p.files, signing: p.signing.service, tokens: p.signing.tokens, remotes: p.signing.remotes }),
        keyFor,
        directory: () => directory.get(undefined),
      }),
      ...paperRoutes({
        ...{ db, files: p.files, recordedNow, orgOf: room.orgOf, service: p.papers.service },
        keys: keyRing({ tokens: p.signing.tokens, remotes: p.signing.remotes }),
        componentsOf: async (agencyId, code) =>
          (await db.inAgency(agencyId, (tx) => filingOf(tx, agencyId, code)))?.components.map(({ name }) => name) ?? [],
      }),
      ...procedureRoutes({
        db,
        files: p.files,
        forget: room.forget,
        publicUrl: ({ agencyId, procedureId }) => `${baseUrl}/thu-tuc/${agencyId}/${procedureId}`,
        stepDurations: service.stepDurations,
      }),
      ...calendarRoutes({
        db,
        hoursOf: async (agencyId) => (await room.orgOf(agencyId)).hours,
        countProvisional: (agencyId) => countProvisional(db, agencyId),
        lookAhead: ahead,
        ...(p.lastBeat ? { lastBeat: p.lastBeat } : {}),
        follow: { announce: announce('calendar'), forget: room.forget },
      }),
      ...afterChange(
        orgRoutes({
          db,
          readWorkbook,
          announceHours: announce('hours'),
          counterRules: (agencyId, on) => counterRulesOn(db, agencyId, on),
          lookAhead: {
            page: async (agencyId, hours, after) => ahead.page(agencyId, await calendarUnder(agencyId, hours), after),
            async *table(agencyId, hours) {
              yield* ahead.table(agencyId, await calendarUnder(agencyId, hours))
            },
          },
          handOverWork: async (who, from, to, reason, say) => {
            const { moved, refused } = await service.handOverWork(byOf(who), from, to, reason)
            return { moved, refused: refused.map(({ code, reason: why }) => ({ code, reason: explainRefusal(why, say) })) }
          },
          setupFacts: async (agencyId, at) =>
            db.inAgency(agencyId, async (tx) => {
              const official = published(await loadedYears(tx, agencyId))
              const years = Array.from({ length: yearOf(official.until) - yearOf(official.from) + 1 }, (_, i) => yearOf(official.from) + i)
              return {
                administratorAccounts: await enabledAdministrators(tx, agencyId, at),
                calendarYears: years,
                ...(await readiness(tx, agencyId, dayInVietnam(at))),
              }
            }),
        }),
      ),
      ...accountRoutes({ db, tokens, key, baseUrl, province: p.province, post: linkPost }),
      ...noticeRoutes({ db, addressOf: async (agencyId, officerId) => officerOf(await room.orgOf(agencyId), officerId)?.email ?? null }),
      ...journalRoutes({
        db,
        namesOf: names,
        streamWords,
        chips: ['org', 'accounts', 'calendar', 'rules'],
        sentenceOf: (entry, nameOf, agencyId, say) => sentenceOf(entry, nameOf, seenOrgs.get(agencyId), now(), say),
      }),
    ],
  )

  const isHttps = baseUrl.startsWith('https://')
  const portal = portalSite({ asset, log, strip: p.strip, headers: safeHeaderRecord(isHttps), addressOf: (c) => addressOf(c, p.proxies) }, [
    ...publicDossierRoutes({
      ...room,
      db,
      now,
      elapsedMs,
      proofKey: lookUpKey,
      procedureName: async (agencyId, procedureId, version) => (await room.procedures.definitionOf(agencyId, procedureId, version)).name,
    }),
    ...publicProcedureRoutes({ db, now, agencies: () => directory.get(undefined), publicUrl: baseUrl }),
  ])

  const api = apiSite(
    {
      now,
      log,
      whoOfToken: tokens.whoOfToken,
      wrongTokens: rateLimit({ burst: 20, perMinute: 20 }),
      addressOf: (c) => addressOf(c, p.proxies),
      nowMs: elapsedMs,
      docsStyle: asset('office.css'),
    },
    [
      dossierApi({
        ...room,
        db,
        service,
        files: p.files,
        forms: p.forms,
        keyFor,
        recordedNow,
        publicUrl: baseUrl,
        lookUpToken,
        procedureOf,
      }),
      procedureApi({ db }),
    ],
  )

  const app = new Hono()
  app.use(safeHeaders(isHttps))

  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const oldest = await p.oldestJobSeconds().catch(() => null)
    const answers = await db
      .everywhere((tx) => tx.rows({ name: 'ready', text: 'select 1 as one' }, []))
      .then(
        () => true,
        () => false,
      )
    const isReady = answers && oldest !== null && oldest <= oldestJobSecondsMax
    return c.json({ ready: isReady, database: answers, oldestJobSeconds: oldest }, isReady ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    const isHere = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(addressOf(c, p.proxies))
    const bearer = c.req.header('authorization')?.replace(/^Bearer /, '')
    const isKnown = !isHere && (await tokens.whoOfToken(bearer, now()))?.may.has('journal.read')
    if (!isHere && !isKnown) return c.text('', 404)
    return c.text(await p.metrics.registry.metrics(), 200, { 'content-type': p.metrics.registry.contentType })
  })
  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.status === 200) c.header('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use(
    '/assets/*',
    serveStatic({ root: relative(process.cwd(), p.assetsFolder) || '.', rewriteRequestPath: (path) => path.replace(/^\/assets/, '') }),
  )

  app.route('/api/v1', api)
  app.route('/', firstRun({ db, now, asset, tokenHash: p.setupTokenHash, createAccount: createFirstAccount }))
  app.route(
    '/',
    signInApp({
      db,
      now,
      elapsedMs,
      key,
      baseUrl,
      province: p.province,
      post: linkPost,
      proxies: p.proxies,
      frame: signInFrame({ asset, now, strip: p.strip }),
    }),
  )
  app.all('/office', (c) => office.fetch(c.req.raw, c.env))
  app.all('/office/*', (c) => office.fetch(c.req.raw, c.env))
  return {
    /** The portal's pages go straight to it: they are what most people ask for. */
    async fetch(request, env) {
      const from = elapsedMs()
      const site = siteOf(request.url)
      const answer = await (site === 'portal' ? portal : app).fetch(request, env)
      p.metrics.answered(site, request.method, answer.status, (elapsedMs() - from) / 1000)
      return answer
    },
  }
}

/** First letters of what is no page of the portal: office, api, assets, healthz, readyz, metrics. Most callers are told apart by them. */
const others = [...'oahrm'].map((letter) => letter.charCodeAt(0))

/** Which site answers an address. */
function siteOf(url: string): 'portal' | 'office' | 'api' | 'assets' | 'probes' {
  const at = url.indexOf('/', url.indexOf('//') + 2)
  if (!others.includes(url.charCodeAt(at + 1))) return 'portal'
  const path = url.slice(at)
  if (/^\/office(?![^/?])/.test(path)) return 'office'
  if (path.startsWith('/api/')) return 'api'
  if (path.startsWith('/assets/')) return 'assets'
  return /^\/(healthz|readyz|metrics)(?![^?])/.test(path) ? 'probes' : 'portal'
}

/** A journal entry in words, by the module whose stream it is in; null when none knows it. */
function sentenceOf(
  entry: { stream: string; kind: string; body: string },
  nameOf: (officer: number) => string,
  org: OrgSnapshot | undefined,
  now: Moment,
  say: Say,
): string | null {
  const [stream] = entry.stream.split('/')
  const unitIn = (id: number): string => {
    const unit = org && unitOf(org, id)
    return unit ? nameOn(unit, org.day).name : say(`đơn vị số ${id}`, `unit no. ${id}`)
  }
  switch (stream) {
    case 'dossier':
    case 'intake':
      return dossierSentence(
        JSON.parse(entry.body),
        {
          officer: nameOf,
          unit: unitIn,
          step: (step) => numberedStep(step, say),
          moment: (at) => showMoment(at, now, say.lang),
          day: (date) => showDate(day(date), undefined, say.lang),
        },
        say,
      )
    case 'paper':
      return paperSentence(entry.kind, entry.body, say)
    case 'outgoing':
      return outgoingSentence(JSON.parse(entry.body), say)
    case 'incoming':
      return incomingSentence(
        JSON.parse(entry.body),
        {
          officer: nameOf,
          unit: unitIn,
        },
        say,
      )
    case 'delivery':
      return deliverySentence(entry.kind, entry.body, say)
    case 'arrivals':
      return arrivalSentence(entry.kind, entry.body, say)
    case 'documents':
      return settingSentence(JSON.parse(entry.body), { officer: nameOf, unit: unitIn }, say)
    case 'org':
      return org ? orgSentence(JSON.parse(entry.body) as OrgChange, org, say) : null
    case 'accounts':
    case 'sign-ins':
      return accountSentence(entry.kind, entry.body, nameOf, say)
    case 'calendar':
    case 'system':
      return calendarSentence(JSON.parse(entry.body), (at) => showMoment(at, now, say.lang), say)
    case 'rules':
      return rulesSentence(entry.body, say)
    case 'partners':
      return partnerSentence(entry.body, say)
    case 'notices':
      return noticeSentence(entry.kind, entry.body, nameOf, say)
    case 'signing':
      return signingSentence(entry.kind, entry.body, nameOf, say)
    case 'reads': {
      const { code, document, paper } = JSON.parse(entry.body) as { code?: string; document?: string; paper?: string }
      if (paper !== undefined) return say('Mở một giấy tờ số hóa', 'A digitised paper opened')
      if (document !== undefined) return say(`Mở một tệp của văn bản ${document}`, `A file of document ${document} opened`)
      return say(`Mở một tệp của hồ sơ ${code}`, `A file of dossier ${code} opened`)
    }
    case 'procedures':
      return procedureWords[say.lang][entry.kind] ?? null
    default:
      return null
  }
}

/** What happened to a procedure; which one stands in the stream's name. */
const procedureWords = inBoth<Record<string, string>>((say) => ({
  'draft-imported': say('Nhập một bản nháp của quy trình', 'Draft of the process imported'),
  'draft-edited': say('Soạn một bản nháp mới của quy trình', 'New draft of the process edited'),
  'approved-table-recorded': say('Ghi bảng quy trình theo quyết định', 'Table of the decision recorded'),
  'assignments-confirmed': say('Xác nhận ai làm bước nào', 'Assignment of the steps confirmed'),
  'version-published': say('Công bố một bản của quy trình', 'Version of the process published'),
  'procedure-withdrawn': say('Thôi áp dụng thủ tục', 'Procedure withdrawn'),
}))
