import { createTransport, type NodemailerError } from 'nodemailer'
import { err, ok, type Result } from '../../kernel/result.ts'
import { isAddress, type Mail, oneLine, type Sender } from './message.ts'

/** Where mail is handed in, and from whom. */
export type SmtpSettings = {
  host: string
  port: number
  isTlsFromStart: boolean
  /** Nothing is handed in over an open line, also where no password is asked for. */
  isTlsRequired: boolean
  user: string
  password: string
  from: Sender
}

/**
 * Reads `smtp://user:password@host:587` (TLS by STARTTLS where the server offers it; with `?tls=required`, or nothing is sent) or
 * `smtps://…` (TLS from the first byte).
 */
export function readSmtpUrl(text: string): Omit<SmtpSettings, 'from'> | undefined {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname) || url.hash) return undefined
  if (url.search !== '' && url.search !== '?tls=required') return undefined
  const isTlsFromStart = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isTlsFromStart ? 465 : 587) : Number(url.port),
    isTlsFromStart,
    isTlsRequired: isTlsFromStart || url.search !== '',
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

/** A way to a mail server: connections stay open for the next mail until they have rested, or until `close`. */
export type SmtpDoor = { send(mail: Mail): Promise<Result<true, MailRefused>>; close(): void }

/** How long a server may take for one answer, and for a whole mail, milliseconds. */
const answerMsMax = 30_000
const mailMsMax = 120_000
/** A connection without a mail is given back after so long, milliseconds: well before the next minute's mails. */
const restMsMax = 20_000
const connectionsMax = 3

/** On this very machine nobody listens in. */
const isThisMachine = (host: string): boolean => /^(localhost|127\.|::1$)/.test(host)

/**
 * Hands mails to a server (SMTP). A password goes over no open line, except to this very machine. The library's own log stays off: it
 * would tell addresses and what was said at sign-in.
 * @param trust another authority than the public ones, for tests and for servers with a certificate of their own
 */
export function smtpDoor(settings: SmtpSettings, { trust, waitMs = answerMsMax }: { trust?: string; waitMs?: number } = {}): SmtpDoor {
  const { host, port, isTlsFromStart, isTlsRequired, user, password, from } = settings
  const domain = from.address.slice(from.address.indexOf('@') + 1)
  const transport = createTransport({
    ...{ pool: true, maxConnections: connectionsMax, maxMessages: Number.POSITIVE_INFINITY, idleTimeout: restMsMax },
    // A connection that breaks in the middle is for the outbox to try again, which knows how often and when.
    maxRequeues: 0,
    ...{ host, port, secure: isTlsFromStart },
    requireTLS: !isTlsFromStart && (isTlsRequired || (user !== '' && !isThisMachine(host))),
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    ...(trust === undefined ? {} : { tls: { ca: trust } }),
    ...{ dnsTimeout: waitMs, connectionTimeout: waitMs, greetingTimeout: waitMs, socketTimeout: waitMs },
    ...{ disableFileAccess: true, disableUrlAccess: true, logger: false, debug: false },
  })
  return {
    async send({ to, subject, text, id, at }) {
      if (!isAddress(to)) return err({ kind: 'refused', reply: 'not an address' })
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject: oneLine(subject),
          text,
          textEncoding: 'base64',
          date: new Date(at * 1000),
          messageId: `<${id.replaceAll(/[^A-Za-z0-9.-]/g, '')}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(mailMsMax),
        })
        return ok(true)
      } catch (error) {
        return err(refusalOf(error as NodemailerError))
      }
    },
    close: () => transport.close(),
  }
}

/** What goes wrong before a mail is named concerns all of them; what is said to its recipient or its text concerns this one. */
function refusalOf({ message, response, responseCode, command }: NodemailerError): MailRefused {
  const reply = withoutAddresses(response ?? message)
  const isOfThisMail = command === 'RCPT TO' || command === 'DATA'
  if (!isOfThisMail || responseCode === undefined || responseCode === 421) return { kind: 'away', reply }
  return { kind: responseCode >= 500 ? 'refused' : 'later', reply }
}

/** Addresses are personal data, and what a server says goes into records that more people read. */
const withoutAddresses = (text: string): string => oneLine(text.replaceAll(/[^\s<>"]+@[^\s<>"]+/g, '…')).slice(0, 300)
