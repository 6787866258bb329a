import { err, ok, type Result } from '../../../kernel/result.ts'
import { holdersOf, isOpen, type OrgSnapshot, type Role, unitOf } from '../../org/model.ts'
import { type ConfirmedAssignments, isReturnStep, type StepRole } from '../mapping.ts'
import { type InternalProcess, type ProcessStep, stepGroups } from '../process.ts'
import type { Version } from '../version.ts'

/** A role that somebody of the agency holds: a step done outside has one too, of whoever follows it. */
export type HeldRole = Exclude<StepRole, 'outside'>

/** Which officers a step's role admits. */
export const officersFor: Record<HeldRole, readonly Role[]> = {
  leader: ['director', 'deputy-director'],
  'office-head': ['office-head'],
  'unit-head': ['unit-head'],
  specialist: ['specialist'],
  'counter-officer': ['counter-officer'],
  'records-clerk': ['records-clerk'],
}
export const heldRoles = Object.keys(officersFor) as HeldRole[]
export const isHeldRole = (text: string): text is HeldRole => Object.hasOwn(officersFor, text)

/** What a person chose for one step; `isAway`: it is done outside, and the unit here follows it. */
export type Chosen = { unitId: number | null; role: HeldRole | null; isAway: boolean }

/** What is missing at one step. `key` is its place, `step` its number in the table. */
export type Gap = { key: string; step: string } & (
  | { kind: 'no-unit' }
  | { kind: 'no-following-unit' }
  | { kind: 'no-role' }
  | { kind: 'unknown-unit' }
  | { kind: 'unit-closed'; unitId: number }
)

/** Why an assignment is not confirmed. */
export type AssignRefused =
  | { kind: 'incomplete'; gaps: readonly Gap[] }
  | { kind: 'already-published' }
  | { kind: 'withdrawn' }
  | { kind: 'superseded'; newest: number }
  | { kind: 'has-faults'; faults: number }

/** A place that needs somebody: a row of the table, or the return that the table leaves out (`step` null). */
export type StepPlaceOf = { key: string; step: ProcessStep | null }

/** Key of the return that a table leaves out: somebody always has the result to give out. */
export const addedReturn = 'return'

/** Every place of a process that needs somebody, in the order of the table. */
export function placesOf({ steps }: Pick<InternalProcess, 'steps'>): StepPlaceOf[] {
  const rows = steps.map((step, i) => ({ key: String(i + 1), step }))
  const last = stepGroups(steps).at(-1) ?? []
  return last.some(isReturnStep) ? rows : [...rows, { key: addedReturn, step: null }]
}

/**
 * Confirm who carries each step (xác nhận phân công các bước). Every step gets a unit that is open on the day and a role;
 * a step done outside gets the unit that follows it.
 *
 * @param org the agency as of the day on which the process is to hold
 */
export function decideAssignments(
  version: Version,
  chosen: Readonly<Record<string, Chosen>>,
  org: OrgSnapshot,
  newest: number,
): Result<ConfirmedAssignments, AssignRefused> {
  if (version.state === 'published') return err({ kind: 'already-published' })
  if (version.state === 'withdrawn') return err({ kind: 'withdrawn' })
  if (version.versionNo !== newest) return err({ kind: 'superseded', newest })
  if (version.faults.length > 0) return err({ kind: 'has-faults', faults: version.faults.length })
  const places = placesOf(version.process)
  const gaps = gapsIn(places, chosen, org)
  if (gaps.length > 0) return err({ kind: 'incomplete', gaps })
  return ok(
    Object.fromEntries(
      places.flatMap(({ key }) => {
        const { unitId, role, isAway } = chosen[key] ?? nobody
        return unitId !== null && role !== null ? [[key, { unitId, role, isAway }]] : []
      }),
    ),
  )
}

/** What is missing, step by step: also asked of confirmed assignments when units have closed since. */
export const gapsIn = (places: readonly StepPlaceOf[], chosen: Readonly<Record<string, Chosen>>, org: OrgSnapshot): Gap[] =>
  places.flatMap(({ key, step }) => gapAt({ key, step: step?.no ?? key }, chosen[key] ?? nobody, org) ?? [])

const nobody: Chosen = { unitId: null, role: null, isAway: false }

function gapAt(at: { key: string; step: string }, { unitId, role, isAway }: Chosen, org: OrgSnapshot): Gap | null {
  if (unitId === null) return { ...at, kind: isAway ? 'no-following-unit' : 'no-unit' }
  const unit = unitOf(org, unitId)
  if (!unit) return { ...at, kind: 'unknown-unit' }
  if (!isOpen(unit, org.day)) return { ...at, kind: 'unit-closed', unitId }
  return role === null ? { ...at, kind: 'no-role' } : null
}

/**
 * Keys of the steps that nobody can take on the snapshot's day: the unit is closed, or nobody holds the role in it. Before
 * publishing it is a warning, since a post may be filled later.
 */
export const unheld = (chosen: Readonly<Record<string, Chosen>>, org: OrgSnapshot): string[] =>
  Object.entries(chosen).flatMap(([key, { unitId, role }]) => {
    if (unitId === null || role === null) return []
    const unit = unitOf(org, unitId)
    const isHeld = unit && isOpen(unit, org.day) && officersFor[role].some((r) => holdersOf(org, unitId, r).length > 0)
    return isHeld ? [] : [key]
  })
