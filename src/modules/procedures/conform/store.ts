import type { Day } from '../../../kernel/moment.ts'
import { dayInVietnam, dayText } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import { type Database, iso, type Statement } from '../../../platform/postgres/database.ts'
import { actOn, type By, type NotWritten, type Stamp, touch } from '../store.ts'
import { type ApprovedRecord, type ApprovedSource, decideRecord, type RecordRefused } from './decide.ts'

const insert: Statement = {
  name: 'procedures-record-approved',
  text: `insert into procedures.approved_table
      (agency_id, procedure_id, record_no, definition, decision, decided_on, source, source_version, recorded_by, recorded_at)
    select $1, $2, coalesce(max(record_no), 0) + 1, $3, $4, $5, $6, $7, $8, $9
    from procedures.approved_table where agency_id = $1 and procedure_id = $2`,
}

/** Records the table of a decision beside a procedure; the one recorded last counts. */
export const recordApproved = (
  db: Database,
  by: By,
  procedureId: number,
  stamp: Stamp,
  command: { decision: string; decidedOn: Day; taken: ApprovedSource },
): Promise<Result<ApprovedRecord, RecordRefused | NotWritten>> =>
  actOn<ApprovedRecord, RecordRefused>(db, by, procedureId, stamp, {
    question: ['record-approved', command],
    decide: async (_, procedure) => decideRecord(procedure, command, dayInVietnam(by.at)),
    happening: ({ decision, decidedOn, source, sourceVersion, process }) => ({
      kind: 'approved-table-recorded',
      body: { decision, decidedOn: dayText(decidedOn), source, version: sourceVersion, steps: process.steps.length },
    }),
    async write(tx, _, { process, decision, decidedOn, source, sourceVersion }) {
      const values = [JSON.stringify(process), decision, dayText(decidedOn), source, sourceVersion, by.officerId, iso(by.at)]
      await tx.rows(insert, [by.agencyId, procedureId, ...values])
      await tx.rows(touch, [by.agencyId, procedureId])
    },
  })
