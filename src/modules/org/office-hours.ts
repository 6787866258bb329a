import { type Day, dayText } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { calendarFault, type Sessions, type WeekSessions } from '../clock/model.ts'
import type { OrgChange } from './change.ts'
import type { OrgRecord } from './record.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Working minutes of an ordinary day: step tables count 8 hours as a day. */
export const ordinaryDayMinutes = 480

/** Why office hours are not set. */
export type HoursRefused =
  | { kind: 'no-sessions' }
  | { kind: 'bad-session'; from: string; to: string }
  | { kind: 'overlapping-sessions'; from: string; to: string }
  | { kind: 'no-decision' }
  | { kind: 'hours-in-the-past'; from: Day }
  | { kind: 'hours-later-exist'; from: Day }
  | { kind: 'unusual-day'; days: readonly { weekday: Weekday; minutes: number }[] }

export type SetHours = {
  from: Day
  sessions: WeekSessions
  decision: string
  /** Days of other than 480 minutes are meant so. */
  isConfirmed: boolean
}

/**
 * Set office hours from a day on (giờ làm việc). Terms promised were counted on the hours before, so only the first ones may begin
 * in the past. A working day of other than 8 hours must be confirmed, for steps in days then mean another length.
 */
export function decideHours(org: OrgRecord, command: SetHours, today: Day): Result<OrgChange[], HoursRefused> {
  const { from, sessions, decision } = command
  const fault = calendarFault({
    timezone: 'Asia/Ho_Chi_Minh',
    sessions,
    holidays: [],
    working: [],
    from: dayText(from),
    until: dayText(from),
  })
  if (fault?.kind === 'bad-session' || fault?.kind === 'overlapping-sessions') return err(fault)
  const days = weekdays.map((weekday) => ({ weekday, minutes: minutesOf(sessions[weekday] ?? []) })).filter(({ minutes }) => minutes > 0)
  if (days.length === 0) return err({ kind: 'no-sessions' })
  if (decision === '') return err({ kind: 'no-decision' })
  const last = org.hours.at(-1)
  if (last && from < last.from) return err({ kind: 'hours-later-exist', from: last.from })
  if (last && from < today) return err({ kind: 'hours-in-the-past', from })
  const unusual = days.filter(({ minutes }) => minutes !== ordinaryDayMinutes)
  if (unusual.length > 0 && !command.isConfirmed) return err({ kind: 'unusual-day', days: unusual })
  return ok([{ type: 'office-hours-set', from, sessions: inOrder(sessions), decision }])
}

/** Working minutes of a day's sessions. */
export const minutesOf = (sessions: Sessions): number => sessions.reduce((sum, [from, to]) => sum + minuteOf(to) - minuteOf(from), 0)

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** Days without sessions are left out; sessions stand in the order of the day. */
function inOrder(week: WeekSessions): WeekSessions {
  const days = weekdays.flatMap((weekday) => {
    const sessions = [...(week[weekday] ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
    return sessions.length > 0 ? [[weekday, sessions] as const] : []
  })
  return Object.fromEntries(days)
}

/** The usual week: Monday to Friday, morning and afternoon of four hours each. */
export const usualWeek: WeekSessions = Object.fromEntries(
  weekdays.slice(0, 5).map((weekday) => [
    weekday,
    [
      ['07:30', '11:30'],
      ['13:30', '17:30'],
    ],
  ]),
)

/** Sessions as the office types them: "07:30–11:30, 13:30–17:30", also "7h30-11h30". What is no time stays as typed, and is refused later. */
export const readSessions = (text: string): Sessions =>
  text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [from = '', to = ''] = part.split(/\s*[-–—]\s*/)
      return [clockOf(from), clockOf(to)] as const
    })

const clockOf = (text: string): string => {
  const [, hours, minutes] = /^(\d{1,2})(?:[:h](\d{2})?)?$/i.exec(text.trim()) ?? []
  return hours === undefined ? text.trim() : `${hours.padStart(2, '0')}:${minutes ?? '00'}`
}

/** Sessions as text: "07:30–11:30, 13:30–17:30". */
export const showSessions = (sessions: Sessions): string => sessions.map(([from, to]) => `${from}–${to}`).join(', ')
