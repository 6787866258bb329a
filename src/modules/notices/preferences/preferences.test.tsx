import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { moment } from '../../../kernel/moment.ts'
import { speak } from '../../../platform/http/language.ts'
import { mount, type OfficeEnv } from '../../../platform/http/routes.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { noticeRoutes } from '../routes.ts'
import { preferenceOf } from '../service.ts'

let base: TestDatabase
let app: Hono<OfficeEnv>
let address: string | null = 'lan@so.example.vn'
before(async () => {
  base = await testDatabase()
  await base.owner.query(`insert into org.agency (agency_id, code, name) values (1, 'so-1', 'Sở 1 (mẫu)')`)
  await base.owner.query(`insert into org.officer (agency_id, officer_id, name, joined_on) values (1, 22, 'Lan (mẫu)', '2025-01-01')`)
  app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    c.set('who', {
      ...{ agencyId: 1, officerId: 22, name: 'Lan (mẫu)', title: '', agencyName: 'Sở 1 (mẫu)' },
      ...{ posts: [], may: new Set(), actingFor: null, csrf: 'csrf-of-session' },
    })
    c.set('now', moment('2026-03-02T10:00:00+07:00'))
    c.setRenderer((content: Child) => c.html(<PageLanguage.Provider value={c.var.say.lang}>{content}</PageLanguage.Provider>))
    await next()
  })
  mount(app, noticeRoutes({ db: base.db, addressOf: async () => address }), () => (_, next) => next())
})

const path = '/office/account/notices'
const get = async (lang = 'vi') => (await app.request(path, { headers: { cookie: `motcua-lang=${lang}` } })).text()
const post = (fields: [string, string][]) => app.request(path, { method: 'POST', body: new URLSearchParams(fields) })
const chosen = () => base.db.inAgency(1, (tx) => preferenceOf(tx, 1, 22))

describe('The page of an officer’s choice (chọn nhận thông báo)', () => {
  it('shows everything ticked to who never chose, and where it goes', async () => {
    const page = await get()
    equal(page.match(/type="checkbox"[^>]*checked/g)?.length, 4)
    match(page, /lan@so\.example\.vn/)
  })
  it('keeps what is ticked', async () => {
    const answer = await post([
      ['by-mail', 'yes'],
      ['wanted', 'due-in-1'],
      ['wanted', 'overdue-digest'],
      ['lang', 'en'],
    ])
    deepEqual([answer.status, answer.headers.get('location')], [303, `${path}?done=saved`])
    deepEqual(await chosen(), { byMail: true, unwanted: ['due-in-2'], lang: 'en' })
    await post([
      ['wanted', 'due-in-1'],
      ['lang', 'vi'],
    ])
    deepEqual(await chosen(), { byMail: false, unwanted: ['due-in-2', 'overdue-digest'], lang: 'vi' })
    await post([['lang', 'vi']])
    deepEqual(await chosen(), { byMail: false, unwanted: ['due-in-2', 'due-in-1', 'overdue-digest'], lang: 'vi' })
  })
  it('refuses what it does not know, and changes nothing', async () => {
    const before = await chosen()
    equal((await post([['lang', 'fr']])).status, 422)
    equal(
      (
        await post([
          ['wanted', 'constructor'],
          ['lang', 'vi'],
        ])
      ).status,
      422,
    )
    deepEqual(await chosen(), before)
  })
  it('says so where no address is on record', async () => {
    address = null
    match(await get(), /Chưa có địa chỉ thư/)
    address = 'lan@so.example.vn'
  })
  it('is all English to an English reader', async () =>
    doesNotMatch((await get('en')).replaceAll('Tiếng Việt', ''), /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i))
})
