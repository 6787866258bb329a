import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert } from '../../kernel/assert.ts'
import { day, type Moment } from '../../kernel/moment.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { type FileStore, fileStore } from '../../platform/files.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
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
  land,
  landHead,
  personCertificate,
  signature,
  specialist,
} from './document.example.ts'
import type { DocumentFile, Draft } from './outgoing.ts'
import { type By, type DocumentService, documentService } from './service.ts'

/** How far a document of the tests is carried, in order. */
const steps = ['draft', 'submit', 'review', 'approve', 'sign', 'number', 'seal', 'issue'] as const
export type Step = (typeof steps)[number]

/** Two agencies with their books over a real PostgreSQL, one PDF in the store, and a clock that the test sets. */
export type Office = {
  base: TestDatabase
  files: FileStore
  pdf: DocumentFile
  service: DocumentService
  clock: { now: Moment }
  org(agencyId: number): OrgSnapshot
  by(actor: typeof clerk, agencyId?: number): By
  /** Carries a document of the land division of agency 1 up to a step. Verification is played; everything else is real. */
  carried(upTo: Step, change?: Partial<Draft>): Promise<number>
}

export const stamp = () => ({ seen: null, key: randomUUID() })

/** The value of an answer that must not be refused. */
export async function done<T>(answer: Promise<Result<T, { kind: string }>>): Promise<T> {
  const got = await answer
  if (!got.ok) throw new Error(got.error.kind)
  return got.value
}

export async function openOffice(): Promise<Office> {
  const base = await testDatabase()
  const files = await fileStore(mkdtempSync(join(tmpdir(), 'motcua-documents-')))
  const stored = await files.put(Buffer.from('%PDF-1.7\n%%EOF\n'), { name: 'a.pdf', maxBytes: 1000 })
  assert(stored.ok, 'the store takes a PDF')
  const pdf = { ...stored.value, name: 'van-ban.pdf' }
  for (const id of [1, 2]) {
    await base.owner.query(`insert into org.agency (agency_id, code, name) values (${id}, 'so-${id}', 'Sở ${id} (mẫu)')`)
    await base.owner.query(
      `insert into org.unit (agency_id, unit_id, kind, opened_on) select ${id}, u, 'division', '2025-01-01' from generate_series(1, 3) u`,
    )
    await base.owner.query(
      `insert into org.officer (agency_id, officer_id, name, joined_on) select ${id}, o, 'Công chức ' || o || ' (mẫu)', '2025-01-01' from generate_series(1, 6) o`,
    )
    await base.owner.query(
      `insert into documents.book (agency_id, book_id, direction, name, kinds) values (${id}, 1, 'out', 'Công văn', '{}'), (${id}, 2, 'in', 'Văn bản đến', '{}')`,
    )
    await base.owner.query(
      `insert into documents.letters (agency_id, unit_id, from_day, letters) values (${id}, 0, '2025-01-01', 'STN'), (${id}, ${land}, '2025-01-01', 'ĐĐ')`,
    )
  }
  await base.owner.query('insert into platform.file (agency_id, sha256, size_bytes, media_type) values (1, $1, $2, $3)', [
    ...[pdf.sha256, pdf.sizeBytes, pdf.mediaType],
  ])
  const posts = [director, deputy, landHead, specialist, clerk].flatMap(({ officerId, posts: held }) =>
    held.map((p, i) => ({ ...p, id: officerId * 10 + i, officerId, title: '', from: 0, to: null })),
  )
  const clock = { now: at('02 08:00') }
  const org = (agencyId: number): OrgSnapshot => {
    const names = [{ from: day('2025-01-01'), name: `Sở ${agencyId} (mẫu)`, parentName: '', place: '' }]
    return { agency: { id: agencyId, names }, posts, units: [], officers: [], acting: [], day: day('2026-03-02') } as unknown as OrgSnapshot
  }
  const person: readonly SignatureVerdict[] = [signature('person', { revisions: 2, changesAfter: 'none' })]
  const both: readonly SignatureVerdict[] = [signature('person'), signature('agency')]
  let isSealed = false
  const service = documentService({
    db: base.db,
    now: () => clock.now,
    recordedNow: () => clock.now,
    calendarOf: async () => calendar,
    orgOf: async (agencyId) => org(agencyId),
    inspect: async () => (isSealed ? both : person),
    certificatesOf: async (_, officerId) => [officerId === null ? agencyCertificate : personCertificate],
    continues: async () => true,
  })
  const by = (actor: typeof clerk, agencyId = 1): By => ({ ...actor, agencyId })
  const make = async () => ok(pdf)
  const agreed = { verdict: 'agreed', text: '' } as const
  const take: Record<Exclude<Step, 'draft'>, (id: number) => Promise<Result<unknown, { kind: string }>>> = {
    submit: (id) => service.submit(by(specialist), id, stamp()),
    review: (id) => service.review(by(landHead), id, stamp(), agreed),
    approve: (id) => service.approve(by(director), id, stamp(), agreed),
    sign: (id) => service.sign(by(director), id, stamp(), make),
    number: (id) => service.number(by(clerk), id, stamp()),
    seal: (id) => service.seal(by(clerk), id, stamp(), async (document) => ok({ file: pdf, appendices: document.draft.appendices })),
    issue: (id) => service.issue(by(clerk), id, stamp()),
  }
  return {
    ...{ base, files, pdf, service, clock, org, by },
    async carried(upTo, change = {}) {
      const { id } = await done(service.draft(by(specialist), stamp(), { draft: { ...draft, file: pdf, ...change }, secrecy: 'none' }))
      for (const step of steps.slice(1, steps.indexOf(upTo) + 1) as Exclude<Step, 'draft'>[]) {
        isSealed = step === 'seal' || step === 'issue'
        await done(take[step](id))
      }
      return id
    },
  }
}
