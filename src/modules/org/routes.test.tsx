import { deepEqual, doesNotMatch, equal, ok as isTrue, match } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { readXlsx } from 'hucre/xlsx'
import { day, type Moment, moment } from '../../kernel/moment.ts'
import { err, ok } from '../../kernel/result.ts'
import { speak } from '../../platform/http/language.ts'
import { mount, type OfficeEnv } from '../../platform/http/routes.ts'
import type { Who } from '../../platform/http/who.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { PageLanguage } from '../../ui/language.ts'
import { headOf, mayOf, unitName } from './find.ts'
import { asOf } from './record.ts'
import type { Role } from './roles.ts'
import { type OrgDeps, orgRoutes } from './routes.ts'
import * as org from './service.ts'
import type { Cell } from './workbook/layout.ts'

const now = moment('2026-03-02T10:00:00+07:00')
const today = day('2026-03-02')
let test: TestDatabase
let agencyId: number
let otherId: number
let app: Hono<OfficeEnv>
let who: Who
const moves: unknown[] = []
const announced: unknown[] = []
let refusedMoves: { code: string; reason: string }[] = []

const officer = (agency: number, role: Role, officerId = 2): Who => ({
  agencyId: agency,
  officerId,
  name: 'Ngô Văn Máy (mẫu)',
  title: '',
  agencyName: 'Sở Mẫu',
  posts: [{ unitId: 1, role, onBehalfOf: null }],
  may: mayOf([{ role }]),
  actingFor: null,
  csrf: 'csrf-of-the-session',
})

const deps = (): OrgDeps => ({
  db: test.db,
  async readWorkbook(bytes) {
    const book = await readXlsx(bytes).catch(() => null)
    if (!book) return err({ message: 'Tệp không phải Excel.' })
    return ok({ sheets: book.sheets.map(({ name, rows }) => ({ name, rows: rows as Cell[][] })) })
  },
  async handOverWork(_who, from, to, reason) {
    moves.push([from, to, reason])
    return { moved: 3, refused: refusedMoves }
  },
  setupFacts: async (_agency: number, _now: Moment) => ({
    administratorAccounts: 1,
    calendarYears: [2026],
    publishedProcedures: 0,
    stepsWithoutRole: 0,
  }),
  counterRules: async () => ({ seniorityYears: 2, termMonthsMin: 12, termMonthsMax: 36, law: 'nd-118-2025 art-11', isVerified: false }),
  announceHours: async (_tx, by, about) => announced.push([by.agencyId, about]),
  lookAhead: {
    page: async (_agency, hours, after) => ({
      seen: 7,
      moved: 1,
      steps: 0,
      firmness: 0,
      rows: [{ code: `H56-260302-000${hours.length}`, about: after, step: null, from: now, to: now, isProvisional: false }],
      next: null,
    }),
    async *table() {
      yield 'Mã hồ sơ'
    },
  },
})

/** A site as small as can be: who asks, whether they may, the page without its frame. */
function site(): Hono<OfficeEnv> {
  const small = new Hono<OfficeEnv>()
  small.use(speak)
  small.use(async (c, next) => {
    c.set('who', who)
    c.set('now', now)
    c.setRenderer((content) =>
      c.html(
        <PageLanguage.Provider value={c.var.say.lang}>
          <main>{content}</main>
        </PageLanguage.Provider>,
      ),
    )
    await next()
  })
  mount(small, orgRoutes(deps()), (route) => async (c, next) => (who.may.has(route.needs) ? next() : c.text('403', 403)))
  return small
}

async function open(code: string): Promise<number> {
  const from = day('2025-03-01')
  const by = { officerId: null, onBehalfOf: null, at: now }
  const made = await org.createAgency(test.db, by, {
    code,
    name: `Sở ${code}`,
    parentName: 'UBND tỉnh Mẫu',
    place: 'Mẫu',
    identifier: null,
    on: from,
  })
  if (!made.ok) throw new Error(made.error.kind)
  const id = made.value.agencyId
  const at = { ...by, agencyId: id }
  await org.openUnit(test.db, at, { kind: 'division', name: `Phòng Đất đai ${code}`, shortName: 'P. ĐĐ', from })
  await org.addOfficer(test.db, at, { name: `Trần Văn Đất ${code} (mẫu)`, email: null, from })
  await org.addOfficer(test.db, at, { name: 'Ngô Văn Máy (mẫu)', email: null, from })
  await org.givePost(test.db, at, { officerId: 1, unitId: 1, role: 'unit-head', title: '', from, to: null })
  await org.givePost(test.db, at, { officerId: 2, unitId: 1, role: 'administrator', title: '', from, to: null })
  return id
}

const record = async (agency = agencyId) => asOf(await test.db.inAgency(agency, (tx) => org.orgRecord(tx, agency)), today)
const get = async (path: string) => {
  const answer = await app.request(path)
  return { status: answer.status, text: await answer.text() }
}
const post = async (path: string, fields: Record<string, string>) => {
  const answer = await app.request(path, {
    method: 'POST',
    body: new URLSearchParams({ csrf: who.csrf, key: crypto.randomUUID(), ...fields }),
  })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}

describe('Organisation pages (trang Tổ chức)', () => {
  before(async () => {
    test = await testDatabase()
    agencyId = await open('mot')
    otherId = await open('hai')
    app = site()
    who = officer(agencyId, 'administrator')
  })

  it('shows units with their people, and who is missing', async () => {
    const { status, text } = await get('/office/org')
    equal(status, 200)
    match(text, /Phòng Đất đai mot/)
    match(text, /Trần Văn Đất mot \(mẫu\)/)
  })

  it('opens every page for the administrator', async () => {
    const pages = [
      'units/1',
      'units/new',
      'units/1/rename',
      'units/1/close',
      'units/1/merge',
      'officers/1',
      'officers/new',
      'officers/1/correct',
    ]
    const more = ['officers/1/leave', 'posts/new', 'posts/1/end', 'acting', 'acting/new', 'hours', 'hours/new', 'agency', 'agency/rename']
    for (const page of [...pages, ...more, 'agency/identifier', 'import', 'history'])
      equal((await get(`/office/org/${page}`)).status, 200, page)
  })

  it('speaks English to those who ask for it', async () => {
    const headers = { cookie: 'motcua-lang=en' }
    const headings = [
      ['setup', 'Set-up', 'Thiết lập'],
      ['org/import', 'Import units and officers from Excel', 'Nhập đơn vị'],
      ['org/units/new', 'Add a unit', 'Thêm đơn vị'],
      ['org/hours', 'Office hours', 'Giờ làm việc'],
    ] as const
    for (const [page, english, vietnamese] of headings) {
      const text = await (await app.request(`/office/${page}`, { headers })).text()
      match(text, new RegExp(`<h1[^>]*>${english}`))
      equal(text.includes(vietnamese), false, page)
    }
    const body = new URLSearchParams({
      csrf: who.csrf,
      key: crypto.randomUUID(),
      name: 'X',
      shortName: '',
      kind: 'palace',
      from: '2026-02-30',
    })
    const refused = await (await app.request('/office/org/units/new', { method: 'POST', body, headers })).text()
    match(refused, /There is no such day, or it is too far away\./)
    const { text } = await get('/office/setup')
    match(text, /Thiết lập/)
  })

  it('answers 404 for what the agency has not', async () => {
    for (const page of ['units/99', 'units/99/rename', 'officers/99', 'officers/99/leave', 'posts/99/end', 'posts/999999999/end'])
      equal((await get(`/office/org/${page}`)).status, 404, page)
    equal((await post('/office/org/units/99/rename', { name: 'X', shortName: 'X', from: '2026-03-02' })).status, 404)
  })

  it('lets a specialist read, and change nothing', async () => {
    who = officer(agencyId, 'specialist')
    const { text } = await get('/office/org/units/1')
    match(text, /Việc này do người quản trị của cơ quan làm/)
    for (const path of [
      'units/new',
      'units/1/rename',
      'officers/new',
      'officers/1/leave',
      'acting/1/end',
      'import',
      'import/confirm',
      'hours/new',
    ])
      equal((await post(`/office/org/${path}`, {})).status, 403, path)
    equal((await get('/office/setup')).status, 403)
    who = officer(agencyId, 'administrator')
  })

  it('keeps what was typed beside each fault', async () => {
    const { status, text } = await post('/office/org/units/new', {
      name: 'Phòng Mới & Cũ',
      shortName: '',
      kind: 'palace',
      from: '2026-02-30',
    })
    equal(status, 422)
    match(text, /value="Phòng Mới &amp; Cũ"/)
    for (const sentence of ['Ghi tên viết tắt.', 'Chọn loại đơn vị.', 'Ngày không có thật, hoặc quá xa.'])
      isTrue(text.includes(sentence), sentence)
  })

  it('says no with a sentence, and keeps the form', async () => {
    const { status, text } = await post('/office/org/units/new', {
      name: 'phòng đất đai MOT',
      shortName: 'X',
      kind: 'division',
      from: '2026-03-02',
    })
    equal(status, 409)
    match(text, /đang là tên của một đơn vị khác/)
    match(text, /value="phòng đất đai MOT"/)
  })

  it('opens a unit once, however often the form is sent', async () => {
    const fields = { key: crypto.randomUUID(), name: 'Phòng Khoáng sản', shortName: 'P. KS', kind: 'division', from: '2026-03-02' }
    const [first, again] = [await post('/office/org/units/new', fields), await post('/office/org/units/new', fields)]
    deepEqual([first.status, first.to, again.to], [303, '/office/org/units/2', '/office/org/units/2'])
    equal((await post('/office/org/units/new', { ...fields, name: 'Phòng Khác' })).status, 409)
    equal((await record()).units.length, 2)
  })

  it('takes up an officer with a first post, both or neither', async () => {
    const fields = { name: 'Vũ Văn Đá (mẫu)', email: 'DA@mau.vn', unit: '2', role: 'unit-head', title: 'Trưởng phòng', from: '2026-03-02' }
    const { to } = await post('/office/org/officers/new', fields)
    equal(to, '/office/org/officers/3')
    equal(headOf(await record(), 2)?.name, 'Vũ Văn Đá (mẫu)')
    const refused = await post('/office/org/officers/new', { ...fields, name: 'Người Thứ Hai (mẫu)', email: '' })
    equal(refused.status, 409)
    match(refused.text, /mỗi đơn vị chỉ có một người đứng đầu/)
    equal((await record()).officers.length, 3)
  })

  it('shows a renamed unit under its old name in the past', async () => {
    await post('/office/org/units/2/rename', { name: 'Phòng Địa chất', shortName: 'P. ĐC', from: '2026-07-01' })
    equal(unitName(await record(), 2), 'Phòng Khoáng sản')
    const { text } = await get('/office/org/units/2')
    match(text, /Phòng Địa chất \(P\. ĐC\)/)
    match(text, /mang tên Phòng Địa chất từ 01\/7\/2026/)
  })

  it('sets and ends acting for somebody', async () => {
    const fields = { absent: '1', officer: '3', from: '2026-03-02T08:00', to: '2026-03-09T17:00', document: '12/GUQ' }
    equal((await post('/office/org/acting/new', { ...fields, officer: '1' })).status, 409)
    equal((await post('/office/org/acting/new', { ...fields, to: 'hôm qua' })).status, 422)
    equal((await post('/office/org/acting/new', fields)).to, '/office/org/acting')
    match((await get('/office/org/acting')).text, /đang làm thay/)
    equal((await post('/office/org/acting/1/end', {})).to, '/office/org/acting')
    match(
      (await post('/office/org/acting/1/end', {})).text,
      /Việc làm thay đã hết vào 10:00 ngày 02\/3\/2026|Việc làm thay đã hết vào 10:00 ngày 02\/03\/2026/,
    )
  })

  it('shows what other hours would move before they are set, and sets nothing by looking', async () => {
    const day = '07:30-11:30, 13:30-17:30'
    const fields = { from: '2026-03-02', decision: '5/QĐ-SM', mon: day, tue: day, wed: '', thu: '', fri: '', sat: '', sun: '' }
    const looked = await post('/office/org/hours/new', { ...fields, do: 'look' })
    equal(looked.status, 200)
    match(looked.text, /Xem thử trên 7 hồ sơ[^<]*1 hồ sơ đổi hạn trả/)
    match(looked.text, /H56-260302-0001/) // the hours in question are the only ones
    match(looked.text, /value="write"/)
    equal((await post('/office/org/hours/new', { ...fields, do: 'look', mon: 'sáng' })).status, 409)
    match((await post('/office/org/hours/new', { ...fields, do: 'table' })).text, /Mã hồ sơ/)
    equal((await record()).hours.length, 0)
  })

  it('asks to confirm hours of other than eight a day', async () => {
    const week = { mon: '7h30-11h30, 13:30–17:30', tue: '07:30-11:30, 13:30-17:00', wed: '', thu: '', fri: '', sat: '', sun: '' }
    const fields = { from: '2026-03-02', decision: '5/QĐ-SM', ...week }
    const asked = await post('/office/org/hours/new', fields)
    equal(asked.status, 409)
    match(asked.text, /Thứ Ba có 7 giờ 30/)
    match(asked.text, /name="confirmed"/)
    const sent = { ...fields, confirmed: 'yes', key: crypto.randomUUID() }
    equal((await post('/office/org/hours/new', sent)).to, '/office/due-runs')
    equal((await post('/office/org/hours/new', sent)).status, 303)
    deepEqual(announced, [[1, 'Từ 02/3/2026, 5/QĐ-SM']]) // sent twice, ordered once
    deepEqual((await record()).hours[0]?.sessions, {
      mon: [
        ['07:30', '11:30'],
        ['13:30', '17:30'],
      ],
      tue: [
        ['07:30', '11:30'],
        ['13:30', '17:00'],
      ],
    })
    equal((await post('/office/org/hours/new', { ...fields, mon: 'sáng' })).status, 409)
  })

  it('imports a workbook after a preview, once; its own export changes nothing', async () => {
    const template = await app.request('/office/org/workbook.xlsx')
    const bytes = new Uint8Array(await template.arrayBuffer())
    const upload = async (content: Uint8Array<ArrayBuffer>) => {
      const form = new FormData()
      form.set('csrf', who.csrf)
      form.set('file', new File([content], 'don-vi.xlsx'))
      const answer = await app.request('/office/org/import', { method: 'POST', body: form })
      return { status: answer.status, text: await answer.text() }
    }
    match((await upload(bytes)).text, /0 mới, 0 thay đổi, 5 đã có, 0 sai/)
    match((await upload(new Uint8Array([1, 2, 3]))).text, /Tệp không phải Excel/)
    const sheets = [
      {
        name: 'Đơn vị',
        rows: [
          ['Tên đơn vị', 'Loại'],
          ['Bộ phận Một cửa', 'Bộ phận Một cửa'],
        ],
      },
      {
        name: 'Công chức',
        rows: [
          ['Họ và tên', 'Đơn vị', 'Vai trò'],
          ['Đỗ Thị Cửa (mẫu)', 'Bộ phận Một cửa', 'Công chức một cửa'],
        ],
      },
    ]
    const fields = { key: crypto.randomUUID(), book: JSON.stringify(sheets) }
    equal((await post('/office/org/import/confirm', fields)).to, '/office/org')
    equal((await post('/office/org/import/confirm', fields)).to, '/office/org')
    equal((await post('/office/org/import/confirm', { ...fields, key: crypto.randomUUID() })).to, '/office/org')
    equal((await record()).officers.filter(({ name }) => name === 'Đỗ Thị Cửa (mẫu)').length, 1)
    const bad = sheets.map((sheet) => ({ ...sheet, rows: [...sheet.rows, ['Ai Đó (mẫu)', 'Ở Đâu', 'Gì']] }))
    const refused = await post('/office/org/import/confirm', { book: JSON.stringify(bad) })
    deepEqual([refused.status, (await record()).officers.length], [409, 4])
    equal((await post('/office/org/import/confirm', { book: '{' })).status, 422)
  })

  it('hands over a leaver’s work and ends the posts in one act, once it can all be moved', async () => {
    const fields = { lastDay: '2026-03-02', successor: '1', reason: 'Nghỉ hưu theo QĐ 7' }
    equal((await post('/office/org/officers/3/leave', { ...fields, successor: '3' })).status, 409)
    const last = await post('/office/org/officers/2/leave', fields)
    match(last.text, /người quản trị duy nhất/)
    deepEqual(moves, [])
    refusedMoves = [{ code: 'H56.12-260209-0007', reason: 'Người nhận không có vai trò của bước.' }]
    const stuck = await post('/office/org/officers/3/leave', fields)
    equal(stuck.status, 409)
    match(stuck.text, /H56\.12-260209-0007/)
    equal((await record()).officers.find(({ id }) => id === 3)?.left, null)
    const done = await post('/office/org/officers/3/leave', { ...fields, anyway: 'yes' })
    equal(done.to, '/office/org/officers/3?moved=3')
    deepEqual(moves.at(-1), [3, 1, 'Nghỉ hưu theo QĐ 7'])
    equal((await record()).officers.find(({ id }) => id === 3)?.left, today)
    match((await get('/office/org/officers/3?moved=3')).text, /Đã ghi thôi việc và chuyển 3 việc/)
  })

  it('says what is missing before the office can open', async () => {
    const { status, text } = await get('/office/setup')
    equal(status, 200)
    match(text, /Còn \d+ việc trước khi nhận được hồ sơ đầu tiên/)
    match(text, /Ghi mã/)
  })

  it('shows and changes nothing of another agency, though its numbers are the same', async () => {
    const before = await record(otherId)
    who = officer(agencyId, 'administrator')
    match((await get('/office/org/units/1')).text, /Phòng Đất đai mot/)
    await post('/office/org/units/1/rename', { name: 'Phòng Đất', shortName: 'PĐ', from: '2026-03-02' })
    await post('/office/org/officers/1/correct', { name: 'Đổi Tên (mẫu)', email: '' })
    deepEqual(await record(otherId), before)
    who = officer(otherId, 'administrator')
    match((await get('/office/org/units/1')).text, /Phòng Đất đai hai/)
    equal((await get('/office/org/units/2')).status, 404)
    equal((await post('/office/org/units/2/close', { on: '2026-03-03' })).status, 404)
    equal((await get('/office/org/history')).text.includes('mot'), false)
  })

  it('warns, with the law, when somebody without two years in the field is given a counter post, and forbids nothing', async () => {
    who = officer(agencyId, 'administrator')
    const post1 = { officer: '2', unit: '1', role: 'counter-officer', title: '', from: '2026-03-02', to: '' }
    const given = async () => (await record()).posts.filter(({ role }) => role === 'counter-officer').length
    const before = await given()
    const looked = await post('/office/org/posts/new', { ...post1, do: 'look' })
    equal(looked.status, 200)
    match(looked.text, /Chưa ghi ngày vào ngành, nên chưa biết đã đủ 2 năm thâm niên hay chưa/)
    match(looked.text, /Nghị định 118\/2025\/NĐ-CP, điều 11\. Chỉ cảnh báo/)
    match(looked.text, /chưa xác minh/)
    match(looked.text, /value="write"/)
    equal(await given(), before)
    equal((await post('/office/org/officers/2/field', { fieldSince: '2027-01-01', fieldBasis: '' })).status, 409)
    equal(
      (await post('/office/org/officers/2/field', { fieldSince: '2024-03-03', fieldBasis: '7/QĐ-TD (mẫu)' })).to,
      '/office/org/officers/2',
    )
    match((await post('/office/org/posts/new', { ...post1, do: 'look' })).text, /Vào ngành từ 03\/3\/2024: đến 03\/3\/2026 mới đủ 2 năm/)
    equal((await post('/office/org/posts/new', { ...post1, do: 'write' })).to, '/office/org/officers/2')
    equal(await given(), before + 1)
    match((await get('/office/org/officers/2')).text, /mới đủ 2 năm thâm niên/)
    equal((await post('/office/org/officers/2/field', { fieldSince: '2024-03-02', fieldBasis: '7/QĐ-TD (mẫu)' })).status, 303)
    doesNotMatch((await get('/office/org/officers/2')).text, /mới đủ 2 năm thâm niên/)
    match((await get('/office/org/officers/2')).text, /02\/3\/2024, 7\/QĐ-TD/)
  })
})
