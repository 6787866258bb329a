import { type Runner, run, type TaskList, Logger as WorkerLogger } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'

/** A job that comes back by the clock: `when` is a crontab line in UTC. */
export type Recurring = { name: string; when: string; run(): Promise<void> }

export type Jobs = { stop(): Promise<void>; oldestSeconds(): Promise<number> }

/**
 * Works off jobs beside the pages (việc nền). The queue lies in the same database, and is worked off by any
 * process of the office. Runs as the owner; each job opens the store under its own agency.
 */
export async function startJobs(owner: pg.ClientConfig, log: Logger, recurring: readonly Recurring[]): Promise<Jobs> {
  const pool = new pg.Pool({ ...owner, max: 4, application_name: 'motcua jobs' })
  pool.on('connect', (client) => client.on('error', (error) => log.warn({ err: error }, 'a connection of the job queue broke')))
  pool.on('error', (error) => log.warn({ err: error }, 'a connection of the job queue broke'))
  const taskList: TaskList = Object.fromEntries(
    recurring.map(({ name, run: work }) => [
      name,
      async () => {
        await work()
      },
    ]),
  )
  const runner: Runner = await run({
    pgPool: pool,
    taskList,
    crontab: recurring.map(({ name, when }) => `${when} ${name} ?max=3`).join('\n'),
    concurrency: 2,
    noHandleSignals: true,
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ job: message }, 'job queue')
    }),
  })
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job queue stopped'))
  return {
    stop: async () => {
      await runner.stop().catch(() => {})
      await pool.end()
    },
    oldestSeconds: async () => {
      const { rows } = await pool.query<{ age: string | null }>(
        `select extract(epoch from now() - min(run_at)) as age from graphile_worker.jobs where run_at <= now() and locked_at is null and attempts < max_attempts`,
      )
      return Number(rows[0]?.age ?? 0)
    },
  }
}
