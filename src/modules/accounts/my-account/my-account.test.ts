import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Moment } from '../../../kernel/moment.ts'
import { testDatabase } from '../../../platform/postgres/testing.ts'
import {
  absentHead,
  type Browser,
  monday,
  ownWords,
  password,
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

const kinds = async (stream = 'accounts') =>
  (await owner.query<{ kind: string }>(`select kind from audit.entry where agency_id = 1 and stream = $1 order by seq`, [stream])).rows.map(
    (e) => e.kind,
  )
const officer = async (office = smallOffice(db), login = 'dat'): Promise<Browser> => {
  const me = office.browser()
  await signIn(me, login)
  await me.get('/office/account')
  return me
}
const own = 'trăng sáng trên đồi'

beforeEach(async () => {
  await owner.query('delete from accounts.session')
  await owner.query('delete from org.acting')
  await owner.query('delete from audit.entry')
  await owner.query(`update accounts.account set failures = 0, locked_until = null, totp_sealed = null, totp_step = null, version = 1`)
  for (const { agency_id, officer_id, password_hash } of untouched)
    await owner.query('update accounts.account set password_hash = $1 where agency_id = $2 and officer_id = $3', [
      password_hash,
      agency_id,
      officer_id,
    ])
})

describe('Signing out (đăng xuất)', () => {
  it('ends the session on the server, not only in the browser', async () => {
    const me = await officer()
    const token = me.jar.get('motcua') ?? ''
    equal((await me.post('/office/sign-out', {})).to, '/office/sign-in')
    equal(me.jar.has('motcua'), false)
    me.jar.set('motcua', token)
    equal((await me.get('/office/account')).to, '/office/sign-in')
    deepEqual(await kinds('sign-ins'), ['signed-in', 'signed-out'])
  })
  it('everywhere ends every session of the officer and of nobody else', async () => {
    const office = smallOffice(db)
    const [first, second, other] = [await officer(office), await officer(office), await officer(office, 'truong')]
    equal((await second.post('/office/account/sessions/end-all', {})).to, '/office/sign-in')
    equal((await first.get('/office/account')).to, '/office/sign-in')
    equal((await second.get('/office/account')).to, '/office/sign-in')
    equal((await other.get('/office/account')).status, 200)
    deepEqual(await kinds(), ['sessions-ended'])
  })
  it('of one other session leaves this one', async () => {
    const office = smallOffice(db)
    const [first, second] = [await officer(office), await officer(office)]
    const page = await second.get('/office/account')
    match(page.text, /phiên này/)
    const form = { session: second.field('session'), key: second.field('key') }
    equal((await second.post('/office/account/sessions/end', form)).to, '/office/account?done=session-ended')
    equal((await first.get('/office/account')).to, '/office/sign-in')
    equal((await second.post('/office/account/sessions/end', form)).status, 303) // the same form again: the first answer
    const gone = await second.post('/office/account/sessions/end', { ...form, key: randomUUID() })
    equal(gone.status, 409)
    match(gone.text, /Phiên này đã kết thúc/)
  })
  it('cannot end a colleague’s session', async () => {
    const office = smallOffice(db)
    const [me, other] = [await officer(office), await officer(office, 'truong')]
    const { rows } = await owner.query<{ hash: string }>(
      `select encode(token_hash, 'hex') as hash from accounts.session where officer_id = 3`,
    )
    equal((await me.post('/office/account/sessions/end', { session: rows[0]?.hash ?? '' })).status, 409)
    equal((await other.get('/office/account')).status, 200)
  })
})

describe('Changing the password (đổi mật khẩu)', () => {
  const change = async (me: Browser, current: string, text: string, again = text) => {
    await me.get('/office/account/password')
    return me.post('/office/account/password', { current, password: text, again })
  }
  it('ends all other sessions and keeps this one', async () => {
    const office = smallOffice(db)
    const [first, second] = [await officer(office), await officer(office)]
    equal((await change(second, password, own)).to, '/office/account?done=password')
    equal((await first.get('/office/account')).to, '/office/sign-in')
    equal((await second.get('/office/account')).status, 200)
    equal((await signIn(first, 'dat')).status, 401)
    equal((await signIn(first, 'dat', own)).status, 303)
    deepEqual(await kinds(), ['password-changed'])
  })
  it('asks for the current one; the fifth wrong answer ends every session and locks', async () => {
    const office = smallOffice(db)
    const me = await officer(office)
    for (let i = 0; i < 4; i++) {
      const wrong = await change(me, 'không phải mật khẩu', own)
      equal(wrong.status, 422)
      match(wrong.text, /đang dùng không đúng/)
    }
    await change(me, 'không phải mật khẩu', own)
    equal((await me.get('/office/account')).to, '/office/sign-in')
    equal((await signIn(me, 'dat')).status, 401)
    deepEqual(await kinds('sign-ins'), ['signed-in', 'account-locked'])
  })
  it('is refused when the new one is weak or typed differently twice', async () => {
    const me = await officer()
    match((await change(me, password, 'ngắn')).text, /ít nhất 12 ký tự/)
    match((await change(me, password, password)).text, /phải khác/)
    match((await change(me, password, own, `${own}?`)).text, /không giống nhau/)
    match((await change(me, '', own)).text, /Chưa nhập mật khẩu đang dùng/)
    deepEqual(await kinds(), [])
  })
})

describe('Setting the second factor (bật xác thực hai lớp)', () => {
  const codeOf = (page: string, at: number = monday) =>
    new TOTP({
      digits: 6,
      period: 30,
      secret: Secret.fromBase32((/Khóa: <samp>([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '')),
    }).generate({ timestamp: at * 1000 })

  it('needs a code of the telephone and the password; afterwards sign-in asks for a code', async () => {
    const { clock, ...office } = smallOffice(db)
    const [other, me] = [await officer({ ...office, clock }), await officer({ ...office, clock })]
    const page = await me.get('/office/account/second-factor')
    match(page.text, /<svg role="img"/)
    doesNotMatch(page.text, / style=/)
    const sealed = me.field('sealed')
    equal(
      (await me.post('/office/account/second-factor', { sealed, code: codeOf(page.text), password })).to,
      '/office/account?done=second-factor',
    )
    equal((await other.get('/office/account')).to, '/office/sign-in')
    match((await me.get('/office/account')).text, /đang bật/)
    deepEqual(await kinds(), ['second-factor-set'])
    const again = await signIn(office.browser(), 'dat')
    match(again.to ?? '', /sign-in\/code/)
    const { rows } = await owner.query<{ totp_sealed: Buffer }>(
      'select totp_sealed from accounts.account where agency_id = 1 and officer_id = 2',
    )
    ok(rows[0]!.totp_sealed.length === 12 + 16 + 20, 'nonce, tag, sealed secret')
    const fresh = office.browser()
    await fresh.get((await signIn(fresh, 'dat')).to ?? '')
    equal((await fresh.post('/office/sign-in/code', { code: codeOf(page.text) })).status, 401, 'the code of the set-up counts once too')
    clock.now = (monday + 60) as Moment
    equal((await fresh.post('/office/sign-in/code', { code: codeOf(page.text, clock.now) })).status, 303)
  })
  it('is refused with a wrong code, a wrong password, or a secret that was not offered to this officer', async () => {
    const me = await officer()
    const page = await me.get('/office/account/second-factor')
    const sealed = me.field('sealed')
    const wrong = await me.post('/office/account/second-factor', { sealed, code: '000000', password })
    equal(wrong.status, 422)
    match(wrong.text, /Mã xác thực không đúng/)
    equal(codeOf(wrong.text), codeOf(page.text), 'the same secret is shown again')
    match(
      (await me.post('/office/account/second-factor', { sealed, code: codeOf(page.text), password: 'sai mật khẩu rồi' })).text,
      /đang dùng không đúng/,
    )
    equal(
      (await me.post('/office/account/second-factor', { sealed: `${sealed.slice(0, -4)}AAAA`, code: codeOf(page.text), password })).status,
      409,
    )
    const other = await officer(smallOffice(db), 'truong')
    equal((await other.post('/office/account/second-factor', { sealed, code: codeOf(page.text), password })).status, 409)
    deepEqual(await kinds(), [])
  })
})

describe('Choosing in whose place one works (làm thay)', () => {
  beforeEach(() =>
    owner.query(
      `insert into org.acting (agency_id, acting_id, absent_id, acting_officer_id, from_at, to_at, document) values (1, 1, $1, $2, '2026-03-01T00:00Z', '2026-03-09T00:00Z', '12/QĐ-SM')`,
      [absentHead, specialist],
    ),
  )
  it('offers those who are absent now, and marks the session', async () => {
    const me = await officer()
    match((await me.get('/office/account')).text, /Phạm Thị Trưởng, đến .* \(12\/QĐ-SM\)/)
    equal((await me.post('/office/account/acting', { absent: String(absentHead) })).to, '/office/account?done=acting')
    match((await me.get('/office/account')).text, /<option value="3" selected/)
    equal((await me.post('/office/account/acting', { absent: '' })).to, '/office/account?done=not-acting')
    doesNotMatch((await me.get('/office/account')).text, /<option value="3" selected/)
  })
  it('and all else of one’s own is said in English to who reads English', async () => {
    const me = await officer()
    me.jar.set('motcua-lang', 'en')
    const { text } = await me.get('/office/account?done=acting')
    match(text, /<h1>My account<\/h1>/)
    match(text, /You now act for the officer chosen/)
    match(text, /Phạm Thị Trưởng, until Mon 9 Mar 07:00 \(12\/QĐ-SM\)/)
    const pages = [text, (await me.get('/office/account/password')).text, (await me.get('/office/account/second-factor')).text]
    for (const page of pages) doesNotMatch(ownWords(page).replace('12/QĐ-SM', ''), vietnamese)
    match((await me.post('/office/account/password', { current: '', password: own, again: own })).text, /Enter your current password/)
    match((await me.post('/office/account/acting', { absent: '99' })).text, /not assigned to act for this officer/)
  })
  it('is refused for anybody else', async () => {
    const me = await officer()
    for (const absent of ['4', '99']) {
      const refused = await me.post('/office/account/acting', { absent })
      equal(refused.status, 409)
      match(refused.text, /không được giao làm thay/)
    }
    equal((await me.post('/office/account/acting', { absent: 'x' })).status, 409)
  })
})
