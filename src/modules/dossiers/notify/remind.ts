import type { Day, Moment } from '../../../kernel/moment.ts'
import { type Say, sayIn } from '../../../kernel/say.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { type Draft, dueSoonText, type OfficerKind, overdueText, type Preference, type Text, unchosen, wants } from '../../notices/model.ts'
import { agencyName, headOf, nameOn, type OrgSnapshot, officerOf, unitOf } from '../../org/model.ts'

/** Who has a dossier's running step: a unit, and in it an officer or nobody yet. */
export type Holder = { unitId: number; officerId: number | null }

/** A dossier that is due on one of the next two working days. */
export type DueSoon = { code: string; subject: string; dueAt: Moment; holders: readonly Holder[] }

/** A unit's overdue dossiers, the oldest due time first; `count` may be more than are named. */
export type UnitOverdue = {
  unitId: number
  count: number
  dossiers: readonly { code: string; subject: string; dueAt: Moment; officerId: number | null }[]
}

/** What reminders are made from. */
export type Reminding = {
  calendar: WorkingCalendar
  org: OrgSnapshot
  /** Who chose what; who never chose is not in it. */
  preferences: ReadonlyMap<number, Preference>
  at: Moment
  /** Address of the office's pages, without a slash at the end; null where none is known. */
  officeUrl: string | null
}

/** From this clock time on officers are reminded (giờ nhắc việc), seconds: half past seven. Our own design. */
export const remindClock = 7.5 * 3600

/** The two working days ahead on which what is due is spoken of, or null where the calendar ends before them. */
export function daysAhead(calendar: WorkingCalendar, today: Day): { first: Day; last: Day } | null {
  const [first, last] = [calendar.workingDayAfter(today, 1), calendar.workingDayAfter(today, 2)]
  return Number.isNaN(last) ? null : { first, last }
}

/** Whether officers are reminded now: on a working day, from half past seven on. */
export function isReminding(calendar: WorkingCalendar, at: Moment): boolean {
  const today = calendar.dayOf(at)
  return calendar.covers(at) && calendar.isWorkingDay(today) && at >= calendar.atClock(today, remindClock)
}

/**
 * Who hears in an officer's place: those who act for them now, else the officer. A head hears for a step of the unit that nobody has taken.
 */
function hearersOf(org: OrgSnapshot, officerId: number | undefined, at: Moment): number[] {
  if (officerId === undefined) return []
  const acting = org.acting.filter((a) => a.absentId === officerId && a.from <= at && at < a.to).map((a) => a.officerId)
  return acting.length > 0 ? acting : [officerId]
}

/** A mail to an officer, or none: they have no address, or do not want it. */
function toOfficer(
  officerId: number,
  kind: OfficerKind,
  { org, preferences }: Reminding,
  about: string,
  dedupeKey: string,
  write: (name: string, say: Say) => Text,
): Draft[] {
  const officer = officerOf(org, officerId)
  const chosen = preferences.get(officerId) ?? unchosen
  if (!officer?.email || !wants(chosen, kind)) return []
  const { subject, body } = write(officer.name, sayIn(chosen.lang))
  return [{ kind, channel: 'mail', recipient: officer.email, subject, body, lang: chosen.lang, about, dedupeKey }]
}

/**
 * Reminders two and one working days before the due day (nhắc việc sắp đến hạn), to whoever has the dossier. One a dossier, officer and due
 * day: if the due time moves, they are reminded anew.
 */
export function remindersOf(dossiers: readonly DueSoon[], facts: Reminding): Draft[] {
  const { calendar, org, at, officeUrl } = facts
  const today = calendar.dayOf(at)
  const agency = agencyName(org).name
  return dossiers.flatMap(({ code, subject, dueAt, holders }) => {
    const dueDay = calendar.dayOf(dueAt)
    const workingDaysLeft = calendar.workingDaysBetween(today, dueDay)
    if (workingDaysLeft !== 1 && workingDaysLeft !== 2) return []
    const kind = workingDaysLeft === 1 ? 'due-in-1' : 'due-in-2'
    const hearers = new Set(holders.flatMap((h) => hearersOf(org, h.officerId ?? headOf(org, h.unitId)?.id, at)))
    return [...hearers].flatMap((officerId) =>
      toOfficer(officerId, kind, facts, `dossier/${code}`, `${kind}/${code}/${officerId}/${dueDay}`, (officer, say) =>
        dueSoonText(
          { agency, code, subject, officer, due: dueAt, workingDaysLeft, link: officeUrl && `${officeUrl}/dossiers/${code}` },
          say,
        ),
      ),
    )
  })
}

/** The morning's list of overdue dossiers (danh sách quá hạn buổi sáng): one mail a head, with all units that the head leads. */
export function digestsOf(units: readonly UnitOverdue[], facts: Reminding & { asOf: Moment }): Draft[] {
  const { calendar, org, at, asOf, officeUrl } = facts
  const agency = agencyName(org).name
  const today = calendar.dayOf(at)
  const byHearer = new Map<number, UnitOverdue[]>()
  for (const unit of units)
    for (const officerId of hearersOf(org, headOf(org, unit.unitId)?.id, at))
      byHearer.set(officerId, [...(byHearer.get(officerId) ?? []), unit])
  return [...byHearer].flatMap(([officerId, theirs]) =>
    toOfficer(officerId, 'overdue-digest', facts, `officer/${officerId}`, `overdue-digest/${officerId}/${today}`, (officer, say) =>
      overdueText(
        {
          agency,
          officer,
          asOf,
          link: officeUrl && `${officeUrl}/dossiers?clock=late`,
          units: theirs.map(({ unitId, count, dossiers }) => ({
            name: nameOfUnit(org, unitId, say),
            count,
            dossiers: dossiers.map(({ code, subject, dueAt, officerId: holder }) => ({
              code,
              subject,
              due: dueAt,
              holder: holder === null ? null : (officerOf(org, holder)?.name ?? null),
            })),
          })),
        },
        say,
      ),
    ),
  )
}

const nameOfUnit = (org: OrgSnapshot, unitId: number, say: Say): string => {
  const unit = unitOf(org, unitId)
  return unit ? nameOn(unit, org.day).name : say(`đơn vị số ${unitId}`, `unit no. ${unitId}`)
}
