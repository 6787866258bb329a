import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Moment, momentText } from '../src/kernel/moment.ts'
import { dossierService } from '../src/modules/dossiers/service.ts'
import type { Database, Statement, Tx } from '../src/platform/postgres/database.ts'
import { openDatabase } from '../src/platform/postgres/database.ts'
import { startEmbedded } from '../src/platform/postgres/embedded.ts'
import { migrate } from '../src/platform/postgres/migrate.ts'
import { rooms } from '../src/sites/rooms.ts'
import {
  actor,
  agencyId,
  benchNow,
  clerk,
  counterOfficers,
  director,
  fill,
  headOf,
  posts,
  processes,
  specialistsOf,
  tokenFor,
  unitOfProcedure,
} from './department.ts'
import { type Answer, Client, quantile, together } from './http-client.ts'
import type { Row } from './row.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const migrations = join(root, 'db/migrations')
const lanes = 32
const small = 20_000
export const large = Number(process.env.BENCH_LARGE ?? 1_000_000)
/** Dossiers received, and then carried step by step, in each write measurement. */
const carried = 3_000
/** And before them, unmeasured, on every side: a server that has run for a minute is what an office has all day. */
const warming = 1_000

const say = (text: string) => process.stderr.write(`bench dossiers: ${text}\n`)

/** What runs of a file: types, comments and line breaks make no other data. */
const bareCode = (text: string): string =>
  stripTypeScriptTypes(text)
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/\s+/g, ' ')

/** Changes with the schema and the generator, so that cached data always fits. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, file)))
  for (const file of ['department.ts', '../src/modules/dossiers/dossier.ts', '../src/modules/dossiers/lateness/ledger.ts'])
    hash.update(bareCode(readFileSync(new URL(file, import.meta.url), 'utf8')))
  return hash.digest('hex').slice(0, 10)
}

/** The bench's own server with the made data, for as long as the work lasts; each size is made once. */
export async function withData(sizes: readonly number[], work: (bench: Bench, names: string[]) => Promise<Row[]>): Promise<Row[]> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'motcua-bench')
  mkdirSync(cache, { recursive: true, mode: 0o711 })
  const started = await startEmbedded(join(cache, 'data'))
  if (!started.ok) throw new Error(`the bench's database did not start: ${started.error.kind}`)
  const bench = new Bench(started.value.superuser, join(cache, 'scratch'))
  try {
    const print = fingerprint()
    const names = sizes.map((size) => `bench_${size}_${print}`)
    await bench.forget(print)
    for (const [i, name] of names.entries()) await bench.ensure(name, sizes[i] as number)
    return await work(bench, names)
  } finally {
    await bench.close()
    await started.value.stop()
  }
}

/** Measures the hot paths of dossiers over HTTP beside what PostgreSQL alone can do, and the lists at two sizes. */
export const benchDossiers = (): Promise<Row[]> =>
  withData([small, large], async (bench, [a = '', b = '']) => [
    ...(await bench.writes(a)),
    ...(await bench.reads(a, b)),
    ...(await bench.portal(a)),
  ])

type Recorded = { name: string; text: string; values: readonly unknown[] }[]

export class Bench {
  readonly owner: pg.ClientConfig
  private scratch: string
  private servers: ChildProcess[] = []
  constructor(owner: pg.ClientConfig, scratch: string) {
    this.owner = owner
    this.scratch = scratch
  }

  async admin<T>(work: (client: pg.Client) => Promise<T>, database = 'postgres'): Promise<T> {
    const client = new pg.Client({ ...this.owner, database })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  /** Data of older schemas goes. */
  async forget(name: string): Promise<void> {
    await this.admin(async (client) => {
      const { rows } = await client.query<{ datname: string }>(`select datname from pg_database where datname like 'bench\\_%'`)
      for (const { datname } of rows)
        if (!datname.includes(name) || datname.startsWith('bench_work')) await client.query(`drop database "${datname}" with (force)`)
    })
  }

  async ensure(name: string, count: number): Promise<void> {
    const exists = await this.admin(
      async (client) => (await client.query('select from pg_database where datname = $1', [name])).rows.length > 0,
    )
    if (exists) return
    say(`making ${count} dossiers once`)
    await this.admin((client) => client.query(`create database ${name}_new`))
    await migrate({ ...this.owner, database: `${name}_new` }, migrations)
    await fill({ ...this.owner, database: `${name}_new` }, count, this.scratch, say)
    await this.admin((client) => client.query(`alter database ${name}_new rename to ${name}`))
  }

  /** A copy to write into, so that the cached data stay as they are. */
  async copy(of: string, name: string): Promise<string> {
    await this.admin(async (client) => {
      await client.query(`drop database if exists bench_work_${name} with (force)`)
      await client.query(`create database bench_work_${name} template ${of}`)
      await client.query('checkpoint')
    })
    return `bench_work_${name}`
  }

  /** The product itself, as `npm start` runs it, on a database. */
  async serve(database: string): Promise<{ port: number; stop(): Promise<void> }> {
    const data = mkdtempSync(join(tmpdir(), 'motcua-bench-'))
    const { host, port, user, password } = this.owner
    const url = `postgres://${user}:${encodeURIComponent(String(password))}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/main.ts')], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: url, MOTCUA_DATA: data, MOTCUA_DEMO: 'off', PORT: '0', LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.servers.push(child)
    const listening = await new Promise<number>((ready, fail) => {
      let text = ''
      child.stdout?.on('data', (chunk) => {
        text += chunk
        const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text)
        if (found) ready(Number(found[1]))
      })
      child.once('exit', (code) => fail(new Error(`the server stopped (${code}): ${text}`)))
    })
    return {
      port: listening,
      stop: async () => {
        const ended = new Promise((done) => child.once('exit', done))
        child.kill('SIGTERM')
        await ended
        rmSync(data, { recursive: true, force: true })
      },
    }
  }

  tokens(database: string): Promise<Map<number, string>> {
    return this.admin(async (client) => {
      const made = new Map<number, string>()
      for (const { officerId } of posts)
        made.set(officerId, await tokenFor(client, officerId, ['dossier.read', 'dossier.receive', 'dossier.process']))
      return made
    }, database)
  }

  async writes(base: string): Promise<Row[]> {
    say('recording what the rules write')
    const plan = await this.record(base)
    say('the same transactions straight on pg, one bare statement each, and the product over HTTP, by turns')
    const [limit, bare, ours] = await byTurns(plan, [await this.limit(base), await this.bare(base), await this.overHttp(base)])
    const row = (what: string, value: number, against: string, peer: number, goal: number | null): Row => ({
      what,
      value,
      unit: '1/s',
      against: `${against}: ${Math.round(peer)} 1/s`,
      ratio: value / peer,
      goal: goal === null ? 'shown' : `≥ ${goal}`,
      holds: goal === null || value / peer >= goal,
    })
    return [
      row(`receipts over HTTP, ${lanes} clients`, ours.receipts, 'the same transactions on pg', limit.receipts, 0.5),
      row(`step completions over HTTP, ${lanes} clients`, ours.steps, 'the same transactions on pg', limit.steps, 0.5),
      row('receipts, against one bare statement', ours.receipts, 'one bare statement without scope', bare.receipts, null),
      row('step completions, against one bare statement', ours.steps, 'one bare statement without scope', bare.steps, null),
    ]
  }

  /** Runs the real service once over a copy and keeps every statement it sends, act by act. */
  private async record(base: string): Promise<Plans> {
    const database = await this.copy(base, 'record')
    const inner = openDatabase({ ...this.owner, database, max: 8 })
    let current: Recorded[] | undefined
    const db: Database = {
      ...inner,
      inAgency: (id, work) =>
        inner.inAgency(id, (tx) => {
          if (!current) return work(tx)
          const sent: Recorded = []
          current.push(sent)
          const keep = ({ name, text }: Statement, values: readonly unknown[]) => sent.push({ name, text, values })
          const watched: Tx = {
            all: tx.all,
            one: tx.one,
            rows: (statement, values) => {
              keep(statement, values)
              return tx.rows(statement, values)
            },
            last: (statement, values) => {
              keep(statement, values)
              tx.last(statement, values)
            },
            lastRows: (statement, values) => {
              keep(statement, values)
              return tx.lastRows(statement, values)
            },
          }
          return work(watched)
        }),
    }
    let clock = benchNow
    const room = rooms(
      db,
      () => clock,
      () => 0,
    )
    const service = dossierService({ db, now: () => clock, recordedNow: () => clock, ...room })
    await room.calendarOf(agencyId)
    await room.orgOf(agencyId)
    for (let p = 1; p <= processes.length; p++) await room.inForce(agencyId, p, Math.floor((benchNow + 25_200) / 86_400) as never)
    const by = (officerId: number) => ({ agencyId, ...actor(officerId) })
    const warm: Plan = { receipts: [], rounds: [[], [], [], [], [], []] }
    const measured: Plan = { receipts: [], rounds: [[], [], [], [], [], []] }
    for (let i = 0; i < warming + carried; i++) {
      const acts = i < warming ? warm : measured
      const procedure = i % processes.length
      const receiver = counterOfficers[i % counterOfficers.length] as number
      const body = intakeOf(i, procedure + 1)
      current = []
      const done = await service.receive(by(receiver), body, { kind: 'accept' }, { key: randomUUID() })
      if (!done.ok) throw new Error(done.error.kind)
      acts.receipts.push({ officerId: receiver, body: JSON.stringify({ ...body, verdict: { kind: 'accept' } }), sent: current })
      const unit = unitOfProcedure(procedure)
      const examiner = specialistsOf(unit)[i % 5] as number
      const officers = [receiver, headOf(unit), examiner, headOf(unit), director, clerk]
      for (const [round, officerId] of officers.entries()) {
        const step = String(round + 1)
        const completion = {
          step,
          opinion: 'Đủ điều kiện, đề nghị giải quyết.',
          through: null,
          nextOfficerId: round === 1 ? examiner : null,
          outcome: round === 5 ? { number: `${i}/GP`, date: '2026-11-18', title: 'Giấy phép', isPositive: true } : null,
        }
        current = []
        clock = (clock + 1) as Moment
        const completed = await service.completeStep(by(officerId), done.value.code, { seen: null, key: randomUUID() }, completion)
        if (!completed.ok) throw new Error(`${completed.error.kind} at ${step}`)
        acts.rounds[round]?.push({ officerId, code: done.value.code, body: JSON.stringify(completion), sent: current })
      }
      current = undefined
    }
    await inner.close()
    return { warm, measured }
  }

  private pool(database: string, pipeline: boolean): Promise<pg.Client[]> {
    return Promise.all(
      Array.from({ length: lanes }, async () => {
        const client = new pg.Client({
          ...this.owner,
          database,
          pipeline,
          ...(pipeline ? { options: '-c role=motcua_app -c timezone=UTC' } : {}),
        } as pg.ClientConfig)
        client.on('error', () => {}) // its database is dropped at the end
        await client.connect()
        return client
      }),
    )
  }

  /** The same scoped transactions, statement by statement, without HTTP, parsing or rules, in as few trips as the product takes. */
  private async limit(base: string): Promise<Side> {
    const database = await this.copy(base, 'limit')
    const clients = await this.pool(database, true)
    const run = async (act: Act, lane: number) => {
      const client = clients[lane] as pg.Client
      for (const sent of act.sent) {
        const waits: Promise<unknown>[] = [client.query(`begin; set local app.agency_id = '${agencyId}'`)]
        let applicantId = 1
        // What the product sends without waiting for it shares its trip with the commit here too.
        const written = Math.max(
          sent.findIndex(({ name }) => name === 'dossier-write' || name === 'dossier-insert'),
          1,
        )
        for (const [i, statement] of sent.entries()) {
          const asked = client.query<{ applicant_id?: number }>({ ...statement, values: valuesOf(statement, applicantId) })
          if (i >= written) waits.push(asked)
          else applicantId = Number((await asked).rows[0]?.applicant_id ?? applicantId)
        }
        waits.push(client.query('commit'))
        await Promise.all(waits)
      }
    }
    return { carry: (plan) => measure(plan, run), end: async () => void (await Promise.all(clients.map((c) => c.end()))) }
  }

  /** Only the statement that writes the dossier, committed by itself, as the owner: what the disk and the planner alone allow. */
  private async bare(base: string): Promise<Side> {
    const database = await this.copy(base, 'bare')
    const clients = await this.pool(database, false)
    const run = async (act: Act, lane: number) => {
      const statement = act.sent.at(-1)?.findLast(({ name }) => name === 'dossier-write' || name === 'dossier-insert')
      if (!statement) throw new Error('nothing was written')
      await clients[lane]?.query({ ...statement, values: valuesOf(statement, 1) })
    }
    return { carry: (plan) => measure(plan, run), end: async () => void (await Promise.all(clients.map((c) => c.end()))) }
  }

  private async overHttp(base: string): Promise<Side> {
    const database = await this.copy(base, 'http')
    const tokens = await this.tokens(database)
    const server = await this.serve(database)
    const clients = Array.from({ length: lanes }, () => new Client(server.port))
    const fine = (answer: Answer) => {
      if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.body}`)
      return answer
    }
    const tokenOf = (officerId: number) => tokens.get(officerId) ?? ''
    /** Receipts, then each round of steps. Codes differ from the recorded ones, because real time gives another day: each dossier keeps its own. */
    const carry = async (plan: Plan): Promise<Seconds> => {
      const codes: string[] = []
      const receipts = await together([...plan.receipts.keys()], lanes, async (i, lane) => {
        const act = plan.receipts[i] as Act
        const answer = fine(await (clients[lane] as Client).post('/api/v1/dossiers', tokenOf(act.officerId), randomUUID(), act.body))
        codes[i] = (JSON.parse(answer.body) as { code: string }).code
      })
      let steps = 0
      for (const round of plan.rounds) {
        steps += await together([...round.keys()], lanes, async (i, lane) => {
          const act = round[i] as Act
          fine(
            await (clients[lane] as Client).post(
              `/api/v1/dossiers/${codes[i]}/complete-step`,
              tokenOf(act.officerId),
              randomUUID(),
              act.body,
            ),
          )
        })
      }
      return { receipts, steps }
    }
    const end = async () => {
      for (const client of clients) client.close()
      await server.stop()
    }
    return { carry, end }
  }

  /** The same questions at both sizes, by turns: the machine's pace changes within a minute, and both have to meet the same. */
  async reads(a: string, b: string): Promise<Row[]> {
    say(`reading at ${a} and ${b}, by turns`)
    const readers = [await this.reader(a), await this.reader(b)]
    const rows: Row[] = []
    for (const [what, ask] of Object.entries(questions)) {
      const times: number[][] = readers.map(() => [])
      for (const reader of readers) for (let i = 0; i < readsWarming; i++) await reader.ask(ask, i)
      for (let turn = 0; turn < turns; turn++)
        for (const [side, reader] of readers.entries())
          for (let i = 0; i < readsATurn; i++) times[side]?.push(await reader.ask(ask, readsWarming + turn * readsATurn + i))
      const [x = Number.NaN, y = Number.NaN] = times.map((own) => quantile(own, 0.95))
      rows.push(
        { what: `${what}, ${large} dossiers, p95`, value: y, unit: 'ms', against: '15 ms', ratio: y / 15, goal: '≤ 15 ms', holds: y <= 15 },
        {
          what: `${what}, ${large} beside ${small}`,
          value: y,
          unit: 'ms',
          against: `p95 at ${small}: ${x.toFixed(2)} ms`,
          ratio: y / x,
          goal: '≤ 1.5',
          holds: y / x <= 1.5,
        },
      )
    }
    for (const reader of readers) await reader.close()
    return rows
  }

  /** The product on a database, asked by its officers in turn. Reading writes nothing but tokens: no copy of the large one. */
  private async reader(database: string): Promise<{ ask(question: Question, i: number): Promise<number>; close(): Promise<void> }> {
    const { codes, subjects } = await this.admin(async (client) => {
      const { rows } = await client.query<{ code: string; subject: string }>(
        'select code, subject from dossiers.dossier tablesample system (2) where agency_id = 1 limit 2000',
      )
      return { codes: rows.map((r) => r.code), subjects: rows.map((r) => r.subject) }
    }, database)
    const tokens = await this.tokens(database)
    const server = await this.serve(database)
    const client = new Client(server.port)
    const officers = [...tokens.keys()]
    const facts = {
      code: (i: number) => codes[(i * 13) % codes.length] ?? '',
      plot: (i: number) => /thửa (\d+)/.exec(subjects[(i * 7) % subjects.length] ?? '')?.[1] ?? '777',
    }
    return {
      async ask(question, i) {
        const path = question(facts, i)
        const answer = await client.get(path, tokens.get(officers[i % officers.length] ?? director) ?? '')
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`)
        return answer.ms
      },
      async close() {
        client.close()
        await server.stop()
      },
    }
  }

  async portal(base: string): Promise<Row[]> {
    say('the portal beside a bare route')
    const database = await this.copy(base, 'portal')
    const server = await this.serve(database)
    const { proofs } = await this.admin(async (client) => {
      const { rows } = await client.query<{ code: string; digits: string }>(
        `select d.code, right(a.identity_number, 4) as digits from dossiers.dossier d join applicants.applicant a using (agency_id, applicant_id) where d.agency_id = 1 order by d.filed_at desc limit 400`,
      )
      return { proofs: rows }
    }, database)
    const bareServer = spawn(process.execPath, ['--import', 'tsx', join(root, 'bench/bare-route.ts')], {
      env: { ...process.env, BENCH_DATABASE: JSON.stringify({ ...this.owner, database }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.servers.push(bareServer)
    const barePort = await new Promise<number>((ready) => bareServer.stdout?.once('data', (text) => ready(Number(String(text).trim()))))
    const side = (port: number, path: (p: { code: string; digits: string }) => string) => {
      const clients = Array.from({ length: 8 }, () => new Client(port))
      const run = (times: number) =>
        together(
          Array.from({ length: times }, (_, i) => proofs[i % proofs.length] as { code: string; digits: string }),
          8,
          async (proof, lane) => {
            const answer = await (clients[lane] as Client).get(path(proof))
            if (answer.status !== 200) throw new Error(`${path(proof)}: ${answer.status} ${answer.body.slice(0, 200)}`)
          },
        )
      return { run, close: () => clients.map((client) => client.close()) }
    }
    const sides = [
      side(barePort, ({ code, digits }) => `/?code=${code}&digits=${digits}`),
      side(server.port, ({ code, digits }) => `/tra-cuu?code=${code}&so=${digits}`),
    ]
    for (const { run } of sides) await run(10_000) // both are warm before anything is timed: pages still got faster after five thousand
    const seconds = [0, 0]
    for (let turn = 0; turn < turns; turn++) for (const [i, { run }] of sides.entries()) seconds[i] = (seconds[i] ?? 0) + (await run(2_000))
    for (const { close } of sides) close()
    const [bare, ours] = seconds.map((s) => (turns * 2_000) / s) as [number, number]
    bareServer.kill()
    await server.stop()
    return [
      {
        what: 'portal look-up page, 8 clients',
        value: ours,
        unit: '1/s',
        against: `a bare route with the same query: ${Math.round(bare)} 1/s`,
        ratio: ours / bare,
        goal: '≥ 0.5',
        holds: ours / bare >= 0.5,
      },
    ]
  }

  async close(): Promise<void> {
    for (const server of this.servers) if (server.exitCode === null) server.kill('SIGKILL')
    await this.admin(async (client) => {
      const { rows } = await client.query<{ datname: string }>(`select datname from pg_database where datname like 'bench\\_work\\_%'`)
      for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`)
    })
  }
}

type Act = { officerId: number; code?: string; body: string; sent: Recorded[] }
type Plan = { receipts: Act[]; rounds: Act[][] }
type Plans = { warm: Plan; measured: Plan }
type Seconds = { receipts: number; steps: number }
type Rates = { receipts: number; steps: number }
/** What is asked of the lists: an address for the i-th question, from what is on record. */
type Question = (facts: { code(i: number): string; plot(i: number): string }, i: number) => string
const questions: Record<string, Question> = {
  'my work': () => '/api/v1/work',
  'overdue list': () => '/api/v1/dossiers?clock=late',
  'look-up by code': ({ code }, i) => `/api/v1/dossiers/${code(i)}`,
  'free text without marks': ({ plot }, i) => `/api/v1/search?q=${encodeURIComponent(`dat dai thua ${plot(i)}`)}`,
  'free text with marks': ({ plot }, i) => `/api/v1/search?q=${encodeURIComponent(`Đất đai ${plot(i)}`)}`,
}
/** Questions a turn at each size, and before anything is timed. */
const readsATurn = 100
const readsWarming = 100

/** One way to write a plan: how long its receipts and its steps took, in seconds. */
type Side = { carry: (plan: Plan) => Promise<Seconds>; end: () => Promise<void> }

const turns = 5

/**
 * Every side writes a fifth of the plan, then each the next fifth: the machine's pace changes within a minute, and what is compared has to
 * meet the same pace. All are warm before anything is timed.
 * @returns acts per second, in the order of the sides
 */
async function byTurns<const S extends readonly Side[]>({ warm, measured }: Plans, sides: S): Promise<{ [K in keyof S]: Rates }> {
  for (const side of sides) await side.carry(warm)
  const spent = sides.map(() => ({ receipts: 0, steps: 0 }))
  for (let turn = 0; turn < turns; turn++) {
    const mine = <T>(acts: T[]): T[] => acts.filter((_, i) => Math.floor((i * turns) / acts.length) === turn)
    const part: Plan = { receipts: mine(measured.receipts), rounds: measured.rounds.map(mine) }
    for (const [i, side] of sides.entries()) {
      const { receipts, steps } = await side.carry(part)
      const sum = spent[i] as Seconds
      sum.receipts += receipts
      sum.steps += steps
    }
  }
  for (const side of sides) await side.end()
  const count = measured.receipts.length
  const rates = spent.map(({ receipts, steps }): Rates => ({ receipts: count / receipts, steps: (count * measured.rounds.length) / steps }))
  return rates as { [K in keyof S]: Rates }
}

/** Place of the applicant's number among the values of a new dossier. The number was another one when the act was recorded. */
const applicantPlace = 37
const valuesOf = ({ name, values }: Recorded[number], applicantId: number): unknown[] =>
  name === 'dossier-insert' ? values.with(applicantPlace, applicantId) : [...values]

/** Receipts first, then each round of steps over all dossiers, as many at once as there are lanes. */
async function measure(plan: Plan, run: (act: Act, lane: number) => Promise<void>): Promise<Seconds> {
  const receipts = await together(plan.receipts, lanes, run)
  let steps = 0
  for (const round of plan.rounds) steps += await together(round, lanes, run)
  return { receipts, steps }
}

const intakeOf = (i: number, procedureId: number) => ({
  procedureId,
  applicant: {
    kind: 'person' as const,
    name: `Người nộp ${i} (mẫu)`,
    identityNumber: `000${String(500_000 + i).padStart(9, '0')}`,
    address: 'xã mẫu',
    phone: '0900000000',
    email: '',
  },
  agent: null,
  channelIn: 1 as const,
  channelOut: 1 as const,
  subject: `Đất đai, thửa ${i}, tờ ${i % 100}, xã Tân Lập; ${momentText(benchNow).slice(0, 10)}`,
  isHardArea: false,
  components: [
    { no: 1, name: 'Đơn đề nghị', originals: 1, copies: 0, isPresent: true },
    { no: 2, name: 'Bản đồ khu vực', originals: 1, copies: 1, isPresent: true },
  ],
})
