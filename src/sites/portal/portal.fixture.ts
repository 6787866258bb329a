import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { pino } from 'pino'
import { searchWords } from '../../kernel/fold.ts'
import { type Moment, moment } from '../../kernel/moment.ts'
import type { DossierCode } from '../../modules/dossiers/model.ts'
import { lookUpRoutes } from '../../modules/dossiers/public-look-up/route.tsx'
import { dossierService, type Intake, type Verdict } from '../../modules/dossiers/service.ts'
import { agencies } from '../../modules/org/service.ts'
import type { ConfirmedAssignments, InternalProcess, ProcessStep } from '../../modules/procedures/model.ts'
import { publicProcedureRoutes } from '../../modules/procedures/public/route.tsx'
import type { Database } from '../../platform/postgres/database.ts'
import type { TestDatabase } from '../../platform/postgres/testing.ts'
import { rooms } from '../rooms.ts'
import { portalSite } from './site.tsx'

/** Two agencies with units, procedures and dossiers in many states, all invented, made by the product's own commands. */

export const proofKey = 'a key of the tests, long enough to be one'

/** Monday. */
export const monday = moment('2026-03-02T10:00:00+07:00')
export const at = (text: string): Moment => moment(`${text.replace(' ', 'T')}:00+07:00`)

const step = (no: string, name: string, actor: string, days: number | null, more: Partial<ProcessStep> = {}): ProcessStep => ({
  no,
  printedNo: null,
  stage: null,
  name,
  actor,
  duration: days === null ? null : [{ value: days, unit: 'working_day' }],
  hardDuration: null,
  countsTime: days !== null,
  afterStep: null,
  runsWith: null,
  pausesClock: false,
  resumesClock: false,
  note: null,
  ...more,
})

export const water: InternalProcess = {
  id: 'mau-01',
  code: '9.000001',
  name: 'Cấp giấy phép khai thác nước dưới đất cho công trình quy mô vừa (mẫu)',
  field: 'Tài nguyên nước (mẫu)',
  level: null,
  province: null,
  authority: 'Sở Nông nghiệp và Môi trường (mẫu)',
  limit: [{ value: 10, unit: 'working_day' }],
  limitNote: null,
  hardLimit: [{ value: 15, unit: 'working_day' }],
  stages: [],
  fee: 1_200_000,
  feeLines: [],
  onlineLevel: 'partial',
  isByPost: true,
  isAnywhere: true,
  components: [
    { name: 'Đơn đề nghị cấp giấy phép', originals: 1, copies: null, formCode: '03', isConditional: false, onlyWhen: null },
    { name: 'Báo cáo kết quả thăm dò', originals: 1, copies: 2, formCode: null, isConditional: false, onlyWhen: null },
    { name: 'Văn bản ủy quyền', originals: null, copies: 1, formCode: null, isConditional: true, onlyWhen: 'người khác nộp thay' },
  ],
  result: 'Giấy phép khai thác nước dưới đất',
  steps: [
    step('1', 'Tiếp nhận, kiểm tra hồ sơ', 'Công chức một cửa', 0.5),
    step('2', 'Phân công thẩm định', 'Lãnh đạo Phòng', 1),
    step('3', 'Thẩm định, kiểm tra thực địa', 'Chuyên viên', 7),
    step('4', 'Chờ ý kiến bằng văn bản của xã', 'Chuyên viên', null, { afterStep: '3' }),
    step('5', 'Ký giấy phép', 'Lãnh đạo Sở', 1.5),
    step('6', 'Trả kết quả', 'Công chức một cửa', null),
  ],
  decision: 'Quyết định 12/QĐ-MAU ngày 05/01/2026',
  sourceUrl: null,
}
const seal: InternalProcess = {
  ...water,
  id: 'mau-02',
  code: '9.000002',
  name: 'Xác nhận đăng ký môi trường (mẫu)',
  field: 'Môi trường (mẫu)',
  limit: [{ value: 6, unit: 'hour' }],
  hardLimit: null,
  fee: 0,
  onlineLevel: 'full',
  steps: [
    step('1', 'Tiếp nhận', 'Công chức một cửa', null, { duration: [{ value: 1, unit: 'hour' }], countsTime: true }),
    step('2', 'Xác nhận', 'Chuyên viên', null, { duration: [{ value: 5, unit: 'hour' }], countsTime: true }),
  ],
}
const old: InternalProcess = { ...water, id: 'mau-00', name: 'Cấp giấy phép khai thác nước (bản cũ, mẫu)', code: '9.000001' }

const assigned: ConfirmedAssignments = {
  '1': { unitId: 1, role: 'counter-officer', isAway: false },
  '2': { unitId: 2, role: 'unit-head', isAway: false },
  '3': { unitId: 2, role: 'specialist', isAway: false },
  '4': { unitId: 2, role: 'specialist', isAway: true },
  '5': { unitId: 3, role: 'leader', isAway: false },
  '6': { unitId: 1, role: 'counter-officer', isAway: false },
  return: { unitId: 1, role: 'counter-officer', isAway: false },
}
const agencyRows = [
  { id: 1, code: 'so-nnmt', name: 'Sở Nông nghiệp và Môi trường (mẫu)', identifier: 'H00.12', professional: 'Phòng Tài nguyên nước (mẫu)' },
  { id: 2, code: 'so-xd', name: 'Sở Xây dựng (mẫu)', identifier: 'H00.13', professional: 'Phòng Hạ tầng (mẫu)' },
]

/** Fills the store with agencies, units and procedures; dossiers are made by `receive`. */
async function furnish({ owner }: TestDatabase): Promise<void> {
  for (const { id, code, name, identifier, professional } of agencyRows) {
    await owner.query('insert into org.agency (agency_id, code, name, opened_on) values ($1, $2, $3, $4)', [id, code, name, '2025-03-01'])
    await owner.query(`insert into org.agency_identifier values ($1, $2, '2025-03-01')`, [id, identifier])
    const units = [
      [1, 'one-stop', 'Bộ phận Một cửa (mẫu)'],
      [2, 'division', professional],
      [3, 'leadership', 'Lãnh đạo Sở'],
    ]
    for (const [unit, kind, called] of units) {
      await owner.query(`insert into org.unit values ($1, $2, $3, '2025-03-01')`, [id, unit, kind])
      await owner.query(`insert into org.unit_name values ($1, $2, '2025-03-01', $3, $3)`, [id, unit, called])
    }
    for (const [i, { agencyId, officerId, posts }] of Object.values(people).entries()) {
      const [post] = posts
      if (agencyId !== id || !post) continue
      await owner.query(`insert into org.officer values ($1, $2, 'Cán Bộ Bí Mật (mẫu)', null, '2025-03-01')`, [id, officerId])
      await owner.query(`insert into org.post values ($1, $2, $3, $4, $5, '', '2025-03-01')`, [
        id,
        i + 1,
        officerId,
        post.unitId,
        post.role,
      ])
    }
    const published = [
      { process: water, from: '2026-01-05', to: null },
      { process: seal, from: '2026-01-05', to: null },
      { process: old, from: '2025-06-01', to: '2026-01-04' },
    ]
    for (const [i, { process, from, to }] of (id === 1 ? published : published.slice(0, 1)).entries()) {
      await owner.query(
        `insert into procedures.procedure (agency_id, procedure_id, key, code, name, field, words, withdrawn_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          i + 1,
          process.id,
          process.code,
          process.name,
          process.field,
          searchWords(process.name, process.code ?? '', process.field ?? ''),
          to && `${to}T10:00:00Z`,
        ],
      )
      await owner.query(
        `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, decision, faults, assignments, effective_from, effective_to, imported_at, published_at)
         values ($1, $2, 1, 'published', $3, '', $4, '[]', $5, $6, $7, now(), now())`,
        [id, i + 1, JSON.stringify(process), process.decision, JSON.stringify(assigned), from, to],
      )
    }
  }
}

const officer = (agencyId: number, officerId: number, unitId: number, role: string) => ({
  agencyId,
  officerId,
  posts: [{ unitId, role, onBehalfOf: null }],
})
export const people = {
  counter: officer(1, 11, 1, 'counter-officer'),
  head: officer(1, 21, 2, 'unit-head'),
  specialist: officer(1, 22, 2, 'specialist'),
  director: officer(1, 31, 3, 'director'),
  stranger: officer(2, 11, 1, 'counter-officer'),
}

export const applicant: Intake['applicant'] = {
  kind: 'person',
  name: 'Người Nộp Thử (mẫu)',
  identityNumber: '000000004821',
  address: 'Thôn Mẫu, xã Thử',
  phone: '0900000007',
  email: 'thu@example.invalid',
}
export const digits = '4821'

/** The portal over a store of its own, with a clock that a test may set. */
export async function openPortal(base: TestDatabase, { asset = (name: string) => `/assets/${name}`, db = base.db as Database } = {}) {
  await furnish(base)
  const clock = { now: monday, ms: 0 }
  const now = () => clock.now
  const elapsedMs = () => clock.ms
  const shared = rooms(db, now, elapsedMs)
  const service = dossierService({ db: base.db, now, recordedNow: now, ...shared })
  const caller = { address: '192.0.2.1' }
  const app = portalSite(
    { asset, log: pino({ level: 'silent' }), addressOf: (_: Context) => caller.address, strip: null, headers: Promise.resolve({}) },
    [
      ...lookUpRoutes({
        db,
        proofKey,
        now,
        elapsedMs,
        ...shared,
        procedureName: async (...which) => (await shared.procedures.definitionOf(...which)).name,
      }),
      ...publicProcedureRoutes({ db, now, agencies: () => db.everywhere(agencies), publicUrl: 'https://mot-cua.example' }),
    ],
  )

  const receive = async (verdict: Verdict, more: Partial<Intake> = {}, by = people.counter): Promise<DossierCode> => {
    const intake: Intake = {
      procedureId: 1,
      applicant,
      agent: null,
      channelIn: 1,
      channelOut: 3,
      subject: 'Giếng khoan tại Thôn Mẫu của Người Nộp Thử',
      isHardArea: false,
      components: water.components.slice(0, 2).map(({ name }, i) => ({ no: i + 1, name, originals: 1, copies: 0, isPresent: true })),
      ...more,
    }
    const written = await service.receive(by, intake, verdict, { key: randomUUID() })
    if (!written.ok) throw new Error(written.error.kind)
    return written.value.code
  }
  const complete = async (code: DossierCode, key: string, by: typeof people.counter, through: string | null = null) => {
    const outcome = key === '5' ? { number: '15/GP', date: '2026-03-13', title: 'Giấy phép của Người Nộp Thử', isPositive: true } : null
    const nextOfficerId = key === '2' ? people.specialist.officerId : null
    const done = await service.completeStep(
      by,
      code,
      { seen: null, key: randomUUID() },
      { step: key, opinion: '', through, nextOfficerId, outcome },
    )
    if (!done.ok) throw new Error(`step ${key}: ${done.error.kind}`)
  }
  return { app, clock, caller, service, receive, complete }
}

export type OpenPortal = Awaited<ReturnType<typeof openPortal>>
