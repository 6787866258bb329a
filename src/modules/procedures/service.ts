import type { Day } from '../../kernel/moment.ts'
import { remember } from '../../kernel/remember.ts'
import type { Database, Tx } from '../../platform/postgres/database.ts'
import { orgAsOf } from '../org/service.ts'
import { unheld } from './assign/decide.ts'
import type { ConfirmedAssignments } from './mapping.ts'
import type { InternalProcess } from './process.ts'
import { assignmentsInForce, numberInForce, publishedOf, type RunningVersion } from './store.ts'

export { listInForce } from './store.ts'

/** A published version as dossiers need it: the table, who carries each step here, and where a return stands that the table leaves out. */
export type ProcedureDefinition = {
  procedureId: number
  version: number
  name: string
  process: InternalProcess
  assignments: ConfirmedAssignments
  oneStopUnitId: number
}

/** Versions kept in memory: more than the largest agency has. */
const versionsMax = 2_000

/** What other modules ask of procedures. A published version never changes: it is read once and kept; which one is in force is asked each time. */
export function procedureService({ db }: { db: Database }) {
  const kept = remember((place: string) => readDefinition(db, place), {
    forMs: Number.POSITIVE_INFINITY,
    elapsedMs: () => 0,
    keysMax: versionsMax,
  })
  const definitionOf = (agencyId: number, procedureId: number, version: number): Promise<ProcedureDefinition> =>
    kept.get(`${agencyId}/${procedureId}/${version}`)
  return {
    /** The version that dossiers received on a day run on, or null when the procedure is not in force then. */
    async definitionInForce(agencyId: number, procedureId: number, day: Day): Promise<ProcedureDefinition | null> {
      const version = await db.inAgency(agencyId, (tx) => numberInForce(tx, agencyId, procedureId, day))
      return version === undefined ? null : definitionOf(agencyId, procedureId, version)
    },
    /** The version on which a dossier runs, in force still or not. Throws for one that was never published: no dossier runs on it. */
    definitionOf,
  }
}

export type ProcedureService = ReturnType<typeof procedureService>

/** What the set-up asks: procedures in force today, and how many of their steps nobody of the agency can take today. */
export async function readiness(tx: Tx, agencyId: number, today: Day): Promise<{ publishedProcedures: number; stepsWithoutRole: number }> {
  const [inForce, org] = [await assignmentsInForce(tx, agencyId, today), await orgAsOf(tx, agencyId, today)]
  return { publishedProcedures: inForce.length, stepsWithoutRole: inForce.reduce((sum, assigned) => sum + unheld(assigned, org).length, 0) }
}

async function readDefinition(db: Database, place: string): Promise<ProcedureDefinition> {
  const [agencyId = 0, procedureId = 0, version = 0] = place.split('/').map(Number)
  const found = await db.inAgency(agencyId, (tx) => publishedOf(tx, agencyId, procedureId, version))
  if (!found) throw new Error(`broken invariant: version ${version} of procedure ${procedureId} was never published in agency ${agencyId}`)
  return { ...found, oneStopUnitId: oneStopOf(found) }
}

/** Where results are given out: where the return is assigned, else where the counter takes dossiers in. */
function oneStopOf({ assignments }: RunningVersion): number {
  const all = Object.values(assignments)
  const holder = assignments.return ?? all.find(({ role, isAway }) => role === 'counter-officer' && !isAway) ?? all[0]
  if (!holder) throw new Error('broken invariant: a published process has no assigned step')
  return holder.unitId
}
