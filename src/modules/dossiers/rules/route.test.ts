import { doesNotMatch, equal, match } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { jsx } from 'hono/jsx'
import { day } from '../../../kernel/moment.ts'
import type { Lang } from '../../../kernel/say.ts'
import { speak } from '../../../platform/http/language.ts'
import { mount, type OfficeEnv } from '../../../platform/http/routes.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { permissionsOf, type Role } from '../../org/model.ts'
import { orgAsOf } from '../../org/service.ts'
import { at } from '../dossier.example.ts'
import { rulesRoutes, shownRule } from './route.tsx'

let base: TestDatabase
let app: Hono<OfficeEnv>
before(async () => {
  base = await testDatabase()
  await base.owner.query(`insert into org.agency (agency_id, code, name, opened_on) values (1, 'so-1', 'Sở Mẫu', '2020-01-01')`)
  await base.owner.query(
    `insert into org.officer (agency_id, officer_id, name, joined_on) values (1, 51, 'Hồ Quản Trị (mẫu)', '2020-01-01')`,
  )
  app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    const role = c.req.header('x-role') as Role
    const who = { agencyId: 1, officerId: 51, name: '', title: '', agencyName: '', actingFor: null, csrf: 'csrf' }
    c.set('who', { ...who, posts: [{ unitId: 1, role, onBehalfOf: null }], may: new Set<string>(permissionsOf[role]) })
    c.set('now', at('02 10:00'))
    c.setRenderer((content) => c.html(jsx(PageLanguage.Provider, { value: c.var.say.lang }, content).toString()))
    await next()
  })
  const orgOf = (agencyId: number) => base.db.inAgency(agencyId, (tx) => orgAsOf(tx, agencyId, day('2026-03-02')))
  const routes = rulesRoutes({ db: base.db, orgOf, recordedNow: () => at('02 10:00') })
  mount(app, routes, (route) => async (c, next) => (c.var.who.may.has(route.needs) ? next() : c.text('403', 403)))
})

const headersOf = (role: Role, lang: Lang = 'vi') => ({ 'x-role': role, cookie: `motcua-lang=${lang}` })
const get = async (role: Role, path: string, lang?: Lang) => {
  const answer = await app.request(path, { headers: headersOf(role, lang) })
  return { status: answer.status, html: await answer.text() }
}
const send = async (path: string, fields: Record<string, string>, role: Role = 'administrator') => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ key: randomUUID(), shown: '15', note: 'Công báo số 12', ...fields }))
    body.append(name, value)
  const answer = await app.request(path, { method: 'POST', body, headers: headersOf(role) })
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
}
const term = '/office/rules/nd-118-2025/supplementTerm'

describe('The page of legal rules (quy tắc pháp luật)', () => {
  it('lists packs and values with source, days and standing, for everybody', async () => {
    const { status, html } = await get('specialist', '/office/rules')
    equal(status, 200)
    match(html, /15 ngày làm việc/)
    match(html, /docs\/law\/nd-297-2025\.md/)
    match(html, /06\/12\/2021 – 30\/6\/2025/)
    match(html, /chưa rõ ngày, chưa áp dụng/)
    match(html, /chưa xác minh/)
    doesNotMatch(html, /href="\/office\/rules\/nd-118-2025\/supplementTerm\/confirm"/)
  })
  it('is read in English too', async () => match((await get('specialist', '/office/rules', 'en')).html, /15 working days/))
  it('offers confirming to who manages the calendar, and refuses others', async () => {
    match((await get('administrator', '/office/rules')).html, new RegExp(`href="${term}/confirm"`))
    equal((await get('specialist', `${term}/confirm`)).status, 403)
    equal((await send(`${term}/confirm`, {}, 'specialist')).status, 403)
  })
  it('asks with what the value was compared, and keeps what was typed', async () => {
    equal((await send(`${term}/confirm`, { note: ' ' })).status, 422)
    const other = await send(`${term}/confirm`, { shown: '14' })
    equal(other.status, 409)
    match(other.html, /Công báo số 12/)
    equal((await get('administrator', '/office/rules/nd-118-2025/no-such/confirm')).status, 404)
  })
  it('shows by whom and when once it is confirmed, and marks it again when that is taken back', async () => {
    const isOpen = async () => (await shownRule(base.db, 1, 'nd-118-2025', 'supplementTerm'))?.standing.kind
    equal(await isOpen(), 'unverified')
    const done = await send(`${term}/confirm`, {})
    equal(done.status, 303)
    equal(done.to, '/office/rules#nd-118-2025')
    match((await get('specialist', '/office/rules')).html, /Hồ Quản Trị \(mẫu\), hôm nay 10:00|Hồ Quản Trị \(mẫu\),[^<]*10:00/)
    equal(await isOpen(), 'confirmed')
    equal((await send(`${term}/confirm`, {})).status, 409)
    equal((await send(`${term}/withdraw`, { note: 'Nhầm điều' })).status, 303)
    equal(await isOpen(), 'unverified')
  })
})
