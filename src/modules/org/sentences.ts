import { type Day, dayInVietnam, dayText, type Moment, secondOfDayInVietnam } from '../../kernel/moment.ts'
import { inBoth, type Say } from '../../kernel/say.ts'
import { sayDay } from '../../kernel/say-day.ts'
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
  say: Say,
  org?: OrgRecord,
): string {
  const unit = (id: number) => (org && nameOfUnit(org, id)) || say('đơn vị này', 'this unit')
  const officer = (id: number) => (org && officerOf(org, id)?.name) || say('công chức này', 'this officer')
  const officers = (ids: readonly number[]) => ids.map(officer).join(', ')
  const date = (value: Day) => showDay(value, say)
  const time = (value: Moment) => showMoment(value, say)
  switch (refusal.kind) {
    case 'bad-code':
      return say(
        `Tên ngắn “${refusal.code}” chỉ được gồm 2 đến 30 chữ thường không dấu, chữ số và dấu gạch nối.`,
        `The short name “${refusal.code}” may only hold 2 to 30 small letters without accents, digits and hyphens.`,
      )
    case 'code-taken':
      return say(`Tên ngắn “${refusal.code}” đã có cơ quan khác dùng.`, `Another agency uses the short name “${refusal.code}” already.`)
    case 'no-name':
      return say('Ghi tên cơ quan.', 'Enter the name of the agency.')
    case 'same-name':
      return say(
        'Tên, cơ quan chủ quản và địa danh không khác bản đang dùng.',
        'The name, the parent agency and the place are the same as those in use.',
      )
    case 'bad-identifier':
      return say(
        `Mã định danh “${refusal.identifier}” chỉ được gồm 3 đến 30 chữ in hoa, chữ số và dấu chấm, ví dụ H56.12.`,
        `The identifier “${refusal.identifier}” may only hold 3 to 30 capital letters, digits and full stops, for example H56.12.`,
      )
    case 'identifier-taken':
      return say(
        `Mã định danh ${refusal.identifier} đã được dùng, không cấp lần thứ hai.`,
        `The identifier ${refusal.identifier} has been used; it is not given a second time.`,
      )
    case 'identifier-later-exists':
      return say(
        `Mã định danh mới phải bắt đầu sau ngày ${date(refusal.from)}, ngày bắt đầu của mã đang ghi.`,
        `A new identifier must begin after ${date(refusal.from)}, when the one on record begins.`,
      )
    case 'agency-name-in-future':
      return say(
        `Tên mới có từ ngày ${date(refusal.from)}: ghi vào đúng ngày đó, không ghi trước.`,
        `The new name begins on ${date(refusal.from)}: enter it on that day, not before.`,
      )
    case 'agency-name-later-exists':
      return say(
        `Đã có tên ghi từ ngày ${date(refusal.from)}; không chen tên khác vào trước ngày đó.`,
        `A name is on record from ${date(refusal.from)}; no other name can be put in before that day.`,
      )
    case 'unknown-unit':
      return say('Không có đơn vị này trong cơ quan.', 'The agency has no such unit.')
    case 'unit-name-missing':
      return say('Ghi tên đơn vị và tên viết tắt.', 'Enter the name of the unit and its short name.')
    case 'unit-name-taken':
      return say(`Tên “${refusal.name}” đang là tên của một đơn vị khác.`, `“${refusal.name}” is the name of another unit.`)
    case 'same-unit-name':
      return say(`Đơn vị đã mang tên “${refusal.name}”.`, `The unit is called “${refusal.name}” already.`)
    case 'unit-not-open':
      return say(
        `${unit(refusal.unitId)} có từ ngày ${date(refusal.opened)}; chọn ngày từ đó trở đi.`,
        `${unit(refusal.unitId)} begins on ${date(refusal.opened)}; choose that day or a later one.`,
      )
    case 'unit-closed':
      return say(
        `${unit(refusal.unitId)} đã kết thúc từ ngày ${date(refusal.closed)}.`,
        `${unit(refusal.unitId)} has been closed since ${date(refusal.closed)}.`,
      )
    case 'unit-name-later-exists':
      return say(
        `Đã có tên ghi từ ngày ${date(refusal.from)}; chọn ngày sau ngày đó.`,
        `A name is on record from ${date(refusal.from)}; choose a later day.`,
      )
    case 'unit-name-in-use':
      return say(
        `Tên ghi từ ngày ${date(refusal.from)} đã được dùng trên hồ sơ; không sửa lại, hãy đổi tên từ một ngày sau.`,
        `The name on record from ${date(refusal.from)} has been used in dossiers; do not correct it, rename the unit from a later day.`,
      )
    case 'closes-before-it-opens':
      return say(
        `Đơn vị có từ ngày ${date(refusal.opened)}, phải kết thúc sau ngày đó.`,
        `The unit begins on ${date(refusal.opened)}; it must end after that day.`,
      )
    case 'unit-has-people':
      return say(
        `${unit(refusal.unitId)} còn người giữ vị trí: ${officers(refusal.officerIds)}. Chuyển họ sang đơn vị khác hoặc cho thôi vị trí trước.`,
        `People still hold posts in ${unit(refusal.unitId)}: ${officers(refusal.officerIds)}. First move them to another unit, or end their posts.`,
      )
    case 'unit-has-later-posts':
      return say(
        `Có vị trí đã giao bắt đầu từ ngày sáp nhập hoặc sau đó: ${officers(refusal.officerIds)}. Thu hồi các vị trí ấy trước.`,
        `Posts have been given that begin on the day of the merger or later: ${officers(refusal.officerIds)}. Withdraw these posts first.`,
      )
    case 'merged-into-itself':
      return say('Đơn vị không thể sáp nhập vào chính nó.', 'A unit cannot be merged into itself.')
    case 'successor-not-open':
      return say(
        `${unit(refusal.unitId)} không hoạt động vào ngày sáp nhập hoặc đã có ngày kết thúc, không nhận sáp nhập được.`,
        `${unit(refusal.unitId)} is not open on the day of the merger, or has an end already; no unit can be merged into it.`,
      )
    case 'unknown-officer':
      return say('Không có công chức này trong cơ quan.', 'The agency has no such officer.')
    case 'field-entered-later':
      return say(
        `Ngày vào ngành ${showDay(refusal.since, say)} chưa đến.`,
        `The day of entering the field, ${showDay(refusal.since, say)}, has not come yet.`,
      )
    case 'officer-name-missing':
      return say('Ghi họ và tên.', 'Enter the full name.')
    case 'email-taken':
      return say(
        `Địa chỉ ${refusal.email} đang là của ${officer(refusal.officerId)}.`,
        `The address ${refusal.email} belongs to ${officer(refusal.officerId)}.`,
      )
    case 'unknown-post':
      return say('Không có vị trí này.', 'There is no such post.')
    case 'ends-before-it-begins':
      return say(
        `Vị trí bắt đầu từ ngày ${date(refusal.from)}, ngày cuối không thể trước ngày đó.`,
        `The post begins on ${date(refusal.from)}; its last day cannot be before that.`,
      )
    case 'not-joined-yet':
      return say(
        `${officer(refusal.officerId)} về cơ quan từ ngày ${date(refusal.joined)}; chọn ngày từ đó trở đi.`,
        `${officer(refusal.officerId)} joins the agency on ${date(refusal.joined)}; choose that day or a later one.`,
      )
    case 'already-left':
      return say(
        `${officer(refusal.officerId)} làm việc đến hết ngày ${date(refusal.left)}.`,
        `${officer(refusal.officerId)} serves until the end of ${date(refusal.left)}.`,
      )
    case 'leaves-before-joining':
      return say(
        `Ngày làm việc cuối không thể trước ngày về cơ quan (${date(refusal.joined)}).`,
        `The last day of service cannot be before the day of joining (${date(refusal.joined)}).`,
      )
    case 'already-holds':
      return say(
        `${officer(refusal.officerId)} đã giữ vai trò ${roleNames.vi[refusal.role]} tại ${unit(refusal.unitId)} ${showPeriod(refusal, say)}.`,
        `${officer(refusal.officerId)} already holds the role ${roleNames.en[refusal.role]} in ${unit(refusal.unitId)} ${showPeriod(refusal, say)}.`,
      )
    case 'unit-has-head':
      return say(
        `${unit(refusal.unitId)} đã có người đứng đầu là ${officer(refusal.officerId)} ${showPeriod(refusal, say)}; mỗi đơn vị chỉ có một người đứng đầu.`,
        `${unit(refusal.unitId)} has a head already, ${officer(refusal.officerId)}, ${showPeriod(refusal, say)}; each unit has only one head.`,
      )
    case 'agency-has-director':
      return say(
        `Cơ quan đã có Giám đốc là ${officer(refusal.officerId)} ${showPeriod(refusal, say)}.`,
        `The agency has a director already, ${officer(refusal.officerId)}, ${showPeriod(refusal, say)}.`,
      )
    case 'post-already-ended':
      return say(`Vị trí này đã kết thúc sau ngày ${date(refusal.lastDay)}.`, `This post ended after ${date(refusal.lastDay)}.`)
    case 'last-administrator':
      return say(
        'Đây là người quản trị duy nhất. Giao vai trò Quản trị hệ thống cho người khác trước.',
        'This is the only administrator. First give the role of administrator to somebody else.',
      )
    case 'acts-for-himself':
      return say('Không ai làm thay chính mình.', 'Nobody acts for themselves.')
    case 'no-document':
      return say(
        'Ghi số, ngày của văn bản giao làm thay.',
        'Enter the number and date of the document by which one officer acts for the other.',
      )
    case 'acting-ends-before-it-begins':
      return say('Lúc kết thúc phải sau lúc bắt đầu.', 'The end must come after the beginning.')
    case 'acting-over-already':
      return say(`Việc làm thay đã hết vào ${time(refusal.to)}.`, `Acting ended already, at ${time(refusal.to)}.`)
    case 'not-serving':
      return say(
        `${officer(refusal.officerId)} không làm việc tại cơ quan trong suốt thời gian này.`,
        `${officer(refusal.officerId)} does not serve in the agency for all of this time.`,
      )
    case 'nothing-to-act-for':
      return say(
        `${officer(refusal.officerId)} không giữ vị trí nào trong thời gian này, không có gì để làm thay.`,
        `${officer(refusal.officerId)} holds no post in this time, so there is nothing to act for.`,
      )
    case 'already-acted-for':
      return say(
        `Đã có ${officer(refusal.officerId)} làm thay từ ${time(refusal.from)} đến ${time(refusal.to)}.`,
        `${officer(refusal.officerId)} already acts for this officer, from ${time(refusal.from)} to ${time(refusal.to)}.`,
      )
    case 'chain-absent-acts':
      return say(
        `${officer(refusal.officerId)} đang làm thay ${officer(refusal.absentId)} đến ${time(refusal.to)}; không làm thay người đang làm thay.`,
        `${officer(refusal.officerId)} acts for ${officer(refusal.absentId)} until ${time(refusal.to)}; nobody acts for somebody who is acting.`,
      )
    case 'chain-acting-absent':
      return say(
        `${officer(refusal.officerId)} vắng mặt và có người làm thay từ ${time(refusal.from)} đến ${time(refusal.to)}.`,
        `${officer(refusal.officerId)} is absent, and somebody acts for them from ${time(refusal.from)} to ${time(refusal.to)}.`,
      )
    case 'unknown-acting':
      return say('Không có việc làm thay này.', 'There is no such acting.')
    case 'no-sessions':
      return say('Ghi ít nhất một buổi làm việc.', 'Enter at least one session.')
    case 'bad-session':
      return say(
        `Buổi “${refusal.from || '…'} – ${refusal.to || '…'}” không đúng: ghi đủ giờ bắt đầu và giờ kết thúc, giờ kết thúc sau giờ bắt đầu.`,
        `The session “${refusal.from || '…'} – ${refusal.to || '…'}” is not right: enter both its beginning and its end, the end after the beginning.`,
      )
    case 'overlapping-sessions':
      return say(
        `Buổi ${refusal.from} – ${refusal.to} chồng lên buổi trước nó.`,
        `The session ${refusal.from} – ${refusal.to} overlaps the one before it.`,
      )
    case 'no-decision':
      return say('Ghi số, ngày của văn bản quy định giờ làm việc.', 'Enter the number and date of the document that sets the office hours.')
    case 'hours-in-the-past':
      return say(
        'Hạn trả đã hẹn được tính theo giờ làm việc đang ghi; giờ mới chỉ được bắt đầu từ hôm nay trở đi.',
        'The due times already promised were counted by the office hours on record; new hours may only begin today or later.',
      )
    case 'hours-later-exist':
      return say(
        `Đã có giờ làm việc ghi từ ngày ${date(refusal.from)}; chọn ngày từ đó trở đi.`,
        `Office hours are on record from ${date(refusal.from)}; choose that day or a later one.`,
      )
    case 'unusual-day': {
      const days = refusal.days.map((d) => {
        const weekday = weekdayNames[say.lang][d.weekday]
        return say(`${weekday} có ${showMinutes(d.minutes, say)}`, `${weekday} has ${showMinutes(d.minutes, say)}`)
      })
      return say(
        `Một ngày làm việc thường là 8 giờ. ${days.join(', ')}. Đánh dấu xác nhận nếu đúng như vậy.`,
        `A working day usually has 8 hours. ${days.join(', ')}. Tick to confirm if this is right.`,
      )
    }
    case 'key-reused':
      return say(
        'Biểu mẫu này đã được gửi một lần với nội dung khác. Mời mở lại trang rồi nhập lại.',
        'This form was sent once already with other content. Please open the page again and enter it anew.',
      )
  }
}

export const weekdayNames = inBoth(
  (say): Record<Weekday, string> => ({
    mon: say('Thứ Hai', 'Monday'),
    tue: say('Thứ Ba', 'Tuesday'),
    wed: say('Thứ Tư', 'Wednesday'),
    thu: say('Thứ Năm', 'Thursday'),
    fri: say('Thứ Sáu', 'Friday'),
    sat: say('Thứ Bảy', 'Saturday'),
    sun: say('Chủ Nhật', 'Sunday'),
  }),
)

function nameOfUnit(org: OrgRecord, id: number): string | undefined {
  const unit = unitOf(org, id)
  const last = unit?.names.at(-1)
  return unit && last && nameOn(unit, last.from).name
}

/** "04/02/2026", "11/3/2026": a leading zero for the date, and for the months 1 and 2 only; "4 Feb 2026". */
export function showDay(value: Day, say: Say): string {
  const [year, month, date] = dayText(value).split('-')
  return say(`${date}/${Number(month) < 3 ? month : Number(month)}/${year}`, sayDay(value, say))
}

/** "từ 01/7/2025", "từ 01/7/2025 đến hết 31/12/2025"; "from 1 Jul 2025 to 31 Dec 2025". */
export function showPeriod({ from, to }: { from: Day; to: Day | null }, say: Say): string {
  const first = showDay(from, say)
  if (to === null) return say(`từ ${first}`, `from ${first}`)
  const last = showDay(to, say)
  return say(`từ ${first} đến hết ${last}`, `from ${first} to ${last}`)
}

const two = (n: number): string => String(n).padStart(2, '0')
/** "08:30 ngày 11/3/2026", "08:30 on 11 Mar 2026". */
export const showMoment = (value: Moment, say: Say): string => {
  const second = secondOfDayInVietnam(value)
  const time = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}`
  const date = showDay(dayInVietnam(value), say)
  return say(`${time} ngày ${date}`, `${time} on ${date}`)
}
const showMinutes = (minutes: number, say: Say): string => {
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0
    ? say(`${hours} giờ`, hours === 1 ? '1 hour' : `${hours} hours`)
    : say(`${hours} giờ ${two(minutes % 60)}`, `${hours} h ${two(minutes % 60)}`)
}
