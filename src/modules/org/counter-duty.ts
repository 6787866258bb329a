import { type Day, day as dayOf, dayText } from '../../kernel/moment.ts'
import type { Officer, Post } from './record.ts'

/** What the rules of the day ask of who serves at the counter. They come from the module that keeps the packs of rules. */
export type CounterRules = { seniorityYears: number; termMonthsMin: number; termMonthsMax: number; law: string; isVerified: boolean }

/** What stands against the rules when somebody serves at the counter; none of it forbids the post. */
export type CounterWarning =
  | { kind: 'field-not-recorded'; years: number }
  | { kind: 'too-new'; since: Day; enough: Day; years: number }
  | { kind: 'term-too-short'; months: number }
  | { kind: 'term-too-long'; months: number; until: Day }

/**
 * What the law asks of one-stop staff and a counter post does not meet (điều kiện làm việc tại Bộ phận Một cửa): so many years in the
 * field on its first day, and a term neither shorter nor longer than the rotation. A post without end is measured up to today. That the
 * years are counted to the first day of the post, and a term from its first to its last day, is our reading.
 * @law nd-118-2025 art-11: two years in the field; assigned for 12 to 36 months
 */
export function counterWarnings(
  post: Pick<Post, 'role' | 'from' | 'to'>,
  officer: Pick<Officer, 'fieldSince'>,
  { seniorityYears: years, termMonthsMin, termMonthsMax }: CounterRules,
  today: Day,
): CounterWarning[] {
  if (post.role !== 'counter-officer') return []
  const warnings: CounterWarning[] = []
  const since = officer.fieldSince ?? null
  if (since === null) warnings.push({ kind: 'field-not-recorded', years })
  else if (monthsAfter(since, years * 12) > post.from)
    warnings.push({ kind: 'too-new', since, enough: monthsAfter(since, years * 12), years })
  // The last day of a term of twelve months is the day before the same date.
  if (post.to !== null && post.to + 1 < monthsAfter(post.from, termMonthsMin))
    warnings.push({ kind: 'term-too-short', months: termMonthsMin })
  const longest = (monthsAfter(post.from, termMonthsMax) - 1) as Day
  if ((post.to ?? today) > longest) warnings.push({ kind: 'term-too-long', months: termMonthsMax, until: longest })
  return warnings
}

/** The same date so many months later; the last of the month where it has none. */
function monthsAfter(from: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = dayText(from).split('-').map(Number)
  const later = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(later / 12), (later % 12) + 1]
  const first = dayOf(`${y}-${String(m).padStart(2, '0')}-01`)
  const next = m === 12 ? dayOf(`${y + 1}-01-01`) : dayOf(`${y}-${String(m + 1).padStart(2, '0')}-01`)
  return Math.min(first + date - 1, next - 1) as Day
}
