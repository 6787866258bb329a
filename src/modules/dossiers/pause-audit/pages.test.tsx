import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { day } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import { type ApiEnv, apiPart } from '../../../platform/http/api.ts'
import { speak } from '../../../platform/http/language.ts'
import { type Frame, mount, type OfficeEnv } from '../../../platform/http/routes.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { mayOf, type Role } from '../../org/model.ts'
import { pausedOffice } from './audit.fixture.ts'
import { pauseAuditRoutes, pausePeriods, readPauseChoice } from './route.tsx'
import { pausesApi } from './v1.ts'

let office: Awaited<ReturnType<typeof pausedOffice>>
let app: Hono<OfficeEnv>
let api: Hono<ApiEnv>
let officer = 21
let roles: readonly { role: Role }[] | null = null

before(async () => {
  office = await pausedOffice()
  app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    const { posts, ...by } = office.by(officer)
    const may = mayOf(roles ?? (posts as readonly { role: Role }[]))
    c.set('who', { ...by, posts, name: 'Người thử (mẫu)', title: '', agencyName: 'Sở (mẫu)', may, actingFor: null, csrf: 'x' })
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
  mount(
    app,
    pauseAuditRoutes(office.deps),
    (route) => (c, next) => (route.needs === 'signed-in' || c.var.who.may.has(route.needs) ? next() : (c.text('may not', 403) as never)),
  )
  const part = apiPart()
  pausesApi(part, office.deps)
  api = new Hono<ApiEnv>()
  api.use(async (c, next) => {
    c.set('who', { ...office.by(21), name: '', title: '', agencyName: '', may: new Set(['pause.audit']), actingFor: null, csrf: '' })
    c.set('now', office.now())
    await next()
  })
  api.route('/', part)
})

const get = async (path: string, headers: Record<string, string> = {}, as = 21) => {
  officer = as
  const answer = await app.request(path, { headers })
  return { status: answer.status, text: await answer.text() }
}
const march = 'from=2026-03-01&to=2026-03-31'

describe('Kiểm tra các lần tạm dừng', () => {
  it('shows the suspicious ones first, each with its reason in words', async () => {
    const { status, text } = await get(`/office/pauses?${march}`)
    equal(status, 200)
    match(text, /bắt đầu khi chỉ còn 7 giờ đến hạn trả/)
    match(text, /văn bản ghi “không số”, không có số/)
    match(text, /không có thông báo nào được gửi cho người nộp/)
    match(text, /đến từ 04\/3 09:00|đến từ hôm qua 09:00, đến hôm nay 16:00 mới ghi nhận/)
    match(text, /là lần tạm dừng thứ 2 của hồ sơ/)
    match(text, /đã bị hủy: Không có thông báo nộp tiền/)
    const rows = [...text.matchAll(/href="\/office\/dossiers\/([^"#]+)#pauses"/g)].map(([, code]) => code)
    deepEqual(rows.slice(0, 3), [office.codes.wrong, office.codes.late, office.codes.near])
  })
  it('adds them up by unit, each share with what it is a share of', async () => {
    const { text } = await get(`/office/pauses?${march}`)
    match(text, /66,67 % = 4\/6/)
    match(text, /50,00 %<\/span><span class="small">1\/2/) // of two dossiers that ended, one was paused
    match(text, /4 ngày 3 giờ/) // 35 working hours
    match(text, /href="\/office\/pauses\?from=2026-03-01&amp;to=2026-03-31&amp;unit=2&amp;sort=signs"/)
  })
  it('narrows the list, and not what the shares are of', async () => {
    const { text } = await get(`/office/pauses?${march}&state=annulled&suspicious=yes`)
    equal([...text.matchAll(/#pauses"/g)].length, 1)
    match(text, /66,67 % = 4\/6/)
  })
  it('is empty without a word missing', async () => {
    const { status, text } = await get('/office/pauses?from=2025-01-01&to=2025-01-31')
    equal(status, 200)
    match(text, /Không có lần tạm dừng nào/)
    doesNotMatch(text, /id="units"/)
  })
  it('tells about a date that does not exist, and one before the other', async () => {
    equal((await get('/office/pauses?from=2026-02-30')).status, 422)
    equal((await get('/office/pauses?from=2026-03-05&to=2026-03-01')).status, 422)
  })
  it('does not stumble over an address changed by hand', async () => {
    for (const query of ['sort=x', 'after=y', 'unit=-1', 'cause=leader-away', 'state=%00', 'suspicious=1'])
      equal((await get(`/office/pauses?${query}`)).status, 200, query)
  })
  it('is closed to whoever only carries steps', async () => {
    for (const other of [11, 22, 41, 51]) equal((await get('/office/pauses', {}, other)).status, 403, String(other))
  })
  it('shows an inspector the pauses, not who filed: the way on is the journal', async () => {
    roles = [{ role: 'auditor' }]
    const { status, text } = await get(`/office/pauses?${march}`)
    const { text: table } = await get(`/office/pauses/export.csv?${march}`)
    roles = null
    equal(status, 200)
    doesNotMatch(text, /Ông (plain|near) \(mẫu\)/)
    doesNotMatch(table, /Ông (plain|near) \(mẫu\)/)
    match(text, new RegExp(`href="/office/journal\\?q=${office.codes.near}"`))
  })
  it('is read in English', async () => {
    const { text } = await get(`/office/pauses?${march}`, { cookie: 'motcua-lang=en' })
    match(text, /began with only 7 hours left before the due time/)
    doesNotMatch(text, /Tạm dừng|bắt đầu|hồ sơ|Đơn vị|Dấu hiệu/i)
  })
  it('goes out as a table', async () => {
    const rows = (await get(`/office/pauses/export.csv?${march}&sort=newest`)).text.trim().split('\r\n')
    equal(rows.length, 7)
    match(rows[1] ?? '', new RegExp(`"${office.codes.near}","1".*"Đang tạm dừng","","09:?|"${office.codes.near}"`))
    match(rows[1] ?? '', /"1","bắt đầu khi chỉ còn 7 giờ đến hạn trả"$/)
  })
})

describe('The choice out of the address', () => {
  const read = (query: Record<string, string>) => readPauseChoice((name) => query[name], day('2026-03-10'), inVietnamese)
  it('is four weeks up to today, the suspicious first, unless told', () =>
    deepEqual([read({}).chosen.from, read({}).chosen.to, read({}).choice.sort], ['2026-02-11', '2026-03-10', 'signs']))
  it('offers last week, from Monday to Sunday, on any day of the next', () => {
    for (const today of ['2026-03-09', '2026-03-11', '2026-03-15']) {
      const [last] = pausePeriods(day(today), inVietnamese)
      deepEqual([last?.from, last?.to], ['2026-03-02', '2026-03-08'], today)
    }
    deepEqual(pausePeriods(day('2026-05-20'), inVietnamese)[3]?.from, '2026-04-01')
  })
})

describe('GET /api/v1/pauses', () => {
  const ask = async (path: string) => {
    const answer = await api.request(path)
    return { status: answer.status, json: (await answer.json()) as { rows: Record<string, unknown>[]; next: string | null } }
  }
  it('names the pauses with their signs, page by page, and nobody who filed', async () => {
    const first = await ask(`/pauses?${march}&limit=4`)
    const second = await ask(`/pauses?${march}&limit=4&cursor=${first.json.next}`)
    equal(first.status, 200)
    deepEqual([first.json.rows.length, second.json.rows.length, second.json.next], [4, 2, null])
    deepEqual(first.json.rows[0]?.signs, ['no-number', 'annulled'])
    equal('applicant' in (first.json.rows[0] ?? {}), false)
    deepEqual([first.json.rows[2]?.from, first.json.rows[2]?.leftSeconds], ['2026-03-05T11:00:00+07:00', 25_200])
  })
  it('tells only the suspicious where that is asked', async () => {
    equal((await ask(`/pauses?${march}&suspicious=true`)).json.rows.length, 4)
    equal((await ask(`/pauses?${march}&suspicious=false`)).json.rows.length, 6)
  })
  it('adds them up by unit', async () => {
    const { json } = await ask(`/pauses/by-unit?${march}`)
    deepEqual(json.rows, [{ unitId: 2, begun: 6, suspicious: 4, lasting: 2, annulled: 1, seconds: 126_000, handled: 2, handledPaused: 1 }])
  })
  it('refuses what it cannot read', async () => {
    for (const query of ['', 'from=2026-02-30&to=2026-03-01', `${march}&sort=x`, `${march}&limit=5000`])
      equal((await ask(`/pauses?${query}`)).status, 422, query)
  })
})
