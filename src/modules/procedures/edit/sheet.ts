import { readCell, writeCell } from '../cells.ts'
import { type InternalProcess, isNoteRow, type ProcessStep, type TimeSegment, type TimeUnit } from '../process.ts'

/** The cells of a step in the editor, as typed (ô của một bước). */
export const stepCells = [
  'no',
  'name',
  'actor',
  'time',
  'unit',
  'counts',
  'after',
  'beside',
  'stage',
  'forms',
  'hardTime',
  'hardUnit',
  'clock',
  'printed',
  'note',
] as const
export type StepCell = (typeof stepCells)[number]
export type StepRow = Readonly<Record<StepCell, string>>

/** The cells of a stage: its name, its time, its time in hard areas. */
export const stageCells = ['stageName', 'stageTime', 'stageHard'] as const
export type StageRow = Readonly<Record<(typeof stageCells)[number], string>>

/** The cells of the whole: limits, what they were before a shortening, the decisions. */
export const wholeCells = [
  'limitTime',
  'limitUnit',
  'hardLimitTime',
  'hardLimitUnit',
  'beforeTime',
  'beforeUnit',
  'beforeDecision',
  'decision',
] as const
export type WholeCells = Readonly<Record<(typeof wholeCells)[number], string>>

/** A process on the editor's sheet (tờ soạn quy trình): texts as typed, right or not. */
export type Sheet = { whole: WholeCells; stages: readonly StageRow[]; steps: readonly StepRow[] }

/** A cell that does not mean what its column must. `at` is the row's place, counted from 0. */
export type SheetFault =
  | { at: number; cell: StepCell; kind: 'no-number' }
  | { at: number; cell: StepCell; kind: 'bad-time' }
  | { at: number; cell: 'after'; kind: 'after-nothing'; names: string }
  | { at: number; cell: 'after'; kind: 'wait-counts' }
  | { at: number; cell: 'beside'; kind: 'beside-nothing'; names: string }
  | { at: number; cell: 'clock'; kind: 'never-resumed' }
  | { at: number; cell: 'clock'; kind: 'never-paused' }
  | { at: null; cell: (typeof wholeCells)[number]; kind: 'bad-time' }
  | { at: number; cell: (typeof stageCells)[number]; kind: 'bad-stage' }

const units: readonly TimeUnit[] = ['working_day', 'calendar_day', 'hour']

/** Puts a process on the sheet. What `readSheet` reads back is the same process. */
export function sheetOf(process: InternalProcess): Sheet {
  const [limitTime, limitUnit] = timeCells(process.limit)
  const [hardLimitTime, hardLimitUnit] = timeCells(process.hardLimit)
  const [beforeTime, beforeUnit] = timeCells(process.shortened?.from ?? null)
  const beforeDecision = process.shortened?.decision ?? ''
  const decision = process.decision ?? ''
  return {
    whole: { limitTime, limitUnit, hardLimitTime, hardLimitUnit, beforeTime, beforeUnit, beforeDecision, decision },
    stages: process.stages.map(({ name, value, hard }) => ({ stageName: name, stageTime: numberText(value), stageHard: numberText(hard) })),
    steps: process.steps.map(rowOf),
  }
}

function rowOf(step: ProcessStep): StepRow {
  const [time, unit] = timeCells(step.duration)
  const [hardTime, hardUnit] = timeCells(step.hardDuration)
  return {
    no: step.no,
    name: step.name ?? '',
    actor: step.actor ?? '',
    time,
    unit,
    counts: step.countsTime ? 'yes' : 'no',
    after: step.afterStep ?? '',
    beside: step.runsWith ?? '',
    stage: step.stage ?? '',
    forms: step.forms ?? '',
    hardTime,
    hardUnit,
    clock: step.pausesClock && step.resumesClock ? 'both' : step.pausesClock ? 'pauses' : step.resumesClock ? 'resumes' : '',
    printed: step.printedNo ?? '',
    note: step.note ?? '',
  }
}

/**
 * Reads the sheet over the process that it was made of: what the sheet does not show stays. Every step must be reached in its turn: a step
 * that stands after, or beside, one that is not there would never open.
 */
export function readSheet(base: InternalProcess, sheet: Sheet): { process: InternalProcess; faults: readonly SheetFault[] } {
  const faults: SheetFault[] = []
  const whole = (cell: 'limitTime' | 'hardLimitTime' | 'beforeTime', unit: string): readonly TimeSegment[] | null => {
    const read = readTime(sheet.whole[cell], unit)
    if (read === 'bad') faults.push({ at: null, cell, kind: 'bad-time' })
    return read === 'bad' ? null : read
  }
  const stageNumber = (at: number, row: StageRow, cell: 'stageTime' | 'stageHard'): number | null => {
    const value = readNumber(row[cell])
    if (value === 'bad') faults.push({ at, cell, kind: 'bad-stage' })
    return value === 'bad' ? null : value
  }
  const limit = whole('limitTime', sheet.whole.limitUnit) ?? []
  const hardLimit = whole('hardLimitTime', sheet.whole.hardLimitUnit)
  const from = whole('beforeTime', sheet.whole.beforeUnit)
  const steps = sheet.steps.map((row, at) => readStep(row, at, faults))
  const { shortened: _, ...rest } = base
  const process: InternalProcess = {
    ...rest,
    limit,
    hardLimit,
    ...(from ? { shortened: { from, decision: sheet.whole.beforeDecision.trim() } } : {}),
    decision: sheet.whole.decision.trim() || null,
    stages: sheet.stages.flatMap((row, at) =>
      row.stageName.trim() === ''
        ? []
        : [{ name: row.stageName.trim(), value: stageNumber(at, row, 'stageTime'), hard: stageNumber(at, row, 'stageHard') }],
    ),
    steps,
  }
  return { process, faults: [...faults, ...orderFaults(steps), ...clockFaults(steps)] }
}

function readStep(row: StepRow, at: number, faults: SheetFault[]): ProcessStep {
  const time = (cell: 'time' | 'hardTime', unit: string) => {
    const read = readTime(row[cell], unit)
    if (read === 'bad') faults.push({ at, cell, kind: 'bad-time' })
    return read === 'bad' ? null : read
  }
  const text = (cell: StepCell) => row[cell].trim() || null
  if (text('no') === null) faults.push({ at, cell: 'no', kind: 'no-number' })
  return {
    no: row.no.trim(),
    printedNo: text('printed'),
    stage: text('stage'),
    name: text('name'),
    actor: text('actor'),
    duration: time('time', row.unit),
    hardDuration: time('hardTime', row.hardUnit),
    countsTime: row.counts !== 'no',
    afterStep: text('after'),
    runsWith: text('beside'),
    pausesClock: row.clock === 'pauses' || row.clock === 'both',
    resumesClock: row.clock === 'resumes' || row.clock === 'both',
    ...(text('forms') ? { forms: row.forms.trim() } : {}),
    note: text('note'),
  }
}

/** Steps that would never open, and waiting steps that would count. */
function orderFaults(steps: readonly ProcessStep[]): SheetFault[] {
  return steps.flatMap((step, at): SheetFault[] => {
    const faults: SheetFault[] = []
    const { afterStep, runsWith, stage } = step
    if (afterStep !== null && step.countsTime) faults.push({ at, cell: 'after', kind: 'wait-counts' })
    else if (afterStep !== null && !steps.some((s) => s.no === afterStep && s.stage === stage && !isNoteRow(s)))
      faults.push({ at, cell: 'after', kind: 'after-nothing', names: afterStep })
    if (runsWith !== null && !steps.slice(0, at).some((s) => s.no === runsWith && s.stage === stage && !isNoteRow(s)))
      faults.push({ at, cell: 'beside', kind: 'beside-nothing', names: runsWith })
    return faults
  })
}

/** A clock that stops must run again, and only a standing one can. */
function clockFaults(steps: readonly ProcessStep[]): SheetFault[] {
  const faults: SheetFault[] = []
  let pausedAt: number | null = null
  for (const [at, step] of steps.entries()) {
    if (step.resumesClock && pausedAt === null) faults.push({ at, cell: 'clock', kind: 'never-paused' })
    if (step.resumesClock) pausedAt = null
    if (step.pausesClock) pausedAt = at
  }
  return pausedAt === null ? faults : [...faults, { at: pausedAt, cell: 'clock', kind: 'never-resumed' }]
}

/** One time is a number beside its unit; several are said in words: "15 ngày + 8 ngày làm việc". */
function readTime(text: string, unit: string): readonly TimeSegment[] | null | 'bad' {
  if (text.trim() === '') return null
  const raw: Record<string, unknown> = {}
  readCell({ key: 'time', heading: '', kind: 'time' }, text, raw)
  const read = raw.time
  if (Array.isArray(read)) return read as TimeSegment[]
  const value = typeof read === 'object' && read !== null && 'value' in read ? read.value : null
  const known = units.find((one) => one === unit)
  return typeof value === 'number' && value >= 0 && value <= 100_000 && known ? [{ value, unit: known }] : 'bad'
}

function readNumber(text: string): number | null | 'bad' {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d{1,6}([.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : 'bad'
}

const numberText = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','))

function timeCells(segments: readonly TimeSegment[] | null): [time: string, unit: TimeUnit] {
  const [first, ...more] = segments ?? []
  if (!first) return ['', 'working_day']
  if (more.length === 0) return [numberText(first.value), first.unit]
  return [String(writeCell({ key: 'time', heading: '', kind: 'time' }, { time: segments })), first.unit]
}
