import type { Recurring } from '../../platform/jobs.ts'
import type { DossierService } from './service.ts'

type DossierJobDeps = {
  agencies: () => Promise<readonly number[]>
  service: Pick<DossierService, 'recomputeDue'>
  log: { info(what: object, message: string): void; error(what: object, message: string): void }
}

/**
 * Jobs of dossiers: due times computed anew at night (Viet Nam). Loading a calendar does so at once; this finds what an act wrote in the
 * seconds in which another process still remembered the calendar before.
 */
export const dossierJobs = ({ agencies, service, log }: DossierJobDeps): Recurring[] => [
  {
    name: 'dossiers-recompute-due',
    when: '10 18 * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          const { seen, moved } = await service.recomputeDue({ agencyId, officerId: null })
          log.info({ agencyId, seen, moved }, 'due times computed anew')
        } catch (error) {
          log.error({ agencyId, err: error }, 'due times were not computed anew') // the next agency, and the next night
        }
      }
    },
  },
]
