import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { moment } from '../../kernel/moment.ts'
import { readSmtpUrl, type SmtpDoor, type SmtpSettings, smtpDoor } from './smtp.ts'
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
const doors: SmtpDoor[] = []
afterEach(() => {
  for (const door of doors.splice(0)) door.close()
})

const settings = (more: Partial<SmtpSettings> = {}): SmtpSettings => ({
  host: 'localhost',
  port: server.port,
  isTlsFromStart: false,
  isTlsRequired: false,
  user: '',
  password: '',
  from: { name: 'Sở Thử (mẫu)', address: 'mot-cua@so.example.vn' },
  ...more,
})
const door = (more: Partial<SmtpSettings> = {}, options: { trust?: string; waitMs?: number } = {}): SmtpDoor => {
  const made = smtpDoor(settings(more), { waitMs: 2_000, ...options })
  doors.push(made)
  return made
}
const send = (more: Partial<SmtpSettings> = {}, to = mail.to) => door(more, { trust: server.certificate }).send({ ...mail, to })
const login = { user: 'nguoi', password: 'mật' }

describe('Handing a mail to a server (gửi thư, SMTP)', () => {
  it('goes over to TLS where the server offers it, signs in, and hands the mail in whole', async () => {
    deepEqual(await send(login), { ok: true, value: true })
    const [taken] = server.taken
    deepEqual(
      { ...taken, source: '' },
      { from: 'mot-cua@so.example.vn', to: 'lan@example.vn', source: '', isSafe: true, login: 'nguoi\0mật' },
    )
    const { headers, text } = readSource(taken?.source ?? '')
    equal(readHeader(headers.from ?? ''), 'Sở Thử (mẫu) <mot-cua@so.example.vn>')
    equal(headers.to, 'lan@example.vn')
    equal(readHeader(headers.subject ?? ''), mail.subject)
    equal(text.trimEnd(), 'Kính gửi bà Lan (mẫu)\n.dấu chấm')
  })
  it('says when it was written, that a machine wrote it, and the same number at every try', async () => {
    await send()
    await send()
    for (const { source } of server.taken) {
      const { headers } = readSource(source)
      equal(headers.date, 'Mon, 02 Mar 2026 03:00:00 +0000')
      equal(headers['message-id'], '<1-7@so.example.vn>')
      equal(headers['auto-submitted'], 'auto-generated')
    }
    equal(server.taken.length, 2)
  })
  it('speaks TLS from the first byte where told so', async () => {
    const safe = await openMailServer({ isTlsFromStart: true })
    const sent = await door({ port: safe.port, isTlsFromStart: true, ...login }, { trust: safe.certificate }).send(mail)
    deepEqual(sent, { ok: true, value: true })
    equal(safe.taken[0]?.isSafe, true)
    await safe.close()
  })
  it('uses one connection for mails that follow each other, and lets go of it when told', async () => {
    const seen = server.connections
    const one = door({}, { trust: server.certificate })
    for (const id of ['1', '2', '3', '4']) deepEqual(await one.send({ ...mail, id }), { ok: true, value: true })
    equal(server.connections, seen + 1)
    one.close()
    equal((await one.send(mail)).ok, false)
  })
  it('lets a subject begin no header of its own', async () => {
    const one = door({}, { trust: server.certificate })
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (typed) => {
        server.taken.length = 0
        await one.send({ ...mail, subject: `x\r\nBcc: a@b.vn\r\n\r\n${typed}` })
        const [head = ''] = (server.taken[0]?.source ?? '').split('\r\n\r\n')
        deepEqual(
          head.split('\r\n').filter((line) => /^(Bcc|To|Cc):/i.test(line)),
          ['To: lan@example.vn'],
        )
      }),
      { numRuns: 40 },
    )
  })

  it('does without TLS where none is offered and no password would be read on the way', async () => {
    const open = await openMailServer({ offers: [] })
    equal((await send({ port: open.port })).ok, true)
    equal(open.taken[0]?.isSafe, false)
    await open.close()
  })
  it('sends nothing over an open line where TLS is required', async () => {
    const open = await openMailServer({ offers: [] })
    const refused = await send({ port: open.port, isTlsRequired: true })
    equal(!refused.ok && refused.error.kind, 'away')
    equal(open.taken.length, 0)
    await open.close()
  })
  it('sends no password over an open line to another machine', async () => {
    const open = await openMailServer({ offers: ['AUTH'] })
    const refused = await send({ port: open.port, host: '0.0.0.0', ...login })
    equal(!refused.ok && refused.error.kind, 'away')
    equal(open.taken.length, 0)
    await open.close()
  })
  it('trusts no certificate that nobody vouches for', async () => {
    const refused = await door().send(mail)
    equal(!refused.ok && refused.error.kind, 'away')
    match(refused.ok ? '' : refused.error.reply, /self-signed/)
    equal(server.taken.length, 0)
  })

  for (const [word, code, text, kind] of [
    ['RCPT', 550, '5.1.1 <lan@example.vn> unknown', 'refused'],
    ['RCPT', 451, 'greylisted', 'later'],
    ['RCPT', 421, 'closing', 'away'],
    ['DATA', 554, 'spam', 'refused'],
    ['DATA', 452, 'full', 'later'],
    ['MAIL', 550, 'not you, mot-cua@so.example.vn', 'away'],
    ['greeting', 554, 'no', 'away'],
    ['AUTH', 535, 'wrong password of nguoi@so.example.vn', 'away'],
  ] as const)
    it(`tells ${kind} when ${word} is answered with ${code}, and neither address nor password`, async () => {
      server.says = (heard) => (heard === word ? { code, text } : null)
      const refused = await send(login)
      equal(!refused.ok && refused.error.kind, kind)
      ok(refused.ok || !/@|mật|bmd1b2k/.test(refused.error.reply), refused.ok ? '' : refused.error.reply)
      equal(server.taken.length, 0)
    })
  it('keeps quiet about everything else: nothing of it is written to the output', async (t) => {
    const said: unknown[] = []
    for (const stream of ['log', 'info', 'warn', 'error', 'debug'] as const)
      t.mock.method(console, stream, (...words: unknown[]) => said.push(words))
    server.says = (heard) => (heard === 'AUTH' ? { code: 535, text: 'no' } : null)
    await send(login)
    deepEqual(said, [])
  })

  it('tells that nobody is there', async () => {
    const gone = await openMailServer()
    await gone.close()
    const refused = await send({ port: gone.port })
    equal(!refused.ok && refused.error.kind, 'away')
  })
  it('waits for no server that says nothing', async () => {
    server.says = (heard) => (heard === 'MAIL' ? 'nothing' : null)
    const refused = await door({}, { trust: server.certificate, waitMs: 100 }).send(mail)
    equal(!refused.ok && refused.error.kind, 'away')
    equal(server.taken.length, 0)
  })
  it('takes a mail again after one that failed', async () => {
    const one = door({}, { trust: server.certificate })
    server.says = (heard) => (heard === 'RCPT' ? { code: 451, text: 'later' } : null)
    equal((await one.send(mail)).ok, false)
    server.says = () => null
    equal((await one.send(mail)).ok, true)
  })
  it('asks no server about what is no address', async () => {
    const seen = server.connections
    deepEqual(await send({}, 'lan@example.vn>\r\nRCPT TO:<x@y.vn'), { ok: false, error: { kind: 'refused', reply: 'not an address' } })
    equal(server.connections, seen)
  })
})

describe('The address of the server (MOTCUA_SMTP_URL)', () => {
  it('may ask for TLS, and knows no other wish', () => {
    equal(readSmtpUrl('smtp://mail.example.vn')?.isTlsRequired, false)
    equal(readSmtpUrl('smtp://mail.example.vn?tls=required')?.isTlsRequired, true)
    equal(readSmtpUrl('smtps://mail.example.vn')?.isTlsRequired, true)
    equal(readSmtpUrl('smtp://mail.example.vn?tls=off'), undefined)
    equal(readSmtpUrl('smtp://mail.example.vn?tls=required&x=1'), undefined)
  })
})
