import type { Result } from '../../../kernel/result.ts'
import { type Database, iso, type Statement } from '../../../platform/postgres/database.ts'
import { contentHash } from '../candidates.adapter.ts'
import type { InternalProcess } from '../process.ts'
import { actOn, type By, type NotWritten, type Stamp, touch } from '../store.ts'
import { type DraftSaved, decideSave, type SaveRefused } from './decide.ts'

const insert: Statement = {
  name: 'procedures-save-draft',
  text: `insert into procedures.version (agency_id, procedure_id, version_no, state, definition, content_hash, decision, faults, imported_by, imported_at)
    values ($1, $2, $3, 'draft', $4, decode($5, 'hex'), $6, $7, $8, $9)`,
}

/** Saves what was edited as a new draft; whoever saves counts as the one who brought it in, and may not publish it. */
export const saveDraft = (
  db: Database,
  by: By,
  procedureId: number,
  stamp: Stamp,
  command: { fromVersion: number; process: InternalProcess },
): Promise<Result<DraftSaved, SaveRefused | NotWritten>> =>
  actOn<DraftSaved, SaveRefused>(db, by, procedureId, stamp, {
    question: ['save-draft', command.fromVersion, contentHash(command.process)],
    decide: async (_, procedure) => decideSave(procedure, command),
    happening: ({ versionNo, fromVersion, process, faults }) => ({
      kind: 'draft-edited',
      body: { version: versionNo, from: fromVersion, contentHash: contentHash(process), faults: faults.map(({ kind }) => kind) },
    }),
    async write(tx, _, { versionNo, process, faults }) {
      const values = [
        JSON.stringify(process),
        contentHash(process),
        process.decision ?? '',
        JSON.stringify(faults),
        by.officerId,
        iso(by.at),
      ]
      await tx.rows(insert, [by.agencyId, procedureId, versionNo, ...values])
      await tx.rows(touch, [by.agencyId, procedureId])
    },
  })
