import { deepEqual, doesNotMatch, equal, match, notEqual, ok } from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Moment } from '../../../kernel/moment.ts'
import { testDatabase } from '../../../platform/postgres/testing.ts'
import { cleanUp } from '../jobs.ts'
import {
  agencyA,
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
import { againSecondsMin, askedSeconds, maySendAgain, sentSeconds } from './link.ts'
import type { LinkLetter } from './service.ts'

const { db, owner } = await testDatabase()
await staff({ db, owner })
const { rows: untouched } = await owner.query<{ agency_id: number; officer_id: number; password_hash: string }>(
  'select agency_id, officer_id, password_hash from accounts.account',
)
const letters: LinkLetter[] = []
const withMail = () =>
  smallOffice(db, {
    send: async (_, letter) => {
      letters.push(letter)
    },
  })
const newPassword = 'bốn mùa xuân hạ thu đông'
const tokenIn = ({ link }: LinkLetter) => new URL(link).searchParams.get('token') ?? ''
const pathOf = ({ link }: LinkLetter) => link.replace('http://office.test', '')
const forgot = (me: Browser, login: string, agency = 'so-1') => me.post('/office/sign-in/forgotten', { agency, login })
const set = (me: Browser, token: string, text = newPassword, again = text) =>
  me.post('/office/sign-in/password', { token, password: text, again })
const opens = async (text: string) => (await signIn(smallOffice(db).browser(), 'dat', text)).status === 303
const entries = async () =>
  (await owner.query(`select stream || ' ' || kind as said, body from audit.entry where agency_id = 1 order by at, seq`)).rows as {
    said: string
    body: string
  }[]
const only = (): LinkLetter => {
  const [letter, ...more] = letters
  equal(more.length, 0)
  ok(letter)
  return letter
}

beforeEach(async () => {
  letters.length = 0
  await owner.query('delete from accounts.session')
  await owner.query('delete from accounts.password_link')
  await owner.query(`delete from audit.entry`)
  await owner.query(
    `update accounts.account set failures = 0, locked_until = null, must_change = false, totp_sealed = null, disabled_at = null, version = 1`,
  )
  for (const { agency_id, officer_id, password_hash } of untouched)
    await owner.query('update accounts.account set password_hash = $1 where agency_id = $2 and officer_id = $3', [
      password_hash,
      agency_id,
      officer_id,
    ])
  await owner.query(`update org.officer set email = 'dat@so-1.example', left_on = null where agency_id = 1 and officer_id = 2`)
})

describe('Password forgotten (quên mật khẩu)', () => {
  it('sends a link to the mailbox on record, which sets a new password once and ends every session', async () => {
    const { browser } = withMail()
    const elsewhere = browser()
    await signIn(elsewhere, 'dat')
    const me = browser()
    match((await me.get('/office/sign-in')).text, /href="\/office\/sign-in\/forgotten"/)
    const asked = await forgot(me, 'dat')
    deepEqual([asked.status, asked.to], [303, '/office/sign-in/forgotten/asked'])
    const letter = only()
    deepEqual(
      [letter.email, letter.login, letter.officerId, letter.isAskedByOfficer, letter.endsAt - monday],
      ['dat@so-1.example', 'dat', specialist, true, askedSeconds],
    )
    ok(await opens(password)) // the old one holds until a new one is set
    match((await me.get(pathOf(letter))).text, /Đặt mật khẩu mới/)
    const answer = await set(me, tokenIn(letter))
    deepEqual([answer.status, answer.to], [303, '/office/sign-in?done=password-set'])
    match((await me.get('/office/sign-in?done=password-set')).text, /Đã đặt mật khẩu mới/)
    equal((await elsewhere.get('/office/account')).to, '/office/sign-in')
    deepEqual([await opens(password), await opens(newPassword)], [false, true])
    equal((await set(me, tokenIn(letter), 'một câu khác nữa nhé')).status, 410)
    equal((await me.get(pathOf(letter))).status, 410)
  })
  it('keeps only a hash of the link, and no secret in the journal', async () => {
    await forgot(withMail().browser(), 'dat')
    const token = tokenIn(only())
    const { rows } = await owner.query(`select token_hash from accounts.password_link`)
    equal(rows.length, 1)
    notEqual(rows[0].token_hash.toString(), token)
    const said = await entries()
    deepEqual(
      said.map(({ said: what }) => what),
      ['sign-ins password-link-asked'],
    )
    ok(!JSON.stringify(said).includes(token) && !JSON.stringify(said).includes('@'))
  })
  it('answers the same whether the account is there or not, and sends nothing where it is not', async () => {
    await owner.query(`update accounts.account set disabled_at = now() where agency_id = 1 and officer_id = 3`)
    const answers = []
    for (const login of ['dat', 'khong-co', 'truong', 'quan']) answers.push(await forgot(withMail().browser(), login))
    for (const { status, to, text } of answers) deepEqual([status, to, text], [303, '/office/sign-in/forgotten/asked', ''])
    equal(only().login, 'dat') // nobody, stopped, no address on record
    await owner.query(`update org.officer set left_on = '2026-02-27' where agency_id = 1 and officer_id = 2`)
    await owner.query('delete from accounts.password_link')
    await forgot(withMail().browser(), 'dat')
    equal(letters.length, 1)
  })
  it('sends no second link within five minutes, and from then on the newer one alone holds', async () => {
    const { browser, clock } = withMail()
    await forgot(browser(), 'dat')
    clock.now = (monday + againSecondsMin - 1) as Moment
    await forgot(browser(), 'dat')
    equal(letters.length, 1)
    clock.now = (monday + againSecondsMin) as Moment
    await forgot(browser(), 'dat')
    equal(letters.length, 2)
    const [older, newer] = letters as [LinkLetter, LinkLetter]
    equal((await set(browser(), tokenIn(older))).status, 410)
    equal((await set(browser(), tokenIn(newer))).status, 303)
  })
  it('sends three, then one an hour for one login, and says nothing of it', async () => {
    const { browser, clock } = withMail()
    for (let i = 0; i < 6; i++) {
      clock.now = (monday + i * againSecondsMin) as Moment
      equal((await forgot(browser(), 'dat')).to, '/office/sign-in/forgotten/asked')
    }
    equal(letters.length, 3)
    clock.ms += 3_600_001
    await forgot(browser(), 'dat')
    equal(letters.length, 4)
  })
  it('refuses who tries on and on from one address', async () => {
    const me = withMail().browser()
    const statuses: number[] = []
    for (let i = 0; i < 61; i++) statuses.push((await me.post('/office/sign-in/forgotten', { agency: 'so-9', login: `ai${i}` })).status)
    deepEqual([statuses[59], statuses[60]], [303, 429])
  })
  it('holds an hour, not a second longer', async () => {
    const { browser, clock } = withMail()
    await forgot(browser(), 'dat')
    clock.now = (monday + askedSeconds - 1) as Moment
    equal((await browser().get(pathOf(only()))).status, 200)
    clock.now = (monday + askedSeconds) as Moment
    equal((await browser().get(pathOf(only()))).status, 410)
    equal((await set(browser(), tokenIn(only()))).status, 410)
    ok(await opens(password))
    await cleanUp(db, clock.now)
    equal((await owner.query('select from accounts.password_link')).rowCount, 0)
  })
  it('counts once when the form is sent twice at the same moment', async () => {
    const { browser } = withMail()
    await forgot(browser(), 'dat')
    const statuses = await Promise.all([set(browser(), tokenIn(only())), set(browser(), tokenIn(only()), 'một câu khác nữa nhé')])
    deepEqual(statuses.map(({ status }) => status).sort(), [303, 410])
  })
  it('asks twice for the password, and for a good one; a wrong try uses nothing up', async () => {
    const { browser } = withMail()
    const me = browser()
    await forgot(me, 'dat')
    equal((await set(me, tokenIn(only()), newPassword, 'khác hẳn cái trên')).status, 422)
    match((await set(me, tokenIn(only()), 'ngắn')).text, /ít nhất 12 ký tự/)
    equal((await set(me, tokenIn(only()))).status, 303)
  })
  it('takes no token of nobody, and no form of another site', async () => {
    const { browser } = withMail()
    for (const token of ['', '1.x', `1.${'a'.repeat(43)}`, `9.${'a'.repeat(43)}`]) equal((await set(browser(), token)).status, 410)
    await forgot(browser(), 'dat')
    const answer = await browser().post(
      '/office/sign-in/password',
      { token: tokenIn(only()), password: newPassword, again: newPassword },
      { origin: 'https://elsewhere.example' },
    )
    equal(answer.status, 410)
    ok(await opens(password))
  })
  it('is not offered where no mail goes out', async () => {
    const { browser } = smallOffice(db)
    const me = browser()
    match((await me.get('/office/sign-in')).text, /người quản trị của cơ quan cấp mật khẩu/)
    equal((await me.get('/office/sign-in/forgotten')).status, 404)
  })
  it('is there in English', async () => {
    const { browser } = withMail()
    const me = browser()
    await forgot(me, 'dat')
    for (const path of [
      '/office/sign-in/forgotten',
      '/office/sign-in/forgotten/asked',
      pathOf(only()),
      '/office/sign-in/password?token=x',
    ]) {
      me.jar.set('motcua-lang', 'en')
      doesNotMatch(ownWords((await me.get(path)).text).replaceAll(/value="[^"]*"/g, ''), vietnamese)
    }
  })
})

describe('A password reset by an administrator (đặt lại mật khẩu qua thư)', () => {
  const administrator = async (office = withMail()) => {
    const me = office.browser()
    await signIn(me, 'quan')
    return me
  }
  it('goes to the officer by mail: the old one and the sessions are gone, and nobody sees a password', async () => {
    const office = withMail()
    const theirs = office.browser()
    await signIn(theirs, 'dat')
    const me = await administrator(office)
    match((await me.get('/office/accounts/2')).text, /Đặt lại mật khẩu qua thư/)
    const { text } = await me.post('/office/accounts/2/reset-password', {})
    match(text, /dat@so-1\.example/)
    doesNotMatch(text, /<output class="code">/)
    const letter = only()
    deepEqual([letter.isAskedByOfficer, letter.endsAt - monday], [false, sentSeconds])
    equal((await theirs.get('/office/account')).to, '/office/sign-in')
    equal(await opens(password), false)
    equal((await set(office.browser(), tokenIn(letter))).status, 303)
    ok(await opens(newPassword))
    deepEqual(
      (await entries()).map(({ said }) => said).filter((said) => said.startsWith('accounts')),
      ['accounts password-link-sent', 'accounts password-changed'],
    )
  })
  it('sends one letter for a form sent twice, and says so again', async () => {
    const me = await administrator()
    await me.get('/office/accounts/2')
    const fields = { key: me.field('key'), seen: me.field('seen') }
    await me.post('/office/accounts/2/reset-password', fields)
    match((await me.post('/office/accounts/2/reset-password', fields)).text, /dat@so-1\.example/)
    equal(letters.length, 1)
  })
  it('is shown once, as before, where the officer has no mailbox', async () => {
    await owner.query('update org.officer set email = null where agency_id = 1 and officer_id = 2')
    const me = await administrator()
    match((await me.get('/office/accounts/2')).text, /Cấp mật khẩu dùng một lần/)
    match((await me.post('/office/accounts/2/reset-password', {})).text, /<output class="code">/)
    equal(letters.length, 0)
  })
  it('makes a link that the officer had asked for worthless', async () => {
    const office = withMail()
    await forgot(office.browser(), 'dat')
    const [older] = letters.splice(0) as [LinkLetter]
    const me = await administrator(office)
    await me.get('/office/accounts/2')
    await me.post('/office/accounts/2/reset-password', {})
    equal((await set(office.browser(), tokenIn(older))).status, 410)
  })
  it('sets nothing for an account stopped meanwhile', async () => {
    await forgot(withMail().browser(), 'dat')
    await owner.query('update accounts.account set disabled_at = now() where agency_id = $1 and officer_id = $2', [agencyA, specialist])
    equal((await set(withMail().browser(), tokenIn(only()))).status, 410)
  })
})

describe('When another link may go out', () => {
  it('is after five minutes, or when there is none', () => {
    ok(maySendAgain(null, monday))
    ok(!maySendAgain(monday, (monday + againSecondsMin - 1) as Moment))
    ok(maySendAgain(monday, (monday + againSecondsMin) as Moment))
  })
})
