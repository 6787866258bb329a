import { type Day, dayText, weekday } from '../../kernel/moment.ts'
import type { WorkingTimeRefused } from './minutes.ts'
import { shortDate } from './official-day.ts'
import type { DueRefused, Why } from './terms.ts'

const weekdaysVi = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'] as const
const weekdaysEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** What a date is, as the sheet says it. */
export function whyText(why: Why): string {
  switch (why.kind) {
    case 'receipt-day':
      return 'Ngày tiếp nhận'
    case 'working-day':
      return 'Ngày làm việc'
    case 'weekend':
      return 'Ngày nghỉ hằng tuần'
    case 'day-off':
      return why.name || 'Ngày nghỉ lễ'
    case 'worked':
      return `${weekdaysVi[weekday(why.day)]} làm bù${why.for === null ? '' : ` cho ${shortDate(why.for)}`}`
    case 'pause':
      return 'Tạm dừng'
    case 'rolled-forward':
      return 'Chuyển sang ngày làm việc kế tiếp'
  }
}

/** The same in English, for the command line and the English pages. Holidays keep their names. */
export function whyTextEn(why: Why): string {
  switch (why.kind) {
    case 'receipt-day':
      return 'receipt day'
    case 'working-day':
      return 'working day'
    case 'weekend':
      return 'weekend'
    case 'day-off':
      return why.name || 'holiday'
    case 'worked':
      return `worked ${weekdaysEn[weekday(why.day)]}${why.for === null ? '' : ` for ${shortDate(why.for)}`}`
    case 'pause':
      return 'pause'
    case 'rolled-forward':
      return 'rolled forward'
  }
}

/** What people read when the clock refuses. */
export function refusalText(refusal: DueRefused | WorkingTimeRefused): string {
  switch (refusal.kind) {
    case 'calendar-not-published':
      return `Chưa có lịch làm việc cho ngày ${fullDate(refusal.day)}, nên chưa tính được.`
    case 'open-pause':
      return 'Có lần tạm dừng chưa kết thúc, nên chưa tính được hạn.'
    case 'bad-pause':
      return 'Có lần tạm dừng kết thúc trước khi bắt đầu.'
    case 'bad-limit':
      return `Thời hạn không hợp lệ: ${refusal.value} ${refusal.unit}.`
    case 'no-limit':
      return 'Thiếu thời hạn giải quyết.'
    case 'to-before-from':
      return 'Thời điểm cuối đứng trước thời điểm đầu.'
  }
}

const fullDate = (date: Day): string => dayText(date).split('-').reverse().join('/')
