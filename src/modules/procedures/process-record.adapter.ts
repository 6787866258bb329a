import { z } from 'zod'
import { err, ok, type Result } from '../../kernel/result.ts'
import { inBoth, type Say } from '../../kernel/say.ts'
import type { InternalProcess, SupplementRule, TimeSegment } from './process.ts'

/** A field that could not be read: where it stands and what is wrong, in the language of who reads it. `step` when it belongs to one. */
export type FieldFault = { path: readonly PropertyKey[]; step: string | null; message: string }

/** A record whose fields are not what they must be. */
export type BadRecord = { id: string | null; faults: readonly FieldFault[] }

/**
 * Reads one process record (the keys of a process file). Unknown keys are left alone; a known key of the wrong type is a fault
 * with its path. All texts become NFC, without control characters, trimmed; an empty text is none.
 */
export function readRecord(raw: unknown, say: Say): Result<InternalProcess, BadRecord> {
  const read = record.safeParse(raw)
  if (read.success) return ok(read.data)
  const faults = read.error.issues.map((issue) => ({ path: issue.path, step: stepAt(raw, issue.path), message: explainIssue(issue, say) }))
  return err({ id: idOf(raw), faults })
}

/** "steps[3].duration.value" */
export const showPath = (path: readonly PropertyKey[]): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join('')

const textMax = 20_000
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed; PostgreSQL refuses NUL
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/g
const clean = (text: string): string => text.normalize('NFC').replace(control, '').trim()

const text = z.string().max(textMax).transform(clean)
const maybeText = text.nullish().transform((value) => value || null)
const numberOrText = z.union([z.number(), text])
const maybeFlag = z.boolean().nullish()
const amount = z.number().min(0).max(100_000)
const count = z.number().min(0).nullish()
const unit = z.enum(['working_day', 'calendar_day', 'hour'])

/** A fault that no type knows: it is told when it is known who reads it. */
const fault = (path: PropertyKey[], tell: Told['tell']) => ({ code: 'custom' as const, path, params: { tell } satisfies Told })
type Told = { tell(say: Say): string }

const noUnit = (say: Say) =>
  say('thiếu đơn vị (working_day, calendar_day hoặc hour)', 'the unit is missing (working_day, calendar_day or hour)')
const noStep = (no: string) => (say: Say) => say(`không có bước ${no} trong quy trình`, `there is no step ${no} in the process`)
const noStepBefore = (no: string) => (say: Say) =>
  say(`không có bước ${no} đứng trước trong cùng giai đoạn`, `there is no step ${no} before it in the same stage`)

const noBasis = (say: Say) => say('thiếu căn cứ của số lần bổ sung', 'the legal basis of the number of supplements is missing')
const noSupplementsMax = (say: Say) => say('thiếu số lần bổ sung', 'the number of supplements is missing')

/** One time or a list of them; `{value: null}`, null and nothing all mean: none given. */
const time = z
  .preprocess(
    (value) => (Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]),
    z.array(
      z.object({ value: amount.nullish(), unit: unit.nullish() }).transform(({ value, unit }, context): TimeSegment[] => {
        if (value === null || value === undefined) return []
        if (unit) return [{ value, unit }]
        context.addIssue(fault(['unit'], noUnit))
        return z.NEVER
      }),
    ),
  )
  .transform((parts) => parts.flat())
const maybeTime = time.transform((segments) => (segments.length > 0 ? segments : null))

const number = numberOrText.transform(String)
const maybeNumber = numberOrText
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)))

const step = z
  .object({
    no: number.pipe(z.string().min(1)),
    no_in_source: maybeNumber,
    stage: maybeText,
    name_vi: maybeText,
    actor_vi: maybeText,
    duration: maybeTime,
    duration_hard_area: maybeTime,
    counts_time: z.boolean(),
    after_step: maybeNumber,
    runs_with: maybeNumber,
    pause_clock: maybeFlag,
    resume_clock: maybeFlag,
    forms: maybeText,
    notes: maybeText,
  })
  .transform((raw) => ({
    no: raw.no,
    printedNo: raw.no_in_source,
    stage: raw.stage,
    name: raw.name_vi,
    actor: raw.actor_vi,
    duration: raw.duration,
    hardDuration: raw.duration_hard_area,
    countsTime: raw.counts_time,
    afterStep: raw.after_step,
    runsWith: raw.runs_with,
    pausesClock: raw.pause_clock ?? false,
    resumesClock: raw.resume_clock ?? false,
    ...(raw.forms ? { forms: raw.forms } : {}),
    note: raw.notes,
  }))

const steps = z
  .array(step)
  .max(1000)
  .superRefine((all, context) => {
    for (const [i, { afterStep, runsWith, stage }] of all.entries()) {
      const earlier = all.slice(0, i)
      if (afterStep !== null && !all.some((s) => s.no === afterStep)) context.addIssue(fault([i, 'after_step'], noStep(afterStep)))
      if (runsWith !== null && !earlier.some((s) => s.no === runsWith && s.stage === stage))
        context.addIssue(fault([i, 'runs_with'], noStepBefore(runsWith)))
    }
  })

const component = z
  .object({ name_vi: maybeText, original: count, copy: count, form_code: maybeText, conditional: maybeFlag, case: maybeText })
  .transform((raw) => ({
    name: raw.name_vi ?? '',
    originals: raw.original ?? null,
    copies: raw.copy ?? null,
    formCode: raw.form_code,
    isConditional: raw.conditional ?? false,
    onlyWhen: raw.case,
  }))

const feeLine = z.object({ group: maybeText, item: maybeText, payer: maybeText, channel: maybeText, amount: text })
const stage = z
  .object({ name_vi: text, value: amount.nullish(), hard: amount.nullish() })
  .transform((raw) => ({ name: raw.name_vi, value: raw.value ?? null, hard: raw.hard ?? null }))

const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .max(10_000)
    .nullish()
    .transform((list) => list ?? [])
/** A number of supplements needs the text that allows it, and a text its number. */
const supplements = z
  .object({ max: z.number().int().min(1).max(20).nullish(), basis: maybeText })
  .nullish()
  .transform((raw, context): SupplementRule | null => {
    const [max, basis] = [raw?.max ?? null, raw?.basis ?? null]
    if (max !== null && basis !== null) return { max, basis }
    if (max !== null) context.addIssue(fault(['basis'], noBasis))
    if (basis !== null) context.addIssue(fault(['max'], noSupplementsMax))
    return null
  })
const onlineLevels = { toan_trinh: 'full', mot_phan: 'partial', thong_tin: 'information' } as const
const record = z.preprocess(
  // in a JSON file the note lives inside legal_time, beside value and unit
  (raw) => (isObject(raw) && isObject(raw.legal_time) ? { legal_time_note: raw.legal_time.note, ...raw } : raw),
  z
    .object({
      id: number.pipe(z.string().min(1).max(100)),
      code: maybeText,
      name_vi: text.pipe(z.string().min(1)),
      field: maybeText,
      level: maybeText,
      province: maybeText,
      authority: maybeText,
      legal_time: time,
      legal_time_note: maybeText,
      shortened_from: maybeTime,
      shortened_decision: maybeText,
      legal_time_hard_area: maybeTime,
      stages: listOf(stage),
      fee: numberOrText.nullish(),
      fee_table: listOf(feeLine),
      online_level: z.enum(['toan_trinh', 'mot_phan', 'thong_tin']).nullish(),
      bcci: maybeFlag,
      not_boundary_dependent: maybeFlag,
      // blank rows of the source table name no paper
      components: listOf(component).transform((papers) => papers.filter(({ name }) => name !== '')),
      result_vi: maybeText,
      supplements,
      steps,
      decision: maybeText,
      source_url: maybeText,
    })
    .transform(
      (raw): InternalProcess => ({
        id: raw.id,
        code: raw.code,
        name: raw.name_vi,
        field: raw.field,
        level: raw.level,
        province: raw.province,
        authority: raw.authority,
        limit: raw.legal_time,
        limitNote: raw.legal_time_note,
        ...(raw.shortened_from ? { shortened: { from: raw.shortened_from, decision: raw.shortened_decision ?? '' } } : {}),
        hardLimit: raw.legal_time_hard_area,
        stages: raw.stages,
        fee: raw.fee === '' ? null : (raw.fee ?? null),
        feeLines: raw.fee_table,
        onlineLevel: raw.online_level ? onlineLevels[raw.online_level] : null,
        isByPost: raw.bcci ?? null,
        isAnywhere: raw.not_boundary_dependent ?? null,
        components: raw.components,
        result: raw.result_vi,
        ...(raw.supplements ? { supplements: raw.supplements } : {}),
        steps: raw.steps,
        decision: raw.decision,
        sourceUrl: raw.source_url,
      }),
    ),
)

/** The record of a process: what `readRecord` reads back. */
export function recordOf(process: InternalProcess) {
  const levels = { full: 'toan_trinh', partial: 'mot_phan', information: 'thong_tin' } as const
  return {
    id: process.id,
    code: process.code,
    name_vi: process.name,
    field: process.field,
    level: process.level,
    province: process.province,
    authority: process.authority,
    legal_time: process.limit,
    legal_time_note: process.limitNote,
    shortened_from: process.shortened?.from ?? null,
    shortened_decision: process.shortened?.decision ?? null,
    legal_time_hard_area: process.hardLimit,
    stages: process.stages.map(({ name, value, hard }) => ({ name_vi: name, value, hard })),
    fee: process.fee,
    fee_table: process.feeLines,
    online_level: process.onlineLevel && levels[process.onlineLevel],
    bcci: process.isByPost,
    not_boundary_dependent: process.isAnywhere,
    components: process.components.map((paper) => ({
      name_vi: paper.name,
      original: paper.originals,
      copy: paper.copies,
      form_code: paper.formCode,
      conditional: paper.isConditional,
      case: paper.onlyWhen,
    })),
    result_vi: process.result,
    supplements: process.supplements ?? null,
    steps: process.steps.map((step) => ({
      no: step.no,
      no_in_source: step.printedNo,
      stage: step.stage,
      name_vi: step.name,
      actor_vi: step.actor,
      duration: step.duration,
      duration_hard_area: step.hardDuration,
      counts_time: step.countsTime,
      after_step: step.afterStep,
      runs_with: step.runsWith,
      pause_clock: step.pausesClock,
      resume_clock: step.resumesClock,
      forms: step.forms ?? null,
      notes: step.note,
    })),
    decision: process.decision,
    source_url: process.sourceUrl,
  }
}

const kindWords = inBoth(
  (say): Record<string, string> => ({
    string: say('phải là chữ', 'must be a text'),
    number: say('phải là số', 'must be a number'),
    boolean: say('phải là true hoặc false', 'must be true or false'),
    array: say('phải là danh sách', 'must be a list'),
    object: say('phải là một đối tượng', 'must be an object'),
  }),
)

function explainIssue(issue: z.core.$ZodIssue, say: Say): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('undefined')
        ? say('thiếu', 'missing')
        : (kindWords[say.lang][issue.expected] ?? say('sai kiểu dữ liệu', 'is of the wrong type'))
    case 'invalid_union':
      return say('phải là số hoặc chữ', 'must be a number or a text')
    case 'invalid_value':
      return say(`phải là một trong: ${issue.values.map(String).join(', ')}`, `must be one of: ${issue.values.map(String).join(', ')}`)
    case 'too_small':
      return issue.origin === 'string'
        ? say('không được để trống', 'must not be empty')
        : say(`không được nhỏ hơn ${issue.minimum}`, `must not be less than ${issue.minimum}`)
    case 'too_big':
      return issue.origin === 'number'
        ? say(`không được lớn hơn ${issue.maximum}`, `must not be more than ${issue.maximum}`)
        : say(`dài quá ${issue.maximum}`, `is longer than ${issue.maximum}`)
    case 'custom':
      return (issue.params as Told).tell(say)
    default:
      return say('không đọc được', 'cannot be read')
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The id of a record that is otherwise bad, so that its line can name it. */
function idOf(raw: unknown): string | null {
  const id = isObject(raw) ? raw.id : null
  return typeof id === 'string' || typeof id === 'number' ? clean(String(id)).slice(0, 100) || null : null
}

function stepAt(raw: unknown, [list, index]: readonly PropertyKey[]): string | null {
  if (list !== 'steps' || typeof index !== 'number' || !isObject(raw) || !Array.isArray(raw.steps)) return null
  const step: unknown = raw.steps[index]
  const no = isObject(step) ? step.no : null
  return typeof no === 'string' || typeof no === 'number' ? String(no) : null
}
