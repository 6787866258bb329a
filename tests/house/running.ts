import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { moment } from '../../src/kernel/moment.ts'
import { permissions } from '../../src/modules/org/model.ts'
import { openStore } from '../../src/platform/postgres/open.ts'
import { openDepartment } from '../stories/department.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const startedAt = '2026-03-02T08:00'

/** A data folder with the small department in it: what a second start finds. */
export type Prepared = { folder: string; token: string; procedureId: number; remove(): void }

export async function prepare(): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua đang chạy '))
  const store = await openStore({ databaseUrl: null, dataFolder: folder }, { joins: false })
  if (!store.ok) throw new Error(`no store: ${store.error.kind}`)
  const department = await openDepartment(store.value.db, moment(`${startedAt}:00+07:00`))
  const token = await department.token('motcua1', permissions)
  await store.value.stop()
  const procedureId = department.procedures.get('thu-cap-doi') ?? 0
  return { folder, token, procedureId, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A product started as its user starts it. */
export type Office = {
  /** Where it listens; rejects when it ended before. */
  base: Promise<string>
  process: ChildProcess
  /** What it said on stdout and stderr so far. */
  said(): string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
}

/** Starts `src/main.ts` with this environment and nothing of ours but what is needed to run. */
export const startOffice = (env: Record<string, string>): Office => run(['src/main.ts'], { PORT: '0', ...env })

/** Runs a command line of the product to its end. */
export async function command(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number | NodeJS.Signals | null; said: string }> {
  const office = run(['src/cli.ts', ...args], env)
  office.base.catch(() => {})
  return { code: await office.ended, said: office.said() }
}

function run(args: readonly string[], env: Record<string, string>): Office {
  const kept = Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SYSTEMROOT'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  )
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { ...kept, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const base = new Promise<string>((done, fail) => {
    const hear = (chunk: Buffer) => {
      said += chunk
      const address = /đang chạy: (http:\S+)[\s\S]*Dừng: Ctrl\+C/.exec(said)?.[1]
      if (address) done(address)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('close', () => fail(new Error(`it ended (${child.exitCode ?? child.signalCode}): ${said}`)))
  })
  base.catch(() => {})
  const ended = new Promise<number | NodeJS.Signals | null>((done) => child.once('close', (code, signal) => done(code ?? signal)))
  return { base, process: child, said: () => said, ended }
}
