import { assert, assertNever } from '../../kernel/assert.ts'
import { dayInVietnam, type Moment } from '../../kernel/moment.ts'
import type { Segment, Span } from '../clock/model.ts'
import { type Apology, type ApologyEvent, apologiesOf, withApology } from './apology/apology.ts'
import { type Channel, type EndClass, type Status, statuses } from './model.ts'
import { type Hold, type HoldEnd, openHold, type PauseCause, type PauseDocument, type Proposal, statusWhile } from './pause/hold.ts'
import { afterLeaving, type Referral, type ReferralEvent, referralsOf, underNewSteps, withReferral } from './referrals/referral.ts'
import { packOn, type RulePack } from './rules/packs.ts'
import { formerStep } from './step-name.ts'

/** A paper of the dossier as handed in (thành phần hồ sơ). Counts are sheets or files of each kind. */
export type FiledComponent = {
  no: number
  name: string
  originals: number
  copies: number
  /** Handed in, or taken from what the office already holds. */
  isPresent: boolean
}

/** What was handed in (nộp hồ sơ). No names or numbers of people: those stay with the applicant's record. */
export type Filing = {
  procedureId: number
  procedureVersion: number
  applicantId: number
  /** Somebody filing for the owner (người được ủy quyền), with the paper that says so. */
  agent: { applicantId: number; paper: string } | null
  channelIn: Channel
  channelOut: Channel
  subject: string
  isHardArea: boolean
  components: readonly FiledComponent[]
}

/** A step given to somebody: a unit's role, or one officer of it. */
export type Handed = {
  step: string
  unitId: number
  role: string
  /** null: whoever of the unit holds the role may take it. */
  officerId: number | null
  /** With another agency; our officer only follows it. */
  isAway: boolean
  /** Its time counts towards the limit. */
  counts: boolean
  dueAt: Moment | null
  /**
   * At another agency, and its answer is waited for before the step is completed; `waived` when somebody said why not. Absent in steps of our
   * own, and in those given before legs were recorded: all their time is the other agency's.
   */
  leg?: 'needed' | 'waived'
}

/** Who had a step before the one who has it now, until when; null: nobody of the unit had taken it. The newest last. */
export type Hands = readonly { officerId: number | null; until: Moment }[]

export type RunningStep = Handed & { since: Moment; hands?: Hands }

/** One visit of a step, finished. A step returned and done again has two. */
export type DoneStep = Handed & {
  since: Moment
  until: Moment
  doneBy: number | null
  isReturned?: true
  hands?: Hands
  /** It was in hand when the dossier went over to another version of its process, and goes on as a step of that. */
  isMoved?: true
  /** Of a version before: which step of the present one it answers to, if any. */
  became?: string | null
}

/** On whose word dossiers go over to another version of their process (căn cứ chuyển quy trình). */
export type MigrationBasis = { number: string; date: string; reason: string }

/** A move to another version of the process, as the dossier keeps it (lần chuyển quy trình). */
export type Migration = {
  at: Moment
  from: number
  to: number
  basis: MigrationBasis
  /** The old limit went on holding, for it gave the earlier due time. */
  keepsLimit: boolean
  dueFrom: Moment | null
  dueAt: Moment | null
}

/** The dossier of which this one is a part (hồ sơ chung), since when. */
export type WholeLink = { code: string; since: Moment }

/** A dossier that is a part of this one (hồ sơ thành phần). */
export type PartLink = { code: string; procedureId: number; since: Moment }

/** The outcome (kết quả giải quyết) as recorded: a document, or a refusal with its reason. */
export type Outcome = { number: string; date: string; title: string; isPositive: boolean }

/** A request to complete the papers before acceptance (phiếu 02, chưa tính thời gian). */
export type CompletionRequest = { at: Moment; items: readonly { what: string; why: string }[]; completedAt: Moment | null }

/** Dossier (hồ sơ): one application for one procedure, folded from its events. */
export type Dossier = {
  status: Status
  filedAt: Moment
  filing: Filing
  requests: readonly CompletionRequest[]
  refusal: { at: Moment; reason: string; basis: string } | null
  receivedAt: Moment | null
  /** The rules under which it was received, and is carried to its end (bộ quy tắc). */
  pack: RulePack['id'] | null
  /** Received online: within so many minutes of closing the clock begins on the next working day. Absent where that rule did not hold. */
  lastMinutes?: number
  limit: readonly Segment[]
  /** The limit under which it was accepted, where a move to another version of its process brought a shorter one. */
  firstLimit?: readonly Segment[]
  running: readonly RunningStep[]
  done: readonly DoneStep[]
  /** Spans in which the clock stood still: no counted step ran, or a lawful pause lasted that was not annulled. */
  pauses: readonly Span[]
  /** Lawful pauses, annulled ones too: both views stay. */
  holds: readonly Hold[]
  /** A pause that waits for the head's decision. */
  proposal: Proposal | null
  stoppedAt: Moment | null
  outcome: Outcome | null
  ended: { at: Moment; class: EndClass; dueAt: Moment } | null
  returned: { at: Moment; channel: Channel; to: string } | null
  /** Ended without a result: withdrawn, stopped at the applicant's wish, or closed because what was asked for never came. */
  broken: Broken | null
  /** Apologies with a new day beside the due time, which they never move. */
  apologies: readonly Apology[]
  /** Moves to other versions of its process; absent where there was none. */
  migrations?: readonly Migration[]
  /** What left the holder's hands: legs at other agencies, opinions asked (liên thông, lấy ý kiến). Absent where there never was one. */
  referrals?: readonly Referral[]
  /** The dossier of which it is a part; absent where it is none. */
  whole?: WholeLink | null
  /** Its parts; absent where it never had one. */
  parts?: readonly PartLink[]
}

/** How a dossier ended without a result, and on whose word. Neither early nor late: it is left out of both. */
export type Broken = { kind: 'withdrawn' | 'stopped' | 'not-supplemented'; at: Moment; reason: string }

export type DossierEvent =
  | { type: 'filed'; at: Moment; filing: Filing }
  | { type: 'completion-requested'; at: Moment; items: CompletionRequest['items']; contact: string }
  | { type: 'completed'; at: Moment; components: readonly FiledComponent[] }
  | { type: 'refused'; at: Moment; reason: string; basis: string }
  | {
      type: 'accepted'
      at: Moment
      startsAt: Moment
      limit: readonly Segment[]
      dueAt: Moment
      isProvisional: boolean
      calendar: string
      handed: readonly Handed[]
      /** Absent in entries from before there were packs. */
      pack?: RulePack['id']
      lastMinutes?: number
    }
  | { type: 'step-taken'; at: Moment; step: string; officerId: number }
  | { type: 'step-completed'; at: Moment; step: string; opinion: string; handed: readonly Handed[] }
  | { type: 'step-returned'; at: Moment; step: string; reason: string; handed: readonly Handed[] }
  | { type: 'handed-over'; at: Moment; step: string; officerId: number | null; reason: string }
  | { type: 'reassigned'; at: Moment; step: string; officerId: number; reason: string }
  | { type: 'outcome-recorded'; at: Moment; outcome: Outcome }
  | { type: 'ended'; at: Moment; class: EndClass; dueAt: Moment }
  | { type: 'result-returned'; at: Moment; channel: Channel; to: string }
  | ({ type: 'pause-proposed' } & Proposal)
  | { type: 'pause-declined'; at: Moment; reason: string }
  /** Paper was asked for in a wholly online dossier: refused, and recorded. Nothing else changes. */
  | { type: 'paper-asked'; at: Moment; officerId: number; step: string; items: Proposal['items']; reason: string }
  | {
      type: 'paused'
      at: Moment
      proposedBy: number
      approvedBy: number
      cause: PauseCause
      document: PauseDocument
      reason: string
      items: Proposal['items']
      contact?: string
      step?: string
      until: Moment
    }
  /** `arrivedAt` is when what was waited for came, however much later somebody records it. */
  | { type: 'resumed'; at: Moment; no: number; arrivedAt: Moment; end: HoldEnd; steps?: MovedSteps }
  | { type: 'pause-annulled'; at: Moment; no: number; officerId: number; reason: string; steps?: MovedSteps }
  /** An annulled pause moved the due time of a dossier that had ended: its class follows. */
  | { type: 'reclassified'; at: Moment; class: EndClass; dueAt: Moment }
  | { type: 'broken-off'; at: Moment; kind: Broken['kind']; reason: string }
  | ApologyEvent
  | ReferralEvent
  | MigratedEvent
  | PartEvent
  /** Refused after acceptance: the answer is written, the steps in between fall away, the letter goes out. */
  | { type: 'declined'; at: Moment; step: string; opinion: string; handed: readonly Handed[] }
  | {
      type: 'due-recomputed'
      at: Moment
      calendar: string
      /** null: no calendar had reached it. */
      from: Moment | null
      dueAt: Moment
      isProvisional: boolean
      /** Steps now running whose own due time moved. */
      steps?: MovedSteps
      /** Legs and opinions that are out, and whose own time moved. */
      referrals?: MovedReferrals
    }

/** A move to another version of the process (chuyển quy trình): all that was decided, so that nothing has to be computed again. */
type MigratedEvent = {
  type: 'migrated'
  at: Moment
  from: number
  to: number
  basis: MigrationBasis
  /** The steps that were in hand or done, and where they lie in the new version. */
  steps: readonly { from: string; to: string | null }[]
  handed: readonly Handed[]
  limit: readonly Segment[]
  keepsLimit: boolean
  /** What the due time would have been by the old limit; null before acceptance, and where no calendar reaches it. */
  dueFrom: Moment | null
  dueAt: Moment | null
  isProvisional: boolean
  calendar: string
}

/** Parts and wholes (hồ sơ thành phần): each link is written on both sides. */
type PartEvent =
  | { type: 'joined-whole'; at: Moment; whole: string; reason: string }
  | { type: 'left-whole'; at: Moment; whole: string; reason: string }
  | { type: 'part-joined'; at: Moment; part: string; procedureId: number; reason: string }
  | { type: 'part-left'; at: Moment; part: string; reason: string }

/** What is out, with its own time by the new calendar. */
export type MovedReferrals = readonly Pick<Referral, 'no' | 'startsAt' | 'dueAt'>[]

/** Running steps whose own due time moved. */
export type MovedSteps = readonly { step: string; from: Moment | null; dueAt: Moment | null }[]

/** Replays one event. No rules here: what was recorded is true; an impossible history is a bug and throws. */
export function evolve(dossier: Dossier | null, event: DossierEvent): Dossier {
  if (event.type === 'filed') {
    assert(dossier === null, 'a dossier is filed once')
    return newDossier(event.at, event.filing)
  }
  assert(dossier !== null, 'a dossier begins by being filed')
  switch (event.type) {
    case 'completion-requested':
      return {
        ...dossier,
        status: statuses['waiting-for-papers'],
        requests: [...dossier.requests, { at: event.at, items: event.items, completedAt: null }],
      }
    case 'completed': {
      const last = dossier.requests.at(-1)
      assert(last && last.completedAt === null, 'papers arrived that nobody had asked for')
      return {
        ...dossier,
        status: statuses.filed,
        filing: { ...dossier.filing, components: event.components },
        requests: [...dossier.requests.slice(0, -1), { ...last, completedAt: event.at }],
      }
    }
    case 'refused':
      return { ...dossier, status: statuses.refused, refusal: { at: event.at, reason: event.reason, basis: event.basis } }
    case 'accepted':
      return withClock(
        {
          ...dossier,
          status: statuses.received,
          receivedAt: event.at,
          pack: event.pack ?? packOn(dayInVietnam(event.at)).id,
          ...(event.lastMinutes === undefined ? {} : { lastMinutes: event.lastMinutes }),
          limit: event.limit,
          running: event.handed.map((h) => ({ ...h, since: event.at })),
        },
        event.at,
      )
    case 'step-taken':
      return { ...dossier, running: given(dossier, event.step, event.officerId, event.at) }
    case 'handed-over':
    case 'reassigned':
      return { ...dossier, running: given(dossier, event.step, event.officerId, event.at) }
    case 'step-completed':
    case 'step-returned': {
      const step = runningStep(dossier, event.step)
      const { since, hands, ...handed } = step
      // Whoever takes a step by completing it had it all along: nobody else could have.
      const before = hands?.filter((h) => h.officerId !== null || h.until < event.at) ?? []
      const visit: DoneStep = {
        ...handed,
        ...(before.length > 0 ? { hands: before } : {}),
        since,
        until: event.at,
        doneBy: step.officerId,
        ...(event.type === 'step-returned' ? { isReturned: true as const } : {}),
      }
      const running = [...dossier.running.filter((r) => r !== step), ...event.handed.map((h) => ({ ...h, since: event.at }))]
      return withClock(
        {
          ...dossier,
          status: dossier.status === statuses.received ? statuses.processing : dossier.status,
          running,
          done: [...dossier.done, visit],
          ...left(dossier, event.step, event.at),
        },
        event.at,
      )
    }
    case 'outcome-recorded':
      return { ...dossier, outcome: event.outcome }
    case 'ended':
      return { ...dossier, status: statuses.done, stoppedAt: null, ended: { at: event.at, class: event.class, dueAt: event.dueAt } }
    case 'result-returned':
      return { ...dossier, status: statuses.returned, running: [], returned: { at: event.at, channel: event.channel, to: event.to } }
    case 'pause-proposed': {
      const { type: _, ...proposal } = event
      return { ...dossier, proposal }
    }
    case 'pause-declined':
      return { ...dossier, proposal: null }
    case 'paper-asked':
      return dossier
    case 'paused': {
      assert(openHold(dossier.holds) === null && dossier.stoppedAt === null, 'the clock stands still already')
      const { type: _, at, ...rest } = event
      const hold: Hold = { ...rest, no: dossier.holds.length + 1, from: at, to: null, end: null, annulled: null }
      return { ...dossier, status: statusWhile[event.cause], proposal: null, holds: [...dossier.holds, hold], stoppedAt: at }
    }
    case 'resumed': {
      const hold = openHold(dossier.holds)
      assert(hold?.no === event.no, `pause ${event.no} does not last`)
      const holds = dossier.holds.map((h) => (h === hold ? { ...h, to: event.arrivedAt, end: event.end, recordedAt: event.at } : h))
      const span = { from: hold.from, to: event.arrivedAt }
      return {
        ...dossier,
        status: statuses.processing,
        holds,
        stoppedAt: null,
        running: withDues(dossier.running, event.steps),
        pauses: span.from < span.to ? [...dossier.pauses, span] : dossier.pauses,
      }
    }
    case 'pause-annulled': {
      const hold = dossier.holds.find((h) => h.no === event.no)
      assert(hold && hold.annulled === null, `pause ${event.no} is not there to be annulled`)
      const { at, officerId, reason } = event
      const holds = dossier.holds.map((h) => (h === hold ? { ...h, annulled: { at, officerId, reason } } : h))
      if (hold.to === null) return { ...dossier, status: statuses.processing, holds, stoppedAt: null }
      const pauses = dossier.pauses.filter((p) => p.from !== hold.from || p.to !== hold.to)
      return { ...dossier, holds, running: withDues(dossier.running, event.steps), pauses }
    }
    case 'reclassified':
      assert(dossier.ended, 'only what has ended is classified')
      return { ...dossier, ended: { ...dossier.ended, class: event.class, dueAt: event.dueAt } }
    case 'broken-off': {
      const done = dossier.running.map((r): DoneStep => ({ ...r, until: event.at, doneBy: null }))
      return {
        ...dossier,
        status: event.kind === 'withdrawn' ? statuses.withdrawn : statuses.stopped,
        running: [],
        done: [...dossier.done, ...done],
        proposal: null,
        stoppedAt: null,
        holds: dossier.holds.map((h) => (h.to === null && h.annulled === null ? { ...h, to: event.at, end: null } : h)),
        pauses:
          dossier.stoppedAt !== null && dossier.stoppedAt < event.at
            ? [...dossier.pauses, { from: dossier.stoppedAt, to: event.at }]
            : dossier.pauses,
        broken: { kind: event.kind, at: event.at, reason: event.reason },
        ...left(dossier, null, event.at),
      }
    }
    case 'declined': {
      const done = dossier.running.map((r): DoneStep => ({ ...r, until: event.at, doneBy: r.step === event.step ? r.officerId : null }))
      return {
        ...dossier,
        proposal: null,
        running: event.handed.map((h) => ({ ...h, since: event.at })),
        done: [...dossier.done, ...done],
        ...left(dossier, null, event.at),
      }
    }
    case 'apology-drafted':
    case 'apology-signed':
    case 'apology-sent':
      return { ...dossier, apologies: withApology(apologiesOf(dossier), event) }
    case 'leg-waived': {
      const running = dossier.running.map((r) => (r.step === event.step ? { ...r, leg: 'waived' as const } : r))
      return { ...dossier, running, referrals: withReferral(referralsOf(dossier), event) }
    }
    case 'leg-sent':
    case 'opinions-asked':
    case 'referral-answered':
    case 'opinions-unanswered':
    case 'opinions-waived':
      return { ...dossier, referrals: withReferral(referralsOf(dossier), event) }
    case 'due-recomputed':
      return { ...dossier, running: withDues(dossier.running, event.steps), ...withTimes(dossier, event.referrals) }
    case 'migrated':
      return migrated(dossier, event)
    case 'joined-whole':
      return { ...dossier, whole: { code: event.whole, since: event.at } }
    case 'left-whole':
      return { ...dossier, whole: null }
    case 'part-joined':
      return { ...dossier, parts: [...(dossier.parts ?? []), { code: event.part, procedureId: event.procedureId, since: event.at }] }
    case 'part-left':
      return { ...dossier, parts: (dossier.parts ?? []).filter(({ code }) => code !== event.part) }
    default:
      return assertNever(event)
  }
}

/** What was done keeps its step under the old version's name; what was in hand ends there and goes on as the step it became. */
function migrated(dossier: Dossier, event: MigratedEvent): Dossier {
  const { at, from, to, basis, keepsLimit, dueFrom, dueAt } = event
  const nowCalled = (step: string) => event.steps.find((s) => s.from === step)?.to ?? null
  const before = dossier.done.map((visit): DoneStep => {
    const became = visit.became === undefined ? visit.step : visit.became
    return { ...visit, step: formerStep(from, visit.step), became: became === null ? null : nowCalled(became) }
  })
  const inHand = dossier.running.map(
    (r): DoneStep => ({ ...r, step: formerStep(from, r.step), until: at, doneBy: null, isMoved: true, became: nowCalled(r.step) }),
  )
  const moved: Dossier = {
    ...dossier,
    filing: { ...dossier.filing, procedureVersion: to },
    limit: event.limit,
    ...(dossier.receivedAt === null || event.keepsLimit ? {} : { firstLimit: dossier.firstLimit ?? dossier.limit }),
    running: event.handed.map((h) => ({ ...h, since: at })),
    done: [...before, ...inHand],
    holds: dossier.holds.map((h) => (h.step === undefined ? h : { ...h, step: formerStep(from, h.step) })),
    ...(dossier.referrals ? { referrals: underNewSteps(dossier.referrals, nowCalled, (step) => formerStep(from, step)) } : {}),
    migrations: [...(dossier.migrations ?? []), { at, from, to, basis, keepsLimit, dueFrom, dueAt }],
  }
  return dossier.receivedAt === null ? moved : withClock(moved, at)
}

export const newDossier = (filedAt: Moment, filing: Filing): Dossier => ({
  status: statuses.filed,
  filedAt,
  filing,
  requests: [],
  refusal: null,
  receivedAt: null,
  pack: null,
  limit: [],
  running: [],
  done: [],
  pauses: [],
  holds: [],
  proposal: null,
  stoppedAt: null,
  outcome: null,
  ended: null,
  returned: null,
  broken: null,
  apologies: [],
})

/** Answers that nobody waits for any more, where a step was left; null: all steps were. */
const left = (dossier: Dossier, step: string | null, at: Moment): Pick<Dossier, 'referrals'> =>
  dossier.referrals ? { referrals: afterLeaving(dossier.referrals, step, at) } : {}

const withTimes = ({ referrals = [] }: Dossier, moved: MovedReferrals = []): Pick<Dossier, 'referrals'> =>
  moved.length === 0 ? {} : { referrals: referrals.map((r) => ({ ...r, ...moved.find(({ no }) => no === r.no) })) }

const withDues = (running: readonly RunningStep[], steps: MovedSteps = []): RunningStep[] =>
  running.map((r) => {
    const moved = steps.find(({ step }) => step === r.step)
    return moved ? { ...r, dueAt: moved.dueAt } : r
  })

/** The step being done now. Asking for one that does not run is a bug of the caller. */
export function runningStep(dossier: Dossier, step: string): RunningStep {
  const found = dossier.running.find((r) => r.step === step)
  assert(found, `step ${step} is not running`)
  return found
}

/** The step with whoever has it from then on; who had it before keeps the time. */
const given = (dossier: Dossier, step: string, officerId: number | null, at: Moment): RunningStep[] => {
  const { officerId: before, since, hands = [] } = runningStep(dossier, step)
  const past = before === officerId || since === at ? hands : [...hands, { officerId: before, until: at }]
  return dossier.running.map((r) => (r.step === step ? { ...r, officerId, ...(past.length > 0 ? { hands: past } : {}) } : r))
}

/**
 * The clock runs while any counted step runs. It stands still from the moment the last counted one ends until the next one
 * begins; the span is a pause of the dossier's term (bước không tính ngày). While a lawful pause lasts nothing moves it.
 */
function withClock(dossier: Dossier, at: Moment): Dossier {
  if (dossier.ended) return dossier
  if (openHold(dossier.holds)) return dossier
  const runs = dossier.running.some((r) => r.counts)
  if (runs && dossier.stoppedAt !== null) {
    const pauses = dossier.stoppedAt < at ? [...dossier.pauses, { from: dossier.stoppedAt, to: at }] : dossier.pauses
    return { ...dossier, stoppedAt: null, pauses }
  }
  if (!runs && dossier.stoppedAt === null) return { ...dossier, stoppedAt: at }
  return dossier
}
