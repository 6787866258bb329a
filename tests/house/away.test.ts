import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { permissions } from '../../src/modules/org/model.ts'
import { type Caller, caller } from '../stories/caller.ts'
import { type House, openHouse } from '../stories/house.ts'

describe('The database is away (mất cơ sở dữ liệu)', () => {
  let house: House
  let token: string
  let officer: Caller
  before(async () => {
    house = await openHouse({ cabled: true })
    token = await house.department.token('motcua1', permissions)
    officer = await caller(house.base, 'motcua1')
  })
  after(() => house?.close())

  const receive = (key: string, name: string) =>
    fetch(`${house.base}/api/v1/dossiers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({
        procedureId: house.department.procedures.get('thu-sao-du-lieu'),
        applicant: { kind: 'person', name, phone: '0900000777' },
        channelIn: 2,
        channelOut: 2,
        components: [{ no: 1, name: 'Phiếu yêu cầu dữ liệu', originals: 1, copies: 0, isPresent: true }],
        verdict: { kind: 'accept' },
      }),
    })
  const dossiersOf = (name: string) => house.rows('select code from dossiers.dossier where applicant_name = $1', [name])
  /** Holds a table so that whatever comes waits for it in the database. */
  async function hold<T>(table: string, waiting: () => Promise<T>, meanwhile: () => Promise<void>): Promise<T> {
    const holder = new pg.Client({ ...house.store.ownerConfig, application_name: 'holder' })
    await holder.connect()
    try {
      await holder.query(`begin; lock table ${table} in access exclusive mode`)
      const asked = waiting()
      for (;;) {
        const [row] = await house.rows<{ n: number }>(
          'select count(*)::int as n from pg_locks where not granted and relation = $1::regclass',
          [table],
        )
        if (row && row.n > 0) break
      }
      await meanwhile()
      return await asked
    } finally {
      await holder.query('rollback')
      await holder.end()
    }
  }

  it('answers 503 to what was in flight, wrote nothing or all of it, and the same question works afterwards', async () => {
    const key = randomUUID()
    const name = 'Phan Thị Đứt Dây (mẫu)'
    const broken = await hold(
      'dossiers.dossier',
      () => receive(key, name),
      () => house.cable.cut(),
    )
    equal(broken.status, 503)
    match(broken.headers.get('content-type') ?? '', /^application\/problem\+json/)
    ok(Number(broken.headers.get('retry-after')) > 0)
    const { type, detail } = (await broken.json()) as { type: string; detail: string }
    deepEqual([type, detail], ['/problems/database-away', 'Cơ sở dữ liệu tạm ngắt; chưa có gì được ghi, thử lại được.'])

    await house.cable.mend()
    const [one, two] = [await receive(key, name), await receive(key, name)]
    deepEqual([one.status, two.status], [201, 201])
    equal(await one.text(), await two.text())
    equal((await dossiersOf(name)).length, 1)
  })

  it('says so on the pages of officers and citizens, tells operators, and comes back by itself', async () => {
    await house.cable.cut()
    const pages = await Promise.all(['/office/work', '/tra-cuu?code=H99.71-260302-0001&so=1234'].map((path) => officer.get(path)))
    for (const { status, headers, text } of pages) {
      equal(status, 503)
      match(headers.get('content-type') ?? '', /^text\/html/)
      ok(Number(headers.get('retry-after')) > 0)
      match(text, /<html lang="vi"/)
      ok(!/Error|stack|ECONN|at \//.test(text))
    }
    deepEqual([(await officer.get('/healthz')).status, (await officer.get('/readyz')).status], [200, 503])
    equal((await fetch(`${house.base}/api/v1/work`, { headers: { authorization: `Bearer ${token}` } })).status, 503)
    await house.cable.mend()
    equal((await officer.get('/office/work')).status, 200)
    equal((await officer.get('/readyz')).status, 200)
    deepEqual(house.bugs, [], 'a broken cable is no bug')
  })

  it('keeps what an officer typed, and the same form works afterwards', async () => {
    const page = `/office/dossiers/new?procedure=${house.department.procedures.get('thu-sao-du-lieu')}`
    const name = 'Võ Văn Gửi Lại (mẫu)'
    const fields = { ...(await officer.hidden(page)), kind: 'person', name, phone: '0900 000 888', 'c1-present': 'yes', press: 'accept' }
    const broken = await hold(
      'dossiers.dossier',
      () => officer.post('/office/dossiers/new', fields),
      () => house.cable.cut(),
    )
    equal(broken.status, 503)
    await house.cable.mend()
    const [one, two] = [await officer.post('/office/dossiers/new', fields), await officer.post('/office/dossiers/new', fields)]
    deepEqual([one.status, two.status], [303, 303])
    equal(one.to, two.to)
    equal((await dossiersOf(name)).length, 1)
  })

  it('survives the end of every connection at once', async () => {
    equal((await officer.get('/office/work')).status, 200)
    await house.rows(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'motcua' and datname = current_database()",
    )
    const answers = []
    for (let i = 0; i < 12; i++) answers.push((await officer.get('/office/work')).status)
    ok(
      answers.every((status) => status === 200 || status === 503),
      answers.join(),
    )
    equal(answers.at(-1), 200)
    deepEqual(house.bugs, [])
  })
})
