import { assert, assertNever } from '../../kernel/assert.ts'
import type { Day, Moment } from '../../kernel/moment.ts'
import type { DocumentKind, Urgency } from './kinds.ts'
import type { DocumentFile } from './outgoing.ts'

/** An incoming document as registered (đăng ký văn bản đến): what the register asks for. */
export type Registered = {
  book: number
  year: number
  /** Running number of the book (số đến). */
  number: number
  /** When it came (ngày đến), however much later it is registered. */
  arrivedAt: Moment
  sender: string
  /** Its own number and symbol, `1722/UBND-TH`, and its date. */
  numberSymbol: string
  date: Day | null
  kind: DocumentKind
  subject: string
  urgency: Urgency
  /** The term that the document itself sets. */
  deadline: Day | null
  channel: 'paper' | 'electronic'
  files: readonly DocumentFile[]
  /** It was issued by an agency in this system: which, and its document there. */
  from: { agencyId: number; documentId: number } | null
}

/** Who carries it (giao xử lý): exactly one leads, others support, until when. */
export type Assignment = { text: string; leadUnitId: number; supportUnitIds: readonly number[]; deadline: Day | null }

/** Where an incoming document stands (trạng thái văn bản đến). */
export type IncomingStatus = 'registered' | 'assigned' | 'in-hand' | 'done' | 'struck'

/** Incoming document (văn bản đến), folded from its events. */
export type Incoming = {
  status: IncomingStatus
  registeredAt: Moment
  registered: Registered
  assignment: (Assignment & { at: Moment; officerId: number }) | null
  /** When a leader first gave it to a unit; later instructions do not move it. */
  firstAssignedAt: Moment | null
  /** The officer of the leading unit who has it now. */
  holderId: number | null
  passed: readonly { at: Moment; by: number; to: number; text: string }[]
  finished: { at: Moment; officerId: number; text: string; answeredBy: number | null } | null
}

export type IncomingEvent =
  | { type: 'registered'; at: Moment; officerId: number; registered: Registered }
  | { type: 'corrected'; at: Moment; officerId: number; registered: Registered; reason: string }
  | ({ type: 'assigned'; at: Moment; officerId: number } & Assignment)
  | { type: 'passed-on'; at: Moment; officerId: number; to: number; text: string }
  | { type: 'finished'; at: Moment; officerId: number; text: string; answeredBy: number | null }
  | { type: 'reopened'; at: Moment; officerId: number; text: string }
  /** Registered by mistake; its number stays used. */
  | { type: 'struck'; at: Moment; officerId: number; text: string }

/** Replays one event. No rules here: what was recorded is true; an impossible history is a bug and throws. */
export function evolve(document: Incoming | null, event: IncomingEvent): Incoming {
  if (event.type === 'registered') {
    assert(document === null, 'a document is registered once')
    const { at, registered } = event
    return {
      status: 'registered',
      registeredAt: at,
      registered,
      assignment: null,
      firstAssignedAt: null,
      holderId: null,
      passed: [],
      finished: null,
    }
  }
  assert(document !== null, 'a document begins by being registered')
  const { at, officerId } = event
  switch (event.type) {
    case 'corrected':
      return { ...document, registered: event.registered }
    case 'assigned': {
      const { text, leadUnitId, supportUnitIds, deadline } = event
      const isSameLead = document.assignment?.leadUnitId === leadUnitId
      return {
        ...document,
        status: isSameLead && document.holderId !== null ? document.status : 'assigned',
        assignment: { text, leadUnitId, supportUnitIds, deadline, at, officerId },
        firstAssignedAt: document.firstAssignedAt ?? at,
        holderId: isSameLead ? document.holderId : null,
      }
    }
    case 'passed-on':
      return {
        ...document,
        status: 'in-hand',
        holderId: event.to,
        passed: [...document.passed, { at, by: officerId, to: event.to, text: event.text }],
      }
    case 'finished':
      return { ...document, status: 'done', finished: { at, officerId, text: event.text, answeredBy: event.answeredBy } }
    case 'reopened':
      return { ...document, status: document.holderId === null ? 'assigned' : 'in-hand', finished: null }
    case 'struck':
      return { ...document, status: 'struck', finished: { at, officerId, text: event.text, answeredBy: null } }
    default:
      return assertNever(event)
  }
}
