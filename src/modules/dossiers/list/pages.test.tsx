import { deepEqual, doesNotMatch, equal, match, ok as yes } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { csvLine } from '../../../kernel/csv.ts'
import { speak } from '../../../platform/http/language.ts'
import { type Frame, mount, type OfficeEnv } from '../../../platform/http/routes.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { mayOf, type Role } from '../../org/model.ts'
import { createForms, type Forms } from '../forms/forms.adapter.ts'
import { checkedPapers, receivers } from '../forms/recorded.ts'
import { type Office, openOffice } from './office.fixture.ts'
import { lookUpRoutes } from './routes.ts'

let office: Office
let forms: Forms
let app: Hono<OfficeEnv>
let who = { officerId: 22, agencyId: 1 }
const codes: Record<string, string> = {}

before(async () => {
  office = await openOffice()
  forms = createForms()
  codes.pool = await office.receive()
  codes.mine = await office.receive({ name: '=HYPERLINK("http://x","Bấm")' })
  codes.filed = await office.receive({ verdict: { kind: 'file-only' }, isComplete: false, subject: 'Đất đai <b>777</b>' })
  codes.ended = await office.receive()
  codes.foreign = await office.receive({ agencyId: 2 })
  for (const name of ['pool', 'mine', 'ended'] as const) await office.complete(codes[name] ?? '', '1', 11)
  await office.complete(codes.mine, '2', 21, { next: 22 })
  await office.complete(codes.ended, '2', 21, { next: 23 })
  await office.complete(codes.ended, '3', 23)
  await office.complete(codes.ended, '5', 31, { outcome: true })
  office.clock('03 09:00')
  app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    const { posts, ...by } = office.by(who.officerId, who.agencyId)
    const may = mayOf(posts as readonly { role: Role }[])
    c.set('who', {
      ...by,
      posts,
      name: 'Người thử (mẫu)',
      title: '',
      agencyName: 'Sở (mẫu)',
      may,
      actingFor: null,
      csrf: 'csrf-of-session',
    })
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
    lookUpRoutes({ ...office.deps, forms }),
    (route) => (c, next) => (route.needs === 'signed-in' || c.var.who.may.has(route.needs) ? next() : (c.text('may not', 403) as never)),
  )
})
after(() => forms.close())

const get = async (path: string, officerId = 22, agencyId = 1) => {
  who = { officerId, agencyId }
  const answer = await app.request(path)
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    to: answer.headers.get('location'),
    text: await answer.text(),
  }
}
const englishPage = async (path: string, officerId = 22) => {
  who = { officerId, agencyId: 1 }
  const answer = await app.request(path, { headers: { cookie: 'motcua-lang=en' } })
  equal(answer.status, 200, path)
  return answer.text()
}
const page = async (path: string, officerId = 22) => {
  const answer = await get(path, officerId)
  equal(answer.status, 200, path)
  return answer.text
}

describe('Việc của tôi', () => {
  it('shows my dossiers with their step, bar and due time', async () => {
    const html = await page('/office/work')
    match(html, new RegExp(`href="/office/dossiers/${codes.mine}"`))
    match(html, /Thẩm định/)
    match(html, /aria-label="đã dùng/)
    doesNotMatch(html, new RegExp(codes.pool ?? '-'))
  })
  it('lets the head take what waits, with everything the act needs', async () => {
    const html = await page('/office/work?f=to-take', 21)
    match(html, new RegExp(`action="/office/dossiers/${codes.pool}/take-step"`))
    for (const field of ['name="csrf" value="csrf-of-session"', 'name="seen" value="3"', 'name="step" value="2"'])
      yes(html.includes(field), field)
    match(html, /name="key" value="[0-9a-f-]{36}"/)
  })
  it('says so when nothing waits, and does not stumble over a filter that it does not know', async () =>
    match(await page('/office/work?f=x&after=y', 51), /Hiện không có việc/))
})

describe('Danh sách hồ sơ', () => {
  it('keeps the filters in the address and in the form', async () => {
    const html = await page('/office/dossiers?group=open&unit=2&from=2026-03-01')
    match(html, /<option value="open" selected/)
    match(html, /value="2026-03-01"/)
    match(html, /href="\/office\/dossiers\/export.csv\?group=open&amp;unit=2&amp;from=2026-03-01"/)
    doesNotMatch(html, new RegExp(codes.filed ?? '-'))
  })
  it('tells about a date that does not exist, and still lists', async () => {
    const answer = await get('/office/dossiers?from=2026-02-30&to=9999-12-31')
    equal(answer.status, 422)
    match(answer.text, /Ngày này không có trong lịch/)
  })
  it('helps where nothing is found', async () => match(await page('/office/dossiers?group=returned'), /Không có hồ sơ nào như vậy/))
  it('is closed to whoever may not read dossiers', async () => equal((await get('/office/dossiers', 51)).status, 403))
  it('escapes what people typed', async () => {
    const html = await page('/office/dossiers')
    match(html, /&lt;b&gt;777/)
    doesNotMatch(html, /<b>777/)
  })
  it('writes a table that a spreadsheet opens, and that runs nothing', async () => {
    const answer = await app.request('/office/dossiers/export.csv')
    const bytes = Buffer.from(await answer.arrayBuffer())
    equal(bytes.subarray(0, 3).toString('hex'), 'efbbbf')
    const lines = bytes.toString().trim().split('\r\n')
    equal(lines.length, 5)
    match(bytes.toString(), /"'=HYPERLINK\(""http:\/\/x"",""Bấm""\)"/)
    deepEqual(csvLine(['+1', '-1', '@x', '\t=1', 'a"b', 7]), `"'+1","'-1","'@x","'\t=1","a""b","7"\r\n`)
  })
  it('prints the list', async () => {
    const answer = await get('/office/dossiers/print?group=open')
    equal(answer.type, 'application/pdf')
    match(answer.text, /^%PDF-/)
  })
})

describe('Tìm hồ sơ', () => {
  it('goes straight to a whole code, however it is typed', async () => {
    const answer = await get(`/office/search?q=${(codes.mine ?? '').toLowerCase()}`)
    deepEqual([answer.status, answer.to], [303, `/office/dossiers/${codes.mine}`])
  })
  it('finds by words, and keeps what was typed', async () => {
    const html = await page('/office/search?q=dat+dai+777')
    match(html, new RegExp(codes.filed ?? '-'))
    match(html, /value="dat dai 777"/)
  })
  it('helps where nothing is found, also for another agency’s code', async () =>
    match(await page(`/office/search?q=${codes.foreign}`), /Không tìm thấy hồ sơ nào/))
  it('does not stumble over an empty or a long question', async () => {
    await page('/office/search')
    await page(`/office/search?q=${encodeURIComponent('đ!'.repeat(2000))}`)
  })
})

describe('Trang hồ sơ', () => {
  it('shows the holder the one next step, and others with their reason', async () => {
    const html = await page(`/office/dossiers/${codes.mine}`)
    match(html, new RegExp(`href="/office/dossiers/${codes.mine}/complete-step\\?step=3"[^>]*>Hoàn thành bước này`))
    match(html, /Trả lại bước trước/)
    match(html, /Vì sao hẹn trả/)
    match(html, /Dấu niêm phong/)
    match(html, /12\/QĐ-UBND/)
  })
  it('tells an onlooker who has it', async () => {
    const html = await page(`/office/dossiers/${codes.mine}`, 23)
    match(html, /aria-disabled="true"[^>]*>Hoàn thành bước này/)
    match(html, /đang do Lê Thẩm Định \(mẫu\)/)
  })
  it('lets the head reassign what a colleague holds', async () =>
    match(await page(`/office/dossiers/${codes.mine}`, 21), /reassign\?step=3"[^>]*>Phân công lại/))
  it('offers at the counter to ask for what is missing, and says why it cannot be accepted', async () => {
    const html = await page(`/office/dossiers/${codes.filed}`, 11)
    match(html, /ask-to-complete"[^>]*>Yêu cầu bổ sung/)
    match(html, /Còn thiếu giấy tờ: Bản vẽ khu vực/)
    match(html, /Tiếp nhận bây giờ thì hẹn trả/)
  })
  it('offers to give out the result at the counter, and elsewhere says who does', async () => {
    match(await page(`/office/dossiers/${codes.ended}`, 11), /return-result"[^>]*>Trả kết quả/)
    match(await page(`/office/dossiers/${codes.ended}`, 22), /do Bộ phận Một cửa trả/)
    match(await page(`/office/dossiers/${codes.ended}`, 22), /15\/GP-STNMT/)
  })
  it('shows of a phone number only its end', async () => {
    const html = await page(`/office/dossiers/${codes.mine}`)
    match(html, /…1234/)
    doesNotMatch(html, /0900001234/)
  })
  it('is not there for another agency, and helps', async () => {
    const answer = await get(`/office/dossiers/${codes.foreign}`)
    equal(answer.status, 404)
    match(answer.text, /hồ sơ thuộc cơ quan khác/)
    doesNotMatch(answer.text, /Đá Xanh/)
  })
  it('leaves addresses that are no code to others', async () => equal((await get('/office/dossiers/new')).status, 404))
})

describe('In English', () => {
  it('shows my work', async () => {
    const html = await englishPage('/office/work')
    match(html, /<main data-title="My work">.*<h1>My work<\/h1>/)
    match(html, /Thẩm định/)
    doesNotMatch(html, /Việc của tôi|Hạn trả|Còn lại|ngày làm việc/)
  })
  it('shows the list and what was found', async () => {
    const list = await englishPage('/office/dossiers')
    match(list, /<h1>Dossiers<\/h1>/)
    match(list, /4 dossiers on this page/)
    doesNotMatch(list, /Hồ sơ|Quá hạn|Trực tiếp|ngày làm việc/)
    match(list, />Clock stopped </) // “Stopped” is a status
    match(list, />Filed via</)
    match(await englishPage('/office/search?q=dat+dai+777'), /<h1>Search for “dat dai 777”<\/h1>/)
  })
  it('shows one dossier with its time, steps, papers and history', async () => {
    const html = await englishPage(`/office/dossiers/${codes.mine}`)
    match(html, />Complete this step</)
    match(html, /Why is it due on/)
    match(html, /of working time left/)
    match(html, /Filed at the counter/)
    doesNotMatch(html, /Các bước|Giấy tờ|Người nộp|Lịch sử|Hoàn thành|Tiếp nhận,|giờ làm việc/)
  })
  it('says why something cannot be done', async () => {
    match(await englishPage(`/office/dossiers/${codes.mine}`, 23), /Lê Thẩm Định \(mẫu\) \(Phòng Khoáng sản\) has this step\./)
    match(await englishPage(`/office/dossiers/${codes.filed}`, 11), /Papers are missing: Bản vẽ khu vực/)
  })
  it('keeps the table that goes out in Vietnamese', async () => {
    const table = await englishPage('/office/dossiers/export.csv')
    match(table, /"Mã hồ sơ","Thủ tục"/)
    match(table, /"Đang xử lý","Trực tiếp"/)
    doesNotMatch(table, /In process|In person/)
  })
  it('tells who received the result', async () => {
    const to = `${receivers.other.vi} Lê Văn A (con ruột), ${checkedPapers.vi}`
    office.done(await office.service.returnResult(office.by(11), codes.ended as never, office.stamp(), { channel: 1, to }))
    const html = await englishPage(`/office/dossiers/${codes.ended}`)
    match(html, /Returned<\/dt><dd>today 09:00, Lê Văn A \(con ruột\), in the applicant’s place, identity papers checked</)
    match(html, /Result returned at the counter to Lê Văn A \(con ruột\), in the applicant’s place, identity papers checked\./)
  })
})
