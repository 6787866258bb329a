import { deepEqual, equal } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { type ApiEnv, apiPart } from '../../../platform/http/api.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { latenessApi } from './v1.ts'

describe('GET /api/v1/lateness', () => {
  let office: Office
  let app: Hono<ApiEnv>
  const codes: string[] = []
  before(async () => {
    office = await openOffice()
    for (let i = 0; i < 3; i++) {
      office.clock('02 10:00')
      const code = await office.receive()
      await office.complete(code, '1', 11)
      await office.complete(code, '2', 21, { next: 22 })
      office.clock('06 15:00')
      await office.complete(code, '3', 22)
      office.clock('09 09:00')
      await office.complete(code, '5', 31, { outcome: true })
      codes.push(code)
    }
    const part = apiPart()
    latenessApi(part, { service: office.service, calendarOf: office.deps.calendarOf })
    app = new Hono<ApiEnv>()
    app.use(async (c, next) => {
      c.set('who', { ...office.by(21), name: '', title: '', agencyName: '', may: new Set(['dossier.read']), actingFor: null, csrf: '' })
      c.set('now', office.now())
      await next()
    })
    app.route('/', part)
  })
  const get = async (path: string) => {
    const answer = await app.request(path)
    return {
      status: answer.status,
      json: (await answer.json()) as Record<string, never> & { rows: Record<string, unknown>[]; whole: object; next: string },
    }
  }
  const march = 'from=2026-03-01&to=2026-03-31'

  it('says whose the lateness is, with numerator and denominator', async () => {
    const { status, json } = await get(`/lateness?${march}`)
    equal(status, 200)
    deepEqual(
      json.rows.map((r) => [r.holder, r.unitId, r.ended, r.late, r.lateCaused]),
      [
        ['step', 1, 3, 3, 0],
        ['step', 2, 3, 3, 3],
        ['step', 3, 3, 3, 0],
      ],
    )
    equal((await get(`/lateness?${march}&by=step&unitId=2&limit=1`)).json.rows.length, 1)
  })
  it('names the dossiers, page by page, each with its ledger', async () => {
    const first = await get(`/lateness/dossiers?${march}&unitId=2&limit=2`)
    const second = await get(`/lateness/dossiers?${march}&unitId=2&limit=2&cursor=${encodeURIComponent(first.json.next)}`)
    deepEqual(
      [...first.json.rows, ...second.json.rows].map((r) => r.code),
      codes,
    )
    equal(second.json.next, null)
    const lines = (first.json.rows[0]?.lines ?? []) as { isCause: boolean }[]
    equal(lines.filter((l) => l.isCause).length, 1)
    equal(first.json.rows[0]?.endedOn, '2026-03-09')
  })
  it('names the dossiers behind another figure, and those that met an outage', async () => {
    const count = async (query: string) => (await get(`/lateness/dossiers?${march}&${query}`)).json.rows.length
    deepEqual([await count('figure=early'), await count('figure=ended&unitId=1&holder=step'), await count('metOutage=true')], [0, 3, 0])
    await office.owner.query(
      `insert into clock.outage (agency_id, from_at, to_at, working_seconds, was_stopped, recorded_at) values (1, '2026-03-04 09:00+07', '2026-03-04 09:30+07', 1800, false, '2026-03-04 09:30+07')`,
    )
    equal(await count('metOutage=true'), 3)
    const { json } = await get(`/lateness/dossiers?${march}&limit=1`)
    deepEqual([json.rows[0]?.endClass, json.rows[0]?.metOutage], ['late', true])
  })
  it('refuses what it cannot read', async () => {
    for (const query of ['', 'from=2026-02-30&to=2026-03-01', `${march}&by=x`, `${march}&limit=5000`, `${march}&by=unit&unitId=x`])
      equal((await get(`/lateness?${query}`)).status, 422, query)
    for (const cursor of ['nonsense', '2026-99-99~H01'])
      equal((await get(`/lateness/dossiers?${march}&cursor=${cursor}`)).status, 422, cursor)
  })
})
