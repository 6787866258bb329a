import { spawn } from 'node:child_process'
import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { giveToOwnerOfFolder } from './run-as.ts'

// A process of its own between the office and PostgreSQL. It holds one end of a pipe whose other end is the
// office's: when that closes, asked for or because the office was killed, PostgreSQL is shut down.

/** What to run, and what to clear away afterwards. Comes as JSON in the first argument. */
export type Watched = {
  command: string
  args: string[]
  rights: { uid?: number; gid?: number }
  logFile: string
  /** Removed when PostgreSQL has ended: its socket folder. */
  leftovers: string[]
}

/** What the watchdog tells, one JSON a line. */
export type WatchdogNews = { pid: number } | { ready: true } | { ended: number | null; lastLines: string[] }

/** The log begins anew at this size; one older part is kept. Bytes. */
const logBytesMax = 10_000_000
/** How long each way of stopping is given before a harder one, milliseconds. */
const stopWaitMs = 30_000

if (process.argv[1] === import.meta.filename) watch(JSON.parse(process.argv[2] ?? '{}'))

function watch({ command, args, rights, logFile, leftovers }: Watched): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  process.stdout.on('error', () => {}) // the office is gone: its pipe tells that too
  const tell = (news: WatchdogNews) => process.stdout.write(`${JSON.stringify(news)}\n`)

  const postgres = spawn(command, args, { ...rights, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } })
  let lastLines: string[] = []
  let ended = false
  if (postgres.pid) tell({ pid: postgres.pid })

  createInterface(postgres.stderr).on('line', (line) => {
    keep(logFile, line)
    lastLines = [...lastLines.slice(-19), line]
    if (line.includes('database system is ready to accept connections')) tell({ ready: true })
  })
  const finish = (code: number | null) => {
    if (ended) return
    ended = true
    for (const path of leftovers) rmSync(path, { recursive: true, force: true })
    tell({ ended: code, lastLines })
    process.stdin.destroy()
  }
  postgres.on('error', (error) => {
    lastLines = [...lastLines, error.message]
    finish(null)
  })
  postgres.on('close', finish)

  process.stdin.resume()
  process.stdin.on('error', () => {})
  process.stdin.on('close', () => {
    if (ended) return
    postgres.kill('SIGINT') // fast: open transactions are rolled back
    setTimeout(() => postgres.kill('SIGQUIT'), stopWaitMs).unref() // at once: recovered on the next start
    setTimeout(() => postgres.kill('SIGKILL'), 2 * stopWaitMs).unref()
  })
}

/** A full disk must not take the database down by way of its log. */
function keep(file: string, line: string): void {
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size
    if (size !== undefined && size > logBytesMax) renameSync(file, `${file}.1`)
    appendFileSync(file, `${line}\n`, { mode: 0o600 })
    if (size === undefined || size > logBytesMax) giveToOwnerOfFolder(file)
  } catch {
    // Nothing else can be told here.
  }
}
