import type { Statement, Tx } from '../../../platform/postgres/database.ts'
import type { DossierCode } from '../model.ts'

const renameHolds: Statement = {
  name: 'migration-rename-holds',
  text: `update dossiers.hold set step = 'v' || $3::text || '/' || step where agency_id = $1 and code = $2 and step !~ '^v[0-9]+/'`,
}

/** Pauses of before keep the step of the version that it was a step of. */
export const renameHoldsAfter = (tx: Tx, agencyId: number, code: DossierCode, from: number): void =>
  tx.last(renameHolds, [agencyId, code, String(from)])
