import { dayInVietnam, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { isRole, type OfficerId, permissionsOf, type Role } from '../org/model.ts'

/**
 * Wrong tries before an account (tài khoản) is locked, and for how long. Not law, our choice: five leave room for a forgotten Caps Lock,
 * and a quarter of an hour holds a guesser to 480 tries a day without closing an officer out for a morning.
 */
export const failuresMax = 5
export const lockSeconds = 15 * 60

/**
 * A session (phiên làm việc) ends after a working day without use, and in any case after twelve hours: whoever forgets to sign out in the
 * evening starts anew in the morning. Not law, our choice.
 */
export const idleSecondsMax = 8 * 3600
export const sessionSecondsMax = 12 * 3600

/** How long the steps between password and open session may take: long enough to fetch a telephone. */
export const stepSecondsMax = 10 * 60

/** How often "last seen" is written: a write for each page would cost more than it tells. */
export const seenEverySeconds = 60

/** Shortest and longest password, in characters. Length is what counts; no rule about kinds of characters. */
export const passwordCharactersMin = 12
export const passwordCharactersMax = 200

/** Longest life of a program's token (mã truy cập), days: somebody must look at it again within a year. */
export const tokenDaysMax = 366

/** What a wrong try leaves behind. */
export type Tries = { failures: number; lockedUntil: Moment | null }

/** Is the account locked now (đang tạm khóa)? The moment of `lockedUntil` itself is free again. */
export const isLocked = ({ lockedUntil }: Tries, now: Moment): boolean => lockedUntil !== null && now < lockedUntil

/** One more wrong try. During a lock nothing is counted, so nobody can keep a colleague locked out for ever by trying on; after it the count starts at one. */
export function afterFailure(tries: Tries, now: Moment): Tries {
  if (isLocked(tries, now)) return tries
  const failures = (tries.lockedUntil === null ? tries.failures : 0) + 1
  return { failures, lockedUntil: failures >= failuresMax ? ((now + lockSeconds) as Moment) : null }
}

/** No wrong tries. */
export const noTries: Tries = { failures: 0, lockedUntil: null }

/** Why a new password is not taken. */
export type PasswordRefused =
  | { kind: 'too-short'; least: number }
  | { kind: 'too-long'; most: number }
  | { kind: 'is-login' }
  | { kind: 'too-common' }
  | { kind: 'same-as-before' }

/** The worst of the long ones: what people take when twelve characters are asked for. Compared without case, spaces and marks. */
const worst = [
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456781234',
  '123123123123',
  '098765432109',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'matkhau12345',
  'matkhau123456',
  'matkhaumatkhau',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwerty123456',
  'qwertyqwerty',
  'asdfghjkl123',
  '1q2w3e4r5t6y',
  'abcdefghijkl',
  'abc123456789',
  'abcd12345678',
  'iloveyou1234',
  'anhyeuem1234',
  'vietnam12345',
  'vietnam123456',
  'administrator',
  'admin1234567',
  'admin12345678',
  'letmein12345',
  'welcome12345',
  'motcua123456',
  'motcuamotcua',
] as const
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]/g, '')

/** May this be somebody's password? At least twelve characters, not the login, not one of the worst, not three characters over and over. */
export function checkPassword(password: string, login: string): Result<string, PasswordRefused> {
  const length = [...password].length
  if (length < passwordCharactersMin) return err({ kind: 'too-short', least: passwordCharactersMin })
  if (length > passwordCharactersMax) return err({ kind: 'too-long', most: passwordCharactersMax })
  const plain = bare(password)
  if (plain !== '' && plain === bare(login)) return err({ kind: 'is-login' })
  if ((worst as readonly string[]).includes(plain) || new Set(password).size < 4) return err({ kind: 'too-common' })
  return ok(password)
}

/** A login name (tên đăng nhập), as the office writes it: small letters, digits, dot, dash, underscore. */
export const isLogin = (text: string): boolean => /^[a-z0-9._-]{3,60}$/.test(text)

/** Agency number in the front of a session token `<agency>.<random>`; tells where to look without asking every agency. */
export function agencyOfSessionToken(token: string): number | null {
  const [, agency] = /^([1-9]\d{0,8})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? []
  return agency ? Number(agency) : null
}

/** The same for a program's token `mc_<agency>_<random>`. */
export function agencyOfApiToken(token: string): number | null {
  const [, agency] = /^mc_([1-9]\d{0,8})_[A-Za-z0-9_-]{43}$/.exec(token) ?? []
  return agency ? Number(agency) : null
}

/** A post (vị trí) that gives rights now: one's own, or that of an absent officer (làm thay). */
export type PostHeld = { unitId: number; role: Role; title: string; onBehalfOf: OfficerId | null }

/** What all posts together allow (quyền). */
export const mayDo = (posts: readonly PostHeld[]): ReadonlySet<string> => new Set(posts.flatMap(({ role }) => permissionsOf[role]))

/**
 * In whose place somebody acts who uses a permission (làm thay ai): nobody's when an own post gives it, else that of the absent officer
 * chosen for the session when their post gives it, else the first whose post does.
 */
export function inWhosePlace(
  posts: readonly { role: string; onBehalfOf: number | null }[],
  permission: string,
  chosen: number | null = null,
): number | null {
  const giving = posts.filter(({ role }) => isRole(role) && (permissionsOf[role] as readonly string[]).includes(permission))
  if (giving.length === 0 || giving.some(({ onBehalfOf }) => onBehalfOf === null)) return null
  return giving.find(({ onBehalfOf }) => onBehalfOf === chosen)?.onBehalfOf ?? giving[0]?.onBehalfOf ?? null
}

/** What may come after sign-in: a path of the office and nothing that leaves it. */
export function safeNext(path: string | undefined): string {
  const isOurs = path !== undefined && /^\/office(?:\/[\w.~%:@-]+)*\/?(?:\?[!-~]*)?$/.test(path)
  return isOurs && !path.startsWith('/office/sign-') ? path : '/office'
}

/** Browser and system of a session in a word or two (thiết bị), for the officer's own list: "Firefox, Windows". Keeps nothing finer. */
export function deviceOf(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? 'Edge'
    : /coc_coc/i.test(userAgent)
      ? 'Cốc Cốc'
      : /OPR\//.test(userAgent)
        ? 'Opera'
        : (/(Firefox|Chrome|Safari)\//.exec(userAgent)?.[1] ?? '')
  const system = /Android/.test(userAgent)
    ? 'Android'
    : /iPhone|iPad/.test(userAgent)
      ? 'iOS'
      : /Windows/.test(userAgent)
        ? 'Windows'
        : /Mac OS X/.test(userAgent)
          ? 'macOS'
          : /Linux/.test(userAgent)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(', ')
}

/** Which step a sign-in must take next (bước đăng nhập). */
export type SignInStep = 'needs-totp' | 'needs-password' | 'open'

/** First the second factor, then a new password where the old one was given by somebody else, then the door is open. */
export function nextStep(after: 'first-factor' | 'totp', account: { hasTotp: boolean; mustChange: boolean }): SignInStep {
  if (after === 'first-factor' && account.hasTotp) return 'needs-totp'
  return account.mustChange ? 'needs-password' : 'open'
}

/** The last moment of a program's token that holds for `days` days: the end of that day in Viet Nam. */
export const tokenEnd = (now: Moment, days: number): Moment => ((dayInVietnam(now) + days + 1) * 86_400 - 7 * 3600) as Moment

/** An officer with the account, or without one yet. */
export type AccountLine = {
  officerId: number
  name: string
  /** Where the officer is written to; null: nowhere. */
  email: string | null
  leftOn: string | null
  login: string | null
  state: 'none' | 'open' | 'locked' | 'disabled' | 'left'
  hasTotp: boolean
  isLinked: boolean
  hasPassword: boolean
  mustChange: boolean
  signedInAt: Moment | null
  lockedUntil: Moment | null
  version: number
  sessions: number
}

/** A token of a program, and the officer in whose name it acts. */
export type TokenLine = {
  tokenId: number
  name: string
  scopes: readonly string[]
  officerId: number
  officer: string
  madeAt: Moment
  endsAt: Moment
  revokedAt: Moment | null
  usedAt: Moment | null
}
