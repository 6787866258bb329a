import type { Moment } from '../../kernel/moment.ts'
import type { Recurring } from '../../platform/jobs.ts'
import type { Database } from '../../platform/postgres/database.ts'
import { allAgencies, cleanUpAgency } from './store.ts'

/** Every night: ended sessions and old answers to repeated forms go (dọn phiên đã hết). @returns how many, over all agencies */
export async function cleanUp(db: Database, now: Moment): Promise<{ sessions: number; answers: number }> {
  const total = { sessions: 0, answers: 0 }
  for (const agencyId of await allAgencies(db)) {
    const gone = await cleanUpAgency(db, agencyId, now)
    total.sessions += gone.sessions
    total.answers += gone.answers
  }
  return total
}

/** Jobs of this module. 19:10 UTC is ten past two at night in Viet Nam. */
export const accountJobs = ({ db, now }: { db: Database; now: () => Moment }): Recurring[] => [
  {
    name: 'accounts-clean-up',
    when: '10 19 * * *',
    run: async () => {
      await cleanUp(db, now())
    },
  },
]
