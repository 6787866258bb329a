import { randomUUID } from 'node:crypto'
import type { Moment } from '../../../kernel/moment.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { type OrgSnapshot, postsHeld } from '../../org/model.ts'
import { orgAsOf } from '../../org/service.ts'
import { at, calendar, filing, firstDay, plan } from '../dossier.example.ts'
import type { Channel } from '../model.ts'
import { type By, dossierService, type Intake, type Verdict } from '../service.ts'

/** A small office for tests of reading: four units, seven officers, a procedure of five steps; a second agency with the same people. */
export type Office = Awaited<ReturnType<typeof openOffice>>

const units = [
  [1, 'one-stop', 'Bộ phận Một cửa', 'Một cửa'],
  [2, 'division', 'Phòng Khoáng sản', 'Phòng KS'],
  [3, 'leadership', 'Lãnh đạo Sở', 'Lãnh đạo'],
  [4, 'office', 'Văn phòng Sở', 'Văn phòng'],
] as const
const officers = [
  [11, 1, 'counter-officer', 'Nguyễn Tiếp Nhận (mẫu)'],
  [21, 2, 'unit-head', 'Trần Trưởng Phòng (mẫu)'],
  [22, 2, 'specialist', 'Lê Thẩm Định (mẫu)'],
  [23, 2, 'specialist', 'Phạm Đồng Nghiệp (mẫu)'],
  [31, 3, 'director', 'Hoàng Giám Đốc (mẫu)'],
  [41, 4, 'records-clerk', 'Vũ Văn Thư (mẫu)'],
  [51, 4, 'administrator', 'Đỗ Quản Trị (mẫu)'],
] as const

async function fill({ owner }: TestDatabase, agencyId: number) {
  await owner.query(
    `insert into org.agency (agency_id, code, name, opened_on) values (${agencyId}, 'so-${agencyId}', 'Sở ${agencyId} (mẫu)', '2020-01-01')`,
  )
  await owner.query(`insert into org.agency_identifier values (${agencyId}, 'H0${agencyId}.12', '2020-01-01', null)`)
  for (const [id, kind, name, shortName] of units) {
    await owner.query(`insert into org.unit (agency_id, unit_id, kind, opened_on) values (${agencyId}, ${id}, '${kind}', '2020-01-01')`)
    await owner.query('insert into org.unit_name values ($1, $2, $3, $4, $5)', [agencyId, id, '2020-01-01', name, shortName])
  }
  for (const [id, unit, role, name] of officers) {
    await owner.query('insert into org.officer (agency_id, officer_id, name, joined_on) values ($1, $2, $3, $4)', [
      agencyId,
      id,
      name,
      '2020-01-01',
    ])
    await owner.query(
      'insert into org.post (agency_id, post_id, officer_id, unit_id, role, title, from_day) values ($1, $2, $2, $3, $4, $5, $6)',
      [agencyId, id, unit, role, '', '2020-01-01'],
    )
  }
  for (const [id, name] of [
    [1, 'Cấp giấy phép thăm dò khoáng sản'],
    [2, 'Khai thác dữ liệu đất đai'],
  ] as const) {
    await owner.query(`insert into procedures.procedure (agency_id, procedure_id, key, name, words) values ($1, $2, $3, $4, '{}')`, [
      agencyId,
      id,
      `p${id}`,
      name,
    ])
    await owner.query(
      `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, decision, faults, imported_at)
       values ($1, $2, 1, 'draft', '{}', '', '12/QĐ-UBND', '[]', now())`,
      [agencyId, id],
    )
  }
}

/** Opens the office at ten on Monday 2 March 2026. */
export async function openOffice() {
  const base = await testDatabase()
  for (const agencyId of [1, 2]) await fill(base, agencyId)
  let now: Moment = at('02 10:00')
  const orgs = new Map<number, OrgSnapshot>()
  for (const agencyId of [1, 2]) orgs.set(agencyId, await base.db.inAgency(agencyId, (tx) => orgAsOf(tx, agencyId, firstDay)))
  const orgOf = async (agencyId: number) => orgs.get(agencyId) as OrgSnapshot
  const deps = {
    db: base.db,
    now: () => now,
    recordedNow: () => now,
    calendarOf: async () => calendar,
    freshCalendarOf: async () => calendar,
    orgOf,
    planOf: async () => plan,
    inForce: async (_: number, procedureId: number) => ({
      procedureId,
      version: 1,
      name: procedureId === 1 ? 'Cấp giấy phép thăm dò khoáng sản' : 'Khai thác dữ liệu đất đai',
      plan,
    }),
  }
  const service = dossierService(deps)
  const by = (officerId: number, agencyId = 1): By => ({
    agencyId,
    officerId,
    posts: postsHeld(orgs.get(agencyId) as OrgSnapshot, officerId, now),
  })
  const done = <T>(answer: { ok: true; value: T } | { ok: false; error: { kind: string } }): T => {
    if (!answer.ok) throw new Error(`the example was refused: ${answer.error.kind}`)
    return answer.value
  }
  const stamp = () => ({ seen: null, key: randomUUID() })

  return {
    ...base,
    deps,
    service,
    by,
    now: () => now,
    /** Sets the office's clock: `'03 09:00'` is 3 March at nine. */
    clock(text: string) {
      now = at(text)
    },
    /** Lets an officer be absent and another act for them, from now on. */
    actFor(absentId: number, officerId: number) {
      const org = orgs.get(1) as OrgSnapshot
      const acting = {
        id: 1,
        absentId,
        officerId,
        from: now,
        to: (now + 30 * 86_400) as Moment,
        document: '3/QĐ (mẫu)',
      } as OrgSnapshot['acting'][number]
      orgs.set(1, { ...org, acting: [acting] })
    },
    async receive({
      agencyId = 1,
      name = 'Công ty Đá Xanh (mẫu)',
      subject = filing.subject,
      verdict = { kind: 'accept' } as Verdict,
      channelIn = 1 as Channel,
      procedureId = 1,
      isComplete = true,
    } = {}) {
      const intake: Intake = {
        procedureId,
        applicant: { kind: 'person', name, identityNumber: null, address: 'Thôn Mẫu', phone: '0900001234', email: '' },
        agent: null,
        channelIn,
        channelOut: 1,
        subject,
        isHardArea: false,
        components: filing.components.map((c) => ({ ...c, isPresent: isComplete || c.no === 1 })),
      }
      return done(await service.receive(by(11, agencyId), intake, verdict, { key: randomUUID() })).code
    },
    async complete(code: string, step: string, officerId: number, more: { through?: string; next?: number; outcome?: boolean } = {}) {
      return done(
        await service.completeStep(by(officerId), code as never, stamp(), {
          step,
          opinion: 'Đồng ý',
          through: more.through ?? null,
          nextOfficerId: more.next ?? null,
          outcome: more.outcome ? { number: '15/GP-STNMT', date: '2026-03-06', title: 'Giấy phép thăm dò', isPositive: true } : null,
        }),
      )
    },
    done,
    stamp,
  }
}
