import type { Recurring } from '../../platform/jobs.ts'
import { type DueRunDeps, workDueRun } from './due-runs/service.ts'
import { type MigrationDeps, migrationService } from './migrate/service.ts'
import { type RemindDeps, remindOfficers } from './notify/service.ts'
import type { DossierService } from './service.ts'

type DossierJobDeps = {
  agencies: () => Promise<readonly number[]>
  service: Pick<DossierService, 'recomputeDue' | 'endLapsedPauses' | 'auditPauses' | 'draftApologies' | 'recordUnanswered' | 'fillLedgers'>
  log: { info(what: object, message: string): void; error(what: object, message: string): void }
}

/**
 * Jobs of dossiers: due times computed anew at night (Viet Nam). Loading a calendar does so at once; this finds what an act wrote in the
 * seconds in which another process still remembered the calendar before. Every hour, dossiers whose longest pause is over come back, and in office hours
 * apologies are drafted. At night the time ledger of dossiers that ended before there was one.
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
  {
    name: 'dossiers-end-lapsed-pauses',
    when: '5 * * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          const { seen, ended } = await service.endLapsedPauses({ agencyId, officerId: null })
          if (seen > 0) log.info({ agencyId, seen, ended }, 'pauses whose longest length was over')
        } catch (error) {
          log.error({ agencyId, err: error }, 'pauses that were over were not ended') // the next agency, and the next hour
        }
      }
    },
  },
  {
    name: 'dossiers-audit-pauses',
    when: '12 * * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          const { judged, turnedLong } = await service.auditPauses(agencyId)
          if (judged + turnedLong > 0) log.info({ agencyId, judged, turnedLong }, 'pauses judged for the audit')
        } catch (error) {
          log.error({ agencyId, err: error }, 'pauses were not judged') // the next agency, and the next hour
        }
      }
    },
  },
  {
    // Every hour from 7 to 17 in Viet Nam; after the lapsed pauses, which decide what is late.
    name: 'dossiers-draft-apologies',
    when: '20 0-10 * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          const { seen, drafted } = await service.draftApologies({ agencyId, officerId: null })
          if (drafted > 0) log.info({ agencyId, seen, drafted }, 'apologies drafted')
        } catch (error) {
          log.error({ agencyId, err: error }, 'apologies were not drafted') // the next agency, and the next hour
        }
      }
    },
  },
  {
    // Before the apologies are drafted, and before the morning's reminders.
    name: 'dossiers-record-unanswered',
    when: '15 * * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          const { seen, recorded } = await service.recordUnanswered({ agencyId, officerId: null })
          if (seen > 0) log.info({ agencyId, seen, recorded }, 'opinions whose term was over with no answer')
        } catch (error) {
          log.error({ agencyId, err: error }, 'missing answers were not recorded') // the next agency, and the next hour
        }
      }
    },
  },
  {
    name: 'dossiers-fill-ledgers',
    when: '40 18 * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          const { filled } = await service.fillLedgers(agencyId)
          if (filled > 0) log.info({ agencyId, filled }, 'time ledgers of older dossiers made')
        } catch (error) {
          log.error({ agencyId, err: error }, 'time ledgers of older dossiers were not made') // the next agency, and the next night
        }
      }
    },
  },
]

type DueRunJobDeps = DueRunDeps & Pick<DossierJobDeps, 'agencies' | 'log'>

/**
 * Goes on with the computing anew of due times after a change of the calendar (tính lại hạn). The change wakes it at once; every minute it
 * looks by itself for what was broken off.
 */
export const dueRunJobs = ({ agencies, log, ...deps }: DueRunJobDeps): Recurring[] => [
  {
    name: 'dossiers-due-runs',
    when: '* * * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          await workDueRun(deps, agencyId)
        } catch (error) {
          log.error({ agencyId, err: error }, 'a computing anew of due times was broken off') // the next minute goes on
        }
      }
    },
  },
]

type MigrationJobDeps = Pick<DossierJobDeps, 'agencies' | 'log'> & MigrationDeps

/** Goes on with moves to another version of a process that were broken off, or whose page was closed (làm tiếp việc chuyển quy trình). */
export const migrationJobs = ({ agencies, log, ...deps }: MigrationJobDeps): Recurring[] => [
  {
    name: 'dossiers-migrations',
    when: '* * * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          const { runs } = await migrationService(deps).takeUp(agencyId)
          if (runs > 0) log.info({ agencyId, runs }, 'moves to another version of a process gone on with')
        } catch (error) {
          log.error({ agencyId, err: error }, 'a move to another version of a process was broken off') // the next minute goes on
        }
      }
    },
  },
]

type ReminderJobDeps = RemindDeps & Pick<DossierJobDeps, 'agencies' | 'log'>

/**
 * Reminders to officers (nhắc việc): at half past seven in Viet Nam, and again every hour until half past four, which makes up for a morning
 * on which the machine stood still and writes nothing twice.
 */
export const reminderJobs = ({ agencies, log, ...deps }: ReminderJobDeps): Recurring[] => [
  {
    name: 'dossiers-remind-officers',
    when: '30 0-9 * * *',
    run: async () => {
      for (const agencyId of await agencies()) {
        try {
          await remindOfficers(deps, agencyId)
        } catch (error) {
          log.error({ agencyId, err: error }, 'officers were not reminded') // the next agency, and the next hour
        }
      }
    },
  },
]
