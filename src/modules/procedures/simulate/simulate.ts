import { type InternalProcess, minutesOf, stepGroups } from '../process.ts'

/** A step as the simulation carries it. Times are minutes of working time. */
export type SimulatedStep = {
  no: string
  role: string
  /** what the table allows for it, waiting for somebody included */
  allowedMinutes: number
  /** how long the work itself takes: one of these is drawn for each dossier */
  workMinutes: readonly number[]
  /** how long it lies in hand beyond that, in the same places, and holds nobody up; absent where the past says nothing */
  restMinutes?: readonly number[]
}

/** What is simulated (mô phỏng quy trình): steps in groups that open together, people by role, when dossiers come. */
export type Scenario = {
  groups: readonly (readonly SimulatedStep[])[]
  limitMinutes: number
  staff: Readonly<Record<string, number>>
  /** minutes of working time from the beginning of the year, rising */
  arrivals: readonly number[]
}

/** What came of it: shares are of `dossiers`, and of each step's `visits`. */
export type Simulated = {
  dossiers: number
  late: number
  steps: readonly { no: string; visits: number; late: number; waitedMinutesMean: number }[]
  /** by role: the part of their time in which people were at work, 0 to 1 */
  busy: Readonly<Record<string, number>>
}

/** Numbers from 0 to below 1 from a seed: the same seed, the same year. */
export type Random = () => number

/** The generator mulberry32: 32 bits of state, enough to draw a year of dossiers. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Minutes of a working day, as sums count them. */
export const dayMinutes = 480

/** Dossiers that come by chance, so many a working day on average (hồ sơ đến ngẫu nhiên). */
export function arrivalsOf(perDay: number, workingDays: number, random: Random): number[] {
  const arrivals: number[] = []
  if (perDay <= 0) return arrivals
  for (let at = 0; ; ) {
    at += (-Math.log(1 - random()) * dayMinutes) / perDay
    if (at >= workingDays * dayMinutes) return arrivals
    arrivals.push(at)
  }
}

/**
 * The counted steps of a process for the simulation. Waiting steps are left out: the clock stands still in them.
 *
 * @param workShare part of a step's time that the work itself takes: of the time that it had in the past, else of the time that the table allows
 * @param history by step number, minutes that it was in hand before; the work keeps somebody busy for its share of them, and the step lasts as long
 */
export function groupsOf(
  { steps }: Pick<InternalProcess, 'steps'>,
  workShare: number,
  history: Readonly<Record<string, readonly number[]>> = {},
): SimulatedStep[][] {
  const counted = stepGroups(steps.filter((step) => step.countsTime))
  return counted.map((group) =>
    group.map((step) => {
      const allowedMinutes = minutesOf(step.duration ?? [])
      const known = history[step.no] ?? []
      const past = { workMinutes: known.map((m) => m * workShare), restMinutes: known.map((m) => m * (1 - workShare)) }
      return {
        no: step.no,
        role: step.actor ?? '',
        allowedMinutes,
        ...(known.length > 0 ? past : { workMinutes: [allowedMinutes * workShare] }),
      }
    }),
  )
}

/**
 * Runs dossiers through the steps (mô phỏng sự kiện rời rạc): each step has the queue of its role, first come first served; the next group opens when
 * all steps of the one before are done. A dossier is late when it takes longer than the limit, a step when it takes longer than it is allowed,
 * waiting included. Every dossier is carried to its end, also after the year.
 */
export function simulate({ groups, limitMinutes, staff, arrivals }: Scenario, random: Random): Simulated {
  const queues = new Map<string, { free: number; waiting: Job[] }>()
  const queueOf = (role: string) => {
    const known = queues.get(role) ?? { free: Math.max(1, staff[role] ?? 1), waiting: [] }
    queues.set(role, known)
    return known
  }
  const tally = new Map(groups.flat().map((step) => [step, { visits: 0, late: 0, waited: 0 }]))
  const worked = new Map<string, number>()
  const events = eventQueue()
  let late = 0
  let end = 0

  const begin = (job: Job, now: number) => {
    queueOf(job.step.role).free--
    const { workMinutes, restMinutes } = job.step
    const drawn = Math.floor(random() * workMinutes.length)
    const minutes = workMinutes[drawn] ?? 0
    const rest = restMinutes?.[drawn] ?? 0
    const counts = tally.get(job.step)
    if (counts) counts.waited += now - job.since
    worked.set(job.step.role, (worked.get(job.step.role) ?? 0) + minutes)
    events.add(now + minutes, rest > 0 ? { kind: 'worked', role: job.step.role } : { kind: 'done', job, isFreeing: true })
    if (rest > 0) events.add(now + minutes + rest, { kind: 'done', job, isFreeing: false })
  }
  const open = (dossier: Carried, group: number, now: number) => {
    const steps = groups[group]
    if (!steps || steps.length === 0) {
      if (now - dossier.arrivedAt > limitMinutes) late++
      return
    }
    dossier.open = steps.length
    for (const step of steps) {
      const job = { dossier, group, step, since: now }
      const queue = queueOf(step.role)
      if (queue.free > 0) begin(job, now)
      else queue.waiting.push(job)
    }
  }

  const free = (role: string, now: number) => {
    const queue = queueOf(role)
    queue.free++
    const waiting = queue.waiting.shift()
    if (waiting) begin(waiting, now)
  }

  for (const at of arrivals) events.add(at, { kind: 'came', dossier: { arrivedAt: at, open: 0 } })
  for (let next = events.take(); next; next = events.take()) {
    const { at, event } = next
    end = Math.max(end, at)
    if (event.kind === 'came') {
      open(event.dossier, 0, at)
      continue
    }
    if (event.kind === 'worked') {
      free(event.role, at)
      continue
    }
    const { step, dossier, since, group } = event.job
    const counts = tally.get(step)
    if (counts) {
      counts.visits++
      if (at - since > step.allowedMinutes) counts.late++
    }
    if (event.isFreeing) free(step.role, at)
    if (--dossier.open === 0) open(dossier, group + 1, at)
  }

  return {
    dossiers: arrivals.length,
    late,
    steps: [...tally].map(([step, { visits, late: stepLate, waited }]) => ({
      no: step.no,
      visits,
      late: stepLate,
      waitedMinutesMean: visits === 0 ? 0 : waited / visits,
    })),
    busy: Object.fromEntries(
      [...queues.keys()].map((role) => [role, end === 0 ? 0 : (worked.get(role) ?? 0) / (end * Math.max(1, staff[role] ?? 1))]),
    ),
  }
}

type Carried = { arrivedAt: number; open: number }
type Job = { dossier: Carried; group: number; step: SimulatedStep; since: number }
type Happening = { kind: 'came'; dossier: Carried } | { kind: 'worked'; role: string } | { kind: 'done'; job: Job; isFreeing: boolean }
type Placed = { at: number; order: number; event: Happening }

/** What happens next, first; of two at once, the one that was put in first: so that a year is the same each time. */
function eventQueue() {
  const heap: Placed[] = []
  let order = 0
  const isBefore = (a: Placed | undefined, b: Placed | undefined) =>
    a !== undefined && (b === undefined || a.at < b.at || (a.at === b.at && a.order < b.order))
  const swap = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]]
    if (a && b) [heap[i], heap[j]] = [b, a]
  }
  return {
    add(at: number, event: Happening): void {
      heap.push({ at, order: order++, event })
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!isBefore(heap[i], heap[parent])) break
        swap(i, parent)
        i = parent
      }
    },
    take(): Placed | undefined {
      const first = heap[0]
      const last = heap.pop()
      if (!first || !last || heap.length === 0) return first
      heap[0] = last
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2]
        const child = isBefore(heap[right], heap[left]) ? right : left
        if (!isBefore(heap[child], heap[i])) break
        swap(i, child)
        i = child
      }
      return first
    },
  }
}

/** What if a step took a day less (giả định): the scenario with other allowed and working times of one step, never below none. */
export const withStepCut = (scenario: Scenario, no: string, minutes: number): Scenario => ({
  ...scenario,
  limitMinutes: scenario.limitMinutes - minutes,
  groups: scenario.groups.map((group) =>
    group.map((step) => (step.no === no ? { ...step, allowedMinutes: Math.max(0, step.allowedMinutes - minutes) } : step)),
  ),
})

/** What if a role had so many people more (thêm người). */
export const withMoreStaff = (scenario: Scenario, role: string, more: number): Scenario => ({
  ...scenario,
  staff: { ...scenario.staff, [role]: Math.max(1, (scenario.staff[role] ?? 1) + more) },
})
