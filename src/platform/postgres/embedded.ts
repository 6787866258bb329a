import { spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Client, type ClientConfig } from 'pg'
import { assertNever } from '../../kernel/assert.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { type Binaries, findBinaries } from './embedded/binaries.ts'
import {
  type Address,
  type AlreadyRunning,
  addressOf,
  claim,
  databaseFolder,
  postmasterOf,
  publish,
  type Running,
  release,
} from './embedded/claim.ts'
import { type ClusterRefused, ensureCluster, readSecrets, type Secrets, socketFolder } from './embedded/cluster.ts'
import { asCommand, chooseRunAs, type RootRefused, type RunAs } from './embedded/run-as.ts'
import type { WatchdogNews, Watched } from './embedded/watchdog.ts'

/** How to reach the database as its owner (migrations, jobs) and as the application, which owns nothing. */
export type Connections = { superuser: ClientConfig; app: ClientConfig }

/** A PostgreSQL of our own, living exactly as long as this process (cơ sở dữ liệu đi kèm). */
export type Embedded = Connections & {
  /** The process of the database. */
  pid: number
  /** Private folder of its socket; null on Windows, where it listens on loopback. */
  socketFolder: string | null
  /** Settles when the database has ended, with its last log lines: asked for or not. */
  ended: Promise<string[]>
  /** Rolls back what is open, writes the rest, ends. May be called twice. */
  stop(): Promise<void>
}

/** Why there is no database. */
export type EmbeddedRefused =
  | AlreadyRunning
  | RootRefused
  | ClusterRefused
  | { kind: 'no-binaries'; machine: string }
  | { kind: 'not-writable'; folder: string; why: string }

/** The role of the application: it signs in, and nothing else. */
export const appRole = 'motcua_app'
const databaseName = 'motcua'
const socketPort = 5432

/**
 * Starts the PostgreSQL that came with the lock file on `dataFolder`, making it on the first start.
 * If this process dies, even by kill -9, its watchdog ends the database; nothing acknowledged is lost.
 */
export async function startEmbedded(dataFolder: string): Promise<Result<Embedded, EmbeddedRefused>> {
  const folder = resolve(dataFolder)
  const binaries = findBinaries()
  if (!binaries) return err({ kind: 'no-binaries', machine: `${process.platform}-${process.arch}` })
  const writable = makeFolder(folder)
  if (!writable.ok) return writable
  const claimed = await claim(folder)
  if (!claimed.ok) return claimed
  try {
    const started = await startClaimed(folder, binaries, claimed.value)
    if (!started.ok) release(folder, claimed.value)
    return started
  } catch (bug) {
    release(folder, claimed.value)
    throw bug
  }
}

/** The database that another process of ours already runs on this folder, or null. */
export function connectRunning(dataFolder: string): Connections | null {
  const folder = resolve(dataFolder)
  const address = addressOf(folder)
  return address && connections(address, readSecrets(folder))
}

/** What the person who started it reads. */
export function explainEmbedded(refused: EmbeddedRefused): string {
  switch (refused.kind) {
    case 'already-running':
      return `Thư mục dữ liệu này đang được tiến trình ${refused.pid} sử dụng. Hãy dừng tiến trình đó, hoặc đặt MOTCUA_DATA sang thư mục khác.`
    case 'root-not-possible':
      return `PostgreSQL không chạy được với quyền root và không chuyển được sang người dùng khác:\n${refused.tried.map((line) => `  - ${line}`).join('\n')}\nHãy chạy bằng một tài khoản thường, hoặc đặt DATABASE_URL.`
    case 'secrets-missing':
      return `Có cơ sở dữ liệu nhưng thiếu tệp mật khẩu ${refused.file}. Hãy khôi phục tệp này từ bản sao lưu.`
    case 'other-version':
      return `Cơ sở dữ liệu thuộc PostgreSQL ${refused.found}, phần mềm này cần bản ${refused.needed}. Hãy khôi phục từ bản sao lưu vào thư mục mới.`
    case 'did-not-start':
      return `PostgreSQL không khởi động được:\n${refused.lines.map((line) => `  ${line}`).join('\n')}`
    case 'no-binaries':
      return `Chưa có PostgreSQL đi kèm cho máy ${refused.machine}. Hãy chạy lại npm ci, hoặc đặt DATABASE_URL.`
    case 'not-writable':
      return `Không ghi được vào thư mục dữ liệu ${refused.folder} (${refused.why}).`
    default:
      return assertNever(refused)
  }
}

/** Others may pass through the folder, as the user of the database must; they cannot list it, and each secret in it is closed by itself. */
function makeFolder(folder: string): Result<null, EmbeddedRefused> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    accessSync(folder, constants.W_OK)
    return ok(null)
  } catch (error) {
    return err({ kind: 'not-writable', folder, why: (error as NodeJS.ErrnoException).code ?? '?' })
  }
}

async function startClaimed(folder: string, binaries: Binaries, mine: Running): Promise<Result<Embedded, EmbeddedRefused>> {
  const runAs = chooseRunAs(binaries.postgres, folder)
  if (!runAs.ok) return runAs
  const secrets = ensureCluster(folder, binaries, runAs.value)
  if (!secrets.ok) return secrets

  const sockets = process.platform === 'win32' ? null : socketFolder(runAs.value)
  const address = sockets === null ? { host: '127.0.0.1', port: await freePort() } : { host: sockets, port: socketPort }
  const server = await serve(folder, binaries, runAs.value, address, sockets)
  if (!server.ok) return server
  const { pid, ended, stop } = server.value
  void ended.then(() => release(folder, mine))
  try {
    await makeDatabase(address, secrets.value)
  } catch (error) {
    await stop()
    return err({ kind: 'did-not-start', lines: [String(error)] })
  }
  publish(folder, mine, address)
  return ok({ ...connections(address, secrets.value), pid, socketFolder: sockets, ended, stop })
}

type Server = Pick<Embedded, 'pid' | 'ended' | 'stop'>

/** Runs PostgreSQL under its watchdog; answers when it accepts connections. */
async function serve(
  folder: string,
  binaries: Binaries,
  runAs: RunAs,
  address: Address,
  sockets: string | null,
): Promise<Result<Server, EmbeddedRefused>> {
  const watched: Watched = {
    ...asCommand(runAs, binaries.postgres, serverArguments(databaseFolder(folder), address, sockets)),
    logFile: join(folder, 'postgres.log'),
    leftovers: sockets === null ? [] : [sockets],
  }
  const program = join(import.meta.dirname, 'embedded', 'watchdog.ts')
  // Detached: Ctrl+C reaches the office alone, which finishes its requests before the database goes.
  const watchdog = spawn(process.execPath, [program, JSON.stringify(watched)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: folder,
    detached: true,
    windowsHide: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const ready = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<string[]>()
  let pid = 0
  createInterface(watchdog.stdout).on('line', (line) => {
    const news: WatchdogNews = JSON.parse(line)
    if ('pid' in news) pid = news.pid
    else if ('ready' in news) ready.resolve()
    else ended.resolve(news.lastLines)
  })
  watchdog.on('error', (error) => ended.resolve([error.message]))
  watchdog.on('close', () => {
    const left = postmasterOf(folder) // only a watchdog that was killed leaves it
    if (left !== null) process.kill(left, 'SIGINT')
    for (const path of watched.leftovers) rmSync(path, { recursive: true, force: true })
    ended.resolve(['watchdog ended'])
  })
  watchdog.stdin.on('error', () => {})

  const lines = await Promise.race([ready.promise, ended.promise])
  if (lines) return err({ kind: 'did-not-start', lines })
  // A process that has nothing left to do may end; the watchdog sees it and ends the database.
  for (const handle of [watchdog, watchdog.stdin, watchdog.stdout])
    if ('unref' in handle && typeof handle.unref === 'function') handle.unref()
  const stop = async () => {
    watchdog.ref()
    watchdog.stdin.end()
    await ended.promise
  }
  return ok({ pid, ended: ended.promise, stop })
}

const serverArguments = (database: string, { port }: Address, sockets: string | null): string[] => [
  '-D',
  database,
  '-p',
  String(port),
  '-c',
  `listen_addresses=${sockets === null ? '127.0.0.1' : ''}`,
  '-c',
  `unix_socket_directories=${sockets === null ? '' : `"${sockets}"`}`,
  '-c',
  'unix_socket_permissions=0700',
  '-c',
  'logging_collector=off',
  '-c',
  'log_destination=stderr',
]

/** The database and the role of the application, on the first start; also proves that the server answers. */
async function makeDatabase(address: Address, secrets: Secrets): Promise<void> {
  const { superuser } = connections(address, secrets)
  const client = new Client({ ...superuser, database: 'postgres' })
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      'select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $2) as database',
      [appRole, databaseName],
    )
    if (!rows[0]?.role)
      await client.query(
        `create role ${appRole} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(secrets.app)}`,
      )
    if (!rows[0]?.database) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

function connections({ host, port }: Address, secrets: Secrets): Connections {
  const as = (user: string, password: string): ClientConfig => ({ host, port, database: databaseName, user, password })
  return { superuser: as('postgres', secrets.superuser), app: as(appRole, secrets.app) }
}

/** A loopback port nobody uses at this moment. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
