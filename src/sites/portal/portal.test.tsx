import { deepEqual, equal, match, notEqual, ok as yes } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type Browser, chromium } from 'playwright-core'
import { missingWhy } from '../../modules/dossiers/forms/recorded.ts'
import type { DossierCode } from '../../modules/dossiers/model.ts'
import { proofToken } from '../../modules/dossiers/public-look-up/proof.adapter.ts'
import { safeHeaders } from '../../platform/http/security.ts'
import { type Database, DatabaseAway } from '../../platform/postgres/database.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { readAssets } from '../../ui/assets.ts'
import { applicant, at, digits, monday, type OpenPortal, openPortal, people, proofKey } from './portal.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-portal-'))
const assets = join(folder, 'assets')
let base: TestDatabase
let portal: OpenPortal
/** Lets a test count what is asked of the store, and take it away. */
const store = { trips: 0, isAway: false }
type Name = 'running' | 'paused' | 'asked' | 'refused' | 'done' | 'late' | 'provisional' | 'foreign' | 'nameless'
const codes = {} as Record<Name, DossierCode>

before(async () => {
  const built = spawnSync(process.execPath, [fileURLToPath(new URL('../../../tools/build.mjs', import.meta.url)), assets], {
    encoding: 'utf8',
  })
  equal(built.status, 0, built.stderr)
  base = await testDatabase()
  const watched: Database = {
    ...base.db,
    inAgency: (agencyId, work) => {
      store.trips++
      return store.isAway ? Promise.reject(new DatabaseAway('away')) : base.db.inAgency(agencyId, work)
    },
  }
  portal = await openPortal(base, { asset: readAssets(join(assets, 'manifest.json')).assetUrl, db: watched })
  const { clock, receive, complete } = portal
  clock.now = at('2026-02-11 16:00')
  codes.running = await receive({ kind: 'accept' })
  codes.paused = await receive({ kind: 'accept' })
  codes.done = await receive({ kind: 'accept' }, { channelOut: 1 })
  codes.asked = await receive({
    kind: 'ask',
    items: [
      { what: 'Bản vẽ vị trí giếng', why: 'Bản đã nộp thiếu tọa độ' },
      { what: 'Báo cáo kết quả thăm dò', why: missingWhy },
    ],
    contact: 'Cán Bộ Bí Mật',
  })
  codes.refused = await receive({ kind: 'refuse', reason: 'Không thuộc thẩm quyền của Sở', basis: 'Luật (mẫu)' })
  codes.late = await receive({ kind: 'accept' }, { procedureId: 2 })
  codes.foreign = await receive({ kind: 'accept' }, {}, people.stranger)
  codes.nameless = await receive({ kind: 'accept' }, { applicant: { ...applicant, identityNumber: null, phone: '0900000007' } })
  for (const code of [codes.running, codes.paused, codes.done]) {
    await complete(code, '1', people.counter)
    await complete(code, '2', people.head)
  }
  clock.now = at('2026-02-26 09:00')
  await complete(codes.paused, '3', people.specialist, '4')
  await complete(codes.done, '3', people.specialist)
  await complete(codes.done, '5', people.director)
  clock.now = at('2026-12-29 09:00')
  codes.provisional = await receive({ kind: 'accept' }, { channelOut: 2 })
  clock.now = monday
})
after(() => rmSync(folder, { recursive: true, force: true }))

let visitors = 0
/** Asks as somebody new, so that tests do not use up each other's tries. */
async function get(path: string, { from, headers = {} }: { from?: string; headers?: Record<string, string> } = {}) {
  portal.caller.address = from ?? `192.0.2.${++visitors}`
  const response = await portal.app.request(path, { headers })
  return { status: response.status, headers: response.headers, html: await response.text() }
}
const byDigits = (code: string, so: string) => `/tra-cuu?code=${encodeURIComponent(code)}&so=${encodeURIComponent(so)}`
const byPaper = (code: string) => `/tra-cuu/${code}?k=${proofToken(proofKey, code)}`
const h1 = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1]

describe('Look-up by code and digits (tra cứu)', () => {
  it('finds the dossier however the code is typed', async () => {
    for (const typed of [
      codes.running,
      codes.running.toLowerCase(),
      ` ${codes.running.replaceAll('-', ' – ')} `,
      codes.running.normalize('NFD'),
    ]) {
      const { status, html } = await get(byDigits(typed, digits))
      deepEqual([status, h1(html)], [200, 'Đang giải quyết, đúng tiến độ'])
    }
  })
  it('takes the telephone where no identity number was given', async () => {
    equal((await get(byDigits(codes.nameless, '0007'))).status, 200)
    equal((await get(byDigits(codes.nameless, digits))).status, 404)
  })
  it('answers an unknown code, an unknown agency and wrong digits alike, for one trip each', async () => {
    const unknown = codes.running.replace(/\d{4}$/, '7777')
    const answers = []
    for (const [code, so] of [
      [codes.running, '0000'],
      [unknown, digits],
      [`H99.99-${codes.running.slice(7)}`, digits],
    ] as const) {
      store.trips = 0
      const { status, html, headers } = await get(byDigits(code, so))
      answers.push({
        status,
        trips: store.trips,
        html: html.replaceAll(code, 'CODE').replaceAll(`so=${so}`, 'so=SO'),
        cache: headers.get('cache-control'),
      })
    }
    equal(answers[0]?.status, 404)
    equal(answers[0]?.trips, 1)
    match(answers[0]?.html ?? '', /Không có hồ sơ nào có mã này và 4 số này/)
    deepEqual(answers[1], answers[0])
    deepEqual(answers[2], answers[0])
  })
  it('asks the store once for a dossier', async () => {
    await get(byPaper(codes.running))
    store.trips = 0
    await get(byPaper(codes.running))
    equal(store.trips, 1)
  })
  it('says beside the field what is no code and what are no digits, and keeps the code', async () => {
    const { status, html } = await get(byDigits('<b>H00</b>', '12'))
    equal(status, 422)
    match(html, /Mã hồ sơ có dạng/)
    match(html, /Xin nhập đúng 4 chữ số cuối/)
    match(html, /value="&lt;b&gt;H00&lt;\/b&gt;"/)
    equal((await get('/tra-cuu?code=&so=')).status, 422)
    equal((await get('/tra-cuu')).status, 200)
  })
  it('stops an address after ten wrong tries, not one sooner, whether the next would be right or not', async () => {
    const from = '198.51.100.1'
    for (let i = 0; i < 10; i++) equal((await get(byDigits(`H00.12-260211-10${10 + i}`, '0000'), { from })).status, 404)
    const stopped = await get(byDigits(codes.running, digits), { from })
    equal(stopped.status, 429)
    yes(Number(stopped.headers.get('retry-after')) > 0)
    equal((await get(byDigits(codes.running, digits))).status, 200)
    portal.clock.ms += 15_000 // four a minute
    equal((await get(byDigits(codes.running, digits), { from })).status, 200)
  })
  it('counts tries sent at once', async () => {
    portal.caller.address = '198.51.100.2'
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => portal.app.request(byDigits(`H00.12-260211-20${10 + i}`, '0000'))),
    )
    equal(answers.filter((a) => a.status === 404).length, 10)
    equal(answers.filter((a) => a.status === 429).length, 20)
  })
  it('does not count right ones', async () => {
    for (let i = 0; i < 15; i++) equal((await get(byDigits(codes.running, digits), { from: '198.51.100.3' })).status, 200)
  })
  it('stops guessing at one code from many addresses; the paper still opens it', async () => {
    for (let i = 0; i < 20; i++) equal((await get(byDigits(codes.late, '0000'))).status, 404)
    equal((await get(byDigits(codes.late, digits))).status, 429)
    equal((await get(byPaper(codes.late))).status, 200)
  })
})

describe('Look-up from the paper (mã QR)', () => {
  it('opens the dossier by the token in the QR code', async () => equal((await get(byPaper(codes.running))).status, 200))
  it('asks for the digits without it, with a wrong one, and with another dossier’s', async () => {
    for (const query of ['', '?k=', '?k=AAAAAAAAAAAAAAAA', `?k=${proofToken(proofKey, codes.paused)}`]) {
      store.trips = 0
      const { status, html } = await get(`/tra-cuu/${codes.running}${query}`)
      equal(status, 200)
      equal(h1(html), 'Tra cứu hồ sơ')
      match(html, new RegExp(`value="${codes.running}"`))
      equal(store.trips, 0)
    }
  })
  it('says of a code that is none how one looks', async () => equal((await get('/tra-cuu/xyz?k=1')).status, 404))
})

describe('The look-up page (trang tra cứu)', () => {
  const states: [Name, string, RegExp][] = [
    ['running', 'Đang giải quyết, đúng tiến độ', /Hẹn trả <b class="promise">Thứ Tư 04\/3\/2026, 16 giờ<\/b>, gửi qua bưu chính tới nhà/],
    ['paused', 'Đang giải quyết, tạm dừng tính ngày', /không tính vào thời hạn/],
    ['asked', 'Cần ông/bà bổ sung giấy tờ', /Bản vẽ vị trí giếng/],
    ['refused', 'Hồ sơ không được tiếp nhận', /Không thuộc thẩm quyền của Sở/],
    ['done', 'Đã có kết quả', /Nhận tại Bộ phận Một cửa \(mẫu\), mang theo giấy hẹn/],
    ['late', 'Đang giải quyết, đã quá ngày hẹn', /Chúng tôi xin lỗi ông\/bà/],
    ['provisional', 'Đang giải quyết, đúng tiến độ', /tạm tính.*Lịch nghỉ của năm đó chưa được công bố/],
  ]
  for (const [name, headline, said] of states)
    it(`says of the ${name} one: ${headline}`, async () => {
      const { html } = await get(byPaper(codes[name]))
      equal(h1(html), headline)
      match(html, said)
    })
  it('tells in which unit it is, and why it was promised for that day', async () => {
    const { html } = await get(byPaper(codes.running))
    match(html, /Phòng Tài nguyên nước \(mẫu\) đang giữ từ 11\/02/)
    match(html, /Vì sao hẹn ngày 04\/3\?/)
    match(html, /Không tính ngày nhận, cuối tuần, Tết Nguyên đán 16\/02–20\/02/)
    match(html, /đã dùng \d+ ngày/)
  })
  it('has no name, number, address, subject, officer or result on it, in any state, in any language', async () => {
    for (const code of Object.values(codes))
      for (const lang of ['', '&lang=en']) {
        const { html } = await get(byPaper(code) + lang)
        for (const secret of ['Người Nộp', '4821', '0000', 'Thôn Mẫu', 'Giếng khoan', 'example.invalid', 'Bí Mật', '15/GP'])
          yes(!html.includes(secret), `${secret} on the page of ${code}`)
      }
  })
  it('speaks English when asked, and keeps to it in its links', async () => {
    const { html } = await get(`${byPaper(codes.running)}&lang=en`)
    equal(h1(html), 'In progress, on time')
    match(html, /<html lang="en"/)
    match(html, /href="\/thu-tuc\?lang=en"/)
    match(html, new RegExp(`href="/tra-cuu/${codes.running.replaceAll('.', '\\.')}\\?k=[\\w-]{16}" lang="vi"`))
  })
  it('says the office’s own reason for a paper in English too, and what an officer wrote as it is', async () => {
    match((await get(byPaper(codes.asked))).html, /Thành phần hồ sơ của thủ tục, chưa nộp/)
    const { html } = await get(`${byPaper(codes.asked)}&lang=en`)
    match(html, /<b>Báo cáo kết quả thăm dò<\/b><p class="small">On the procedure’s list of papers, not handed in yet<\/p>/)
    match(html, /Bản đã nộp thiếu tọa độ/)
    yes(!html.includes('chưa nộp'))
  })
  it('is not kept and not indexed', async () => {
    for (const path of [byPaper(codes.running), byDigits(codes.running, digits), '/tra-cuu', byDigits(codes.running, '0000')]) {
      const { headers } = await get(path)
      equal(headers.get('cache-control'), 'no-store')
      equal(headers.get('x-robots-tag'), 'noindex')
    }
  })
  it('belongs to the agency of the code: each sees its own', async () => {
    const theirs = await get(byPaper(codes.foreign))
    match(theirs.html, /Phòng Hạ tầng \(mẫu\)/)
    yes(!/Nông nghiệp|Phòng Tài nguyên nước/.test(theirs.html))
    yes(!/Xây dựng|Phòng Hạ tầng/.test((await get(byPaper(codes.running))).html))
  })
})

describe('Procedures (thủ tục)', () => {
  it('lists what is in force in the agency asked for', async () => {
    const { html } = await get('/thu-tuc')
    match(html, /Cấp giấy phép khai thác nước dưới đất/)
    match(html, /Xác nhận đăng ký môi trường/)
    yes(!html.includes('bản cũ'))
    yes(!(await get('/thu-tuc?co-quan=so-xd')).html.includes('Xác nhận đăng ký môi trường'))
  })
  it('is searched without marks, in any Unicode form, and by field', async () => {
    for (const asked of ['dang ky moi truong', 'ĐĂNG KÝ', 'đăng ký'.normalize('NFD'), '9.000002']) {
      const { html } = await get(`/thu-tuc?q=${encodeURIComponent(asked)}`)
      match(html, /href="\/thu-tuc\/so-nnmt\/2"/, asked)
      yes(!html.includes('href="/thu-tuc/so-nnmt/1"'), asked)
    }
    const { html } = await get(`/thu-tuc?linh-vuc=${encodeURIComponent('Tài nguyên nước (mẫu)')}`)
    yes(html.includes('/so-nnmt/1"') && !html.includes('/so-nnmt/2"'))
    match((await get('/thu-tuc?q=khongcogi')).html, /Không thấy thủ tục nào/)
  })
  it('tells papers, fee, filing, steps with their times and their sum, and the decision', async () => {
    const { status, html } = await get('/thu-tuc/so-nnmt/1')
    equal(status, 200)
    for (const said of [
      'Trả kết quả trong <b class="promise">10 ngày làm việc</b>; 15 ngày làm việc ở địa bàn khó khăn',
      '1 bản chính, 2 bản sao',
      'mẫu 03',
      'chỉ khi: người khác nộp thay',
      '1.200.000 đồng',
      'dichvucong.gov.vn',
      'Chuyên viên · 7 ngày làm việc',
      'không tính ngày',
      'Cộng: <b>10 ngày làm việc</b>',
      'Quyết định 12/QĐ-MAU',
      'Mã QR của https://mot-cua.example/thu-tuc/so-nnmt/1',
    ])
      yes(html.includes(said), said)
  })
  it('says of a withdrawn one that it is, and leads to the one of the same code', async () => {
    const { html } = await get('/thu-tuc/so-nnmt/3')
    match(html, /Thủ tục này không còn áp dụng.*Ngày cuối là 04\/01\/2026.*href="\/thu-tuc\/so-nnmt\/1"/s)
  })
  it('has none of another agency, and none that was never published', async () => {
    equal((await get('/thu-tuc/so-xd/2')).status, 404)
    await base.owner.query(
      `insert into procedures.procedure (agency_id, procedure_id, key, name, words) values (1, 9, 'nhap', 'Bản nháp', '{}')`,
    )
    await base.owner.query(
      `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, faults, imported_at) values (1, 9, 1, 'draft', '{"name":"Bản nháp"}', '', '[]', now())`,
    )
    for (const path of [
      '/thu-tuc/so-nnmt/9',
      '/thu-tuc/so-nnmt/0',
      '/thu-tuc/so-nnmt/x',
      '/thu-tuc/nobody/1',
      '/thu-tuc/so-nnmt/99999999999',
    ])
      equal((await get(path)).status, 404, path)
  })
  it('may be kept for five minutes, and is not sent again while it is the same', async () => {
    for (const path of ['/', '/thu-tuc', '/thu-tuc/so-nnmt/1']) {
      const first = await get(path)
      equal(first.headers.get('cache-control'), 'public, max-age=300', path)
      const again = await get(path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
      deepEqual([again.status, again.html], [304, ''], path)
      notEqual((await get(`${path}?lang=en`)).headers.get('etag'), first.headers.get('etag'))
    }
    equal((await get('/thu-tuc/so-xd/2')).headers.get('cache-control'), 'no-store')
  })
  it('leads from a short address to the list', async () => {
    const { status, headers } = await get('/thu-tuc/9.000002')
    deepEqual([status, headers.get('location')], [302, '/thu-tuc?q=9.000002'])
    equal((await get('/thu-tuc/so-xd')).headers.get('location'), '/thu-tuc?co-quan=so-xd')
  })
})

describe('The portal as a site (cổng công khai)', () => {
  it('begins with the form and the agencies that it serves', async () => {
    const { html } = await get('/')
    match(html, /Hồ sơ của tôi đến đâu\?/)
    match(html, /Sở Xây dựng \(mẫu\)/)
  })
  it('marks required fields in the reader’s language', async () => {
    for (const path of ['/', '/tra-cuu']) {
      deepEqual([...new Set((await get(path)).html.match(/title="(bắt buộc|required)"/g))], ['title="bắt buộc"'], path)
      deepEqual([...new Set((await get(`${path}?lang=en`)).html.match(/title="(bắt buộc|required)"/g))], ['title="required"'], path)
    }
  })
  it('says 404 of what is not there, and 503 while the store is away; a try then does not count', async () => {
    match((await get('/khong-co')).html, /Không có trang này/)
    equal((await get('/khong-co?lang=en')).status, 404)
    const from = '198.51.100.9'
    store.isAway = true
    for (let i = 0; i < 12; i++) {
      const away = await get(byDigits(codes.running, '0000'), { from })
      deepEqual([away.status, away.headers.get('retry-after'), away.headers.get('cache-control')], [503, '5', 'no-store'])
    }
    store.isAway = false
    equal((await get(byDigits(codes.running, digits), { from })).status, 200)
  })
  it('tells robots what not to read, and has a mark', async () => {
    match((await get('/robots.txt')).html, /Disallow: \/tra-cuu/)
    match((await get('/favicon.ico')).headers.get('location') ?? '', /^\/assets\/mark-.*\.svg$/)
  })
  it('is compressed for those who take that', async () => {
    for (const accepts of ['gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', '*']) {
      const zipped = await portal.app.request('/thu-tuc', { headers: { 'accept-encoding': accepts } })
      equal(zipped.headers.get('content-encoding'), 'gzip', accepts)
      match(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString(), /^<!doctype html>/)
      equal(zipped.headers.get('vary'), 'accept-encoding')
    }
    for (const accepts of ['br', 'gzip;q=0', 'identity'])
      equal((await get('/thu-tuc', { headers: { 'accept-encoding': accepts } })).headers.get('content-encoding'), null, accepts)
  })
  it('weighs at most 40 KB with its style, has no script and one font', async () => {
    const { assetUrl } = readAssets(join(assets, 'manifest.json'))
    const css = readFileSync(join(assets, assetUrl('portal.css').split('/').at(-1) ?? ''), 'utf8')
    equal(css.match(/\.woff2/g)?.length, 1)
    for (const path of pages()) {
      const { html } = await get(path)
      const bytes = gzipSync(html).length + gzipSync(css).length
      yes(bytes <= 40_000, `${path}: ${bytes}`)
      yes(!/<script|\sstyle=|\son[a-z]+=/.test(html), path)
    }
  })
})

const pages = () => [
  '/',
  '/tra-cuu',
  byDigits('x', ''),
  ...Object.values(codes).map(byPaper),
  `${byPaper(codes.paused)}&lang=en`,
  '/thu-tuc',
  '/thu-tuc?q=khongcogi&lang=en',
  '/thu-tuc/so-nnmt/1',
  '/thu-tuc/so-nnmt/3?lang=en',
  '/khong-co',
]

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))
const skip = !executablePath && !process.env.CI ? 'Chromium is not installed (Debian: apt-get install chromium)' : false

describe('The portal on a phone, without script (điện thoại)', { skip }, () => {
  let browser: Browser
  let server: ServerType
  let origin: string
  before(async () => {
    yes(executablePath, 'no Chromium found')
    const types: Record<string, string> = { css: 'text/css', woff2: 'font/woff2', svg: 'image/svg+xml' }
    const app = new Hono()
    app.use(safeHeaders(false))
    app.get('/assets/:file', (c) => {
      const file = c.req.param('file')
      return c.body(readFileSync(join(assets, file)), 200, {
        'content-type': types[file.split('.').pop() ?? ''] ?? 'application/octet-stream',
      })
    })
    server = serve({ fetch: app.route('/', portal.app).fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--headless', '--no-sandbox', '--disable-gpu'] })
  })
  after(async () => {
    await browser?.close()
    server?.close()
  })

  it('lets an applicant type the code, mistype the digits, see where the dossier is, why that day, and what to bring next time', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })
    const page = await context.newPage()
    const fonts = new Set<string>()
    page.on('response', (r) => void (r.url().endsWith('.woff2') && fonts.add(r.url())))
    await page.goto(origin)
    await page.getByLabel('Mã hồ sơ').fill(codes.running.toLowerCase())
    await page.getByLabel('4 số cuối').fill('1111')
    await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
    await page.getByRole('alert').getByText('Không có hồ sơ nào').waitFor()
    equal(await page.getByLabel('Mã hồ sơ').inputValue(), codes.running)
    await page.getByLabel('4 số cuối').fill(digits)
    await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
    await page.getByRole('heading', { name: 'Đang giải quyết, đúng tiến độ' }).waitFor()
    await page.getByText('Vì sao hẹn ngày 04/3?').click()
    await page.getByRole('table').waitFor()
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'In progress, on time' }).waitFor()
    await page.getByRole('link', { name: 'Procedures' }).click()
    await page.getByRole('link', { name: /nước dưới đất/ }).click()
    await page.getByRole('heading', { name: 'What to bring' }).waitFor()
    equal(fonts.size, 1)
    await context.close()
  })

  for (const width of [390, 1440])
    it(`has nothing for axe, nothing against the content policy and nothing sideways at ${width} px`, async () => {
      const context = await browser.newContext({ viewport: { width, height: 844 } })
      for (const path of pages()) {
        const page = await context.newPage()
        const wrong: string[] = []
        page.on(
          'console',
          (message) => void (message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && wrong.push(message.text())),
        )
        await page.goto(origin + path)
        for (const fold of await page.locator('details.fold > summary').all()) if (await fold.isVisible()) await fold.click()
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        deepEqual(
          violations.map(({ id, nodes }) => ({ id, where: nodes.map((n) => n.html.slice(0, 160)).slice(0, 3) })),
          [],
          path,
        )
        equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, path)
        deepEqual(wrong, [], path)
        await page.close()
      }
      await context.close()
    })
})
