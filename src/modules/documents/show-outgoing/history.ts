import type { Say } from '../../../kernel/say.ts'
import type { OutgoingEvent } from '../outgoing.ts'
import { numberText } from '../symbol.ts'

/** What happened, as the journal and the page say it (nhật ký văn bản đi). */
export function outgoingSentence(event: OutgoingEvent, say: Say): string {
  const said = (text: string) => (text === '' ? '' : `: ${text}`)
  switch (event.type) {
    case 'drafted':
      return say(`Soạn dự thảo “${event.draft.subject}”`, `Drafted “${event.draft.subject}”`)
    case 'revised':
      return say(`Sửa dự thảo${said(event.note)}`, `Changed the draft${said(event.note)}`)
    case 'submitted':
      return event.to === 'head'
        ? say('Trình trưởng đơn vị', 'Submitted to the head of the unit')
        : say('Trình lãnh đạo', 'Submitted to the leader')
    case 'remarked':
      return say(`Góp ý: ${event.text}`, `Remarked: ${event.text}`)
    case 'reviewed':
      return say(`Thẩm duyệt, chuyển lãnh đạo${said(event.text)}`, `Reviewed, passed to the leader${said(event.text)}`)
    case 'approved':
      return say(`Duyệt${said(event.text)}`, `Approved${said(event.text)}`)
    case 'sent-back':
      return say(`Trả lại${said(event.text)}`, `Sent back${said(event.text)}`)
    case 'signed':
      return say('Ký số (người có thẩm quyền)', 'Signed by the signatory')
    case 'numbered':
      return say(`Cấp số ${numberText(event.number, event.symbol)}`, `Numbered ${numberText(event.number, event.symbol)}`)
    case 'sealed':
      return say('Ký số của cơ quan (đóng dấu)', 'Signed by the agency (sealed)')
    case 'issued':
      return say('Phát hành', 'Issued')
    case 'dropped':
      return say(`Bỏ dự thảo: ${event.reason}`, `Dropped: ${event.reason}`)
    case 'number-cancelled':
      return say(`Hủy số: ${event.reason}`, `Number cancelled: ${event.reason}`)
    case 'recalled':
      return say(`Thu hồi: ${event.reason}`, `Recalled: ${event.reason}`)
    default:
      return event satisfies never
  }
}
