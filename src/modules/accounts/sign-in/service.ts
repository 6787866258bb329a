import { setTimeout as after } from 'node:timers/promises'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Database, Tx } from '../../../platform/postgres/database.ts'
import { afterFailure, checkPassword, isLocked, type PasswordRefused } from '../model.ts'
import { hashPassword, isPassword, TooBusy } from '../password.adapter.ts'
import type { Sealing } from '../sealing.adapter.ts'
import { accountsStream, type SignInRefused, signInsStream } from '../sentences.ts'
import {
  type AccountRow,
  beginSession,
  type Credentials,
  dropLinks,
  endSessions,
  findByLogin,
  findBySubject,
  journal,
  lockAccount,
  type Method,
  type Opened,
  type Pending,
  setAccount,
  takeSession,
} from '../store.ts'
import { acceptedStep } from '../totp.adapter.ts'

/** Every no takes at least this long, so that its time tells neither whether the login exists nor whether it was counted. */
const refusalMsMin = 250

async function evenly<T, E>(work: Promise<Result<T, E>>): Promise<Result<T, E>> {
  const earliest = after(refusalMsMin)
  const result = await work
  if (!result.ok) await earliest
  return result
}

/** One way to say no for a login that does not exist, a wrong password, a locked and a disabled account. */
const notKnown = err({ kind: 'not-known' as const })

/** May this account be used at all, whatever the password? */
const isUsable = (account: AccountRow, now: Moment): boolean =>
  account.isHere && account.disabled_at === null && !isLocked({ failures: account.failures, lockedUntil: account.locked_until }, now)

/** Counts a wrong password or code under the row's lock, and journals a lock. */
export async function countFailure(tx: Tx, account: AccountRow, now: Moment): Promise<{ isNowLocked: boolean }> {
  const before = { failures: account.failures, lockedUntil: account.locked_until }
  const tries = afterFailure(before, now)
  if (tries === before) return { isNowLocked: true }
  await setAccount(tx, account.agency_id, account.officer_id, { failures: tries.failures, locked_until: tries.lockedUntil })
  if (tries.lockedUntil === null) return { isNowLocked: false }
  const system = { agencyId: account.agency_id, officerId: null, onBehalfOf: null }
  await journal(tx, system, signInsStream, now, [{ kind: 'account-locked', officer: account.officer_id }])
  return { isNowLocked: true }
}

/** The first step: login and password (đăng nhập). The password is hashed outside any transaction, and the lock is looked at again inside. */
export const signInByPassword = (
  db: Database,
  asked: { agencyId: number | null; login: string; password: string; device: string; now: Moment },
): Promise<Result<Opened, SignInRefused>> =>
  evenly(
    (async () => {
      const { agencyId, now } = asked
      const found = agencyId === null ? undefined : await findByLogin(db, agencyId, asked.login)
      const isRight = await tryPassword(asked.password, found?.passwordHash ?? null)
      if (isRight === null) return err({ kind: 'busy' as const })
      if (agencyId === null || !found) return notKnown
      return passFirst(db, agencyId, found, isRight, { method: 'password', device: asked.device, now })
    })(),
  )

/** The first step by the province: whoever is linked, no e-mail and no name decides. */
export async function signInByProvince(
  db: Database,
  asked: { agencyId: number; subject: string; device: string; now: Moment },
): Promise<Result<Opened, SignInRefused>> {
  const found = await findBySubject(db, asked.agencyId, asked.subject)
  if (!found) return err({ kind: 'province-unknown' })
  const passed = await passFirst(db, asked.agencyId, found, true, { method: 'province', device: asked.device, now: asked.now })
  return passed.ok ? passed : err({ kind: 'province-unknown' })
}

function passFirst(
  db: Database,
  agencyId: number,
  { officerId, passwordHash }: Credentials,
  isRight: boolean,
  by: { method: Method; device: string; now: Moment },
): Promise<Result<Opened, SignInRefused>> {
  return db.inAgency(agencyId, async (tx) => {
    const account = await lockAccount(tx, agencyId, officerId, by.now)
    if (!account || !isUsable(account, by.now)) return notKnown
    if (account.password_hash !== passwordHash) return notKnown // changed while we were hashing
    if (!isRight) {
      await countFailure(tx, account, by.now)
      return notKnown
    }
    return ok(await beginSession(tx, account, { after: 'first-factor', ...by }))
  })
}

/** Null when too many are waiting. */
export async function tryPassword(password: string, hash: string | null): Promise<boolean | null> {
  try {
    return await isPassword(password, hash)
  } catch (error) {
    if (error instanceof TooBusy) return null
    throw error
  }
}

/** Where the secret of a second factor belongs: it opens for this officer only. */
export const totpPlace = (agencyId: number, officerId: number): string => `totp/${agencyId}/${officerId}`

/** The second step: the code of the officer's telephone (mã xác thực). */
export const signInByCode = (
  db: Database,
  sealing: Sealing,
  asked: { agencyId: number; token: string; pending: Pending; code: string; device: string; now: Moment },
): Promise<Result<Opened, SignInRefused>> =>
  evenly<Opened, SignInRefused>(
    db.inAgency(asked.agencyId, async (tx) => {
      const { agencyId, token, pending, now } = asked
      const account = await lockAccount(tx, agencyId, pending.officerId, now)
      if (!account || !isUsable(account, now) || account.totp_sealed === null) {
        await takeSession(tx, agencyId, token, 'needs-totp')
        return err({ kind: 'step-over' as const })
      }
      const secret = sealing.open(account.totp_sealed, totpPlace(agencyId, pending.officerId))
      const step = secret && acceptedStep(secret, asked.code, now, account.totp_step)
      if (step === null) {
        const { isNowLocked } = await countFailure(tx, account, now)
        if (isNowLocked) await takeSession(tx, agencyId, token, 'needs-totp')
        return err({ kind: 'wrong-code' as const })
      }
      if (!(await takeSession(tx, agencyId, token, 'needs-totp'))) return err({ kind: 'step-over' as const })
      await setAccount(tx, agencyId, pending.officerId, { totp_step: step })
      return ok(await beginSession(tx, account, { after: 'totp', method: pending.method, device: asked.device, now }))
    }),
  )

export type NewPasswordRefused = PasswordRefused | { kind: 'busy' } | { kind: 'step-over' }

/** The step after a password that somebody else gave: one's own. Every other session of the account ends. */
export async function signInWithNewPassword(
  db: Database,
  asked: { agencyId: number; token: string; pending: Pending; password: string; device: string; now: Moment },
): Promise<Result<Opened, NewPasswordRefused>> {
  const { agencyId, token, pending, password, now } = asked
  const hash = await hashNewPassword(password, pending.login, pending.passwordHash)
  if (!hash.ok) return hash
  return db.inAgency(agencyId, async (tx) => {
    const account = await lockAccount(tx, agencyId, pending.officerId, now)
    const isFirst = await takeSession(tx, agencyId, token, 'needs-password')
    if (!account || !isFirst || !isUsable(account, now) || account.password_hash !== pending.passwordHash)
      return err({ kind: 'step-over' as const })
    await changePassword(tx, account, hash.value, now)
    const changed = { ...account, must_change: false }
    return ok(await beginSession(tx, changed, { after: 'totp', method: pending.method, device: asked.device, now }))
  })
}

/** Checks and hashes a new password. */
export async function hashNewPassword(
  password: string,
  login: string,
  before: string | null,
): Promise<Result<string, PasswordRefused | { kind: 'busy' }>> {
  const checked = checkPassword(password, login)
  if (!checked.ok) return checked
  try {
    if (await isPassword(password, before)) return err({ kind: 'same-as-before' })
    return ok(await hashPassword(password))
  } catch (error) {
    if (error instanceof TooBusy) return err({ kind: 'busy' })
    throw error
  }
}

/** Keeps a new password; all sessions end but the given one, and no link that is out sets another. */
export async function changePassword(tx: Tx, account: AccountRow, hash: string, now: Moment, except?: Buffer): Promise<void> {
  const { agency_id, officer_id } = account
  await setAccount(tx, agency_id, officer_id, {
    password_hash: hash,
    must_change: false,
    failures: 0,
    locked_until: null,
    version: account.version + 1,
  })
  await endSessions(tx, agency_id, officer_id, except ? { except } : {})
  await dropLinks(tx, agency_id, officer_id)
  await journal(tx, { agencyId: agency_id, officerId: officer_id, onBehalfOf: null }, accountsStream, now, [
    { kind: 'password-changed', officer: officer_id },
  ])
}
