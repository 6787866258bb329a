import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Binaries } from './binaries.ts'
import { databaseFolder, socketFolderPrefix } from './claim.ts'
import { asCommand, giveToOwnerOfFolder, own, type RunAs } from './run-as.ts'

/** Passwords of the two roles, made once, readable by the owner of the data folder alone. */
export type Secrets = { superuser: string; app: string }

export type ClusterRefused =
  | { kind: 'secrets-missing'; file: string }
  | { kind: 'other-version'; found: string; needed: string }
  | { kind: 'did-not-start'; lines: string[] }

/** The version in the lock file; a folder of another one has to be moved over by a backup. */
const versionNeeded = '18'

/** Longest socket path the system takes, bytes; `/.s.PGSQL.5432` follows the folder. */
const socketPathBytesMax = process.platform === 'linux' ? 107 : 103

/** What this process may use: the machine's memory, or less where its container says so. MiB. */
const memoryMiB = Math.floor(Math.min(totalmem(), process.constrainedMemory() || totalmem()) / 2 ** 20)

/**
 * Written into postgresql.conf once, where an administrator may change it.
 * Terse log lines: the details of an error would carry personal data into the log.
 */
const settings = {
  // An eighth of the memory, which the office's machine shares with others; a million dossiers are read from two gigabytes.
  shared_buffers: `${Math.max(128, Math.min(2048, Math.floor(memoryMiB / 8)))}MB`,
  effective_cache_size: `${Math.max(512, Math.floor(memoryMiB / 2))}MB`,
  max_connections: '100',
  fsync: 'on',
  synchronous_commit: 'on',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'Asia/Ho_Chi_Minh',
  log_line_prefix: '%m [%p] ',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_checkpoints: 'off',
}

export const secretsFile = (dataFolder: string): string => join(dataFolder, 'database.json')

export const readSecrets = (dataFolder: string): Secrets => JSON.parse(readFileSync(secretsFile(dataFolder), 'utf8'))

/**
 * The database files of a data folder, made on the first start. They are made beside their place and moved there
 * when whole: a start that was cut off leaves nothing that looks like a database.
 */
export function ensureCluster(dataFolder: string, binaries: Binaries, runAs: RunAs): Result<Secrets, ClusterRefused> {
  const folder = databaseFolder(dataFolder)
  if (existsSync(folder)) return reopenCluster(dataFolder, runAs)

  const secrets = { superuser: newPassword(), app: newPassword() }
  const whole = `${folder}.new-${randomUUID()}`
  const passwordFolder = socketFolder(runAs)
  const passwordFile = join(passwordFolder, 'password')
  try {
    mkdirSync(whole, { mode: 0o700 })
    own(whole, runAs)
    writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 })
    own(passwordFile, runAs)
    const { command, args, rights } = asCommand(runAs, binaries.initdb, initdbArguments(whole, passwordFile))
    const { status, stderr, error } = spawnSync(command, args, {
      ...rights,
      cwd: '/',
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    })
    if (status !== 0) return err({ kind: 'did-not-start', lines: [error?.message ?? '', ...stderr.split('\n')].filter(Boolean) })
    writeSecrets(dataFolder, secrets)
    renameSync(whole, folder)
    return ok(secrets)
  } finally {
    rmSync(whole, { recursive: true, force: true })
    rmSync(passwordFolder, { recursive: true, force: true })
  }
}

/** A folder only its user may enter, short enough for a socket. The long temporary folder of some machines is not. */
export function socketFolder(runAs: RunAs): string {
  const fits = Buffer.byteLength(join(tmpdir(), `${socketFolderPrefix}XXXXXX`, '.s.PGSQL.5432')) <= socketPathBytesMax
  const folder = mkdtempSync(join(fits || process.platform === 'win32' ? tmpdir() : '/tmp', socketFolderPrefix))
  own(folder, runAs)
  return folder
}

function reopenCluster(dataFolder: string, runAs: RunAs): Result<Secrets, ClusterRefused> {
  const folder = databaseFolder(dataFolder)
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (found !== versionNeeded) return err({ kind: 'other-version', found, needed: versionNeeded })
  if (!existsSync(secretsFile(dataFolder))) return err({ kind: 'secrets-missing', file: secretsFile(dataFolder) })
  own(folder, runAs)
  return ok(readSecrets(dataFolder))
}

const initdbArguments = (folder: string, passwordFile: string): string[] => [
  `--pgdata=${folder}`,
  '--username=postgres',
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin', // the order of an index never depends on the machine
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
  ...Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
]

function writeSecrets(dataFolder: string, secrets: Secrets): void {
  const file = secretsFile(dataFolder)
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  giveToOwnerOfFolder(file)
}

const newPassword = (): string => randomBytes(24).toString('base64url')
