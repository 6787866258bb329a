import { createSign, generateKeyPairSync } from 'node:crypto'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'

/** A mail as the server took it. `source` is what came between DATA and the dot, dots undone. */
export type Taken = { from: string; to: string; source: string; isSafe: boolean; login: string | null }

/** A mail server of the tests, on a port of its own. */
export type TestServer = {
  port: number
  taken: Taken[]
  /** The certificate of this server, which a caller may trust. */
  certificate: string
  /** What the server answers to a line instead of its own answer. Null: its own. */
  says: (line: string) => string | null
  connections: number
  close(): Promise<void>
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const size = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}

/** A certificate for `localhost` that signs itself, with its key: made anew for each run, so that no key lies in the repository. */
function ownCertificate(): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
  const name = der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('localhost')))))
  const time = (text: string) => der(0x17, Buffer.from(text))
  const facts = der(
    0x30,
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    der(0x30, time('200101000000Z'), time('490101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const seal = createSign('sha256').update(facts).sign(privateKey)
  const whole = der(0x30, facts, ecdsaWithSha256, der(0x03, Buffer.from([0]), seal))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** Opens a mail server that speaks EHLO, STARTTLS, AUTH PLAIN, MAIL, RCPT, DATA. @param offers what it offers beside its name */
export async function openMailServer({ offers = ['STARTTLS', 'AUTH PLAIN', '8BITMIME'], port = 0 } = {}): Promise<TestServer> {
  const { cert, key } = ownCertificate()
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    at.connections++
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    socket.write('220-test\r\n220 ready\r\n')
    serve(socket, false)
  })
  const serve = (socket: Socket | TLSSocket, isSafe: boolean) => {
    let heard = ''
    let mail: Taken = { from: '', to: '', source: '', isSafe, login: null }
    let isData = false
    const say = (text: string) => socket.write(`${text}\r\n`)
    const hear = (line: string): void => {
      const own = at.says(line)
      if (own !== null) {
        say(own)
        if (own.startsWith('421')) socket.end()
        return
      }
      const [verb = ''] = line.toUpperCase().split(' ')
      if (verb === 'EHLO')
        say(['250-test', ...offers.filter((o) => !(isSafe && o === 'STARTTLS')).map((o) => `250-${o}`), '250 HELP'].join('\r\n'))
      else if (verb === 'STARTTLS') {
        say('220 go ahead')
        socket.removeAllListeners('data')
        const safe = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext({ cert, key }) })
        safe.on('error', () => {})
        serve(safe, true)
      } else if (verb === 'AUTH') {
        mail.login = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString()
        say('235 welcome')
      } else if (verb === 'MAIL') {
        mail.from = line.slice('MAIL FROM:'.length)
        say('250 ok')
      } else if (verb === 'RCPT') {
        mail.to = line.slice('RCPT TO:'.length)
        say('250 ok')
      } else if (verb === 'DATA') {
        isData = true
        say('354 go on')
      } else if (verb === 'QUIT') {
        say('221 bye')
        socket.end()
      } else say('500 what?')
    }
    socket.on('data', (bytes) => {
      heard += bytes.toString('utf8')
      for (;;) {
        const end = isData ? heard.indexOf('\r\n.\r\n') : heard.indexOf('\r\n')
        if (end < 0) return
        const part = heard.slice(0, isData ? end + 2 : end)
        heard = heard.slice(end + (isData ? 5 : 2))
        if (!isData) {
          hear(part)
          continue
        }
        isData = false
        const own = at.says('.')
        if (own === null) at.taken.push({ ...mail, source: part.replaceAll(/^\.\./gm, '.') })
        mail = { ...mail, from: '', to: '', source: '' }
        say(own ?? '250 taken')
      }
    })
  }
  const at: TestServer = {
    port: 0,
    taken: [],
    certificate: cert,
    says: () => null,
    connections: 0,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  at.port = (server.address() as AddressInfo).port
  return at
}

/** What a mail says, out of its source. */
export function readSource(source: string): { headers: Record<string, string>; text: string } {
  const [head = '', ...body] = source.split('\r\n\r\n')
  const headers = Object.fromEntries(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  return { headers, text: Buffer.from(body.join(''), 'base64').toString('utf8') }
}

/** An encoded header as people read it. */
export const readHeader = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString('utf8'))
