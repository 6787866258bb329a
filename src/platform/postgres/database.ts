import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import pg from 'pg'
import { type Day, day, dayText, type Moment } from '../../kernel/moment.ts'
import type { DB } from './schema.ts'

/** Builds typed SQL and never runs it: what it compiles is run by a transaction that has an agency. */
export const sqlFor = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Numbers instead of objects: bigint as number (ours stay below 2^53), times as Moment, dates as Day, bytes as they are. */
const asNumbers: Record<number, (text: string) => unknown> = {
  20: Number,
  1700: Number,
  1082: (text) => day(text),
  1184: (text) =>
    Math.floor(Date.parse(text.includes('T') ? text : `${text.replace(' ', 'T')}${/[+-]\d\d$/.test(text) ? ':00' : ''}`) / 1000),
}
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && asNumbers[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** A moment as the text that `timestamptz` parameters of a prepared statement take. */
export const iso = (value: Moment): string => new Date(value * 1000).toISOString()

/** A moment in a Kysely query. */
export const at = (value: Moment): RawBuilder<Moment> => sql<Moment>`${iso(value)}::timestamptz`

/** A date in a Kysely query. */
export const on = (value: Day): RawBuilder<Day> => sql<Day>`${dayText(value)}::date`

/** A value for a `jsonb` column in a Kysely query. */
export const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`

/** A prepared statement: its text is fixed, so it gets a name and is planned once a connection. */
export type Statement = { name: string; text: string }

/** Runs SQL inside one transaction that belongs to one agency. */
export interface Tx {
  /** All rows of a compiled Kysely query. */
  all<O>(query: { compile(): CompiledQuery<O> }): Promise<O[]>
  /** The first row, or undefined. */
  one<O>(query: { compile(): CompiledQuery<O> }): Promise<O | undefined>
  /** Rows of a fixed statement, planned once a connection. The hot path. */
  rows<O extends object>(statement: Statement, values: readonly unknown[]): Promise<O[]>
  /**
   * Sends a write whose rows nobody waits for; it shares its trip with the commit. If it fails the transaction fails.
   */
  last(statement: Statement, values: readonly unknown[]): void
  /**
   * As `last`, with its rows: they can be awaited only outside, once the transaction is over. A row that everybody wants to change is
   * then held no longer than the database needs.
   */
  lastRows<O extends object>(statement: Statement, values: readonly unknown[]): { rows: Promise<O[]> }
}

/** The database is out of reach or too busy: the caller may try again; nothing was written. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
}

/** Two writers wanted the same place, or a rule of the schema said no. `constraint` names it. */
export const violatedConstraint = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError && error.code?.startsWith('23') ? error.constraint : undefined

export type Database = {
  /** One transaction under one agency: row-level security admits only its rows. */
  inAgency<T>(agencyId: number, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Reads of the public directory and the national calendar, which have no agency. */
  everywhere<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Connections in use, idle, and callers waiting. */
  load(): { total: number; idle: number; waiting: number }
  close(): Promise<void>
}

/** Connection errors of PostgreSQL: shutting down, starting, too many connections, cannot write (full disk). */
const away = new Set(['57P01', '57P02', '57P03', '53300', '53100', '53200', '08000', '08003', '08006', '25006', '58030'])

const isAway = (error: unknown): boolean => {
  if (error instanceof pg.DatabaseError) return away.has(error.code ?? '')
  const { code, message } = error as NodeJS.ErrnoException
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/.test(code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable/i.test(message ?? '')
  )
}

/** Opens the pool as the role motcua_app, which owns no table. */
export function openDatabase(config: pg.PoolConfig): Database {
  const pool = new pg.Pool({
    max: 32,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'motcua',
    ...config,
    options: `${config.options ?? ''} -c role=motcua_app -c timezone=UTC`.trim(),
    pipeline: true,
    types,
  } as pg.PoolConfig)
  // A connection that breaks in use fails its own query; an error that nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', () => {}) // an idle connection broke; the next caller gets a fresh one or DatabaseAway

  /** Begin and the first statement travel together, as do the last one and the commit: two trips for load, decide, write. */
  const transaction = async <T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw isAway(error) ? new DatabaseAway('no connection', { cause: error }) : error
    })
    let broken: Error | undefined
    try {
      const begun = client.query(begin)
      begun.catch(() => {})
      const sent: Promise<unknown>[] = [begun]
      const run = <O>(query: { compile(): CompiledQuery<O> }) => {
        const { sql, parameters } = query.compile()
        return client.query(sql, parameters as unknown[]).then((r) => r.rows as O[])
      }
      const tx: Tx = {
        all: run,
        one: async (query) => (await run(query))[0],
        rows: async <O extends object>({ name, text }: Statement, values: readonly unknown[]) =>
          (await client.query<O>({ name, text, values: values as unknown[] })).rows,
        last: ({ name, text }, values) => {
          const write = client.query({ name, text, values: values as unknown[] })
          write.catch(() => {})
          sent.push(write)
        },
        lastRows: <O extends object>({ name, text }: Statement, values: readonly unknown[]) => {
          const write = client.query<O>({ name, text, values: values as unknown[] })
          write.catch(() => {})
          sent.push(write)
          const rows = write.then((answer) => answer.rows)
          rows.catch(() => {})
          return { rows }
        },
      }
      const outcome = await work(tx)
      const committed = client.query('commit')
      committed.catch(() => {})
      await Promise.all(sent)
      if ((await committed).command !== 'COMMIT') throw new Error('the transaction was rolled back')
      return outcome
    } catch (error) {
      if (isAway(error)) {
        broken = error as Error
        throw new DatabaseAway('the connection broke', { cause: error })
      }
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    inAgency: (agencyId, work) => {
      if (!Number.isSafeInteger(agencyId)) throw new TypeError('an agency id is a whole number')
      return transaction(`begin; set local app.agency_id = '${agencyId}'`, work)
    },
    everywhere: (work) => transaction('begin', work),
    load: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  }
}
