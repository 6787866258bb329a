import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { speak } from '../../../platform/http/language.ts'
import { type Frame, mount, type OfficeEnv } from '../../../platform/http/routes.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { mayOf, type Role } from '../../org/model.ts'
import { at, calendar } from '../dossier.example.ts'
import { createForms, type Forms } from '../forms/forms.adapter.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { lookUpRoutes } from '../list/routes.ts'
import { countWork, myWork, type WorkFilter } from '../look-up.adapter.ts'
import type { DossierCode } from '../model.ts'
import type { AskedPause } from '../service.ts'
import { nearDays } from '../time-line.ts'

let office: Office
let forms: Forms
let app: Hono<OfficeEnv>
let who = 22
const codes: Record<string, DossierCode> = {}

const pause: AskedPause = {
  step: '3',
  cause: 'supplement',
  document: { number: '12/PBS', date: '2026-03-03' },
  reason: 'Bản vẽ không có tọa độ',
  items: [{ what: 'Bản vẽ khu vực', why: 'không có tọa độ' }],
  wantsPaper: false,
}
const stamp = () => ({ seen: null, key: randomUUID() })
const done = (answer: { ok: boolean; error?: unknown }) => equal(answer.ok, true, JSON.stringify(answer))

before(async () => {
  office = await openOffice()
  forms = createForms()
  for (const name of ['proposed', 'paused', 'annulled', 'stopped'] as const) {
    const code = (await office.receive()) as DossierCode
    codes[name] = code
    await office.complete(code, '1', 11)
    await office.complete(code, '2', 21, { next: 22 })
  }
  office.clock('03 08:00')
  const { service } = office
  const code = (name: string) => codes[name] as DossierCode
  for (const name of ['proposed', 'paused', 'annulled']) done(await service.proposePause(office.by(22), code(name), stamp(), pause))
  office.clock('03 09:00')
  for (const name of ['paused', 'annulled']) done(await service.decidePause(office.by(21), code(name), stamp(), { kind: 'approve' }))
  office.clock('03 10:00')
  done(await service.annulPause(office.by(21), code('annulled'), stamp(), { no: 1, reason: 'Bản vẽ đã đủ' }))
  done(await service.breakOff(office.by(11), code('stopped'), stamp(), { kind: 'stopped', reason: 'Đơn xin dừng' }))

  app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    const { posts, ...by } = office.by(who)
    const may = mayOf(posts as readonly { role: Role }[])
    c.set('who', { ...by, posts, name: 'Người thử (mẫu)', title: '', agencyName: 'Sở (mẫu)', may, actingFor: null, csrf: 'csrf' })
    c.set('now', office.now())
    c.setRenderer((content: Child, ...rest: unknown[]) =>
      c.html(
        <PageLanguage.Provider value={c.var.say.lang}>
          <main data-title={(rest[0] as Frame).title}>{content}</main>
        </PageLanguage.Provider>,
      ),
    )
    await next()
  })
  mount(app, lookUpRoutes({ ...office.deps, forms }), () => (_, next) => next())
})
after(() => forms.close())

const page = async (path: string, officerId: number, lang = 'vi') => {
  who = officerId
  const answer = await app.request(path, { headers: { cookie: `motcua-lang=${lang}` } })
  equal(answer.status, 200, path)
  return answer.text()
}
const named = (code: string) => Object.entries(codes).find(([, c]) => c === code)?.[0] ?? code
const bounds = { now: at('03 10:00'), ...nearDays(calendar, at('03 10:00')) }
const work = (officerId: number, filter: WorkFilter = 'to-approve', most = 50, cursor: string | null = null) =>
  office.db.inAgency(1, (tx) => myWork(tx, 1, office.by(officerId), bounds, { filter, after: cursor, most }))
const names = async (...asked: Parameters<typeof work>) => (await work(...asked)).rows.map((r) => named(r.code))

describe('A pause that waits for me (chờ tôi duyệt tạm dừng)', () => {
  it('is in the work of the head and of the leaders, and of nobody else', async () => {
    for (const [officerId, expected] of [
      [21, ['proposed']],
      [31, ['proposed']],
      [22, []],
      [23, []],
      [11, []],
    ] as const)
      deepEqual(await names(officerId), expected, String(officerId))
  })
  it('is counted with the rest, once', async () => {
    const { counts, rows } = await work(21, 'all')
    equal(counts['to-approve'], 1)
    equal(counts.all, rows.length)
    equal(rows.filter((r) => r.isToApprove).length, 1)
    equal((await office.db.inAgency(1, (tx) => countWork(tx, 1, office.by(21), bounds))).all, counts.all)
  })
  it('comes on the pages of the list as every row does', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const part: Awaited<ReturnType<typeof work>> = await work(21, 'all', 1, cursor)
      seen.push(...part.rows.map((r) => `${r.code} ${r.step}`))
      cursor = part.next
    } while (cursor)
    deepEqual(
      seen,
      (await work(21, 'all')).rows.map((r) => `${r.code} ${r.step}`),
    )
    equal(new Set(seen).size, seen.length)
  })
  it('is not the work of the head who proposed it: a leader decides', async () => {
    const acting = { ...office.by(21), officerId: 22 }
    const proposedBySelf = await office.db.inAgency(1, (tx) => myWork(tx, 1, acting, bounds, { filter: 'to-approve', after: null }))
    deepEqual(proposedBySelf.rows, [])
  })
  it('has a chip and a way to decide', async () => {
    const html = await page('/office/work?f=to-approve', 21)
    match(html, /Chờ tôi duyệt tạm dừng/)
    match(html, /Lê Thẩm Định \(mẫu\) đề nghị tạm dừng, chờ duyệt/)
    match(html, new RegExp(`href="/office/dossiers/${codes.proposed}/pause-approve"`))
    doesNotMatch(await page('/office/work', 22), /Chờ tôi duyệt/)
  })
})

describe('A paused dossier in the lists', () => {
  it('never leaves them: it is among what stands still, with what it waits for', async () => {
    deepEqual(await names(22, 'stopped'), ['paused'])
    for (const path of ['/office/work?f=stopped', '/office/dossiers?clock=stopped']) {
      const html = await page(path, 22)
      match(html, new RegExp(codes.paused ?? '-'))
      match(html, /chờ bổ sung giấy tờ/)
      match(html, /từ hôm nay 09:00/)
    }
    match(await page('/office/work?f=stopped', 22, 'en'), /waiting for papers/)
  })
  it('counts one that was broken off neither as early nor as late', async () => {
    office.clock('20 10:00')
    const html = await page('/office/dossiers?group=refused', 22)
    office.clock('03 10:00')
    match(html, new RegExp(codes.stopped ?? '-'))
    match(html, /không có kết quả/)
    doesNotMatch(html, /<tr[^>]*data-tone|two-lines due" data-tone/)
  })
})

describe('The page of a dossier and its pauses', () => {
  it('shows the proposal that waits, with the clock going on', async () => {
    const html = await page(`/office/dossiers/${codes.proposed}`, 21)
    match(html, /Lê Thẩm Định \(mẫu\) đề nghị tạm dừng lúc hôm nay 08:00, chờ duyệt; đồng hồ vẫn chạy/)
    match(html, /Duyệt tạm dừng/)
    doesNotMatch(html, /Các lần tạm dừng/)
  })
  it('shows the running pause with its longest day, and one next step: what arrived', async () => {
    const html = await page(`/office/dossiers/${codes.paused}`, 22)
    match(html, /Tạm dừng từ hôm nay 09:00, chờ người nộp bổ sung giấy tờ; lâu nhất đến Thứ Ba 24\/3 09:00/)
    match(html, /class="ds-button"[^>]*href="\/office\/dossiers\/[^"]*\/pause-resume"/)
    doesNotMatch(html, /complete-step/)
    match(html, /Các lần tạm dừng/)
  })
  it('keeps both views of an annulled pause', async () => {
    const html = await page(`/office/dossiers/${codes.annulled}`, 21)
    match(html, /<s>Từ hôm nay 09:00<\/s>/)
    match(html, /Đã hủy lúc hôm nay 10:00, Trần Trưởng Phòng \(mẫu\):.*Bản vẽ đã đủ/s)
    match(html, /Hủy lần tạm dừng thứ 1: Bản vẽ đã đủ/)
    doesNotMatch(html, /pause-annul/)
  })
  it('lets the head annul the one that lasts, by its number', async () => {
    match(await page(`/office/dossiers/${codes.paused}`, 21), /pause-annul\?no=1/)
    doesNotMatch(await page(`/office/dossiers/${codes.paused}`, 22), /pause-annul/)
  })
  it('says how a dossier ended without a result', async () => {
    const html = await page(`/office/dossiers/${codes.stopped}`, 22)
    match(html, /Dừng giải quyết theo yêu cầu của người nộp, hôm nay 10:00/)
    match(html, /Kết thúc hôm nay 10:00, không có kết quả/)
  })
})
