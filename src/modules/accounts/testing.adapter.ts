import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { type Child, createElement } from 'hono/jsx'
import { type Moment, moment } from '../../kernel/moment.ts'
import type { Lang } from '../../kernel/say.ts'
import { speak } from '../../platform/http/language.ts'
import { mount, type OfficeEnv } from '../../platform/http/routes.ts'
import type { Database } from '../../platform/postgres/database.ts'
import type { TestDatabase } from '../../platform/postgres/testing.ts'
import { PageLanguage } from '../../ui/language.ts'
import { sessionCookie } from './cookie.adapter.ts'
import type { ProvinceSettings } from './oidc.adapter.ts'
import { hashPassword } from './password.adapter.ts'
import type { SendLink } from './password-link/service.ts'
import { accountRoutes, signInApp } from './routes.ts'
import { makeAccount, tokenDoor, whoOf } from './service.ts'

/** Monday 2 March 2026, 09:00. */
export const monday = moment('2026-03-02T09:00:00+07:00')

export const agencyA = 1
export const agencyB = 2
export const administrator = 1
export const specialist = 2
export const absentHead = 3
export const secondAdministrator = 4
export const newcomer = 5
export const password = 'năm chú cá vàng bơi'
export const key = 'a key of thirty-two characters, or more'

/** Two agencies with the same people; in the first a specialist, an absent head, two administrators, and a newcomer without an account. */
export async function staff({ db, owner }: Pick<TestDatabase, 'db' | 'owner'>): Promise<void> {
  const people = [
    [administrator, 'Lê Thị Quản', 'administrator', 'quan'],
    [specialist, 'Trần Văn Đất', 'specialist', 'dat'],
    [absentHead, 'Phạm Thị Trưởng', 'unit-head', 'truong'],
    [secondAdministrator, 'Ngô Văn Trị', 'administrator', 'tri'],
    [newcomer, 'Vũ Thị Mới', 'specialist', null],
  ] as const
  const hash = await hashPassword(password)
  for (const agency of [agencyA, agencyB]) {
    await owner.query(`insert into org.agency (agency_id, code, name, opened_on) values ($1, $2, $3, '2025-03-01')`, [
      agency,
      `so-${agency}`,
      `Sở số ${agency}`,
    ])
    await owner.query(`insert into org.unit (agency_id, unit_id, kind, opened_on) values ($1, 1, 'division', '2025-03-01')`, [agency])
    for (const [officer, name, role, login] of people) {
      await owner.query(`insert into org.officer (agency_id, officer_id, name, joined_on) values ($1, $2, $3, '2025-03-01')`, [
        agency,
        officer,
        name,
      ])
      await owner.query(
        `insert into org.post (agency_id, post_id, officer_id, unit_id, role, title, from_day) values ($1, $2, $2, 1, $3, '', '2025-03-01')`,
        [agency, officer, role],
      )
      if (login === null) continue
      const by = { agencyId: agency, officerId: null, onBehalfOf: null }
      await db.inAgency(agency, (tx) => makeAccount(tx, by, { officerId: officer, login, passwordHash: hash, mustChange: false }, monday))
    }
  }
}

/** An office that has nothing but accounts: the routes behind the same questions that the real site asks, on a clock that the test moves. */
export function smallOffice(
  db: Database,
  { baseUrl = 'http://office.test', province = null as ProvinceSettings | null, send = null as SendLink | null } = {},
) {
  const post = send && { ready: async () => send, baseUrl }
  const clock = { now: monday as Moment, ms: 0 }
  const tokens = tokenDoor(db, () => clock.ms)
  const signIn = signInApp({
    db,
    now: () => clock.now,
    elapsedMs: () => clock.ms,
    key,
    baseUrl,
    province,
    post,
    proxies: ['127.0.0.1'],
    frame: (content, title, say, otherLanguage) =>
      `<title>${title}</title>${otherLanguage ? `<a href="${otherLanguage}">${say('English', 'Tiếng Việt')}</a>` : ''}${inLanguage(say.lang, content)}`,
  })
  const office = new Hono<OfficeEnv>()
  office.route('/', signIn)
  office.use(speak)
  office.use(async (c, next) => {
    c.setRenderer((content: Child, frame?: { title: string }) =>
      c.html(
        `<title>${frame?.title}</title><form action="/office/sign-out"><input name="csrf" value="${c.var.who.csrf}"></form>${inLanguage(c.var.say.lang, content)}`,
      ),
    )
    await next()
  })
  mount(office, accountRoutes({ db, tokens, key, baseUrl, province, post }), (route) => async (c, next) => {
    const who = await whoOf(db, sessionCookie.read(c, baseUrl), clock.now)
    if (!who) return c.redirect('/office/sign-in', 303)
    if (route.needs !== 'signed-in' && !who.may.has(route.needs)) return c.text('', 403)
    if (route.method === 'post' && (await c.req.parseBody()).csrf !== who.csrf) return c.text('csrf', 403)
    c.set('who', who)
    c.set('now', clock.now)
    await next()
  })
  return { office, clock, tokens, browser: () => browserOf(office, baseUrl) }
}

/** Content as the site's frame draws it: in the reader's language. */
const inLanguage = (lang: Lang, content: Child) => createElement(PageLanguage.Provider, { value: lang }, content)

/** The words that the product itself says on a page: without the names of people and agencies. */
export const ownWords = (page: string): string =>
  page.replaceAll(
    /Lê Thị Quản|Trần Văn Đất|Phạm Thị Trưởng|Ngô Văn Trị|Vũ Thị Mới|Sở số \d|Một Cửa|Chuyên viên|Quản trị hệ thống|Tiếng Việt/g,
    '',
  )

/** A letter that only Vietnamese has. */
export const vietnamese = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i

/** A browser: keeps cookies, posts forms, and reads hidden fields off the page it last saw. */
export function browserOf(office: Pick<Hono<OfficeEnv>, 'request'>, baseUrl: string) {
  const jar = new Map<string, string>()
  let page = ''
  let csrf = ''
  const send = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await office.request(baseUrl + path, { ...init, headers: { cookie, ...init.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    const text = await answer.clone().text()
    if (text) page = text
    csrf = field('csrf') || csrf
    return { status: answer.status, to: answer.headers.get('location'), text, headers: answer.headers }
  }
  const field = (name: string) => decode(new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '')
  return {
    jar,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    /** Posts a form with the page's hidden fields `key` and `seen` and the last `csrf`, unless given. */
    post: (path: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}) => {
      const body = new URLSearchParams()
      const hidden = { csrf, key: field('key') || randomUUID(), seen: field('seen') }
      for (const [name, value] of Object.entries({ ...hidden, ...fields })) for (const one of [value].flat()) body.append(name, one)
      return send(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })
    },
    field,
    page: () => page,
  }
}

const decode = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

export type Browser = ReturnType<typeof browserOf>

/** Signs in by password; the answer is that of the last step taken. */
export const signIn = (browser: Browser, login: string, text = password, agency = `so-${agencyA}`) =>
  browser.post('/office/sign-in', { agency, login, password: text })
