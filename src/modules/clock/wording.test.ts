import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../kernel/moment.ts'
import { inEnglish, inVietnamese } from '../../kernel/say.ts'
import { vn } from './examples.ts'
import type { Why } from './terms.ts'
import { refusalText, whyText } from './wording.ts'

describe('Why a date counts or not, in words (diễn giải)', () => {
  const words: [Why, string, string][] = [
    [{ kind: 'receipt-day' }, 'Ngày tiếp nhận', 'receipt day'],
    [{ kind: 'working-day' }, 'Ngày làm việc', 'working day'],
    [{ kind: 'weekend' }, 'Ngày nghỉ hằng tuần', 'weekend'],
    [{ kind: 'day-off', name: '' }, 'Ngày nghỉ lễ', 'holiday'],
    [{ kind: 'day-off', name: 'Quốc khánh' }, 'Quốc khánh', 'Quốc khánh'],
    [{ kind: 'worked', day: day('2024-05-04'), for: day('2024-04-29') }, 'Thứ Bảy làm bù cho 29/4', 'worked Saturday for 29 Apr'],
    [{ kind: 'worked', day: day('2024-05-05'), for: null }, 'Chủ nhật làm bù', 'worked Sunday'],
    [{ kind: 'pause' }, 'Tạm dừng', 'pause'],
    [{ kind: 'rolled-forward' }, 'Chuyển sang ngày làm việc kế tiếp', 'rolled forward'],
  ]
  for (const [why, vietnamese, english] of words)
    it(english, () => {
      equal(whyText(why, inVietnamese), vietnamese)
      equal(whyText(why, inEnglish), english)
    })
})

describe('Refusals in words (lời từ chối)', () => {
  it('say what is missing', () => {
    equal(
      refusalText({ kind: 'calendar-not-published', day: day('2027-01-01') }, inVietnamese),
      'Chưa có lịch làm việc cho ngày 01/01/2027, nên chưa tính được.',
    )
    equal(
      refusalText({ kind: 'calendar-not-published', day: day('2027-01-02') }, inEnglish),
      'There is no calendar for 2 Jan 2027 yet, so it cannot be computed.',
    )
    equal(
      refusalText({ kind: 'open-pause', from: vn('2026-03-02T10:00') }, inVietnamese),
      'Có lần tạm dừng chưa kết thúc, nên chưa tính được hạn.',
    )
    equal(
      refusalText({ kind: 'bad-pause', from: vn('2026-03-02T10:00'), to: vn('2026-03-02T09:00') }, inVietnamese),
      'Có lần tạm dừng kết thúc trước khi bắt đầu.',
    )
    equal(refusalText({ kind: 'bad-limit', value: -1, unit: 'hour' }, inVietnamese), 'Thời hạn không hợp lệ: -1 hour.')
    equal(refusalText({ kind: 'no-limit' }, inVietnamese), 'Thiếu thời hạn giải quyết.')
    equal(
      refusalText({ kind: 'to-before-from', from: vn('2026-03-02T10:00'), to: vn('2026-03-02T09:00') }, inVietnamese),
      'Thời điểm cuối đứng trước thời điểm đầu.',
    )
  })
})
