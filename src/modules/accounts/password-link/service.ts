import { setTimeout as after } from 'node:timers/promises'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Database, Tx } from '../../../platform/postgres/database.ts'
import { agencyOfSessionToken, type PasswordRefused } from '../model.ts'
import { signInsStream } from '../sentences.ts'
import { changePassword, hashNewPassword } from '../sign-in/service.ts'
import { findByLogin, findLink, journal, keepLink, lockAccount, readMailbox, takeLink } from '../store.ts'
import { hashOfToken, newSessionToken } from '../token.adapter.ts'
import { askedSeconds, maySendAgain, sentSeconds } from './link.ts'

/** A letter with a link, as whoever sends mail takes it. */
export type LinkLetter = {
  agencyId: number
  officerId: number
  name: string
  email: string
  login: string
  link: string
  endsAt: Moment
  isAskedByOfficer: boolean
  now: Moment
}

/** Sends such letters, in the transaction that makes the link. */
export type SendLink = (tx: Tx, letter: LinkLetter) => Promise<void>

/** How links go out, where the office has a mail server. What a letter stands on is fetched before the transaction: nothing is asked while its connection is held. */
export type LinkPost = { ready(agencyId: number): Promise<SendLink>; baseUrl: string }

const addressOfLink = (baseUrl: string, token: string): string => `${baseUrl}/office/sign-in/password?${new URLSearchParams({ token })}`

/** Makes a link and mails it; the older one of this officer is worth nothing any more. False: the officer has no mailbox on record. */
export async function postLink(
  tx: Tx,
  { send, baseUrl }: { send: SendLink; baseUrl: string },
  asked: { agencyId: number; officerId: number; login: string; madeBy: number | null; now: Moment },
): Promise<boolean> {
  const { agencyId, officerId, login, madeBy, now } = asked
  const mailbox = await readMailbox(tx, agencyId, officerId)
  if (!mailbox?.email) return false
  const token = newSessionToken(agencyId)
  const endsAt = (now + (madeBy === null ? askedSeconds : sentSeconds)) as Moment
  await keepLink(tx, agencyId, officerId, { tokenHash: hashOfToken(token), madeAt: now, endsAt, madeBy })
  const link = addressOfLink(baseUrl, token)
  const { name, email } = mailbox
  await send(tx, { agencyId, officerId, name, email, login, link, endsAt, isAskedByOfficer: madeBy === null, now })
  return true
}

/** Every answer takes this long, so that its time does not tell whether the login exists. */
const answerMs = 300

/**
 * Somebody forgot a password (quên mật khẩu): a link goes to the mailbox on record, if there is such an account with a password. Nothing is
 * answered, whatever was found.
 */
export async function askForLink(
  db: Database,
  post: LinkPost,
  { agencyId, login, now }: { agencyId: number; login: string; now: Moment },
): Promise<void> {
  const earliest = after(answerMs)
  const found = await findByLogin(db, agencyId, login)
  if (found && found.passwordHash !== null) {
    const ready = { send: await post.ready(agencyId), baseUrl: post.baseUrl }
    await db.inAgency(agencyId, async (tx) => {
      const account = await lockAccount(tx, agencyId, found.officerId, now)
      if (!account?.isHere || account.disabled_at !== null || account.password_hash === null) return
      const mailbox = await readMailbox(tx, agencyId, found.officerId)
      if (!mailbox || !maySendAgain(mailbox.linkMadeAt, now)) return
      if (!(await postLink(tx, ready, { agencyId, officerId: found.officerId, login: account.login, madeBy: null, now }))) return
      const nobody = { agencyId, officerId: null, onBehalfOf: null }
      await journal(tx, nobody, signInsStream, now, [{ kind: 'password-link-asked', officer: found.officerId }])
    })
  }
  await earliest
}

/** Whose password a link sets; null for one that was used, replaced, or is over. */
export async function holderOfLink(db: Database, token: string, now: Moment): Promise<{ agencyId: number; login: string } | null> {
  const agencyId = agencyOfSessionToken(token)
  const found = agencyId === null ? undefined : await db.inAgency(agencyId, (tx) => findLink(tx, agencyId, hashOfToken(token), now))
  return agencyId !== null && found ? { agencyId, login: found.login } : null
}

export type ByLinkRefused = PasswordRefused | { kind: 'busy' } | { kind: 'link-over' }

/**
 * Sets a password by a link (đặt mật khẩu bằng đường dẫn), which is used up by it. Every session of the account ends, a lock too; a second
 * factor stays, and is asked for at the sign-in that follows.
 */
export async function setPasswordByLink(
  db: Database,
  { token, password, now }: { token: string; password: string; now: Moment },
): Promise<Result<true, ByLinkRefused>> {
  const agencyId = agencyOfSessionToken(token)
  if (agencyId === null) return err({ kind: 'link-over' })
  const tokenHash = hashOfToken(token)
  const found = await db.inAgency(agencyId, (tx) => findLink(tx, agencyId, tokenHash, now))
  if (!found) return err({ kind: 'link-over' })
  const hash = await hashNewPassword(password, found.login, found.passwordHash)
  if (!hash.ok) return hash
  return db.inAgency(agencyId, async (tx) => {
    const account = await lockAccount(tx, agencyId, found.officerId, now)
    if (!account?.isHere || account.disabled_at !== null) return err({ kind: 'link-over' as const })
    if (!(await takeLink(tx, agencyId, tokenHash, now))) return err({ kind: 'link-over' as const })
    await changePassword(tx, account, hash.value, now)
    return ok(true as const)
  })
}
