/** Units in which a decision states time: working days, calendar days, working hours. */
export type TimeUnit = 'working_day' | 'calendar_day' | 'hour'

/** A part of a limit; several follow one another ("15 ngày và 08 ngày làm việc"). */
export type TimeSegment = { value: number; unit: TimeUnit }

/** A paper of the dossier (thành phần hồ sơ), with how many originals and copies are asked. */
export type Component = {
  name: string
  originals: number | null
  copies: number | null
  formCode: string | null
  /** asked only in the case named, not of everybody */
  isConditional: boolean
  onlyWhen: string | null
}

/** A line of the fee table (phí, lệ phí) as the decision words it: who pays, by which channel, how much. */
export type FeeLine = { group: string | null; item: string | null; payer: string | null; channel: string | null; amount: string }

/** How often papers may be asked for while a dossier is carried (số lần bổ sung), where a text allows another number than the rule, and that text. */
export type SupplementRule = { max: number; basis: string }

/** Stage (giai đoạn): a part of the limit with a value of its own, in the unit of the limit. */
export type Stage = { name: string; value: number | null; hard: number | null }

/** Step of an internal process (bước trong quy trình nội bộ). */
export type ProcessStep = {
  /** the number in the table, kept as text: "5a" is a number too */
  no: string
  /** the number printed in the decision, which may start again in each stage */
  printedNo: string | null
  stage: string | null
  name: string | null
  /** who acts, in the decision's words; an officer maps them to a role and a unit */
  actor: string | null
  /** null when the table gives no time */
  duration: readonly TimeSegment[] | null
  /** the time in hard areas (miền núi, hải đảo, biên giới); null when the ordinary one holds */
  hardDuration: readonly TimeSegment[] | null
  countsTime: boolean
  /** on a note row (dòng ghi chú): the step after which the limit stands still */
  afterStep: string | null
  /** the step of the same stage beside which this one runs (làm song song) */
  runsWith: string | null
  /** the clock stands still from the end of this step … */
  pausesClock: boolean
  /** … until the end of that one */
  resumesClock: boolean
  /** forms that this step fills in or issues (biểu mẫu sử dụng); absent where the table has no such column */
  forms?: string
  note: string | null
}

/** A limit shortened by the agency (cắt giảm thời hạn): what it was, and the decision that announced it. */
export type Shortened = { from: readonly TimeSegment[]; decision: string }

/**
 * Internal process (quy trình nội bộ) of one case of an administrative procedure, as a decision approved it.
 * Texts are NFC. What the file leaves out is null, never guessed.
 */
export type InternalProcess = {
  id: string
  /** national code of the procedure (mã thủ tục hành chính) */
  code: string | null
  name: string
  field: string | null
  level: string | null
  province: string | null
  authority: string | null
  /** the limit (thời hạn giải quyết); empty when the decision states none */
  limit: readonly TimeSegment[]
  limitNote: string | null
  /** when `limit` is shorter than the law's: the steps and the due time follow `limit` */
  shortened?: Shortened
  hardLimit: readonly TimeSegment[] | null
  stages: readonly Stage[]
  /** an amount in đồng, or the decision's words */
  fee: number | string | null
  feeLines: readonly FeeLine[]
  onlineLevel: 'full' | 'partial' | 'information' | null
  isByPost: boolean | null
  /** may be filed anywhere in the province (không phụ thuộc địa giới) */
  isAnywhere: boolean | null
  components: readonly Component[]
  result: string | null
  /** nothing or null: the rule of the one-stop decree holds. Left out when none, so that older versions read the same. */
  supplements?: SupplementRule | null
  steps: readonly ProcessStep[]
  decision: string | null
  sourceUrl: string | null
}

/** A sum that was expected to meet a value, term by term, so that the sentence can show it. Minutes of working time. */
export type Sum = { terms: readonly number[]; countedMinutes: number; limitMinutes: number; unit: TimeUnit }

/** Why a process cannot be published. Each case carries what its sentence needs; `step` is the number in the table. */
export type Fault =
  | { kind: 'no-limit' }
  | { kind: 'no-steps' }
  | { kind: 'sum-mismatch'; sum: Sum }
  | { kind: 'stage-sum-mismatch'; stage: string; sum: Sum }
  | { kind: 'hard-sum-mismatch'; stage: string | null; sum: Sum }
  | { kind: 'step-without-actor'; step: string; stage: string | null; name: string | null }
  | { kind: 'step-without-duration'; step: string; stage: string | null; name: string | null }
  | { kind: 'duplicate-step-number'; step: string; stage: string | null; times: number }
  | { kind: 'unit-mismatch'; step: string; stage: string | null; stepUnit: TimeUnit; limitUnit: TimeUnit }

/** What the check of a process found. */
export type Checked = {
  ok: boolean
  countedMinutes: number
  limitMinutes: number | null
  hard: { countedMinutes: number; limitMinutes: number } | null
  faults: readonly Fault[]
}

/** Minutes of each unit when durations are added: an hour is one eighth of a working day, a calendar day counts as one day. */
const minutesPer: Record<TimeUnit, number> = { working_day: 480, calendar_day: 480, hour: 60 }

/**
 * Checks an internal process before it may be published (kiểm tra quy trình nội bộ).
 * The steps that count must add up to the limit, in the whole, in each stage and for hard areas; every step has an actor,
 * every counted one a time, in the kind of day of the limit. Parallel steps count once, by the longest.
 *
 * Without a limit, or without steps, no sum is judged: there is nothing to add up to, or nothing to add.
 * @law ct-012-2025-dak-lak: the sum of the counted steps is the limit
 */
export function checkProcess(process: InternalProcess): Checked {
  const { limit, hardLimit, steps } = process
  const hasLimit = limit.length > 0
  const counted = sumOf(steps, ordinaryTime, limit)
  const hard = hardLimit && sumOf(steps, hardTime, hardLimit)
  const sums = hasLimit && steps.length > 0 ? sumFaults(process, counted, hard) : []
  const faults: Fault[] = [
    ...(hasLimit ? [] : [{ kind: 'no-limit' as const }]),
    ...(steps.length > 0 ? [] : [{ kind: 'no-steps' as const }]),
    ...sums,
    ...steps.flatMap((step) => stepFaults(step, limit, hardLimit)),
    ...duplicates(steps),
  ]
  return {
    ok: faults.length === 0,
    countedMinutes: counted.countedMinutes,
    limitMinutes: hasLimit ? counted.limitMinutes : null,
    hard: hard && { countedMinutes: hard.countedMinutes, limitMinutes: hard.limitMinutes },
    faults,
  }
}

/**
 * The steps in the order in which they open; steps that run side by side (song song) open together and
 * the next ones wait for all of them. Note rows are left out: they are waiting, nobody's work.
 */
export function stepGroups(steps: readonly ProcessStep[]): ProcessStep[][] {
  const groups: ProcessStep[][] = []
  for (const step of steps.filter((s) => !isNoteRow(s))) {
    const beside =
      step.runsWith === null ? null : groups.find((group) => group.some((s) => s.no === step.runsWith && s.stage === step.stage))
    if (beside) beside.push(step)
    else groups.push([step])
  }
  return groups
}

/** A note row (dòng ghi chú): waiting after a step, which the limit leaves out. */
export const isNoteRow = (step: ProcessStep): boolean => step.afterStep !== null && !step.countsTime

/** Minutes of working time of a limit or a time. */
export const minutesOf = (segments: readonly TimeSegment[]): number => toMinutes(thousandthsOf(segments))

/** Integers of a thousandth of a minute: so 0.1 + 0.2 day is 0.3 day, and three thirds are one. */
const thousandthsOf = (segments: readonly TimeSegment[]): number =>
  segments.reduce((sum, { value, unit }) => sum + Math.round(value * minutesPer[unit] * 1000), 0)
const toMinutes = (thousandths: number): number => thousandths / 1000

type TimeOf = (step: ProcessStep) => readonly TimeSegment[]
const ordinaryTime: TimeOf = (step) => step.duration ?? []
const hardTime: TimeOf = (step) => step.hardDuration ?? step.duration ?? []

function sumOf(steps: readonly ProcessStep[], timeOf: TimeOf, limit: readonly TimeSegment[]): Sum {
  const terms = stepGroups(steps.filter((step) => step.countsTime)).map((group) => Math.max(...group.map((s) => thousandthsOf(timeOf(s)))))
  return {
    terms: terms.map(toMinutes),
    countedMinutes: toMinutes(terms.reduce((sum, term) => sum + term, 0)),
    limitMinutes: minutesOf(limit),
    unit: limit[0]?.unit ?? 'working_day',
  }
}

function sumFaults({ stages, steps, limit, hardLimit }: InternalProcess, counted: Sum, hard: Sum | null): Fault[] {
  const ofStage = (stage: string, value: number | null, timeOf: TimeOf): Sum[] => {
    const own = steps.filter((step) => step.stage === stage)
    const unit = (timeOf === hardTime ? hardLimit : null)?.[0]?.unit ?? limit[0]?.unit
    if (value === null || unit === undefined || own.length === 0) return []
    return [sumOf(own, timeOf, [{ value, unit }])].filter(differs)
  }
  return [
    ...(differs(counted) ? [{ kind: 'sum-mismatch' as const, sum: counted }] : []),
    ...stages.flatMap(({ name, value }) =>
      ofStage(name, value, ordinaryTime).map((sum) => ({ kind: 'stage-sum-mismatch' as const, stage: name, sum })),
    ),
    ...(hard && differs(hard) ? [{ kind: 'hard-sum-mismatch' as const, stage: null, sum: hard }] : []),
    ...stages.flatMap((stage) =>
      ofStage(stage.name, stage.hard, hardTime).map((sum) => ({ kind: 'hard-sum-mismatch' as const, stage: stage.name, sum })),
    ),
  ]
}

const differs = (sum: Sum): boolean => sum.countedMinutes !== sum.limitMinutes

function stepFaults(step: ProcessStep, limit: readonly TimeSegment[], hardLimit: readonly TimeSegment[] | null): Fault[] {
  const { no, stage, name } = step
  const faults: Fault[] = step.actor === null ? [{ kind: 'step-without-actor', step: no, stage, name }] : []
  if (!step.countsTime) return faults
  if (step.duration === null) return [...faults, { kind: 'step-without-duration', step: no, stage, name }]
  const stray = strayUnit(step.duration, limit) ?? (step.hardDuration && hardLimit && strayUnit(step.hardDuration, hardLimit))
  return stray ? [...faults, { kind: 'unit-mismatch', step: no, stage, ...stray }] : faults
}

/** The first kind of day that the limit does not know. Hours are working time and fit beside either; so an hourly limit has no calendar days. */
function strayUnit(duration: readonly TimeSegment[], limit: readonly TimeSegment[]): { stepUnit: TimeUnit; limitUnit: TimeUnit } | null {
  const [first] = limit
  if (!first) return null
  const isCalendar = (s: TimeSegment) => s.unit === 'calendar_day'
  const stray = duration.find((s) => s.unit !== 'hour' && !limit.some((l) => isCalendar(l) === isCalendar(s)))
  return stray ? { stepUnit: stray.unit, limitUnit: first.unit } : null
}

function duplicates(steps: readonly ProcessStep[]): Fault[] {
  const byNumber = Map.groupBy(steps, ({ stage, no }) => JSON.stringify([stage, no]))
  return [...byNumber.values()].flatMap((same) => {
    const [first] = same
    return first && same.length > 1
      ? [{ kind: 'duplicate-step-number' as const, step: first.no, stage: first.stage, times: same.length }]
      : []
  })
}
