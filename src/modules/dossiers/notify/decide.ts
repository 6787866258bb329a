import { inVietnamese } from '../../../kernel/say.ts'
import {
  acceptedText,
  apologyText,
  type Concerning,
  type Draft,
  type Kind,
  papersAskedText,
  resultReadyText,
  type Text,
} from '../../notices/model.ts'
import { type ApologyChannel, apologiesOf } from '../apology/apology.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'

/** Ways of an apology that need no paper and no call: those we send ourselves. */
const sentByUs: readonly ApologyChannel[] = ['portal', 'email', 'sms']

/** Whether the applicant hears of an event. */
const isTold = (event: DossierEvent): boolean => {
  switch (event.type) {
    case 'accepted':
    case 'completion-requested':
    case 'ended':
      return true
    case 'paused':
      return event.cause === 'supplement'
    case 'apology-sent':
      return sentByUs.includes(event.channel)
    default:
      return false
  }
}

/** What of an act the applicant hears (việc cần báo cho người nộp). Most acts tell nobody outside anything. */
export const toldOf = (events: readonly DossierEvent[]): DossierEvent[] => events.filter(isTold)

/**
 * Messages to the applicant (thông báo cho người nộp), one for each event that concerns them. The key names the event, so that the same event
 * never makes two.
 * @param dossier as it stands after the events
 */
export function noticesOf(
  events: readonly DossierEvent[],
  { dossier, ...concerning }: Omit<Concerning, 'subject'> & { dossier: Dossier },
  reach: Pick<Draft, 'channel' | 'recipient'>,
): Draft[] {
  const { code } = concerning
  return toldOf(events).map((event) => {
    const { kind, text } = textOf(event, dossier, { ...concerning, subject: dossier.filing.subject })
    return {
      kind,
      ...reach,
      subject: text.subject,
      body: reach.channel === 'mail' ? text.body : text.short,
      lang: 'vi',
      about: `dossier/${code}`,
      dedupeKey: `${kind}/${code}/${event.at}`,
    }
  })
}

function textOf(event: DossierEvent, dossier: Dossier, d: Concerning): { kind: Kind; text: Text } {
  const say = inVietnamese
  switch (event.type) {
    case 'accepted':
      return { kind: 'accepted', text: acceptedText({ ...d, due: event.dueAt, isProvisional: event.isProvisional }, say) }
    case 'completion-requested':
    case 'paused':
      return { kind: 'papers-asked', text: papersAskedText({ ...d, items: event.items, contact: event.contact ?? '' }, say) }
    case 'apology-sent': {
      const apology = apologiesOf(dossier).findLast(({ sent }) => sent?.at === event.at)
      if (!apology) throw new Error(`broken invariant: ${d.code} sent an apology that it does not have`)
      return { kind: 'apology', text: apologyText({ ...d, reason: apology.reason, newDue: apology.newDueAt }, say) }
    }
    case 'ended':
      return { kind: 'result-ready', text: resultReadyText({ ...d, isAtCounter: dossier.filing.channelOut === 1 }, say) }
    default:
      throw new Error(`broken invariant: nobody is told of ${event.type}`)
  }
}
