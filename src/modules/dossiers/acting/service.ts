import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { FileStore } from '../../../platform/files.ts'
import type { Who } from '../../../platform/http/who.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { Applicant } from '../../applicants/model.ts'
import { readApplicant } from '../../applicants/service.ts'
import { readStream } from '../../audit/service.ts'
import type { Due, WorkingCalendar } from '../../clock/model.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import type { InternalProcess } from '../../procedures/model.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import type { Names } from '../explain.ts'
import { carriedPlan } from '../former-steps.ts'
import type { Forms } from '../forms/forms.adapter.ts'
import { currentDue } from '../hand.ts'
import type { HeldPapers } from '../held-papers.adapter.ts'
import type { ActedBy } from '../history.ts'
import { namesOf } from '../list/words.ts'
import { type DossierCode, isDossierCode } from '../model.ts'
import type { By, DossierService, ProcedureInForce } from '../service.ts'
import { load, streamOf } from '../store.ts'

/** A version of a procedure with its whole table: what the counter shows and papers print. */
export type OfferedProcedure = ProcedureInForce & { process: InternalProcess }

/** A procedure as the counter finds it in the list. */
export type ListedProcedure = { procedureId: number } & Pick<InternalProcess, 'name' | 'field' | 'limit' | 'fee' | 'feeLines'>

/** What the acting side of dossiers stands on. Snapshots are cached where they are made. */
export type ActDeps = {
  db: Database
  service: DossierService
  files: FileStore
  forms: Forms
  /** The real clock, for when a journal entry was written. */
  recordedNow(): Moment
  calendarOf(agencyId: number): Promise<WorkingCalendar>
  orgOf(agencyId: number): Promise<OrgSnapshot>
  /** The published version in force on a day, or null. */
  inForce(agencyId: number, procedureId: number, on: Day): Promise<OfferedProcedure | null>
  /** Those in force on a day that match what was typed, best first; all when nothing was typed. At most some twenty. */
  listInForce(agencyId: number, on: Day, search: string): Promise<readonly ListedProcedure[]>
  /** The version on which a dossier runs. */
  procedureOf(agencyId: number, procedureId: number, version: number): Promise<OfferedProcedure>
  /** Public base address, without a slash at the end. */
  publicUrl: string
  /** Proves to the public look-up that a printed code was given out by us. */
  lookUpToken(code: string): string
  /** A secret of its own for each purpose, made from the installation's key. */
  keyFor(purpose: string): Buffer
  /** What the office holds of applicants already; absent: nothing. */
  papers?: HeldPapers | undefined
}

/** A dossier as an act page needs it: with its procedure, calendar and people. */
export type OpenDossier = {
  code: DossierCode
  version: number
  dossier: Dossier
  applicant: Applicant
  agent: Applicant | null
  procedure: OfferedProcedure
  calendar: WorkingCalendar
  org: OrgSnapshot
  names: Names
  due: Due | null
}

/** Opens a dossier of the officer's agency, or null when it has none of this code. */
export async function openDossier(
  deps: Pick<ActDeps, 'db' | 'calendarOf' | 'orgOf' | 'procedureOf'>,
  agencyId: number,
  code: string,
  say: Say,
): Promise<OpenDossier | null> {
  if (!isDossierCode(code)) return null
  const found = await deps.db.inAgency(agencyId, async (tx) => {
    const loaded = await load(tx, agencyId, code)
    if (!loaded) return null
    const { applicantId, agent } = loaded.dossier.filing
    return {
      ...loaded,
      applicant: await readApplicant(tx, agencyId, applicantId),
      agent: agent && (await readApplicant(tx, agencyId, agent.applicantId)),
    }
  })
  if (!found) return null
  const { dossier, version, applicant, agent } = found
  if (!applicant) throw new Error(`broken invariant: ${code} has no applicant`)
  const { procedureId, procedureVersion } = dossier.filing
  const [calendar, org, offered, plan] = await Promise.all([
    deps.calendarOf(agencyId),
    deps.orgOf(agencyId),
    deps.procedureOf(agencyId, procedureId, procedureVersion),
    carriedPlan(dossier, procedureVersion, async (version) => (await deps.procedureOf(agencyId, procedureId, version)).plan),
  ])
  const procedure = { ...offered, plan }
  const names = namesOf(org, say, procedure.plan)
  return { code, version, dossier, applicant, agent: agent ?? null, procedure, calendar, org, names, due: currentDue(dossier, calendar) }
}

/** Who acts, as the commands know it. */
export const byOf = ({ agencyId, officerId, posts }: Who): By => ({ agencyId, officerId, posts })

/** What happened to a dossier after the version on somebody's screen. */
export async function since(
  db: Database,
  agencyId: number,
  code: DossierCode,
  seen: number,
  most = 1000,
): Promise<({ event: DossierEvent } & ActedBy)[]> {
  const entries = await db.inAgency(agencyId, (tx) => readStream(tx, agencyId, streamOf(code), seen, most))
  return entries.map((e) => ({ event: JSON.parse(e.body) as DossierEvent, officerId: e.officerId, onBehalfOf: e.onBehalfOf }))
}

export const today = (now: Moment): Day => dayInVietnam(now)
