import type { Moment } from '../../kernel/moment.ts'
import type { Lang } from '../../kernel/say.ts'

/** What a message is about (loại thông báo). Those up to the apology go to the applicant, the others to officers. Days are working days. */
export const kinds = [
  'accepted', // tiếp nhận, hẹn trả
  'papers-asked', // yêu cầu bổ sung
  'refused', // từ chối, trước hoặc sau khi tiếp nhận
  'paused', // tạm dừng có căn cứ
  'resumed', // hết tạm dừng, hạn mới
  'result-ready', // đã có kết quả
  'result-returned', // đã trả kết quả
  'ended-without-result', // rút, dừng, đóng hồ sơ
  'apology', // xin lỗi, hẹn lại
  'due-in-2', // nhắc trước hạn hai ngày
  'due-in-1', // nhắc trước hạn một ngày
  'overdue-digest', // danh sách quá hạn của đơn vị
  'password', // mật khẩu: somebody waits at the screen for it
] as const
export type Kind = (typeof kinds)[number]

/** By which way (kênh gửi). */
export type Channel = 'mail' | 'sms' | 'zalo' | 'file'

/** How far a message is (tình trạng gửi). `failed` will be tried again; `given-up` will not. */
export type State = 'waiting' | 'sending' | 'sent' | 'failed' | 'given-up'

/** A message before it is kept (thông báo). The same `dedupeKey` again is the same message, and changes nothing. */
export type Draft = {
  kind: Kind
  channel: Channel
  /** Address or number. Personal data: never in logs. */
  recipient: string
  subject: string
  body: string
  lang: Lang
  /** A stream of the journal: `dossier/H56.12-260302-0001`, `officer/21`. */
  about: string
  dedupeKey: string
}

/** A message as its delivery is shown: the recipient only hinted at, and no text. */
export type Delivery = {
  id: number
  kind: Kind
  channel: Channel
  /** As `hintOf` shows it. */
  recipient: string
  subject: string
  state: State
  tries: number
  lastError: string | null
  /** What took it: `smtp`, or `folder` where no server is set and the message lies as a file. */
  via: string | null
  notBefore: Moment
  createdAt: Moment
  sentAt: Moment | null
  /** How many parts a text message has; null: none is counted on this way. */
  segments: number | null
}

/** Enough of an address or number to tell whose it is for whoever knows them: `l…@example.vn`, `…333`. */
export function hintOf(recipient: string): string {
  const at = recipient.lastIndexOf('@')
  return at > 0 ? `${recipient.slice(0, 1)}…${recipient.slice(at)}` : `…${recipient.slice(-3)}`
}

/** Where an applicant is reached, by what they gave: mail before telephone, since a mail says more; null when they gave neither. */
export function reachOf({ email, phone }: { email: string; phone: string }): Pick<Draft, 'channel' | 'recipient'> | null {
  const address = email.trim()
  if (/^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/.test(address)) return { channel: 'mail', recipient: address }
  const number = phone.replaceAll(/[\s.()-]/g, '')
  return /^(\+?84|0)\d{8,10}$/.test(number) ? { channel: 'sms', recipient: number } : null
}
