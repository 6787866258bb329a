import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Moment } from '../../../kernel/moment.ts'
import { testDatabase } from '../../../platform/postgres/testing.ts'
import { lockSeconds } from '../model.ts'
import { sealing } from '../sealing.adapter.ts'
import {
  agencyA,
  agencyB,
  type Browser,
  key,
  monday,
  ownWords,
  password,
  signIn,
  smallOffice,
  specialist,
  staff,
  vietnamese,
} from '../testing.adapter.ts'
import { totpPlace } from './service.ts'

const { db, owner } = await testDatabase()
await staff({ db, owner })
const { rows: untouched } = await owner.query<{ agency_id: number; officer_id: number; password_hash: string }>(
  'select agency_id, officer_id, password_hash from accounts.account',
)

const secret = Buffer.from('12345678901234567890')
const totp = new TOTP({ digits: 6, period: 30, secret: Secret.fromHex(secret.toString('hex')) })
const codeAt = (at: number) => totp.generate({ timestamp: at * 1000 })
const withFactor = () => {
  const sealed = sealing(key, 'second-factor').seal(secret, totpPlace(agencyA, specialist))
  return owner.query('update accounts.account set totp_sealed = $1 where agency_id = $2 and officer_id = $3', [sealed, agencyA, specialist])
}
const account = async () =>
  (
    await owner.query<{ failures: number; locked_until: Date | null; signed_in_at: Date | null }>(
      'select failures, locked_until, signed_in_at from accounts.account where agency_id = $1 and officer_id = $2',
      [agencyA, specialist],
    )
  ).rows[0]!
const entries = async (stream: string) =>
  (
    await owner.query<{ kind: string; body: string }>(
      'select kind, body from audit.entry where agency_id = $1 and stream = $2 order by seq',
      [agencyA, stream],
    )
  ).rows
const sorry = /Cơ quan, tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa/

beforeEach(async () => {
  await owner.query('delete from accounts.session')
  await owner.query(`delete from audit.entry where stream = 'sign-ins'`)
  await owner.query(
    `update accounts.account set failures = 0, locked_until = null, must_change = false, totp_sealed = null, totp_step = null, disabled_at = null, signed_in_at = null`,
  )
  for (const { agency_id, officer_id, password_hash } of untouched)
    await owner.query('update accounts.account set password_hash = $1 where agency_id = $2 and officer_id = $3', [
      password_hash,
      agency_id,
      officer_id,
    ])
})

describe('Sign-in (đăng nhập)', () => {
  it('opens the office to login and password, and says so in the journal', async () => {
    const { browser } = smallOffice(db)
    const me = browser()
    match((await me.get('/office/sign-in')).text, /Sở số 1.*Sở số 2/s)
    const answer = await signIn(me, 'dat')
    deepEqual([answer.status, answer.to], [303, '/office'])
    match((await me.get('/office/account')).text, /Trần Văn Đất/)
    deepEqual(await entries('sign-ins'), [{ kind: 'signed-in', body: '{"officer":2,"method":"password","secondFactor":false}' }])
    ok((await account()).signed_in_at)
  })
  it('goes on to the page that was asked for, and never off the site', async () => {
    const { browser } = smallOffice(db)
    const me = browser()
    equal(
      (await me.post('/office/sign-in', { agency: 'so-1', login: ' DAT ', password, next: '/office/journal?stream=org' })).to,
      '/office/journal?stream=org',
    )
    equal((await me.post('/office/sign-in', { agency: 'so-1', login: 'dat', password, next: 'https://evil.test/' })).to, '/office')
  })
  it('remembers the agency, not the officer', async () => {
    const { browser } = smallOffice(db)
    const me = browser()
    await signIn(me, 'dat', password, 'so-2')
    equal(me.jar.get('motcua-agency'), 'so-2')
    const { text } = await me.get('/office/sign-in')
    match(text, /<option value="so-2" selected/)
    doesNotMatch(text, /value="dat"/)
  })
  it('sets a cookie that no script reads; over https bound to the host and never sent in the clear', async () => {
    const plain = await signIn(smallOffice(db).browser(), 'dat')
    match(plain.headers.getSetCookie().join('\n'), /^motcua=1\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/m)
    const safe = await signIn(smallOffice(db, { baseUrl: 'https://office.test' }).browser(), 'dat')
    match(safe.headers.getSetCookie().join('\n'), /^__Host-motcua=1\.[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/m)
  })
  it('says the same to a wrong login, password and agency, and to locked, disabled and departed ones', async () => {
    const { browser } = smallOffice(db)
    const me = browser()
    const said = async (login: string, text: string, agency?: string) => {
      const answer = await signIn(me, login, text, agency)
      equal(answer.status, 401)
      match(answer.text, sorry)
      return /<div class="banner".*?<\/div>/s.exec(answer.text)?.[0]
    }
    const texts = [await said('dat', 'sai mật khẩu rồi'), await said('khongco', password), await said('dat', password, 'so-9')]
    for (const breaks of [`locked_until = '2026-03-02T09:01:00+07:00'`, 'disabled_at = now()', 'password_hash = null']) {
      await owner.query(`update accounts.account set ${breaks} where officer_id = 2`)
      texts.push(await said('dat', password))
    }
    await owner.query(`update accounts.account set locked_until = null, disabled_at = null`)
    await owner.query(`update org.officer set left_on = '2026-03-01' where officer_id = 2`)
    texts.push(await said('dat', password))
    await owner.query(`update org.officer set left_on = null`)
    equal(new Set(texts).size, 1)
  })
  it('takes no less time to say no to a login that does not exist', async () => {
    const me = smallOffice(db).browser()
    for (const [login, agency] of [
      ['khongco', 'so-1'],
      ['dat', 'so-1'],
      ['dat', 'so-9'],
    ] as const) {
      const began = performance.now()
      await signIn(me, login, 'sai mật khẩu rồi', agency)
      ok(performance.now() - began >= 245, login)
    }
  })
  it('keeps what was typed, but never the password', async () => {
    const me = smallOffice(db).browser()
    const { status, text } = await me.post('/office/sign-in', { agency: 'so-1', login: 'dat', password: '' })
    equal(status, 422)
    match(text, /value="dat"/)
    match(text, /Chưa nhập mật khẩu/)
    doesNotMatch((await signIn(me, 'dat', 'sai mật khẩu rồi')).text, /sai mật khẩu rồi/)
  })
  it('asks for the agency where there are several', async () => {
    const { status, text } = await smallOffice(db).browser().post('/office/sign-in', { login: 'dat', password })
    equal(status, 422)
    match(text, /Chưa chọn cơ quan/)
  })
  it('is refused from another site', async () => {
    const me = smallOffice(db).browser()
    const form = { agency: 'so-1', login: 'dat', password }
    equal((await me.post('/office/sign-in', form, { 'sec-fetch-site': 'cross-site' })).status, 403)
    equal((await me.post('/office/sign-in', form, { origin: 'http://evil.test' })).status, 403)
    equal((await me.post('/office/sign-in', form, { origin: 'null' })).status, 403)
    equal((await me.post('/office/sign-in', form, { origin: 'http://office.test' })).status, 303)
  })
  it('speaks English to whoever follows the link, and the browser remembers', async () => {
    const me = smallOffice(db).browser()
    match(
      (await me.get('/office/sign-in?next=/office/journal')).text,
      /href="\/office\/sign-in\?next=%2Foffice%2Fjournal&lang=en">English</,
    )
    equal((await me.get('/office/sign-in?next=/office/journal&lang=en')).to, '/office/sign-in?next=%2Foffice%2Fjournal')
    const { text } = await me.get('/office/sign-in?next=/office/journal')
    match(text, /<h1>Sign in<\/h1>/)
    match(text, /&lang=vi">Tiếng Việt</)
    doesNotMatch(ownWords(text), vietnamese)
    const wrong = await signIn(me, 'dat', 'sai mật khẩu rồi')
    match(wrong.text, /Agency, login name or password is wrong/)
    doesNotMatch(ownWords(wrong.text), vietnamese)
    match((await signIn(me, 'dat', '')).text, /Enter your password/)
    match((await me.get('/office/sign-in/code')).text, /This step of the sign-in took too long/)
  })
  it('is refused when the form is too large', async () => {
    equal(
      (
        await smallOffice(db)
          .browser()
          .post('/office/sign-in', { login: 'x'.repeat(20_000), password })
      ).status,
      413,
    )
  })
  it('of one agency opens nothing of another', async () => {
    const me = smallOffice(db).browser()
    await signIn(me, 'dat', password, 'so-2')
    const token = me.jar.get('motcua') ?? ''
    match(token, /^2\./)
    me.jar.set('motcua', token.replace(/^2/, '1'))
    equal((await me.get('/office/account')).to, '/office/sign-in')
  })
})

describe('Lock-out (tạm khóa)', () => {
  it('comes with the fifth wrong password, holds against the right one, and ends after a quarter of an hour', async () => {
    const { browser, clock } = smallOffice(db)
    const me = browser()
    for (let i = 0; i < 4; i++) await signIn(me, 'dat', 'sai mật khẩu rồi')
    deepEqual([(await account()).failures, (await account()).locked_until], [4, null])
    await signIn(me, 'dat', 'sai mật khẩu rồi')
    equal((await account()).failures, 5)
    equal((await signIn(me, 'dat')).status, 401)
    clock.now = (monday + lockSeconds - 1) as Moment
    equal((await signIn(me, 'dat')).status, 401)
    clock.now = (monday + lockSeconds) as Moment
    equal((await signIn(me, 'dat')).status, 303)
    deepEqual([(await account()).failures, (await account()).locked_until], [0, null])
    deepEqual(
      (await entries('sign-ins')).map((e) => e.kind),
      ['account-locked', 'signed-in'],
    )
  })
  it('does not come with four', async () => {
    const me = smallOffice(db).browser()
    for (let i = 0; i < 4; i++) await signIn(me, 'dat', 'sai mật khẩu rồi')
    equal((await signIn(me, 'dat')).status, 303)
    equal((await account()).failures, 0)
  })
  it('is not outrun by many tries at once', async () => {
    const { browser } = smallOffice(db)
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, i) => signIn(browser(), 'dat', i === 8 ? password : `sai mật khẩu ${i}`)),
    )
    const opened = answers.filter((a) => a.status === 303).length
    const { failures } = await account()
    ok(opened === 1 ? failures <= 5 : failures === 5, `${opened} opened after ${failures} failures`)
  })
  it('of one agency leaves the same login of another alone', async () => {
    const me = smallOffice(db).browser()
    for (let i = 0; i < 5; i++) await signIn(me, 'dat', 'sai mật khẩu rồi')
    equal((await signIn(me, 'dat', password, `so-${agencyB}`)).status, 303)
  })
})

describe('Rate limits', () => {
  it('stop the eleventh try on one login in a minute, known or not', async () => {
    for (const login of ['dat', 'khongco']) {
      const { browser, clock } = smallOffice(db)
      const me = browser()
      const answers = await Promise.all(Array.from({ length: 11 }, () => signIn(me, login, 'sai mật khẩu rồi')))
      deepEqual(answers.map((a) => a.status).sort(), [...Array.from({ length: 10 }, () => 401), 429])
      const stopped = answers.find((a) => a.status === 429)
      equal(stopped?.headers.get('retry-after'), '12')
      clock.ms += 12_000
      equal((await signIn(me, login, 'sai mật khẩu rồi')).status, 401)
    }
  })
  it('stop the sixty-first try from one address, whatever the login', async () => {
    const me = smallOffice(db).browser()
    const answers = []
    for (let i = 0; i < 61; i++) answers.push(await me.post('/office/sign-in', { agency: 'so-1', login: `ai-${i}`, password: '' }))
    deepEqual([answers.at(-2)?.status, answers.at(-1)?.status], [422, 429])
    const from = (address: string) =>
      me.post('/office/sign-in', { agency: 'so-1', login: 'ai', password: '' }, { 'x-forwarded-for': address })
    equal((await from('10.0.0.9')).status, 422)
  })
})

describe('The second factor (xác thực hai lớp)', () => {
  const atCode = async (me: Browser) => {
    const first = await signIn(me, 'dat')
    equal(first.to, '/office/sign-in/code?next=%2Foffice')
    await me.get(first.to ?? '')
    return first
  }
  const code = (me: Browser, digits: string) => me.post('/office/sign-in/code', { code: digits, next: '/office' })
  beforeEach(withFactor)

  it('is asked before anything opens; the token changes with the step', async () => {
    const me = smallOffice(db).browser()
    await atCode(me)
    const before = me.jar.get('motcua')
    equal((await me.get('/office/account')).to, '/office/sign-in')
    await me.get('/office/sign-in/code')
    equal((await code(me, codeAt(monday))).to, '/office')
    ok(me.jar.get('motcua') !== before)
    equal((await me.get('/office/account')).status, 200)
    match((await entries('sign-ins'))[0]?.body ?? '', /"secondFactor":true/)
  })
  it('takes each code once', async () => {
    const { browser } = smallOffice(db)
    const [mine, theirs] = [browser(), browser()]
    await atCode(mine)
    equal((await code(mine, codeAt(monday))).status, 303)
    await atCode(theirs)
    const again = await code(theirs, codeAt(monday))
    equal(again.status, 401)
    match(again.text, /không đúng hoặc đã dùng/)
  })
  it('takes one of two equal forms sent at once', async () => {
    const me = smallOffice(db).browser()
    await atCode(me)
    const answers = await Promise.all([code(me, codeAt(monday)), code(me, codeAt(monday))])
    deepEqual(answers.map((a) => a.status).sort(), [303, 401])
  })
  it('counts wrong codes with wrong passwords: the fifth locks, and a right password in between clears nothing', async () => {
    const { browser } = smallOffice(db)
    const me = browser()
    for (let i = 0; i < 4; i++) {
      await atCode(me)
      equal((await code(me, '000000')).status, 401)
    }
    equal((await account()).failures, 4)
    await atCode(me)
    await code(me, '000000')
    ok((await account()).locked_until)
    equal((await me.get('/office/sign-in/code')).status, 401) // the step is over
    equal((await signIn(me, 'dat')).status, 401)
  })
  it('is over after ten minutes', async () => {
    const { browser, clock } = smallOffice(db)
    const me = browser()
    await atCode(me)
    clock.now = (monday + 600) as Moment
    match((await code(me, codeAt(clock.now))).text, /quá thời gian/)
  })
  it('is refused without the page’s own form, and to another agency’s token', async () => {
    const me = smallOffice(db).browser()
    await atCode(me)
    match((await me.post('/office/sign-in/code', { code: codeAt(monday), csrf: 'x' })).text, /quá thời gian/)
    await me.get('/office/sign-in/code')
    me.jar.set('motcua', (me.jar.get('motcua') ?? '').replace(/^1/, '2'))
    match((await code(me, codeAt(monday))).text, /quá thời gian/)
  })
  it('sealed for one officer opens for no other', async () => {
    await owner.query(
      'update accounts.account set totp_sealed = (select totp_sealed from accounts.account where agency_id = 1 and officer_id = 2) where agency_id = 1 and officer_id = 3',
    )
    const me = smallOffice(db).browser()
    await me.get((await signIn(me, 'truong')).to ?? '')
    equal((await code(me, codeAt(monday))).status, 401)
  })
})

describe('A password given by somebody else', () => {
  const own = 'trăng sáng trên đồi'
  const set = (me: Browser, text: string, again = text) =>
    me.post('/office/sign-in/new-password', { password: text, again, next: '/office' })
  beforeEach(() => owner.query('update accounts.account set must_change = true where officer_id = 2'))

  it('is changed before anything opens', async () => {
    const { browser } = smallOffice(db)
    const me = browser()
    const first = await signIn(me, 'dat')
    equal(first.to, '/office/sign-in/new-password?next=%2Foffice')
    equal((await me.get('/office/account')).to, '/office/sign-in')
    await me.get(first.to ?? '')
    equal((await set(me, own)).to, '/office')
    equal((await me.get('/office/account')).status, 200)
    equal((await signIn(browser(), 'dat')).status, 401)
    equal((await signIn(browser(), 'dat', own)).to, '/office')
  })
  it('is refused when short, the old one, the login, or typed differently twice', async () => {
    const me = smallOffice(db).browser()
    await me.get((await signIn(me, 'dat')).to ?? '')
    for (const [text, again, wanted] of [
      ['ngắn quá', 'ngắn quá', /ít nhất 12 ký tự/],
      [password, password, /phải khác mật khẩu đang dùng/],
      ['mật khẩu 12345', 'mật khẩu 12345', /quá dễ đoán/],
      [own, `${own}!`, /Hai lần nhập không giống nhau/],
    ] as const) {
      const answer = await set(me, text, again)
      equal(answer.status, 422)
      match(answer.text, wanted)
      doesNotMatch(answer.text, new RegExp(`value="${text}"`))
    }
  })
  it('comes after the code, where there is a second factor', async () => {
    await withFactor()
    const me = smallOffice(db).browser()
    await me.get((await signIn(me, 'dat')).to ?? '')
    const second = await me.post('/office/sign-in/code', { code: codeAt(monday), next: '/office' })
    match(second.to ?? '', /new-password/)
    await me.get(second.to ?? '')
    equal((await set(me, own)).to, '/office')
  })
})
