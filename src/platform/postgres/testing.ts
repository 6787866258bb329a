import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Database, openDatabase } from './database.ts'
import { connectRunning, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

export const migrationsFolder = fileURLToPath(new URL('../../../db/migrations', import.meta.url))

const open: (() => Promise<void>)[] = []
// At the top of the file on purpose: a hook registered inside `before` would run as soon as that hook ends.
after(() => Promise.all(open.map((close) => close())))

/** A database of its own for one test file: all migrations, no rows. `owner` bypasses row-level security: for looking and for breaking things. */
export type TestDatabase = { db: Database; owner: pg.Client; ownerConfig: pg.ClientConfig; close(): Promise<void> }

/** Changes whenever a migration changes, so that templates of older schemas are not used. */
const schemaName = () => {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrationsFolder).sort()) hash.update(file).update(readFileSync(join(migrationsFolder, file)))
  return `motcua_template_${hash.digest('hex').slice(0, 12)}`
}

/** The server of the tests: DATABASE_URL, the one that the runner started for all files, or one of our own for this file. */
async function server(): Promise<{ config: pg.ClientConfig; stop(): Promise<void> }> {
  if (process.env.DATABASE_URL) return { config: { connectionString: process.env.DATABASE_URL }, stop: async () => {} }
  const shared = process.env.TEST_SERVER_FOLDER && connectRunning(process.env.TEST_SERVER_FOLDER)
  if (shared) return { config: shared.superuser, stop: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'motcua-test-'))
  const started = await startEmbedded(folder)
  if (!started.ok) throw new Error(`no test database: ${started.error.kind}`)
  return {
    config: started.value.superuser,
    stop: async () => {
      await started.value.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const named = (config: pg.ClientConfig, database: string): pg.ClientConfig => {
  if (!config.connectionString) return { ...config, database }
  const url = new URL(config.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.toString() }
}

/** Makes a fresh database from a migrated template. Closes itself after the file's tests. */
export async function testDatabase(): Promise<TestDatabase> {
  const { config, stop } = await server()
  const template = schemaName()
  const name = `motcua_test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(
    named(config, config.connectionString ? new URL(config.connectionString).pathname.slice(1) || 'postgres' : 'postgres'),
  )
  await admin.connect()
  await admin.query('select pg_advisory_lock(7330002)')
  try {
    const { rows } = await admin.query('select from pg_database where datname = $1', [template])
    if (rows.length === 0) {
      await admin.query(`create database ${template}_new`)
      await migrate(named(config, `${template}_new`), migrationsFolder)
      await admin.query(`alter database ${template}_new rename to ${template}`)
    }
    await admin.query(`create database ${name} template ${template}`)
  } finally {
    await admin.query('select pg_advisory_unlock(7330002)')
  }
  const ownerConfig = named(config, name)
  const owner = new pg.Client(ownerConfig)
  await owner.connect()
  const db = openDatabase({ ...ownerConfig, max: 8 })
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await db.close()
    await owner.end()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    await stop()
  }
  open.push(close)
  return { db, owner, ownerConfig, close }
}
