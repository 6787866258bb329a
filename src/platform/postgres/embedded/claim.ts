import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { giveToOwnerOfFolder } from './run-as.ts'

/** How to reach the running server: a private socket folder, or a loopback port on Windows. */
export type Address = { host: string; port: number }

/** Who runs the database of a data folder. `started` tells a process from a later one with the same number. */
export type Running = { nonce: string; owner: number; started: string; address: Address | null }

/** Somebody alive runs this folder; `pid` is the process to stop. */
export type AlreadyRunning = { kind: 'already-running'; pid: number }

/** Longest wait for the database of a killed process to end, milliseconds. */
const orphanWaitMsMax = 30_000
/** A claim that cannot be read for so long was cut off while being written, milliseconds. */
const unreadableMsMax = 3_000

/** How the name of every socket folder begins. */
export const socketFolderPrefix = 'motcua-'

const claimFile = (dataFolder: string) => join(dataFolder, 'running.json')
export const databaseFolder = (dataFolder: string): string => join(dataFolder, 'database')

/**
 * Takes the data folder for this process. What a killed process left behind is cleared away:
 * its database is given time to end by itself, and is ended when nobody watches over it any more.
 */
export async function claim(dataFolder: string): Promise<Result<Running, AlreadyRunning>> {
  const mine: Running = { nonce: randomUUID(), owner: process.pid, started: startOf(process.pid), address: null }
  for (const since = Date.now(); ; await pause(25)) {
    if (create(claimFile(dataFolder), mine)) {
      const orphan = await endOrphan(dataFolder)
      if (orphan === null) return ok(mine)
      release(dataFolder, mine)
      return err({ kind: 'already-running', pid: orphan })
    }
    const other = readRunning(dataFolder)
    if (other && isAlive(other)) return err({ kind: 'already-running', pid: other.owner })
    if (other || Date.now() - since > unreadableMsMax) removeStale(dataFolder, other)
  }
}

/** Tells where the server listens, so that the command line can find it. */
export function publish(dataFolder: string, mine: Running, address: Address): void {
  const next = `${claimFile(dataFolder)}.${mine.nonce}`
  writeFileSync(next, JSON.stringify({ ...mine, address }), { mode: 0o600 })
  giveToOwnerOfFolder(next)
  renameSync(next, claimFile(dataFolder))
}

/** Gives the data folder back. */
export function release(dataFolder: string, mine: Running): void {
  if (readRunning(dataFolder)?.nonce === mine.nonce) rmSync(claimFile(dataFolder), { force: true })
}

/** The address of a server whose owner lives, or null. */
export function addressOf(dataFolder: string): Address | null {
  const running = readRunning(dataFolder)
  return running && isAlive(running) ? running.address : null
}

/** The database process of this folder, or null when the number in its lock file is nobody's or a stranger's. */
export function postmasterOf(dataFolder: string): number | null {
  const folder = databaseFolder(dataFolder)
  const pid = Number(readOrNull(join(folder, 'postmaster.pid'))?.split('\n')[0])
  return pid > 0 && processLives(pid) && stateOf(pid) !== 'Z' && worksIn(pid, folder) ? pid : null
}

function create(file: string, mine: Running): boolean {
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Two starters may see the same stale claim: the one who moved away somebody else's fresh one puts it back. */
function removeStale(dataFolder: string, stale: Running | null): void {
  const file = claimFile(dataFolder)
  const aside = `${file}.stale-${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = parse(readOrNull(aside))
  if (moved && moved.nonce !== stale?.nonce) {
    renameSync(aside, file)
    return
  }
  rmSync(aside, { force: true })
  const sockets = stale?.address?.host ?? ''
  if (basename(sockets).startsWith(socketFolderPrefix)) rmSync(sockets, { recursive: true, force: true })
}

/** Waits until the database of a dead owner is gone. Returns its pid when it does not end. */
async function endOrphan(dataFolder: string): Promise<number | null> {
  const since = Date.now()
  for (let asked = false; ; await pause(25)) {
    const pid = postmasterOf(dataFolder)
    if (pid === null) break
    if (Date.now() - since > orphanWaitMsMax) return pid
    if (!asked && Date.now() - since > 500) asked = interrupt(pid)
  }
  rmSync(join(databaseFolder(dataFolder), 'postmaster.pid'), { force: true })
  return null
}

function interrupt(pid: number): true {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // It ended meanwhile.
  }
  return true
}

const readRunning = (dataFolder: string): Running | null => parse(readOrNull(claimFile(dataFolder)))

function parse(text: string | null): Running | null {
  try {
    const value: Running | null = text === null ? null : JSON.parse(text)
    return value && typeof value.owner === 'number' ? value : null
  } catch {
    return null
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** A killed process whose parent has not noticed yet is dead to us. */
const isAlive = ({ owner, started }: Running): boolean => processLives(owner) && startOf(owner) === started && stateOf(owner) !== 'Z'

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process began, as the system counts it; empty where the system does not tell. */
const startOf = (pid: number): string => statOf(pid)[19] ?? ''

/** `Z` when it is over and only its number is left. */
const stateOf = (pid: number): string => statOf(pid)[0] ?? ''

/** What Linux tells of a process, from the state on. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  } catch {
    return []
  }
}

/** PostgreSQL works inside its data directory: this tells it from a stranger that got its number after a restart of the machine. */
function worksIn(pid: number, folder: string): boolean {
  if (!statSync('/proc/self', { throwIfNoEntry: false })) return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return readOrNull(`/proc/${pid}/cmdline`)?.includes('postgres') ?? false
  }
}
