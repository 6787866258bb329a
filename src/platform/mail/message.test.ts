import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { moment } from '../../kernel/moment.ts'
import { dotStuffed, headerText, isAddress, mailSource, readSender } from './message.ts'
import { readHeader, readSource } from './smtp-server.fixture.ts'

const from = { name: 'Sở Thử (mẫu)', address: 'mot-cua@so.example.vn' }
const mail = {
  to: 'lan@example.vn',
  subject: 'Hồ sơ H99.71-260302-0001 đã được tiếp nhận',
  text: 'Dòng một\nDòng hai\n.một dấu chấm đầu dòng',
  id: '1-7',
  at: moment('2026-03-02T10:00:00+07:00'),
}

describe('A mail as it travels (thư điện tử)', () => {
  it('says who, to whom, when, and the same number at every try', () => {
    const { headers, text } = readSource(mailSource(mail, from))
    equal(readHeader(headers.from ?? ''), 'Sở Thử (mẫu) <mot-cua@so.example.vn>')
    equal(headers.to, 'lan@example.vn')
    equal(readHeader(headers.subject ?? ''), mail.subject)
    equal(headers.date, 'Mon, 02 Mar 2026 03:00:00 +0000')
    equal(headers['message-id'], '<1-7@so.example.vn>')
    equal(text, 'Dòng một\r\nDòng hai\r\n.một dấu chấm đầu dòng')
  })
  it('is ASCII in lines of at most 76 characters', () => {
    for (const line of mailSource({ ...mail, text: 'ệ'.repeat(5000) }, from).split('\r\n')) ok(/^[\x20-\x7e]{0,76}$/.test(line), line)
  })
  it('lets a subject begin no header of its own', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (subject) => {
        const [head = ''] = mailSource({ ...mail, subject: `x\r\nBcc: a@b.vn\r\n\r\n${subject}` }, from).split('\r\n\r\n')
        deepEqual(
          head.split('\r\n').filter((line) => /^(Bcc|To):/.test(line)),
          ['To: lan@example.vn'],
        )
      }),
    ))
})

describe('Encoded words of a header (RFC 2047)', () => {
  it('give the text again, none longer than 75', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const header = headerText(text)
        for (const word of header.split('\r\n ')) ok(word.length <= 75, word)
        equal(readHeader(header), text)
      }),
    ))
  it('leave plain ASCII as it is', () => equal(headerText('Notice no. 7'), 'Notice no. 7'))
})

describe('The dot that ends a mail', () => {
  it('is doubled where it begins a line of the text', () => equal(dotStuffed('a\r\n.\r\n..b\r\n'), 'a\r\n..\r\n...b\r\n.\r\n'))
  it('stands alone on the last line only', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('.', '\r\n', 'a')), (parts) => {
        const sent = dotStuffed(parts.join(''))
        equal(sent.indexOf('\r\n.\r\n') + 5, sent.length)
      }),
    ))
})

describe('Addresses (địa chỉ thư)', () => {
  for (const good of ['a@b.vn', 'nguyen.van-lan+1@so.example.vn', 'x@localhost']) it(`take ${good}`, () => ok(isAddress(good)))
  for (const bad of [
    '',
    'a',
    'a@',
    '@b.vn',
    'a b@c.vn',
    'a@b.vn>',
    'a@b.vn\r\nRCPT TO:<c@d.vn>',
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
