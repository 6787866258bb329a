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

/** Without line ends and other control characters: what would begin a header of its own stays inside this one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
export const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim()
