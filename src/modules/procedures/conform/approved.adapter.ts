import type { Day, Moment } from '../../../kernel/moment.ts'
import type { Statement, Tx } from '../../../platform/postgres/database.ts'
import type { InternalProcess } from '../process.ts'

/** The table of a process as its decision approved it (bảng theo quyết định), and where it was taken from. */
export type ApprovedTable = {
  recordNo: number
  process: InternalProcess
  decision: string
  decidedOn: Day
  source: 'file' | 'text' | 'version'
  sourceVersion: number | null
  recordedBy: number | null
  recordedAt: Moment
}

const readNewest: Statement = {
  name: 'procedures-approved',
  text: `select record_no, definition, decision, decided_on, source, source_version, recorded_by, recorded_at
    from procedures.approved_table where agency_id = $1 and procedure_id = $2 order by record_no desc limit 1`,
}

/** The approved table that counts: the one recorded last; none when nobody has recorded one. */
export async function approvedOf(tx: Tx, agencyId: number, procedureId: number): Promise<ApprovedTable | null> {
  type Row = {
    record_no: number
    definition: InternalProcess
    decision: string
    decided_on: Day
    source: ApprovedTable['source']
    source_version: number | null
    recorded_by: number | null
    recorded_at: Moment
  }
  const [row] = await tx.rows<Row>(readNewest, [agencyId, procedureId])
  return row
    ? {
        recordNo: row.record_no,
        process: row.definition,
        decision: row.decision,
        decidedOn: row.decided_on,
        source: row.source,
        sourceVersion: row.source_version,
        recordedBy: row.recorded_by,
        recordedAt: row.recorded_at,
      }
    : null
}
