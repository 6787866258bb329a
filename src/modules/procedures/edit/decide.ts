import { err, ok, type Result } from '../../../kernel/result.ts'
import { checkProcess, type Fault, type InternalProcess } from '../process.ts'
import type { Procedure } from '../version.ts'

/** A draft as it is saved: a version of its own, so that every save can be gone back to. */
export type DraftSaved = { versionNo: number; fromVersion: number; process: InternalProcess; faults: readonly Fault[] }

/** Why a draft is not saved. */
export type SaveRefused = { kind: 'no-such-version' } | { kind: 'nothing-changed'; versionNo: number }

/**
 * Save a draft (lưu bản nháp). A draft may have faults; it is then not published. What is published is never changed: editing it makes
 * a draft beside it.
 *
 * @param fromVersion the version that was edited
 */
export function decideSave(
  { versions }: Pick<Procedure, 'versions'>,
  { fromVersion, process }: { fromVersion: number; process: InternalProcess },
): Result<DraftSaved, SaveRefused> {
  const [newest] = versions
  if (!newest || !versions.some((v) => v.versionNo === fromVersion)) return err({ kind: 'no-such-version' })
  const isSame = JSON.stringify(sorted(newest.process)) === JSON.stringify(sorted(process))
  if (isSame) return err({ kind: 'nothing-changed', versionNo: newest.versionNo })
  return ok({ versionNo: newest.versionNo + 1, fromVersion, process, faults: checkProcess(process).faults })
}

/** Keys in one order: the database keeps its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sorted(field)]))
}
