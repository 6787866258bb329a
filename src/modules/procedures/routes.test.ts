import { deepEqual, doesNotMatch, equal, ok as isTrue, match } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { jsx } from 'hono/jsx'
import { inVietnamese, type Lang } from '../../kernel/say.ts'
import { fileStore } from '../../platform/files.ts'
import { speak } from '../../platform/http/language.ts'
import { mount, type OfficeEnv } from '../../platform/http/routes.ts'
import { zipOf } from '../../platform/office-file/zip.example.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { PageLanguage } from '../../ui/language.ts'
import { permissionsOf, type Role } from '../org/model.ts'
import { stageCells, stepCells, wholeCells } from './edit/sheet.ts'
import { assigned, department, jsonOf, now, people, permit, units } from './office.example.ts'
import type { InternalProcess } from './process.ts'
import { readProcessFile } from './process-file.adapter.ts'
import { procedureRoutes } from './routes.ts'
import { keepUpload } from './store.ts'
import { writeProcessWorkbook } from './workbook.adapter.ts'

let base: TestDatabase
let folder = ''
let agencyId = 0
let app: Hono<OfficeEnv>
let forgotten = 0
const addresses = new Map<string, string>()

type Person = { officerId: number; role: Role; unitId: number; onBehalfOf?: number | null }
const administrator: Person = { officerId: people.administrator, role: 'administrator', unitId: units.office }
const director: Person = { officerId: people.director, role: 'director', unitId: units.leadership }
const specialist: Person = { officerId: people.specialist, role: 'specialist', unitId: units.minerals }

before(async () => {
  base = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'procedures files '))
  agencyId = await department(base.db, 'so-mau')
  app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    const { officerId, role, unitId, onBehalfOf = null }: Person = JSON.parse(c.req.header('x-who') ?? '{}')
    c.set('now', now)
    c.set('requestId', 'test')
    c.set('notice', null)
    c.set('who', {
      agencyId,
      officerId,
      name: `Người ${officerId} (mẫu)`,
      title: '',
      agencyName: 'Sở Mẫu',
      posts: [{ unitId, role, onBehalfOf }],
      may: new Set<string>(permissionsOf[role]),
      actingFor: null,
      csrf: 'csrf',
    })
    c.setRenderer((content) => c.html(jsx(PageLanguage.Provider, { value: c.var.say.lang }, content).toString()))
    await next()
  })
  const routes = procedureRoutes({
    db: base.db,
    files: await fileStore(folder),
    publicUrl: ({ key }) => `https://mau.example/thu-tuc/${key}`,
    forget: () => forgotten++,
    stepDurations: async () => past,
  })
  mount(app, routes, (route) => async (c, next) => (c.var.who.may.has(route.needs) ? next() : c.text('403', 403)))
})
after(() => rm(folder, { recursive: true }))

const headersOf = (who: Person, lang: Lang) => ({ 'x-who': JSON.stringify(who), cookie: `motcua-lang=${lang}` })
const get = async (who: Person, path: string, lang: Lang = 'vi') => {
  const answer = await app.request(path, { headers: headersOf(who, lang) })
  return { status: answer.status, html: await answer.text() }
}
const send = async (who: Person, path: string, fields: Record<string, string | File[]>, lang: Lang = 'vi') => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  const answer = await app.request(path, { method: 'POST', body, headers: headersOf(who, lang) })
  return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() }
}
const file = (name: string, content: Uint8Array | string) =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], name)
const upload = (files: File[], key = randomUUID() as string) => send(administrator, '/office/procedures/import', { key, files })
const hiddenIn = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** Brings a process in through the pages, and gives its address. */
async function bring(process: InternalProcess): Promise<string> {
  const { to } = await upload([file('a.json', jsonOf(process))])
  equal((await send(administrator, to, {})).status, 303)
  const { html } = await get(administrator, `/office/procedures?q=${process.id}`)
  const address = /href="(\/office\/procedures\/\d+)"/.exec(html)?.[1] ?? ''
  addresses.set(process.id, address)
  return address
}
const assignFields = Object.fromEntries(
  Object.entries(assigned).flatMap(([key, { unitId, role }]) => [
    [`unit-${key}`, String(unitId)],
    [`role-${key}`, role],
  ]),
)
const stampIn = (html: string) => ({ seen: hiddenIn(html, 'seen'), version: hiddenIn(html, 'version'), key: randomUUID() as string })
const assign = async (address: string) =>
  send(administrator, `${address}/assign`, { ...stampIn((await get(administrator, `${address}/assign`)).html), ...assignFields })
const publishFields = { decision: 'QĐ 12/QĐ-UBND', effectiveFrom: '2026-03-02' }
const publish = async (who: Person, address: string, more: Record<string, string> = {}) =>
  send(who, `${address}/publish`, { ...stampIn((await get(who, `${address}/publish`)).html), ...publishFields, ...more })

describe('Import by upload (nhập từ tệp)', () => {
  it('shows what is new and every fault before anything is written', async () => {
    const faulty = permit({ id: 'xem-2', limit: [{ value: 9, unit: 'working_day' }] })
    const { status, to } = await upload([file('một.json', jsonOf(permit({ id: 'xem-1' }), faulty))])
    equal(status, 303)
    const { html } = await get(administrator, to)
    match(html, /xem-1/)
    match(html, /Tổng thời gian các bước không bằng thời hạn: 0,5 \+ 3 \+ 1 \+ 0,5 = 5 ngày làm việc, thời hạn 9 ngày làm việc/)
    match(html, /Nhập 2 quy trình thành bản nháp/)
    match((await get(administrator, '/office/procedures?q=xem')).html, /Không có thủ tục nào như vậy/)
    equal((await send(administrator, to, {})).status, 303)
    match((await get(administrator, to)).html, /Đã ghi thành bản nháp/)
    match((await get(administrator, '/office/procedures?state=faulty')).html, /xem-2/)
    isTrue(forgotten > 0)
  })
  it('takes several files of both kinds, whatever their spelling', async () => {
    const name = 'Cấp giấy phép ví dụ'.normalize('NFD')
    const { to } = await upload([
      file('a.json', jsonOf(permit({ id: 'nhieu-1', name }))),
      file('b.xlsx', await writeProcessWorkbook([permit({ id: 'nhieu-2' })])),
    ])
    equal((await send(administrator, to, {})).status, 303)
    const { html } = await get(administrator, '/office/procedures?q=nhieu')
    match(html, /nhieu-1/)
    match(html, /nhieu-2/)
    isTrue(html.includes('Cấp giấy phép ví dụ'.normalize('NFC')))
  })
  it('confirmed twice has one effect', async () => {
    const { to } = await upload([file('a.json', jsonOf(permit({ id: 'hai-lan' })))])
    deepEqual([(await send(administrator, to, {})).status, (await send(administrator, to, {})).status], [303, 303])
    match((await get(administrator, `${await addressOf('hai-lan')}`)).html, /bản 1, bản nháp/)
  })
  it('says that a known code has a new content, and makes a draft beside it', async () => {
    await bring(permit({ id: 'da-co' }))
    const { to } = await upload([file('a.json', jsonOf(permit({ id: 'da-co', fee: 5 })))])
    match((await get(administrator, to)).html, /thay đổi/)
    await send(administrator, to, {})
    match((await get(administrator, `${await addressOf('da-co')}?v=2`)).html, /bản 2, bản nháp/)
  })
  it('writes nothing beside a bad record, unless told to leave it out', async () => {
    const { to } = await upload([
      file('a.json', jsonOf(permit({ id: 'tot' }))),
      file('b.json', '[{"id":"xau","name_vi":"X","steps":[{"no":1}]}]'),
    ])
    const preview = await get(administrator, to)
    match(preview.html, /steps\[0\]\.counts_time: thiếu/)
    const refused = await send(administrator, to, {})
    equal(refused.status, 409)
    match(refused.html, /chưa nhập gì/)
    match((await get(administrator, '/office/procedures?q=tot')).html, /Không có thủ tục nào/)
    equal((await send(administrator, to, { skipBad: 'yes' })).status, 303)
    match((await get(administrator, '/office/procedures?q=tot')).html, />Cấp giấy phép ví dụ</)
  })

  const bad: [string, File, RegExp][] = [
    ['malformed JSON', file('a.json', '{\n "id": 1,,\n}'), /lỗi cú pháp ở dòng 2/],
    ['a ZIP bomb', file('a.xlsx', zipOf([{ name: 'xl/a.xml', content: Buffer.alloc(8 * 1024 * 1024) }])), /bom nén/],
    ['a path trick inside', file('a.xlsx', zipOf([{ name: '../../etc/passwd', content: 'x' }])), /tên không được phép/],
    ['another type', file('a.xlsx', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3)), /không phải JSON hay XLSX/],
    ['a wrong name', file('a.json', zipOf([{ name: 'a', content: 'x' }])), /nội dung là XLSX/],
    ['too large a file', file('a.json', Buffer.alloc(20 * 1024 * 1024 + 1, 0x20)), /lớn hơn 20 MB/],
    ['an empty file', file('a.json', ''), /không có nội dung/],
  ]
  for (const [what, sent, message] of bad)
    it(`tells ${what}, and offers nothing to write`, async () => {
      const { status, to } = await upload([sent])
      equal(status, 303)
      const { html } = await get(administrator, to)
      match(html, message)
      match(html, /Không có quy trình nào đọc được/)
    })
  it('keeps no path out of a name', async () => {
    const { to } = await upload([file('..\\..\\windows\\a.json', '{')])
    const { html } = await get(administrator, to)
    doesNotMatch(html, /windows/)
    match(html, /a\.json/)
  })
  it('asks for a file', async () => {
    const { status, html } = await send(administrator, '/office/procedures/import', { key: randomUUID() })
    deepEqual([status, /Chọn tệp/.test(html)], [422, true])
  })
  it('shows an upload to nobody who has no such page', async () => {
    equal((await get(administrator, `/office/procedures/import/${randomUUID()}`)).status, 404)
    equal((await get(administrator, '/office/procedures/import/1')).status, 404)
  })
  it('is not for those who may only read', async () => {
    equal((await get(director, '/office/procedures/import')).status, 403)
    equal((await send(specialist, '/office/procedures/import', { key: randomUUID() })).status, 403)
  })
})

const addressOf = async (id: string): Promise<string> => {
  const { html } = await get(administrator, `/office/procedures?q=${id}`)
  return /href="(\/office\/procedures\/\d+)"/.exec(html)?.[1] ?? ''
}

describe('Assign, then publish (phân công, công bố)', () => {
  it('proposes who carries each step, a person confirms, another publishes', async () => {
    const address = await bring(permit({ id: 'duong-chinh' }))
    const page = await get(administrator, `${address}/assign`)
    match(page.html, /Phòng Khoáng sản/)
    match(page.html, /<option value="specialist" selected/)
    equal((await assign(address)).to, address)
    match((await get(director, `${address}/publish`)).html, /Công bố/)
    equal((await publish(director, address)).to, `${address}?v=1`)
    const { html } = await get(specialist, address)
    match(html, /bản 1, áp dụng từ 02\/3\/2026|bản 1, áp dụng từ 02\/03\/2026/)
    match(html, /bằng thời hạn/)
    match(html, /https:\/\/mau\.example\/thu-tuc\/duong-chinh/)
    match(html, /role="img" aria-label="Mã QR/)
  })
  it('names the step that nobody has chosen', async () => {
    const address = await bring(permit({ id: 'thieu' }))
    const { html } = await get(administrator, `${address}/assign`)
    const answer = await send(administrator, `${address}/assign`, { ...stampIn(html), ...assignFields, 'unit-2': '', 'role-3': 'vua' })
    equal(answer.status, 422)
    match(answer.html, /Bước 2: Chọn đơn vị làm bước này/)
    match(answer.html, /Bước 3: Chọn vai trò/)
    match(answer.html, /<option value="records-clerk" selected/) // what was chosen stays
  })
  it('warns when nobody holds the role', async () => {
    const address = addresses.get('thieu') ?? ''
    const { html } = await get(administrator, `${address}/assign`)
    await send(administrator, `${address}/assign`, { ...stampIn(html), ...assignFields, 'role-2': 'counter-officer' })
    match((await get(administrator, `${address}/assign`)).html, /Có bước chưa có ai giữ vai trò/)
    match((await get(director, `${address}/publish`)).html, /1 bước hôm nay chưa có ai giữ vai trò/)
  })
  it('goes on to the next draft when asked to', async () => {
    await bring(permit({ id: 'tiep-1' }))
    const address = await bring(permit({ id: 'tiep-2' }))
    const { html } = await get(administrator, `${address}/assign`)
    const { to } = await send(administrator, `${address}/assign`, { ...stampIn(html), ...assignFields, after: 'next' })
    match(to, /^\/office\/procedures\/\d+\/assign$/)
    isTrue(!to.startsWith(`${address}/`))
  })
  it('refuses the person who prepared it, even by a form made by hand', async () => {
    const address = await bring(permit({ id: 'mot-nguoi' }))
    await assign(address)
    const both: Person = { ...administrator, role: 'director' }
    const page = await get(both, `${address}/publish`)
    match(page.html, /người khác phải công bố/)
    doesNotMatch(page.html, /<button class="ds-button" type="submit">Công bố/)
    const answer = await publish(both, address)
    equal(answer.status, 409)
    match(answer.html, /Anh\/chị đã nhập quy trình này; người khác phải công bố/)
  })
  it('refuses a post that may not publish', async () => equal((await publish(administrator, addresses.get('mot-nguoi') ?? '')).status, 403))
  it('tells that somebody published meanwhile', async () => {
    const address = addresses.get('mot-nguoi') ?? ''
    const { html } = await get(director, `${address}/publish`)
    const stamp = stampIn(html)
    equal((await publish({ ...director, officerId: people.deputy, role: 'deputy-director' }, address)).status, 303)
    const late = await send(director, `${address}/publish`, { ...stamp, ...publishFields })
    equal(late.status, 409)
    match(late.html, /vừa được người khác cập nhật/)
  })
  it('answers a double click once', async () => {
    const address = await bring(permit({ id: 'bam-doi' }))
    await assign(address)
    const fields = { ...stampIn((await get(director, `${address}/publish`)).html), ...publishFields }
    const [one, two] = await Promise.all([send(director, `${address}/publish`, fields), send(director, `${address}/publish`, fields)])
    deepEqual([one.status, two.status], [303, 303])
  })
  it('refuses yesterday, and a date that does not exist; what was typed stays', async () => {
    const address = await bring(permit({ id: 'ngay' }))
    await assign(address)
    const early = await publish(director, address, { effectiveFrom: '2026-03-01', decision: 'QĐ 7/QĐ' })
    equal(early.status, 409)
    match(early.html, /từ hôm nay \(02\/03\/2026\) trở đi/)
    match(early.html, /value="QĐ 7\/QĐ"/)
    const none = await publish(director, address, { effectiveFrom: '2026-02-30' })
    deepEqual([none.status, /Ngày không có thật/.test(none.html)], [422, true])
  })
  it('refuses a draft with faults', async () => {
    const address = await bring(permit({ id: 'loi', limit: [] }))
    const answer = await publish(director, address)
    equal(answer.status, 409)
    match(answer.html, /Quy trình còn 1 lỗi/)
    const page = await get(administrator, address)
    match(page.html, /Quy trình chưa có thời hạn giải quyết/)
  })
  it('shows what changes against the version in force, step by step', async () => {
    const address = addresses.get('duong-chinh') ?? ''
    await bring(permit({ id: 'duong-chinh', fee: 100_000 }, 4))
    await assign(address)
    const { html } = await get(director, `${address}/publish`)
    match(html, /0 thêm, 0 bỏ, 1 đổi, 4 giữ nguyên/)
    match(html, /<del>3 ngày làm việc<\/del> → <ins>4 ngày làm việc<\/ins>/)
    match(html, /Phí, lệ phí/)
  })
  it('withdraws: with a reason, and by who may', async () => {
    const address = addresses.get('bam-doi') ?? ''
    const page = await get(director, `${address}/withdraw`)
    const fields = { seen: hiddenIn(page.html, 'seen'), key: randomUUID(), lastDay: '2026-03-02' }
    equal((await send(director, `${address}/withdraw`, { ...fields, reason: ' ' })).status, 422)
    equal((await send(administrator, `${address}/withdraw`, { ...fields, reason: 'QĐ 99' })).status, 403)
    equal((await send(director, `${address}/withdraw`, { ...fields, reason: 'QĐ 99' })).status, 303)
    match((await get(director, address)).html, /Đã bãi bỏ/)
  })
})

describe('The pages of procedures (trang thủ tục)', () => {
  it('list what was searched, and keep the search in their links', async () => {
    const { html } = await get(specialist, '/office/procedures?q=giay%20phep&field=Kho%C3%A1ng%20s%E1%BA%A3n')
    match(html, /Cấp giấy phép ví dụ/)
    match(html, /href="\/office\/procedures\?q=giay\+phep&amp;field=[^"]*&amp;state=draft"/)
  })
  it('answer nonsense in the address with the whole list', async () => {
    const { status } = await get(specialist, '/office/procedures?state=%27&after=%00&q=%27%27%7C')
    equal(status, 200)
  })
  it('know no procedure that is not there', async () => {
    for (const path of ['999999', '999999/assign', '999999/publish', '1?v=99'])
      equal(
        (await get({ ...administrator, role: path.endsWith('publish') ? 'director' : 'administrator' }, `/office/procedures/${path}`))
          .status,
        404,
      )
  })
  it('give the template and the list as workbooks that the import reads', async () => {
    const template = await app.request('/office/procedures/template.xlsx', { headers: { 'x-who': JSON.stringify(specialist) } })
    match(template.headers.get('content-disposition') ?? '', /mau-quy-trinh\.xlsx/)
    const list = await app.request('/office/procedures/export.xlsx?q=duong-chinh', { headers: { 'x-who': JSON.stringify(specialist) } })
    const read = await readProcessFile({ name: 'a.xlsx', bytes: new Uint8Array(await list.arrayBuffer()) }, inVietnamese)
    isTrue(read.ok)
    deepEqual(
      read.value.map((record) => record.ok && record.value),
      [permit({ id: 'duong-chinh', fee: 100_000 }, 4)],
    )
    const one = await app.request(`${addresses.get('duong-chinh')}/export.xlsx?v=1`, { headers: { 'x-who': JSON.stringify(specialist) } })
    const first = await readProcessFile({ name: 'a.xlsx', bytes: new Uint8Array(await one.arrayBuffer()) }, inVietnamese)
    deepEqual(first.ok && first.value.map((record) => record.ok && record.value), [permit({ id: 'duong-chinh' })])
  })
  it('show names as text, never as markup', async () => {
    const address = await bring(permit({ id: 'ma-doc', name: '<script>alert(1)</script>' }))
    doesNotMatch((await get(specialist, address)).html, /<script>/)
  })
})

describe('The pages of procedures, asked in English', () => {
  it('list them', async () => {
    const { html } = await get(director, '/office/procedures?q=duong-chinh', 'en')
    match(html, /<h1>Procedures<\/h1>/)
    match(html, /1 in force, of 1 procedure found/)
    match(html, /5 working days/)
    match(html, /version 2, to be published/)
    doesNotMatch(html, /Thủ tục, quy trình|đang áp dụng|ngày làm việc|Lĩnh vực/)
  })
  it('show one with its steps and versions, and say who does what is not theirs', async () => {
    const { html } = await get(specialist, addresses.get('duong-chinh') ?? '', 'en')
    match(html, /version 1, in force from 2 Mar 2026/)
    match(html, /equals the limit/)
    match(html, /The steps of the internal process/)
    match(html, /The leaders of the agency do this\./)
    doesNotMatch(html, /Thủ tục, quy trình|Các bước|Thời hạn|bằng thời hạn|áp dụng từ|ngày làm việc/)
  })
  it('explain the faults of a draft', async () => {
    const { html } = await get(administrator, addresses.get('loi') ?? '', 'en')
    match(html, /The process has 1 fault and cannot be published yet/)
    match(html, /The process has no limit\./)
    doesNotMatch(html, /Quy trình (có|chưa)/)
  })
  it('show what a new version changes, and why it is not published', async () => {
    const address = addresses.get('duong-chinh') ?? ''
    const { html } = await get(director, `${address}/publish`, 'en')
    match(html, /<h1>Publish the process<\/h1>/)
    match(html, /0 added, 0 removed, 1 changed, 4 unchanged/)
    match(html, /<del>3 working days<\/del> → <ins>4 working days<\/ins>/)
    doesNotMatch(html, /Công bố|giữ nguyên|Phí, lệ phí|ngày làm việc/)
    const none = await send(director, `${address}/publish`, { ...stampIn(html), decision: '', effectiveFrom: '2026-03-02' }, 'en')
    deepEqual([none.status, /Enter the number and the date of the decision\./.test(none.html)], [422, true])
    const early = await send(director, `${address}/publish`, { ...stampIn(html), ...publishFields, effectiveFrom: '2026-03-01' }, 'en')
    deepEqual([early.status, /The first day has to be today \(2 Mar 2026\) or later\./.test(early.html)], [409, true])
  })
  it('withdraw one', async () => {
    const address = addresses.get('duong-chinh') ?? ''
    const { html } = await get(director, `${address}/withdraw`, 'en')
    match(html, /<h1>Withdraw the procedure<\/h1>/)
    doesNotMatch(html, /Bãi bỏ|Lý do/)
    const fields = { seen: hiddenIn(html, 'seen'), key: randomUUID(), lastDay: '2026-02-01', reason: 'QĐ 99' }
    const answer = await send(director, `${address}/withdraw`, fields, 'en')
    deepEqual([answer.status, /The earliest last day is yesterday \(1 Mar 2026\)\./.test(answer.html)], [409, true])
  })
})

describe('Import and assignment, asked in English', () => {
  it('ask for files', async () => {
    const { html } = await get(administrator, '/office/procedures/import', 'en')
    match(html, /<h1>Import processes from files<\/h1>/)
    doesNotMatch(html, /Nhập quy trình|Xem trước|mỗi tệp/)
    const none = await send(administrator, '/office/procedures/import', { key: randomUUID() }, 'en')
    deepEqual([none.status, /Choose the files of processes to import\./.test(none.html)], [422, true])
  })
  it('preview what the files would do, with their faults', async () => {
    const { to } = await upload([
      file('a.json', jsonOf(permit({ id: 'english-1' }))),
      file('b.json', '[{"id":"english-2","name_vi":"X","steps":[{"no":1}]}]'),
    ])
    const { html } = await get(administrator, to, 'en')
    match(html, /<h1>Preview of the import<\/h1>/)
    match(html, /Import 1 process as a draft/)
    match(html, /steps\[0\]\.counts_time: missing/)
    doesNotMatch(html, /Xem trước|thiếu|bản nháp|không đọc được/)
    const refused = await send(administrator, to, {}, 'en')
    match(refused.html, /1 record cannot be read, so nothing was imported/)
  })
  it('tell in the reader’s language why a file was refused, whoever sent it', async () => {
    const { to } = await upload([
      file('a.json', '{\n "id": 1,,\n}'),
      file('b.xlsx', zipOf([{ name: '../../etc/passwd', content: 'x' }])),
      file('c.json', Buffer.alloc(20 * 1024 * 1024 + 1, 0x20)),
    ])
    const { html } = await get(administrator, to, 'en')
    match(html, /The JSON file has a syntax error at line 2, column 10\..*a name that is not allowed.*larger than 20 MB/s)
    doesNotMatch(html, /lỗi cú pháp|không được phép|lớn hơn/)
    match((await get(administrator, to)).html, /lỗi cú pháp ở dòng 2, cột 10.*tên không được phép.*lớn hơn 20 MB/s)
  })
  it('show a reason that was stored as a sentence as it is', async () => {
    const id = randomUUID()
    const by = { agencyId, officerId: people.administrator, onBehalfOf: null, at: now }
    await keepUpload(base.db, by, id, [{ name: 'a.json', sha256: null, refused: 'Tệp không có nội dung.' }])
    match((await get(administrator, `/office/procedures/import/${id}`, 'en')).html, /Tệp không có nội dung\./)
  })
  it('propose who does each step, and name the step that nobody has chosen', async () => {
    const address = await bring(permit({ id: 'english-3' }))
    const { html } = await get(administrator, `${address}/assign`, 'en')
    match(html, /<h1>Assign the steps<\/h1>/)
    match(html, /<optgroup label="Division"><option[^>]*>Phòng Khoáng sản/)
    match(html, /<option value="records-clerk" selected[^>]*>Records clerk/)
    match(html, /Records clerk; Văn phòng Sở/)
    doesNotMatch(html, /Phân công|Trưởng đơn vị|Nơi khác làm|ngày làm việc/)
    const answer = await send(administrator, `${address}/assign`, { ...stampIn(html), ...assignFields, 'unit-2': '' }, 'en')
    deepEqual([answer.status, /Step 2: Choose the unit that does this step\./.test(answer.html)], [422, true])
  })
})

describe('The editor (soạn quy trình)', () => {
  const cellsIn = (html: string, name: string) =>
    [
      ...html.matchAll(
        new RegExp(`<(?:input[^>]*? name="${name}" [^>]*?value="([^"]*)"|select[^>]*? name="${name}"[^>]*>(.*?)</select>)`, 'g'),
      ),
    ].map(
      ([, value, options]) =>
        value ?? /<option value="([^"]*)" selected/.exec(options ?? '')?.[1] ?? /<option value="([^"]*)"/.exec(options ?? '')?.[1] ?? '',
    )
  const names = [...stepCells, ...stageCells, ...wholeCells]
  const sheetFields = (html: string) => {
    const plain = html.replaceAll('&quot;', '"')
    const fields: [string, string][] = names.flatMap((name) => cellsIn(plain, name).map((value): [string, string] => [name, value]))
    return [
      ...fields,
      ...['seen', 'fromVersion'].map((name): [string, string] => [name, hiddenIn(html, name)]),
      ['key', randomUUID()] as [string, string],
    ]
  }
  const post = async (who: Person, path: string, fields: [string, string][]) => {
    const body = new FormData()
    for (const [name, value] of fields) body.append(name, value)
    const answer = await app.request(path, { method: 'POST', body, headers: headersOf(who, 'vi') })
    return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() }
  }
  const with_ = (fields: [string, string][], name: string, at: number, value: string) => {
    let seen = -1
    return fields.map(([n, v]): [string, string] => (n === name && ++seen === at ? [n, value] : [n, v]))
  }

  it('shows the table as a form, and inserts an uncounted supplement by a button, without script', async () => {
    const address = await bring(permit({ id: 'soan-1' }))
    const page = await get(administrator, `${address}/edit`)
    equal(page.status, 200)
    match(page.html, /Không còn lỗi nào/)
    const arranged = await post(administrator, `${address}/edit`, [...sheetFields(page.html), ['do', 'wait:1']])
    equal(arranged.status, 200)
    match(arranged.html, /value="Bổ sung hồ sơ \(không tính ngày\)"/)
    match(arranged.html, /Chưa lưu/)
    match(arranged.html, /Không còn lỗi nào/) // 0.5 + 3 + 1 + 0.5 = 5 days, as before
    const saved = await post(administrator, `${address}/edit`, [...sheetFields(arranged.html), ['do', 'save']])
    equal(saved.status, 303)
    const { html } = await get(administrator, `${address}?v=2`)
    match(html, /bản 2, bản nháp/)
    match(html, /sau 2/)
    match(html, /bằng thời hạn/)
  })
  it('keeps what is wrong in a cell, and says where', async () => {
    const address = addresses.get('soan-1') ?? ''
    const fields = with_(sheetFields((await get(administrator, `${address}/edit`)).html), 'time', 1, 'ba ngày')
    const answer = await post(administrator, `${address}/edit`, [...fields, ['do', 'save']])
    equal(answer.status, 422)
    match(answer.html, /href="#time-1"/)
    match(answer.html, /value="ba ngày"/)
  })
  it('saves a draft whose sum is wrong, and says so', async () => {
    const address = addresses.get('soan-1') ?? ''
    const fields = with_(sheetFields((await get(administrator, `${address}/edit`)).html), 'time', 1, '4')
    equal((await post(administrator, `${address}/edit`, [...fields, ['do', 'save']])).status, 303)
    match((await get(administrator, `${address}?v=3`)).html, /Tổng thời gian các bước không bằng thời hạn/)
  })
  it('checks while one types', async () => {
    const address = addresses.get('soan-1') ?? ''
    const fields = sheetFields((await get(administrator, `${address}/edit`)).html)
    const answer = await post(administrator, `${address}/edit/check`, fields)
    match(answer.html, /0,5 \+ 4 \+ 1 \+ 0,5 = 6 ngày làm việc, thời hạn 5 ngày làm việc/)
  })
  it('goes back to an earlier save by saving it again', async () => {
    const address = addresses.get('soan-1') ?? ''
    const fields = sheetFields((await get(administrator, `${address}/edit?from=2`)).html)
    equal((await post(administrator, `${address}/edit`, [...fields, ['do', 'save']])).status, 303)
    match((await get(administrator, `${address}?v=4`)).html, /bằng thời hạn/)
  })
  it('tells that somebody else saved meanwhile, and keeps what was typed', async () => {
    const address = addresses.get('soan-1') ?? ''
    const fields = sheetFields((await get(administrator, `${address}/edit`)).html)
    const change = (name: string): [string, string][] => [
      ...with_(fields, 'name', 0, name).filter(([n]) => n !== 'key'),
      ['key', randomUUID()],
      ['do', 'save'],
    ]
    const both = await Promise.all([
      post(administrator, `${address}/edit`, change('Một')),
      post(administrator, `${address}/edit`, change('Hai')),
    ])
    deepEqual(both.map(({ status }) => status).sort(), [303, 409])
    const late = both.find(({ status }) => status === 409)?.html ?? ''
    match(late, /vừa được người khác cập nhật/)
    match(late, /value="(Một|Hai)"/)
  })
  it('writes nothing when nothing changed', async () => {
    const address = addresses.get('soan-1') ?? ''
    const answer = await post(administrator, `${address}/edit`, [
      ...sheetFields((await get(administrator, `${address}/edit`)).html),
      ['do', 'save'],
    ])
    deepEqual([answer.status, /Không có gì khác bản/.test(answer.html)], [409, true])
  })
  it('leaves what is published alone, and whoever edited may not publish', async () => {
    const address = await bring(permit({ id: 'soan-2' }))
    await assign(address)
    await publish(director, address)
    const fields = with_(sheetFields((await get(administrator, `${address}/edit`)).html), 'name', 1, 'Thẩm định hồ sơ')
    equal((await post(administrator, `${address}/edit`, [...fields, ['do', 'save']])).status, 303)
    doesNotMatch((await get(administrator, `${address}?v=1`)).html, /Thẩm định hồ sơ/)
    await assign(address)
    const both: Person = { ...administrator, role: 'director' }
    match((await get(both, `${address}/publish`)).html, /người khác phải công bố/)
  })
  it('refuses a form with cells missing, and whoever may not edit', async () => {
    const address = addresses.get('soan-1') ?? ''
    const fields = sheetFields((await get(administrator, `${address}/edit`)).html)
    equal((await post(administrator, `${address}/edit`, [...fields.filter(([name]) => name !== 'actor'), ['do', 'save']])).status, 422)
    equal((await get(director, `${address}/edit`)).status, 403)
    equal((await get(administrator, '/office/procedures/999999/edit')).status, 404)
  })
})

describe('Conformance with the decision (đối chiếu quyết định)', () => {
  const fields = async (address: string) => ({
    seen: hiddenIn((await get(administrator, `${address}/conform`)).html, 'seen'),
    key: randomUUID() as string,
    decision: '1258/QĐ-UBND',
    decidedOn: '2026-02-10',
  })
  const decided = (process: InternalProcess) => [file('qd.json', jsonOf(process))]

  it('records the table of a decision and refuses to publish what differs, with each difference', async () => {
    const address = await bring(permit({ id: 'doi-1' }))
    await assign(address)
    const approved = permit({ id: 'doi-1' })
    const steps = approved.steps.map((step, i) => (i === 2 ? { ...step, actor: 'Phó Giám đốc' } : step))
    equal(
      (await send(administrator, `${address}/conform`, { ...(await fields(address)), file: decided({ ...approved, steps }) })).status,
      303,
    )
    const page = await get(administrator, `${address}/conform`)
    match(page.html, /Khác quyết định nên không công bố được/)
    match(page.html, /người thực hiện/)
    const refused = await publish(director, address)
    equal(refused.status, 409)
    match(refused.html, /khác bảng đã phê duyệt theo 1258\/QĐ-UBND, 1 chỗ: Bước 3 “Ký duyệt” khác quyết định: người thực hiện\./)
  })
  it('lets it be published once the right table is recorded', async () => {
    const address = addresses.get('doi-1') ?? ''
    const text = jsonOf(permit({ id: 'doi-1' })).toString()
    equal((await send(administrator, `${address}/conform`, { ...(await fields(address)), text })).status, 303)
    match((await get(administrator, `${address}/conform`)).html, /Giống quyết định/)
    equal((await publish(director, address)).status, 303)
  })
  it('takes an earlier version for the decision', async () => {
    const address = addresses.get('doi-1') ?? ''
    equal((await send(administrator, `${address}/conform`, { ...(await fields(address)), fromVersion: '1' })).status, 303)
    match((await get(administrator, `${address}/conform`)).html, /bản 1/)
  })
  it('reads a workbook, and no two sources at once', async () => {
    const address = addresses.get('doi-1') ?? ''
    const workbook = [file('qd.xlsx', await writeProcessWorkbook([permit({ id: 'doi-1' })]))]
    equal((await send(administrator, `${address}/conform`, { ...(await fields(address)), file: workbook })).status, 303)
    const both = await send(administrator, `${address}/conform`, { ...(await fields(address)), file: workbook, fromVersion: '1' })
    deepEqual([both.status, /Chọn đúng một cách/.test(both.html)], [422, true])
  })
  it('refuses a decision without a number, a date to come, a file that is none', async () => {
    const address = addresses.get('doi-1') ?? ''
    const with_ = async (more: Record<string, string | File[]>) =>
      send(administrator, `${address}/conform`, { ...(await fields(address)), ...more })
    match((await with_({ fromVersion: '1', decision: 'không số' })).html, /Ghi số của quyết định phê duyệt/)
    match((await with_({ fromVersion: '1', decidedOn: '2026-03-03' })).html, /không thể sau hôm nay \(02\/03\/2026\)/)
    match((await with_({ text: '{' })).html, /lỗi cú pháp/)
    match((await with_({ file: [file('hai.json', jsonOf(permit({ id: 'a' }), permit({ id: 'b' })))] })).html, /Cần đúng một quy trình/)
    equal((await send(director, `${address}/conform`, {})).status, 403)
  })
})

describe('Drawing and BPMN (sơ đồ quy trình)', () => {
  it('draws a version beside its table, and gives it as a BPMN file', async () => {
    const address = await bring(permit({ id: 've-1' }))
    const page = await get(specialist, `${address}/process`)
    match(page.html, /<svg[^>]*role="img"/)
    match(page.html, /Các bước của quy trình nội bộ/)
    const answer = await app.request(`${address}/process.bpmn`, { headers: headersOf(specialist, 'vi') })
    equal(answer.status, 200)
    match(answer.headers.get('content-disposition') ?? '', /quy-trinh-ve-1-ban-1\.bpmn/)
    match(await answer.text(), /<bpmn:userTask id="step_1" name="1\. Tiếp nhận hồ sơ">/)
  })
})

describe('Shortened limits (cắt giảm thời hạn)', () => {
  const cut = (id: string, from: number) =>
    permit({ id, shortened: { from: [{ value: from, unit: 'working_day' }], decision: 'QĐ 99/QĐ-UBND' } })
  it('are counted among the procedures in force, and shown with what they were', async () => {
    const address = await bring(cut('cat-1', 8))
    doesNotMatch((await get(specialist, '/office/procedures')).html, /Đã rút ngắn thời hạn: 1/) // a draft does not count
    await assign(address)
    equal((await publish(director, address)).status, 303)
    match((await get(specialist, '/office/procedures')).html, /Đã rút ngắn thời hạn: 1 trong \d+ thủ tục/)
    match((await get(specialist, '/office/procedures?q=cat-1')).html, /rút ngắn từ 8 ngày làm việc/)
  })
  it('are refused when they are not shorter', async () => {
    const address = await bring(cut('cat-2', 5))
    await assign(address)
    const refused = await publish(director, address)
    deepEqual([refused.status, /phải ngắn hơn thời hạn trước đó/.test(refused.html)], [409, true])
  })
})

/** What the ledger of dossiers would say; a floor above. */
let past: readonly { version: number; step: string; seconds: readonly number[] }[] = []

describe('Simulation (mô phỏng một năm)', () => {
  it('shows the late share of a year by step, and what one more person would change', async () => {
    const address = await bring(permit({ id: 'mo-phong' }))
    await assign(address)
    const ask = 'perDay=3&share=60&seed=5'
    const page = await get(director, `${address}/simulate?${ask}&more=${encodeURIComponent('Chuyên viên Phòng Khoáng sản')}&cut=2`)
    equal(page.status, 200)
    match(page.html, /Như bản này: trễ hạn/)
    match(page.html, /Thêm một người: trễ hạn/)
    equal((await get(director, `${address}/simulate?${ask}`)).html, (await get(director, `${address}/simulate?${ask}`)).html)
  })
  it('says for each step whether its time is of the past, and of how many dossiers', async () => {
    const address = addresses.get('mo-phong') ?? ''
    const ask = 'perDay=0.5&share=20&seed=5'
    match((await get(director, `${address}/simulate?${ask}`)).html, /mới có n = 0, cần 20/)
    const byTable = (await get(director, `${address}/simulate?${ask}`)).html
    // The appraisal may take three days; in each of the last twenty dossiers it took five. The director was measured nineteen times.
    past = [
      { version: 1, step: '2', seconds: Array.from({ length: 20 }, () => 5 * 28_800) },
      { version: 1, step: '3', seconds: Array.from({ length: 19 }, () => 28_800) },
    ]
    const { html } = await get(director, `${address}/simulate?${ask}&cut=2&more=${encodeURIComponent('Chuyên viên Phòng Khoáng sản')}`)
    match(html, /thực tế, n = 20/)
    match(html, /trung vị 5 ngày/)
    match(html, /mới có n = 19, cần 20/)
    const late = /2\. Thẩm định<\/td><td[^>]*>100 %/
    match(html, late)
    doesNotMatch(byTable, late)
    match(html, /Bớt một ngày: trễ hạn/)
    doesNotMatch((await get(director, `${address}/simulate?${ask}&times=table`)).html, /thực tế, n = 20/)
    past = []
  })
  it('refuses numbers that are none, or a year too large for a page', async () => {
    const address = addresses.get('mo-phong') ?? ''
    for (const ask of ['perDay=x', 'perDay=100000', 'share=0', 'staff-0=0', 'perDay='])
      equal((await get(director, `${address}/simulate?${ask}`)).status, 422, ask)
  })
})
