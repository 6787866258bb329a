import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { at, calendar } from '../dossier.example.ts'
import {
  countWork,
  hasDossier,
  type Listed,
  type ListFilter,
  listDossiers,
  myWork,
  type Page,
  procedureNames,
  searchDossiers,
  showDossier,
  type Work,
  type WorkFilter,
} from '../look-up.adapter.ts'
import { nearDays } from '../time-line.ts'
import { type Office, openOffice } from './office.fixture.ts'

const everything: ListFilter = {
  group: null,
  clock: null,
  unitId: null,
  officerId: null,
  procedureId: null,
  channelIn: null,
  from: null,
  to: null,
  sort: 'received',
}
const bounds = (text: string) => ({ now: at(text), ...nearDays(calendar, at(text)) })

let office: Office
/** Dossiers by what became of them. */
const codes: Record<string, string> = {}
before(async () => {
  office = await openOffice()
  codes.filed = await office.receive({ verdict: { kind: 'file-only' }, channelIn: 2, subject: 'Đăng ký biến động đất đai, thửa 777' })
  codes.atCounter = await office.receive({ channelIn: 3, procedureId: 2 })
  codes.withUnit = await office.receive()
  codes.withSpecialist = await office.receive({ name: 'Hợp tác xã Bãi Bồi (mẫu)' })
  codes.stopped = await office.receive()
  codes.refused = await office.receive({ verdict: { kind: 'refuse', reason: 'Không thuộc thẩm quyền', basis: 'điều 1' } })
  office.clock('02 11:00')
  for (const name of ['withUnit', 'withSpecialist', 'stopped'] as const) await office.complete(codes[name] ?? '', '1', 11)
  office.clock('02 15:00')
  for (const name of ['withSpecialist', 'stopped'] as const) await office.complete(codes[name] ?? '', '2', 21, { next: 22 })
  office.clock('03 09:00')
  await office.complete(codes.stopped ?? '', '3', 22, { through: '4' })
  codes.later = await office.receive({ subject: 'Dat nong nghiep 777, khai thác' })
  codes.foreign = await office.receive({ agencyId: 2, subject: 'Đất đai 777 của nơi khác' })
  office.clock('02 10:00')
  codes.ended = await office.receive()
  office.clock('02 14:00')
  await office.complete(codes.ended, '1', 11)
  await office.complete(codes.ended, '2', 21, { next: 23 })
  await office.complete(codes.ended, '3', 23)
  await office.complete(codes.ended, '5', 31, { outcome: true })
  office.clock('03 10:00')
})

const named = (code: string) => Object.entries(codes).find(([, c]) => c === code)?.[0] ?? code
const work = async (officerId: number, filter: WorkFilter = 'all', now = '03 10:00') =>
  office.db.inAgency(1, (tx) => myWork(tx, 1, office.by(officerId), bounds(now), { filter, after: null }))
const workNames = async (...asked: Parameters<typeof work>) => (await work(...asked)).rows.map((r) => `${named(r.code)} ${r.step}`)
const list = async (filter: Partial<ListFilter>, now = '03 10:00', agencyId = 1) =>
  (
    await office.db.inAgency(agencyId, (tx) => listDossiers(tx, agencyId, { ...everything, ...filter }, bounds(now), { after: null }))
  ).rows.map((r) => named(r.code))

describe('My work (việc của tôi)', () => {
  it('shows what the officer holds, what is due first on top, what stands still below', async () =>
    deepEqual(await workNames(22), ['withSpecialist 3', 'stopped 4']))
  it('shows what waits in the unit to be taken', async () => {
    const { rows, counts } = await work(21)
    deepEqual(
      rows.map((r) => [named(r.code), r.officerId]),
      [['withUnit', null]],
    )
    deepEqual([counts.all, counts['to-take'], counts.isMore], [1, 1, false])
  })
  it('shows a colleague nothing of what somebody else holds', async () => deepEqual(await workNames(23), []))
  it('puts what only waits to be given out at the end, and does not call it late', async () => {
    deepEqual(await workNames(11), ['atCounter 1', 'later 1', 'ended 6'])
    const { counts } = await work(11, 'all', '20 10:00')
    deepEqual([counts['to-return'], counts.late], [1, 2])
  })
  it('counts what is late, due today, due on the next working day, and standing still', async () => {
    const counts = async (now: string) => {
      const { late, today, next, stopped } = (await work(22, 'all', now)).counts
      return [late, today, next, stopped]
    }
    deepEqual(await counts('04 10:00'), [0, 0, 0, 1]) // withSpecialist is due Friday 6 March at 10:00
    deepEqual(await counts('05 10:00'), [0, 0, 1, 1])
    deepEqual(await counts('06 09:00'), [0, 1, 0, 1])
    deepEqual(await counts('06 10:01'), [1, 0, 0, 1])
  })
  it('filters by what the count counts', async () => {
    deepEqual(await workNames(22, 'stopped'), ['stopped 4'])
    deepEqual(await workNames(22, 'late'), [])
    deepEqual(await workNames(22, 'late', '06 10:01'), ['withSpecialist 3'])
    deepEqual(await workNames(21, 'to-take'), ['withUnit 2'])
    deepEqual(await workNames(11, 'to-return'), ['ended 6'])
  })
  it('includes the work of an absent officer in whose place one acts', async () => {
    office.actFor(22, 41)
    deepEqual(await workNames(41), ['withSpecialist 3', 'stopped 4'])
    equal((await office.db.inAgency(1, (tx) => countWork(tx, 1, office.by(41), bounds('03 10:00')))).all, 2)
  })
  it('pages without a gap or a double', async () => {
    const seen: string[] = []
    for (let after: string | null = null, page = 0; page === 0 || after !== null; page++) {
      const cursor: string | null = after
      const found: Page<Work> = await office.db.inAgency(1, (tx) =>
        myWork(tx, 1, office.by(11), bounds('03 10:00'), { filter: 'all', after: cursor, most: 1 }),
      )
      seen.push(...found.rows.map((r) => named(r.code)))
      after = found.next
    }
    deepEqual(seen, ['atCounter', 'later', 'ended'])
  })
})

describe('All dossiers (danh sách hồ sơ)', () => {
  it('lists the agency’s own, newest first', async () => {
    equal((await list({}))[0], 'later')
    equal((await list({})).length, 8)
    deepEqual(await list({}, '03 10:00', 2), ['foreign'])
  })
  it('asks by group of statuses', async () => {
    deepEqual(await list({ group: 'intake' }), ['filed'])
    deepEqual(await list({ group: 'refused' }), ['refused'])
    deepEqual(await list({ group: 'done' }), ['ended'])
    deepEqual((await list({ group: 'open' })).sort(), ['atCounter', 'later', 'stopped', 'withSpecialist', 'withUnit'])
  })
  it('asks by procedure, channel and day', async () => {
    deepEqual(await list({ procedureId: 2 }), ['atCounter'])
    deepEqual(await list({ procedureId: 2, group: 'refused' }), [])
    deepEqual(await list({ channelIn: 2 }), ['filed'])
    deepEqual(await list({ from: day('2026-03-03') }), ['later'])
    equal((await list({ to: day('2026-03-02') })).includes('later'), false)
  })
  it('asks by who has it, newest first or what is due first', async () => {
    deepEqual(await list({ officerId: 22, sort: 'due' }), ['withSpecialist'])
    deepEqual((await list({ officerId: 22 })).sort(), ['stopped', 'withSpecialist'])
    deepEqual((await list({ unitId: 2, group: 'open' })).sort(), ['stopped', 'withSpecialist', 'withUnit'])
  })
  it('asks what is late, near, standing still', async () => {
    deepEqual(await list({ clock: 'late' }), [])
    deepEqual((await list({ clock: 'late' }, '06 10:01')).sort(), ['atCounter', 'withSpecialist', 'withUnit'])
    deepEqual(await list({ clock: 'near' }, '06 10:01'), ['later'])
    deepEqual(await list({ clock: 'stopped' }), ['stopped'])
    deepEqual(await list({ clock: 'provisional' }), [])
  })
  it('leaves out what has ended from what is due', async () => equal((await list({ sort: 'due' })).includes('ended'), false))

  const pages = async (filter: Partial<ListFilter>) => {
    const seen: string[] = []
    for (let after: string | null = null, page = 0; page === 0 || after !== null; page++) {
      const cursor: string | null = after
      const found: Page<Listed> = await office.db.inAgency(1, (tx) =>
        listDossiers(tx, 1, { ...everything, ...filter }, bounds('03 10:00'), { after: cursor, most: 2 }),
      )
      yes(found.rows.length <= 2)
      seen.push(...found.rows.map((r) => named(r.code)))
      after = found.next
    }
    return seen
  }
  for (const [what, filter] of [
    ['all', {}],
    ['a group', { group: 'open' }],
    ['a procedure', { procedureId: 1 }],
    ['a unit', { unitId: 2 }],
    ['by due time', { sort: 'due' }],
  ] as const)
    it(`pages through ${what} without a gap or a double`, async () => deepEqual(await pages(filter), await list(filter)))

  it('gives the first page to whoever changed a cursor by hand', async () => {
    const forged = [[], [1, 2], ['2026-99-99 00:00:00+00', 'x'], ['x', 'x'], ['2026-03-03 00:00:00+00', "'; drop"]].map((key) =>
      Buffer.from(JSON.stringify(key)).toString('base64url'),
    )
    for (const after of ['', 'x', '💥', ...forged])
      equal((await office.db.inAgency(1, (tx) => listDossiers(tx, 1, everything, bounds('03 10:00'), { after }))).rows.length, 8)
  })
  it('names the procedures for the filter', async () =>
    deepEqual(
      (await office.db.inAgency(1, (tx) => procedureNames(tx, 1))).map((p) => p.procedureId),
      [1, 2],
    ))
})

describe('Search (tìm kiếm)', () => {
  const find = async (typed: string, agencyId = 1) =>
    (await office.db.inAgency(agencyId, (tx) => searchDossiers(tx, agencyId, typed))).rows.map((r) => named(r.code))
  it('finds with or without marks', async () => deepEqual(await find('dat dai 777'), ['filed']))
  it('ranks what has the marks as typed first, then the rest, without doubles', async () =>
    deepEqual(await find('Đất 777'), ['filed', 'later']))
  it('ranks by time what has no marks to tell', async () => deepEqual(await find('dat 777'), ['later', 'filed']))
  it('finds by applicant and by an unfinished word', async () => deepEqual(await find('bai bo'), ['withSpecialist']))
  it('finds by the end of a code', async () => equal((await find((codes.stopped ?? '').slice(7))).includes('stopped'), true))
  it('shows nothing of another agency', async () => {
    deepEqual(await find('Đất đai 777', 2), ['foreign'])
    equal((await find('nơi khác')).length, 0)
  })
  it('asks nothing of marks alone', async () => deepEqual(await find('?!'), []))
  it('knows whether a code is ours', async () => {
    const has = (code: string) => office.db.inAgency(1, (tx) => hasDossier(tx, 1, code))
    deepEqual([await has(codes.filed ?? ''), await has(codes.foreign ?? '')], [true, false])
  })
})

describe('One dossier (một hồ sơ)', () => {
  it('comes with names, papers and history in order', async () => {
    const shown = await office.db.inAgency(1, (tx) => showDossier(tx, 1, codes.stopped ?? ''))
    yes(shown)
    deepEqual(
      [shown.procedure.name, shown.applicant.name, shown.procedure.decision],
      ['Cấp giấy phép thăm dò khoáng sản', 'Công ty Đá Xanh (mẫu)', '12/QĐ-UBND'],
    )
    deepEqual(
      shown.history.map((h) => h.seq),
      shown.history.map((_, i) => i + 1),
    )
    equal(shown.history.length, shown.version)
    equal(shown.history[0]?.event.type, 'filed')
  })
  it('is not there for another agency', async () =>
    equal(await office.db.inAgency(1, (tx) => showDossier(tx, 1, codes.foreign ?? '')), undefined))
})

describe('Search among thousands', () => {
  before(async () => {
    await office.owner.query(
      `insert into dossiers.dossier (agency_id, code, version, seal, status, procedure_id, procedure_version, applicant_id, applicant_name, subject, channel_in, channel_out, filed_at, filing, state, words)
       select 2, 'H02.12-200101-' || lpad(i::text, 5, '0'), 1, seal, 10, procedure_id, procedure_version, applicant_id, applicant_name, 'Hồ sơ cũ', 1, 1, '2020-01-01'::timestamptz + i * interval '1 minute', filing, state,
         array_to_tsvector(array['chung', case when i <= 3 then 'hiem' else 'khac' end, case when i % 100 = 0 then 'thinhthoang' else 'thuong' end, case when i < 1500 then 'xua' else 'nay' end])
       from dossiers.dossier cross join generate_series(1, 3000) i where agency_id = 2 and code = $1`,
      [codes.foreign],
    )
  })
  const find = (typed: string) => office.db.inAgency(2, (tx) => searchDossiers(tx, 2, typed))
  it('finds what is common among the newest, and says that there is more', async () => {
    const { rows, isMore } = await find('chung')
    deepEqual([rows.length, isMore, rows[0]?.code], [50, true, 'H02.12-200101-03000'])
  })
  it('finds what is rare and old', async () =>
    deepEqual(
      (await find('hiem')).rows.map((r) => r.code.slice(-5)),
      ['00003', '00002', '00001'],
    ))
  it('finds what is neither rare nor common, all of it', async () =>
    deepEqual([(await find('thinhthoang')).rows.length, (await find('thinhthoang')).isMore], [30, false]))
  it('finds what was common only long ago', async () =>
    deepEqual([(await find('xua')).rows[0]?.code.slice(-5), (await find('xua')).isMore], ['01499', true]))
  it('keeps all words when the last is a common beginning', async () => deepEqual((await find('hiem chun')).rows.length, 3))
})
