import { assert, assertNever } from '../../kernel/assert.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Segment, Span } from '../clock/model.ts'
import { type Channel, type EndClass, type Status, statuses } from './model.ts'

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
}

export type RunningStep = Handed & { since: Moment }

/** One visit of a step, finished. A step returned and done again has two. */
export type DoneStep = Handed & { since: Moment; until: Moment; doneBy: number | null; isReturned?: true }

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
  limit: readonly Segment[]
  running: readonly RunningStep[]
  done: readonly DoneStep[]
  /** Spans in which no counted step ran: the clock stood still. */
  pauses: readonly Span[]
  stoppedAt: Moment | null
  outcome: Outcome | null
  ended: { at: Moment; class: EndClass; dueAt: Moment } | null
  returned: { at: Moment; channel: Channel; to: string } | null
}

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
    }
  | { type: 'step-taken'; at: Moment; step: string; officerId: number }
  | { type: 'step-completed'; at: Moment; step: string; opinion: string; handed: readonly Handed[] }
  | { type: 'step-returned'; at: Moment; step: string; reason: string; handed: readonly Handed[] }
  | { type: 'handed-over'; at: Moment; step: string; officerId: number | null; reason: string }
  | { type: 'reassigned'; at: Moment; step: string; officerId: number; reason: string }
  | { type: 'outcome-recorded'; at: Moment; outcome: Outcome }
  | { type: 'ended'; at: Moment; class: EndClass; dueAt: Moment }
  | { type: 'result-returned'; at: Moment; channel: Channel; to: string }
  | {
      type: 'due-recomputed'
      at: Moment
      calendar: string
      /** null: no calendar had reached it. */
      from: Moment | null
      dueAt: Moment
      isProvisional: boolean
      /** Steps now running whose own due time moved. */
      steps?: readonly { step: string; from: Moment | null; dueAt: Moment | null }[]
    }

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
          limit: event.limit,
          running: event.handed.map((h) => ({ ...h, since: event.at })),
        },
        event.at,
      )
    case 'step-taken':
      return { ...dossier, running: given(dossier, event.step, event.officerId) }
    case 'handed-over':
    case 'reassigned':
      return { ...dossier, running: given(dossier, event.step, event.officerId) }
    case 'step-completed':
    case 'step-returned': {
      const step = runningStep(dossier, event.step)
      const { since, ...handed } = step
      const visit: DoneStep = {
        ...handed,
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
    case 'due-recomputed': {
      const running = dossier.running.map((r) => {
        const moved = event.steps?.find(({ step }) => step === r.step)
        return moved ? { ...r, dueAt: moved.dueAt } : r
      })
      return { ...dossier, running }
    }
    default:
      return assertNever(event)
  }
}

export const newDossier = (filedAt: Moment, filing: Filing): Dossier => ({
  status: statuses.filed,
  filedAt,
  filing,
  requests: [],
  refusal: null,
  receivedAt: null,
  limit: [],
  running: [],
  done: [],
  pauses: [],
  stoppedAt: null,
  outcome: null,
  ended: null,
  returned: null,
})

/** The step being done now. Asking for one that does not run is a bug of the caller. */
export function runningStep(dossier: Dossier, step: string): RunningStep {
  const found = dossier.running.find((r) => r.step === step)
  assert(found, `step ${step} is not running`)
  return found
}

const given = (dossier: Dossier, step: string, officerId: number | null): RunningStep[] => {
  runningStep(dossier, step)
  return dossier.running.map((r) => (r.step === step ? { ...r, officerId } : r))
}

/**
 * The clock runs while any counted step runs. It stands still from the moment the last counted one ends until the next one
 * begins; the span is a pause of the dossier's term (bước không tính ngày).
 */
function withClock(dossier: Dossier, at: Moment): Dossier {
  if (dossier.ended) return dossier
  const runs = dossier.running.some((r) => r.counts)
  if (runs && dossier.stoppedAt !== null) {
    const pauses = dossier.stoppedAt < at ? [...dossier.pauses, { from: dossier.stoppedAt, to: at }] : dossier.pauses
    return { ...dossier, stoppedAt: null, pauses }
  }
  if (!runs && dossier.stoppedAt === null) return { ...dossier, stoppedAt: at }
  return dossier
}
