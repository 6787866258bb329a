import type { Moment } from '../../kernel/moment.ts'
import type { Lang } from '../../kernel/say.ts'
import { iso, type Statement, type Tx } from '../../platform/postgres/database.ts'
import { append } from '../audit/service.ts'
import { type Channel, type Delivery, type Draft, hintOf, type Kind, type State } from './message.ts'
import { type OfficerKind, officerKinds, type Preference } from './preference.ts'
import { smsSize } from './sms.ts'

/** The stream of the journal that says what was sent, given up or chosen; never to which address. */
export const noticesStream = 'notices'

const insert: Statement = {
  name: 'notices-insert',
  text: `insert into notices.message (agency_id, kind, channel, recipient, subject, body, lang, about, dedupe_key, not_before, created_at)
    select $1::int, m.kind, m.channel, m.recipient, m.subject, m.body, m.lang, m.about, m.dedupe_key, m.not_before, $2::timestamptz
    from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[])
      as m (kind, channel, recipient, subject, body, lang, about, dedupe_key, not_before)
    on conflict (agency_id, dedupe_key) do nothing`,
}

/** Keeps messages in the transaction of whatever causes them; nobody waits for the rows. Known ones change nothing. */
export function insertMessages(tx: Tx, agencyId: number, createdAt: Moment, messages: readonly (Draft & { notBefore: Moment })[]): void {
  if (messages.length === 0) return
  const column = <K extends keyof Draft>(name: K) => messages.map((m) => m[name])
  tx.last(insert, [
    agencyId,
    iso(createdAt),
    column('kind'),
    column('channel'),
    column('recipient'),
    column('subject'),
    column('body'),
    column('lang'),
    column('about'),
    column('dedupeKey'),
    messages.map((m) => iso(m.notBefore)),
  ])
}

/** A message in the hands of a sender. `tries` includes the one that begins now. */
export type Claimed = {
  id: number
  kind: Kind
  channel: Channel
  recipient: string
  subject: string
  body: string
  lang: Lang
  about: string
  tries: number
  /** What it was before: a message that was not tried after all goes back to it. */
  was: State
  wasNotBefore: Moment
}

const claim: Statement = {
  name: 'notices-claim',
  text: `with due as (
      select message_id, state, not_before from notices.message
      where agency_id = $1 and state in ('waiting', 'sending', 'failed') and not_before <= $2 and channel = any ($3::text[])
      order by not_before, message_id limit $4 for update skip locked)
    update notices.message m set state = 'sending', tries = m.tries + 1, not_before = $5 from due
    where m.agency_id = $1 and m.message_id = due.message_id
    returning m.message_id as id, m.kind, m.channel, m.recipient, m.subject, m.body, m.lang, m.about, m.tries, due.state as was, due.not_before as "wasNotBefore"`,
}

/** Takes messages that are due, the oldest first; two senders never take the same. One whose sender is gone by `until` may be taken again. */
export async function claimDue(
  tx: Tx,
  agencyId: number,
  { now, channels, most, until }: { now: Moment; channels: readonly Channel[]; most: number; until: Moment },
): Promise<Claimed[]> {
  const rows = await tx.rows<Claimed>(claim, [agencyId, iso(now), channels, most, iso(until)])
  return rows.sort((a, b) => a.wasNotBefore - b.wasNotBefore || a.id - b.id)
}

/** What became of a claimed message. */
export type Settled = {
  id: number
  /** Of the claim: a message that somebody else has taken meanwhile is left alone. */
  claimedTries: number
  state: State
  tries: number
  notBefore: Moment
  error: string | null
  via: string | null
  sentAt: Moment | null
}

const settle: Statement = {
  name: 'notices-settle',
  text: `update notices.message m set state = s.state, tries = s.tries, not_before = s.not_before, last_error = coalesce(s.error, m.last_error), via = coalesce(s.via, m.via), sent_at = s.sent_at,
      body = case when m.kind = 'password' and s.state in ('sent', 'given-up') then '' else m.body end
    from unnest($2::bigint[], $3::int[], $4::text[], $5::int[], $6::timestamptz[], $7::text[], $8::text[], $9::timestamptz[])
      as s (id, claimed_tries, state, tries, not_before, error, via, sent_at)
    where m.agency_id = $1 and m.message_id = s.id and m.state = 'sending' and m.tries = s.claimed_tries
    returning m.message_id as id`,
}

/** Writes down what became of a batch. A link that sets a password stands here only until its mail is over. @returns the numbers of those that were still this sender's */
export async function settleAll(tx: Tx, agencyId: number, settled: readonly Settled[]): Promise<Set<number>> {
  const column = <T>(of: (s: Settled) => T) => settled.map(of)
  const rows = await tx.rows<{ id: number }>(settle, [
    agencyId,
    column((s) => s.id),
    column((s) => s.claimedTries),
    column((s) => s.state),
    column((s) => s.tries),
    column((s) => iso(s.notBefore)),
    column((s) => s.error),
    column((s) => s.via),
    column((s) => (s.sentAt === null ? null : iso(s.sentAt))),
  ])
  return new Set(rows.map(({ id }) => id))
}

/** The journal's word on messages that are over: sent, or given up. */
export const journalEnds = (tx: Tx, agencyId: number, at: Moment, ends: readonly (Claimed & { state: State })[]): Promise<void> =>
  append(
    tx,
    agencyId,
    noticesStream,
    at,
    ends.map(({ id, kind, channel, about, tries, state }) => ({
      kind: state === 'sent' ? 'message-sent' : 'message-given-up',
      at,
      officerId: null,
      onBehalfOf: null,
      body: JSON.stringify({ message: id, kind, channel, about, tries }),
    })),
  )

const about: Statement = {
  name: 'notices-about',
  text: `select message_id as id, kind, channel, recipient, subject, state, tries, last_error as "lastError", via, not_before as "notBefore", created_at as "createdAt", sent_at as "sentAt",
      case when channel = 'sms' then body end as "smsBody"
    from notices.message where agency_id = $1 and about = $2 and message_id > $3 order by message_id limit $4`,
}

/** Messages about one thing in the order in which they were written. */
export const messagesAbout = async (
  tx: Tx,
  agencyId: number,
  stream: string,
  { after = 0, most = 100 }: { after?: number; most?: number } = {},
): Promise<Delivery[]> => {
  const rows = await tx.rows<Omit<Delivery, 'segments'> & { smsBody: string | null }>(about, [agencyId, stream, after, most])
  return rows.map(({ smsBody, ...row }) => ({
    ...row,
    recipient: hintOf(row.recipient),
    segments: smsBody === null ? null : smsSize(smsBody).segments,
  }))
}

const preferences: Statement = {
  name: 'notices-preferences',
  text: 'select officer_id as "officerId", by_mail as "byMail", unwanted, lang from notices.preference where agency_id = $1 and ($2::int is null or officer_id = $2)',
}

/** What officers chose, by officer; who never chose is not in it. */
export async function readPreferences(tx: Tx, agencyId: number, officerId: number | null = null): Promise<Map<number, Preference>> {
  const rows = await tx.rows<{ officerId: number; byMail: boolean; unwanted: string[]; lang: Lang }>(preferences, [agencyId, officerId])
  return new Map(
    rows.map(({ officerId: id, byMail, unwanted, lang }) => [
      id,
      { byMail, lang, unwanted: officerKinds.filter((kind: OfficerKind) => unwanted.includes(kind)) },
    ]),
  )
}

const putPreference: Statement = {
  name: 'notices-preference-put',
  text: `insert into notices.preference (agency_id, officer_id, by_mail, unwanted, lang, changed_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (agency_id, officer_id) do update set by_mail = excluded.by_mail, unwanted = excluded.unwanted, lang = excluded.lang, changed_at = excluded.changed_at`,
}

/** Keeps an officer's choice, and says so in the journal. */
export async function writePreference(tx: Tx, agencyId: number, officerId: number, chosen: Preference, at: Moment): Promise<void> {
  const { byMail, unwanted, lang } = chosen
  tx.last(putPreference, [agencyId, officerId, byMail, [...unwanted], lang, iso(at)])
  const body = JSON.stringify({ officer: officerId, byMail, unwanted, lang })
  await append(tx, agencyId, noticesStream, at, [{ kind: 'notices-chosen', at, officerId, onBehalfOf: null, body }])
}
