import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { testDatabase } from '../../../platform/postgres/testing.ts'
import {
  absentHead,
  agencyA,
  agencyB,
  type Browser,
  newcomer,
  ownWords,
  password,
  secondAdministrator,
  signIn,
  smallOffice,
  specialist,
  staff,
  vietnamese,
} from '../testing.adapter.ts'

const { db, owner } = await testDatabase()
await staff({ db, owner })
const { rows: untouched } = await owner.query<{ agency_id: number; officer_id: number; password_hash: string }>(
  'select agency_id, officer_id, password_hash from accounts.account',
)

const entries = async () =>
  (
    await owner.query<{ kind: string; officer_id: number; on_behalf_of: number | null; body: string }>(
      `select kind, officer_id, on_behalf_of, body from audit.entry where agency_id = 1 and stream = 'accounts' order by seq`,
    )
  ).rows
const account = async (officer: number) =>
  (await owner.query('select * from accounts.account where agency_id = 1 and officer_id = $1', [officer])).rows[0]
const administrator = async (login = 'quan'): Promise<Browser> => {
  const me = smallOffice(db).browser()
  await signIn(me, login)
  return me
}
const given = (text: string) => /<output class="code">([^<]+)<\/output>/.exec(text)?.[1] ?? ''

beforeEach(async () => {
  await owner.query('delete from accounts.session')
  await owner.query('delete from org.acting')
  await owner.query(`delete from audit.entry where stream = 'accounts'`)
  await owner.query('delete from accounts.account where officer_id = $1', [newcomer])
  await owner.query(
    `update accounts.account set failures = 0, locked_until = null, must_change = false, totp_sealed = null, disabled_at = null, version = 1`,
  )
  for (const { agency_id, officer_id, password_hash } of untouched)
    await owner.query('update accounts.account set password_hash = $1 where agency_id = $2 and officer_id = $3', [
      password_hash,
      agency_id,
      officer_id,
    ])
})

describe('Accounts of the agency (quản lý tài khoản)', () => {
  it('are shown in English to who reads English', async () => {
    const me = await administrator()
    me.jar.set('motcua-lang', 'en')
    const { text } = await me.get('/office/accounts')
    match(text, /<h1>Accounts<\/h1>/)
    doesNotMatch(text, /Tài khoản/)
    const pages = [text, (await me.get('/office/accounts?q=xyz')).text, (await me.get('/office/accounts/new')).text]
    for (const officer of [1, 2, newcomer]) pages.push((await me.get(`/office/accounts/${officer}?done=unlock`)).text)
    pages.push((await me.post('/office/accounts', { officer: 'x', login: 'Không hợp lệ' })).text.replace('không hợp lệ', ''))
    for (const page of pages) doesNotMatch(ownWords(page).replaceAll(/value="[^"]*"/g, ''), vietnamese)
  })
  it('are for administrators only', async () => {
    const me = await administrator('dat')
    for (const path of ['/office/accounts', '/office/accounts/new', '/office/accounts/3', '/office/tokens', '/office/tokens/new'])
      equal((await me.get(path)).status, 403, path)
    for (const path of [
      '/office/accounts',
      '/office/accounts/3/disable',
      '/office/accounts/3/reset-password',
      '/office/tokens',
      '/office/tokens/1/revoke',
    ])
      equal((await me.post(path, {})).status, 403, path)
  })
  it('are listed by name with their state, found without marks or capitals', async () => {
    await owner.query('update accounts.account set disabled_at = now() where officer_id = 3 and agency_id = 1')
    const me = await administrator()
    const { text } = await me.get('/office/accounts')
    match(text, /Lê Thị Quản.*Ngô Văn Trị.*Phạm Thị Trưởng.*đã ngừng.*Trần Văn Đất.*đang dùng.*Vũ Thị Mới.*chưa có/s)
    const found = await me.get('/office/accounts?q=van%20DAT')
    match(found.text, /Trần Văn Đất/)
    doesNotMatch(found.text, /Ngô Văn Trị/)
    match((await me.get('/office/accounts?q=%25')).text, /Không tìm thấy ai/)
  })
  it('are listed page by page', async () => {
    await owner.query(
      `insert into org.officer (agency_id, officer_id, name, joined_on) select 1, 100 + n, 'Hà Văn ' || n, '2025-03-01' from generate_series(1, 60) n`,
    )
    const me = await administrator()
    const names = new Set<string>()
    let at: string | undefined = '/office/accounts'
    for (let page = 0; at && page < 5; page++) {
      const { text }: { text: string } = await me.get(at)
      for (const [, name = ''] of text.matchAll(/data-row-link="" href="[^"]+">([^<]+)</g)) names.add(name)
      at = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    equal(names.size, 65)
    await owner.query('delete from org.officer where officer_id > 100')
  })
  it('of another agency are not there', async () => {
    await owner.query(`insert into org.officer (agency_id, officer_id, name, joined_on) values (2, 77, 'Người Nơi Khác', '2025-03-01')`)
    const me = await administrator()
    equal((await me.get('/office/accounts/77')).status, 404)
    doesNotMatch((await me.get('/office/accounts')).text, /Người Nơi Khác/)
    await owner.query('delete from org.officer where officer_id = 77')
  })
})

describe('Make an account (lập tài khoản)', () => {
  const make = async (me: Browser, fields: Record<string, string>) => {
    await me.get('/office/accounts/new')
    return me.post('/office/accounts', fields)
  }
  it('gives a password once, which must be changed', async () => {
    const me = await administrator()
    const made = await make(me, { officer: String(newcomer), login: ' Moi.Vu ' })
    equal(made.status, 200)
    equal(made.headers.get('cache-control'), 'no-store')
    const text = given(made.text)
    match(text, /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
    deepEqual(await entries(), [{ kind: 'account-made', officer_id: 1, on_behalf_of: null, body: '{"officer":5,"login":"moi.vu"}' }])
    match((await signIn(smallOffice(db).browser(), 'moi.vu', text)).to ?? '', /new-password/)
    const { rows } = await owner.query(
      'select a::text from accounts.account a union all select o::text from platform.answer o union all select e::text from audit.entry e',
    )
    ok(!JSON.stringify(rows).includes(text), 'the password is nowhere in the store')
  })
  it('has one effect for two equal forms, and shows the password to the first only', async () => {
    const me = await administrator()
    await me.get('/office/accounts/new')
    const form = { officer: String(newcomer), login: 'moi.vu', key: randomUUID(), csrf: me.field('csrf') }
    const answers = await Promise.all([
      me.post('/office/accounts', form),
      me.post('/office/accounts', form),
      me.post('/office/accounts', form),
    ])
    deepEqual(
      answers.map((a) => a.status),
      [200, 200, 200],
    )
    equal(answers.filter((a) => given(a.text) !== '').length, 1)
    equal((await entries()).length, 1)
    const other = await me.post('/office/accounts', { ...form, login: 'khac.han' })
    equal(other.status, 409)
    match(other.text, /đã được gửi với nội dung khác/)
  })
  it('is refused for a login that is taken, an officer who has one, who left, or is nobody here', async () => {
    const me = await administrator()
    await owner.query(`update org.officer set left_on = '2026-03-01' where officer_id = 5 and agency_id = 2`)
    for (const [fields, wanted] of [
      [{ officer: '5', login: 'dat' }, /đã có người dùng/],
      [{ officer: '2', login: 'dat.hai' }, /đã có tài khoản/],
      [{ officer: '99', login: 'ai.do' }, /Không có công chức này đang làm việc/],
    ] as const) {
      const refused = await make(me, fields)
      equal(refused.status, 409)
      match(refused.text, wanted)
    }
    const elsewhere = smallOffice(db).browser()
    await signIn(elsewhere, 'quan', password, `so-${agencyB}`)
    match((await make(elsewhere, { officer: '5', login: 'moi.vu' })).text, /Không có công chức này đang làm việc/)
    await owner.query('update org.officer set left_on = null')
    deepEqual(await entries(), [])
  })
  it('says what is wrong with the form, and keeps what was typed', async () => {
    const bad = await make(await administrator(), { officer: '', login: 'Đất' })
    equal(bad.status, 422)
    match(bad.text, /Chưa chọn công chức/)
    match(bad.text, /chữ thường không dấu/)
    match(bad.text, /value="đất"|value="Đất"/)
  })
})

describe('Change an account', () => {
  const open = async (me: Browser, officer: number) => {
    await me.get(`/office/accounts/${officer}`)
    return me
  }
  const kinds = async () => (await entries()).map((e) => e.kind)

  it('disable ends its sessions at once and for good; enable lets it in again', async () => {
    const office = smallOffice(db)
    const [me, theirs] = [office.browser(), office.browser()]
    await signIn(me, 'quan')
    await signIn(theirs, 'dat')
    await open(me, specialist)
    equal((await me.post('/office/accounts/2/disable', {})).to, '/office/accounts/2?done=disable')
    equal((await theirs.get('/office/account')).to, '/office/sign-in')
    equal((await signIn(theirs, 'dat')).status, 401)
    match((await me.get('/office/accounts/2')).text, /đã ngừng/)
    equal((await me.post('/office/accounts/2/enable', {})).status, 303)
    equal((await theirs.get('/office/account')).to, '/office/sign-in')
    equal((await signIn(theirs, 'dat')).status, 303)
    deepEqual(await kinds(), ['account-disabled', 'account-enabled'])
  })
  it('reset of a password ends sessions and the lock, and gives one to be changed', async () => {
    const office = smallOffice(db)
    const [me, theirs] = [office.browser(), office.browser()]
    await signIn(me, 'quan')
    await signIn(theirs, 'dat')
    await owner.query(
      `update accounts.account set failures = 5, locked_until = '2026-03-02T09:10:00+07:00' where agency_id = 1 and officer_id = 2`,
    )
    match((await (await open(me, specialist)).get('/office/accounts/2')).text, /tạm khóa/)
    const text = given((await me.post('/office/accounts/2/reset-password', {})).text)
    equal((await theirs.get('/office/account')).to, '/office/sign-in')
    equal((await signIn(theirs, 'dat')).status, 401)
    match((await signIn(theirs, 'dat', text)).to ?? '', /new-password/)
    deepEqual(await kinds(), ['password-reset'])
  })
  it('shows a reset password once: the same form again gives none and changes nothing', async () => {
    const me = await open(await administrator(), specialist)
    const form = { key: me.field('key'), seen: me.field('seen'), csrf: me.field('csrf') }
    const text = given((await me.post('/office/accounts/2/reset-password', form)).text)
    const again = await me.post('/office/accounts/2/reset-password', form)
    equal(given(again.text), '')
    match(again.text, /chỉ hiện một lần/)
    match((await signIn(smallOffice(db).browser(), 'dat', text)).to ?? '', /new-password/)
  })
  it('takes a lost telephone off, ends a lock early', async () => {
    await owner.query(
      `update accounts.account set totp_sealed = 'x', totp_step = 1, locked_until = '2026-03-02T09:10:00+07:00', failures = 5 where agency_id = 1 and officer_id = 2`,
    )
    const me = await open(await administrator(), specialist)
    equal((await me.post('/office/accounts/2/reset-second-factor', {})).status, 303)
    await open(me, specialist)
    equal((await me.post('/office/accounts/2/unlock', {})).status, 303)
    const now = await account(specialist)
    deepEqual([now.totp_sealed, now.totp_step, now.locked_until, now.failures], [null, null, null, 0])
    deepEqual(await kinds(), ['second-factor-reset', 'account-unlocked'])
  })
  it('is refused when somebody else changed it meanwhile', async () => {
    const [me, other] = [await open(await administrator(), specialist), await open(await administrator('tri'), specialist)]
    equal((await other.post('/office/accounts/2/disable', {})).status, 303)
    for (const act of ['disable', 'reset-password', 'enable']) {
      const late = await me.post(`/office/accounts/2/${act}`, { seen: '1', key: randomUUID() })
      equal(late.status, 409, act)
      match(late.text, /vừa được người khác cập nhật/)
    }
    deepEqual(await kinds(), ['account-disabled'])
  })
  it('lets one of two administrators win who act at once', async () => {
    const [me, other] = [await open(await administrator(), specialist), await open(await administrator('tri'), specialist)]
    const answers = await Promise.all([me.post('/office/accounts/2/disable', {}), other.post('/office/accounts/2/disable', {})])
    deepEqual(answers.map((a) => a.status).sort(), [303, 409])
    equal((await kinds()).length, 1)
  })
  it('is never done to one’s own account', async () => {
    const me = await open(await administrator(), 1)
    for (const act of ['disable', 'enable', 'unlock', 'reset-password', 'reset-second-factor']) {
      const refused = await me.post(`/office/accounts/1/${act}`, { seen: '1', key: randomUUID() })
      equal(refused.status, 409, act)
      match(refused.text, /chính mình/)
    }
  })
  it('says what cannot be: nothing to enable, unlock or take off; no account', async () => {
    const me = await open(await administrator(), specialist)
    for (const [act, wanted] of [
      ['enable', /không cần mở lại/],
      ['unlock', /không bị khóa/],
      ['reset-second-factor', /chưa bật xác thực hai lớp/],
      ['unlink', /chưa nối/],
    ] as const) {
      const refused = await me.post(`/office/accounts/2/${act}`, { seen: '1', key: randomUUID() })
      equal(refused.status, 409, act)
      match(refused.text, wanted)
    }
    await open(me, newcomer)
    match((await me.post('/office/accounts/5/disable', { seen: '0' })).text, /chưa có tài khoản/)
    await open(me, specialist)
    await me.post('/office/accounts/2/disable', {})
    await open(me, specialist)
    match((await me.post('/office/accounts/2/disable', {})).text, /đã ngừng từ trước/)
    match((await me.post('/office/accounts/2/disable', { seen: 'x' })).text, /không đầy đủ/)
  })
  it('by somebody who acts for an absent administrator says so in the journal', async () => {
    await owner.query(
      `insert into org.acting (agency_id, acting_id, absent_id, acting_officer_id, from_at, to_at, document) values (1, 1, $1, $2, '2026-03-01T00:00Z', '2026-03-09T00:00Z', '12/QĐ-SM')`,
      [secondAdministrator, specialist],
    )
    const me = await open(await administrator('dat'), absentHead)
    equal((await me.post('/office/accounts/3/disable', {})).status, 303)
    deepEqual(await entries(), [
      { kind: 'account-disabled', officer_id: specialist, on_behalf_of: secondAdministrator, body: '{"officer":3}' },
    ])
  })
  it('is refused without the session’s CSRF token', async () => {
    const me = await open(await administrator(), specialist)
    equal((await me.post('/office/accounts/2/disable', { csrf: 'x' })).status, 403)
    deepEqual(await kinds(), [])
  })
  it('of one agency touches nothing of another', async () => {
    const me = smallOffice(db).browser()
    await signIn(me, 'quan', password, `so-${agencyB}`)
    await open(me, specialist)
    equal((await me.post('/office/accounts/2/disable', {})).status, 303)
    const { rows } = await owner.query('select agency_id from accounts.account where disabled_at is not null')
    deepEqual(rows, [{ agency_id: agencyB }])
    deepEqual(await kinds(), [])
    equal(agencyA, 1)
  })
})
