import type { Recurring } from '../../platform/jobs.ts'
import { type DeliverDeps, deliverDue } from './deliver/deliver.adapter.ts'
import { type ReadTextDeps, readWaiting } from './read-text/read-text.adapter.ts'

export { folderCarrier } from './deliver/folder.adapter.ts'

type DocumentJobDeps = Omit<DeliverDeps & ReadTextDeps, 'log'> & {
  agencies: () => Promise<readonly number[]>
  log: DeliverDeps['log'] & { error(what: object, message: string): void }
}

/** Jobs of documents: every minute what was issued is carried to its recipients (gửi văn bản), and files are read for the search. */
export function documentJobs({ agencies, ...deps }: DocumentJobDeps): Recurring[] {
  const each = (work: (agencyId: number) => Promise<unknown>, what: string) => async () => {
    for (const agencyId of await agencies()) {
      try {
        await work(agencyId)
      } catch (error) {
        deps.log.error({ agencyId, err: error }, what) // the next agency, and the next minute
      }
    }
  }
  return [
    { name: 'documents-deliver', when: '* * * * *', run: each((id) => deliverDue(deps, id), 'documents were not delivered') },
    { name: 'documents-read', when: '* * * * *', run: each((id) => readWaiting(deps, id), 'documents were not read') },
  ]
}
