import type { Component, InternalProcess, TimeSegment, TimeUnit } from '../process.ts'

/** How the public pages say what a procedure asks for, Vietnamese first. */

type Lang = 'vi' | 'en'

const units = {
  vi: { working_day: 'ngày làm việc', calendar_day: 'ngày', hour: 'giờ làm việc' },
  en: { working_day: 'working days', calendar_day: 'days', hour: 'working hours' },
} as const satisfies Record<Lang, Record<TimeUnit, string>>

/** A time in words: "15 ngày làm việc", "0,5 ngày làm việc", "10 ngày và 5 ngày làm việc". */
export const timeInWords = (time: readonly TimeSegment[], lang: Lang): string =>
  time
    .map(({ value, unit }) => {
      const amount = String(Math.round(value * 1000) / 1000)
      const name = units[lang][unit]
      return lang === 'en' ? `${amount} ${value === 1 ? name.replace(/s$/, '') : name}` : `${amount.replace('.', ',')} ${name}`
    })
    .join(lang === 'en' ? ' and ' : ' và ')

/** The same after "in": "a limit of 15 working days" needs no article, "no limit" does. */
export const noTime = { vi: 'không quy định', en: 'not stated' } as const satisfies Record<Lang, string>

/** How many of a paper: "1 bản chính, 2 bản sao". Empty where the decision does not say. */
export function copiesInWords({ originals, copies }: Pick<Component, 'originals' | 'copies'>, lang: Lang): string {
  const parts = [
    originals ? (lang === 'en' ? `${originals} original${originals > 1 ? 's' : ''}` : `${originals} bản chính`) : '',
    copies ? (lang === 'en' ? `${copies} ${copies > 1 ? 'copies' : 'copy'}` : `${copies} bản sao`) : '',
  ]
  return parts.filter(Boolean).join(', ')
}

/** Money or the decision's words: "120.000 đồng", "Không". Null where nothing is said. */
export function feeInWords(fee: InternalProcess['fee'], lang: Lang): string | null {
  if (fee === null) return null
  if (typeof fee === 'string') return fee
  if (fee === 0) return lang === 'en' ? 'none' : 'không'
  return new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'vi-VN').format(fee) + (lang === 'en' ? ' VND' : ' đồng')
}

/** What can be done online. Filing itself is done on the national portal. */
export const onlineWords = {
  vi: {
    full: 'Toàn trình: nộp, nộp phí và nhận kết quả không phải đến quầy',
    partial: 'Một phần: nộp trực tuyến được, có bước phải đến quầy',
    information: 'Chưa nộp trực tuyến được',
  },
  en: {
    full: 'Wholly online: filing, payment and result without coming to the counter',
    partial: 'Partly online: it can be filed online, some steps need the counter',
    information: 'It cannot be filed online yet',
  },
} as const satisfies Record<Lang, Record<NonNullable<InternalProcess['onlineLevel']>, string>>

/** In a list, in few words. */
export const onlineShort = {
  vi: { full: 'toàn trình', partial: 'trực tuyến một phần', information: 'tại quầy' },
  en: { full: 'wholly online', partial: 'partly online', information: 'at the counter' },
} as const satisfies Record<Lang, Record<NonNullable<InternalProcess['onlineLevel']>, string>>
