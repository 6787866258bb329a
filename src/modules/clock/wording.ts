import { weekday } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'
import { sayDay, sayShortDay } from '../../kernel/say-day.ts'
import type { WorkingTimeRefused } from './minutes.ts'
import type { DueRefused, Why } from './terms.ts'

const weekdays = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

/** What a date is, as the sheet says it. Holidays keep their names. */
export function whyText(why: Why, say: Say): string {
  switch (why.kind) {
    case 'receipt-day':
      return say('Ngày tiếp nhận', 'receipt day')
    case 'working-day':
      return say('Ngày làm việc', 'working day')
    case 'weekend':
      return say('Ngày nghỉ hằng tuần', 'weekend')
    case 'day-off':
      return why.name || say('Ngày nghỉ lễ', 'holiday')
    case 'worked': {
      const name = weekdays[say.lang][weekday(why.day)]
      if (why.for === null) return say(`${name} làm bù`, `worked ${name}`)
      const other = sayShortDay(why.for, say)
      return say(`${name} làm bù cho ${other}`, `worked ${name} for ${other}`)
    }
    case 'pause':
      return say('Tạm dừng', 'pause')
    case 'rolled-forward':
      return say('Chuyển sang ngày làm việc kế tiếp', 'rolled forward')
  }
}

/** What people read when the clock refuses. */
export function refusalText(refusal: DueRefused | WorkingTimeRefused, say: Say): string {
  switch (refusal.kind) {
    case 'calendar-not-published': {
      const date = sayDay(refusal.day, say)
      return say(
        `Chưa có lịch làm việc cho ngày ${date}, nên chưa tính được.`,
        `There is no calendar for ${date} yet, so it cannot be computed.`,
      )
    }
    case 'open-pause':
      return say('Có lần tạm dừng chưa kết thúc, nên chưa tính được hạn.', 'A pause has not ended, so there is no due time yet.')
    case 'bad-pause':
      return say('Có lần tạm dừng kết thúc trước khi bắt đầu.', 'A pause ends before it begins.')
    case 'bad-limit':
      return say(`Thời hạn không hợp lệ: ${refusal.value} ${refusal.unit}.`, `Not a valid limit: ${refusal.value} ${refusal.unit}.`)
    case 'no-limit':
      return say('Thiếu thời hạn giải quyết.', 'The limit is missing.')
    case 'to-before-from':
      return say('Thời điểm cuối đứng trước thời điểm đầu.', 'The later time stands before the earlier one.')
  }
}
