import type { Lang } from '../../../kernel/say.ts'

/** A share with two decimals, "66,67 %"; nothing of nothing has none. */
export const shareOf = (part: number, whole: number, lang: Lang): string => {
  if (whole === 0) return '–'
  const percent = ((100 * part) / whole).toFixed(2)
  return `${lang === 'en' ? percent : percent.replace('.', ',')} %`
}
