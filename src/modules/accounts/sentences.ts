import { assertNever } from '../../kernel/assert.ts'
import type { Say } from '../../kernel/say.ts'
import { failuresMax, lockSeconds, type PasswordRefused } from './model.ts'

/** Why an act on accounts is refused. */
export type AccountRefused =
  | { kind: 'no-such-officer' }
  | { kind: 'has-account' }
  | { kind: 'login-taken' }
  | { kind: 'no-such-account' }
  | { kind: 'own-account' }
  | { kind: 'already-disabled' }
  | { kind: 'not-disabled' }
  | { kind: 'not-locked' }
  | { kind: 'no-second-factor' }
  | { kind: 'subject-taken' }
  | { kind: 'not-linked' }
  | { kind: 'only-way-in' }
  | { kind: 'no-such-token' }
  | { kind: 'already-revoked' }
  | { kind: 'no-such-session' }
  | { kind: 'not-acting' }
  | { kind: 'changed-meanwhile' }
  | { kind: 'key-used-otherwise' }

/** What the officer reads. A new refusal without a sentence does not compile. */
export function explain(refusal: AccountRefused, say: Say): string {
  switch (refusal.kind) {
    case 'no-such-officer':
      return say('Không có công chức này đang làm việc tại cơ quan.', 'There is no such officer in service at this agency.')
    case 'has-account':
      return say('Công chức này đã có tài khoản.', 'This officer already has an account.')
    case 'login-taken':
      return say('Tên đăng nhập này đã có người dùng.', 'Somebody else already has this login name.')
    case 'no-such-account':
      return say('Công chức này chưa có tài khoản.', 'This officer has no account yet.')
    case 'own-account':
      return say(
        'Không tự làm việc này với tài khoản của chính mình. Mời một người quản trị khác thực hiện.',
        'This may not be done to one’s own account. Please ask another administrator to do it.',
      )
    case 'already-disabled':
      return say('Tài khoản đã ngừng từ trước.', 'The account is already stopped.')
    case 'not-disabled':
      return say('Tài khoản đang dùng, không cần mở lại.', 'The account is in use and need not be opened again.')
    case 'not-locked':
      return say('Tài khoản không bị khóa.', 'The account is not locked.')
    case 'no-second-factor':
      return say('Tài khoản chưa bật xác thực hai lớp.', 'The account has no second factor.')
    case 'subject-taken':
      return say('Danh tính này đã nối với một tài khoản khác.', 'This identity is linked to another account.')
    case 'not-linked':
      return say('Tài khoản chưa nối với đăng nhập một lần của tỉnh.', 'The account is not linked to the provincial single sign-on.')
    case 'only-way-in':
      return say(
        'Tài khoản không có mật khẩu: bỏ nối thì không còn cách nào đăng nhập.',
        'The account has no password: without the link there would be no way to sign in.',
      )
    case 'no-such-token':
      return say('Không có mã truy cập này.', 'There is no such token.')
    case 'already-revoked':
      return say('Mã truy cập đã bị thu hồi từ trước.', 'The token is already revoked.')
    case 'no-such-session':
      return say('Phiên này đã kết thúc.', 'This session has ended.')
    case 'not-acting':
      return say('Hiện không được giao làm thay người này.', 'You are not assigned to act for this officer at present.')
    case 'changed-meanwhile':
      return say(
        'Tài khoản vừa được người khác cập nhật. Mời xem lại rồi làm tiếp.',
        'Somebody else has just changed this account. Please look again, then go on.',
      )
    case 'key-used-otherwise':
      return say(
        'Biểu mẫu này đã được gửi với nội dung khác. Mời tải lại trang rồi làm lại.',
        'This form was sent before with other content. Please reload the page and do it again.',
      )
    default:
      return assertNever(refusal)
  }
}

/** What a login name must be, for one that is not. */
export const explainLogin = (say: Say): string =>
  say(
    'Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, số, dấu chấm hoặc gạch.',
    'A login name has 3 to 60 small letters without marks, digits, dots, dashes or underscores.',
  )

/** Why a new password is not taken, in words. */
export function explainPassword(refusal: PasswordRefused, say: Say): string {
  switch (refusal.kind) {
    case 'too-short':
      return say(
        `Mật khẩu phải có ít nhất ${refusal.least} ký tự. Một câu ngắn dễ nhớ là tốt.`,
        `A password has at least ${refusal.least} characters. A short sentence that is easy to remember is good.`,
      )
    case 'too-long':
      return say(`Mật khẩu dài nhất ${refusal.most} ký tự.`, `A password has at most ${refusal.most} characters.`)
    case 'is-login':
      return say('Mật khẩu không được trùng tên đăng nhập.', 'The password may not be the login name.')
    case 'too-common':
      return say('Mật khẩu này quá dễ đoán. Mời chọn mật khẩu khác.', 'This password is too easy to guess. Please choose another.')
    case 'same-as-before':
      return say('Mật khẩu mới phải khác mật khẩu đang dùng.', 'The new password must differ from the current one.')
    default:
      return assertNever(refusal)
  }
}

/** Why nobody got in. One sentence for all reasons of the first step, so that nothing tells which part was wrong or which accounts exist. */
export type SignInRefused =
  | { kind: 'not-known' }
  | { kind: 'wrong-code' }
  | { kind: 'too-many'; retrySeconds: number }
  | { kind: 'busy' }
  | { kind: 'step-over' }
  | { kind: 'other-site' }
  | { kind: 'province-away' }
  | { kind: 'province-refused' }
  | { kind: 'province-unknown' }

/** What stands above the sign-in form. */
export function explainSignIn(refusal: SignInRefused, say: Say): string {
  switch (refusal.kind) {
    case 'not-known':
      return say(
        `Cơ quan, tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Sai ${failuresMax} lần thì tài khoản khóa ${lockSeconds / 60} phút.`,
        `Agency, login name or password is wrong, or the account is locked for now. After ${failuresMax} wrong tries an account is locked for ${lockSeconds / 60} minutes.`,
      )
    case 'wrong-code':
      return say(
        `Mã xác thực không đúng hoặc đã dùng. Mời chờ mã mới rồi nhập lại. Sai ${failuresMax} lần thì tài khoản khóa ${lockSeconds / 60} phút.`,
        `The authenticator code is wrong or was used already. Please wait for a new one and enter it. After ${failuresMax} wrong tries an account is locked for ${lockSeconds / 60} minutes.`,
      )
    case 'too-many': {
      const minutes = Math.max(1, Math.ceil(refusal.retrySeconds / 60))
      return say(
        `Có quá nhiều lần thử. Mời thử lại sau ${minutes} phút.`,
        `There were too many tries. Please try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
      )
    }
    case 'busy':
      return say(
        'Đang có quá nhiều người đăng nhập cùng lúc. Mời thử lại sau ít giây.',
        'Too many people are signing in at once. Please try again in a few seconds.',
      )
    case 'step-over':
      return say(
        'Bước đăng nhập đã quá thời gian. Mời đăng nhập lại từ đầu.',
        'This step of the sign-in took too long. Please sign in again from the start.',
      )
    case 'other-site':
      return say('Biểu mẫu được gửi từ một trang khác. Mời đăng nhập tại đây.', 'The form was sent from another site. Please sign in here.')
    case 'province-away':
      return say(
        'Cổng đăng nhập một lần của tỉnh đang không trả lời. Mời thử lại, hoặc dùng mật khẩu.',
        'The provincial single sign-on does not answer. Please try again, or use a password.',
      )
    case 'province-refused':
      return say(
        'Cổng đăng nhập một lần không xác nhận được. Mời thử lại.',
        'The single sign-on could not confirm who you are. Please try again.',
      )
    case 'province-unknown':
      return say(
        'Danh tính này chưa nối với tài khoản nào đang dùng được của cơ quan. Mời đăng nhập bằng mật khẩu rồi nối tài khoản, hoặc nhờ người quản trị.',
        'This identity is not linked to a usable account of the agency. Please sign in by password and link the account, or ask the administrator.',
      )
    default:
      return assertNever(refusal)
  }
}

/** What the journal keeps about accounts (nhật ký tài khoản); bodies carry ids and names of things, never secrets. */
export type AccountHappening =
  | { kind: 'account-made'; officer: number; login: string }
  | { kind: 'account-disabled'; officer: number }
  | { kind: 'account-enabled'; officer: number }
  | { kind: 'account-unlocked'; officer: number }
  | { kind: 'password-reset'; officer: number }
  | { kind: 'password-link-sent'; officer: number }
  | { kind: 'password-link-asked'; officer: number }
  | { kind: 'password-changed'; officer: number }
  | { kind: 'second-factor-set'; officer: number }
  | { kind: 'second-factor-reset'; officer: number }
  | { kind: 'province-linked'; officer: number }
  | { kind: 'province-unlinked'; officer: number }
  | { kind: 'sessions-ended'; officer: number; sessions: number }
  | { kind: 'account-locked'; officer: number }
  | { kind: 'token-made'; officer: number; token: number; name: string; scopes: readonly string[]; until: string }
  | { kind: 'token-revoked'; officer: number; token: number; name: string }
  | { kind: 'signed-in'; officer: number; method: 'password' | 'province'; secondFactor: boolean }
  | { kind: 'signed-out'; officer: number }

/** Streams of the journal that this module writes: changes, and comings and goings. */
export const accountsStream = 'accounts'
export const signInsStream = 'sign-ins'

/**
 * An entry of this module in words, for the journal page; null for what it does not know.
 * @param nameOf name of an officer by number
 */
export function sentenceOf(kind: string, body: string, nameOf: (officer: number) => string, say: Say): string | null {
  const said = readHappening(kind, body)
  if (!said) return null
  const name = nameOf(said.officer)
  switch (said.kind) {
    case 'account-made':
      return say(`Lập tài khoản ${said.login} cho ${name}`, `Made the account ${said.login} for ${name}`)
    case 'account-disabled':
      return say(`Ngừng tài khoản của ${name}`, `Stopped the account of ${name}`)
    case 'account-enabled':
      return say(`Mở lại tài khoản của ${name}`, `Opened the account of ${name} again`)
    case 'account-unlocked':
      return say(`Mở khóa sớm tài khoản của ${name}`, `Unlocked the account of ${name} early`)
    case 'password-reset':
      return say(`Cấp mật khẩu dùng một lần cho ${name}`, `Gave a one-time password to ${name}`)
    case 'password-link-sent':
      return say(`Đặt lại mật khẩu của ${name}, gửi đường dẫn qua thư`, `Reset the password of ${name}, with a link by mail`)
    case 'password-link-asked':
      return say(`${name} quên mật khẩu: đã gửi đường dẫn qua thư`, `${name} forgot the password: a link went out by mail`)
    case 'password-changed':
      return say(`Đổi mật khẩu của ${name}`, `Changed the password of ${name}`)
    case 'second-factor-set':
      return say(`Bật xác thực hai lớp của ${name}`, `Turned on the second factor of ${name}`)
    case 'second-factor-reset':
      return say(`Tắt xác thực hai lớp của ${name}`, `Turned off the second factor of ${name}`)
    case 'province-linked':
      return say(
        `Nối tài khoản của ${name} với đăng nhập một lần của tỉnh`,
        `Linked the account of ${name} to the provincial single sign-on`,
      )
    case 'province-unlinked':
      return say(
        `Bỏ nối tài khoản của ${name} với đăng nhập một lần của tỉnh`,
        `Unlinked the account of ${name} from the provincial single sign-on`,
      )
    case 'sessions-ended':
      return say(
        `Kết thúc ${said.sessions} phiên của ${name}`,
        `Ended ${said.sessions} ${said.sessions === 1 ? 'session' : 'sessions'} of ${name}`,
      )
    case 'account-locked':
      return say(`Tạm khóa tài khoản của ${name} vì nhập sai nhiều lần`, `Locked the account of ${name} for a time after many wrong tries`)
    case 'token-made':
      return say(`Cấp mã truy cập “${said.name}” thay mặt ${name}`, `Made the token “${said.name}” that acts as ${name}`)
    case 'token-revoked':
      return say(`Thu hồi mã truy cập “${said.name}” của ${name}`, `Revoked the token “${said.name}” of ${name}`)
    case 'signed-in':
      return say(
        `Đăng nhập bằng ${said.method === 'province' ? 'tài khoản của tỉnh' : 'mật khẩu'}${said.secondFactor ? ' và mã xác thực' : ''}`,
        `Signed in by ${said.method === 'province' ? 'the account of the province' : 'password'}${said.secondFactor ? ' and authenticator code' : ''}`,
      )
    case 'signed-out':
      return say('Đăng xuất', 'Signed out')
    default:
      return assertNever(said)
  }
}

const kinds: Record<AccountHappening['kind'], true> = {
  'account-made': true,
  'account-disabled': true,
  'account-enabled': true,
  'account-unlocked': true,
  'password-reset': true,
  'password-link-sent': true,
  'password-link-asked': true,
  'password-changed': true,
  'second-factor-set': true,
  'second-factor-reset': true,
  'province-linked': true,
  'province-unlinked': true,
  'sessions-ended': true,
  'account-locked': true,
  'token-made': true,
  'token-revoked': true,
  'signed-in': true,
  'signed-out': true,
}

/** A body that this module wrote, back as what it says; a body of somebody else, or a broken one, is nothing. */
function readHappening(kind: string, body: string): AccountHappening | null {
  if (!Object.hasOwn(kinds, kind)) return null
  try {
    const said = JSON.parse(body) as AccountHappening
    return typeof said.officer === 'number' ? ({ ...said, kind } as AccountHappening) : null
  } catch {
    return null
  }
}
