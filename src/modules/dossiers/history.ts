import { assertNever } from '../../kernel/assert.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { DossierEvent, Handed } from './dossier.ts'
import type { Channel, EndClass } from './model.ts'

/** How the history calls people, units, steps and times; the page knows them. */
export type Names = {
  officer(officerId: number): string
  unit(unitId: number): string
  step(key: string): string
  moment(at: Moment): string
  day(date: string): string
}

/** Who an entry of the journal says acted: an officer, perhaps in an absent one's place, or nobody of the office. */
export type ActedBy = { officerId: number | null; onBehalfOf: number | null }

/** "Lê Thẩm Định, làm thay Trần Trưởng Phòng"; empty when nobody of the office acted. */
export function showActor({ officerId, onBehalfOf }: ActedBy, names: Pick<Names, 'officer'>): string {
  if (officerId === null) return ''
  return onBehalfOf === null ? names.officer(officerId) : `${names.officer(officerId)}, làm thay ${names.officer(onBehalfOf)}`
}

const cameIn: Record<Channel, string> = { 1: 'trực tiếp tại quầy', 2: 'trực tuyến', 3: 'qua bưu chính' }
const ends: Record<EndClass, string> = { early: 'trước hạn', 'on-time': 'đúng hạn', late: 'quá hạn' }

/** What happened, as a sentence for the history of a dossier (lịch sử). A new event without a sentence does not compile. */
export function sentenceOf(event: DossierEvent, names: Names): string {
  const step = (key: string) => `“${names.step(key)}”`
  switch (event.type) {
    case 'filed': {
      const { components, channelIn } = event.filing
      const missing = components.filter((c) => !c.isPresent).length
      const papers = components.length === 0 ? '' : missing === 0 ? `, đủ ${components.length} giấy tờ` : `, thiếu ${missing} giấy tờ`
      return `Hồ sơ được nộp ${cameIn[channelIn]}${papers}.`
    }
    case 'completion-requested':
      return `Yêu cầu hoàn thiện hồ sơ trước khi tiếp nhận: ${event.items.map((i) => i.what).join('; ')}.`
    case 'completed':
      return 'Nhận giấy tờ người nộp mang đến theo yêu cầu.'
    case 'refused':
      return `Từ chối tiếp nhận: ${ending(event.reason)} Căn cứ: ${ending(event.basis)}`
    case 'accepted':
      return `Tiếp nhận, hẹn trả ${names.moment(event.dueAt)}${event.isProvisional ? ' (tạm tính)' : ''}.${passedOn(event.handed, names)}`
    case 'step-taken':
      return `Nhận bước ${step(event.step)}.`
    case 'step-completed':
      return `Hoàn thành bước ${step(event.step)}${event.opinion ? `: ${ending(event.opinion)}` : '.'}${passedOn(event.handed, names)}`
    case 'step-returned':
      return `Trả lại từ bước ${step(event.step)}: ${ending(event.reason)}${passedOn(event.handed, names)}`
    case 'handed-over':
      return `Chuyển bước ${step(event.step)} cho ${event.officerId === null ? 'đơn vị' : names.officer(event.officerId)}: ${ending(event.reason)}`
    case 'reassigned':
      return `Phân công lại bước ${step(event.step)} cho ${names.officer(event.officerId)}: ${ending(event.reason)}`
    case 'outcome-recorded': {
      const { isPositive, number, date, title } = event.outcome
      return `${isPositive ? 'Kết quả' : 'Văn bản không chấp thuận'} số ${number} ngày ${names.day(date)}: ${ending(title)}`
    }
    case 'ended':
      return `Kết thúc xử lý, ${ends[event.class]} (hạn ${names.moment(event.dueAt)}).`
    case 'result-returned':
      return `Trả kết quả ${returnedBy(event.channel, event.to)}`
    case 'due-recomputed':
      return `Tính lại hạn theo lịch mới: từ ${names.moment(event.from)} thành ${names.moment(event.dueAt)}${event.isProvisional ? ' (tạm tính)' : ''}.`
    default:
      return assertNever(event)
  }
}

function returnedBy(channel: Channel, to: string): string {
  switch (channel) {
    case 1:
      return `tại quầy cho ${ending(to)}`
    case 2:
      return to ? `bản điện tử: ${ending(to)}` : 'bản điện tử.'
    case 3:
      return `qua bưu chính, mã vận đơn ${ending(to)}`
  }
}

/** To whom the dossier went next. */
function passedOn(handed: readonly Handed[], names: Names): string {
  if (handed.length === 0) return ''
  const to = handed.map((h) => {
    const unit = names.unit(h.unitId)
    return `“${names.step(h.step)}” (${h.officerId === null ? unit : `${names.officer(h.officerId)}, ${unit}`})`
  })
  return ` Chuyển đến ${to.join(' và ')}.`
}

/** Ends a sentence that somebody typed. */
const ending = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)
