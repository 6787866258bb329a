import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { day } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import { speak } from '../../../platform/http/language.ts'
import { type Frame, mount, type OfficeEnv } from '../../../platform/http/routes.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { mayOf, type Role } from '../../org/model.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { latenessRoutes, readLatenessChoice } from './route.tsx'

let office: Office
let app: Hono<OfficeEnv>
let officer = 21
const codes: Record<string, string> = {}

/** Received on Monday 2 March at 10:00, due Friday 6 at 10:00; the specialist has two days. */
async function carried(examined: string, signed: string): Promise<string> {
  office.clock('02 10:00')
  const code = await office.receive()
  await office.complete(code, '1', 11)
  await office.complete(code, '2', 21, { next: 22 })
  office.clock(examined)
  await office.complete(code, '3', 22)
  office.clock(signed)
  await office.complete(code, '5', 31, { outcome: true })
  return code
}

before(async () => {
  office = await openOffice()
  codes.early = await carried('03 10:00', '03 11:00')
  codes.late = await carried('06 15:00', '09 09:00')
  office.clock('10 09:00')
  app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    const { posts, ...by } = office.by(officer)
    const may = mayOf(posts as readonly { role: Role }[])
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
    latenessRoutes({ ...office.deps, forms: null as never }),
    (route) => (c, next) => (route.needs === 'signed-in' || c.var.who.may.has(route.needs) ? next() : (c.text('may not', 403) as never)),
  )
})

const get = async (path: string, headers: Record<string, string> = {}, as = 21) => {
  officer = as
  const answer = await app.request(path, { headers })
  return { status: answer.status, text: await answer.text() }
}

describe('Hồ sơ trễ', () => {
  it('says how dossiers ended, with what they are shares of', async () => {
    const { status, text } = await get('/office/lateness')
    equal(status, 200)
    match(text, /Hồ sơ trễ: ai, ở đâu, vì sao/)
    match(text, /50,00 % = 1\/2/)
    match(text, /Phòng Khoáng sản/)
    match(text, /nguyên nhân chính/)
  })
  it('goes from the unit to its steps, officers and dossiers', async () => {
    const { text } = await get('/office/lateness')
    match(text, /href="\/office\/lateness\?by=step&amp;from=2026-03-01&amp;to=2026-03-10&amp;unit=2"/)
    const steps = (await get('/office/lateness?by=step&unit=2')).text
    match(steps, /Bước 3: Thẩm định/)
    const officers = (await get('/office/lateness?by=officer&unit=2')).text
    match(officers, /Lê Thẩm Định \(mẫu\)/)
    for (const page of [text, steps, officers]) match(page, new RegExp(`href="/office/dossiers/${codes.late}"`))
    doesNotMatch(text, new RegExp(codes.early ?? '-'))
  })
  it('names the cause of each, and shows none that is another’s', async () => {
    match((await get('/office/lateness?unit=2')).text, /Bước 3: Thẩm định · Lê Thẩm Định/)
    match((await get('/office/lateness?unit=3')).text, /Trong kỳ không có hồ sơ trễ nào do nguyên nhân này/)
  })
  it('opens the dossiers behind each figure', async () => {
    const { text } = await get('/office/lateness')
    match(text, /href="[^"]*unit=2&amp;figure=early&amp;holder=step#late">1 trước/)
    const early = (await get('/office/lateness?unit=2&figure=early&holder=step')).text
    match(early, new RegExp(`href="/office/dossiers/${codes.early}"`))
    doesNotMatch(early, new RegExp(`href="/office/dossiers/${codes.late}"`))
    const csv = (await get('/office/lateness/dossiers.csv?figure=early')).text.trim().split('\r\n')
    match(csv[1] ?? '', new RegExp(`"${codes.early}".*"trước hạn".*"không"$`))
  })
  it('marks a late dossier that met an outage in its time, narrows to those, and excuses none', async () => {
    match((await get('/office/lateness?outage=1')).text, /Trong kỳ không có hồ sơ nào như vậy/)
    await office.owner.query(
      `insert into clock.outage (agency_id, from_at, to_at, working_seconds, was_stopped, recorded_at) values (1, '2026-03-04 09:00+07', '2026-03-04 09:30+07', 1800, false, '2026-03-04 09:30+07')`,
    )
    const { text } = await get('/office/lateness?outage=1')
    match(text, new RegExp(`href="/office/dossiers/${codes.late}"`))
    match(text, /trùng sự cố hệ thống<\/span>/)
    match(text, /50,00 % = 1\/2/)
    const csv = (await get('/office/lateness/dossiers.csv?figure=ended')).text.trim().split('\r\n')
    deepEqual(
      csv.slice(1).map((line) => line.endsWith('"có"')),
      [false, true],
    )
  })
  it('is empty without a word missing', async () => {
    const { status, text } = await get('/office/lateness?from=2025-01-01&to=2025-01-31')
    equal(status, 200)
    match(text, /Trong kỳ chưa có hồ sơ nào kết thúc/)
  })
  it('tells about a date that does not exist, and one before the other', async () => {
    equal((await get('/office/lateness?from=2026-02-30')).status, 422)
    equal((await get('/office/lateness?from=2026-03-05&to=2026-03-01')).status, 422)
  })
  it('does not stumble over an address changed by hand', async () => {
    for (const query of [
      'by=x',
      'figure=x',
      'holder=x',
      'outage=2',
      'version=x&step=3',
      'after=y',
      'after=2026-99-99~H01.12-260302-0001',
      'unit=-1',
      'step=%00',
      'officer=abc',
    ])
      equal((await get(`/office/lateness?${query}`)).status, 200, query)
  })
  it('is closed to whoever may not read dossiers', async () => equal((await get('/office/lateness', {}, 51)).status, 403))
  it('is read in English', async () => {
    const { text } = await get('/office/lateness?by=step', { cookie: 'motcua-lang=en' })
    match(text, /Late dossiers: who, where, why/)
    match(text, /1 withdrawn|Ended/)
    doesNotMatch(text, /Quá hạn|Ngày trễ|Trước hạn|chưa ai|hồ sơ trễ/i)
  })
  it('goes out as tables', async () => {
    const rows = (await get('/office/lateness/export.csv')).text.trim().split('\r\n')
    equal(rows.length, 5)
    match(rows.at(-1) ?? '', /"Cộng, mỗi hồ sơ một lần","","2","1","0","1"/)
    const late = (await get('/office/lateness/dossiers.csv')).text.trim().split('\r\n')
    equal(late.length, 2)
    match(late[1] ?? '', new RegExp(`"${codes.late}".*"trễ 7 giờ".*"không"`))
  })
})

describe('The period out of the address', () => {
  const read = (query: Record<string, string>) => readLatenessChoice((name) => query[name], day('2026-03-10'), inVietnamese)
  it('is this month unless told', () =>
    deepEqual([read({}).chosen.from, read({}).chosen.to, read({}).by], ['2026-03-01', '2026-03-10', 'unit']))
  it('keeps what was typed wrongly, and says so', () =>
    deepEqual([read({ from: 'x' }).chosen.from, Object.keys(read({ from: 'x' }).faults)], ['x', ['from']]))
})
