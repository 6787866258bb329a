import type { Moment } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import type { Database } from '../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import { triedAgainAt } from './back-off.ts'
import type { Channel, State } from './message.ts'
import { leavesAt } from './opening.ts'
import { type Claimed, claimDue, journalEnds, type Settled, settleAll } from './store.ts'

/** A message as a door takes it. `id` is the same at every try: whoever takes it twice may know. */
export type Outgoing = Pick<Claimed, 'channel' | 'recipient' | 'subject' | 'body' | 'lang'> & { id: string; at: Moment }

/**
 * A way out (cổng gửi): a mail server, a provider of short messages, a folder. `away`: nobody is there, the next message would fare no better;
 * `later`: this one not now; `refused`: this one never. What is told holds no address.
 */
export type Door = {
  via: string
  send(message: Outgoing): Promise<Result<true, { kind: 'away' | 'later' | 'refused'; reply: string }>>
  /** Lets go of what is kept open between two messages. */
  close?(): void
}
export type Doors = Readonly<Record<Channel, Door>>

export type SendDeps = {
  db: Database
  calendarOf(agencyId: number): Promise<WorkingCalendar>
  /** The office's clock. */
  now(): Moment
  doors: Doors
  log: { info(what: object, message: string): void; warn(what: object, message: string): void }
}

/** So many are taken at once, and so many batches in one go: others of the minute find time too. */
const batchMost = 20
const batchesMost = 20
/** A sender that says nothing for so long is gone, and its messages are taken again. Longer than a whole batch of slow answers. */
const senderGoneSeconds = 30 * 60

export type SentCount = { sent: number; failed: number; givenUp: number }

/**
 * Sends what is due in one agency (gửi thông báo đến giờ). Nothing is sent while a transaction is open; if the process dies between sending
 * and writing it down, the message goes once more, under the same number. A door where nobody is there is left alone until the next go.
 */
export async function sendDue({ db, calendarOf, now, doors, log }: SendDeps, agencyId: number): Promise<SentCount> {
  const count: SentCount = { sent: 0, failed: 0, givenUp: 0 }
  const away = new Set<string>()
  for (let batch = 0; batch < batchesMost; batch++) {
    const channels = (Object.keys(doors) as Channel[]).filter((channel) => !away.has(doors[channel].via))
    if (channels.length === 0) break
    const from = now()
    const until = (from + senderGoneSeconds) as Moment
    const claimed = await db.inAgency(agencyId, (tx) => claimDue(tx, agencyId, { now: from, channels, most: batchMost, until }))
    if (claimed.length === 0) break
    const calendar = await calendarOf(agencyId)
    const settled: Settled[] = []
    for (const message of claimed) {
      const door = doors[message.channel]
      if (away.has(door.via)) {
        settled.push(untried(message))
        continue
      }
      const { channel, recipient, subject, body, lang } = message
      const answer = await door.send({ channel, recipient, subject, body, lang, id: `${agencyId}-${message.id}`, at: now() })
      if (!answer.ok && answer.error.kind === 'away') {
        away.add(door.via)
        log.warn({ agencyId, via: door.via, reply: answer.error.reply }, 'nobody takes messages there now')
      }
      settled.push(answer.ok ? taken(message, door.via, now()) : notTaken(message, answer.error, { at: now(), calendar }))
    }
    await db.inAgency(agencyId, async (tx) => {
      const ours = await settleAll(tx, agencyId, settled)
      const ends = claimed.flatMap((message) => {
        const end = settled.find(({ id }) => id === message.id && ours.has(id))
        return end?.state === 'sent' || end?.state === 'given-up' ? [{ ...message, state: end.state as State }] : []
      })
      if (ends.length > 0) await journalEnds(tx, agencyId, now(), ends)
    })
    count.sent += settled.filter(({ state }) => state === 'sent').length
    count.givenUp += settled.filter(({ state }) => state === 'given-up').length
    count.failed += settled.filter(({ state, tries, claimedTries }) => state === 'failed' && tries === claimedTries).length
    if (claimed.length < batchMost) break
  }
  if (count.sent + count.givenUp > 0) log.info({ agencyId, ...count }, 'messages sent')
  return count
}

const taken = ({ id, tries, wasNotBefore }: Claimed, via: string, at: Moment): Settled => ({
  id,
  claimedTries: tries,
  state: 'sent',
  tries,
  notBefore: wasNotBefore,
  error: null,
  via,
  sentAt: at,
})

function notTaken(
  { id, kind, tries, wasNotBefore }: Claimed,
  { kind: why, reply }: { kind: 'away' | 'later' | 'refused'; reply: string },
  { at, calendar }: { at: Moment; calendar: WorkingCalendar },
): Settled {
  const again = why === 'refused' ? null : triedAgainAt(tries, at)
  return {
    id,
    claimedTries: tries,
    state: again === null ? 'given-up' : 'failed',
    tries,
    notBefore: again === null ? wasNotBefore : leavesAt(calendar, kind, again),
    error: reply,
    via: null,
    sentAt: null,
  }
}

/** Goes back as it was: nobody was there for the one before it. One taken over from a sender that is gone counts as tried. */
const untried = ({ id, tries, was, wasNotBefore }: Claimed): Settled => ({
  id,
  claimedTries: tries,
  state: was === 'sending' ? 'failed' : was,
  tries: tries - 1,
  notBefore: wasNotBefore,
  error: null,
  via: null,
  sentAt: null,
})
