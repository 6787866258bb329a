import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { PasswordRefused } from '../model.ts'
import type { Sealing } from '../sealing.adapter.ts'
import type { AccountRefused } from '../sentences.ts'
import { changePassword, countFailure, hashNewPassword, totpPlace, tryPassword } from '../sign-in/service.ts'
import { type AccountRow, act, endSessions, listAbsent, lockAccount, type Stamp, setAccount, setActingFor } from '../store.ts'
import { hashOfToken } from '../token.adapter.ts'
import { acceptedStep } from '../totp.adapter.ts'

/** Why an officer's act on the own account is refused. */
export type OwnRefused =
  | AccountRefused
  | PasswordRefused
  | { kind: 'busy' }
  | { kind: 'wrong-password' }
  | { kind: 'wrong-code' }
  | { kind: 'locked' }

export type Own = { agencyId: number; officerId: number }
const self = ({ agencyId, officerId }: Own) => ({ agencyId, officerId, onBehalfOf: null })

/** The officer's account as it is now, without holding it. */
export const readOwn = (db: Database, { agencyId, officerId }: Own, now: Moment): Promise<AccountRow | undefined> =>
  db.inAgency(agencyId, (tx) => lockAccount(tx, agencyId, officerId, now))

/** Is this the officer at the desk, and not whoever found the screen open? Wrong answers count like those at sign-in. */
async function confirm(db: Database, own: Own, password: string, now: Moment): Promise<Result<AccountRow, OwnRefused>> {
  const account = await readOwn(db, own, now)
  if (!account) return err({ kind: 'no-such-account' })
  const isRight = await tryPassword(password, account.password_hash)
  if (isRight === null) return err({ kind: 'busy' })
  return db.inAgency(own.agencyId, async (tx) => {
    const held = await lockAccount(tx, own.agencyId, own.officerId, now)
    if (!held) return err({ kind: 'no-such-account' as const })
    if (held.locked_until !== null && now < held.locked_until) return err({ kind: 'locked' as const })
    if (held.password_hash !== account.password_hash) return err({ kind: 'changed-meanwhile' as const })
    if (isRight) return ok(held)
    const { isNowLocked } = await countFailure(tx, held, now)
    if (isNowLocked) await endSessions(tx, own.agencyId, own.officerId)
    return err({ kind: isNowLocked ? ('locked' as const) : ('wrong-password' as const) })
  })
}

/** Change one's own password (đổi mật khẩu): the current one is asked, all other sessions end. Repeating the form finds the old password gone, and says so. */
export async function changeOwnPassword(
  db: Database,
  own: Own,
  token: string,
  asked: { current: string; password: string; now: Moment },
): Promise<Result<true, OwnRefused>> {
  const confirmed = await confirm(db, own, asked.current, asked.now)
  if (!confirmed.ok) return confirmed
  const { login, password_hash } = confirmed.value
  const hash = await hashNewPassword(asked.password, login, password_hash)
  if (!hash.ok) return hash
  return db.inAgency(own.agencyId, async (tx) => {
    const account = await lockAccount(tx, own.agencyId, own.officerId, asked.now)
    if (!account || account.password_hash !== password_hash) return err({ kind: 'changed-meanwhile' as const })
    await changePassword(tx, account, hash.value, asked.now, hashOfToken(token))
    return ok(true as const)
  })
}

/** Set a second factor, or another telephone (bật xác thực hai lớp): password and a code that proves the telephone has the secret. */
export async function setSecondFactor(
  db: Database,
  sealing: Sealing,
  own: Own,
  token: string,
  asked: { secret: Buffer; password: string; code: string; stamp: Stamp },
): Promise<Result<true, OwnRefused>> {
  const { secret, password, code, stamp } = asked
  const step = acceptedStep(secret, code, stamp.now, null)
  if (step === null) return err({ kind: 'wrong-code' })
  const confirmed = await confirm(db, own, password, stamp.now)
  if (!confirmed.ok) return confirmed
  const sealed = sealing.seal(secret, totpPlace(own.agencyId, own.officerId))
  const done = await act(db, self(own), stamp, ['second-factor-set'], async (tx) => {
    const account = await lockAccount(tx, own.agencyId, own.officerId, stamp.now)
    if (!account) return err({ kind: 'no-such-account' })
    await setAccount(tx, own.agencyId, own.officerId, { totp_sealed: sealed, totp_step: step, failures: 0, version: account.version + 1 })
    await endSessions(tx, own.agencyId, own.officerId, { except: hashOfToken(token) })
    return ok({ journal: [{ kind: 'second-factor-set', officer: own.officerId }], answer: null })
  })
  return done.ok ? ok(true) : done
}

/** End one session, all others, or all (kết thúc phiên). */
export async function endOwnSessions(
  db: Database,
  own: Own,
  which: { only: string } | { exceptToken: string } | 'all',
  stamp: Stamp,
): Promise<Result<number, AccountRefused>> {
  const done = await act(
    db,
    self(own),
    stamp,
    ['sessions-ended', which === 'all' || 'exceptToken' in which ? 'others' : which.only],
    async (tx) => {
      const sessions = await endSessions(
        tx,
        own.agencyId,
        own.officerId,
        which === 'all' ? {} : 'only' in which ? { only: Buffer.from(which.only, 'hex') } : { except: hashOfToken(which.exceptToken) },
      )
      if (sessions === 0 && which !== 'all' && 'only' in which) return err({ kind: 'no-such-session' })
      return ok({ journal: [{ kind: 'sessions-ended', officer: own.officerId, sessions }], answer: sessions })
    },
  )
  return done.ok ? ok(done.value.answer) : done
}

/** Choose in whose place one works now (làm thay), or nobody's. It colours the page and marks later acts; it gives no right of its own. */
export const chooseActingFor = (
  db: Database,
  own: Own,
  token: string,
  absentId: number | null,
  now: Moment,
): Promise<Result<true, AccountRefused>> =>
  db.inAgency(own.agencyId, async (tx) => {
    const absent = absentId === null ? [] : await listAbsent(tx, own.agencyId, own.officerId, now)
    if (absentId !== null && !absent.some(({ officerId }) => officerId === absentId)) return err({ kind: 'not-acting' as const })
    await setActingFor(tx, own.agencyId, token, absentId)
    return ok(true as const)
  })

/** Back from the province with an identity: it is the officer's from now on (nối tài khoản). */
export async function arriveLinked(
  db: Database,
  agencyId: number,
  officerId: number,
  subject: string,
  stamp: Stamp,
): Promise<Result<true, AccountRefused>> {
  const done = await act(db, { agencyId, officerId, onBehalfOf: null }, stamp, ['province-linked', subject], async (tx) => {
    const account = await lockAccount(tx, agencyId, officerId, stamp.now)
    if (!account) return err({ kind: 'no-such-account' })
    await setAccount(tx, agencyId, officerId, { oidc_subject: subject, version: account.version + 1 })
    return ok({ journal: [{ kind: 'province-linked', officer: officerId }], answer: null })
  })
  return done.ok ? ok(true) : done
}

/** No longer by the province (bỏ nối). Refused when nothing else would open the account. */
export async function unlinkOwn(db: Database, own: Own, stamp: Stamp): Promise<Result<true, AccountRefused>> {
  const done = await act(db, self(own), stamp, ['province-unlinked'], async (tx) => {
    const account = await lockAccount(tx, own.agencyId, own.officerId, stamp.now)
    if (!account) return err({ kind: 'no-such-account' })
    if (account.oidc_subject === null) return err({ kind: 'not-linked' })
    if (account.password_hash === null) return err({ kind: 'only-way-in' })
    await setAccount(tx, own.agencyId, own.officerId, { oidc_subject: null, version: account.version + 1 })
    return ok({ journal: [{ kind: 'province-unlinked', officer: own.officerId }], answer: null })
  })
  return done.ok ? ok(true) : done
}
