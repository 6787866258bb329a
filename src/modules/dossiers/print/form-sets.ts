import { type Dated, inForce } from '../../../kernel/dated.ts'
import { type Day, day } from '../../../kernel/moment.ts'
import type { FormSet } from '../forms/forms.ts'

/**
 * Which set of forms a paper follows (bộ mẫu một cửa), by the day on which it is issued. The circular of 2025 is dated 15 September
 * 2025; we read that day as the change, and no law reader has confirmed it: several provinces still printed the older set at the end
 * of that year. Papers from before 2018 print in the set of 2018, the oldest that we have.
 */
export const formSets: Dated<FormSet> = [
  { from: day('1970-01-01'), value: { set: '2018' }, law: 'tt-01-2018-vpcp', verified: false },
  { from: day('2025-09-15'), value: { set: '2025' }, law: 'tt-03-2025-vpcp', verified: false },
]

export const formSetOn = (date: Day): FormSet => inForce(formSets, date).value
