import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { hashPassword, oneTimePassword, TooBusy } from '../password.adapter.ts'
import { type LinkPost, postLink } from '../password-link/service.ts'
import type { AccountHappening, AccountRefused } from '../sentences.ts'
import type { TokenDoor } from '../service.ts'
import {
  type AccountRow,
  type Actor,
  act,
  dropLinks,
  endSessions,
  insertAccount,
  isInService,
  lockAccount,
  readMailbox,
  type Stamp,
  setAccount,
} from '../store.ts'

export type Administrator = Actor & { officerId: number }

/** A password that was given: shown now, kept nowhere in the clear. Null for a repeat of the same form, and where a link went to `mailedTo`. */
export type Given = { password: string | null; mailedTo: string | null }

/** Make an account for an officer (lập tài khoản): with a password to be used once, or by the province only. */
export async function makeOfficersAccount(
  db: Database,
  by: Administrator,
  asked: { officerId: number; login: string; subject: string | null; withPassword: boolean },
  stamp: Stamp,
): Promise<Result<Given, AccountRefused | { kind: 'busy' }>> {
  const password = asked.withPassword ? oneTimePassword() : null
  const hash = await hashed(password)
  if (hash === 'busy') return err({ kind: 'busy' })
  const { officerId, login, subject } = asked
  const done = await act(db, by, stamp, ['account-made', asked], async (tx) => {
    if (!(await isInService(tx, by.agencyId, officerId, stamp.now))) return err({ kind: 'no-such-officer' })
    if (await lockAccount(tx, by.agencyId, officerId, stamp.now)) return err({ kind: 'has-account' })
    await insertAccount(tx, by.agencyId, { officerId, login, passwordHash: hash, mustChange: hash !== null, subject, now: stamp.now })
    const linked: AccountHappening[] = subject === null ? [] : [{ kind: 'province-linked', officer: officerId }]
    return ok({ journal: [{ kind: 'account-made', officer: officerId, login }, ...linked], answer: null })
  })
  return done.ok ? ok({ password: done.value.isRepeat ? null : password, mailedTo: null }) : done
}

/** What an administrator may change of an existing account; `seen` is the version on the screen. */
export type Change =
  | { to: 'disabled' }
  | { to: 'enabled' }
  | { to: 'unlocked' }
  | { to: 'without-second-factor' }
  | { to: 'linked'; subject: string }
  | { to: 'unlinked' }

/** Change somebody else's account. Stopping it, or taking a factor away, ends its sessions and is known to this process's tokens at once. */
export async function changeAccount(
  db: Database,
  tokens: TokenDoor,
  by: Administrator,
  asked: { officerId: number; seen: number; change: Change },
  stamp: Stamp,
): Promise<Result<true, AccountRefused>> {
  const { officerId, seen, change } = asked
  const done = await act(db, by, stamp, ['account-changed', asked], async (tx) => {
    if (officerId === by.officerId && change.to !== 'linked') return err({ kind: 'own-account' })
    const account = await lockAccount(tx, by.agencyId, officerId, stamp.now)
    if (!account) return err({ kind: 'no-such-account' })
    if (account.version !== seen) return err({ kind: 'changed-meanwhile' })
    const decided = decide(account, change)
    if (!decided.ok) return decided
    const { set, happening, endsSessions } = decided.value
    const now = stamp.now
    await setAccount(tx, by.agencyId, officerId, {
      ...set,
      ...(change.to === 'disabled' ? { disabled_at: now } : {}),
      version: account.version + 1,
    })
    if (endsSessions) await endSessions(tx, by.agencyId, officerId)
    return ok({ journal: [{ kind: happening, officer: officerId }], answer: null })
  })
  tokens.forget(by.agencyId)
  return done.ok ? ok(true) : done
}

type Decided = {
  set: Parameters<typeof setAccount>[3]
  happening: 'account-disabled' | 'account-enabled' | 'account-unlocked' | 'second-factor-reset' | 'province-linked' | 'province-unlinked'
  endsSessions: boolean
}

function decide(account: AccountRow, change: Change): Result<Decided, AccountRefused> {
  switch (change.to) {
    case 'disabled':
      if (account.disabled_at !== null) return err({ kind: 'already-disabled' })
      return ok({ set: {}, happening: 'account-disabled', endsSessions: true })
    case 'enabled':
      if (account.disabled_at === null) return err({ kind: 'not-disabled' })
      return ok({ set: { disabled_at: null, failures: 0, locked_until: null }, happening: 'account-enabled', endsSessions: false })
    case 'unlocked':
      if (account.locked_until === null) return err({ kind: 'not-locked' })
      return ok({ set: { failures: 0, locked_until: null }, happening: 'account-unlocked', endsSessions: false })
    case 'without-second-factor':
      if (account.totp_sealed === null) return err({ kind: 'no-second-factor' })
      return ok({ set: { totp_sealed: null, totp_step: null }, happening: 'second-factor-reset', endsSessions: true })
    case 'linked':
      return ok({ set: { oidc_subject: change.subject }, happening: 'province-linked', endsSessions: false })
    case 'unlinked':
      if (account.oidc_subject === null) return err({ kind: 'not-linked' })
      if (account.password_hash === null) return err({ kind: 'only-way-in' })
      return ok({ set: { oidc_subject: null }, happening: 'province-unlinked', endsSessions: true })
  }
}

/**
 * Reset a password (đặt lại mật khẩu): the old one no longer holds, all sessions end, the lock too. Where mail goes out and the officer has a
 * mailbox, a link for one use goes there, and nobody else ever knows the password; else one to be used once is given, and the officer sets an
 * own one at the next sign-in.
 */
export async function resetPassword(
  db: Database,
  by: Administrator,
  asked: { officerId: number; seen: number },
  stamp: Stamp,
  post: LinkPost | null,
): Promise<Result<Given, AccountRefused | { kind: 'busy' }>> {
  const password = oneTimePassword()
  const hash = await hashed(password)
  if (hash === null || hash === 'busy') return err({ kind: 'busy' })
  const ready = post && { send: await post.ready(by.agencyId), baseUrl: post.baseUrl }
  const done = await act(db, by, stamp, ['password-reset', asked], async (tx) => {
    const { officerId, seen } = asked
    if (officerId === by.officerId) return err({ kind: 'own-account' })
    const account = await lockAccount(tx, by.agencyId, officerId, stamp.now)
    if (!account) return err({ kind: 'no-such-account' })
    if (account.version !== seen) return err({ kind: 'changed-meanwhile' })
    const version = account.version + 1
    await setAccount(tx, by.agencyId, officerId, { password_hash: hash, must_change: true, failures: 0, locked_until: null, version })
    await endSessions(tx, by.agencyId, officerId)
    await dropLinks(tx, by.agencyId, officerId)
    const letter = { agencyId: by.agencyId, officerId, login: account.login, madeBy: by.officerId, now: stamp.now }
    const isMailed = ready !== null && (await postLink(tx, ready, letter))
    const mailedTo = isMailed ? ((await readMailbox(tx, by.agencyId, officerId))?.email ?? null) : null
    return ok({ journal: [{ kind: isMailed ? 'password-link-sent' : 'password-reset', officer: officerId }], answer: { mailedTo } })
  })
  if (!done.ok) return done
  const { answer, isRepeat } = done.value
  const mailedTo = answer?.mailedTo ?? null // an answer kept by an older version is null
  return ok({ password: isRepeat || mailedTo !== null ? null : password, mailedTo })
}

async function hashed(password: string | null): Promise<string | null | 'busy'> {
  try {
    return password === null ? null : await hashPassword(password)
  } catch (error) {
    if (error instanceof TooBusy) return 'busy'
    throw error
  }
}
