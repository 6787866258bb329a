import { withMarks } from '../../../kernel/fold.ts'
import { commonRows } from '../diff.ts'
import { checkProcess, type InternalProcess, type ProcessStep } from '../process.ts'

/** What of a step the decision fixes. Its number is not among them: a step put in between moves all below it. */
export type ConformField = 'name' | 'actor' | 'duration' | 'hardDuration' | 'countsTime' | 'stage' | 'afterStep' | 'runsWith'

/** A row of the comparison, in the order of the draft; what is missing stands where the decision has it. */
export type ConformRow =
  | { kind: 'same'; approved: ProcessStep; draft: ProcessStep }
  | { kind: 'changed'; approved: ProcessStep; draft: ProcessStep; fields: readonly ConformField[] }
  | { kind: 'moved'; approved: ProcessStep; draft: ProcessStep; fields: readonly ConformField[] }
  | { kind: 'missing'; approved: ProcessStep }
  | { kind: 'added'; draft: ProcessStep }

/** A limit outside the steps in which draft and decision differ; a stage by its name. */
export type ConformLimit = { kind: 'limit' } | { kind: 'hard-limit' } | { kind: 'stage'; name: string }

/** How a draft stands beside the approved table (đối chiếu với quyết định). Sums are minutes of working time of the steps that count. */
export type Conformance = {
  isSame: boolean
  rows: readonly ConformRow[]
  limits: readonly ConformLimit[]
  approvedMinutes: number
  draftMinutes: number
}

/**
 * Compares a draft with the table of the approving decision (quy trình điện tử phải đúng quy trình đã phê duyệt), step by step.
 * A step is recognised by its name, first in the order of the table, then wherever it went; what is left between two recognised
 * steps, by its actor. Case, spaces and the two ways of placing a tone are no difference; everything else is.
 * @law ct-012-2025-dak-lak: the same steps, the same people, the same durations
 */
export function compareWithDecision(approved: InternalProcess, draft: InternalProcess): Conformance {
  const pairs = pairSteps(approved.steps, draft.steps)
  const stays = inOrder(pairs.map(([, j]) => j))
  const rows: ConformRow[] = []
  const known = new Map(pairs.map(([i, j], at) => [j, { i, isMoved: !stays.has(at) }]))
  const missing = missingBefore(approved.steps, pairs, stays, draft.steps.length)
  for (let j = 0; j <= draft.steps.length; j++) {
    rows.push(...(missing.get(j) ?? []).map((step) => ({ kind: 'missing' as const, approved: step })))
    const step = draft.steps[j]
    if (!step) continue
    const from = known.get(j)
    const old = from && approved.steps[from.i]
    if (!from || !old) {
      rows.push({ kind: 'added', draft: step })
      continue
    }
    const fields = conformFields.filter((field) => told(approved, old, field) !== told(draft, step, field))
    if (from.isMoved) rows.push({ kind: 'moved', approved: old, draft: step, fields })
    else if (fields.length > 0) rows.push({ kind: 'changed', approved: old, draft: step, fields })
    else rows.push({ kind: 'same', approved: old, draft: step })
  }
  const limits = compareLimits(approved, draft)
  return {
    isSame: limits.length === 0 && rows.every(({ kind }) => kind === 'same'),
    rows,
    limits,
    approvedMinutes: checkProcess(approved).countedMinutes,
    draftMinutes: checkProcess(draft).countedMinutes,
  }
}

const conformFields: readonly ConformField[] = ['name', 'actor', 'duration', 'hardDuration', 'countsTime', 'stage', 'afterStep', 'runsWith']

const plain = (text: string | null): string =>
  withMarks(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()

/** A field as it is compared. A step that another one names is told by its name, since numbers move. */
function told(process: InternalProcess, step: ProcessStep, field: ConformField): string {
  switch (field) {
    case 'name':
    case 'actor':
    case 'stage':
      return plain(step[field])
    case 'afterStep':
    case 'runsWith': {
      const named = step[field]
      const found = process.steps.find(({ no, stage }) => no === named && stage === step.stage)
      return plain(found?.name ?? named)
    }
    default:
      return JSON.stringify(step[field])
  }
}

function compareLimits(approved: InternalProcess, draft: InternalProcess): ConformLimit[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const names = new Set([...approved.stages, ...draft.stages].map(({ name }) => name))
  const timeOf = (process: InternalProcess, name: string) => {
    const found = process.stages.find((stage) => plain(stage.name) === plain(name))
    return found ? [found.value, found.hard] : null
  }
  return [
    ...(same(approved.limit, draft.limit) ? [] : [{ kind: 'limit' as const }]),
    ...(same(approved.hardLimit, draft.hardLimit) ? [] : [{ kind: 'hard-limit' as const }]),
    ...[...names].flatMap((name) => (same(timeOf(approved, name), timeOf(draft, name)) ? [] : [{ kind: 'stage' as const, name }])),
  ]
}

type Pair = readonly [approved: number, draft: number]

/** Which row of the decision each row of the draft is, in the order of the decision. */
function pairSteps(approved: readonly ProcessStep[], draft: readonly ProcessStep[]): Pair[] {
  const staged = ({ stage, name }: ProcessStep) => `${plain(stage)}\n${plain(name)}`
  const named = ({ name }: ProcessStep) => plain(name)
  const pairs: Pair[] = [...commonRows(approved.map(staged), draft.map(staged))]
  const free = (side: 0 | 1, at: number) => !pairs.some((pair) => pair[side] === at)
  for (const nameOf of [staged, named])
    for (const [i, old] of approved.entries()) {
      if (!free(0, i) || old.name === null) continue
      const j = draft.findIndex((step, at) => free(1, at) && nameOf(step) === nameOf(old))
      if (j >= 0) pairs.push([i, j])
    }
  // what was only renamed lies between the same two neighbours and keeps its actor
  for (const [i, old] of approved.entries()) {
    if (!free(0, i)) continue
    const after = Math.max(-1, ...pairs.filter(([a]) => a < i).map(([, d]) => d))
    const before = Math.min(draft.length, ...pairs.filter(([a]) => a > i).map(([, d]) => d))
    const j = draft.findIndex(
      (step, at) => at > after && at < before && free(1, at) && step.stage === old.stage && plain(step.actor) === plain(old.actor),
    )
    if (j >= 0) pairs.push([i, j])
  }
  return pairs.sort(([a], [b]) => a - b)
}

/** The places of a longest rising row: what is in it stayed, what is not was moved. */
function inOrder(places: readonly number[]): Set<number> {
  const length = places.map(() => 1)
  const before = places.map(() => -1)
  for (let b = 0; b < places.length; b++)
    for (let a = 0; a < b; a++)
      if ((places[a] ?? 0) < (places[b] ?? 0) && (length[a] ?? 0) + 1 > (length[b] ?? 0)) {
        length[b] = (length[a] ?? 0) + 1
        before[b] = a
      }
  const stays = new Set<number>()
  for (let at = length.indexOf(Math.max(0, ...length)); at >= 0; at = before[at] ?? -1) stays.add(at)
  return stays
}

/** Steps that only the decision has, by the place in the draft before which they should stand. */
function missingBefore(
  approved: readonly ProcessStep[],
  pairs: readonly Pair[],
  stays: ReadonlySet<number>,
  end: number,
): Map<number, ProcessStep[]> {
  const anchors = pairs.filter((_, at) => stays.has(at))
  const lost = approved.flatMap((step, i) => {
    if (pairs.some(([a]) => a === i)) return []
    return [{ step, place: anchors.find(([a]) => a > i)?.[1] ?? end }]
  })
  return new Map([...Map.groupBy(lost, ({ place }) => place)].map(([place, rows]) => [place, rows.map(({ step }) => step)]))
}
