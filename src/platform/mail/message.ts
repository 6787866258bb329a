import type { Moment } from '../../kernel/moment.ts'

/** A mail of plain text (thư điện tử). `id` is the same at every try, so that a server or a reader knows a repeat for one. */
export type Mail = { to: string; subject: string; text: string; id: string; at: Moment }

/** Who a mail is from: an address, and the name before it. */
export type Sender = { name: string; address: string }

/** Longest address, characters (RFC 5321, 4.5.3.1.3 without the brackets). */
const addressLengthMax = 254

/** Whether an address can be written to: ASCII without spaces, quotes and brackets, so that it ends no line and closes no bracket. */
export const isAddress = (text: string): boolean =>
  text.length <= addressLengthMax &&
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*$/.test(text)

/** Reads `Sở Xây dựng <mot-cua@so.example.vn>` or an address alone; undefined when it is neither. */
export function readSender(text: string): Sender | undefined {
  const [, name = '', bracketed] = /^(?:([^<>]*)<([^<>]+)>)$/.exec(text.trim()) ?? []
  const address = (bracketed ?? text).trim()
  return isAddress(address) ? { name: oneLine(name).replaceAll('"', ''), address } : undefined
}

/** The mail as it travels: headers, an empty line, the text in base64, lines ended by CR LF (RFC 5322, RFC 2045). */
export function mailSource({ to, subject, text, id, at }: Mail, from: Sender): string {
  const domain = from.address.slice(from.address.indexOf('@') + 1)
  const headers = [
    `From: ${from.name === '' ? from.address : `${headerText(from.name)} <${from.address}>`}`,
    `To: ${to}`,
    `Subject: ${headerText(oneLine(subject))}`,
    `Date: ${new Date(at * 1000).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id.replaceAll(/[^A-Za-z0-9.-]/g, '')}@${domain}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ]
  const body = Buffer.from(text.replaceAll(/\r\n?|\n/g, '\r\n')).toString('base64')
  return [...headers, '', ...(body.match(/.{1,76}/g) ?? []), ''].join('\r\n')
}

/** Without line ends and other control characters: what would begin a header of its own stays inside this one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim()

/** Most bytes of text in one encoded word: 39 make 52 letters of base64, 64 with the frame; a line with `Subject: ` may have 76 (RFC 2047, 2). */
const wordBytesMax = 39

/** A header's text: ASCII as it is, else as encoded words, none of which cuts a letter in two (RFC 2047). */
export function headerText(text: string): string {
  if (/^[A-Za-z0-9 .,:;/()'_-]{0,70}$/.test(text) && !text.includes('=?')) return text
  const words: string[] = ['']
  for (const letter of text) {
    const last = words.at(-1) ?? ''
    if (Buffer.byteLength(last + letter) > wordBytesMax) words.push(letter)
    else words[words.length - 1] = last + letter
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}

/** Doubles a dot that begins a line, so that it does not end the mail, and adds the line that does (RFC 5321, 4.5.2). */
export const dotStuffed = (source: string): string => `${source.replaceAll(/^\./gm, '..')}${source.endsWith('\r\n') ? '' : '\r\n'}.\r\n`
