import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { ok } from '../../kernel/result.ts'
import { sayIn } from '../../kernel/say.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { readStream, verifyAgency } from '../audit/service.ts'
import type { OrgSnapshot } from '../org/model.ts'
import type { SignatureVerdict } from '../signing/model.ts'
import {
  agencyCertificate,
  at,
  calendar,
  clerk,
  deputy,
  director,
  draft,
  file,
  land,
  landHead,
  personCertificate,
  signature,
  specialist,
} from './document.example.ts'
import { explainPaperMissing } from './dossier-paper/explain.ts'
import type { DocumentFile, Draft } from './outgoing.ts'
import { type By, documentService } from './service.ts'
import { streamOf } from './store.ts'

let base: TestDatabase
let now = at('02 08:00')
/** What verification would say of each file, by the first letter of its name in the store. */
const person = signature('person', { revisions: 2, changesAfter: 'none' })
const verdicts: Record<string, readonly SignatureVerdict[]> = { b: [person], c: [signature('person'), signature('agency')] }
const people = [director, deputy, landHead, specialist, clerk]
let service: ReturnType<typeof documentService>
const by = (actor: typeof clerk, agencyId = 1): By => ({ ...actor, agencyId })
const stamp = (seen: number | null = null, key: string = randomUUID()) => ({ seen, key })

before(async () => {
  base = await testDatabase()
  for (const id of [1, 2]) {
    await base.owner.query(`insert into org.agency (agency_id, code, name) values (${id}, 'so-${id}', 'Sở ${id} (mẫu)')`)
    await base.owner.query(
      `insert into org.unit (agency_id, unit_id, kind, opened_on) select ${id}, u, 'division', '2025-01-01' from generate_series(1, 3) u`,
    )
    await base.owner.query(
      `insert into org.officer (agency_id, officer_id, name, joined_on) select ${id}, o, 'Công chức ' || o || ' (mẫu)', '2025-01-01' from generate_series(1, 6) o`,
    )
    await base.owner.query(
      `insert into documents.book (agency_id, book_id, direction, name, kinds) values (${id}, 1, 'out', 'Công văn', '{}'), (${id}, 2, 'out', 'Quyết định', '{decision}'), (${id}, 3, 'in', 'Văn bản đến', '{}')`,
    )
    await base.owner.query(
      `insert into documents.letters (agency_id, unit_id, from_day, letters) values (${id}, 0, '2025-01-01', 'STNMT'), (${id}, ${land}, '2025-01-01', 'QLĐĐ')`,
    )
    for (const letter of 'abcdef')
      await base.owner.query(
        `insert into platform.file (agency_id, sha256, size_bytes, media_type) values (${id}, '${letter.repeat(64)}', 1000, 'application/pdf')`,
      )
  }
  const posts = people.flatMap(({ officerId, posts }) =>
    posts.map((p, i) => ({ ...p, id: officerId * 10 + i, officerId, title: '', from: 0, to: null })),
  )
  service = documentService({
    db: base.db,
    now: () => now,
    recordedNow: () => now,
    calendarOf: async () => calendar,
    orgOf: async () => ({ posts, units: [], officers: [], acting: [] }) as unknown as OrgSnapshot,
    inspect: async (_, file: DocumentFile) => verdicts[file.sha256[0] ?? ''] ?? [],
    certificatesOf: async (_, officerId) => [officerId === null ? agencyCertificate : personCertificate],
    continues: async () => true,
  })
})

async function written<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: { kind: string } }>): Promise<T> {
  const got = await answer
  if (!got.ok) throw new Error(got.error.kind)
  return got.value
}
const refused = async (answer: Promise<{ ok: true } | { ok: false; error: { kind: string } }>): Promise<string | null> => {
  const got = await answer
  return got.ok ? null : got.error.kind
}
const made = (letter: string) => async () => ok(file(letter))
const madeSealed = (letter: string) => async () => ok({ file: file(letter), appendices: [] })

async function drafted(change: Partial<Draft> = {}, agencyId = 1) {
  return (await written(service.draft(by(specialist, agencyId), stamp(), { draft: { ...draft, ...change }, secrecy: 'none' }))).id
}
async function signed(change: Partial<Draft> = {}) {
  const id = await drafted(change)
  await written(service.submit(by(specialist), id, stamp()))
  await written(service.review(by(landHead), id, stamp(), { verdict: 'agreed', text: '' }))
  await written(service.approve(by(director), id, stamp(), { verdict: 'agreed', text: '' }))
  await written(service.sign(by(director), id, stamp(), made('b')))
  return id
}
const rowOf = async (id: number) =>
  (await base.owner.query('select * from documents.outgoing where agency_id = 1 and document_id = $1', [id])).rows[0]

describe('Store of outgoing documents (văn bản đi)', () => {
  it('carries a draft to an issued document with two signatures', async () => {
    const id = await signed()
    await written(service.number(by(clerk), id, stamp()))
    await written(service.seal(by(clerk), id, stamp(), madeSealed('c')))
    await written(service.issue(by(clerk), id, stamp()))
    const row = await rowOf(id)
    deepEqual([row.status, row.standing, row.is_reviewed_inside, row.version], ['issued', 'two-valid', true, 8])
    yes(/^\d\d\/STNMT-QLĐĐ$/.test(row.number_text), row.number_text)
    const { rows } = await base.owner.query(
      'select kind, state from documents.recipient where agency_id = 1 and document_id = $1 order by no',
      [id],
    )
    deepEqual(rows, [
      { kind: 'unit', state: 'delivered' },
      { kind: 'outside', state: 'waiting' },
    ])
    const stream = await base.db.inAgency(1, (tx) => readStream(tx, 1, streamOf('out', id)))
    deepEqual(
      stream.map((e) => e.kind),
      ['drafted', 'submitted', 'reviewed', 'approved', 'signed', 'numbered', 'sealed', 'issued'],
    )
    const parts = await base.owner.query(
      `select part from documents.file where agency_id = 1 and direction = 'out' and document_id = $1 order by part`,
      [id],
    )
    deepEqual(
      parts.rows.map((r) => r.part),
      ['draft', 'sealed', 'signed'],
    )
  })
  it('numbers without a gap when twelve are numbered at once, and one of them is refused', async () => {
    const ids: number[] = []
    for (let i = 0; i < 12; i++) ids.push(await signed({ kind: 'decision' }))
    const unsigned = await drafted({ kind: 'decision' })
    const answers = await Promise.all([...ids, unsigned].map((id) => service.number(by(clerk), id, stamp())))
    equal(answers.filter((a) => a.ok).length, 12)
    const { rows } = await base.owner.query('select number from documents.number where agency_id = 1 and book_id = 2 order by number')
    deepEqual(
      rows.map((r) => r.number),
      Array.from({ length: 12 }, (_, i) => i + 1),
    )
  })
  it('starts again from 1 with the year, and keeps the trace of a cancelled number', async () => {
    const before = now
    now = at('02 08:00')
    const id = await signed({ kind: 'decision' })
    await written(service.number(by(clerk), id, stamp()))
    await written(service.withdraw(by(clerk), id, stamp(), 'Trùng nội dung'))
    const { number } = (await service.outgoing(1, id))?.document ?? {}
    const { rows } = await base.owner.query(
      'select cancelled_reason from documents.number where agency_id = 1 and book_id = 2 and number = $1',
      [number?.number],
    )
    deepEqual(rows, [{ cancelled_reason: 'Trùng nội dung' }])
    const next = await signed({ kind: 'decision' })
    now = (at('02 08:00') + 366 * 86_400) as typeof now
    await written(service.number(by(clerk), next, stamp()))
    equal((await service.outgoing(1, next))?.document.number?.number, 1)
    now = before
  })
  it('says which letters are missing, and takes no number for that', async () => {
    const count = async () => (await base.owner.query('select count(*)::int as n from documents.number where agency_id = 1')).rows[0].n
    const id = await drafted({ unitId: 3 } as Partial<Draft>).catch((error: Error) => error.message)
    equal(id, 'not-of-the-unit')
    const before = await count()
    const document = await signed({ kind: 'letter' })
    await base.owner.query(`update documents.letters set from_day = '2030-01-01' where agency_id = 1 and unit_id = ${land}`)
    equal(await refused(service.number(by(clerk), document, stamp())), 'no-letters')
    await base.owner.query(`update documents.letters set from_day = '2025-01-01' where agency_id = 1 and unit_id = ${land}`)
    equal(await count(), before)
  })
  it('writes once for a repeated key, refuses it for another question, and tells of somebody else', async () => {
    const key = randomUUID()
    const first = await written(service.draft(by(specialist), { key }, { draft, secrecy: 'none' }))
    deepEqual(await written(service.draft(by(specialist), { key }, { draft, secrecy: 'none' })), first)
    equal(await refused(service.draft(by(specialist), { key }, { draft: { ...draft, subject: 'Khác' }, secrecy: 'none' })), 'key-reused')
    equal(await refused(service.submit(by(specialist), first.id, stamp(7))), 'changed-meanwhile')
    const both = await Promise.all([1, 2].map(() => service.submit(by(specialist), first.id, stamp(1))))
    equal(both.filter((a) => a.ok).length, 1)
  })
  it('does not sign again for a repeated key', async () => {
    const id = await drafted()
    await written(service.submit(by(specialist), id, stamp()))
    await written(service.review(by(landHead), id, stamp(), { verdict: 'agreed', text: '' }))
    await written(service.approve(by(director), id, stamp(), { verdict: 'agreed', text: '' }))
    let times = 0
    const make = async () => {
      times++
      return ok(file('b'))
    }
    const act = stamp()
    const first = await written(service.sign(by(director), id, act, make))
    deepEqual(await written(service.sign(by(director), id, act, make)), first)
    equal(times, 1)
  })
  it('is not issued with one signature, whatever the register says', async () => {
    const id = await signed()
    equal(await refused(service.issue(by(clerk), id, stamp())), 'seal-missing')
    equal((await rowOf(id)).status, 'signed')
  })
  it('tells a dossier whether its paper is out with two valid signatures, or why not', async () => {
    const dossier = 'H99.71-260302-0001'
    const told = async (options = {}, agencyId = 1) => {
      const got = await service.standingOfDossierPaper(agencyId, dossier, options)
      return got.ok ? got.value.documentId : got.error.kind
    }
    equal(await told(), 'no-document')
    const dropped = await drafted({ dossier })
    await written(service.withdraw(by(specialist), dropped, stamp(), 'Soạn nhầm'))
    equal(await told(), 'no-document')
    const id = await signed({ dossier })
    equal(await told(), 'not-issued')
    await written(service.number(by(clerk), id, stamp()))
    await written(service.seal(by(clerk), id, stamp(), madeSealed('c')))
    equal(await told(), 'not-issued')
    await written(service.issue(by(clerk), id, stamp()))
    equal(await told(), id)
    equal(await told({}, 2), 'no-document')
    // A further draft, an apology perhaps, does not hide what is out; asked for by itself it is not out.
    const later = await drafted({ dossier })
    equal(await told(), id)
    equal(await told({ documentId: later }), 'not-issued')
    // The file is looked at anew: with the agency's signature gone bad it counts no more.
    const good = verdicts.c ?? []
    verdicts.c = good.map((s) => (s.kind === 'agency' ? { ...s, isValid: false } : s))
    equal(await told(), 'does-not-pass')
    verdicts.c = good
    await written(service.withdraw(by(director), id, stamp(), 'Sai sót'))
    equal(await told({ documentId: id }), 'not-issued')
    const missing = await service.standingOfDossierPaper(1, dossier, { documentId: id })
    const names = { officer: String, unit: String }
    if (!missing.ok)
      deepEqual(
        [sayIn('vi'), sayIn('en')].map((say) => explainPaperMissing(missing.error, say, names)),
        ['Văn bản của hồ sơ chưa phát hành (đã thu hồi).', 'The dossier’s document is not issued (recalled).'],
      )
  })
  it('is found by words, without marks too, in its own agency', async () => {
    await drafted({ subject: 'Về việc quan trắc môi trường nền' })
    const find = (agency: number, words: string) =>
      base.db.inAgency(agency, (tx) =>
        tx.rows<{ document_id: number }>({ name: 't', text: `select document_id from documents.find('out', $1::tsquery, 10)` }, [words]),
      )
    equal((await find(1, `'quan' & 'trac'`)).length, 1)
    equal((await find(1, `'quan' & 'trắc'`)).length, 1)
    equal((await find(2, `'quan' & 'trac'`)).length, 0)
  })
})

describe('Store of incoming documents (văn bản đến)', () => {
  const letter = {
    arrivedAt: at('02 07:45'),
    sender: 'Ủy ban nhân dân tỉnh (mẫu)',
    numberSymbol: '1722/UBND-TH',
    date: null,
    kind: 'letter',
    subject: 'Nâng cao Chỉ số cải cách hành chính',
    urgency: 'ordinary',
    deadline: null,
    channel: 'paper',
    files: [file('d')],
    from: null,
  } as const
  const register = (actor = clerk) => service.register(by(actor), stamp(), { registered: letter, secrecy: 'none' })
  it('is registered, assigned, passed on and finished', async () => {
    const { id } = await written(register())
    await written(service.assign(by(director), id, stamp(), { text: 'Giao', leadUnitId: land, supportUnitIds: [3], deadline: null }))
    await written(service.passOn(by(landHead), id, stamp(), { officerId: specialist.officerId, text: '' }))
    await written(service.finish(by(specialist), id, stamp(), { text: 'Đã báo cáo', answeredBy: null }))
    const { rows } = await base.owner.query(
      'select status, lead_unit_id, holder_id, support_unit_ids from documents.incoming where agency_id = 1 and document_id = $1',
      [id],
    )
    deepEqual(rows, [{ status: 'done', lead_unit_id: land, holder_id: specialist.officerId, support_unit_ids: [3] }])
  })
  it('takes numbers without a gap, a refused one takes none', async () => {
    await Promise.all([register(), register(specialist), register(), register()])
    const { rows } = await base.owner.query('select number from documents.incoming where agency_id = 1 order by number')
    deepEqual(
      rows.map((r) => r.number),
      rows.map((_, i) => i + 1),
    )
  })
  it('leaves a journal whose seals hold', async () => equal((await verifyAgency(base.db, 1)).broken, null))
})
