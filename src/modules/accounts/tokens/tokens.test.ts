import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import type { Moment } from '../../../kernel/moment.ts'
import { testDatabase } from '../../../platform/postgres/testing.ts'
import { cleanUp } from '../jobs.ts'
import { agencyB, type Browser, monday, ownWords, password, signIn, smallOffice, staff, vietnamese } from '../testing.adapter.ts'

const { db, owner } = await testDatabase()
await staff({ db, owner })

const entries = async () =>
  (
    await owner.query<{ kind: string; body: string }>(
      `select kind, body from audit.entry where agency_id = 1 and stream = 'accounts' and kind like 'token%' order by seq`,
    )
  ).rows
const form = { name: 'Trục liên thông', officer: '2', scopes: ['dossier.read', 'dossier.process'], days: '30' }
const make = async (me: Browser, fields: Record<string, string | string[]> = {}) => {
  await me.get('/office/tokens/new')
  return me.post('/office/tokens', { ...form, ...fields })
}
const given = (text: string) => (/<samp>(.+?)<\/samp>/s.exec(text)?.[1] ?? '').replaceAll(/<wbr\/?>/g, '')

beforeEach(async () => {
  await owner.query('delete from accounts.session')
  await owner.query('delete from accounts.api_token')
  await owner.query(`delete from audit.entry where stream = 'accounts'`)
  await owner.query('update accounts.account set disabled_at = null, version = 1')
})

describe('Tokens of programs (mã truy cập)', () => {
  it('are made by an administrator, shown once, and kept as a hash', async () => {
    const office = smallOffice(db)
    const me = office.browser()
    await signIn(me, 'quan')
    const made = await make(me)
    equal(made.status, 200)
    equal(made.headers.get('cache-control'), 'no-store')
    const token = given(made.text)
    match(token, /^mc_1_[\w-]{43}$/)
    const who = await office.tokens.whoOfToken(token, monday)
    deepEqual([who?.officerId, [...(who?.may ?? [])].sort()], [2, ['dossier.process', 'dossier.read']])
    deepEqual(await entries(), [
      {
        kind: 'token-made',
        body: '{"officer":2,"token":1,"name":"Trục liên thông","scopes":["dossier.read","dossier.process"],"until":"2026-04-01"}',
      },
    ])
    doesNotMatch((await me.get('/office/tokens')).text, new RegExp(token))
    const { rows } = await owner.query(
      'select t::text from accounts.api_token t union all select a::text from platform.answer a union all select e::text from audit.entry e',
    )
    ok(!JSON.stringify(rows).includes(token.slice(5)))
  })
  it('are shown in English to who reads English', async () => {
    const me = smallOffice(db).browser()
    await signIn(me, 'quan')
    me.jar.set('motcua-lang', 'en')
    const pages = [(await me.get('/office/tokens')).text, (await make(me, { days: '0' })).text, (await make(me, { name: 'Link' })).text]
    const { text } = await me.get('/office/tokens')
    match(text, /<h1>Tokens of programs<\/h1>/)
    match(text, /See dossiers, Process steps/)
    for (const page of [...pages, text]) doesNotMatch(ownWords(page).replaceAll(form.name, ''), vietnamese)
  })
  it('are made once for two equal forms', async () => {
    const me = smallOffice(db).browser()
    await signIn(me, 'quan')
    await me.get('/office/tokens/new')
    const same = { ...form, key: randomUUID(), csrf: me.field('csrf') }
    const answers = await Promise.all([me.post('/office/tokens', same), me.post('/office/tokens', same)])
    deepEqual(answers.map((a) => [a.status, given(a.text) !== '']).sort(), [
      [200, false],
      [200, true],
    ])
    equal((await entries()).length, 1)
  })
  it('are revoked at once in this process', async () => {
    const office = smallOffice(db)
    const me = office.browser()
    await signIn(me, 'quan')
    const token = given((await make(me)).text)
    ok(await office.tokens.whoOfToken(token, monday))
    await me.get('/office/tokens')
    equal((await me.post('/office/tokens/1/revoke', {})).to, '/office/tokens?done=revoked')
    equal(await office.tokens.whoOfToken(token, monday), null)
    match((await me.get('/office/tokens')).text, /đã thu hồi/)
    const again = await me.post('/office/tokens/1/revoke', { key: randomUUID() })
    equal(again.status, 409)
    match(again.text, /thu hồi từ trước/)
    match((await me.post('/office/tokens/9/revoke', { key: randomUUID() })).text, /Không có mã truy cập/)
    deepEqual(
      (await entries()).map((e) => e.kind),
      ['token-made', 'token-revoked'],
    )
  })
  it('stop at once when the officer’s account is disabled here', async () => {
    const office = smallOffice(db)
    const me = office.browser()
    await signIn(me, 'quan')
    const token = given((await make(me)).text)
    ok(await office.tokens.whoOfToken(token, monday))
    await me.get('/office/accounts/2')
    await me.post('/office/accounts/2/disable', {})
    equal(await office.tokens.whoOfToken(token, monday), null)
  })
  it('are seen and revoked by the officer as whom they act, and by no other colleague', async () => {
    const office = smallOffice(db)
    const [admin, mine, other] = [office.browser(), office.browser(), office.browser()]
    await signIn(admin, 'quan')
    const token = given((await make(admin)).text)
    await signIn(other, 'truong')
    doesNotMatch((await other.get('/office/account')).text, /Trục liên thông/)
    equal((await other.post('/office/account/tokens/revoke', { token: '1' })).status, 409)
    ok(await office.tokens.whoOfToken(token, monday))
    await signIn(mine, 'dat')
    match((await mine.get('/office/account')).text, /Trục liên thông/)
    equal((await mine.post('/office/account/tokens/revoke', { token: '1' })).to, '/office/account?done=revoked')
    equal(await office.tokens.whoOfToken(token, monday), null)
  })
  it('say what is wrong with the form', async () => {
    const me = smallOffice(db).browser()
    await signIn(me, 'quan')
    const faulty: [Record<string, string | string[]>, RegExp][] = [
      [{ name: ' ' }, /Chưa ghi tên chương trình/],
      [{ officer: '' }, /Chưa chọn công chức/],
      [{ scopes: [] }, /Chọn ít nhất một phạm vi/],
      [{ scopes: ['everything'] }, /Phạm vi không có/],
      [{ days: '0' }, /Ít nhất một ngày/],
      [{ days: '367' }, /Nhiều nhất 366 ngày/],
      [{ days: 'lâu' }, /phải là số/],
    ]
    for (const [fields, wanted] of faulty) {
      const bad = await make(me, fields)
      equal(bad.status, 422, JSON.stringify(fields))
      match(bad.text, wanted)
    }
    equal((await make(me, { days: '366', scopes: 'journal.read' })).status, 200)
    equal((await make(me, { officer: '99' })).status, 409)
  })
  it('are numbered one after another, however many are made at once', async () => {
    const me = smallOffice(db).browser()
    await signIn(me, 'quan')
    await me.get('/office/tokens/new')
    const csrf = me.field('csrf')
    await Promise.all(Array.from({ length: 6 }, () => me.post('/office/tokens', { ...form, csrf, key: randomUUID() })))
    const { rows } = await owner.query<{ token_id: number }>('select token_id from accounts.api_token order by 1')
    deepEqual(
      rows.map((r) => r.token_id),
      [1, 2, 3, 4, 5, 6],
    )
  })
  it('of one agency are not another’s', async () => {
    const me = smallOffice(db).browser()
    await signIn(me, 'quan')
    await make(me)
    const other = smallOffice(db).browser()
    await signIn(other, 'quan', password, `so-${agencyB}`)
    doesNotMatch((await other.get('/office/tokens')).text, /Trục liên thông/)
    await other.get('/office/tokens/new')
    equal((await other.post('/office/tokens/1/revoke', {})).status, 409)
  })
})

describe('Every night', () => {
  it('ended sessions and answers older than a week go, all else stays', async () => {
    await owner.query('delete from platform.answer')
    const { browser, clock } = smallOffice(db)
    const [mine, other] = [browser(), browser()]
    await signIn(mine, 'dat')
    await signIn(other, 'quan', password, `so-${agencyB}`)
    await make(other)
    deepEqual(await cleanUp(db, (monday + 8 * 3600 - 1) as Moment), { sessions: 0, answers: 0 })
    clock.now = (monday + 3600) as Moment
    await other.get('/office/account')
    deepEqual(await cleanUp(db, (monday + 8 * 3600) as Moment), { sessions: 1, answers: 0 })
    deepEqual(await cleanUp(db, (monday + 7 * 86_400) as Moment), { sessions: 1, answers: 0 })
    deepEqual(await cleanUp(db, (monday + 7 * 86_400 + 1) as Moment), { sessions: 0, answers: 1 })
  })
})
