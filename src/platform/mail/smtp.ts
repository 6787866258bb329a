import { connect as connectPlain, type Socket } from 'node:net'
import { hostname } from 'node:os'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { err, ok, type Result } from '../../kernel/result.ts'
import { dotStuffed, isAddress, type Mail, mailSource, type Sender } from './message.ts'

/** Where mail is handed in, and from whom. */
export type SmtpSettings = { host: string; port: number; isTlsFromStart: boolean; user: string; password: string; from: Sender }

/** Reads `smtp://user:password@host:587` (TLS by STARTTLS where the server offers it) or `smtps://…` (TLS from the first byte). */
export function readSmtpUrl(text: string): Omit<SmtpSettings, 'from'> | undefined {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname) || url.search || url.hash)
    return undefined
  const isTlsFromStart = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isTlsFromStart ? 465 : 587) : Number(url.port),
    isTlsFromStart,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

/**
 * Why a mail was not taken.
 * `away`: nobody answers, or will not have us; the next mail would fare no better. `later`: this one not now. `refused`: this one never.
 * `reply` holds no address.
 */
export type MailRefused = { kind: 'away' | 'later' | 'refused'; reply: string }

/** How long a server may take for an answer, milliseconds. */
const answerMsMax = 30_000

type Reply = { code: number; text: string }

class NotTaken extends Error {
  readonly kind: MailRefused['kind']
  constructor(kind: MailRefused['kind'], reply: string) {
    super(reply)
    this.kind = kind
  }
}

/** Addresses are personal data, and what a server says goes into records that more people read. */
const withoutAddresses = (text: string): string => text.replaceAll(/[^\s<>]+@[^\s<>]+/g, '…').slice(0, 300)

/**
 * Hands mails to a server (SMTP, RFC 5321). A password is never sent over an open line, except to this very machine.
 * @param trust another authority than the public ones, for tests and for servers with a certificate of their own
 */
export function smtpDoor(settings: SmtpSettings, { trust, waitMs = answerMsMax }: { trust?: string; waitMs?: number } = {}) {
  return async (mail: Mail): Promise<Result<true, MailRefused>> => {
    if (!isAddress(mail.to)) return err({ kind: 'refused', reply: 'not an address' })
    const line = talk(settings, trust, waitMs)
    try {
      await handIn(line, settings, mail)
      return ok(true)
    } catch (error) {
      const kind = error instanceof NotTaken ? error.kind : 'away'
      return err({ kind, reply: withoutAddresses(error instanceof Error ? error.message : String(error)) })
    } finally {
      line.hangUp()
    }
  }
}

async function handIn(line: Line, { isTlsFromStart, user, password, from, host }: SmtpSettings, mail: Mail): Promise<void> {
  /** What goes wrong before a mail is named concerns all of them. */
  const expect = async (command: string | null, code: number, kindOf: (reply: Reply) => MailRefused['kind'] = () => 'away') => {
    const reply = await line.ask(command)
    if (reply.code !== code) throw new NotTaken(reply.code === 421 ? 'away' : kindOf(reply), `${reply.code} ${reply.text}`)
    return reply
  }
  const ofThisMail = ({ code }: Reply): MailRefused['kind'] => (code >= 500 ? 'refused' : 'later')
  const name = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '') || 'localhost'
  await expect(null, 220)
  let { text: offers } = await expect(`EHLO ${name}`, 250)
  let isSafe = isTlsFromStart
  if (!isSafe && /^STARTTLS\b/im.test(offers)) {
    await expect('STARTTLS', 220)
    await line.secure()
    isSafe = true
    offers = (await expect(`EHLO ${name}`, 250)).text
  }
  if (user !== '') {
    if (!isSafe && !/^(localhost|127\.|::1$)/.test(host))
      throw new NotTaken('away', 'the server offers no TLS, and a password goes over no open line')
    await expect(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`, 235)
  }
  await expect(`MAIL FROM:<${from.address}>`, 250)
  await expect(`RCPT TO:<${mail.to}>`, 250, ofThisMail)
  await expect('DATA', 354, ofThisMail)
  await expect(dotStuffed(mailSource(mail, from)).slice(0, -2), 250, ofThisMail)
  // Taken. What the server says to our leaving changes nothing.
  await line.ask('QUIT').catch(() => {})
}

type Line = {
  /** Sends a command and waits for the answer; null: only waits. */
  ask(command: string | null): Promise<Reply>
  /** Goes over to TLS on the same line. */
  secure(): Promise<void>
  hangUp(): void
}

/** A line to the server: commands out, replies in, one at a time. */
function talk({ host, port, isTlsFromStart }: SmtpSettings, trust: string | undefined, waitMs: number): Line {
  const tls = { servername: /^[\d.]+$|:/.test(host) ? undefined : host, ...(trust === undefined ? {} : { ca: trust }) }
  let heard = ''
  let broken: Error | null = null
  let wake: () => void = () => {}
  let socket: Socket | TLSSocket = isTlsFromStart ? connectTls({ host, port, ...tls }) : connectPlain({ host, port })
  const listen = (to: Socket | TLSSocket) => {
    const fail = (error: Error) => {
      if (to !== socket) return
      broken ??= error
      wake()
    }
    to.setTimeout(waitMs, () => to.destroy(new Error('no answer in time')))
    to.on('data', (bytes) => {
      heard += bytes.toString('utf8')
      if (heard.length > 100_000) to.destroy(new Error('an answer without end'))
      wake()
    })
    to.on('error', fail)
    to.on('close', () => fail(new Error('the server hung up')))
  }
  listen(socket)

  /** A reply is whole when a line has a space after its code. */
  const take = (): Reply | null => {
    const whole = /^(?:\d{3}-[^\n]*\n)*(\d{3})(?: [^\n]*)?\n/.exec(heard)
    if (!whole) return null
    heard = heard.slice(whole[0].length)
    return { code: Number(whole[1]), text: whole[0].replaceAll(/^\d{3}[- ]?/gm, '').trim() }
  }
  const reply = async (): Promise<Reply> => {
    for (;;) {
      const found = take()
      if (found) return found
      if (broken) throw broken
      await new Promise<void>((ready) => {
        wake = ready
      })
    }
  }
  return {
    async ask(command) {
      if (broken) throw broken
      if (command !== null) socket.write(`${command}\r\n`)
      return reply()
    },
    async secure() {
      // What came before the line was safe may be somebody else's words (RFC 3207, 6).
      if (heard !== '') throw new Error('words before TLS')
      const open = socket
      open.removeAllListeners('data')
      open.removeAllListeners('close')
      open.setTimeout(0)
      const safe = connectTls({ socket: open, ...tls })
      socket = safe
      listen(safe)
      await new Promise<void>((done, fail) => {
        safe.once('secureConnect', done)
        safe.once('error', fail)
        safe.once('close', () => fail(new Error('the server hung up')))
      })
    },
    hangUp: () => socket.destroy(),
  }
}
