import type { Moment } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'

/** What the journal holds of the calendar and of outages (streams `calendar` and `system`). */
export type CalendarEntry =
  | { type: 'year-loaded'; year: number; version: number; decision: string }
  | { type: 'closing-entered'; kind: string; from: string; until: string; for: string | null; decision: string; reason: string }
  | { type: 'closing-withdrawn'; decision: string; reason: string }
  | { type: 'outage-recorded'; from: Moment; to: Moment; wasStopped: boolean }

const date = (text: string): string => text.split('-').reverse().join('/')

/** An entry as the journal says it. */
export function calendarSentence(entry: CalendarEntry, moment: (at: Moment) => string, say: Say): string {
  switch (entry.type) {
    case 'year-loaded':
      return say(
        `Nạp lịch nghỉ năm ${entry.year}, bản ${entry.version}: ${entry.decision}`,
        `Official days of ${entry.year} loaded, version ${entry.version}: ${entry.decision}`,
      )
    case 'closing-entered': {
      const days = entry.from === entry.until ? date(entry.from) : `${date(entry.from)} – ${date(entry.until)}`
      const swapped = entry.for === null ? '' : say(` cho ${date(entry.for)}`, ` for ${date(entry.for)}`)
      return entry.kind === 'worked'
        ? say(
            `Làm bù ${days}${swapped}, theo ${entry.decision}: ${entry.reason}`,
            `${days} to be worked${swapped}, by ${entry.decision}: ${entry.reason}`,
          )
        : say(
            `Nghỉ, đóng cửa riêng ${days}, theo ${entry.decision}: ${entry.reason}`,
            `Own days off ${days}, by ${entry.decision}: ${entry.reason}`,
          )
    }
    case 'closing-withdrawn':
      return say(`Bãi bỏ ngày riêng theo ${entry.decision}: ${entry.reason}`, `Own days by ${entry.decision} withdrawn: ${entry.reason}`)
    case 'outage-recorded': {
      const [from, to] = [moment(entry.from), moment(entry.to)]
      return entry.wasStopped
        ? say(`Hệ thống dừng có chủ ý từ ${from} đến ${to}`, `The system was stopped from ${from} to ${to}`)
        : say(`Sự cố hệ thống từ ${from} đến ${to}`, `System outage from ${from} to ${to}`)
    }
  }
}
