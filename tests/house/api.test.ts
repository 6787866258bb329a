import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { permissions } from '../../src/modules/org/model.ts'
import { type House, openHouse } from '../stories/house.ts'

type Operation = {
  parameters?: { name: string; in: string; required?: boolean }[]
  responses: Record<string, { description?: string }>
  security?: unknown[]
  requestBody?: unknown
}
type Document = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}

describe('The API v1', () => {
  let house: House
  let document: Document
  let whole: string
  let narrow: string
  before(async () => {
    house = await openHouse()
    document = (await (await fetch(`${house.base}/api/v1/openapi.json`)).json()) as Document
    whole = await house.department.token('motcua1', permissions)
    narrow = await house.department.token('motcua1', [])
  })
  after(() => house?.close())

  const ask = async (
    path: string,
    { token, method = 'GET', body, ...headers }: { token?: string; method?: string; body?: unknown } & Record<string, unknown> = {},
  ) => {
    const answer = await fetch(`${house.base}/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        'content-type': 'application/json',
        ...(headers as Record<string, string>),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) as Record<string, never> }
  }
  const isProblem = (answer: Awaited<ReturnType<typeof ask>>, status: number, type: RegExp, what = '') => {
    equal(answer.status, status, `${what} ${answer.text}`)
    match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, what)
    const { type: kind, title, status: said, detail } = answer.json() as Record<string, unknown>
    match(String(kind), type, what)
    equal(said, status, what)
    ok(
      typeof title === 'string' && typeof detail === 'string' && /[ạ-ỹđư]/i.test(detail),
      `${what}: no Vietnamese detail in ${answer.text}`,
    )
  }
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    )
  const intake = (name = 'Trần Thị Máy (mẫu)') => ({
    procedureId: house.department.procedures.get('thu-cap-doi'),
    applicant: { kind: 'person', name, phone: '0900000444' },
    channelIn: 2,
    channelOut: 2,
    components: [
      { no: 1, name: 'Đơn đề nghị cấp đổi', originals: 1, copies: 0, isPresent: true },
      { no: 2, name: 'Giấy chứng nhận đã cấp', originals: 1, copies: 0, isPresent: true },
    ],
    verdict: { kind: 'accept' },
  })
  const receive = async (body: unknown = intake(), key: string = randomUUID()) =>
    ask('/dossiers', { token: whole, method: 'POST', body, 'idempotency-key': key })

  it('describes itself in OpenAPI 3.1: every reference leads somewhere, every parameter of a path is declared', async () => {
    match(document.openapi, /^3\.1\.\d+$/)
    ok(document.info.title && document.info.version)
    ok(operations().length >= 15)
    for (const [, reference = ''] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
      const target = reference
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document)
      notEqual(target, undefined, reference)
    }
    for (const { path, method, operation } of operations()) {
      const what = `${method} ${path}`
      ok(
        Object.entries(operation.responses).some(([status]) => /^2/.test(status)),
        `${what}: no good answer`,
      )
      for (const { description } of Object.values(operation.responses)) ok(description, `${what}: an answer without words`)
      const declared = (operation.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name)
      deepEqual(declared.sort(), [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(), what)
      ok((operation.security?.length ?? 0) > 0, `${what}: open to everybody`)
      ok(!JSON.stringify(operation).includes('undefined'), what)
    }
    ok(document.components.securitySchemes.token)
    match((await ask('/docs')).text, /<html lang="vi"/)
  })

  it('refuses every route without a token, with a wrong one, and with one whose scopes do not admit it', async () => {
    for (const { path, method } of operations()) {
      const at = path.replaceAll('{code}', 'H99.71-260302-0001').replace(/\{\w+\}/g, '1')
      const sent = { method: method.toUpperCase(), ...(method === 'get' ? {} : { body: {} }), 'idempotency-key': randomUUID() }
      const what = `${method} ${path}`
      isProblem(await ask(at, { ...sent, token: narrow }), 403, /not-allowed/, what)
    }
    // Wrong tokens from one address are slowed down soon: a few routes of each kind say enough.
    for (const { path, method } of operations().filter((_, i) => i % 4 === 0)) {
      const at = path.replaceAll('{code}', 'H99.71-260302-0001').replace(/\{\w+\}/g, '1')
      isProblem(await ask(at, { method: method.toUpperCase() }), 401, /no-token/, `${method} ${path}`)
    }
    isProblem(await ask('/dossiers', { token: `${whole}x` }), 401, /no-token/)
  })

  it('slows down whoever guesses tokens', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, (_, i) => ask('/dossiers', { token: `mc_1_guess${i}` })))
    const refused = answers.find(({ status }) => status === 429)
    ok(refused, 'nobody was slowed down')
    ok(Number(refused.headers.get('retry-after')) > 0)
    equal((await ask('/dossiers', { token: whole })).status, 200, 'who has a token is not slowed down')
  })

  it('wants a key with every write, and does each key once', async () => {
    isProblem(await ask('/dossiers', { token: whole, method: 'POST', body: intake() }), 422, /bad-question/)
    const key = randomUUID()
    const [first, again, atOnce] = await Promise.all([receive(intake(), key), receive(intake(), key), receive(intake(), key)])
    deepEqual([first.status, again.status, atOnce.status], [201, 201, 201])
    equal(new Set([first.text, again.text, atOnce.text]).size, 1)
    isProblem(await receive(intake('Người Khác (mẫu)'), key), 409, /key-reused/)
    const rows = await house.rows('select from dossiers.dossier where applicant_name in ($1, $2)', [
      'Trần Thị Máy (mẫu)',
      'Người Khác (mẫu)',
    ])
    equal(rows.length, 1)
  })

  it('tells the version, and refuses what was decided on an older one', async () => {
    const { code } = (await receive()).json() as unknown as { code: string }
    const read = await ask(`/dossiers/${code}`, { token: whole })
    const etag = read.headers.get('etag') ?? ''
    match(etag, /^"\d+"$/)
    const step = { step: '1', opinion: 'Đủ giấy tờ' }
    const done = await ask(`/dossiers/${code}/complete-step`, {
      token: whole,
      method: 'POST',
      body: step,
      'idempotency-key': randomUUID(),
      'if-match': etag,
    })
    equal(done.status, 200, done.text)
    notEqual(done.headers.get('etag'), etag)
    const late = await ask(`/dossiers/${code}/hand-over`, {
      token: whole,
      method: 'POST',
      body: { step: '2', to: house.department.people.get('chuyenvien1'), reason: 'Chia việc' },
      'idempotency-key': randomUUID(),
      'if-match': etag,
    })
    equal(late.status, 412, late.text)
    match(late.text, /changed-meanwhile/)
  })

  it('carries a pause: proposed, approved, annulled, and each refusal by its name', async () => {
    const { code } = (await receive()).json() as unknown as { code: string }
    const director = await house.department.token('giamdoc', permissions)
    const act = (name: string, body: unknown, token = whole) =>
      ask(`/dossiers/${code}/${name}`, { token, method: 'POST', body, 'idempotency-key': randomUUID() })
    const read = async () => (await ask(`/dossiers/${code}`, { token: whole })).json() as Record<string, unknown>
    const { receivedAt } = await read()
    const document = { number: '1/TB (mẫu)', date: String(receivedAt).slice(0, 10) }
    const asked = { step: '1', cause: 'finance', document, reason: 'Chờ nộp phí' }
    isProblem(await act('pause-propose', { ...asked, cause: 'leader-away' }), 422, /bad-question/)
    equal((await act('pause-propose', asked)).status, 200)
    isProblem(await act('pause-propose', asked), 409, /already-proposed/)
    const waiting = (await ask('/work?filter=to-approve', { token: director })).json() as unknown as { rows: { isToApprove: boolean }[] }
    deepEqual(
      waiting.rows.map((r) => r.isToApprove),
      [true],
    )
    equal((await act('pause-approve', { kind: 'approve' }, director)).status, 200)
    deepEqual([(await read()).status, ((await read()).holds as unknown[]).length], [6, 1])
    isProblem(await act('pause-resume', { arrivedAt: '2020-01-01T09:00:00+07:00' }), 409, /arrived-before-the-pause/)
    equal((await act('pause-resume', {})).status, 200)
    isProblem(await act('pause-annul', { no: 2, reason: 'x' }, director), 409, /no-such-pause/)
    equal((await act('pause-annul', { no: 1, reason: 'Nhầm hồ sơ' }, director)).status, 200)
    const letter = { number: '2/VB (mẫu)', date: document.date, title: 'Từ chối (mẫu)' }
    isProblem(await act('decline', { step: '9', opinion: 'Không đủ', outcome: letter }), 409, /step-not-running/)
    isProblem(await act('break-off', { kind: 'not-supplemented', reason: 'x' }), 409, /supplement-term-not-over/)
    equal((await act('break-off', { kind: 'stopped', reason: 'Đơn xin dừng' })).status, 200)
    deepEqual([(await read()).status, ((await read()).broken as { kind: string }).kind], [8, 'stopped'])
  })

  it('carries an apology: written, signed by another, sent, and each refusal by its name', async () => {
    const director = await house.department.token('giamdoc', permissions)
    const { code } = (await receive()).json() as unknown as { code: string }
    const act = (name: string, token: string, body: object) =>
      ask(`/dossiers/${code}/${name}`, { token, method: 'POST', body, 'Idempotency-Key': randomUUID() })
    isProblem(await act('sign-apology', director, {}), 409, /no-apology-draft/)
    isProblem(await act('draft-apology', whole, { reason: 'Chờ đo lại', newDueAt: '2026-03-02T09:00:00+07:00' }), 409, /new-day-too-soon/)
    equal((await act('draft-apology', whole, { reason: 'Chờ đo lại', newDueAt: '2026-03-18T10:00:00+07:00' })).status, 200)
    isProblem(await act('send-apology', whole, { channel: 'sms' }), 409, /no-signed-apology/)
    equal((await act('sign-apology', director, {})).status, 200)
    equal((await act('send-apology', whole, { channel: 'sms' })).status, 200)
    const dossier = (await ask(`/dossiers/${code}`, { token: whole })).json() as Record<string, unknown>
    equal(dossier.reappointedTo, '2026-03-18T10:00:00+07:00')
    const list = (await ask('/apologies?view=sent&from=2026-03-01&to=2026-03-31', { token: whole })).json() as unknown as {
      rows: { code: string; channel: string }[]
      coverage: unknown[]
    }
    deepEqual([list.rows.map((r) => [r.code, r.channel]), list.coverage], [[[code, 'sms']], []])
  })

  it('bounds its lists, and turns pages by a cursor', async () => {
    for (let i = 0; i < 3; i++) equal((await receive(intake(`Người thứ ${i} (mẫu)`))).status, 201)
    for (const list of ['/dossiers', '/work']) {
      isProblem(await ask(`${list}?limit=5000`, { token: whole }), 422, /bad-question/, list)
      isProblem(await ask(`${list}?limit=0`, { token: whole }), 422, /bad-question/, list)
      const first = (await ask(`${list}?limit=2`, { token: whole })).json() as unknown as { rows: { code: string }[]; next: string | null }
      equal(first.rows.length, 2, list)
      ok(first.next, list)
      const second = (
        await ask(`${list}?limit=2&cursor=${encodeURIComponent(first.next)}`, { token: whole })
      ).json() as unknown as typeof first
      ok(second.rows.length > 0 && second.rows.every((r) => !first.rows.some((f) => f.code === r.code)), list)
      const nonsense = await ask(`${list}?cursor=nonsense`, { token: whole })
      ok(nonsense.status < 500, `${list}: ${nonsense.status}`)
    }
    for (const { path, method, operation } of operations().filter((o) => o.method === 'get'))
      if (path !== '/search' && /"rows"|"events"/.test(JSON.stringify(operation.responses['200'])))
        // a search answers with the best fifty
        ok(
          (operation.parameters ?? []).some((p) => p.name === 'limit'),
          `${method} ${path}: a list without a limit`,
        )
  })

  it('keeps its answers out of caches, and knows its paths', async () => {
    equal((await ask('/dossiers', { token: whole })).headers.get('cache-control'), 'no-store')
    isProblem(await ask('/nowhere', { token: whole }), 404, /no-such-path/)
    deepEqual(house.bugs, [])
  })

  it('tells times with their offset', async () => {
    const { code } = (await receive()).json() as unknown as { code: string }
    const { receivedAt, dueAt } = (await ask(`/dossiers/${code}`, { token: whole })).json() as Record<string, string>
    deepEqual([receivedAt, dueAt], ['2026-03-02T08:00:00+07:00', '2026-03-05T08:00:00+07:00'])
  })
})
