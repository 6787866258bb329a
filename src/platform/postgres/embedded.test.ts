import { deepEqual, equal, ok as holds, match } from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { connectRunning, type Embedded, explainEmbedded, startEmbedded } from './embedded.ts'

const here = import.meta.dirname
const writer = join(here, 'embedded', 'writer.fixture.ts')

describe('Embedded PostgreSQL (cơ sở dữ liệu đi kèm)', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot cua '))
  const folder = join(home, 'dữ liệu')
  let running: Embedded
  before(async () => {
    running = await started(folder)
  })
  after(async () => {
    await running.stop()
    rmSync(home, { recursive: true, force: true })
  })

  it('serves from a path with spaces and Vietnamese letters', async () => {
    const { rows } = await ask(running.superuser, 'select current_database() as db, current_user as who')
    deepEqual(rows, [{ db: 'motcua', who: 'postgres' }])
  })
  it('has checksums, a sort order of its own, and waits for the disk before it acknowledges', async () => {
    const { rows } = await ask(
      running.app,
      `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()`,
    )
    deepEqual(rows, [{ checksums: 'on', fsync: 'on', commit: 'on', provider: 'b', locale: 'C.UTF-8' }])
  })
  it('gives the application a role that may sign in and nothing more', async () => {
    const { rows } = await ask(
      running.app,
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, (select count(*)::int from pg_class where relowner = r.oid) as owned
        from pg_roles r where rolname = current_user`,
    )
    deepEqual(rows, [{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, owned: 0 }])
  })
  it('asks for the password', async () => {
    await ask({ ...running.app, password: 'sai' }, 'select 1').then(
      () => holds(false, 'a wrong password was let in'),
      (error: Error) => match(error.message, /password authentication failed/),
    )
  })
  it('keeps passwords and socket to its own user', { skip: process.platform === 'win32' }, () => {
    equal(statSync(join(folder, 'database.json')).mode & 0o777, 0o600)
    equal(statSync(running.socketFolder ?? '').mode & 0o777, 0o700)
  })
  it('refuses a second start on the same data, and says which process has it', async () => {
    const second = await startEmbedded(folder)
    deepEqual(second, { ok: false, error: { kind: 'already-running', pid: process.pid } })
    if (!second.ok) match(explainEmbedded(second.error), new RegExp(`tiến trình ${process.pid} `))
  })
  it('is found by the command line while it runs', async () => {
    const found = connectRunning(folder)
    deepEqual(found?.app, running.app)
    deepEqual((await ask(found?.superuser ?? {}, 'select 1 as one')).rows, [{ one: 1 }])
  })
  it('keeps rows over a stop, starts again, and then says that nothing runs', async () => {
    await ask(running.superuser, 'create table kept (id int); insert into kept values (7)')
    await running.stop()
    equal(connectRunning(folder), null)
    holds(!existsSync(running.socketFolder ?? 'none'))
    running = await started(folder)
    deepEqual((await ask(running.superuser, 'select id from kept')).rows, [{ id: 7 }])
  })
  it('takes over a lock whose number belongs to a stranger now, as after a restart of the machine', async () => {
    await running.stop()
    writeFileSync(join(folder, 'database', 'postmaster.pid'), `${process.pid}\n${join(folder, 'database')}\n1\n5432\n/tmp\n\n1 1\n`, {
      mode: 0o600,
    })
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ nonce: 'x', owner: process.pid, started: 'another time', address: null }))
    running = await started(folder)
    deepEqual((await ask(running.superuser, 'select 1 as one')).rows, [{ one: 1 }])
  })
})

describe('Embedded PostgreSQL when its office is killed (kill -9)', { skip: process.platform === 'win32' }, () => {
  const home = mkdtempSync(join(tmpdir(), 'motcua-test-'))
  after(() => rmSync(home, { recursive: true, force: true }))

  it('ends with it and keeps every acknowledged row, again and again', async () => {
    for (let round = 0; round < 3; round++) {
      const office = writing(home)
      const { pid, last } = await office.until((lines) => lines.length > 40)
      await killed(office.process)
      const again = await started(home) // waits for the old database to end
      holds(!lives(pid), 'the old database still runs')
      await holdsEvery(again, last())
      await again.stop()
    }
  })
  it('recovers when database and watchdog are killed too', async () => {
    const office = writing(home)
    const { pid, last } = await office.until((lines) => lines.length > 40)
    for (const victim of [parentOf(pid), pid]) process.kill(victim, 'SIGKILL')
    await killed(office.process)
    const again = await started(home)
    await holdsEvery(again, last())
    await again.stop()
  })
  it('lets no database live on when only the watchdog is killed', { skip: process.platform !== 'linux' }, async () => {
    const server = await started(home)
    process.kill(parentOf(server.pid), 'SIGKILL')
    await server.ended
    while (lives(server.pid)) await pause(10)
    const again = await started(home)
    await again.stop()
  })
})

describe('Embedded PostgreSQL and the rights it is started with', { skip: process.platform !== 'linux' }, () => {
  const root = process.getuid?.() === 0

  it('runs for an ordinary user', async (t) => {
    if (!root) return t.skip('this run is an ordinary user already: the other tests show it')
    await asNobody(t, (folder) => [process.execPath, [writer, folder]])
  })
  it('runs in a folder of an ordinary user when root starts it, and leaves the folder his', async (t) => {
    if (!root) return t.skip('only root can start it for others')
    const folder = join(openFolder(t), 'data')
    mkdirSync(folder, { mode: 0o711 })
    chownSync(folder, 65534, 65534)
    const server = await started(folder)
    equal(uidOf(server.pid), 65534)
    await server.stop()
    deepEqual([...new Set(readdirSync(folder).map((name) => statSync(join(folder, name)).uid))], [65534])
  })
  it('drops to another user where name spaces are forbidden', async (t) => {
    if (!root) return t.skip('only root has to drop')
    const folder = join(openFolder(t), 'data')
    const path = process.env.PATH
    process.env.PATH = '/nonexistent' // no unshare to be found
    try {
      const server = await started(folder)
      holds(uidOf(server.pid) !== 0)
      await server.stop()
    } finally {
      process.env.PATH = path
    }
    const back = await started(folder)
    await back.stop()
  })
  it('says which folder keeps that user out', async (t) => {
    if (!root) return t.skip('only root has to drop')
    const closed = openFolder(t)
    chmodSync(closed, 0o700)
    const path = process.env.PATH
    process.env.PATH = '/nonexistent'
    try {
      const refused = await startEmbedded(join(closed, 'data'))
      equal(refused.ok ? '' : refused.error.kind, 'root-not-possible')
      if (!refused.ok) match(explainEmbedded(refused.error), new RegExp(`không được vào thư mục ${closed}`))
    } finally {
      process.env.PATH = path
    }
  })
  it('says when the data folder cannot be written', async () => {
    const refused = await startEmbedded(join(import.meta.filename, 'data'))
    equal(refused.ok ? '' : refused.error.kind, 'not-writable')
  })
})

async function started(folder: string): Promise<Embedded> {
  const server = await startEmbedded(folder)
  if (!server.ok) throw new Error(explainEmbedded(server.error))
  return server.value
}

async function ask(config: ClientConfig, text: string) {
  const client = new Client(config)
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

/** An office of its own that writes rows without end and prints each once it is acknowledged. */
function writing(folder: string) {
  const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { process: child, until: (enough: (lines: string[]) => boolean) => linesUntil(child, enough) }
}

async function linesUntil(child: ChildProcess, enough: (lines: string[]) => boolean) {
  const lines: string[] = []
  const reached = Promise.withResolvers<void>()
  createInterface(child.stdout ?? process.stdin).on('line', (line) => {
    lines.push(line)
    if (enough(lines)) reached.resolve()
  })
  child.on('close', () => reached.reject(new Error(`the writer ended: ${lines.join(' ')}`)))
  await reached.promise
  return { pid: Number(lines[0]), last: () => Number(lines.at(-1)) }
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function holdsEvery(server: Embedded, last: number): Promise<void> {
  const { rows } = await ask(server.superuser, `select count(*)::int as kept from written where id <= ${last}`)
  deepEqual(rows, [{ kept: last }])
}

/** A copy of the program that everybody may read, with the writer run as `nobody` until it has written. */
async function asNobody(t: TestContext, command: (folder: string) => [string, string[]]): Promise<void> {
  if (spawnSync('setpriv', ['--version']).error) return t.skip('setpriv is not installed')
  const folder = join(openFolder(t), 'data')
  mkdirSync(folder)
  chownSync(folder, 65534, 65534)
  const [program, args] = command(folder)
  const child = spawn('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { pid } = await linesUntil(child, (lines) => lines.length > 5)
  equal(uidOf(pid), 65534)
  await killed(child)
  while (lives(pid)) await pause(10)
}

function openFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-test-'))
  chmodSync(folder, 0o755)
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const lives = (pid: number): boolean => existsSync(`/proc/${pid}/cwd`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
const statusOf = (pid: number, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
const parentOf = (pid: number): number => statusOf(pid, 'PPid')
const uidOf = (pid: number): number => statusOf(pid, 'Uid')
