import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, describe, it } from 'node:test'
import Provider from 'oidc-provider'
import type { Moment } from '../../../kernel/moment.ts'
import { testDatabase } from '../../../platform/postgres/testing.ts'
import { administrator, agencyA, type Browser, monday, signIn, smallOffice, specialist, staff } from '../testing.adapter.ts'

const { db, owner } = await testDatabase()
await staff({ db, owner })

/** Who signs in at the province, as the test decides. */
let visitor = ''
const server = createServer()
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => server.close())
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'mot-cua',
      client_secret: 'a secret of the test only',
      redirect_uris: ['http://office.test/office/sign-in/province/back'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] },
  cookies: { keys: ['cookies of the test only'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  pkce: { required: () => true },
  findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  },
})
const answer = provider.callback()
server.on('request', (req, res) =>
  req.url?.startsWith('/interaction/')
    ? void provider.interactionFinished(req, res, { login: { accountId: visitor } })
    : void answer(req, res),
)

const province = { issuer, clientId: 'mot-cua', clientSecret: 'a secret of the test only' }
const subjectOf = (subject: string) => `${issuer} ${subject}`

/** Goes through the province's pages like a browser; gives the address at which it comes back to the office, without its host. */
async function throughProvince(url: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = url
  while (at.startsWith(issuer)) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const step = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of step.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const to = step.headers.get('location')
    ok(to, `${step.status} at ${at}: ${await step.text()}`)
    at = new URL(to, at).href
  }
  return at.replace('http://office.test', '')
}
const depart = async (me: Browser, next = '/office') =>
  (await me.get(`/office/sign-in/province?${new URLSearchParams({ agency: 'so-1', next })}`)).to ?? ''
const office = () => smallOffice(db, { province })

beforeEach(async () => {
  visitor = 'sub-of-dat'
  await owner.query('delete from accounts.session')
  await owner.query(`update accounts.account set oidc_subject = null, disabled_at = null, totp_sealed = null`)
  await owner.query(`update accounts.account set oidc_subject = $1 where agency_id = 1 and officer_id = 2`, [subjectOf('sub-of-dat')])
})

describe('Sign-in by the province (đăng nhập một lần)', () => {
  it('is offered where there is one', async () => {
    match((await office().browser().get('/office/sign-in')).text, /Đăng nhập một lần của tỉnh/)
    const without = smallOffice(db).browser()
    doesNotMatch((await without.get('/office/sign-in')).text, /một lần của tỉnh/)
    equal((await without.get('/office/sign-in/province?agency=so-1')).status, 404)
  })
  it('opens the account that is linked, by code, PKCE, state and nonce', async () => {
    const me = office().browser()
    const url = new URL(await depart(me, '/office/journal'))
    for (const name of ['state', 'nonce', 'code_challenge']) ok((url.searchParams.get(name) ?? '').length >= 43, name)
    equal(url.searchParams.get('code_challenge_method'), 'S256')
    equal(url.searchParams.get('scope'), 'openid')
    const back = await me.get(await throughProvince(url.href))
    deepEqual([back.status, back.to], [303, '/office/journal'])
    match((await me.get('/office/account')).text, /Trần Văn Đất/)
    equal(me.jar.has('motcua-journey'), false)
  })
  it('asks for the code too, where the account has a second factor', async () => {
    await owner.query(`update accounts.account set totp_sealed = 'x' where officer_id = 2`)
    const me = office().browser()
    equal((await me.get(await throughProvince(await depart(me)))).to, '/office/sign-in/code?next=%2Foffice')
  })
  it('lets in nobody who is not linked, is disabled, or is linked at another agency', async () => {
    const { browser } = office()
    const tries = async () => {
      const me = browser()
      const back = await me.get(await throughProvince(await depart(me)))
      equal(back.status, 401)
      match(back.text, /chưa nối với tài khoản nào đang dùng được/)
      equal(me.jar.has('motcua'), false)
    }
    visitor = 'a-stranger'
    await tries()
    visitor = 'sub-of-dat'
    await owner.query('update accounts.account set disabled_at = now()')
    await tries()
    await owner.query('update accounts.account set disabled_at = null, oidc_subject = case agency_id when 2 then oidc_subject end')
    await owner.query('update accounts.account set oidc_subject = $1 where agency_id = 2 and officer_id = 2', [subjectOf('sub-of-dat')])
    await tries()
  })
  it('believes a subject only from the province that said it', async () => {
    await owner.query(`update accounts.account set oidc_subject = 'https://other.test sub-of-dat' where agency_id = 1 and officer_id = 2`)
    const me = office().browser()
    equal((await me.get(await throughProvince(await depart(me)))).status, 401)
  })
  it('takes no answer that this browser did not ask for, that is changed, or that comes twice', async () => {
    const { browser, clock } = office()
    const [mine, theirs] = [browser(), browser()]
    const back = await throughProvince(await depart(mine))
    match((await theirs.get(back)).text, /quá thời gian/)
    await depart(theirs)
    match((await theirs.get(back)).text, /không xác nhận được/) // another journey, another state
    const forged = back.replace(/code=[^&]+/, 'code=forged')
    const kept = mine.jar.get('motcua-journey') ?? ''
    match((await mine.get(forged)).text, /không xác nhận được/)
    mine.jar.set('motcua-journey', kept)
    equal((await mine.get(back)).status, 303)
    mine.jar.set('motcua-journey', kept)
    match((await mine.get(back)).text, /không xác nhận được/)
    const slow = await throughProvince(await depart(mine))
    clock.now = (monday + 600) as Moment
    match((await mine.get(slow)).text, /quá thời gian/)
  })
  it('says so when the province does not answer, and leaves the password', async () => {
    const away = smallOffice(db, { province: { ...province, issuer: 'http://127.0.0.1:1' } }).browser()
    const answer = await away.get('/office/sign-in/province?agency=so-1')
    equal(answer.status, 503)
    match(answer.text, /đang không trả lời/)
    equal((await signIn(away, 'dat')).status, 303)
  })
})

describe('Linking an account (nối tài khoản)', () => {
  const subject = async (officer = specialist) =>
    (
      await owner.query<{ oidc_subject: string | null }>(
        'select oidc_subject from accounts.account where agency_id = 1 and officer_id = $1',
        [officer],
      )
    ).rows[0]?.oidc_subject
  const link = async (me: Browser) => {
    await me.get('/office/account')
    const page = await me.post('/office/account/province', {})
    return throughProvince(/href="(http:\/\/127[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '')
  }

  it('is done by the officer, signed in here and there', async () => {
    await owner.query('update accounts.account set oidc_subject = null')
    const me = office().browser()
    await signIn(me, 'dat')
    const back = await me.get(await link(me))
    equal(back.to, '/office/account?done=linked')
    equal(await subject(), subjectOf('sub-of-dat'))
    match((await me.get('/office/account?done=linked')).text, /Đã nối với đăng nhập một lần/)
  })
  it('is refused for an identity that is somebody else’s', async () => {
    const me = office().browser()
    await signIn(me, 'truong')
    const back = await me.get(await link(me))
    match((await me.get(back.to ?? '')).text, /đã nối với một tài khoản khác/)
    equal(await subject(3), null)
  })
  it('needs the same officer’s session at the return', async () => {
    await owner.query('update accounts.account set oidc_subject = null')
    const me = office().browser()
    await signIn(me, 'dat')
    const back = await link(me)
    await signIn(me, 'truong')
    equal((await me.get(back)).status, 401)
    equal(await subject(3), null)
  })
  it('is undone by the officer, unless nothing else would open the account', async () => {
    const me = office().browser()
    await me.get(await throughProvince(await depart(me)))
    await me.get('/office/account')
    const { rows } = await owner.query<{ password_hash: string }>(
      'select password_hash from accounts.account where agency_id = 1 and officer_id = 2',
    )
    await owner.query('update accounts.account set password_hash = null where officer_id = 2')
    const refused = await me.post('/office/account/province/unlink', {})
    equal(refused.status, 409)
    match(refused.text, /không còn cách nào đăng nhập/)
    await owner.query('update accounts.account set password_hash = $1 where officer_id = 2', [rows[0]?.password_hash])
    equal((await me.post('/office/account/province/unlink', {})).to, '/office/account?done=unlinked')
    equal(await subject(), null)
  })
  it('may be entered by an administrator; the journal says who', async () => {
    const me = office().browser()
    await signIn(me, 'quan')
    await me.get('/office/accounts/3')
    equal((await me.post('/office/accounts/3/link', { subject: 'sub-of-truong' })).to, '/office/accounts/3?done=link')
    equal(await subject(3), subjectOf('sub-of-truong'))
    const { rows } = await owner.query(
      `select kind, officer_id, body from audit.entry where agency_id = $1 and stream = 'accounts' order by seq desc limit 1`,
      [agencyA],
    )
    deepEqual(rows[0], { kind: 'province-linked', officer_id: administrator, body: '{"officer":3}' })
    visitor = 'sub-of-truong'
    const theirs = office().browser()
    equal((await theirs.get(await throughProvince(await depart(theirs)))).status, 303)
  })
})
