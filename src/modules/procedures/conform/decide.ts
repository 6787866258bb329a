import type { Day } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { InternalProcess } from '../process.ts'
import type { Procedure } from '../version.ts'

/** Where the approved table comes from: read from outside, or a version that was made from it. */
export type ApprovedSource = { source: 'file' | 'text'; process: InternalProcess } | { source: 'version'; versionNo: number }

/** The table of the decision, as it is kept. */
export type ApprovedRecord = {
  process: InternalProcess
  decision: string
  decidedOn: Day
  source: 'file' | 'text' | 'version'
  sourceVersion: number | null
}

/** Why the table of a decision is not recorded. */
export type RecordRefused =
  | { kind: 'no-decision-number' }
  | { kind: 'decided-in-the-future'; today: Day }
  | { kind: 'no-such-version' }
  | { kind: 'empty-table' }

/**
 * Record the table that a decision approved (ghi bảng quy trình theo quyết định). From then on only a version that equals it is published.
 * @law ct-012-2025-dak-lak: the electronic process is configured exactly like the approved one
 */
export function decideRecord(
  { versions }: Pick<Procedure, 'versions'>,
  { decision, decidedOn, taken }: { decision: string; decidedOn: Day; taken: ApprovedSource },
  today: Day,
): Result<ApprovedRecord, RecordRefused> {
  if (!/\d/.test(decision)) return err({ kind: 'no-decision-number' })
  if (decidedOn > today) return err({ kind: 'decided-in-the-future', today })
  const version = taken.source === 'version' ? versions.find((v) => v.versionNo === taken.versionNo) : null
  if (version === undefined) return err({ kind: 'no-such-version' })
  const process = taken.source === 'version' ? version?.process : taken.process
  if (!process || process.steps.length === 0) return err({ kind: 'empty-table' })
  return ok({ process, decision: decision.trim(), decidedOn, source: taken.source, sourceVersion: version?.versionNo ?? null })
}
