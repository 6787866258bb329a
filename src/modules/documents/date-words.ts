import { type Day, dayText } from '../../kernel/moment.ts'

/**
 * A date as documents write it: "ngày 05 tháng 02 năm 2026", "ngày 20 tháng 11 năm 2026". Days below ten and the months 1 and 2 have a nought before them.
 * @law nd-30-2020 phu-luc-1 II.4
 */
export function dateWords(day: Day): string {
  const [year = '', month = '', date = ''] = dayText(day).split('-')
  return `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}
