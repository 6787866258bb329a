import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { type Explanation, explainDue, type Segment, type WorkingCalendar } from '../../clock/model.ts'
import { currentUnit, nameOn, type OrgSnapshot, unitOf } from '../../org/model.ts'
import { reappointedTo } from '../apology/apology.ts'
import type { CompletionRequest } from '../dossier.ts'
import { isOfFormer, stepsToShow } from '../former-steps.ts'
import { clockStart } from '../hand.ts'
import type { Channel, DossierCode, EndClass, Status } from '../model.ts'
import { statuses } from '../model.ts'
import { openHold } from '../pause/hold.ts'
import type { Plan, PlannedStep } from '../plan.ts'
import { isOpen, referralsOf } from '../referrals/referral.ts'
import { type Folded, type TimeLine, timeLine } from '../time-line.ts'

/** How a dossier stands, as its applicant is told (tình trạng nói với người nộp). Running ones differ by their time. */
export type Standing =
  | 'filed'
  | 'completed'
  | 'refused'
  | 'on-time'
  | 'late'
  | 'standing'
  | 'waiting-for-papers'
  | 'waiting-for-payment'
  | 'withdrawn'
  | 'stopped'
  | 'done'
  | 'returned'

/** A line of what has happened and what comes: by units, never by people. */
export type PublicStep = {
  state: 'done' | 'now' | 'todo'
  /** Null for what is no step of the process: its kind says what it is. */
  name: string | null
  /** Its English, where the name is ours. */
  nameEn?: string | undefined
  kind: 'filed' | 'asked' | 'completed' | 'refused' | 'to-examine' | 'to-return' | 'step'
  unit: string | null
  isAway: boolean
  /** Time is not counted meanwhile. */
  isFree: boolean
  /** When it was done, or since when it runs. */
  at: Moment | null
}

/**
 * What the applicant may see of a dossier (nội dung tra cứu công khai): status, dates, units, the papers still asked for. No name,
 * number, address or subject is in it, so no page can show one. A refusal's reason is told because the asker has proven whose it is.
 */
export type PublicView = {
  code: DossierCode
  procedure: string
  standing: Standing
  filedAt: Moment
  channelOut: Channel
  /** Where results are given out. */
  oneStop: string | null
  line: TimeLine | null
  /** The new day that an apology promised; the due time stays where it was. */
  newDay: Moment | null
  /** Working seconds of this office's ordinary day. */
  daySeconds: number
  limit: readonly Segment[]
  sheet: Explanation | null
  steps: readonly PublicStep[]
  /** With whom it is now: other agencies whose answer is waited for, and units that were asked. Agencies and units, never people. */
  away: readonly { kind: 'leg' | 'opinion'; name: string; since: Moment; dueAt: Moment | null }[]
  asked: {
    at: Moment
    items: CompletionRequest['items'] /** Asked for while it is processed: until when; null at intake. */
    until: Moment | null
  } | null
  /** Since when a tax or fee is waited for. */
  payBy: { at: Moment; until: Moment } | null
  refusal: { at: Moment; reason: string; basis: string } | null
  ended: { at: Moment; class: EndClass } | null
  returned: { at: Moment; channel: Channel } | null
  /** A part of another dossier: time and promise are the whole’s, which alone counts outside. */
  isPart: boolean
  /** Its parts, by what they are for. */
  parts: readonly { procedure: string; status: Status }[]
}

export type ViewFacts = {
  /** The dossier of which it is a part. */
  whole?: Folded | null
  parts?: readonly { procedure: string; status: Status }[]
  code: DossierCode
  procedure: string
  channelOut: Channel
  plan: Plan
  org: OrgSnapshot
  calendar: WorkingCalendar
  now: Moment
}

/** Makes the public view of a dossier. What the applicant may not see is left out here, not on the page. */
export function publicView(dossier: Folded, facts: ViewFacts): PublicView {
  const { code, procedure, channelOut, plan, org, calendar, now } = facts
  const isPart = facts.whole != null && isCarried(dossier) && isCarried(facts.whole)
  // The public due time is the whole's (hẹn với người dân là của hồ sơ chung).
  const promising = isPart && facts.whole ? facts.whole : dossier
  const line = timeLine(promising, calendar, now)
  const last = dossier.requests.at(-1) ?? null
  const home = plan.steps.find((s) => s.isReturn)?.unitId
  return {
    code,
    procedure,
    standing: standingOf(dossier, line),
    filedAt: dossier.filedAt,
    channelOut,
    oneStop: home === undefined ? null : unitNow(org, home),
    line,
    newDay: reappointedTo(promising),
    daySeconds: calendar.ordinaryDaySeconds,
    limit: promising.limit,
    sheet: sheetOf(promising, line, calendar),
    steps: stepsOf(dossier, plan, org),
    away: awayOf(dossier, org, now),
    asked: askedOf(dossier, last),
    payBy: payByOf(dossier),
    refusal: dossier.refusal,
    ended: dossier.ended && { at: dossier.ended.at, class: dossier.ended.class },
    returned: dossier.returned && { at: dossier.returned.at, channel: dossier.returned.channel },
    isPart,
    parts: facts.parts ?? [],
  }
}

/** Accepted, and not over: its promise holds. */
const isCarried = (dossier: Folded): boolean => dossier.receivedAt !== null && !dossier.ended && !dossier.broken && !dossier.refusal

/** What is asked of the applicant now: before acceptance, or by a pause while it is processed. Nobody else is looked at twice. */
function askedOf(dossier: Folded, last: CompletionRequest | null): PublicView['asked'] {
  if (dossier.status !== statuses['waiting-for-papers']) return null
  const hold = openHold(dossier.holds)
  if (hold) return { at: hold.from, items: hold.items, until: hold.until }
  return last?.completedAt === null ? { at: last.at, items: last.items, until: null } : null
}

/** What is out and waited for; an opinion only until its term is over. */
const awayOf = (dossier: Folded, org: OrgSnapshot, now: Moment): PublicView['away'] =>
  referralsOf(dossier).flatMap((r) => {
    if (!isOpen(r) || (r.kind === 'opinion' && r.dueAt !== null && now >= r.dueAt)) return []
    const name = 'name' in r.to ? r.to.name : unitNow(org, r.to.unitId)
    return name === null ? [] : [{ kind: r.kind, name, since: r.sentAt, dueAt: r.dueAt }]
  })

function payByOf(dossier: Folded): PublicView['payBy'] {
  const hold = dossier.status === statuses['waiting-for-payment'] ? openHold(dossier.holds) : null
  return hold && { at: hold.from, until: hold.until }
}

/** Every national status has its standing; a running dossier's depends on its time. */
export function standingOf(dossier: Pick<Folded, 'status' | 'requests'>, line: TimeLine | null): Standing {
  switch (dossier.status) {
    case 1:
      return dossier.requests.length > 0 ? 'completed' : 'filed'
    case 2:
    case 4:
      if (line?.stoppedAt != null && line.due === null) return 'standing'
      return isPast(line) ? 'late' : 'on-time'
    case 3:
      return 'refused'
    case 5:
      return 'waiting-for-papers'
    case 6:
      return 'waiting-for-payment'
    case 7:
      return 'withdrawn'
    case 8:
      return 'stopped'
    case 9:
      return 'done'
    case 10:
      return 'returned'
    default:
      return dossier.status satisfies never
  }
}

/** Late by the clock on the wall: after hours no working time passes, yet a promise may have. */
const isPast = (line: TimeLine | null): boolean => line?.due != null && line.due < line.to

/** The sheet of days for the due time that is shown; none when the calendar has changed since, for it would explain another one. */
function sheetOf(dossier: Folded, line: TimeLine | null, calendar: WorkingCalendar): Explanation | null {
  const from = clockStart(dossier, calendar)
  if (line?.due == null || from === null) return null
  const explained = explainDue(calendar, from, dossier.limit, dossier.pauses)
  return explained.ok && explained.value.due === line.due ? explained.value : null
}

const mark = (kind: PublicStep['kind'], state: PublicStep['state'], at: Moment | null): PublicStep => ({
  kind,
  state,
  at,
  name: null,
  unit: null,
  isAway: false,
  isFree: false,
})

function stepsOf(dossier: Folded, plan: Plan, org: OrgSnapshot): PublicStep[] {
  const before: PublicStep[] = [
    mark('filed', 'done', dossier.filedAt),
    ...dossier.requests.flatMap(({ at, completedAt }) => [
      mark('asked', 'done', at),
      mark('completed', completedAt === null ? 'now' : 'done', completedAt),
    ]),
  ]
  if (dossier.refusal) return [...before, mark('refused', 'done', dossier.refusal.at)]
  if (dossier.receivedAt === null) {
    const waits = dossier.requests.at(-1)?.completedAt === null
    return isOver(dossier.status) ? before : [...before, mark('to-examine', waits ? 'todo' : 'now', null), mark('to-return', 'todo', null)]
  }
  return [...before, ...stepsToShow(dossier, plan).flatMap((planned) => stepOf(dossier, planned, org))]
}

/** Waiting rows show only where somebody waits or has waited; what a stopped dossier never reached does not show. */
function stepOf(dossier: Folded, planned: PlannedStep, org: OrgSnapshot): PublicStep[] {
  const running = dossier.running.find((r) => r.step === planned.key)
  const done = running ? undefined : dossier.done.findLast((d) => d.step === planned.key)
  const isDone = done !== undefined && (!done.isReturned || isOfFormer(planned))
  const isReturned = planned.isReturn && dossier.returned !== null
  const state = running ? 'now' : isDone || isReturned ? 'done' : 'todo'
  if (state === 'todo' && (planned.after !== null || isOver(dossier.status))) return []
  const holder = running ?? done
  const at = running?.since ?? (isDone ? done.until : isReturned ? (dossier.returned?.at ?? null) : null)
  const unit = isDone ? unitThen(org, done.unitId, done.until) : unitNow(org, holder?.unitId ?? planned.unitId)
  return [
    {
      kind: 'step',
      state,
      name: planned.name,
      nameEn: planned.nameEn,
      unit,
      isAway: planned.isAway,
      isFree: !planned.counts && !planned.isReturn,
      at,
    },
  ]
}

/** Withdrawn or stopped: nothing more comes. */
const isOver = (status: Status): boolean => status === statuses.withdrawn || status === statuses.stopped

const unitThen = (org: OrgSnapshot, unitId: number, at: Moment): string | null => {
  const unit = unitOf(org, unitId)
  return unit ? nameOn(unit, dayInVietnam(at)).name : null
}

/** The unit that has the work now, under the name it bears today. */
const unitNow = (org: OrgSnapshot, unitId: number): string | null => {
  const unit = currentUnit(org, unitId)
  return unit ? nameOn(unit, org.day).name : null
}
