import { text } from 'node:stream/consumers'
import { Integer, PrintableString } from 'asn1js'
import { AttributeTypeAndValue, Certificate } from 'pkijs'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as the server took it. `source` is what came between DATA and the dot, dots undone. */
export type Taken = { from: string; to: string; source: string; isSafe: boolean; login: string | null }

/** What a test may let the server say to a word of ours, instead of its own answer. */
export type Word = 'greeting' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA'
type Answer = { code: number; text: string } | 'nothing' | null

/** A mail server of the tests, on a port of its own. */
export type TestServer = {
  port: number
  taken: Taken[]
  /** The certificate of this server, which a caller may trust. */
  certificate: string
  /** `null`: its own answer; `nothing`: none at all. */
  says: (word: Word) => Answer
  connections: number
  close(): Promise<void>
}

/** A certificate for `localhost` that signs itself, with its key: made anew for each run, so that no key lies in the repository. */
async function ownCertificate(): Promise<{ cert: string; key: string }> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ value: 1 })
  const commonName = () => new AttributeTypeAndValue({ type: '2.5.4.3', value: new PrintableString({ value: 'localhost' }) })
  certificate.subject.typesAndValues.push(commonName())
  certificate.issuer.typesAndValues.push(commonName())
  certificate.notBefore.value = new Date('2020-01-01')
  certificate.notAfter.value = new Date('2049-01-01')
  await certificate.subjectPublicKeyInfo.importKey(publicKey)
  await certificate.sign(privateKey, 'SHA-256')
  const pem = (title: string, der: ArrayBuffer) =>
    `-----BEGIN ${title}-----\n${Buffer.from(der).toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END ${title}-----\n`
  return {
    cert: pem('CERTIFICATE', certificate.toSchema(true).toBER()),
    key: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', privateKey)),
  }
}

/** Opens a mail server. @param offers what it offers beside taking mail */
export async function openMailServer({
  offers = ['STARTTLS', 'AUTH'] as readonly ('STARTTLS' | 'AUTH')[],
  port = 0,
  isTlsFromStart = false,
} = {}): Promise<TestServer> {
  const { cert, key } = await ownCertificate()
  /** The answer of the test where it has one, else `own`. */
  const answer = (word: Word, callback: (error?: Error | null) => void, own: () => void) => {
    const said = at.says(word)
    if (said === 'nothing') return
    if (said === null) own()
    else callback(Object.assign(new Error(said.text), { responseCode: said.code }))
  }
  const options: SMTPServerOptions = {
    ...{ cert, key, secure: isTlsFromStart, logger: false, disableReverseLookup: true, authOptional: true, allowInsecureAuth: true },
    ...{ closeTimeout: 50 },
    disabledCommands: (['STARTTLS', 'AUTH'] as const).filter((one) => !offers.includes(one)),
    onConnect(_, callback) {
      at.connections++
      answer('greeting', callback, callback)
    },
    onAuth: ({ username, password }, _, callback) => answer('AUTH', callback, () => callback(null, { user: `${username}\0${password}` })),
    onMailFrom: (_, __, callback) => answer('MAIL', callback, callback),
    onRcptTo: (_, __, callback) => answer('RCPT', callback, callback),
    async onData(stream, session, callback) {
      const source = await text(stream)
      const { mailFrom, rcptTo } = session.envelope
      answer('DATA', callback, () => {
        at.taken.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address).join(),
          source,
          isSafe: session.secure,
          login: typeof session.user === 'string' ? session.user : null,
        })
        callback()
      })
    },
  }
  const server = new SMTPServer(options)
  server.on('error', () => {}) // a caller that hangs up is what some tests are about
  const at: TestServer = {
    port: 0,
    taken: [],
    certificate: cert,
    says: () => null,
    connections: 0,
    close: () => new Promise<void>((done) => server.close(done)),
  }
  const listening = server.listen(port, '127.0.0.1')
  await new Promise<void>((done) => listening.once('listening', () => done()))
  const address = listening.address()
  at.port = typeof address === 'object' && address ? address.port : port
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
export const readHeader = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString('utf8'))
