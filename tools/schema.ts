// Writes what the migrations make, for review: `src/platform/postgres/schema.ts` (types of every table, for Kysely) and
// `db/schema.sql` (tables, keys, policies, grants as one text). Run with the address of a migrated database; a test runs it and expects no change.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Types of all tables, as the driver of this project reads them: times as Moment, dates as Day. */
export function typesOf(url: string): string {
  const mapping = {
    timestamptz: 'Moment',
    date: 'Day',
    int8: 'number',
    bytea: 'Buffer',
    tsvector: 'string',
    jsonb: 'unknown',
  }
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      `--url=${url}`,
      '--dialect=postgres',
      '--print',
      '--default-schema=public',
      '--exclude-pattern={graphile_worker.*,public.*}',
      `--type-mapping=${JSON.stringify(mapping)}`,
      `--custom-imports=${JSON.stringify({ Moment: '../../kernel/moment.ts#Moment', Day: '../../kernel/moment.ts#Day' })}`,
    ],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr || stdout)
  const text = stdout.slice(stdout.indexOf('import')).replace(/\r/g, '')
  return ('// Made from the migrations by tools/schema.ts. Do not edit.\n' + text).replace(/\n{3,}/g, '\n\n')
}

/** The schema as text, in a fixed order, without owners' names. */
export async function dumpOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const lines: string[] = ['-- Made from the migrations by tools/schema.ts, for review. Do not edit.']
  const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname !~ '^pg_'`
  try {
    const { rows: tables } = await client.query<{ oid: number; name: string; secured: boolean }>(
      `select c.oid, n.nspname || '.' || c.relname as name, c.relrowsecurity as secured from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours} order by 2`,
    )
    for (const { oid, name, secured } of tables) {
      const column = await client.query<{ line: string }>(
        `select format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
           coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || case a.attidentity when 'a' then ' generated always as identity' else '' end) as line
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
        [oid],
      )
      lines.push('', `table ${name}${secured ? ' (row-level security)' : ''}`, ...column.rows.map((r) => r.line))
      const more = await client.query<{ line: string }>(
        `select '  ' || conname || ': ' || pg_get_constraintdef(oid) as line from pg_constraint where conrelid = $1 and contype <> 'n' union all
         select '  ' || pg_get_indexdef(indexrelid) from pg_index where indrelid = $1 and not exists (select from pg_constraint where conindid = indexrelid and conrelid = $1) union all
         select '  policy ' || polname || ' for ' || polcmd::text || coalesce(' using ' || pg_get_expr(polqual, polrelid), '') || coalesce(' check ' || pg_get_expr(polwithcheck, polrelid), '') from pg_policy where polrelid = $1 union all
         select '  motcua_app may ' || string_agg(lower(privilege_type), ', ' order by privilege_type) from information_schema.role_table_grants where grantee = 'motcua_app' and (quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass = $1 having count(*) > 0
         order by 1`,
        [oid],
      )
      lines.push(...more.rows.map((r) => r.line))
    }
    const functions = await client.query<{ line: string }>(
      `select pg_get_functiondef(p.oid) as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} order by n.nspname, p.proname, p.oid`,
    )
    lines.push('', ...functions.rows.map((r) => r.line))
    const views = await client.query<{ line: string }>(
      `select 'view ' || n.nspname || '.' || c.relname || E'\n' || pg_get_viewdef(c.oid) as line from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${ours} order by 1`,
    )
    lines.push(...views.rows.map((r) => r.line))
    return lines.join('\n') + '\n'
  } finally {
    await client.end()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.argv[2] ?? process.env.DATABASE_URL
  if (!url) throw new Error('usage: tools/schema.ts postgres://…')
  writeFileSync(join(root, 'src/platform/postgres/schema.ts'), typesOf(url))
  writeFileSync(join(root, 'db/schema.sql'), await dumpOf(url))
  console.error(`${readFileSync(join(root, 'db/schema.sql'), 'utf8').split('\n').length} lines of schema written`)
}
