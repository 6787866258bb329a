import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { moment } from '../../kernel/moment.ts'
import { type SmtpSettings, smtpDoor } from './smtp.ts'
import { openMailServer, readHeader, readSource, type TestServer } from './smtp-server.fixture.ts'

const mail = {
  to: 'lan@example.vn',
  subject: 'Hồ sơ đã có kết quả',
  text: 'Kính gửi bà Lan (mẫu)\n.dấu chấm',
  id: '1-7',
  at: moment('2026-03-02T10:00:00+07:00'),
}
let server: TestServer
before(async () => {
  server = await openMailServer()
})
after(() => server.close())
beforeEach(() => {
  server.taken.length = 0
  server.says = () => null
})

const settings = (more: Partial<SmtpSettings> = {}): SmtpSettings => ({
  host: 'localhost',
  port: server.port,
  isTlsFromStart: false,
  user: '',
  password: '',
  from: { name: 'Sở Thử (mẫu)', address: 'mot-cua@so.example.vn' },
  ...more,
})
const send = (more: Partial<SmtpSettings> = {}, to = mail.to) =>
  smtpDoor(settings(more), { trust: server.certificate, waitMs: 2_000 })({ ...mail, to })

describe('Handing a mail to a server (gửi thư, SMTP)', () => {
  it('goes over to TLS where the server offers it, signs in, and hands the mail in whole', async () => {
    deepEqual(await send({ user: 'nguoi', password: 'mật' }), { ok: true, value: true })
    const [taken] = server.taken
    deepEqual(
      { ...taken, source: '' },
      { from: '<mot-cua@so.example.vn>', to: '<lan@example.vn>', source: '', isSafe: true, login: '\0nguoi\0mật' },
    )
    const { headers, text } = readSource(taken?.source ?? '')
    equal(readHeader(headers.subject ?? ''), mail.subject)
    equal(text, 'Kính gửi bà Lan (mẫu)\r\n.dấu chấm')
  })
  it('does without TLS where none is offered and no password would be read on the way', async () => {
    const open = await openMailServer({ offers: [] })
    equal((await send({ port: open.port })).ok, true)
    equal(open.taken[0]?.isSafe, false)
    await open.close()
  })
  it('sends no password over an open line to another machine', async () => {
    const open = await openMailServer({ offers: ['AUTH PLAIN'] })
    const refused = await send({ port: open.port, host: '0.0.0.0', user: 'nguoi', password: 'mật' })
    deepEqual(refused, { ok: false, error: { kind: 'away', reply: 'the server offers no TLS, and a password goes over no open line' } })
    equal(open.taken.length, 0)
    await open.close()
  })
  it('trusts no certificate that nobody vouches for', async () => {
    const refused = await smtpDoor(settings(), { waitMs: 2_000 })(mail)
    equal(!refused.ok && refused.error.kind, 'away')
    match(refused.ok ? '' : refused.error.reply, /self-signed/)
    equal(server.taken.length, 0)
  })
  it('believes no word that came before TLS', async () => {
    server.says = (line) => (line === 'STARTTLS' ? '220 go\r\n250 injected' : null)
    const refused = await send()
    deepEqual(refused, { ok: false, error: { kind: 'away', reply: 'words before TLS' } })
  })

  for (const [line, says, kind] of [
    ['RCPT', '550 5.1.1 <lan@example.vn> unknown', 'refused'],
    ['RCPT', '451 greylisted', 'later'],
    ['RCPT', '421 closing', 'away'],
    ['.', '554 spam', 'refused'],
    ['.', '452 full', 'later'],
    ['MAIL', '550 not you', 'away'],
    ['EHLO', '500 no', 'away'],
    ['AUTH', '535 wrong password', 'away'],
  ] as const)
    it(`tells ${kind} when ${line} is answered with ${says.slice(0, 3)}`, async () => {
      server.says = (heard) => (heard.startsWith(line) ? says : null)
      const refused = await send({ user: 'nguoi', password: 'mật' })
      equal(!refused.ok && refused.error.kind, kind)
      ok(refused.ok || !/lan@|nguoi|mật/.test(refused.error.reply))
      equal(server.taken.length, 0)
    })

  it('tells that nobody is there', async () => {
    const gone = await openMailServer()
    await gone.close()
    const refused = await send({ port: gone.port })
    equal(!refused.ok && refused.error.kind, 'away')
  })
  it('waits for no server that says nothing', async () => {
    server.says = (heard) => (heard.startsWith('MAIL') ? '250-' : null)
    const refused = await smtpDoor(settings(), { trust: server.certificate, waitMs: 100 })(mail)
    deepEqual(refused, { ok: false, error: { kind: 'away', reply: 'no answer in time' } })
  })
  it('asks no server about what is no address', async () => {
    const seen = server.connections
    deepEqual(await send({}, 'lan@example.vn>\r\nRCPT TO:<x@y.vn'), { ok: false, error: { kind: 'refused', reply: 'not an address' } })
    equal(server.connections, seen)
  })
})
