import { type Day, dayInVietnam, type Moment, secondOfDayInVietnam, weekday } from '../kernel/moment.ts'
import type { Lang } from '../kernel/say.ts'
import { englishMonths } from '../kernel/say-day.ts'

export type { Lang }

const weekdays = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const

const minus = '\u2212'
const two = (n: number): string => String(n).padStart(2, '0')

/** Year, month (1–12) and date of a day number. */
function parts(value: Day): Readonly<{ year: number; month: number; date: number }> {
  const known = split.get(value)
  if (known) return known
  const at = new Date(value * 86_400_000)
  const fresh = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() }
  if (split.size >= splitMax) split.clear()
  split.set(value, fresh)
  return fresh
}
/** A page shows the same few days over and over. */
const split = new Map<Day, Readonly<{ year: number; month: number; date: number }>>()
const splitMax = 4_000

/** The weekday's name: "Thứ Tư", "Wed". */
export const showWeekday = (value: Day, lang: Lang): string => weekdays[lang][weekday(value)] ?? ''

/**
 * A day without its weekday: "11/3", "04/3/2027", "11 Mar". As official papers write it: two digits for the date,
 * a leading zero for the months 1 and 2 only. The year shows when it is not this year's, or when no `now` is given.
 */
export function showDate(value: Day, now: Moment | undefined, lang: Lang): string {
  const { year, month, date } = parts(value)
  const sameYear = now !== undefined && parts(dayInVietnam(now)).year === year
  if (lang === 'en') return `${date} ${englishMonths[month - 1]}${sameYear ? '' : ` ${year}`}`
  return `${two(date)}/${month < 3 ? two(month) : month}${sameYear ? '' : `/${year}`}`
}

/** A day with its weekday: "Thứ Tư 11/3", "Wed 11 Mar 2027"; without `now` always with the year. */
export const showDay = (value: Day, now: Moment | undefined, lang: Lang): string =>
  `${showWeekday(value, lang)} ${showDate(value, now, lang)}`

/** The time of day: "09:15". */
export function showTime(value: Moment): string {
  const second = secondOfDayInVietnam(value)
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}`
}

/** A moment as people say it: "hôm nay 15:30", "ngày mai 08:00", "Thứ Tư 11/3 09:15", with the year when it is another one. */
export const showMoment = (value: Moment, now: Moment, lang: Lang): string =>
  `${nearDay(value, now, lang) ?? showDay(dayInVietnam(value), now, lang)} ${showTime(value)}`

/** The same for narrow columns, without the weekday: "hôm nay 15:30", "11/3 09:15". */
export const showMomentShort = (value: Moment, now: Moment, lang: Lang): string =>
  `${nearDay(value, now, lang) ?? showDate(dayInVietnam(value), now, lang)} ${showTime(value)}`

/** A moment written out for a citizen or a paper, always with the year: "Thứ Tư 11/3/2026, 9 giờ 15". */
export function showMomentLong(value: Moment, lang: Lang): string {
  const [hour = '', minute = ''] = showTime(value).split(':')
  const time = lang === 'en' ? `${hour}:${minute}` : minute === '00' ? `${Number(hour)} giờ` : `${Number(hour)} giờ ${minute}`
  return `${showDay(dayInVietnam(value), undefined, lang)}, ${time}`
}

/** A moment for the top of a page or the foot of a print: "Thứ Hai 02/3/2026 · 10:24". */
export const showNow = (value: Moment, lang: Lang): string => `${showDay(dayInVietnam(value), undefined, lang)} · ${showTime(value)}`

function nearDay(value: Moment, now: Moment, lang: Lang): string | undefined {
  const away = dayInVietnam(value) - dayInVietnam(now)
  if (away === 0) return lang === 'en' ? 'today' : 'hôm nay'
  if (away === 1) return lang === 'en' ? 'tomorrow' : 'ngày mai'
  if (away === -1) return lang === 'en' ? 'yesterday' : 'hôm qua'
  return undefined
}

/**
 * Working time in words: "6 ngày 7 giờ", "3 giờ 06", "45 phút"; negative with "−". From a day on, minutes are left out (cut, not rounded).
 * @param workingSeconds working time, seconds
 * @param daySeconds     working seconds of this office's ordinary day (8 hours: 28 800)
 */
export function showDuration(workingSeconds: number, daySeconds: number, lang: Lang): string {
  const sign = workingSeconds < 0 ? minus : ''
  const seconds = Math.abs(Math.trunc(workingSeconds))
  const days = Math.floor(seconds / daySeconds)
  const hours = Math.floor((seconds % daySeconds) / 3600)
  const minutes = Math.floor(((seconds % daySeconds) % 3600) / 60)
  const word = durations[lang]
  if (days > 0) return sign + (hours > 0 ? `${word.days(days)} ${word.hours(hours)}` : word.days(days))
  if (hours > 0) return sign + (minutes > 0 ? word.hoursMinutes(hours, minutes) : word.hours(hours))
  if (minutes > 0) return sign + word.minutes(minutes)
  return seconds > 0 ? word.lessThanAMinute : word.minutes(0)
}

const durations = {
  vi: {
    days: (n: number) => `${n} ngày`,
    hours: (n: number) => `${n} giờ`,
    hoursMinutes: (h: number, m: number) => `${h} giờ ${two(m)}`,
    minutes: (n: number) => `${n} phút`,
    lessThanAMinute: 'dưới 1 phút',
  },
  en: {
    days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    hours: (n: number) => (n === 1 ? '1 hour' : `${n} hours`),
    hoursMinutes: (h: number, m: number) => `${h} h ${two(m)}`,
    minutes: (n: number) => `${n} min`,
    lessThanAMinute: 'under 1 min',
  },
}

/** Working time left, as a sentence part: "còn 3 giờ 06", "quá hạn 8 giờ 19", "vừa hết hạn". */
export function showRemaining(workingSeconds: number, daySeconds: number, lang: Lang): string {
  if (workingSeconds === 0) return lang === 'en' ? 'due now' : 'vừa hết hạn'
  const text = showDuration(Math.abs(workingSeconds), daySeconds, lang)
  if (workingSeconds < 0) return lang === 'en' ? `${text} late` : `quá hạn ${text}`
  return lang === 'en' ? `${text} left` : `còn ${text}`
}

/** A personal number of which only the last four digits show: "…4821". Shorter ones show nothing. */
export function maskId(id: string): string {
  const bare = id.replaceAll(/\s/g, '')
  return bare.length > 4 ? `…${bare.slice(-4)}` : '…'
}

/** A count as written in the language: "1.234" in Vietnamese, "1,234" in English. */
export const showCount = (n: number, lang: Lang): string => new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'vi-VN').format(n)
