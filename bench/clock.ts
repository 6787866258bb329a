import { dayText, type Moment, moment as readMoment } from '../src/kernel/moment.ts'
import {
  compileCalendar,
  dueAt,
  explainDue,
  officialCalendar,
  type Pause,
  type Segment,
  type WorkingCalendar,
} from '../src/modules/clock/model.ts'
import { benchOnly } from './install.ts'
import type { Row } from './row.ts'

type Question = { received: Moment; limit: readonly Segment[]; pauses: readonly Pause[] }

/** The little of moment and moment-business-time that the same work needs. */
type PeerMoment = {
  unix(): number
  addWorkingTime(value: number, unit: 'days' | 'seconds'): PeerMoment
  nextWorkingTime(): PeerMoment
  isWorkingTime(): boolean
  workingDiff(other: PeerMoment, unit: 'seconds'): number
}
type Peer = { utc(ms: number): PeerMoment; locale(): string; updateLocale(name: string, data: object): void }

const sessions = [
  ['07:30', '11:30'],
  ['13:30', '17:30'],
] as const

/** Due times of 1 to 30 working days with one pause, in 2024 and 2025, on the holidays of these years. Swapped Saturdays are left out: the peer cannot express them. */
export async function benchClock(): Promise<Row[]> {
  const holidays = officialCalendar.days.map(({ date }) => dayText(date)).filter((date) => date >= '2024' && date < '2027')
  const calendar = compileCalendar({
    timezone: 'UTC', // both sides read clock times as they stand
    sessions: { mon: sessions, tue: sessions, wed: sessions, thu: sessions, fri: sessions },
    holidays,
    working: [],
    from: '2018-01-01',
    until: '2026-12-31',
  })
  const peer = loadPeer(holidays)
  const questions = makeQuestions(20_000)
  const few = questions.slice(0, 150)
  const agreeing = few.filter((q) => ours(calendar, q) === theirs(peer, q))

  const due = fastest(5, questions, (q) => dueAt(calendar, q.received, q.limit, q.pauses).ok)
  const explained = fastest(5, questions, (q) => explainDue(calendar, q.received, q.limit, q.pauses).ok)
  const peerDue = fastest(3, agreeing, (q) => theirs(peer, q) > 0)
  const sameDue = fastest(5, repeated(agreeing, 100), (q) => dueAt(calendar, q.received, q.limit, q.pauses).ok)
  const faster = peerDue / sameDue
  return [
    { what: 'due time with a pause', value: due, unit: 'µs', against: 'limit 2 µs', ratio: due / 2, goal: '≤ 2 µs', holds: due <= 2 },
    {
      what: 'due time with a pause, explained day by day',
      value: explained,
      unit: 'µs',
      against: 'limit 30 µs',
      ratio: explained / 30,
      goal: '≤ 30 µs',
      holds: explained <= 30,
    },
    {
      what: `the same due times by the peer (${agreeing.length} of ${few.length} on which both agree)`,
      value: peerDue,
      unit: 'µs',
      against: 'moment-business-time 2.0.0',
      ratio: faster,
      goal: '≥ 100 times faster than the peer',
      holds: faster >= 100 && agreeing.length >= few.length * 0.9,
    },
  ]
}

function loadPeer(holidays: string[]): Peer {
  const peer = benchOnly<Peer>('moment')
  benchOnly<unknown>('moment-business-time')
  const hours = ['07:30:00', '11:30:00', '13:30:00', '17:30:00']
  peer.updateLocale(peer.locale(), { holidays, workinghours: { 0: null, 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: null } })
  return peer
}

function ours(calendar: WorkingCalendar, { received, limit, pauses }: Question): number {
  const answer = dueAt(calendar, received, limit, pauses)
  return answer.ok ? answer.value.due : Number.NaN
}

/** The same rule in the peer's words: start at the next working time, add days, then the working time inside the pause. */
function theirs(peer: Peer, { received, limit, pauses }: Question): number {
  const at = peer.utc(received * 1000)
  const starts = at.isWorkingTime() ? at : at.nextWorkingTime()
  const due = starts.addWorkingTime(limit[0]!.value, 'days')
  const { from, to } = pauses[0]!
  const paused = Math.abs(peer.utc((to ?? from) * 1000).workingDiff(peer.utc(from * 1000), 'seconds'))
  return paused > 0 ? due.addWorkingTime(paused, 'seconds').unix() : due.unix()
}

/**
 * Receipts at any minute of the day, terms of 1 to 30 working days, a pause that begins within a day of the receipt and ends on one of the next
 * three afternoons (the peer miscounts a stretch that ends before the last session of its day). The same in every run.
 */
function makeQuestions(count: number): Question[] {
  let state = 20_261_120
  const upTo = (max: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * max)
  }
  const start = readMoment('2024-01-02T00:00:00Z')
  return Array.from({ length: count }, () => {
    const received = (start + upTo(700 * 1440) * 60) as Moment
    const from = (received + 60 * (1 + upTo(1440))) as Moment
    const afternoon = (Math.floor(from / 86_400) + 1 + upTo(3)) * 86_400 + (13.5 * 60 + upTo(240)) * 60
    return { received, limit: [{ value: 1 + upTo(30), unit: 'working_day' }], pauses: [{ from, to: afternoon as Moment }] }
  })
}

const repeated = <T>(list: readonly T[], times: number): T[] => Array.from({ length: times }, () => list).flat()

/** Microseconds a question in the best of some rounds, after one to warm up. */
function fastest(rounds: number, questions: readonly Question[], ask: (question: Question) => boolean): number {
  let answered = 0
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now()
    for (const question of questions) if (ask(question)) answered++
    if (round > 0) best = Math.min(best, performance.now() - began)
  }
  if (answered !== questions.length * (rounds + 1)) throw new Error(`${questions.length * (rounds + 1) - answered} questions were refused`)
  return (best * 1000) / questions.length
}
