import { deepEqual, equal, match } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { type ApiEnv, apiPart } from '../../../platform/http/api.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { bulkApi } from './v1.ts'

describe('POST /api/v1/dossiers/bulk', () => {
  let office: Office
  let app: Hono<ApiEnv>
  let may = new Set(['dossier.process'])
  before(async () => {
    office = await openOffice()
    const part = apiPart()
    bulkApi(part, office)
    app = new Hono<ApiEnv>()
    app.use(async (c, next) => {
      c.set('who', { ...office.by(21), name: '', title: '', agencyName: '', may, actingFor: null, csrf: '' })
      c.set('now', office.now())
      await next()
    })
    app.route('/', part)
  })
  const post = async (body: unknown, key: string = randomUUID()) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key }
    const answer = await app.request('/dossiers/bulk', { method: 'POST', headers, body: JSON.stringify(body) })
    return {
      status: answer.status,
      json: (await answer.json()) as { all: number; done: number; refused: { code: string; type: string }[]; type: string },
    }
  }

  it('does what can be done, names the rest, and answers a repeat alike', async () => {
    const mine = await office.receive()
    await office.complete(mine, '1', 11)
    const counters = await office.receive()
    const body = { act: 'take', dossiers: [{ code: mine, version: 3 }, { code: counters }, { code: 'H01.12-990101-0001' }] }
    const key = randomUUID()
    const first = await post(body, key)
    equal(first.status, 200)
    deepEqual([first.json.all, first.json.done], [3, 1])
    deepEqual(
      first.json.refused.map(({ code, type }) => [code, type]),
      [
        [counters, 'not-yours'],
        ['H01.12-990101-0001', 'not-found'],
      ],
    )
    deepEqual((await post(body, key)).json, first.json)
    const { rowCount } = await office.owner.query(`select from audit.entry where stream = $1 and kind = 'step-taken'`, [`dossier/${mine}`])
    equal(rowCount, 1)
    equal((await post({ ...body, dossiers: [{ code: mine }] }, key)).status, 409)
  })
  it('refuses an empty one, one too many, and an act without its permission', async () => {
    equal((await post({ act: 'take', dossiers: [] })).status, 422)
    equal((await post({ act: 'take', dossiers: Array(501).fill({ code: 'H01.12-990101-0001' }) })).status, 422)
    const reassign = { act: 'reassign', dossiers: [{ code: 'H01.12-990101-0001' }], to: 22, reason: 'Nghỉ phép' }
    const refused = await post(reassign)
    equal(refused.status, 403)
    match(refused.json.type, /not-allowed/)
    may = new Set(['dossier.process', 'dossier.reassign'])
    equal((await post(reassign)).json.refused[0]?.type, 'not-found')
  })
})
