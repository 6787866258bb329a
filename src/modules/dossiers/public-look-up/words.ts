import type { LimitUnit, Segment, WeekSessions } from '../../clock/model.ts'
import type { Channel, EndClass } from '../model.ts'
import type { PublicStep, Standing } from './view.ts'

/** What the look-up says, Vietnamese first. A new standing without its words does not compile. */

type Lang = 'vi' | 'en'

/** The headline: how the dossier stands, in plain words. */
export const headlines = {
  vi: {
    filed: 'Đã nộp, đang chờ kiểm tra giấy tờ',
    completed: 'Đã nhận giấy tờ bổ sung, đang chờ tiếp nhận',
    refused: 'Hồ sơ không được tiếp nhận',
    'on-time': 'Đang giải quyết, đúng tiến độ',
    late: 'Đang giải quyết, đã quá ngày hẹn',
    standing: 'Đang giải quyết, tạm dừng tính ngày',
    'waiting-for-papers': 'Cần ông/bà bổ sung giấy tờ',
    'waiting-for-payment': 'Cần ông/bà nộp thuế, phí',
    withdrawn: 'Hồ sơ đã được rút',
    stopped: 'Hồ sơ đã dừng giải quyết',
    done: 'Đã có kết quả',
    returned: 'Đã trả kết quả',
  },
  en: {
    filed: 'Filed, papers being checked',
    completed: 'Your added papers have arrived',
    refused: 'The dossier was not accepted',
    'on-time': 'In progress, on time',
    late: 'In progress, past its promised day',
    standing: 'In progress, the clock is paused',
    'waiting-for-papers': 'We need more papers from you',
    'waiting-for-payment': 'A tax or fee is to be paid',
    withdrawn: 'The dossier was withdrawn',
    stopped: 'The dossier was stopped',
    done: 'Your result is ready',
    returned: 'The result has been given out',
  },
} as const satisfies Record<Lang, Record<Standing, string>>

/** Steps that are no row of the process. `now` where the applicant is the one who acts. */
export const stepWords = {
  vi: {
    filed: 'Đã nộp hồ sơ',
    asked: 'Đã yêu cầu bổ sung giấy tờ',
    completed: { now: 'Ông/bà bổ sung giấy tờ', done: 'Ông/bà đã bổ sung giấy tờ', todo: '' },
    refused: 'Đã trả lời không tiếp nhận',
    'to-examine': { now: 'Kiểm tra giấy tờ, tiếp nhận', todo: 'Tiếp nhận và giải quyết', done: '' },
    'to-return': 'Trả kết quả',
  },
  en: {
    filed: 'Filed',
    asked: 'More papers asked for',
    completed: { now: 'You add the papers', done: 'You added the papers', todo: '' },
    refused: 'Not accepted',
    'to-examine': { now: 'Papers are checked', todo: 'Received and examined', done: '' },
    'to-return': 'Result given out',
  },
} as const satisfies Record<Lang, Record<Exclude<PublicStep['kind'], 'step'>, string | Record<PublicStep['state'], string>>>

/** How the result comes, as the end of "Hẹn trả …". */
export const channelWords = {
  vi: { 1: 'nhận tại quầy', 2: 'gửi bản điện tử', 3: 'gửi qua bưu chính tới nhà' },
  en: { 1: 'to be collected at the counter', 2: 'sent electronically', 3: 'sent to your home by post' },
} as const satisfies Record<Lang, Record<Channel, string>>

export const endWords = {
  vi: { early: 'sớm hơn hẹn', 'on-time': 'đúng hẹn', late: 'sau ngày hẹn' },
  en: { early: 'earlier than promised', 'on-time': 'as promised', late: 'later than promised' },
} as const satisfies Record<Lang, Record<EndClass, string>>

const limitUnits = {
  vi: {
    working_day: 'ngày làm việc',
    calendar_day: 'ngày (kể cả ngày nghỉ)',
    hour: 'giờ làm việc',
    minute: 'phút làm việc',
    second: 'giây làm việc',
  },
  en: {
    working_day: 'working days',
    calendar_day: 'days (days off included)',
    hour: 'working hours',
    minute: 'working minutes',
    second: 'working seconds',
  },
} as const satisfies Record<Lang, Record<LimitUnit, string>>

/** A term in words: "15 ngày làm việc", "2,5 ngày làm việc rồi 4 giờ làm việc". */
export const limitInWords = (limit: readonly Segment[], lang: Lang): string =>
  limit
    .map(({ value, unit }) => {
      const amount = String(Math.round(value * 100) / 100)
      const name = limitUnits[lang][unit]
      return lang === 'en' ? `${amount} ${value === 1 ? name.replace(/s\b/, '') : name}` : `${amount.replace('.', ',')} ${name}`
    })
    .join(lang === 'en' ? ', then ' : ' rồi ')

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const weekdayWords = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

/** Office hours in words: "thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:30". Days alike are said together. */
export function hoursInWords(week: WeekSessions, lang: Lang): string {
  const and = lang === 'en' ? ' and ' : ' và '
  const runs: { from: number; to: number; hours: string }[] = []
  for (const [i, name] of weekdays.entries()) {
    const hours = (week[name] ?? []).map(([from, to]) => `${from}–${to}`).join(and)
    const last = runs.at(-1)
    if (hours === '') continue
    if (last?.hours === hours && last.to === i - 1) last.to = i
    else runs.push({ from: i, to: i, hours })
  }
  return runs
    .map(({ from, to, hours }) => {
      const first = weekdayWords[lang][from]
      const days = from === to ? first : `${first}${lang === 'en' ? ' to ' : ' đến '}${weekdayWords[lang][to]}`
      return `${days}, ${hours}`
    })
    .join('; ')
}
