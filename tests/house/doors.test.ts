import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Caller, caller, type Fields } from '../stories/caller.ts'
import { password } from '../stories/department.ts'
import { type House, openHouse } from '../stories/house.ts'

describe('The doors of the house (an toàn của trang)', () => {
  let house: House
  let officer: Caller
  let admin: Caller
  before(async () => {
    house = await openHouse()
    officer = await caller(house.base, 'motcua1')
    admin = await caller(house.base, 'quantri')
  })
  after(() => house?.close())

  it('sends every answer with safe headers: no inline script or style, no frame, no sniffing, no referrer', async () => {
    const asset = /"(\/assets\/[^"]+\.css)"/.exec((await officer.get('/')).text)?.[1] ?? ''
    const paths = [
      '/',
      '/thu-tuc',
      '/tra-cuu',
      '/nowhere',
      '/office/sign-in',
      '/office/work',
      '/office/nowhere',
      '/api/v1/openapi.json',
      '/api/v1/docs',
      '/api/v1/dossiers',
      '/healthz',
      asset,
    ]
    for (const path of paths) {
      const { headers } = await officer.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      match(policy, /default-src 'none'/, path)
      ok(!/unsafe|\*|http:/.test(policy), `${path}: ${policy}`)
      match(policy, /frame-ancestors 'none'/, path)
      match(policy, /form-action 'self'/, path)
      match(policy, /base-uri 'none'/, path)
      equal(headers.get('x-content-type-options'), 'nosniff', path)
      equal(headers.get('x-frame-options'), 'DENY', path)
      match(headers.get('referrer-policy') ?? '', /^(same-origin|no-referrer)$/, path)
      equal(headers.get('cross-origin-opener-policy'), 'same-origin', path)
      equal(headers.get('x-powered-by'), null, path)
      equal(headers.get('server'), null, path)
    }
  })

  it('keeps what officers see out of every cache, and assets in them', async () => {
    equal((await officer.get('/office/work')).headers.get('cache-control'), 'no-store')
    equal((await officer.get('/office/sign-in')).headers.get('cache-control'), 'no-store')
    const asset = /"(\/assets\/[^"]+\.css)"/.exec((await officer.get('/')).text)?.[1] ?? ''
    match((await officer.get(asset)).headers.get('cache-control') ?? '', /immutable/)
    for (const path of ['/assets/../package.json', '/assets/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])
      notEqual((await officer.get(path)).status, 200, path)
  })

  it('opens nothing of the office to strangers, and brings them back to where they wanted to go', async () => {
    for (const path of ['/office/work', '/office/dossiers?clock=late', '/office/accounts', '/office/journal']) {
      const answer = await fetch(house.base + path, { redirect: 'manual' })
      equal(answer.status, 303, path)
      equal(answer.headers.get('location'), `/office/sign-in?next=${encodeURIComponent(path)}`)
    }
    const posted = await fetch(`${house.base}/office/dossiers/new`, { method: 'POST', body: new FormData(), redirect: 'manual' })
    equal(posted.status, 303)
    for (const elsewhere of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const body = new URLSearchParams({ login: 'vanthu', password, next: elsewhere })
      const signedIn = await fetch(`${house.base}/office/sign-in`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { origin: house.base },
      })
      match(signedIn.headers.get('location') ?? '', /^\/office/, elsewhere)
    }
  })

  it('shows a page to whom the posts open it, and tells the others', async () => {
    equal((await officer.get('/office/accounts')).status, 403)
    equal((await officer.get('/office/journal')).status, 403)
    equal((await admin.get('/office/dossiers/new')).status, 403)
    equal((await admin.get('/office/accounts')).status, 200)
  })

  it('takes no form without the token of the session, and writes nothing then', async () => {
    const procedure = String(house.department.procedures.get('thu-cap-doi'))
    const forms: [Caller, string, Fields][] = [
      [
        officer,
        '/office/dossiers/new',
        { procedure, key: crypto.randomUUID(), press: 'accept', name: 'Không Ai (mẫu)', phone: '0900000555', 'all-present': 'yes' },
      ],
      [officer, '/office/dossiers/H99.71-260302-0001/take-step', { key: crypto.randomUUID(), step: '1' }],
      [admin, '/office/org/acting/new', { key: crypto.randomUUID() }],
      [
        admin,
        '/office/calendar/2026/load',
        { key: crypto.randomUUID(), do: 'write', decision: 'TB (mẫu)', days: '01/01/2026 | nghỉ lễ | Tết' },
      ],
      [admin, '/office/accounts', { key: crypto.randomUUID() }],
      [admin, '/office/tokens', { key: crypto.randomUUID() }],
      [officer, '/office/sign-out', {}],
    ]
    const written = async () => (await house.rows("select from audit.entry where stream <> 'sign-ins'")).length
    const before = await written()
    for (const [who, path, fields] of forms)
      for (const csrf of [{}, { csrf: '' }, { csrf: 'of-another-session' }] as Fields[]) {
        const answer = await who.post(path, { ...fields, ...csrf })
        equal(answer.status, 403, `${path}: ${answer.status}`)
      }
    equal(await written(), before)
    equal((await officer.get('/office/work')).status, 200, 'still signed in')
  })

  it('takes no sign-in from another site', async () => {
    const body = new URLSearchParams({ login: 'motcua1', password, next: '' })
    const answer = await fetch(`${house.base}/office/sign-in`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: 'https://evil.example' },
    })
    notEqual(answer.status, 303)
    equal(answer.headers.get('set-cookie'), null)
  })

  it('gives the session a cookie that no script reads and no other site sends', async () => {
    const body = new URLSearchParams({ login: 'motcua1', password, next: '' })
    const answer = await fetch(`${house.base}/office/sign-in`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: house.base },
    })
    const session = answer.headers.getSetCookie().find((line) => line.startsWith('motcua=')) ?? ''
    match(session, /HttpOnly/)
    match(session, /SameSite=Lax/)
    match(session, /Path=\//)
    equal((await fetch(`${house.base}/`)).headers.get('set-cookie'), null, 'the portal knows nobody')
  })

  it('ends a session by signing out, for every copy of its cookie', async () => {
    const leaving = await caller(house.base, 'motcua2')
    const { csrf = '' } = Object.fromEntries(
      [...(await leaving.get('/office/work')).text.matchAll(/name="(csrf)" value="([^"]+)"/g)].map(([, n, v]) => [n, v]),
    ) as Record<string, string>
    equal((await leaving.post('/office/sign-out', { csrf })).status, 303)
    equal((await leaving.get('/office/work')).status, 303)
  })

  it('turns away what is too large before reading it', async () => {
    const big = await officer.post('/office/dossiers/H99.71-260302-0001/take-step', { csrf: 'x'.repeat(300_000) })
    equal(big.status, 413)
    deepEqual(house.bugs, [])
  })
})

describe('The doors of the house over https', () => {
  let house: House
  before(async () => {
    house = await openHouse({ url: 'https://motcua.example' })
  })
  after(() => house?.close())

  it('binds cookies to the host, sends them never in the clear, and tells browsers to stay on https', async () => {
    const body = new URLSearchParams({ login: 'motcua1', password, next: '' })
    const answer = await fetch(`${house.base}/office/sign-in`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: 'https://motcua.example' },
    })
    equal(answer.status, 303)
    const session = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-motcua=')) ?? ''
    match(session, /Secure/)
    match(session, /HttpOnly/)
    ok(!/Domain=/i.test(session))
    match(answer.headers.get('strict-transport-security') ?? '', /max-age=\d{7,}/)
  })
})
