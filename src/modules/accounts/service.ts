import type { Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import type { Who } from '../../platform/http/who.ts'
import type { Database, Tx } from '../../platform/postgres/database.ts'
import { roleNames, roles } from '../org/model.ts'
import { agencyOfApiToken, agencyOfSessionToken, checkPassword, isLogin, mayDo, type PostHeld } from './model.ts'
import { hashPassword } from './password.adapter.ts'
import { accountsStream, explainLogin, explainPassword } from './sentences.ts'
import { type Actor, countAdministrators, type Found, findApiToken, findSession, insertAccount, journal } from './store.ts'
import { hashOfToken } from './token.adapter.ts'

export { hashPassword }

/**
 * Who holds this session cookie (ai đang hỏi), or null: unknown, ended, idled out, not yet fully signed in, account disabled, officer gone.
 * One trip to the database; "last seen" is written with it, at most once a minute.
 */
export async function whoOf(db: Database, cookieToken: string | undefined, now: Moment): Promise<Who | null> {
  const agencyId = cookieToken ? agencyOfSessionToken(cookieToken) : null
  if (!cookieToken || agencyId === null) return null
  const found = await findSession(db, agencyId, cookieToken, now)
  return found ? asWho(agencyId, found) : null
}

/**
 * Which program asks with `Authorization: Bearer mc_…`, and as which officer; null when the token is unknown, ended, revoked, or its officer is
 * gone or disabled. It may do what both its scopes and its officer's own posts allow; it never acts in an absent officer's place.
 */
export async function whoOfToken(db: Database, bearer: string | undefined, now: Moment): Promise<Who | null> {
  return (await readToken(db, bearer, now))?.who ?? null
}

async function readToken(db: Database, bearer: string | undefined, now: Moment): Promise<{ who: Who; endsAt: Moment } | null> {
  const agencyId = bearer ? agencyOfApiToken(bearer) : null
  if (!bearer || agencyId === null) return null
  const found = await findApiToken(db, agencyId, bearer, now)
  return found ? { who: asWho(agencyId, found), endsAt: found.ends_at } : null
}

function asWho(agencyId: number, found: Found): Who {
  const own = [...(found.posts ?? [])].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
  const acting = found.acting ?? []
  const posts: PostHeld[] = [...own, ...acting]
  const may = mayDo(posts)
  const chosen = acting.find(({ onBehalfOf }) => onBehalfOf !== null && onBehalfOf === found.acting_for)
  const [first] = own
  return {
    agencyId,
    officerId: found.officer_id,
    name: found.name,
    title: first ? first.title || roleNames.vi[first.role] : '',
    agencyName: found.agency_name,
    posts: posts.map(({ unitId, role, onBehalfOf }) => ({ unitId, role, onBehalfOf })),
    may: found.scopes ? new Set(found.scopes.filter((scope) => may.has(scope))) : may,
    actingFor: chosen?.onBehalfOf ? { officerId: chosen.onBehalfOf, name: chosen.absent } : null,
    csrf: found.csrf ?? '',
  }
}

/** Tokens of programs, remembered for a moment. */
export type TokenDoor = {
  whoOfToken(bearer: string | undefined, now: Moment): Promise<Who | null>
  /** Something about an agency's tokens or accounts changed here: ask the database again. */
  forget(agencyId: number): void
}

/** A token revoked through another process, or a post that ended, may still be honoured for so long. */
const rememberedMs = 5_000
const rememberedMax = 2_000

/**
 * As `whoOfToken`, but asks the database at most once in five seconds for each token, so that a program's hot path pays no trip for who it is.
 * What this process revokes is forgotten at once; other processes follow within five seconds.
 * @param elapsedMs a clock that only goes forward (`performance.now`)
 */
export function tokenDoor(db: Database, elapsedMs: () => number): TokenDoor {
  type Read = Promise<{ who: Who; endsAt: Moment } | null>
  const known = new Map<string, { agencyId: number; atMs: number; read: Read }>()
  return {
    async whoOfToken(bearer, now) {
      const agencyId = bearer ? agencyOfApiToken(bearer) : null
      if (!bearer || agencyId === null) return null
      const name = hashOfToken(bearer).toString('base64')
      let entry = known.get(name)
      if (!entry || elapsedMs() - entry.atMs >= rememberedMs) {
        known.delete(name)
        const fresh = { agencyId, atMs: elapsedMs(), read: readToken(db, bearer, now) }
        entry = fresh
        known.set(name, fresh)
        if (known.size > rememberedMax) known.delete(known.keys().next().value ?? '')
        const drop = () => {
          if (known.get(name) === fresh) known.delete(name)
        }
        fresh.read.then((found) => found ?? drop(), drop) // refusals and failures are asked again
      }
      const found = await entry.read
      return found && now < found.endsAt ? found.who : null
    },
    forget(agencyId) {
      for (const [name, entry] of known) if (entry.agencyId === agencyId) known.delete(name)
    },
  }
}

/**
 * Makes an account inside the caller's transaction: for the first set-up, imports and the demo. The office's own page does more checking.
 * @param by         who makes it; officer null for the system
 * @param mustChange asks for a new password at the first sign-in
 */
export async function makeAccount(
  tx: Tx,
  by: Actor,
  account: { officerId: number; login: string; passwordHash: string | null; mustChange: boolean },
  now: Moment,
): Promise<void> {
  await insertAccount(tx, by.agencyId, { ...account, subject: null, now })
  await journal(tx, by, accountsStream, now, [{ kind: 'account-made', officer: account.officerId, login: account.login }])
}

/** Administrators (vị trí quản trị) in service whose accounts can sign in now: an agency needs at least one. For the checklist of the first set-up. */
export const enabledAdministrators = (tx: Tx, agencyId: number, now: Moment): Promise<number> => countAdministrators(tx, agencyId, now)

/**
 * Makes an account with a password that the person has just chosen, inside the caller's transaction: the first administrator's. Login and
 * password are checked as everywhere; what is wrong is said in the reader's language.
 */
export async function createFirstAccount(
  tx: Tx,
  { agencyId, officerId, login: typed, password, at }: { agencyId: number; officerId: number; login: string; password: string; at: Moment },
  say: Say,
): Promise<Result<true, { message: string }>> {
  const login = typed.trim().toLowerCase()
  if (!isLogin(login)) return err({ message: explainLogin(say) })
  const checked = checkPassword(password, login)
  if (!checked.ok) return err({ message: explainPassword(checked.error, say) })
  const passwordHash = await hashPassword(password)
  await makeAccount(tx, { agencyId, officerId: null, onBehalfOf: null }, { officerId, login, passwordHash, mustChange: false }, at)
  return ok(true)
}
