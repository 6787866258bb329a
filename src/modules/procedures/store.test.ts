import { deepEqual, equal, ok as isTrue, match, rejects } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { type Day, day, dayText } from '../../kernel/moment.ts'
import { inVietnamese } from '../../kernel/say.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { readStream, verifyAgency } from '../audit/service.ts'
import { closeUnit, openUnit } from '../org/service.ts'
import { candidatesIn } from './candidates.adapter.ts'
import { assigned, department, jsonOf, now, people, permit, today } from './office.example.ts'
import type { InternalProcess } from './process.ts'
import { listInForce, procedureService, readiness } from './service.ts'
import * as store from './store.ts'

let base: TestDatabase
let agency = 0
let other = 0
before(async () => {
  base = await testDatabase()
  agency = await department(base.db, 'so-mau')
  other = await department(base.db, 'so-khac')
})

const by = (officerId: number | null, agencyId = agency) => ({ agencyId, officerId, onBehalfOf: null, at: now })
const read = (name: string, bytes: Uint8Array) => candidatesIn({ name, bytes }, inVietnamese)
const bring = async (processes: InternalProcess[], { officerId = people.administrator, agencyId = agency, dryRun = false } = {}) =>
  store.importProcesses(base.db, by(officerId, agencyId), await read('a.json', jsonOf(...processes)), inVietnamese, { dryRun })
const readAll = (agencyId = agency) => base.db.inAgency(agencyId, (tx) => store.listProcedures(tx, agencyId, today, { most: 200 }))
const idOf = async (key: string, agencyId = agency) => (await readAll(agencyId)).rows.find((row) => row.key === key)?.procedureId ?? 0
const readOne = async (key: string) => {
  const procedure = await base.db.inAgency(agency, async (tx) => store.readProcedure(tx, agency, await idOf(key)))
  isTrue(procedure)
  return procedure
}
const stampOf = async (key: string) => ({ seen: (await readOne(key)).revision, key: randomUUID() as string })
const assign = async (key: string, versionNo = 1, chosen: Parameters<typeof store.confirmAssignments>[4]['chosen'] = assigned) =>
  store.confirmAssignments(base.db, by(people.administrator), await idOf(key), await stampOf(key), { versionNo, chosen })
const publish = async (key: string, versionNo = 1, effectiveFrom: Day = today, officerId = people.director) =>
  store.publishVersion(base.db, { ...by(officerId), officerId }, await idOf(key), await stampOf(key), {
    versionNo,
    effectiveFrom,
    decision: 'QĐ 12/QĐ-UBND ngày 01/02/2026',
  })
const inForce = async (key: string, on: Day) =>
  (await procedureService(base).definitionInForce(agency, await idOf(key), on))?.version ?? null

describe('Import of processes (nhập quy trình)', () => {
  it('writes drafts, and once: the second import changes nothing', async () => {
    const processes = [permit({ id: 'nhap-1' }), permit({ id: 'nhap-2', limit: [] })]
    const first = await bring(processes)
    deepEqual(
      first.lines.map(({ state, ok }) => [state, ok]),
      [
        ['new', true],
        ['new', false],
      ],
    )
    deepEqual((await bring(processes)).counts, { new: 0, changed: 0, unchanged: 2, bad: 0 })
    const { versions } = await readOne('nhap-2')
    deepEqual([versions.length, versions[0]?.state, versions[0]?.faults.map(({ kind }) => kind)], [1, 'draft', ['no-limit']])
  })
  it('gives the definition back as it was read', async () => {
    const process = permit({ id: 'nhap-3', fee: 50_000, hardLimit: [{ value: 9, unit: 'working_day' }] })
    await bring([process])
    deepEqual((await readOne('nhap-3')).versions[0]?.process, process)
  })
  it('makes a new draft of a changed content', async () => {
    await bring([permit({ id: 'nhap-4' })])
    await bring([permit({ id: 'nhap-4', fee: 1 })])
    deepEqual(
      (await readOne('nhap-4')).versions.map(({ versionNo, state }) => `${versionNo} ${state}`),
      ['2 draft', '1 draft'],
    )
  })
  it('writes nothing when one record is bad', async () => {
    const candidates = [
      ...(await read('a.json', jsonOf(permit({ id: 'nhap-5' })))),
      ...(await read('b.json', Buffer.from('[{"id":"nhap-6","steps":3}]'))),
    ]
    const outcome = await store.importProcesses(base.db, by(null), candidates, inVietnamese)
    deepEqual([outcome.isWritten, outcome.counts.bad, await idOf('nhap-5')], [false, 1, 0])
    deepEqual(
      outcome.lines[1]?.faults.map(({ message }) => message),
      ['name_vi: thiếu', 'steps: phải là danh sách'],
    )
    const skipped = await store.importProcesses(base.db, by(null), candidates, inVietnamese, { skipBad: true })
    deepEqual([skipped.isWritten, (await idOf('nhap-5')) > 0], [true, true])
  })
  it('only looks when asked to', async () => {
    deepEqual((await bring([permit({ id: 'nhap-7' })], { dryRun: true })).counts.new, 1)
    equal(await idOf('nhap-7'), 0)
  })
  it('keeps two imports of the same file at the same moment to one', async () => {
    const outcomes = await Promise.all([bring([permit({ id: 'nhap-8' })]), bring([permit({ id: 'nhap-8' })])])
    deepEqual(outcomes.map(({ counts }) => counts.new).sort(), [0, 1])
  })
  it('keeps agencies apart: the same code in each', async () => {
    await bring([permit({ id: 'nhap-1', fee: 7 })], { agencyId: other })
    equal((await readOne('nhap-1')).versions.length, 1)
    const own = await idOf('nhap-1', other)
    equal(await base.db.inAgency(agency, (tx) => store.readProcedure(tx, other, own)), undefined)
  })
  it('takes many records in few statements', async () => {
    const many = Array.from({ length: 400 }, (_, i) => permit({ id: `nhieu-${i}` }))
    const outcome = await bring(many, { agencyId: other })
    equal(outcome.counts.new, 400)
    deepEqual((await bring(many, { agencyId: other })).counts.unchanged, 400)
  })
  it('goes into the journal, one stream a procedure', async () => {
    const entries = await base.db.inAgency(agency, (tx) => readStream(tx, agency, 'procedures/nhap-4'))
    deepEqual(
      entries.map(({ kind, officerId }) => [kind, officerId]),
      [
        ['draft-imported', 6],
        ['draft-imported', 6],
      ],
    )
  })
})

describe('From draft to force (từ bản nháp đến áp dụng)', () => {
  it('needs people for its steps, and a second person', async () => {
    await bring([permit({ id: 'vd-a' })])
    const early = await publish('vd-a')
    equal(!early.ok && early.error.kind, 'not-confirmed')
    isTrue((await assign('vd-a')).ok)
    const self = await publish('vd-a', 1, today, people.administrator)
    deepEqual(self, { ok: false, error: { kind: 'same-person', did: 'imported' } })
    isTrue((await publish('vd-a')).ok)
    deepEqual([await inForce('vd-a', today), await inForce('vd-a', (today - 1) as Day)], [1, null])
  })
  it('lets the database refuse the same person too', async () => {
    const procedureId = await idOf('vd-a')
    await rejects(
      base.owner.query('update procedures.version set published_by = imported_by where agency_id = $1 and procedure_id = $2', [
        agency,
        procedureId,
      ]),
      /version_check/,
    )
  })
  it('replaces a version from a day on, and keeps the old one for its dossiers', async () => {
    await bring([permit({ id: 'vd-a' }, 4)])
    isTrue((await assign('vd-a', 2)).ok)
    const from = day('2026-04-01')
    isTrue((await publish('vd-a', 2, from)).ok)
    deepEqual([await inForce('vd-a', today), await inForce('vd-a', day('2026-03-31')), await inForce('vd-a', from)], [1, 1, 2])
    const old = await procedureService(base).definitionOf(agency, await idOf('vd-a'), 1)
    deepEqual(
      [old.process.steps[1]?.duration, old.assignments['2']?.unitId, old.oneStopUnitId],
      [[{ value: 3, unit: 'working_day' }], 3, 4],
    )
  })
  it('never touches what is published when an import follows', async () => {
    const published = (await readOne('vd-a')).versions
    await bring([permit({ id: 'vd-a', name: 'Tên mới' }, 5)])
    const procedure = await readOne('vd-a')
    deepEqual(procedure.versions.slice(1), published)
    equal(procedure.name, 'Cấp giấy phép ví dụ') // what is published names it
  })
  it('publishes nothing faulty', async () => {
    await bring([permit({ id: 'vd-b', limit: [] })])
    const outcomes = [await assign('vd-b'), await publish('vd-b')].map((outcome) => !outcome.ok && outcome.error.kind)
    deepEqual(outcomes, ['has-faults', 'has-faults'])
  })
  it('tells the second of two people that somebody was faster', async () => {
    await bring([permit({ id: 'vd-c' })])
    await assign('vd-c')
    const stamp = await stampOf('vd-c')
    const procedureId = await idOf('vd-c')
    const command = { versionNo: 1, effectiveFrom: today, decision: 'QĐ 12' }
    const by2 = (officerId: number) => ({ ...by(officerId), officerId })
    const both = await Promise.all([
      store.publishVersion(base.db, by2(people.director), procedureId, stamp, command),
      store.publishVersion(base.db, by2(people.deputy), procedureId, { ...stamp, key: randomUUID() }, command),
    ])
    deepEqual(both.map((outcome) => (outcome.ok ? 'done' : outcome.error.kind)).sort(), ['changed-meanwhile', 'done'])
  })
  it('gives a repeated key the first answer, and refuses it for another question', async () => {
    await bring([permit({ id: 'vd-d' })])
    await assign('vd-d')
    const stamp = await stampOf('vd-d')
    const send = async (effectiveFrom: Day) =>
      store.publishVersion(base.db, { ...by(people.director), officerId: people.director }, await idOf('vd-d'), stamp, {
        versionNo: 1,
        effectiveFrom,
        decision: 'QĐ 12',
      })
    const first = await send(today)
    deepEqual(await send(today), first)
    deepEqual(await send((today + 1) as Day), { ok: false, error: { kind: 'key-reused' } })
    const entries = await base.db.inAgency(agency, (tx) => readStream(tx, agency, 'procedures/vd-d'))
    deepEqual(
      entries.map(({ kind }) => kind),
      ['draft-imported', 'assignments-confirmed', 'version-published'],
    )
  })
  it('looks at units as they are on the first day', async () => {
    await bring([permit({ id: 'vd-e' })])
    const opened = await openUnit(base.db, by(null), { kind: 'division', name: 'Phòng Tạm', shortName: 'Tạm', from: today })
    const [unit] = opened.ok ? opened.value : []
    isTrue(unit?.type === 'unit-opened')
    isTrue((await assign('vd-e', 1, { ...assigned, '2': { unitId: unit.unitId, role: 'specialist', isAway: false } })).ok)
    const closes = day('2026-09-01')
    isTrue((await closeUnit(base.db, by(null), { unitId: unit.unitId, on: closes })).ok)
    const outcome = await publish('vd-e', 1, closes)
    equal(!outcome.ok && outcome.error.kind, 'assignments-outdated')
  })
  it('is withdrawn: nothing is received any more, dossiers keep their version', async () => {
    const withdraw = async () =>
      store.withdrawProcedure(base.db, by(people.director), await idOf('vd-c'), await stampOf('vd-c'), { lastDay: today, reason: 'QĐ 99' })
    isTrue((await withdraw()).ok)
    deepEqual([await inForce('vd-c', today), await inForce('vd-c', (today + 1) as Day)], [1, null])
    isTrue(await procedureService(base).definitionOf(agency, await idOf('vd-c'), 1))
    const again = await withdraw()
    equal(!again.ok && again.error.kind, 'not-in-force')
  })
  it('refuses to call a draft a running version', async () => {
    await bring([permit({ id: 'vd-f' })])
    await rejects(procedureService(base).definitionOf(agency, await idOf('vd-f'), 1), /never published/)
  })
  it('leaves a journal without a break', async () => equal((await verifyAgency(base.db, agency)).broken, null))
})

describe('Lists of procedures (danh mục thủ tục)', () => {
  const find = (search: store.ListSearch) =>
    base.db.inAgency(agency, async (tx) => (await store.listProcedures(tx, agency, today, search)).rows.map(({ key }) => key))
  before(async () => {
    await bring([
      permit({ id: 'tim-1', name: 'Cấp giấy phép thăm dò đá vôi', field: 'Địa chất', code: '1.004132' }),
      permit({ id: 'tim-2', name: 'Cấp giấy phép tham do da voi', field: 'Địa chất' }),
    ])
  })

  it('finds words without marks, those as typed first', async () => {
    deepEqual(await find({ text: 'tham do' }), ['tim-1', 'tim-2'])
    deepEqual(await find({ text: 'thăm dò' }), ['tim-1', 'tim-2'])
    deepEqual(await find({ text: 'THĂM DÒ'.normalize('NFD') }), ['tim-1', 'tim-2'])
  })
  it('finds by national code and by key', async () => {
    deepEqual(await find({ text: '1.004132' }), ['tim-1'])
    deepEqual(await find({ text: 'tim-2' }), ['tim-2'])
  })
  it('filters by field and state', async () => {
    deepEqual(await find({ field: 'Địa chất' }), ['tim-1', 'tim-2'])
    deepEqual(await find({ state: 'in-force' }), ['vd-a', 'vd-c', 'vd-d'])
    isTrue((await find({ state: 'faulty' })).includes('vd-b'))
    deepEqual(await find({ state: 'in-force', field: 'Địa chất' }), [])
  })
  it('counts each state under the same search', async () => {
    const counts = await base.db.inAgency(agency, (tx) => store.countProcedures(tx, agency, today, { field: 'Địa chất' }))
    deepEqual(counts, { all: 2, 'in-force': 0, scheduled: 0, draft: 2, faulty: 0, ended: 0 })
  })
  it('goes on page by page without losing or repeating one', async () => {
    const keys: string[] = []
    let after: string | undefined
    do {
      const page = await base.db.inAgency(agency, (tx) => store.listProcedures(tx, agency, today, { most: 3, after }))
      keys.push(...page.rows.map(({ key }) => key))
      after = page.next ?? undefined
    } while (after)
    deepEqual(new Set(keys).size, keys.length)
    deepEqual(
      keys,
      (await readAll()).rows.map(({ key }) => key),
    )
  })
  it('begins at the start for a place that is none', async () => {
    for (const after of ['x', Buffer.from('[1]').toString('base64url'), Buffer.from('{"a":1}').toString('base64url')])
      isTrue((await find({ after })).length > 0)
  })
  it('gives the public what it needs and nothing of the inside', async () => {
    const { rows } = await base.db.inAgency(agency, (tx) => listInForce(tx, agency, today, { text: 'cap giay phep' }))
    deepEqual(
      rows.map(({ key }) => key),
      ['vd-a', 'vd-c', 'vd-d'],
    )
    const [first] = rows
    deepEqual(
      [first?.limit, first?.field, first && dayText(first.effectiveFrom)],
      [[{ value: 5, unit: 'working_day' }], 'Khoáng sản', '2026-03-02'],
    )
    equal(JSON.stringify(rows).includes('Thẩm định'), false)
  })
  it('tells the set-up what is in force and which steps nobody can take', async () => {
    const ready = await base.db.inAgency(agency, (tx) => readiness(tx, agency, today))
    deepEqual(ready, { publishedProcedures: 3, stepsWithoutRole: 0 })
  })
  it('keeps the search for words of the database: quotes are only letters', async () => {
    deepEqual(await find({ text: `'; drop table procedures.version; --` }), [])
    match((await find({ text: 'cấp' })).join(), /vd-a/)
  })
})

describe('An upload (tệp chờ nhập)', () => {
  it('is imported once, however often it is confirmed', async () => {
    const id = randomUUID()
    await store.keepUpload(base.db, by(people.administrator), id, [{ name: 'a.json', sha256: 'a'.repeat(64), refused: null }])
    const candidates = await read('a.json', jsonOf(permit({ id: 'tai-1' })))
    const send = () => store.importUpload(base.db, by(people.administrator), id, candidates, { skipBad: false })
    const [first, second] = await Promise.all([send(), send()])
    deepEqual(first, { ok: true, value: { new: 1, changed: 0, unchanged: 0, bad: 0 } })
    deepEqual(second, first)
  })
  it('belongs to its agency', async () => {
    const id = randomUUID()
    await store.keepUpload(base.db, by(people.administrator), id, [])
    equal(await base.db.inAgency(other, (tx) => store.readUpload(tx, agency, id)), undefined)
    deepEqual(await store.importUpload(base.db, by(people.administrator, other), id, [], { skipBad: true }), {
      ok: false,
      error: { kind: 'not-found' },
    })
  })
})
