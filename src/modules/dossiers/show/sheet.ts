import type { Day, Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { type ExplainedDay, type Explanation, explainDue, type WorkingCalendar, whyText } from '../../clock/model.ts'
import { clockStart } from '../hand.ts'
import type { Folded } from '../time-line.ts'

/** One day as the sheet draws it. */
export type DayShown = {
  day: Day
  state: 'receipt' | 'counted' | 'weekend' | 'holiday' | 'worked' | 'pause' | 'due'
  label?: string
  why: string
  number?: number
}

/** The sheet behind a due time; `isIf` when the clock stands still, and it says what would be if it ran on now. */
export type DueShown = { explained: Explanation; days: DayShown[]; isIf: boolean }

/** Why the dossier is due when it is (vì sao hẹn trả); null before acceptance, and where no calendar reaches. */
export function dueSheetOf(dossier: Folded, calendar: WorkingCalendar, now: Moment, say: Say): DueShown | null {
  const from = clockStart(dossier, calendar)
  if (from === null || dossier.limit.length === 0) return null
  const open = dossier.stoppedAt === null || dossier.ended ? [] : [{ from: dossier.stoppedAt, to: now }]
  const explained = explainDue(calendar, from, dossier.limit, [...dossier.pauses, ...open])
  if (!explained.ok) return null
  return { explained: explained.value, days: daysShown(explained.value, calendar, say), isIf: open.length > 0 }
}

export function daysShown(
  { days, due }: Pick<Explanation, 'days' | 'due'>,
  calendar: Pick<WorkingCalendar, 'dayOf'>,
  say: Say,
): DayShown[] {
  const dueDay = calendar.dayOf(due)
  let number = 0
  return days.map((d) => {
    if (d.counted) number += 1
    const state = d.day === dueDay ? 'due' : stateOf(d)
    const label = d.day === dueDay ? undefined : labelOf(d, say)
    return { day: d.day, state, why: whyText(d.why, say), ...(label === undefined ? {} : { label }), ...(d.counted ? { number } : {}) }
  })
}

function stateOf({ counted, why }: ExplainedDay): DayShown['state'] {
  if (counted) return why.kind === 'worked' ? 'worked' : 'counted'
  switch (why.kind) {
    case 'receipt-day':
      return 'receipt'
    case 'day-off':
      return 'holiday'
    case 'pause':
      return 'pause'
    default:
      return 'weekend'
  }
}

/** The word in the square: the holiday's, as short as it is said. */
function labelOf({ counted, why }: ExplainedDay, say: Say): string | undefined {
  if (counted || why.kind !== 'day-off') return undefined
  return /Tết Nguyên đán/i.test(why.name) ? say('Tết', 'Tet') : undefined
}
