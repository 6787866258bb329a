import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Moment, moment, momentText } from '../../kernel/moment.ts'
import { inEnglish, inVietnamese } from '../../kernel/say.ts'
import {
  afterFailure,
  agencyOfApiToken,
  agencyOfSessionToken,
  checkPassword,
  deviceOf,
  failuresMax,
  inWhosePlace,
  isLocked,
  isLogin,
  lockSeconds,
  mayDo,
  nextStep,
  noTries,
  type PostHeld,
  safeNext,
  type Tries,
  tokenEnd,
} from './model.ts'
import { sentenceOf } from './sentences.ts'

const nine = moment('2026-03-02T09:00:00+07:00')
const later = (seconds: number): Moment => (nine + seconds) as Moment
const wrong = (times: number): Tries => Array.from({ length: times }).reduce<Tries>((tries) => afterFailure(tries, nine), noTries)

describe('Lock-out (tạm khóa)', () => {
  it('leaves the account open after four wrong tries', () => deepEqual(wrong(4), { failures: 4, lockedUntil: null }))
  it('locks it with the fifth, for a quarter of an hour', () => deepEqual(wrong(5), { failures: 5, lockedUntil: later(15 * 60) }))
  it('is over at the very second', () => {
    equal(isLocked(wrong(5), later(lockSeconds - 1)), true)
    equal(isLocked(wrong(5), later(lockSeconds)), false)
  })
  it('is not made longer by trying on', () => deepEqual(afterFailure(wrong(5), later(60)), wrong(5)))
  it('counts from one again afterwards', () => deepEqual(afterFailure(wrong(5), later(lockSeconds)), { failures: 1, lockedUntil: null }))
  it('never lets more than five tries through in a quarter of an hour', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 200 }), (gaps) => {
        let [tries, at]: [Tries, number] = [noTries, nine]
        const heard: number[] = []
        for (const gap of gaps) {
          at += gap
          if (!isLocked(tries, at as Moment)) heard.push(at)
          tries = afterFailure(tries, at as Moment)
        }
        // from a lock on, the next try heard is at least a quarter of an hour after the fifth
        for (let i = failuresMax; i < heard.length; i += failuresMax) if (heard[i]! - heard[i - 1]! < lockSeconds) return false
        return true
      }),
    ))
})

describe('A new password (mật khẩu)', () => {
  const kind = (password: string, login = 'nguyen.van') => {
    const checked = checkPassword(password, login)
    return checked.ok ? 'ok' : checked.error.kind
  }
  it('has twelve characters or more, counted as people count', () => {
    equal(kind('mười một ch'), 'too-short') // 11
    equal(kind('mười hai chữ'), 'ok') // 12
    equal(kind('🐟🐠🐡🦈🐙🦀🦐🦑🐳🐬🦭'), 'too-short') // 11 fish
    equal(kind(`${'abcd'.repeat(50)}`), 'ok') // 200
    equal(kind(`${'abcd'.repeat(50)}e`), 'too-long')
  })
  it('asks for no capitals or signs', () => equal(kind('conmeotrentuong'), 'ok'))
  it('is not the login, however written', () => equal(kind('Nguyễn.Văn.Minh', 'nguyen.van.minh'), 'is-login'))
  it('is none of the worst, however dressed', () => {
    for (const bad of ['password1234', 'Password-1234', 'Mật Khẩu 12345', '123456789012', 'aaaaaaaaaaaa', 'abababababab', '111122223333'])
      equal(kind(bad), 'too-common', bad)
  })
})

describe('Tokens', () => {
  const random = 'x'.repeat(43)
  it('tell their agency, and nothing else passes for one', () => {
    equal(agencyOfSessionToken(`12.${random}`), 12)
    equal(agencyOfApiToken(`mc_12_${random}`), 12)
    for (const bad of [
      '',
      random,
      `0.${random}`,
      `-1.${random}`,
      `1.${random}x`,
      `1.${random.slice(1)}`,
      `1e3.${random}`,
      `1.${random}\n`,
      `12345678901.${random}`,
    ])
      equal(agencyOfSessionToken(bad), null, bad)
    for (const bad of ['', `mc_${random}`, `mc_0_${random}`, `MC_1_${random}`, `mc_1_${random} `]) equal(agencyOfApiToken(bad), null, bad)
  })
  it('end with a day in Viet Nam', () => equal(momentText(tokenEnd(nine, 1)), '2026-03-04T00:00:00+07:00'))
})

describe('After sign-in one goes on inside the office', () => {
  it('to the page that was asked for', () => {
    for (const path of ['/office', '/office/', '/office/dossiers/H56.12-260302-0001', '/office/journal?stream=org&q=%C4%91'])
      equal(safeNext(path), path)
  })
  it('and nowhere else', () => {
    for (const path of [
      undefined,
      '',
      '/',
      '//evil.test',
      '/office//evil.test',
      '/office/\\evil.test',
      'https://evil.test/office',
      '/officer',
      '/office\n/x',
      '/office/sign-in',
      '/office/sign-out',
    ])
      equal(safeNext(path), '/office', String(path))
  })
  it('never leaves the site, whatever was asked for', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (path) => new URL(safeNext(`/office${path}`), 'https://office.test').origin === 'https://office.test',
      ),
    ))
})

describe('Steps of sign-in', () => {
  it('ask for the code first, then for a password of one’s own', () => {
    equal(nextStep('first-factor', { hasTotp: true, mustChange: true }), 'needs-totp')
    equal(nextStep('totp', { hasTotp: true, mustChange: true }), 'needs-password')
    equal(nextStep('first-factor', { hasTotp: false, mustChange: true }), 'needs-password')
    equal(nextStep('first-factor', { hasTotp: false, mustChange: false }), 'open')
    equal(nextStep('totp', { hasTotp: true, mustChange: false }), 'open')
  })
})

describe('In whose place (làm thay)', () => {
  const own = { role: 'specialist', onBehalfOf: null }
  const head = { role: 'unit-head', onBehalfOf: 3 }
  const director = { role: 'director', onBehalfOf: 7 }
  it('nobody’s, when an own post allows it', () => equal(inWhosePlace([own, head], 'dossier.process'), null))
  it('the absent officer’s, when only theirs does', () => equal(inWhosePlace([own, head], 'dossier.reassign'), 3))
  it('the chosen one’s, when several do', () => {
    equal(inWhosePlace([own, head, director], 'dossier.reassign'), 3)
    equal(inWhosePlace([own, head, director], 'dossier.reassign', 7), 7)
    equal(inWhosePlace([own, head, director], 'dossier.reassign', 99), 3)
  })
  it('nobody’s, when no post allows it', () => equal(inWhosePlace([own], 'accounts.manage'), null))
  it('adds up what all posts allow', () => {
    const posts: PostHeld[] = [
      { unitId: 1, role: 'auditor' as const, title: '', onBehalfOf: null },
      { unitId: 1, role: 'specialist' as const, title: '', onBehalfOf: null },
    ]
    equal(mayDo(posts).has('journal.read') && mayDo(posts).has('dossier.process'), true)
    equal(mayDo(posts).has('accounts.manage'), false)
  })
})

describe('Small words', () => {
  it('know a login', () => {
    for (const good of ['abc', 'nguyen.van-a_1']) equal(isLogin(good), true, good)
    for (const bad of ['ab', 'Abc', 'đất', 'a b c', 'a'.repeat(61), 'abc\n']) equal(isLogin(bad), false, bad)
  })
  it('name a device without telling more', () => {
    equal(
      deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0'),
      'Edge, Windows',
    )
    equal(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'), 'Firefox, Linux')
    equal(
      deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1'),
      'Safari, iOS',
    )
    equal(deviceOf(''), '')
  })
})

describe('What the journal says', () => {
  const say = (happening: object, kind: string) =>
    [inVietnamese, inEnglish].map((say) => sentenceOf(kind, JSON.stringify({ officer: 2, ...happening }), () => 'An', say))
  it('in both languages', () => {
    deepEqual(say({ sessions: 1 }, 'sessions-ended'), ['Kết thúc 1 phiên của An', 'Ended 1 session of An'])
    deepEqual(say({ sessions: 3 }, 'sessions-ended'), ['Kết thúc 3 phiên của An', 'Ended 3 sessions of An'])
    deepEqual(say({ method: 'password', secondFactor: true }, 'signed-in'), [
      'Đăng nhập bằng mật khẩu và mã xác thực',
      'Signed in by password and authenticator code',
    ])
  })
  it('is nothing where the entry is not ours', () => deepEqual(say({}, 'something-else'), [null, null]))
})
