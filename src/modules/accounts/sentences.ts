import { assertNever } from '../../kernel/assert.ts'
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
export function explain(refusal: AccountRefused): string {
  switch (refusal.kind) {
    case 'no-such-officer':
      return 'Không có công chức này đang làm việc tại cơ quan.'
    case 'has-account':
      return 'Công chức này đã có tài khoản.'
    case 'login-taken':
      return 'Tên đăng nhập này đã có người dùng.'
    case 'no-such-account':
      return 'Công chức này chưa có tài khoản.'
    case 'own-account':
      return 'Không tự làm việc này với tài khoản của chính mình. Mời một người quản trị khác thực hiện.'
    case 'already-disabled':
      return 'Tài khoản đã ngừng từ trước.'
    case 'not-disabled':
      return 'Tài khoản đang dùng, không cần mở lại.'
    case 'not-locked':
      return 'Tài khoản không bị khóa.'
    case 'no-second-factor':
      return 'Tài khoản chưa bật xác thực hai lớp.'
    case 'subject-taken':
      return 'Danh tính này đã nối với một tài khoản khác.'
    case 'not-linked':
      return 'Tài khoản chưa nối với đăng nhập một lần của tỉnh.'
    case 'only-way-in':
      return 'Tài khoản không có mật khẩu: bỏ nối thì không còn cách nào đăng nhập.'
    case 'no-such-token':
      return 'Không có mã truy cập này.'
    case 'already-revoked':
      return 'Mã truy cập đã bị thu hồi từ trước.'
    case 'no-such-session':
      return 'Phiên này đã kết thúc.'
    case 'not-acting':
      return 'Hiện không được giao làm thay người này.'
    case 'changed-meanwhile':
      return 'Tài khoản vừa được người khác cập nhật. Mời xem lại rồi làm tiếp.'
    case 'key-used-otherwise':
      return 'Biểu mẫu này đã được gửi với nội dung khác. Mời tải lại trang rồi làm lại.'
    default:
      return assertNever(refusal)
  }
}

/** Why a new password is not taken, in words. */
export function explainPassword(refusal: PasswordRefused): string {
  switch (refusal.kind) {
    case 'too-short':
      return `Mật khẩu phải có ít nhất ${refusal.least} ký tự. Một câu ngắn dễ nhớ là tốt.`
    case 'too-long':
      return `Mật khẩu dài nhất ${refusal.most} ký tự.`
    case 'is-login':
      return 'Mật khẩu không được trùng tên đăng nhập.'
    case 'too-common':
      return 'Mật khẩu này quá dễ đoán. Mời chọn mật khẩu khác.'
    case 'same-as-before':
      return 'Mật khẩu mới phải khác mật khẩu đang dùng.'
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
export function explainSignIn(refusal: SignInRefused): string {
  switch (refusal.kind) {
    case 'not-known':
      return `Cơ quan, tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Sai ${failuresMax} lần thì tài khoản khóa ${lockSeconds / 60} phút.`
    case 'wrong-code':
      return `Mã xác thực không đúng hoặc đã dùng. Mời chờ mã mới rồi nhập lại. Sai ${failuresMax} lần thì tài khoản khóa ${lockSeconds / 60} phút.`
    case 'too-many':
      return `Có quá nhiều lần thử. Mời thử lại sau ${Math.max(1, Math.ceil(refusal.retrySeconds / 60))} phút.`
    case 'busy':
      return 'Đang có quá nhiều người đăng nhập cùng lúc. Mời thử lại sau ít giây.'
    case 'step-over':
      return 'Bước đăng nhập đã quá thời gian. Mời đăng nhập lại từ đầu.'
    case 'other-site':
      return 'Biểu mẫu được gửi từ một trang khác. Mời đăng nhập tại đây.'
    case 'province-away':
      return 'Cổng đăng nhập một lần của tỉnh đang không trả lời. Mời thử lại, hoặc dùng mật khẩu.'
    case 'province-refused':
      return 'Cổng đăng nhập một lần không xác nhận được. Mời thử lại.'
    case 'province-unknown':
      return 'Danh tính này chưa nối với tài khoản nào đang dùng được của cơ quan. Mời đăng nhập bằng mật khẩu rồi nối tài khoản, hoặc nhờ người quản trị.'
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
 * An entry of this module in Vietnamese words, for the journal page; null for what it does not know.
 * @param nameOf name of an officer by number
 */
export function sentenceOf(kind: string, body: string, nameOf: (officer: number) => string): string | null {
  const said = readHappening(kind, body)
  if (!said) return null
  const whose = `của ${nameOf(said.officer)}`
  switch (said.kind) {
    case 'account-made':
      return `Lập tài khoản ${said.login} cho ${nameOf(said.officer)}`
    case 'account-disabled':
      return `Ngừng tài khoản ${whose}`
    case 'account-enabled':
      return `Mở lại tài khoản ${whose}`
    case 'account-unlocked':
      return `Mở khóa sớm tài khoản ${whose}`
    case 'password-reset':
      return `Cấp mật khẩu dùng một lần cho ${nameOf(said.officer)}`
    case 'password-changed':
      return `Đổi mật khẩu ${whose}`
    case 'second-factor-set':
      return `Bật xác thực hai lớp ${whose}`
    case 'second-factor-reset':
      return `Tắt xác thực hai lớp ${whose}`
    case 'province-linked':
      return `Nối tài khoản ${whose} với đăng nhập một lần của tỉnh`
    case 'province-unlinked':
      return `Bỏ nối tài khoản ${whose} với đăng nhập một lần của tỉnh`
    case 'sessions-ended':
      return `Kết thúc ${said.sessions} phiên ${whose}`
    case 'account-locked':
      return `Tạm khóa tài khoản ${whose} vì nhập sai nhiều lần`
    case 'token-made':
      return `Cấp mã truy cập “${said.name}” thay mặt ${nameOf(said.officer)}`
    case 'token-revoked':
      return `Thu hồi mã truy cập “${said.name}” ${whose}`
    case 'signed-in':
      return `Đăng nhập bằng ${said.method === 'province' ? 'tài khoản của tỉnh' : 'mật khẩu'}${said.secondFactor ? ' và mã xác thực' : ''}`
    case 'signed-out':
      return 'Đăng xuất'
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
