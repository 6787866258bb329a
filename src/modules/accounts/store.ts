import { sql } from 'kysely'
import { dayInVietnam, dayText, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { at, type Database, iso, on, type Statement, sqlFor, type Tx, violatedConstraint } from '../../platform/postgres/database.ts'
import { append } from '../audit/service.ts'
import type { Permission } from '../org/model.ts'
import {
  type AccountLine,
  idleSecondsMax,
  nextStep,
  type PostHeld,
  type SignInStep,
  seenEverySeconds,
  sessionSecondsMax,
  stepSecondsMax,
  type TokenLine,
} from './model.ts'
import { type AccountHappening, type AccountRefused, accountsStream, signInsStream } from './sentences.ts'
import { hashOfQuestion, hashOfToken, newCsrf, newSessionToken } from './token.adapter.ts'

/* ───────────── who is asking: one statement, one trip ───────────── */

/** What the database says of a token: the officer with posts in force, or no row at all. */
export type Found = {
  officer_id: number
  name: string
  agency_name: string
  csrf: string | null
  acting_for: number | null
  scopes: string[] | null
  ends_at: Moment
  posts: PostHeld[] | null
  acting: (PostHeld & { absent: string })[] | null
}

// $1 agency, $2 token hash, $3 now, $4 today, $5 seen no later than this is written anew, $6 seen no later than this has idled out
const officerInForce =
  'o.joined_on <= $4 and (o.left_on is null or o.left_on >= $4) and g.opened_on <= $4 and (g.closed_on is null or g.closed_on > $4)'
const postsInForce = `p.agency_id = $1 and p.from_day <= $4 and (p.to_day is null or p.to_day >= $4)`
const ownPosts = `(select json_agg(json_build_object('unitId', p.unit_id, 'role', p.role, 'title', p.title, 'onBehalfOf', null) order by p.from_day, p.post_id)
    from org.post p where ${postsInForce} and p.officer_id = live.officer_id) as posts`
const actingPosts = `(select json_agg(json_build_object('unitId', p.unit_id, 'role', p.role, 'title', p.title, 'onBehalfOf', p.officer_id, 'absent', o.name) order by c.from_at, p.post_id)
    from org.acting c join org.post p on p.agency_id = c.agency_id and p.officer_id = c.absent_id join org.officer o on o.agency_id = c.agency_id and o.officer_id = c.absent_id
    where c.agency_id = $1 and c.acting_officer_id = live.officer_id and c.from_at <= $3 and c.to_at > $3 and ${postsInForce}) as acting`

const bySession: Statement = {
  name: 'accounts-by-session',
  text: `with live as (
    select s.officer_id, o.name, g.name as agency_name, s.csrf, s.acting_for, s.ends_at
    from accounts.session s join accounts.account a using (agency_id, officer_id) join org.officer o using (agency_id, officer_id) join org.agency g using (agency_id)
    where s.agency_id = $1 and s.token_hash = $2 and s.state = 'open' and s.ends_at > $3 and s.seen_at > $6 and a.disabled_at is null and not a.must_change and ${officerInForce}
  ), seen as (
    update accounts.session s set seen_at = $3 from live where s.agency_id = $1 and s.token_hash = $2 and s.seen_at <= $5
  )
  select live.*, null::text[] as scopes, ${ownPosts}, ${actingPosts} from live`,
}

const byApiToken: Statement = {
  name: 'accounts-by-token',
  text: `with live as (
    select t.officer_id, o.name, g.name as agency_name, t.scopes, t.ends_at
    from accounts.api_token t join org.officer o using (agency_id, officer_id) join org.agency g using (agency_id) left join accounts.account a using (agency_id, officer_id)
    where t.agency_id = $1 and t.token_hash = $2 and t.revoked_at is null and t.ends_at > $3 and a.disabled_at is null and ${officerInForce}
  ), used as (
    update accounts.api_token t set used_at = $3 from live where t.agency_id = $1 and t.token_hash = $2 and (t.used_at is null or t.used_at <= $5)
  )
  select live.*, null::text as csrf, null::int as acting_for, ${ownPosts}, null::json as acting from live`,
}

/** Reads with the commit already on its way: begin, question and commit make one trip. */
async function inOneTrip<O extends object>(db: Database, agencyId: number, statement: Statement, values: readonly unknown[]): Promise<O[]> {
  const { rows } = await db.inAgency(agencyId, async (tx) => {
    const rows = tx.rows<O>(statement, values)
    rows.catch(() => {}) // awaited below
    return { rows }
  })
  return rows
}

export async function findSession(db: Database, agencyId: number, token: string, now: Moment): Promise<Found | undefined> {
  const [found] = await inOneTrip<Found>(db, agencyId, bySession, [
    agencyId,
    hashOfToken(token),
    iso(now),
    dayText(dayInVietnam(now)),
    iso((now - seenEverySeconds) as Moment),
    iso((now - idleSecondsMax) as Moment),
  ])
  return found
}

export async function findApiToken(db: Database, agencyId: number, token: string, now: Moment): Promise<Found | undefined> {
  const [found] = await inOneTrip<Found>(db, agencyId, byApiToken, [
    agencyId,
    hashOfToken(token),
    iso(now),
    dayText(dayInVietnam(now)),
    iso((now - seenEverySeconds) as Moment),
  ])
  return found
}

/* ───────────── the journal and repeated forms ───────────── */

/** Who acts, and in whose place (làm thay). */
export type Actor = { agencyId: number; officerId: number | null; onBehalfOf: number | null }

/** `key` makes a repeat of the same form have one effect. */
export type Stamp = { key: string; now: Moment }

export const journal = (tx: Tx, by: Actor, stream: string, now: Moment, happenings: readonly AccountHappening[]): Promise<void> =>
  append(
    tx,
    by.agencyId,
    stream,
    now,
    happenings.map(({ kind, ...body }) => ({
      kind,
      at: now,
      officerId: by.officerId,
      onBehalfOf: by.onBehalfOf,
      body: JSON.stringify(body),
    })),
  )

const oneAtATime: Statement = { name: 'accounts-key', text: 'select pg_advisory_xact_lock($1, hashtext($2))' }
const readAnswer: Statement = {
  name: 'accounts-answer',
  text: 'select question, outcome from platform.answer where agency_id = $1 and key = $2',
}
const keepAnswer: Statement = {
  name: 'accounts-keep-answer',
  text: 'insert into platform.answer (agency_id, key, question, outcome, at) values ($1, $2, $3, $4, $5)',
}

/** What an act did: its entries for the journal, and an answer without secrets that a repeat gets again. */
export type Done<T> = { journal: readonly AccountHappening[]; answer: T }

/**
 * One act on accounts: a repeat of `key` gets the first answer and writes nothing (`isRepeat`), everything else is decided, written and
 * journalled in one transaction. Of two repeats at the same moment the later waits, and then reads the answer of the first.
 */
export async function act<T>(
  db: Database,
  by: Actor,
  { key, now }: Stamp,
  question: unknown,
  work: (tx: Tx) => Promise<Result<Done<T>, AccountRefused>>,
): Promise<Result<{ answer: T; isRepeat: boolean }, AccountRefused>> {
  const asked = hashOfQuestion([by.officerId, question])
  try {
    return await db.inAgency(by.agencyId, async (tx) => {
      const [, [before]] = await Promise.all([
        tx.rows(oneAtATime, [by.agencyId, key]),
        tx.rows<{ question: Buffer; outcome: T }>(readAnswer, [by.agencyId, key]),
      ])
      if (before)
        return before.question.equals(asked) ? ok({ answer: before.outcome, isRepeat: true }) : err({ kind: 'key-used-otherwise' as const })
      const done = await work(tx)
      if (!done.ok) return done
      await journal(tx, by, accountsStream, now, done.value.journal)
      tx.last(keepAnswer, [by.agencyId, key, asked, JSON.stringify(done.value.answer), iso(now)])
      return ok({ answer: done.value.answer, isRepeat: false })
    })
  } catch (error) {
    switch (violatedConstraint(error)) {
      case 'account_agency_id_login_key':
        return err({ kind: 'login-taken' })
      case 'account_agency_id_oidc_subject_key':
        return err({ kind: 'subject-taken' })
      default:
        throw error
    }
  }
}

/* ───────────── sign-in ───────────── */

export type AgencyChoice = { agencyId: number; code: string; name: string }

/** Agencies one may sign in to today, by name. */
export async function openAgencies(db: Database, now: Moment): Promise<AgencyChoice[]> {
  const today = on(dayInVietnam(now))
  const rows = await db.everywhere((tx) =>
    tx.all(
      sqlFor
        .selectFrom('org.agency')
        .select(['agency_id', 'code', 'name'])
        .where('opened_on', '<=', today)
        .where((e) => e.or([e('closed_on', 'is', null), e('closed_on', '>', today)]))
        .orderBy('name')
        .limit(500),
    ),
  )
  return rows.map(({ agency_id, code, name }) => ({ agencyId: agency_id, code, name }))
}

/** Agencies that exist, open or not: whose sessions are cleaned up. */
export async function allAgencies(db: Database): Promise<number[]> {
  const rows = await db.everywhere((tx) => tx.all(sqlFor.selectFrom('org.agency').select('agency_id').orderBy('agency_id')))
  return rows.map((r) => r.agency_id)
}

export type Credentials = { officerId: number; passwordHash: string | null }

export const findByLogin = (db: Database, agencyId: number, login: string): Promise<Credentials | undefined> =>
  findCredentials(db, agencyId, 'login', login)
export const findBySubject = (db: Database, agencyId: number, subject: string): Promise<Credentials | undefined> =>
  findCredentials(db, agencyId, 'oidc_subject', subject)

async function findCredentials(
  db: Database,
  agencyId: number,
  column: 'login' | 'oidc_subject',
  value: string,
): Promise<Credentials | undefined> {
  const row = await db.inAgency(agencyId, (tx) =>
    tx.one(
      sqlFor
        .selectFrom('accounts.account')
        .select(['officer_id', 'password_hash'])
        .where('agency_id', '=', agencyId)
        .where(column, '=', value),
    ),
  )
  return row && { officerId: row.officer_id, passwordHash: row.password_hash }
}

export type AccountRow = NonNullable<Awaited<ReturnType<typeof lockAccount>>>

/** The account, held until the end of the transaction; `isHere` says whether officer and agency are in service today. */
export async function lockAccount(tx: Tx, agencyId: number, officerId: number, now: Moment) {
  const row = await tx.one(
    sqlFor.selectFrom('accounts.account').selectAll().where('agency_id', '=', agencyId).where('officer_id', '=', officerId).forUpdate(),
  )
  return row && { ...row, isHere: await isInService(tx, agencyId, officerId, now) }
}

/** Is the officer in service today, in an agency that is open? */
export async function isInService(tx: Tx, agencyId: number, officerId: number, now: Moment): Promise<boolean> {
  const today = on(dayInVietnam(now))
  const row = await tx.one(
    sqlFor
      .selectFrom('org.officer as o')
      .innerJoin('org.agency as g', 'g.agency_id', 'o.agency_id')
      .select('o.officer_id')
      .where('o.agency_id', '=', agencyId)
      .where('o.officer_id', '=', officerId)
      .where('o.joined_on', '<=', today)
      .where((e) => e.or([e('o.left_on', 'is', null), e('o.left_on', '>=', today)]))
      .where('g.opened_on', '<=', today)
      .where((e) => e.or([e('g.closed_on', 'is', null), e('g.closed_on', '>', today)])),
  )
  return row !== undefined
}

export async function setAccount(
  tx: Tx,
  agencyId: number,
  officerId: number,
  values: Partial<{
    password_hash: string
    must_change: boolean
    totp_sealed: Buffer | null
    totp_step: number | null
    oidc_subject: string | null
    failures: number
    locked_until: Moment | null
    disabled_at: Moment | null
    signed_in_at: Moment
    version: number
  }>,
): Promise<void> {
  const { locked_until, disabled_at, signed_in_at, ...plain } = values
  const time = (value: Moment | null) => (value === null ? null : at(value))
  await tx.all(
    sqlFor
      .updateTable('accounts.account')
      .set({
        ...plain,
        ...(locked_until === undefined ? {} : { locked_until: time(locked_until) }),
        ...(disabled_at === undefined ? {} : { disabled_at: time(disabled_at) }),
        ...(signed_in_at === undefined ? {} : { signed_in_at: at(signed_in_at) }),
      })
      .where('agency_id', '=', agencyId)
      .where('officer_id', '=', officerId),
  )
}

export type Method = 'password' | 'province'
export type Opened = { token: string; state: SignInStep }

/** Starts a session, or the next step towards one. Only an open one clears the wrong tries and enters the journal. */
export async function beginSession(
  tx: Tx,
  account: AccountRow,
  by: { after: 'first-factor' | 'totp'; method: Method; device: string; now: Moment },
): Promise<Opened> {
  const { agency_id, officer_id } = account
  const hasTotp = account.totp_sealed !== null
  const state = nextStep(by.after, { hasTotp, mustChange: account.must_change })
  const token = newSessionToken(agency_id)
  await tx.all(
    sqlFor.insertInto('accounts.session').values({
      agency_id,
      token_hash: hashOfToken(token),
      officer_id,
      state,
      method: by.method,
      csrf: newCsrf(),
      device: by.device,
      began_at: at(by.now),
      seen_at: at(by.now),
      ends_at: at((by.now + (state === 'open' ? sessionSecondsMax : stepSecondsMax)) as Moment),
    }),
  )
  if (state === 'open') {
    await setAccount(tx, agency_id, officer_id, { failures: 0, locked_until: null, signed_in_at: by.now })
    await journal(tx, { agencyId: agency_id, officerId: officer_id, onBehalfOf: null }, signInsStream, by.now, [
      { kind: 'signed-in', officer: officer_id, method: by.method, secondFactor: hasTotp },
    ])
  }
  return { token, state }
}

/** A sign-in under way, between its steps. */
export type Pending = {
  officerId: number
  state: 'needs-totp' | 'needs-password'
  method: Method
  csrf: string
  login: string
  passwordHash: string | null
}

/** The step that a token stands at; nothing for open, ended or unknown ones. */
export async function findPending(db: Database, agencyId: number, token: string, now: Moment): Promise<Pending | undefined> {
  const row = await db.inAgency(agencyId, (tx) =>
    tx.one(
      sqlFor
        .selectFrom('accounts.session as s')
        .innerJoin('accounts.account as a', (j) => j.onRef('a.agency_id', '=', 's.agency_id').onRef('a.officer_id', '=', 's.officer_id'))
        .select(['s.officer_id', 's.state', 's.method', 's.csrf', 'a.login', 'a.password_hash'])
        .where('s.agency_id', '=', agencyId)
        .where('s.token_hash', '=', hashOfToken(token))
        .where('s.state', 'in', ['needs-totp', 'needs-password'])
        .where('s.ends_at', '>', at(now)),
    ),
  )
  return (
    row && {
      officerId: row.officer_id,
      state: row.state as Pending['state'],
      method: row.method as Method,
      csrf: row.csrf,
      login: row.login,
      passwordHash: row.password_hash,
    }
  )
}

/** Takes a session away; false when it was gone already, as for the slower of two equal forms. */
export async function takeSession(tx: Tx, agencyId: number, token: string, state: string): Promise<boolean> {
  const row = await tx.one(
    sqlFor
      .deleteFrom('accounts.session')
      .where('agency_id', '=', agencyId)
      .where('token_hash', '=', hashOfToken(token))
      .where('state', '=', state)
      .returning('officer_id'),
  )
  return row !== undefined
}

/** Ends sessions of an officer (kết thúc phiên): all, all but one, or one. @returns how many were open or on their way */
export async function endSessions(
  tx: Tx,
  agencyId: number,
  officerId: number,
  which: { except?: Buffer; only?: Buffer } = {},
): Promise<number> {
  let query = sqlFor.deleteFrom('accounts.session').where('agency_id', '=', agencyId).where('officer_id', '=', officerId)
  if (which.except) query = query.where('token_hash', '<>', which.except)
  if (which.only) query = query.where('token_hash', '=', which.only)
  return (await tx.all(query.returning('state'))).length
}

/* ───────────── links that set a password ───────────── */

/** Where an officer is written to, and when the link now out was made. */
export async function readMailbox(
  tx: Tx,
  agencyId: number,
  officerId: number,
): Promise<{ name: string; email: string | null; linkMadeAt: Moment | null } | undefined> {
  const row = await tx.one(
    sqlFor
      .selectFrom('org.officer as o')
      .leftJoin('accounts.password_link as l', (j) => j.onRef('l.agency_id', '=', 'o.agency_id').onRef('l.officer_id', '=', 'o.officer_id'))
      .select(['o.name', 'o.email', 'l.made_at'])
      .where('o.agency_id', '=', agencyId)
      .where('o.officer_id', '=', officerId),
  )
  return row && { name: row.name, email: row.email?.trim() || null, linkMadeAt: row.made_at }
}

const putLink: Statement = {
  name: 'accounts-keep-link',
  text: `insert into accounts.password_link (agency_id, officer_id, token_hash, made_at, ends_at, made_by) values ($1, $2, $3, $4, $5, $6)
    on conflict (agency_id, officer_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at, ends_at = excluded.ends_at, made_by = excluded.made_by`,
}

/** Keeps a link in the place of an older one. */
export function keepLink(
  tx: Tx,
  agencyId: number,
  officerId: number,
  { tokenHash, madeAt, endsAt, madeBy }: { tokenHash: Buffer; madeAt: Moment; endsAt: Moment; madeBy: number | null },
): Promise<void> {
  tx.last(putLink, [agencyId, officerId, tokenHash, iso(madeAt), iso(endsAt), madeBy])
  return Promise.resolve()
}

/** The account that a link belongs to while it holds; looks only. */
export async function findLink(
  tx: Tx,
  agencyId: number,
  tokenHash: Buffer,
  now: Moment,
): Promise<{ officerId: number; login: string; passwordHash: string | null } | undefined> {
  const row = await tx.one(
    sqlFor
      .selectFrom('accounts.password_link as l')
      .innerJoin('accounts.account as a', (j) => j.onRef('a.agency_id', '=', 'l.agency_id').onRef('a.officer_id', '=', 'l.officer_id'))
      .select(['a.officer_id', 'a.login', 'a.password_hash'])
      .where('l.agency_id', '=', agencyId)
      .where('l.token_hash', '=', tokenHash)
      .where('l.ends_at', '>', at(now))
      .where('a.disabled_at', 'is', null),
  )
  return row && { officerId: row.officer_id, login: row.login, passwordHash: row.password_hash }
}

/** Uses a link up; false when it was used, replaced or over, as for the slower of two equal forms. */
export async function takeLink(tx: Tx, agencyId: number, tokenHash: Buffer, now: Moment): Promise<boolean> {
  const row = await tx.one(
    sqlFor
      .deleteFrom('accounts.password_link')
      .where('agency_id', '=', agencyId)
      .where('token_hash', '=', tokenHash)
      .where('ends_at', '>', at(now))
      .returning('officer_id'),
  )
  return row !== undefined
}

/** A password that was set or given makes a link that is still out worthless. */
export async function dropLinks(tx: Tx, agencyId: number, officerId: number): Promise<void> {
  await tx.all(sqlFor.deleteFrom('accounts.password_link').where('agency_id', '=', agencyId).where('officer_id', '=', officerId))
}

/* ───────────── pages ───────────── */

export type SessionLine = { hash: string; device: string; method: string; beganAt: Moment; seenAt: Moment; isThis: boolean }

export async function listSessions(tx: Tx, agencyId: number, officerId: number, token: string, now: Moment): Promise<SessionLine[]> {
  const own = hashOfToken(token)
  const rows = await tx.all(
    sqlFor
      .selectFrom('accounts.session')
      .select(['token_hash', 'device', 'method', 'began_at', 'seen_at'])
      .where('agency_id', '=', agencyId)
      .where('officer_id', '=', officerId)
      .where('state', '=', 'open')
      .where('ends_at', '>', at(now))
      .where('seen_at', '>', at((now - idleSecondsMax) as Moment))
      .orderBy('seen_at', 'desc')
      .limit(100),
  )
  return rows.map((r) => ({
    hash: r.token_hash.toString('hex'),
    device: r.device,
    method: r.method,
    beganAt: r.began_at,
    seenAt: r.seen_at,
    isThis: r.token_hash.equals(own),
  }))
}

export async function setActingFor(tx: Tx, agencyId: number, token: string, absentId: number | null): Promise<void> {
  await tx.all(
    sqlFor
      .updateTable('accounts.session')
      .set({ acting_for: absentId })
      .where('agency_id', '=', agencyId)
      .where('token_hash', '=', hashOfToken(token)),
  )
}

/** People in whose place an officer may work now. */
export async function listAbsent(
  tx: Tx,
  agencyId: number,
  officerId: number,
  now: Moment,
): Promise<{ officerId: number; name: string; until: Moment; document: string }[]> {
  const rows = await tx.all(
    sqlFor
      .selectFrom('org.acting as c')
      .innerJoin('org.officer as o', (j) => j.onRef('o.agency_id', '=', 'c.agency_id').onRef('o.officer_id', '=', 'c.absent_id'))
      .select(['c.absent_id', 'o.name', 'c.to_at', 'c.document'])
      .where('c.agency_id', '=', agencyId)
      .where('c.acting_officer_id', '=', officerId)
      .where('c.from_at', '<=', at(now))
      .where('c.to_at', '>', at(now))
      .orderBy('o.name')
      .orderBy('c.to_at')
      .limit(100),
  )
  return rows.map((r) => ({ officerId: r.absent_id, name: r.name, until: r.to_at, document: r.document }))
}

export type AccountFilter = { words?: string; officerId?: number; after?: { name: string; officerId: number }; most?: number }

/** Name without marks and case, as people type it. */
const plainName = sql<string>`replace(regexp_replace(normalize(lower(o.name), NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')`
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')

/** Officers with their accounts, by name; those who left without an account are not shown. */
export async function listAccounts(
  tx: Tx,
  agencyId: number,
  now: Moment,
  { words, officerId, after, most = 50 }: AccountFilter,
): Promise<AccountLine[]> {
  const today = dayInVietnam(now)
  let query = sqlFor
    .selectFrom('org.officer as o')
    .leftJoin('accounts.account as a', (j) => j.onRef('a.agency_id', '=', 'o.agency_id').onRef('a.officer_id', '=', 'o.officer_id'))
    .select([
      'o.officer_id',
      'o.name',
      'o.email',
      'o.left_on',
      'a.login',
      'a.disabled_at',
      'a.locked_until',
      'a.must_change',
      'a.signed_in_at',
      'a.version',
    ])
    .select([
      sql<boolean>`a.totp_sealed is not null`.as('has_totp'),
      sql<boolean>`a.oidc_subject is not null`.as('is_linked'),
      sql<boolean>`a.password_hash is not null`.as('has_password'),
      sql<number>`(select count(*)::int from accounts.session s where s.agency_id = ${agencyId} and s.officer_id = o.officer_id and s.state = 'open' and s.ends_at > ${at(now)} and s.seen_at > ${at((now - idleSecondsMax) as Moment)})`.as(
        'sessions',
      ),
    ])
    .where('o.agency_id', '=', agencyId)
    .where((e) => e.or([e('a.login', 'is not', null), e('o.left_on', 'is', null), e('o.left_on', '>=', on(today))]))
  if (officerId !== undefined) query = query.where('o.officer_id', '=', officerId)
  if (after) query = query.where(sql<boolean>`(o.name, o.officer_id) > (${after.name}, ${after.officerId})`)
  for (const word of plain(words ?? '')
    .split(/\s+/)
    .filter(Boolean)) {
    const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where(sql<boolean>`(${plainName} like ${like} or a.login like ${like})`)
  }
  const rows = await tx.all(query.orderBy('o.name').orderBy('o.officer_id').limit(most))
  return rows.map((r) => ({
    officerId: r.officer_id,
    name: r.name,
    email: r.email?.trim() || null,
    leftOn: r.left_on === null ? null : dayText(r.left_on),
    login: r.login,
    state:
      r.login === null
        ? 'none'
        : r.disabled_at !== null
          ? 'disabled'
          : r.left_on !== null && r.left_on < today
            ? 'left'
            : r.locked_until !== null && now < r.locked_until
              ? 'locked'
              : 'open',
    hasTotp: r.has_totp,
    isLinked: r.is_linked,
    hasPassword: r.has_password,
    mustChange: r.must_change ?? false,
    signedInAt: r.signed_in_at,
    lockedUntil: r.locked_until,
    version: r.version ?? 0,
    sessions: r.sessions,
  }))
}

/** Officers who hold the administrator's role today and whose accounts are not disabled. */
export async function countAdministrators(tx: Tx, agencyId: number, now: Moment): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(administrators, [agencyId, dayText(dayInVietnam(now))])
  return row?.count ?? 0
}
const administrators: Statement = {
  name: 'accounts-administrators',
  text: `select count(distinct a.officer_id) from accounts.account a join org.officer o using (agency_id, officer_id) join org.post p using (agency_id, officer_id)
    where a.agency_id = $1 and a.disabled_at is null and p.role = 'administrator' and p.from_day <= $2 and (p.to_day is null or p.to_day >= $2) and o.joined_on <= $2 and (o.left_on is null or o.left_on >= $2)`,
}

export async function insertAccount(
  tx: Tx,
  agencyId: number,
  values: { officerId: number; login: string; passwordHash: string | null; mustChange: boolean; subject: string | null; now: Moment },
): Promise<void> {
  await tx.all(
    sqlFor.insertInto('accounts.account').values({
      agency_id: agencyId,
      officer_id: values.officerId,
      login: values.login,
      password_hash: values.passwordHash,
      must_change: values.mustChange,
      oidc_subject: values.subject,
      made_at: at(values.now),
    }),
  )
}

/* ───────────── tokens of programs ───────────── */

export type TokenFilter = { officerId?: number; tokenId?: number; before?: number; most?: number; aliveAt?: Moment }

/** Tokens, newest first. */
export async function listTokens(
  tx: Tx,
  agencyId: number,
  { officerId, tokenId, before, most = 50, aliveAt }: TokenFilter,
): Promise<TokenLine[]> {
  let query = sqlFor
    .selectFrom('accounts.api_token as t')
    .innerJoin('org.officer as o', (j) => j.onRef('o.agency_id', '=', 't.agency_id').onRef('o.officer_id', '=', 't.officer_id'))
    .select([
      't.token_id',
      't.name',
      't.scopes',
      't.officer_id',
      'o.name as officer',
      't.made_at',
      't.ends_at',
      't.revoked_at',
      't.used_at',
    ])
    .where('t.agency_id', '=', agencyId)
  if (officerId !== undefined) query = query.where('t.officer_id', '=', officerId)
  if (tokenId !== undefined) query = query.where('t.token_id', '=', tokenId)
  if (before !== undefined) query = query.where('t.token_id', '<', before)
  if (aliveAt !== undefined) query = query.where('t.revoked_at', 'is', null).where('t.ends_at', '>', at(aliveAt))
  const rows = await tx.all(query.orderBy('t.token_id', 'desc').limit(most))
  return rows.map((r) => ({
    tokenId: r.token_id,
    name: r.name,
    scopes: r.scopes,
    officerId: r.officer_id,
    officer: r.officer,
    madeAt: r.made_at,
    endsAt: r.ends_at,
    revokedAt: r.revoked_at,
    usedAt: r.used_at,
  }))
}

const tokenNumbers: Statement = { name: 'accounts-token-numbers', text: `select pg_advisory_xact_lock($1, hashtext('accounts.api_token'))` }

/** Keeps a new token under the next number; one writer at a time in an agency. */
export async function insertToken(
  tx: Tx,
  agencyId: number,
  values: { token: string; name: string; scopes: readonly Permission[]; officerId: number; madeBy: number; now: Moment; endsAt: Moment },
): Promise<number> {
  await tx.rows(tokenNumbers, [agencyId])
  const last = await tx.one(
    sqlFor
      .selectFrom('accounts.api_token')
      .select((e) => e.fn.max('token_id').as('token_id'))
      .where('agency_id', '=', agencyId),
  )
  const token_id = (last?.token_id ?? 0) + 1
  await tx.all(
    sqlFor.insertInto('accounts.api_token').values({
      agency_id: agencyId,
      token_id,
      token_hash: hashOfToken(values.token),
      name: values.name,
      scopes: [...values.scopes],
      officer_id: values.officerId,
      made_by: values.madeBy,
      made_at: at(values.now),
      ends_at: at(values.endsAt),
    }),
  )
  return token_id
}

export async function markRevoked(tx: Tx, agencyId: number, tokenId: number, now: Moment): Promise<boolean> {
  const row = await tx.one(
    sqlFor
      .updateTable('accounts.api_token')
      .set({ revoked_at: at(now) })
      .where('agency_id', '=', agencyId)
      .where('token_id', '=', tokenId)
      .where('revoked_at', 'is', null)
      .returning('token_id'),
  )
  return row !== undefined
}

/* ───────────── clean-up ───────────── */

/** How long first answers to repeated forms are kept, days: longer than any retry. */
const answerDaysKept = 7

/** Removes ended sessions and old answers of one agency. */
export async function cleanUpAgency(db: Database, agencyId: number, now: Moment): Promise<{ sessions: number; answers: number }> {
  return db.inAgency(agencyId, async (tx) => {
    const sessions = await tx.all(
      sqlFor
        .deleteFrom('accounts.session')
        .where('agency_id', '=', agencyId)
        .where((e) => e.or([e('ends_at', '<=', at(now)), e('seen_at', '<=', at((now - idleSecondsMax) as Moment))]))
        .returning('state'),
    )
    await tx.all(sqlFor.deleteFrom('accounts.password_link').where('agency_id', '=', agencyId).where('ends_at', '<=', at(now)))
    const [answers] = await tx.rows<{ count: number }>(
      {
        name: 'accounts-old-answers',
        text: 'with gone as (delete from platform.answer where agency_id = $1 and at < $2 returning 1) select count(*) from gone',
      },
      [agencyId, iso((now - answerDaysKept * 86_400) as Moment)],
    )
    return { sessions: sessions.length, answers: answers?.count ?? 0 }
  })
}
