import { deepEqual, equal, match } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { moment } from '../../../kernel/moment.ts'
import { err, ok } from '../../../kernel/result.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { orgRecord } from '../service.ts'
import { firstRun } from './route.tsx'

const now = moment('2026-03-02T10:00:00+07:00')
const token = 'one-time-token-that-the-start-prints'
const fields = {
  token,
  name: 'Sở Mẫu',
  parentName: 'UBND tỉnh Mẫu',
  place: 'Mẫu',
  identifier: 'h56.12',
  code: 'so-mau',
  unitName: 'Văn phòng Sở',
  adminName: 'Ngô Văn Máy (mẫu)',
  login: 'may',
  password: 'bốn từ dài không quen',
  again: 'bốn từ dài không quen',
}
let test: TestDatabase
let app: ReturnType<typeof firstRun>
const accounts: string[] = []

const get = async (query: string) => {
  const answer = await app.request(`/office/first-run?${query}`)
  return { status: answer.status, text: await answer.text() }
}
const post = async (over: Partial<typeof fields> = {}) => {
  const answer = await app.request('/office/first-run', { method: 'POST', body: new URLSearchParams({ ...fields, ...over }) })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}
const agencyCount = async () => (await test.owner.query('select from org.agency')).rowCount

describe('First set-up by the one-time link (thiết lập lần đầu)', () => {
  before(async () => {
    test = await testDatabase()
    app = firstRun({
      db: test.db,
      now: () => now,
      asset: (name) => `/assets/${name}`,
      tokenHash: createHash('sha256').update(token).digest(),
      async createAccount(_tx, { agencyId, officerId, login, password }, say) {
        if (password.length < 12)
          return err({ message: say('Mật khẩu cần ít nhất 12 ký tự.', 'The password needs at least 12 characters.') })
        accounts.push(`${agencyId}/${officerId} ${login}`)
        return ok(undefined)
      },
    })
  })

  it('opens only with the token', async () => {
    equal((await get('')).status, 403)
    equal((await get('token=wrong')).status, 403)
    equal((await get(`token=${token}x`)).status, 403)
    equal((await get(`token=${token}`)).status, 200)
    equal((await post({ token: 'wrong' })).status, 403)
    equal(await agencyCount(), 0)
  })

  it('keeps what was typed, never the password', async () => {
    const { status, text } = await post({ name: '', again: 'khác' })
    equal(status, 422)
    match(text, /Ghi tên cơ quan\./)
    match(text, /Hai lần nhập mật khẩu không giống nhau/)
    match(text, /value="so-mau"/)
    equal(text.includes(fields.password), false)
  })

  it('speaks English to those who ask for it', async () => {
    const headers = { cookie: 'motcua-lang=en' }
    const text = await (await app.request(`/office/first-run?token=${token}`, { headers })).text()
    match(text, /<h1[^>]*>First set-up/)
    match(text, /lang=vi/) // the way back
    equal(/Thiết lập lần đầu|Người quản trị đầu tiên/.test(text), false)
    const body = new URLSearchParams({ ...fields, name: '', again: 'khác' })
    const refused = await (await app.request('/office/first-run', { method: 'POST', body, headers })).text()
    match(refused, /Enter the name of the agency\./)
    match(refused, /The two passwords are not the same\./)
    const chosen = await app.request(`/office/first-run?token=${token}&lang=en`)
    deepEqual([chosen.status, chosen.headers.get('location')], [303, `/office/first-run?token=${token}`])
    equal(await agencyCount(), 0)
  })

  it('leaves nothing behind when the code, the identifier or the password is refused', async () => {
    match((await post({ code: 'Sở Mẫu' })).text, /Tên ngắn “Sở Mẫu” chỉ được gồm/)
    match((await post({ identifier: 'H 56' })).text, /Mã định danh “H 56” chỉ được gồm/)
    const weak = await post({ password: 'ngắn', again: 'ngắn' })
    equal(weak.status, 409)
    match(weak.text, /ít nhất 12 ký tự/)
    equal(await agencyCount(), 0)
  })

  it('makes the agency and its administrator once, though sent twice at once', async () => {
    const answers = await Promise.all([post(), post()])
    deepEqual(answers.map((a) => a.status).sort(), [303, 410])
    deepEqual(accounts, ['1/1 may'])
    const org = await test.db.inAgency(1, (tx) => orgRecord(tx, 1))
    deepEqual([org.agency.code, org.agency.identifiers[0]?.identifier, org.posts[0]?.role], ['so-mau', 'H56.12', 'administrator'])
  })

  it('works no more afterwards, also after a new start', async () => {
    equal((await get(`token=${token}`)).status, 410)
    equal((await post()).status, 410)
    const tokenHash = createHash('sha256').update('next').digest()
    app = firstRun({ db: test.db, now: () => now, asset: (name) => name, tokenHash, createAccount: async () => ok(undefined) })
    equal((await get('token=next')).status, 410)
    match((await post({ token: 'next', code: 'so-khac' })).text, /Hệ thống đã có cơ quan/)
    equal(await agencyCount(), 1)
    app = firstRun({ db: test.db, now: () => now, asset: (name) => name, tokenHash: null, createAccount: async () => ok(undefined) })
    equal((await get('token=')).status, 403)
  })
})
