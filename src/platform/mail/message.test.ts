import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isAddress, readSender } from './message.ts'

describe('Addresses (địa chỉ thư)', () => {
  for (const good of ['a@b.vn', 'nguyen.van-lan+1@so.example.vn', 'x@localhost']) it(`take ${good}`, () => ok(isAddress(good)))
  for (const bad of [
    '',
    'a',
    'a@',
    '@b.vn',
    'a b@c.vn',
    'a@b.vn>',
    'a@b.vn\r\nRCPT TO:<c@d.vn',
    '"a"@b.vn',
    'ă@b.vn',
    `${'a'.repeat(65)}@b.vn`,
    `a@${'b'.repeat(260)}.vn`,
  ])
    it(`refuse ${JSON.stringify(bad).slice(0, 40)}`, () => ok(!isAddress(bad)))
  it('of a sender may have a name', () => {
    deepEqual(readSender('Một cửa <a@b.vn>'), { name: 'Một cửa', address: 'a@b.vn' })
    deepEqual(readSender('a@b.vn'), { name: '', address: 'a@b.vn' })
    equal(readSender('Một cửa'), undefined)
    equal(readSender('Một cửa <a b>'), undefined)
  })
})
