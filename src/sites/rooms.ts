import { dayInVietnam, type Moment } from '../kernel/moment.ts'
import { remember } from '../kernel/remember.ts'
import type { WorkingCalendar } from '../modules/clock/model.ts'
import { calendarOf } from '../modules/clock/service.ts'
import { type DossierDeps, type ProcedureInForce, planOf } from '../modules/dossiers/service.ts'
import type { OrgSnapshot } from '../modules/org/model.ts'
import { orgAsOf } from '../modules/org/service.ts'
import { type ProcedureService, procedureService } from '../modules/procedures/service.ts'
import type { Database } from '../platform/postgres/database.ts'

/** How long people, posts and calendars of an agency may be remembered. What this process changes is forgotten at once; others follow within it. */
const rememberedMs = 5_000

/** What commands and pages ask again and again: who is who, which calendar, which plan. */
export type Rooms = {
  procedures: ProcedureService
  calendarOf(agencyId: number): Promise<WorkingCalendar>
  orgOf(agencyId: number): Promise<OrgSnapshot>
  inForce: DossierDeps['inForce']
  planOf: DossierDeps['planOf']
  freshCalendarOf: DossierDeps['freshCalendarOf']
  /** After something of the agency's organisation, calendar or procedures changed here. */
  forget(agencyId: number): void
}

/** Opens the rooms over a store. Plans of published versions never change, so they are kept; the rest is asked again after a few seconds. */
export function rooms(db: Database, now: () => Moment, elapsedMs: () => number): Rooms {
  const org = remember((agencyId: number) => db.inAgency(agencyId, (tx) => orgAsOf(tx, agencyId, dayInVietnam(now()))), {
    forMs: rememberedMs,
    elapsedMs,
  })
  const calendar = remember(
    async (agencyId: number) => {
      const { hours } = await org.get(agencyId)
      return db.inAgency(agencyId, (tx) => calendarOf(tx, agencyId, hours))
    },
    { forMs: rememberedMs, elapsedMs },
  )
  const procedures = procedureService({ db })
  const plans = remember(
    async (key: string) => {
      const [agencyId = 0, procedureId = 0, version = 0] = key.split('/').map(Number)
      const found = await procedures.definitionOf(agencyId, procedureId, version)
      return planOf(found.process, found.assignments, found.oneStopUnitId)
    },
    { forMs: Number.POSITIVE_INFINITY, elapsedMs, keysMax: 5_000 },
  )
  const inForce = remember(
    async (key: string): Promise<ProcedureInForce | null> => {
      const [agencyId = 0, procedureId = 0, day = 0] = key.split('/').map(Number)
      const found = await procedures.definitionInForce(agencyId, procedureId, day as Parameters<DossierDeps['inForce']>[2])
      if (!found) return null
      const plan = await plans.get(`${agencyId}/${procedureId}/${found.version}`)
      return { procedureId, version: found.version, name: found.name, plan }
    },
    { forMs: rememberedMs, elapsedMs },
  )
  return {
    procedures,
    calendarOf: (agencyId) => calendar.get(agencyId),
    orgOf: (agencyId) => org.get(agencyId),
    inForce: (agencyId, procedureId, on) => inForce.get(`${agencyId}/${procedureId}/${on}`),
    freshCalendarOf(agencyId) {
      org.forget(agencyId)
      calendar.forget(agencyId)
      return calendar.get(agencyId)
    },
    planOf: (agencyId, procedureId, version) => plans.get(`${agencyId}/${procedureId}/${version}`),
    forget(agencyId) {
      org.forget(agencyId)
      calendar.forget(agencyId)
      inForce.forgetAll()
    },
  }
}
