import type { Logger } from 'pino'
import type { Recurring } from '../../platform/jobs.ts'
import type { PapersService } from './service.ts'

/** Reads what waits to be read: every minute, for what the process that took it in did not come to. */
export const paperJobs = (deps: {
  agencies(): Promise<readonly number[]>
  service: Pick<PapersService, 'readWaiting'>
  log: Logger
}): Recurring[] => [
  {
    name: 'papers-read',
    when: '* * * * *',
    async run() {
      for (const agencyId of await deps.agencies()) {
        const read = await deps.service.readWaiting(agencyId)
        if (read > 0) deps.log.info({ agencyId, read }, 'scans were read')
      }
    },
  },
]
