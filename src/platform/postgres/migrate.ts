import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** One advisory lock for all processes that migrate the same database. */
const migrationLock = 7_330_001

/** A migration file that was changed after it had been applied: a bug in the release, never repaired silently. */
export class MigrationChanged extends Error {}

/**
 * Brings the database to the newest schema: `NNNN_name.sql` in order, each in a transaction of its own, under an advisory
 * lock, so that several processes may start at once. Applied files are remembered with their checksum.
 *
 * @returns the names applied now; empty when the schema was up to date
 */
export async function migrate(owner: pg.ClientConfig, folder: string): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${migrationLock})`)
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'motcua_app') then create role motcua_app nologin nosuperuser nobypassrls; end if;
      if not pg_has_role(current_user, 'motcua_app', 'member') then execute format('grant motcua_app to %I', current_user); end if;
    end $$`)
    await client.query(
      'create table if not exists public.motcua_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from public.motcua_migration')
    const known = new Map(rows.map((r) => [r.name, r.checksum]))
    const applied: string[] = []
    for (const name of readdirSync(folder)
      .filter((f) => /^\d{4}_.+\.sql$/.test(f))
      .sort()) {
      const sql = readFileSync(join(folder, name), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      if (known.get(name) === checksum) continue
      if (known.has(name)) throw new MigrationChanged(`${name} was changed after it had been applied`)
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into public.motcua_migration (name, checksum) values ($1, $2)', [name, checksum])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}
