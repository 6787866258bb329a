import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { ok, type Result } from '../../kernel/result.ts'
import type { Settings } from '../settings.ts'
import { type Database, openDatabase } from './database.ts'
import { connectRunning, type EmbeddedRefused, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

const migrationsFolder = fileURLToPath(new URL('../../../db/migrations', import.meta.url))

/** The store, migrated and open (kho dữ liệu). */
export type Store = {
  db: Database
  /** The owner of the tables: migrations, the job queue, loading of the national calendar. */
  owner: pg.ClientConfig
  /** Settles when an embedded database ends by itself; never for a server of the user's. */
  ended: Promise<string[]>
  stop(): Promise<void>
}

const never = new Promise<string[]>(() => {})

/**
 * Opens the store: the user's server, or the embedded one.
 * @param joins take the embedded server that already runs on the folder, as commands do; a second office is refused instead
 */
export async function openStore(
  settings: Pick<Settings, 'databaseUrl' | 'dataFolder'>,
  { joins }: { joins: boolean },
): Promise<Result<Store, EmbeddedRefused>> {
  if (settings.databaseUrl)
    return ok(await ready({ connectionString: settings.databaseUrl }, { connectionString: settings.databaseUrl }, never, async () => {}))
  const running = joins ? connectRunning(settings.dataFolder) : null
  if (running) return ok(await ready(running.superuser, running.app, never, async () => {}))
  const started = await startEmbedded(settings.dataFolder)
  if (!started.ok) return started
  const { superuser, app, ended, stop } = started.value
  try {
    return ok(await ready(superuser, app, ended, stop))
  } catch (error) {
    await stop()
    throw error
  }
}

async function ready(owner: pg.ClientConfig, app: pg.ClientConfig, ended: Promise<string[]>, stop: () => Promise<void>): Promise<Store> {
  await migrate(owner, migrationsFolder)
  const db = openDatabase(app)
  return {
    db,
    owner,
    ended,
    stop: async () => {
      await db.close()
      await stop()
    },
  }
}
