import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { vi } from 'zod/locales'
import { dayText, type Moment, moment, momentText } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import { inEnglish, inVietnamese } from '../../kernel/say.ts'
import type { Database } from '../../platform/postgres/database.ts'
import { type CalendarFault, type CalendarSpec, calendarFault, compileCalendar, type WorkingCalendar } from './calendar.ts'
import { explainDue } from './explain.ts'
import { readYears } from './import-year/year-file.adapter.ts'
import { workingTime } from './minutes.ts'
import { defaultOfficeHours, officeCalendar } from './office-calendar.ts'
import { officialCalendar } from './official-calendar.ts'
import { shortDate } from './official-day.ts'
import { loadYear } from './service.ts'
import type { ExplainedDay, Why } from './terms.ts'
import { refusalText, whyText } from './wording.ts'

type Answer = Record<string, unknown>
type Write = (line: string) => void

/**
 * `motcua clock due | minutes` (tính hạn, tính thời gian làm việc): one question a line in, one answer a line out, in the same order.
 *
 * @param input lines of standard input, without their ends
 * @returns exit code: 0 done, 1 when the only line was refused, 2 wrong usage
 */
export async function clock(args: string[], input: AsyncIterable<string>, write: Write): Promise<0 | 1 | 2> {
  const [command = '', ...options] = args
  if (args.includes('--help')) return help(helpOf(command), write, 0)
  const ask = Object.hasOwn(questions, command) && options.length === 0 ? questions[command as keyof typeof questions] : undefined
  if (!ask) return help(helpOf(''), write, 2)
  let asked = 0
  let refused = 0
  for await (const line of input) {
    if (line.trim() === '') continue
    const answer = ask(line)
    asked++
    if ('refused' in answer) refused++
    write(JSON.stringify(answer))
  }
  return asked === 1 && refused === 1 ? 1 : 0
}

const questions = {
  due: (line: string) => answer(line, dueQuestion, answerDue),
  minutes: (line: string) => answer(line, minutesQuestion, answerMinutes),
}

/** Longest line that is read, characters: some thousand holidays and pauses fit. */
const lineCharactersMax = 1_000_000

const refuse = (kind: string, message: string, more: Answer = {}): Answer => ({ refused: { kind, ...more, message } })

/** Reads one line and answers it. Whatever is wrong with it refuses this line alone. */
function answer<T>(line: string, form: z.ZodType<T>, give: (question: T) => Answer): Answer {
  if (line.length > lineCharactersMax) return refuse('bad-question', `Dòng dài quá ${lineCharactersMax} ký tự.`)
  const json = parseJson(line)
  if (!json) return refuse('bad-json', 'Dòng này không phải JSON.')
  const question = form.safeParse(json.value, { error: vi().localeError })
  if (question.success) return give(question.data)
  const { path, message } = question.error.issues[0]!
  return refuse('bad-question', path.length > 0 ? `${path.join('.')}: ${message}` : message, { field: path.join('.') })
}

function parseJson(line: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(line) }
  } catch {
    return null
  }
}

const momentForm = z.string().transform((text, context) => {
  try {
    if (/^\d{4}-\d{2}-\d{2}[Tt ]/.test(text)) return moment(text)
  } catch {}
  context.addIssue({ code: 'custom', message: 'Cần một thời điểm có múi giờ, ví dụ 2024-04-26T10:00:00+07:00.' })
  return z.NEVER
})

const sessionsForm = z.array(z.tuple([z.string(), z.string()])).optional()

const weekForm = z.strictObject({
  mon: sessionsForm,
  tue: sessionsForm,
  wed: sessionsForm,
  thu: sessionsForm,
  fri: sessionsForm,
  sat: sessionsForm,
  sun: sessionsForm,
  swap: sessionsForm,
})

/** A calendar of the asker's own. `swap` may stand beside `sessions` or among them. */
const calendarForm = z
  .strictObject({
    timezone: z.string().default('Asia/Ho_Chi_Minh'),
    sessions: weekForm,
    swap: sessionsForm,
    holidays: z.array(z.union([z.string(), z.strictObject({ date: z.string(), name: z.string() })])).default([]),
    working: z.array(z.union([z.string(), z.strictObject({ date: z.string(), for: z.string() })])).default([]),
    from: z.string().default('2000-01-01'),
    until: z.string().default('2099-12-31'),
  })
  .transform(({ swap, sessions, ...rest }): CalendarSpec => ({ ...rest, sessions: swap ? { ...sessions, swap } : sessions }))
  .superRefine((spec, context) => {
    const fault = calendarFault(spec)
    if (fault) context.addIssue({ code: 'custom', message: faultText(fault) })
  })

const dueQuestion = z.strictObject({
  received: momentForm,
  limit: z.array(z.strictObject({ value: z.number(), unit: z.enum(['working_day', 'calendar_day', 'hour', 'minute', 'second']) })).max(100),
  pauses: z
    .array(z.strictObject({ from: momentForm, to: momentForm.nullish().transform((to) => to ?? null) }))
    .max(1000)
    .default([]),
  calendar: calendarForm.nullish(),
  provisional: z.boolean().default(false),
})

const minutesQuestion = z.strictObject({
  from: momentForm,
  to: momentForm,
  calendar: calendarForm.nullish(),
  provisional: z.boolean().default(false),
})

function answerDue({ received, limit, pauses, calendar: spec, provisional }: z.output<typeof dueQuestion>): Answer {
  const calendar = compiled(spec, provisional)
  const answer = explainDue(calendar, received, limit, pauses)
  if (!answer.ok) return refusal(answer.error, calendar)
  const { due, starts, days } = answer.value
  return {
    due: momentText(due, calendar.timezone),
    starts: momentText(starts, calendar.timezone),
    days: days.map(shownDay),
    ...(answer.value.provisional ? { provisional: true } : {}),
  }
}

const shownDay = ({ day, counted, why, minutes }: ExplainedDay) => ({ date: dayText(day), counted, why: reason(why), minutes })

/** In English, and a swapped day in numbers (`worked Saturday for 29/4`): the contract of this command says so. */
const reason = (why: Why): string =>
  why.kind === 'worked' && why.for !== null
    ? `${whyText({ ...why, for: null }, inEnglish)} for ${shortDate(why.for)}`
    : whyText(why, inEnglish)

function answerMinutes({ from, to, calendar: spec, provisional }: z.output<typeof minutesQuestion>): Answer {
  const calendar = compiled(spec, provisional)
  const seconds = workingTime(calendar, from, to)
  if (!seconds.ok) return refusal(seconds.error, calendar)
  return { minutes: seconds.value / 60, seconds: seconds.value }
}

function refusal(error: Parameters<typeof refusalText>[0], calendar: WorkingCalendar): Answer {
  const message = refusalText(error, inVietnamese)
  if (error.kind === 'calendar-not-published') return refuse(error.kind, message, { day: dayText(error.day) })
  if (error.kind === 'open-pause') return refuse(error.kind, message, { from: momentText(error.from, calendar.timezone) })
  return refuse(error.kind, message)
}

function faultText(fault: CalendarFault): string {
  switch (fault.kind) {
    case 'unknown-timezone':
      return `Không có múi giờ ${fault.timezone}.`
    case 'bad-date':
      return `Ngày không hợp lệ: ${fault.date}.`
    case 'bad-range':
      return `Lịch phải bắt đầu trước khi kết thúc và dài không quá 200 năm: ${fault.from} đến ${fault.until}.`
    case 'bad-session':
      return `Buổi làm việc không hợp lệ: ${fault.from} đến ${fault.to}.`
    case 'overlapping-sessions':
      return `Buổi làm việc ${fault.from} đến ${fault.to} chồng lên buổi trước.`
  }
}

/** Compiled calendars of this run, by what they were asked as: a batch mostly asks about one. */
const calendars = new Map<string, WorkingCalendar>()
const calendarsKept = 16

function compiled(spec: CalendarSpec | null | undefined, provisional: boolean): WorkingCalendar {
  const key = spec ? JSON.stringify(spec) : provisional ? 'provisional' : 'official'
  const kept = calendars.get(key)
  if (kept) return kept
  if (calendars.size >= calendarsKept) calendars.clear()
  const calendar = spec ? compileCalendar(spec) : officeCalendar(officialCalendar, defaultOfficeHours, { provisional })
  calendars.set(key, calendar)
  return calendar
}

function help(text: string, write: Write, code: 0 | 2): 0 | 2 {
  write(text)
  return code
}

const helpOf = (command: string): string =>
  Object.hasOwn(helps, command) ? helps[command as keyof typeof helps] : Object.values(helps).join('\n\n')

const helps = {
  due: `motcua clock due: tính hạn trả kết quả. Mỗi dòng vào là một câu hỏi JSON, mỗi dòng ra là một câu trả lời, cùng thứ tự.
  {"received":"2024-04-26T10:00:00+07:00","limit":[{"value":5,"unit":"working_day"}],"pauses":[{"from":"…","to":"…"}],"calendar":{…},"provisional":true}
  Đơn vị: working_day, calendar_day, hour, minute, second (ba đơn vị cuối là thời gian làm việc). pauses, calendar, provisional: không bắt buộc.
  calendar: {"timezone":"Asia/Ho_Chi_Minh","sessions":{"mon":[["07:30","11:30"],["13:30","17:30"]]},"holidays":["2024-04-30"],"working":["2024-05-04"],"from":"2010-01-01","until":"2030-12-31"}
  provisional: cho phép hạn rơi vào năm kế tiếp chưa công bố lịch nghỉ (tạm tính).
  Mã thoát: 0 xong; 1 dòng duy nhất bị từ chối; 2 gõ sai lệnh.`,
  minutes: `motcua clock minutes: tính thời gian làm việc giữa hai thời điểm, mỗi dòng một câu hỏi JSON.
  {"from":"2024-04-26T10:00:00+07:00","to":"2024-05-02T09:00:00+07:00","calendar":{…},"provisional":true}
  Trả lời: {"minutes":525,"seconds":31500}. Mã thoát như clock due.`,
}

type Io = { write: Write; warn: Write }

/** Opens the store when the import needs it; `afterLoading` computes provisional due times anew. Who opens it closes it. */
export type OpenCalendarStore = (asked: {
  agency: string | null
}) => Promise<
  Result<
    { db: Database; agencyId: number; now: Moment; afterLoading(): Promise<{ seen: number; moved: number }> },
    { kind: string; message: string }
  >
>

const importUsage = `calendar import FILE [--agency MÃ] [--dry-run] [--skip-bad]

Nạp lịch nghỉ chính thức từ JSON, mỗi năm một dòng trả lời, rồi một dòng tổng hợp. Hạn trả tạm tính được tính lại.
Loads years of the official calendar; one JSON line a year, then a summary. Exit: 0 done, 1 refused, 2 wrong usage.`

/** `motcua calendar import`: a year that differs becomes its next version; a second import of the same file changes nothing. */
export async function calendar(args: string[], io: Io, open: OpenCalendarStore): Promise<0 | 1 | 2> {
  const [command, ...rest] = args
  if (args.includes('--help')) return help(importUsage, io.write, 0)
  const files = rest.filter((word, i) => !word.startsWith('--') && rest[i - 1] !== '--agency')
  const unknown = rest.filter((word) => word.startsWith('--') && !['--agency', '--dry-run', '--skip-bad'].includes(word))
  const [file, more] = files
  if (command !== 'import' || file === undefined || more !== undefined || unknown.length > 0) return help(importUsage, io.warn, 2)
  const refuse = (refused: { kind: string; message: string }): 1 => {
    io.write(JSON.stringify({ refused }))
    return 1
  }
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return refuse({ kind: 'unreadable', message: `Không đọc được tệp ${file}.` })
  const years = readYears(text)
  if (!years.ok) return refuse({ kind: 'bad-file', message: years.error.message })
  const place = rest.indexOf('--agency')
  const store = await open({ agency: place < 0 ? null : (rest[place + 1] ?? null) })
  if (!store.ok) return refuse(store.error)
  const { db, agencyId, now, afterLoading } = store.value
  const isDryRun = rest.includes('--dry-run')
  const isStopped = years.value.some((y) => !y.ok) && !rest.includes('--skip-bad')
  const summary = { new: 0, changed: 0, unchanged: 0, bad: 0 }
  await db.inAgency(agencyId, async (tx) => {
    for (const y of years.value) {
      const state = y.ok ? await loadYear(tx, { agencyId, officerId: null }, y.value, now, isDryRun || isStopped) : 'bad'
      summary[state] += 1
      io.write(JSON.stringify({ id: String(y.year), state, ok: y.ok, faults: y.ok ? [] : y.faults }))
    }
  })
  if (isStopped)
    io.write(
      JSON.stringify({
        refused: { kind: 'bad-records', message: 'Có năm bị lỗi nên chưa nạp gì. Sửa rồi nạp lại, hoặc thêm --skip-bad.' },
      }),
    )
  else if (!isDryRun && summary.new + summary.changed > 0) {
    const { seen, moved } = await afterLoading()
    io.warn(`Đã tính lại ${seen} hồ sơ đang giải quyết; ${moved} hồ sơ đổi hạn hoặc có hạn chắc chắn.`)
  }
  io.write(JSON.stringify({ summary: isStopped ? { ...summary, new: 0, changed: 0 } : summary }))
  return isStopped ? 1 : 0
}
