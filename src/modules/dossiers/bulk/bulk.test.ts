import { deepEqual, equal, match } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { testDatabase } from '../../../platform/postgres/testing.ts'
import { type Desk, openDesk } from '../acting/desk.fixture.tsx'
import { at, counter, head, specialist } from '../dossier.example.ts'
import type { RunningStep } from '../dossier.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import type { DossierCode } from '../model.ts'
import { bulkActsOf, type Chosen, chosenText, readChosen, stepMeant } from './choose.ts'
import { bulkService } from './service.ts'
import { batchOf, refusedItems } from './store.ts'

describe('A choice in a list (chọn nhiều hồ sơ)', () => {
  const code = 'H56.12-260302-0001'
  it('is read as it was written, with and without a step', () => {
    for (const step of [undefined, '2', '4/a'])
      deepEqual(readChosen(chosenText({ code, version: 3, step })), { code, seen: 3, step: step ?? null })
  })
  it('is nothing when somebody wrote it by hand', () =>
    deepEqual(['', code, `${code}/x`, `x/3`, `${code}/-1`, `'; drop/3`].map(readChosen), Array(6).fill(null)))

  const step = (key: string, unitId: number, role: string, officerId: number | null): RunningStep => ({
    ...{ step: key, unitId, role, officerId, isAway: false, counts: true, dueAt: null, since: at('02 10:00') },
  })
  const running = [step('a', 2, 'unit-head', 21), step('b', 2, 'specialist', 22), step('c', 2, 'specialist', null)]
  it('means the step on which the officer may act, else the first', () =>
    deepEqual(
      [
        stepMeant('hand-over', running, specialist),
        stepMeant('take', running, specialist),
        stepMeant('reassign', running, head),
        stepMeant('take', running, counter),
        stepMeant('take', [], counter),
      ],
      ['b', 'c', 'a', 'a', '1'],
    ))
  it('offers what the permissions admit', () =>
    deepEqual([bulkActsOf(new Set(['dossier.process'])), bulkActsOf(new Set(['dossier.read']))], [['take', 'hand-over'], []]))
})

describe('An act on many dossiers (xử lý hàng loạt)', () => {
  let office: Office
  before(async () => {
    office = await openOffice()
  })
  /** Dossiers whose step 2 waits for the head of the unit. */
  async function atTheHead(n: number): Promise<Chosen[]> {
    const chosen: Chosen[] = []
    for (let i = 0; i < n; i++) {
      const code = await office.receive({ name: `Người nộp ${i} (mẫu)` })
      await office.complete(code, '1', 11)
      chosen.push({ code, seen: 3, step: null })
    }
    return chosen
  }
  const bulk = () => bulkService(office)
  const run = async (
    officerId: number,
    asked: Parameters<ReturnType<typeof bulk>['begin']>[1]['asked'],
    chosen: Chosen[],
    id: string = randomUUID(),
  ) => {
    const begun = await bulk().begin(office.by(officerId), { id, asked, chosen, now: office.now() })
    if (!begun.ok) return begun.error.kind
    let batch = await bulk().goOn(office.by(officerId), id)
    while (batch && batch.done + batch.refused < batch.all) batch = await bulk().goOn(office.by(officerId), id)
    return batch && [batch.all, batch.done, batch.refused]
  }
  const entries = async (code: string, kind: string) =>
    (await office.owner.query('select from audit.entry where agency_id = 1 and stream = $1 and kind = $2', [`dossier/${code}`, kind]))
      .rowCount

  it('writes one entry in each dossier, and names the one that is refused with its reason', async () => {
    const chosen = await atTheHead(3)
    const taken = await office.receive() // its step is the counter's
    const id = randomUUID()
    deepEqual(await run(21, { act: 'take' }, [...chosen, { code: taken, seen: null, step: null }], id), [4, 3, 1])
    for (const { code } of chosen) equal(await entries(code, 'step-taken'), 1)
    const refused = await office.db.inAgency(1, (tx) => refusedItems(tx, 1, id, 0, 10))
    deepEqual(
      refused.map(({ code, refusal }) => [code, refusal.kind]),
      [[taken, 'not-yours']],
    )
  })

  it('does nothing when it is sent again, and refuses its key for something else', async () => {
    const chosen = await atTheHead(2)
    const id = randomUUID()
    deepEqual(await run(21, { act: 'take' }, chosen, id), [2, 2, 0])
    deepEqual(await run(21, { act: 'take' }, chosen, id), [2, 2, 0])
    for (const { code } of chosen) equal(await entries(code, 'step-taken'), 1)
    equal(await run(21, { act: 'take' }, chosen.slice(1), id), 'key-reused')
    equal(await run(22, { act: 'take' }, chosen, id), 'key-reused')
  })

  it('goes on where it broke off: an act done whose row was not settled is not done twice', async () => {
    const chosen = await atTheHead(2)
    const id = randomUUID()
    await run(21, { act: 'take' }, chosen, id)
    await office.owner.query(`update dossiers.batch_item set state = 'waiting' where batch_id = $1`, [id])
    const batch = await bulk().goOn(office.by(21), id)
    deepEqual([batch?.done, batch?.refused], [2, 0])
    for (const { code } of chosen) equal(await entries(code, 'step-taken'), 1)
  })

  it('refuses one that somebody changed since the list was read', async () => {
    const chosen = await atTheHead(2)
    const [first] = chosen
    office.done(await office.service.take(office.by(21), first?.code as DossierCode, office.stamp(), '2'))
    const id = randomUUID()
    deepEqual(await run(21, { act: 'hand-over', to: 22, reason: 'Nghỉ phép' }, chosen, id), [2, 0, 2])
    const refused = await office.db.inAgency(1, (tx) => refusedItems(tx, 1, id, 0, 10))
    deepEqual(
      refused.map(({ refusal }) => refusal.kind),
      ['changed-meanwhile', 'not-of-unit'],
    )
  })

  it('takes hundreds, a chunk at a time', async () => {
    const chosen = await atTheHead(120)
    const id = randomUUID()
    await bulk().begin(office.by(21), { id, asked: { act: 'take' }, chosen, now: office.now() })
    const first = await bulk().goOn(office.by(21), id)
    deepEqual([first?.all, first?.done], [120, 50])
    deepEqual(await run(21, { act: 'take' }, chosen, id), [120, 120, 0])
  })

  it('is seen by nobody but whoever began it', async () => {
    const id = randomUUID()
    await run(21, { act: 'take' }, await atTheHead(1), id)
    equal(await office.db.inAgency(1, (tx) => batchOf(tx, 1, 22, id)), undefined)
    equal(await office.db.inAgency(2, (tx) => batchOf(tx, 2, 21, id)), undefined)
    equal(await bulk().goOn(office.by(22), id), undefined)
  })
})

describe('Pages of an act on many dossiers', () => {
  let desk: Desk
  const codes: string[] = []
  before(async () => {
    desk = await openDesk(await testDatabase())
    for (let i = 0; i < 3; i++) {
      const done = await desk.deps.service.receive(
        { agencyId: 1, officerId: 11, posts: counter.posts },
        {
          procedureId: 1,
          applicant: { kind: 'person', name: `Người ${i} (mẫu)`, identityNumber: null, address: '', phone: '0900001234', email: '' },
          agent: null,
          channelIn: 1,
          channelOut: 1,
          subject: '',
          isHardArea: false,
          components: [],
        },
        { kind: i === 2 ? 'file-only' : 'accept' },
        { key: randomUUID() },
      )
      if (done.ok) codes.push(done.value.code)
    }
  })
  after(() => desk.close())
  const csrf = 'csrf-of-the-session'

  it('asks first, does it once, and shows what came of it', async () => {
    const asked = await desk
      .as(11)
      .post('/office/bulk/take', { csrf, pick: codes.map((code) => `${code}/2`), list: '/office/dossiers?clock=late' })
    equal(asked.status, 200)
    match(asked.text, /Nhận việc: 3 hồ sơ/)
    match(asked.text, /href="\/office\/dossiers\?clock=late"/)
    const fields = { csrf, key: randomUUID(), pick: codes.map((code, i) => `${code}/${i === 2 ? 1 : 2}`) }
    const done = await desk.as(11).post('/office/bulk/take/begin', fields)
    equal(done.status, 303)
    equal((await desk.as(11).post('/office/bulk/take/begin', fields)).to, done.to)
    const result = await desk.as(11).get(done.to ?? '')
    match(result.text, new RegExp(`${codes[2]}`)) // not accepted: nothing runs that could be taken
    equal((await desk.as(21).get(done.to ?? '')).status, 404)
  })
  it('wants somebody chosen, a receiver and a reason', async () => {
    equal((await desk.as(11).post('/office/bulk/take', { csrf })).status, 422)
    const nobody = await desk.as(11).post('/office/bulk/hand-over/begin', { csrf, key: randomUUID(), pick: `${codes[0]}/2`, reason: '' })
    equal(nobody.status, 422)
    match(nobody.text, /Chưa chọn người nhận\./)
    match(nobody.text, /Ghi lý do chuyển\./)
  })
  it('lets only heads reassign', async () =>
    equal((await desk.as(22).post('/office/bulk/reassign', { csrf, pick: `${codes[0]}/2` })).status, 403))
  it('prints the slips of the choice as one file, after naming those that have none', async () => {
    const missing = await desk.as(11).post('/office/bulk/print', { csrf, pick: codes.map((code) => `${code}/2`) })
    match(missing.text, /1 hồ sơ chưa có phiếu kiểm soát/)
    const printed = await desk.as(11).post('/office/bulk/print', { csrf, pick: codes.slice(0, 2).map((code) => `${code}/2`) })
    equal(printed.headers.get('content-type'), 'application/pdf')
    equal(printed.bytes.subarray(0, 5).toString(), '%PDF-')
    equal(printed.bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 2)
  })
  it('takes the whole list by its filters', async () => {
    const asked = await desk.as(11).post('/office/bulk/take', { csrf, whole: 'yes', list: '/office/dossiers?group=open' })
    match(asked.text, /Nhận việc: 2 hồ sơ/)
  })
})
