import { dayInVietnam, dayText, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { Permission } from '../../org/model.ts'
import { tokenEnd } from '../model.ts'
import type { AccountRefused } from '../sentences.ts'
import type { TokenDoor } from '../service.ts'
import { type Actor, act, insertToken, isInService, listTokens, markRevoked, type Stamp } from '../store.ts'
import { newApiToken } from '../token.adapter.ts'

export type MakeToken = { name: string; scopes: readonly Permission[]; officerId: number; days: number }

/** Make a program's token (cấp mã truy cập). The text is in this answer and nowhere else; a repeat of the form gets null for it. */
export async function makeToken(
  db: Database,
  by: Actor & { officerId: number },
  asked: MakeToken,
  stamp: Stamp,
): Promise<Result<{ tokenId: number; text: string | null; endsAt: Moment }, AccountRefused>> {
  const text = newApiToken(by.agencyId)
  const endsAt = tokenEnd(stamp.now, asked.days)
  const done = await act(db, by, stamp, ['token-made', asked], async (tx) => {
    if (!(await isInService(tx, by.agencyId, asked.officerId, stamp.now))) return err({ kind: 'no-such-officer' })
    const { name, scopes, officerId } = asked
    const token = await insertToken(tx, by.agencyId, { token: text, name, scopes, officerId, madeBy: by.officerId, now: stamp.now, endsAt })
    const until = dayText(dayInVietnam((endsAt - 1) as Moment))
    return ok({ journal: [{ kind: 'token-made', officer: officerId, token, name, scopes, until }], answer: { tokenId: token } })
  })
  return done.ok ? ok({ tokenId: done.value.answer.tokenId, text: done.value.isRepeat ? null : text, endsAt }) : done
}

/** Revoke a token (thu hồi mã truy cập): by an administrator, or by the officer as whom it acts (`ownerOnly`). Honoured here at once. */
export async function revokeToken(
  db: Database,
  tokens: TokenDoor,
  by: Actor & { officerId: number },
  tokenId: number,
  stamp: Stamp,
  { ownerOnly = false } = {},
): Promise<Result<true, AccountRefused>> {
  const done = await act(db, by, stamp, ['token-revoked', tokenId], async (tx) => {
    const [token] = await listTokens(tx, by.agencyId, { tokenId, ...(ownerOnly ? { officerId: by.officerId } : {}), most: 1 })
    if (!token) return err({ kind: 'no-such-token' })
    if (!(await markRevoked(tx, by.agencyId, tokenId, stamp.now))) return err({ kind: 'already-revoked' })
    return ok({ journal: [{ kind: 'token-revoked', officer: token.officerId, token: tokenId, name: token.name }], answer: null })
  })
  tokens.forget(by.agencyId)
  return done.ok ? ok(true) : done
}
