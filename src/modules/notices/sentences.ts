import { inBoth, type Say } from '../../kernel/say.ts'
import type { Channel, Delivery, Kind } from './message.ts'

/** What messages are called (tên các thông báo). */
export const kindNames = inBoth(
  (say): Record<Kind, string> => ({
    accepted: say('Đã tiếp nhận', 'Accepted'),
    'papers-asked': say('Yêu cầu bổ sung', 'Papers asked for'),
    refused: say('Từ chối', 'Refused'),
    paused: say('Tạm dừng', 'Paused'),
    resumed: say('Tiếp tục giải quyết', 'Taken up again'),
    'result-ready': say('Đã có kết quả', 'Result ready'),
    'result-returned': say('Đã trả kết quả', 'Result handed out'),
    'ended-without-result': say('Kết thúc không có kết quả', 'Ended without a result'),
    apology: say('Xin lỗi, hẹn lại', 'Apology, another day'),
    'due-in-2': say('Nhắc: còn 2 ngày làm việc', 'Reminder: 2 working days left'),
    'due-in-1': say('Nhắc: còn 1 ngày làm việc', 'Reminder: 1 working day left'),
    'overdue-digest': say('Danh sách quá hạn', 'Overdue list'),
    password: say('Mật khẩu', 'Password'),
  }),
)

export const channelNames = inBoth(
  (say): Record<Channel, string> => ({
    mail: say('thư điện tử', 'mail'),
    sms: say('tin nhắn', 'text message'),
    zalo: say('Zalo', 'Zalo'),
    file: say('tệp', 'file'),
  }),
)

/** How far a message is, in one line. */
export function stateText(
  { state, via, tries, notBefore, sentAt }: Pick<Delivery, 'state' | 'via' | 'tries' | 'notBefore' | 'sentAt'>,
  time: (at: Delivery['notBefore']) => string,
  say: Say,
): string {
  switch (state) {
    case 'sent': {
      const at = sentAt === null ? '' : time(sentAt)
      return via === 'folder'
        ? say(`đã ghi ra tệp để gửi, ${at}`, `written as a file to be sent, ${at}`)
        : say(`đã gửi ${at}`, `sent ${at}`)
    }
    case 'waiting':
      return say(`chờ gửi từ ${time(notBefore)}`, `waiting, to be sent from ${time(notBefore)}`)
    case 'sending':
      return say('đang gửi', 'being sent')
    case 'failed':
      return say(`chưa gửi được, ${tries} lần; thử lại ${time(notBefore)}`, `not sent yet, ${tries} tries; again ${time(notBefore)}`)
    case 'given-up':
      return say(`không gửi được sau ${tries} lần`, `could not be sent in ${tries} ${tries === 1 ? 'try' : 'tries'}`)
  }
}

/** An entry of the journal of notices in words; null when it is none. */
export function noticeSentence(kind: string, body: string, nameOf: (officer: number) => string, say: Say): string | null {
  const said = JSON.parse(body) as { kind?: Kind; about?: string; tries?: number; officer?: number }
  const what = said.kind === undefined ? '' : kindNames[say.lang][said.kind]
  const about = (said.about ?? '')
    .replace(/^dossier\//, say('hồ sơ ', 'dossier '))
    .replace(/^officer\/(\d+)$/, (_, id) => nameOf(Number(id)))
  switch (kind) {
    case 'message-sent':
      return say(`Gửi thông báo “${what}”: ${about}`, `Message “${what}” sent: ${about}`)
    case 'message-given-up':
      return say(`Không gửi được thông báo “${what}”: ${about}`, `Message “${what}” could not be sent: ${about}`)
    case 'notices-chosen':
      return say(`${nameOf(said.officer ?? 0)} chọn lại việc nhận thông báo`, `${nameOf(said.officer ?? 0)} chose what to be told`)
    default:
      return null
  }
}
