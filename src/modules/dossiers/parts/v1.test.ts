import { deepEqual, equal, match } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { type ApiEnv, apiPart } from '../../../platform/http/api.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { partsApi } from './v1.ts'

type Part = { code: string; isLater: boolean; dueAt: string | null }

describe('/api/v1/dossiers/{code}/parts (hồ sơ thành phần)', () => {
  let office: Office
  let app: Hono<ApiEnv>
  let who = 11
  before(async () => {
    office = await openOffice()
    const part = apiPart()
    partsApi(part, { ...office.deps, service: office.service })
    app = new Hono<ApiEnv>()
    app.use(async (c, next) => {
      const may = new Set(['dossier.read', 'dossier.process'])
      c.set('who', { ...office.by(who), name: '', title: '', agencyName: '', may, actingFor: null, csrf: '' })
      c.set('now', office.now())
      await next()
    })
    app.route('/', part)
  })
  const ask = async (path: string, body?: unknown, { key = randomUUID() as string, seen = null as number | null } = {}) => {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(seen === null ? {} : { 'if-match': `"${seen}"` }),
    }
    const answer = await app.request(path, body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, json: (await answer.json()) as { whole: Part | null; parts: Part[]; type: string; version: number } }
  }
  /** A whole of four days, and a dossier of the same applicant received a day later: due later than the whole. */
  const pair = async (): Promise<[string, string]> => {
    office.clock('02 10:00')
    const whole = await office.receive()
    office.clock('03 10:00')
    const part = await office.receive({ procedureId: 2 })
    await office.owner.query(
      `update dossiers.dossier d set applicant_id = w.applicant_id, filing = (d.filing::jsonb || jsonb_build_object('applicantId', w.applicant_id))::json
       from dossiers.dossier w where d.code = $1 and w.code = $2`,
      [part, whole],
    )
    return [whole, part]
  }

  it('links, lists from both ends, marks the one due later, and separates', async () => {
    const [whole, part] = await pair()
    const key = randomUUID()
    const linked = await ask(`/dossiers/${whole}/parts`, { part, reason: 'Cùng một công trình' }, { key })
    equal(linked.status, 200)
    deepEqual((await ask(`/dossiers/${whole}/parts`, { part, reason: 'Cùng một công trình' }, { key })).json, linked.json)
    const seen = await ask(`/dossiers/${whole}/parts`)
    deepEqual([seen.json.whole, seen.json.parts.map(({ code, isLater }) => [code, isLater])], [null, [[part, true]]])
    const back = await ask(`/dossiers/${part}/parts`)
    deepEqual([back.json.whole?.code, back.json.parts], [whole, []])
    equal((await ask(`/dossiers/${whole}/parts/unlink`, { part, reason: 'Gắn nhầm' })).status, 200)
    deepEqual((await ask(`/dossiers/${whole}/parts`)).json.parts, [])
  })

  it('says why not, with the status that fits', async () => {
    const [whole, part] = await pair()
    const link = (body: unknown, more = {}) => ask(`/dossiers/${whole}/parts`, body, more)
    equal((await link({ part })).status, 422)
    equal((await link({ part, reason: 'x' }, { seen: 1 })).status, 412)
    const unknown = await link({ part: 'H01.12-990101-0001', reason: 'x' })
    equal(unknown.status, 409)
    match(unknown.json.type, /no-such-part/)
    const strange = await office.receive({ name: 'Người khác (mẫu)' })
    match((await link({ part: strange, reason: 'x' })).json.type, /other-applicant/)
    equal((await ask('/dossiers/H01.12-990101-0001/parts')).status, 404)
    who = 41
    equal((await link({ part, reason: 'x' })).status, 403)
  })
})
