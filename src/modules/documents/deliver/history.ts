import type { Say } from '../../../kernel/say.ts'

/** What happened to a delivery, as the journal says it (nhật ký gửi văn bản). Null for what is not known here. */
export function deliverySentence(kind: string, body: string, say: Say): string | null {
  const { no, as, reason } = JSON.parse(body) as { no: number; as?: string | null; reason?: string | null }
  const to = say(`nơi nhận thứ ${no}`, `recipient no. ${no}`)
  switch (kind) {
    case 'delivered':
      return say(`Đã gửi tới ${to}`, `Delivered to ${to}`)
    case 'recall-delivered':
      return say(`Đã báo thu hồi tới ${to}`, `Recall delivered to ${to}`)
    case 'given-up':
      return say(`Thôi gửi tới ${to} sau nhiều lần không được`, `Delivery to ${to} given up after many tries`)
    case 'sent-again':
      return say(`Văn thư cho gửi lại tới ${to}`, `The records clerk sends it to ${to} once more`)
    case 'taken-there':
      return say(`Nơi nhận đã vào sổ, số đến ${as}`, `Registered there, number ${as}`)
    case 'sent-back-there':
      return say(`Nơi nhận trả lại: ${reason}`, `Sent back: ${reason}`)
    default:
      return null
  }
}

/** What came from other agencies of this system, as the journal says it. */
export function arrivalSentence(kind: string, body: string, say: Say): string | null {
  const { sender, numberSymbol, reason } = JSON.parse(body) as { sender: string; numberSymbol: string; reason?: string }
  switch (kind) {
    case 'arrived':
      return say(`Nhận văn bản ${numberSymbol} của ${sender}, chờ vào sổ`, `Document ${numberSymbol} of ${sender} came, to be registered`)
    case 'recalled':
      return say(`${sender} thu hồi văn bản ${numberSymbol}: ${reason}`, `${sender} took back document ${numberSymbol}: ${reason}`)
    case 'sent-back':
      return say(`Trả lại văn bản ${numberSymbol} của ${sender}: ${reason}`, `Document ${numberSymbol} of ${sender} sent back: ${reason}`)
    default:
      return null
  }
}
