import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { day, type Moment } from '../../../kernel/moment.ts'
import type { Lang } from '../../../kernel/say.ts'
import { type FileStore, fileStore } from '../../../platform/files.ts'
import { speak } from '../../../platform/http/language.ts'
import { type Frame, mount, type OfficeEnv } from '../../../platform/http/routes.ts'
import type { Who } from '../../../platform/http/who.ts'
import { DatabaseAway } from '../../../platform/postgres/database.ts'
import type { TestDatabase } from '../../../platform/postgres/testing.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { permissionsOf, type Role } from '../../org/model.ts'
import { orgAsOf } from '../../org/service.ts'
import type { Component, InternalProcess } from '../../procedures/model.ts'
import { at, calendar, plan as ordinary } from '../dossier.example.ts'
import { createForms } from '../forms/forms.adapter.ts'
import { dossierService } from '../service.ts'
import { actRoutes } from './routes.ts'
import type { ActDeps, OfferedProcedure } from './service.ts'

/** An office of seven people at its desks, for tests and for looking at pages: the process and the people of `dossier.example.ts`. */

const people = [
  [11, 'Phạm Thị Ví Dụ', 1, 'counter-officer'],
  [21, 'Trần Trưởng Phòng (mẫu)', 2, 'unit-head'],
  [22, 'Lê Thẩm Định (mẫu)', 2, 'specialist'],
  [23, 'Hoàng Minh Họa (mẫu)', 2, 'specialist'],
  [31, 'Đỗ Giả Định (mẫu)', 3, 'director'],
  [41, 'Vũ Văn Thư (mẫu)', 4, 'records-clerk'],
  [51, 'Ngô Quản Trị (mẫu)', 4, 'administrator'],
] as const
const places = [
  [1, 'one-stop', 'Bộ phận Tiếp nhận và Trả kết quả', 'Một cửa'],
  [2, 'division', 'Phòng Khoáng sản', 'P. Khoáng sản'],
  [3, 'leadership', 'Lãnh đạo Sở', 'Lãnh đạo'],
  [4, 'office', 'Văn phòng Sở', 'Văn phòng'],
] as const

const paper = (name: string, more: Partial<Component> = {}): Component => ({
  name,
  originals: 1,
  copies: 0,
  formCode: null,
  isConditional: false,
  onlyWhen: null,
  ...more,
})

const process: InternalProcess = {
  id: 'vd-01',
  code: '1.000001',
  name: 'Cấp giấy phép thăm dò khoáng sản (mẫu)',
  field: 'Khoáng sản',
  level: 'tỉnh',
  province: null,
  authority: null,
  limit: [{ value: 4, unit: 'working_day' }],
  limitNote: null,
  hardLimit: [{ value: 6, unit: 'working_day' }],
  stages: [],
  fee: 4_000_000,
  feeLines: [],
  onlineLevel: 'full',
  isByPost: true,
  isAnywhere: null,
  components: [
    paper('Đơn đề nghị cấp giấy phép thăm dò', { formCode: '02' }),
    paper('Đề án thăm dò khoáng sản', { copies: 1 }),
    paper('Bản đồ khu vực thăm dò'),
    paper('Văn bản chứng minh vốn chủ sở hữu', { isConditional: true, onlyWhen: 'doanh nghiệp mới thành lập' }),
  ],
  result: 'Giấy phép thăm dò',
  steps: [],
  decision: '12/QĐ-UBND (mẫu)',
  sourceUrl: null,
}
const plan = { ...ordinary, onlineLevel: process.onlineLevel }
export const offered: OfferedProcedure = { procedureId: 1, version: 1, name: process.name, plan, process }

/** Today's desk: Monday 2 March 2026, ten o'clock, until a test turns the clock on. */
export type Desk = {
  deps: ActDeps
  clock: { now: Moment }
  /** The site as one officer sees it. */
  as(
    officerId: number,
    posts?: Who['posts'],
    lang?: Lang,
  ): { get(path: string): Promise<Answer>; post(path: string, fields: Fields): Promise<Answer> }
  close(): Promise<void>
}
export type Fields = Record<string, string | readonly string[] | File | readonly File[]>
export type Answer = { status: number; text: string; to: string | null; headers: Headers; bytes: Buffer }

/** Who an officer of the desk is. */
export const whoIs = (officerId: number): Who => {
  const found = people.find(([id]) => id === officerId)
  if (!found) throw new Error(`nobody has the number ${officerId}`)
  const [, name, unitId, role] = found
  return {
    agencyId: 1,
    officerId,
    name,
    title: places.find(([id]) => id === unitId)?.[2] ?? '',
    agencyName: 'Sở Nông nghiệp và Môi trường (mẫu)',
    posts: [{ unitId, role, onBehalfOf: null }],
    may: new Set<string>(permissionsOf[role as Role]),
    actingFor: null,
    csrf: 'csrf-of-the-session',
  }
}

/** Sets the desk up on a fresh database. `more` replaces a part, such as a file store on a full disk. */
export async function openDesk({ db, owner }: TestDatabase, more: { files?: FileStore } = {}): Promise<Desk> {
  await owner.query(
    `insert into org.agency (agency_id, code, name, parent_name, place, opened_on) values (1, 'so-1', 'Sở Nông nghiệp và Môi trường (mẫu)', 'UBND tỉnh Sông Vân', 'Sông Vân', '2020-01-01')`,
  )
  await owner.query(`insert into org.agency_identifier values (1, 'H56.12', '2020-01-01', null)`)
  for (const [id, kind, name, short] of places) {
    await owner.query(`insert into org.unit (agency_id, unit_id, kind, opened_on) values (1, $1, $2, '2020-01-01')`, [id, kind])
    await owner.query(`insert into org.unit_name values (1, $1, '2020-01-01', $2, $3)`, [id, name, short])
  }
  for (const [id, name, unitId, role] of people) {
    await owner.query(`insert into org.officer (agency_id, officer_id, name, joined_on) values (1, $1, $2, '2020-01-01')`, [id, name])
    await owner.query(
      `insert into org.post (agency_id, post_id, officer_id, unit_id, role, title, from_day) values (1, $1, $1, $2, $3, '', '2020-01-01')`,
      [id, unitId, role],
    )
  }
  for (const id of [1, 2]) {
    await owner.query(`insert into procedures.procedure (agency_id, procedure_id, key, name, words) values (1, $1, $2, $3, '{}')`, [
      id,
      `p${id}`,
      process.name,
    ])
    await owner.query(
      `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, faults, imported_at) values (1, $1, 1, 'draft', '{}', '', '[]', now())`,
      [id],
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'motcua-desk-'))
  const clock = { now: at('02 10:00') }
  const forms = createForms()
  const shared = {
    db,
    calendarOf: async () => calendar,
    freshCalendarOf: async () => calendar,
    orgOf: (agencyId: number) => db.inAgency(agencyId, (tx) => orgAsOf(tx, agencyId, day('2026-03-02'))),
    inForce: async (_: number, procedureId: number) => (procedureId === 1 ? offered : null),
    recordedNow: () => clock.now,
  }
  const deps: ActDeps = {
    ...shared,
    service: dossierService({ ...shared, now: () => clock.now, planOf: async () => plan }),
    files: more.files ?? (await fileStore(folder)),
    forms,
    listInForce: async (_agency, _day, search) =>
      search === '' || 'cap giay phep tham do khoang san'.includes(search) ? [{ procedureId: 1, ...process }] : [],
    procedureOf: async () => offered,
    publicUrl: 'https://motcua.example',
    lookUpToken: (code) => createHmac('sha256', 'key').update(code).digest('base64url').slice(0, 16),
    keyFor: (purpose) => Buffer.from(`key for ${purpose}`),
  }
  const siteOf = (officerId: number, posts: Who['posts']) => {
    const app = new Hono<OfficeEnv>()
    const who = { ...whoIs(officerId), posts }
    app.use(speak)
    app.use(async (c, next) => {
      c.set('who', who)
      c.set('now', clock.now)
      c.setRenderer((content, ...rest: unknown[]) =>
        c.html(
          <Framed title={(rest[0] as Frame).title} lang={c.var.say.lang}>
            {content}
          </Framed>,
        ),
      )
      await next()
    })
    mount(app, actRoutes(deps), (route) => async (c, next) => (who.may.has(route.needs) ? next() : c.text('không có quyền', 403)))
    app.onError((error, c) => {
      if (error instanceof DatabaseAway) return c.text('tạm ngắt', 503)
      throw error
    })
    return app
  }
  const answer = async (response: Response): Promise<Answer> => {
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, text: bytes.toString(), to: response.headers.get('location'), headers: response.headers, bytes }
  }
  return {
    deps,
    clock,
    as: (officerId, posts = whoIs(officerId).posts, lang = 'vi') => {
      const app = siteOf(officerId, posts)
      const headers = { cookie: `motcua-lang=${lang}` }
      return {
        get: async (path) => answer(await app.request(path, { headers })),
        post: async (path, fields) => {
          const body = new FormData()
          for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string | Blob)
          return answer(await app.request(path, { method: 'POST', headers, body }))
        },
      }
    },
    async close() {
      await forms.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const Framed = ({ title, lang, children }: { title: string; lang: Lang; children?: unknown }) => (
  <PageLanguage.Provider value={lang}>
    <html lang={lang}>
      <head>
        <title>{title}</title>
      </head>
      <body>{children as string}</body>
    </html>
  </PageLanguage.Provider>
)

/** Values of hidden fields of a page, by name. */
export const hiddenOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
