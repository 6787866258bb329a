import type { Recurring } from '../../platform/jobs.ts'
import { type DeliverDeps, deliverDue } from './deliver/deliver.adapter.ts'

export { folderCarrier } from './deliver/folder.adapter.ts'

type DocumentJobDeps = Omit<DeliverDeps, 'log'> & {
  agencies: () => Promise<readonly number[]>
  log: DeliverDeps['log'] & { error(what: object, message: string): void }
}

/** Jobs of documents: every minute what was issued is carried to its recipients (gửi văn bản). */
export const documentJobs = ({ agencies, ...deps }: DocumentJobDeps): Recurring[] => [
  {
    name: 'documents-deliver',
    when: '* * * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          await deliverDue(deps, agencyId)
        } catch (error) {
          deps.log.error({ agencyId, err: error }, 'documents were not delivered') // the next agency, and the next minute
        }
      }
    },
  },
]
