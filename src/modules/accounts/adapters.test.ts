import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Secret, TOTP } from 'otpauth'
import { type Moment, moment } from '../../kernel/moment.ts'
import { hashPassword, isPassword, oneTimePassword, TooBusy } from './password.adapter.ts'
import { sealing } from './sealing.adapter.ts'
import { acceptedStep, newTotpSecret, totpSetUp } from './totp.adapter.ts'

const nine = moment('2026-03-02T09:00:00+07:00')

describe('Passwords are kept as argon2id', () => {
  it('with the parameters said, a salt of its own each time, and never in the clear', async () => {
    const [a, b] = await Promise.all([hashPassword('năm chú cá vàng'), hashPassword('năm chú cá vàng')])
    match(a, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    ok(a !== b)
    deepEqual(
      [await isPassword('năm chú cá vàng', a), await isPassword('năm chú cá vàng ', a), await isPassword('', a)],
      [true, false, false],
    )
  })
  it('nobody’s password is right', async () => equal(await isPassword('anything at all', null), false))
  it('does not stop the event loop', async () => {
    let turns = 0
    const turning = setInterval(() => (turns += 1), 1)
    await hashPassword('năm chú cá vàng')
    clearInterval(turning)
    ok(turns > 3, `${turns} turns during one hash`)
  })
  it('turns callers away instead of queueing without end', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 110 }, () => isPassword('x', null)))
    const refused = asked.filter((a) => a.status === 'rejected')
    equal(refused.length, 8) // 2 run, 100 wait
    ok(refused.every((a) => a.reason instanceof TooBusy))
  })
  it('gives one-time passwords that can be read out', () => {
    match(oneTimePassword(), /^([abcdefghjkmnpqrstuvwxyz2-9]{4}-){3}[abcdefghjkmnpqrstuvwxyz2-9]{4}$/)
    equal(new Set(Array.from({ length: 50 }, oneTimePassword)).size, 50)
  })
})

describe('Sealed secrets (niêm phong)', () => {
  const own = sealing('a key of thirty-two characters, or more', 'second-factor')
  it('open where they belong', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.string(),
        (bytes, place) => own.open(own.seal(Buffer.from(bytes), place), place)?.equals(bytes) === true,
      ),
    ))
  it('do not open elsewhere, for another purpose, or with another key', () => {
    const sealed = own.seal(Buffer.from('secret'), 'totp/1/2')
    equal(own.open(sealed, 'totp/1/3'), null)
    equal(sealing('a key of thirty-two characters, or more', 'journey').open(sealed, 'totp/1/2'), null)
    equal(sealing('another key of thirty-two characters', 'second-factor').open(sealed, 'totp/1/2'), null)
  })
  it('notice any changed byte', () => {
    const sealed = own.seal(Buffer.from('secret'), 'x')
    for (let at = 0; at < sealed.length; at++) {
      const broken = Buffer.from(sealed)
      broken[at]! ^= 1
      equal(own.open(broken, 'x'), null, `byte ${at}`)
    }
    for (const length of [0, 5, 27]) equal(own.open(sealed.subarray(0, length), 'x'), null)
  })
  it('never look the same twice', () => ok(!own.seal(Buffer.from('a'), 'x').equals(own.seal(Buffer.from('a'), 'x'))))
  it('refuse a short key', () => throws(() => sealing('short', 'x'), TypeError))
})

describe('Codes of the second factor (mã xác thực)', () => {
  const secret = newTotpSecret()
  const totp = new TOTP({ digits: 6, period: 30, secret: Secret.fromHex(secret.toString('hex')) })
  const codeAt = (seconds: number) => totp.generate({ timestamp: (nine + seconds) * 1000 })
  const step = Math.floor(nine / 30)

  it('hold for their half minute and one on either side', () => {
    equal(acceptedStep(secret, codeAt(0), nine, null), step)
    equal(acceptedStep(secret, codeAt(-30), nine, null), step - 1)
    equal(acceptedStep(secret, codeAt(30), nine, null), step + 1)
    equal(acceptedStep(secret, codeAt(-60), nine, null), null)
    equal(acceptedStep(secret, codeAt(60), nine, null), null)
  })
  it('count once', () => {
    equal(acceptedStep(secret, codeAt(0), nine, step), null)
    equal(acceptedStep(secret, codeAt(-30), nine, step), null)
    equal(acceptedStep(secret, codeAt(30), nine, step), step + 1)
  })
  it('may be typed with a gap, and nothing else', () => {
    const code = codeAt(0)
    equal(acceptedStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, nine, null), step)
    for (const bad of ['', '12345', `${code}0`, `0x${code}`, 'abcdef', `${code}\u0660`])
      equal(acceptedStep(secret, bad, nine, null), null, bad)
  })
  it('of another secret do not fit', () => equal(acceptedStep(newTotpSecret(), codeAt(0), nine, null), null))
  it('agree with RFC 6238 at its test moment', () => {
    // RFC 6238 appendix B, SHA-1, T = 59 s: 94287082; the last six digits
    equal(acceptedStep(Buffer.from('12345678901234567890'), '287082', 59 as Moment, null), 1)
  })
  it('are set up by an address and its QR code', () => {
    const { uri, typed, qr } = totpSetUp(secret, 'nguyen.van', 'Sở Mẫu')
    match(uri, /^otpauth:\/\/totp\//)
    equal(new URL(uri).searchParams.get('secret'), typed.replaceAll(' ', ''))
    ok(qr.size >= 21 && /^(M\d+ \d+h1v1h-1z)+$/.test(qr.path))
  })
})
