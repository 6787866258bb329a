import type { Moment } from '../../kernel/moment.ts'
import type { Recurring } from '../../platform/jobs.ts'
import type { Database } from '../../platform/postgres/database.ts'
import type { Broken } from './model.ts'
import { setAnchors, verifyAgency } from './service.ts'

/** All agencies of the installation; the journal does not know the organisation. */
export type Agencies = () => Promise<readonly number[]>

/** Sets the anchors that are due, agency by agency. @returns how many */
export async function anchorAll(db: Database, agencies: Agencies, now: Moment): Promise<number> {
  let set = 0
  for (const agencyId of await agencies()) set += await setAnchors(db, agencyId, now)
  return set
}

/** Recomputes the whole journal, agency by agency, and stops at the first thing that does not fit. */
export async function verifyAll(db: Database, agencies: Agencies): Promise<{ entries: number; broken: Broken | null }> {
  let entries = 0
  for (const agencyId of await agencies()) {
    const found = await verifyAgency(db, agencyId)
    entries += found.entries
    if (found.broken) return { entries, broken: found.broken }
  }
  return { entries, broken: null }
}

export type JournalJobDeps = {
  db: Database
  agencies: Agencies
  now: () => Moment
  log: { info(what: object, message: string): void; error(what: object, message: string): void }
}

/** Jobs of the journal: anchors six minutes past every hour, when the hour before has settled; the whole journal checked at night (Viet Nam). */
export const journalJobs = ({ db, agencies, now, log }: JournalJobDeps): Recurring[] => [
  {
    name: 'journal-anchors',
    when: '6 * * * *',
    run: async () => {
      await anchorAll(db, agencies, now())
    },
  },
  {
    name: 'journal-verify',
    when: '30 19 * * *',
    run: async () => {
      const { entries, broken } = await verifyAll(db, agencies)
      if (broken) log.error({ entries, broken }, 'the journal is broken')
      else log.info({ entries }, 'the journal is intact')
    },
  },
]
