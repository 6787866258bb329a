import type { Day } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import { type Gap, gapsIn, placesOf } from '../assign/decide.ts'
import { type Conformance, compareWithDecision } from '../conform/compare.ts'
import type { InternalProcess } from '../process.ts'
import { type ShorteningFault, shorteningFault } from '../shorten/shortening.ts'
import type { Procedure, Version } from '../version.ts'

/** What the person who publishes says. */
export type PublishCommand = { versionNo: number; effectiveFrom: Day; decision: string; by: number }

/** A version becomes binding; those in force before end the day before. */
export type Published = { versionNo: number; effectiveFrom: Day; decision: string; ends: readonly { versionNo: number; lastDay: Day }[] }

/** Why a version is not published. */
export type PublishRefused =
  | { kind: 'no-such-version' }
  | { kind: 'already-published' }
  | { kind: 'withdrawn' }
  | { kind: 'superseded'; newest: number }
  | { kind: 'has-faults'; faults: number }
  | { kind: 'differs-from-decision'; decision: string; conformance: Conformance }
  | { kind: 'shortening-unsound'; fault: ShorteningFault }
  | { kind: 'not-confirmed' }
  | { kind: 'assignments-outdated'; gaps: readonly Gap[] }
  | { kind: 'same-person'; did: 'imported' | 'assigned' }
  | { kind: 'no-decision-number' }
  | { kind: 'effective-in-the-past'; today: Day }
  | { kind: 'begins-before-current'; from: Day }

/**
 * Publish a version (công bố quy trình): from a day on, new dossiers run on it. Faultless, its steps assigned, on a numbered
 * decision, and by another person than those who imported it and assigned its steps.
 *
 * @param org the agency as of the first day: a unit closed by then carries nothing
 * @param approved the table of the decision as it was recorded, null when nobody has recorded one
 * @law ct-012-2025-dak-lak: the sum of the counted steps is the limit; the electronic process equals the approved one
 */
export function decidePublish(
  { versions }: Pick<Procedure, 'versions'>,
  { versionNo, effectiveFrom, decision, by }: PublishCommand,
  org: OrgSnapshot,
  today: Day,
  approved: ApprovedFacts | null = null,
): Result<Published, PublishRefused> {
  const version = versions.find((v) => v.versionNo === versionNo)
  if (!version) return err({ kind: 'no-such-version' })
  const notReady = refusalOf(version, versions, by, approved)
  if (notReady) return err(notReady)
  const gaps = gapsIn(placesOf(version.process), version.assignments ?? {}, org)
  if (gaps.length > 0) return err({ kind: 'assignments-outdated', gaps })
  if (!/\d/.test(decision)) return err({ kind: 'no-decision-number' })
  if (effectiveFrom < today) return err({ kind: 'effective-in-the-past', today })

  const running = versions.filter((v) => v.state === 'published' && (v.effectiveTo === null || v.effectiveTo >= effectiveFrom))
  const later = running.find((v) => v.effectiveFrom !== null && v.effectiveFrom >= effectiveFrom)
  if (later && later.effectiveFrom !== null) return err({ kind: 'begins-before-current', from: later.effectiveFrom })
  const lastDay = (effectiveFrom - 1) as Day
  return ok({ versionNo, effectiveFrom, decision: decision.trim(), ends: running.map((v) => ({ versionNo: v.versionNo, lastDay })) })
}

/** What publishing asks of the recorded table: what it says, and which decision it belongs to. */
export type ApprovedFacts = { process: InternalProcess; decision: string }

/** What stands in the way whatever day is chosen: shown before anybody asks. */
export function refusalOf(
  version: Version,
  versions: readonly Version[],
  by: number,
  approved: ApprovedFacts | null = null,
): PublishRefused | null {
  const newest = versions.reduce((most, v) => Math.max(most, v.versionNo), 0)
  if (version.state === 'published') return { kind: 'already-published' }
  if (version.state === 'withdrawn') return { kind: 'withdrawn' }
  if (version.versionNo !== newest) return { kind: 'superseded', newest }
  if (version.faults.length > 0) return { kind: 'has-faults', faults: version.faults.length }
  const conformance = approved && compareWithDecision(approved.process, version.process)
  if (approved && conformance && !conformance.isSame) return { kind: 'differs-from-decision', decision: approved.decision, conformance }
  const fault = shorteningFault(version.process)
  if (fault) return { kind: 'shortening-unsound', fault }
  if (version.assignments === null) return { kind: 'not-confirmed' }
  if (version.importedBy === by) return { kind: 'same-person', did: 'imported' }
  if (version.assignedBy === by) return { kind: 'same-person', did: 'assigned' }
  return null
}
