import { type Day, dayInVietnam, dayText, type Moment, secondOfDayInVietnam } from '../../kernel/moment.ts'
import type { ActingRefused } from './acting.ts'
import type { AgencyRefused } from './agency.ts'
import { nameOn, officerOf, unitOf } from './find.ts'
import type { HoursRefused, Weekday } from './office-hours.ts'
import type { PeopleRefused } from './people.ts'
import type { OrgRecord } from './record.ts'
import { roleNames } from './roles.ts'
import type { UnitRefused } from './units.ts'

/** The same form was sent once already, with other content. */
export type KeyReused = { kind: 'key-reused' }

/** What the officer reads when the organisation says no. A new refusal without a sentence does not compile. */
export function explain(
  refusal: AgencyRefused | UnitRefused | PeopleRefused | ActingRefused | HoursRefused | KeyReused,
  org?: OrgRecord,
): string {
  const unit = (id: number) => (org && nameOfUnit(org, id)) || 'đơn vị này'
  const officer = (id: number) => (org && officerOf(org, id)?.name) || 'công chức này'
  const officers = (ids: readonly number[]) => ids.map(officer).join(', ')
  switch (refusal.kind) {
    case 'bad-code':
      return `Tên ngắn “${refusal.code}” chỉ được gồm 2 đến 30 chữ thường không dấu, chữ số và dấu gạch nối.`
    case 'code-taken':
      return `Tên ngắn “${refusal.code}” đã có cơ quan khác dùng.`
    case 'no-name':
      return 'Ghi tên cơ quan.'
    case 'same-name':
      return 'Tên, cơ quan chủ quản và địa danh không khác bản đang dùng.'
    case 'bad-identifier':
      return `Mã định danh “${refusal.identifier}” chỉ được gồm 3 đến 30 chữ in hoa, chữ số và dấu chấm, ví dụ H56.12.`
    case 'identifier-taken':
      return `Mã định danh ${refusal.identifier} đã được dùng, không cấp lần thứ hai.`
    case 'identifier-later-exists':
      return `Mã định danh mới phải bắt đầu sau ngày ${showDay(refusal.from)}, ngày bắt đầu của mã đang ghi.`
    case 'agency-name-in-future':
      return `Tên mới có từ ngày ${showDay(refusal.from)}: ghi vào đúng ngày đó, không ghi trước.`
    case 'agency-name-later-exists':
      return `Đã có tên ghi từ ngày ${showDay(refusal.from)}; không chen tên khác vào trước ngày đó.`
    case 'unknown-unit':
      return 'Không có đơn vị này trong cơ quan.'
    case 'unit-name-missing':
      return 'Ghi tên đơn vị và tên viết tắt.'
    case 'unit-name-taken':
      return `Tên “${refusal.name}” đang là tên của một đơn vị khác.`
    case 'same-unit-name':
      return `Đơn vị đã mang tên “${refusal.name}”.`
    case 'unit-not-open':
      return `${unit(refusal.unitId)} có từ ngày ${showDay(refusal.opened)}; chọn ngày từ đó trở đi.`
    case 'unit-closed':
      return `${unit(refusal.unitId)} đã kết thúc từ ngày ${showDay(refusal.closed)}.`
    case 'unit-name-later-exists':
      return `Đã có tên ghi từ ngày ${showDay(refusal.from)}; chọn ngày sau ngày đó.`
    case 'unit-name-in-use':
      return `Tên ghi từ ngày ${showDay(refusal.from)} đã được dùng trên hồ sơ; không sửa lại, hãy đổi tên từ một ngày sau.`
    case 'closes-before-it-opens':
      return `Đơn vị có từ ngày ${showDay(refusal.opened)}, phải kết thúc sau ngày đó.`
    case 'unit-has-people':
      return `${unit(refusal.unitId)} còn người giữ vị trí: ${officers(refusal.officerIds)}. Chuyển họ sang đơn vị khác hoặc cho thôi vị trí trước.`
    case 'unit-has-later-posts':
      return `Có vị trí đã giao bắt đầu từ ngày sáp nhập hoặc sau đó: ${officers(refusal.officerIds)}. Thu hồi các vị trí ấy trước.`
    case 'merged-into-itself':
      return 'Đơn vị không thể sáp nhập vào chính nó.'
    case 'successor-not-open':
      return `${unit(refusal.unitId)} không hoạt động vào ngày sáp nhập hoặc đã có ngày kết thúc, không nhận sáp nhập được.`
    case 'unknown-officer':
      return 'Không có công chức này trong cơ quan.'
    case 'officer-name-missing':
      return 'Ghi họ và tên.'
    case 'email-taken':
      return `Địa chỉ ${refusal.email} đang là của ${officer(refusal.officerId)}.`
    case 'unknown-post':
      return 'Không có vị trí này.'
    case 'ends-before-it-begins':
      return `Vị trí bắt đầu từ ngày ${showDay(refusal.from)}, ngày cuối không thể trước ngày đó.`
    case 'not-joined-yet':
      return `${officer(refusal.officerId)} về cơ quan từ ngày ${showDay(refusal.joined)}; chọn ngày từ đó trở đi.`
    case 'already-left':
      return `${officer(refusal.officerId)} làm việc đến hết ngày ${showDay(refusal.left)}.`
    case 'leaves-before-joining':
      return `Ngày làm việc cuối không thể trước ngày về cơ quan (${showDay(refusal.joined)}).`
    case 'already-holds':
      return `${officer(refusal.officerId)} đã giữ vai trò ${roleNames[refusal.role]} tại ${unit(refusal.unitId)} ${showPeriod(refusal)}.`
    case 'unit-has-head':
      return `${unit(refusal.unitId)} đã có người đứng đầu là ${officer(refusal.officerId)} ${showPeriod(refusal)}; mỗi đơn vị chỉ có một người đứng đầu.`
    case 'agency-has-director':
      return `Cơ quan đã có Giám đốc là ${officer(refusal.officerId)} ${showPeriod(refusal)}.`
    case 'post-already-ended':
      return `Vị trí này đã kết thúc sau ngày ${showDay(refusal.lastDay)}.`
    case 'last-administrator':
      return 'Đây là người quản trị duy nhất. Giao vai trò Quản trị hệ thống cho người khác trước.'
    case 'acts-for-himself':
      return 'Không ai làm thay chính mình.'
    case 'no-document':
      return 'Ghi số, ngày của văn bản giao làm thay.'
    case 'acting-ends-before-it-begins':
      return 'Lúc kết thúc phải sau lúc bắt đầu.'
    case 'acting-over-already':
      return `Việc làm thay đã hết vào ${showMoment(refusal.to)}.`
    case 'not-serving':
      return `${officer(refusal.officerId)} không làm việc tại cơ quan trong suốt thời gian này.`
    case 'nothing-to-act-for':
      return `${officer(refusal.officerId)} không giữ vị trí nào trong thời gian này, không có gì để làm thay.`
    case 'already-acted-for':
      return `Đã có ${officer(refusal.officerId)} làm thay từ ${showMoment(refusal.from)} đến ${showMoment(refusal.to)}.`
    case 'chain-absent-acts':
      return `${officer(refusal.officerId)} đang làm thay ${officer(refusal.absentId)} đến ${showMoment(refusal.to)}; không làm thay người đang làm thay.`
    case 'chain-acting-absent':
      return `${officer(refusal.officerId)} vắng mặt và có người làm thay từ ${showMoment(refusal.from)} đến ${showMoment(refusal.to)}.`
    case 'unknown-acting':
      return 'Không có việc làm thay này.'
    case 'no-sessions':
      return 'Ghi ít nhất một buổi làm việc.'
    case 'bad-session':
      return `Buổi “${refusal.from || '…'} – ${refusal.to || '…'}” không đúng: ghi đủ giờ bắt đầu và giờ kết thúc, giờ kết thúc sau giờ bắt đầu.`
    case 'overlapping-sessions':
      return `Buổi ${refusal.from} – ${refusal.to} chồng lên buổi trước nó.`
    case 'no-decision':
      return 'Ghi số, ngày của văn bản quy định giờ làm việc.'
    case 'hours-in-the-past':
      return 'Hạn trả đã hẹn được tính theo giờ làm việc đang ghi; giờ mới chỉ được bắt đầu từ hôm nay trở đi.'
    case 'hours-later-exist':
      return `Đã có giờ làm việc ghi từ ngày ${showDay(refusal.from)}; chọn ngày từ đó trở đi.`
    case 'unusual-day':
      return `Một ngày làm việc thường là 8 giờ. ${refusal.days.map((d) => `${weekdayNames[d.weekday]} có ${showMinutes(d.minutes)}`).join(', ')}. Đánh dấu xác nhận nếu đúng như vậy.`
    case 'key-reused':
      return 'Biểu mẫu này đã được gửi một lần với nội dung khác. Mời mở lại trang rồi nhập lại.'
  }
}

export const weekdayNames: Record<Weekday, string> = {
  mon: 'Thứ Hai',
  tue: 'Thứ Ba',
  wed: 'Thứ Tư',
  thu: 'Thứ Năm',
  fri: 'Thứ Sáu',
  sat: 'Thứ Bảy',
  sun: 'Chủ Nhật',
}

function nameOfUnit(org: OrgRecord, id: number): string | undefined {
  const unit = unitOf(org, id)
  const last = unit?.names.at(-1)
  return unit && last && nameOn(unit, last.from).name
}

/** "04/02/2026", "11/3/2026": a leading zero for the date, and for the months 1 and 2 only. */
export function showDay(value: Day): string {
  const [year, month, date] = dayText(value).split('-')
  return `${date}/${Number(month) < 3 ? month : Number(month)}/${year}`
}

/** "từ 01/7/2025", "từ 01/7/2025 đến hết 31/12/2025". */
export const showPeriod = ({ from, to }: { from: Day; to: Day | null }): string =>
  `từ ${showDay(from)}${to === null ? '' : ` đến hết ${showDay(to)}`}`

const two = (n: number): string => String(n).padStart(2, '0')
/** "08:30 ngày 11/3/2026". */
export const showMoment = (value: Moment): string => {
  const second = secondOfDayInVietnam(value)
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)} ngày ${showDay(dayInVietnam(value))}`
}
const showMinutes = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} giờ` : `${hours} giờ ${two(minutes % 60)}`
}
