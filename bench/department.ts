import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { searchWords } from '../src/kernel/fold.ts'
import { type Day, dayText, type Moment, moment } from '../src/kernel/moment.ts'
import { noSeal } from '../src/modules/audit/service.ts'
import {
  addWorkingSeconds,
  defaultOfficeHours,
  officeCalendar,
  officialCalendar,
  type WorkingCalendar,
} from '../src/modules/clock/model.ts'
import { accept } from '../src/modules/dossiers/accept/decide.ts'
import { completeStep } from '../src/modules/dossiers/complete-step/decide.ts'
import { type Dossier, type DossierEvent, evolve, type Filing } from '../src/modules/dossiers/dossier.ts'
import { endedLedgerOf } from '../src/modules/dossiers/lateness/store.ts'
import type { Plan } from '../src/modules/dossiers/plan.ts'
import { returnResult } from '../src/modules/dossiers/return-result/decide.ts'
import { planOf } from '../src/modules/dossiers/service.ts'
import { columnsOf, sealEvents, stateText, streamOf } from '../src/modules/dossiers/store.ts'
import type { Actor } from '../src/modules/org/model.ts'
import type { InternalProcess } from '../src/modules/procedures/model.ts'
import { iso } from '../src/platform/postgres/database.ts'

/** A department large enough to measure on: 12 procedures, 40 specialists, dossiers of three years carried by the real rules. */
export const agencyId = 1
export const identifier = 'H56.12'
/** The bench's own now: a working morning. Everything generated lies before it. */
export const benchNow: Moment = moment('2026-11-18T10:00:00+07:00')

export const units = { oneStop: 1, leadership: 2, office: 3, first: 4 }
const professionalUnits = 8
const specialistsEach = 5
export const counterOfficers = [1, 2, 3, 4]
export const director = 5
export const clerk = 6
export const headOf = (unit: number) => 10 + unit
export const specialistsOf = (unit: number) => Array.from({ length: specialistsEach }, (_, i) => 100 + unit * 10 + i)
export const professional = Array.from({ length: professionalUnits }, (_, i) => units.first + i)

type Post = { officerId: number; unitId: number; role: string }
export const posts: Post[] = [
  ...counterOfficers.map((officerId) => ({ officerId, unitId: units.oneStop, role: 'counter-officer' })),
  { officerId: director, unitId: units.leadership, role: 'director' },
  { officerId: clerk, unitId: units.office, role: 'records-clerk' },
  ...professional.map((unitId) => ({ officerId: headOf(unitId), unitId, role: 'unit-head' })),
  ...professional.flatMap((unitId) => specialistsOf(unitId).map((officerId) => ({ officerId, unitId, role: 'specialist' }))),
]
export const actor = (officerId: number): Actor => ({
  officerId,
  posts: posts.filter((p) => p.officerId === officerId).map(({ unitId, role }) => ({ unitId, role, onBehalfOf: null })),
})
const isOf = (officerId: number, unitId: number, roles: readonly string[]) =>
  posts.some((p) => p.officerId === officerId && p.unitId === unitId && roles.includes(p.role))

const step = (no: string, name: string, actorName: string, days: number | null): InternalProcess['steps'][number] => ({
  no,
  printedNo: no,
  stage: null,
  name,
  actor: actorName,
  duration: days === null ? null : [{ value: days, unit: 'working_day' }],
  hardDuration: null,
  countsTime: days !== null,
  afterStep: null,
  runsWith: null,
  pausesClock: false,
  resumesClock: false,
  note: null,
})

const names = [
  'Cấp giấy phép thăm dò khoáng sản',
  'Đăng ký biến động đất đai',
  'Cấp giấy phép khai thác nước',
  'Thẩm định phương án cải tạo',
  'Tách thửa, hợp thửa đất',
  'Cấp đổi giấy chứng nhận',
]

/** Twelve processes of one shape with limits from 5 to 27 working days, two for each of six names. */
export const processes: InternalProcess[] = Array.from({ length: 12 }, (_, i) => {
  const examine = 2 + i * 2
  return {
    id: `bench-${i + 1}`,
    code: null,
    name: `${names[i % names.length]}, loại ${i + 1} (mẫu)`,
    field: 'Đất đai',
    level: 'tinh',
    province: null,
    authority: null,
    limit: [{ value: examine + 3, unit: 'working_day' }],
    limitNote: null,
    hardLimit: null,
    stages: [],
    fee: null,
    feeLines: [],
    onlineLevel: 'partial',
    isByPost: true,
    isAnywhere: null,
    components: [],
    result: 'Giấy phép',
    steps: [
      step('1', 'Tiếp nhận hồ sơ', 'Công chức một cửa', 0.25),
      step('2', 'Phân công thụ lý', 'Lãnh đạo phòng', 0.5),
      step('3', 'Thẩm định hồ sơ', 'Chuyên viên', examine),
      step('4', 'Kiểm tra, trình ký', 'Lãnh đạo phòng', 1),
      step('5', 'Ký duyệt', 'Lãnh đạo Sở', 1),
      step('6', 'Vào sổ, đóng dấu', 'Văn thư', 0.25),
      step('7', 'Trả kết quả', 'Công chức một cửa', null),
    ],
    decision: 'QĐ 1/QĐ-MAU',
    sourceUrl: null,
  }
})
export const unitOfProcedure = (i: number) => professional[i % professionalUnits] ?? units.first
const held = (unitId: number, role: 'counter-officer' | 'unit-head' | 'specialist' | 'leader' | 'records-clerk') => ({
  unitId,
  role,
  isAway: false,
})
export const assignmentsOf = (i: number) => {
  const unit = unitOfProcedure(i)
  return {
    '1': held(units.oneStop, 'counter-officer'),
    '2': held(unit, 'unit-head'),
    '3': held(unit, 'specialist'),
    '4': held(unit, 'unit-head'),
    '5': held(units.leadership, 'leader'),
    '6': held(units.office, 'records-clerk'),
    '7': held(units.oneStop, 'counter-officer'),
  }
}
export const plans: Plan[] = processes.map((p, i) => planOf(p, assignmentsOf(i), units.oneStop))
export const calendar: WorkingCalendar = officeCalendar(officialCalendar, defaultOfficeHours, { provisional: true })

/** A small generator with a seed: the same dossiers on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const communes = ['Tân Lập', 'Hòa Bình', 'Đông Sơn', 'Phú Thịnh', 'An Khê', 'Yên Trạch', 'Đất Đỏ', 'Thủy Tiên']
const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Bùi', 'Đỗ']
const given = ['An', 'Bình', 'Chi', 'Dũng', 'Giang', 'Hà', 'Khánh', 'Linh', 'Minh', 'Ngọc']

/** Rows of one dossier, carried as far as `benchNow` allows: by the rules of the product, not by hand. */
function dossierOf(
  n: number,
  receivedAt: Moment,
  sequence: number,
  random: () => number,
  { applicants, parcels }: { applicants: number; parcels: number },
) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const procedure = Math.floor(random() * plans.length)
  const plan = plans[procedure] as Plan
  const unit = unitOfProcedure(procedure)
  const date = dayText(calendar.dayOf(receivedAt)).slice(2).replaceAll('-', '')
  const code = `${identifier}-${date}-${String(sequence).padStart(4, '0')}`
  const applicantId = 1 + (n % applicants)
  const applicantName = `${pick(families)} ${pick(families)} ${pick(given)} (mẫu)`
  const subject = `${processes[procedure]?.name ?? ''}; đất đai, thửa ${1 + Math.floor(random() * parcels)}, tờ ${1 + Math.floor(random() * 200)}, xã ${pick(communes)}`
  const channel = random()
  const filing: Filing = {
    procedureId: procedure + 1,
    procedureVersion: 1,
    applicantId,
    agent: null,
    channelIn: channel < 0.5 ? 2 : channel < 0.9 ? 1 : 3,
    channelOut: channel < 0.5 ? 2 : channel < 0.85 ? 1 : 3,
    subject,
    isHardArea: false,
    components: [
      { no: 1, name: 'Đơn đề nghị', originals: 1, copies: 0, isPresent: true },
      { no: 2, name: 'Bản đồ khu vực', originals: 1, copies: 1, isPresent: true },
    ],
  }
  const receiver = pick(counterOfficers)
  const examiner = pick(specialistsOf(unit))
  const events: { event: DossierEvent; by: number }[] = [{ event: { type: 'filed', at: receivedAt, filing }, by: receiver }]
  let dossier: Dossier = evolve(null, events[0]?.event as DossierEvent)
  const add = (added: readonly DossierEvent[], by: number) => {
    for (const event of added) {
      events.push({ event, by })
      dossier = evolve(dossier, event)
    }
  }
  const accepted = accept(dossier, { at: receivedAt, receiver, plan, calendar })
  if (!accepted.ok) throw new Error(accepted.error.kind)
  add(accepted.value.events, receiver)
  const slow = random() < 0.09 ? 1.2 + random() : 0.55 + random() * 0.4 // nine in a hundred take longer than they may
  let at = receivedAt
  while (dossier.ended === null) {
    const running = dossier.running[0]
    const planned = plan.steps.find((s) => s.key === running?.step)
    if (!running || !planned) throw new Error('nothing runs')
    const seconds = (planned.duration[0]?.value ?? 0) * calendar.ordinaryDaySeconds * slow * (0.6 + random() * 0.6)
    const next = calendarAdd(at, Math.max(300, Math.round(seconds)))
    if (next >= benchNow) return { code, dossier, events, applicantName, subject, filing }
    at = next
    const by =
      running.officerId ??
      (planned.role === 'unit-head'
        ? headOf(unit)
        : planned.role === 'leader'
          ? director
          : planned.role === 'records-clerk'
            ? clerk
            : examiner)
    const outcome =
      planned.key === '6' ? { number: `${n}/GP`, date: dayText(calendar.dayOf(at)), title: 'Giấy phép', isPositive: true } : null
    const done = completeStep(
      dossier,
      {
        step: planned.key,
        opinion: 'Đủ điều kiện, đề nghị giải quyết.',
        through: null,
        nextOfficerId: planned.key === '2' ? examiner : null,
        outcome,
      },
      { at, actor: actors.get(by) as Actor, plan, calendar, isOf },
    )
    if (!done.ok) throw new Error(`${done.error.kind} at step ${planned.key}`)
    add(done.value.events, by)
  }
  const collected = calendarAdd(at, Math.round(random() * 3 * calendar.ordinaryDaySeconds))
  if (collected < benchNow) {
    const back = returnResult(dossier, { at: collected, channel: filing.channelOut, to: 'người nộp', waiting: null })
    if (back.ok) add(back.value, receiver)
  }
  return { code, dossier, events, applicantName, subject, filing }
}
const actors = new Map(posts.map((p) => [p.officerId, actor(p.officerId)]))

/** Working seconds later, by the calendar's own sums. */
function calendarAdd(at: Moment, seconds: number): Moment {
  const answer = addWorkingSeconds(calendar, at, seconds)
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '\\N'
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  return escaped(String(value))
}
const stamp = (value: Moment | null) => (value === null ? null : iso(value))

/** Fills an empty, migrated database with the department and `count` dossiers, by COPY. */
export async function fill(owner: pg.ClientConfig, count: number, scratch: string, say: (text: string) => void): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  await department(client)
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true, mode: 0o755 })
  const open = (name: string) => createWriteStream(join(scratch, name), { mode: 0o644 })
  const files = {
    dossier: open('dossier'),
    entry: open('entry'),
    holding: open('holding'),
    applicant: open('applicant'),
    ledger: open('ledger'),
  }
  const random = seeded(20261118)
  // More dossiers are about more land: some fifty of each parcel number at every size, so that a search finds as much here as there.
  const parcels = Math.round(count / 50)
  const applicants = Math.max(1000, Math.round(count / 5))
  for (let i = 1; i <= applicants; i++) {
    await put(files.applicant, [
      agencyId,
      i,
      'person',
      `${families[i % 8]} ${given[i % 10]} ${i} (mẫu)`,
      `000${String(i).padStart(9, '0')}`,
      'xã mẫu',
      '0900000000',
      '',
      iso(benchNow),
    ])
  }
  // The same department, at the same pace: a million dossiers are its last three years, twenty thousand its last weeks.
  const first = (benchNow - Math.round((benchNow - moment('2023-11-20T00:00:00+07:00')) * Math.min(1, count / 1_000_000))) as Moment
  const seconds = benchNow - first
  const perDay = new Map<Day, number>()
  for (let n = 0; n < count; n++) {
    const raw = (first + Math.floor(seconds * (n / count)) + Math.floor(random() * 43_200)) as Moment
    const at = calendarAdd(raw, Math.floor(random() * 3600))
    const receivedAt = at < benchNow ? at : ((benchNow - 3600) as Moment)
    const date = calendar.dayOf(receivedAt)
    const sequence = (perDay.get(date) ?? 0) + 1
    perDay.set(date, sequence)
    const made = dossierOf(n, receivedAt, sequence, random, { applicants, parcels })
    await write(files, made)
    if (n % 100_000 === 99_999) say(`${n + 1} dossiers`)
  }
  await Promise.all(Object.values(files).map((f) => new Promise((done) => f.end(done))))
  say('copying')
  const copy = (table: string, columns: string, name: string) => client.query(`copy ${table} (${columns}) from '${join(scratch, name)}'`)
  await client.query('begin')
  await copy('applicants.applicant', 'agency_id, applicant_id, kind, name, identity_number, address, phone, email, changed_at', 'applicant')
  await copy('dossiers.dossier', dossierColumns.join(', '), 'dossier')
  await copy('dossiers.holding', 'agency_id, code, step, unit_id, role, officer_id, is_away, since, step_due_at, due_at', 'holding')
  await copy('dossiers.ledger', ledgerColumns.join(', '), 'ledger')
  await client.query(
    `insert into dossiers.lateness_day select agency_id, holder, ended_on, unit_id, procedure_id, sum(ended), sum(early), sum(on_time), sum(late), sum(late_over), sum(late_caused),
      sum(with_apology), sum(broken), sum(seconds), sum(seconds_over_step), sum(seconds_late)
    from dossiers.lateness_of group by agency_id, holder, ended_on, unit_id, procedure_id order by agency_id, holder, ended_on, unit_id, procedure_id`,
  )
  await client.query(
    `insert into dossiers.lateness_month select agency_id, holder, date_trunc('month', ended_on)::date, unit_id, procedure_id, sum(ended), sum(early), sum(on_time), sum(late), sum(late_over),
      sum(late_caused), sum(with_apology), sum(broken), sum(seconds), sum(seconds_over_step), sum(seconds_late)
    from dossiers.lateness_day group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
  )
  const partOf = 'holder, since, unit_id, procedure_id, procedure_version, step, officer_id'
  await client.query(
    `insert into dossiers.lateness_part (agency_id, cut, grain, ${partOf}, ended, early, on_time, late, late_over, late_caused, with_apology, broken, seconds, seconds_over_step, seconds_late)
    select agency_id, cut, grain, ${partOf}, sum(ended), sum(early), sum(on_time), sum(late), sum(late_over), sum(late_caused), sum(with_apology), sum(broken), sum(seconds),
      sum(seconds_over_step), sum(seconds_late)
    from dossiers.lateness_part_of cross join lateral (select x.grain, date_trunc(x.grain, ended_on)::date from (values ('day'), ('month'), ('year')) as x (grain)) as g (grain, since)
    group by agency_id, cut, grain, ${partOf} order by agency_id, cut, grain, ${partOf}`,
  )
  await copy('audit.entry', 'agency_id, stream, seq, kind, at, recorded_at, officer_id, on_behalf_of, body, seal', 'entry')
  for (const [date, last] of perDay) {
    await client.query('insert into platform.counter values ($1, $2, $3)', [
      agencyId,
      `dossier/${identifier}/${dayText(date).slice(2).replaceAll('-', '')}`,
      last,
    ])
  }
  await client.query(`select setval(pg_get_serial_sequence('applicants.applicant', 'applicant_id'), $1)`, [applicants])
  await client.query('commit')
  await client.query('vacuum (analyze, freeze)')
  await client.end()
  rmSync(scratch, { recursive: true, force: true })
}

const dossierColumns = [
  'agency_id',
  'code',
  'version',
  'seal',
  'status',
  'procedure_id',
  'procedure_version',
  'applicant_id',
  'applicant_name',
  'subject',
  'channel_in',
  'channel_out',
  'filed_at',
  'received_at',
  'original_due_at',
  'due_at',
  'due_is_provisional',
  'calendar_version',
  'stopped_at',
  'ended_at',
  'end_class',
  'returned_at',
  'filing',
  'state',
  'words',
]

const ledgerColumns = [
  'agency_id',
  'code',
  'line_no',
  'holder_kind',
  'unit_id',
  'officer_id',
  'step',
  'seconds',
  'seconds_over',
  'seconds_over_step',
  'is_cause',
  'ended_on',
  'procedure_id',
  'procedure_version',
  'end_class',
  'with_apology',
]

type Out = NodeJS.WritableStream
const put = (file: Out, row: readonly unknown[]): Promise<void> | void => {
  if (!file.write(`${row.map(cell).join('\t')}\n`)) return new Promise((done) => file.once('drain', () => done()))
}

async function write(files: Record<'dossier' | 'entry' | 'holding' | 'ledger', Out>, made: ReturnType<typeof dossierOf>): Promise<void> {
  const { code, dossier, events, applicantName, subject, filing } = made
  let seal: Buffer = noSeal
  for (const [i, { event, by }] of events.entries()) {
    const sealed = sealEvents(agencyId, code, { seal, version: i }, event.at, { officerId: by, onBehalfOf: null }, [event])
    seal = sealed.last
    await put(files.entry, [agencyId, streamOf(code), i + 1, event.type, iso(event.at), iso(event.at), by, null, sealed.bodies[0], seal])
  }
  const c = columnsOf(dossier, calendar)
  for (const r of dossier.running)
    await put(files.holding, [
      agencyId,
      code,
      r.step,
      r.unitId,
      r.role,
      r.officerId,
      r.isAway,
      iso(r.since),
      stamp(r.dueAt),
      stamp(c.dueAt),
    ])
  const ledger = endedLedgerOf(dossier, { plan: plans[filing.procedureId - 1] ?? null, calendar })
  for (const [i, line] of ledger?.lines.entries() ?? [])
    await put(files.ledger, [
      ...[agencyId, code, i + 1, line.holder, line.unitId, line.officerId, line.step, line.seconds, line.secondsOver, line.secondsOverStep],
      ...[
        i === ledger?.cause,
        dayText(ledger?.endedOn as Day),
        filing.procedureId,
        filing.procedureVersion,
        ledger?.endClass,
        ledger?.withApology,
      ],
    ])
  const words = searchWords(code, applicantName, subject).map((w) => `'${w.replaceAll("'", "''")}'`)
  await put(files.dossier, [
    ...[
      agencyId,
      code,
      events.length,
      seal,
      c.status,
      filing.procedureId,
      filing.procedureVersion,
      filing.applicantId,
      applicantName,
      subject,
      filing.channelIn,
      filing.channelOut,
    ],
    ...[
      iso(dossier.filedAt),
      stamp(c.receivedAt),
      stamp(c.originalDueAt),
      stamp(c.dueAt),
      c.isProvisional,
      c.calendarVersion,
      stamp(c.stoppedAt),
      stamp(c.endedAt),
      c.endClass,
      stamp(c.returnedAt),
    ],
    ...[JSON.stringify(filing), stateText(dossier), words.join(' ')],
  ])
}

/** The agency, its people, procedures and the token of the bench, straight into the tables. */
async function department(client: pg.Client): Promise<void> {
  const q = (text: string, values: unknown[] = []) => client.query(text, values)
  await q(`insert into org.agency (agency_id, code, name, opened_on) values (1, 'bench', 'Sở đo (mẫu)', '2020-01-01')`)
  await q(
    `insert into org.agency_name (agency_id, from_day, name, parent_name, place) values (1, '2020-01-01', 'Sở đo (mẫu)', 'UBND tỉnh (mẫu)', 'Mẫu')`,
  )
  await q(`insert into org.agency_identifier (agency_id, identifier, from_day) values (1, $1, '2020-01-01')`, [identifier])
  const kinds: [number, string, string][] = [
    [units.oneStop, 'one-stop', 'Bộ phận Một cửa'],
    [units.leadership, 'leadership', 'Lãnh đạo Sở'],
    [units.office, 'office', 'Văn phòng'],
    ...professional.map((id): [number, string, string] => [id, 'division', `Phòng ${id} (mẫu)`]),
  ]
  for (const [id, kind, name] of kinds) {
    await q(`insert into org.unit (agency_id, unit_id, kind, opened_on) values (1, $1, $2, '2020-01-01')`, [id, kind])
    await q(`insert into org.unit_name (agency_id, unit_id, from_day, name, short_name) values (1, $1, '2020-01-01', $2, $2)`, [id, name])
  }
  for (const [i, p] of posts.entries()) {
    await q(`insert into org.officer (agency_id, officer_id, name, joined_on) values (1, $1, $2, '2020-01-01')`, [
      p.officerId,
      `Công chức ${p.officerId} (mẫu)`,
    ])
    await q(
      `insert into org.post (agency_id, post_id, officer_id, unit_id, role, title, from_day) values (1, $1, $2, $3, $4, $4, '2020-01-01')`,
      [i + 1, p.officerId, p.unitId, p.role],
    )
    await q(`insert into accounts.account (agency_id, officer_id, login) values (1, $1, $2)`, [p.officerId, `officer${p.officerId}`])
  }
  for (const [i, process] of processes.entries()) {
    await q(`insert into procedures.procedure (agency_id, procedure_id, key, name, field, words) values (1, $1, $2, $3, 'Đất đai', $4)`, [
      i + 1,
      process.id,
      process.name,
      searchWords(process.name),
    ])
    await q(
      `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, decision, faults, assignments, assigned_by, assigned_at, effective_from, imported_at, published_by, published_at)
       values (1, $1, 1, 'published', $2, $3, 'QĐ 1', '[]', $4, 5, now(), '2020-01-01', now(), 5, now())`,
      [i + 1, JSON.stringify(process), randomBytes(32), JSON.stringify(assignmentsOf(i))],
    )
  }
}

/** The token under which an officer's program acts, made for the bench: `mc_<agency>_<random>`. */
export async function tokenFor(client: pg.Client, officerId: number, scopes: readonly string[]): Promise<string> {
  const secret = `mc_${agencyId}_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(secret).digest()
  await client.query(
    `insert into accounts.api_token (agency_id, token_id, token_hash, name, scopes, officer_id, made_by, made_at, ends_at)
     values (1, (select coalesce(max(token_id), 0) + 1 from accounts.api_token where agency_id = 1), $1, 'bench', $2, $3, $3, now(), now() + interval '1 day')`,
    [hash, scopes, officerId],
  )
  return secret
}
