import { sql } from 'kysely'
import { sqlFor, type Tx } from '../../../platform/postgres/database.ts'
import { statuses } from '../model.ts'

/** How many open steps each of these officers holds (số việc đang giữ), so that work can be given to whoever has less. */
export async function workloads(tx: Tx, agencyId: number, officerIds: readonly number[]): Promise<Map<number, number>> {
  if (officerIds.length === 0) return new Map()
  const rows = await tx.all(
    sqlFor
      .selectFrom('dossiers.holding')
      .select(({ fn }) => ['officer_id', fn.countAll<number>().as('steps')])
      .where('agency_id', '=', agencyId)
      .where('officer_id', 'in', [...officerIds])
      .groupBy('officer_id'),
  )
  return new Map(rows.flatMap(({ officer_id, steps }) => (officer_id === null ? [] : [[officer_id, steps]])))
}

/** A dossier of the same applicant for the same procedure that is not finished (hồ sơ có thể trùng). */
export type Twin = { code: string; filedAt: number; subject: string; status: number }

const over = [statuses.refused, statuses.withdrawn, statuses.stopped, statuses.done, statuses.returned]

/** Unfinished dossiers of somebody for a procedure, newest first. */
export async function twinsOf(
  tx: Tx,
  agencyId: number,
  { kind, identityNumber, procedureId }: { kind: string; identityNumber: string; procedureId: number },
): Promise<Twin[]> {
  const rows = await tx.all(
    sqlFor
      .selectFrom('dossiers.dossier as d')
      .innerJoin('applicants.applicant as a', (join) =>
        join.onRef('a.applicant_id', '=', 'd.applicant_id').on('a.agency_id', '=', agencyId),
      )
      .select(['d.code', 'd.filed_at', 'd.subject', 'd.status'])
      .where('d.agency_id', '=', agencyId)
      .where('a.kind', '=', kind)
      .where('a.identity_number', '=', identityNumber)
      .where('d.procedure_id', '=', procedureId)
      .where(sql<boolean>`d.status <> all (${over}::smallint[])`)
      .orderBy('d.filed_at', 'desc')
      .limit(5),
  )
  return rows.map((r) => ({ code: r.code, filedAt: r.filed_at, subject: r.subject, status: r.status }))
}
