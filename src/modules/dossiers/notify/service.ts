import type { Moment } from '../../../kernel/moment.ts'
import type { Database, Tx } from '../../../platform/postgres/database.ts'
import type { Applicant } from '../../applicants/model.ts'
import { readApplicant } from '../../applicants/service.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { digestRowsMax, reachOf } from '../../notices/model.ts'
import { enqueue, readPreferences } from '../../notices/service.ts'
import { agencyName, type OrgSnapshot } from '../../org/model.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import { type Manner, noticesOf, toldOf } from './decide.ts'
import { dueBetween, overdueByUnit } from './look-up.adapter.ts'
import { type DueSoon, daysAhead, digestsOf, isReminding, type Reminding, remindClock, remindersOf } from './remind.ts'

/** An act that is about to be written. */
export type ToldAct = {
  agencyId: number
  code: string
  /** As it stands after the act. */
  dossier: Dossier
  events: readonly DossierEvent[]
  org: OrgSnapshot
  calendar: WorkingCalendar
  at: Moment
  /** Owner and agent, where the act brings them along; else they are read. */
  people?: { applicant: Applicant; agent: Applicant | null }
}

/** Tells people of an act, in its own transaction: act and messages are written together or not at all. Answers whether there was anybody to tell. */
export type Tell = (tx: Tx, act: ToldAct) => Promise<boolean>

/**
 * Tells the applicant (báo cho người nộp), by what they gave and in their language; where the owner gave nothing, whoever filed for them.
 * Nobody is told who left neither address nor number.
 */
export const tellApplicant =
  ({ publicUrl, ...manner }: { publicUrl: string | null } & Partial<Manner>): Tell =>
  async (tx, { agencyId, code, dossier, events, org, calendar, at, people }) => {
    const told = toldOf(events)
    if (told.length === 0) return false
    const { applicantId, agent } = dossier.filing
    // Where the act brings no language along, the record has one, chosen another time.
    const known = async (brought: Applicant | null | undefined, id: number) =>
      brought?.lang === undefined ? ((await readApplicant(tx, agencyId, id)) ?? brought ?? null) : brought
    const owner = await known(people?.applicant, applicantId)
    if (!owner) return false
    const ownReach = reachOf(owner)
    const filer = ownReach || !agent ? null : await known(people?.agent, agent.applicantId)
    const reach = ownReach ?? (filer && reachOf(filer))
    if (!reach) return false
    const lang = (ownReach ? owner : filer)?.lang ?? 'vi'
    const link = publicUrl && `${publicUrl}/${lang === 'en' ? '?lang=en' : ''}`
    const facts = { dossier, calendar, code, agency: agencyName(org).name, applicant: owner.name, link }
    const drafts = noticesOf(told, facts, { ...reach, lang }, { hasMarks: true, ...manner })
    enqueue(tx, agencyId, drafts, { at, calendar })
    return drafts.length > 0
  }

/** What reminding stands on. */
export type RemindDeps = {
  db: Database
  now(): Moment
  calendarOf(agencyId: number): Promise<WorkingCalendar>
  orgOf(agencyId: number): Promise<OrgSnapshot>
  /** Public base address, without a slash at the end; null where none is set. */
  publicUrl: string | null
}

/** So many dossiers are read and written at once. */
const pageMost = 500

/**
 * Puts the day's reminders and overdue lists of one agency into the outbox (nhắc việc). Run again on the same day it writes what is new and
 * nothing twice, so that a morning on which the machine stood still is made up for later.
 */
export async function remindOfficers({ db, now, calendarOf, orgOf, publicUrl }: RemindDeps, agencyId: number): Promise<void> {
  const at = now()
  const [calendar, org] = await Promise.all([calendarOf(agencyId), orgOf(agencyId)])
  if (!isReminding(calendar, at)) return
  const today = calendar.dayOf(at)
  const preferences = await db.inAgency(agencyId, (tx) => readPreferences(tx, agencyId))
  const facts: Reminding = { calendar, org, preferences, at, officeUrl: publicUrl && `${publicUrl}/office` }
  const asOf = calendar.atClock(today, remindClock)
  await db.inAgency(agencyId, async (tx) => {
    const units = await overdueByUnit(tx, agencyId, { asOf, most: digestRowsMax })
    enqueue(tx, agencyId, digestsOf(units, { ...facts, asOf }), { at, calendar })
  })
  const ahead = daysAhead(calendar, today)
  if (!ahead) return
  const span = { from: calendar.midnight(ahead.first), to: (calendar.midnight(ahead.last) + 86_400) as Moment }
  for (let after: DueSoon | null = null; ; ) {
    const last: DueSoon | null = after
    const page: DueSoon[] = await db.inAgency(agencyId, async (tx) => {
      const found = await dueBetween(tx, agencyId, { ...span, after: last, most: pageMost })
      enqueue(tx, agencyId, remindersOf(found, facts), { at, calendar })
      return found
    })
    after = page.at(-1) ?? null
    if (page.length < pageMost) return
  }
}
