import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { speak } from '../../../platform/http/language.ts'
import { type Frame, mount, type OfficeEnv } from '../../../platform/http/routes.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { mayOf, type Role } from '../../org/model.ts'
import { createForms, type Forms } from '../forms/forms.adapter.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { lookUpRoutes } from '../list/routes.ts'
import type { DossierCode } from '../model.ts'

let office: Office
let forms: Forms
let app: Hono<OfficeEnv>
let officerId = 21
let code: DossierCode

before(async () => {
  office = await openOffice()
  forms = createForms()
  code = await office.receive({ name: '=1+1 Người nộp' })
  await office.receive()
  await office.complete(code, '1', 11)
  office.clock('04 10:00')
  await office.complete(code, '2', 21, { next: 22 })
  equal((await office.service.draftApologies({ agencyId: 1, officerId: null })).drafted, 2)
  app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    const by = office.by(officerId)
    const may = mayOf(by.posts as readonly { role: Role }[])
    c.set('who', { ...by, name: 'Người thử (mẫu)', title: '', agencyName: 'Sở (mẫu)', may, actingFor: null, csrf: 'csrf' })
    c.set('now', office.now())
    c.setRenderer((content: Child, ...rest: unknown[]) =>
      c.html(
        <PageLanguage.Provider value={c.var.say.lang}>
          <main data-title={(rest[0] as Frame).title}>{content}</main>
        </PageLanguage.Provider>,
      ),
    )
    await next()
  })
  mount(
    app,
    lookUpRoutes({ ...office.deps, forms } as Parameters<typeof lookUpRoutes>[0]),
    (route) => (c, next) => (c.var.who.may.has(route.needs) ? next() : (c.text('may not', 403) as never)),
  )
})
after(async () => {
  await forms.close()
  await office.close()
})

const get = async (path: string) => {
  const answer = await app.request(path)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, text: bytes.toString(), bytes, headers: answer.headers }
}

describe('The page of apologies (thư xin lỗi)', () => {
  it('shows what waits for the head’s signature first, with the act beside it', async () => {
    officerId = 21
    const { status, text } = await get('/office/apologies')
    equal(status, 200)
    match(text, new RegExp(`/office/dossiers/${code}/sign-apology`))
    match(text, /Không có hồ sơ quá hạn nào, nên không có tỷ lệ/)
    officerId = 22
    doesNotMatch((await get('/office/apologies')).text, /sign-apology/)
  })
  it('states numerator and denominator of the coverage', async () => {
    office.clock('06 10:01')
    const { text } = await get('/office/apologies?view=missing')
    match(text, /0 \/ 2 hồ sơ quá hạn/)
    match(text, /0,00 %/)
    match(text, /Mẫu số: hồ sơ kết thúc quá hạn/)
  })
  it('tells a day that does not exist', async () => equal((await get('/office/apologies?from=2026-02-30')).status, 422))
  it('goes out as a table in which no name is a formula', async () => {
    const { text, headers } = await get('/office/apologies/export.csv?view=missing')
    match(headers.get('content-type') ?? '', /csv/)
    match(text, /"'=1\+1 Người nộp"/)
    equal(text.trim().split('\r\n').length, 3)
  })
})

describe('The dossier beside it', () => {
  it('shows draft and new day, and offers the acts that this officer may do', async () => {
    officerId = 21
    office.clock('04 10:00')
    const { text } = await get(`/office/dossiers/${code}`)
    match(text, /Thư xin lỗi chờ ký/)
    match(text, new RegExp(`/office/dossiers/${code}/sign-apology`))
    match(text, /In thư xin lỗi \(04\)/)
  })
  it('shows the new day in the list only when the letter is out', async () => {
    doesNotMatch((await get('/office/dossiers')).text, /hẹn lại 09\/3/)
    office.done(await office.service.signApology(office.by(21), code, office.stamp()))
    office.done(await office.service.sendApology(office.by(11), code, office.stamp(), { channel: 'portal' }))
    match((await get('/office/dossiers')).text, /hẹn lại 09\/3/)
    match((await get(`/office/dossiers/${code}`)).text, /Thư xin lỗi đã gửi: hẹn lại/)
  })
})

describe('The register (sổ theo dõi hồ sơ)', () => {
  it('asks for a period, the one of the list first', async () => {
    match(
      (await get('/office/dossiers?from=2026-03-02&to=2026-03-03')).text,
      /\/office\/dossiers\/register\?from=2026-03-02&amp;to=2026-03-03/,
    )
    match((await get('/office/dossiers/register?from=2026-03-02')).text, /value="2026-03-02"/)
  })
  it('prints it, and refuses a period that ends before it begins', async () => {
    const { status, bytes } = await get('/office/dossiers/register/print?from=2026-03-01&to=2026-03-31')
    deepEqual([status, bytes.subarray(0, 5).toString()], [200, '%PDF-'])
    equal((await get('/office/dossiers/register/print?from=2026-03-05&to=2026-03-01')).status, 422)
  })
})
