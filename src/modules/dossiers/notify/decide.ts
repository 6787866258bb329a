import type { Moment } from '../../../kernel/moment.ts'
import { type Lang, type Say, sayIn } from '../../../kernel/say.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import {
  acceptedText,
  apologyText,
  type Concerning,
  type Draft,
  endedWithoutResultText,
  type Kind,
  papersAskedText,
  pausedText,
  refusedText,
  resultReadyText,
  resultReturnedText,
  resumedText,
  type Text,
  withoutMarks,
} from '../../notices/model.ts'
import { type ApologyChannel, apologiesOf } from '../apology/apology.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import type { PauseCause } from '../pause/hold.ts'

/** Ways of an apology that need no paper and no call: those we send ourselves. */
const sentByUs: readonly ApologyChannel[] = ['portal', 'email', 'sms']

/** Whether the applicant hears of an event. */
const isTold = (event: DossierEvent, all: readonly DossierEvent[]): boolean => {
  switch (event.type) {
    case 'accepted':
    case 'completion-requested':
    case 'refused':
    case 'declined':
    case 'paused':
    case 'resumed':
    case 'pause-annulled':
    case 'broken-off':
    case 'result-returned':
      return true
    case 'ended':
      return !all.some(({ type }) => type === 'declined') // the refusal says it
    case 'apology-sent':
      return sentByUs.includes(event.channel)
    default:
      return false
  }
}

/** What of an act the applicant hears (việc cần báo cho người nộp). What goes on inside the office tells nobody outside anything. */
export const toldOf = (events: readonly DossierEvent[]): DossierEvent[] => events.filter((event) => isTold(event, events))

/** Where the applicant is reached, and in which language. */
export type Reach = Pick<Draft, 'channel' | 'recipient'> & { lang: Lang }

/** How the office writes. */
export type Manner = {
  /** Text messages with marks (có dấu); without them they take less than half the room. */
  hasMarks: boolean
}

type Facts = Omit<Concerning, 'subject'> & { dossier: Dossier; calendar: WorkingCalendar }

/**
 * Messages to the applicant (thông báo cho người nộp), one for each event that concerns them. The key names the event, so that the same event
 * never makes two.
 * @param dossier as it stands after the events
 */
export function noticesOf(
  events: readonly DossierEvent[],
  { dossier, calendar, ...concerning }: Facts,
  { channel, recipient, lang }: Reach,
  { hasMarks }: Manner = { hasMarks: true },
): Draft[] {
  const { code } = concerning
  const say = sayIn(lang)
  return toldOf(events).flatMap((event) => {
    const told = textOf(event, dossier, calendar, { ...concerning, subject: dossier.filing.subject }, say)
    if (told === null) return []
    const { kind, text } = told
    return [
      {
        kind,
        ...{ channel, recipient, lang },
        subject: text.subject,
        body: channel === 'mail' ? text.body : hasMarks ? text.short : withoutMarks(text.short),
        about: `dossier/${code}`,
        dedupeKey: `${kind}/${code}/${event.at}`,
      },
    ]
  })
}

/** Null: of this one the applicant hears nothing after all. */
function textOf(
  event: DossierEvent,
  dossier: Dossier,
  calendar: WorkingCalendar,
  d: Concerning,
  say: Say,
): { kind: Kind; text: Text } | null {
  switch (event.type) {
    case 'accepted':
      return { kind: 'accepted', text: acceptedText({ ...d, due: event.dueAt, isProvisional: event.isProvisional }, say) }
    case 'completion-requested':
      return { kind: 'papers-asked', text: papersAskedText({ ...d, items: event.items, contact: event.contact, until: null }, say) }
    case 'refused':
      return { kind: 'refused', text: refusedText({ ...d, reason: event.reason }, say) }
    case 'declined':
      return { kind: 'refused', text: refusedText({ ...d, reason: null }, say) }
    case 'paused': {
      const { cause, items, contact = '', until } = event
      return cause === 'supplement'
        ? { kind: 'papers-asked', text: papersAskedText({ ...d, items, contact, until }, say) }
        : { kind: 'paused', text: pausedText({ ...d, why: whyPaused(cause, say), until }, say) }
    }
    case 'resumed':
    case 'pause-annulled': {
      const due = dueNow(dossier, calendar)
      return due === null ? null : { kind: 'resumed', text: resumedText({ ...d, due, isAnnulled: event.type === 'pause-annulled' }, say) }
    }
    case 'broken-off':
      return { kind: 'ended-without-result', text: endedWithoutResultText({ ...d, how: event.kind }, say) }
    case 'apology-sent': {
      const apology = apologiesOf(dossier).findLast(({ sent }) => sent?.at === event.at)
      if (!apology) throw new Error(`broken invariant: ${d.code} sent an apology that it does not have`)
      return { kind: 'apology', text: apologyText({ ...d, reason: apology.reason, newDue: apology.newDueAt }, say) }
    }
    case 'ended':
      return { kind: 'result-ready', text: resultReadyText({ ...d, isAtCounter: dossier.filing.channelOut === 1 }, say) }
    case 'result-returned': {
      const way = event.channel === 1 ? 'counter' : event.channel === 2 ? 'online' : 'post'
      return { kind: 'result-returned', text: resultReturnedText({ ...d, way, number: event.to }, say) }
    }
    default:
      throw new Error(`broken invariant: nobody is told of ${event.type}`)
  }
}

/** When the result is due while the clock runs; null once processing ended, and while it stands still for something else. */
const dueNow = (dossier: Dossier, calendar: WorkingCalendar): Moment | null =>
  dossier.ended || dossier.stoppedAt !== null ? null : (currentDue(dossier, calendar)?.due ?? null)

/** Why it is paused, as the applicant may read it. What an authority asked for is not for a mail. */
const whyPaused = (cause: Exclude<PauseCause, 'supplement'>, say: Say): string =>
  cause === 'finance'
    ? say('chờ thực hiện nghĩa vụ tài chính', 'waiting for a payment that is due to the state')
    : say('theo yêu cầu của cơ quan có thẩm quyền', 'at the request of a competent authority')
