import { type Day, dayInVietnam, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { type Database, type Tx, violatedConstraint } from '../../platform/postgres/database.ts'
import { append } from '../audit/service.ts'
import { type ActingRefused, decideActing, decideEndActing, type SetActing } from './acting.ts'
import { type AgencyRefused, decideAgency, decideAgencyName, decideIdentifier, type OpenAgency, type RenameAgency } from './agency.ts'
import type { OrgChange } from './change.ts'
import { decideHours, type HoursRefused, type SetHours } from './office-hours.ts'
import {
  decideCorrection,
  decideEndPost,
  decideFieldEntry,
  decideLeave,
  decideOfficer,
  decidePost,
  type GivePost,
  type PeopleRefused,
} from './people.ts'
import { asOf, type OrgRecord, type OrgSnapshot } from './record.ts'
import type { AgencyId } from './roles.ts'
import type { KeyReused } from './sentences.ts'
import { answered, directory, load, lock, markOf, nextAgencyId, remember, version, write } from './store.ts'
import {
  decideCloseUnit,
  decideMergeUnit,
  decideOpenUnit,
  decideRenameUnit,
  type MergeUnit,
  type OpenUnit,
  type RenameUnit,
  type UnitRefused,
} from './units.ts'

/** Everything on record about an agency. Throws when there is no such agency: ids come from sessions, not from people. */
export async function orgRecord(tx: Tx, agencyId: number): Promise<OrgRecord> {
  const org = await load(tx, agencyId)
  if (!org) throw new Error(`broken invariant: agency ${agencyId} is not on record`)
  return org
}

/** The agency as of a day. May be kept as long as `orgVersion` and the day stay the same. */
export const orgAsOf = async (tx: Tx, agencyId: number, day: Day): Promise<OrgSnapshot> => asOf(await orgRecord(tx, agencyId), day)

/** Moves with every change of the organisation: one look-up instead of reading it all again. */
export const orgVersion: (tx: Tx, agencyId: number) => Promise<number> = version

/** An agency as the public directory has it. */
export type ListedAgency = { agencyId: AgencyId; code: string; name: string; parentName: string; place: string; isClosed: boolean }

/** All agencies of the installation (danh bạ cơ quan). Needs no agency of its own. */
export async function agencies(tx: Tx): Promise<ListedAgency[]> {
  const rows = await directory(tx)
  return rows.map((a) => ({
    agencyId: a.agency_id as AgencyId,
    code: a.code,
    name: a.name,
    parentName: a.parent_name,
    place: a.place,
    isClosed: a.closed_on !== null,
  }))
}

/** Who changes the organisation, when, and the key of the form it came from. */
export type By = { agencyId: number; officerId: number | null; onBehalfOf: number | null; at: Moment; key?: string | undefined }

/** What a command answers: the changes it made; none when all was so already. */
export type Changed<E> = Promise<Result<OrgChange[], E | KeyReused>>

/**
 * Runs one decision on the organisation: lock, load, decide, write, journal; one transaction. A repeated key gets the first
 * answer again and writes nothing; with other content it is refused.
 *
 * @param question what was asked, for telling a repeat from a reused key
 */
export const decideOn = <E>(
  db: Database,
  by: By,
  question: unknown,
  decide: (org: OrgRecord, today: Day) => Result<OrgChange[], E>,
): Changed<E> => db.inAgency(by.agencyId, (tx) => decideIn(tx, by, question, decide))

/** As `decideOn`, inside a transaction of the caller's. */
export async function decideIn<E>(
  tx: Tx,
  by: By,
  question: unknown,
  decide: (org: OrgRecord, today: Day) => Result<OrgChange[], E>,
): Changed<E> {
  const { agencyId, key } = by
  await lock(tx, agencyId)
  const mark = markOf(question)
  const before = key === undefined ? undefined : await answered(tx, agencyId, key, mark)
  if (before === 'other-question') return err({ kind: 'key-reused' })
  if (before) return ok(before)
  const decision = decide(await orgRecord(tx, agencyId), dayInVietnam(by.at))
  if (!decision.ok) return decision
  for (const change of decision.value) await write(tx, agencyId, change)
  await journal(tx, by, decision.value)
  if (key !== undefined) await remember(tx, agencyId, key, mark, decision.value)
  return decision
}

const journal = (tx: Tx, { agencyId, officerId, onBehalfOf, at }: By, changes: readonly OrgChange[]): Promise<void> =>
  append(
    tx,
    agencyId,
    'org',
    at,
    changes.map((change) => ({ kind: change.type, at, officerId, onBehalfOf, body: JSON.stringify(change) })),
  )

/** The number that the first agency of a store gets. */
export const firstAgencyId = 1

/**
 * Open an agency under the next free number (lập cơ quan). `within` runs in the same transaction, so that a first administrator
 * and the agency come together or not at all; what it refuses undoes everything.
 *
 * @param only refuse when the store has an agency already: the first set-up, which two people may try at once
 */
export async function createAgency<E = never, T = undefined>(
  db: Database,
  by: Omit<By, 'agencyId' | 'key'>,
  command: OpenAgency,
  { only = false, within }: { only?: boolean; within?: (tx: Tx, agencyId: AgencyId) => Promise<Result<T, E>> } = {},
): Promise<Result<{ agencyId: AgencyId; value: T | undefined }, AgencyRefused | { kind: 'agency-exists' } | E>> {
  const decision = decideAgency(command)
  if (!decision.ok) return decision
  for (let attempt = 1; ; attempt++) {
    const agencyId = (await db.everywhere(nextAgencyId)) as AgencyId
    if (only && agencyId !== firstAgencyId) return err({ kind: 'agency-exists' })
    try {
      const value = await db.inAgency(agencyId, async (tx) => {
        for (const change of decision.value) await write(tx, agencyId, change)
        await journal(tx, { ...by, agencyId }, decision.value)
        const outcome = await within?.(tx, agencyId)
        if (outcome && !outcome.ok) throw new Undone(outcome.error)
        return outcome?.value
      })
      return ok({ agencyId, value })
    } catch (error) {
      if (error instanceof Undone) return err(error.refusal as E)
      const constraint = violatedConstraint(error)
      if (constraint === 'agency_code_key') return err({ kind: 'code-taken', code: command.code })
      if (constraint === 'agency_identifier_identifier_key') return err({ kind: 'identifier-taken', identifier: command.identifier ?? '' })
      if (constraint !== 'agency_pkey' || attempt >= 5) throw error // somebody took the number: take the next one
    }
  }
}

/** Carries a refusal out of a transaction, so that it is rolled back. */
class Undone extends Error {
  readonly refusal: unknown
  constructor(refusal: unknown) {
    super('refused inside a transaction')
    this.refusal = refusal
  }
}

export const renameAgency = (db: Database, by: By, command: RenameAgency): Changed<AgencyRefused> =>
  decideOn(db, by, ['rename-agency', command], (org, today) => decideAgencyName(org, command, today))

/** Identifiers are unique among all agencies; those of others the directory knows, not the record. */
export async function giveIdentifier(db: Database, by: By, command: { identifier: string; from: Day }): Changed<AgencyRefused> {
  try {
    return await decideOn(db, by, ['give-identifier', command], (org) => decideIdentifier(org, command))
  } catch (error) {
    if (violatedConstraint(error) !== 'agency_identifier_identifier_key') throw error
    return err({ kind: 'identifier-taken', identifier: command.identifier })
  }
}

export const openUnit = (db: Database, by: By, command: OpenUnit): Changed<UnitRefused> =>
  decideOn(db, by, ['open-unit', command], (org) => decideOpenUnit(org, command))

export const renameUnit = (db: Database, by: By, command: RenameUnit): Changed<UnitRefused> =>
  decideOn(db, by, ['rename-unit', command], (org, today) => decideRenameUnit(org, command, today))

export const closeUnit = (db: Database, by: By, command: { unitId: number; on: Day }): Changed<UnitRefused> =>
  decideOn(db, by, ['close-unit', command], (org) => decideCloseUnit(org, command))

export const mergeUnit = (db: Database, by: By, command: MergeUnit): Changed<UnitRefused> =>
  decideOn(db, by, ['merge-unit', command], (org) => decideMergeUnit(org, command))

export const addOfficer = (db: Database, by: By, command: { name: string; email: string | null; from: Day }): Changed<PeopleRefused> =>
  decideOn(db, by, ['add-officer', command], (org) => decideOfficer(org, command))

export const correctOfficer = (
  db: Database,
  by: By,
  command: { officerId: number; name: string; email: string | null },
): Changed<PeopleRefused> => decideOn(db, by, ['correct-officer', command], (org) => decideCorrection(org, command))

export const recordFieldEntry = (
  db: Database,
  by: By,
  command: { officerId: number; since: Day | null; basis: string },
): Changed<PeopleRefused> => decideOn(db, by, ['record-field-entry', command], (org, today) => decideFieldEntry(org, command, today))

export const givePost = (db: Database, by: By, command: GivePost): Changed<PeopleRefused> =>
  decideOn(db, by, ['give-post', command], (org) => decidePost(org, command))

export const endPost = (db: Database, by: By, command: { postId: number; lastDay: Day }): Changed<PeopleRefused> =>
  decideOn(db, by, ['end-post', command], (org, today) => decideEndPost(org, command, today))

/** Ends the posts of an officer who leaves. What follows from it, `afterLeaving` reads out of the answer. */
export const officerLeaves = (db: Database, by: By, command: { officerId: number; lastDay: Day }): Changed<PeopleRefused> =>
  decideOn(db, by, ['officer-leaves', command], (org, today) => decideLeave(org, command, today))

export const setActing = (db: Database, by: By, command: SetActing): Changed<ActingRefused> =>
  decideOn(db, by, ['set-acting', command], (org) => decideActing(org, command, by.at))

export const endActing = (db: Database, by: By, command: { actingId: number }): Changed<ActingRefused> =>
  decideOn(db, by, ['end-acting', command], (org) => decideEndActing(org, command, by.at))

export const setOfficeHours = (db: Database, by: By, command: SetHours): Changed<HoursRefused> =>
  db.inAgency(by.agencyId, (tx) => setOfficeHoursIn(tx, by, command))

/** As `setOfficeHours`, inside a transaction of the caller's. */
export const setOfficeHoursIn = (tx: Tx, by: By, command: SetHours): Changed<HoursRefused> =>
  decideIn(tx, by, ['set-office-hours', command], (org, today) => decideHours(org, command, today))
