import { deepEqual, equal, match, ok as yes } from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { day, dayInVietnam, type Moment, moment } from '../../kernel/moment.ts'
import { inVietnamese } from '../../kernel/say.ts'
import { type FileStore, fileStore } from '../../platform/files.ts'
import { partialFiles } from '../../platform/partial-files.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { readStream, verifyAgency } from '../audit/service.ts'
import type { SigningKey } from '../signing/model.ts'
import type { Reuse } from './held.ts'
import { createScanThread } from './pdf/thread.adapter.ts'
import { pngScan } from './scan.fixture.ts'
import { explainPapers } from './sentences.ts'
import { type PapersService, papersService } from './service.ts'
import { type By, listPapers, papersOfDossier, readingOf } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-papers-'))
const scans = createScanThread()
let base: TestDatabase
let files: FileStore
let service: PapersService
let now = moment('2026-11-20T08:00:00+07:00')
let lettersOf: (picture: Uint8Array) => Promise<string> = async () => 'Số: 77/GCN-UBND'
let scannerIsAway = false
const by = (agencyId = 1): By => ({ agencyId, officerId: 1, onBehalfOf: null })
const today = () => dayInVietnam(now)
const land = 'Giấy chứng nhận quyền sử dụng đất'
/** The signing service has tests of its own: here it answers with other bytes, as a signed file has. */
const key = {} as SigningKey

before(async () => {
  base = await testDatabase()
  const real = await fileStore(folder)
  files = {
    ...real,
    put: async (source, limits) => (scannerIsAway ? { ok: false, error: { kind: 'unscanned' } } : real.put(source, limits)),
  }
  for (const id of [1, 2]) {
    await base.owner.query(`insert into org.agency (agency_id, code, name) values (${id}, 'so-${id}', 'Sở ${id} (mẫu)')`)
    await base.owner.query(
      `insert into org.officer (agency_id, officer_id, name, joined_on) values (${id}, 1, 'Công chức (mẫu)', '2025-01-01')`,
    )
    await base.owner.query(
      `insert into applicants.applicant (agency_id, kind, name, changed_at) select ${id}, 'person', 'Người ' || n || ' (mẫu)', now() from generate_series(1, 3) n`,
    )
  }
  service = papersService({
    db: base.db,
    files,
    partial: await partialFiles(folder),
    scans,
    reader: { read: (picture) => lettersOf(picture), isClosed: () => false, close: async () => {} },
    signing: {
      look: async () => ({ ok: true, value: { pages: 1 } }),
      sign: async (_, request) => {
        const stored = await real.put(Buffer.from(`%PDF-1.7\nsigned ${request.sourceSha256}`), { name: 'x.pdf', maxBytes: 1000 })
        if (!stored.ok) throw new Error(stored.error.kind)
        return { ok: true, value: { file: stored.value, level: 'B-B', certificate: 'c'.repeat(64), stampedAt: null } }
      },
    },
    keyFor: (purpose) => createHash('sha256').update(purpose).digest(),
    now: () => now,
    recordedNow: () => now,
  })
})
after(async () => {
  await scans.close()
  rmSync(folder, { recursive: true, force: true })
})

const applicant = async (n: number, agencyId = 1): Promise<number> =>
  (
    await base.owner.query('select applicant_id from applicants.applicant where agency_id = $1 order by applicant_id offset $2 limit 1', [
      agencyId,
      n,
    ])
  ).rows[0].applicant_id

let tints = 0
const png = (change: Parameters<typeof pngScan>[0] = {}) => pngScan({ tint: ++tints, ...change })
const stamp = (seen: number | null = null) => ({ seen, key: randomUUID() })
const refusal = async (answer: Promise<{ ok: true } | { ok: false; error: { kind: string } }>) => {
  const got = await answer
  return got.ok ? null : got.error.kind
}
const taken = (value: string) => ({ kind: 'taken', value }) as const
const done = async <T extends { ok: boolean }>(answer: Promise<T>): Promise<T> => {
  const got = await answer
  yes(got.ok, JSON.stringify(got))
  return got
}

async function begun({ owner = 0, pages = 1, component = land, dossier = null as string | null, agencyId = 1 } = {}): Promise<string> {
  const id = randomUUID()
  await service.begin(by(agencyId), id, { applicantId: await applicant(owner, agencyId), component, dossier, pagesCounted: pages })
  return id
}
async function kept({
  reuse = { kind: 'without-term' } as Reuse,
  ...how
}: Parameters<typeof begun>[0] & { reuse?: Reuse } = {}): Promise<string> {
  const id = await begun(how)
  const who = by(how.agencyId)
  await done(service.addFile(who, id, png(), 'trang 1.png'))
  await done(service.make(who, id, stamp()))
  await done(service.sign(who, id, stamp(), key))
  await done(
    service.keep(who, id, stamp(), {
      name: taken(how.component ?? land),
      numberSymbol: taken('77/GCN-UBND'),
      datedOn: { kind: 'left' },
      reuse,
    }),
  )
  return id
}

describe('A paper from the counter to the next dossier (số hóa, dùng lại)', () => {
  it('is scanned, put together, signed, kept, and then held for its applicant alone', async () => {
    const id = await kept({ dossier: 'H99-261120-0001' })
    const [mine, other] = [await applicant(0), await applicant(1)]
    const held = await service.heldFor(1, mine, ['Đơn đề nghị', `Bản sao ${land}`], today())
    deepEqual(
      held.map(({ component, paper }) => [component, paper.id, paper.pages]),
      [[`Bản sao ${land}`, id, 1]],
    )
    deepEqual(await service.heldFor(1, other, [land], today()), [])
    deepEqual(await service.heldFor(2, await applicant(0, 2), [land], today()), [])
    equal(await refusal(service.mayAsk(1, mine, [land], today())), 'already-held')
    equal(await refusal(service.mayAsk(1, other, [land], today())), null)
  })

  it('serves the next dossier, once however often it is said, and its journal tells it', async () => {
    const id = await kept({ owner: 1 })
    const mine = await applicant(1)
    for (let i = 0; i < 2; i++) equal((await service.useIn(by(), 'H99-261121-0002', mine, [land])).length, 1)
    const { rows } = await base.owner.query('select dossier, component from papers.use where paper_id = $1', [id])
    deepEqual(rows, [{ dossier: 'H99-261121-0002', component: land }])
    const entries = await base.db.inAgency(1, (tx) => readStream(tx, 1, `paper/${id}`))
    deepEqual(
      entries.map((e) => e.kind),
      ['begun', 'file-added', 'made', 'signed', 'kept', 'used'],
    )
    const said = entries.map((e) => e.body).join()
    equal(/Giấy chứng nhận|77\/GCN|trang 1/.test(said), false, 'no name, number or file name in the journal')
    const lines = await base.db.inAgency(1, (tx) => papersOfDossier(tx, 1, 'H99-261121-0002'))
    deepEqual(
      lines.map((l) => [l.id, l.isReused]),
      [[id, true]],
    )
  })

  it('is no longer held once it is withdrawn or its term is over, and may then be asked for', async () => {
    const mine = await applicant(2)
    const first = await kept({ owner: 2, component: 'Hộ chiếu', reuse: { kind: 'until', day: day('2026-11-21') } })
    equal((await service.heldFor(1, mine, ['Hộ chiếu'], day('2026-11-21'))).length, 1)
    equal((await service.heldFor(1, mine, ['Hộ chiếu'], day('2026-11-22'))).length, 0)
    equal(await refusal(service.withdraw(by(), first, stamp(), ' ')), 'no-reason')
    await done(service.withdraw(by(), first, stamp(), 'Quét nhầm giấy'))
    equal((await service.heldFor(1, mine, ['Hộ chiếu'], today())).length, 0)
    equal(await refusal(service.mayAsk(1, mine, ['Hộ chiếu'], today())), null)
    deepEqual(await service.useIn(by(), 'H99-261121-0003', mine, ['Hộ chiếu']), [])
    equal(await refusal(service.withdraw(by(), first, stamp(), 'lại')), 'not-kept')
  })

  it('is for its own dossier only when the officer says so', async () => {
    await kept({ owner: 2, component: 'Bản vẽ', reuse: { kind: 'once' } })
    deepEqual(await service.heldFor(1, await applicant(2), ['Bản vẽ'], today()), [])
  })

  it('is not kept unsigned, nor put together with a page too few, nor signed before', async () => {
    const id = await begun({ pages: 2 })
    await done(service.addFile(by(), id, png(), 'a.png'))
    deepEqual(await service.make(by(), id, stamp()), { ok: false, error: { kind: 'page-count', counted: 2, scanned: 1 } })
    equal(await refusal(service.sign(by(), id, stamp(), key)), 'not-made')
    await done(service.addFile(by(), id, png(), 'b.png'))
    await done(service.make(by(), id, stamp()))
    const reuse = { kind: 'without-term' } as const
    equal(
      await refusal(service.keep(by(), id, stamp(), { name: taken('x'), numberSymbol: taken('1'), datedOn: { kind: 'left' }, reuse })),
      'not-signed',
    )
    const paper = await service.find(1, id)
    deepEqual([paper?.pages, paper?.form, paper?.status], [2, 'pdf-a-2b', 'made'])
    equal(await refusal(service.addFile(by(), id, png(), 'c.png')), 'not-collecting')
  })
})

describe('Two officers, and forms sent twice (ghi một lần)', () => {
  it('writes nothing over what somebody did since', async () => {
    const id = await begun()
    const seen = (await service.find(1, id))?.version ?? 0
    await done(service.recount(by(), id, stamp(seen), 3))
    equal(await refusal(service.recount(by(), id, stamp(seen), 4)), 'changed-meanwhile')
    equal((await service.find(1, id))?.pagesCounted, 3)
  })
  it('answers a repeated form well and writes nothing; another form under its key is refused', async () => {
    const id = await begun()
    const same = stamp(1)
    await done(service.recount(by(), id, same, 3))
    await done(service.recount(by(), id, same, 3))
    equal((await service.find(1, id))?.version, 2)
    equal(await refusal(service.recount(by(), id, same, 4)), 'key-reused')
  })
  it('begins once for one form', async () => {
    const id = await begun({ pages: 1 })
    await service.begin(by(), id, { applicantId: await applicant(1), component: 'Khác', dossier: null, pagesCounted: 9 })
    equal((await service.find(1, id))?.component, land)
  })
  it('shows nothing of one agency to another', async () => {
    const id = await begun()
    equal(await service.find(2, id), undefined)
    equal(await refusal(service.drop(by(2), id, stamp())), 'not-found')
    equal(await service.find(1, 'khong-phai'), undefined)
  })
})

describe('Scans that are refused (bản quét không đạt)', () => {
  const said = async (bytes: Uint8Array, name: string): Promise<string> => {
    const id = await begun()
    const answer = await service.addFile(by(), id, bytes, name)
    equal((await service.find(1, id))?.pieces.length, 0)
    if (answer.ok) return ''
    return answer.error.kind === 'bad-pages' ? explainPapers(answer.error, inVietnamese) : answer.error.kind
  }
  it('tells the page and what was found', async () => {
    match(
      await said(png({ width: 827, height: 1169, dpi: 100 }), 'mo.png'),
      /trang 1: 100 dpi \(tệp ghi, 827 × 1169 điểm ảnh\), cần ít nhất 200 dpi/,
    )
    match(await said(png({ isColour: false }), 'xam.png'), /trang 1: ảnh đen trắng hoặc xám/)
    match(
      await said(png({ width: 10, height: 10, declared: { width: 50_000, height: 50_000 } }), 'bom.png'),
      /trang 1: ảnh 50000 × 50000 điểm ảnh, quá lớn/,
    )
  })
  it('refuses the empty, the mistaken and the damaged', async () => {
    equal(await said(new Uint8Array(), 'rong.png'), 'empty-file')
    equal(await said(png(), 'anh.jpg'), 'type-mismatch')
    equal(await said(Buffer.from('chữ'), 'chu.txt'), 'no-scan-type')
    equal(await said(Buffer.from('%PDF-1.7\nhỏng'), 'hong.pdf'), 'damaged-pdf')
    equal(await said(png().subarray(0, 3000), 'cut.png'), 'damaged-picture')
  })
})

describe('An upload that is cut off (tải lên có nối lại)', () => {
  async function* part(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  it('goes on where it was, also for the same file chosen again, and becomes a page when it is whole', async () => {
    const id = await begun()
    const bytes = png()
    const announced = { name: 'trang.png', sizeBytes: bytes.length, modified: '1' }
    await done(service.addPart(by(), id, announced, 0, part(bytes.subarray(0, 1000))))
    deepEqual(await service.addPart(by(), id, announced, 0, part(bytes)), {
      ok: false,
      error: { kind: 'wrong-offset', receivedBytes: 1000 },
    })
    equal((await service.openUpload(by(), id, announced)).receivedBytes, 1000)
    equal(
      (await service.openUpload({ ...by(), officerId: 2 }, id, announced)).receivedBytes,
      0,
      'another officer has an upload of their own',
    )
    equal(await refusal(service.finishUpload(by(), id, announced)), 'wrong-offset')
    await done(service.addPart(by(), id, announced, 1000, part(bytes.subarray(1000))))
    scannerIsAway = true
    equal(await refusal(service.finishUpload(by(), id, announced)), 'unscanned')
    scannerIsAway = false
    await done(service.finishUpload(by(), id, announced))
    deepEqual(
      (await service.find(1, id))?.pieces.map((p) => p.name),
      ['trang.png'],
    )
    equal((await service.openUpload(by(), id, announced)).receivedBytes, 0)
  })
})

describe('Letters read from the pictures (nhận dạng chữ)', () => {
  const found = async (words: string): Promise<string[]> =>
    (
      await base.db.inAgency(1, (tx) => listPapers(tx, 1, { view: 'all', applicantId: null, words, today: today() }, { after: null }))
    ).rows.map((r) => r.id)

  it('are searched afterwards, with marks and without', async () => {
    await service.readWaiting(1)
    lettersOf = async () => 'Thửa đất ở xã Kỳ Lạ'
    const id = await begun()
    await done(service.addFile(by(), id, png(), 'a.png'))
    await done(service.make(by(), id, stamp()))
    deepEqual(await found('kỳ lạ'), [])
    yes((await service.readWaiting(1)) >= 1)
    deepEqual([await found('kỳ lạ'), await found('ky la')], [[id], [id]])
    await done(service.sign(by(), id, stamp(), key))
    await done(
      service.keep(by(), id, stamp(), {
        name: taken('Bìa đỏ'),
        numberSymbol: { kind: 'left' },
        datedOn: { kind: 'left' },
        reuse: { kind: 'once' },
      }),
    )
    deepEqual([await found('ky la'), await found('bìa đỏ')], [[id], [id]])
  })

  it('are given up after three tries, and taken by one process at a time', async () => {
    await service.readWaiting(1)
    const id = await begun()
    await done(service.addFile(by(), id, png(), 'a.png'))
    await done(service.make(by(), id, stamp()))
    lettersOf = async () => Promise.reject(new Error('máy đọc hỏng'))
    const state = async () => (await base.db.inAgency(1, (tx) => readingOf(tx, 1, id)))?.state
    equal(await service.readWaiting(1, 1), 1)
    equal(await state(), 'waiting')
    equal(await service.readWaiting(1), 0, 'not again at once')
    for (const expected of ['waiting', 'failed']) {
      now = (now + 31 * 60) as Moment
      equal(await service.readWaiting(1), 1)
      equal(await state(), expected)
    }
    equal(await service.readWaiting(1), 0)
  })
})

describe('The list of papers (kho giấy tờ)', () => {
  it('goes through all by pages, none twice, none left out', async () => {
    for (let i = 0; i < 5; i++) {
      now = (now + 60) as Moment
      await begun({ agencyId: 2 })
    }
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listPapers>> = await base.db.inAgency(2, (tx) =>
        listPapers(tx, 2, { view: 'under-way', applicantId: null, words: '', today: today() }, { after, most: 2 }),
      )
      seen.push(...page.rows.map((r) => r.id))
      after = page.next
    } while (after)
    equal(new Set(seen).size, 5)
    equal(seen.length, 5)
  })

  it('leaves the journal whole', async () => {
    equal((await verifyAgency(base.db, 1)).broken, null)
    equal((await verifyAgency(base.db, 2)).broken, null)
  })
})
